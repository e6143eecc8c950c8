"""Officials of one full name of whom nothing else tells whether they are one: for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.model import Member
from kg.resolution.homes import rarity
from kg.resolution.layer import Layer
from kg.resolution.unit import Unit
from kg.resolution.verdict import Pair, reason, verdict

_MOST = 6  # clusters of one name: of more, each pair is as likely to be wrong as the next


def namesakes(layer: Layer) -> Iterator[Pair]:
    """Yield the pairs of clusters that share a full name, that were not compared and do not contradict each other."""
    of_name: defaultdict[str, defaultdict[Member, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in layer.all():
        if " " in unit.view.name:
            of_name[unit.view.name][unit.canonical].append(unit)
    for name, clusters in of_name.items():
        if 1 < len(clusters) <= _MOST:
            for a, b in combinations(sorted(clusters), 2):
                if layer.open(clusters[a], clusters[b]):
                    share = rarity(name)
                    yield Pair(
                        a,
                        b,
                        verdict((reason("name-share", name.title(), f"{share:+.1f}", times=share),)),
                    )

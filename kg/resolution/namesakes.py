"""Officials of one full name of whom nothing else tells whether they are one: for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.model import Member
from kg.resolution.layer import Layer
from kg.resolution.unit import Unit
from kg.resolution.verdict import Pair, name_share, verdict

_MOST = 6  # clusters of one name: of more, each pair is as likely to be wrong as the next


def namesakes(layer: Layer) -> Iterator[Pair]:
    """Yield the pairs of clusters that share a full name, that were not compared and do not contradict each other."""
    apart = layer.judged_apart()
    of_name: defaultdict[str, defaultdict[Member, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in layer.all():
        if " " in unit.view.name:
            of_name[unit.view.name][unit.canonical].append(unit)
    for name, clusters in of_name.items():
        if 1 < len(clusters) <= _MOST:
            for a, b in combinations(sorted(clusters), 2):
                if (a, b) not in apart and layer.open(clusters[a], clusters[b]):
                    yield Pair(a, b, verdict((name_share(name),)))

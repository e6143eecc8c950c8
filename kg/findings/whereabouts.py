"""A person at events of one day in different provinces or countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.findings.graph import Graph, Told
from kg.findings.model import Claim, Found, Party, same
from kg.findings.presence import Region, presences, regions, single_days


def find(graph: Graph) -> Iterator[Found]:
    """Yield pairs of far places where somebody is told to have been on one day; one pair for two regions."""
    days = single_days(graph)
    where, names = regions(graph, days), graph.names("kg:Place")
    people = graph.names("kg:Person")
    seen: defaultdict[tuple[str, str], dict[Region, tuple[Claim, Told]]] = defaultdict(dict)
    for who, event, claim in sorted(presences(graph)):
        if who in people and event in where:
            region, told = where[event]
            seen[who, days[event]].setdefault(region, (claim, told))
    for (who, day), places in sorted(seen.items()):
        for one, other in combinations(sorted(places), 2):
            parties = tuple(_party(day, names, *places[region]) for region in (one, other))
            events = tuple(places[region][0].object for region in (one, other))
            yield Found("two-places", (who, day, *sorted(events)), (who, *events), parties)


def _party(day: str, names, present: Claim, held: Told) -> Party:
    place = names.get(held.object, held.object)
    return Party(
        present.object, same(f"{day}, {place}"), (present, Claim(held.report, held.subject, "kg:heldAt", held.object))
    )

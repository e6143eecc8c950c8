"""A person at events of one day in different provinces or countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from kg.findings.graph import Graph
from kg.findings.model import Claim, Found, Party, same
from kg.findings.presence import Region, presences, regions, single_days


def find(graph: Graph) -> Iterator[Found]:
    """Yield pairs of far places where somebody is told to have been on one day; one pair for two regions."""
    days = single_days(graph)
    where, names = regions(graph, days), graph.names("kg:Place")
    people = graph.names("kg:Person")
    seen: defaultdict[tuple[str, str], dict[Region, tuple[Claim, Claim]]] = defaultdict(dict)
    for present in sorted(presences(graph), key=lambda claim: (claim.subject, claim.object, claim)):
        who, event = present.subject, present.object
        if who in people and event in where:
            region, held = where[event]
            seen[who, days[event]].setdefault(region, (present, held))
    for (who, day), places in sorted(seen.items()):
        for one, other in combinations(sorted(places), 2):
            parties = tuple(_party(day, names, *places[region]) for region in (one, other))
            events = tuple(places[region][0].object for region in (one, other))
            yield Found("two-places", (who, day, *sorted(events)), (who, *events), parties)


def _party(day: str, names: Mapping[str, str], present: Claim, held: Claim) -> Party:
    place = names.get(held.object, held.object)
    return Party(present.object, same(f"{day}, {place}"), (present, held))

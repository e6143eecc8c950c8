"""A person at the head of bodies of two provinces at one time: mostly two namesakes taken for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.dates import FOREVER, days_between
from kg.findings.graph import Graph, Membership
from kg.findings.model import Both, Found, Party
from kg.findings.presence import unit_on
from kg.findings.single import seats
from kg.lexicon.bearers import local_of

_CHANGE = 31  # days for which reports may still name the post that somebody comes from


def find(graph: Graph) -> Iterator[Found]:
    """Yield two provinces that somebody is seen to serve in turns; who moves once from one to the other is none."""
    for person, by_province in sorted(_sightings(graph).items()):
        for one, other in combinations(sorted(by_province), 2):
            first, second = by_province[one], by_province[other]
            if _overlap(first, second) > _CHANGE:
                posts = tuple(dict.fromkeys(told.post for told in (*first, *second)))
                parties = _party(first), _party(second)
                yield Found("two-provinces", (person, one, other), (person, *posts), parties)


def _sightings(graph: Graph) -> dict[str, dict[str, list[Membership]]]:
    """Return person → province, as it is bounded today → the days on which a head of a body there, in their order."""
    known, names = seats(graph), graph.names("kg:Body")
    found: defaultdict[str, defaultdict[str, list[Membership]]] = defaultdict(lambda: defaultdict(list))
    for told in graph.memberships:
        if not told.former and told.day and told.post in known:
            body = local_of(names.get(graph.posts[told.post].body, ""))
            if body:
                found[told.person][unit_on(body.province, FOREVER)].append(told)
    for by_province in found.values():
        for days in by_province.values():
            days.sort(key=lambda told: (told.day, told))
    return {person: dict(by_province) for person, by_province in found.items() if len(by_province) > 1}


def _overlap(one: list[Membership], other: list[Membership]) -> int:
    """Return for how many days both periods run at once, 0 where one follows the other."""
    first, last = max(one[0].day, other[0].day), min(one[-1].day, other[-1].day)
    if first < last:
        return days_between(first, last)
    # A single day within the other's period lies as deep as the nearer end is far.
    outer = one if one[0].day < first < one[-1].day else other
    return min(days_between(outer[0].day, first), days_between(first, outer[-1].day)) if first == last else 0


def _party(days: list[Membership]) -> Party:
    first, last = days[0], days[-1]
    period = first.day if first.day == last.day else f"{first.day} … {last.day}"
    return Party(first.post, Both(f"giữ chức, {period}", f"held, {period}"), (first.claim, last.claim))

"""Where reports tell that a post for one person passed from one to another, and near which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from kg.findings.days import bounds, later
from kg.findings.graph import Graph, Membership
from kg.findings.single import Seat

NEAR = 31  # days for which reports may still call a predecessor what he was


class Sign(NamedTuple):
    """That a seat changes hands between two days; ``person`` is who comes or goes, '' where anybody is appointed."""

    person: str
    first: str
    last: str


class Handovers:
    """What reports tell of seats that change hands: appointments, former and acting holders, bounds of a tenure."""

    def __init__(self, graph: Graph, known: Mapping[str, tuple[Seat, bool]]):
        self._signs: defaultdict[Seat, list[Sign]] = defaultdict(list)
        for post, day in _appointed(graph):
            if post in known and (span := bounds(day)):
                self._signs[known[post][0]].append(Sign("", *span))
        for told in graph.memberships:
            if told.post in known:
                seat, acting = known[told.post]
                self._signs[seat] += (Sign(told.person, *span) for span in _spans(told, acting))

    def near(self, seat: Seat, people: Collection[str], first: str, last: str) -> bool:
        """Whether a report tells a handover of a seat, by or to one of some people, about some days."""
        early, late = later(first, -NEAR), later(last, NEAR)
        told = (sign for sign in self._signs.get(seat, ()) if not sign.person or sign.person in people)
        return any(sign.first <= late and early <= sign.last for sign in told)


def _appointed(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield post and date of each appointment: the day that is told, else that of the report."""
    starts = graph.values("schema:startDate")
    for told in graph.told("kg:toPost"):
        days = starts.get(told.subject) or (graph.observed.get(told.report, ""),)
        yield from ((told.object, day) for day in days)


def _spans(told: Membership, acting: bool) -> Iterator[tuple[str, str]]:
    """Yield the days between which a membership tells that somebody comes or goes."""
    days = (told.since, told.until, told.day if told.former or acting else "")
    yield from filter(None, map(bounds, days))

"""Two people in a post that has one holder, in periods that overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.dates import FOREVER, days_between
from kg.findings.days import bounds
from kg.findings.graph import Graph, Membership
from kg.findings.handovers import NEAR, Handovers
from kg.findings.model import Both, Claim, Found, Party, same
from kg.findings.single import Seat, seats
from kg.text import key


@dataclass(slots=True)
class _Holder:
    """A person in a seat: day → the claims that show it, the latest post named, whether only as acting."""

    person: str
    days: defaultdict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    posts: set[str] = field(default_factory=set)
    acting: bool = True

    @property
    def first(self) -> str:
        return min(self.days)

    @property
    def last(self) -> str:
        return max(self.days)


def find(graph: Graph) -> Iterator[Found]:
    """Yield two holders of one seat whose observed periods overlap."""
    names, handovers = graph.names("kg:Person"), Handovers(graph, seats(graph))
    for seat, holders in sorted(_holders(graph).items()):
        for one, other in _overlapping(holders):
            if not _maybe_one(names.get(one.person, ""), names.get(other.person, "")):
                yield _found(seat, one, other, handovers)


def _holders(graph: Graph) -> dict[Seat, list[_Holder]]:
    """Return seat → its holders; days after one was told as a former holder are another finding's."""
    known = seats(graph)
    found: defaultdict[Seat, dict[str, _Holder]] = defaultdict(dict)
    over = _over(graph, known)
    for told in graph.memberships:
        whole = bool(told.since and told.until)  # a former holder whose whole tenure is told
        if told.post not in known or (told.former and not whole):
            continue
        seat, acting = known[told.post]
        holder = found[seat].setdefault(told.person, _Holder(told.person))
        for day in _days(told):
            if told.former or day < over.get((seat, told.person), FOREVER):
                holder.days[day].append(told.claim)
        holder.posts.add(told.post)
        holder.acting = holder.acting and acting
    return {seat: [holder for holder in holders.values() if holder.days] for seat, holders in found.items()}


def _days(told: Membership) -> Iterator[str]:
    """Yield the days on which a report shows the post held for sure: 'from 2020' shows the last day of that year."""
    begins, ends = bounds(told.since), bounds(told.until)
    if begins and ends and begins[1] > ends[0]:  # 'from 2016 to 2016': which days of it?
        begins = ends = None
    seen = "" if told.former else told.day
    yield from filter(None, (seen, begins and begins[1], ends and ends[0]))


def _over(graph: Graph, known: dict) -> dict[tuple[Seat, str], str]:
    found: dict[tuple[Seat, str], str] = {}
    for told in graph.memberships:
        ends = bounds(told.until)
        day = ends[0] if ends else told.day
        if told.former and day and told.post in known:
            place = known[told.post][0], told.person
            found[place] = min(day, found.get(place, day))
    return found


def _overlapping(holders: Sequence[_Holder]) -> Iterator[tuple[_Holder, _Holder]]:
    """Yield the pairs whose periods share more than the one day of a handover."""
    current: list[_Holder] = []
    for holder in sorted(holders, key=lambda holder: (holder.first, holder.person)):
        current = [other for other in current if other.last >= holder.first]
        for other in current:
            if min(other.last, holder.last) > holder.first or _inside(holder.first, other) or _one_day(other, holder):
                yield other, holder
        current.append(holder)


def _maybe_one(one: str, other: str) -> bool:
    """Whether two names may be of one person, whom nothing shows to be one: 'Sơn' and 'Bùi Thanh Sơn'."""
    short, long = sorted((key(one).split(), key(other).split()), key=len)
    return long[len(long) - len(short) :] == short


def _inside(day: str, holder: _Holder) -> bool:
    return holder.first < day < holder.last


def _one_day(one: _Holder, other: _Holder) -> bool:
    """Whether both are seen on one and the same day alone, by different reports: one report tells of a handover."""
    if not one.first == one.last == other.first == other.last:
        return False
    ours, theirs = ({claim.report for claim in holder.days[one.first]} for holder in (one, other))
    return ours.isdisjoint(theirs)


def _found(seat: Seat, one: _Holder, other: _Holder, handovers: Handovers) -> Found:
    posts = sorted(one.posts | other.posts)
    people = sorted((one.person, other.person))
    return Found(
        "two-holders",
        (seat.body, seat.title, *people),
        (*posts, one.person, other.person, seat.body),
        (_party(one, other), _party(other, one)),
        _severity(seat, one, other, handovers),
    )


def _severity(seat: Seat, one: _Holder, other: _Holder, handovers: Handovers) -> str:
    """A short overlap is a handover; one within a gap of the other may be a second term, an acting one a stand-in.

    Two who are seen on the very same days are no handover unless a report tells one.
    """
    shared = max(one.first, other.first), min(one.last, other.last)
    enclosed = [(holder.first, holder.last) == shared for holder in (one, other)]
    if days_between(*shared) <= NEAR and all(enclosed) == any(enclosed):
        told = not all(enclosed) or handovers.near(seat, (one.person, other.person), *shared)
        return "notice" if told else "warning"
    return "warning" if one.acting != other.acting or _within_a_gap(one, other) else "error"


def _within_a_gap(one: _Holder, other: _Holder) -> bool:
    """Whether all days of one lie between two days of the other that follow each other."""
    for inner, outer in ((one, other), (other, one)):
        if not any(inner.first <= day <= inner.last for day in outer.days):
            return True
    return False


def _party(holder: _Holder, other: _Holder) -> Party:
    """Tell a holder's period, with the claims nearest to the other's first."""
    period = same(holder.first if holder.first == holder.last else f"{holder.first} … {holder.last}")
    if holder.acting:
        period = Both(f"quyền, {period.vi}", f"acting, {period.en}")
    first, last = max(holder.first, other.first), min(holder.last, other.last)
    inside = [day for day in sorted(holder.days) if first <= day <= last]
    days = dict.fromkeys([*inside[:1], *inside[-1:], holder.first, holder.last])
    return Party(holder.person, period, tuple(holder.days[day][0] for day in days))

"""Tenures whose bounds contradict each other, or the days on which reports show the post held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kg.dates import agree, days_between
from kg.findings.days import bounds, later
from kg.findings.graph import Graph, Membership
from kg.findings.model import Both, Found, Party

_SLACK = 31  # days: reports call an official what he is to be, or has just been
_TERM = 366  # days: two beginnings that lie closer are told of one

Place = tuple[str, str]  # person and post


def find(graph: Graph) -> Iterator[Found]:
    """Yield tenures that end before they begin, are over before they are seen, or begin on two days."""
    by_place: defaultdict[Place, list[Membership]] = defaultdict(list)
    by_post: defaultdict[str, list[Membership]] = defaultdict(list)
    for told in graph.memberships:
        by_place[told.person, told.post].append(told)
        if not told.former and told.day:
            by_post[told.post].append(told)
    for place, memberships in sorted(by_place.items()):
        yield from _inverted(place, memberships)
        yield from _outside(place, memberships, by_post[place[1]])
        yield from _two_starts(place, memberships)
        yield from _back_again(place, memberships, by_post[place[1]])


def _inverted(place: Place, memberships: list[Membership]) -> Iterator[Found]:
    """Yield an end before the beginning. Who has left and begins later is in a second term."""
    begins = min((told for told in memberships if told.since), key=lambda told: told.since, default=None)
    ends = _end([told for told in memberships if not told.former or told == begins])
    if begins and ends and _last(ends.until) < _first(begins.since):
        yield Found("inverted-tenure", place, place[::-1], (_begun(begins), _ended(ends)))


def _outside(place: Place, memberships: list[Membership], holders: list[Membership]) -> Iterator[Found]:
    """Yield a day on which the post is seen held after every end that is told, where it is no second term.

    Before a beginning that is told nothing is wrong: who is appointed again has been in the post already.
    """
    seen = [told for told in memberships if told.day and not told.former]
    ends, late = _end(memberships), max(seen, key=lambda told: told.day, default=None)
    if not ends or not late or late.day <= later(_last(ends.until), _SLACK):
        return
    begun_anew = any(told.since and _last(ends.until) < _first(told.since) <= late.day for told in memberships)
    between = any(told.person != place[0] and _last(ends.until) < told.day < late.day for told in holders)
    if not begun_anew and not between:
        yield Found("outside-tenure", place, place[::-1], (_ended(ends), _held(late)))


def _end(memberships: list[Membership]) -> Membership | None:
    """Return the last end that is told."""
    return max((told for told in memberships if told.until), key=lambda told: told.until, default=None)


def _two_starts(place: Place, memberships: list[Membership]) -> Iterator[Found]:
    """Yield a beginning that lies less than a year from another one: no term is as short as that."""
    starts = sorted((told for told in memberships if told.since and not told.former), key=lambda told: told.since)
    for one, other in pairwise(starts):
        if not agree(one.since, other.since) and days_between(_last(one.since), _first(other.since)) < _TERM:
            days = one.since, other.since
            yield Found("two-starts", (*place, *days), place[::-1], (_begun(one), _begun(other)))


def _back_again(place: Place, memberships: list[Membership], holders: list[Membership]) -> Iterator[Found]:
    """Yield a former holder who holds the post later; another holder between the two makes it a second term.

    Where the end is told, it counts (:func:`_outside`).
    """
    past = (told for told in memberships if told.former and told.day and not told.until)
    over = min(past, key=lambda told: told.day, default=None)
    if over is None:
        return
    again = [told for told in memberships if not told.former and told.day > later(over.day, _SLACK)]
    if not again:
        return
    last = max(again, key=lambda told: told.day)
    before = [told.day for told in memberships if not told.former and told.day and told.day <= over.day]
    left = max(before, default="")
    between = any(told.person != place[0] and left < told.day < last.day for told in holders)
    begun_anew = any(told.since and _first(told.since) > left for told in again)
    if not between and not begun_anew:
        yield Found("former-then-holding", place, place[::-1], (_over(over), _held(last)))


def _first(lexical: str) -> str:
    return (bounds(lexical) or ("", ""))[0]


def _last(lexical: str) -> str:
    return (bounds(lexical) or ("", ""))[1]


def _begun(told: Membership) -> Party:
    return Party(told.person, Both(f"giữ chức từ {told.since}", f"in the post from {told.since}"), (told.claim,))


def _ended(told: Membership) -> Party:
    return Party(told.person, Both(f"giữ chức đến {told.until}", f"in the post until {told.until}"), (told.claim,))


def _held(told: Membership) -> Party:
    return Party(told.person, Both(f"đang giữ chức ngày {told.day}", f"in the post on {told.day}"), (told.claim,))


def _over(told: Membership) -> Party:
    return Party(told.person, Both(f"nguyên giữ chức, ngày {told.day}", f"former holder by {told.day}"), (told.claim,))

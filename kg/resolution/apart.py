"""Which mentions judgements keep apart, and which of them leave what they would be in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from kg.model import Member

_FIRST, _REST = True, False  # what a member is in a judgement that keeps it and another one apart


class Apart:
    """The pairs that are kept apart, and what was split off."""

    def __init__(self) -> None:
        self._pairs: defaultdict[Member, dict[Member, bool]] = defaultdict(dict)  # → what it is there: _FIRST or _REST
        self._named: dict[Member, Hashable | None] = {}  # of those that are parted: the unit that they would be in
        self._away: set[Member] = set()

    def __bool__(self) -> bool:
        return bool(self._pairs or self._away)

    def part(self, first: Member, rest: Member) -> None:
        """Keep two apart."""
        self._pairs[first][rest], self._pairs[rest][first] = _FIRST, _REST

    def unpart(self, first: Member, rest: Member) -> None:
        """Take :meth:`part` back."""
        for one, other in ((first, rest), (rest, first)):
            self._pairs[one].pop(other, None)
            if not self._pairs[one]:
                del self._pairs[one]
                self._named.pop(one, None)

    def take(self, member: Member, away: bool) -> None:
        """Have a member leave what it would be in, or no longer."""
        (self._away.add if away else self._away.discard)(member)

    def name(self, member: Member, unit: Hashable | None) -> None:
        """Note in which unit a member would be, where it is kept apart from others."""
        if member in self._pairs:
            self._named[member] = unit

    def taken(self, member: Member) -> bool:
        """Return whether a member was split off, or is told to be another than what would be of one unit with it."""
        named = self._named.get(member)
        return member in self._away or any(
            role == _FIRST and named is not None and named == self._named.get(other)
            for other, role in self._pairs.get(member, {}).items()
        )

    def others(self, member: Member) -> Iterable[Member]:
        """Return those from which a member is kept apart."""
        return self._pairs.get(member, {}).keys()

    def between(self, some: Iterable[Member], others: Iterable[Member]) -> bool:
        """Return whether one of some is kept apart from one of others."""
        there = set(others)
        return any(not there.isdisjoint(self._pairs[one]) for one in some if one in self._pairs)

    def __iter__(self) -> Iterator[tuple[Member, Member]]:
        """Yield each pair, both ways round."""
        return ((one, other) for one, others in self._pairs.items() for other in others)

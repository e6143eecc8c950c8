"""What is one and what is two, and which of it a reader of all the reports could tell.

A person's posts hang together where a report tells two of them, or where they are at one body. What does not hang
together is *open*: whether the director of one department is the later head of another, nobody could say by name
alone. So are two people of one name in one province, one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from kg.model import Member
from kg.text import key as fold_key


class People:
    """The labels of persons, and which of them are open to each other.

    ``told`` is member → person and what its report tells ('scope|body|title'); ``names`` person → name; ``days``
    report → the day of which it tells.
    """

    def __init__(
        self, told: Mapping[Member, tuple[str, tuple[str, ...]]], names: Mapping[str, str], days: Mapping[str, date]
    ):
        parts = {person: _parts(codes) for person, codes in _by_person(told).items()}
        self.labels = {member: f"{person}#{parts[person][_body(codes[0])]}" for member, (person, codes) in told.items()}
        self._scopes: defaultdict[str, set[str]] = defaultdict(set)
        self._titles: defaultdict[str, set[str]] = defaultdict(set)
        self._days: dict[str, tuple[date, date]] = {}
        self._names = {label: fold_key(names[label.partition("#")[0]]) for label in self.labels.values()}
        for member, label in self.labels.items():
            for code in told[member][1]:
                self._scopes[label].add(code.partition("|")[0])
                self._titles[label].add(code)
            day = days[member.report]
            begin, end = self._days.get(label, (day, day))
            self._days[label] = min(begin, day), max(end, day)

    def open_pair(self, a: str, b: str) -> bool:
        """Return whether nobody could tell if members of two labels are one."""
        if a.partition("#")[0] == b.partition("#")[0]:
            return True
        if self._names[a] != self._names[b] or self._scopes[a].isdisjoint(self._scopes[b]):
            return False
        apart = self._days[a][1] < self._days[b][0] or self._days[b][1] < self._days[a][0]
        return apart or not self._titles[a].isdisjoint(self._titles[b])


def same_thing(a: str, b: str) -> bool:
    """Return whether two labels are parts of one thing: it may have gone on or not."""
    return a.partition("#")[0] == b.partition("#")[0]


def _by_person(told: Mapping[Member, tuple[str, tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for person, codes in told.values():
        found[person].append(tuple(map(_body, codes)))
    return found


def _body(code: str) -> str:
    return code.split("|")[1]


def _parts(told: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return body → the part of the career, where bodies that one report tells together are in one part."""
    of: dict[str, set[str]] = {}
    for bodies in told:
        joined = set(bodies).union(*(of.get(body, set()) for body in bodies))
        of.update(dict.fromkeys(joined, joined))
    order = sorted({min(part) for part in of.values()})
    return {body: order.index(min(part)) for body, part in of.items()}

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
        self.labels = parts({member: (one, tuple(map(_body, codes))) for member, (one, codes) in told.items()})
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
        if same_thing(a, b):
            return True
        if self._names[a] != self._names[b] or self._scopes[a].isdisjoint(self._scopes[b]):
            return False
        apart = self._days[a][1] < self._days[b][0] or self._days[b][1] < self._days[a][0]
        return apart or not self._titles[a].isdisjoint(self._titles[b])


def same_thing(a: str, b: str) -> bool:
    """Return whether two labels are parts of one thing: it may have gone on or not."""
    return a.partition("#")[0] == b.partition("#")[0]


def parts(told: Mapping[Member, tuple[str, tuple[str, ...]]]) -> dict[Member, str]:
    """Return member → its thing and the part of it, given member → thing and what its report tells of it.

    What one report tells together is of one part. A directive of which one report tells the day, another the subject,
    and none both, is in two parts: there may be two of its number.
    """
    by_thing: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for thing, said in told.values():
        by_thing[thing].append(said)
    of = {thing: _joined(said) for thing, said in by_thing.items()}
    return {member: f"{thing}#{of[thing][said[0]] if said else ''}" for member, (thing, said) in told.items()}


def _body(code: str) -> str:
    return code.split("|")[1]


def _joined(told: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return what is told → the number of its part."""
    of: dict[str, set[str]] = {}
    for said in told:
        joined = set(said).union(*(of.get(one, set()) for one in said))
        of.update(dict.fromkeys(joined, joined))
    order = sorted({min(part) for part in of.values()})
    return {one: order.index(min(part)) for one, part in of.items()}

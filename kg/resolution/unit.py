"""Mentions, units of those that are surely one, and clusters of units: what a layer is made of."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from kg.model import Member
from kg.resolution.verdict import Verdict

Rank = tuple[str, Member]  # date and member: the least of a cluster is its canonical member
UnitKey = Hashable


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity of one report.

    ``unit`` is what those that are surely one have in common, None for one that stands alone; ``identified`` tells that
    it is a whole identity. ``told`` is what its report says of it, ``keys`` what another must share to be compared.
    ``date`` orders its report among others, ``seen`` is the day it tells of (xsd:date, '' where unknown).
    """

    member: Member
    unit: Hashable | None
    told: Any
    keys: frozenset[str]
    identified: bool
    date: str
    seen: str

    @property
    def rank(self) -> Rank:
        return self.date, self.member


class Rules(Protocol):
    """How units of one kind are compared."""

    def view(self, tolds: list[Any]) -> Any:
        """Return what all mentions of a unit say together; ``tolds`` has each once, in no order."""

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """Return what speaks for and against two units being one; None for nothing. Symmetric."""

    def apart(self, a: Unit, b: Unit) -> bool:
        """Return whether two units are two things, so that nobody is asked about clusters with them. Symmetric."""
        return False

    def passing(self, verdict: Verdict) -> bool:
        """Return whether a verdict is 'same' only by what does not tell which of several identities is meant."""
        return False


@dataclass(slots=True)
class Unit:
    """Mentions that are one. ``view`` is what they say together; ``span`` the first and last day they tell of."""

    key: UnitKey
    identified: bool
    mentions: dict[Member, Mention] = field(default_factory=dict)
    tolds: Counter[Any] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    ranks: list[Rank] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    view: Any = None
    canonical: Member | None = None
    name: Hashable = None

    @property
    def first(self) -> Rank:
        return self.ranks[0]

    @property
    def span(self) -> tuple[str, str] | None:
        return (self.days[0], self.days[-1]) if self.days else None

    def add(self, mention: Mention) -> None:
        self.mentions[mention.member] = mention
        self.tolds[mention.told] += 1
        self.keys.update(mention.keys)
        insort(self.ranks, mention.rank)
        if mention.seen:
            insort(self.days, mention.seen)

    def remove(self, mention: Mention) -> None:
        del self.mentions[mention.member]
        _take(self.tolds, (mention.told,))
        _take(self.keys, mention.keys)
        del self.ranks[bisect_left(self.ranks, mention.rank)]
        if mention.seen:
            del self.days[bisect_left(self.days, mention.seen)]


@dataclass(slots=True)
class Cluster:
    """Units that are joined, while it is found out which are."""

    units: list[Unit]
    reports: set[str]
    identities: int

    def join(self, other: Cluster) -> None:
        self.units += other.units
        self.reports |= other.reports
        self.identities += other.identities


def single(unit: Unit) -> Cluster:
    """Return the cluster of one unit."""
    return Cluster([unit], {member.report for member in unit.mentions}, int(unit.identified))


def _take(counter: Counter[Any], items: Iterable[Any]) -> None:
    for item in items:
        counter[item] -= 1
        if not counter[item]:
            del counter[item]

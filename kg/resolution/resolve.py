"""Which entities of different reports are one: a first small resolver.

Entities with one identity are one *unit*; units that share a link are joined into a *cluster* unless that would
contradict: two units of one report, two different identities, or different parents. All follows from the set of
reports; ``Resolver`` keeps it up to date as reports come and go, and ends the same whatever their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Decisions, Member, ReportStatements, by_text
from kg.resolution.keys import Candidate, candidates

_UNDATED = "9999-99-99"

Rank = tuple[str, Member]  # date and member: the least of a cluster is its canonical member


@dataclass(slots=True)
class _Unit:
    """Entities with the same identity, or a single one without."""

    identified: bool
    candidates: dict[Member, Candidate] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    parents: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    first: Rank | None = None
    canonical: Member | None = None

    def add(self, candidate: Candidate) -> None:
        self.candidates[candidate.member] = candidate
        self._count(candidate, 1)
        self.first = min(self.first or _rank(candidate), _rank(candidate))

    def remove(self, candidate: Candidate) -> None:
        del self.candidates[candidate.member]
        self._count(candidate, -1)
        if self.first == _rank(candidate):
            self.first = min(map(_rank, self.candidates.values()), default=None)

    def _count(self, candidate: Candidate, by: int) -> None:
        for counter, found in (
            (self.links, candidate.links),
            (self.parents, candidate.parents),
            (self.reports, (candidate.member.report,)),
        ):
            for item in found:
                counter[item] += by
                if not counter[item]:
                    del counter[item]


@dataclass(slots=True)
class _Cluster:
    """Units that are joined."""

    units: list[str]
    reports: set[str]
    parents: set[str]
    identified: bool
    first: Rank

    def fits(self, other: _Cluster) -> bool:
        """Return whether nothing contradicts that both are one."""
        return (
            not (self.identified and other.identified)
            and not (self.parents and other.parents and self.parents.isdisjoint(other.parents))
            and self.reports.isdisjoint(other.reports)
        )

    def join(self, other: _Cluster) -> None:
        self.units += other.units
        self.reports |= other.reports
        self.parents |= other.parents
        self.identified |= other.identified
        self.first = min(self.first, other.first)


def resolve(statements: Iterable[ReportStatements]) -> Decisions:
    """Return the decisions for a set of reports; of several readings of one text that of the leading source counts."""
    resolver = Resolver()
    for reading, _ in by_text(statements).values():
        resolver.add(reading)
    return resolver.decisions()


class Resolver:
    """The decisions over a set of reports that may grow and shrink."""

    def __init__(self) -> None:
        self._units: dict[str, _Unit] = {}
        self._unit_of: dict[Member, str] = {}
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._members: dict[str, list[Member]] = {}
        self._stale: set[str] = set()  # units whose clusters have to be looked at again
        self._moved: set[Member] = set()

    def add(self, reading: ReportStatements) -> None:
        """Take a report in. Raises ValueError where it is in already."""
        if reading.report.key in self._members:
            raise ValueError(f"report {reading.report.key} is in already")
        found = list(candidates(reading))
        self._members[reading.report.key] = [candidate.member for candidate in found]
        for candidate in found:
            name = candidate.identity or f"\x1e{candidate.member.report}\x1e{candidate.member.entity}"
            unit = self._units.setdefault(name, _Unit(bool(candidate.identity)))
            unit.add(candidate)
            self._unit_of[candidate.member] = name
            for link in candidate.links:
                self._linked[link].add(name)
            self._stale.add(name)
            self._moved.add(candidate.member)

    def remove(self, report: str) -> None:
        """Take a report, by its key, out again."""
        for member in self._members.pop(report):
            name = self._unit_of.pop(member)
            unit = self._units[name]
            candidate = unit.candidates[member]
            unit.remove(candidate)
            self._stale.update(*(self._linked[link] for link in candidate.links), (name,))
            for link in candidate.links - unit.links.keys():
                self._linked[link].discard(name)
            if not unit.candidates:
                del self._units[name]
            self._moved.discard(member)

    def canonical(self, member: Member) -> Member:
        """Return the canonical member for a member; itself where nothing joins it."""
        self._settle()
        name = self._unit_of.get(member)
        return self._units[name].canonical if name else member

    def moved(self) -> set[Member]:
        """Return the members that are new or whose canonical member changed since the last call."""
        self._settle()
        moved, self._moved = self._moved, set()
        return moved

    def decisions(self) -> Decisions:
        """Return all decisions as they stand."""
        self._settle()
        chosen = {member: self._units[name].canonical for member, name in self._unit_of.items()}
        return Decisions({member: chosen[member] for member in sorted(chosen) if chosen[member] != member})

    def _settle(self) -> None:
        """Cluster again whatever hangs together with a unit that changed."""
        stale, self._stale = self._stale & self._units.keys(), set()
        while stale:
            component = self._component(stale.pop())
            stale -= component
            for cluster in self._clusters(component):
                for name in cluster.units:
                    self._appoint(self._units[name], cluster.first[1])

    def _appoint(self, unit: _Unit, canonical: Member) -> None:
        if unit.canonical != canonical:
            unit.canonical = canonical
            self._moved.update(unit.candidates)

    def _component(self, start: str) -> set[str]:
        """Return all units that hang together with one by any chain of links."""
        found, open_ends, links = {start}, [start], set()
        while open_ends:
            for link in self._units[open_ends.pop()].links.keys() - links:
                links.add(link)
                new = self._linked[link] - found
                found |= new
                open_ends += new
        return found

    def _clusters(self, component: set[str]) -> list[_Cluster]:
        """Return the clusters of a component: link by link in a fixed order, joining whatever fits, oldest first."""
        of: dict[str, _Cluster] = {}
        for name in component:
            unit = self._units[name]
            of[name] = _Cluster([name], set(unit.reports), set(unit.parents), unit.identified, unit.first)
        for link in sorted({link for name in component for link in self._units[name].links}):
            joined: list[_Cluster] = []
            for cluster in _distinct(of[name] for name in self._linked[link]):
                host = next((one for one in joined if one.fits(cluster)), None)
                if host is None:
                    joined.append(cluster)
                    continue
                host.join(cluster)
                of.update(dict.fromkeys(cluster.units, host))
        return _distinct(of.values())


def _distinct(clusters: Iterable[_Cluster]) -> list[_Cluster]:
    """Return each cluster once, the one with the earliest canonical member first."""
    return sorted({id(cluster): cluster for cluster in clusters}.values(), key=lambda cluster: cluster.first)


def _rank(candidate: Candidate) -> Rank:
    return candidate.date or _UNDATED, candidate.member

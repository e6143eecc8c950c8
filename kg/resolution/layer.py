"""Clusters of mentions of one kind of thing, kept up to date as reports come and go.

Mentions that are known to be one are one *unit*. Units that share a *key* are compared; those whose verdict is 'same'
hang together, and each such component is clustered anew when something in it changes: from the surest pair down,
joining what nothing forbids. All of it follows from the set of mentions, never from the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from kg.model import Member
from kg.resolution.apart import Apart
from kg.resolution.tree import hung, part
from kg.resolution.unit import Cluster, Mention, Rank, Rules, Unit, UnitKey, single
from kg.resolution.verdict import DIFFERENT, JUDGED, SAME, Pair, Part, Verdict, weightier

Edge = tuple[Unit, Unit, Verdict, bool]

_MARGIN = 1.0  # by so much the best of several identified units must lead for one that is not identified to join it


class Layer:
    """The clusters of one kind."""

    def __init__(self, rules: Rules):
        self._rules = rules
        self._units: dict[UnitKey, Unit] = {}
        self._unit_of: dict[Member, UnitKey] = {}
        self._keyed: defaultdict[str, set[UnitKey]] = defaultdict(set)
        self._verdicts: dict[UnitKey, dict[UnitKey, Verdict]] = {}
        self._links: defaultdict[Member, dict[Member, Verdict]] = defaultdict(dict)
        self._apart = Apart()
        self._opposed: dict[UnitKey, dict[UnitKey, bool]] = {}  # whether units that share no key contradict each other
        self._new: set[UnitKey] = set()  # to be compared again
        self._stale: set[UnitKey] = set()  # to be clustered again
        self._moved: set[Member] = set()
        self._renamed: set[Member] = set()

    def put(self, mention: Mention) -> None:
        """Put a mention in, in place of the same member's before."""
        member = mention.member
        before_it = {other: self.taken(other) for other in self._apart.others(member)}
        self._apart.name(member, mention.unit)
        key = self._key(mention)
        known = self._unit_of.get(member)
        if known is not None:
            if known == key and self._units[key].mentions[member] == mention:
                return
            self.drop(member)
        unit = self._units.get(key)
        if unit is None:
            unit = self._units[key] = Unit(key, mention.identified and not self.taken(member))
        before = (unit.span, len(unit.tolds), len(unit.keys))
        unit.add(mention)
        self._unit_of[member] = key
        for name in mention.keys:
            self._keyed[name].add(key)
        if before != (unit.span, len(unit.tolds), len(unit.keys)):
            self._new.add(key)
        self._stale.add(key)
        self._moved.add(member)
        self._renamed.add(member)
        for other, was in before_it.items():
            if self.taken(other) != was:
                self._again(other)

    def drop(self, member: Member) -> None:
        """Take a member out. Raises KeyError where it is not in."""
        key = self._unit_of.pop(member)
        unit = self._units[key]
        mention = unit.mentions[member]
        before = (unit.span, len(unit.tolds), len(unit.keys))
        unit.remove(mention)
        for name in mention.keys - unit.keys.keys():
            self._keyed[name].discard(key)
            if not self._keyed[name]:
                del self._keyed[name]
        self._stale.add(key)
        self._stale.update(self._verdicts.get(key, ()), self._linked(member))
        if not unit.mentions:
            del self._units[key]
            self._forget(key)
        elif before != (unit.span, len(unit.tolds), len(unit.keys)):
            self._new.add(key)
        self._moved.discard(member)
        self._renamed.discard(member)

    def link(self, a: Member, b: Member, verdict: Verdict) -> None:
        """Have two members taken for one unless something forbids it; what is judged, always."""
        for one, other in ((a, b), (b, a)):
            self._links[one][other] = verdict
            self._touch(one)

    def unlink(self, a: Member, b: Member) -> None:
        """Take a link back."""
        for one, other in ((a, b), (b, a)):
            self._links[one].pop(other, None)
            if not self._links[one]:
                del self._links[one]
            self._touch(one)

    def take(self, member: Member, away: bool = True) -> None:
        """Have a member leave what it would be in, on its own; or, not ``away``, take that back."""
        self._touch(member)
        self._apart.take(member, away)
        self._again(member)

    def part(self, first: Member, rest: Member) -> None:
        """Keep two members apart. Where both would be one unit, the first leaves it."""
        self._apart.part(first, rest)
        for one in (first, rest):
            if one in self._unit_of:
                self._apart.name(one, self._units[self._unit_of[one]].mentions[one].unit)
        self._reconsider(first, rest)

    def unpart(self, first: Member, rest: Member) -> None:
        """Take :meth:`part` back."""
        self._apart.unpart(first, rest)
        self._reconsider(first, rest)

    def taken(self, member: Member) -> bool:
        """Return whether a member was taken away from what it would be in."""
        return self._apart.taken(member)

    def __contains__(self, member: Member) -> bool:
        return member in self._unit_of

    def canonical(self, member: Member) -> Member:
        """Return the canonical member for a member. Call :meth:`settle` first."""
        return self._units[self._unit_of[member]].canonical

    def name(self, member: Member) -> Hashable:
        """Return what names a member's cluster: its identity, else its canonical member. Call :meth:`settle` first."""
        return self._units[self._unit_of[member]].name

    def moved(self) -> set[Member]:
        """Return the members that are new or whose cluster is led by another since the last call."""
        self.settle()
        moved, self._moved, self._renamed = self._moved, set(), set()
        return moved

    def renamed(self) -> set[Member]:
        """Return the members that are new or whose cluster bears another name since the last call of :meth:`moved`."""
        self.settle()
        return self._renamed

    def settle(self) -> None:
        """Bring the clusters up to date."""
        self._compare()
        stale, self._stale = self._stale & self._units.keys(), set()
        while stale:
            component = self._component(stale.pop())
            stale -= component
            for units in self._clusters([self._units[key] for key in component]):
                self._appoint(units)

    def all(self) -> Iterable[Unit]:
        """Return all units. Call :meth:`settle` first."""
        return self._units.values()

    def open(self, some: list[Unit], others: list[Unit]) -> bool:
        """Return whether no reason speaks for or against the units of two clusters being one."""
        pairs = [(a, b) for a in some for b in others]
        return not any(b.key in self._verdicts.get(a.key, ()) or self._contradict(a, b) for a, b in pairs)

    def pairs(self) -> Iterator[Pair]:
        """Yield, once each, the clusters that may be one and are neither joined nor judged, with the best verdict."""
        found: dict[tuple[Member, Member], Verdict] = {}
        apart = self.judged_apart()
        for key, verdicts in self._verdicts.items():
            for other, verdict in verdicts.items():
                a, b = self._units[key], self._units[other]
                pair = (a.canonical, b.canonical)
                if verdict.score <= DIFFERENT or a.canonical >= b.canonical or pair in apart:
                    continue
                if pair not in found or weightier(verdict, found[pair]):
                    found[pair] = verdict
        of: defaultdict[Member | None, list[Unit]] = defaultdict(list)
        for unit in self._units.values():
            of[unit.canonical].append(unit)
        for (a, b), verdict in found.items():
            if not any(self._rules.apart(one, other) for one in of[a] for other in of[b]):
                yield Pair(a, b, verdict)

    def judged_apart(self) -> set[tuple[Member, Member]]:
        """Return the canonical members of clusters that a judgement keeps apart, each pair both ways round."""
        return {
            (self.canonical(a), self.canonical(b)) for a, b in self._apart if a in self._unit_of and b in self._unit_of
        }

    def verdict(self, a: Member, b: Member) -> Verdict | None:
        """Return what speaks for and against two members being one; None for nothing, or where they are of one unit."""
        if linked := self._links.get(a, {}).get(b):
            return linked
        one, other = (self._units[self._unit_of[member]] for member in (a, b))
        return None if one is other else self._rules.score(one, other)

    def parts(self, member: Member) -> list[Part]:
        """Return the units of a member's cluster, the earliest first, each with what it hangs on. Settle first."""
        canonical = self.canonical(member)
        units = sorted((unit for unit in self._units.values() if unit.canonical == canonical), key=lambda u: u.first)
        on = hung(units, [edge[:3] for edge in self._edges(units)])
        return [part(unit, *on.get(unit.key, (None, None))) for unit in units]

    def _key(self, mention: Mention) -> UnitKey:
        alone = mention.unit is None or self.taken(mention.member)
        return ("\x1e", mention.member) if alone else mention.unit

    def _again(self, member: Member) -> None:
        """Put a member in again: being parted, or no longer so, may change its unit."""
        if member in self._unit_of:
            mention = self._units[self._unit_of[member]].mentions[member]
            self.drop(member)
            self.put(mention)

    def _reconsider(self, *members: Member) -> None:
        for member in members:
            self._touch(member)
            self._again(member)

    def _touch(self, member: Member) -> None:
        if member in self._unit_of:
            self._stale.add(self._unit_of[member])

    def _linked(self, member: Member) -> Iterator[UnitKey]:
        return (self._unit_of[other] for other in self._links.get(member, ()) if other in self._unit_of)

    def _linked_to(self, unit: Unit) -> set[UnitKey]:
        return {key for member in unit.mentions.keys() & self._links.keys() for key in self._linked(member)}

    def _forget(self, key: UnitKey) -> None:
        for known in (self._verdicts, self._opposed):
            for other in known.pop(key, ()):
                known[other].pop(key, None)
        self._new.discard(key)

    def _compare(self) -> None:
        """Compare every new unit with those that share a key with it."""
        new, self._new = self._new, set()
        for key in new:
            unit = self._units[key]
            unit.view = self._rules.view(list(unit.tolds))
            for other in self._opposed.pop(key, ()):
                self._opposed[other].pop(key, None)
        done: set[UnitKey] = set()
        for key in new:
            unit = self._units[key]
            self._stale.update(self._verdicts.get(key, ()))
            others = {other for name in unit.keys for other in self._keyed[name]} - {key}
            for gone in self._verdicts.get(key, {}).keys() - others:
                del self._verdicts[key][gone]
                del self._verdicts[gone][key]
            for other in others - done:
                self._note(key, other, self._rules.score(unit, self._units[other]))
            done.add(key)
            self._stale.add(key)

    def _note(self, a: UnitKey, b: UnitKey, verdict: Verdict | None) -> None:
        for one, other in ((a, b), (b, a)):
            if verdict is None:
                self._verdicts.get(one, {}).pop(other, None)
            else:
                self._verdicts.setdefault(one, {})[other] = verdict

    def _component(self, start: UnitKey) -> set[UnitKey]:
        """Return all units that hang together with one by verdicts that are 'same', or by links."""
        found, open_ends = {start}, [start]
        while open_ends:
            key = open_ends.pop()
            near = {other for other, verdict in self._verdicts.get(key, {}).items() if verdict.score >= SAME}
            near |= self._linked_to(self._units[key])
            found |= (new := near - found)
            open_ends += new
        return found

    def _clusters(self, units: list[Unit]) -> Iterable[list[Unit]]:
        """Return the clusters of a component: from the surest pair down, joining what nothing forbids."""
        if len(units) == 1:
            return [units]
        edges = self._edges(units)
        words = [edge for edge in edges if edge[2].score >= JUDGED]
        reasons = [edge for edge in edges if edge[2].score < JUDGED]
        drawn = self._drawn(words, self._joined(units, reasons)) if words else ()
        of = self._joined(units, [*words, *drawn, *reasons])
        return {id(cluster): cluster.units for cluster in of.values()}.values()

    def _drawn(self, words: list[Edge], whole: Mapping[UnitKey, Cluster]) -> Iterator[Edge]:
        """Yield what a person's word takes along: all that is one with either side by what reports say.

        So what speaks against it in them (one may tell both sides apart) leaves no part of it behind.
        """
        for a, b, verdict, passing in words:
            if not self._kept_apart(whole[a.key], whole[b.key]):
                along = sorted([*whole[a.key].units, *whole[b.key].units], key=lambda unit: unit.first)
                yield from ((a, unit, verdict, passing) for unit in along)

    def _joined(self, units: list[Unit], edges: Iterable[Edge]) -> dict[UnitKey, Cluster]:
        """Return unit → cluster when pairs are joined in their order, as far as nothing forbids it."""
        of = {unit.key: single(unit) for unit in units}
        for a, b, verdict, passing in edges:
            one, other = of[a.key], of[b.key]
            if one is other or (passing and (one.identities or other.identities)):
                continue
            if self._fit(one, other, judged=verdict.score >= JUDGED):
                one.join(other)
                of.update((unit.key, one) for unit in other.units)
        return of

    def _edges(self, units: list[Unit]) -> list[Edge]:
        """Return the pairs to join, in their order: what tells of no identity last, what was taken away after that.

        The last of each four is whether it is such a pair: so nothing becomes one with an identity, for that is only
        known by what tells it from others.
        """
        found: dict[tuple[Rank, Rank], Edge] = {}
        wanted = {unit.key: self._wanted(unit) for unit in units}
        away = {unit.key for unit in units if self._apart and any(map(self.taken, unit.mentions))}
        torn = {unit.key for unit in units if self._torn(unit, wanted[unit.key])}
        for unit in units:
            for other, verdict in wanted[unit.key].items():
                if unit.key not in wanted.get(other, ()):
                    continue
                a, b = sorted((unit, self._units[other]), key=lambda one: one.first)
                known = found.get((a.first, b.first))
                if known is None or weightier(verdict, known[2]):
                    between = bool({unit.key, other} & torn) and other not in self._linked_to(unit)
                    found[a.first, b.first] = (a, b, verdict, between or self._rules.passing(verdict))
        return sorted(
            found.values(),
            key=lambda e: (
                e[2].score < JUDGED and (e[0].key in away or e[1].key in away),
                e[3], -e[2].score, e[0].first, e[1].first,
            ),
        )  # fmt: skip

    def _wanted(self, unit: Unit) -> dict[UnitKey, Verdict]:
        """Return the units that a unit is to be joined with."""
        wanted = {k: v for k, v in self._verdicts.get(unit.key, {}).items() if v.score >= SAME}
        if not unit.identified:
            wanted = self._sole(wanted)
        for member in unit.mentions.keys() & self._links.keys():
            for other, verdict in self._links[member].items():
                key = self._unit_of.get(other)
                if key is not None and key != unit.key:
                    wanted[key] = max(wanted.get(key, verdict), verdict, key=lambda one: one.score)
        return wanted

    def _sole(self, wanted: dict[UnitKey, Verdict]) -> dict[UnitKey, Verdict]:
        """Leave out the identified units where more than one fits: which one is meant is not known."""
        whole = sorted((v.score for k, v in wanted.items() if self._units[k].identified), reverse=True)
        if len(whole) < 2 or whole[0] - whole[1] >= _MARGIN:
            return wanted
        return {k: v for k, v in wanted.items() if not self._units[k].identified}

    def _torn(self, unit: Unit, wanted: dict[UnitKey, Verdict]) -> bool:
        """Return whether a unit fits several identities as well: then nothing else brings it to one of them."""
        fits = (k for k, v in self._verdicts.get(unit.key, {}).items() if v.score >= SAME and self._units[k].identified)
        left = any(key not in wanted for key in fits)
        return not unit.identified and left and not any(self._units[key].identified for key in wanted)

    def _fit(self, one: Cluster, other: Cluster, *, judged: bool) -> bool:
        """Return whether nothing forbids that both are one; what is judged, only another judgement forbids."""
        if self._apart and self._kept_apart(one, other):
            return False
        if judged:
            return True
        if one.identities and other.identities or not one.reports.isdisjoint(other.reports):
            return False
        return not any(self._contradict(a, b) for a in one.units for b in other.units)

    def _kept_apart(self, one: Cluster, other: Cluster) -> bool:
        some, others = ((member for unit in side.units for member in unit.mentions) for side in (one, other))
        return self._apart.between(some, others)

    def _contradict(self, a: Unit, b: Unit) -> bool:
        if known := self._verdicts.get(a.key, {}).get(b.key):
            return known.score <= DIFFERENT
        opposed = self._opposed.get(a.key, {}).get(b.key)
        if opposed is None:
            found = self._rules.score(a, b)
            opposed = found is not None and found.score <= DIFFERENT
            self._opposed.setdefault(a.key, {})[b.key] = self._opposed.setdefault(b.key, {})[a.key] = opposed
        return opposed

    def _appoint(self, units: list[Unit]) -> None:
        """Have the units of a cluster led by its earliest member, and named by its identity if it has one."""
        canonical = min(unit.first for unit in units)[1]
        whole = min((unit for unit in units if unit.identified), key=lambda unit: unit.first, default=None)
        name = whole.key if whole else canonical
        for unit in units:
            if unit.canonical != canonical:
                self._moved.update(unit.mentions)
            if unit.name != name:
                self._renamed.update(unit.mentions)
            unit.canonical, unit.name = canonical, name

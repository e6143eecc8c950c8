"""Two sides → what differs, by thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from kg.difference.change import Difference, Facet, FactChange, Thing, ThingChange, order
from kg.difference.identity import Identity, became
from kg.difference.relations import is_single, symmetric
from kg.difference.side import ALL, Fact, Side
from kg.difference.terms import facet, thing, value


def compare(a: Side, b: Side, about: Collection[str] = (), include: Collection[str] = ()) -> Difference:
    """Return what differs between two sides, ``a`` in the base of ``b``: with ``about``, what concerns those things.

    Where the bases differ, things are told apart without them; where one side is a file without graphs, only what such
    a file holds is compared. ``include`` may name what both sides count ('evidence', 'memberships').
    """
    facets = facet(a), facet(b)
    if a.base != b.base:
        a.rebase(b.base)
    if not (a.by_report and b.by_report):
        a.lean()
        b.lean()
    return _Comparison(a, b, set(about)).result(facets, include)


class _Comparison:
    def __init__(self, a: Side, b: Side, about: set[str]):
        self._a, self._b, self._about = a, b, about
        self._identity = Identity(a, b)
        self._counts = a.by_report, b.by_report
        derived = set(self._identity.moved(a.derived, ALL))
        self._derived = derived.union(b.derived)
        self._before = _supported(a, lambda report: self._identity.moved(a.told[report], report))
        self._before.update(derived)
        self._after = _supported(b, b.told.__getitem__)
        self._after.update(set(b.derived))
        self._facts = self._by_thing()
        self._changes: list[ThingChange] = []
        self._done: set[str] = set()

    def result(self, facets: tuple[Facet, Facet], include: Collection[str]) -> Difference:
        """Return the difference."""
        self._rewritten()
        self._groups()
        self._come_and_gone()
        for iri in self._facts.keys() - self._done:
            only_support = all(fact.change == "support" for fact in self._facts[iri])
            self._add("support" if only_support else "changed", self._thing(iri))
        changes = tuple(sorted(filter(self._wanted, self._changes), key=order))
        others = {} if self._about else {name: (self._a.counts.get(name, 0), self._b.counts.get(name, 0))
                                         for name in sorted(include)}  # fmt: skip
        return Difference(*facets, changes, self._retold(), others)

    # Facts

    def _by_thing(self) -> dict[str, tuple[FactChange, ...]]:
        """Return thing → the changes of its facts; of what is asked about, also those where it is the value."""
        differing: defaultdict[str, list[Fact]] = defaultdict(list)
        seen_from: defaultdict[str, list[FactChange]] = defaultdict(list)
        counted = all(self._counts)
        for fact in self._before.keys() | self._after.keys():
            before, after = self._before[fact], self._after[fact]
            if before == after or (before and after and not counted):
                continue
            differing[fact[0]].append(fact)
            if fact[2] in self._about:
                seen_from[fact[2]].append(self._change(fact, inverse=True))
        found = {iri: tuple(self._changes_of(facts)) for iri, facts in differing.items()}
        for iri, changes in seen_from.items():
            found[iri] = (*found.get(iri, ()), *sorted(changes, key=_fact_order))
        return found

    def _changes_of(self, facts: Iterable[Fact]) -> Iterator[FactChange]:
        """Yield the changes of one thing's facts: of what it has one of, the old and the new one together."""
        by_relation: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(facts):
            by_relation[fact[1]].append(fact)
        for relation, those in by_relation.items():
            gone = [fact for fact in those if not self._after[fact]]
            come = [fact for fact in those if not self._before[fact]]
            if is_single(relation) and len(gone) == len(come) == 1:
                yield self._changed(gone[0], come[0])
                those = [fact for fact in those if fact not in (gone[0], come[0])]
            yield from map(self._change, those)

    def _changed(self, gone: Fact, come: Fact) -> FactChange:
        return FactChange("changed", gone[1], value(self._a, gone[2], self._b), value(self._b, come[2], self._a),
                          self._number(gone, 0), self._number(come, 1))  # fmt: skip

    def _change(self, fact: Fact, inverse: bool = False) -> FactChange:
        before, after = self._before[fact], self._after[fact]
        kind = "appeared" if not before else "vanished" if not after else "support"
        end = fact[0] if inverse else fact[2]
        return FactChange(
            kind,
            fact[1],
            value(self._a, end, self._b) if before else None,
            value(self._b, end, self._a) if after else None,
            self._number(fact, 0),
            self._number(fact, 1),
            inverse,
        )

    def _number(self, fact: Fact, side: int) -> int | None:
        """Return how many reports tell a fact on one side; None where that is not known, or says nothing."""
        if not self._counts[side] or fact in self._derived or fact[0] in self._a.reports or fact[0] in self._b.reports:
            return None
        return (self._before, self._after)[side][fact]

    # Things

    def _rewritten(self) -> None:
        """Tell of reports whose source has another text now."""
        gone, come = self._a.reports.keys() - self._b.reports, self._b.reports.keys() - self._a.reports
        had = {source: report for report, sources in _sources(self._a, gone).items() for source in sources}
        for report, sources in _sources(self._b, come).items():
            old = sorted({had[source] for source in sources if source in had} - self._done)
            if old:
                self._done.update((report, *old))
                before = tuple(thing(self._a, one, self._b) for one in old)
                self._add("rewritten", self._thing(report), before, (self._thing(report),))

    def _groups(self) -> None:
        """Tell of things that have become one or several, or got another IRI. Posts follow their bodies."""
        for old, new in self._identity.groups():
            before = tuple(thing(self._a, iri, self._b) for iri in old)
            after = tuple(map(self._thing, new))
            change = became(old, new)
            if after[0].kind == "Post":
                continue
            main = next((one for one in after if one.iri in old), after[0])
            self._add("changed" if change == "renamed" and main.iri in self._facts else change, main, before, after)

    def _come_and_gone(self) -> None:
        for iri in self._b.kinds.keys() - self._done:
            if not self._identity.origins(iri):
                self._add("new", self._thing(iri))
        for iri in self._a.kinds.keys() - self._done:
            if not self._identity.targets(iri):
                self._add("gone", thing(self._a, iri, self._b))

    def _add(self, change: str, about: Thing, before: tuple[Thing, ...] = (), after: tuple[Thing, ...] = ()) -> None:
        self._done.add(about.iri)
        self._changes.append(ThingChange(change, about, before, after, self._facts.get(about.iri, ())))

    def _thing(self, iri: str) -> Thing:
        return thing(self._b, iri, self._a)

    def _wanted(self, found: ThingChange) -> bool:
        named = {found.thing.iri, *(one.iri for one in (*found.before, *found.after))}
        return not self._about or not named.isdisjoint(self._about)

    def _retold(self) -> int:
        """Return how many reports of both tell other things."""
        a, b = self._a, self._b
        both = a.reports.keys() & b.reports.keys() & a.told.keys() & b.told.keys()
        return sum(
            set(map(_turned, self._identity.moved(a.told[one], one))) != set(map(_turned, b.told[one])) for one in both
        )


def _supported(side: Side, told: Callable[[str], Iterable[Fact]]) -> Counter[Fact]:
    """Return how many reports tell each fact; an original and its copies count as one."""
    counted: Counter[Fact] = Counter()
    for reports in side.by_original():
        counted.update({_turned(fact) for report in reports for fact in told(report)})
    return counted


def _turned(fact: Fact) -> Fact:
    """Return a fact that holds both ways in one of these."""
    return (fact[2], fact[1], fact[0]) if fact[1] in symmetric() and fact[2] < fact[0] else fact


def _sources(side: Side, reports: Collection[str]) -> dict[str, list[str]]:
    """Return report → where its text was found, for some reports."""
    found: dict[str, list[str]] = {report: [] for report in sorted(reports)}
    told = (side.told.get(report, ()) for report in found) if side.by_report else [side.facts()]
    for subject, relation, source in (fact for facts in told for fact in facts):
        if relation == "kg:sourceId" and subject in found:
            found[subject].append(source)
    return found


def _fact_order(fact: FactChange) -> tuple:
    shown = fact.after or fact.before
    return fact.relation, shown.text, shown.iri

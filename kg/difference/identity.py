"""Which things of one graph are which of the other.

A thing is itself under the same IRI. Under another one it is found by ``dcterms:isReplacedBy``, on either side, and in
a report that both graphs have by its words: what the report calls so in one is what it calls so in the other. So two
things that have become one are seen, one that has become two, and one that has only got another IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kg.difference.relations import names
from kg.difference.side import ALL, Fact, Side

_NO_THINGS: frozenset[str] = frozenset()


class Identity:
    """What became of the things of ``a`` in ``b``."""

    def __init__(self, a: Side, b: Side):
        self._a, self._b = a, b
        self._to: defaultdict[str, set[str]] = defaultdict(set)  # beside the same IRI
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        self._moved: defaultdict[str, dict[str, str]] = defaultdict(dict)  # report → thing of a → that of b
        self._link_replaced()
        for report in sorted((a.mentioned.keys() & b.mentioned.keys()) - {ALL}):
            self._link_report(report)
        self._stay()

    def targets(self, thing: str) -> set[str]:
        """Return what a thing of ``a`` is in ``b``: nothing, one thing, or several."""
        itself = {thing} if self._a.kinds.get(thing) == self._b.kinds.get(thing) else _NO_THINGS
        return self._to.get(thing, _NO_THINGS) | itself

    def origins(self, thing: str) -> set[str]:
        """Return what a thing of ``b`` was in ``a``."""
        itself = {thing} if self._a.kinds.get(thing) == self._b.kinds.get(thing) else _NO_THINGS
        return self._of.get(thing, _NO_THINGS) | itself

    def now(self, thing: str, report: str) -> str:
        """Return the IRI in ``b`` of what a report calls ``thing`` in ``a``; any other text as it is."""
        moved = self._moved.get(report)
        if moved and thing in moved:
            return moved[thing]
        if thing in self._b.kinds or thing not in self._to:
            return thing
        return min(self._to[thing])

    def moved(self, facts: Iterable[Fact], report: str) -> Iterator[Fact]:
        """Yield facts that a report tells in ``a``, with the IRIs of ``b``."""
        for thing, relation, value in facts:
            yield self.now(thing, report), relation, self.now(value, report)

    def groups(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield the things of ``a`` and of ``b``, sorted, that hang together in any other way than by the same IRI."""
        seen: set[str] = set()
        for start in sorted(self._to):
            if start not in seen:
                old, new = self._together(start)
                seen |= old
                yield tuple(sorted(old)), tuple(sorted(new))

    def _together(self, start: str) -> tuple[set[str], set[str]]:
        old, new, ends = {start}, set(), [start]
        while ends:
            for target in self.targets(ends.pop()) - new:
                new.add(target)
                more = self.origins(target) - old
                old |= more
                ends += more
        return old, new

    def _link(self, thing: str, target: str) -> bool:
        kind = self._a.kinds.get(thing)
        if thing == target or kind is None or kind != self._b.kinds.get(target):
            return False
        self._to[thing].add(target)
        self._of[target].add(thing)
        return True

    def _link_replaced(self) -> None:
        """Link what an IRI led to in one graph with what it leads to in the other."""
        for own in self._a.replaced.keys() | self._b.replaced.keys():
            before, after = self._a.successors(own), self._b.successors(own)
            for thing in before - after or before:
                for target in after - before or after:
                    self._link(thing, target)

    def _link_report(self, report: str) -> None:
        before, after = self._a.mentioned[report], self._b.mentioned[report]
        gone, come = before - after, after - before
        if not (gone or come):
            return
        old, new = _Words(self._a, report), _Words(self._b, report)
        for thing in sorted(gone):
            self._move(report, thing, old.like(thing, new, come) or new.having(old.of(thing), after - come))
        for target in sorted(come - set(self._moved[report].values())):
            self._link(old.having(new.of(target), before - gone), target)
        for thing in sorted(gone - self._moved[report].keys()):
            self._move(report, thing, self._post(thing, report, come))

    def _move(self, report: str, thing: str, target: str) -> None:
        if target and self._link(thing, target):
            self._moved[report][thing] = target

    def _stay(self) -> None:
        """Have what things divide in another way stay with each: so it is seen where it went."""
        stay = {thing for old, new in self.groups() if became(old, new) == "shifted" for thing in old if thing in new}
        for moved in self._moved.values():
            for thing in stay & moved.keys():
                del moved[thing]

    def _post(self, thing: str, report: str, come: set[str]) -> str:
        """Return the post of the same title at what its body has become."""
        title, body = self._a.posts.get(thing, ("", ""))
        now = title, self.now(body, report)
        return min((post for post in come if self._b.posts.get(post) == now), default="") if body else ""


def became(old: Collection[str], new: Collection[str]) -> str:
    """Return what things that hang together have become: renamed, joined, split, or shifted where both are several."""
    if len(old) == 1:
        return "renamed" if len(new) == 1 else "split"
    return "joined" if len(new) == 1 else "shifted"


class _Words:
    """By which words a report calls its things."""

    def __init__(self, side: Side, report: str):
        self._kinds = side.kinds
        self._of: defaultdict[str, set[str]] = defaultdict(set)
        for thing, relation, value in side.told.get(report, ()):
            if names(relation):
                self._of[thing].add(value)

    def of(self, thing: str) -> tuple[str, frozenset[str]]:
        """Return the kind of a thing, and its words."""
        return self._kinds.get(thing, ""), frozenset(self._of.get(thing, _NO_THINGS))

    def like(self, thing: str, other: _Words, things: set[str]) -> str:
        """Return that of the things of the other side which shares most words with one of ours; '' for none."""
        kind, words = self.of(thing)
        shared = {one: len(words & other.of(one)[1]) for one in things if other.of(one)[0] == kind}
        best = max(shared.values(), default=0)
        return min(one for one, count in shared.items() if count == best) if best else ""

    def having(self, wanted: tuple[str, frozenset[str]], things: set[str]) -> str:
        """Return the first of some things that has a kind and at least some words; '' for none."""
        kind, words = wanted
        fit = (one for one in things if words and self.of(one)[0] == kind and words <= self.of(one)[1])
        return min(fit, default="")

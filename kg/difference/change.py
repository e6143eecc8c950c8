"""What a comparison finds, for people and for programs. Frozen; the order is always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.model import KINDS

# The order in which kinds are told: the reports first, then those whom the graph is about.
_ABOUT = ("Person", "Body", "Directive", "Event", "Post")
ORDER = ("Report", *_ABOUT, *(kind for kind in KINDS if kind not in _ABOUT))
CHANGES = ("new", "gone", "rewritten", "joined", "split", "shifted", "renamed", "changed", "support")
FACTS = ("appeared", "vanished", "changed", "support")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of one of the graphs, with its label in both languages ('' where it has none)."""

    iri: str
    kind: str
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a fact says of a thing: another thing or a term (``iri``), or a text with its datatype or language."""

    text: str
    iri: str = ""
    datatype: str = ""
    lang: str = ""
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that appeared or vanished, has another value, or ('support') is told by more or fewer reports.

    ``relation`` is a CURIE; with ``inverse`` the thing is its object, and the value its subject. The numbers are of
    the reports that tell it, None where that is not known (a file without graphs) or has no sense.
    """

    change: str
    relation: str
    before: Value | None = None
    after: Value | None = None
    reports_before: int | None = None
    reports_after: int | None = None
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What became of one thing.

    ``change`` is one of ``CHANGES``: 'rewritten' is a report whose source has another text now, 'shifted' are several
    things that divide what reports say among them in another way, 'renamed' has only another IRI, and of
    'support' no more is to tell than that other numbers of reports tell its facts. ``thing`` is as it is
    in b (in a where it is gone); ``before`` and ``after`` are the things on both sides where they are others than it.
    """

    change: str
    thing: Thing
    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()
    facts: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """What one of the two graphs holds, in numbers; ``behind`` tells who is writing to it, if it held this before."""

    name: str
    base: str
    reports: int
    things: int
    facts: int
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two graphs. It is false where nothing does.

    ``retold`` counts the reports of both that tell other facts; ``others`` has, where it was asked for, how many pieces
    of evidence and memberships both have, as name → (in a, in b).
    """

    a: Facet
    b: Facet
    changes: tuple[ThingChange, ...]
    retold: int = 0
    others: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes) or any(before != after for before, after in self.others.values())

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self

    def things(self) -> dict[str, Counter[str]]:
        """Return kind → change → number of things, in the order in which they are told."""
        counts: dict[str, Counter[str]] = {}
        for found in self.changes:
            counts.setdefault(found.thing.kind, Counter())[found.change] += 1
        return counts

    def facts(self) -> dict[str, Counter[str]]:
        """Return relation → change → number of facts; what is told of the reports themselves is not counted."""
        counts: dict[str, Counter[str]] = {}
        for found in self.changes:
            for fact in found.facts if found.thing.kind != "Report" else ():
                counts.setdefault(fact.relation, Counter())[fact.change] += 1
        return dict(sorted(counts.items()))

    def totals(self) -> dict[str, int]:
        """Return change → number of facts in all relations, in the order of ``FACTS``."""
        facts = self.facts().values()
        return {change: sum(counts[change] for counts in facts) for change in FACTS}

    def only(self, kinds: Iterable[str] = (), relations: Iterable[str] = ()) -> Difference:
        """Return what of it is about things of some kinds, or in some relations; no name is no limit."""
        kinds, relations = set(kinds), set(relations)
        found = (one for one in self.changes if not kinds or one.thing.kind in kinds)
        if relations:
            found = (replace(one, facts=_of(one, relations)) for one in found)
            found = (one for one in found if one.facts)
        return replace(self, changes=tuple(found), others={} if kinds or relations else self.others)


def order(found: ThingChange) -> tuple:
    """Return what changes are sorted by: kind, change, label, IRI."""
    place = ORDER.index(found.thing.kind) if found.thing.kind in ORDER else len(ORDER)
    return place, CHANGES.index(found.change), found.thing.vi or found.thing.en, found.thing.iri


def _of(found: ThingChange, relations: set[str]) -> tuple[FactChange, ...]:
    return tuple(fact for fact in found.facts if fact.relation in relations)

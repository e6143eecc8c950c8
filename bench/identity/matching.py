"""Which entity of a reading is which thing of the world: by the kind and the place of its names in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from identity.marks import Mention
from kg.model import Member, ReportStatements

KINDS = ("Person", "Body", "Directive", "Event")
_NAMES = ("skos:altLabel", "kg:mentionOf")

Span = tuple[int, int]


@dataclass(slots=True)
class Matched:
    """The entities that stand for one thing each, and what was left out.

    ``found`` is kind → member → thing and what is told there; ``open`` those of whom the report does not tell enough.
    ``counts`` is (kind, what became of it) → how many: of the reading's entities 'scored', 'open', 'second' (of a thing
    that another entity of the report stands for already), 'mixed' (several things in one) and 'unknown' (no name of the
    world); of the world's things 'missed'.
    """

    found: dict[str, dict[Member, tuple[str, tuple[str, ...]]]] = field(default_factory=lambda: {k: {} for k in KINDS})
    open: dict[str, dict[Member, str]] = field(default_factory=lambda: {k: {} for k in KINDS})
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, reading: ReportStatements, mentions: Iterable[Mention]) -> None:
        """Match one report."""
        for kind in KINDS:
            given = [mention for mention in mentions if mention.kind == kind]
            self._match(reading, kind, given)

    def _match(self, reading: ReportStatements, kind: str, given: list[Mention]) -> None:
        hits = {key: _best(names, given) for key, names in _names(reading, kind).items()}
        taken: set[str] = set()
        for key in sorted(hits, key=lambda key: (-len(hits[key]), key)):
            things = {hit.thing for hit in hits[key]}
            fate = _fate(hits[key], things, taken)
            self.counts[kind, fate] += 1
            member, thing = Member(reading.report.key, key), min(things, default="")
            if fate == "open":
                self.open[kind][member] = thing
            elif fate == "scored":
                told = dict.fromkeys(code for hit in given if hit.thing == thing for code in hit.told)
                self.found[kind][member] = thing, tuple(told)
            taken |= things
        self.counts[kind, "missed"] += len({mention.thing for mention in given} - taken)


def _fate(hits: list[Mention], things: set[str], taken: set[str]) -> str:
    if not things:
        return "unknown"
    if len(things) > 1:
        return "mixed"
    if things <= taken:
        return "second"
    return "open" if all(hit.open for hit in hits) else "scored"


def _names(reading: ReportStatements, kind: str) -> dict[str, dict[str, list[Span]]]:
    """Return the entities of a kind, each with where its names stand, and where words stand that imply it."""
    spans: dict[str, dict[str, list[Span]]] = {
        entity.key: {name: [] for name in _NAMES} for entity in reading.entities if entity.kind == kind
    }
    for said in reading.statements:
        if said.subject in spans and said.predicate in _NAMES:
            spans[said.subject][said.predicate].append((said.start, said.end))
    return spans


def _best(names: dict[str, list[Span]], given: list[Mention]) -> list[Mention]:
    """Return the mentions that an entity stands for: by its names, failing that by implying words; sure ones first."""
    for name in _NAMES:
        if found := list(_hits(names[name], given)):
            return [hit for hit in found if not hit.open] or found
    return []


def _hits(spans: Iterable[Span], given: list[Mention]) -> Iterator[Mention]:
    """Yield for each span the mention that it covers at least half of, and not much more."""
    for start, end in spans:
        best, share = None, 0.5
        for mention in given:
            common = min(end, mention.end) - max(start, mention.start)
            overlap = common / (max(end, mention.end) - min(start, mention.start))
            if overlap >= share:
                best, share = mention, overlap
        if best:
            yield best

"""Which entity of a reading is which thing of the world: by the kind and the place of its names in the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from identity.marks import Mention
from kg.model import Member, ReportStatements

KINDS = ("Person", "Body", "Directive", "Event")
_NAMES = frozenset({"skos:altLabel", "kg:mentionOf"})


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
        spans = _spans(reading, kind)
        votes = {key: Counter(hit.thing for hit in _hits(found, given)) for key, found in spans.items()}
        taken: set[str] = set()
        for key in sorted(votes, key=lambda key: (-votes[key].total(), key)):
            if not votes[key]:
                self.counts[kind, "unknown"] += 1
                continue
            if len(votes[key]) > 1:
                self.counts[kind, "mixed"] += 1
                taken |= votes[key].keys()
                continue
            thing = next(iter(votes[key]))
            hits = list(_hits(spans[key], given))
            member = Member(reading.report.key, key)
            if thing in taken:
                self.counts[kind, "second"] += 1
            elif all(hit.open for hit in hits):
                self.counts[kind, "open"] += 1
                self.open[kind][member] = thing
            else:
                self.counts[kind, "scored"] += 1
                told = dict.fromkeys(code for hit in given if hit.thing == thing for code in hit.told)
                self.found[kind][member] = thing, tuple(told)
            taken.add(thing)
        self.counts[kind, "missed"] += len({mention.thing for mention in given} - taken)


def _spans(reading: ReportStatements, kind: str) -> dict[str, list[tuple[int, int]]]:
    """Return the entities of a kind, each with where its names stand."""
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    keys = {entity.key for entity in reading.entities if entity.kind == kind}
    for said in reading.statements:
        if said.subject in keys and said.predicate in _NAMES:
            spans[said.subject].append((said.start, said.end))
    return {key: spans.get(key, []) for key in sorted(keys)}


def _hits(spans: Iterable[tuple[int, int]], given: list[Mention]) -> Iterator[Mention]:
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

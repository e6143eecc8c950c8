"""Scores what a graph says of a report against its gold annotation: right, wrong and missed, by kind and relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.evaluate.gold import GoldEntity, GoldFact, GoldReport
from kg.evaluate.likeness import SAME_TEXT, covered, likeness, number, overlap, plain
from kg.evaluate.told import Graph, Told

_TAKING_PART = frozenset({"chairs", "speaksAt", "attends"})
_SAME_NUMBER = 2.0  # more than any likeness of names


@dataclass(slots=True)
class Count:
    """How many were right, wrong (given, not in the gold) and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was given; 0 where nothing was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right, self.wrong, self.missed = (
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
        )


@dataclass(slots=True)
class Tally:
    """Counts by row ('entity Person', 'chairs'), and a line for each that is wrong (+) or missed (-)."""

    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    lines: list[str] = field(default_factory=list)

    def right(self, row: str) -> None:
        """Count one that is right."""
        self.counts[row].right += 1

    def wrong(self, row: str, what: str) -> None:
        """Count one that should not have been given."""
        self.counts[row].wrong += 1
        self.lines.append(f"+ {row}: {what}")

    def missed(self, row: str, what: str) -> None:
        """Count one that should have been given."""
        self.counts[row].missed += 1
        self.lines.append(f"- {row}: {what}")

    def add(self, other: Tally) -> None:
        """Add the counts of another report."""
        for row, count in other.counts.items():
            self.counts[row].add(count)

    def total(self, entities: bool) -> Count:
        """Return the sum of the entities' rows, or of the facts'."""
        whole = Count()
        for row, count in self.counts.items():
            if row.startswith("entity ") == entities:
                whole.add(count)
        return whole


def score(gold: GoldReport, graph: Graph) -> Tally:
    """Return what a graph gets right, wrong and misses of one report."""
    return _Scoring(gold, graph).run()


def match(entities: Mapping[str, GoldEntity], graph: Graph) -> dict[str, str]:
    """Return IRI → gold id: the best matching of things of the same kind, one to one, from the most alike."""
    pairs = [
        (-alike, -len(graph.label(iri)), iri, name)
        for iri, kind in graph.kinds.items()
        for name, entity in entities.items()
        if entity.kind == kind and (alike := _alike(entity, graph, iri))
    ]
    found: dict[str, str] = {}
    for _, _, iri, name in sorted(pairs):
        if iri not in found and name not in found.values():
            found[iri] = name
    return found


def _alike(entity: GoldEntity, graph: Graph, iri: str) -> float:
    if entity.number:
        return _SAME_NUMBER if number(graph.numbers[iri]) == number(entity.number) else 0.0
    return likeness(entity.kind, entity.names, graph.names[iri])


class _Scoring:
    """The scoring of one report. A gold fact that one given fact has met is taken; optional ones count for nothing."""

    def __init__(self, gold: GoldReport, graph: Graph):
        self._gold, self._graph = gold, graph
        self._match = match(gold.entities, graph)
        self._taken: set[int] = set()
        self._tally = Tally()

    def run(self) -> Tally:
        self._entities()
        for fact in self._graph.facts:
            self._settle(fact)
        self._implied()
        for at, fact in enumerate(self._gold.facts):
            if at not in self._taken and not fact.optional:
                self._tally.missed(fact.relation, self._shown(fact))
        return self._tally

    def _entities(self) -> None:
        gold, found = self._gold.entities, set(self._match.values())
        for iri, kind in self._graph.kinds.items():
            name = self._match.get(iri)
            if name is None and kind != "Place":
                self._tally.wrong(f"entity {kind}", self._graph.label(iri))
            elif name is not None and not gold[name].optional:
                self._tally.right(f"entity {kind}")
        used = {name for fact in self._gold.facts for name in (fact.subject, fact.object)}
        for name, entity in gold.items():
            wanted = not entity.optional and (entity.kind != "Place" or name in used)
            if wanted and name not in found:
                self._tally.missed(f"entity {entity.kind}", entity.names[0])

    def _settle(self, fact: Told) -> None:
        """Give one fact to the first gold fact that agrees with it; a required one before an optional one."""
        agreeing = [at for at, gold in enumerate(self._gold.facts) if self._agrees(fact, gold)]
        free = [at for at in agreeing if at not in self._taken]
        if free:
            best = min(free, key=lambda at: self._gold.facts[at].optional)
            self._take(best)
        elif not agreeing and not self._excused(fact):
            self._tally.wrong(fact.relation, self._said(fact))
        if fact.relation == "instructs":
            self._taken.update(agreeing)  # one long request may hold several gold ones: none of them is missed

    def _take(self, at: int) -> None:
        self._taken.add(at)
        if not self._gold.facts[at].optional:
            self._tally.right(self._gold.facts[at].relation)

    def _agrees(self, fact: Told, gold: GoldFact) -> bool:
        if fact.relation != gold.relation:
            return False
        subject, target = self._match.get(fact.subject), self._match.get(fact.object, "")
        if fact.relation == "meets":
            return {subject, target} == {gold.subject, gold.object}
        if subject != gold.subject:
            return False
        if fact.relation == "about":
            return overlap(gold.value, fact.value) >= SAME_TEXT
        if fact.relation == "instructs":
            return covered(gold.value, fact.value)
        if fact.relation in ("date", "eventDate"):
            return fact.value == gold.value
        same_post = (plain(fact.title), fact.former) == (plain(gold.title), gold.former)
        return target == gold.object and (fact.relation != "holds" or same_post)

    def _excused(self, fact: Told) -> bool:
        """Whether a fact that is not in the gold hurts nobody: about something optional, a post whose body is open …"""
        ends = [self._match.get(iri) for iri in (fact.subject, fact.object)]
        if any(name is not None and self._gold.entities[name].optional for name in ends):
            return True
        if fact.relation == "holds" and not fact.object:
            return True
        return fact.relation == "attends" and tuple(ends) in set(self._taking_part())  # chairing implies it

    def _taking_part(self) -> Iterator[tuple[str, str]]:
        return ((f.subject, f.object) for f in self._gold.facts if f.relation in _TAKING_PART)

    def _implied(self) -> None:
        """Whoever is said to chair or to speak attends."""
        given = {
            (self._match.get(f.subject), self._match.get(f.object))
            for f in self._graph.facts
            if f.relation in _TAKING_PART
        }
        for at, fact in enumerate(self._gold.facts):
            if fact.relation == "attends" and at not in self._taken and (fact.subject, fact.object) in given:
                self._take(at)

    def _said(self, fact: Told) -> str:
        return _line(self._graph.label(fact.subject), fact, self._graph.label(fact.object) if fact.object else "")

    def _shown(self, fact: GoldFact) -> str:
        entities = self._gold.entities
        return _line(entities[fact.subject].names[0], fact, entities[fact.object].names[0] if fact.object else "")


def _line(subject: str, fact: Told | GoldFact, target: str) -> str:
    former = " (former)" if fact.former else ""
    return " ".join(part for part in (subject, "→", fact.title, target or fact.value) if part) + former

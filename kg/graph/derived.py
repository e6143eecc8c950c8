"""The two derived graphs, as a sum over reports: each report adds its share, and takes exactly that away again.

A share is a bag of ``(IRI, field, value)`` notes and a set of inferred triples; what an IRI's label or status is
follows from the notes of all reports together. So the derived graphs of a big store are kept up to date at the cost of
the reports that change, and end the same whatever order they came in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import labels
from kg.graph.facts import Triple, is_plain
from kg.graph.identity import report_iri
from kg.graph.inferred import inferred_triples
from kg.graph.iris import Names
from kg.graph.succession import change_notes, change_triples
from kg.graph.terms import EN, term, vietnamese
from kg.graph.vocabulary import ENTITIES, INFERRED
from kg.model import Literal, Ref, ReportStatements, Statement

# Predicates that say what or when an event is, not that it took place: 'held' needs somebody who did something there.
_TELLS_NOT_HELD = frozenset(
    {"skos:altLabel", "kg:mentionOf", "schema:startDate", "schema:endDate", "kg:earliest", "kg:latest"}
)
_NAMES = {"Instruction": "kg:text"}  # the predicate whose objects are an entity's forms, where not skos:altLabel

JUDGED_WITH = "https://vnkg.example/store#judgedWith"  # of the store, not of the world: the ontology has no such term

Note = tuple[str, str, str]  # IRI, field, value


def judged_with(base: str, digest: str) -> Iterator[ox.Quad]:
    """Yield the note of which judgements the graph was made with: their digest, '' for none, of which there is none."""
    if digest:
        graph = ox.NamedNode(base + ENTITIES)
        yield ox.Quad(graph, ox.NamedNode(JUDGED_WITH), ox.Literal(digest), graph)


@dataclass(frozen=True, slots=True)
class Share:
    """What one report adds to the derived graphs."""

    notes: Counter[Note]
    inferred: frozenset[Triple]


def share(statements: ReportStatements, names: Names, base: str) -> Share:
    """Return the share of one report."""
    report = statements.report
    notes = Counter(_entity_notes(statements, names))
    notes.update(_statement_notes(statements, names))
    notes.update(note for e in statements.entities for note in change_notes(e, names[e.key], base))
    notes.update((old, "replacement", new) for old, new in names.replaced)
    node = report_iri(base, report.key)
    notes.update([(node, "kind", "Report"), (node, "form", report.title or labels.first_line(report.text))])
    return Share(notes, frozenset(inferred_triples(statements, names)))


def copied(report: str, original: str, base: str) -> Share:
    """Return what is derived of a report (by its key) that is a copy of another one."""
    return Share(Counter([(report_iri(base, report), "original", report_iri(base, original))]), frozenset())


def _entity_notes(statements: ReportStatements, names: Names) -> Iterator[Note]:
    for entity in statements.entities:
        iri = names[entity.key]
        yield iri, "kind", entity.kind
        if entity.label_en:
            yield iri, "english", entity.label_en
        if entity.kind == "Post":
            yield iri, "form", entity.title
            if entity.body:
                yield iri, "body", names[entity.body]
        else:
            yield iri, "name", entity.name


def _statement_notes(statements: ReportStatements, names: Names) -> Iterator[Note]:
    kinds = {e.key: e.kind for e in statements.entities}
    for told in statements.statements:
        kind = kinds.get(told.subject, "")
        names_it = kind != "Post" and told.predicate == _NAMES.get(kind, "skos:altLabel")
        if names_it and is_plain(told) and isinstance(told.object, Literal):
            yield names[told.subject], "form", told.object.value
        if told.predicate not in _TELLS_NOT_HELD:
            for local in _ends(told):
                if kinds.get(local) == "Event":
                    yield names[local], "told", _held(told)


def _held(told: Statement) -> str:
    """Whether a statement tells that an event took place: 'Bộ Y tế hoãn tổ chức Hội nghị' tells that it did not."""
    cancelled = told.modality == "Negated" and told.predicate == "kg:organises"
    return "Cancelled" if cancelled else told.modality or "Held"


def _ends(statement: Statement) -> tuple[str, ...]:
    return (statement.subject, statement.object.key) if isinstance(statement.object, Ref) else (statement.subject,)


class Derived:
    """The derived graphs over a set of reports. ``changes`` tells what differs since it was last asked."""

    def __init__(self, base: str):
        self._entities, self._inferred = ox.NamedNode(base + ENTITIES), ox.NamedNode(base + INFERRED)
        self._notes: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        self._posts: defaultdict[str, set[str]] = defaultdict(set)  # body → its posts, whose labels hang on its own
        self._support: Counter[Triple] = Counter()
        self._before: dict[str, frozenset[ox.Quad]] = {}
        self._support_before: dict[Triple, bool] = {}

    def add(self, given: Share) -> None:
        """Count a report's share in."""
        self._count(given, 1)

    def remove(self, given: Share) -> None:
        """Count a report's share out: it must have been counted in."""
        self._count(given, -1)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield all quads of both graphs."""
        for iri in list(self._notes):
            yield from self._about(iri)
        for found in self._support:
            yield ox.Quad(*found, self._inferred)

    def changes(self) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Return the quads that went and the quads that came since the last call."""
        before = set().union(*self._before.values())
        after = {quad for iri in self._before for quad in self._about(iri)}
        for found, was in self._support_before.items():
            (before if was else set()).add(ox.Quad(*found, self._inferred))
            (after if found in self._support else set()).add(ox.Quad(*found, self._inferred))
        self._before, self._support_before = {}, {}
        return before - after, after - before

    def _count(self, given: Share, sign: int) -> None:
        for (iri, field, text), count in given.notes.items():
            self._remember(iri)
            fields = self._notes[iri]
            _tally(fields[field], text, sign * count)
            if field == "body":
                _member(self._posts[text], iri, text in fields[field])
            if not fields[field]:
                del fields[field]
            if not fields:
                del self._notes[iri]
        for found in given.inferred:
            self._support_before.setdefault(found, found in self._support)
            _tally(self._support, found, sign)

    def _remember(self, iri: str) -> None:
        if iri not in self._before:
            self._before[iri] = frozenset(self._about(iri))
            for post in tuple(self._posts.get(iri, ())):
                self._remember(post)

    def _about(self, iri: str) -> Iterator[ox.Quad]:
        """Yield what the graph of entities holds of one IRI."""
        fields = self._notes.get(iri)
        if not fields:
            return
        node = ox.NamedNode(iri)
        for original in fields.get("original", ()):
            yield ox.Quad(node, term("kg:copyOf"), ox.NamedNode(original), self._entities)
        for new in fields.get("replacement", ()):
            yield ox.Quad(node, term("dcterms:isReplacedBy"), ox.NamedNode(new), self._entities)
        if "change" in fields:
            yield from (ox.Quad(*triple, self._entities) for triple in change_triples(node, fields))
        if "kind" not in fields:
            return
        if label := self._label(iri):
            yield ox.Quad(node, term("rdfs:label"), vietnamese(label), self._entities)
        if english := self._english(iri):
            yield ox.Quad(node, term("rdfs:label"), ox.Literal(english, language=EN), self._entities)
        if "Event" in fields["kind"]:
            yield ox.Quad(node, term("kg:status"), term(_status(fields.get("told", {}))), self._entities)

    def _label(self, iri: str) -> str:
        fields = self._notes[iri]
        kind = min(fields["kind"])
        if kind == "Post":
            body = next(iter(fields.get("body", ())), "")
            return labels.post_label(labels.most_frequent(fields["form"]), self._label(body) if body else "")
        # A name that no text spells out (the gazetteer's) competes by length, but is never counted as a form seen.
        forms = dict.fromkeys(fields.get("name", ()), 0) | fields.get("form", {})
        return labels.entity_label(kind, forms)

    def _english(self, iri: str) -> str:
        """Return the English label; a post has one only where its body has one too."""
        fields = self._notes.get(iri, {})
        english = labels.most_frequent(fields.get("english", {}))
        if not english or not (body := next(iter(fields.get("body", ())), "")):
            return english
        at = self._english(body)
        return f"{english}, {at}" if at else ""


def _status(told: Iterable[str]) -> str:
    return next((f"kg:{status}" for status in ("Held", "Cancelled", "Planned") if status in told), "kg:Unknown")


def _tally(counts: Counter, key: object, by: int) -> None:
    counts[key] += by
    if counts[key] < 0:
        raise ValueError(f"{key} is taken away more often than it was added")
    if not counts[key]:
        del counts[key]


def _member(group: set[str], item: str, present: bool) -> None:
    (group.add if present else group.discard)(item)

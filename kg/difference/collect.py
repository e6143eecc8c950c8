"""From quads to a side: each quad is looked at once, in any order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pyoxigraph as ox

from kg.difference.relations import is_fact
from kg.difference.side import ALL, Side, only_facts
from kg.errors import InputError
from kg.graph.vocabulary import ENTITIES, EVIDENCE, INFERRED, ONTOLOGY_GRAPH, compact
from kg.model import KINDS
from kg.text import key as fold_key

_KINDS = {f"kg:{kind}": kind for kind in (*KINDS, "Report")}
_COUNTED = {"kg:Evidence": "evidence", "org:Membership": "memberships"}
_REPORT = re.compile(r"(.*/)report/[0-9a-f]{16}")
_DERIVED_ONLY = frozenset({"rdfs:label", "kg:status", "kg:copyOf", "dcterms:isReplacedBy"})
_OTHER, _TOLD, _DERIVED = range(3)
DERIVED = "derived"


def collected(name: str, quads: Iterable[ox.Quad], base: str = "", *, include: Collection[str] = ()) -> Side:
    """Return the side of some quads; ``include`` may hold 'derived', for the facts that no report tells.

    Raises InputError where the base is not given, and no report is there to tell it.
    """
    collector = _Collector(Side(name, base), derived=DERIVED in include)
    for quad in quads:
        collector.take(quad)
    return collector.done()


def is_of_use(graph: str, include: Collection[str] = ()) -> bool:
    """Return whether anything of a graph (its IRI) is of use, so that others need not be read."""
    inferred = graph.endswith(INFERRED) and DERIVED not in include
    return not (graph == ONTOLOGY_GRAPH or graph.endswith(EVIDENCE) or inferred)


class _Collector:
    """Takes the quads of one side; ``derived`` tells that facts which no report tells are wanted too."""

    def __init__(self, side: Side, *, derived: bool):
        self._side, self._derived = side, derived
        self._same: dict[str, str] = {}  # one object for equal texts
        self._relations: dict[str, str] = {}
        self._graphs: dict[str, tuple[int, str]] = {}
        self._memberships: set[str] = set()
        self._plain = False

    def take(self, quad: ox.Quad) -> None:
        """Look at one quad."""
        graph = getattr(quad.graph_name, "value", "")
        role, report = self._graphs.get(graph) or self._role(graph)
        relation = self._relation(quad.predicate.value)
        subject = quad.subject.value
        if relation == "rdf:type":
            self._typed(self._one(subject), compact(quad.object.value), report, role)
        elif role != _OTHER:
            value = quad.object
            text = value.value if isinstance(value, ox.NamedNode) else str(value)
            self._say(self._one(subject), relation, self._one(text), value, report, role)

    def done(self) -> Side:
        """Return the side. Raises InputError where its base is not known, for no report is in it."""
        side, kinds = self._side, self._side.kinds
        if not side.base:
            report = next(iter(side.reports), "")
            if not (found := _REPORT.fullmatch(report)):
                raise InputError(side.name, "holds no report of kg", "name a store, a dump or an RDF export of one")
            side.base = found[1]
        side.by_report = not self._plain
        side.posts = {post: told for post, told in side.posts.items() if kinds.get(post) == "Post"}
        side.told = {report: only_facts(facts, kinds) for report, facts in side.told.items()}
        side.derived = only_facts(side.derived, kinds)
        if self._plain:
            side.lean()
        side.labels = {"vi": side.labels["vi"], "en": side.labels["en"]}
        return side

    def _typed(self, subject: str, kind: str, report: str, role: int) -> None:
        side = self._side
        if name := _COUNTED.get(kind):
            side.counts[name] = side.counts.get(name, 0) + 1
        if role != _TOLD or kind not in _KINDS:
            return
        side.kinds[subject] = _KINDS[kind]
        side.mentioned[report].add(subject)
        if kind == "kg:Report":
            side.reports.setdefault(subject, "")

    def _say(self, subject: str, relation: str, text: str, value: ox.Term, report: str, role: int) -> None:
        side = self._side
        if relation == "rdfs:label":
            if getattr(value, "language", ""):
                side.labels[value.language].setdefault(subject, self._one(value.value))
        elif relation == "dcterms:isReplacedBy":
            side.replaced[subject].add(text)
        elif relation == "kg:copyOf":
            side.copies[subject] = text
        elif relation == "kg:title":
            side.posts[subject] = (self._one(fold_key(value.value)), side.posts.get(subject, ("", ""))[1])
        elif relation == "org:postIn":
            side.posts[subject] = (side.posts.get(subject, ("", ""))[0], text)
        elif relation == "kg:reader":
            side.reports[subject] = self._one(value.value)
        if relation in _DERIVED_ONLY or role == _DERIVED:
            if self._derived and relation != "dcterms:isReplacedBy":
                side.derived.append((subject, relation, text))
        elif is_fact(relation):
            side.told[report].append((subject, relation, text))

    def _role(self, graph: str) -> tuple[int, str]:
        if _REPORT.fullmatch(graph):
            found = _TOLD, self._one(graph)
        elif graph.endswith((ENTITIES, INFERRED)):
            found = _DERIVED, ALL
        elif graph:
            found = _OTHER, ALL
        else:
            found, self._plain = (_TOLD, ALL), True
        self._graphs[graph] = found
        return found

    def _relation(self, iri: str) -> str:
        found = self._relations.get(iri)
        if found is None:
            found = self._relations[iri] = compact(iri)
        return found

    def _one(self, text: str) -> str:
        return self._same.setdefault(text, text)

"""A data graph as the checks look at it: by class, by property, by graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.graph.findings import VIOLATION, Finding
from kg.graph.vocabulary import ENTITIES, EVIDENCE, INFERRED, ONTOLOGY_GRAPH, compact, expand
from kg.model import KINDS

ENTITY_CLASSES = tuple(f"kg:{kind}" for kind in KINDS)
_TYPE = expand("rdf:type")
_LABEL = expand("rdfs:label")


def graph_of(quad: ox.Quad) -> str:
    """Return the IRI of the graph a quad stands in; '' for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


@dataclass(slots=True)
class Index:
    """A data graph, read once for all checks. ``plain`` are the quads of the reports' own graphs."""

    quads: list[ox.Quad] = field(default_factory=list)
    plain: list[ox.Quad] = field(default_factory=list)
    typed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # class CURIE → IRIs
    values: defaultdict[str, defaultdict[str, list[ox.Quad]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )  # of reports and evidence: IRI → predicate CURIE → quads
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Index:
        """Return the index of a graph; the ontology's own graph is left out."""
        index = cls()
        index.quads = [quad for quad in quads if graph_of(quad) != ONTOLOGY_GRAPH]
        for quad in index.quads:
            if quad.predicate.value == _TYPE:
                index.typed[compact(quad.object.value)].add(quad.subject.value)
            elif quad.predicate.value == _LABEL and getattr(quad.object, "language", None) == "vi":
                index.labels[quad.subject.value] = quad.object.value
            if not graph_of(quad).endswith((EVIDENCE, ENTITIES, INFERRED)):
                index.plain.append(quad)
        detailed = index.typed["kg:Report"] | index.typed["kg:Evidence"]
        for quad in index.quads:
            if quad.subject.value in detailed:
                index.values[quad.subject.value][compact(quad.predicate.value)].append(quad)
        return index

    def kinds(self, iri: str) -> list[str]:
        """Return the CURIEs of the entity classes that an IRI is of."""
        return [kind for kind in ENTITY_CLASSES if iri in self.typed[kind]]

    def one(self, iri: str, predicate: str) -> ox.Term | None:
        """Return the only value of a property of a report or evidence node; None where there is none or several."""
        found = {quad.object for quad in self.values[iri][predicate]}
        return found.pop() if len(found) == 1 else None

    def name(self, iri: str) -> str:
        """Return what a person calls the thing: its label, a report's source, evidence's words, or ''."""
        if iri in self.labels or iri not in self.values:
            return self.labels.get(iri, "")
        found = [self.one(iri, predicate) for predicate in ("dcterms:title", "oa:exact", "kg:sourceId")]
        return next((value.value for value in found if value is not None), "")

    def finding(self, focus: str, path: str, value: str, vi: str, en: str) -> Finding:
        """Return a violation about an IRI."""
        return Finding(VIOLATION, focus, self.name(focus), path, value, en, vi)

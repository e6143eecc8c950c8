"""The list of a store's reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.vocabulary import EVIDENCE

if TYPE_CHECKING:
    from kg.store.embedded import Store

_ASKED = ("rdf:type", "dcterms:title", "schema:datePublished", "kg:sourceId", "rdfs:label")
_ABOUT = "SELECT ?report ?value { ?report a kg:Report ; %s ?value }"
# Counted by the engine, all graphs in one pass: a store may hold thousands of reports.
_TRIPLES = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_EVIDENCE = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?e a kg:Evidence } } GROUP BY ?graph"
_ENTITIES = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?graph schema:mentions ?e } } GROUP BY ?graph"


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report of the store: ``key`` is the 16 hex digits of its IRI, ``published`` an xsd:date or ''.

    ``title`` is the first line of a report that has no title.
    ``entities`` counts what the report mentions, ``triples`` its plain triples, ``evidence`` its evidence nodes.
    """

    key: str
    iri: str
    title: str
    published: str
    source_ids: tuple[str, ...]
    entities: int
    triples: int
    evidence: int


def stored_reports(store: Store) -> list[StoredReport]:
    """Return the reports of a store, by date (undated last), then IRI."""
    about = {name: _values(store, name) for name in _ASKED}
    triples, evidence, entities = (_counts(store, query) for query in (_TRIPLES, _EVIDENCE, _ENTITIES))
    reports = (
        StoredReport(
            key=iri.rpartition("/")[2],
            iri=iri,
            title=next(iter(about["dcterms:title"].get(iri, []) or about["rdfs:label"].get(iri, [])), ""),
            published=next(iter(about["schema:datePublished"].get(iri, [])), ""),
            source_ids=tuple(about["kg:sourceId"].get(iri, [])),
            entities=entities.get(iri, 0),
            triples=triples.get(iri, 0),
            evidence=evidence.get(iri + EVIDENCE, 0),
        )
        for iri in about["rdf:type"]
    )
    return sorted(reports, key=lambda report: (not report.published, report.published, report.iri))


def _values(store: Store, predicate: str) -> dict[str, list[str]]:
    """Return report IRI → the values that it has for a property, sorted."""
    found: dict[str, set[str]] = {}
    for row in store.query(_ABOUT % predicate):
        found.setdefault(row["report"].value, set()).add(row["value"].value)
    return {iri: sorted(values) for iri, values in found.items()}


def _counts(store: Store, query: str) -> dict[str, int]:
    return {row["graph"].value: int(row["n"].value) for row in store.query(query)}

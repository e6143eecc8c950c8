"""The list of a store's reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.vocabulary import EVIDENCE

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.interface import Store

_ASKED = (
    "rdf:type", "dcterms:title", "schema:datePublished", "kg:sourceId", "rdfs:label", "kg:copyOf",
    "schema:encodingFormat", "kg:encoding", "schema:author", "schema:publisher", "schema:url",
)  # fmt: skip
_ABOUT = "SELECT ?report ?value { ?report a kg:Report ; %s ?value }"


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report of the store: ``key`` is the 16 hex digits of its IRI, ``published`` an xsd:date or ''.

    ``title`` is the first line of a report that has no title; ``copy_of`` the key of the report that it copies, or ''.
    ``format`` and ``encoding`` are what it came as ('html', 'tcvn3'; '' for plain text, and for UTF-8);
    ``author``, ``outlet`` and ``url`` are '' where they are not known.
    ``entities`` counts what the report mentions, ``triples`` its plain triples, ``evidence`` its evidence nodes.
    """

    key: str
    iri: str
    title: str
    published: str
    source_ids: tuple[str, ...]
    copy_of: str
    entities: int
    triples: int
    evidence: int
    format: str = ""
    encoding: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store's graphs hold, as name → number: what a report mentions, triples, and evidence nodes."""

    mentions: Mapping[str, int]
    triples: Mapping[str, int]
    evidence: Mapping[str, int]


def stored_reports(store: Store, counts: Counts | None = None) -> list[StoredReport]:
    """Return the reports of a store, by date (undated last), then IRI; they are counted here where nobody did."""
    about = {name: _values(store, name) for name in _ASKED}
    reports = (
        StoredReport(
            key=iri.rpartition("/")[2],
            iri=iri,
            title=_one(about, "dcterms:title", iri) or _one(about, "rdfs:label", iri),
            published=_one(about, "schema:datePublished", iri),
            source_ids=tuple(about["kg:sourceId"].get(iri, [])),
            copy_of=_one(about, "kg:copyOf", iri).rpartition("/")[2],
            format=_one(about, "schema:encodingFormat", iri),
            encoding=_one(about, "kg:encoding", iri),
            author=_one(about, "schema:author", iri),
            outlet=_one(about, "schema:publisher", iri),
            url=_one(about, "schema:url", iri),
            **_counted(store, iri, counts),
        )
        for iri in about["rdf:type"]
    )
    return sorted(reports, key=lambda report: (not report.published, report.published, report.iri))


def _one(about: Mapping[str, Mapping[str, list[str]]], property: str, iri: str) -> str:
    """Return the first value that a report has for a property, '' for none."""
    return next(iter(about[property].get(iri, [])), "")


def _counted(store: Store, iri: str, counts: Counts | None) -> dict[str, int]:
    if counts is None:
        return {
            "entities": sum(quad.subject.value == iri for quad in store.matching("schema:mentions", graph=iri)),
            "triples": _count(store.quads(iri)),
            "evidence": _count(store.matching("rdf:type", "kg:Evidence", iri + EVIDENCE)),
        }
    return {
        "entities": counts.mentions.get(iri, 0),
        "triples": counts.triples.get(iri, 0),
        "evidence": counts.evidence.get(iri + EVIDENCE, 0),
    }


def _values(store: Store, predicate: str) -> dict[str, list[str]]:
    """Return report IRI → the values that it has for a property, sorted."""
    found: dict[str, set[str]] = {}
    for row in store.query(_ABOUT % predicate):
        found.setdefault(row["report"].value, set()).add(row["value"].value)
    return {iri: sorted(values) for iri, values in found.items()}


def _count(quads: Iterable[ox.Quad]) -> int:
    # One by one, not by the engine's COUNT: that never ends where a file of the store is damaged.
    return sum(1 for _ in quads)

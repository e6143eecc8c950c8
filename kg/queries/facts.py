"""Facts with the words that say them, read from the graph's evidence nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import FOREVER
from kg.passages import sentence_around
from kg.store.sparql import written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.interface import Store

PREFIXES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX kg: <https://vnkg.example/ontology#>
"""

_FACTS = (
    PREFIXES
    + """
SELECT DISTINCT ?subject ?relation ?object ?modality ?rule ?speaker ?said ?evidence ?report ?start ?end WHERE {
  { VALUES ?subject { %(iri)s } ?evidence rdf:subject ?subject ; rdf:object ?object }
  UNION
  { VALUES ?object { %(iri)s } ?evidence rdf:object ?object ; rdf:subject ?subject }
  ?evidence rdf:predicate ?relation ; prov:wasDerivedFrom ?report ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?evidence kg:modality ?modality }
  OPTIONAL { ?evidence kg:rule ?rule }
  OPTIONAL { ?evidence kg:attributedTo ?speaker }
  OPTIONAL { ?evidence kg:attributedToText ?said }
}
"""
)

_REPORTS = (
    PREFIXES
    + """
SELECT ?report ?text ?title ?published ?original (MIN(?source) AS ?sourceId) WHERE {
  VALUES ?report { %s }
  ?report schema:text ?text ; kg:sourceId ?source .
  OPTIONAL { ?report rdfs:label ?title FILTER(LANG(?title) = "vi") }
  OPTIONAL { ?report schema:datePublished ?published }
  OPTIONAL { ?report kg:copyOf ?original }
} GROUP BY ?report ?text ?title ?published ?original
"""
)

_LABELS = (
    PREFIXES
    + """
SELECT DISTINCT ?term ?label WHERE { VALUES ?term { %s } ?term rdfs:label|skos:prefLabel ?label }
"""
)


@dataclass(frozen=True, slots=True)
class Source:
    """A report as a source of facts: its stored text, its label, its date ('' where unknown), its first source id.

    ``copy_of`` is the IRI of the report that it copies, '' where it copies none.
    """

    iri: str
    text: str
    title: str
    published: str
    source_id: str
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words ``source.text[start:end]`` that say a fact; ``rule`` read them, ``iri`` is the evidence node's."""

    source: Source
    start: int
    end: int
    rule: str
    iri: str

    def sentence(self) -> tuple[str, str, str]:
        """Return the sentence that holds the words, in three parts: before them, the words, after them."""
        text = self.source.text
        left, right = sentence_around(text, self.start, self.end)
        return text[left : self.start], text[self.start : self.end], text[self.end : right]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about an entity, and every place that says it.

    ``relation`` is an IRI; ``inverse`` tells that the entity is its object; ``other`` is the term at the other end.
    ``modality`` is the IRI of what keeps it from being told as done ('' where nothing does); ``speakers`` the labels
    of those in the text who say so.
    """

    relation: str
    inverse: bool
    other: ox.Term
    modality: str
    speakers: tuple[str, ...]
    quotes: tuple[Quote, ...]


def facts_of(store: Store, iri: str) -> tuple[Fact, ...]:
    """Return the facts of an entity as subject or object, sorted, each with its quotes in the order of the reports."""
    rows = list(store.query(_FACTS % {"iri": f"<{iri}>"}))
    sources = sources_of(store, {row["report"].value for row in rows})
    names = labels_of(store, (row["speaker"] for row in rows if row.get("speaker")))
    grouped: dict[tuple, list] = {}
    for row in rows:
        inverse = row["subject"].value != iri
        other = row["subject"] if inverse else row["object"]
        grouped.setdefault((row["relation"].value, inverse, str(other), _value(row, "modality")), []).append(row)
    return tuple(_fact(identity, grouped[identity], sources, names) for identity in sorted(grouped))


def sources_of(store: Store, reports: Iterable[str]) -> Mapping[str, Source]:
    """Return report IRI → source, for reports whose text the graph holds."""
    rows = store.query(_REPORTS % " ".join(f"<{iri}>" for iri in sorted(reports)))
    fields = ("text", "title", "published", "sourceId", "original")
    return {row["report"].value: Source(row["report"].value, *(_value(row, name) for name in fields)) for row in rows}


def quotes_of(rows: Iterable, sources: Mapping[str, Source]) -> tuple[Quote, ...]:
    """Return the words that rows of evidence name, in the order of the reports; of those sources only.

    A row has ``evidence``, ``report``, ``start``, ``end`` and maybe ``rule``.
    """
    found = {_quote(row, sources[row["report"].value]) for row in rows if row["report"].value in sources}
    return tuple(sorted(found, key=lambda q: (q.source.published or FOREVER, q.source.iri, q.start, q.end, q.rule)))


def labels_of(store: Store, terms: Iterable[ox.Term], lang: str = "vi") -> Mapping[str, str]:
    """Return IRI → label: in the language asked for where there is one, else in any; nothing for what has none."""
    (found,) = labels_in(store, terms, lang)
    return found


def labels_in(store: Store, terms: Iterable[ox.Term], *langs: str) -> list[dict[str, str]]:
    """Return what :func:`labels_of` does, for several languages by one query."""
    iris = sorted({str(term) for term in terms if hasattr(term, "value") and not hasattr(term, "datatype")})
    known: dict[str, list[ox.Literal]] = {}
    for row in store.query(_LABELS % " ".join(iris)):
        known.setdefault(row["term"].value, []).append(row["label"])
    return [{iri: _best(labels, lang) for iri, labels in known.items()} for lang in langs]


def literal(value: str, **kind) -> str:
    """Return a literal as SPARQL reads it; ``kind`` is pyoxigraph's ``language`` or ``datatype``."""
    import pyoxigraph as ox

    return written(ox.Literal(value, **kind))


def _best(labels: Iterable[ox.Literal], lang: str) -> str:
    order = ((label.language != lang, label.language != "vi", label.language or "", label.value) for label in labels)
    return min(order)[-1]


def _fact(identity: tuple, rows: list, sources: Mapping[str, Source], names: Mapping[str, str]) -> Fact:
    relation, inverse, _, modality = identity
    speakers = {names.get(row["speaker"].value, "") for row in rows if row.get("speaker")}
    speakers |= {_value(row, "said") for row in rows}
    other = rows[0]["subject" if inverse else "object"]
    return Fact(relation, inverse, other, modality, tuple(sorted(speakers - {""})), quotes_of(rows, sources))


def _quote(row, source: Source) -> Quote:
    start, end = (int(row[name].value) for name in ("start", "end"))
    return Quote(source, start, end, _value(row, "rule"), row["evidence"].value)


def _value(row, name: str) -> str:
    term = row.get(name)
    return term.value if term is not None else ""

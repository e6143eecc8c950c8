"""Reports as a reader asks for them: the newest, and what one of them says, in the order of its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.passages import sentence_around
from kg.queries.facts import PREFIXES, Source, labels_of, sources_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.interface import Store

_NEWEST = (
    PREFIXES
    + """
SELECT ?report ?title ?published (MIN(?source) AS ?from) WHERE {
  ?report a kg:Report ; kg:sourceId ?source .
  OPTIONAL { ?report rdfs:label ?title FILTER(LANG(?title) = "vi") }
  OPTIONAL { ?report schema:datePublished ?published }
} GROUP BY ?report ?title ?published ORDER BY DESC(?published) ?report LIMIT %d
"""
)
_TOLD = (
    PREFIXES
    + """
SELECT ?evidence ?subject ?relation ?object ?start ?end ?modality ?speaker ?said WHERE {
  ?evidence prov:wasDerivedFrom <%s> ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
    oa:start ?start ; oa:end ?end .
  FILTER(?relation NOT IN (skos:altLabel, kg:mentionOf, kg:earliest, kg:latest))
  OPTIONAL { ?evidence kg:modality ?modality }
  OPTIONAL { ?evidence kg:attributedTo ?speaker }
  OPTIONAL { ?evidence kg:attributedToText ?said }
}
"""
)
_MENTIONED = (
    PREFIXES
    + """
SELECT DISTINCT ?kind ?thing WHERE {
  <%s> schema:mentions ?thing . ?thing a ?kind FILTER(STRSTARTS(STR(?kind), STR(kg:)))
}
"""
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A report as a list names it; ``published`` is '' where no date is known."""

    iri: str
    title: str
    published: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a report, where it stands. ``modality`` is an IRI or '', ``speaker`` a name or ''."""

    evidence: str
    subject: ox.Term
    relation: str
    object: ox.Term
    start: int
    end: int
    modality: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and the statements whose words stand in it; ``parts`` are pairs of text and whether it is
    among those words."""

    parts: tuple[tuple[str, bool], ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what it says: the things that it mentions as kind → IRIs, and its sentences in their order."""

    source: Source
    mentioned: dict[str, tuple[str, ...]]
    sentences: tuple[Sentence, ...]


def newest(store: Store, limit: int) -> list[Headline]:
    """Return the reports published last, the latest first; undated ones after all others."""
    fields = ("report", "title", "published", "from")
    rows = store.query(_NEWEST % limit)
    return [Headline(*(row[name].value if name in row else "" for name in fields)) for row in rows]


def told_by(store: Store, report: str, lang: str = "vi") -> Told:
    """Return what the report with this IRI says, speakers named in a language; it must be in the graph."""
    source = sources_of(store, [report])[report]
    rows = list(store.query(_TOLD % report))
    names = labels_of(store, (row["speaker"] for row in rows if "speaker" in row), lang)
    said = sorted((_said(row, names) for row in rows), key=lambda s: (s.start, s.end, s.relation, s.evidence))
    return Told(source, _mentioned(store, report), _sentences(source.text, said))


def _said(row, names) -> Said:
    modality = row["modality"].value if "modality" in row else ""
    speaker = names.get(row["speaker"].value, "") if "speaker" in row else ""
    if "said" in row:
        speaker = row["said"].value
    places = (int(row[name].value) for name in ("start", "end"))
    return Said(row["evidence"].value, row["subject"], row["relation"].value, row["object"], *places, modality, speaker)


def _mentioned(store: Store, report: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in store.query(_MENTIONED % report):
        found.setdefault(row["kind"].value.rpartition("#")[2], set()).add(row["thing"].value)
    return {kind: tuple(sorted(things)) for kind, things in sorted(found.items())}


def _sentences(text: str, said: Sequence[Said]) -> tuple[Sentence, ...]:
    grouped: list[tuple[int, int, list[Said]]] = []
    for each in said:
        left, right = sentence_around(text, each.start, each.end)
        if grouped and left < grouped[-1][1]:  # words that run over two sentences join them
            first, last, others = grouped.pop()
            grouped.append((first, max(last, right), [*others, each]))
        else:
            grouped.append((left, right, [each]))
    return tuple(Sentence(_parts(text, left, right, found), tuple(found)) for left, right, found in grouped)


def _parts(text: str, left: int, right: int, said: Sequence[Said]) -> tuple[tuple[str, bool], ...]:
    """Return the text in parts, the words of the statements marked; marks that touch are one."""
    spans: list[tuple[int, int]] = []
    for each in said:  # sorted by where they start
        if spans and each.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], each.end))
        else:
            spans.append((each.start, each.end))
    parts, at = [], left
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(part for part in (*parts, (text[at:right], False)) if part[0])

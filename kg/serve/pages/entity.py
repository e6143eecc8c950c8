"""The page of one thing: its names, posts with dates, and each fact with the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.graph.vocabulary import ENTITIES, INFERRED, compact, expand
from kg.queries.describe import Description, describe, kind_of
from kg.queries.facts import PREFIXES, Fact
from kg.queries.reports import told_by
from kg.serve.pages.kept import saved_questions
from kg.serve.pages.look import kinds, render
from kg.serve.pages.terms import Terms

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.queries.saved import SavedQuery
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

FACTS = 25  # of one relation; the rest has a page of its own
QUOTES = 3  # of one fact, the rest is folded
VALUES = 40  # of one relation of what has no evidence
_TRIPLES = PREFIXES + "SELECT DISTINCT ?p ?o WHERE { <%s> ?p ?o } ORDER BY ?p ?o"
_POINTING = (
    PREFIXES + "SELECT DISTINCT ?p ?o WHERE { ?o ?p <%s> FILTER(?p NOT IN (rdf:subject, rdf:object)) } ORDER BY ?p ?o"
)
_CLASSES = PREFIXES + "SELECT DISTINCT ?kind WHERE { <%s> a ?kind }"
_EVIDENCE = (
    PREFIXES
    + """
SELECT ?subject ?relation ?object ?report ?start ?end ?rule ?modality ?speaker ?said WHERE {
  VALUES ?evidence { <%s> }
  ?evidence rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; prov:wasDerivedFrom ?report ;
    oa:start ?start ; oa:end ?end .
  OPTIONAL { ?evidence kg:rule ?rule }
  OPTIONAL { ?evidence kg:modality ?modality }
  OPTIONAL { ?evidence kg:attributedTo ?speaker }
  OPTIONAL { ?evidence kg:attributedToText ?said }
}
"""
)


def thing_page(store: Store, visit: Visit, iri: str) -> bytes:
    """Return the page of whatever bears an IRI that the graph knows: a thing, a report, evidence, or any other node."""
    classes = {compact(row["kind"].value) for row in store.query(_CLASSES % iri)}
    if "kg:Report" in classes:
        return _report(store, visit, iri)
    if "kg:Evidence" in classes:
        return _evidence(store, visit, iri)
    if classes & {f"kg:{kind}" for kind in kinds()}:
        return _entity(store, visit, iri)
    return _node(store, visit, iri)


def graphs(store: Store) -> tuple[str, ...]:
    """Return the IRIs of the graphs that are derived from all reports: they name triples, and are no node of any."""
    return store.base + ENTITIES, store.base + INFERRED


def alternates(visit: Visit) -> list[tuple[str, str]]:
    """Return the addresses of this page's data with their media types."""
    kinds = (("turtle", "text/turtle"), ("jsonld", "application/ld+json"), ("ntriples", "application/n-triples"))
    return [(visit.href(visit.path, format=name), media) for name, media in kinds]


def _entity(store: Store, visit: Visit, iri: str) -> bytes:
    found = describe(store, iri, visit.lang)
    terms = Terms(store.base, visit, {**found.labels, iri: found.label})
    only = visit.value("relation")
    facts = [fact for fact in found.facts if not only or _side(fact) == only]
    groups = [(side, list(group)) for side, group in groupby(facts, key=_side)]
    limit = None if only else FACTS
    return render(
        "entity.html",
        visit,
        **_head(visit, terms, iri, found.kind, _label(found, visit), found.label),
        found=found,
        other_names=found.aliases,
        heading=_heading(found.heading, terms),
        follows=[(relation, values[:VALUES]) for relation, values in _grouped_terms(found.follows, terms)],
        groups=[(group[0], side, len(group), group[:limit]) for side, group in groups],
        only=only,
        quotes=QUOTES,
        sources=found.sources(),
        questions=_questions(found),
    )


def _label(found: Description, visit: Visit) -> str:
    return (visit.lang == "en" and found.label_en) or found.label


def _side(fact: Fact) -> str:
    """Return what a group of facts is called in an address: 'kg:chairs', read from the object's side '-kg:chairs'."""
    return f"{'-' * fact.inverse}{compact(fact.relation)}"


def _heading(heading: Iterable[tuple[str, ox.Term]], terms: Terms) -> list[tuple[str, list]]:
    return _grouped_terms(((expand(relation), value) for relation, value in heading), terms)


def _grouped_terms(told: Iterable[tuple[str, ox.Term]], terms: Terms) -> list[tuple[str, list]]:
    """Return relation → the terms that follow each other with it, as they are shown."""
    return [(relation, [terms.show(value) for _, value in group])
            for relation, group in groupby(told, key=lambda pair: pair[0])]  # fmt: skip


def _questions(found: Description) -> list[tuple[SavedQuery, str]]:
    """Return the saved questions that can be asked of this thing, with the parameter that takes it."""
    asked = []
    for question in saved_questions():
        takers = [p for p in question.parameters if p.type in ("entity", "entities")]
        fitting = [p.name for p in takers if not p.kinds or found.kind in p.kinds]
        asked += [(question, fitting[0])] if fitting else []
    return asked


def _head(visit: Visit, terms: Terms, iri: str, kind: str, title: str, label: str) -> dict[str, Any]:
    return {"terms": terms, "iri": iri, "short": terms.short(iri), "kind": kind, "title": title, "label": label,
            "alternates": alternates(visit)}  # fmt: skip


def _report(store: Store, visit: Visit, iri: str) -> bytes:
    found, told = describe(store, iri, visit.lang), told_by(store, iri, visit.lang)
    things = [thing for mentioned in told.mentioned.values() for thing in mentioned]
    said = [each for sentence in told.sentences for each in sentence.said]
    terms = Terms.of(
        store, visit,
        [*_nodes(things), *(t for s in said for t in (s.subject, s.object)), *_values(found), *found.copies],
    )  # fmt: skip
    told_of = [(kind, sorted(map(terms.iri, told.mentioned[kind]), key=lambda shown: shown.text)) for kind in kinds()
               if kind in told.mentioned]  # fmt: skip
    return render(
        "report.html",
        visit,
        **_head(visit, terms, iri, "Report", told.source.title or iri, found.label),
        source=told.source,
        heading=_heading(found.heading, terms),
        copies=[terms.show(copy) for copy in found.copies],
        copy_of=expand("kg:copyOf"),
        mentioned=told_of,
        sentences=told.sentences,
        paragraphs=[line for line in told.source.text.split("\n") if line.strip()],
    )


def _values(found: Description) -> list[ox.Term]:
    return [value for _, value in found.heading]


def _nodes(iris: list[str]) -> list[ox.NamedNode]:
    import pyoxigraph as ox

    return [ox.NamedNode(iri) for iri in iris]


def _evidence(store: Store, visit: Visit, iri: str) -> bytes:
    from kg.queries.facts import Quote, sources_of

    row = next(iter(store.query(_EVIDENCE % iri)), None)
    source = sources_of(store, [row["report"].value]).get(row["report"].value) if row is not None else None
    if source is None:  # the node is not whole: as much as there is of it
        return _node(store, visit, iri)
    terms = Terms.of(store, visit, [row[name] for name in ("subject", "object", "speaker", "modality") if name in row])
    quote = Quote(
        source, int(row["start"].value), int(row["end"].value), row["rule"].value if "rule" in row else "", iri
    )
    speaker = terms.show(row.get("speaker") or row.get("said")) if "speaker" in row or "said" in row else None
    return render(
        "evidence.html",
        visit,
        **_head(visit, terms, iri, "Evidence", _statement(terms, row, visit), iri),
        quote=quote,
        subject=terms.show(row["subject"]),
        relation=row["relation"].value,
        object=terms.show(row["object"]),
        modality=row["modality"].value if "modality" in row else "",
        speaker=speaker,
    )


def _statement(terms: Terms, row, visit: Visit) -> str:
    """Return a statement in one line: subject, relation, object."""
    from kg.serve.pages.look import Words

    say = Words(visit.lang)
    subject, object = (terms.show(row[name]) for name in ("subject", "object"))
    end = say.day(object.text) if object.date else object.text
    return f"{subject.text} — {say.relation(row['relation'].value)} — {end}"


def _node(store: Store, visit: Visit, iri: str) -> bytes:
    out, into = (list(store.query(query % iri)) for query in (_TRIPLES, _POINTING))
    terms = Terms.of(store, visit, (row["o"] for row in (*out, *into)))
    sides = [(False, _grouped(out)), (True, _grouped(into))]
    return render(
        "node.html",
        visit,
        **_head(visit, terms, iri, kind_of(store, iri), terms.short(iri), iri),
        rows=[(relation, inverse, values) for inverse, groups in sides for relation, values in groups],
        limit=VALUES,
    )


def _grouped(rows: list) -> list[tuple[str, list[ox.Term]]]:
    return [(p, [row["o"] for row in group]) for p, group in groupby(rows, key=lambda row: row["p"].value)]

"""The same questions give the same rows in a folder, on Oxigraph's server and on Virtuoso."""

from __future__ import annotations

import pytest
from engines import NAMES, stores_of
from sample import SAMPLES

from kg.errors import KgError
from kg.graph.rules import consequences
from kg.graph.vocabulary import evidenced_properties, terms
from kg.queries import saved
from kg.queries.ask import ask

BASE = "https://questions.example/id/"


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    """Stores of the sample readings, open for reading: 'folder' and one on each engine."""
    with stores_of(SAMPLES, BASE, engines, tmp_path_factory) as store:
        yield store


def asked(question):
    """Yield sets of parameters: the required ones, with each other one, and with all others."""
    needed = {p.name: p.example for p in question.parameters if p.required}
    others = {p.name: p.example for p in question.parameters if not p.required}
    yield needed
    for name, value in others.items():
        yield {**needed, name: value}
    yield {**needed, **others}


CASES = [(name, values) for name in saved.names() for values in asked(saved.load(name))]


def answer(store, name, values):
    """Return the rows of an answer as text, or what is said instead."""
    try:
        result = ask(store, saved.load(name), values)
    except KgError as error:
        return type(error).__name__, str(error)
    return result.variables, [{name: str(term) for name, term in row.items()} for row in result.rows]


# What a query must mean on an engine, whatever its brackets, quotes and comments look like.
HARD = [
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "# { GRAPH ?g {\nSELECT (COUNT(?s) AS ?n) { ?s a kg:Person # }\n . FILTER(STR(?s) != '} {') }",
    'SELECT ?l { ?s rdfs:label ?l FILTER(?l != """a "{"""@vi && \'\'\'x\'{\'\'\' != "") } ORDER BY STR(?l) LANG(?l)',
    "SELECT ?s (EXISTS { ?s a kg:Event } AS ?e) { ?s a ?c . FILTER(?c IN (kg:Event, kg:Person)) } ORDER BY ?s",
    "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c HAVING (EXISTS { ?c rdfs:label ?l }) ORDER BY ?c",
    "SELECT * { { SELECT ?s (COUNT(?o) AS ?n) { ?s skos:altLabel ?o } GROUP BY ?s } ?s a kg:Person } ORDER BY ?s",
    "SELECT ?s ?g { ?s a kg:Body OPTIONAL { GRAPH ?g { ?s kg:none ?x } } } ORDER BY ?s",
    "SELECT DISTINCT ?s { ?s a kg:Body MINUS { GRAPH ?g { ?s org:subOrganizationOf ?x } } } ORDER BY ?s",
    "SELECT ?s ?g { { GRAPH ?g { ?s a kg:Event } . } UNION { ?s a kg:Directive } } ORDER BY ?s ?g",
    "SELECT ?s { ?s a kg:Person FILTER NOT EXISTS { GRAPH ?g { ?s kg:chairs ?e } ?g a kg:Report } } ORDER BY ?s",
    "SELECT ?a { ?a a kg:Person } ORDER BY EXISTS { ?a kg:chairs ?e } ?a",
    "SELECT ?s ?v { VALUES ?v { 1 2 } ?s a kg:Event } ORDER BY ?s ?v",
    "SELECT ?s ?v { ?s a kg:Event } ORDER BY ?s ?v VALUES ?v { 1 2 }",
    "SELECT ?s { ?s rdfs:subPropertyOf* kg:takesPartIn } ORDER BY ?s",
    "SELECT ?s { ?s (rdf:type/rdfs:subClassOf?)|^kg:chairs kg:Person } ORDER BY ?s",
    "PREFIX kg: <https://x.example/> SELECT ?s { ?s a kg:Person }",
    "prefix p: <https://vnkg.example/ontology#> base <https://vnkg.example/>\n"
    "select ?l where { p:Person a ?c ; rdfs:label ?l . <ontology#Event> a ?c } order by str(?l)",
    "SELECT ?p { GRAPH <graph/entities> { ?s ?p ?o } } GROUP BY ?p ORDER BY ?p",
    "ASK { ?s a kg:Person }",
    "ASK WHERE { GRAPH ?graph { ?s a kg:Nothing } }",
    "CONSTRUCT { ?s a kg:Seen } { ?s a kg:Event . GRAPH ?g { ?s a kg:Event } }",
    "CONSTRUCT WHERE { ?s a kg:Event ; rdfs:label ?l }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o . ?s a kg:Directive } }",
    "DESCRIBE ?s kg:Event { ?s a kg:Topic } ORDER BY ?s LIMIT 1",
    "DESCRIBE * { ?s a kg:Place }",
    "DESCRIBE <https://vnkg.example/ontology#Person>",
    "SELECT (COUNT(*) AS ?n) FROM <https://vnkg.example/ontology> { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM <graph/entities> FROM <graph/inferred> FROM <https://vnkg.example/ontology>\n"
    "{ ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) FROM NAMED <graph/entities> { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
]


@pytest.mark.parametrize("query", HARD, ids=lambda query: " ".join(query.split())[:60])
def test_a_query_means_the_same_on_an_engine(stores, query):
    here, there = (stores(name).query(query) for name in ("folder", "oxigraph"))
    assert (there.kind, there.variables, there.answer) == (here.kind, here.variables, here.answer)
    assert list(there) == list(here)


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{name}-{'+'.join(values)}" for name, values in CASES])
def test_saved_questions_give_the_same_rows(stores, engine, name, values):
    assert answer(stores(engine), name, values) == answer(stores("folder"), name, values)


def test_evidence_of_a_relation_looks_two_steps_up_and_no_relation_has_more():
    above = {iri: set(term.supers) for iri, term in terms().items()}
    for iri in evidenced_properties():
        two = above.get(iri, set()) | {far for near in above.get(iri, ()) for far in above.get(near, ())}
        assert {way.property for way in consequences(iri) if not way.turned} <= two

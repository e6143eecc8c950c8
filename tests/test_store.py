"""A store's content: queries, updates, copies for other libraries.

Here of a store in a folder; ``test_remote_store`` has the same tests for stores on other engines.
"""

from __future__ import annotations

import os

import pyoxigraph as ox
import pytest
from beside import python, quad, term
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import FIRST, SAMPLES, SECOND

import kg
from kg.errors import QueryError, UsageError
from kg.graph.project import project
from kg.graph.vocabulary import DEFAULT_BASE, ONTOLOGY_GRAPH, compact, ontology_quads
from kg.text import normalise

QUADS = project(SAMPLES)
REPORT = f"{DEFAULT_BASE}report/{FIRST.report.key}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store with the three sample reports and the ontology, closed."""
    path = tmp_path_factory.mktemp("store") / ".kg"
    with kg.open_store(path, create=True) as store:
        store.update(add=QUADS)
        store.update(add=ontology_quads())
    return path


@pytest.fixture(scope="module")
def store(folder):
    """The same, open for reading."""
    with kg.open_store(folder) as opened:
        yield opened


@pytest.fixture
def place(tmp_path):
    """The name of a place for a new store whose graphs begin with https://x.example/."""
    return tmp_path / "s"


# Queries


def test_a_plain_query_sees_the_union_of_all_graphs(store):
    rows = store.query("SELECT DISTINCT ?p ?label { ?p a kg:Person ; rdfs:label ?label . kg:Person rdfs:label ?kind }")
    assert rows.variables == ("p", "label")
    assert "Bùi Thanh Sơn" in {row["label"].value for row in rows}


COUNT = "SELECT (COUNT(*) AS ?n) %s { %s }"


@pytest.mark.parametrize(
    ("clause", "pattern", "graphs"),
    [
        ("", "?s ?p ?o", None),
        (f"FROM <{REPORT}>", "?s ?p ?o", [REPORT]),
        (f"from <{REPORT}> # from\n", "?s ?p ?o", [REPORT]),
        (f"FROM <{REPORT}> FROM <{REPORT}#evidence>", "?s ?p ?o", [REPORT, REPORT + "#evidence"]),
        (f"FROM NAMED <{REPORT}>", "GRAPH ?g { ?s ?p ?o }", [REPORT]),
        (f"FROM NAMED <{REPORT}>", "?s ?p ?o", []),
        ("", f"GRAPH <{REPORT}> {{ ?s ?p ?o }}", [REPORT]),
        ("", "?s ?p ?o FILTER(STR(?o) != 'FROM <x>')", None),
        ("", "?s ?p ?o . BIND('' AS ?from)", None),
        ("FROM <https://x.example/nothing>", "?s ?p ?o", []),
    ],
)
def test_from_and_graph_choose_the_graphs(store, clause, pattern, graphs):
    names = store.graphs() if graphs is None else graphs
    triples = {quad.triple for name in names for quad in store.quads(name)}
    [row] = store.query(COUNT % (clause, pattern))
    assert int(row["n"].value) == len(triples)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o FILTER(?o != 'SERVICE') } LIMIT 1",
        "SELECT * { ?s ?p ?o } LIMIT 1 # SERVICE <http://127.0.0.1:9/> {}",
        "PREFIX service: <https://x.example/service#> SELECT ?service { BIND(service:SERVICE AS ?service) }",
        'SELECT ?x { BIND("""service silent <https://x.example/> { ?s ?p ?o }"""@service AS ?x) }',
        "SELECT ?x { BIND(<https://x.example/SERVICE> AS ?x) }",
    ],
)
def test_the_word_service_is_no_service(store, query):
    assert len(store.query(query)) == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o . service silent ?x { ?s ?p ?o } }",
        "SELECT * {\n# a line\n{ SELECT ?s { sErViCe\n<http://127.0.0.1:9/> {} } } }",
        "ASK { FILTER(1<1)service?s#>\n{?s ?p ?o}}",
        "PREFIX service: <http://127.0.0.1:9/> ASK { SERVICE service:x { ?service ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE<http://127.0.0.1:9/>{} } }",
        "CONSTRUCT { ?s ?p 'service' } WHERE { ?s ?p ?o OPTIONAL { SERVICE ?o { ?s ?p ?o } } }",
    ],
)
def test_service_is_refused(store, query):
    with pytest.raises(QueryError, match=r"^line \d+, column \d+: SERVICE is refused"):
        store.query(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?x {\n ?x a 'trường học' . ?y }", "at line 2, column 26, at its end: "),
        ("SELECT ?x { ?x a nope:Thing }", "at line 1, column 28, near '}': this prefix is not declared; add a PREFIX"),
        ("SELECT ?x ?y { ?x a 'service' . ?x }", "the query does not parse at line 1, column 37"),
        ("SELECT (COUNT(*) AS ?n) ?y { ?x a kg:Person }", "variable that is unbound"),
        ("selec ?x {}", "begins with 'selec': it needs SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("", "the query is empty: it needs SELECT"),
        ("# only a comment", "the query asks nothing: it needs SELECT"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT would change the store: a query only reads"),
        ("PREFIX a: <a:> # x\ndelete where { ?s ?p ?o }", "DELETE would change the store"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD would change the store"),
        ("DROP ALL", "DROP would change the store"),
        ("ASK { ?s ?p", "does not parse at line 1"),
        ("ASK " + "{" * 5000 + "}" * 5000, "nested more than 200 deep"),
        ("SELECT * { \x00 }", "does not parse at line 1"),
    ],
)
def test_query_mistakes_are_one_clear_line(store, query, message):
    with pytest.raises(QueryError) as caught:
        store.query(query)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_substitutions(store):
    [person] = {row["p"] for row in store.query("SELECT ?p { ?p skos:altLabel 'Trần Văn Mẫu'@vi }")}
    names = store.query("SELECT ?p ?n { ?p rdfs:label ?n }", {"p": person})
    assert [(row["p"], row["n"].value) for row in names] == [(person, "Trần Văn Mẫu")]
    held = store.query("SELECT ?part ?n { ?s rdfs:label ?n FILTER(CONTAINS(STR(?n), ?part)) }", {"?part": 'Văn "Mẫu'})
    assert not held
    assert store.query("ASK { ?p a kg:Person }", {"p": person}).answer
    for values, message in (({"zz": person}, r"must select what is given a value: .*\?zz"), ({"a b": "x"}, "variable")):
        with pytest.raises(QueryError, match=message):
            store.query("SELECT ?p { ?p a kg:Person }", values)


def test_a_users_prefix_goes_before_ours(store):
    assert store.query("ASK { ?p a kg:Person }").answer
    assert not store.query("PREFIX kg: <https://x.example/> ASK { ?p a kg:Person }").answer


@pytest.mark.parametrize(
    ("query", "kind", "formats"),
    [
        ("SELECT ?p ?n ?z { ?p a kg:Person ; rdfs:label ?n }", "rows", ("csv", "tsv", "json", "xml")),
        ("SELECT ?p { ?p a kg:Nothing }", "rows", ("csv", "tsv", "json", "xml")),
        ("ASK { ?p a kg:Person }", "boolean", ("csv", "tsv", "json", "xml")),
        ("CONSTRUCT { ?p rdfs:label ?n } { ?p a kg:Person ; rdfs:label ?n }", "graph", ("turtle", "ntriples")),
    ],
)
def test_results_as_files(store, query, kind, formats):
    result = store.query(query)
    assert result.kind == kind
    for format in formats:
        data = result.serialise(format)
        if kind == "graph":
            parsed = set(ox.parse(data, format={"turtle": ox.RdfFormat.TURTLE}.get(format, ox.RdfFormat.N_TRIPLES)))
            assert {quad.triple for quad in parsed} == set(result)
        elif format in ("json", "xml", "tsv") and not (kind == "boolean" and format == "tsv"):
            parsed = ox.parse_query_results(data, getattr(ox.QueryResultsFormat, format.upper()))
            if kind == "rows":
                assert [variable.value for variable in parsed.variables] == list(result.variables)
                found = [{n: t for n, t in zip(result.variables, row, strict=True) if t is not None} for row in parsed]
                assert found == list(result)
            else:
                assert bool(parsed) == result.answer
        elif kind == "boolean":
            assert data == b"true\n"
    with pytest.raises(UsageError, match="it can be"):
        result.serialise("turtle" if kind != "graph" else "csv")


def test_the_same_rows_in_the_same_order(folder, tmp_path):
    """Whatever the order in which the quads came, and whatever the hash seed."""
    code = """
import sys, random, kg
sys.path.insert(0, "tests")
from test_store import QUADS
random.Random(int(sys.argv[2])).shuffle(QUADS)
store = kg.open_store(sys.argv[1], create=True)
for start in range(0, len(QUADS), 100):
    store.update(add=QUADS[start:start + 100])
query = "SELECT ?p ?l (COUNT(?e) AS ?n) { ?p rdfs:label ?l OPTIONAL { ?e rdf:subject ?p } } GROUP BY ?p ?l"
sys.stdout.buffer.write(store.query(query).serialise("csv"))
"""
    runs = [python(code, tmp_path / str(n), n, env=os.environ | {"PYTHONHASHSEED": str(n)}) for n in (1, 2)]
    (first, error), (second, _) = (run.communicate() for run in runs)
    assert first.count("\n") > 40, error
    assert first == second


# Updates


def test_update_replaces_graphs_in_one_step(place):
    with kg.open_store(place, create=True) as store:
        assert store.update(add=[quad("a", "1"), quad("b", "2"), quad("c", "3", "other")])
        assert not store.update(add=[quad("a", "1")])
        assert not store.update(["https://x.example/g"], [quad("b", "2"), quad("a", "1")])
        assert not store.update(["https://x.example/none"])
        assert store.update(["https://x.example/g"], [quad("a", "1"), quad("d", "4")])
        assert set(store.quads()) == {quad("a", "1"), quad("d", "4"), quad("c", "3", "other")}
        assert store.update(["https://x.example/g"], [quad("e", "5", "new")])
        assert store.graphs() == ["https://x.example/new", "https://x.example/other"]
    with kg.open_store(place) as store:
        assert set(store.quads()) == {quad("c", "3", "other"), quad("e", "5", "new")}


def test_update_with_single_quads(place):
    a, b, c = quad("a", "1"), quad("b", "2"), quad("c", "3")
    with kg.open_store(place, create=True) as store:
        store.update(add=[a, b])
        assert not store.update(remove=[c, a], add=[a])
        assert store.update(remove=[a, c], add=[c])
        assert set(store.quads()) == {b, c}
        assert store.update(remove=[b, c])
        assert store.graphs() == []


def test_a_number_in_another_form_is_not_lost(place):
    """Oxigraph keeps numbers in their canonical form; a replacement compares with that."""
    number = ox.Literal("0012", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    subject, predicate, _, graph = quad("a", "1")
    with kg.open_store(place, create=True) as store:
        for _ in range(3):
            store.update([graph.value], [ox.Quad(subject, predicate, number, graph)])
            assert [found.object.value for found in store.quads()] == ["12"]


def test_forgetting_a_report_restores_what_was(tmp_path):
    one, both = project([FIRST]), project([FIRST, SECOND])
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=one)
        before = set(store.quads())
        store.update(store.graphs(), both)
        assert set(store.quads()) == set(both)
        store.update(store.graphs(), one)
        assert set(store.quads()) == before == set(one)
        assert len(store.graphs()) == 4


NASTY = ["\\u0041", "\\\\u0022}", '"""', "}}; DROP ALL #", "\t\n"]
texts = st.text(max_size=20).map(normalise) | st.sampled_from(NASTY)


def test_any_text_comes_back_as_it_went_in(place):
    with kg.open_store(place, create=True) as store:

        @settings(max_examples=60, deadline=None)
        @given(values=st.lists(texts, max_size=6))
        def replaced(values):
            quads = {quad(f"s{number}", value) for number, value in enumerate(values)}
            store.update(store.graphs(), quads)
            assert set(store.quads()) == quads

        replaced()


# What is in it


def test_reports(store):
    undated = sorted(f"{DEFAULT_BASE}report/{sample.report.key}" for sample in (FIRST, SECOND))
    reports = store.reports()
    assert [report.iri for report in reports[1:]] == undated
    third = reports[0]
    assert (third.published, third.source_ids) == ("2024-03-20", ("https://news.example/mau",))
    assert third.title == "Ủy ban nhân dân tỉnh Mẫu họp bàn về chuyển đổi số"
    for report in reports:
        assert report.iri.endswith(report.key)
        assert report.triples == len(list(store.quads(report.iri)))
        evidence = store.query(f"SELECT ?e {{ GRAPH <{report.iri}#evidence> {{ ?e a kg:Evidence }} }}")
        assert report.evidence == len(evidence) > 0
        assert report.entities == len(store.query(f"SELECT DISTINCT ?e {{ <{report.iri}> schema:mentions ?e }}")) > 0


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib calls it
def test_to_rdflib_is_the_same_dataset(store):
    dataset = store.to_rdflib()
    assert {ox.Quad(*map(term, quad)) for quad in dataset.quads()} == set(store.quads())
    query = "SELECT ?n { ?p a kg:Person ; rdfs:label ?n }"
    found = {str(row.n) for row in dataset.query(query, initNs={"kg": "https://vnkg.example/ontology#"})}
    assert found == {row["n"].value for row in store.query(query)}
    dataset.remove((None, None, None))
    assert store.query("ASK { ?s ?p ?o }").answer  # a copy


def test_to_networkx(store):
    graph = store.to_networkx()
    kinds = {iri: data["kind"] for iri, data in graph.nodes(data=True)}
    assert set(kinds.values()) >= {"Person", "Body", "Post", "Event", "Directive", "Instruction", "Appointment"}
    classes = store.query(f"SELECT ?s ?c {{ GRAPH ?g {{ ?s a ?c }} FILTER(?g != <{ONTOLOGY_GRAPH}>) }}")
    typed = {row["s"].value: compact(row["c"].value) for row in classes}
    assert all(typed[iri] == f"kg:{kind}" for iri, kind in kinds.items())
    [minister] = [iri for iri, data in graph.nodes(data=True) if data["label"] == "Trần Văn Mẫu"]
    chairs = [data for _, _, key, data in graph.out_edges(minister, keys=True, data=True) if key == "kg:chairs"]
    assert [(data["predicate"], data["label_en"]) for data in chairs] == [("kg:chairs", "chairs")]
    assert len(chairs[0]["reports"]) == 1
    for subject, object, key, data in graph.edges(keys=True, data=True):
        assert data["predicate"] == key
        for report in data["reports"]:
            assert store.query(f"ASK {{ GRAPH <{report}> {{ <{subject}> {key} <{object}> }} }}").answer
    told = {(q.subject.value, q.object.value, q.predicate.value) for q in store.report_quads()
            if q.subject.value in kinds and q.object.value in kinds}  # fmt: skip
    assert graph.number_of_edges() == len(told)
    assert list(graph) == sorted(graph)
    assert all(isinstance(value, str) for _, data in graph.nodes(data=True) for value in data.values())

"""FROM, FROM NAMED and GRAPH: SPARQL 1.1, section 13, on graphs that hold the same triples."""

from __future__ import annotations

import io

import pytest
from beside import quad

import kg
from kg.errors import QueryError
from kg.store.dataset import named_in

X = "https://x.example/"
G1, G2, G3, NONE = (f"{X}{name}" for name in ("g1", "g2", "g3", "none"))
QUADS = [quad("a", "1", "g1"), quad("b", "1", "g1"), quad("a", "1", "g2"), quad("c", "1", "g2"), quad("d", "1", "g3")]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "s"
    with kg.open_store(path, create=True) as made:
        made.update(add=QUADS)
    with kg.open_store(path) as opened:
        yield opened


PLAIN, ANY = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("clause", "pattern", "subjects"),
    [
        ("", PLAIN, "abcd"),
        ("", ANY, "aabcd"),
        ("", f"GRAPH <{G2}> {{ ?s ?p ?o }}", "ac"),
        ("", f"{PLAIN} . GRAPH <{G2}> {{ ?s ?p ?o }}", "ac"),
        (f"FROM <{G1}>", PLAIN, "ab"),
        (f"FROM <{G1}>", ANY, ""),
        (f"FROM <{G1}> FROM <{G1}>", PLAIN, "ab"),
        (f"FROM <{G1}> FROM <{G2}>", PLAIN, "abc"),
        (f"FROM <{G1}> FROM <{G2}>", ANY, ""),
        (f"FROM <{G1}> FROM <{G2}> FROM <{G3}>", PLAIN, "abcd"),  # all there are
        (f"FROM <{G1}> FROM <{G2}> FROM <{G3}>", ANY, ""),
        (f"FROM <{G1}> FROM <{G2}> FROM <{G3}> FROM NAMED <{G2}>", ANY, "ac"),
        (f"FROM <{G1}> FROM <{NONE}>", PLAIN, "ab"),
        (f"FROM <{NONE}> FROM <{NONE}x>", PLAIN, ""),
        (f"FROM NAMED <{G1}>", PLAIN, ""),
        (f"FROM NAMED <{G1}> FROM NAMED <{G2}>", ANY, "aabc"),
        (f"FROM <{G1}> FROM <{G2}> FROM NAMED <{G2}> FROM NAMED <{G3}>", ANY, "acd"),
        (
            f"FROM <{G1}> FROM <{G2}> FROM NAMED <{G3}>",
            f"{PLAIN} . FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "abc",
        ),
        ("FROM x:g1 FROM x:g2", PLAIN, "abc"),
        (f"from # FROM <{G3}>\n<{G1}> fRom\tx:g2", PLAIN, "abc"),
        (f"FROM <{G1}> FROM NAMED <{G2}>", f'{PLAIN} FILTER(\'FROM <{G3}> FROM <{G2}>\' != """FROM <{G2}>""")', "ab"),
        (f"FROM <{G1}>", f"{PLAIN} . BIND(x:from AS ?from) FILTER(?from != <{X}FROM>)", "ab"),
        (f"FROM <{G1}> FROM <{G2}>", f"{{ SELECT DISTINCT * {{ {PLAIN} }} }}", "abc"),
    ],
)
def test_the_graphs_that_a_query_sees(store, clause, pattern, subjects):
    [row] = store.query(f"PREFIX x: <{X}> SELECT (COUNT(*) AS ?n) {clause} {{ {pattern} }}").plain()
    rows = store.query(f"PREFIX x: <{X}> SELECT ?s {clause} {{ {pattern} }}").plain()
    assert "".join(sorted(row["s"].removeprefix(X) for row in rows)) == subjects
    assert row["n"] == len(subjects)


def test_the_other_forms_of_query(store):
    clause = f"FROM <{G1}> FROM <{G2}>"
    assert len(store.query(f"CONSTRUCT {{ ?s ?p ?o }} {clause} WHERE {{ ?s ?p ?o }}")) == 3
    assert len(store.query(f"CONSTRUCT {clause} WHERE {{ ?s ?p ?o }}")) == 3
    assert len(store.query(f"DESCRIBE ?s {clause} {{ ?s ?p ?o }}")) == 3
    assert not store.query(f"ASK {clause} {{ <{X}d> ?p ?o }}")
    sums = store.query(f"SELECT ?o (COUNT(?s) AS ?n) {clause} {{ ?s ?p ?o }} GROUP BY ?o").plain()
    assert sums == [{"o": "1", "n": 3}]
    base = f"BASE <{X}> SELECT ?s FROM <g1> FROM <./g2> {{ ?s ?p ?o }}"
    assert len(store.query(base)) == 3
    assert len(store.query(f"SELECT ?s {clause} {{ ?s ?p ?o FILTER(?o = ?x) }}", {"s": quad("a", "")[0]})) == 0


@pytest.mark.parametrize(
    ("merged", "named", "pattern", "count"),
    [
        ([G1, G2], None, PLAIN, 3),
        ([G1, G2], None, ANY, 0),
        ([G1, G2], [G2, G3], ANY, 3),
        (None, [G2], PLAIN, 0),
        (None, [G2], ANY, 2),
        ([G1, G1], None, PLAIN, 2),
        ([G1, G2, G3], None, PLAIN, 4),
        (None, None, PLAIN, 1),  # the query's own
    ],
)
def test_a_dataset_given_beside_the_query(store, merged, named, pattern, count):
    out = io.BytesIO()
    query = f"SELECT (COUNT(*) AS ?n) FROM <{G3}> {{ {pattern} }}"
    store.answer(query, lambda _: "csv", out, default_graphs=merged, named_graphs=named)
    assert out.getvalue() == f"n\r\n{count}\r\n".encode()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (f"SELECT * FROM <{G1}> FROM <{G2}> {{ ?s ?p ", "does not parse at line 1"),
        (f"SELECT * FROM <{G1}> FROM nope:g {{ ?s ?p ?o }}", "this prefix is not declared"),
        (f"SELECT * FROM <{G1}> FROM <g 2> {{ ?s ?p ?o }}", "does not parse at line 1"),
        (f"SELECT * FROM <{G1}> FROM <{G2}> {{ SERVICE <{X}> {{ ?s ?p ?o }} }}", "SERVICE is refused"),
    ],
)
def test_what_is_wrong_with_it_is_told(store, query, message):
    with pytest.raises(QueryError, match=message):
        store.query(query)


def test_a_graph_that_is_no_iri(store):
    with pytest.raises(QueryError, match="a graph's name is no IRI"):
        store.answer("ASK {}", lambda _: "json", io.BytesIO(), default_graphs=["a b"])


def test_names_of_graphs_are_read_as_the_engine_reads_them():
    found = named_in(
        f"PREFIX x: <{X}> PREFIX : <a:> SELECT * FROM x:g\\,1 FROM :b FROM kg:c FROM NAMED <> {{}}", {"kg": "k:"}, X
    )
    assert (found.merged, found.named) == ((f"{X}g,1", "a:b", "k:c"), (X,))

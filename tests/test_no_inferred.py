"""``--no-inferred``: what reports tell, without what follows from it; in a folder, on engines, in files, on cards."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from engines import NAMES
from sample import SAMPLES
from sample_store import make_store
from serving import serving, until

from kg.cli.ask import EXPORT_FORMATS
from kg.cli.options import RDF_FORMATS
from kg.graph import serialise
from kg.graph.vocabulary import INFERRED
from kg.store.open import open_store
from kg.store.told import told_only

ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
BASE = "https://told.example/id/"


def rows(store, query: str) -> list[dict[str, str]]:
    return [{name: str(term) for name, term in row.items()} for row in store.query(query)]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return make_store(tmp_path_factory.mktemp("told") / "kg", SAMPLES, BASE)


def test_only_the_inferred_graph_is_left_out(place: Path):
    before = sorted(path.name for path in place.iterdir())
    with open_store(place) as store:
        inferred = BASE + INFERRED
        kept = {(q.subject, q.predicate, q.object) for q in store.quads() if q.graph_name.value != inferred}
        with told_only(store) as told:
            assert rows(told, ALL) == [{"n": f'"{len(kept)}"^^<http://www.w3.org/2001/XMLSchema#integer>'}]
            assert rows(told, GRAPHS) == [row for row in rows(store, GRAPHS) if row["g"] != f"<{inferred}>"]
            assert {*told.quads()} == {quad for quad in store.quads() if quad.graph_name.value != inferred}
            assert told.name == store.name
        assert inferred in store.graphs()
    assert sorted(path.name for path in place.iterdir()) == before  # nothing is left behind


def test_what_a_killed_process_left_is_removed_by_the_next(place: Path):
    left = place / "told" / "1-dead" / "store"
    left.mkdir(parents=True)
    with open_store(place) as store, told_only(store), told_only(store):
        assert not left.exists()
        assert len(list((place / "told").iterdir())) == 2  # what somebody reads stays
    assert not (place / "told").exists()


def test_a_triple_that_a_report_tells_stays_though_it_follows_from_another(tmp_path: Path):
    from test_inferred import AN, told

    both = (told("a.txt", ("an", "kg:chairs", "hop"), ("an", "org:holds", "gd")),
            told("b.txt", ("an", "kg:takesPartIn", "hop"), ("an", "org:holds", "gd")))  # fmt: skip
    query = "SELECT ?who { ?p kg:takesPartIn ?e ; rdfs:label ?who }"
    with open_store(make_store(tmp_path / "kg", both)) as store, told_only(store) as alone:
        assert [row["who"].value for row in store.query(query)] == [AN]
        assert [row["who"].value for row in alone.query(query)] == [AN]
    with open_store(make_store(tmp_path / "one", both[:1])) as store, told_only(store) as alone:
        assert len(store.query(query)) == 1
        assert len(alone.query(query)) == 0


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_same_on_an_engine(place: Path, name: str, engines, monkeypatch, tmp_path: Path):
    url = engines(name).signed_in(monkeypatch, tmp_path / "cache").url
    there = make_store(f"{url}#base={BASE}", SAMPLES, BASE)
    with open_store(there) as remote, told_only(remote) as one, open_store(place) as store, told_only(store) as other:
        for query in (ALL, GRAPHS, "SELECT ?s ?o { ?s kg:takesPartIn ?o } ORDER BY ?s ?o"):
            assert rows(one, query) == rows(other, query)


def test_the_commands(kg_run, place: Path):
    query = "SELECT ?who ?body { ?who org:memberOf ?body }"
    assert len(kg_run("query", "--store", str(place), query, "--format", "csv").out.splitlines()) > 1
    assert len(kg_run("query", "--store", str(place), "--no-inferred", query, "--format", "csv").out.splitlines()) == 1
    chairs = ("query", "--store", str(place), "who-chairs")
    assert kg_run(*chairs, "--no-inferred").out == kg_run(*chairs).out
    shown = kg_run("show", "--store", str(place), "Bùi Thanh Sơn").out
    assert "  là người của · member of: " in shown
    less = kg_run("show", "--store", str(place), "--no-inferred", "Bùi Thanh Sơn").out
    assert "suy ra" not in less
    assert set(less.splitlines()) < set(shown.splitlines())


@pytest.mark.parametrize("format", EXPORT_FORMATS)
def test_exports(kg_run, place: Path, format: str):
    whole = kg_run("export", "--store", str(place), "--format", format)
    less = kg_run("export", "--store", str(place), "--format", format, "--no-inferred")
    assert (whole.code, less.code) == (0, 0)
    if format in RDF_FORMATS:
        assert "memberOf" in whole.out
        assert "memberOf" not in less.out
    else:
        assert less.out == whole.out
        assert less.err == f"kg: note: --no-inferred changes nothing: {format} has nothing inferred in it\n"


def test_the_formats_with_inferred_triples_are_those_of_rdf():
    assert set(RDF_FORMATS) == set(serialise.FORMATS)


def test_a_server_without_it_goes_on_without_it(tmp_path: Path):
    place = make_store(tmp_path / "kg", SAMPLES[:1])
    asked = quote("SELECT (COUNT(*) AS ?n) { { GRAPH <graph/inferred> { ?s ?p ?o } } UNION { ?s org:memberOf ?o } }")
    with serving(place, "--no-inferred") as running:
        assert "\n0" in running.ask("GET", f"/sparql?format=csv&query={asked}").text.replace("\r", "")
        make_store(place, SAMPLES)
        people = quote("SELECT (COUNT(*) AS ?n) { ?s a kg:Report }")
        until(lambda: "3" in running.ask("GET", f"/sparql?format=csv&query={people}").text)
        assert "\n0" in running.ask("GET", f"/sparql?format=csv&query={asked}").text.replace("\r", "")


def test_a_page_lists_what_follows(server):
    found = server.ask("GET", "/id/body/bo-ngoai-giao-6b656062?lang=en").text
    assert "What follows from these facts" in found
    assert "has post" in found

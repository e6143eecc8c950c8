"""Other people's clients against a running ``kg serve``: SPARQLWrapper, rdflib's SPARQLStore, curl, R, Comunica.

Those that are no Python packages are skipped where they are not installed; ``KG_COMUNICA`` may name the command
``comunica-sparql`` (npm: @comunica/query-sparql).
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from beside import term
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sample_store import make_store
from serving import serving
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

import kg

KG = rdflib.Namespace("https://vnkg.example/ontology#")
PEOPLE = """
PREFIX kg: <https://vnkg.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name WHERE { ?person a kg:Person ; rdfs:label ?name FILTER(LANG(?name) = "vi") } ORDER BY ?name
"""
NAMES = ["Bùi Thanh Sơn", "Lê Thị Thí Dụ", "Nguyễn Minh Vũ", "Trần Văn Mẫu"]
SON = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> CONSTRUCT WHERE { ?person rdfs:label 'Bùi Thanh Sơn'@vi }"
NOBODY = 'ASK { ?person ?is "Không Ai Cả"@vi }'


@dataclass(frozen=True)
class Endpoint:
    """A running server and the folder of the store it serves."""

    sparql: str
    store: Path


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory) -> Iterator[Endpoint]:
    store = make_store(tmp_path_factory.mktemp("clients") / "kg")
    with serving(store) as server:
        yield Endpoint(f"http://{server.host}:{server.port}/sparql", store)


class TestSparqlWrapper:
    @pytest.fixture
    def wrapper(self, endpoint: Endpoint) -> SPARQLWrapper:
        return SPARQLWrapper(endpoint.sparql)

    @pytest.mark.parametrize("way", ["GET", POST])
    def test_rows_as_json(self, wrapper: SPARQLWrapper, way: str) -> None:
        wrapper.setMethod(way)
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(PEOPLE)
        rows = wrapper.queryAndConvert()["results"]["bindings"]
        assert [row["name"] for row in rows] == [{"type": "literal", "xml:lang": "vi", "value": n} for n in NAMES]

    def test_rows_by_a_direct_post(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(PEOPLE)
        assert len(wrapper.queryAndConvert()["results"]["bindings"]) == len(NAMES)

    def test_rows_as_xml(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setReturnFormat(XML)
        wrapper.setQuery(PEOPLE)
        values = wrapper.queryAndConvert().getElementsByTagName("literal")
        assert [value.firstChild.data for value in values] == NAMES

    def test_rows_as_csv(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setReturnFormat(CSV)
        wrapper.setQuery(PEOPLE)
        text = wrapper.queryAndConvert().decode("utf-8")
        assert list(csv.reader(io.StringIO(text))) == [["name"], *([name] for name in NAMES)]

    def test_yes_and_no(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setReturnFormat(JSON)
        for query, answer in ((NOBODY, False), ("ASK { ?any ?thing 'Bùi Thanh Sơn'@vi }", True)):
            wrapper.setQuery(query)
            assert wrapper.queryAndConvert()["boolean"] is answer

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper's own
    @pytest.mark.parametrize(("wanted", "parser"), [(TURTLE, "turtle"), (RDFXML, "xml")])
    def test_graphs(self, wrapper: SPARQLWrapper, wanted: str, parser: str) -> None:
        wrapper.setReturnFormat(wanted)
        wrapper.setQuery(SON)
        answer = wrapper.queryAndConvert()
        graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format=parser)
        (label,) = graph.objects(None, rdflib.RDFS.label)
        assert label == rdflib.Literal("Bùi Thanh Sơn", lang="vi")

    def test_the_graph_asked_about(self, wrapper: SPARQLWrapper) -> None:
        wrapper.addDefaultGraph("https://vnkg.example/ontology")
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(PEOPLE)
        assert wrapper.queryAndConvert()["results"]["bindings"] == []

    def test_what_is_wrong(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setQuery("SELECT ?x WHERE { ?x }")
        with pytest.raises(QueryBadFormed, match="line 1, column"):
            wrapper.query()


class TestRdflibStore:
    @pytest.fixture
    def graph(self, endpoint: Endpoint) -> rdflib.ConjunctiveGraph:
        return rdflib.Graph(SPARQLStore(endpoint.sparql))

    def test_rows(self, graph: rdflib.Graph) -> None:
        assert [str(row.name) for row in graph.query(PEOPLE)] == NAMES

    @pytest.mark.parametrize("way", ["GET", "POST", "POST_FORM"])
    def test_each_way_to_ask(self, endpoint: Endpoint, way: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint.sparql, method=way))
        assert [str(row.name) for row in graph.query(PEOPLE)] == NAMES

    @pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
    def test_each_format_of_rows(self, endpoint: Endpoint, form: str) -> None:
        graph = rdflib.Graph(SPARQLStore(endpoint.sparql, returnFormat=form))
        assert [str(row.name) for row in graph.query(PEOPLE)] == NAMES

    def test_triples_by_a_vietnamese_name(self, graph: rdflib.Graph) -> None:
        (person,) = graph.subjects(rdflib.RDFS.label, rdflib.Literal("Bùi Thanh Sơn", lang="vi"))
        assert (person, rdflib.RDF.type, KG.Person) in graph
        assert rdflib.Literal("Bùi Thanh Sơn", lang="vi") in set(graph.objects(person, rdflib.SKOS.altLabel))

    def test_counts_each_triple_once(self, graph: rdflib.Graph, endpoint: Endpoint) -> None:
        with kg.open_store(endpoint.store) as store:
            assert len(graph) == len({quad.triple for quad in store.quads()})

    def test_a_graph_of_its_own(self, endpoint: Endpoint) -> None:
        with kg.open_store(endpoint.store) as store:
            report = store.reports()[0].iri
            triples = {tuple(quad.triple) for quad in store.quads(report)}
        graph = rdflib.Graph(SPARQLStore(endpoint.sparql), rdflib.URIRef(report))
        assert {tuple(map(term, triple)) for triple in graph} == triples

    def test_from_named(self, graph: rdflib.Graph, endpoint: Endpoint) -> None:
        with kg.open_store(endpoint.store) as store:
            first, second = (report.iri for report in store.reports()[:2])
        query = "SELECT DISTINCT ?g FROM NAMED <%s> { GRAPH ?g { ?s a ?kind } }"
        assert [str(row.g) for row in graph.query(query % first)] == [first]
        assert [str(row.g) for row in graph.query(query % second)] == [second]

    def test_yes_and_no(self, graph: rdflib.Graph) -> None:
        assert not graph.query(NOBODY).askAnswer

    def test_constructs(self, graph: rdflib.Graph) -> None:
        assert len(graph.query(SON).graph) == 1


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
class TestCurl:
    def curl(self, *arguments: str) -> tuple[str, str]:
        """Return the media type and the body of the answer."""
        done = subprocess.run(
            ["curl", "-sS", "--fail-with-body", "-w", "\n%{content_type}", *arguments], capture_output=True, check=True
        )
        body, _, media = done.stdout.decode("utf-8").rpartition("\n")
        return media.partition(";")[0], body

    @pytest.mark.parametrize(
        ("accept", "media", "begins"),
        [
            ("application/sparql-results+json", "application/sparql-results+json", "{"),
            ("application/json", "application/sparql-results+json", "{"),
            ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
            ("text/csv", "text/csv", "name\r\n"),
            ("text/tab-separated-values", "text/tab-separated-values", "?name\n"),
        ],
    )
    def test_rows(self, endpoint: Endpoint, accept: str, media: str, begins: str) -> None:
        told, body = self.curl("-H", f"Accept: {accept}", "--data-urlencode", f"query={PEOPLE}", endpoint.sparql)
        assert told == media
        assert body.startswith(begins)
        assert all(name in body for name in NAMES)

    @pytest.mark.parametrize(
        ("media", "parser"),
        [
            ("text/turtle", "turtle"),
            ("application/n-triples", "nt"),
            pytest.param(
                "application/ld+json", "json-ld", marks=pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprec")
            ),
            ("application/rdf+xml", "xml"),
        ],
    )
    def test_graphs(self, endpoint: Endpoint, media: str, parser: str) -> None:
        given = ("-G", "-H", f"Accept: {media}", "--data-urlencode", f"query={SON}", endpoint.sparql)
        told, body = self.curl(*given)
        assert told == media
        (label,) = rdflib.Graph().parse(data=body, format=parser).objects(None, rdflib.RDFS.label)
        assert label == rdflib.Literal("Bùi Thanh Sơn", lang="vi")

    def test_a_query_from_a_file_packed(self, endpoint: Endpoint, tmp_path: Path) -> None:
        file = tmp_path / "people.rq"
        file.write_text(PEOPLE, encoding="utf-8")
        given = ("--compressed", "-H", "Content-Type: application/sparql-query", "--data-binary", f"@{file}")
        _, body = self.curl(*given, "-H", "Accept: application/json", endpoint.sparql)
        assert [row["name"]["value"] for row in json.loads(body)["results"]["bindings"]] == NAMES


_R = """
suppressMessages(library(SPARQL))
arguments <- commandArgs(trailingOnly = TRUE)
answer <- SPARQL(arguments[1], arguments[2], curl_args = list(.encoding = "UTF-8"))
cat(enc2utf8(as.character(unlist(answer$results))), sep = "\\n")
"""


def _has_r() -> bool:
    if not shutil.which("Rscript"):
        return False
    return not subprocess.run(["Rscript", "-e", "library(SPARQL)"], capture_output=True).returncode


@pytest.mark.skipif(not _has_r(), reason="R's package SPARQL is not installed (Debian: r-cran-sparql)")
def test_r(endpoint: Endpoint, tmp_path: Path) -> None:
    script = tmp_path / "ask.R"
    script.write_text(_R, encoding="utf-8")
    command = ["Rscript", "--encoding=UTF-8", str(script), endpoint.sparql, " ".join(PEOPLE.split())]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr.decode()
    assert [line.strip('"').removesuffix('"@vi') for line in done.stdout.decode("utf-8").split("\n") if line] == NAMES


_COMUNICA = os.environ.get("KG_COMUNICA") or shutil.which("comunica-sparql")


@pytest.mark.skipif(not _COMUNICA, reason="Comunica is not installed (npm: @comunica/query-sparql)")
@pytest.mark.parametrize("source", ["{}", "sparql@{}"], ids=["found by its description", "named as an endpoint"])
def test_comunica(endpoint: Endpoint, source: str) -> None:
    command = [_COMUNICA, source.format(endpoint.sparql), "-q", PEOPLE, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    rows = json.loads(done.stdout.decode("utf-8"))["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == NAMES

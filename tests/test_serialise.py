"""Graphs as files: the same bytes each time, and the same graph to every reader."""

from __future__ import annotations

import io
import random
import shutil
import subprocess

import pyoxigraph as ox
import pytest
import rdflib
from beside import term
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SAMPLES

from kg.errors import UsageError
from kg.graph.project import project
from kg.graph.serialise import DATASETS, FORMATS, entity_prefixes, serialise, serialised
from kg.graph.vocabulary import DEFAULT_BASE, PREFIXES, ontology_quads
from kg.text import normalise

QUADS = project(SAMPLES)
READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RAPPER = {"turtle": "turtle", "trig": "trig", "ntriples": "ntriples", "nquads": "nquads", "rdfxml": "rdfxml"}


def kept(quads, format):
    """What of the quads a format keeps."""
    return set(quads) if format in DATASETS else {ox.Quad(*quad.triple) for quad in quads}


def name(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("quads", [QUADS, ontology_quads(), []], ids=["sample", "ontology", "nothing"])
def test_pyoxigraph_reads_back_the_same_graph(format, quads):
    data = serialised(quads, format)
    assert set(ox.parse(data, format=READERS[format])) == kept(quads, format)
    data.decode("utf-8")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("format", "theirs"),
    [("turtle", "turtle"), ("trig", "trig"), ("ntriples", "nt"), ("nquads", "nquads"), ("rdfxml", "xml"),
     ("jsonld", "json-ld")],
)  # fmt: skip
def test_rdflib_reads_back_the_same_graph(format, theirs):
    dataset = rdflib.Dataset() if format in DATASETS else rdflib.Graph()
    dataset.parse(data=serialised(QUADS, format), format=theirs)
    rows = dataset.quads() if format in DATASETS else dataset
    assert {ox.Quad(*map(term, row)) for row in rows} == kept(QUADS, format)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed")
@pytest.mark.parametrize("format", RAPPER)
def test_rapper_reads_back_the_same_graph(format, tmp_path):
    file = tmp_path / "graph"
    file.write_bytes(serialised(QUADS, format))
    output = "nquads" if format in DATASETS else "ntriples"
    run = subprocess.run(["rapper", "-q", "-i", RAPPER[format], "-o", output, file], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert set(ox.parse(run.stdout, format=READERS[output])) == kept(QUADS, format)


@pytest.mark.parametrize("format", FORMATS)
def test_order_and_repetition_do_not_matter(format):
    shuffled = QUADS * 2
    random.Random(1).shuffle(shuffled)
    assert serialised(iter(shuffled), format) == serialised(QUADS, format)
    assert b"\r" not in serialised(QUADS, format)


def test_turtle_is_readable():
    lines = serialised(QUADS, "turtle").decode().split("\n")
    header = lines[: lines.index("")]
    assert header == sorted(header)
    assert all(line.startswith("@prefix ") for line in header)
    prefixes = {line.split()[1].rstrip(":") for line in header}
    assert prefixes < {*PREFIXES, *entity_prefixes()}
    body = lines[lines.index("") + 1 :]
    subjects = [line for line in body if line and not line.startswith("\t")]
    assert subjects == sorted(subjects)
    assert sum(" a " in line for line in subjects) > len(subjects) / 2  # rdf:type comes first
    assert not any(f"<{DEFAULT_BASE}" in line for line in body)  # every entity has a CURIE
    assert any(line.startswith("person:tran-van-mau-") and " a kg:Person" in line for line in subjects)


def test_only_prefixes_that_are_used():
    quad = ox.Quad(name(DEFAULT_BASE + "person/a-1"), name(PREFIXES["rdfs"] + "label"), ox.Literal("A", language="vi"))
    assert serialised([quad], "turtle").decode() == (
        f"@prefix person: <{DEFAULT_BASE}person/> .\n@prefix rdfs: <{PREFIXES['rdfs']}> .\n\n"
        'person:a-1 rdfs:label "A"@vi .\n'
    )
    other = serialised([quad], "turtle", "https://other.example/").decode()
    assert f"<{DEFAULT_BASE}person/a-1> rdfs:label" in other
    assert serialised([], "turtle") == b""


def test_graphs_with_a_fragment_stay_whole():
    graph = name(f"{DEFAULT_BASE}report/0123456789abcdef#evidence")
    quad = ox.Quad(name(DEFAULT_BASE + "evidence/1"), name(PREFIXES["kg"] + "rule"), ox.Literal("a"), graph)
    for format in DATASETS:
        assert list(ox.parse(serialised([quad], format), format=READERS[format])) == [quad]


@pytest.mark.parametrize("format", ["", "ttl", "Turtle", "csv"])
def test_other_formats_are_refused(format):
    with pytest.raises(UsageError, match="there are: turtle, trig"):
        serialise([], format, io.BytesIO())


texts = st.text(min_size=1, max_size=30).map(normalise).filter(bool)  # no literal of a graph is empty
literals = (
    texts.map(ox.Literal)
    | texts.map(lambda text: ox.Literal(text, language="vi"))
    | st.integers(-(10**15), 10**15).map(ox.Literal)
    | st.dates().map(lambda day: ox.Literal(day.isoformat(), datatype=name(PREFIXES["xsd"] + "date")))
)
# Letters beyond ASCII are left out: an IRI of ours is an ASCII slug.
iris = st.from_regex(r"[a-z]+/[a-z0-9.-]{1,12}", fullmatch=True).map(lambda text: name(DEFAULT_BASE + text))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(iris, st.sampled_from(["kg:p", "schema:q"]), literals | iris, iris), max_size=6))
def test_any_text_survives(format, rows):
    quads = []
    for subject, predicate, value, graph in rows:
        prefix, local = predicate.split(":")
        quads.append(ox.Quad(subject, name(PREFIXES[prefix] + local), value, graph))
    assert set(ox.parse(serialised(quads, format), format=READERS[format])) == kept(quads, format)


def test_rdfxml_is_xml_whatever_is_in_a_text():
    said = ox.Literal("a\x0bb\x1fc")
    quad = ox.Quad(ox.NamedNode("https://x.example/s"), ox.NamedNode("https://x.example/p"), said)
    graph = rdflib.Graph().parse(data=serialised([quad], "rdfxml"), format="xml")
    assert [str(told) for told in graph.objects()] == ["a\ufffdb\ufffdc"]

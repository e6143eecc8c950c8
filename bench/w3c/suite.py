"""The W3C test suite's manifests as plain cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
FOLDERS = (
    "aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation",
    "project-expression", "property-path", "subquery", "csv-tsv-res", "json-res",
    "syntax-query", "syntax-update-1", "syntax-update-2", "delete-insert",
)  # fmt: skip
EVALUATION = (MF.QueryEvaluationTest, MF.CSVResultFormatTest)
SYNTAX = (MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11)
UPDATE_SYNTAX = (MF.PositiveUpdateSyntaxTest11, MF.NegativeUpdateSyntaxTest11)

Data = tuple[tuple[Path, str], ...]  # files, each with the graph it goes into ('' the default graph)


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a query: its text, the IRI it is read from, its data and the file with its result.

    ``kind`` is 'evaluation', 'syntax' or 'update syntax'; ``good`` tells whether a syntax test must be accepted.
    """

    name: str
    kind: str
    text: str
    base: str
    data: Data = ()
    result: Path | None = None
    good: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a protocol test, and what must come of it."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[str, ...]  # '2xx', '4xx'
    boolean: bool | None
    format: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A protocol test: requests in their order, on the data of a store."""

    name: str
    label: str
    data: Data
    requests: tuple[Request, ...] = field(default_factory=tuple)


def cases(folder: Path) -> Iterator[Case]:
    """Yield the query tests of ``sparql/sparql11`` in a checkout of the suite, in the manifests' order."""
    for name in FOLDERS:
        manifest, place = _manifest(folder, name)
        for entry in _entries(manifest):
            kind = next(manifest.objects(entry, RDF.type))
            if kind in EVALUATION:
                yield _evaluation(manifest, entry, place)
            elif kind in SYNTAX + UPDATE_SYNTAX:
                path = _path(manifest.value(entry, MF.action), place)
                what = "syntax" if kind in SYNTAX else "update syntax"
                good = kind in (SYNTAX[0], UPDATE_SYNTAX[0])
                yield Case(_name(entry, place), what, _text(path), _iri(path, place), good=good)


def exchanges(folder: Path) -> Iterator[Exchange]:
    """Yield the protocol tests."""
    manifest, place = _manifest(folder, "protocol")
    for entry in _entries(manifest):
        data = tuple(
            (_path(manifest.value(node, UT.graph), place), str(manifest.value(node, RDFS.label)))
            for node in manifest.objects(entry, UT.graphData)
        )
        requests = manifest.collection(manifest.value(manifest.value(entry, MF.action), HT.requests))
        label = str(manifest.value(entry, MF.name))
        yield Exchange(_name(entry, place), label, data, tuple(_request(manifest, node) for node in requests))


def quads(data: Data) -> Iterator[ox.Quad]:
    """Yield the quads of a test's data."""
    for path, graph in data:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        for quad in ox.parse(path=str(path), base_iri=_iri(path, path.parent)):
            yield ox.Quad(*quad.triple, name)


def iri(path: Path) -> str:
    """Return the IRI of a file of the suite."""
    return _iri(path, path.parent)


def _manifest(folder: Path, name: str) -> tuple[rdflib.Graph, Path]:
    place = folder / name
    graph = rdflib.Graph()
    graph.parse(place / "manifest.ttl", format="turtle", publicID=f"{BASE}{name}/manifest.ttl")
    return graph, place


def _entries(manifest: rdflib.Graph) -> Iterator[rdflib.term.Node]:
    yield from manifest.collection(next(manifest.objects(None, MF.entries)))


def _evaluation(manifest: rdflib.Graph, entry: rdflib.term.Node, place: Path) -> Case:
    action = manifest.value(entry, MF.action)
    path = _path(manifest.value(action, QT.query), place)
    data = [(_path(node, place), "") for node in manifest.objects(action, QT.data)]
    for node in manifest.objects(action, QT.graphData):
        data.append((_path(node, place), str(node)))
    result = _path(manifest.value(entry, MF.result), place)
    return Case(_name(entry, place), "evaluation", _text(path), _iri(path, place), tuple(sorted(data)), result)


def _request(manifest: rdflib.Graph, node: rdflib.term.Node) -> Request:
    answer = manifest.value(node, HT.resp)
    body = manifest.value(node, HT.body)
    charset = str(manifest.value(body, CNT.characterEncoding) or "UTF-8") if body else ""
    headers = [
        (str(manifest.value(head, HT.fieldName)), str(manifest.value(head, HT.fieldValue)))
        for given in manifest.objects(node, HT.headers)
        for head in manifest.collection(given)
    ]
    told = manifest.value(answer, MF.expectedBoolean)
    return Request(
        str(manifest.value(node, HT.methodName)),
        str(manifest.value(node, HT.absolutePath)),
        tuple(headers),
        str(manifest.value(body, CNT.chars)).encode(charset) if body else None,
        tuple(sorted(str(status)[-3:] for status in manifest.objects(answer, MF.expectedStatus))),
        None if told is None else bool(told.toPython()),
        str(manifest.value(answer, MF.expectedFormat) or ""),
    )


def _name(entry: rdflib.term.Node, place: Path) -> str:
    return f"{place.name}/{str(entry).rpartition('#')[2]}"


def _path(node: rdflib.term.Node, place: Path) -> Path:
    return place / str(node).rpartition("/")[2]


def _iri(path: Path, place: Path) -> str:
    return f"{BASE}{place.name}/{path.name}"


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()

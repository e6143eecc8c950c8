"""Answers to queries, and when two of them are the same: row for row whatever their order, blank nodes by structure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF
from suite import iri

RS = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
TYPES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}
_TEXT = rdflib.URIRef("http://www.w3.org/2001/XMLSchema#string")

Row = Mapping[str, rdflib.term.Node]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: ``kind`` is 'boolean', 'rows', 'csv' (rows of mere texts) or 'graph'."""

    kind: str
    boolean: bool = False
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    graph: rdflib.Graph | None = None
    ordered: bool = False


def expected(path: Path) -> Answer:
    """Return the answer that a file of the suite holds."""
    if path.suffix in RESULTS:
        return of_results(ox.parse_query_results(path=str(path), format=RESULTS[path.suffix]))
    if path.suffix == ".csv":
        return of_csv(path.read_bytes())
    graph = rdflib.Graph()
    graph.parse(path, format="xml" if path.suffix == ".rdf" else "turtle", publicID=iri(path))
    head = graph.value(None, RDF.type, RS.ResultSet)
    return _result_set(graph, head) if head is not None else Answer("graph", graph=_canonical(graph))


def of_results(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    """Return what the engine gave."""
    if isinstance(found, ox.QueryBoolean):
        return Answer("boolean", bool(found))
    if isinstance(found, ox.QueryTriples):
        graph = rdflib.Graph()
        for triple in found:
            graph.add(tuple(term(part) for part in triple))
        return Answer("graph", graph=_canonical(graph))
    names = tuple(variable.value for variable in found.variables)
    rows = [
        {name: canonical(term(value)) for name, value in zip(names, row, strict=True) if value is not None}
        for row in found
    ]
    return Answer("rows", variables=names, rows=tuple(rows))


def of_response(content_type: str, body: bytes) -> Answer:
    """Return the answer in the body of a response."""
    media = content_type.partition(";")[0].strip().lower()
    if media == "text/csv":
        return of_csv(body)
    if media in TYPES:
        return of_results(ox.parse_query_results(body, TYPES[media]))
    graph = rdflib.Graph()
    graph.parse(data=body, format=GRAPHS[media])
    return Answer("graph", graph=_canonical(graph))


def of_csv(body: bytes) -> Answer:
    """Return rows of texts; an empty cell is one that is not bound."""
    names, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    rows = [{name: _cell(text) for name, text in zip(names, line, strict=True) if text} for line in lines]
    return Answer("csv", variables=tuple(names), rows=tuple(rows))


def same(one: Answer, other: Answer) -> bool:
    """Return whether two answers are the same."""
    if one.kind != other.kind:
        return False
    if one.kind == "boolean":
        return one.boolean == other.boolean
    if one.kind == "graph":
        return isomorphic(one.graph, other.graph)
    if set(one.variables) != set(other.variables) or len(one.rows) != len(other.rows):
        return False
    ordered = one.ordered or other.ordered
    if not any(isinstance(value, rdflib.BNode) for row in (*one.rows, *other.rows) for value in row.values()):
        mine, its = [frozenset(row.items()) for row in one.rows], [frozenset(row.items()) for row in other.rows]
        return mine == its if ordered else Counter(mine) == Counter(its)
    return isomorphic(_as_graph(one.rows, ordered), _as_graph(other.rows, ordered))


def term(given: object) -> rdflib.term.Node:
    """Return the engine's term as one of rdflib's."""
    if isinstance(given, ox.NamedNode):
        return rdflib.URIRef(given.value)
    if isinstance(given, ox.BlankNode):
        return rdflib.BNode(given.value)
    assert isinstance(given, ox.Literal)
    if given.language:
        return rdflib.Literal(given.value, lang=given.language)
    return rdflib.Literal(given.value, datatype=rdflib.URIRef(given.datatype.value), normalize=False)


def canonical(given: rdflib.term.Node) -> rdflib.term.Node:
    """Return a literal in the form that the engine's store gives its value (``1.0`` is ``1``): values count here."""
    if not isinstance(given, rdflib.Literal) or given.language:
        return given
    datatype = given.datatype or _TEXT
    store = ox.Store()
    node = ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, ox.Literal(str(given), datatype=ox.NamedNode(str(datatype)))))
    return term(next(iter(store)).object)


def _canonical(graph: rdflib.Graph) -> rdflib.Graph:
    plain = rdflib.Graph()
    for subject, predicate, value in graph:
        plain.add((subject, predicate, canonical(value)))
    return plain


def _result_set(graph: rdflib.Graph, head: rdflib.term.Node) -> Answer:
    told = graph.value(head, RS.boolean)
    if told is not None:
        return Answer("boolean", bool(told.toPython()))
    solutions = list(graph.objects(head, RS.solution))
    at = {node: graph.value(node, RS["index"]) for node in solutions}
    ordered = bool(solutions) and None not in at.values()
    if ordered:
        solutions.sort(key=lambda node: int(at[node]))
    rows = [
        {str(graph.value(b, RS.variable)): canonical(graph.value(b, RS.value)) for b in graph.objects(node, RS.binding)}
        for node in solutions
    ]
    names = tuple(map(str, graph.objects(head, RS.resultVariable)))
    return Answer("rows", variables=names, rows=tuple(rows), ordered=ordered)


def _cell(text: str) -> rdflib.term.Node:
    return rdflib.BNode(text[2:]) if text.startswith("_:") else rdflib.Literal(text)


def _as_graph(rows: Iterable[Row], ordered: bool) -> rdflib.Graph:
    """Return rows as a graph in which a row that comes several times says how often (or where)."""
    graph = rdflib.Graph()
    counted: Counter[tuple[int, frozenset]] = Counter()
    for at, row in enumerate(rows):
        counted[at if ordered else 0, frozenset(row.items())] += 1
    for (at, row), times in counted.items():
        node = rdflib.BNode()
        graph.add((node, RS.solution, rdflib.Literal(f"{at} {times}")))
        for name, value in row:
            graph.add((node, RS[f"variable-{name}"], value))
    return graph

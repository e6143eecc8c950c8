"""Validation of a data graph: by the SHACL shapes of ``ontology/shapes.ttl`` and by :mod:`kg.graph.checks`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.checks import CHECKS
from kg.graph.findings import Finding
from kg.graph.index import Index
from kg.graph.rdf import to_rdflib
from kg.graph.vocabulary import SHAPES_FILE, compact, ontology_dir

if TYPE_CHECKING:
    import rdflib

__all__ = ["Finding", "validate"]

_UNION = ox.NamedNode("urn:x-kg:union")  # only while it is validated
_SHACL = "http://www.w3.org/ns/shacl#"


def validate(quads: Iterable[ox.Quad]) -> list[Finding]:
    """Return everything wrong with the graphs of a store or an export, sorted; an empty list means all is well.

    The shapes see the union of all graphs but the ontology's, and no inference is made. Raises KgError where the
    shapes' file is missing.
    """
    index = Index.of(quads)
    found = {finding for check in CHECKS for finding in check(index)}
    return sorted(found.union(_shape_findings(index)))


def _shape_findings(index: Index) -> Iterator[Finding]:
    import pyshacl
    import rdflib

    with _quiet():
        _, results, _ = pyshacl.validate(_union(index.quads), shacl_graph=_shapes_graph(), inference="none")
    sh = rdflib.Namespace(_SHACL)
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        yield _finding(result, results, index, sh)


def _union(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """Return the triples of all graphs as one graph of rdflib."""
    import rdflib

    merged = to_rdflib(ox.Quad(*quad.triple, _UNION) for quad in quads)
    return merged.graph(rdflib.URIRef(_UNION.value))


def _shapes_graph() -> rdflib.Graph:
    """Return the shapes, each sh:property of a shape with targets as a shape with these targets of its own.

    It means the same, but pyshacl then checks all nodes at once; node by node took twice as long (18 s against 9 s on
    4,850 evidence nodes).
    """
    import rdflib

    shapes = rdflib.Graph().parse(ontology_dir() / SHAPES_FILE, format="turtle")
    sh = rdflib.Namespace(_SHACL)
    for target in (sh.targetClass, sh.targetSubjectsOf):
        for shape, chosen in list(shapes.subject_objects(target)):
            for part in shapes.objects(shape, sh.property):
                shapes.add((part, target, chosen))
    for shape in list(shapes.subjects(rdflib.RDF.type, sh.NodeShape)):
        shapes.remove((shape, sh.property, None))
    return shapes


def _finding(result: rdflib.term.Node, results: rdflib.Graph, index: Index, sh: rdflib.Namespace) -> Finding:
    focus, path, value = (results.value(result, part) for part in (sh.focusNode, sh.resultPath, sh.value))
    told = {message.language or "en": str(message) for message in results.objects(result, sh.resultMessage)}
    severity = str(results.value(result, sh.resultSeverity)).rpartition("#")[2]
    at = compact(str(path)) if str(path).startswith("http") else ""
    shown = "" if value is None or value == focus else compact(index.labels.get(str(value), str(value)))
    return Finding(severity, str(focus), index.name(str(focus)), at, shown, told.get("en", ""), told.get("vi", ""))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging literals that do not fit their datatype: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)

"""Quads as files, always the same bytes for the same quads: sorted, no blank nodes, prefixes in order.

pyoxigraph writes the RDF formats; rdflib JSON-LD, which readers like with a context (:mod:`kg.graph.jsonld`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.jsonld import write_jsonld
from kg.graph.vocabulary import DEFAULT_BASE, PREFIXES
from kg.graph.xml_text import XmlText
from kg.model import KINDS

DATASETS = ("trig", "nquads", "jsonld")  # these keep the graphs' names; the others hold one set of triples
_FORMATS = MappingProxyType(
    {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
)
FORMATS = (*_FORMATS, "jsonld")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SEGMENTS = (*(kind.lower() for kind in KINDS), "report", "evidence", "membership", "judgement", "agent", "graph")


def serialise(quads: Iterable[ox.Quad], format: str, out: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Write quads to a binary stream as turtle, trig, ntriples, nquads, rdfxml or jsonld, in UTF-8.

    The order and the repetitions of ``quads`` do not matter. Turtle, N-Triples and RDF/XML hold the triples of all
    the quads' graphs, each once. ``base`` gives the prefixes of the entities (``person:``, ``body:`` …). Raises
    UsageError for another format.
    """
    if format not in FORMATS:
        raise UsageError(f"no graph format {format!r}; there are: {', '.join(FORMATS)}")
    if format not in DATASETS:
        quads = (ox.Quad(*quad.triple) for quad in quads)
    ordered = sorted(set(quads), key=_order)
    prefixes = _used(ordered, {**PREFIXES, **entity_prefixes(base)})
    if format == "jsonld":
        write_jsonld(ordered, out, prefixes)
    else:
        _write_rdf(ordered, format, out, prefixes)


def serialised(quads: Iterable[ox.Quad], format: str, base: str = DEFAULT_BASE) -> bytes:
    """Return what :func:`serialise` writes."""
    out = io.BytesIO()
    serialise(quads, format, out, base)
    return out.getvalue()


def entity_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return prefix → namespace for each kind of IRI under a base: a local name has no '/', so each has its own."""
    return {segment: f"{base}{segment}/" for segment in _SEGMENTS}


def _order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate
    return str(quad.graph_name), quad.subject.value, predicate != _TYPE, predicate.value, str(quad.object)


def _used(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that these quads use, sorted."""
    seen = set()
    for term in {term for quad in quads for term in quad}:
        iri = _written_datatype(term) if isinstance(term, ox.Literal) else term
        if isinstance(iri, ox.NamedNode):
            seen.add(_namespace(iri.value))
            seen.add(_namespace(iri.value.partition("#")[0]))  # an evidence graph: report:…\#evidence
    return {prefix: space for prefix, space in sorted(prefixes.items()) if space in seen}


def _written_datatype(literal: ox.Literal) -> ox.NamedNode | None:
    implied = literal.language or literal.datatype.value == PREFIXES["xsd"] + "string"
    return None if implied else literal.datatype


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def _write_rdf(quads: list[ox.Quad], format: str, out: BinaryIO, prefixes: dict[str, str]) -> None:
    kind = _FORMATS[format]
    out = XmlText(out) if kind == ox.RdfFormat.RDF_XML else out
    items = quads if kind.supports_datasets else [quad.triple for quad in quads]
    # The engine writes its @prefix lines in the order of a hash table, so they are taken out and put in sorted.
    first = ox.serialize(items[:1], format=kind, prefixes=prefixes)
    header = [line for line in first.splitlines(keepends=True) if line.startswith(b"@prefix ")]
    out.write(b"".join([*sorted(header), b"\n"] if header else []))
    ox.serialize(items, _Without(out, len(b"".join(header))), format=kind, prefixes=prefixes)


class _Without(io.RawIOBase):
    """A stream that passes on all but the first ``skip`` bytes written to it."""

    def __init__(self, out: BinaryIO, skip: int):
        self._out, self._skip = out, skip

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        dropped = min(self._skip, len(data))
        self._skip -= dropped
        self._out.write(bytes(data[dropped:]))
        return len(data)

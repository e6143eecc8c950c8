"""An answer written while the engine still finds it, so that its size does not matter."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import chain, islice
from types import MappingProxyType
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.serialise import entity_prefixes, serialise
from kg.graph.vocabulary import DEFAULT_BASE, PREFIXES
from kg.graph.xml_text import XmlText
from kg.store.interface import Begin
from kg.store.result import TABLES, write_rows

GRAPHS = MappingProxyType(
    {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
)
_SORTED = 10_000  # triples; a graph of no more is written in order, with only the prefixes that it uses
_NAME_END = re.compile(r"[^\W\d][\w.\-\u00b7]*$")  # of an IRI: what can be the name of an XML element


class Outlet(io.RawIOBase):
    """Passes on what is written to another stream, and keeps what went wrong there: ``error``, None for nothing."""

    def __init__(self, out: BinaryIO):
        super().__init__()
        self._out = out
        self.error: BaseException | None = None

    def writable(self) -> bool:
        """Return that one can write here."""
        return True

    def write(self, data) -> int:
        """Write all of the data."""
        try:
            self._out.write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)


def write_answer(
    found: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean,
    begin: Begin,
    out: BinaryIO,
    base: str,
) -> None:
    """Write what the engine finds to a binary stream, in the format that ``begin`` returns for its kind."""
    if isinstance(found, ox.QueryTriples):
        write_graph(found, begin("graph"), out, base)
    elif isinstance(found, ox.QueryBoolean):
        format = begin("boolean")
        # CSV and TSV know no booleans
        text = f"{str(bool(found)).lower()}\n".encode() if format in ("csv", "tsv") else b""
        out.write(text or found.serialize(format=TABLES[format]))
    else:
        format = begin("rows")
        write_rows(found, format, out)


def write_graph(triples: Iterable[ox.Triple], format: str, out: BinaryIO, base: str = DEFAULT_BASE) -> None:
    """Write triples to a binary stream as turtle, ntriples, jsonld or rdfxml.

    A small graph is written in order, with only the prefixes that it uses; a big one as it comes, never whole in
    memory. Raises UsageError for a property that RDF/XML has no way to name.
    """
    rest = iter(triples)
    if format == "rdfxml":
        rest = map(_in_xml, rest)
    first = list(islice(rest, _SORTED + 1))
    if len(first) <= _SORTED and format != "jsonld":  # JSON-LD in order would be rdflib's, which is slow to load
        serialise((ox.Quad(*triple) for triple in first), format, out, base)
    else:
        prefixes = {**PREFIXES, **entity_prefixes(base)}
        whole = XmlText(out) if format == "rdfxml" else out
        ox.serialize(chain(first, rest), whole, format=GRAPHS[format], prefixes=prefixes)


def _in_xml(triple: ox.Triple) -> ox.Triple:
    """Return the triple. Raises UsageError where the engine would write XML that is none."""
    if not _NAME_END.search(triple.predicate.value):
        raise UsageError(f"RDF/XML has no way to write the property <{triple.predicate.value}>; ask for Turtle")
    return triple

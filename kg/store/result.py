"""What a query gives: rows, a graph, or yes and no."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.xml_text import XmlText
from kg.store.plain import Plain, frame, html, plain

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple"]

_TRIPLE = ("subject", "predicate", "object")

TABLES = MappingProxyType(
    {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
    }
)
FORMATS = MappingProxyType({"rows": tuple(TABLES), "boolean": tuple(TABLES), "graph": ("turtle", "ntriples")})


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer to one query, read and detached from the store.

    ``kind`` is 'rows' (SELECT: ``variables`` in their order, ``rows`` as name → RDF term, unbound names left out),
    'graph' (CONSTRUCT, DESCRIBE: ``triples``, sorted, each once) or 'boolean' (ASK: ``answer``). Iterating gives rows
    or triples; it is true for a yes, or where there is any row or triple. :meth:`plain` gives Python's own values in
    place of RDF terms, :meth:`to_pandas` a table of them; a notebook shows it as a table.
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[ox.Triple, ...] = ()
    answer: bool = False

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows or self.triples)

    def __len__(self) -> int:
        return len(self.rows or self.triples)

    def __bool__(self) -> bool:
        return self.answer or bool(self.rows or self.triples)

    def plain(self) -> list[dict[str, Plain]]:
        """Return the answer as rows of plain values (:func:`kg.store.plain.plain`); a variable without one has None.

        Triples are rows with the names 'subject', 'predicate' and 'object', a yes or no is one row with 'answer'.
        """
        if self.kind == "boolean":
            return [{"answer": self.answer}]
        if self.kind == "graph":
            return [dict(zip(_TRIPLE, map(plain, triple), strict=True)) for triple in self.triples]
        return [{name: plain(row.get(name)) for name in self.variables} for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return :meth:`plain` as a ``pandas.DataFrame``. Raises UsageError where pandas is not installed."""
        return frame(self._columns, self.plain())

    def _repr_html_(self) -> str:
        return html(self._columns, self.plain())

    @property
    def _columns(self) -> tuple[str, ...]:
        return {"boolean": ("answer",), "graph": _TRIPLE}.get(self.kind, self.variables)

    def serialise(self, format: str) -> bytes:
        """Return the answer as a file: csv, tsv, json, xml (SPARQL results), or turtle, ntriples for a graph.

        Raises UsageError where the format is not one for this kind of answer.
        """
        check_format(self.kind, format)
        if self.kind == "graph":
            from kg.graph.serialise import serialised

            return serialised((ox.Quad(*triple) for triple in self.triples), format)
        if self.kind == "boolean" and format in ("csv", "tsv"):
            return f"{str(self.answer).lower()}\n".encode()  # these two formats know no booleans
        # The engine's own writers want the engine's own solutions: they are had from JSON, the plainest form.
        parsed = ox.parse_query_results(self._json(), ox.QueryResultsFormat.JSON)
        write_rows(parsed, format, out := io.BytesIO())
        return out.getvalue()

    def _json(self) -> bytes:
        if self.kind == "boolean":
            return json.dumps({"head": {}, "boolean": self.answer}).encode()
        bindings = [{name: _json_term(term) for name, term in row.items()} for row in self.rows]
        return json.dumps({"head": {"vars": self.variables}, "results": {"bindings": bindings}}).encode()


def check_format(kind: str, format: str) -> None:
    """Raise UsageError where an answer of that kind cannot have that format."""
    if format not in FORMATS[kind]:
        what = {"rows": "a table", "boolean": "a yes or no", "graph": "a graph"}[kind]
        raise UsageError(f"this query gives {what}: it can be {', '.join(FORMATS[kind])}, not {format!r}")


def write_rows(found: ox.QuerySolutions | ox.QueryBoolean, format: str, out: BinaryIO) -> None:
    """Write the engine's rows, or a yes or no, to a binary stream as one of TABLES."""
    found.serialize(XmlText(out) if format == "xml" else out, format=TABLES[format])


def read(found: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Result:
    """Return what the engine gives, or reads from a file of results, detached from it."""
    if isinstance(found, ox.QueryBoolean):
        return Result("boolean", answer=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Result("graph", triples=tuple(sorted(set(found), key=str)))
    names = [variable.value for variable in found.variables]
    rows = [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found]
    return Result("rows", variables=tuple(names), rows=tuple(rows))


def _json_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict:
    """Return a term as SPARQL 1.1 Query Results JSON has it (triple terms as SPARQL 1.2)."""
    if isinstance(term, ox.Literal):
        detail = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value} | detail
    if isinstance(term, ox.Triple):
        parts = zip(_TRIPLE, term, strict=True)
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts}}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}

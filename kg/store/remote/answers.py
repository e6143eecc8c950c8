"""What an engine answers → terms and results of ours.

Read here, not by pyoxigraph's parser: Virtuoso writes an old form of the format ('typed-literal').
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.vocabulary import PREFIXES
from kg.store.result import Result

_BOOLEAN = PREFIXES["xsd"] + "boolean"
_TRUTH = {"1": "true", "0": "false"}


def result(data: bytes, where: str) -> Result:
    """Return the answer to a SELECT or ASK. Raises StoreError for what is no answer; ``where`` is its address."""
    try:
        read = json.loads(data)
        if "boolean" in read:
            return Result("boolean", answer=bool(read["boolean"]))
        names = tuple(read["head"]["vars"])
        rows = tuple({name: _term(row[name]) for name in names if name in row} for row in read["results"]["bindings"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the answer of {where} cannot be read: it is no whole SPARQL result") from error
    return Result("rows", variables=names, rows=rows)


def graph(data: bytes, where: str) -> Result:
    """Return the answer to a CONSTRUCT, given as N-Triples. Raises StoreError for what is none."""
    try:
        parsed = {canonical(quad.triple) for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the answer of {where} cannot be read: it is no N-Triples") from error
    return Result("graph", triples=tuple(sorted(parsed, key=str)))


def canonical(triple: ox.Triple) -> ox.Triple:
    """Return the triple with a boolean as 'true' or 'false': Virtuoso gives 1 and 0 for them."""
    if isinstance(triple.object, ox.Literal) and triple.object.datatype.value == _BOOLEAN:
        return ox.Triple(triple.subject, triple.predicate, _literal(triple.object.value, _BOOLEAN))
    return triple


def _term(said: Mapping) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    kind, value = said["type"], said["value"]
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        return ox.BlankNode(value.removeprefix("_:").replace("://", "-"))
    if kind == "triple":
        return ox.Triple(*(_term(value[part]) for part in ("subject", "predicate", "object")))
    if language := said.get("xml:lang"):
        return ox.Literal(value, language=language)
    return _literal(value, said["datatype"]) if "datatype" in said else ox.Literal(value)


def _literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(_TRUTH.get(value, value) if datatype == _BOOLEAN else value, datatype=ox.NamedNode(datatype))

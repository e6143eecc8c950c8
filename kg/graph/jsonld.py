"""JSON-LD 1.1 with a context, by rdflib; put in a fixed order, one node on a line, so that the same graph gives the
same bytes (rdflib's own order follows the hash seed)."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.rdf import to_rdflib


def write_jsonld(quads: Iterable[ox.Quad], out: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write quads to a binary stream as one JSON-LD document, in UTF-8, with ``prefixes`` as its context.

    rdflib 7.6 leaves out a literal that is an empty string; a graph of this project has none.
    """
    dataset = to_rdflib(quads)
    dataset.default_union = False
    with warnings.catch_warnings():  # rdflib 7.6's own serialiser calls names that rdflib 7.6 calls deprecated
        warnings.simplefilter("ignore", DeprecationWarning)
        document = json.loads(dataset.serialize(format="json-ld", context=dict(prefixes)))
    lines = sorted(_text(_ordered(node)) for node in _nodes(document))
    out.write(f'{{"@context": {_text(dict(sorted(prefixes.items())))},\n"@graph": [\n'.encode())
    out.write(",\n".join(lines).encode())
    out.write(b"\n]}\n")


def _nodes(document: dict | list) -> list[dict]:
    """Return the nodes and graphs of a document; rdflib writes a single one, and none at all, in other shapes."""
    if isinstance(document, list):
        return document
    if "@graph" in document and "@id" not in document:
        return document["@graph"]
    single = {name: value for name, value in document.items() if name != "@context"}
    return [single] if single else []


def _ordered(value: object) -> object:
    """Return a JSON value with its keys and its sets in a fixed order; no order in RDF's JSON-LD means anything."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=_text)
    return value


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

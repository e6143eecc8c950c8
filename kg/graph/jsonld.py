"""JSON-LD 1.1 with a context, one node on a line, straight from sorted quads.

Ours because rdflib 7.6 drops empty strings, orders nodes by hash and holds the whole graph in memory some ten times
over, and pyoxigraph writes the expanded form only, all on one line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph.vocabulary import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"

Named = Callable[[str], str]


def write_jsonld(quads: Iterable[ox.Quad], out: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write quads that come sorted by graph and subject, with ``prefixes`` as their context."""

    def named(iri: str) -> str:
        for cut in (max(iri.rfind("/"), iri.rfind("#")), iri.rfind("/", 0, iri.find("#"))):
            if iri[: cut + 1] in spaces and cut + 1 < len(iri):
                return f"{spaces[iri[: cut + 1]]}:{iri[cut + 1 :]}"
        return iri

    spaces = {space: prefix for prefix, space in prefixes.items()}
    out.write(f'{{"@context": {_text(prefixes)},\n"@graph": [\n'.encode())
    for number, line in enumerate(_lines(quads, named)):
        out.write((",\n" * bool(number) + line).encode())
    out.write(b"\n]}\n")


def _lines(quads: Iterable[ox.Quad], named: Named) -> Iterator[str]:
    for graph, inside in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = (_text(_node(subject, list(about), named)) for subject, about in groupby(inside, key=_subject))
        if isinstance(graph, ox.DefaultGraph):
            yield from nodes
        else:
            yield f'{{"@id": {_text(named(graph.value))}, "@graph": [\n' + ",\n".join(nodes) + "\n]}"


def _subject(quad: ox.Quad) -> str:
    return quad.subject.value


def _node(subject: str, about: list[ox.Quad], named: Named) -> dict:
    node: dict[str, object] = {"@id": named(subject)}
    for predicate, quads in groupby(about, key=lambda quad: quad.predicate.value):
        is_type = predicate == _TYPE
        values = [named(quad.object.value) if is_type else _value(quad.object, named) for quad in quads]
        node["@type" if is_type else named(predicate)] = values if len(values) > 1 else values[0]
    return node


def _value(term: ox.NamedNode | ox.Literal, named: Named) -> str | dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"@id": named(term.value)}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    return term.value if term.datatype.value == _STRING else {"@type": named(term.datatype.value), "@value": term.value}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

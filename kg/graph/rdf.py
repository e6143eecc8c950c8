"""Quads as rdflib's own objects, for users' own code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Return quads as an ``rdflib.Dataset`` whose default graph is the union of all; literals keep their form."""
    import rdflib

    known: dict[object, object] = {}  # a graph repeats its terms many times

    def term(value):
        if value not in known:
            known[value] = _term(value, rdflib)
        return known[value]

    dataset = rdflib.Dataset(default_union=True)
    for quad in quads:
        named = [quad.graph_name] if isinstance(quad.graph_name, ox.NamedNode) else []
        dataset.add(tuple(map(term, (*quad.triple, *named))))
    return dataset


def _term(value, rdflib):
    if isinstance(value, ox.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return rdflib.BNode(value.value)
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    datatype = rdflib.URIRef(value.datatype.value)
    # xsd:string stays unsaid, as a plain literal of rdflib's parsers: to rdflib the two are not equal.
    said = None if datatype == rdflib.XSD.string else datatype
    return rdflib.Literal(value.value, datatype=said, normalize=False)

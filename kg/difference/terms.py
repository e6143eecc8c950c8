"""From a side's texts to numbers, things and values with their labels in both languages."""

from __future__ import annotations

import pyoxigraph as ox

from kg.difference.change import Facet, Thing, Value
from kg.difference.side import Side
from kg.graph.vocabulary import compact, labels


def facet(side: Side) -> Facet:
    """Return what a side holds, in numbers."""
    things = sum(kind != "Report" for kind in side.kinds.values())
    facts = len({fact for fact in side.facts() if fact[0] not in side.reports})
    return Facet(side.name, side.base, len(side.reports), things, facts, side.behind)


def thing(side: Side, iri: str, other: Side) -> Thing:
    """Return a thing of a side; where that has no label for it, with the other side's."""
    home = side if iri in side.kinds else other
    vi, en = (home.labels[lang].get(iri, "") for lang in ("vi", "en"))
    return Thing(iri, home.kinds.get(iri, ""), vi, en)


def value(side: Side, text: str, other: Side) -> Value:
    """Return what a fact says: a literal, a term of the ontology, or a thing of a side (else of the other one)."""
    if text.startswith('"'):
        given = literal(text)
        datatype = "" if given.language else compact(given.datatype.value)
        return Value(given.value, datatype="" if datatype == "xsd:string" else datatype, lang=given.language or "")
    found = thing(side, text, other)
    if found.kind:
        return Value(found.vi or found.en or text, text, vi=found.vi, en=found.en)
    known = labels(text)
    return Value(known.get("vi", compact(text)), text, vi=known.get("vi", ""), en=known.get("en", ""))


def literal(text: str) -> ox.Literal:
    """Return a literal from its form in N-Triples."""
    [quad] = ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return quad.object

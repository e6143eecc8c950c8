"""RDF terms from the model's values, in the lexical form that a store keeps."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.graph.vocabulary import expand
from kg.model import Concept, Literal

VI = "vi"
EN = "en"


@cache
def term(curie: str) -> ox.NamedNode:
    """Return the IRI of a CURIE. Raises ValueError for an unknown prefix."""
    return ox.NamedNode(expand(curie))


def value(given: Literal | Concept) -> ox.NamedNode | ox.Literal:
    """Return the RDF term of a statement's object that is no entity.

    Integers lose leading zeros and a plus sign: Oxigraph keeps canonical forms, and what is projected must be what is
    stored. Raises ValueError for an integer that is none.
    """
    if isinstance(given, Concept):
        return term(given.term)
    if given.lang:
        return ox.Literal(given.value, language=given.lang)
    if given.datatype in ("", "xsd:string"):
        return ox.Literal(given.value)
    lexical = str(int(given.value)) if given.datatype == "xsd:integer" else given.value
    return ox.Literal(lexical, datatype=term(given.datatype))


def vietnamese(text: str) -> ox.Literal:
    """Return a Vietnamese text."""
    return ox.Literal(text, language=VI)


def integer(number: int) -> ox.Literal:
    """Return a plain xsd:integer."""
    return ox.Literal(str(number), datatype=term("xsd:integer"))


def partial(told: str) -> ox.Literal:
    """Return a date of which the day, or month and day, may be missing. Raises ValueError for one of no calendar."""
    return ox.Literal(told, datatype=term(PartialDate.read(told).datatype))


def date(lexical: str) -> ox.Literal:
    """Return an xsd:date."""
    return ox.Literal(lexical, datatype=term("xsd:date"))

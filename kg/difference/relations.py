"""How each relation is taken in a comparison: no fact, a fact of which a thing has one, or many (``relations.tsv``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.graph.rules import consequences
from kg.graph.vocabulary import PREFIXES, compact, evidenced_properties, expand, terms
from kg.lexicon.tables import Row, read

_DATA = Path(__file__).with_name("relations.tsv")


def is_fact(relation: str) -> bool:
    """Return whether triples with a relation (a CURIE) are facts."""
    return relation not in _with("fact", "no")


def is_single(relation: str) -> bool:
    """Return whether a thing has one value of a relation at a time, so that another one is a change."""
    return relation in _with("fact", "one")


def names(relation: str) -> bool:
    """Return whether the words of a relation say which thing of a report is meant."""
    return relation in _with("name", "yes")


@cache
def known_facts() -> frozenset[str]:
    """Return the relations that reports tell: what else a file without graphs holds was made of these."""
    told = {compact(iri) for iri in evidenced_properties()}
    return frozenset(told | _with("fact", "one") | _with("fact", "many")) - _with("fact", "no")


@cache
def symmetric() -> frozenset[str]:
    """Return the relations that hold both ways as soon as they hold one way."""
    kind = PREFIXES["owl"] + "SymmetricProperty"
    return frozenset(compact(iri) for iri, term in terms().items() if kind in term.types)


@cache
def _ways(relation: str) -> tuple[tuple[str, bool], ...]:
    """Return the other relations that follow from one, with whether they run the other way."""
    known = relation.partition(":")[0] in PREFIXES
    found = consequences(expand(relation)) if known else ()
    return tuple((name, way.turned) for way in found if (name := compact(way.property)) != relation)


def follows(thing: str, relation: str, value: str) -> Iterator[tuple[str, str, str]]:
    """Yield the facts in other relations that follow from one fact by the ontology."""
    for name, turned in _ways(relation):
        yield (value, name, thing) if turned else (thing, name, value)


@cache
def _with(column: str, value: str) -> frozenset[str]:
    return frozenset(row["relation"] for row in _rows() if row[column] == value)


@cache
def _rows() -> tuple[Row, ...]:
    return read(_DATA)

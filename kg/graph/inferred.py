"""What follows from plain triples by the ontology (see :mod:`kg.graph.rules`): whoever chairs takes part.

Each report tells its own: the premises of a triple stand together in one report, so that it goes with the last report
that has them. What a report itself tells does not follow from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.facts import Triple, is_plain, triple
from kg.graph.iris import Names
from kg.graph.rules import chains, consequences
from kg.graph.terms import term
from kg.model import ReportStatements


def inferred_triples(statements: ReportStatements, names: Names) -> set[Triple]:
    """Return what follows from the plain triples of a report."""
    told = {triple(statement, names) for statement in statements.statements if is_plain(statement)}
    for entity in statements.entities:
        if entity.kind == "Post" and entity.body:
            told.add((ox.NamedNode(names[entity.key]), term("org:postIn"), ox.NamedNode(names[entity.body])))
    return follows(told)


def follows(told: set[Triple]) -> set[Triple]:
    """Return what follows from triples that one report tells, without these."""
    linked = set(_linked(told))
    found = {new for each in told | linked for new in _alone(each)} | linked
    return found - told


def _alone(told: Triple) -> Iterator[Triple]:
    """Yield what follows from one triple."""
    subject, predicate, value = told
    for way in consequences(predicate.value):
        if not way.turned:
            yield subject, ox.NamedNode(way.property), value
        elif isinstance(value, ox.NamedNode):
            yield value, ox.NamedNode(way.property), subject


def _linked(told: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what follows from two triples of which the second begins where the first ends."""
    wanted = {end for chain in chains() for end in (chain.first, chain.second)}
    by_property = defaultdict(list)
    for subject, predicate, value in told:
        if predicate.value in wanted:
            by_property[predicate.value].append((subject, value))
    for chain in chains():
        ends = defaultdict(list)
        for subject, value in by_property[chain.second]:
            ends[subject].append(value)
        for subject, middle in by_property[chain.first]:
            yield from ((subject, ox.NamedNode(chain.property), value) for value in ends[middle])

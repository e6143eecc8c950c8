"""What follows from plain triples by the ontology: whoever chairs takes part."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.facts import Triple, is_plain, triple
from kg.graph.iris import Names
from kg.graph.vocabulary import expand, super_properties
from kg.model import ReportStatements


def inferred_triples(statements: ReportStatements, names: Names) -> Iterator[Triple]:
    """Yield each plain triple of a report with each super-property of its predicate."""
    for statement in statements.statements:
        if is_plain(statement) and (wider := super_properties(expand(statement.predicate))):
            subject, _, told = triple(statement, names)
            yield from ((subject, ox.NamedNode(iri), told) for iri in wider)

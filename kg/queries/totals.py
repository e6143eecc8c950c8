"""How much a graph holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.facts import PREFIXES

if TYPE_CHECKING:
    from kg.store.embedded import Store

_KINDS = PREFIXES + "SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) WHERE { VALUES ?kind { %s } ?x a ?kind } GROUP BY ?kind"
# What names a thing is no statement about it.
_STATEMENTS = (
    PREFIXES
    + """
SELECT (COUNT(DISTINCT ?evidence) AS ?n) WHERE {
  ?evidence a kg:Evidence ; rdf:predicate ?relation . FILTER(?relation NOT IN (skos:altLabel, kg:mentionOf))
}
"""
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a store. ``statements`` are those with words that say them, names and mentions left out."""

    reports: int
    officials: int
    bodies: int
    events: int
    directives: int
    statements: int


def totals(store: Store) -> Totals:
    """Return how much the store holds."""
    kinds = ("Report", "Person", "Body", "Event", "Directive")
    rows = store.query(_KINDS % " ".join(f"kg:{kind}" for kind in kinds))
    counts = {row["kind"].value.rpartition("#")[2]: int(row["n"].value) for row in rows}
    statements = next(iter(store.query(_STATEMENTS)))["n"].value
    return Totals(*(counts.get(kind, 0) for kind in kinds), int(statements))

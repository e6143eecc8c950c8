"""How much a graph holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.vocabulary import expand
from kg.model import NAMING

if TYPE_CHECKING:
    from kg.store.interface import Store

_KINDS = ("Report", "Person", "Body", "Event", "Directive")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of a store. ``statements`` are those with words that say them, names and mentions left out.

    ``copies`` are those of the reports that are another one over again.
    """

    reports: int
    officials: int
    bodies: int
    events: int
    directives: int
    statements: int
    copies: int = 0


def totals(store: Store) -> Totals:
    """Return how much the store holds."""
    # Counted here, not by the engine: its COUNT never ends where a file of the store is damaged.
    counts = (sum(1 for _ in store.matching("rdf:type", f"kg:{kind}")) for kind in _KINDS)
    return Totals(*counts, _statements(store), sum(1 for _ in store.matching("kg:copyOf")))


def _statements(store: Store) -> int:
    naming = {expand(name) for name in NAMING}  # what names a thing is no statement about it
    told = store.matching("rdf:predicate")
    stating = {quad.subject for quad in told if quad.object.value not in naming}
    return sum(quad.subject in stating for quad in store.matching("rdf:type", "kg:Evidence"))

"""What differs between two graphs, whatever they are in."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kg.difference import names
from kg.difference.change import Difference
from kg.difference.collect import DERIVED
from kg.difference.compare import compare
from kg.difference.sources import EVIDENCE, Begin, side, silent
from kg.store.interface import Store


def diff(
    a: Store | str | Path,
    b: Store | str | Path,
    *,
    about: str = "",
    kinds: Collection[str] = (),
    relations: Collection[str] = (),
    everything: bool = False,
    begin: Begin = silent,
) -> Difference:
    """Return what differs between two graphs: stores, their folders or addresses, snapshots, dumps, RDF exports.

    ``about`` limits it to what concerns the things of that name, ``kinds`` and ``relations`` to some of these.
    ``everything`` also compares what is no fact: derived labels and relations, and the numbers of pieces of evidence
    and of memberships. ``begin`` is told before each side what it is and how much of it there is. Raises StoreError
    and InputError for what cannot be read, UsageError and NotFoundError for names that mean nothing.
    """
    wanted = [names.kind(kind) for kind in kinds], [names.relation(relation) for relation in relations]
    include = (DERIVED, EVIDENCE) if everything else ()
    sides = side(a, include, begin), side(b, include, begin)
    meant = names.things(sides, about) if about else set()
    counted = (EVIDENCE, "memberships") if everything else ()
    return compare(*sides, about=meant, include=counted).only(*wanted)


def only_told_by(store: Store, reports: Collection[str]) -> Difference:
    """Return what a store would lose with some reports (IRIs): they, and the things and facts that only they tell."""
    whole = side(store)
    return compare(whole, whole.without(reports))

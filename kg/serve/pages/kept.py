"""What a worker keeps, made when first asked for: the saved questions, and of its snapshot the index of names and the
web of neighbours.

A snapshot never changes, and a worker has one for all its life.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from kg.queries import saved
from kg.queries.suggest import Index, index
from kg.view.part import Web, web

if TYPE_CHECKING:
    from kg.queries.saved import SavedQuery
    from kg.store.interface import Store

Kept = TypeVar("Kept")
_indices: WeakKeyDictionary[Store, Index] = WeakKeyDictionary()
_webs: WeakKeyDictionary[Store, Web] = WeakKeyDictionary()


@cache
def saved_questions() -> tuple[SavedQuery, ...]:
    """Return the saved questions, by name."""
    return tuple(saved.load(name) for name in saved.names())


def index_of(store: Store) -> Index:
    """Return the index of a snapshot's names."""
    return _kept(_indices, store, index)


def web_of(store: Store) -> Web:
    """Return the web of a snapshot's things."""
    return _kept(_webs, store, web)


def _kept(known: WeakKeyDictionary[Store, Kept], store: Store, make: Callable[[Store], Kept]) -> Kept:
    if store not in known:
        known[store] = make(store)
    return known[store]

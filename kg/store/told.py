"""A store seen without what is only inferred: what the reports tell, and nothing that follows from it.

Each triple stands once in what a plain query sees, whichever graphs hold it, so the inferred ones cannot be left out of
a query by naming graphs. They are taken out of a copy: of a store in a folder, which shares its table files and takes
moments; of one on an engine, which is fetched whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kg.graph.vocabulary import INFERRED
from kg.store.aside import Aside
from kg.store.interface import Store
from kg.store.open import open_store
from kg.store.remote.endpoint import is_url

_FOLDER = "told"


@contextmanager
def told_only(store: Store) -> Iterator[Store]:
    """Give a copy of a store without the inferred graph, to read from; it is gone at the end.

    Raises OutputError where there is no place for it, StoreError where the store cannot be read.
    """
    with closing(Aside(None if is_url(store.name) else Path(store.name), _FOLDER)) as place:
        target = place.folder / "store"
        if is_url(store.name):
            _fetch(store, target)
        else:
            store.snapshot(target)
            strip(target)
        with open_store(target) as copy:
            copy.name, copy.behind = store.name, store.behind
            yield copy


def strip(folder: Path) -> None:
    """Take the inferred graph out of the store in a folder. Raises StoreError where it cannot be changed."""
    with open_store(folder, write=True) as store:
        store.update(remove_graphs=[store.base + INFERRED])


def _fetch(store: Store, target: Path) -> None:
    """Make a store in a folder of one on an engine, without the inferred graph."""
    kept = [graph for graph in store.graphs() if graph != store.base + INFERRED]
    with open_store(target, create=True, base=store.base) as copy:
        copy.fill(quad for graph in kept for quad in store.quads(graph))

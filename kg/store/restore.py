"""From a dump back to a store: into a new folder or an empty store, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.files import make_folder
from kg.graph.vocabulary import ONTOLOGY_GRAPH, ontology_quads
from kg.judgements.file import keep, kept
from kg.store.dump import Dump, Step
from kg.store.interface import Store
from kg.store.marker import META_FILE
from kg.store.open import open_store, store_folder
from kg.store.remote.endpoint import is_url, shown


def restore(source: str | Path, folder: str | Path, step: Step = lambda _: None) -> None:
    """Make a store in a folder of a dump (a file, or ``-`` for standard input).

    ``step`` is given how many bytes of the file were read since it was last called. Raises InputError, with the line,
    where the file is no whole dump; OutputError where something else is in the folder; and StoreError where a store is
    there that is not empty, or has another base or judgements.
    """
    if is_url(str(folder)):
        raise StoreError(f"a dump is restored into a folder, not into {shown(str(folder))}; take it there with kg push")
    folder = store_folder(folder)
    with Dump.opened(source, step) as dump:
        if (folder / META_FILE).exists():
            with open_store(folder, write=True, base=dump.base) as store:
                _refuse_full(store)
                _judged(store, dump)
                store.update(remove_graphs=store.graphs())  # an ontology, maybe an older one
                store.fill(_with_ontology(dump))
        else:
            make_folder(folder, lambda aside: _made(aside, dump))


def _made(folder: Path, dump: Dump) -> None:
    with open_store(folder, create=True, base=dump.base) as store:
        _judged(store, dump)
        store.fill(_with_ontology(dump))


def _judged(store: Store, dump: Dump) -> None:
    """Put the file of judgements beside the store; before its graphs, which stand by it."""
    there = kept(store.judgements)
    if there not in (None, dump.judgements):
        raise StoreError(f"{store.judgements} holds other judgements than {dump.name}; move it away first")
    if there is None:
        keep(store.judgements, dump.judgements)


def _refuse_full(store: Store) -> None:
    if store.graphs() not in ([], [ONTOLOGY_GRAPH]):
        count = len(store.reports())
        held = f"{count} report{'s' if count != 1 else ''}"
        raise StoreError(f"the store {store.name} holds {held} already; name a new or an empty folder to restore into")


def _with_ontology(dump: Dump) -> Iterator[ox.Quad]:
    """Yield the quads of a dump, and the ontology where an export has left it out."""
    seen = False
    for quad in dump.quads():
        seen = seen or quad.graph_name.value == ONTOLOGY_GRAPH
        yield quad
    if not seen:
        yield from ontology_quads()

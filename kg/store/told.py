"""A store seen without what is only inferred: what the reports tell, and nothing that follows from it.

Each triple stands once in what a plain query sees, whichever graphs hold it, so the inferred ones cannot be left out of
a query by naming graphs. They are taken out of a copy: of a store in a folder, which shares its table files and takes
moments; of one on an engine, which is fetched whole.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.graph.vocabulary import INFERRED
from kg.store.interface import Store
from kg.store.open import open_store
from kg.store.remote.endpoint import is_url

_PREFIX = "told-"
_LEFT = 24 * 3600  # seconds after which a copy was left by somebody who was killed


@contextmanager
def told_only(store: Store) -> Iterator[Store]:
    """Give a copy of a store without the inferred graph, to read from; it is gone at the end.

    Raises StoreError where there is no place for it, or the store cannot be read.
    """
    folder = _place(None if is_url(store.name) else Path(store.name))
    try:
        target = folder / "store"
        if is_url(store.name):
            _fetch(store, target)
        else:
            store.snapshot(target)
            strip(target)
        with open_store(target) as copy:
            copy.name, copy.behind = store.name, store.behind
            yield copy
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def strip(folder: Path) -> None:
    """Take the inferred graph out of the store in a folder. Raises StoreError where it cannot be changed."""
    with open_store(folder, write=True) as store:
        store.update(remove_graphs=[store.base + INFERRED])


def _fetch(store: Store, target: Path) -> None:
    """Make a store in a folder of one on an engine, without the inferred graph."""
    kept = [graph for graph in store.graphs() if graph != store.base + INFERRED]
    with open_store(target, create=True, base=store.base) as copy:
        copy.fill(quad for graph in kept for quad in store.quads(graph))


def _place(store: Path | None) -> Path:
    """Return a new folder: in the store's own, where table files can be shared, if it can be written to."""
    for parent in (store, Path(tempfile.gettempdir())):
        if parent and parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
            _sweep(parent)
            try:
                return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
            except OSError:
                continue
    raise StoreError(f"there is no place for a copy of the store: {tempfile.gettempdir()} cannot be written to")


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{_PREFIX}*/store"):
        try:
            old = time.time() - left.stat().st_mtime > _LEFT and left.stat().st_uid == os.getuid()
        except OSError:
            continue
        if old:
            shutil.rmtree(left.parent, ignore_errors=True)

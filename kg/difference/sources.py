"""From what a user names to a side: a store in a folder (or its snapshot), on another engine, a dump, an export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.difference.collect import collected, is_of_use
from kg.difference.files import file_quads
from kg.difference.side import Side
from kg.store.interface import Store
from kg.store.open import open_store
from kg.store.remote.endpoint import is_url

Begin = Callable[[str, int], Callable[[int], object]]  # told a name and how much there is; returns what counts it

EVIDENCE = "evidence"  # beside what collect knows


def silent(name: str, length: int) -> Callable[[int], object]:
    """Show nothing of how far we are."""
    return lambda _: None


def side(source: Store | str | Path, include: Collection[str] = (), begin: Begin = silent) -> Side:
    """Return the side that a store, its folder or address, or a file is.

    ``include`` may hold 'derived' and 'evidence', which are no facts. Raises StoreError and InputError.
    """
    if isinstance(source, Store):
        return _of_store(source, include, begin)
    text = str(source)
    if is_url(text) or text.startswith("file:") or Path(source).is_dir():
        with open_store(source) as store:
            return _of_store(store, include, begin)
    step = begin(text, Path(source).stat().st_size if Path(source).is_file() else 0)
    return collected("standard input" if text == "-" else text, file_quads(source, step), include=include)


def _of_store(store: Store, include: Collection[str], begin: Begin) -> Side:
    found = collected(store.name, _wanted(store, include, begin), store.base, include=include)
    found.behind = store.behind
    if EVIDENCE in include:
        found.counts["evidence"] = sum(1 for _ in store.matching("rdf:type", "kg:Evidence"))
    return found


def _wanted(store: Store, include: Collection[str], begin: Begin) -> Iterator[ox.Quad]:
    graphs = [graph for graph in store.graphs() if is_of_use(graph, include)]
    step = begin(store.name, len(graphs))
    for graph in graphs:
        yield from store.quads(graph)
        step(1)

"""kg: Vietnamese official news reports as a knowledge graph with exact evidence.

>>> import kg
>>> with kg.open_store(".kg") as store:  # doctest: +SKIP
...     for row in store.query("SELECT ?name { ?person a kg:Person; rdfs:label ?name }"):
...         print(row["name"].value)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.interface import Store

__version__ = "0.1.0"
__all__ = ["KgError", "Store", "__version__", "open_store"]


def open_store(url: str | Path, *, write: bool = False, create: bool = False, base: str | None = None) -> Store:
    """Open the store in a folder; see :func:`kg.store.open.open_store`."""
    from kg.store.open import open_store as open_it

    return open_it(url, write=write, create=create, base=base)


def __getattr__(name: str) -> object:
    if name == "Store":  # imported when first asked for: it needs pyoxigraph
        from kg.store.interface import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

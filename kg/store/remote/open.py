"""From a URL to a store: finds it on the engine, or makes it there."""

from __future__ import annotations

from kg.errors import StoreError
from kg.graph.vocabulary import DEFAULT_BASE
from kg.store.remote.about import FORMAT, State, change, said, states
from kg.store.remote.endpoint import Endpoint, endpoint
from kg.store.remote.probe import probed
from kg.store.remote.scope import Graphs
from kg.store.remote.store import RemoteStore
from kg.store.remote.wire import Wire


def open_remote(url: str, *, write: bool, create: bool, base: str | None, filling: bool = False) -> RemoteStore:
    """Open the store at a URL as :func:`kg.store.open.open_store` does; ``filling`` also opens one half filled.

    Raises StoreError where the engine cannot be reached or used, and StoreLockedError where another writes.
    """
    named = endpoint(url)
    if base and named.base not in ("", base):
        raise StoreError(f"{url} names the base {named.base}, not {base}")
    wire = Wire(named)
    try:
        found = _found(wire, named, base or named.base)
        if found is None and not create:
            raise StoreError(f"no store at {named.url}{_of(base or named.base)}; run kg ingest or kg push first")
        if found is None:
            found = _made(wire, base or named.base or DEFAULT_BASE)
        return RemoteStore(wire, found, writable=write or create, filling=filling)
    except BaseException:
        wire.close()
        raise


def _found(wire: Wire, named: Endpoint, base: str) -> State | None:
    """Return the store that is meant, None where there is none. Raises StoreError where it may be several."""
    there = states(wire)
    if base:
        return next((each for each in there if each.base == base), None)
    if len(there) > 1:
        listed = ", ".join(each.base for each in there)
        raise StoreError(f"{named.url} has several stores, with the bases {listed}; add #base=… to the address")
    return there[0] if there else None


def _of(base: str) -> str:
    return f" with the base {base}" if base else ""


def _made(wire: Wire, base: str) -> State:
    graphs = Graphs(base)
    quirks = probed(wire, graphs)
    about = {said(graphs, "format", FORMAT), said(graphs, "base", base)}
    wire.update(change(add=about | {said(graphs, "quirk", quirk) for quirk in quirks}))
    found = next((each for each in states(wire) if each.base == base), None)
    if found is None:
        raise StoreError(f"{wire.endpoint.url} took a change without keeping it: does it belong to the same data as "
                         f"{wire.endpoint.addresses(wire.server)[0]}? KG_UPDATE_URL sets another address")  # fmt: skip
    return found

"""What a store on another engine says of itself: triples in a graph of its own, ``<base>store/about``.

===========  =============================================================================================
``format``   the version of this layout
``base``     the start of all its IRIs
``writer``   who has it open for writing, and ``seen``: when that one last gave a sign (by the engine's clock)
``journal``  a change is being made; all of it stands in ``<base>store/journal``
``filling``  ``kg push`` is filling it, and has not finished
``quirk``    what the engine does not keep apart (see :mod:`kg.store.remote.probe`)
``holds``    of each graph that is in the store: how many quads, and the sum of their hashes
===========  =============================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote.answers import result
from kg.store.remote.portions import portioned
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire
from kg.store.result import Row
from kg.store.sparql import written

FORMAT = "1"
TERMS = "https://vnkg.example/store#"
_STATE = f"""SELECT ?about ?p ?o (STR(NOW()) AS ?now) {{
  GRAPH ?about {{ ?about <{TERMS}format> ?format ; ?p ?o }}
}} ORDER BY ?about ?p ?o"""
_MANY = 1000  # quads in one request; Virtuoso's parser has no room for more than some 5,000


@dataclass(frozen=True, slots=True)
class State:
    """What a store says of itself, as of ``now`` by the engine's clock; ``said`` holds term → values."""

    base: str
    now: str
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the value of a term, '' where it has none."""
        return next(iter(self.said.get(name, ())), "")


def states(wire: Wire) -> list[State]:
    """Return the state of each store on the engine, by base. Raises StoreError for one of another format."""
    found: dict[str, list[Row]] = {}
    for row in rows(wire, _STATE):
        found.setdefault(row["about"].value, []).append(row)
    return [_state(wire, each) for _, each in sorted(found.items())]


def state(wire: Wire, graphs: Graphs) -> State:
    """Return the state of one store. Raises StoreError where it is no longer there."""
    for each in states(wire):
        if each.base == graphs.base:
            return each
    gone = f"the store with the base {graphs.base} is no longer on {wire.endpoint.url}"
    raise StoreError(f"{gone}; kg push puts it there")


def said(graphs: Graphs, name: str, value: str, about: str = "") -> ox.Quad:
    """Return a quad that says something of the store, or of one of its graphs (``about``)."""
    node = ox.NamedNode(graphs.about)
    return ox.Quad(ox.NamedNode(about) if about else node, ox.NamedNode(TERMS + name), ox.Literal(value), node)


def rows(wire: Wire, sparql: str) -> tuple[Row, ...]:
    """Return the rows of a SELECT that is sent as it is."""
    return result(wire.rows(sparql), wire.endpoint.url).rows


def change(remove: Iterable[ox.Quad] = (), add: Iterable[ox.Quad] = ()) -> str:
    """Return the update that takes out and puts in quads, '' for none."""
    # One operation for each graph: of several graphs in one, Virtuoso 7 leaves the literals that have a language.
    taken = [f"DELETE DATA {{ {block} }}" for block in _blocks(remove)]
    return " ;\n".join([*taken, *(f"INSERT DATA {{ {block} }}" for block in _blocks(add))])


def portions(quads: Iterable[ox.Quad], length: int) -> Iterator[list[ox.Quad]]:
    """Return the quads, sorted, in lists of at most 1,000 and of about ``length`` characters."""
    return portioned(sorted(quads, key=str), lambda quad: len(str(quad)), length, _MANY)


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Yield the quads, sorted, as a GRAPH block for each graph."""
    by_graph: dict[str, list[str]] = {}
    for quad in sorted(quads, key=str):
        triple = f"{quad.subject} {quad.predicate} {written(quad.object)} ."
        by_graph.setdefault(str(quad.graph_name), []).append(triple)
    return (f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in by_graph.items())


def _state(wire: Wire, found: list[Row]) -> State:
    values: dict[str, list[str]] = {}
    for row in found:
        values.setdefault(row["p"].value.removeprefix(TERMS), []).append(row["o"].value)
    if values["format"] != [FORMAT] or len(values.get("base", ())) != 1:
        raise StoreError(f"the store on {wire.endpoint.url} has format {', '.join(values['format'])}; use the version "
                         "of kg that made it")  # fmt: skip
    return State(values["base"][0], found[0]["now"].value, {name: tuple(all_) for name, all_ in values.items()})

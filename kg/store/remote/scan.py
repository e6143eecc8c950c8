"""Reading much from an engine that may cut its answers: what came is counted, and the rest is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote import answers
from kg.store.remote.about import TERMS
from kg.store.remote.fingerprint import Fingerprint
from kg.store.remote.portions import portioned
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire
from kg.store.result import Row

_MANY = 5000  # quads of several small graphs that are read at once
_GRAPHS = 200
_TRIES = 3


def all_rows(wire: Wire, select: str, pattern: str) -> list[Row]:
    """Return every solution of a pattern that has each solution once. ``select`` names all its variables.

    Raises StoreError where the engine does not give as many as it counts, such as when somebody changes the store
    all the time.
    """
    for _ in range(_TRIES):
        wanted = count(wire, pattern)
        found = _part(wire, f"SELECT {select} {{ {pattern} }}")
        step = len(found)
        while 0 < len(found) < wanted:
            more = _part(wire, f"SELECT {select} {{ {pattern} }} LIMIT {step} OFFSET {len(found)}")
            if not more:
                break
            found += more
        if len(found) == wanted and (step == wanted or len({tuple(row.items()) for row in found}) == wanted):
            return found
    raise StoreError(f"{wire.endpoint.url} gives {len(found)} rows where it counts {wanted}; try again, somebody "
                     "may be changing the store")  # fmt: skip


def quads(wire: Wire, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    """Yield the quads of some graphs."""
    names = [ox.NamedNode(graph) for graph in graphs]
    if len(names) == 1:
        found = all_rows(wire, "?s ?p ?o", f"GRAPH {names[0]} {{ ?s ?p ?o }}")
        yield from (ox.Quad(row["s"], row["p"], row["o"], names[0]) for row in found)
    elif names:
        listed = " ".join(map(str, names))
        found = all_rows(wire, "?g ?s ?p ?o", f"VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }}")
        yield from (ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in found)


def portions(counts: Mapping[str, int]) -> Iterator[list[str]]:
    """Return graphs (name → how many quads it has) in lists that are worth one query each."""
    return portioned(counts, lambda name: counts[name], _MANY, _GRAPHS)


def held(wire: Wire, graphs: Graphs) -> dict[str, Fingerprint]:
    """Return what the store says that each of its graphs holds."""
    found = all_rows(wire, "?g ?held", f"GRAPH <{graphs.about}> {{ ?g <{TERMS}holds> ?held }}")
    return {row["g"].value: Fingerprint.read(row["held"].value) for row in found}


def counts(wire: Wire, pattern: str, graphs: Graphs) -> dict[str, int]:
    """Return how often a pattern is found in each graph ?g of the store that has it."""
    listed = f"GRAPH <{graphs.about}> {{ ?g <{TERMS}holds> ?held }}"
    grouped = f"{{ SELECT ?g (COUNT(*) AS ?n) {{ {listed} GRAPH ?g {{ {pattern} }} }} GROUP BY ?g }}"
    return {row["g"].value: int(row["n"].value) for row in all_rows(wire, "?g ?n", grouped)}


def count(wire: Wire, pattern: str) -> int:
    """Return how often a pattern is found."""
    [row] = _part(wire, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)


def _part(wire: Wire, sparql: str) -> list[Row]:
    return list(answers.result(wire.rows(sparql, part=True), wire.endpoint.url).rows)

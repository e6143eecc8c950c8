"""The whole graph as a file, in the formats that ``kg export`` writes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.graph.vocabulary import ONTOLOGY_GRAPH
from kg.serve.pages.made import Made

if TYPE_CHECKING:
    from kg.store.interface import Store

LARGE = 30_000  # statements; a larger graph is put in order on the machine where it is: kg export
_AT_ONCE = 1000  # quads
# The file's name → the format of kg.export and its media type.
FILES = MappingProxyType(
    {
        "kg.nq": ("nquads", "application/n-quads"),
        "kg.ttl": ("turtle", "text/turtle"),
        "kg.trig": ("trig", "application/trig"),
        "kg.jsonld": ("jsonld", "application/ld+json"),
        "kg.graphml": ("graphml", "application/xml"),
        "nodes.csv": ("csv", "text/csv"),
        "edges.csv": ("csv", "text/csv"),
    }
)


def downloaded(store: Store, name: str) -> Made:
    """Return the graph as the file of that name: what ``kg export`` writes, to the byte (N-Quads in another order)."""
    from kg import export

    format, media = FILES[name]
    named = {"content-disposition": f'attachment; filename="{name}"'}
    if format == "nquads":
        return Made(200, _lines(store), media, named)
    out = io.BytesIO()
    if format == "csv":
        export.table(store, name.removesuffix(".csv"), out)
    else:
        export.export(store, format, out)
    return Made(200, out.getvalue(), media, named)


def _lines(store: Store) -> Iterator[bytes]:
    """Yield the quads that an export has, as they come from the store: a large graph takes no room here."""
    for graph in store.graphs():
        if graph != ONTOLOGY_GRAPH:
            quads = iter(store.quads(graph))
            while lines := [f"{quad} .\n" for quad in islice(quads, _AT_ONCE)]:
                yield "".join(lines).encode("utf-8")

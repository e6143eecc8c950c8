"""The whole graph as a file, in the formats that ``kg export`` writes."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.serve.pages.made import Made

if TYPE_CHECKING:
    from kg.store.interface import Store

# The file's name → the format of kg.export and its media type.
FILES = MappingProxyType(
    {
        "kg.ttl": ("turtle", "text/turtle"),
        "kg.trig": ("trig", "application/trig"),
        "kg.jsonld": ("jsonld", "application/ld+json"),
        "kg.graphml": ("graphml", "application/xml"),
        "nodes.csv": ("csv", "text/csv"),
        "edges.csv": ("csv", "text/csv"),
    }
)


def downloaded(store: Store, name: str) -> Made:
    """Return the graph as the file of that name: what ``kg export`` writes, to the byte."""
    from kg import export

    format, media = FILES[name]
    out = io.BytesIO()
    if format == "csv":
        export.table(store, name.removesuffix(".csv"), out)
    else:
        export.export(store, format, out)
    return Made(200, out.getvalue(), media, {"content-disposition": f'attachment; filename="{name}"'})

"""What a worker can be asked to do: named functions of the store, the reply and plain (JSON) arguments.

A task calls ``reply.begin(media type)`` once, then ``reply.write(bytes)``. What it raises from kg/errors.py becomes a
status and a message of the answer: QueryError and UsageError 400, NotFoundError 404, NotAcceptableError 406, others
500.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kg.serve.description import description
from kg.serve.negotiate import chosen
from kg.serve.pages.tasks import TASKS as PAGES
from kg.serve.reply import Reply
from kg.store.answer import write_graph
from kg.store.embedded import EmbeddedStore

Task = Callable[..., None]


def sparql(
    store: EmbeddedStore,
    reply: Reply,
    query: str,
    accept: str,
    format: str = "",
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> None:
    """Answer a SPARQL query in the format that ``format``, or else ``accept``, asks for (see kg.serve.negotiate)."""

    def begin(kind: str) -> str:
        choice = chosen(accept, kind, format)
        reply.begin(choice.content_type)
        return choice.format

    store.answer(query, begin, reply, default_graphs=default_graphs, named_graphs=named_graphs)


def service(store: EmbeddedStore, reply: Reply, endpoint: str, accept: str, format: str = "") -> None:
    """Write the description of the service at the URL ``endpoint``."""
    choice = chosen(accept, "graph", format)
    reply.begin(choice.content_type)
    write_graph(description(endpoint, store.base), choice.format, reply)


def ready(store: EmbeddedStore, reply: Reply) -> None:
    """Say that there is a store to ask."""
    store.query("ASK { ?anything ?has ?value }")
    reply.begin("application/json")
    reply.write(b'{"status": "ok"}\n')


TASKS: Mapping[str, Task] = MappingProxyType({"sparql": sparql, "service": service, "ready": ready, **PAGES})

"""What a worker can be asked to do: named functions of the store, the reply and plain (JSON) arguments.

A task calls ``reply.begin(media type)`` once, then ``reply.write(bytes)``. What it raises from kg/errors.py becomes a
status and a message of the answer: QueryError and UsageError 400, NotFoundError 404, others 500.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kg.serve.negotiate import Choice, chosen
from kg.serve.pages.tasks import TASKS as PAGES
from kg.serve.reply import Reply
from kg.store.embedded import Store

Task = Callable[..., None]


def sparql(
    store: Store,
    reply: Reply,
    query: str,
    accept: str,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
) -> None:
    """Answer a SPARQL query in the format that ``accept`` asks for (see :mod:`kg.serve.negotiate`)."""

    def begin(kind: str) -> str:
        choice: Choice = chosen(accept, kind)
        reply.begin(choice.content_type)
        return choice.format

    store.answer(query, begin, reply, default_graphs=default_graphs, named_graphs=named_graphs)


def ready(store: Store, reply: Reply) -> None:
    """Say that there is a store to ask."""
    store.query("ASK { ?anything ?has ?value }")
    reply.begin("application/json")
    reply.write(b'{"status": "ok"}\n')


TASKS: Mapping[str, Task] = MappingProxyType({"sparql": sparql, "ready": ready, **PAGES})

"""A worker process: opens one snapshot of the store and does what the server asks, one task at a time.

Started by :mod:`kg.serve.process` as ``python -m kg.serve.worker PARENT SNAPSHOT MEMORY LARGEST`` with a socket as its
standard input. It may be killed at any moment: it writes nothing but its answers.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from typing import Any

from kg.errors import AmbiguousError, KgError, NotFoundError, QueryError, UsageError
from kg.sandbox import die_with, first_to_die, limit_memory, no_network
from kg.serve.frames import BEGUN, FAILED, HEADER_SIZE, READY, frame, header, packed, unpacked
from kg.serve.negotiate import NotAcceptableError
from kg.serve.reply import Reply, TooLargeError
from kg.serve.tasks import TASKS
from kg.store.embedded import EmbeddedStore
from kg.store.open import open_store

STACK = 256 << 20  # bytes a task may use for nesting; taken from the system only when used
_STATUS = (
    (NotAcceptableError, 406),
    (UsageError, 400),
    (QueryError, 400),
    (NotFoundError, 404),
    (TooLargeError, 507),
)


def main(parent: int, snapshot: str, memory: int, largest: int) -> None:
    """Serve the socket on standard input until it closes."""
    line = socket.socket(fileno=os.dup(0))
    die_with(parent)
    first_to_die()
    limit_memory(memory + STACK)
    threading.stack_size(STACK)
    try:
        store = open_store(snapshot)
    except KgError as error:
        line.sendall(frame(FAILED, packed(_told(error))))
        return
    no_network()
    line.sendall(frame(READY))
    while payload := _next(line):
        # A thread of its own: the server can lower its priority alone, and it has a deep stack. This thread goes on
        # listening, so that it notices when the server has gone.
        threading.Thread(target=_answer, args=(line, store, unpacked(payload), largest), daemon=True).start()
    os._exit(0)


def _answer(line: socket.socket, store: EmbeddedStore, call: dict[str, Any], largest: int) -> None:
    line.sendall(frame(BEGUN, packed({"thread": threading.get_native_id()})))
    try:
        reply = Reply(line.sendall, limit=largest, gzip=call["gzip"])
        TASKS[call["task"]](store, reply, *call["arguments"])
        reply.finish()
    except BrokenPipeError:
        os._exit(0)
    except BaseException as error:  # whatever it is, the server tells it; this worker goes on
        line.sendall(frame(FAILED, packed(_told(error))))


def _told(error: BaseException) -> dict[str, Any]:
    """Return what the server is told of a failure."""
    if isinstance(error, MemoryError):
        return {"status": 507, "message": "the query needs more memory than this server gives one"}
    if not isinstance(error, KgError):
        what = f"{type(error).__name__}: {error}"
        return {"status": 500, "message": "a fault of this server's; its log tells more", "fault": what + _where(error)}
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    details = list(error.candidates) if isinstance(error, AmbiguousError) else []
    return {"status": status, "kind": type(error).__name__, "message": str(error), "details": details}


def _where(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f" < {os.path.basename(each.filename)}:{each.lineno}" for each in reversed(frames))


def _next(line: socket.socket) -> bytes:
    head = _exactly(line, HEADER_SIZE)
    return _exactly(line, header(head)[1]) if head else b""


def _exactly(line: socket.socket, size: int) -> bytes:
    parts, missing = [], size
    while missing:
        part = line.recv(min(missing, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))

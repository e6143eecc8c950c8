"""A worker process: opens one snapshot of the store and does what the server asks, one task at a time.

Started by :mod:`kg.serve.process` as ``python -m kg.serve.worker SNAPSHOT MEMORY LARGEST`` with a socket as its
standard input. It may be killed at any moment: it writes nothing but its answers.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from typing import Any

from kg.errors import AmbiguousError, KgError, NotFoundError, QueryError, UsageError
from kg.serve.frames import FAILED, HEADER_SIZE, READY, frame, header, packed, unpacked
from kg.serve.reply import Reply, TooLargeError
from kg.serve.tasks import TASKS
from kg.store.embedded import Store
from kg.store.open import open_store

STACK = 256 << 20  # bytes a task may use for nesting; taken from the system only when used
_STATUS = ((QueryError, 400), (UsageError, 400), (NotFoundError, 404), (TooLargeError, 507))


def main(snapshot: str, memory: int, largest: int) -> None:
    """Serve the socket on standard input until it closes."""
    line = socket.socket(fileno=os.dup(0))
    die_with_parent()
    limit_memory(memory)
    threading.stack_size(STACK)
    try:
        store = open_store(snapshot)
    except KgError as error:
        line.sendall(frame(FAILED, packed(_told(error))))
        return
    line.sendall(frame(READY, packed({"process": os.getpid()})))
    while payload := _next(line):
        # A thread of its own: the server can lower its priority alone, and it has a deep stack. This thread goes on
        # listening, so that it notices when the server has gone.
        threading.Thread(target=_answer, args=(line, store, unpacked(payload), largest), daemon=True).start()
    os._exit(0)


def die_with_parent() -> None:
    """Have the kernel end this process when the server ends, however it ends (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL


def limit_memory(memory: int) -> None:
    """Have an allocation beyond so many bytes fail, which ends the process."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # a lower limit is there already
        resource.setrlimit(resource.RLIMIT_DATA, (memory + STACK, memory + STACK))


def _answer(line: socket.socket, store: Store, call: dict[str, Any], largest: int) -> None:
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
    cause = error.__cause__ if isinstance(error.__cause__, TooLargeError) else error
    if not isinstance(cause, KgError):
        return {"status": 500, "kind": "", "message": f"{type(cause).__name__}: {cause}", "where": _where(cause)}
    status = next((status for kind, status in _STATUS if isinstance(cause, kind)), 500)
    details = list(cause.candidates) if isinstance(cause, AmbiguousError) else []
    return {"status": status, "kind": type(cause).__name__, "message": str(cause), "details": details}


def _where(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{os.path.basename(each.filename)}:{each.lineno}" for each in reversed(frames))


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
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""One worker as we see it: started, given a task, heard, ended."""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import WorkError
from kg.intake.limits import MEMORY
from kg.intake.nursery import Nursery
from kg.intake.wire import NO_MEMORY, unpacked

_START = 60.0  # seconds; the first reader has all its words to load
_TRIALS = 3
_LONGEST = 1 << 30  # bytes that a worker may say at once


class LostError(Exception):
    """A worker did not end its task: says why, as what happened to the document."""

    def __init__(self, reason: str, *, late: bool = False):
        super().__init__(reason)
        self.late = late


class Worker:
    """A process of the nursery, of one kind; ``version`` is that of the reader that it has, ``tasks`` counts its tasks.

    Raises WorkError where none can be started.
    """

    def __init__(self, nursery: Nursery, kind: bytes):
        self._nursery, self.tasks = nursery, 0
        for _ in range(_TRIALS):
            self._line = Connection(nursery.start(kind).detach())
            with suppress(EOFError, OSError):
                if self._line.poll(_START):
                    _, self._pid, self.version = unpacked(self._line.recv_bytes())
                    return
            self._line.close()
        raise WorkError("no worker can be started: no memory is left, or no process may be added; try fewer --jobs")

    def give(self, *task: Any) -> None:
        """Give it a task."""
        self.tasks += 1
        with suppress(OSError):  # it has ended: hear() tells how
            self._line.send(task)

    def hear(self, seconds: float) -> list:
        """Return the next thing it says. Raises LostError where nothing comes in time, or it has ended."""
        try:
            if self._line.poll(seconds):
                return unpacked(self._line.recv_bytes(_LONGEST))
        except (EOFError, OSError):
            raise LostError(_told(self.end())) from None
        self.end()
        raise LostError(f"took longer than {seconds:.0f} seconds", late=True)

    def end(self) -> int:
        """Kill it, and return how it had ended before, if it had."""
        self._line.close()
        return self._nursery.end(self._pid)


def _told(code: int) -> str:
    if code == NO_MEMORY:
        return f"needs more than {f'{MEMORY >> 30} GB' if MEMORY >= 1 << 30 else f'{MEMORY >> 20} MB'} of memory"
    if code == -signal.SIGKILL:
        return "was stopped by the system, which had no memory left"
    return f"crashed (signal {-code})" if code < 0 else f"ended unexpectedly (exit code {code})"

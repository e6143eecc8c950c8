"""Waiting for the engine: with an end to the time and to the memory that it may take."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import TypeVar

from kg.cli.options import err
from kg.serve import memory

T = TypeVar("T")

_LOOK = 0.1  # seconds between two looks


def waited(work: Callable[[], T], seconds: float | None = None) -> T:
    """Do work that only reads, and return what it gives; what it raises passes through.

    Where it takes more than so many seconds, or half of the memory that the machine has left, the process ends, with
    one line that says so and exit code 1: the engine cannot be told to stop.
    """
    given, raised = [], []

    def do() -> None:
        try:
            given.append(work())
        except BaseException as error:
            _let_go(error)
            raised.append(error)

    thread = threading.Thread(target=do, daemon=True)
    end = None if seconds is None else time.monotonic() + seconds
    most = (memory.left() or 1 << 40) // 2
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK)
        if thread.is_alive() and end and time.monotonic() > end:
            _leave(f"the query took longer than {seconds:g} seconds; ask for less, or give it more with --timeout")
        if memory.used(os.getpid()) > most:
            _leave(
                f"the answer needs more than {most >> 20} MB of memory, half of what is left; "
                "add a LIMIT, or use --format csv, which is written while it is found"
            )
    if raised:
        raise raised[0]
    return given[0]


def _let_go(error: BaseException | None) -> None:
    """Let go of what the failed calls held: the engine's answers may only be dropped by the thread that got them."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _leave(line: str) -> None:
    err(line)
    sys.stderr.flush()
    os._exit(1)

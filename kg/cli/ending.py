"""What signals do to a command: end it whole where it writes, at once where it only waits for the engine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def ending_whole() -> Iterator[None]:
    """Have SIGTERM do what Ctrl-C does: interrupt the work, so that what is finished is written and the rest undone."""
    with _handling(signal.SIGTERM, _interrupted):
        yield


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Have Ctrl-C end the process as it stands: Python would otherwise notice only when the engine has its answer.

    For work that only reads.
    """
    with _handling(signal.SIGINT, signal.SIG_DFL):
        yield


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _handling(number: signal.Signals, handler: object) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # there Python lets nobody choose
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)

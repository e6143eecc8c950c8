"""How far a run is: one line at the foot of a terminal, or a line now and then in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.cli.options import err
from kg.cli.terminal import clean, columns, cut
from kg.text import plural

_EVERY = 30.0  # seconds between two lines in a pipe
_REDRAW = 0.1  # seconds, at least, between two drawings
_SPAN = 20.0  # seconds of which the rate tells
_WIDEST = 30  # columns of the bar itself
_CLEAR = "\r\x1b[K"


class Progress:
    """Says lines on stderr, and shows below them how far the work is. See :func:`progress`.

    ``total`` is how many steps it has, 0 where that is not known.
    """

    def __init__(self, total: int):
        self._label, self._total, self._done, self._count = "reading", total, 0, 0
        self._seen: list[tuple[float, int, int]] = [(time.monotonic(), 0, 0)]  # when, steps, reports
        self._said = time.monotonic()

    def say(self, line: str) -> None:
        """Say a line about the work."""
        err(line)

    def note(self, line: str) -> None:
        """Say a line that is good to know."""
        err(line)

    def step(self, done: int, count: int) -> None:
        """Note how many steps are done by now, and how many reports those gave."""
        self._done, self._count = done, count
        self.tick()

    def tick(self) -> None:
        """Show how far we are, where it is time to."""
        now = time.monotonic()
        if now - self._said >= _EVERY:
            self._said = now
            self._mark(now)
            err(", ".join((self._told(), *self._pace())))

    def _told(self) -> str:
        """Return how far we are, in words."""
        if self._label != "reading":
            return f"{self._label}: {self._done} of {plural(self._total, 'report')} so far"
        of = f" ({self._done} of {self._total} files)" if self._total > 1 else ""
        return f"{plural(self._count, 'report')} so far{of}"

    @contextmanager
    def stage(self, label: str, total: int) -> Iterator[Callable[[int], object]]:
        """Show other work meanwhile: gives what to call with each part of ``total`` that is done."""
        before = self._label, self._total, self._done, self._count, self._seen
        self._label, self._total, self._done, self._count = label, total, 0, 0
        self._seen = [(time.monotonic(), 0, 0)]
        try:
            yield lambda count: self.step(self._done + count, self._count + count)
        finally:
            self._label, self._total, self._done, self._count, self._seen = before

    def close(self) -> None:
        """Leave nothing behind."""

    def _mark(self, now: float) -> None:
        self._seen.append((now, self._done, self._count))
        while len(self._seen) > 2 and now - self._seen[1][0] > _SPAN:
            self._seen.pop(0)

    def _pace(self) -> Iterator[str]:
        """Yield the rate, and the time left, where they can be told."""
        (begun, done, count), (now, done_now, count_now) = self._seen[0], self._seen[-1]
        if now - begun < 1 or count_now == count:
            return
        rate = (count_now - count) / (now - begun)
        yield f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s"
        if self._total > 1 and done_now > done:
            yield f"{_span((self._total - done_now) * (now - begun) / (done_now - done))} left"


class Bar(Progress):
    """The same on a terminal."""

    def __init__(self, total: int):
        super().__init__(total)
        self._drawn, self._shown = 0.0, ""
        self.tick()

    def say(self, line: str) -> None:
        """Say a line, above the bar."""
        _write(f"{_CLEAR}kg: {clean(line)}\n{self._shown}")

    note = say

    def tick(self) -> None:
        """Draw the bar, no oftener than one can see."""
        now = time.monotonic()
        if now - self._drawn >= _REDRAW:
            self._drawn = now
            self._mark(now)
            shown = self._line()
            if shown != self._shown:
                self._shown = shown
                _write("\r" + shown + "\x1b[K")

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._shown = ""
            _write(_CLEAR)

    def _line(self) -> str:
        told = [self._label, plural(self._count, "report"), *self._pace()]
        if self._total > 1:
            part = min(self._done, self._total) / self._total
            told.insert(1, f"{int(100 * part):3d}%")
            room = min(_WIDEST, columns() - len("  ".join(told)) - 5)
            if room >= 5:
                full = round(part * room)
                told.insert(1, f"[{'#' * full}{'-' * (room - full)}]")
        return cut("  ".join(told), columns() - 1)


class Quiet(Progress):
    """Says what went wrong, and nothing else."""

    def note(self, line: str) -> None:
        """Say nothing."""

    def tick(self) -> None:
        """Show nothing."""


@contextmanager
def progress(total: int, *, quiet: bool = False) -> Iterator[Progress]:
    """Give what shows how far a run is; on a terminal a bar, which is gone at the end."""
    kind = Quiet if quiet else Bar if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" else Progress
    shown = kind(total)
    try:
        yield shown
    finally:
        shown.close()


def _span(seconds: float) -> str:
    """Return a time as one says it: '40 s', '3 min 20 s', '2 h 5 min'."""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60 // 10 * 10} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()

"""One attempt at a task: a worker in a lane, until its answer is whole, broken off, or given up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kg.serve.answer import Answer
from kg.serve.failure import Failure
from kg.serve.frames import BEGUN, DATA, END, FAILED, HEAD, unpacked
from kg.serve.lanes import Lane
from kg.serve.process import Worker

WHOLE = 2  # pieces of an answer for which the server waits before it says that there is one


class Attempt:
    """What happens on one worker. ``lane`` is the one in which it has a place now.

    ``done`` is called once, with the attempt and whether its worker is fit for another task. ``crowded_out`` tells
    that it was broken off because there was no place for it, ``begun`` that the worker has taken the task.
    """

    def __init__(self, worker: Worker, lane: Lane, done: Callable[[Attempt, bool], object]):
        self.worker, self.lane, self._done = worker, lane, done
        self.crowded_out = False
        self.seconds = 0.0
        self.begun = False
        self._since = asyncio.get_running_loop().time()
        self._thread = 0
        self._over = False

    @property
    def age(self) -> float:
        """Return the seconds of a clock since it has its worker."""
        return asyncio.get_running_loop().time() - self._since

    async def begin(self, call: bytes) -> Answer:
        """Give the worker the task; return its answer, whole or with the first pieces. Raises Failure."""
        await self.worker.ask(call)
        head, first, whole = {}, [], False
        while not whole and len(first) < WHOLE:
            kind, payload = await self._heard()
            if kind == HEAD:
                head = unpacked(payload)
            elif kind == DATA:
                first.append(payload)
            whole = kind == END
        if self._over and not whole:  # closed while these pieces were on their way: they are not all
            raise Failure(503, "the query was broken off; try again", retry_after=1)
        rest = None if whole else self
        return Answer(head["status"], head["headers"], self.worker.snapshot.name, b"".join(first), rest)

    async def more(self) -> bytes:
        """Return the next piece, b'' at the end. ``seconds`` is what the worker has for all of them together."""
        begun = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self.seconds):
                kind, payload = await self._heard()
        except TimeoutError:
            self.close()
            raise Failure(503, "the query took too long: its answer is broken off") from None
        self.seconds -= asyncio.get_running_loop().time() - begun  # what the client takes to read is not counted
        return payload if kind == DATA else b""

    async def drain(self) -> None:
        """Hear the rest of the answer, for nobody."""
        while not self._over:
            await self._heard()

    def worked(self) -> float:
        """Return the seconds that the worker has worked at it, not counting those in which others had the processor."""
        return self.worker.worked(self._thread) if self.begun else 0.0

    def slow_down(self, niceness: int) -> None:
        """Let others go first from now on."""
        if niceness and self._thread and not self._over:
            self.worker.slow_down(self._thread, niceness)

    def close(self) -> None:
        """Give it up, if it is not over."""
        self.finish(fit=False)

    def finish(self, *, fit: bool) -> None:
        """Tell that it is over, if that was not told yet."""
        if not self._over:
            self._over = True
            self._done(self, fit)

    async def _heard(self) -> tuple[bytes, bytes]:
        try:
            kind, payload = await self.worker.hear()
        except Failure:
            self.close()
            raise
        if kind == BEGUN:
            self.begun = True
            self._thread = unpacked(payload)["thread"]
        elif kind in (END, FAILED):
            self.finish(fit=True)
        if kind == FAILED:
            raise Failure.told(unpacked(payload))
        return kind, payload

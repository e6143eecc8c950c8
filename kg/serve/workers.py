"""The pool of workers: warm processes that can be killed, so that no task can hurt the server or another task."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from kg.serve.failure import Failure
from kg.serve.frames import DATA, END, FAILED, HEAD, unpacked
from kg.serve.process import Limits, Worker
from kg.serve.snapshots import Snapshots


class Answer:
    """What a worker answers: ``status``, ``headers`` (names in lower case), and the body, whole or in pieces.

    ``whole`` is the body where it is short enough to be here already, else None: then iterate over it (``async for``),
    once, to the end or until :meth:`close`. Iterating raises Failure where the rest cannot be had.
    """

    def __init__(self, status: int, headers: dict[str, str], whole: bytes | None, rest: AsyncIterator[bytes] | None):
        self.status, self.headers, self.whole, self._rest = status, headers, whole, rest

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self.whole is not None:
            yield self.whole
            return
        async for piece in self._rest:
            yield piece

    async def body(self) -> bytes:
        """Return the whole body, however long."""
        return b"".join([piece async for piece in self])

    async def close(self) -> None:
        """Want no more of it: the worker that is still at it ends."""
        if self._rest is not None:
            await self._rest.aclose()


class Pool:
    """Workers on snapshots of a store. ``start`` before use, ``stop`` at the end."""

    def __init__(self, store: Path, workers: int = 2, limits: Limits | None = None):
        self._limits, self._size = limits or Limits(), workers
        self._snapshots = Snapshots(store)
        self._snapshot: Path | None = None
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._chores: set[asyncio.Task] = set()

    async def start(self) -> None:
        """Take a snapshot and start the workers. Raises what opening the store raises."""
        self._snapshot = self._snapshots.make()
        await asyncio.gather(*(self._add() for _ in range(self._size)))

    async def stop(self) -> None:
        """End all workers and remove the snapshots."""
        await asyncio.gather(*(worker.end() for worker in self._all))
        self._snapshots.close()

    async def run(self, task: str, *arguments: Any, gzip: bool = False, seconds: float | None = None) -> Answer:
        """Have a worker do a task of :data:`kg.serve.tasks.TASKS`. Raises Failure where there is no answer.

        ``gzip`` allows a compressed answer (its headers tell), ``seconds`` shortens the time that it may take.
        """
        limit = min(seconds or self._limits.seconds, self._limits.seconds)
        worker = await self._idle.get()
        rest = self._pieces(worker, {"task": task, "arguments": arguments, "gzip": gzip}, limit)
        head = await anext(rest)
        first = [piece async for piece in _upto(rest, 2)]
        if len(first) < 2:
            return Answer(head["status"], head["headers"], b"".join(first), None)
        return Answer(head["status"], head["headers"], None, _chained(first, rest))

    async def _pieces(self, worker: Worker, call: dict, seconds: float):
        """Yield the head of an answer (a dict), then its pieces; free the worker, or replace it."""
        loop = asyncio.get_running_loop()
        done = False
        try:
            async with asyncio.timeout(seconds):
                await worker.ask(call)
            while not done:
                begun = loop.time()
                async with asyncio.timeout(seconds):
                    kind, payload = await worker.hear()
                seconds -= loop.time() - begun
                if kind == DATA:
                    yield payload
                elif kind == HEAD:
                    yield unpacked(payload)
                elif kind in (END, FAILED):
                    done = True
                if kind == FAILED:
                    raise Failure.told(unpacked(payload))
        except TimeoutError:
            raise Failure(503, f"the query took longer than {self._limits.seconds:g} seconds; ask for less") from None
        finally:
            self._back(worker, fit=done)

    def _back(self, worker: Worker, *, fit: bool) -> None:
        if fit:
            self._idle.put_nowait(worker)
            return
        worker.kill()
        self._all.discard(worker)
        for chore in (worker.end(), self._add()):
            task = asyncio.ensure_future(chore)
            self._chores.add(task)
            task.add_done_callback(self._chores.discard)

    async def _add(self) -> None:
        worker = await Worker.start(self._snapshot, self._limits)
        self._all.add(worker)
        self._idle.put_nowait(worker)


async def _upto(pieces, count: int):
    for _ in range(count):
        piece = await anext(pieces, None)
        if piece is None:
            return
        yield piece


async def _chained(first: list[bytes], rest):
    try:
        for piece in first:
            yield piece
        async for piece in rest:
            yield piece
    finally:
        await rest.aclose()

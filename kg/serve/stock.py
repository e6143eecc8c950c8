"""The worker processes there are: always some that are warm, on the newest snapshot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

from kg.errors import KgError
from kg.serve.process import Limits, Worker
from kg.serve.snapshots import Snapshots

_LOOK = 1.0  # seconds between two looks at the store: has it changed?
_BETWEEN = 10.0  # seconds between two snapshots while a writer is at work: a new one costs as much as its workers
_PAUSE = 1.0  # seconds before a worker is started again where that failed


class Stock:
    """Keeps ``size`` workers at hand: idle, being started, or busy with something quick (see :meth:`busy`)."""

    def __init__(self, snapshots: Snapshots, size: int, limits: Limits, log: Callable[[str], object]):
        self._snapshots, self._size, self._limits, self._log = snapshots, size, limits, log
        self.snapshot = Path()
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()  # the warmest first: each has caches of its own
        self._all: set[Worker] = set()
        self._starting = self._busy = 0
        self._chores: set[asyncio.Task] = set()

    async def start(self) -> None:
        """Take a snapshot and start a worker, then the others. Raises what opening the store raises."""
        self.snapshot = self._snapshots.make()
        self.back(await self._begin(self.snapshot), fit=True)
        self._chore(self._follow())

    async def stop(self) -> None:
        """End all workers and remove the snapshots."""
        for chore in (chores := list(self._chores)):
            chore.cancel()
        await asyncio.gather(*chores, *(worker.end() for worker in self._all), return_exceptions=True)
        self._snapshots.close()

    async def take(self) -> Worker:
        """Return a worker that is idle, on the newest snapshot; wait for one where there is none."""
        while True:
            worker = await self._idle.get()
            if worker.alive:
                return worker
            self.back(worker, fit=False)

    def back(self, worker: Worker, *, fit: bool) -> None:
        """Take a worker back, if it is still fit and needed; else it ends, and another takes its place."""
        if fit and worker.snapshot == self.snapshot and self._idle.qsize() < 2 * self._size:
            self._idle.put_nowait(worker)
        else:
            self._chore(self._end(worker))
        self.restock()

    def busy(self, change: int) -> None:
        """Count a worker that is at work and will be idle again soon; the others at work are replaced at once."""
        self._busy += change

    @property
    def _there(self) -> int:
        return self._idle.qsize() + self._starting + self._busy

    def restock(self) -> None:
        """Start what is missing."""
        while self._there < self._size:
            self._starting += 1
            self._chore(self._add())

    async def _add(self) -> None:
        try:
            worker = await self._begin(self.snapshot)
        except KgError as error:
            self._log(str(error))
            await asyncio.sleep(_PAUSE)
            worker = None
        finally:
            self._starting -= 1
        if worker:
            self.back(worker, fit=True)
        else:
            self.restock()

    async def _begin(self, snapshot: Path) -> Worker:
        worker = await Worker.start(snapshot, self._limits)
        self._all.add(worker)
        return worker

    async def _end(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        if worker.snapshot != self.snapshot and all(other.snapshot != worker.snapshot for other in self._all):
            await asyncio.to_thread(self._snapshots.remove, worker.snapshot)

    async def _started(self, snapshot: Path) -> list[Worker]:
        """Start a whole set of workers, or none."""
        found = await asyncio.gather(*(self._begin(snapshot) for _ in range(self._size)), return_exceptions=True)
        failures = [each for each in found if isinstance(each, BaseException)]
        workers = [each for each in found if isinstance(each, Worker)]
        if failures:
            await asyncio.gather(*(self._end(worker) for worker in workers))
            raise failures[0]
        return workers

    async def _follow(self) -> None:
        """Look again and again whether the store has changed, and go over to a new snapshot when it has."""
        while True:
            await asyncio.sleep(_LOOK)
            self._replace_dead()
            try:
                if snapshot := await self._snapshots.fresh():
                    await self._go_over(snapshot)
                    await asyncio.sleep(_BETWEEN if self._snapshots.unsettled else 0)
            except KgError as error:
                self._log(f"the store has changed, but the queries go on reading what it held before: {error}")

    def _replace_dead(self) -> None:
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for worker in reversed(idle):  # as they were: the warmest is taken first
            if worker.alive:
                self._idle.put_nowait(worker)
            else:
                self._chore(self._end(worker))
        self.restock()

    async def _go_over(self, snapshot: Path) -> None:
        try:
            workers = await self._started(snapshot)
        except BaseException:
            self._snapshots.remove(snapshot)
            raise
        self.snapshot = snapshot
        while not self._idle.empty():
            self._chore(self._end(self._idle.get_nowait()))
        for worker in workers:
            self._idle.put_nowait(worker)

    def _chore(self, work: Coroutine) -> None:
        chore = asyncio.ensure_future(work)
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)

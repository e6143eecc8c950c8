"""The pool of workers: warm processes that can be killed, so that no task can hurt the server or another task.

A task begins in a quick lane, which has as many places as there are workers. The longer it works, the further it goes
(:mod:`kg.serve.ladder`) and the lower is its priority; a fresh process takes its place in the quick lane: so quick
tasks never wait for long ones, nor what takes a second for what takes half a minute. A task that finds the next lane
full while others wait for its place is broken off and begins again when its turn has come. What is known to take long
begins further on. An answer that is being sent in pieces waits for its client more than it works; it has a lane of its
own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve import memory
from kg.serve.answer import Answer
from kg.serve.attempt import Attempt
from kg.serve.failure import Failure
from kg.serve.frames import packed
from kg.serve.ladder import Ladder
from kg.serve.lanes import Lane
from kg.serve.process import Limits
from kg.serve.snapshots import Snapshots
from kg.serve.stock import Stock

_GRACE = 0.2  # seconds for a task whose client has gone: most are done then, and the worker need not be killed
RESERVE = 256 << 20  # bytes of memory that tasks leave to the machine
_WATCH = 0.2  # seconds between two looks at it
_TRIALS = 3  # workers that may have died before a task has begun on them
_BIG = 1 << 18  # bytes; a task that needs as many to be told takes long even to understand
_STREAMS = 8  # answers being sent, for each worker
_STREAMING = 5  # their niceness
_LOOK = 0.05  # seconds between two looks at how long a task has worked


@dataclass
class _Errand:
    """What is to be done: the call as the worker gets it, who asks, and when it must have been answered."""

    call: bytes
    client: str
    deadline: float
    attempts: int = 0


class Pool:
    """Workers on snapshots of a store. ``start`` before use, ``stop`` at the end; ``log`` takes lines for people."""

    def __init__(
        self,
        store: Path,
        workers: int = 4,
        limits: Limits | None = None,
        log: Callable[[str], object] = print,
        *,
        inferred: bool = True,
    ):
        self.limits = limits or Limits()
        self._snapshots = Snapshots(store, inferred=inferred)
        self._stock = Stock(self._snapshots, workers + 1, self.limits, log)
        self._ladder = Ladder(workers)
        self._sending = Lane(workers * _STREAMS, 0)
        self._attempts: set[Attempt] = set()
        self._chores: set[asyncio.Task] = set()

    async def start(self) -> None:
        """Take a snapshot and start the workers; return when one is ready. Raises what opening the store raises."""
        await self._stock.start()
        self._chore(self._spare_memory())

    async def stop(self) -> None:
        """End all workers and remove the snapshots."""
        for chore in self._chores:
            chore.cancel()
        await self._stock.stop()

    @property
    def snapshot(self) -> str:
        """Return the name of the state of the store that is asked now."""
        return self._stock.snapshot.name

    async def run(
        self, task: str, *arguments: Any, client: str = "", gzip: bool = False, seconds: float | None = None
    ) -> Answer:
        """Have a worker do a task of :data:`kg.serve.tasks.TASKS`. Raises Failure where there is no answer.

        ``arguments`` are plain (JSON) values. ``client`` names who asks, for the turns in the queue; ``gzip`` allows a
        compressed answer (its headers tell); ``seconds`` shortens the time that it may take.
        """
        limit = min(seconds or self.limits.seconds, self.limits.seconds)
        errand = _Errand(packed({"task": task, "arguments": arguments, "gzip": gzip}), client, _now() + limit)
        try:
            async with asyncio.timeout_at(errand.deadline):
                return await self._answered(errand)
        except TimeoutError:
            if errand.attempts:
                raise Failure(503, f"the query took longer than {limit:g} seconds; ask for less at a time") from None
            busy = f"the server is busy: the query waited {limit:g} seconds for its turn; try again"
            raise Failure(503, busy, retry_after=5) from None

    async def _answered(self, errand: _Errand) -> Answer:
        while True:
            rung = self._ladder.start(errand.call, least=len(errand.call) > _BIG)
            attempt = await self._begun(self._ladder.rungs[rung].lane, errand)
            try:
                answer = await self._watched(attempt, errand, rung)
            except Failure:
                if attempt.crowded_out or not (attempt.begun or errand.attempts > _TRIALS):
                    continue  # it found no place further on, or a worker that had died before
                raise
            except BaseException:
                self._abandon(attempt, errand)
                raise
            if answer.rest:
                attempt.seconds = errand.deadline - _now()
                self._send(attempt)
            return answer

    async def _begun(self, lane: Lane, errand: _Errand) -> Attempt:
        await lane.enter(errand.client)
        try:
            worker = await self._stock.take()
        except BaseException:
            lane.leave()
            raise
        attempt = Attempt(worker, lane, self._done)
        self._attempts.add(attempt)
        errand.attempts += 1
        self._count(attempt, 1)
        self._stock.restock()
        return attempt

    async def _watched(self, attempt: Attempt, errand: _Errand, rung: int) -> Answer:
        climber = asyncio.ensure_future(self._climb(attempt, errand.call, rung))
        try:
            answer = await attempt.begin(errand.call)
        finally:
            climber.cancel()
        if rung and attempt.age < self._ladder.rungs[rung - 1].seconds:
            self._ladder.learn(errand.call, rung - 1)
        return answer

    async def _climb(self, attempt: Attempt, call: bytes, start: int) -> None:
        """Move an attempt on, from lane to lane, as it works on."""
        while not attempt.begun:
            await asyncio.sleep(_LOOK)
        for number, rung in self._ladder.above(start):
            if number > start:
                self._ladder.learn(call, number)
            attempt.slow_down(rung.niceness)
            while attempt.lane is not rung.lane and not self._moved(attempt, rung.lane):
                if attempt.lane.wanted:
                    attempt.crowded_out = True
                    attempt.close()
                    return
                await asyncio.sleep(_LOOK)
            while (left := rung.seconds - attempt.worked()) > 0:
                await asyncio.sleep(min(max(left, _LOOK), 3600))

    def _send(self, attempt: Attempt) -> None:
        """Move an attempt whose answer is being sent out of the way. Raises Failure where too many are."""
        if not self._moved(attempt, self._sending):
            attempt.close()
            raise Failure(503, "the server is busy: it is sending too many long answers; try again", retry_after=5)
        attempt.slow_down(_STREAMING)

    def _moved(self, attempt: Attempt, lane: Lane) -> bool:
        if not lane.take():
            return False
        self._count(attempt, -1)
        attempt.lane.leave()
        attempt.lane = lane
        self._stock.restock()
        return True

    def _count(self, attempt: Attempt, change: int) -> None:
        """Keep account of the workers in the quick lane: others are replaced at once."""
        if attempt.lane is self._ladder.quick:
            self._stock.busy(change)

    def _done(self, attempt: Attempt, fit: bool) -> None:
        self._attempts.discard(attempt)
        self._count(attempt, -1)
        attempt.lane.leave()
        bloated = attempt.lane is not self._ladder.quick and memory.used(attempt.worker.pid) > self.limits.memory // 4
        self._stock.back(attempt.worker, fit=fit and not bloated)

    def _abandon(self, attempt: Attempt, errand: _Errand) -> None:
        """Let a task that nobody waits for any more end, if it does so at once; else its worker is killed."""
        self._chore(self._ended(attempt, min(_GRACE, errand.deadline - _now())))

    async def _ended(self, attempt: Attempt, grace: float) -> None:
        try:
            async with asyncio.timeout(grace):
                await attempt.drain()
        except (TimeoutError, Failure):
            pass  # nobody is there to be told
        finally:
            attempt.close()

    async def _spare_memory(self) -> None:
        """End what uses most whenever all tasks together leave the machine too little."""
        while (free := memory.left()) is not None:
            if self._attempts and free < RESERVE:
                max(self._attempts, key=lambda attempt: memory.used(attempt.worker.pid)).close()
            await asyncio.sleep(_WATCH)

    def _chore(self, work: Coroutine) -> None:
        chore = asyncio.ensure_future(work)
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)


def _now() -> float:
    return asyncio.get_running_loop().time()

"""Workers that convert and read, supervised: each task has limits, and one that breaks them costs itself alone."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue

from kg.errors import WorkError
from kg.intake import worker
from kg.intake.jobs import OURS, Conversion, Job, Reading, Turn
from kg.intake.nursery import Nursery
from kg.intake.process import LostError, Worker

_KINDS = {
    Conversion.kind: (worker.converter_ready, worker.convert),
    Reading.kind: (worker.reader_ready, worker.read),
}


class Pool:
    """Processes for conversions and others for readings, of which ``jobs`` work at a time; a context manager.

    To be made before a store is opened, or anything else that other processes should not share. Conversions that wait
    for what they gave to be taken keep nobody from reading. What happens is known when :meth:`wait` has been called,
    by one thread alone: nothing here is locked, so an interrupt there leaves nothing half done.
    """

    def __init__(self, jobs: int):
        self._nursery = Nursery(_KINDS)
        self._told: SimpleQueue[tuple[Job | None, object]] = SimpleQueue()
        self._tasks: dict[bytes, SimpleQueue[Job | None]] = {kind: SimpleQueue() for kind in _KINDS}
        self._turns: SimpleQueue[None] = SimpleQueue()
        self._conversions: set[Conversion] = set()
        self._version = ""
        self._threads = [_Hand(self, kind, first=not number) for number in range(jobs) for kind in _KINDS]
        for thread in self._threads:
            self._turns.put(None) if thread.kind == Reading.kind else None
            thread.start()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, job: Job) -> None:
        """Have a job done, after those of its kind that were added before."""
        if isinstance(job, Conversion):
            self._conversions.add(job)
        self._tasks[job.kind].put(job)

    def wait(self, seconds: float) -> bool:
        """Wait until something has happened, at most so long; return whether something has. Raises WorkError."""
        try:
            job, told = self._told.get(timeout=seconds)
        except Empty:
            return False
        while True:
            self._hear(job, told)
            try:
                job, told = self._told.get_nowait()
            except Empty:
                return True

    def reader_version(self) -> str:
        """Return the version of the reader, once it is known. Raises WorkError."""
        while not self._version:
            self.wait(1.0)
        return self._version

    def _hear(self, job: Job | None, told: object) -> None:
        if isinstance(told, WorkError):
            raise told
        if job is None:
            self._version = told
            return
        job.heard(told)
        if job.done:
            self._conversions.discard(job)

    def close(self) -> None:
        """End all workers. May be called again."""
        for tasks in self._tasks.values():
            for _ in self._threads:
                tasks.put(None)
        self._nursery.close()
        for conversion in self._conversions:
            conversion.let_go()


class _Hand(threading.Thread):
    """Gives jobs of one kind to a worker, and another worker the next ones where it is lost."""

    def __init__(self, pool: Pool, kind: bytes, *, first: bool):
        super().__init__(daemon=True)
        self.kind, self._pool, self._first = kind, pool, first
        self._turn = Turn(pool._turns)
        self._worker: Worker | None = None

    def run(self) -> None:
        """Do jobs until there are no more."""
        try:
            if self._first:
                self._worker = Worker(self._pool._nursery, self.kind)
                if self._worker.version:
                    self._tell(None, self._worker.version)
            while job := self._pool._tasks[self.kind].get():
                self._do(job)
        except WorkError as error:
            self._tell(None, error)
        except Exception as error:  # else nobody would ever hear of it, and the run would wait for ever
            self._tell(None, WorkError(f"a worker cannot be understood ({type(error).__name__}: {error}); {OURS}"))

    def _do(self, job: Job) -> None:
        """Have a job done; where a worker is lost by it, once more by a fresh one, if that can help."""
        while True:
            used = self._worker is not None and self._worker.tasks > 0
            try:
                return self._work(job)
            except LostError as error:
                self._worker = None
                if not job.again(error, used):
                    return job.lost(error, self._tell)

    def _work(self, job: Job) -> None:
        self._worker = self._worker or Worker(self._pool._nursery, self.kind)
        self._worker.give(*job.task())
        job.work(self._worker, self._tell, self._turn)

    def _tell(self, job: Job | None, told: object) -> None:
        self._pool._told.put((job, told))

"""One worker process as the server sees it: started, asked, heard, killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.serve.failure import Failure
from kg.serve.frames import HEADER_SIZE, READY, TASK, frame, header, unpacked

_ROOT = str(Path(kg.__file__).parent.parent)
_BUFFER = 1 << 18  # bytes of an answer that wait here for a slow client; then the worker waits
_SAYINGS = {
    signal.SIGABRT: (507, "the query needs more memory than this server gives one; ask for less at a time"),
    signal.SIGKILL: (507, "the query was stopped by the system, which had no memory left; ask for less at a time"),
    signal.SIGSEGV: (400, "the query is too deep or too long for the engine; write it in smaller parts"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: ``seconds`` of time, ``memory`` in bytes, and bytes of an answer (``largest``)."""

    seconds: float = 30.0
    memory: int = 1 << 30
    largest: int = 1 << 30


class Worker:
    """A process with one snapshot open. Made by :meth:`start`; it does one task at a time."""

    def __init__(self, process: subprocess.Popen, snapshot: Path, reader: asyncio.StreamReader, writer):
        self.snapshot, self._process, self._reader, self._writer = snapshot, process, reader, writer

    @classmethod
    async def start(cls, snapshot: Path, limits: Limits) -> Worker:
        """Start a process and wait until it has the snapshot open. Raises Failure where it cannot."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = _started(theirs, snapshot, limits)
            except OSError as error:
                ours.close()
                raise Failure(503, f"no worker can be started: {(error.strerror or str(error)).lower()}") from None
        worker = cls(process, snapshot, *await asyncio.open_connection(sock=ours, limit=_BUFFER))
        try:
            kind, payload = await worker.hear()
            if kind != READY:
                raise Failure.told(unpacked(payload))
        except BaseException:
            await worker.end()
            raise
        return worker

    @property
    def pid(self) -> int:
        """Return the process's id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether the process has not ended by itself."""
        return self._process.poll() is None

    async def ask(self, call: bytes) -> None:
        """Give it a task (JSON)."""
        with suppress(ConnectionError):  # it has ended: hear() tells how
            self._writer.write(frame(TASK, call))
            await self._writer.drain()

    async def hear(self) -> tuple[bytes, bytes]:
        """Return its next frame. Raises Failure where the process has ended instead."""
        try:
            kind, length = header(await self._reader.readexactly(HEADER_SIZE))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._ended() from None

    def worked(self, thread: int) -> float:
        """Return the seconds of a processor that a thread of it has had; infinity where the system does not tell."""
        try:
            with open(f"/proc/{self.pid}/task/{thread}/schedstat", "rb") as told:
                return int(told.read().split()[0]) / 1e9
        except OSError:
            return 0.0 if os.path.exists(f"/proc/{os.getpid()}/schedstat") else float("inf")  # it has just ended

    def slow_down(self, thread: int, niceness: int) -> None:
        """Let others go before a thread of it. It cannot be undone: a task has its own thread."""
        with suppress(OSError):  # it has just ended
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, 0) + niceness)

    async def end(self) -> None:
        """Kill the process, and wait until it is gone. May be called again."""
        self._writer.close()
        self._process.kill()
        await asyncio.to_thread(self._process.wait)  # to take back gigabytes takes the system a while

    async def _ended(self) -> Failure:
        code = await asyncio.to_thread(self._process.wait)
        return Failure(*_SAYINGS.get(-code, (500, f"the worker ended unexpectedly, with {code}")))


def _started(line: socket.socket, snapshot: Path, limits: Limits) -> subprocess.Popen:
    return subprocess.Popen(
        [*python("kg.serve.worker"), *map(str, (os.getpid(), snapshot, limits.memory, limits.largest))],
        stdin=line,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        process_group=0,  # Ctrl-C at the terminal is the server's to handle
    )


def python(module: str) -> list[str]:
    """Return the command that runs a module of ours."""
    return [sys.executable, "-P", "-m", module]  # -P: nothing is imported from the folder in which we were started


def environment() -> dict[str, str]:
    """Return an environment in which the command finds our modules."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))}

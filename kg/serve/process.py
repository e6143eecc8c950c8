"""One worker process as the server sees it: started, asked, heard, killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg
from kg.serve.failure import Failure
from kg.serve.frames import HEADER_SIZE, READY, TASK, frame, header, packed, unpacked

_ROOT = str(Path(kg.__file__).parent.parent)
_BUFFER = 1 << 18  # bytes of an answer that wait here for a slow client; then the worker waits
_SAYINGS = {
    signal.SIGABRT: (507, "the query needs more memory than this server gives one; ask for less at a time"),
    signal.SIGKILL: (507, "the query was stopped by the system, which had no memory left; ask for less at a time"),
    signal.SIGSEGV: (400, "the query is nested too deep, or too long, for the engine; write it in smaller parts"),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: ``seconds`` of time, ``memory`` in bytes, and bytes of an answer (``largest``)."""

    seconds: float = 30.0
    memory: int = 1 << 30
    largest: int = 1 << 30


class Worker:
    """A process with one snapshot open. Made by :meth:`start`; one task at a time."""

    def __init__(self, process: subprocess.Popen, snapshot: Path, reader: asyncio.StreamReader, writer):
        self.snapshot, self._process, self._reader, self._writer = snapshot, process, reader, writer
        self.killed = False

    @classmethod
    async def start(cls, snapshot: Path, limits: Limits) -> Worker:
        """Start a process and wait until it has the snapshot open. Raises Failure where it cannot."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "kg.serve.worker", str(snapshot), str(limits.memory)]
        with theirs:
            process = subprocess.Popen(
                [*command, str(limits.largest)],
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))},
                start_new_session=True,  # Ctrl-C at the terminal is the server's to handle
            )
        reader, writer = await asyncio.open_connection(sock=ours, limit=_BUFFER)
        worker = cls(process, snapshot, reader, writer)
        try:
            kind, payload = await worker.hear()
        except BaseException:
            await worker.end()
            raise
        if kind != READY:
            await worker.end()
            raise Failure.told(unpacked(payload))
        return worker

    @property
    def pid(self) -> int:
        """Return the process's id."""
        return self._process.pid

    async def ask(self, call: dict[str, Any]) -> None:
        """Give it a task."""
        self._writer.write(frame(TASK, packed(call)))
        await self._writer.drain()

    async def hear(self) -> tuple[bytes, bytes]:
        """Return its next frame. Raises Failure where the process has ended instead."""
        try:
            kind, length = header(await self._reader.readexactly(HEADER_SIZE))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._ended() from None

    def slow_down(self) -> None:
        """Let the process have only what time the others leave."""

    def kill(self) -> None:
        """End the process at once."""
        self.killed = True
        self._writer.close()
        self._process.kill()

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        if not self.killed:
            self.kill()
        await asyncio.to_thread(self._process.wait)

    async def _ended(self) -> Failure:
        code = await asyncio.to_thread(self._process.wait)
        status, message = _SAYINGS.get(-code, (500, f"the worker ended unexpectedly ({code})"))
        self.killed = True
        self._writer.close()
        return Failure(status, message)

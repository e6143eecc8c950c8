"""A ``kg serve`` to measure: started on a free port of the loopback, waited for, and stopped in the end."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

PATIENCE = 60.0  # seconds for it to start


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it is, its process, and how long it took until it answered."""

    url: str
    process: subprocess.Popen
    seconds: float

    @property
    def sparql(self) -> str:
        """Return the address of its endpoint."""
        return f"{self.url}/sparql"


@contextmanager
def served(store: Path, *options: str) -> Iterator[Served]:
    """Serve the store in a folder as long as the block lasts; further options go to ``kg serve``.

    Raises RuntimeError, with what the server said, where it does not come up.
    """
    port = free_port()
    command = [sys.executable, "-m", "kg.cli.main", "serve", "--store", str(store), "--port", str(port), *options]
    with tempfile.TemporaryFile() as log:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield Served(url, process, time.monotonic() - begin)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, process: subprocess.Popen, log) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            if httpx.get(f"{url}/healthz", timeout=1).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.02)
    log.seek(0)
    raise RuntimeError(f"kg serve does not answer: {log.read().decode(errors='replace')[-2000:]}")

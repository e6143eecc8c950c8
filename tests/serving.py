"""How tests run a server: ``kg serve`` as a process of its own on a free port, spoken to over HTTP."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from commands import SCRIPT, environment

PATIENCE = 60.0  # seconds; nothing that is waited for takes as long, or the test fails


@dataclass(frozen=True)
class Heard:
    """An answer: status, headers (names in lower case) and body; ``whole`` is whether it came to its end."""

    status: int
    headers: dict[str, str]
    body: bytes
    whole: bool = True

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, its process, and the file with what it says on stderr."""

    host: str
    port: int
    process: subprocess.Popen
    said: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Heard:
        """Send one request and return the answer; an underscore in a header's name stands for a hyphen."""
        line = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            try:
                return Heard(answer.status, told, answer.read())
            except http.client.IncompleteRead as broken:
                return Heard(answer.status, told, broken.partial, whole=False)
        finally:
            line.close()

    def query(self, sparql: str, rest: str = "", **headers: str) -> Heard:
        """Send a query by GET; ``rest`` is more of the URL's query string, with its '&'."""
        return self.ask("GET", f"/sparql?query={quote(sparql)}{rest}", **headers)

    def begin(self, sparql: str) -> socket.socket:
        """Send a query, and return the connection without reading anything."""
        line = socket.create_connection((self.host, self.port), timeout=PATIENCE)
        line.sendall(f"GET /sparql?query={quote(sparql)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return line

    def log(self) -> list[str]:
        """Return the lines that it has said."""
        return self.said.read_text(encoding="utf-8").splitlines()

    def workers(self) -> set[int]:
        """Return the ids of its worker processes that live."""
        return children(self.process.pid)


@contextmanager
def serving(store: Path, *options: str, **env: str):
    """Run ``kg serve`` on a store, on a free port of the loopback; it is stopped, and must then end well."""
    with tempfile.TemporaryDirectory() as folder, started(store, Path(folder) / "said", *options, **env) as server:
        yield server
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0, server.log()


@contextmanager
def started(store: Path, said: Path, *options: str, **env: str):
    """Run ``kg serve`` with its stderr in the file ``said``; it is killed at the end, if it still runs."""
    command = [sys.executable, "-c", SCRIPT, "serve", "--port", "0", "--store", str(store), *options]
    with said.open("wb") as out:
        process = subprocess.Popen(command, stderr=out, env=environment(**env))
    try:
        found = until(lambda: re.search(r"http://([\d.]+):(\d+)/", said.read_text(encoding="utf-8")) or process.poll())
        assert not isinstance(found, int), said.read_text(encoding="utf-8")
        yield Server(found[1], int(found[2]), process, said)
    finally:
        process.kill()
        process.wait()


def until(seen):
    """Return what ``seen()`` gives as soon as that is something true; fail where it never is."""
    end = time.monotonic() + PATIENCE
    while not (found := seen()):
        assert time.monotonic() < end, "waited for in vain"
        time.sleep(0.02)
    return found


def children(process: int) -> set[int]:
    """Return the ids of the child processes of a process that live."""
    return {child for child, state in _children(process) if state != "Z"}


def zombies(process: int) -> set[int]:
    """Return the ids of the dead child processes that a process has not taken notice of."""
    return {child for child, state in _children(process) if state == "Z"}


def _children(process: int) -> list[tuple[int, str]]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [(int(child), state[0]) for child, parent, state in rows if int(parent) == process]

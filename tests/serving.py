"""How tests run a server: ``kg serve`` as a process of its own on a free port, spoken to over HTTP."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from commands import SCRIPT, environment


@dataclass(frozen=True)
class Heard:
    """An answer: its status, its headers (names in lower case) and its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and its process."""

    host: str
    port: int
    process: subprocess.Popen

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Heard:
        """Send one request and return the answer; an underscore in a header's name stands for a hyphen."""
        line = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = line.getresponse()
            return Heard(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            line.close()

    def query(self, sparql: str, rest: str = "", **headers: str) -> Heard:
        """Send a query by GET; ``rest`` is more of the URL's query string, with its '&'."""
        return self.ask("GET", f"/sparql?query={quote(sparql)}{rest}", **headers)


@contextmanager
def serving(store: Path, *options: str, **env: str):
    """Run ``kg serve`` on a store, on a free port of the loopback; it is stopped, and must then end well."""
    command = [sys.executable, "-c", SCRIPT, "serve", "--port", "0", "--store", str(store), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(**env), text=True, encoding="utf-8")
    try:
        said = process.stderr.readline()
        host, port = re.search(r"http://([\d.]+):(\d+)/", said).groups()
        yield Server(host, int(port), process)
        process.terminate()
        rest = process.communicate(timeout=30)[1]
        assert process.returncode == 0, rest
    finally:
        process.kill()
        process.communicate()

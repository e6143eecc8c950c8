"""Two real engines for the tests of stores that are not in a folder: Virtuoso 7 and Oxigraph's server.

Each is started once for all tests, on ports of the loopback that are free, and stopped at the end. Where one is not
installed its tests are skipped, unless ``KG_TEST_ENGINES`` names it: then they fail.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
import pytest
from sample_store import make_store

import kg
from kg.model import ReportStatements

NAMES = ("oxigraph", "virtuoso")
_NUMBERS = count(1)
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
O_DIRECT = 0
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@dataclass
class Engine:
    """A running engine. ``url`` is its address for queries; ``rows`` the most rows that it gives, 0 for any number."""

    name: str
    url: str
    user: str = ""
    password: str = ""
    rows: int = 0

    def signed_in(self, patch: pytest.MonkeyPatch, cache: Path) -> Engine:
        """Set the environment in which kg may write to it, and keeps its caches in a folder; return the engine."""
        for variable in ("USER", "PASSWORD", "TOKEN", "TIMEOUT"):
            patch.delenv(f"KG_STORE_{variable}", raising=False)
        for variable in ("KG_UPDATE_URL", "KG_GRAPH_STORE_URL"):
            patch.delenv(variable, raising=False)
        patch.setenv("XDG_CACHE_HOME", str(cache))
        patch.setenv("XDG_DATA_HOME", str(cache.with_name("data")))
        if self.user:
            patch.setenv("KG_STORE_USER", self.user)
            patch.setenv("KG_STORE_PASSWORD", self.password)
        return self

    def store(self) -> str:
        """Return the name of a store that nobody has used before."""
        return f"{self.url}#base=https://t{next(_NUMBERS)}.example/id/"

    def update(self, sparql: str) -> None:
        """Change the engine's data behind the store's back."""
        address = self.url.replace("/query", "/update").replace("/sparql", "/sparql-auth")
        auth = httpx.DigestAuth(self.user, self.password) if self.user else None
        httpx.post(address, data={"update": sparql}, auth=auth, timeout=60).raise_for_status()

    def asked(self, sparql: str) -> list[dict[str, str]]:
        """Return what the engine itself answers."""
        answer = httpx.post(
            self.url, data={"query": sparql}, headers={"Accept": "application/sparql-results+json"}, timeout=60
        )
        rows = answer.raise_for_status().json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in rows]


@contextmanager
def running(name: str, folder: Path) -> Iterator[Engine]:
    """Start an engine with its data in a folder; stop it at the end."""
    programs = {"oxigraph": [Path(sys.executable).with_name("oxigraph")], "virtuoso": ["virtuoso-t", "isql-vt"]}[name]
    if missing := [str(program) for program in programs if not shutil.which(program)]:
        what = f"{missing[0]} is not installed"
        if name in os.environ.get("KG_TEST_ENGINES", "").split():
            pytest.fail(what)
        pytest.skip(what)
    with (_oxigraph if name == "oxigraph" else _virtuoso)(folder) as engine:
        yield engine


@contextmanager
def stores_of(readings: tuple[ReportStatements, ...], base: str, engines: Callable[[str], Engine], folders):
    """Give a function from 'folder' or an engine's name to a store of the readings there, open for reading.

    ``folders`` is pytest's ``tmp_path_factory``. Each store is made when first asked for.
    """
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        opened = {}

        def store(name: str) -> kg.Store:
            if name not in opened:
                place = folders.mktemp("folder") / "kg"
                if name != "folder":
                    place = engines(name).signed_in(patch, folders.mktemp("cache")).url
                make_store(place, readings, base)
                opened[name] = stack.enter_context(kg.open_store(place, base=base))
            return opened[name]

        yield store


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _oxigraph(folder: Path) -> Iterator[Engine]:
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    with _process([program, "serve", "--bind", f"127.0.0.1:{port}"], folder, f"http://127.0.0.1:{port}/query"):
        yield Engine("oxigraph", f"http://127.0.0.1:{port}/query")


@contextmanager
def _virtuoso(folder: Path) -> Iterator[Engine]:
    sql, http, rows, password = free_port(), free_port(), 1000, secrets.token_hex(8)
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows), encoding="utf-8")
    url = f"http://127.0.0.1:{http}/sparql"
    with _process(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], folder, url):
        users = (
            f"SET PASSWORD dba {secrets.token_hex(8)}; DB.DBA.USER_CREATE('kg', '{password}'); "
            "GRANT SPARQL_SELECT TO kg; GRANT SPARQL_UPDATE TO kg;"
        )
        subprocess.run(["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={users}"], check=True, capture_output=True)
        yield Engine("virtuoso", url, "kg", password, rows)


@contextmanager
def _process(command: list, folder: Path, url: str) -> Iterator[None]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=_end_with_us
        )
    try:
        _await(process, url, folder)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen, url: str, folder: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url, params={"query": "ASK {}"}, timeout=10)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    logs = [path.read_text(encoding="utf-8", errors="replace")[-2000:] for path in folder.glob("*") if path.is_file()
            and path.suffix in ("", ".log")]  # fmt: skip
    pytest.fail(f"{url} does not come up: {logs}")


def _end_with_us() -> None:
    """Have Linux end the process that calls this when the tests end, even where they are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG

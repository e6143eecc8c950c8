"""The embedded store's folder: making, opening and locking it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from beside import python, quad
from sample import SAMPLES

import kg
from kg.errors import StoreError, StoreLockedError
from kg.graph.project import project
from kg.graph.vocabulary import DEFAULT_BASE
from kg.store import lock
from kg.store.holder import program
from kg.store.open import META_FILE

QUADS = project(SAMPLES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store with the three sample reports, closed."""
    path = tmp_path_factory.mktemp("store") / ".kg"
    with kg.open_store(path, create=True) as store:
        store.update(add=QUADS)
    return path


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)


HOLD = """
import sys, kg
store = kg.open_store(sys.argv[1], write=sys.argv[2] == "write")
print("open", flush=True)
sys.stdin.read()
"""


# Opening


def test_facade_is_light_and_typed():
    heavy = "print('pyoxigraph' in sys.modules)"
    code = f"import sys, kg; print(kg.__version__); {heavy}; kg.Store; {heavy}"
    out, err = python(code).communicate()
    assert out.split() == [kg.__version__, "False", "True"], err
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018


def test_opens_by_path_and_by_file_url(folder):
    for url in (str(folder), folder, folder.as_uri()):
        with kg.open_store(url) as store:
            assert isinstance(store, kg.Store)
            assert (store.base, store.writable, store.path) == (DEFAULT_BASE, False, folder)


def test_base_is_fixed_when_the_store_is_made(tmp_path):
    base = "https://other.example/things/"
    kg.open_store(tmp_path / "s", create=True, base=base).close()
    with kg.open_store(tmp_path / "s") as store:
        assert store.base == base
    kg.open_store(tmp_path / "s", create=True, base=base).close()
    with pytest.raises(StoreError, match=r"made with the base https://other\.example/things/; .* is refused"):
        kg.open_store(tmp_path / "s", write=True, base=DEFAULT_BASE)


@pytest.mark.parametrize("base", ["", "x", "/x/", "https://x.example", "https://x.example/a b/", "https://x.example#/"])
def test_a_base_is_an_absolute_iri_that_ends_in_a_slash(tmp_path, base):
    with pytest.raises(StoreError, match="cannot be a base"):
        kg.open_store(tmp_path / "s", create=True, base=base)
    assert not (tmp_path / "s").exists()


def _file(path):
    path.write_text("x", encoding="utf-8")


def _foreign(path):
    path.mkdir()
    _file(path / "notes.txt")


def _database(path):
    ox.Store(str(path))


@pytest.mark.parametrize(
    ("make", "reading", "creating"),
    [
        (lambda path: None, "no store at .*; run kg ingest first", None),
        (Path.mkdir, "no store at .*it is empty; run kg ingest first", None),
        (_file, "is a file, a store is a folder; run kg", "is a file; name a folder"),
        (_foreign, "has no kg-store.json; run kg", "has other files in it; name an empty"),
        (_database, "has no kg-store.json", "has other files in it"),
    ],
)
def test_where_there_is_no_store(tmp_path, make, reading, creating):
    path = tmp_path / "s"
    make(path)
    before = sorted(tmp_path.rglob("*"))
    for write in (False, True):
        with pytest.raises(StoreError, match=reading) as caught:
            kg.open_store(path, write=write)
        assert "\n" not in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before  # to look for a store leaves nothing behind
    if creating:
        with pytest.raises(StoreError, match=creating):
            kg.open_store(path, create=True)
        assert sorted(tmp_path.rglob("*")) == before
    else:
        kg.open_store(path, create=True).close()
        assert kg.open_store(path).graphs() == []


def test_a_store_elsewhere_is_refused():
    for url in ("ftp://x.example/store", "file://host/x"):
        with pytest.raises(StoreError, match="name a folder"):
            kg.open_store(url)


def test_a_folder_that_cannot_be_made(tmp_path):
    _file(tmp_path / "f")
    with pytest.raises(StoreError, match="cannot make a store at .*not a directory"):
        kg.open_store(tmp_path / "f" / "s", create=True)


def test_interrupted_creation_is_taken_up_again(tmp_path):
    for stage, left in enumerate((["kg-store.lock"], None)):
        path = tmp_path / str(stage)
        kg.open_store(path, create=True).close()
        for file in path.iterdir():
            if file.name == META_FILE or (left and file.name not in left):
                file.unlink()
        with pytest.raises(StoreError, match="no store at .* has no kg-store.json; run kg ingest first"):
            kg.open_store(path)
        with kg.open_store(path, create=True) as store:
            assert store.update(add=[quad("a", "1")])


def test_a_process_killed_while_it_writes_leaves_a_whole_store(tmp_path):
    code = """
import os, signal, sys, kg
sys.path.insert(0, "tests")
from beside import quad
store = kg.open_store(sys.argv[1], create=True)
for number in range(10**6):
    store.update(add=[quad(f"a{number}-{part}", "x") for part in range(20)])
    print(number, flush=True)
"""
    process = python(code, tmp_path / "s")
    for _ in range(3):
        assert process.stdout.readline(), process.stderr.read()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with kg.open_store(tmp_path / "s", write=True) as store:  # nothing stale bars the way
        count = sum(1 for _ in store.quads())
        assert count >= 60
        assert count % 20 == 0  # each step wholly or not at all
        assert store.update(add=[quad("new", "x")])


# Locking


@pytest.mark.parametrize(
    ("holds", "asks", "message"),
    [
        ("write", "read", ""),
        ("write", "write", r"is being written by process {pid} \(python\S*\) on \S+; try again"),
        ("read", "write", r"is being read by (process {pid} \(python\S*\)|another process); try again"),
        ("read", "read", ""),
    ],
)
def test_one_writer_or_many_readers(folder, impatient, holds, asks, message):
    other = python(HOLD, folder, holds)
    assert other.stdout.readline() == "open\n", other.stderr.read()
    try:
        if message:
            with pytest.raises(StoreLockedError, match=message.format(pid=other.pid)) as caught:
                kg.open_store(folder, write=asks == "write")
            assert "\n" not in str(caught.value)
        else:
            kg.open_store(folder).close()
    finally:
        other.communicate()
    kg.open_store(folder, write=asks == "write").close()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["/usr/bin/python3", "/home/me/.venv/bin/kg", "ingest", "secret.txt"], "kg ingest"),
        (["/usr/bin/python3", "-m", "kg.cli.main", "serve", "--port", "1"], "kg serve"),
        (["kg", "--store", "x"], "kg"),
        (["python3", "kg/cli/main.py"], "kg"),
        (["python3", "notes/main.py", "secret"], "main.py"),
        (["/usr/bin/python3", "-c", "secret"], "python3"),
        (["python3"], "python3"),
        ([], ""),
    ],
)
def test_who_holds_a_lock_is_named_without_what_it_was_given(command, name):
    assert program(command) == name


def test_a_killed_writer_holds_no_lock(folder):
    other = python(HOLD, folder, "write")
    assert other.stdout.readline() == "open\n"
    other.kill()
    other.communicate()
    kg.open_store(folder, write=True).close()


def test_a_reader_waits_for_a_short_writer(folder):
    code = HOLD.replace("sys.stdin.read()", "import time; time.sleep(0.3)")
    other = python(code, folder, "write")
    assert other.stdout.readline() == "open\n"
    kg.open_store(folder).close()
    other.communicate()


def test_in_one_process_too(folder, impatient):
    with kg.open_store(folder, write=True):
        with pytest.raises(StoreLockedError, match=f"process {os.getpid()} "):
            kg.open_store(folder, write=True)
        with kg.open_store(folder) as reading:
            assert f"process {os.getpid()} " in reading.behind
    with kg.open_store(folder), kg.open_store(folder) as second:
        assert second.graphs()


def test_other_programs_on_the_same_database(folder, impatient):
    code = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    other = python(code, folder)
    assert other.stdout.readline() == "open\n"
    for write in (False, True):
        with pytest.raises(StoreLockedError, match="open for writing in another program"):
            kg.open_store(folder, write=write)
    other.communicate()
    with kg.open_store(folder):
        refused = python(code, folder).communicate()[1]
        assert "lock" in refused.lower()


# Files


def test_a_newer_format_is_refused(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "s")
    (tmp_path / "s" / META_FILE).write_text(json.dumps({"format": 2, "base": DEFAULT_BASE}), encoding="utf-8")
    with pytest.raises(StoreError, match="has format 2; use the version of kg that made it"):
        kg.open_store(tmp_path / "s")


@pytest.mark.parametrize(
    ("path", "mode", "call", "message"),
    [
        (META_FILE, 0, "kg.open_store(path)", "kg-store.json: permission denied"),
        ("CURRENT", 0, "kg.open_store(path)", "cannot open the store .*: permission denied"),
        ("kg-store.lock", 0, "kg.open_store(path)", "kg-store.lock: permission denied; give yourself the right"),
        ("", 0o555, "kg.open_store(path, write=True)", "kg-store.lock: permission denied; make the folder writable"),
        ("..", 0o555, "kg.open_store(path + '2', create=True)", "cannot make a store at .*permission denied"),
        ("..", 0o000, "kg.open_store(path)", "cannot open the store .*permission denied"),
        ("", 0o555, "print(len(kg.open_store(path).graphs()))", "^[1-9]"),
    ],
)
def test_permissions(folder, path, mode, call, message):
    """Where the tests run as root, whom no mode stops, the process becomes another user first."""
    code = f"""
import os, sys, kg, kg.store.open
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path = sys.argv[1]
try: {call}
except kg.KgError as error: print(error)
"""
    with tempfile.TemporaryDirectory() as top:
        copy = Path(top) / "s"
        shutil.copytree(folder, copy)
        for file in [Path(top), copy, *copy.iterdir()]:
            file.chmod(0o755 if file.is_dir() else 0o644)
        (copy / path).chmod(mode)
        out, err = python(code, copy).communicate()
        (copy / path).chmod(0o755)
    assert err == ""
    assert re.search(message, out), out
    assert out.count("\n") == 1


def test_reading_changes_no_file(folder):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}
    with kg.open_store(folder) as store:
        store.query("SELECT * { ?s ?p ?o }")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()} == before


def test_closed_and_read_only_stores_say_so(folder):
    with kg.open_store(folder) as store, pytest.raises(StoreError, match="open for reading only"):
        store.update(add=[quad("a", "1")])
    for use in (store.graphs, store.reports, lambda: store.query("ASK {}"), lambda: list(store.quads())):
        with pytest.raises(StoreError, match="is closed"):
            use()


def test_openings_do_not_pile_up_files(tmp_path):
    kg.open_store(tmp_path / "s", create=True).close()
    counts = set()
    for _ in range(6):
        kg.open_store(tmp_path / "s", write=True).close()
        counts.add(len(list((tmp_path / "s").iterdir())))
    assert max(counts) < 15


def test_opening_is_fast(folder):
    start = time.process_time()
    for _ in range(10):
        kg.open_store(folder).close()
    assert time.process_time() - start < 1


def test_store_files_can_be_read_by_others(folder):
    """The umask decides who may read a store, not a temporary file's private mode."""
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / META_FILE).stat().st_mode) == 0o666 & ~umask

"""Copies of a store that readers keep while others write on."""

from __future__ import annotations

import os
import shutil
import signal

import pytest
from beside import python, quad
from sample_store import make_store

import kg
from kg.errors import OutputError, StoreCorruptError, StoreError, StoreLockedError
from kg.queries.totals import totals
from kg.store import lock


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("store") / ".kg")


@pytest.mark.parametrize("write", [False, True], ids=["of a reader", "of a writer"])
def test_a_snapshot_opens_like_any_store_and_never_changes(folder, tmp_path, write):
    source = tmp_path / "s"
    shutil.copytree(folder, source)
    with kg.open_store(source, write=write) as store:
        before = set(store.quads())
        held, reports = totals(store), store.reports()
        store.snapshot(tmp_path / "copy")
    with kg.open_store(source, write=True) as store:
        store.update(remove_graphs=store.graphs())
    with kg.open_store(tmp_path / "copy") as copy:
        assert set(copy.quads()) == before
        assert (totals(copy), copy.reports()) == (held, reports)
        plain = copy.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"].value
        assert int(plain) == len({quad.triple for quad in before})
        copy.snapshot(tmp_path / "again")
    with kg.open_store(tmp_path / "again", write=True) as again:  # a store of its own, for writing too
        again.update(add=[quad("a", "1")])
        assert len(set(again.quads())) == len(before) + 1
    with kg.open_store(tmp_path / "copy") as copy:
        assert set(copy.quads()) == before


@pytest.mark.parametrize("write", [False, True], ids=["of a reader", "of a writer"])
def test_a_store_that_holds_nothing_has_snapshots_too(tmp_path, write):
    with kg.open_store(tmp_path / "s", create=True):
        pass
    with kg.open_store(tmp_path / "s", write=write) as store:
        store.snapshot(tmp_path / "copy")
    with kg.open_store(tmp_path / "copy") as copy:
        assert list(copy.quads()) == []


def test_a_writer_goes_on_beside_its_snapshot(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        for number in range(3):
            store.update(add=[quad(f"a{number}", "x")])
            store.snapshot(tmp_path / f"copy{number}")
        for number in range(3):  # opened while the writer is at work
            with kg.open_store(tmp_path / f"copy{number}") as copy:
                assert len(set(copy.quads())) == number + 1


def test_nobody_waits_for_readers_of_a_snapshot(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    shutil.copytree(folder, tmp_path / "s")
    with kg.open_store(tmp_path / "s") as store:
        store.snapshot(tmp_path / "copy")
        with pytest.raises(StoreLockedError):
            kg.open_store(tmp_path / "s", write=True)
    with kg.open_store(tmp_path / "copy"), kg.open_store(tmp_path / "s", write=True) as store:
        assert store.update(add=[quad("a", "1")])


KILLED = """
import os, signal, sys, kg
sys.path.insert(0, "tests")
from beside import quad
store = kg.open_store(sys.argv[1], create=True)
store.update(add=[quad(f"a{number}", "x") for number in range(20)])
store.flush()
store.update(add=[quad(f"b{number}", "x") for number in range(30)])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("write", [False, True], ids=["of a reader", "of a writer"])
def test_what_a_killed_writer_left_in_its_journal_is_in_the_snapshot(tmp_path, write):
    process = python(KILLED, tmp_path / "s")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with kg.open_store(tmp_path / "s", write=write) as store:
        store.snapshot(tmp_path / "copy")
    with kg.open_store(tmp_path / "copy") as copy:
        assert len(set(copy.quads())) == 50
        assert copy.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"].value == "50"


def test_the_table_files_are_shared_where_they_can_be(folder, tmp_path, monkeypatch):
    with kg.open_store(folder) as store:
        store.snapshot(tmp_path / "linked")
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(18, "Invalid cross-device link")))
        store.snapshot(tmp_path / "copied")
        quads = set(store.quads())
    for name, links in (("linked", 2), ("copied", 1)):
        tables = list((tmp_path / name).glob("*.sst"))
        assert tables
        assert all(table.stat().st_nlink >= links for table in tables)
        with kg.open_store(tmp_path / name) as copy:
            assert set(copy.quads()) == quads
    assert {table.stat().st_nlink for table in (tmp_path / "copied").glob("*.sst")} == {1}


def test_damage_to_a_snapshot_is_told(folder, tmp_path):
    with kg.open_store(folder, write=True) as store:
        store.snapshot(tmp_path / "copy")
    table = max((tmp_path / "copy").glob("*.sst"), key=lambda path: path.stat().st_size)
    data = table.read_bytes()
    table.unlink()  # its own file from now on, not the store's
    table.write_bytes(bytes(byte ^ 255 for byte in data[:4000]) + data[4000:])
    with pytest.raises(StoreCorruptError, match="is damaged"):
        kg.open_store(tmp_path / "copy")


def _empty(path):
    path.mkdir()


def _full(path):
    path.mkdir()
    (path / "notes.txt").write_text("x", encoding="utf-8")


def _file(path):
    path.write_text("x", encoding="utf-8")


def _file_above(path):
    path.parent.rmdir()
    _file(path.parent)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, ""),
        (_empty, ""),
        (_full, r"cannot write .*: it has something in it; name a new or an empty folder"),
        (_file, r"cannot write .*: it is a file; name a new"),
        (_file_above, r"cannot write .*: not a directory"),
    ],
)
def test_where_a_snapshot_can_stand(folder, tmp_path, make, message):
    target = tmp_path / "in" / "copy"
    target.parent.mkdir()
    make(target)
    before = sorted(tmp_path.rglob("*"))
    with kg.open_store(folder) as store:
        if message:
            with pytest.raises(OutputError, match=message) as caught:
                store.snapshot(target)
            assert "\n" not in str(caught.value)
            assert sorted(tmp_path.rglob("*")) == before
        else:
            store.snapshot(target)
            kg.open_store(target).close()
            assert list(target.parent.iterdir()) == [target]


def test_a_snapshot_that_fails_leaves_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "copy2", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with kg.open_store(folder) as store, pytest.raises(OutputError, match="no space left"):
        store.snapshot(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_closed_store_gives_no_snapshot(folder, tmp_path):
    store = kg.open_store(folder)
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.snapshot(tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []

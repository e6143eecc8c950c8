"""Readers beside a writer: they get what the store held when it was last put on disk."""

from __future__ import annotations

import shutil
import signal
import threading
from contextlib import suppress

import pytest
from beside import python, quad
from commands import run_process
from sample_store import make_store

import kg
from kg.errors import OutputError, StoreLockedError
from kg.store import embedded, lock
from kg.store import open as opening


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    monkeypatch.setattr(opening, "_MOMENT", 0.05)


@pytest.fixture
def folder(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad("a", "1")])
    return tmp_path / "s"


def subjects(store) -> str:
    return "".join(sorted(quad.subject.value[-1] for quad in store.quads()))


def test_a_reader_sees_what_was_last_put_on_disk(folder):
    with kg.open_store(folder, write=True) as writer:
        writer.update(add=[quad("b", "1")])
        with kg.open_store(folder) as before:
            assert subjects(before) == "a"
            assert before.behind.startswith(f"the store {folder} is being written by process ")
            writer.flush()
            writer.update(add=[quad("c", "1")])
            with kg.open_store(folder) as between:
                assert (subjects(before), subjects(between), subjects(writer)) == ("a", "ab", "abc")
    with kg.open_store(folder) as after:
        assert (subjects(after), after.behind) == ("abc", "")


def test_nothing_is_left_but_what_somebody_reads(folder):
    with kg.open_store(folder, write=True) as writer:
        for name in "bcd":
            writer.update(add=[quad(name, "1")])
            writer.flush()
        assert len(list((folder / "reading").iterdir())) == 2  # the newest, and which it is
        slow = kg.open_store(folder)
    assert [path.is_dir() for path in (folder / "reading").iterdir()] == [True]
    assert subjects(slow) == "abcd"
    slow.close()
    kg.open_store(folder, write=True).close()
    assert not (folder / "reading").exists()


def test_a_store_that_held_nothing_is_waited_for(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as writer:
        writer.update(add=[quad("a", "1")])
        with pytest.raises(StoreLockedError, match="is being written by process"):
            kg.open_store(tmp_path / "s")
        writer.flush()
        with kg.open_store(tmp_path / "s") as reader:
            assert subjects(reader) == "a"


KILLED = """
import os, signal, sys, kg
sys.path.insert(0, "tests")
from beside import quad
store = kg.open_store(sys.argv[1], write=True)
store.update(add=[quad("b", "1")])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_published_is_read_by_nobody(folder):
    process = python(KILLED, folder)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert (folder / "reading" / "current").exists()
    with kg.open_store(folder) as reader:
        assert (subjects(reader), reader.behind) == ("ab", "")
    (folder / "reading" / ".kg-123.tmp").mkdir()  # killed while it made one
    kg.open_store(folder, write=True).close()
    assert not (folder / "reading").exists()


def test_where_nothing_can_be_published_readers_wait(folder, monkeypatch):
    def full(*_):
        raise OutputError("no space left")

    monkeypatch.setattr(embedded, "publish", full)
    with kg.open_store(folder, write=True) as writer:
        writer.update(add=[quad("b", "1")])
        writer.flush()
        with pytest.raises(StoreLockedError):
            kg.open_store(folder)
    with kg.open_store(folder) as reader:
        assert subjects(reader) == "ab"


def patiently(folder):
    while True:
        with suppress(StoreLockedError):  # readers are in
            return kg.open_store(folder, write=True)


def test_readers_come_at_any_moment(folder):
    """While a writer publishes, takes away and ends, again and again, every reader gets a whole store."""
    ended, seen = threading.Event(), []

    def write():
        try:
            for number in range(6):
                with patiently(folder) as writer:
                    for part in range(3):
                        writer.update(add=[quad(f"{number}{part}{name}", "1") for name in "xy"])
                        writer.flush()
        finally:
            ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not ended.is_set():
        try:
            with kg.open_store(folder) as reader:
                seen.append(len(list(reader.quads())))
        except StoreLockedError as error:  # it had just ended, and another begun
            assert "being written" in str(error)
    writer.join()
    assert seen == sorted(seen)
    assert all(count % 2 for count in seen)  # each step whole: 'a' and pairs
    with kg.open_store(folder) as reader:
        assert len(list(reader.quads())) == 37


def test_commands_beside_a_writer_say_so(tmp_path):
    make_store(tmp_path / "s")
    shutil.copytree(tmp_path / "s", tmp_path / "same")
    alone = run_process("query", "who-chairs", "--store", "same", folder=tmp_path)
    with kg.open_store(tmp_path / "s", write=True) as writer:
        writer.update(remove_graphs=writer.graphs())
        beside = run_process("query", "who-chairs", "--store", "s", folder=tmp_path)
        copied = run_process("snapshot", "-o", "copy", "--store", "s", folder=tmp_path)
        refused = run_process("forget", "0", "--store", "s", folder=tmp_path)
    assert (beside.code, beside.out) == (0, alone.out)
    assert beside.err.startswith("kg: note: the store s is being written by process ")
    assert beside.err.endswith("; this is what it held before\n")
    assert (copied.code, copied.out[:10]) == (0, "copy holds")
    assert refused.code == 1
    with kg.open_store(tmp_path / "copy") as copy:
        assert len(copy.reports()) == 3

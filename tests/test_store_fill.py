"""Many quads put in at once by the engine's bulk loader."""

from __future__ import annotations

import signal

import pytest
from beside import python, quad
from sample import SAMPLES

import kg
from kg.errors import InputError, StoreError
from kg.graph.project import project

QUADS = project(SAMPLES)


def _plain(store):
    return int(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"].value)


def test_a_filled_store_is_as_an_updated_one(tmp_path):
    with kg.open_store(tmp_path / "filled", create=True) as filled:
        filled.fill(iter([*QUADS, *QUADS[:100]]))
    with kg.open_store(tmp_path / "updated", create=True) as updated:
        updated.update(add=QUADS)
    with kg.open_store(tmp_path / "filled", write=True) as filled, kg.open_store(tmp_path / "updated") as updated:
        assert list(filled.quads()) == list(updated.quads())
        assert filled.reports() == updated.reports()
        assert _plain(filled) == _plain(updated) == len({quad.triple for quad in QUADS})
        assert filled.update(remove_graphs=filled.graphs())
        assert _plain(filled) == 0


def test_each_triple_of_several_graphs_is_once_in_the_union(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad("a", "1", "before")])
        store.fill(quad("a", "1", f"g{number}") for number in range(5))
        assert (_plain(store), len(set(store.quads()))) == (1, 6)
        store.update(remove_graphs=["https://x.example/before"])
        assert _plain(store) == 1  # others still say it
        store.update(remove_graphs=store.graphs())
        assert _plain(store) == 0


def test_a_fill_that_fails_leaves_the_store_as_it_was(tmp_path):
    def failing():
        yield from QUADS
        raise InputError("a file", "ends here")

    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad("a", "1")])
        with pytest.raises(InputError, match="ends here"):
            store.fill(failing())
        assert set(store.quads()) == {quad("a", "1")}
    with kg.open_store(tmp_path / "s") as store, pytest.raises(StoreError, match="reading only"):
        store.fill([quad("b", "1")])


KILLED = """
import os, signal, sys, kg
sys.path.insert(0, "tests")
from beside import quad
def quads():
    few = [quad(f"s{number}", "x") for number in range(1000)]
    for _ in range(1100):  # with the plain triples two million: twice what the loader takes at a time
        yield from few
    os.kill(os.getpid(), signal.SIGKILL)
kg.open_store(sys.argv[1], write=True).fill(quads())
"""


def test_a_killed_fill_leaves_the_store_as_it_was(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad("a", "1")])
    process = python(KILLED, tmp_path / "s")
    assert process.communicate() == ("", "")
    assert process.returncode == -signal.SIGKILL
    assert list((tmp_path / "s").glob("bulk-*.sst"))
    with kg.open_store(tmp_path / "s") as store:
        assert set(store.quads()) == {quad("a", "1")}
    with kg.open_store(tmp_path / "s", write=True) as store:
        assert not list((tmp_path / "s").glob("bulk-*.sst"))  # they are nobody's any more
        store.fill([quad("b", "1")])
        assert set(store.quads()) == {quad("a", "1"), quad("b", "1")}

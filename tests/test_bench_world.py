"""The invented world that the measurements use: always the same, and of the shape of a real graph."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from beside import python

import kg

SIZE = 12_000


@pytest.fixture(scope="module")
def bench(bench_path):
    """The module ``bench/world.py``."""
    import world

    return world


def digest(quads) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()


def test_the_same_size_and_seed_always_give_the_same_quads(bench) -> None:
    code = "import sys; sys.path[:0] = ['bench', 'tests']; import world, test_bench_world as here;"
    code += f"print(here.digest(world.quads({SIZE})))"
    with python(code, env={**os.environ, "PYTHONHASHSEED": "7"}) as other:
        out, err = other.communicate()
    assert out.strip() == digest(bench.quads(SIZE)), err
    assert digest(bench.quads(SIZE, seed=2)) != digest(bench.quads(SIZE))


def test_the_graph_is_valid(bench) -> None:
    assert bench.findings(SIZE, 1, 12) == []


def test_a_store_of_it_holds_every_quad_and_each_triple_once_in_the_default_graph(bench, tmp_path: Path) -> None:
    quads = set(bench.quads(SIZE))
    bench.fill(tmp_path / "kg", bench.quads(SIZE))
    with kg.open_store(tmp_path / "kg") as store:
        assert set(store.quads()) == quads
        (row,) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row["n"].value) == len({quad.triple for quad in quads})
        busiest = bench.busiest(store)
        assert {"Person", "Body", "Event", "Directive", "Report"} <= busiest.keys()
        assert store.query(f"ASK {{ <{busiest['Person']}> org:holds ?post }}")


def test_a_store_whose_filling_was_stopped_is_made_anew(bench, tmp_path: Path, monkeypatch) -> None:
    import difference

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stopped = tmp_path / f"{bench.world(SIZE).name}-fewer"
    bench.fill(stopped, list(bench.quads(SIZE))[:100])
    assert difference.fewer(SIZE) == stopped
    with kg.open_store(stopped) as store:
        assert len(store.reports()) > 10

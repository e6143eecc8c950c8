"""The first fill of a store: all its reports at once, and yet as if they had come one by one."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path

import pytest
import worlds
from beside import python
from commands import Ran
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import FIRST, SAMPLES, SECOND, THIRD
from test_build import DAYS, SOURCES, changed, content, reader, scratch

import kg
import kg.build
from kg.build import Builder
from kg.errors import InputError, StoreError
from kg.graph.vocabulary import ONTOLOGY_GRAPH, ontology_quads


@pytest.fixture
def store(tmp_path: Path):
    with kg.open_store(tmp_path / "store", create=True) as opened:
        yield opened


def test_what_waits_is_written_at_once(store, monkeypatch):
    builder = Builder(store, reader(*SAMPLES))
    assert [builder.stage(sample.report).change for sample in SAMPLES] == ["new"] * 3
    assert builder.stage(FIRST.report).change == "unchanged"
    assert (builder.staged, store.graphs()) == (3, [])
    monkeypatch.setattr(type(store), "update", lambda *_, **__: pytest.fail("written one by one"))
    steps = []
    builder.settle(steps.append)
    builder.settle()
    assert (builder.staged, steps) == (0, [1, 1, 1])
    assert content(store) == scratch(*SAMPLES)
    assert {str(quad) for quad in store.quads(ONTOLOGY_GRAPH)} == {str(quad) for quad in ontology_quads()}


def test_afterwards_each_goes_in_by_itself(store):
    builder = Builder(store, reader(*SAMPLES))
    builder.stage(FIRST.report)
    builder.settle()
    assert builder.stage(SECOND.report).change == "new"
    assert (builder.staged, content(store)) == (0, scratch(FIRST, SECOND))
    again = Builder(store, reader(*SAMPLES))
    assert again.stage(THIRD.report).change == "new"
    assert (again.staged, content(store)) == (0, scratch(*SAMPLES))


@pytest.mark.parametrize("then", ["ingest", "forget"])
def test_what_waits_goes_in_before_anything_else(store, then):
    builder = Builder(store, reader(*SAMPLES))
    builder.stage(FIRST.report)
    if then == "ingest":
        builder.ingest(SECOND.report)
        assert content(store) == scratch(FIRST, SECOND)
    else:
        builder.forget(FIRST.report.key)
        assert content(store) == []


def test_many_do_not_all_wait(store, monkeypatch):
    monkeypatch.setattr(kg.build, "MOST_STAGED", 2)
    builder = Builder(store, reader(*SAMPLES))
    waiting = [(builder.stage(sample.report), builder.staged)[1] for sample in SAMPLES]
    assert waiting == [1, 0, 0]
    assert content(store) == scratch(*SAMPLES)


def test_a_text_that_its_source_changes_while_it_waits(store):
    new = changed(FIRST)
    builder = Builder(store, reader(FIRST, SECOND, new))
    builder.stage(FIRST.report)
    builder.stage(SECOND.report)
    outcome = builder.stage(new.report)
    assert (outcome.change, outcome.report, outcome.forgotten) == ("replaced", new.report.key, FIRST.report.key)
    assert not (store.readings / f"{FIRST.report.key}.json").exists()
    builder.settle()
    assert content(store) == scratch(SECOND, new)


STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 4), st.sampled_from(SOURCES), st.sampled_from(DAYS)), min_size=1, max_size=7
)


@pytest.fixture(scope="module")
def playgrounds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("play")
    with kg.open_store(folder / "a", create=True) as one, kg.open_store(folder / "b", create=True) as other:
        yield one, other


@given(world=worlds.worlds, steps=STEPS)
@settings(deadline=None, max_examples=25)
def test_the_outcomes_and_the_graph_are_as_one_by_one(playgrounds, world, steps):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kg.build, "ontology_quads", lambda: ())  # it would take most of the time
        for store in playgrounds:
            store.update(remove_graphs=store.graphs())
        one, other = (Builder(store, reader(*world)) for store in playgrounds)
        for settled, number, source, day in steps:
            report = worlds.given(world[number % len(world)], source, day).report
            first, second = one.ingest(report), other.stage(report)
            assert replace(first, reading=None) == replace(second, reading=None)
            if settled:
                other.settle()
        other.settle()
        assert content(playgrounds[1]) == content(playgrounds[0])


def test_a_reader_that_fails_harms_no_other_report(store):
    def read(report: kg.Report) -> kg.ReportStatements:
        if report.key == SECOND.report.key:
            raise InputError("second", "cannot be read")
        return reader(*SAMPLES)(report)

    builder = Builder(store, read)
    builder.stage(FIRST.report)
    with pytest.raises(InputError):
        builder.stage(SECOND.report)
    builder.stage(THIRD.report)
    builder.settle()
    assert content(store) == scratch(FIRST, THIRD)


def test_a_fill_that_fails_leaves_nothing_and_can_be_done_again(store, monkeypatch):
    builder = Builder(store, reader(*SAMPLES))
    builder.stage(FIRST.report)
    with monkeypatch.context() as patched:
        patched.setattr(type(store), "fill", lambda *_: (_ for _ in ()).throw(StoreError("no space left")))
        with pytest.raises(StoreError, match="no space left"):
            builder.settle()
    assert content(store) == []
    read = reader(*SAMPLES)
    again = Builder(store, read, FIRST.reader)
    again.stage(FIRST.report)
    again.settle()
    assert read.count == 0  # what was read is kept
    assert content(store) == scratch(FIRST)


INGEST = """
import os, signal, sys, types, kg.reading
sys.path.insert(0, "tests")
import sample_store
from kg.build import Builder
sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = sample_store.reader_module()
real = Builder.stage
def stage(builder, report, *writing):
    if "Số 3" in report.text:
        {then}
    return real(builder, report, *writing)
Builder.stage = stage
from kg.cli.main import main
main(["ingest", "--store", sys.argv[1], sys.argv[2]])
"""


def _ingest(folder, then: str) -> Ran:
    for number in range(5):
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{number}.txt").write_text(f"Số {number}\n\nNội dung.", encoding="utf-8")
    process = python(INGEST.format(then=then), folder / "s", folder / "in")
    out, err = process.communicate()
    return Ran(process.returncode, out, err)


def test_an_interrupted_ingest_keeps_what_was_finished(tmp_path):
    ran = _ingest(tmp_path, "raise KeyboardInterrupt")
    assert ran.code == 130
    assert ran.err.endswith("\nkg: interrupted; what was finished is kept\n")
    with kg.open_store(tmp_path / "s") as store:
        assert sorted(source for report in store.reports() for source in report.source_ids) == [
            "0.txt",
            "1.txt",
            "2.txt",
        ]
    assert "5 reports read: 2 new, 3 unchanged" in _ingest(tmp_path, "pass").out


def test_a_killed_ingest_leaves_a_whole_store(tmp_path):
    ran = _ingest(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    assert ran.code == -signal.SIGKILL
    with kg.open_store(tmp_path / "s") as store:
        assert store.reports() == []
    assert len(list((tmp_path / "s" / "readings").iterdir())) == 3
    assert "5 reports read: 5 new" in _ingest(tmp_path, "pass").out


def test_what_is_ingested_later_is_flushed_now_and_then(store, monkeypatch):
    times = iter([0.0, 5.0, 11.0, 11.0, 12.0])
    monkeypatch.setattr(kg.build, "monotonic", lambda: next(times))
    flushed = []
    monkeypatch.setattr(type(store), "flush", lambda self: flushed.append(len(self.reports())))
    builder = Builder(store, reader(*SAMPLES))
    for sample in SAMPLES:
        builder.ingest(sample.report)
    assert flushed == [2]

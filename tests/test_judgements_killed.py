"""A decision that is killed at any of its steps: the store is as before or as after it, or a line says what to run."""

from __future__ import annotations

import shutil

import pytest
from commands import ROOT, run_process
from namesakes import CHAIR, DIRECTOR, namesakes, pipeline
from sample_store import put_reader

import kg
from kg.judgements.file import JUDGEMENTS_FILE, read

RUN = f"import runpy, sys; runpy.run_path({str(ROOT / 'tests' / 'killed.py')!r}, run_name='__main__')"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return namesakes(tmp_path_factory.mktemp("namesakes") / "s")


@pytest.fixture
def store(first, here, monkeypatch):
    put_reader(monkeypatch, pipeline())
    monkeypatch.setenv("KG_STORE", "s")
    monkeypatch.setenv("KG_WHO", "An")
    return shutil.copytree(first, here / "s")


def quads(store):
    with kg.open_store(store) as opened:
        return set(opened.quads())


def judged(store):
    return [judgement.verdict for judgement in read(store / JUDGEMENTS_FILE)]


def pair(store):
    with kg.open_store(store) as opened:
        asked = f"SELECT ?p {{ GRAPH <{opened.base}report/%s> {{ ?p a kg:Person }} }}"
        return [next(iter(opened.query(asked % told.report.key)))["p"].value for told in (CHAIR, DIRECTOR)]


def killed(store, here, *command):
    """Return the stores that a command leaves when killed, each with the step before which it was."""
    ran = run_process(str(store), str(here / "killed"), *command, folder=here, script=RUN, KG_WHO="An")
    *steps, last = ran.err.splitlines()
    assert last == "exit code 0", ran.err
    return [(step, here / "killed" / str(number)) for number, step in enumerate(steps)]


@pytest.mark.parametrize("command", ["merge", "undo"])
def test_a_decision_that_is_killed_is_made_or_not_or_finished_by_one_command(store, kg_run, here, command):
    do = (command, *pair(store)[: 2 * (command == "merge")])
    if command == "undo":
        kg_run("merge", *pair(store))
    before = quads(store), judged(store)
    stores = killed(store, here, *do)
    assert kg_run(*do).code == 0
    after = quads(store), judged(store)
    seen = []
    for step, left in stores:
        there = quads(left), judged(left)
        seen.append((there[0] == after[0], there[1] == after[1]))
        assert there in ((before[0], before[1]), (before[0], after[1]), after), step
        told = kg_run("judgements", "--store", str(left))
        assert told.code == 0 and (told.err == "") == (there in (before, after)), (step, told.err)
        assert there in (before, after) or "; kg reread brings it in line with the file" in told.err
        assert kg_run("reread", "--store", str(left)).code == 0, step
        assert (quads(left), judged(left)) == (after if seen[-1][1] else before), step
        assert not [path for path in left.rglob("*") if path.suffix == ".tmp" or path.name == "reading"], step
    assert list(dict.fromkeys(seen)) == [(False, False), (False, True), (True, True)]

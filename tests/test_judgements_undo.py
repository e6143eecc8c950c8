"""Taking judgements back where the file contradicts itself: the way out that each refusal names leads out."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from namesakes import CHAIR, DIRECTOR, SECRETARY, namesakes, pipeline
from sample_store import dump_at, put_reader

import kg
from kg.judgements import file
from kg.judgements.file import JUDGEMENTS_FILE
from kg.judgements.row import made
from kg.model import Member, Side

REPORTS = {"A": CHAIR, "B": SECRETARY, "C": DIRECTOR}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return namesakes(tmp_path_factory.mktemp("namesakes") / "s")


@pytest.fixture
def store(first, here, monkeypatch):
    put_reader(monkeypatch, pipeline())
    monkeypatch.setenv("KG_STORE", "s")
    monkeypatch.setenv("KG_WHO", "An")
    return shutil.copytree(first, here / "s")


def iri(store, name):
    with kg.open_store(store) as opened:
        asked = f"SELECT ?p {{ GRAPH <{opened.base}report/{REPORTS[name].report.key}> {{ ?p a kg:Person }} }}"
        return next(iter(opened.query(asked)))["p"].value


def written(store, *told):
    """Write judgements such as 'A=B', 'A≠C' into the file by hand; return their ids."""
    sides = {name: Side(iri(store, name), Member(REPORTS[name].report.key, "p1")) for name in REPORTS}
    verdicts = {"=": "same", "≠": "different", "?": "unsure"}
    new = [made(verdicts[sign], sides[a], sides[b], "An", f"{n}") for n, (a, sign, b) in enumerate(told)]
    file.write(store / JUDGEMENTS_FILE, new)
    return [judgement.id for judgement in new]


def without_rows(dump):
    """Return a dump without the comments that hold the file of judgements."""
    return [line for line in dump.splitlines() if not line.startswith(b"# judgements.tsv: ")]


def ids(kg_run):
    return [row["id"] for row in json.loads(kg_run("judgements", "--json").out)]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_any_row_of_a_contradiction_can_be_taken_back(store, kg_run, gone):
    there = written(store, "A=B", "B=C", "A≠C")
    refused = kg_run("reread")
    assert refused.code == 1 and "take one back first, e.g. kg undo" in refused.err
    before = dump_at(store)
    ran = kg_run("undo", there[gone])
    assert (ran.code, ran.err) == (0, "") and ran.out.startswith(f"taken back: {there[gone]}")
    rest = [each for each in there if each != there[gone]]
    assert ids(kg_run) == rest
    assert kg_run("reread").code == 0 and kg_run("judgements").err == ""  # the graph is in line with the file
    assert kg_run("undo", *rest).code == 0
    assert not (store / JUDGEMENTS_FILE).exists()
    assert without_rows(dump_at(store)) == without_rows(before)


def test_the_command_that_a_refusal_names_leads_out(store, kg_run):
    written(store, "A=B", "B=C", "A≠C")
    named = re.search(r"kg undo (\w+)", kg_run("merge", iri(store, "A"), iri(store, "B")).err)
    assert kg_run("undo", named[1]).code == 0
    assert kg_run("reread").code == 0


def test_all_rows_of_a_contradiction_can_be_taken_back_at_once(store, kg_run):
    before = dump_at(store)
    there = written(store, "A=B")
    assert kg_run("reread").code == 0  # the graph was made with the first of them
    there = written(store, "A=B", "B=C", "A≠C")
    assert kg_run("undo", *there).code == 0
    assert not (store / JUDGEMENTS_FILE).exists() and dump_at(store) == before


def test_where_a_contradiction_remains_a_line_says_which(store, kg_run):
    there = written(store, "A=B", "B=A", "A≠B")  # said twice, and contradicted
    before = (store / JUDGEMENTS_FILE).read_bytes(), dump_at(store)
    ran = kg_run("undo", there[0])
    assert ran.code == 1 and ran.err.count("\n") == 1
    assert f"also without {there[0]}; nothing is taken back: name one more, e.g. kg undo {there[0]} " in ran.err
    assert ((store / JUDGEMENTS_FILE).read_bytes(), dump_at(store)) == before
    while "kg undo" in ran.err:
        ran = kg_run("undo", *re.search(r"kg undo ([\w ]+)$", ran.err)[1].split())
    assert (ran.code, ran.err) == (0, "") and kg_run("reread").code == 0


def test_the_last_row_is_the_one_to_go_where_none_is_named(store, kg_run):
    there = written(store, "A=B", "B=C", "A≠C")
    assert kg_run("undo").code == 0
    assert ids(kg_run) == there[:2]


@pytest.mark.parametrize("form", [(), ("--json",), ("--format", "turtle")])
def test_a_contradictory_file_is_listed_and_said_to_be_one(store, kg_run, form):
    there = written(store, "A=B", "B=C", "A≠C")
    ran = kg_run("judgements", *form)
    assert ran.code == 0 and all(each in ran.out for each in there)
    assert ran.err.count("\n") == 1 and "contradicts" in ran.err and "kg undo" in ran.err


def test_no_row_of_a_contradictory_file_has_an_effect(store, kg_run):
    written(store, "A=B", "B=C", "A≠C")
    assert [row["effect"] for row in json.loads(kg_run("judgements", "--json").out)] == [False] * 3
    assert kg_run("judgements").out.endswith("3 judgements, 3 without effect\n")
    assert kg_run("undo").code == 0
    assert [row["effect"] for row in json.loads(kg_run("judgements", "--json").out)] == [True] * 2


def test_to_merge_what_is_judged_two_names_the_row_that_says_so(store, kg_run):
    a, b = iri(store, "A"), iri(store, "B")
    (there,) = written(store, "A≠B")
    ran = kg_run("merge", a, b)
    assert ran.code == 1 and ran.err.endswith(f"; take one back first, e.g. kg undo {there}\n")
    assert kg_run("undo", there).code == 0 and kg_run("merge", a, b).code == 0

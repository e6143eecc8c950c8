"""Copies in the graph: named there, shown with the report, and never counted as a second source."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from answers import ANSWERS
from engines import NAMES, stores_of
from province import REPORTS
from sample import READER, SAMPLES
from sample_store import make_store, reader

from kg.build import Builder
from kg.graph.project import project
from kg.graph.shapes import validate
from kg.graph.vocabulary import ontology_quads
from kg.model import Report, ReportStatements
from kg.queries import saved
from kg.queries.ask import ask
from kg.resolution.resolve import resolve
from kg.store.open import open_store

BASE = "https://copies.example/id/"
BYLINE = "\nMinh Họa (theo Báo Thí Dụ)"
SEED = SAMPLES[0]


def copied(reading: ReportStatements, on: str = "", tail: str = BYLINE) -> ReportStatements:
    """Return the reading of the same text on another site, later, with a line more."""
    report = reading.report
    on = on or (report.published and f"{report.published[:-2]}28")
    again = Report(report.text + tail, f"{on}-{report.source_id}", report.title, on, "https://copy.example/1")
    return replace(reading, report=again)


def copies(quads) -> dict[str, str]:
    """Return copy → original, as keys."""
    told = [quad for quad in quads if quad.predicate.value.endswith("#copyOf")]
    return {q.subject.value.rpartition("/")[2]: q.object.value.rpartition("/")[2] for q in told}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_store_is_what_is_projected_whatever_the_order(tmp_path: Path, order: tuple[int, ...]):
    readings = [SEED, copied(SEED, "2022-08-01"), copied(SEED, "2022-09-01", BYLINE * 2)]
    with open_store(tmp_path / "kg", create=True, base=BASE) as store:
        builder = Builder(store, reader(readings), READER)
        for at in order:
            builder.ingest(readings[at].report)
        expected = project(readings, resolve(readings), BASE)
        assert {*store.quads()} - {*ontology_quads()} == {*expected}
        first = readings[1].report.key  # the seed has no date: the earliest that has one is taken for the original
        assert copies(expected) == {readings[0].report.key: first, readings[2].report.key: first}
        builder.forget(first)
        assert copies(store.quads()) == {readings[0].report.key: readings[2].report.key}
        builder.forget(readings[2].report.key)
        assert copies(store.quads()) == {}
        assert {*store.quads()} - {*ontology_quads()} == {*project([SEED], resolve([SEED]), BASE)}


def test_a_first_fill_and_a_store_opened_again_have_them_too(tmp_path: Path):
    readings = [SEED, copied(SEED, "2022-08-01")]
    with open_store(tmp_path / "kg", create=True, base=BASE) as store:
        builder = Builder(store, reader(readings), READER)
        for reading in readings:
            builder.stage(reading.report)
        builder.settle()
        assert copies(store.quads()) == {SEED.report.key: readings[1].report.key}
    with open_store(tmp_path / "kg", write=True) as store:
        builder = Builder(store, reader([*readings, copied(SEED, "2022-07-01", BYLINE * 3)]), READER)
        builder.ingest(copied(SEED, "2022-07-01", BYLINE * 3).report)
        assert set(copies(store.quads()).values()) == {copied(SEED, "2022-07-01", BYLINE * 3).report.key}
        assert validate(store.quads()) == []


# A province's reports, and each of them once more on another site, with other line ends.
DOUBLED = (*REPORTS, *(copied(reading, tail="\n \n") for reading in REPORTS))
COUNTED = [name for name in saved.names() if "kg:copyOf" in saved.load(name).sparql]
CASES = [(name, values) for name, values, *_ in ANSWERS if name in COUNTED]


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    with stores_of(DOUBLED, BASE, engines, tmp_path_factory) as store:
        yield store


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    with open_store(make_store(tmp_path_factory.mktemp("single") / "kg", REPORTS, BASE)) as store:
        yield store


def counted(store, name: str, values: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the counts of a question's rows, with what else is no day and no single report."""
    rows = ask(store, saved.load(name), values).rows
    columns = ("reports", "againstReports", "planned", "thing", "person", "directive", "event", "post")
    return [tuple(str(row[column]) for column in columns if column in row) for row in rows]


def test_all_that_count_what_supports_a_row_ask_for_copies():
    counting = {name for name in saved.names() if " AS ?reports)" in saved.load(name).sparql}
    assert counting - set(COUNTED) == {"reports-by-month"}  # which counts what was published
    assert {name for name, _ in CASES} == set(COUNTED)


@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{name}-{'+'.join(values)}" for name, values in CASES])
def test_a_copy_counts_no_second_time(stores, single, name: str, values: dict[str, str]):
    assert len(copies(stores("folder").quads())) == len(REPORTS)
    assert sorted(counted(stores("folder"), name, values)) == sorted(counted(single, name, values))


@pytest.mark.parametrize("engine", NAMES)
def test_it_is_so_on_engines(stores, engine: str):
    for name, values in CASES:
        assert counted(stores(engine), name, values) == counted(stores("folder"), name, values), name


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(make_store(tmp_path / "kg", (SEED, copied(SEED, "2022-08-01"))))


def test_reports_and_cards_tell_of_copies(kg_run, place: str):
    original = copied(SEED, "2022-08-01").report.key
    listed = kg_run("reports", "--store", place).out
    assert f"(copy of {original[:8]})" in " ".join(listed.split())
    shown = kg_run("show", "--store", place, SEED.report.key).out
    assert "bản sao của · copy of: " in shown
    assert "có bản sao · copied in: " in kg_run("show", "--store", place, original).out
    person = kg_run("show", "--store", place, "Bùi Thanh Sơn").out
    assert "bản sao của · copy of (1)" in " ".join(person.split())
    assert "2 tin bài" not in person  # each post has one source


def test_what_a_store_holds_says_how_many_are_copies(kg_run, here: Path):
    report = SEED.report
    for name, text in (("one.txt", report.text), ("two.txt", report.text + BYLINE)):
        (here / name).write_text(text, encoding="utf-8")
    ran = kg_run("ingest", "one.txt", "two.txt")
    assert "holds 2 reports (1 of them a copy of another): " in ran.out


def test_without_copies_nothing_is_said(asked):
    assert "copy" not in asked("reports").out

"""Who held which post when: on a small world of known tenures, in a folder and on engines."""

from __future__ import annotations

import pytest
from engines import NAMES, stores_of
from tenures import ANSWERS, REPORTS

from kg.graph.shapes import validate
from kg.queries import saved
from kg.queries.ask import ask

IDS = [f"{name}-{values.get('at', '')}-{n}" for n, (name, values, *_) in enumerate(ANSWERS)]


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    """The city in a folder and on each engine."""
    with stores_of(REPORTS, "https://tenures.example/id/", engines, tmp_path_factory) as store:
        yield store


def test_the_city_is_a_good_graph(stores):
    assert [finding.line() for finding in validate(stores("folder").quads())] == []


@pytest.mark.parametrize(("name", "values", "columns", "rows"), ANSWERS, ids=IDS)
def test_answer(stores, name, values, columns, rows):
    result = ask(stores("folder"), saved.load(name), values)
    assert [tuple(row[n].value if n in row else "" for n in columns.split()) for row in result.rows] == rows


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(("name", "values"), [row[:2] for row in ANSWERS], ids=IDS)
def test_the_same_rows_on_an_engine(stores, engine, name, values):
    here, there = (ask(stores(where), saved.load(name), values) for where in ("folder", engine))
    assert [{n: str(t) for n, t in row.items()} for row in there.rows] == [
        {n: str(t) for n, t in row.items()} for row in here.rows
    ]

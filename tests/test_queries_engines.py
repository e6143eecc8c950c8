"""The saved questions on an invented province: the same rows in a folder, on Oxigraph's server and on Virtuoso."""

from __future__ import annotations

import pytest
from answers import ANSWERS
from engines import NAMES, stores_of
from province import REPORTS

from kg.queries import saved
from kg.queries.ask import ask

BASE = "https://province.example/id/"


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    """The province in a folder and on each engine, open for reading."""
    with stores_of(REPORTS, BASE, engines, tmp_path_factory) as store:
        yield store


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(
    ("name", "values"), [row[:2] for row in ANSWERS], ids=[f"{row[0]}-{'+'.join(row[1])}" for row in ANSWERS]
)
def test_the_same_rows(stores, engine, name, values):
    here, there = (ask(stores(where), saved.load(name), values) for where in ("folder", engine))
    assert there.variables == here.variables
    assert _rows(there) == _rows(here)


def _rows(result) -> list[dict[str, str]]:
    return [{name: str(term) for name, term in row.items()} for row in result.rows]

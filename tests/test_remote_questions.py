"""The same questions give the same rows in a folder, on Oxigraph's server and on Virtuoso."""

from __future__ import annotations

import pytest
from engines import NAMES
from sample import READER, SAMPLES
from sample_store import read

import kg
from kg.build import Builder
from kg.errors import KgError
from kg.queries import saved
from kg.queries.ask import ask

BASE = "https://questions.example/id/"


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    """Stores of the sample readings, open for reading: 'folder' and one on each engine."""
    opened = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))

        def store(name):
            if name not in opened:
                url = tmp_path_factory.mktemp("folder") / "kg"
                if name != "folder":
                    engine = engines(name)
                    url = engine.url
                    for variable, value in engine.environment.items():
                        patch.setenv(variable, value)
                with kg.open_store(url, create=True, base=BASE) as filled:
                    builder = Builder(filled, read, READER)
                    for reading in SAMPLES:
                        builder.ingest(reading.report)
                opened[name] = kg.open_store(url, base=BASE)
            return opened[name]

        yield store
        for each in opened.values():
            each.close()


def asked(question):
    """Yield sets of parameters: the required ones, with each other one, and with all others."""
    needed = {p.name: p.example for p in question.parameters if p.required}
    others = {p.name: p.example for p in question.parameters if not p.required}
    yield needed
    for name, value in others.items():
        yield {**needed, name: value}
    yield {**needed, **others}


CASES = [(name, values) for name in saved.names() for values in asked(saved.load(name))]


def answer(store, name, values):
    """Return the rows of an answer as text, or what is said instead."""
    try:
        result = ask(store, saved.load(name), values)
    except KgError as error:
        return type(error).__name__, str(error)
    return result.variables, [{name: str(term) for name, term in row.items()} for row in result.rows]


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(("name", "values"), CASES, ids=[f"{name}-{'+'.join(values)}" for name, values in CASES])
def test_saved_questions_give_the_same_rows(stores, engine, name, values):
    assert answer(stores(engine), name, values) == answer(stores("folder"), name, values)

"""Fixtures that several files of tests share."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from chromium import CHROMIUM, FLAGS
from commands import ROOT, run_here
from engines import NAMES, running
from sample_store import make_store, put_reader, reader_module
from serving import serving


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store of the sample readings, for reading only."""
    return make_store(tmp_path_factory.mktemp("cli") / "kg")


@pytest.fixture(scope="module")
def server(made):
    """A server of that store, with the limits of every day."""
    with serving(made) as running:
        yield running


@pytest.fixture(scope="module")
def bench_path():
    """Have what lies in ``bench/`` found by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "bench")
        yield


@pytest.fixture
def here(monkeypatch, tmp_path):
    """A folder of its own, 80 columns, the reader of the samples, no KG_STORE."""
    put_reader(monkeypatch, reader_module())
    monkeypatch.chdir(tmp_path)
    for name in ("KG_STORE", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def kg_run(here, capfdbinary):
    """Run a command in a folder of its own, without any store."""
    return lambda *arguments: run_here(capfdbinary, *arguments)


@pytest.fixture
def asked(kg_run, made, monkeypatch):
    """Run a command on the store of the samples."""
    monkeypatch.setenv("KG_STORE", str(made))
    return kg_run


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    """Give an engine by its name; started when first asked for; each module has its own, as stores share graphs."""
    with ExitStack() as stack:
        started = {}

        def engine(name):
            if name not in started:
                started[name] = stack.enter_context(running(name, tmp_path_factory.mktemp(name)))
            return started[name]

        yield engine


@pytest.fixture(params=NAMES)
def engine(request, engines, monkeypatch, tmp_path):
    """Each engine in turn, with the environment in which kg may write to it."""
    return engines(request.param).signed_in(monkeypatch, tmp_path / "cache")


@pytest.fixture(scope="module")
def browser():
    """Chromium, for all pages of a file of tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()

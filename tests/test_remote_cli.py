"""The commands say the same of a store on another engine as of one in a folder."""

from __future__ import annotations

import pytest
from commands import run_here
from sample_store import make_store

ASKING = [
    ["reports"],
    ["show", "Bùi Thanh Sơn"],
    ["show", "41-CT/TW"],
    ["show", "nobody of that name"],
    ["query", "who-chairs"],
    ["query", "who-chairs", "--format", "json"],
    ["query", "posts-of", "-p", "person=bui thanh son", "-p", "lang=en"],
    ["query", "SELECT ?p ?l { ?p a kg:Person ; rdfs:label ?l } ORDER BY STR(?l)"],
    ["query", "SELECT ?p ?l { ?p rdfs:label ?l } ORDER BY STR(?l) ?p", "-p", "l=Bộ Ngoại giao@vi", "--format", "csv"],
    ["query", "CONSTRUCT WHERE { ?s a kg:Event }", "--format", "ntriples"],
    ["query", "DESCRIBE ?s { ?s a kg:Directive }", "--format", "turtle"],
    ["query", "DESCRIBE kg:Person", "--format", "turtle"],
    ["query", "ASK { GRAPH ?g { ?s a kg:Person } ?g a kg:Report }"],
    ["query", "SELECT ?x { ?x a nope:Thing }"],
    ["query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"],
    ["validate"],
    ["export", "--format", "turtle"],
    ["export", "--format", "trig"],
    ["export", "--format", "csv"],
    ["export", "--format", "gexf"],
    ["view", "-o", "-"],
    ["view", "-o", "-", "--around", "Bộ Ngoại giao", "--steps", "2"],
    ["dump"],
]


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    """The same three reports in a folder and on each engine: give the name of the engine, get those of both stores."""
    made = {}

    def of(name):
        if name not in made:
            url = engines(name).store()
            folder = str(tmp_path_factory.mktemp("folder") / "kg")
            with pytest.MonkeyPatch.context() as patch:
                engines(name).signed_in(patch, tmp_path_factory.mktemp("cache"))
                for place in (folder, url):
                    make_store(place, base=url.partition("#base=")[2])
            made[name] = folder, url
        return made[name]

    return of


@pytest.fixture
def both(stores, engine, here, capfdbinary):
    """Run a command on both stores."""
    return lambda *command: [run_here(capfdbinary, *command, "--store", place) for place in stores(engine.name)]


@pytest.mark.parametrize("command", ASKING, ids=lambda command: " ".join(command)[:50])
def test_what_is_asked_is_answered_alike(both, command):
    here, there = both(*command)
    assert there == here
    assert here.out or here.err


def test_the_two_differ_in_nothing(stores, engine, here, capfdbinary):
    folder, url = stores(engine.name)
    for two in ((folder, url), (url, folder)):
        ran = run_here(capfdbinary, "diff", *two, "--all", "--lang", "en")
        assert (ran.code, ran.err, ran.out) == (0, "", "the same: 3 reports, 68 facts\n")

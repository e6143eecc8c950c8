"""kg push and kg pull: a whole store to another engine and back, nothing lost, taken up where it stopped."""

from __future__ import annotations

import re
from socket import gethostname

import pyoxigraph as ox
import pytest
from sample import FIRST, READER, SAMPLES, SECOND
from sample_store import read

import kg
from kg.build import Builder
from kg.errors import InputError, StoreError
from kg.graph.vocabulary import ONTOLOGY_GRAPH, ontology_quads
from kg.store import transfer
from kg.store.remote import lease, scan
from kg.store.remote.wire import Wire


@pytest.fixture(autouse=True)
def short_ontology(monkeypatch):
    """Have a part of the ontology stand for it: it is bigger than the samples."""
    part = tuple(found for found in ontology_quads() if "Person" in str(found) or "Held" in str(found))
    monkeypatch.setattr("kg.build.ontology_quads", lambda: part)


@pytest.fixture
def url(engine):
    """The name of a store that is not there yet."""
    return engine.store()


@pytest.fixture
def folder(url, tmp_path):
    """A folder with a store of two reports, with the base that the other one is to have."""
    with kg.open_store(tmp_path / "here", create=True, base=base_of(url)) as store:
        builder = Builder(store, read, READER)
        for reading in (FIRST, SECOND):
            builder.ingest(reading.report)
    return tmp_path / "here"


def base_of(url):
    return url.partition("#base=")[2]


def quiet(length):
    return lambda _: None


def pushed(folder, url, **how):
    with kg.open_store(folder) as store:
        return transfer.push(store, url, quiet, **how)


def held(place):
    with kg.open_store(place) as store:
        return set(store.quads())


def merged(url):
    with kg.open_store(url) as store:
        return {quad.triple for quad in scan.quads(store._wire, [store.graph_names.merged])}


def test_there_and_back_nothing_is_lost_and_work_goes_on(url, folder, tmp_path):
    done = pushed(folder, url)
    assert (done.sent, done.removed, done.unchanged, done.quads) == (7, 0, 0, len(held(folder)))
    assert held(url) == held(folder)
    assert merged(url) == {quad.triple for quad in held(folder)}
    assert pushed(folder, url) == transfer.Transfer(0, 0, 7, 0, done.others)

    back = tmp_path / "back"
    assert transfer.pull(url, back, quiet).sent == 7
    assert held(back) == held(folder)
    ways = []
    for place in (folder, back, url):
        with kg.open_store(place, write=True) as store:
            builder = Builder(store, read, READER)
            assert builder.ingest(FIRST.report).change == "unchanged"
            builder.ingest(SAMPLES[2].report)
            builder.forget(FIRST.report.key)
        ways.append(held(place))
    assert ways[0] == ways[1] == ways[2]


def test_only_what_differs_is_sent(url, folder):
    pushed(folder, url)
    with kg.open_store(folder, write=True) as store:
        Builder(store, read, READER).forget(SECOND.report.key)
        store.update(add=[quad_of(url, "new", "mới")])
    with pytest.raises(StoreError, match=rf"has the report {SECOND.report.key} which .* kg push would remove it"):
        pushed(folder, url)
    assert held(url) != held(folder)
    done = pushed(folder, url, replace=True)
    assert done.removed == 2
    assert (done.sent, done.unchanged) == (5, 1)
    assert held(url) == held(folder)
    assert merged(url) == {quad.triple for quad in held(folder)}


def quad_of(url, graph, text):
    name = ox.NamedNode(f"{base_of(url)}s")
    return ox.Quad(name, name, ox.Literal(text, language="vi"), ox.NamedNode(base_of(url) + graph))


class Stop(Exception):
    """What stands for the end of the process."""


@pytest.mark.parametrize("after", [3, 5, 8, 12])
def test_a_push_that_stopped_is_taken_up_again(url, folder, after, monkeypatch):
    monkeypatch.setattr(scan, "_MANY", 200)
    sends = []
    send = Wire._send

    def stopping(self, address, what, *args, **request):
        sends.append(what)
        if sum(each != "query" for each in sends) > after + 6:  # it takes about six to make the store
            raise Stop
        return send(self, address, what, *args, **request)

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr(Wire, "_send", stopping)
        pushed(folder, url)
    unfinished = f"is not filled yet: kg push on {gethostname()} has not finished; run it again"
    with pytest.raises(StoreError, match=re.escape(unfinished)):
        kg.open_store(url)
    monkeypatch.setattr(lease, "_dead", lambda mark: True)  # its process has ended
    before = [quad_of(url, "graph/entities", "đã khác")]
    with kg.open_store(folder, write=True) as store:
        store.update(add=before)  # the store is another one when it is taken up
    done = pushed(folder, url, replace=True)
    assert done.sent + done.unchanged == 7
    assert held(url) == held(folder)
    assert merged(url) == {quad.triple for quad in held(folder)}


def test_a_pull_that_stopped_is_taken_up_again(url, folder, tmp_path, monkeypatch):
    pushed(folder, url)
    monkeypatch.setattr(scan, "_MANY", 200)
    steps = []

    def stopping(_):
        steps.append(1)
        if len(steps) == 3:
            raise Stop

    with pytest.raises(Stop):
        transfer.pull(url, tmp_path / "back", lambda _: stopping)
    with pytest.raises(StoreError, match=r"is not filled yet: kg pull http.* has not finished; run it again"):
        kg.open_store(tmp_path / "back")
    done = transfer.pull(url, tmp_path / "back", quiet)
    assert done.unchanged >= 3
    assert held(tmp_path / "back") == held(folder)


def test_what_another_program_did_is_found_and_put_right(url, folder, engine, tmp_path):
    pushed(folder, url)
    graph = f"{base_of(url)}report/{FIRST.report.key}"
    engine.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <https://x.example/> <https://x.example/> 1 }} }}")
    engine.update(
        f"DELETE WHERE {{ GRAPH <{base_of(url)}store/merged> {{ ?s a <https://vnkg.example/ontology#Event> }} }}"
    )
    with pytest.raises(StoreError, match=rf"the graph {graph} on .* is not what the store says it is"):
        transfer.pull(url, tmp_path / "back", quiet)
    assert pushed(folder, url).sent == 1
    assert held(url) == held(folder)
    assert merged(url) == {quad.triple for quad in held(folder)}


def test_any_text_arrives_or_is_refused(url, folder, engine):
    texts = [
        "ngoài BMP 😀 𠀀",
        "\\u0041 \\U0001F600",
        'dấu "nháy" \\',
        "a\tb\nc",
        "dài " * 5000,
        "ASCII",
        "\u200b\u00a0",
    ]
    with kg.open_store(folder, write=True) as store:
        store.update(add=[quad_of(url, "graph/texts", text) for text in texts])
    pushed(folder, url)
    assert held(url) == held(folder)


def test_what_virtuoso_cannot_keep_is_refused_before_anything_is_sent(engines, monkeypatch, tmp_path):
    url = engines("virtuoso").signed_in(monkeypatch, tmp_path).store()
    name, graph = ox.NamedNode(f"{base_of(url)}s"), ox.NamedNode(f"{base_of(url)}g")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    with kg.open_store(tmp_path / "here", create=True, base=base_of(url)) as store:
        for text, kind in (("2022", "gYear"), ("2022-01-01", "date")):
            store.update(add=[ox.Quad(name, name, ox.Literal(text, datatype=ox.NamedNode(xsd + kind)), graph)])
        with pytest.raises(InputError, match="which are one value to this engine"):
            transfer.push(store, url, quiet)
    assert not held(url)


def test_nothing_is_pulled_over_reports_that_are_only_here(url, folder, tmp_path):
    with kg.open_store(tmp_path / "small", create=True, base=base_of(url)) as store:
        Builder(store, read, READER).ingest(FIRST.report)
    pushed(tmp_path / "small", url)
    with pytest.raises(StoreError, match="kg pull would remove it; --replace has it do so"):
        transfer.pull(url, folder, quiet)
    transfer.pull(url, folder, quiet, replace=True)
    assert held(folder) == held(url)
    with pytest.raises(StoreError, match="was made with the base"):
        kg.open_store(tmp_path / "other", create=True).close()
        transfer.pull(url, tmp_path / "other", quiet)


# The commands


def test_the_commands_tell_what_they_did(kg_run, url, folder, engine):
    ran = kg_run("push", url, "--store", str(folder))
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"sent 7 graphs with {len(held(folder))} quads; 0 the same already: {url} is complete")
    assert (
        kg_run("query", "who-chairs", "--store", url).out == kg_run("query", "who-chairs", "--store", str(folder)).out
    )
    ran = kg_run("pull", url, "--store", "new")
    assert ran.out.startswith("fetched 7 graphs"), ran.err
    assert kg_run("dump", "--store", "new").out == kg_run("dump", "--store", str(folder)).out
    ran = kg_run("push", url, "--store", url)
    assert (ran.code, ran.err.split(":")[1].strip()) == (2, "this works on a store in a folder")
    assert ONTOLOGY_GRAPH in kg_run("dump", "--store", url).out

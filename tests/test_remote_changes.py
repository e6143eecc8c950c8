"""Changes to a store on another engine: as in a folder, whole or not at all, by one writer at a time."""

from __future__ import annotations

import os
import subprocess
import sys

import pyoxigraph as ox
import pytest
from beside import ROOT
from sample import FIRST, READER, SAMPLES
from sample_store import read

import kg
import kg.build
from kg.build import Builder
from kg.errors import InputError, StoreError, StoreLockedError
from kg.graph.vocabulary import ONTOLOGY_GRAPH, ontology_quads
from kg.store.remote import filling, journal, lease, scan
from kg.store.remote.fingerprint import fingerprint
from kg.store.remote.wire import Refused, Wire


def base_of(url):
    return url.partition("#base=")[2]


def steps(store):
    """Put reports in and take them out, in several orders; yield after each step."""
    builder = Builder(store, read, READER)
    first, second, third = (reading.report for reading in SAMPLES)
    for report in (first, second):
        builder.ingest(report)
        yield
    for report in (first, second):
        builder.forget(report.key)
        yield
        builder.ingest(report)
        yield
    builder.ingest(third)
    yield
    builder.reread(everything=True)
    yield
    for report in (second, first, third):
        builder.forget(report.key)
        yield


def check(store):
    """See that what the store keeps beside its graphs fits them: the merged graph, and the fingerprints."""
    quads = set(store.quads())
    merged = set(scan.quads(store._wire, [store.graph_names.merged]))
    assert {found.triple for found in merged} == {found.triple for found in quads}
    by_graph = {name: [found for found in quads if found.graph_name.value == name] for name in store.graphs()}
    assert store.fingerprints() == {name: fingerprint(those) for name, those in by_graph.items()}
    return quads


@pytest.fixture(autouse=True)
def short_ontology(monkeypatch):
    """Have a part of the ontology stand for it: it is bigger than the samples."""
    part = tuple(found for found in ontology_quads() if "Person" in str(found) or "Held" in str(found))
    monkeypatch.setattr(kg.build, "ontology_quads", lambda: part)


def test_reports_come_and_go_as_in_a_folder(engine, tmp_path):
    url = engine.store()
    with (
        kg.open_store(tmp_path / "kg", create=True, base=base_of(url)) as here,
        kg.open_store(url, create=True) as there,
    ):
        for number, _ in enumerate(zip(steps(here), steps(there), strict=True)):
            assert check(there) == set(here.quads()), number
        assert there.graphs() == [ONTOLOGY_GRAPH]


def test_several_stores_and_other_data_share_an_engine(engine):
    engine.update(
        "INSERT DATA { GRAPH <https://other.example/g> { <https://other.example/s> a <https://other.example/C> } }"
    )
    one, two = engine.store(), engine.store()
    for url in (one, two):
        with kg.open_store(url, create=True) as store:
            Builder(store, read, READER).ingest(FIRST.report)
    with kg.open_store(one, write=True) as store:
        store.update(store.graphs())
        assert not store.query("ASK { ?s ?p ?o }").answer
        assert named(store) == {ONTOLOGY_GRAPH}  # the other store has it too
    with kg.open_store(two) as store:
        assert check(store)
        assert store.query("ASK { kg:Person a ?kind }").answer
        assert not store.query("ASK { ?s a <https://other.example/C> }").answer
        assert named(store) == set(store.graphs())
    assert engine.asked("SELECT * { GRAPH <https://other.example/g> { ?s ?p ?o } }")
    with pytest.raises(StoreError, match=r"has several stores, with the bases .*; add #base=… to the address"):
        kg.open_store(engine.url)


def named(store):
    """Return the graphs that a query sees by name."""
    return {row["g"].value for row in store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}


@pytest.fixture
def small(monkeypatch):
    """Have every engine taken for one whose requests are small and not made whole."""
    monkeypatch.setattr(journal, "limits", lambda server: journal.Limits(characters=3_000, whole=False))


class Stop(Exception):
    """What stands for the end of the process."""


def requests(monkeypatch, last):
    """Let only so many more changes through; return the list of those that were made."""
    made = []
    update = Wire.update

    def counted(self, sparql):
        if len(made) == last:
            raise Stop
        made.append(sparql)
        update(self, sparql)

    monkeypatch.setattr(Wire, "update", counted)
    return made


def things(url, graph, count, text):
    """Return quads of a graph, with words and IRIs that other graphs have too."""
    names = [ox.NamedNode(f"{base_of(url)}{number}") for number in range(count)]
    texts = [ox.Literal(f"{text} {number}", language="en" if number % 2 else "vi") for number in range(count)]
    graph = ox.NamedNode(f"{base_of(url)}{graph}")
    return {quad for name, text in zip(names, texts, strict=True) for quad in
            (ox.Quad(name, names[0], text, graph), ox.Quad(name, names[0], names[1], graph))}  # fmt: skip


def test_a_change_that_is_interrupted_anywhere_is_finished_or_was_never_begun(engine, small, monkeypatch):
    url = engine.store()
    kept, old, new = things(url, "kept", 20, "chữ"), things(url, "g", 25, "chữ"), things(url, "g", 30, "new")
    graph = f"{base_of(url)}g"
    with kg.open_store(url, create=True) as store:
        store.update(add=kept | old)
        with monkeypatch.context() as patch:
            made = requests(patch, None)
            store.update([graph], new)
            needed = len(made)
    assert needed > 8
    seen = set()
    for last in range(1, needed):
        with kg.open_store(url, write=True) as store:
            store.update(store.graphs(), kept | old)
            with monkeypatch.context() as patch, pytest.raises(Stop):
                requests(patch, last)
                store.update([graph], new)
        reading = readable(url)
        with kg.open_store(url, write=True) as store:
            now = check(store)
        assert now in (kept | old, kept | new), last
        assert reading in (None, now)
        seen.add((reading is None, now == kept | new))
    assert seen >= {(False, False), (True, True)}  # not begun; under way, readers refused, and then finished


def readable(url):
    """Return what a reader sees, None where it is told to wait."""
    try:
        with kg.open_store(url) as store:
            return set(store.quads())
    except StoreError as error:
        assert "is being changed, or was when that was interrupted" in str(error)
        return None


def test_what_an_engine_refuses_is_taken_back(engine, small, monkeypatch):
    url = engine.store()
    before, new = things(url, "g", 30, "chữ"), things(url, "g", 35, "new")
    with kg.open_store(url, create=True) as store:
        store.update(add=before)
        update = Wire.update

        def choosy(self, sparql):
            if "INSERT" in sparql and '"new 33"@en' in sparql:
                raise Refused("no such thing here")
            update(self, sparql)

        with monkeypatch.context() as patch, pytest.raises(Refused):
            patch.setattr(Wire, "update", choosy)
            store.update([f"{base_of(url)}g"], new)
    with kg.open_store(url, write=True) as store:
        assert check(store) == before


# A first fill


def test_a_first_fill_is_whole_or_nothing(engine, tmp_path, monkeypatch):
    url = engine.store()
    monkeypatch.setattr(filling, "_WAITING", 300)

    def fill(place, base=None, faulty=False):
        with kg.open_store(place, create=True, base=base) as store:
            builder = Builder(store, read, READER)
            for reading in SAMPLES:
                builder.stage(reading.report)
            with monkeypatch.context() as patch:
                if faulty:
                    patch.setattr(kg.build.World, "count", wrong)
                builder.settle()
            return check(store) if store.name.startswith("http") else set(store.quads())

    done = []

    def wrong(self, reading):
        done.append(reading)
        if len(done) == 3:
            raise InputError("x", "is wrong")
        return count(self, reading)

    count = kg.build.World.count
    with pytest.raises(InputError, match="is wrong"):
        fill(url, faulty=True)
    with kg.open_store(url) as store:
        assert not check(store)
    whole = fill(tmp_path / "kg", base=base_of(url))

    with monkeypatch.context() as patch, pytest.raises(Stop):
        requests(patch, 4)
        fill(url)
    with pytest.raises(StoreError, match="is not filled yet: kg ingest on .* has not finished; run it again"):
        kg.open_store(url)
    monkeypatch.setattr(lease, "_dead", lambda mark: True)  # its process has ended
    assert fill(url) == whole


# One writer


def test_a_second_writer_is_told_who_writes(engine, monkeypatch):
    url = engine.store()
    monkeypatch.setattr(lease, "PATIENCE", 0.1)
    with kg.open_store(url, create=True):
        with pytest.raises(StoreLockedError, match=rf"is being written by process {os.getpid()} on .*, last seen 2\d+"):
            kg.open_store(url, write=True)
        kg.open_store(url).close()
    kg.open_store(url, write=True).close()


def test_the_mark_of_a_process_that_is_gone_counts_no_more(engine):
    url = engine.store()
    code = "import sys, os, kg; kg.open_store(sys.argv[1], create=True); os._exit(0)"
    subprocess.run([sys.executable, "-c", code, url], cwd=ROOT, check=True)
    kg.open_store(url, write=True).close()


def test_who_gives_no_sign_loses_the_store_and_changes_nothing_more(engine, monkeypatch):
    url = engine.store()
    with kg.open_store(url, create=True) as first:
        monkeypatch.setattr(lease, "LEASE", -1.0)
        with kg.open_store(url, write=True) as second:
            with pytest.raises(StoreLockedError, match="nothing was changed: process .* took over the store"):
                first.update(add=[node(url, "a")])
            assert second.update(add=[node(url, "b")])
    with kg.open_store(url) as store:
        assert set(store.quads()) == {node(url, "b")}


def node(url, name):
    subject = ox.NamedNode(f"{base_of(url)}{name}")
    return ox.Quad(subject, subject, ox.Literal(name), ox.NamedNode(f"{base_of(url)}g"))


# What cannot be kept


def test_graphs_of_others_cannot_be_written(engine):
    with kg.open_store(engine.store(), create=True) as store:
        for name in ("https://x.example/g", store.graph_names.merged):
            with pytest.raises(StoreError, match="cannot be in the store .*: its name does not begin with"):
                store.update(
                    add=[ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:a"), ox.Literal(""), ox.NamedNode(name))]
                )


def test_virtuoso_keeps_no_two_values_apart_that_are_equal_to_it(engines, monkeypatch, tmp_path):
    url = engines("virtuoso").signed_in(monkeypatch, tmp_path).store()
    one, other = (dated(url, text, kind) for text, kind in (("2022", "gYear"), ("2022-01", "gYearMonth")))
    with kg.open_store(url, create=True) as store:
        with pytest.raises(
            InputError, match='is both "2022"[^ ]*#gYear> and "2022-01".*, which are one value to this engine'
        ):
            store.update(add=[one, other])
        assert not set(store.quads())
        assert store.update(add=[one])
        with pytest.raises(InputError, match="which are one value to this engine"):
            store.update(add=[other])
        assert store.update(remove=[one], add=[other])
        assert check(store) == {other}
        with pytest.raises(InputError, match="has a text of more than 1,000,000 bytes"):
            store.update(add=[dated(url, "dài" * 300_000, "string")])


def dated(url, text, kind):
    name = ox.NamedNode(f"{base_of(url)}a")
    value = ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
    return ox.Quad(name, name, value, ox.NamedNode(f"{base_of(url)}g"))

"""Reports in and out of a store: it always holds what projecting its reports from nothing gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import worlds
from beside import python
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import FIRST, SAMPLES, SECOND, THIRD
from sample_store import make_store

import kg
from kg.build import Builder, forget, ingest
from kg.errors import NotFoundError, StoreError
from kg.graph.identity import entity_iri
from kg.graph.project import project
from kg.graph.vocabulary import ONTOLOGY_GRAPH, ontology_quads
from kg.model import Report, ReportStatements
from kg.resolution.resolve import resolve
from kg.store.readings import Readings, decode, encode

Read = Callable[[Report], ReportStatements]


def reader(*readings: ReportStatements) -> Read:
    """Return a reader that knows some texts and counts in ``read.count`` how often it was asked."""

    def read(report: Report) -> ReportStatements:
        read.count += 1
        known = next(reading for reading in readings if reading.report.text == report.text)
        # Like a real one, it learns the date of an undated text from its source.
        return replace(known, report=report, observed_on=known.observed_on or report.published)

    read.count = 0
    return read


def content(store) -> list[str]:
    """Return all quads but the ontology's, as sorted lines."""
    return sorted(str(quad) for quad in store.quads() if quad.graph_name.value != ONTOLOGY_GRAPH)


def scratch(*readings: ReportStatements, base: str = "https://vnkg.example/id/") -> list[str]:
    return sorted(map(str, project(readings, resolve(readings), base)))


@pytest.fixture
def store(tmp_path: Path):
    with kg.open_store(tmp_path / "store", create=True) as opened:
        yield opened


def test_ingest_again_changes_nothing(store):
    read = reader(*SAMPLES)
    assert [ingest(store, sample.report, read).change for sample in SAMPLES] == ["new"] * 3
    before, asked = content(store), read.count
    assert before == scratch(*SAMPLES)
    assert [ingest(store, sample.report, read).change for sample in SAMPLES] == ["unchanged"] * 3
    assert content(store) == before and read.count == asked == 3


def test_the_ontology_is_in_the_store(store):
    ingest(store, FIRST.report, reader(FIRST))
    assert {str(quad) for quad in store.quads(ONTOLOGY_GRAPH)} == {str(quad) for quad in ontology_quads()}


def test_forgetting_restores_every_byte(store):
    read = reader(*SAMPLES)
    ingest(store, FIRST.report, read)
    before = content(store)
    ingest(store, SECOND.report, read)
    assert content(store) == scratch(FIRST, SECOND) != before
    forget(store, SECOND.report.key, read)
    assert content(store) == before
    forget(store, FIRST.report.key, read)
    assert content(store) == [] and store.graphs() == [ONTOLOGY_GRAPH]


def test_forgetting_what_is_not_there(store):
    with pytest.raises(NotFoundError, match="0123456789abcdef"):
        forget(store, "0123456789abcdef", reader())


def test_another_base(tmp_path: Path):
    base = "https://other.example/kg/"
    with kg.open_store(tmp_path / "store", create=True, base=base) as store:
        ingest(store, FIRST.report, reader(FIRST))
        assert content(store) == scratch(FIRST, base=base)


def changed(sample: ReportStatements) -> ReportStatements:
    return replace(sample, report=replace(sample.report, text=sample.report.text + "\nThêm.", hash=""))


def test_a_changed_text_replaces_the_old_one_of_its_source(store):
    new = changed(FIRST)
    read = reader(FIRST, SECOND, new)
    builder = Builder(store, read)
    builder.ingest(FIRST.report)
    builder.ingest(SECOND.report)
    outcome = builder.ingest(new.report)
    assert (outcome.change, outcome.report, outcome.forgotten) == ("replaced", new.report.key, FIRST.report.key)
    assert content(store) == scratch(SECOND, new)
    assert not (store.readings / f"{FIRST.report.key}.json").exists()


def test_a_text_from_two_sources_stays_until_both_have_left(store):
    new = changed(FIRST)
    copy = worlds.given(FIRST, "copy.txt", "2022-08-01")
    read = reader(FIRST, new)
    builder = Builder(store, read)
    builder.ingest(FIRST.report)
    assert builder.ingest(copy.report).change == "unchanged"
    assert builder.ingest(copy.report).reading is None
    assert content(store) == scratch(FIRST, copy)
    outcome = builder.ingest(replace(new.report, source_id="copy.txt"))
    assert (outcome.change, outcome.forgotten) == ("replaced", "")
    assert content(store) == scratch(FIRST, worlds.given(new, "copy.txt"))
    builder.ingest(new.report)
    assert content(store) == scratch(new, worlds.given(new, "copy.txt"))


def test_new_data_about_a_text_replaces_the_old(store):
    builder = Builder(store, reader(FIRST))
    builder.ingest(FIRST.report)
    dated = worlds.given(FIRST, FIRST.report.source_id, "2022-08-01")
    assert builder.ingest(dated.report).change == "replaced"
    assert content(store) == scratch(dated)


def test_a_text_without_a_source_stays_until_it_is_forgotten(store):
    piped, other = worlds.given(FIRST, ""), worlds.given(SECOND, "")
    builder = Builder(store, reader(FIRST, SECOND))
    assert [builder.ingest(r.report).change for r in (piped, other, piped)] == ["new", "new", "unchanged"]
    builder.ingest(FIRST.report)
    assert content(store) == scratch(piped, replace(other, observed_on=SECOND.observed_on), FIRST)


def test_a_reader_that_fails_leaves_the_store_as_it_was(store):
    def broken(report: Report) -> ReportStatements:
        raise RuntimeError("cannot read")

    ingest(store, FIRST.report, reader(FIRST))
    before = content(store)
    with pytest.raises(RuntimeError, match="cannot read"):
        ingest(store, SECOND.report, broken)
    assert content(store) == before


def test_a_reading_that_cannot_be_projected_leaves_the_store_as_it_was(store):
    wrong = replace(SECOND, entities=SECOND.entities[1:])
    builder = Builder(store, reader(FIRST, wrong, THIRD))
    builder.ingest(FIRST.report)
    with pytest.raises((ValueError, KeyError)):
        builder.ingest(SECOND.report)
    assert content(store) == scratch(FIRST)
    builder.ingest(THIRD.report)
    assert content(store) == scratch(FIRST, THIRD)


def test_only_reports_whose_iris_change_are_written_again(store, monkeypatch):
    import kg.build

    written = []
    real = kg.build.report_quads
    monkeypatch.setattr(kg.build, "report_quads", lambda r, *rest: written.append(r.report.key) or real(r, *rest))
    builder = Builder(store, reader(*SAMPLES))
    for sample, touched in ((FIRST, {FIRST}), (THIRD, {THIRD}), (SECOND, {FIRST, SECOND})):
        written.clear()
        builder.ingest(sample.report)
        assert sorted(written) == sorted(reading.report.key for reading in touched)


BODY, HEAD = ("Body", "b", "Sở Mẫu"), ("holds", "p", "Giám đốc", "b")
MAU = ("Person", "p", "Trần Văn Mẫu")


def person(day: int, complete: bool, *lines: tuple) -> ReportStatements:
    """Return a reading with a person of one and the same name, whose identity may be said to be complete."""
    reading = worlds.tell(f"ngày {day}", MAU, *lines, published=f"2024-01-0{day}")
    entities = (replace(reading.entities[0], complete=complete), *reading.entities[1:])
    return replace(reading, entities=entities)


@pytest.mark.parametrize(
    "readings",
    [
        # One name twice, complete, but nothing joins them: neither may keep the IRI that both would have.
        [person(1, True), person(2, True)],
        # The second is one with the first, whose IRI the third takes away from both.
        [person(1, True, BODY, HEAD), person(2, False, BODY, HEAD), person(3, True)],
        # The second gave its IRI up for the first's, but it is also the third's: nothing replaces it then.
        [person(1, False, BODY, HEAD), person(2, True, BODY, HEAD), person(3, True)],
    ],
)
@pytest.mark.parametrize("last", [0, 1, 2])
def test_an_iri_that_becomes_ambiguous_and_unique_again(store, readings, last: int):
    last %= len(readings)
    builder = Builder(store, reader(*readings))
    rest = readings[:last] + readings[last + 1 :]
    for reading in rest:
        builder.ingest(reading.report)
    before = content(store)
    builder.ingest(readings[last].report)
    assert content(store) == scratch(*readings)
    replaced = {quad.subject for quad in store.quads() if quad.predicate.value.endswith("/isReplacedBy")}
    assert not replaced & {quad.subject for quad in store.quads() if quad.predicate.value.endswith("#type")}
    builder.forget(readings[last].report.key)
    assert content(store) == before == scratch(*rest)


def test_an_ambiguous_iri_leads_on_to_each_of_those_it_may_mean(store):
    first, second, stranger = person(1, False, BODY, HEAD), person(2, True, BODY, HEAD), person(3, True)
    shared = entity_iri(store.base, stranger.entities[0], stranger.report.key)
    for reading, leads in ((first, 0), (second, 1), (stranger, 2)):
        ingest(store, reading.report, reader(first, second, stranger))
        found = [quad for quad in store.quads() if quad.subject.value == shared]
        assert {quad.predicate.value.rpartition("/")[2] for quad in found} <= {"isReplacedBy"}
        assert len({quad.object.value for quad in found}) == len(found) == leads


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "altered", "no folder"])
def test_the_cache_is_disposable(store, damage: str):
    read = reader(*SAMPLES)
    for sample in SAMPLES:
        ingest(store, sample.report, read)
    path = store.readings / f"{FIRST.report.key}.json"
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "no folder":
        for file in path.parent.iterdir():
            file.unlink()
        path.parent.rmdir()
    else:
        altered = whole.replace(b"kg:attends", b"kg:chairs")
        path.write_bytes({"empty": b"", "cut": whole[:-9], "altered": altered}[damage])
    asked = read.count
    forget(store, SECOND.report.key, read)
    assert content(store) == scratch(FIRST, THIRD)
    assert read.count > asked


UNWRITABLE = """
import os, sys
sys.path.insert(0, "tests")
import kg
from kg.build import Builder
from sample_store import READER, read, SAMPLES
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with kg.open_store(sys.argv[1], write=True) as store:
    before = set(store.quads())
    try: Builder(store, read, READER).forget(SAMPLES[0].report.key)
    except kg.KgError as error: print(type(error).__name__, error)
    print(set(store.quads()) == before)
"""


@pytest.mark.parametrize(("mode", "why"), [(0o555, "permission denied"), (None, "is no folder")])
def test_a_cache_that_cannot_be_changed_is_told_of_before_anything_changes(mode: int | None, why: str):
    """Where the tests run as root, whom no mode stops, the process becomes another user first."""
    with tempfile.TemporaryDirectory() as top:
        path = make_store(Path(top) / "s")
        cache = path / "readings"
        if mode is None:
            shutil.rmtree(cache)
            cache.write_text("x", encoding="utf-8")
        for file in (Path(top), path, *path.rglob("*")):
            file.chmod(0o777)
        cache.chmod(mode or 0o777)
        out, err = python(UNWRITABLE, path).communicate()
        cache.chmod(0o777)
    told = f"StoreError the store {path} cannot be changed: readings: {why}; make it writable, or remove it: "
    assert (out, err) == (f"{told}it is only a cache\nTrue\n", "")


def test_nothing_is_left_to_fail_once_the_store_has_changed(store):
    builder = Builder(store, reader(*SAMPLES))
    builder.ingest(FIRST.report)
    before = content(store)
    path = store.readings / f"{FIRST.report.key}.json"
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreError, match=f"cannot be changed: readings/{path.name}: is a directory"):
        builder.forget(FIRST.report.key)
    assert content(store) == before


def test_a_new_reader_reads_all_again(store):
    old, new = (tuple(replace(s, reader=f"sample/{v}", statements=s.statements[v:]) for s in SAMPLES) for v in (0, 1))
    for sample in old:
        ingest(store, sample.report, reader(*old), "sample/0")
    assert content(store) == scratch(*old)
    counted: list[int] = []
    builder = Builder(store, reader(*new), "sample/1", lambda number: counted.append(number) or counted.append)
    assert builder.ingest(FIRST.report).change == "unchanged"  # it is the reader that is new, not the report
    assert (builder.renewed, counted) == (3, [3, 1, 1, 1])
    assert content(store) == scratch(*new)
    assert ingest(store, SECOND.report, reader(*new), "sample/1").change == "unchanged"


def test_reread(store):
    for sample in SAMPLES:
        ingest(store, sample.report, reader(*SAMPLES))
    fewer = [replace(sample, statements=sample.statements[3:]) for sample in SAMPLES]  # the same version, other rules
    assert Builder(store, reader(*fewer)).reread(everything=True) == 3
    assert content(store) == scratch(*fewer)
    read = reader(*SAMPLES)
    assert Builder(store, read, SAMPLES[0].reader).reread() == read.count == 0  # this reader has read them


def stopped(read: Read) -> Read:
    """Return a reader that somebody stops before its third report."""

    def two(report: Report) -> ReportStatements:
        if read.count == 2:
            raise KeyboardInterrupt
        return read(report)

    return two


def test_a_reread_that_was_stopped_goes_on_where_it_was(store):
    for sample in SAMPLES:
        ingest(store, sample.report, reader(*SAMPLES))
    new = [replace(sample, reader="sample/2", statements=sample.statements[3:]) for sample in SAMPLES]
    read = reader(*new)
    with pytest.raises(KeyboardInterrupt):
        Builder(store, stopped(read), "sample/2").reread()
    assert content(store) == scratch(*SAMPLES)
    assert Builder(store, read, "sample/2").reread() == 3
    assert read.count == 3
    assert content(store) == scratch(*new)


def test_a_reread_of_everything_that_was_stopped_leaves_no_mixture(store):
    for sample in SAMPLES:
        ingest(store, sample.report, reader(*SAMPLES))
    fewer = [replace(sample, statements=sample.statements[3:]) for sample in SAMPLES]  # by the same reader's version
    with pytest.raises(KeyboardInterrupt):
        Builder(store, stopped(reader(*fewer))).reread(everything=True)
    assert content(store) == scratch(*SAMPLES)
    done = [sample for sample in sorted(fewer, key=lambda sample: sample.report.key)[:2] if sample != fewer[1]]
    builder = Builder(store, reader(*SAMPLES))
    builder.forget(SECOND.report.key)
    kept = {sample.report.key: sample for sample in (*SAMPLES, *done) if sample.report != SECOND.report}
    assert content(store) == scratch(*kept.values())


def test_forgetting_several_is_one_step(store):
    builder = Builder(store, reader(*SAMPLES))
    for sample in SAMPLES:
        builder.ingest(sample.report)
    before = content(store)
    with pytest.raises(NotFoundError, match="0123456789abcdef"):
        builder.forget([FIRST.report.key, "0123456789abcdef"])
    assert content(store) == before
    builder.forget([FIRST.report.key, THIRD.report.key])
    assert content(store) == scratch(SECOND)


@pytest.mark.parametrize("sample", SAMPLES)
def test_readings_come_back_as_they_were(sample: ReportStatements, tmp_path: Path):
    assert decode(encode(sample), sample.report.text) == sample
    readings = Readings(tmp_path / "deep" / "er")
    readings.put(sample)
    assert readings.get(sample.report, sample.reader) == sample
    assert readings.get(sample.report, "another/2") is None
    assert readings.get(replace(sample.report, title="Khác"), sample.reader) is None
    readings.drop(sample.report.key)
    readings.drop(sample.report.key)
    assert readings.get(sample.report, sample.reader) is None


@pytest.fixture(scope="module")
def playground(tmp_path_factory):
    with kg.open_store(tmp_path_factory.mktemp("play") / "store", create=True) as opened:
        yield opened


SOURCES, DAYS = ("a.txt", "b.txt", ""), ("", "2024-01-05", "2024-02-01")
STEPS = st.lists(
    st.tuples(st.sampled_from(("in", "in", "in", "out", "again")), st.integers(0, 4), st.sampled_from(SOURCES),
              st.sampled_from(DAYS)), min_size=1, max_size=7)  # fmt: skip


@given(world=worlds.worlds, steps=STEPS)
@settings(deadline=None, max_examples=40)
def test_any_history_ends_as_its_reports_alone(playground, world, steps):
    store, read = playground, reader(*world)
    builder = Builder(store, read)
    there: dict[tuple[str, str], ReportStatements] = {}  # (source, text) → the reading
    for step, number, source, day in steps:
        reading = world[number % len(world)]
        text = reading.report.text
        if step == "again":
            builder = Builder(store, read)
        elif step == "in":
            builder.ingest(worlds.given(reading, source, day).report)
            there = {k: v for k, v in there.items() if k[0] != source or not source}
            there[source, text] = worlds.given(reading, source, day)
        elif any(known == text for _, known in there):
            builder.forget(reading.report.key)
            there = {k: v for k, v in there.items() if k[1] != text}
        assert content(store) == scratch(*there.values())
    for key in {reading.report.key for reading in there.values()}:
        builder.forget(key)
    assert content(store) == []

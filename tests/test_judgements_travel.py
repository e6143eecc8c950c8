"""The file of judgements goes where its store goes."""

from __future__ import annotations

import gzip
from dataclasses import replace

import namesakes
import pytest
from sample import READER, SAMPLES
from sample_store import dump_at, make_store
from test_judgements import says

import kg
from kg.build import Builder
from kg.errors import StoreError
from kg.judgements.file import JUDGEMENTS_FILE, read, write
from kg.model import Member, Side
from kg.review.desk import Desk
from kg.store import transfer
from kg.store.restore import restore

ONE, TWO = says("A=B C≠D")


@pytest.fixture(scope="module")
def engine_url(engines):
    """The name of a store on an engine; each test that writes to it starts anew."""
    return engines("oxigraph").store


@pytest.fixture
def signed_in(engines, monkeypatch, tmp_path):
    return engines("oxigraph").signed_in(monkeypatch, tmp_path / "cache")


@pytest.fixture
def folder(tmp_path):
    """A store that was judged."""
    place = make_store(tmp_path / "s", SAMPLES[:1])
    write(place / JUDGEMENTS_FILE, [ONE, TWO])
    return place


@pytest.mark.parametrize("write_too", [False, True])
def test_a_snapshot_takes_it_along(folder, tmp_path, write_too):
    with kg.open_store(folder, write=write_too) as store:
        assert store.judgements == folder / JUDGEMENTS_FILE
        store.snapshot(tmp_path / "copy")
    write(folder / JUDGEMENTS_FILE, [ONE])
    with kg.open_store(tmp_path / "copy") as copy:
        assert read(copy.judgements) == (ONE, TWO)


def test_who_reads_beside_a_writer_reads_the_judgements_of_then(folder):
    with kg.open_store(folder, write=True):
        write(folder / JUDGEMENTS_FILE, [ONE])
        with kg.open_store(folder) as beside:
            assert beside.behind and read(beside.judgements) == (ONE, TWO)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ending", ["\n", "", "\n# thêm\n\n", "\r\n"])
def test_a_dump_holds_it_and_a_restored_store_has_it_to_the_byte(folder, tmp_path, packed, ending):
    file = folder / JUDGEMENTS_FILE
    file.write_bytes(file.read_bytes().rstrip(b"\n") + ending.encode())
    data = dump_at(folder)
    (tmp_path / "d").write_bytes(gzip.compress(data) if packed else data)
    restore(tmp_path / "d", tmp_path / "new")
    assert (tmp_path / "new" / JUDGEMENTS_FILE).read_bytes() == file.read_bytes()
    assert dump_at(tmp_path / "new") == data


def test_a_dump_without_judgements_is_as_it_was_before_there_were_any(folder):
    with_them = dump_at(folder)
    (folder / JUDGEMENTS_FILE).unlink()
    assert [line for line in with_them.splitlines() if not line.startswith(b"# judgements.tsv: ")] == (
        dump_at(folder).splitlines())  # fmt: skip


def test_the_line_of_a_fault_in_a_dump_counts_the_judgements_too(folder, tmp_path):
    lines = dump_at(folder).splitlines(keepends=True)
    (tmp_path / "d").write_bytes(b"".join([*lines[:40], b"nonsense\n", *lines[40:]]))
    with pytest.raises(kg.errors.InputError, match="line 41: "):
        restore(tmp_path / "d", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_store_is_not_restored_over_other_judgements(folder, tmp_path):
    (tmp_path / "d").write_bytes(dump_at(folder))
    kg.open_store(tmp_path / "new", create=True).close()
    write(tmp_path / "new" / JUDGEMENTS_FILE, [ONE])
    with pytest.raises(StoreError, match="judgements.tsv holds other judgements than .*; move it away first"):
        restore(tmp_path / "d", tmp_path / "new")
    assert read(tmp_path / "new" / JUDGEMENTS_FILE) == (ONE,)


def test_it_may_be_there_before_the_store_is(tmp_path):
    write(tmp_path / "s" / JUDGEMENTS_FILE, [ONE])
    make_store(tmp_path / "s", SAMPLES[:1])
    assert read(tmp_path / "s" / JUDGEMENTS_FILE) == (ONE,)
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "notes.tsv").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="has other files in it"):
        make_store(tmp_path / "t", SAMPLES[:1])


def quiet(length):
    return lambda _: None


def pushed(folder, url, **how):
    with kg.open_store(folder) as store:
        return transfer.push(store, url, quiet, **how)


def test_to_an_engine_and_back(signed_in, tmp_path, monkeypatch):
    url = signed_in.store()
    base = url.partition("#base=")[2]
    folder = make_store(tmp_path / "s", SAMPLES[:1], base)
    write(folder / JUDGEMENTS_FILE, [ONE, TWO])
    pushed(folder, url)
    with kg.open_store(url) as store:
        kept = store.judgements
        assert kept.is_relative_to(tmp_path / "data") and read(kept) == (ONE, TWO)
    transfer.pull(url, tmp_path / "back", quiet)
    assert (tmp_path / "back" / JUDGEMENTS_FILE).read_bytes() == (folder / JUDGEMENTS_FILE).read_bytes()

    write(folder / JUDGEMENTS_FILE, [ONE])
    with pytest.raises(StoreError, match=r"has the judgement at .*judgements.tsv:\d+ which .* kg push would remove it"):
        pushed(folder, url)
    assert read(kept) == (ONE, TWO)
    pushed(folder, url, replace=True)
    assert read(kept) == (ONE,)
    with pytest.raises(StoreError, match="kg pull would remove it; --replace"):
        transfer.pull(url, tmp_path / "back", quiet)
    (folder / JUDGEMENTS_FILE).unlink()
    pushed(folder, url, replace=True)
    assert not kept.exists()


def test_a_judgement_that_went_over_to_a_corrected_text_is_no_other_one(signed_in, tmp_path):
    url = signed_in.store()
    folder = make_store(tmp_path / "s", SAMPLES[:1], url.partition("#base=")[2])
    more = replace(ONE, a=Side(ONE.a.iri, *ONE.a.members, Member("e" * 16, "p1")))
    write(folder / JUDGEMENTS_FILE, [ONE])
    pushed(folder, url)
    write(folder / JUDGEMENTS_FILE, [more])
    pushed(folder, url)
    write(folder / JUDGEMENTS_FILE, [ONE])
    with pytest.raises(StoreError, match="kg push would remove it"):
        pushed(folder, url)


def test_judging_on_an_engine(signed_in, tmp_path, monkeypatch):
    """Decisions are put in force there, and their file stays here; a machine without it changes nothing."""
    url = signed_in.store()
    with kg.open_store(url, create=True, write=True) as store:
        builder = Builder(store, namesakes.read, READER)
        for reading in namesakes.NAMESAKES:
            builder.ingest(reading.report)
        before = set(store.quads())
        here = Desk(store, builder, "An")
        pair = here.open()[0].pair
        made = here.judge("same", pair.a, pair.b)
        assert here.side(pair.a).iri == here.side(pair.b).iri
        kept = store.judgements
        assert read(kept) == (made,)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    with kg.open_store(url, write=True) as store:
        judged = set(store.quads())
        with pytest.raises(StoreError, match="judgements that are not here: put their file at .*elsewhere.*tsv"):
            Builder(store, namesakes.read, READER).forget(namesakes.CHAIR.report.key)
        assert set(store.quads()) == judged != before
        write(store.judgements, [made])
        Desk(store, Builder(store, namesakes.read, READER), "An").undo()
        assert set(store.quads()) == before and not store.judgements.exists()

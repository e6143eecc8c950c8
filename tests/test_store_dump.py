"""A store as one file, and a store of that file again."""

from __future__ import annotations

import gzip
import shutil
import signal

import pytest
from beside import python, quad
from sample import READER, SAMPLES
from sample_store import dump_at, make_store, read

import kg
from kg.build import Builder
from kg.errors import InputError, OutputError, StoreError
from kg.export import export
from kg.graph.vocabulary import DEFAULT_BASE, ONTOLOGY_GRAPH
from kg.queries.totals import totals
from kg.store.dump import dump
from kg.store.restore import restore


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("store") / ".kg")


@pytest.fixture(scope="module")
def dumped(folder):
    """The bytes of the store's dump."""
    return dump_at(folder)


def test_a_dump_holds_every_graph_and_says_so(folder, dumped):
    with kg.open_store(folder) as store:
        lines = dumped.decode("utf-8").splitlines()
        assert lines[0] == f"# kg dump 1 <{DEFAULT_BASE}>"
        assert lines[-1] == f"# end: {len(lines) - 2} quads"
        assert sorted(lines[1:-1]) == sorted(f"{quad} ." for quad in store.quads())
        assert any(f"<{ONTOLOGY_GRAPH}> ." in line for line in lines)


def test_the_same_content_gives_the_same_bytes(dumped, tmp_path):
    make_store(tmp_path / "other", SAMPLES[::-1])
    assert dump_at(tmp_path / "other") == dumped


def test_a_file_is_written_whole_or_not_at_all_and_packed_by_its_name(folder, dumped, tmp_path):
    with kg.open_store(folder) as store:
        counts = {dump(store, tmp_path / name) for name in ("a.nq", "a.nq.gz", "b.nq.gz")}
        assert counts == {len(set(store.quads()))}
        with pytest.raises(OutputError, match="there is no folder"):
            dump(store, tmp_path / "none" / "a.nq")
    assert (tmp_path / "a.nq").read_bytes() == dumped
    assert gzip.decompress((tmp_path / "a.nq.gz").read_bytes()) == dumped
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()


@pytest.mark.parametrize("into", ["new", "empty folder", "empty store", "emptied store"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_restored_store_is_the_store(folder, dumped, tmp_path, into, packed):
    target = tmp_path / "s"
    if into == "empty folder":
        target.mkdir()
    elif into == "empty store":
        kg.open_store(target, create=True).close()
    elif into == "emptied store":
        make_store(target, SAMPLES[:1])
        with kg.open_store(target, write=True) as store:
            Builder(store, read, READER).forget(SAMPLES[0].report.key)
    source = tmp_path / "dump"
    source.write_bytes(gzip.compress(dumped) if packed else dumped)
    steps = []
    restore(source, target, steps.append)
    assert sum(steps) == source.stat().st_size
    assert dump_at(target) == dumped
    with kg.open_store(folder) as old, kg.open_store(target) as new:
        assert new.reports() == old.reports()
        assert totals(new) == totals(old)
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert new.query(count).rows == old.query(count).rows


def test_a_restored_store_goes_on_as_the_old_one_would(folder, dumped, tmp_path):
    (tmp_path / "dump").write_bytes(dumped)
    restore(tmp_path / "dump", tmp_path / "s")
    shutil.copytree(folder, tmp_path / "old")
    gone = SAMPLES[1].report
    for path in (tmp_path / "s", tmp_path / "old"):
        with kg.open_store(path, write=True) as store:
            builder = Builder(store, read, READER)
            assert {builder.ingest(sample.report).change for sample in SAMPLES} == {"unchanged"}
            builder.forget(gone.key)
    assert dump_at(tmp_path / "s") == dump_at(tmp_path / "old")
    with kg.open_store(tmp_path / "s", write=True) as store:
        assert Builder(store, read, READER).ingest(gone).change == "new"
    assert dump_at(tmp_path / "s") == dumped


def test_the_base_is_restored_too(tmp_path):
    base = "https://other.example/things/"
    with kg.open_store(tmp_path / "s", create=True, base=base) as store:
        Builder(store, read, READER).ingest(SAMPLES[0].report)
        dump(store, tmp_path / "d.nq")
        export(store, "nquads", tmp_path / "e.nq")
    for name in ("d.nq", "e.nq"):
        restore(tmp_path / name, tmp_path / name.upper())
        with kg.open_store(tmp_path / name.upper(), base=base) as store:
            assert store.base == base
    kg.open_store(tmp_path / "other", create=True).close()
    with pytest.raises(
        StoreError, match="made with the base https://vnkg.example/id/; https://other.example/things/ is"
    ):
        restore(tmp_path / "d.nq", tmp_path / "other")


def test_an_export_is_enough_for_a_store(folder, dumped, tmp_path):
    with kg.open_store(folder) as store:
        export(store, "nquads", tmp_path / "e.nq")
    restore(tmp_path / "e.nq", tmp_path / "s")
    assert dump_at(tmp_path / "s") == dumped  # the ontology has come with kg


def test_an_empty_store_is_dumped_and_restored(tmp_path):
    kg.open_store(tmp_path / "s", create=True).close()
    (tmp_path / "d").write_bytes(dump_at(tmp_path / "s"))
    restore(tmp_path / "d", tmp_path / "again")
    with kg.open_store(tmp_path / "again") as store:
        assert store.graphs() == [ONTOLOGY_GRAPH]


def _lines(dumped, *, replace=None, keep=None):
    lines = dumped.splitlines(keepends=True)[:keep]
    for number, line in (replace or {}).items():
        lines[number - 1] = line.encode("utf-8")
    return b"".join(lines)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: _lines(d, replace={7: '<a:b> <a:c> "d" <a:g>\n'}), r"dump: line [78]: .*; nothing was restored"),
        (lambda d: _lines(d, replace={900: "hello\n"}), "dump: line 900: The subject of a triple must be"),
        (lambda d: _lines(d, replace={7: "<a:b> <c d> <a:c> <a:g> .\n"}), "dump: line 7: Invalid IRI code point"),
        (lambda d: _lines(d, replace={7: "<a:b> <a:c> <a:d> .\n"}), "this is in no named graph: <a:b> <a:c> <a:d>;"),
        (lambda d: _lines(d, replace={7: "<a:b> <a:c> <a:d> <x:graph/entities> .\n"}),
         "is of a store with the base https://vnkg.example/id/, but has x:graph/entities"),
        (lambda d: d.replace(b"\xe1", b"\xff", 1), r"dump: line \d+: Invalid UTF-8"),
        (lambda d: _lines(d, keep=-1), "is not whole: its last line is missing; make it again with kg dump"),
        (lambda d: _lines(d, replace={7: "\n"}), r"is not whole: its last line says (\d+) quads, it has \d+; make it"),
        (lambda d: d[: len(d) // 2], r"dump: (line \d+: |is not whole)"),
        (lambda d: gzip.compress(d)[:-20], "is cut off or damaged: it does not unpack"),
        (lambda d: gzip.compress(d)[:1000] + b"x" * 1000, "is cut off or damaged: it does not unpack"),
        (lambda d: d.replace(b"dump 1", b"dump 2", 1), "is a dump of format 2; use the version of kg that made it"),
        (lambda d: b"hello\n", "is no dump of a store; make one with kg dump"),
        (lambda d: b"", "is no dump of a store"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("there", [False, True], ids=["new", "empty store"])
def test_what_is_no_whole_dump_is_refused(dumped, tmp_path, change, message, there):
    (tmp_path / "in").mkdir()
    target = tmp_path / "in" / "s"
    if there:
        kg.open_store(target, create=True).close()
    (tmp_path / "dump").write_bytes(change(dumped))
    with pytest.raises(InputError, match=message) as caught:
        restore(tmp_path / "dump", target)
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "in").iterdir()) == [target] * there
    if there:
        with kg.open_store(target) as store:
            assert store.graphs() == []


def test_a_store_that_holds_something_is_not_restored_into(dumped, tmp_path):
    (tmp_path / "dump").write_bytes(dumped)
    make_store(tmp_path / "s", SAMPLES[:1])
    before = dump_at(tmp_path / "s")
    with pytest.raises(StoreError, match="holds 1 report already; name a new or an empty folder"):
        restore(tmp_path / "dump", tmp_path / "s")
    assert dump_at(tmp_path / "s") == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="has something in it"):
        restore(tmp_path / "dump", tmp_path / "other")
    with pytest.raises(
        StoreError, match="into a folder, not into https://x.example/sparql; take it there with kg push"
    ):
        restore(tmp_path / "dump", "https://x.example/sparql")


KILLED = """
import os, signal, sys
from kg.store import restore, dump
def killed(folder, fill, real=restore.make_folder):
    def filled(aside):
        fill(aside)
        os.kill(os.getpid(), signal.SIGKILL)
    real(folder, filled)
restore.make_folder = killed
restore.restore(sys.argv[1], sys.argv[2])
"""


def test_a_killed_restore_leaves_no_store(dumped, tmp_path):
    (tmp_path / "dump").write_bytes(dumped)
    process = python(KILLED, tmp_path / "dump", tmp_path / "s")
    assert process.communicate() == ("", "")
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "s").exists()
    restore(tmp_path / "dump", tmp_path / "s")
    assert dump_at(tmp_path / "s") == dumped


def test_any_text_survives(tmp_path):
    texts = ['a\nb\r\t"\\', "\u2028\u0085\u007f", "Bùi Thanh Sơn", "😀", "\\u0041", "# end: 3 quads"]
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad(f"s{number}", text) for number, text in enumerate(texts)])
    (tmp_path / "d").write_bytes(dump_at(tmp_path / "s"))
    assert (tmp_path / "d").read_bytes().count(b"\n") == len(texts) + 2
    restore(tmp_path / "d", tmp_path / "t")
    with kg.open_store(tmp_path / "t") as store:
        assert {quad.object.value for quad in store.quads("https://x.example/g")} == set(texts)

"""kg dump, kg restore, kg snapshot: as commands."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment, run_process
from sample import SAMPLES

import kg
from kg.queries.totals import totals
from kg.store.open import open_store


@pytest.fixture
def whole(made):
    """What the sample store says of itself."""
    with open_store(made) as store:
        return store.graphs(), totals(store)


def _held(path):
    with open_store(path) as store:
        return store.graphs(), totals(store)


def test_dump_and_restore(asked, here, whole):
    printed = asked("dump")
    assert (printed.code, printed.err) == (0, "")
    ran = asked("dump", "-o", "d.nq.gz")
    assert ran.out == f"wrote d.nq.gz: {printed.out.count(chr(10)) - 2} quads\n"
    assert gzip.decompress((here / "d.nq.gz").read_bytes()).decode("utf-8") == printed.out
    ran = asked("restore", "d.nq.gz", "--store", "new")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("new holds 3 reports: ")
    assert _held("new") == whole
    assert asked("dump", "--store", "new").out == printed.out


@pytest.mark.parametrize("name", ["x.nq", "x.trig", "x.ttl", "x.nt", "x.rdf", "x.jsonld"])
def test_a_packed_export_is_compared_and_checked_as_a_plain_one(asked, here, name):
    forms = {".nq": "nquads", ".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml"}
    form = forms.get(Path(name).suffix, Path(name).suffix[1:])
    for each in (name, f"{name}.gz"):
        assert asked("export", "--format", form, "-o", each).out == f"wrote {each}\n"
    assert gzip.decompress((here / f"{name}.gz").read_bytes()) == (here / name).read_bytes()
    assert asked("diff", name, f"{name}.gz", "--quiet").code == 0
    assert asked("export", "--format", form, "-o", f"{name}.gz", "--check").code == 0


def test_a_packed_dump_or_export_of_nquads_is_restored(asked, here, whole):
    for command in (("dump",), ("export", "--format", "nquads")):
        asked(*command, "-o", f"{command[0]}.nq.gz")
        assert asked("restore", f"{command[0]}.nq.gz", "--store", command[0]).code == 0
    assert _held("dump") == whole


def test_restored_reports_are_unchanged_and_can_go(asked, here):
    (here / "in").mkdir()
    for sample in SAMPLES:
        (here / "in" / f"{sample.report.key}.txt").write_text(sample.report.text, encoding="utf-8")
    asked("ingest", "in", "--store", "old")
    asked("dump", "-o", "d.nq", "--store", "old")
    asked("restore", "d.nq", "--store", "new")
    assert asked("ingest", "in", "--store", "new").out.startswith("3 reports read: 0 new, 3 unchanged, 0 replaced\n")
    assert asked("reports", "--store", "new").out == asked("reports", "--store", "old").out
    for name in ("old", "new"):
        ran = asked("forget", SAMPLES[0].report.key, "--store", name)
        assert (ran.code, ran.err) == (0, "")
    assert asked("dump", "--store", "new").out == asked("dump", "--store", "old").out
    assert asked("validate", "--store", "new").code == 0


def test_a_pipe_from_store_to_store(made, tmp_path):
    command = [sys.executable, "-c", "from kg.cli.main import main; main()"]
    options = {"cwd": tmp_path, "env": environment()}
    dumping = subprocess.Popen([*command, "dump", "--store", made], stdout=subprocess.PIPE, **options)
    done = subprocess.run(
        [*command, "restore", "-", "--store", "s"], stdin=dumping.stdout, capture_output=True, **options
    )
    dumping.stdout.close()
    assert (dumping.wait(), done.returncode, done.stderr) == (0, 0, b"")
    assert _held(tmp_path / "s") == _held(made)


def test_a_snapshot_is_a_store(asked, here, whole):
    ran = asked("snapshot", "-o", "copy")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("copy holds 3 reports: ")
    assert _held("copy") == whole
    assert asked("reports", "--store", "copy").out == asked("reports").out
    assert asked("query", "who-chairs", "--store", "copy").out == asked("query", "who-chairs").out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["dump", "--store", "none"], 1, "no store at none; run kg ingest first"),
        (["dump", "-o", "none/d.nq"], 1, "cannot write none/d.nq: there is no folder "),
        (["dump", "-o", "."], 1, "cannot write .: it is a folder; name a file"),
        (["restore"], 2, "Missing argument 'FILE'"),
        (["restore", "none.nq", "--store", "new"], 1, "none.nq: cannot be read: no such file or directory"),
        (["restore", "full", "--store", "new"], 1, "full: cannot be read: is a directory"),
        (["restore", "bad.nq", "--store", "new"], 1, "bad.nq: line 2: "),
        (["restore", "bad.nq", "--store", "full"], 1, "cannot write full: it has something in it; name a new"),
        (["restore", "", "--store", "new"], 2, "the file has an empty name, ''"),
        (["snapshot"], 2, "Missing option '-o' / '--output'"),
        (["snapshot", "-o", "full"], 1, "cannot write full: it has something in it; name a new or an empty folder"),
        (["snapshot", "-o", "bad.nq"], 1, "cannot write bad.nq: it is a file; name a new or an empty folder"),
        (["snapshot", "-o", "x", "--store", "none"], 1, "no store at none; run kg ingest first"),
    ],
)
def test_mistakes_are_one_line_and_leave_nothing(asked, here, arguments, code, message):
    (here / "bad.nq").write_text("# kg dump 1 <https://vnkg.example/id/>\nhello\n", encoding="utf-8")
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("x", encoding="utf-8")
    before = sorted(here.rglob("*"))
    ran = asked(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"kg: {message}")
    assert ran.err.count("\n") == 1
    assert sorted(here.rglob("*")) == before


def test_standard_input_that_is_no_dump(tmp_path):
    ran = run_process("restore", "-", "--store", "s", folder=tmp_path, stdin=b"hello\n")
    assert (ran.code, ran.err) == (1, "kg: standard input: is no dump of a store; make one with kg dump\n")
    assert list(tmp_path.iterdir()) == []


def test_beside_a_writer_they_say_who_writes(tmp_path, asked, monkeypatch):
    from kg.store import lock

    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    asked("dump", "-o", "d.nq")
    with kg.open_store(tmp_path / "s", create=True):
        for arguments in (["dump"], ["snapshot", "-o", "copy"], ["restore", "d.nq"]):
            ran = asked(*arguments, "--store", str(tmp_path / "s"))
            assert (ran.code, ran.out) == (1, "")
            assert "is being written by process" in ran.err

"""What is corrected through the command line: reports forgotten, changed, read again by a newer reader."""

from __future__ import annotations

import pytest
from sample import FIRST, READER, SAMPLES, SECOND, THIRD
from sample_store import reader_module

NEWER = "sample/2"


@pytest.fixture
def files(here):
    """A folder of the samples as files: 1.txt, in/2.txt, 3.txt."""
    folder = here / "in"
    (folder / "sub").mkdir(parents=True)
    for name, sample in (("1.txt", FIRST), ("sub/2.txt", SECOND), ("3.txt", THIRD)):
        (folder / name).write_text(sample.report.text, encoding="utf-8")
    return folder


@pytest.fixture
def newer(here, monkeypatch):
    """Return what puts another reader in place: it gives the samples without their first statements."""

    def put(version: str = NEWER, fewer: int = 3):
        from dataclasses import replace

        import kg.reading

        module, old = reader_module(), reader_module().read

        def read(report):
            read.count += 1
            reading = old(report)
            return replace(reading, reader=version, statements=reading.statements[fewer:])

        read.count = 0
        module.read, module.reader_version = read, lambda: version
        monkeypatch.setitem(__import__("sys").modules, "kg.reading.pipeline", module)
        monkeypatch.setattr(kg.reading, "pipeline", module)
        return read

    return put


# forget


@pytest.mark.parametrize(
    "name",
    [FIRST.report.key, FIRST.report.key[:4], "1.txt", f"report/{FIRST.report.key}",
     f"https://vnkg.example/id/report/{FIRST.report.key}", f"<https://vnkg.example/id/report/{FIRST.report.key}>"],
)  # fmt: skip
def test_forget_by_any_name(kg_run, files, name):
    kg_run("ingest", "in")
    ran = kg_run("forget", name)
    assert (ran.code, ran.out, ran.err) == (0, f"forgot report {FIRST.report.key}\n", "")


def test_forget_by_file_name_and_title(kg_run, files):
    kg_run("ingest", "in")
    assert kg_run("forget", "2.txt").out == f"forgot report {SECOND.report.key}\n"
    assert kg_run("forget", THIRD.report.title.upper()).out == f"forgot report {THIRD.report.key}\n"


def test_forget_several_leaves_what_the_rest_says(kg_run, files):
    kg_run("ingest", "in/sub/2.txt")
    alone = kg_run("dump").out.replace("2.txt", "sub/2.txt")
    kg_run("ingest", "in", "--store", "all")
    ran = kg_run("forget", "1.txt", "3.txt", "--store", "all")
    assert ran.out == f"forgot report {FIRST.report.key}\nforgot report {THIRD.report.key}\n"
    assert kg_run("dump", "--store", "all").out == alone


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["1.txt", "none.txt"], "no report is called 'none.txt': give its key, source or IRI (kg reports lists them)"),
        (["1.txt", "in/3.txt"], "no report is called 'in/3.txt': did you mean '3.txt'?"),
        (["1.txt", ""], "no report is called '': give its key, source or IRI (kg reports lists them)"),
    ],
)
def test_where_one_is_unknown_none_is_forgotten(kg_run, files, names, message):
    kg_run("ingest", "in")
    before = kg_run("dump").out
    ran = kg_run("forget", *names)
    assert (ran.code, ran.out, ran.err) == (1, "", f"kg: {message}\n")
    assert kg_run("dump").out == before


# A newer reader


def test_a_newer_reader_is_said_and_counted(kg_run, files, newer):
    kg_run("ingest", "in")
    read = newer()
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "3 reports read: 0 new, 3 unchanged, 0 replaced; 3 read again"
    assert ran.err == "kg: the reader is newer: 3 reports of the store are read again first\n"
    assert read.count == 3
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "3 reports read: 0 new, 3 unchanged, 0 replaced"
    assert ran.err == ""
    newer("sample/3")
    ran = kg_run("forget", "1.txt")
    assert ran.err == "kg: the reader is newer: 3 reports of the store are read again first\n"


def test_the_samples_have_another_reader():
    assert READER != NEWER and len(SAMPLES) == 3

"""What is corrected through the command line: reports forgotten, changed, read again by a newer reader."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace

import pytest
from commands import run_process
from sample import FIRST, SECOND, THIRD
from sample_store import put_reader, reader, reader_module

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
        old = sys.modules["kg.reading.pipeline"].read

        def read(report):
            read.count += 1
            reading = old(report)
            return replace(reading, reader=version, statements=reading.statements[fewer:])

        read.count = 0
        module = reader_module(read)
        module.reader_version = lambda: version
        put_reader(monkeypatch, module)
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
    newer()
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "3 reports read: 0 new, 3 unchanged, 0 replaced; 3 read again"
    assert ran.err == "kg: the reader is newer: 3 reports of the store are read again first\n"
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "3 reports read: 0 new, 3 unchanged, 0 replaced"
    assert ran.err == ""
    newer("sample/3")
    ran = kg_run("forget", "1.txt")
    assert ran.err == "kg: the reader is newer: 3 reports of the store are read again first\n"


# A changed file, a removed one


def test_a_changed_file_replaces_its_own_facts_only(kg_run, files):
    """The store ends as if the folder had been read as it is now."""
    kg_run("ingest", "in")
    (files / "1.txt").write_text(FIRST.report.text + "\nThêm một dòng.\n", encoding="utf-8")
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "3 reports read: 0 new, 2 unchanged, 1 replaced"
    assert ran.err.splitlines()[0].endswith(f"replaces report {FIRST.report.key}, which the same source had before")
    kg_run("ingest", "in", "--store", "fresh")
    assert kg_run("dump").out == kg_run("dump", "--store", "fresh").out
    told = kg_run("diff", ".kg", "fresh")
    assert (told.code, told.out.count("\n")) == (0, 1)


def test_a_text_in_two_files_of_which_one_changes(kg_run, files):
    (files / "copy.txt").write_text(FIRST.report.text, encoding="utf-8")
    kg_run("ingest", "in")
    kg_run("snapshot", "-o", "before")
    (files / "copy.txt").write_text("Trời hôm nay đẹp.", encoding="utf-8")
    ran = kg_run("ingest", "in")
    assert ran.out.splitlines()[0] == "4 reports read: 0 new, 3 unchanged, 1 replaced"
    assert "replaces report" not in ran.err  # the other file still says it
    listed = kg_run("reports").out
    assert "1.txt" in listed and "copy.txt" in listed
    told = kg_run("diff", "before", ".kg", "--lang", "en").out
    assert "\nreports: 1 new, 1 told otherwise\n" in told
    assert "      - source identifier: copy.txt\n" in told and "persons" not in told
    kg_run("ingest", "in", "--store", "fresh")
    assert kg_run("dump").out == kg_run("dump", "--store", "fresh").out


def test_a_removed_file_is_a_hint_and_no_silent_forgetting(kg_run, files):
    kg_run("ingest", "in")
    before = kg_run("dump").out
    (files / "3.txt").unlink()
    ran = kg_run("ingest", "in")
    assert ran.err == ("kg: note: 1 report of the store is from no file of in: 3.txt; if its file was removed, "
                       "kg forget takes it out\n")  # fmt: skip
    assert kg_run("dump").out == before
    assert kg_run("ingest", "in/1.txt").err == ""  # one file is not the whole folder
    (files / "sub" / "2.txt").unlink()
    assert kg_run("ingest", "in").err == ""  # more are lacking than there are: of another folder, it seems
    kg_run("forget", "3.txt", "sub/2.txt")
    kg_run("ingest", "in", "--store", "fresh")
    assert kg_run("dump").out == kg_run("dump", "--store", "fresh").out


def test_a_renamed_file_keeps_its_report(kg_run, files):
    kg_run("ingest", "in")
    (files / "3.txt").rename(files / "third.txt")
    ran = kg_run("ingest", "in")
    assert (ran.out.splitlines()[0], ran.err) == ("3 reports read: 0 new, 3 unchanged, 0 replaced", "")


def test_a_dry_run_says_what_would_vanish(kg_run, files):
    kg_run("ingest", "in")
    before = kg_run("dump").out
    ran = kg_run("forget", "--dry-run", "1.txt")
    assert (ran.code, ran.err) == (0, "kg: nothing was forgotten: this was a dry run\n")
    assert ran.out.startswith(f"would forget report {FIRST.report.key}\ntin bài · reports: 1 không còn · gone\n")
    assert "Chỉ thị số 41-CT/TW · directive/" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert kg_run("dump").out == before
    kg_run("snapshot", "-o", "before")
    kg_run("forget", "1.txt")
    told = kg_run("diff", "before", ".kg").out  # and that is what vanishes
    assert ran.out.split("\n", 1)[1] == told.split("\n\n", 1)[1]


# kg reread


def test_reread_says_what_is_told_otherwise(kg_run, files, newer):
    kg_run("ingest", "in")
    kg_run("snapshot", "-o", "before")
    newer(fewer=30)
    ran = kg_run("reread")
    first, second, *rest = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert first == "3 reports read again by sample/2; before: sample/1"
    assert second == "3 of them tell other facts than before"
    assert any(line.startswith("quan hệ · relation") for line in rest)
    assert max(map(len, rest)) <= 80
    told = kg_run("diff", "before", ".kg")
    assert told.out.split("\n\n")[1].splitlines()[:-1] == ran.out.split("\n\n")[0].splitlines()[2:]
    assert told.out.split("\n\n")[1].endswith("3 tin bài có ở cả hai được kể khác · reports of both tell other facts")
    kg_run("ingest", "in", "--store", "fresh")
    assert kg_run("dump").out == kg_run("dump", "--store", "fresh").out
    assert kg_run("reread").out == (
        "nothing to read again: 3 reports, all by this reader (sample/2); --all reads them all the same\n"
    )
    assert kg_run("reread", "--all").out == "3 reports read again by sample/2\nall of them tell what they told before\n"


def test_reread_lists_the_changes(kg_run, files, newer):
    kg_run("ingest", "in")
    kg_run("snapshot", "-o", "before")
    newer(fewer=30)
    ran = kg_run("reread", "--changes", "--limit", "0")
    assert kg_run("diff", "before", ".kg", "--limit", "0").out.split("\n\n", 2)[2] in ran.out


def test_reread_of_an_empty_store_and_of_none(kg_run, here):
    import kg

    with kg.open_store(here / "empty", create=True):
        pass
    assert kg_run("reread", "--store", "empty").out.startswith("nothing to read again: 0 reports")
    ran = kg_run("reread", "--store", "none")
    assert (ran.code, ran.err) == (1, "kg: no store at none; run kg ingest first\n")


KILLED = """
import os, signal, sys
from dataclasses import replace
import sample_store, kg.reading
module, old = sample_store.reader_module(), sample_store.read
count = [0]
def read(report):
    count[0] += 1
    with open("asked", "a") as asked:
        asked.write(report.key + "\\n")
    if count[0] == int(os.environ["DIES_AT"]):
        os.kill(os.getpid(), int(os.environ["BY"]))
    reading = old(report)
    return replace(reading, reader="sample/2", statements=reading.statements[5:])
module.read, module.reader_version = read, lambda: "sample/2"
sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = module
from kg.cli.main import main
main()
"""


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda by: by.name)
def test_a_reread_that_is_killed_goes_on_where_it_was(kg_run, here, files, by):
    kg_run("ingest", "in")
    before = kg_run("dump").out
    ran = run_process("reread", folder=here, script=KILLED, DIES_AT="3", BY=str(int(by)))
    assert ran.code == (-9 if by is signal.SIGKILL else 130)
    assert ran.err == ("" if by is signal.SIGKILL else "kg: interrupted; what was finished is kept\n")
    assert kg_run("dump").out == before
    ran = run_process("reread", folder=here, script=KILLED, DIES_AT="0", BY="0")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("3 reports read again by sample/2; before: sample/1\n2 of them tell other facts")
    asked = (here / "asked").read_text(encoding="utf-8").split()
    assert (len(asked), len(set(asked))) == (4, 3)  # only the one that it was at is read twice
    run_process("ingest", "in", "--store", "fresh", folder=here, script=KILLED, DIES_AT="0", BY="0")
    assert kg_run("dump").out == kg_run("dump", "--store", "fresh").out


# Judgements stay


@pytest.fixture
def judged(kg_run, here, monkeypatch):
    """A store of two reports with a person of one name in each, whom a person judged to be one; gives their IRIs."""
    from worlds import tell

    import kg

    readings = [
        tell(name, ("Person", "p", "Trần Văn Mẫu"), ("Body", "b", f"Sở {name}"), ("holds", "p", "Giám đốc", "b"),
             published=f"{year}-01-01")
        for name, year in (("Mẫu", 2010), ("Thí dụ", 2024))
    ]  # fmt: skip
    put_reader(monkeypatch, reader_module(reader(readings)))
    for number, reading in enumerate(readings):
        (here / f"{number}.txt").write_text(reading.report.text, encoding="utf-8")
    kg_run("ingest", "0.txt", "1.txt")
    kg_run("snapshot", "-o", "before")
    with kg.open_store(".kg") as store:
        iris = sorted(quad.subject.value for quad in store.matching("rdf:type", "kg:Person"))
    assert len(iris) == 2
    ran = kg_run("merge", *iris, "--who", "tester", "--why", "one man")
    assert ran.code == 0, ran.err
    return iris


def test_what_was_judged_one_is_joined_and_undoing_it_leaves_no_difference(kg_run, judged):
    ran = kg_run("diff", "before", ".kg", "--lang", "en")
    assert ran.code == 1
    assert "\npersons: 1 joined of several\n" in ran.out
    joined = ran.out.partition("\nPERSONS\n  joined of several\n")[2].splitlines()
    assert [line.split(":")[0].strip() for line in joined[1:3]] == ["before", "before"]
    assert kg_run("undo").code == 0
    assert kg_run("diff", "before", ".kg", "--all", "--quiet").code == 0


def test_reading_again_keeps_judgements(kg_run, here, judged, newer):
    kept = (here / ".kg" / "judgements.tsv").read_bytes()
    kg_run("snapshot", "-o", "one")
    read = newer(fewer=0)
    ran = kg_run("reread")
    assert ran.out == "2 reports read again by sample/2; before: sample/1\nall of them tell what they told before\n"
    assert read.count == 2
    assert (here / ".kg" / "judgements.tsv").read_bytes() == kept
    assert kg_run("diff", "one", ".kg", "-q").code == 0  # he is still one man
    assert kg_run("diff", "before", ".kg", "-q").code == 1
    newer("sample/3", fewer=1)
    ran = kg_run("reread")
    assert "giữ chức · holds" in ran.out
    assert kg_run("show", judged[1]).out == kg_run("show", judged[0]).out

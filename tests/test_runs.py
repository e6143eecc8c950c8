"""kg runs: what each run of kg ingest did, written while it goes on; and how a run tells of itself meanwhile."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commands import SCRIPT, run_process
from test_intake import SCRIPT as HARM
from test_intake import _begun, _until

import kg
from kg.cli import progress as shown
from kg.documents.source import Settings, Source
from kg.errors import NotFoundError
from kg.intake.pool import Pool
from kg.intake.run import Run
from kg.intake.target import Nowhere
from kg.runs import history, record
from kg.runs.entry import Entry, entry
from kg.runs.record import Record

BEGAN = datetime(2022, 1, 31, 8, 30, tzinfo=UTC)
NEW = Entry("new", "in/a.txt", "a.txt", "0123456789abcdef", "html", "tcvn3")
FAILED = Entry("failed", "in/b\u202e.txt", why="is binary (a zero byte at offset 3)", advice="give plain text")


@pytest.fixture
def place(here):
    """A folder with all that can happen to a file."""
    inside = here / "in"
    inside.mkdir()
    (inside / "a.txt").write_text("Số 1", encoding="utf-8")
    (inside / "b.txt").write_text("Số 2", encoding="utf-8")
    (inside / "bad.txt").write_bytes(b"")
    (inside / "c.txt").write_text("Số 3", encoding="utf-8")
    (inside / "page.js").write_text("x", encoding="utf-8")
    return here


def _shown(kg_run, *arguments: str) -> dict:
    return json.loads(kg_run("runs", "show", *arguments, "--format", "json").out)


# What a run leaves behind


def test_a_run_tells_what_became_of_each(kg_run, place):
    assert kg_run("ingest", "in").code == 1
    (place / "in" / "a.txt").write_text("Số 1, sửa", encoding="utf-8")
    ran = kg_run("ingest", "in", "-j", "3")
    assert ran.out.startswith("3 reports read: 0 new, 2 unchanged, 1 replaced; 1 failed\n")
    assert "kg: in/page.js: skipped, not a format that is read (.js)" in ran.err
    run = _shown(kg_run)
    assert run["counts"] == {"new": 0, "unchanged": 2, "replaced": 1, "failed": 1, "skipped": 1}
    assert (run["how"], run["paths"], run["jobs"]) == ("done", ["in"], 3)
    rows = {row["name"]: row for row in run["documents"]}
    assert list(rows) == ["in/a.txt", "in/b.txt", "in/bad.txt", "in/c.txt", "in/page.js"]
    assert rows["in/a.txt"]["became"] == "replaced"
    assert rows["in/bad.txt"] == {
        "became": "failed", "name": "in/bad.txt",
        "why": "is empty", "advice": "nothing was read from it",
    }  # fmt: skip
    with kg.open_store(place / ".kg") as store:
        keys = {source: report.key for report in store.reports() for source in report.source_ids}
    assert keys == {name: rows[f"in/{name}"]["report"] for name in ("a.txt", "b.txt", "c.txt")}


def test_the_list_and_one_run_in_words(kg_run, place):
    for _ in range(2):
        kg_run("ingest", "in")
    lines = kg_run("runs").out.splitlines()
    assert lines[0].split() == ["run", "of", "new", "unchanged", "replaced", "failed", "skipped", "ended"]
    assert [line.split()[1:] for line in lines[2:]] == [
        ["in", "0", "3", "0", "1", "1", "done"],
        ["in", "3", "0", "0", "1", "1", "done"],
    ]
    assert max(map(len, lines)) <= 80
    name = lines[3].split()[0]
    lines = kg_run("runs", "show", name).out.splitlines()
    assert lines[0] == f"run {name}: in"
    assert lines[2:6] == [
        "3 new, 0 unchanged, 0 replaced, 1 failed, 1 skipped",
        "  1 failed: is empty",
        "  1 skipped: not a format that is read (.js)",
        "",
    ]
    assert lines[6] == "new in/a.txt: nothing of the domain found"
    assert lines[8] == "failed in/bad.txt: is empty; nothing was read from it"
    assert lines[10] == "skipped in/page.js: not a format that is read (.js)"
    assert kg_run("runs", "show", name, "--failed").out.splitlines()[6:] == [lines[8]]


def test_runs_as_tables(kg_run, place):
    kg_run("ingest", "in")
    rows = list(csv.DictReader(io.StringIO(kg_run("runs", "--format", "csv").out)))
    assert [(row["paths"], row["new"], row["failed"], row["how"]) for row in rows] == [("in", "3", "1", "done")]
    rows = list(csv.DictReader(io.StringIO(kg_run("runs", "show", "--failed", "--format", "csv").out)))
    assert [(row["name"], row["advice"]) for row in rows] == [("in/bad.txt", "nothing was read from it")]
    assert json.loads(kg_run("runs", "--format", "json").out)[0]["counts"]["new"] == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["runs"], "no store at .kg; run kg ingest first"),
        (["runs", "show"], "no store at .kg; run kg ingest first"),
    ],
)
def test_without_a_store(kg_run, arguments, told):
    ran = kg_run(*arguments)
    assert (ran.code, ran.out, ran.err) == (1, "", f"kg: {told}\n")


def test_runs_that_are_not_there(kg_run, place):
    kg_run("ingest", "in")
    assert kg_run("runs", "show", "1999").err == "kg: no run is called '1999'; kg runs lists them\n"
    for path in (place / ".kg" / "runs").iterdir():
        path.unlink()
    assert kg_run("runs").out.splitlines()[-1] == "(no rows)"
    assert kg_run("runs", "show").err == "kg: no run is known; kg ingest writes down what it does from now on\n"


def test_a_run_without_any_report_is_told_where_there_is_a_store(kg_run, place):
    kg_run("ingest", "in/bad.txt")
    assert not (place / ".kg").exists()
    kg_run("ingest", "in")
    kg_run("ingest", "in/bad.txt")
    assert [row["name"] for row in _shown(kg_run)["documents"]] == ["in/bad.txt"]


def test_the_reports_of_runs_stay_here(kg_run, place):
    kg_run("ingest", "in")
    kg_run("snapshot", "-o", "copy")
    kg_run("dump", "-o", "all.nq")
    kg_run("restore", "all.nq", "--store", "again")
    assert not (place / "copy" / "runs").exists()
    assert not (place / "again" / "runs").exists()


def test_where_it_cannot_be_written_the_run_goes_on(kg_run, place):
    kg_run("ingest", "in/a.txt")
    for path in (place / ".kg" / "runs").iterdir():
        path.unlink()
    (place / ".kg" / "runs").rmdir()
    (place / ".kg" / "runs").write_text("in the way", encoding="utf-8")
    ran = kg_run("ingest", "in")
    assert ran.out.startswith("3 reports read: 2 new, 1 unchanged")
    assert "kg: the report of this run cannot be kept: file exists\n" in ran.err


# How a run may be done


def test_a_dry_run_says_what_would_become_of_files_and_writes_nothing(kg_run, place):
    ran = kg_run("ingest", "in", "--dry-run")
    assert ran.out == "3 reports read: 3 new, 0 unchanged, 0 replaced; 1 failed\n"
    assert ran.err.endswith("kg: nothing was written: this was a dry run\n")
    assert ran.code == 1
    assert not (place / ".kg").exists()
    kg_run("ingest", "in/b.txt", "in/c.txt")
    (place / "in" / "b.txt").write_text("Số 2, sửa", encoding="utf-8")
    (place / "in" / "d.txt").write_text("Số 2, sửa", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in (place / ".kg").rglob("*") if path.name != "LOG"}
    ran = kg_run("ingest", "in", "-n")
    assert ran.out == "4 reports read: 1 new, 2 unchanged, 1 replaced; 1 failed\n"
    assert "would replace report" in ran.err
    assert {path: path.stat().st_mtime_ns for path in (place / ".kg").rglob("*") if path.name != "LOG"} == before
    told = kg_run("ingest", "in").out.splitlines()[0]
    assert told == "4 reports read: 1 new, 2 unchanged, 1 replaced; 1 failed"


def test_a_strict_run_stops_at_the_first_failure(kg_run, place):
    ran = kg_run("ingest", "in", "--strict", "-j", "2")
    assert ran.code == 1
    assert ran.out.startswith("2 reports read: 2 new, 0 unchanged, 0 replaced; 1 failed\n")
    assert "kg: stopped at the first failure (--strict); what was done stays\n" in ran.err
    with kg.open_store(place / ".kg") as store:
        assert len(store.reports()) == 2
    assert [row["name"] for row in _shown(kg_run)["documents"]] == ["in/a.txt", "in/b.txt", "in/bad.txt"]


def test_a_quiet_run_says_what_failed_and_the_summary(kg_run, place):
    ran = kg_run("ingest", "in", "--quiet")
    assert ran.out == "3 reports read: 3 new, 0 unchanged, 0 replaced; 1 failed\n"
    assert ran.err == "kg: in/bad.txt: is empty; nothing was read from it\n"


def test_many_skipped_files_are_one_line(kg_run, place):
    for number in range(4):
        (place / "in" / f"{number}.PNG").write_bytes(b"x")
    (place / "in" / "README").write_bytes(b"x")
    ran = kg_run("ingest", "in")
    assert "kg: 6 files skipped: .png (4), .js (1), no suffix (1); kg runs show lists them\n" in ran.err
    assert sum(row["became"] == "skipped" for row in _shown(kg_run)["documents"]) == 6


def test_many_rows_with_something_skipped_are_one_line(kg_run, here):
    days = "".join(f"Số {number},{number}/2/2022\n" for number in range(30, 36))
    (here / "a.csv").write_text(f"text,date\n{days}", encoding="utf-8")
    ran = kg_run("ingest", "a.csv")
    assert "kg: 6 rows skipped, whole or in part: .csv (6); kg runs show lists them\n" in ran.err
    reason = "the date, which is none that is understood"
    assert f"  6 skipped: {reason}\n" in kg_run("runs", "show").out
    assert sum(row["became"] == "skipped" for row in _shown(kg_run)["documents"]) == 6


def test_reasons_are_counted_without_what_is_a_documents_own():
    reasons = {
        "is no JSON (Expecting property name: line 1 column 2 (char 1))": "is no JSON",
        "has the address of an article that came before it and is kept (a.csv#2)":
            "has the address of an article that came before it and is kept",
        "JSON without a field that is known to be the text (it has 'a', 'b')":
            "JSON without a field that is known to be the text",
        "not a format that is read (.tar.xyz)": "not a format that is read (.tar.xyz)",
        "not a format that is read (no suffix)": "not a format that is read (no suffix)",
        "the address 'x', which is no http(s) address": "the address, which is no http(s) address",
    }  # fmt: skip
    assert {why: Entry("skipped", "a", why=why).kind for why in reasons} == reasons


@pytest.mark.parametrize("jobs", ["0", "65", "x"])
def test_jobs_that_cannot_be(kg_run, place, jobs):
    assert kg_run("ingest", "in", "--jobs", jobs).code == 2


def test_a_source_that_comes_twice_with_other_texts_replaces_nothing(here):
    texts = [("a", "Số 1."), ("b", "Số 2."), ("c", "Số 1.")]
    found = [(name, Source(name, "box.zip/a.txt", data=text.encode())) for name, text in texts]
    with Pool(2) as pool:
        told = list(Run(pool, 2, iter(found), Settings(), Nowhere(lambda: None)))
    assert [each.became for each in told] == ["new", "failed", "unchanged"]
    assert told[1].why == "has the source id 'box.zip/a.txt', as has a"


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_of_articles_under_one_address_the_first_is_kept(kg_run, here, jobs):
    (here / "in").mkdir()
    rows = [("a.csv", "Số 1", "Họp"), ("b.csv", "Số 2", "Họp"), ("c.csv", "Số 1", "Dự"), ("d.csv", "Số 1", "Họp")]
    for name, text, title in rows:
        (here / "in" / name).write_text(f"text,title,url\n{text},{title},https://bao.example/1\n", encoding="utf-8")
    for became in ("new", "unchanged"):
        ran = kg_run("ingest", "in", "--jobs", jobs)
        assert ran.code == 0
        for name in ("b.csv", "c.csv"):
            reason = "has the address of an article that came before it and is kept (in/a.csv#2)"
            assert f"kg: in/{name}#2: skipped, {reason}\n" in ran.err
        told = {row["name"]: row["became"] for row in _shown(kg_run)["documents"]}
        assert told == {
            "in/a.csv#2": became, "in/b.csv#2": "skipped", "in/c.csv#2": "skipped", "in/d.csv#2": "unchanged",
        }  # fmt: skip


# Runs that are ended


def test_a_killed_run_has_stopped_with_what_was_done(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Số {number}", encoding="utf-8")
    run_process("ingest", "in/0.txt", "--store", "s", folder=tmp_path, script=HARM)
    (folder / "3.txt").write_text("hang", encoding="utf-8")
    process = _begun(tmp_path, "in", "--store", "s")
    runs = tmp_path / "s" / "runs"
    _until(lambda: len(list(runs.iterdir())) == 2)
    going = max(runs.iterdir(), key=lambda path: path.stem)  # both may have begun within one second
    _until(lambda: history.run(runs).counts["unchanged"] == 1)
    assert history.run(runs).how == "going on"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    _until(lambda: history.run(runs).how == "stopped")
    told = history.run(runs)
    assert told.path == going
    with kg.open_store(tmp_path / "s") as store:
        there = {report.key for report in store.reports()}
    assert {each.report for each in told.entries()} <= there
    ran = run_process("runs", "--store", "s", folder=tmp_path, script=SCRIPT)
    assert ran.out.splitlines()[2].split()[-1] == "stopped"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_so(tmp_path, number):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in range(3):
        (folder / f"{name}.txt").write_text(f"Số {name}", encoding="utf-8")
    (folder / "z.txt").write_text("hang", encoding="utf-8")
    process = _begun(tmp_path, "in", "--store", "s")
    _until(lambda: len(list((tmp_path / "s" / "readings").glob("*.json"))) == 3)
    time.sleep(0.3)
    process.send_signal(number)
    assert process.wait(60) == 130
    process.communicate()
    told = history.run(tmp_path / "s" / "runs")
    assert (told.how, told.counts["new"]) == ("interrupted", 3)
    ran = run_process("ingest", "in/0.txt", "in/1.txt", "in/2.txt", "--store", "s", folder=tmp_path, script=HARM)
    assert ran.out.startswith("3 reports read: 0 new, 3 unchanged")


# The files


def test_what_is_written_is_read(tmp_path):
    written = Record(tmp_path / "runs", {"paths": ["in"], "jobs": 2}, BEGAN)
    written.add([NEW, FAILED])
    written.end("failed", "the store cannot grow")
    run = history.run(tmp_path / "runs")
    assert (run.name, run.began, run.how, run.told) == (
        "20220131-083000", "2022-01-31T08:30:00Z", "failed", "the store cannot grow",
    )  # fmt: skip
    assert list(run.entries()) == [NEW, FAILED]
    assert run.counts == {"new": 1, "unchanged": 0, "replaced": 0, "failed": 1, "skipped": 0}


@pytest.mark.parametrize(("cut", "left"), [(0, 2), (1, 2), (2, 1), (100, 1), (120, 0), (200, 0)])
def test_a_line_that_was_cut_off_is_none(tmp_path, cut, left):
    written = Record(tmp_path, {"paths": ["in"], "jobs": 2}, BEGAN)
    written.add([NEW, NEW])
    path = next(tmp_path.iterdir())
    os.truncate(path, path.stat().st_size - cut)
    found = history.run(tmp_path)
    assert found.how == "going on"  # its file is still open here
    assert found.counts["new"] == len(list(found.entries())) == left


def test_the_last_hundred_are_kept(tmp_path, monkeypatch):
    for day in range(105):
        Record(tmp_path, {"paths": ["in"]}, BEGAN + timedelta(days=day)).end("done")
    names = [run.name for run in history.runs(tmp_path)]
    assert (len(names), names[0], names[-1]) == (100, "20220515-083000", "20220205-083000")
    monkeypatch.setattr(record, "MOST_BYTES", 1000)
    Record(tmp_path, {"paths": ["in"]}, BEGAN + timedelta(days=200)).end("done")
    assert 1 < len(history.runs(tmp_path)) < 10


def test_a_run_that_failed_with_much_to_tell(tmp_path):
    Record(tmp_path, {}).end("failed", told := "ổ đĩa đầy " * 900)
    (found,) = history.runs(tmp_path)
    assert (found.how, found.told) == ("failed", told)


def test_two_runs_of_one_second(tmp_path):
    for number in range(12):
        Record(tmp_path, {"paths": [str(number)]}, BEGAN).end("done")
    assert [run.paths[0] for run in history.runs(tmp_path)] == [str(number) for number in reversed(range(12))]
    assert history.run(tmp_path).paths == ("11",)
    assert history.run(tmp_path, "20220131-083000").paths == ("0",)
    with pytest.raises(NotFoundError, match="several runs begin with '2022'"):
        history.run(tmp_path, "2022")


@pytest.mark.parametrize("row", [None, [], "x", {}, {"became": "new"}, {"run": {}}, {"end": {}}])
def test_rows_that_are_no_entries(row):
    assert entry(row) is None


# How far a run is


class _Clock:
    def __init__(self):
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = _Clock()
    monkeypatch.setattr(shown, "time", clock)
    return clock


def test_a_line_every_half_minute_in_a_pipe(clock, capsys):
    with shown.progress(1000) as progress:
        for second in range(100):
            clock.now = second
            progress.step(second * 5, second * 4)
        progress.say("x.txt: is empty")
    assert capsys.readouterr().err.splitlines() == [
        "kg: 120 reports so far (150 of 1000 files), 4.0/s, 2 min 50 s left",
        "kg: 240 reports so far (300 of 1000 files), 4.0/s, 2 min 20 s left",
        "kg: 360 reports so far (450 of 1000 files), 4.0/s, 1 min 50 s left",
        "kg: x.txt: is empty",
    ]


def test_nothing_of_that_where_it_is_to_be_quiet(clock, capsys):
    with shown.progress(10, quiet=True) as progress:
        clock.now = 100
        progress.step(5, 5)
        progress.note("warning")
        progress.say("x.txt: is empty")
    assert capsys.readouterr().err == "kg: x.txt: is empty\n"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_bar_fits_the_terminal_and_lines_stand_above_it(clock, capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    bar = shown.Bar(12_345)
    for second in range(60):
        clock.now = second
        bar.step(second * 200, second * 190)
    bar.say("x\x1b[31m.txt: is empty")
    with bar.stage("writing", 3) as step:
        clock.now += 1
        step(2)
    bar.close()
    drawn = capsys.readouterr().err
    pieces = drawn.replace("\x1b[K", "").split("\r")
    assert all(len(line) < width for piece in pieces for line in piece.split("\n") if not line.startswith("kg: "))
    assert "\r\x1b[Kkg: x␛[31m.txt: is empty\nreading" in drawn
    assert drawn.endswith("\r\x1b[K")
    if width >= 80:
        assert "reading  [" in drawn
        assert "left" in drawn
        assert "writing  [" in drawn


def test_how_long_is_said_as_one_says_it():
    assert [shown._span(seconds) for seconds in (0.4, 59, 61, 130, 3600, 7500)] == [
        "0 s", "59 s", "1 min 0 s", "2 min 10 s", "1 h 0 min", "2 h 5 min",
    ]  # fmt: skip


def test_paths_are_counted_for_the_bar(tmp_path):
    from kg.cli.intake import expected

    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/b.txt", ".hidden", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    assert expected([str(tmp_path), "-", str(Path("a"))]) == 4

"""However many processes convert and read, and whichever ends first: the same bytes, and the same is told."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest
from commands import SCRIPT, run_process
from sample import SEEDS
from sample_store import put_reader, reader_module

from kg.documents.source import Settings, Source
from kg.errors import InputError
from kg.intake.jobs import MOST, Conversion
from kg.intake.order import Line
from kg.intake.pool import Pool
from kg.model import Report

UNEVEN = """
import sys, time
from kg.reading import pipeline
read = pipeline.read
def slow(report):
    time.sleep(0.3 * (hash(report.text) % 4) / 4)  # another order each time
    return read(report)
pipeline.read = slow
from kg.cli.main import main
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Reports of all kinds: twice the same text, a changed one, an archive, what fails and what is left out."""
    place = tmp_path_factory.mktemp("jobs")
    inside = place / "in"
    (inside / "sub").mkdir(parents=True)
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number, paragraph in enumerate(part for seed in seeds for part in seed.split("\n") if len(part) > 200):
        (inside / f"{number:02d}.txt").write_text(paragraph, encoding="utf-8")
    (inside / "sub" / "again.txt").write_text(seeds[0], encoding="utf-8")
    (inside / "whole.txt").write_text(seeds[0], encoding="utf-8")
    (inside / "empty.txt").write_bytes(b"")
    (inside / "picture.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(inside / "05-box.zip", "w") as box:
        for number, seed in enumerate(seeds):
            box.writestr(f"{number}/a.txt", seed + f"\nSố {number}.")
        box.writestr("bad.txt", b"\0")
    return place


def _told(folder, jobs: str, seed: str) -> tuple[str, str, str, str]:
    """Ingest twice, the second time with a changed text; return what is in the store and all that was said."""
    store = f"s{jobs}-{seed}"
    given = {"folder": folder, "PYTHONHASHSEED": seed}
    (folder / "in" / "whole.txt").write_text("Bộ trưởng A chủ trì Hội nghị.", encoding="utf-8")
    first = run_process("ingest", "in", "--store", store, "-j", jobs, script=UNEVEN, **given)
    (folder / "in" / "whole.txt").write_text("Bộ trưởng B chủ trì Hội nghị.", encoding="utf-8")
    again = run_process("ingest", "in", "--store", store, "-j", jobs, script=UNEVEN, **given)
    dump = run_process("dump", "--store", store, script=SCRIPT, **given)
    shown = json.loads(run_process("runs", "show", "--store", store, "--format", "json", script=SCRIPT, **given).out)
    said = (first.out + first.err + again.out + again.err).replace(store, "s")
    return dump.out, said, json.dumps(shown["documents"]), json.dumps(shown["counts"])


def test_the_same_whatever_the_number_of_jobs(folder):
    one = _told(folder, "1", "0")
    assert "1 replaced" in one[1]
    assert "failed" in one[1]
    assert _told(folder, "2", "1") == one
    assert _told(folder, "5", "2") == one


def test_extract_gives_the_same(folder):
    one = run_process("extract", "in", "-j", "1", folder=folder, script=UNEVEN, PYTHONHASHSEED="1")
    many = run_process("extract", "in", "-j", "4", folder=folder, script=UNEVEN, PYTHONHASHSEED="2")
    assert one == many
    assert len(one.out) > 10_000


# A line of documents, without a store


def _source(name: str, data: bytes) -> tuple[str, Source]:
    return name, Source(name, name, ".txt", data=data, named=True)


def test_documents_come_in_order_and_no_further_ahead_than_is_of_use():
    asked = []

    def found():
        for number in range(200):
            asked.append(number)
            yield _source(f"{number}.txt", b"x" * (1 + number % 7))

    with Pool(2) as pool:
        line = Line(pool, 2, found(), Settings(), lambda report: None)
        for number, (name, report) in enumerate(line):
            assert (name, report.text) == (f"{number}.txt", "x" * (1 + number % 7))
            assert len(asked) - number < 40
    assert line.finished == 200


def test_reports_that_will_be_read_are_begun_with_early(monkeypatch):
    put_reader(monkeypatch, reader_module())
    reports = [Report(f"Số {number}.", f"{number}.txt") for number in range(60)]
    asked = []
    with Pool(2) as pool:
        line = Line(pool, 2, iter(()), Settings(), lambda report: None)
        for number, report in enumerate(line.ahead(asked.append(each) or each for each in reports)):
            assert report == reports[number]
            assert number < len(asked) <= number + 12
            assert line.read(report).report == report
    assert len(asked) == 60


def test_what_a_container_gives_waits_until_it_is_taken(tmp_path):
    """A conversion is not further ahead than some characters, however much there is."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as box:
        for number in range(60):
            box.writestr(f"{number:03d}.txt", f"{number} " + "chữ " * 50_000)
    source = Source("a.zip", "a.zip", ".zip", path=tmp_path / "a.zip", named=True)
    with Pool(1) as pool:
        job = Conversion(source, Settings())
        pool.add(job)
        while pool.wait(1.0):
            pass
        held = sum(len(item.text) for _, item in job.items)
        assert not job.done
        assert held < MOST + 500_000
        names = []
        while not job.done or job.items:
            while job.items:
                names.append(job.take()[0])
            pool.wait(0.1)
    assert names == [f"a.zip/{number:03d}.txt" for number in range(60)]


def test_a_source_that_only_this_process_can_open_is_read_here():
    import io

    source = Source("a.txt", "a.txt", ".txt", opener=lambda: io.BytesIO(b"text"), named=True)
    gone = Source("b.txt", "b.txt", ".txt", opener=Path("/nowhere").open, named=True)
    with Pool(1) as pool:
        items = dict(Line(pool, 1, iter([("a.txt", source), ("b.txt", gone)]), Settings(), lambda report: None))
    assert items["a.txt"].text == "text"
    assert isinstance(items["b.txt"], InputError)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_as_many_jobs_as_processors_but_no_more_than_eight(monkeypatch):
    import os

    from kg.intake.limits import usual_jobs

    for there, jobs in ((1, 1), (3, 3), (64, 8)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, there=there: set(range(there)))
        assert usual_jobs() == jobs

"""What is known of an article stands where users look for it: kg show, kg reports, the page of kg serve."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from commands import run_here
from sample_store import make_store
from serving import serving

from kg.model import Report, ReportStatements

URL = "https://mau.example/tin-1.html?p=2"
TOLD = Report(
    "Tin về gạo\nGiá gạo tăng.", URL, title="Tin về gạo", published="2022-03-05", url=URL, author="Lê Văn Mẫu",
    outlet="Báo Mẫu", format="csv", encoding="windows-1258",
)  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("crawled") / "kg", (ReportStatements(TOLD, (), (), "r"),))


@pytest.mark.parametrize("what", [URL, TOLD.key[:6], "Tin về gạo"])
def test_kg_show_tells_who_wrote_an_article_and_where_it_stood(crawled, capfdbinary, what):
    ran = run_here(capfdbinary, "show", what, "--store", str(crawled))
    assert ran.code == 0, ran.err
    for line in (
        "tác giả · author: Lê Văn Mẫu", "nơi đăng · publisher: Báo Mẫu", f"địa chỉ web · web address: {URL}",
        "định dạng · format: csv", "bảng mã · encoding: windows-1258", "ngày đăng · date published: 2022-03-05",
    ):  # fmt: skip
        assert line in ran.out.splitlines()


def test_an_address_from_which_no_report_came(crawled, capfdbinary):
    ran = run_here(capfdbinary, "show", "https://mau.example/tin-2.html", "--store", str(crawled))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kg: nothing in the graph has the IRI https://mau.example/tin-2.html\n"


def test_kg_reports_for_programs(crawled, capfdbinary):
    row = {
        "report": TOLD.key, "published": "2022-03-05", "title": "Tin về gạo", "author": "Lê Văn Mẫu",
        "outlet": "Báo Mẫu", "url": URL, "format": "csv", "encoding": "windows-1258", "copy_of": "", "entities": 0,
        "evidence": 0,
    }  # fmt: skip
    told = run_here(capfdbinary, "reports", "--store", str(crawled), "--format", "json").out
    assert json.loads(told) == [{**row, "sources": [URL]}]
    told = run_here(capfdbinary, "reports", "--store", str(crawled), "--format", "csv").out
    rows = csv.DictReader(io.StringIO(told))
    assert list(rows) == [{**{name: str(value) for name, value in row.items()}, "sources": URL}]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", ("Tác giả", "Nơi đăng", "Định dạng", "Bảng mã")), ("en", ("Author", "Publisher", "Format", "Encoding"))],
)
def test_the_page_of_a_report(crawled, lang, words):
    with serving(crawled) as server:
        page = server.ask("GET", f"/id/report/{TOLD.key}?lang={lang}", Accept="text/html").text
    facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL)
    told = {re.sub("<.*?>", "", name).strip().lower(): re.sub("<.*?>", "", value).strip() for name, value in facts}
    values = ("Lê Văn Mẫu", "Báo Mẫu", "csv", "windows-1258")
    assert {word.lower(): told.get(word.lower()) for word in words} == dict(
        zip((word.lower() for word in words), values, strict=True)
    )


def rows(count, more=""):
    return "".join(
        json.dumps({"url": f"https://mau.example/{at}", "text": f"Thơ {at}{more}."}) + "\n" for at in range(count)
    )


def test_of_many_notes_of_one_kind_the_first_are_said(kg_run, here):
    """A crawl of which most is sport, and of which a part changed, says so in some lines, not in thousands."""
    (here / "crawl.jsonl").write_text(rows(24), encoding="utf-8")
    lines = kg_run("ingest", "crawl.jsonl").err.splitlines()
    assert len(lines) == 21
    assert lines[19].startswith("kg: warning: crawl.jsonl#20: nothing of the domain found in it")
    assert lines[20] == "kg: likewise 4 more: nothing of the domain found; kg runs show lists them"
    (here / "crawl.jsonl").write_text(rows(24, " mới"), encoding="utf-8")
    for arguments, words, more in (
        (["-n"], "would replace", ""), ([], "replaces", "; kg runs show lists them")
    ):  # fmt: skip
        lines = kg_run("ingest", "crawl.jsonl", *arguments).err.splitlines()
        assert sum(f": {words} report " in line for line in lines) == 20
        assert f"kg: likewise 4 more: {words} a report that the same source had before{more}" in lines
    assert kg_run("ingest", "crawl.jsonl", "-q").err == ""


def test_the_names_of_runs_stay_whole(kg_run, here):
    name = "a-rather-long-name-of-an-export.jsonl"
    (here / name).write_text(rows(1), encoding="utf-8")
    kg_run("ingest", name)
    lines = kg_run("runs").out.splitlines()
    assert len(lines) == 3
    assert re.match(r"\d{8}-\d{6}  a-rather-lo\S*…  ", lines[2])


def test_it_is_said_when_many_reports_are_written_at_once(kg_run, here, monkeypatch):
    monkeypatch.setattr("kg.build.MOST_STAGED", 3)
    monkeypatch.setattr("kg.cli.progress._EVERY", 0.0)
    (here / "crawl.jsonl").write_text(rows(3), encoding="utf-8")
    ran = kg_run("ingest", "crawl.jsonl")
    assert "kg: writing: 2 of 3 reports so far" in ran.err

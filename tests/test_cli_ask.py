"""Asking on the command line: query and show, on the sample readings."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from commands import ROOT, run_process
from sample import THIRD

import kg
from kg.cli import catalogue, terminal
from kg.store.open import open_store


def test_query_table(asked):
    assert asked("query", "who-chairs").out == (
        "who            event                                         date        reports\n"
        "─────────────  ────────────────────────────────────────────  ──────────  ───────\n"
        "Bùi Thanh Sơn  Hội nghị trức tuyến triển khai công tác       2022-01-21        1\n"
        "               ngoại giao kinh tế phục vụ phục hồi và phát\n"
        "               triển kinh tế- xã hội năm 2022\n"
        "Trần Văn Mẫu   phiên họp chuyên đề                           2024-03           1\n"
    )


@pytest.mark.parametrize("name", ["bodies-parts", "events-by-date", "holders-of-post", "implements", "who-chairs"])
@pytest.mark.parametrize("columns", [20, 40, 80, 132])
def test_tables_keep_to_the_width(asked, monkeypatch, name, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    ran = asked("query", name)
    assert ran.code == 0
    assert max(terminal.width(line) for line in ran.out.splitlines()) <= columns


def test_query_formats(asked):
    text = asked("query", "who-chairs", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["whoLabel"] for row in rows] == ["Bùi Thanh Sơn", "Trần Văn Mẫu"]
    assert rows[0]["who"].startswith("https://vnkg.example/id/person/")
    assert asked("query", "who-chairs", "--format", "tsv").out.startswith("?who\t?whoLabel\t")
    found = json.loads(asked("query", "who-chairs", "--format", "json").out)
    assert len(found["results"]["bindings"]) == 2
    assert ElementTree.fromstring(asked("query", "who-chairs", "--format", "xml").out).tag.endswith("sparql")
    graph = "CONSTRUCT { ?a kg:chairs ?b } WHERE { ?a kg:chairs ?b }"
    for name, kind in (("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)):
        assert len(list(ox.parse(asked("query", graph, "--format", name).out, format=kind))) == 2
    assert "kg:chairs" in asked("query", graph).out
    assert asked("query", "ASK { ?x kg:chairs ?y }").out == "yes\n"
    assert asked("query", "ASK { ?x kg:repeals ?y }").out == "no\n"
    assert asked("query", "ASK { ?x kg:repeals ?y }", "--format", "csv").out == "false\n"
    assert asked("query", "SELECT ?x { ?x kg:repeals ?y }").out == "x\n─\n(no rows)\n"


def test_query_list(asked):
    lines = asked("query", "--list").out.splitlines()
    files = Path(kg.__file__).parent.glob("queries/*.rq")
    assert sorted(line.split()[0] for line in lines if re.match("  [a-z]", line)) == sorted(path.stem for path in files)
    assert all(terminal.width(line) <= 80 for line in lines)
    assert lines[0] == "People and posts · Người và chức vụ"
    entry = next(line for line in lines if "who-chairs" in line)
    assert re.fullmatch("  who-chairs +Who chairs what · Ai chủ trì sự kiện nào", entry)


def test_query_list_of_one(asked):
    told = asked("query", "--list", "posts-of").out
    assert "-p person=…  entity (Person), required, e.g. Bùi Thanh Sơn" in told
    assert "Chức vụ của một người" in told
    assert re.search("firstSeen +ngày đầu tin bài ghi nhận đang giữ · the first day on which", told)
    assert max(map(terminal.width, told.splitlines())) <= 80


def test_a_saved_question_without_an_answer_says_so(asked):
    ran = asked("query", "visits")
    assert (ran.code, ran.out) == (0, "(no rows: the reports tell nothing that answers this)\n")
    assert asked("query", "visits", "--format", "csv").out.count("\n") == 1  # the names of the columns


def test_what_a_limit_cuts_off_is_told(asked):
    ran = asked("query", "things-told-once", "-p", "limit=1")
    assert ran.out.splitlines()[2:] == ["Lê Thị Thí Dụ  2024-03-20  Ủy ban nhân dân tỉnh Mẫu họp bàn về chuyển đổi số"]
    assert ran.err == "kg: these are the first 1 rows; -p limit=10 shows more\n"
    assert asked("query", "things-told-once").err == ""


def test_the_page_of_questions_is_not_stale():
    page = ROOT / "docs" / "questions.md"
    assert page.read_text(encoding="utf-8") == catalogue.page(), "run: python -m kg.cli.catalogue > docs/questions.md"


def test_query_from_a_file_and_from_stdin(asked, here, made):
    question = "# title@en: x\n# param: who | entity:Person | required | x | x | x\n" \
               "SELECT ?label { VALUES ?who { UNDEF } ?who rdfs:label ?label }"  # fmt: skip
    (here / "mine.rq").write_text("\ufeff" + question, encoding="utf-8")
    ran = asked("query", "mine.rq", "-p", "who=bui thanh son", "--format", "csv")
    assert ran.out.splitlines()[1:] == ["Bùi Thanh Sơn"]
    plain = "SELECT ?p ?label { ?p kg:chairs ?e ; rdfs:label ?label } ORDER BY ?label"
    arguments = ("query", "-", "-p", 'label="Bùi Thanh Sơn"@vi')
    ran = run_process(*arguments, folder=here, stdin=plain.encode(), KG_STORE=str(made))
    assert (ran.code, ran.err) == (0, "")
    assert "Bùi Thanh Sơn" in ran.out
    assert "Mẫu" not in ran.out


def test_sparql_without_space_or_braces_is_no_path(asked):
    assert asked("query", "DESCRIBE<https://vnkg.example/ontology#chairs>").out.startswith("kg:chairs ")


def test_a_parameter_of_plain_sparql_is_data(asked):
    query = "SELECT ?x { BIND(1 AS ?y) }"
    for text in ('" } UNION { ?x ?y ?z } #', "}\n{", "\\u0022", "'"):
        found = json.loads(asked("query", query, "-p", f"x={text}", "--format", "json").out)
        assert found["results"]["bindings"][0]["x"]["value"] == text


def test_values_do_nothing_to_the_terminal(here, kg_run):
    evil = '"\x1b]0;owned\x07\x1b[31mred\u202ereversed\u200b\r\n\tend\x9b"'
    with open_store(here / ".kg", write=True, create=True) as store:
        store.update(add=_quads(f"<urn:a> a kg:Person ; rdfs:label '''{evil}'''@vi ."))
    for arguments in (["query", "SELECT ?l { ?x rdfs:label ?l }"], ["show", "urn:a"], ["query", "describe <urn:a>"]):
        ran = kg_run(*arguments)
        harmless = {"\n"}
        bad = [c for c in ran.out + ran.err if unicodedata.category(c) in ("Cc", "Cf") and c not in harmless]
        assert not bad, arguments
    assert "␛[31mred\ufffdreversed" in kg_run("query", "SELECT ?l { ?x rdfs:label ?l }").out


def test_show_a_directive(asked):
    ran = asked("show", "41–ct/tw")
    assert ran.code == 0
    assert ran.out.startswith("Chỉ thị số 41-CT/TW\nVăn bản chỉ đạo · Directive · directive/")
    assert "được ban hành bởi · issued by: Ban Bí thư\n" in ran.out
    assert "được sơ kết, tổng kết bởi · reviewed by\n  Bộ Ngoại giao [theo · according to các đại biểu]\n" in ran.out
    words = "«Bộ Ngoại giao đã hoàn thành tổng kết kết quả thực hiện Chỉ\n        thị số 41-CT/TW»"
    assert f"    (1) Bên cạnh đó, {words} ngày 15/4/2010" in ran.out
    assert "000_ec3a725e548eb492.txt" in ran.out
    assert max(map(terminal.width, ran.out.splitlines())) <= 80


def test_show_a_person(asked):
    out = asked("show", "tran van mau").out
    assert "  Chủ tịch Ủy ban nhân dân tỉnh Mẫu: 2024-03-20\n" in out
    assert "nguyên · former, đã thôi muộn nhất · over by" in out
    assert "chủ trì · chairs\n  phiên họp chuyên đề\n" in out


def test_show_what_is_planned_as_planned(asked):
    out = asked("show", "Ủy ban nhân dân tỉnh Mẫu").out
    assert "  Hội thảo Chuyển đổi số tỉnh Mẫu [dự kiến · planned; theo · according to Trần\n" in out


def test_show_a_report(asked):
    out = asked("show", THIRD.report.key[:5]).out
    assert out.startswith("Ủy ban nhân dân tỉnh Mẫu họp bàn về chuyển đổi số\nTin bài · Report · report/")
    assert "https://news.example/mau" in out


def test_words_are_bold_on_a_terminal():
    lines = ["  a " + terminal.OPEN + "b", "  c" + terminal.CLOSE + " d"]
    assert terminal.marked(lines, style=True) == ["  a \x1b[1;4mb\x1b[0m", "  \x1b[1;4mc\x1b[0m d"]
    assert terminal.marked(lines, style=False) == ["  a «b", "  c» d"]


def _quads(text: str) -> list[ox.Quad]:
    header = "@prefix kg: <https://vnkg.example/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." \
             "@prefix schema: <https://schema.org/> .\n"  # fmt: skip
    graph = ox.NamedNode("https://vnkg.example/id/report/0000")
    return [ox.Quad(*quad.triple, graph) for quad in ox.parse(header + text, format=ox.RdfFormat.TURTLE)]

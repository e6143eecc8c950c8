"""Saved questions and SPARQL as pages, over HTTP and without any script."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from sample_store import make_store
from serving import serving
from test_find import _namesakes
from test_pages import HTML, text_of

from kg.queries import saved
from kg.queries.find import find
from kg.serve.pages.answer import ROWS, taken
from kg.store.open import open_store


def get(server, path, **parameters):
    query = "?" + urlencode(parameters) if parameters else ""
    return server.ask("GET", path + query, Accept=HTML)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", saved.names())
def test_every_saved_question_has_a_page_that_answers_its_own_examples(server, name, lang):
    question = saved.load(name)
    page = get(server, f"/questions/{name}", lang=lang)
    assert page.status == 200 and unescape(question.title[lang]) in text_of(page)
    for parameter in question.parameters:
        assert (f'id="p-{parameter.name}"' in page.text) == (parameter.type != "lang"), parameter.name
    needed = {p.name: p.example for p in question.parameters if p.required}
    answered = get(server, f"/questions/{name}", lang=lang, **needed)
    assert answered.status in (200, 404)  # an example may name what this small graph does not have
    assert 'id="answer"' in answered.text or 'role="alert"' in answered.text
    assert answered.status == 404 or 'id="answer"' in answered.text


def test_the_menu_lists_every_question_by_theme(server):
    for path in ("/questions", "/query", "/questions/who-chairs"):
        page = get(server, path)
        for name in saved.names():
            assert f'href="/questions/{name}"' in page.text
        for theme, title in saved.themes().items():
            if any(saved.load(name).theme == theme for name in saved.names()):
                assert title["vi"] in text_of(page)


def test_a_permanent_address_holds_the_question_and_its_answer(server, made):
    page = get(server, "/questions/who-chairs", who="bui thanh son")
    with open_store(made) as store:
        short = find(store, "Bùi Thanh Sơn").removeprefix(store.base)
    assert f'href="/id/{short}"' in page.text and 'value="bui thanh son"' in page.text
    by_iri = get(server, "/questions/who-chairs", who=short)
    assert f'value="{short}"' in by_iri.text
    assert re.findall(r"<td.*?</td>", page.text) == re.findall(r"<td.*?</td>", by_iri.text) != []
    assert f'href="/map?show={quote(short, safe="")}' in page.text


@pytest.mark.parametrize("format", ["csv", "json", "tsv", "xml"])
def test_answers_as_files(server, made, format):
    heard = get(server, "/questions/who-chairs", who="Bùi Thanh Sơn", format=format)
    assert heard.status == 200 and f"who-chairs.{format}" in heard.headers["content-disposition"]
    assert "Bùi Thanh Sơn" in heard.text
    query = get(server, "/query", query="SELECT ?x { VALUES ?x { 1 2 } }", format=format)
    assert query.status == 200 and "1" in query.text


def test_a_file_that_cannot_be_is_refused_in_a_line(server):
    for parameters in ({"format": "docx"}, {"format": "turtle"}, {"format": "csv", "who": "nobody at all"}):
        heard = get(server, "/questions/who-chairs", **parameters)
        assert heard.status == 400 and heard.text.count("\n") == 1, parameters
        assert heard.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("name", "parameters", "status", "told"),
    [
        ("posts-of", {}, 200, "Điền các ô có dấu"),
        ("posts-of", {"person": "Bùi Thanh Sơnn"}, 404, "Bùi Thanh Sơn"),
        ("posts-of", {"person": "xyz"}, 404, "không có mục nào"),
        ("holders-of-post", {"at": "31/2/2022"}, 400, "31/2/2022"),
        ("no-such-question", {}, 404, "Không có trang này"),
    ],
)
def test_what_cannot_be_asked_says_why(server, name, parameters, status, told):
    page = get(server, f"/questions/{name}", **parameters)
    assert page.status == status and told in text_of(page)


def test_a_name_of_several_offers_each(tmp_path):
    folder = make_store(tmp_path / "kg", ())
    with open_store(folder, write=True) as store:
        store.update(add=_namesakes())
    with serving(folder) as running:
        page = get(running, "/questions/posts-of", person="Nguyễn Văn A")
        assert page.status == 400
        links = re.findall(r'href="(/questions/posts-of\?person=person[^"]+)"', page.text)
        assert len(links) == 2
        for link in links:
            assert 'id="answer"' in running.ask("GET", unescape(link), Accept=HTML).text


def test_the_plain_editor_runs_and_tells_faults(server):
    page = get(server, "/query", query="SELECT ?x { VALUES ?x { 1 2 3 } }", run=1)
    assert page.status == 200 and "3 dòng" in text_of(page)
    wrong = get(server, "/query", query="SELECT *\nWHERE { ?s ?p }", run=1)
    assert wrong.status == 400 and "Dòng 2, cột" in text_of(wrong) and 'data-line="2"' in wrong.text
    for query in ("INSERT DATA { <a:b> <a:c> 1 }", "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"):
        refused = get(server, "/query", query=query, run=1)
        assert refused.status == 400 and 'role="alert"' in refused.text
    assert get(server, "/query", query="SELECT * { ?s ?p ?o }").status == 200  # not run: only put into the editor


def test_the_forms_of_an_answer(server):
    yes = get(server, "/query", query="ASK { ?s ?p ?o }", run=1)
    assert "Có" in text_of(yes)
    graph = get(server, "/query", query="CONSTRUCT WHERE { ?s kg:chairs ?o }", run=1)
    assert "bộ ba" in text_of(graph) and "chủ trì" in text_of(graph)
    none = get(server, "/query", query="SELECT * { ?s kg:repeals ?o }", run=1)
    assert "Không có dòng nào" in text_of(none)


@pytest.mark.parametrize(
    ("query", "bars"),
    [
        ("SELECT ?body (COUNT(*) AS ?n) { ?p org:holds/org:postIn ?body } GROUP BY ?body", True),
        ('SELECT * { VALUES (?label ?n) { ("a" 1) ("b" 2.5) } }', True),
        ('SELECT * { VALUES (?label ?n) { ("a" 1) ("b" -2) } }', False),
        ('SELECT * { VALUES (?label ?n) { ("a" 1) ("a" 2) } }', False),
        ('SELECT * { VALUES (?label ?n ?m) { ("a" 1 2) ("b" 2 3) } }', False),
        ('SELECT * { VALUES (?label ?n) { ("a" 1) } }', False),
        ('SELECT * { VALUES (?label ?n) { ("a" 0) ("b" 0) } }', True),
        ("SELECT ?s { ?s a kg:Person }", False),
    ],
)
def test_a_chart_where_labels_have_a_number_each(server, query, bars):
    page = get(server, "/query", query=query, run=1)
    assert ('class="chart"' in page.text) == bars


def test_a_large_answer_is_counted_and_its_first_rows_shown(server, made):
    query = "SELECT * { ?s ?p ?o }"
    page = get(server, "/query", query=query, run=1)
    with open_store(made) as store:
        total = len(store.query(query))
        shown, counted = taken(store, query)
    assert counted == total > ROWS == len(shown.rows)
    assert page.text.count("<tr>") == ROWS + 1


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { VALUES (?x ?y) { ("a\\tb\\n\\"q\\" \\\\ é"@vi 1.5) (<http://x.example/é> UNDEF) ("" true) } }',
        "SELECT * {}",
        "SELECT ?x { FILTER(false) }",
        'SELECT ?x { BIND("2022-01-21"^^xsd:date AS ?x) }',
    ],
)
def test_rows_taken_are_the_rows(made, query):
    with open_store(made) as store:
        assert (taken(store, query)[0].rows, taken(store, query)[1]) == (
            store.query(query).rows,
            len(store.query(query)),
        )


def test_results_had_elsewhere_are_shown_alike(server):
    query = "SELECT ?body (COUNT(*) AS ?n) { ?p org:holds/org:postIn ?body } GROUP BY ?body ORDER BY ?body"
    results = server.query(query, Accept="application/sparql-results+json").body
    part = server.ask("POST", "/query/show?total=700", results, Content_Type="application/sparql-results+json")
    page = get(server, "/query", query=query, run=1)
    assert part.status == 200 and "700 dòng" in text_of(part)
    assert re.search(r"<table.*?</table>", part.text, re.DOTALL)[0] in page.text
    for wrong in (b"", b"[]", b"{", json.dumps({"head": {"vars": ["x"]}}).encode()):
        assert server.ask("POST", "/query/show", wrong).status == 400


def test_a_query_that_takes_too_long_stays_in_the_editor(made):
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(made, "--timeout", "4") as running:
        page = get(running, "/query", query=slow, run=1)
        assert page.status == 503 and "longer than 4 seconds" in text_of(page)
        assert unescape(page.text).count(slow) >= 1 and 'id="plain"' in page.text
        assert get(running, "/query", query="ASK { ?s ?p ?o }", run=1).status == 200
        data = running.ask("GET", f"/query?run=1&format=csv&query={quote(slow)}", Accept=HTML)
        assert data.status == 503 and data.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000, "٣", "99999"])
def test_numbers_in_addresses_do_no_harm(server, number):
    assert get(server, "/search", q="bui", page=number).status == 200
    assert "Bùi Thanh Sơn" in get(server, "/search", q="bui", page=number).text
    assert get(server, "/suggest", q="bui", limit=number).status == 200
    assert get(server, "/map", around="Bùi Thanh Sơn", steps=number).status == 200

"""The pages of ``kg serve`` in Chromium, as a person uses them. No request leaves the server, no error is logged."""

from __future__ import annotations

import re

import pytest
from sample import SAMPLES
from serving import serving
from test_view_browser import PAYLOADS, hostile, pytestmark  # noqa: F401

import kg
from kg.graph.project import project
from kg.resolution.resolve import resolve
from kg.serve.pages.look import has_yasgui

STATUS = re.compile("the server responded with a status of 40[04]")  # Chromium logs what a page is told on purpose
WITH_YASGUI = pytest.mark.skipif(not has_yasgui(), reason="YASGUI's files are not here (make yasgui)")


@pytest.fixture
def visit(browser, server):
    """Open a page of the server; at the end no error was logged and nothing was asked of any other place."""
    yield from _visits(browser, server)


def _visits(browser, server):
    trouble, contexts, root = [], [], f"http://{server.host}:{server.port}"

    def opened(path, **settings):
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "locale": "vi-VN", "base_url": root, **settings}
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                message.type == "error" and not STATUS.search(message.text) and trouble.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith((root, "data:", "blob:")) or trouble.append(asked.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def test_search_with_suggestions_leads_to_a_page(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("bui thanh", delay=20)
    page.wait_for_selector(".suggestions li")
    assert "Bùi Thanh Sơn" in page.locator(".suggestions li").first.inner_text()
    assert page.get_attribute(".search input[type=search]", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/person/**")
    assert page.locator("h1").inner_text() == "Bùi Thanh Sơn"
    assert page.locator("mark").count() > 3


def test_search_by_enter_alone_gives_the_list(visit):
    page = visit("/")
    page.fill(".search input[type=search]", "ngoai giao")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator(".hits li").count() > 3
    page.locator(".inside a", has_text="Cơ quan").first.click()
    page.wait_for_url("**kind=Body**")
    page.locator(".hits a", has_text="Bộ Ngoại giao").first.click()
    page.wait_for_url("**/id/body/**")


def test_from_a_thing_to_its_report_its_evidence_and_the_map(visit):
    page = visit("/search?q=bui+thanh+son&kind=Person")
    page.locator(".hits a").first.click()
    page.locator("blockquote cite a").first.click()
    page.wait_for_url("**/id/report/**")
    page.locator("a.proof").first.click()
    page.wait_for_url("**/id/evidence/**")
    assert page.locator("mark").inner_text()
    page.locator("dl.facts dd a").first.click()
    page.get_by_role("link", name="Xem trên bản đồ").click()
    page.wait_for_selector("html[data-ready=yes]")
    assert "Quanh một mục" in page.locator("#note").inner_text()
    page.fill("#search", "bui thanh")
    page.keyboard.press("Enter")
    page.locator("#details a.own").click()
    page.wait_for_url("**/id/person/**")


def test_a_saved_question_with_a_suggestion_and_a_chart(visit):
    page = visit("/questions")
    page.get_by_role("link", name="Cơ quan và các đơn vị trực thuộc").click()
    page.go_back()
    page.get_by_role("link", name="Ai chủ trì sự kiện nào").first.click()
    field = page.locator("input[name=who]")
    field.click()
    field.type("bui thanh s", delay=20)
    page.wait_for_selector(".field .suggestions li")
    page.locator(".field .suggestions li").first.click()
    assert field.input_value() == "Bùi Thanh Sơn"
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_url("**who=B*")
    assert page.locator("table.answer tbody tr").count() >= 1
    assert page.locator("table.answer a", has_text="Bùi Thanh Sơn").get_attribute("href").startswith("/id/person/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert "Bùi Thanh Sơn" in taken.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Xem trên bản đồ").click()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate("() => DATA.nodes.some((node) => node.vi === 'Bùi Thanh Sơn')")


COUNTS = """
SELECT ?body (COUNT(DISTINCT ?who) AS ?people) { ?who org:holds/org:postIn ?body }
GROUP BY ?body ORDER BY DESC(?people) ?body"""
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href]')]
  .filter((one) => one.offsetParent && !one.labels?.length && !one.getAttribute('aria-label'))
  .filter((one) => !one.textContent.trim() && !one.closest('.yasgui')).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("script", [True, False])
def test_the_plain_editor(visit, script):
    page = visit("/query", java_script_enabled=script)
    if script:
        page.route("**/static/yasgui/*.js*", lambda route: route.fulfill(body=""))
        page.reload()
    page.fill("#query", COUNTS)
    if script:
        page.press("#query", "Control+Enter")
    else:
        page.get_by_role("button", name="Chạy").click()
    page.wait_for_url("**run=1**")
    assert page.locator("table.answer tbody tr").count() >= 2
    assert page.locator("table.answer a", has_text="Bộ Ngoại giao").get_attribute("href").startswith("/id/body/")
    bars = page.locator(".chart .bar-row")
    assert bars.count() == page.locator("table.answer tbody tr").count()
    assert float(bars.first.locator("rect").get_attribute("width")) == 100


def test_what_is_wrong_with_a_query_is_shown_where_it_stands(visit):
    page = visit("/query?run=1&query=" + "SELECT+*%0AWHERE+%7B+%3Fs+%3Fp+%7D", java_script_enabled=False)
    alert = page.locator("#fault").inner_text()
    assert "Dòng 2, cột" in alert and "WHERE { ?s ?p }" in alert and "^" in alert


@WITH_YASGUI
def test_yasgui_asks_and_shows(visit):
    page = visit("/query")
    page.wait_for_selector(".yasqe .CodeMirror")
    assert not page.locator("#plain").is_visible()
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(COUNTS)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".yasr table.answer")
    link = page.locator(".yasr table.answer a", has_text="Bộ Ngoại giao").first
    assert link.get_attribute("href").startswith("/id/body/")
    assert page.locator(".yasr .chart .bar-row").count() >= 2
    with page.expect_download() as taken:
        page.locator(".yasr_downloadIcon").click()
    assert "Bộ Ngoại giao" not in taken.value.path().read_text(encoding="utf-8")  # IRIs, as SPARQL's CSV has them
    page.locator(".yasr .select_table").click()
    page.wait_for_selector(".yasr table.dataTable")


@WITH_YASGUI
def test_yasgui_in_graphs_truths_faults_and_shared_links(visit):
    page = visit("/query?query=CONSTRUCT+WHERE+%7B+%3Fs+org%3AsubOrganizationOf+%3Fo+%7D")
    page.wait_for_selector(".yasr table.answer a")
    for query, shown in (("ASK { ?s ?p ?o }", ".yasr .yes"), ("SELECT * { ?s ?p }", ".yasr .errorResult")):
        page.locator(".CodeMirror").first.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(query)
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(shown)
    assert "line 1, column" in page.locator(".yasr .errorResult").inner_text()


@WITH_YASGUI
def test_yasgui_completes_with_our_own_names(visit):
    page = visit("/query")
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("PREFIX kg: <https://vnkg.example/ontology#>\nSELECT * { ?s kg:chai")
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hint")
    assert "kg:chairs" in page.locator(".CodeMirror-hints").inner_text()


def test_the_theme_is_kept(visit):
    page = visit("/", color_scheme="light")
    dark = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(dark)
    page.click("#theme")
    assert page.evaluate(dark) != light
    page.goto("/questions")
    assert page.get_attribute("html", "data-theme") == "dark" and page.evaluate(dark) != light


PAGES = ("/", "/search?q=ngoai", "/questions", "/questions/who-chairs", "/query", "/ontology", "/nowhere")


@pytest.mark.parametrize("width", [390, 1280, 2560])
def test_no_page_is_wider_than_the_screen(browser, server, width):
    context = browser.new_context(
        viewport={"width": width, "height": 844}, base_url=f"http://{server.host}:{server.port}"
    )
    page = context.new_page()
    page.goto("/search?q=bui&kind=Person")
    things = [page.locator(".hits a").first.get_attribute("href")]
    page.goto(things[0])
    things += [
        page.locator("blockquote cite a").first.get_attribute("href"),
        page.locator("a.proof").first.get_attribute("href"),
    ]
    for path in (*PAGES, *things):
        page.goto(path)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, path
        assert page.locator("main h1").count() == 1, path
        assert page.evaluate(UNNAMED) == [], path
    context.close()


def test_hostile_words_run_nothing(browser, tmp_path):
    samples = [hostile(SAMPLES[0])]
    with kg.open_store(tmp_path / "kg", create=True) as store:
        store.update(add=project(samples, resolve(samples)))
        iris = sorted({row["x"].value.removeprefix(store.base) for row in store.query("SELECT ?x { ?x a ?k }")
                       if row["x"].value.startswith(store.base)})  # fmt: skip
    with serving(tmp_path / "kg") as running:
        for visit in _visits(browser, running):
            page = visit("/")
            payload = re.sub(r"\W+", " ", PAYLOADS[0])
            for path in [
                *(f"/id/{short}" for short in iris[:: max(1, len(iris) // 20)]),
                "/", "/search?q=onerror", f"/search?q={PAYLOADS[0]}", "/search?kind=Report", "/questions/who-chairs",
                f"/questions/posts-of?person={payload}", "/map",
                "/query?run=1&query=SELECT+*+%7B+%3Fs+rdfs%3Alabel+%3Flabel+%7D",
            ]:  # fmt: skip
                page.goto(path)
                assert page.evaluate("() => window.hacked") is None, path
                assert page.locator("main img, main script:not([type]), #details img").count() == 0, path
            page.goto("/")
            page.fill(".search input[type=search]", "onerror")
            page.wait_for_selector(".suggestions li")
            assert page.evaluate("() => window.hacked") is None


def test_a_thing_stands_by_its_name_and_goes_by_its_iri(visit):
    page = visit("/search?q=bui+thanh+son&kind=Person")
    short = page.locator(".hits a").first.get_attribute("href").removeprefix("/id/")
    page.goto(f"/questions/posts-of?person={short}")
    field = page.get_by_label("Người")
    assert field.input_value() == "Bùi Thanh Sơn"
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"?person={short.replace('/', '%2F')}")
    page.get_by_label("Người").fill("Nguyễn Minh Vũ")
    page.get_by_role("button", name="Hỏi").click()
    page.wait_for_url("**person=Nguy*")
    rows = page.locator("table.answer tbody tr").count()
    assert page.locator(".chart .bar-row").count() == rows >= 2

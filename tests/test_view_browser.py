"""The page in Chromium, offline, as a person uses it."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from chromium import CHROMIUM
from sample import SAMPLES

import kg
from kg.graph.project import project
from kg.model import Literal
from kg.resolution.resolve import resolve
from kg.view.page import write_page

PAYLOADS = (
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "{{ 7*7 }}${window.hacked=1}",
    'href="javascript:window.hacked=1"',
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here"),
]


def store_of(folder, samples):
    store = kg.open_store(folder, create=True)
    store.update(add=project(samples, resolve(samples)))
    return store


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    with store_of(folder / "kg", SAMPLES) as store:
        write_page(store, folder / "graph.html")
    return folder / "graph.html"


@pytest.fixture
def visit(browser):
    """Open a file offline; at the end no error was logged and nothing was asked of any network."""
    trouble, contexts = [], []

    def opened(path, **settings):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "offline": True, **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or trouble.append(request.url))
        page.goto(f"file://{path}")
        page.wait_for_selector("html[data-ready=yes]", timeout=20_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def painted(page) -> int:
    """Return how many pixels of the canvas are not blank."""
    return page.evaluate(
        """() => { const c = document.querySelector('#canvas canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n += 1; return n; }"""
    )


def test_the_whole_picture_is_there_at_once(visit, file):
    page = visit(file)
    page.wait_for_timeout(300)
    assert painted(page) > 5_000
    assert page.locator("#kinds li").count() >= 5


@pytest.mark.parametrize("typed", ["bui thanh", "BÙI THANH", "Bu\u0300i Thanh", "son bui"])
def test_search_does_not_mind_tones(visit, file, typed):
    page = visit(file)
    page.keyboard.press("/")
    page.keyboard.insert_text(typed)
    assert "Bùi Thanh Sơn" in page.locator("#hits li").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#details h2.name").inner_text() == "Bùi Thanh Sơn"


def test_a_directive_is_found_by_its_number(visit, file):
    page = visit(file)
    page.fill("#search", "41-ct/tw")
    page.keyboard.press("Enter")
    assert "41-CT/TW" in page.locator("#details h2.name").inner_text()


def test_nothing_found_says_so(visit, file):
    page = visit(file)
    page.fill("#search", "zzzz")
    assert page.locator("#hits").inner_text().strip() == "Không tìm thấy gì"


def test_every_relation_leads_to_its_sentence(visit, file):
    page = visit(file)
    page.fill("#search", "bui thanh son")
    page.keyboard.press("Enter")
    facts = page.locator("#details .fact")
    assert facts.count() >= 3
    for at in range(facts.count()):
        assert facts.nth(at).locator("mark").first.inner_text().strip()
        assert facts.nth(at).locator("cite").first.inner_text().strip()


def test_links_addresses_and_the_back_button(visit, file):
    page = visit(file)
    page.fill("#search", "bui thanh son")
    page.keyboard.press("Enter")
    first = page.url
    assert "#person/" in first
    page.locator("#details .link").first.click()
    page.wait_for_function("url => location.href !== url", arg=first)
    page.go_back()
    page.wait_for_function("() => document.querySelector('#details h2.name').textContent === 'Bùi Thanh Sơn'")
    again = visit(file)
    again.goto(first)
    again.reload()
    again.wait_for_selector("#panel:not([hidden])")
    assert again.locator("#details h2.name").inner_text() == "Bùi Thanh Sơn"


def test_a_click_on_the_canvas_shows_node_and_edge(visit, file):
    page = visit(file)
    page.wait_for_timeout(300)
    box = page.locator("#canvas").bounding_box()
    at = page.evaluate("() => network.canvasToDOM(network.getPosition(0))")
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#details h2.name").inner_text() == page.evaluate("() => nameOf(0)")
    page.evaluate("() => go(`${DATA.nodes[DATA.lines[0].a].id}~${DATA.nodes[DATA.lines[0].b].id}`)")
    page.wait_for_function("() => document.querySelector('#details h2.name').textContent.includes(' — ')")
    assert page.locator("#details mark").count() >= 1


def test_the_legend_hides_a_kind_and_a_relation(visit, file):
    page = visit(file)
    page.wait_for_timeout(300)
    before = painted(page)
    page.locator("#kinds input").first.uncheck()
    page.wait_for_timeout(200)
    assert page.evaluate("() => NODES.get().some((node) => node.hidden)")
    assert painted(page) < before
    page.locator("#kinds input").first.check()
    page.locator("#relations input").first.uncheck()
    assert page.evaluate("() => hiddenRelations.size") == 1


def test_both_languages(visit, file):
    page = visit(file)
    assert page.locator("h1").inner_text().startswith("Đồ thị")
    page.click("#language")
    assert page.locator("h1").inner_text().startswith("Officials")
    assert page.get_attribute("html", "lang") == "en"


def test_the_list_by_keyboard(visit, file):
    page = visit(file)
    page.focus("#tab-list")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#rows tr").count() == page.evaluate("() => DATA.nodes.length")


def test_names_never_cover_each_other(visit, file):
    page = visit(file)
    overlaps = page.evaluate(
        """() => {
        const placed = [], place = Boxes.prototype.place;
        const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
        let bad = 0;
        Boxes.prototype.place = function (box, always) {
          const ok = place.call(this, box, always);
          if (ok && !always) { bad += placed.filter((other) => meet(other, box)).length; placed.push(box); }
          return ok;
        };
        network.redraw();
        return [placed.length, bad]; }"""
    )
    assert overlaps[0] > 5 and overlaps[1] == 0


def test_a_phone_and_the_dark(visit, file):
    page = visit(file, viewport={"width": 390, "height": 800}, color_scheme="dark")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.get_attribute("html", "data-theme") == "dark"
    assert not page.locator("#side").is_visible()
    page.fill("#search", "bui thanh son")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:not([hidden])")
    panel = page.locator("#panel").bounding_box()
    assert panel["width"] <= 390 and panel["y"] > 150


def hostile(sample):
    """Put payloads wherever a report's words go: names, titles, values, source and title of the report."""
    entities = tuple(
        replace(entity, name=f"{entity.name} {PAYLOADS[at % len(PAYLOADS)]}")
        for at, entity in enumerate(sample.entities)
    )
    statements = tuple(
        replace(s, object=Literal(f"{s.object.value} {PAYLOADS[at % len(PAYLOADS)]}", s.object.datatype, s.object.lang))
        if isinstance(s.object, Literal) and s.object.lang
        else s
        for at, s in enumerate(sample.statements)
    )
    report = replace(sample.report, source_id=f"a/{PAYLOADS[0]}.txt", title=PAYLOADS[1])
    return replace(sample, report=report, entities=entities, statements=statements)


def test_hostile_words_run_nothing(visit, tmp_path):
    samples = [hostile(SAMPLES[0])]
    with store_of(tmp_path / "kg", samples) as store:
        write_page(store, tmp_path / "graph.html")
    page = visit(tmp_path / "graph.html")
    for node in range(page.evaluate("() => DATA.nodes.length")):
        page.evaluate("at => go(DATA.nodes[at].id)", node)
        page.wait_for_timeout(30)
    page.fill("#search", "onerror")
    page.wait_for_timeout(100)
    assert page.locator("#hits li").count() >= 1
    assert page.evaluate("() => window.hacked") is None
    assert page.locator("#details img, #hits img, #rows img").count() == 0


def test_an_empty_graph_says_so(visit, tmp_path):
    with kg.open_store(tmp_path / "kg", create=True) as store:
        write_page(store, tmp_path / "graph.html")
    page = visit(tmp_path / "graph.html")
    assert "kg ingest" in page.locator("#empty").inner_text()

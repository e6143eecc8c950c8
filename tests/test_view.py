"""The picture: what is drawn, where it lies, and the page's bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re

import pytest
from beside import python
from sample_store import make_store

import kg
from kg.errors import NotFoundError, OutputError
from kg.view.content import content, kinds
from kg.view.layout import positions
from kg.view.network import picture
from kg.view.page import page, write_page
from kg.view.part import web
from kg.view.questions import DRAWN


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_store(tmp_path_factory.mktemp("view") / "kg")


@pytest.fixture(scope="module")
def store(folder):
    with kg.open_store(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def shown(store):
    return picture(store)


@pytest.fixture(scope="module")
def html(store):
    return page(store)


def island(html: str, name: str):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)[1])


def test_every_kind_is_drawn_in_its_own_way():
    assert tuple(kinds()) == DRAWN
    looks = [(row["color"], row["shape"]) for row in kinds().values()]
    assert len(set(looks)) == len(looks)
    assert all(row["vi"] and row["en"] for row in kinds().values())


def test_posts_are_edges_and_evidence_is_no_node(shown):
    assert {data["kind"] for _, data in shown.graph.nodes(data=True)} <= set(DRAWN)
    titles = {data["title"] for _, _, data in shown.graph.edges(data=True) if data["title"]}
    assert "Bộ trưởng" in titles


def test_every_edge_has_its_sentence(shown):
    for *_, data in shown.graph.edges(data=True):
        assert data["quotes"], data
        for quote in data["quotes"]:
            text = shown.sources[quote.report].text.replace("\n", " ")
            assert quote.words and quote.before + quote.words + quote.after in text


def test_what_is_not_told_as_done_is_no_edge(shown):
    assert not any(quote.modality for *_, data in shown.graph.edges(data=True) for quote in data["quotes"])
    untold = [told for _, data in shown.graph.nodes(data=True) for told in data["untold"]]
    assert all(quote.modality for *_, quotes in untold for quote in quotes)


def test_around_takes_the_neighbours_only(shown, store):
    centre = max(shown.graph, key=lambda node: (shown.graph.degree(node), node))
    near = web(store).around(centre, 1)
    assert near[0] == centre
    assert set(near) == {centre, *shown.graph.successors(centre), *shown.graph.predecessors(centre)}
    assert len(web(store).around(centre, 9)) >= len(near)
    assert web(store).around(centre, 9, limit=3) == web(store).around(centre, 1, limit=3)


def test_a_part_is_drawn_as_in_the_whole(shown, store):
    for centre in sorted(shown.graph)[::5]:
        near = web(store).around(centre, 2)
        part = picture(store, near)
        assert set(part.graph) == set(near)
        whole = shown.graph.subgraph(near)
        edges = [sorted(map(repr, graph.edges(keys=True, data=True))) for graph in (part.graph, whole)]
        assert edges[0] == edges[1]


def test_positions_are_whole_pixels_and_apart(shown):
    placed = positions(shown.graph)
    assert set(placed) == set(shown.graph)
    assert len(set(placed.values())) == len(placed)
    assert placed == positions(shown.graph)


def test_the_same_graph_gives_the_same_page(folder, html):
    code = (
        "import hashlib, sys, kg; from kg.view.page import page; "
        "print(hashlib.sha256(page(kg.open_store(sys.argv[1])).encode()).hexdigest())"
    )
    for seed, locale in (("0", "C"), ("77", "vi_VN.UTF-8")):
        settings = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Ho_Chi_Minh"}
        out, err = python(code, folder, env=settings).communicate(timeout=60)
        assert out.strip() == hashlib.sha256(html.encode()).hexdigest(), err


def test_the_page_fetches_nothing(html):
    markup = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", markup)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy and "http" not in policy


def test_the_page_is_small(html):
    assert len(html.encode("utf-8")) < 700_000


def test_data_cannot_end_its_island(shown, store):
    node = next(iter(shown.graph))
    shown.graph.nodes[node]["aliases"].append("</script><script>alert(1)</script>")
    try:
        data = content(shown, store.base, "vi")
        assert any("</script>" in alias for entry in data["nodes"] for alias in entry["also"])
    finally:
        shown.graph.nodes[node]["aliases"].pop()


def test_two_of_one_name_are_told_apart(shown, store):
    node = next(node for node, data in shown.graph.nodes(data=True) if data["kind"] == "Person")
    graph = shown.graph.copy()
    graph.add_node(node + "-2", **{**graph.nodes[node], "values": [], "untold": [], "aliases": []})
    other = type(shown)(graph, shown.sources)
    names = [
        (n["vi"], n["apart"]) for n in content(other, store.base, "vi")["nodes"] if n["vi"] == graph.nodes[node]["vi"]
    ]
    assert len(names) == 2 and len(set(names)) == 2 and all(apart for _, apart in names)


def test_numbers_and_lines(html):
    data, nodes, edges = island(html, "data"), island(html, "vis-nodes"), island(html, "vis-edges")
    assert [node["id"] for node in nodes] == list(range(len(data["nodes"])))
    assert len(edges) == len(data["lines"])
    assert {at for line in data["lines"] for at in line["edges"]} <= set(range(len(data["edges"])))


def test_an_empty_graph_has_a_page(tmp_path):
    with kg.open_store(tmp_path / "empty", create=True) as store:
        assert island(page(store), "data")["nodes"] == []


def test_a_place_that_cannot_be_written_keeps_what_was_there(store, tmp_path):
    target = tmp_path / "file"
    target.write_text("old")
    with pytest.raises(OutputError):
        write_page(store, target / "graph.html")
    assert target.read_text() == "old"


def test_around_a_post_are_its_holders_and_its_body(shown, store):
    post = next(row["post"].value for row in store.query("SELECT ?post { ?who org:holds ?post } ORDER BY ?post"))
    near = shown.graph.subgraph(web(store).around(post, 1))
    assert {data["kind"] for _, data in near.nodes(data=True)} >= {"Person", "Body"}


def test_around_what_is_not_drawn_is_refused(shown, store):
    with pytest.raises(NotFoundError, match="not in the picture"):
        web(store).around(next(iter(shown.sources)), 1)


def test_the_foremost_have_the_most_neighbours(shown, store):
    neighbours = {
        node: len({*shown.graph.successors(node), *shown.graph.predecessors(node)} - {node}) for node in shown.graph
    }
    foremost = web(store).foremost(5)
    assert len(web(store)) == len(shown.graph)
    assert [neighbours[iri] for iri in foremost] == sorted(neighbours.values(), reverse=True)[:5]

"""The pages of ``kg serve`` over HTTP: what they tell, in which form and language, and what they never do."""

from __future__ import annotations

import json
import re
import socket
import time
from html import unescape
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from commands import run_process
from sample import SEEDS
from sample_store import make_store
from serving import serving

from kg.queries.find import find
from kg.serve.pages.visit import visited
from kg.store.open import open_store

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def known(made):
    """Return name → the path of its page."""
    with open_store(made) as store:
        names = ("Bùi Thanh Sơn", "Bộ Ngoại giao", "41-CT/TW", "Bộ trưởng Bộ Ngoại giao", "000_ec3a725e548eb492.txt")
        paths = {name: "/id/" + find(store, name).removeprefix(store.base) for name in names}
        for what, query in {
            "evidence": "SELECT ?x { ?x a kg:Evidence ; rdf:predicate kg:chairs } ORDER BY ?x LIMIT 1",
            "membership": "SELECT ?x { ?x a org:Membership } ORDER BY ?x LIMIT 1",
        }.items():
            paths[what] = "/id/" + next(iter(store.query(query)))["x"].value.removeprefix(store.base)
        return paths


def text_of(heard) -> str:
    """Return what a reader of the page reads: no markup, single spaces."""
    body = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", heard.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(body))


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=bui", "/search?kind=Person", "/id/person/nobody-00000000", "/nowhere", "/ontology", "/map"],
)
def test_every_page_is_guarded(server, path):
    heard = server.ask("GET", path, Accept=HTML)
    policy = heard.headers["content-security-policy"]
    assert heard.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    if path != "/map":  # which carries its own, with the hashes of its scripts
        assert "script-src 'self'" in policy and "unsafe-inline" not in policy
        assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|style=", heard.text)
    assert not re.search(r"(src|href)=\"(https?:)?//(?!vnkg\.example)", heard.text)


def test_the_first_page_leads_everywhere(server):
    heard = server.ask("GET", "/")
    for link in ("/map", "/questions", "/query", "/ontology", "/search?kind=Person", "/download/kg.ttl"):
        assert f'href="{link}"' in heard.text
    assert "Tin bài mới nhất" in text_of(heard)
    for kind, name in (("Person", "Cán bộ"), ("Report", "Tin bài")):
        assert re.search(rf"kind={kind}\">.*?{name}.*?<b>[1-9]", heard.text, re.DOTALL)


@pytest.mark.parametrize(
    ("query", "accept", "lang"),
    [
        ("", "", "vi"),
        ("", "en-US,en;q=0.9", "en"),
        ("", "fr-FR, fr;q=0.9", "vi"),
        ("", "en;q=0.3, vi;q=0.9", "vi"),
        ("", "en;q=broken", "vi"),
        ("?lang=en", "vi", "en"),
        ("?lang=vi", "en", "vi"),
        ("?lang=xx", "en", "en"),
    ],
)
def test_the_language(server, query, accept, lang):
    heard = server.ask("GET", "/" + query, **({"Accept-Language": accept} if accept else {}))
    assert f'<html lang="{lang}">' in heard.text
    assert "accept-language" in heard.headers["vary"].lower()


def test_a_language_that_was_named_stays_in_the_links():
    visit = visited("/search", [("q", "hội nghị & gặp"), ("page", "2"), ("lang", "en")])
    assert visit.href("/id/person/x") == "/id/person/x?lang=en"
    assert visit.again(page=3) == "/search?q=h%E1%BB%99i+ngh%E1%BB%8B+%26+g%E1%BA%B7p&page=3&lang=en"
    assert visit.in_language("vi").endswith("lang=vi")
    assert visited("/", []).href("/map", around="person/x") == "/map?around=person%2Fx"


@pytest.mark.parametrize("typed", ["bui thanh", "BÙI THANH", "Bu\u0300i Thanh", "son bui"])
def test_suggestions_do_not_mind_tones(server, known, typed):
    heard = server.ask("GET", f"/suggest?q={quote(typed)}")
    assert heard.headers["content-type"] == "application/json"
    first = json.loads(heard.body)["hits"][0]
    assert first["label"] == "Bùi Thanh Sơn" and first["kind"] == "Person"
    assert first["href"] == known["Bùi Thanh Sơn"]
    assert first["value"] == "Bùi Thanh Sơn"


def test_suggestions_of_a_kind(server):
    hits = json.loads(server.ask("GET", "/suggest?q=ngoai+giao&kind=Body,Post").body)["hits"]
    assert {hit["kind"] for hit in hits} == {"Body", "Post"}
    assert json.loads(server.ask("GET", "/suggest?q=").body)["hits"] == []
    assert len(json.loads(server.ask("GET", "/suggest?q=n&limit=3").body)["hits"]) == 3


def test_search_without_script(server, known):
    heard = server.ask("GET", "/search?q=chi+thi+41")
    assert f'href="{known["41-CT/TW"]}"' in heard.text
    everybody = server.ask("GET", "/search?kind=Person")
    assert f'href="{known["Bùi Thanh Sơn"]}"' in everybody.text
    nothing = server.ask("GET", "/search?q=bui+thanh+xyzw")
    assert "Không tìm thấy gì" in text_of(nothing) and "Bùi Thanh Sơn" in text_of(nothing)


def test_search_for_an_iri_leads_to_its_page(server, known):
    short = known["Bùi Thanh Sơn"].removeprefix("/id/")
    for text in (short, f"https://vnkg.example/id/{short}", f"<https://vnkg.example/id/{short}>"):
        heard = server.ask("GET", f"/search?q={quote(text)}")
        assert (heard.status, heard.headers["location"]) == (303, known["Bùi Thanh Sơn"])


def test_a_person_with_posts_facts_sentences_and_sources(server, known):
    heard = server.ask("GET", known["Bùi Thanh Sơn"], Accept=HTML)
    text = text_of(heard)
    assert heard.status == 200
    assert "https://vnkg.example/id/person/bui-thanh-son-" in text
    assert "Bộ trưởng, Bộ Ngoại giao" in text or "Bộ trưởng Bộ Ngoại giao" in text
    assert '<time datetime="2022-01-21">21/1/2022</time>' in heard.text
    assert "chủ trì" in text
    assert re.search(r"<mark>[^<]*chủ trì[^<]*</mark>", heard.text)
    assert f'href="{known["000_ec3a725e548eb492.txt"]}"' in heard.text


def test_in_english_things_have_their_english_names(server, known):
    text = text_of(server.ask("GET", known["Bộ Ngoại giao"] + "?lang=en", Accept=HTML))
    assert "Ministry of Foreign Affairs" in text and "Bộ Ngoại giao" in text


def test_a_report_tells_what_it_mentions_and_says(server, known):
    heard = server.ask("GET", known["000_ec3a725e548eb492.txt"], Accept=HTML)
    text = text_of(heard)
    assert "Chỉ thị số 41-CT/TW" in text and "Nhắc tới" in text and "Toàn văn" in text
    assert f'href="{known["Bùi Thanh Sơn"]}"' in heard.text
    assert "<mark>" in heard.text


@pytest.mark.parametrize("what", ["evidence", "membership", "Bộ trưởng Bộ Ngoại giao", "41-CT/TW"])
def test_every_iri_resolves(server, known, what):
    page = server.ask("GET", known[what], Accept=HTML)
    data = server.ask("GET", known[what], Accept="text/turtle")
    assert (page.status, data.status) == (200, 200)
    iri = "https://vnkg.example" + known[what]
    triples = list(ox.parse(data.body, ox.RdfFormat.TURTLE))
    assert any(triple.subject.value == iri for triple in triples)


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        (HTML, "", "text/html"),
        ("*/*", "", "text/html"),
        ("", "", "text/html"),
        ("text/turtle", "", "text/turtle"),
        ("application/ld+json", "", "application/ld+json"),
        ("application/n-triples", "", "application/n-triples"),
        ("text/turtle;q=0.5, application/ld+json;q=0.9, text/html;q=0.1", "", "application/ld+json"),
        ("text/*;q=0.5, text/html;q=0", "", "text/turtle"),
        (HTML, "?format=ttl", "text/turtle"),
        (HTML, "?format=jsonld", "application/ld+json"),
        (HTML, "?format=nt", "application/n-triples"),
        ("text/turtle", "?format=html", "text/html"),
    ],
)
def test_negotiation(server, known, accept, query, media):
    heard = server.ask("GET", known["Bùi Thanh Sơn"] + query, **({"Accept": accept} if accept else {}))
    assert heard.status == 200
    assert heard.headers["content-type"].split(";")[0] == media
    assert "accept" in heard.headers["vary"].lower().split(", ")
    assert re.search(r'<[^>]+\?format=jsonld>; rel="alternate"; type="application/ld\+json"', heard.headers["link"])


def test_what_cannot_be_had_is_406(server, known):
    for accept, query in (("image/png", ""), (HTML, "?format=docx")):
        heard = server.ask("GET", known["Bùi Thanh Sơn"] + query, Accept=accept)
        assert heard.status == 406 and "text/turtle" in heard.text


def test_all_forms_tell_the_same(server, known):
    forms = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    bodies = {name: server.ask("GET", f"{known['Bùi Thanh Sơn']}?format={name}").body for name in forms}
    told = [{str(quad.triple) for quad in ox.parse(bodies[name], form)} for name, form in forms.items()]
    assert told[0] == told[1] == told[2]
    assert any("Evidence" in triple for triple in told[0]) and any("Bùi Thanh Sơn" in triple for triple in told[0])


def test_head_and_what_is_not_there(server, known):
    assert server.ask("HEAD", known["Bùi Thanh Sơn"], Accept=HTML).status == 200
    heard = server.ask("GET", "/id/person/bui-thanh-son-ffffffff", Accept=HTML)
    assert heard.status == 404
    assert f'href="{known["Bùi Thanh Sơn"]}"' in heard.text  # what was meant
    data = server.ask("GET", "/id/person/bui-thanh-son-ffffffff", Accept="text/turtle")
    assert data.status == 404 and data.headers["content-type"].startswith("text/plain")
    assert server.ask("GET", "/nowhere", Accept=HTML).status == 404
    for odd in ("/id/%00", "/id/person/<x>", "/id/person/%22onload=", "/id/../../etc/passwd", "/static/../look.py"):
        assert server.ask("GET", quote(odd, safe="/%.="), Accept=HTML).status == 404, odd


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id/", "/"),
        ("/id/person", "/search?kind=Person"),
        ("/id/graph/inferred", "/sparql?query="),
        ("/id/graph/entities", "/sparql?query="),
    ],
)
def test_addresses_that_lead_elsewhere(server, path, location):
    heard = server.ask("GET", path, Accept=HTML)
    assert heard.status == 303 and heard.headers["location"].startswith(location)


def test_iris_once_given_lead_on(tmp_path):
    """Over several steps; and where one came to stand for two things, to a choice between them."""
    with open_store(make_store(tmp_path / "kg"), write=True) as store:
        ends = [find(store, name) for name in ("Bùi Thanh Sơn", "Nguyễn Minh Vũ")]
        old, older, both = (f"{store.base}person/{name}-00000000" for name in ("old", "older", "both"))
        by = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
        graph = ox.NamedNode(f"{store.base}graph/entities")
        steps = [(older, old), (old, ends[0]), (both, ends[1]), (both, older)]
        store.update(add=[ox.Quad(ox.NamedNode(a), by, ox.NamedNode(b), graph) for a, b in steps])
        paths = ["/id/" + iri.removeprefix(store.base) for iri in ends]
    with serving(tmp_path / "kg") as running:
        for start in ("old", "older"):
            heard = running.ask("GET", f"/id/person/{start}-00000000?lang=en", Accept=HTML)
            assert (heard.status, heard.headers["location"]) == (303, f"{paths[0]}?lang=en")
        for lang, words in (("vi", "từng chỉ 2 đối tượng"), ("en", "stood for 2 things")):
            heard = running.ask("GET", f"/id/person/both-00000000?lang={lang}", Accept=HTML)
            assert heard.status == 300 and words in text_of(heard)
            assert all(f'href="{path}?lang={lang}"' in heard.text for path in paths)
            assert "Thứ trưởng Thường trực" in text_of(heard)  # what tells them apart
        heard = running.ask("GET", "/id/person/both-00000000", Accept="text/turtle")
        assert heard.status == 300
        told = {t.object.value for t in ox.parse(heard.body, ox.RdfFormat.TURTLE) if t.predicate == by}
        assert told == {ends[1], older}
        heard = running.ask("GET", "/search?q=person/both-00000000", Accept=HTML)
        assert (heard.status, heard.headers["location"]) == (303, "/id/person/both-00000000")
        heard = running.ask("GET", "/map?around=person/both-00000000&steps=2&lang=en", Accept=HTML)
        assert heard.status == 300 and "stood for 2 things" in text_of(heard)
        for short in (path.removeprefix("/id/") for path in paths):
            address = f"/map?steps=2&around={quote(short, safe='')}&lang=en"
            assert f'href="{address.replace("&", "&amp;")}"' in heard.text
            assert running.ask("GET", address, Accept=HTML).status == 200
        shown = running.ask("GET", "/map?show=person/both-00000000", Accept=HTML)
        assert shown.status == 200 and all(path.rpartition("/id/")[2] in shown.text for path in paths)


def test_a_base_that_is_another_path_of_this_server(tmp_path):
    from sample import READER, SAMPLES
    from sample_store import read

    from kg.build import Builder

    base = "http://127.0.0.1:1/people-and-bodies/"
    with open_store(tmp_path / "kg", create=True, base=base) as store:
        Builder(store, read, READER).ingest(SAMPLES[0].report)
        iri = find(store, "Bùi Thanh Sơn")
    with serving(tmp_path / "kg") as running:
        path = "/people-and-bodies/" + iri.removeprefix(base)
        assert "Bùi Thanh Sơn" in text_of(running.ask("GET", path, Accept=HTML))
        triples = ox.parse(running.ask("GET", path, Accept="text/turtle").body, ox.RdfFormat.TURTLE)
        assert any(triple.subject.value == iri for triple in triples)
        assert running.ask("GET", "/people-and-bodies/person/x", Accept=HTML).status == 404


def test_iris_whose_base_is_the_server_lead_to_what_they_name(tmp_path):
    """As any linked data: rdflib follows an IRI by itself."""
    import rdflib

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}/id/"
    ran = run_process("ingest", "--base", base, "--store", str(tmp_path / "kg"), str(SEEDS), folder=tmp_path)
    assert ran.code == 0, ran.err
    with open_store(tmp_path / "kg") as store:
        iri = find(store, "Bộ Ngoại giao")
    with serving(tmp_path / "kg", "--port", str(port)):
        graph = rdflib.Graph().parse(iri)
        names = {str(name) for name in graph.objects(rdflib.URIRef(iri), rdflib.RDFS.label)}
        assert "Ministry of Foreign Affairs" in names
        evidence = next(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://vnkg.example/ontology#Evidence")))
        assert len(rdflib.Graph().parse(str(evidence))) > 5  # and what it names leads on


@pytest.mark.parametrize("name", ["kg.nq", "kg.ttl", "kg.trig", "kg.jsonld", "kg.graphml", "nodes.csv", "edges.csv"])
def test_downloads_are_what_export_writes(server, made, name, tmp_path):
    from kg import export

    heard = server.ask("GET", f"/download/{name}")
    assert heard.status == 200 and f'filename="{name}"' in heard.headers["content-disposition"]
    format = {"ttl": "turtle", "nq": "nquads"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    with open_store(made) as store:
        export.export(store, format, tmp_path / (name if format != "csv" else "tables"))
    written = tmp_path / name if format != "csv" else tmp_path / "tables" / name
    if format == "nquads":  # as the store gives them
        assert sorted(heard.body.splitlines()) == sorted(written.read_bytes().splitlines())
    else:
        assert heard.body == written.read_bytes()


def test_static_files_may_be_kept_only_when_their_address_names_their_content(server):
    page = server.ask("GET", "/").text
    style = re.search(r'href="(/static/pages\.css\?v=\w+)"', page)[1]
    assert "immutable" in server.ask("GET", style).headers["cache-control"]
    assert server.ask("GET", "/static/pages.css").headers["cache-control"] == "no-cache"
    assert server.ask("GET", "/static/nothing.css").status == 404


@pytest.mark.parametrize(
    ("query", "lang", "note"),
    [
        ("", "vi", ""),
        ("?lang=en", "en", ""),
        ("?around=Bui+Thanh+Son", "vi", "Quanh một mục"),
        ("?show={person}&show={body}", "vi", "2 mục được chọn"),
        ("?show=person/gone&show={body}", "vi", "1 mục được chọn"),
    ],
)
def test_the_map(server, known, query, lang, note):
    names = {"person": "Bùi Thanh Sơn", "body": "Bộ Ngoại giao"}
    short = {name: known[thing].removeprefix("/id/") for name, thing in names.items()}
    heard = server.ask("GET", "/map" + query.format(**short), Accept=HTML)
    data = json.loads(re.search(r'id="data">(.*?)</script>', heard.text)[1])
    assert (heard.status, data["language"], data["server"]["home"]) == (200, lang, "/")
    assert data["server"]["note"].get("vi", "").startswith(note)
    if "around" in query:
        assert short["person"] in {node["id"] for node in data["nodes"]}


def test_the_map_of_what_is_not_there(server):
    heard = server.ask("GET", "/map?around=person/nobody-00000000", Accept=HTML)
    assert heard.status == 404 and "person/nobody-00000000" in text_of(heard)


def test_pages_that_are_kept_follow_the_store(tmp_path):
    from sample import SAMPLES

    folder = make_store(tmp_path / "kg", SAMPLES[:1])
    with serving(folder) as running:
        before = running.ask("GET", "/")
        tag = before.headers["etag"]
        assert running.ask("GET", "/", If_None_Match=tag).status == 304
        assert running.ask("GET", "/").headers["etag"] == tag
        make_store(folder, SAMPLES)
        for _ in range(600):  # until the server sees it
            after = running.ask("GET", "/", If_None_Match=tag)
            if after.status != 304:
                break
            time.sleep(0.1)
        assert after.status == 200 and after.body != before.body
        assert re.search(r"kind=Report\">.*?<b>3</b>", after.text, re.DOTALL)

"""The SPARQL 1.1 Protocol, spoken to a real server."""

from __future__ import annotations

import csv
import gzip
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from kg.store.open import open_store

ROWS = "SELECT ?x { VALUES ?x { 1 2 } }"
YES = "ASK { ?person a kg:Person }"
GRAPH = "CONSTRUCT WHERE { ?person a kg:Person ; rdfs:label ?label }"
LONG = "SELECT ?e ?words { ?e oa:exact ?words . ?any oa:end ?end }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
GRAPHS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.fixture(scope="module")
def graphs(made):
    """Return the IRIs of the store's graphs, each with the number of its triples."""
    with open_store(made) as store:
        return {name: sum(1 for _ in store.quads(name)) for name in store.graphs()}


def values(heard) -> list[str]:
    return [row["x"]["value"] for row in json.loads(heard.body)["results"]["bindings"]]


# -- the three ways to send a query


def test_by_get(server):
    heard = server.query(ROWS)
    assert (heard.status, heard.headers["content-type"], values(heard)) == (200, JSON, ["1", "2"])


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", 'Application/X-WWW-Form-URLencoded;charset="utf-8"'])
def test_by_a_form(server, kind):
    assert values(server.ask("POST", "/sparql", urlencode({"query": ROWS}).encode(), Content_Type=kind)) == ["1", "2"]


@pytest.mark.parametrize("kind", [DIRECT, f"{DIRECT};charset=utf-8"])
def test_by_the_query_itself(server, kind):
    words = "SELECT ?x { VALUES ?x { 'Bộ Ngoại giao' } }".encode()
    assert values(server.ask("POST", "/sparql", words, Content_Type=kind)) == ["Bộ Ngoại giao"]


def test_a_form_of_many_bytes(server):
    many = " ".join(f'"{number}"' for number in range(20_000))
    body = urlencode({"query": f"SELECT (COUNT(*) AS ?x) {{ VALUES ?v {{ {many} }} }}"}).encode()
    assert values(server.ask("POST", "/sparql", body, Content_Type=FORM)) == ["20000"]


# -- what is refused, and with which words

REFUSED = [
    # method, path, body, media type, status, a part of what is said
    ("POST", "/sparql", "", FORM, 400, "no query"),
    ("POST", "/sparql", "", DIRECT, 400, "empty"),
    ("GET", "/sparql?query=", None, "", 400, "empty"),
    ("GET", "/sparql?quarry=ASK%7B%7D", None, "", 400, "no query"),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400, "2 queries"),
    ("POST", "/sparql?query=ASK%7B%7D", "ASK {}", DIRECT, 400, "2 queries"),
    ("POST", "/sparql?query=ASK%7B%7D", "query=ASK%7B%7D", FORM, 400, "2 queries"),
    ("GET", "/sparql?query=SELECT", None, "", 400, "line 1, column 7"),
    ("GET", "/sparql?query=SELECT%20*%20%7B%0A%20?x", None, "", 400, "line 2"),
    ("GET", "/sparql?query=%FF%FE", None, "", 400, "UTF-8"),
    ("POST", "/sparql", b"SELECT * { ?x ?y '\xff' }", DIRECT, 400, "not UTF-8 (byte 18)"),
    ("POST", "/sparql", "query=%C3%28", FORM, 400, "UTF-8"),
    ("POST", "/sparql", "ASK {}".encode("utf-16"), f"{DIRECT}; charset=utf-16", 400, "utf-16"),
    ("POST", "/sparql", "ASK {}", "text/plain", 415, DIRECT),
    ("POST", "/sparql", "ASK {}", "", 415, "no media type"),
    ("POST", "/sparql", "x", "multipart/form-data; boundary=x", 415, FORM),
    ("POST", "/sparql", "CLEAR ALL", "application/sparql-update", 403, "kg ingest"),
    ("POST", "/sparql", "update=CLEAR+ALL", FORM, 403, "kg ingest"),
    ("GET", "/sparql?update=CLEAR+ALL", None, "", 403, "kg ingest"),
    ("GET", "/sparql?query=CLEAR%20ALL", None, "", 400, "CLEAR would change the store"),
    ("PUT", "/sparql", "ASK {}", DIRECT, 405, "PUT cannot be used here"),
    ("DELETE", "/sparql", None, "", 405, "GET, HEAD, POST, OPTIONS"),
    ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", None, "", 400, "no IRI"),
    ("GET", "/sparql?query=ASK%7B%7D&timeout=soon", None, "", 400, "timeout"),
    ("GET", "/sparql?query=ASK%7B%7D&timeout=-1", None, "", 400, "timeout"),
    ("GET", "/sparql?query=ASK%7B%7D&format=pdf", None, "", 406, "text/csv (csv)"),
    ("GET", "/sparql?query=ASK%7B%7D" + "&a=b" * 1100, None, "", 400, "1000 parameters"),
]


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "said"), REFUSED, ids=[f"{r[0]} {r[1][:40]} {r[3]}" for r in REFUSED]
)
def test_refused(server, method, path, body, kind, status, said):
    body = body.encode() if isinstance(body, str) else body
    heard = server.ask(method, path, body, **({"Content_Type": kind} if kind else {}))
    assert (heard.status, heard.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert said in heard.text
    assert heard.text.count("\n") == 1
    assert heard.headers["access-control-allow-origin"] == "*"
    if status == 405:
        assert heard.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_body_too_large_is_refused(server):
    for body in (b"x" * (11 << 20), b"query=" + b"x" * (11 << 20)):
        kind = FORM if body.startswith(b"query") else DIRECT
        heard = server.ask("POST", "/sparql", body, Content_Type=kind)
        assert (heard.status, heard.text) == (413, "the body is larger than 10 MB, as much as this server takes\n")


# -- which format

NEGOTIATED = [
    # query, Accept, ?format=, the media type of the answer
    (ROWS, None, "", JSON),
    (ROWS, "*/*", "", JSON),
    (ROWS, "application/json", "", JSON),
    (ROWS, XML, "", XML),
    (ROWS, "application/xml", "", XML),
    (ROWS, "text/csv", "", "text/csv"),
    (ROWS, "TEXT/CSV;charset=utf-8", "", "text/csv"),
    (ROWS, "text/tab-separated-values", "", "text/tab-separated-values"),
    (ROWS, "text/*", "", "text/csv"),
    (ROWS, f"{XML};q=0.5, text/csv;q=0.8, image/png", "", "text/csv"),
    (ROWS, f"{JSON};q=0, */*;q=0.1", "", XML),
    (ROWS, "application/*, text/csv;q=0.9", "", JSON),
    (ROWS, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "", XML),
    (ROWS, "image/png", "csv", "text/csv"),
    (ROWS, XML, "json", JSON),
    (ROWS, XML, "turtle", XML),
    (ROWS, None, "application/sparql-results%2Bxml", XML),
    (ROWS, None, "application/sparql-results+xml", XML),
    (YES, None, "", JSON),
    (YES, "text/csv", "", "text/csv"),
    (GRAPH, None, "", "text/turtle"),
    (GRAPH, "application/n-triples", "", "application/n-triples"),
    (GRAPH, "application/ld+json", "", "application/ld+json"),
    (GRAPH, "application/rdf+xml", "", "application/rdf+xml"),
    (GRAPH, f"{JSON}, application/rdf+xml;q=0.2", "", "application/rdf+xml"),
    (GRAPH, None, "nt", "application/n-triples"),
    (GRAPH, None, "json", "application/ld+json"),
]


@pytest.mark.parametrize(("query", "accept", "name", "media_type"), NEGOTIATED)
def test_the_format_is_the_one_that_is_liked_best(server, query, accept, name, media_type):
    heard = server.query(query, f"&format={name}" if name else "", **({"Accept": accept} if accept else {}))
    assert (heard.status, heard.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert ("charset=utf-8" in heard.headers["content-type"]) == media_type.startswith("text/")
    assert "accept" in heard.headers["vary"].lower().split(", ")


@pytest.mark.parametrize(
    ("query", "accept"), [(ROWS, "text/turtle"), (GRAPH, JSON), (ROWS, "image/png"), (ROWS, "*/*;q=0"), (YES, "a/b")]
)
def test_a_format_that_there_is_not(server, query, accept):
    heard = server.query(query, Accept=accept)
    assert heard.status == 406
    assert ("text/turtle (turtle)" if query is GRAPH else "text/csv (csv)") in heard.text


def test_tables_say_the_same_in_every_format(server):
    query = "SELECT ?person ?label { ?person a kg:Person ; rdfs:label ?label } ORDER BY ?label"
    bindings = json.loads(server.query(query).body)["results"]["bindings"]
    rows = [(row["person"]["value"], row["label"]["value"]) for row in bindings]
    assert len(rows) > 1
    found = list(csv.reader(io.StringIO(server.query(query, Accept="text/csv").text)))
    assert [tuple(row) for row in found] == [("person", "label"), *rows]
    tsv = server.query(query, "&format=tsv").text.splitlines()
    assert tsv == [
        "?person\t?label",
        *(f"<{person}>\t{json.dumps(label, ensure_ascii=False)}@vi" for person, label in rows),
    ]
    root = ElementTree.fromstring(server.query(query, Accept=XML).body)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [e.text for e in root.iter() if e.tag in (f"{space}uri", f"{space}literal")] == [
        v for row in rows for v in row
    ]


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_yes_and_no(server, format):
    said = {query: server.query(query, f"&format={format}").text.strip() for query in (YES, "ASK { kg:x kg:y kg:z }")}
    assert [text.count("true") for text in said.values()] == [1, 0]
    assert [text.count("false") for text in said.values()] == [0, 1]


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_say_the_same_in_every_format(server, made, media_type):
    heard = server.query(GRAPH, Accept=media_type)
    found = {quad.triple for quad in ox.parse(heard.body, format=ox.RdfFormat.from_media_type(media_type))}
    with open_store(made) as store:
        assert found == set(store.query(GRAPH).triples)
    assert len(found) > 2


def test_a_description(server, made):
    with open_store(made) as store:
        person = next(iter(store.query("SELECT ?p { ?p a kg:Person } ORDER BY ?p LIMIT 1")))["p"].value
    heard = server.query(f"DESCRIBE <{person}>")
    assert heard.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "@prefix kg:" in heard.text
    assert {quad.subject.value for quad in ox.parse(heard.body, format=ox.RdfFormat.TURTLE)} == {person}


# -- the dataset


def size(server, rest: str, query: str = "SELECT (COUNT(*) AS ?x) { ?s ?p ?o }") -> int:
    return int(values(server.query(query, rest))[0])


def test_without_a_dataset_every_triple_is_there_once(server, made):
    with open_store(made) as store:
        assert size(server, "") == len({quad.triple for quad in store.quads()})


def test_the_protocols_dataset(server, graphs):
    one, two = sorted(graphs, key=graphs.get)[-2:]
    default = f"&default-graph-uri={quote(one)}"
    both = default + f"&default-graph-uri={quote(two)}"
    named = f"&named-graph-uri={quote(two)}"
    in_graphs = "SELECT (COUNT(*) AS ?x) { GRAPH ?g { ?s ?p ?o } }"
    assert size(server, default) == graphs[one]
    assert graphs[one] < size(server, both) <= graphs[one] + graphs[two]
    assert size(server, default, in_graphs) == 0
    assert size(server, named) == 0
    assert size(server, named, in_graphs) == graphs[two]
    assert size(server, default + named, in_graphs) == graphs[two]
    assert size(server, "&default-graph-uri=urn:nowhere") == 0


def test_the_protocols_dataset_goes_before_the_querys(server, graphs):
    one, two = sorted(graphs, key=graphs.get)[-2:]
    query = f"SELECT (COUNT(*) AS ?x) FROM <{one}> {{ ?s ?p ?o }}"
    assert size(server, "", query) == graphs[one]
    assert size(server, f"&default-graph-uri={quote(two)}", query) == graphs[two]
    body = urlencode([("query", query), ("default-graph-uri", two)]).encode()
    assert values(server.ask("POST", "/sparql", body, Content_Type=FORM)) == [str(graphs[two])]
    direct = server.ask("POST", f"/sparql?default-graph-uri={quote(two)}", query.encode(), Content_Type=DIRECT)
    assert values(direct) == [str(graphs[two])]


# -- HTTP


def test_head_says_what_get_would(server):
    for query in (ROWS, LONG, "SELECT", "ASK {}"):
        get, head = server.query(query), server.ask("HEAD", f"/sparql?query={quote(query)}")
        assert (head.status, head.body) == (get.status, b"")
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.headers.get("content-length") == get.headers.get("content-length")


def test_options_and_pages_of_other_sites(server):
    heard = server.ask("OPTIONS", "/sparql", Origin="https://other.example", Access_Control_Request_Method="POST")
    assert heard.status == 204
    assert heard.headers["access-control-allow-origin"] == "*"
    assert "POST" in heard.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in heard.headers
    assert "access-control-allow-credentials" not in server.query(ROWS, Origin="https://other.example").headers


def test_large_answers_come_in_pieces(server):
    heard = server.query(LONG, Accept="text/csv")
    assert (heard.headers["transfer-encoding"], heard.whole) == ("chunked", True)
    assert "content-length" not in heard.headers
    assert len(heard.body) > 200_000


def test_large_answers_come_compressed_where_that_is_understood(server):
    plain = server.query(LONG, Accept="text/csv")
    packed = server.query(LONG, Accept="text/csv", Accept_Encoding="br, gzip;q=0.5")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4
    for accepted in ("identity", "gzip;q=0", "br"):
        assert "content-encoding" not in server.query(LONG, Accept_Encoding=accepted).headers
    assert "content-encoding" not in server.query(ROWS, Accept_Encoding="gzip").headers  # it is small


def test_an_answer_that_has_not_changed_is_not_sent_again(server):
    tag = server.query(ROWS).headers["etag"]
    again = server.query(ROWS, If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert server.query(ROWS, If_None_Match='"other"').status == 200
    assert server.query(ROWS, "&format=csv").headers["etag"] != tag
    assert server.query(YES).headers["etag"] != tag
    for fickle in ("SELECT (RAND() AS ?x) {}", "SELECT (now () AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"):
        assert "etag" not in server.query(fickle).headers


def test_http_1_0_gets_its_answer_whole(server):
    with server.begin("ASK {}") as line:
        line.recv(1000)
        line.sendall(f"GET /sparql?format=csv&query={quote(LONG)} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        data = b""
        while piece := line.recv(1 << 16):
            data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert body == server.query(LONG, "&format=csv").body


@pytest.mark.parametrize("media_type", GRAPHS)
def test_the_service_describes_itself(server, media_type):
    heard = server.ask("GET", "/sparql", Accept=media_type)
    assert heard.headers["content-type"].partition(";")[0] == media_type
    told = [quad.triple for quad in ox.parse(heard.body, format=ox.RdfFormat.from_media_type(media_type))]
    sd = "http://www.w3.org/ns/sparql-service-description#"
    said = {(t.subject.value, t.predicate.value.removeprefix(sd), t.object.value.removeprefix(sd)) for t in told}
    url = f"http://{server.host}:{server.port}/sparql"
    assert (url, "endpoint", url) in said
    assert (url, "supportedLanguage", "SPARQL11Query") in said
    assert not any("Update" in value or "Federated" in value for _, _, value in said)


def test_who_comes_with_a_browser_gets_the_page_on_which_to_ask(server):
    heard = server.ask("GET", "/sparql", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (heard.status, heard.headers["location"]) == (303, "/query")
    assert server.ask("GET", "/query").status == 200


PROPERTIES = [("http://x.example/p1", 200), ("urn:x:đúng", 200), ("http://x.example/1", 400), ("urn:x:", 400)]


@pytest.mark.parametrize(("name", "status"), PROPERTIES)
def test_rdf_xml_is_xml_or_there_is_none(server, name, status):
    heard = server.query(f"CONSTRUCT {{ <urn:a> <{name}> 'x' }} WHERE {{}}", "&format=rdfxml")
    assert heard.status == status
    if status == 200:
        assert [q.predicate.value for q in ox.parse(heard.body, format=ox.RdfFormat.RDF_XML)] == [name]
    else:
        assert heard.text == f"RDF/XML has no way to write the property <{name}>; ask for Turtle\n"


@pytest.mark.parametrize(
    "query", ['SELECT ("a\\u0001b\\u001F" AS ?x) {}', 'CONSTRUCT { <urn:a> <urn:b> "a\\u0001b\\u001F" } {}']
)
def test_xml_has_no_character_that_is_forbidden_there(server, query):
    root = ElementTree.fromstring(server.query(query, "&format=xml").body)
    assert [each.text for each in root.iter() if each.text and each.text.strip()] == ["a\ufffdb\ufffd"]


HOSTS = [("localhost", 200), ("LOCALHOST:8080", 200), ("127.0.0.1:1", 200), ("[::1]:80", 200)]
HOSTS += [("evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example:80", 421), ("", 421)]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_a_name_of_this_machine_is_answered(server, host, status):
    assert server.query(ROWS, Host=host).status == status


def test_every_answer_is_guarded(server):
    for path in ("/sparql?query=ASK%7B%7D", "/healthz", "/sparql?query=x", "/nowhere"):
        headers = server.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_health(server):
    heard = server.ask("GET", "/healthz")
    assert (heard.status, json.loads(heard.body)) == (200, {"status": "ok"})
    assert server.ask("POST", "/healthz").status == 405

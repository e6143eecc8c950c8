"""Engines that cannot be reached, refuse, or answer wrong: one clear line each, and no secret in it."""

from __future__ import annotations

import base64
import json
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from engines import free_port

import kg
from kg.errors import QueryError, StoreError
from kg.store.remote import wire
from kg.store.remote.endpoint import Endpoint, endpoint
from kg.store.remote.wire import Wire

JSON = "application/sparql-results+json"
EMPTY = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()


@dataclass
class Answer:
    """What the trap answers: to the n-th request, the n-th of these; the last one to all that follow."""

    status: int = 200
    body: bytes = EMPTY
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})


class _Trap(ThreadingHTTPServer):
    """A server that does not mind a client who hangs up: its own words on it would land in a later test's stderr."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def trap(*answers):
    """Run a small server that answers as told; gives its address and the list of what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.path, dict(self.headers), body.decode()))
            answer = answers[min(len(asked), len(answers)) - 1]
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_):
            pass

    server = _Trap(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No credentials but those of a test, and no long pauses."""
    for name in ("USER", "PASSWORD", "TOKEN", "TIMEOUT"):
        monkeypatch.delenv(f"KG_STORE_{name}", raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setattr(wire, "_PAUSES", (0.01, 0.01))


HTML, PLAIN = ({"Content-Type": f"text/{kind}; charset=utf-8"} for kind in ("html", "plain"))
NO_IRI = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": "no iri"}}]}}'
CUT = {"Content-Type": JSON, "X-SPARQL-MaxRows": "1000"}
ASKING = {"WWW-Authenticate": 'Basic realm="x"'}
FAULTS = [
    (Answer(401, headers=ASKING), "asks who you are; set KG_STORE_USER and KG_STORE_PASSWORD"),
    (
        Answer(403, b"not you\nmore", PLAIN),
        "does not allow queries without a user: not you; set KG_STORE_USER and KG_STORE_PASSWORD$",
    ),
    (Answer(404), r"nothing is at http://127.0.0.1:\d+/sparql \(404\); is it the address for SPARQL queries\?"),
    (Answer(405), r"takes no query \(405\); is it the address"),
    (Answer(301, headers={"Location": "https://x.example/s"}), "has moved to https://x.example/s; name that"),
    (Answer(200, b"<html></html>", HTML), "answers a query with a web page, not with results"),
    (Answer(200, b"hello", PLAIN), "answers a query with text/plain, not with results"),
    (Answer(200, b"", {}), "answers a query with something, not with results"),
    (Answer(200, EMPTY[:-5]), "cannot be read: it is no whole SPARQL result"),
    (Answer(200, b"[]"), "cannot be read: it is no whole SPARQL result"),
    (Answer(200, NO_IRI), "cannot be read"),
    (Answer(500, b"\n out of  memory\n", PLAIN), r"failed \(500\): out of memory; its log may say more$"),
    (Answer(500, b"<html>stack trace", HTML), r"failed \(500\): internal server error; its log may say more$"),
    (Answer(503, b""), r"failed \(503\): service unavailable"),
    (Answer(200, EMPTY, CUT), "gives no more than 1000 rows .*; raise that"),
    (Answer(206), "ran out of time and gave only a part of the answer"),
    (None, "server disconnected without sending a response|connection reset"),
]


@pytest.mark.parametrize(("answer", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_what_an_engine_answers_wrong_is_one_clear_line(answer, message):
    with trap(answer) as (url, _), pytest.raises(StoreError, match=message) as caught:
        kg.open_store(url)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_a_query_that_the_engine_refuses_is_a_fault_of_the_query():
    refused = pytest.raises(QueryError, match="refuses the query: line 1: no such function")
    with trap(Answer(400, b"line 1: no such function", PLAIN)) as (url, _), refused:
        kg.open_store(url)


def test_what_passes_is_tried_again_and_nothing_else():
    with trap(Answer(503), None, Answer()) as (url, asked):
        with pytest.raises(StoreError, match=f"no store at {url}; run kg ingest or kg push first"):
            kg.open_store(url)
        assert len(asked) == 3
    with trap(Answer(500)) as (url, asked):
        with pytest.raises(StoreError):
            kg.open_store(url)
        assert len(asked) == 1


def test_nobody_there(monkeypatch):
    with pytest.raises(StoreError, match=r"cannot reach http://127.0.0.1:\d+/sparql: connection refused"):
        kg.open_store(f"http://127.0.0.1:{free_port()}/sparql")
    with pytest.raises(StoreError, match=r"cannot reach http://nowhere.invalid/sparql: .*(name|resolution)"):
        kg.open_store("http://nowhere.invalid/sparql")
    with trap(Answer()) as (url, _), pytest.raises(StoreError, match="cannot reach https:.* safely: "):
        kg.open_store(url.replace("http:", "https:"))
    monkeypatch.setenv("KG_STORE_TIMEOUT", "soon")
    with pytest.raises(StoreError, match="KG_STORE_TIMEOUT 'soon' is no number of seconds"):
        kg.open_store("http://127.0.0.1:9/")


def test_an_engine_that_does_not_answer(monkeypatch):
    monkeypatch.setenv("KG_STORE_TIMEOUT", "0.2")
    hold = threading.Event()

    class Slow(Answer):
        @property
        def status(self):
            hold.wait(10)
            return 200

        @status.setter
        def status(self, _):
            pass

    try:
        with trap(Slow()) as (url, asked):
            with pytest.raises(StoreError, match="did not answer within 0.2 seconds; KG_STORE_TIMEOUT sets another"):
                kg.open_store(url)
            assert len(asked) == 1  # a heavy query is not asked again
            hold.set()
    finally:
        hold.set()


# Addresses


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://kg:s3cret@127.0.0.1/sparql", "a user or password in the address is refused .* KG_STORE_USER"),
        ("https://tok3n@127.0.0.1/sparql", "a user or password in the address is refused"),
        ("http:///sparql", "is no address; write http://host:port/path"),
        ("http://127.0.0.1:99999/sparql", "is no address"),
        ("http://127.0.0.1/a b", "is no address"),
        ("http://127.0.0.1/sparql#top", "after # only base=… can stand"),
        ("http://127.0.0.1/sparql#base=nonsense", "'nonsense' cannot be a base"),
        ("ftp://127.0.0.1/sparql", "is no store; name a folder"),
    ],
)
def test_addresses_that_are_none(url, message, kg_run):
    ran = kg_run("query", "who-chairs", "--store", url)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    with pytest.raises(StoreError, match=message):
        kg.open_store(url)
    assert "s3cret" not in ran.err
    assert "tok3n" not in ran.err


@pytest.mark.parametrize(
    ("url", "server", "update", "graphs"),
    [
        ("http://h/sparql", "", "http://h/sparql", ""),
        ("http://h/sparql", "Virtuoso/07.20 (Linux)", "http://h/sparql-auth", "http://h/sparql-graph-crud-auth"),
        ("http://h/x/sparql-auth", "Virtuoso/07.20", "http://h/x/sparql-auth", "http://h/x/sparql-graph-crud-auth"),
        ("http://h/query", "Oxigraph/0.5", "http://h/update", "http://h/store"),
        ("http://h/ds/query", "Apache Jena Fuseki (4.9)", "http://h/ds/update", "http://h/ds/data"),
        ("http://h/ds/sparql", "Apache Jena Fuseki", "http://h/ds/update", "http://h/ds/data"),
        ("http://h/ds/query", "", "http://h/ds/update", ""),
        ("http://h/repositories/r", "Apache-Coyote", "http://h/repositories/r/statements",
         "http://h/repositories/r/rdf-graphs/service"),
        ("http://h/query?key=1", "Oxigraph", "http://h/update?key=1", "http://h/store?key=1"),
    ],
)  # fmt: skip
def test_addresses_of_known_engines(url, server, update, graphs, monkeypatch):
    assert Endpoint(url).addresses(server) == (update, graphs)
    monkeypatch.setenv("KG_UPDATE_URL", "http://h/u")
    monkeypatch.setenv("KG_GRAPH_STORE_URL", "http://h/g")
    assert Endpoint(url).addresses(server) == ("http://h/u", "http://h/g")
    monkeypatch.setenv("KG_UPDATE_URL", "http://me:x@h/u")
    with pytest.raises(StoreError, match=r"is refused \(KG_UPDATE_URL http://h/u\)"):
        Endpoint(url).addresses(server)


# Who we are


def requests(url):
    with pytest.raises(StoreError) as caught:
        kg.open_store(url)
    return str(caught.value)


BASIC = Answer(401, headers=ASKING)
DIGEST = Answer(401, headers={"WWW-Authenticate": 'Digest realm="x", nonce="abc", qop="auth", algorithm=MD5'})


def test_a_password_is_sent_only_when_asked_for_and_as_asked_for(monkeypatch):
    monkeypatch.setenv("KG_STORE_USER", "kg")
    monkeypatch.setenv("KG_STORE_PASSWORD", "s3cret")
    with trap(BASIC, Answer()) as (url, asked):
        assert requests(url).startswith("no store at")
        sent = [headers.get("Authorization") for _, headers, _ in asked]
        assert sent == [None, "Basic " + base64.b64encode(b"kg:s3cret").decode()]
    with trap(DIGEST, DIGEST, Answer()) as (url, asked):
        assert requests(url).startswith("no store at")
        assert asked[-1][1]["Authorization"].startswith('Digest username="kg", realm="x", nonce="abc"')
        assert "s3cret" not in str(asked)
    with trap(Answer()) as (url, asked):
        requests(url)
        assert "Authorization" not in asked[0][1]
    with trap(BASIC) as (url, _):
        assert requests(url) == f"{url} does not accept KG_STORE_USER 'kg'; see whether it is right"


def test_a_token_and_netrc(monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ana password pw\n", encoding="utf-8")
    with trap(BASIC, Answer()) as (url, asked):
        requests(url)
        assert asked[1][1]["Authorization"] == "Basic " + base64.b64encode(b"ana:pw").decode()
    with trap(BASIC) as (url, _):
        assert requests(url) == f"{url} does not accept the user 'ana' of ~/.netrc; see whether it is right"
    monkeypatch.setenv("KG_STORE_TOKEN", "tok")
    with trap(Answer()) as (url, asked):
        requests(url)
        assert asked[0][1]["Authorization"] == "Bearer tok"
    with trap(Answer(401)) as (url, _):
        assert requests(url) == f"{url} does not accept the token in KG_STORE_TOKEN; see whether it is right"
    monkeypatch.delenv("KG_STORE_TOKEN")
    (tmp_path / "netrc").write_text("machine\n", encoding="utf-8")
    assert "netrc cannot be read" in requests("http://127.0.0.1:9/")
    monkeypatch.setenv("KG_STORE_USER", "kg")
    assert requests("http://127.0.0.1:9/") == "KG_STORE_USER is set without KG_STORE_PASSWORD; set both, or neither"


def test_a_closed_store_says_so(engine):
    store = kg.open_store(engine.store(), create=True)
    store.close()
    store.close()
    for use in (store.graphs, lambda: store.query("ASK {}"), lambda: list(store.quads()), lambda: store.update()):
        with pytest.raises(StoreError, match="is closed"):
            use()


def test_wires_are_closed_whatever_happens(engine):
    connection = Wire(endpoint(engine.url))
    connection.rows("ASK {}")
    connection.close()
    with pytest.raises(StoreError, match="no store at"):
        kg.open_store(engine.store())

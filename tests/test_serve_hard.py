"""No query, and no client, can hurt: the server stays up and answers the others."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from commands import environment
from serving import serving, until, zombies

FORM = "application/x-www-form-urlencoded"
QUICK = "SELECT ?x { VALUES ?x { 'Hà Nội' } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BOUNDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?f) ?c"
_DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))

WORST = {
    "cross product": ENDLESS,
    "cross product, all rows": BOUNDLESS,
    "cross product, sorted": SORTED,
    "cross product, distinct": "SELECT DISTINCT (CONCAT(STR(?c), STR(?f)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, as a graph": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "repetitions": 'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "((((.{1,50}){1,50}){1,50}){1,50})!") }',
    "nested repetitions": 'SELECT * { ?s ?p ?o . ?a ?b ?c FILTER REGEX(STR(?o), "^((((a|.)+)+)+)+$") }',
    "group_concat": 'SELECT (GROUP_CONCAT(?c; separator="aaaaaaaaaaaaaaa") AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
    "a text that doubles": f'SELECT * {{ BIND("0123456789abcdef" AS ?v0) {_DOUBLED} }}',
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>)+ ?c . ?c (!<urn:x>)* ?d }",
    "1,000 unions": "SELECT * { " + " UNION ".join(f"{{ ?s{n} ?p ?o{n} }}" for n in range(1000)) + " }",
    "1,000 optionals": "SELECT * { " + " ".join(f"OPTIONAL {{ ?s ?p{n} ?o{n} }}" for n in range(1000)) + " }",
    "subqueries": "SELECT * { " + "{ SELECT * { ?s ?p ?o . " * 60 + "} } " * 60 + "}",
    "brackets": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "braces": "ASK " + "{ " * 10_000 + "}" * 10_000,
    "a sum": "SELECT (" + "+".join(["1"] * 100_000) + " AS ?x) {}",
    "not not not": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "8 MB of values": "SELECT * { VALUES ?x { " + '"0123456789" ' * 600_000 + "} }",
    "8 MB of comment": "#" + "x" * (8 << 20) + "\nASK {}",
}


@pytest.fixture(scope="module")
def server(made):
    with serving(made, "--timeout", "40", "--max-memory", "200", "--workers", "2") as running:
        yield running
        assert until(lambda: len(running.workers()) >= 3)
        assert not zombies(running.process.pid)


@pytest.fixture(scope="module")
def brief(made):
    with serving(made, "--timeout", "2", "--workers", "1") as running:
        yield running


@contextmanager
def others(server):
    """Have another client ask all the time; yield its answers, which must all be there in the end."""
    answers, over = [], threading.Event()

    def ask() -> None:
        while not over.wait(0.02) or not answers:
            answers.append(server.query(QUICK))

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        try:
            yield answers
        finally:
            over.set()
        asking.result()
    assert answers
    assert {(heard.status, "Hà Nội" in heard.text) for heard in answers} == {(200, True)}


def post(server, query: str, **more: str):
    return server.ask("POST", "/sparql", urlencode({"query": query, **more}).encode(), Content_Type=FORM)


def test_the_worst_queries_at_once_delay_nobody(server):
    with others(server), ThreadPoolExecutor(8) as clients:
        answers = clients.map(lambda query: post(server, query, timeout="3"), WORST.values())
        heard = dict(zip(WORST, answers, strict=True))
    for name, answer in heard.items():
        assert answer.status in (200, 400, 503, 507), (name, answer)
        if answer.status != 200:
            assert answer.text.count("\n") == 1, (name, answer.text[:300])
    assert heard["cross product"].status == 503


PARSED = [
    ("brackets", 400, "nested more than 200 deep"),
    ("braces", 400, "nested more than 200 deep"),
    ("not not not", 200, "true"),
    ("8 MB of comment", 200, "true"),
]


@pytest.mark.parametrize(("name", "status", "said"), PARSED)
def test_long_and_deep_texts(server, name, status, said):
    heard = post(server, WORST[name])
    assert (heard.status, said in heard.text) == (status, True)


@pytest.mark.parametrize(("rest", "limit"), [("", 2), ("&timeout=0.4", 0.4), ("&timeout=9999", 2)])
def test_what_takes_too_long_is_ended(brief, rest, limit):
    heard = brief.query(ENDLESS, rest)
    said = f"the query took longer than {limit} seconds; ask for less at a time\n"
    assert (heard.status, heard.text, heard.headers["content-type"]) == (503, said, "text/plain; charset=utf-8")


def test_what_needs_too_much_memory_is_ended(server):
    heard = server.query(SORTED)
    assert (heard.status, heard.text.partition(";")[0]) == (
        507,
        "the query needs more memory than this server gives one",
    )


@pytest.mark.parametrize("format", ["json", "csv"])
def test_an_answer_that_is_broken_off_can_be_told_from_a_whole_one(server, format):
    heard = server.query(BOUNDLESS, f"&format={format}&timeout=3")
    assert (heard.status, heard.whole) == (200, False)
    assert len(heard.body) > 100_000
    assert any("broken off" in line for line in server.log())


def test_an_answer_that_is_too_large_is_broken_off(made):
    with serving(made, "--max-result", "1", "--workers", "1") as server:
        heard = server.query(BOUNDLESS)
        assert (heard.status, heard.whole, len(heard.body) <= 1 << 20) == (200, False, True)
        until(lambda: any("the answer is larger than 1 MB" in line for line in server.log()))


@pytest.mark.parametrize("query", [ENDLESS, BOUNDLESS], ids=["at work", "sending"])
def test_a_client_that_goes_away_frees_its_worker(server, query):
    before = until(lambda: len(server.workers()) >= 3 and server.workers())
    with server.begin(query) as line:
        if query is BOUNDLESS:
            line.recv(1000)
        time.sleep(1)  # until it is at work
    until(lambda: len(server.workers()) >= 3 and before - server.workers())
    until(lambda: "the client went away" in server.log()[-1])


def test_a_client_that_does_not_read_is_left(made):
    with serving(made, "--timeout", "5", "--workers", "1") as server:
        with server.begin(BOUNDLESS), others(server):
            until(lambda: any("broken off" in line for line in server.log()))
        until(lambda: len(server.workers()) >= 2)


def test_half_requests_hold_nobody_up(server):
    halves = [
        b"",
        b"GET /sparql?query=ASK",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nquery",
    ]
    lines = [socket.create_connection((server.host, server.port)) for _ in range(20) for _ in halves]
    for line, half in zip(lines, halves * 20, strict=True):
        line.sendall(half)
    assert server.query(QUICK).status == 200
    for line in lines:
        line.close()
    for garbage in (b"\x16\x03\x01" * 999, b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n", b"\r\n" * 9999):
        with socket.create_connection((server.host, server.port)) as line, pytest.MonkeyPatch.context():
            try:
                line.sendall(garbage)
                line.shutdown(socket.SHUT_WR)
                line.recv(1000)
            except ConnectionError:
                pass  # the server has hung up on it already
    assert server.query(QUICK).status == 200


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_worker_that_dies_is_replaced(server, number):
    for worker in until(lambda: len(server.workers()) >= 3 and server.workers()):
        os.kill(worker, number)
    assert {server.query(QUICK).status for _ in range(5)} == {200}


def test_a_query_whose_worker_dies_is_told_so(server):
    before = until(lambda: len(server.workers()) >= 3 and server.workers())
    with ThreadPoolExecutor(1) as clients:
        asking = clients.submit(server.query, ENDLESS)
        time.sleep(1)  # until it is at work
        for worker in before & server.workers():
            os.kill(worker, signal.SIGSEGV)
        assert (asking.result().status, asking.result().text.count("\n")) == (400, 1)


def test_a_long_query_that_finds_no_place_waits_for_one(made):
    between = "SELECT (COUNT(*) AS ?x) { ?a ?b ?c . ?d a ?f }"
    with serving(made, "--timeout", "30", "--workers", "1") as server, ThreadPoolExecutor(3) as clients:
        with server.begin(ENDLESS):
            time.sleep(1)  # until it has its place among the long ones
            waiting = [clients.submit(server.query, f"{between} #{number}") for number in range(3)]
            assert server.query(QUICK).status == 200
        assert {answer.result().status for answer in waiting} == {200}
        assert len({answer.result().body for answer in waiting}) == 1


# -- no network, no files


@pytest.fixture
def trap():
    """Listen on the loopback; yield the port, and a list with an entry for each connection."""
    caught = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def watch() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                caught.append(1)
                line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                line.close()

        threading.Thread(target=watch, daemon=True).start()
        yield listener.getsockname()[1], caught
        listener.shutdown(socket.SHUT_RDWR)


OUTSIDE = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o OPTIONAL { seRvice<URL>{ ?s ?p ?o } } }",
    "SELECT * { BIND(<URL> AS ?there) SERVICE ?there { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE # x\n <URL> { ?s ?p ?o } } }",
    "PREFIX service: <URL> SELECT * { SERVICE service: { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <urn:g>",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <URL>",
]


@pytest.mark.parametrize("query", OUTSIDE)
def test_nothing_is_fetched(server, trap, tmp_path, query):
    port, caught = trap
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:secret> <urn:p> <urn:o> .", encoding="utf-8")
    for url in (f"http://127.0.0.1:{port}/data", secret.as_uri()):
        heard = post(server, query.replace("URL", url))
        assert heard.status in (200, 400)
        assert heard.status == 400 or "FROM" in query or "DESCRIBE" in query
        assert "urn:secret" not in heard.text
        for where in ("default-graph-uri", "named-graph-uri"):
            parameters = {"query": "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", where: url}
            heard = server.ask("POST", "/sparql", urlencode(parameters).encode(), Content_Type=FORM)
            assert (heard.status, "urn:" in heard.text) == (200, False)
    assert not caught


CONFINED = """
import socket, sys, pyoxigraph
from kg.sandbox import no_network
if not no_network():
    sys.exit("cannot")
try:
    socket.socket()
except PermissionError:
    print("no socket")
try:
    list(pyoxigraph.Store().query("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }"))
except OSError:
    print("no service")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked for it on Linux")
def test_the_kernel_gives_a_worker_no_network(trap):
    port, caught = trap
    done = subprocess.run([sys.executable, "-c", CONFINED % port], capture_output=True, text=True, env=environment())
    assert (done.stdout.split("\n")[:2], done.stderr) == (["no socket", "no service"], "")
    assert not caught

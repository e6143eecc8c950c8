"""The life of a server: how it starts, follows the store, tells what it does, and ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from commands import run_process
from sample import READER, SAMPLES
from sample_store import make_store, read
from serving import children, serving, started, until

from kg.build import Builder
from kg.store.open import open_store

COUNT = "SELECT (COUNT(*) AS ?n) { ?report a kg:Report }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def folder(tmp_path):
    return make_store(tmp_path / "kg", SAMPLES[:1])


def ingest(folder, *readings) -> None:
    with open_store(folder, write=True) as store:
        for reading in readings:
            Builder(store, read, READER).ingest(reading.report)


def snapshots(folder) -> list[str]:
    return sorted(path.parent.name for path in (folder / "serving").glob("*/*/CURRENT"))


def refused(server) -> bool:
    with socket.socket() as line:
        return line.connect_ex((server.host, server.port)) != 0


def gone(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as told:
            return told.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


# -- the start


def test_it_says_where_it_is_and_what_it_does(folder):
    with serving(folder) as server:
        url = f"http://127.0.0.1:{server.port}/"
        assert server.log() == [f"kg: serving at {url} (SPARQL: {url}sparql)"]
        server.query("SELECT ?secret { VALUES ?secret { 1 } }")
        server.ask("GET", "/healthz?who=me")
        server.ask("GET", "/sparql?query=SELECT%20?secret")
        server.ask("GET", "/no%0Awhere%1B%5B31m")
        lines = until(lambda: len(server.log()) > 4 and server.log()[1:])
    patterns = [
        r"GET /sparql 200 \d+ ms \d+ B",
        r"GET /healthz 200 \d+ ms 17 B",
        r"GET /sparql 400 \d+ ms \d+ B \(the query does not parse at line 1, column 15, at its end: .*\)",
        r"GET /no�where�\[31m 404 \d+ ms \d+ B.*",
    ]
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} " + pattern, line), line


def test_the_workers_of_an_idle_server_stay(folder):
    with serving(folder, "--workers", "2") as server:
        workers = until(lambda: len(server.workers()) == 3 and server.workers())
        for _ in range(30):
            assert server.query("ASK {}").status == 200
            time.sleep(0.1)
        assert server.workers() == workers


def test_queries_are_told_where_that_is_wanted(folder):
    with serving(folder, "--log-queries") as server:
        server.query("SELECT ?x\n{ VALUES ?x { 'Hà Nội\t' } }")
        assert until(lambda: server.log()[1:])[0].endswith(repr("SELECT ?x�{ VALUES ?x { 'Hà Nội�' } }"))


def test_an_address_for_everybody_is_told_so(folder):
    with serving(folder, "--host", "0.0.0.0") as server:
        assert server.log()[1].startswith("kg: there is no password: whoever can reach this address can read")
        assert server.query("ASK {}", Host="graph.example").status == 200


def test_a_name_that_a_proxy_uses(folder):
    with serving(folder, "--name", "Graph.example") as server:
        assert server.query("ASK {}", Host="graph.example:443").status == 200
        assert server.query("ASK {}", Host="other.example").status == 421


@pytest.mark.parametrize(("cors", "allowed"), [("none", None), ("https://graph.example", "https://graph.example")])
def test_whose_pages_may_ask(folder, cors, allowed):
    with serving(folder, "--cors", cors) as server:
        assert server.query("ASK {}").headers.get("access-control-allow-origin") == allowed


def _no_store(folder):
    shutil.rmtree(folder)


def _a_file(folder):
    _no_store(folder)
    folder.write_text("x", encoding="utf-8")


def _empty(folder):
    _no_store(folder)
    folder.mkdir()


def _damaged(folder):
    (folder / "CURRENT").write_text("garbage", encoding="utf-8")


REFUSED = [
    (_no_store, (), 1, "no store at .*; run kg ingest first"),
    (_a_file, (), 1, "no store at .*: it is a file.*"),
    (_empty, (), 1, "no store at .*: it is empty; run kg ingest first"),
    (_damaged, (), 1, "the store .* is damaged .*; move the folder away and run kg ingest again"),
    (None, ("--host", "192.0.2.1"), 2, "cannot listen on 192.0.2.1, port 0: .*; name an address of this machine.*"),
    (None, ("--host", "no such host"), 2, "there is no address 'no such host' on this machine.*"),
    (None, ("--port", "99999"), 2, ".*99999 is not in the range 0<=x<=65535.*"),
    (None, ("--workers", "0"), 2, ".*--workers.*"),
    (None, ("--timeout", "soon"), 2, ".*'soon' is not a valid float.*"),
    (None, ("--store", ""), 2, "the folder of the store has an empty name.*"),
]


@pytest.mark.parametrize(("harm", "options", "code", "said"), REFUSED, ids=[str(row[3])[:40] for row in REFUSED])
def test_what_cannot_be_served_is_told_in_one_line(folder, tmp_path, harm, options, code, said):
    if harm:
        harm(folder)
    ran = run_process("serve", "--port", "0", "--store", str(folder), *options, folder=tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert re.fullmatch(f"kg: {said}\n", ran.err), ran.err
    assert not folder.is_dir() or not (folder / "serving").exists()


def test_a_store_that_is_written_to_is_served_as_it_was_before(folder):
    with open_store(folder, write=True), serving(folder) as server:
        assert '"1"' in server.query(COUNT).text


@pytest.mark.parametrize("url", ["http://engine.example/sparql", "ftp://engine.example/store"])
def test_only_a_folder_is_served(tmp_path, url):
    ran = run_process("serve", "--store", url, folder=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert url in ran.err


def test_a_port_that_is_taken_is_told_so(folder, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run_process("serve", "--port", port, "--store", str(folder), folder=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"port {port}: address already in use; another program has it" in ran.err


# -- the store changes


def test_what_is_new_is_seen(folder):
    with serving(folder) as server:
        assert '"1"' in server.query(COUNT).text
        tag = server.query(COUNT).headers["etag"]
        with ThreadPoolExecutor(1) as clients:
            long = clients.submit(server.query, ENDLESS, "&timeout=4")
            ingest(folder, *SAMPLES[1:])
            until(lambda: f'"{len(SAMPLES)}"' in server.query(COUNT).text)
            assert long.result().status == 503  # its time was over; the change of the store did it no harm
        assert server.query(COUNT, If_None_Match=tag).status == 200
        until(lambda: len(snapshots(folder)) == 1)
        assert {line.split()[3] for line in server.log()[1:]} == {"200", "503"}


def test_writing_is_not_held_up_and_does_not_hold_up(folder):
    with serving(folder) as server:
        with open_store(folder, write=True) as store:
            for reading in SAMPLES[1:]:
                Builder(store, read, READER).ingest(reading.report)
                assert server.query(COUNT).status == 200
        until(lambda: f'"{len(SAMPLES)}"' in server.query(COUNT).text)


def test_a_store_that_is_lost_is_served_as_it_was(folder):
    with serving(folder, "--workers", "1") as server:
        _damaged(folder)
        assert "the store has changed, but" in until(lambda: server.log()[1:])[0]
        assert '"1"' in server.query(COUNT).text
        ingest_again = folder.parent / "again"
        make_store(ingest_again)
        for path in ingest_again.iterdir():
            target = folder / path.name
            shutil.rmtree(target) if target.is_dir() else None
            shutil.move(path, target)
        until(lambda: f'"{len(SAMPLES)}"' in server.query(COUNT).text)


# -- the end


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_when_it_is_told_to_and_finishes_what_runs(folder, tmp_path, number):
    with started(folder, tmp_path / "said") as server, ThreadPoolExecutor(1) as clients:
        until(lambda: len(server.workers()) > 1)
        workers = server.workers()
        asking = clients.submit(server.query, ENDLESS, "&timeout=2")
        until(lambda: server.workers() - workers or asking.done())
        server.process.send_signal(number)
        assert server.process.wait(30) == 0
        assert asking.result().text == "the query took longer than 2 seconds; ask for less at a time\n"
        assert all(map(gone, workers))
        assert not (folder / "serving").exists()


def test_told_twice_it_does_not_wait(folder, tmp_path):
    with started(folder, tmp_path / "said", "--timeout", "600") as server, server.begin(ENDLESS):
        time.sleep(1)  # until it is at work
        server.process.send_signal(signal.SIGTERM)
        until(lambda: refused(server))  # nobody new is let in
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
        assert not (folder / "serving").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends the workers of a server that is killed")
def test_killed_it_leaves_no_process_and_the_next_one_tidies_up(folder, tmp_path):
    with started(folder, tmp_path / "said") as server, server.begin(ENDLESS):
        workers = until(lambda: len(server.workers()) > 3 and server.workers())
        server.process.kill()
        server.process.wait()
        until(lambda: all(map(gone, workers)))
        assert len(snapshots(folder)) == 1
    with serving(folder) as server:
        assert len(snapshots(folder)) == 1
        with serving(folder) as other:  # a server that lives is left alone
            assert server.query(COUNT).body == other.query(COUNT).body
            assert len(snapshots(folder)) == 2
        assert server.query(COUNT).status == 200
    assert not (folder / "serving").exists()
    assert not children(os.getpid()) & workers

"""The parts of the service by themselves: turns in a lane, formats, what a worker's answer is made of, memory."""

from __future__ import annotations

import asyncio
import gzip
import os
import subprocess
import sys

import pytest
import uvicorn
from sample_store import make_store

from kg.serve import memory, patience
from kg.serve.failure import Failure
from kg.serve.frames import DATA, END, HEAD, HEADER_SIZE, PIECE, frame, header, packed, unpacked
from kg.serve.lanes import Lane
from kg.serve.negotiate import NotAcceptableError, chosen, ranges, takes_gzip
from kg.serve.reply import Reply, TooLargeError
from kg.serve.workers import RESERVE, Pool


def run(work):
    return asyncio.run(work)


# -- lanes


async def _enter(lane: Lane, client: str, order: list[str]) -> None:
    await lane.enter(client)
    order.append(client)
    await asyncio.sleep(0)
    lane.leave()


def test_clients_take_turns_however_many_tasks_they_send():
    async def work() -> list[str]:
        lane, order = Lane(1, 100), []
        await lane.enter("first")
        waiting = [asyncio.ensure_future(_enter(lane, client, order)) for client in "aaaabbc"]
        await asyncio.sleep(0)
        lane.leave()
        await asyncio.gather(*waiting)
        assert lane.take()
        assert not lane.take()
        return order

    assert "".join(run(work())) == "abcabaa"


def test_a_full_queue_is_told_so():
    async def work() -> None:
        lane = Lane(1, 2)
        await lane.enter("a")
        waiting = [asyncio.ensure_future(lane.enter("a")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Failure, match="too many queries wait") as caught:
            await lane.enter("b")
        assert (caught.value.status, caught.value.retry_after) == (503, 2)
        for each in waiting:
            each.cancel()

    run(work())


def test_who_goes_away_keeps_no_place():
    async def work() -> None:
        lane = Lane(1, 9)
        await lane.enter("a")
        waiting = [asyncio.ensure_future(lane.enter(client)) for client in "bcd"]
        await asyncio.sleep(0)
        waiting[0].cancel()  # while it waits
        await asyncio.sleep(0)
        lane.leave()
        waiting[1].cancel()  # in the moment in which it has got a place
        await asyncio.gather(*waiting[:2], return_exceptions=True)
        await asyncio.wait_for(waiting[2], 1)
        lane.leave()
        assert lane.take()

    run(work())


# -- formats

RANGES = [
    ("text/csv", [("text/csv", 1.0)]),
    ("Text/CSV;q=0.5, */*; q=0.1", [("text/csv", 0.5), ("*/*", 0.1)]),
    ("text/turtle;charset=utf-8;q=0.3", [("text/turtle", 0.3)]),
    ("a/b;q=x, c/d;q=7, e/f;q=-1", [("a/b", 0.0), ("c/d", 1.0), ("e/f", 0.0)]),
    (",, ,", []),
    ("", []),
]


@pytest.mark.parametrize(("header", "expected"), RANGES)
def test_ranges(header, expected):
    assert ranges(header) == expected


CHOSEN = [
    ("", "rows", "", "json"),
    ("text/*;q=0.9, text/csv;q=0, */*;q=0.1", "rows", "", "tsv"),
    ("application/sparql-results+xml;q=0.4, */*;q=0.4", "rows", "", "json"),
    ("application/xml", "graph", "", "rdfxml"),
    ("image/png", "graph", "ttl", "turtle"),
    ("text/turtle", "graph", "no such", "turtle"),
]


@pytest.mark.parametrize(("accept", "kind", "name", "format"), CHOSEN)
def test_chosen(accept, kind, name, format):
    assert chosen(accept, kind, name).format == format


@pytest.mark.parametrize(("accept", "name"), [("image/png", ""), ("*/*", "no such"), ("", "no such"), ("*;q=0", "")])
def test_nothing_to_choose(accept, name):
    with pytest.raises(NotAcceptableError, match="text/csv"):
        chosen(accept, "rows", name)


@pytest.mark.parametrize(
    ("header", "takes"),
    [("gzip", True), ("br, GZIP;q=0.1", True), ("*", True), ("gzip;q=0, *", False), ("", False), ("identity", False)],
)
def test_takes_gzip(header, takes):
    assert takes_gzip(header) == takes


# -- what a worker says


def said(write, **how) -> tuple[dict, list[bytes]]:
    """Return the head of a reply and its pieces, as they come in frames."""
    sent = []
    reply = Reply(sent.append, **{"limit": 1 << 30, **how})
    reply.begin("text/plain", 201, {"x-more": "yes"})
    write(reply)
    reply.finish()
    found = [(*header(each[:HEADER_SIZE]), each[HEADER_SIZE:]) for each in sent]
    assert all(length == len(payload) for _, length, payload in found)
    assert (found[0][0], found[-1][0]) == (HEAD, END)
    assert all(kind == DATA and 0 < length <= PIECE for kind, length, _ in found[1:-1])
    return unpacked(found[0][2]), [payload for _, _, payload in found[1:-1]]


@pytest.mark.parametrize(
    "sizes", [[], [0], [5], [PIECE], [PIECE - 1, 1], [9] * 30_000, [5 * PIECE + 7], [1, PIECE * 2]]
)
@pytest.mark.parametrize("packs", [False, True])
def test_a_reply_comes_whole_in_pieces(sizes, packs):
    text = [os.urandom(size) for size in sizes]
    head, pieces = said(lambda reply: [reply.write(each) for each in text], gzip=packs)
    packed_up = packs and sum(sizes) >= 1024
    assert head == {
        "status": 201,
        "headers": {"content-type": "text/plain", "x-more": "yes"}
        | ({"content-encoding": "gzip"} if packed_up else {}),
    }
    body = b"".join(pieces)
    assert (gzip.decompress(body) if packed_up else body) == b"".join(text)


def test_a_reply_is_not_larger_than_it_may_be():
    with pytest.raises(TooLargeError, match="larger than 1 MB"):
        said(lambda reply: [reply.write(b"x" * 1000) for _ in range(2000)], limit=1 << 20)


@pytest.mark.parametrize("value", ["Hà Nội", "\ud800", "a\x00b", ["x", None, 1.5, {"k": []}]])
def test_what_is_told_arrives(value):
    sent = frame(DATA, packed(value))
    assert header(sent[:HEADER_SIZE]) == (DATA, len(sent) - HEADER_SIZE)
    assert unpacked(sent[HEADER_SIZE:]) == value


# -- connections that take up room


async def _kept(monkeypatch, *sent: bytes) -> float:
    """Return how many seconds a connection on which this is sent is kept; a body of 'x' is answered after 0.5 s."""
    monkeypatch.setattr(patience, "PATIENCE", 0.3)

    async def app(scope, receive, send):
        await asyncio.sleep(0.5)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
        await send({"type": "http.response.body", "body": b"x"})

    config = uvicorn.Config(app, log_config=None, timeout_keep_alive=60)
    config.load()
    state, loop = uvicorn.server.ServerState(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: patience.PatientProtocol(config, state, {}), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    begun = loop.time()
    for piece in sent:
        writer.write(piece)
        await asyncio.sleep(0.1)
    try:
        async with asyncio.timeout(1.2):
            await reader.read()
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    server.close()
    return loop.time() - begun


WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
CONNECTIONS = [((), False), ((b"GET",), False), ((b"G", b"E", b"T", b" "), False), ((WHOLE,), True)]
CONNECTIONS += [((WHOLE, WHOLE), True)]


@pytest.mark.parametrize(("sent", "kept"), CONNECTIONS)
def test_a_connection_must_ask_in_time(monkeypatch, sent, kept):
    assert (run(_kept(monkeypatch, *sent)) > 1) == kept


# -- memory


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells on Linux")
def test_memory_is_told():
    assert memory.left() > 1 << 20
    code = "import sys; x = bytearray(100 << 20); print('there', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert 100 << 20 < memory.used(process.pid) < 200 << 20
        process.communicate(b"")
    assert memory.used(process.pid) == 0


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_task_is_ended_before_the_machine_has_no_memory_left(tmp_path, monkeypatch):
    async def work() -> None:
        pool = Pool(make_store(tmp_path / "kg"), 1, log=pytest.fail)
        await pool.start()
        try:
            assert (await pool.run("ready")).status == 200
            monkeypatch.setattr(memory, "left", lambda: RESERVE - 1)
            with pytest.raises(Failure, match="no memory left") as caught:
                await pool.run("sparql", ENDLESS, "*/*")
            assert caught.value.status == 507
            monkeypatch.setattr(memory, "left", lambda: RESERVE)
            assert (await pool.run("ready")).status == 200
        finally:
            await pool.stop()

    run(work())

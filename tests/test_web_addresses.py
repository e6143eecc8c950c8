"""Single pages from the web: fetched from a server of our own; what may be connected to is given by each test."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.documents.fetch import connecting, page
from kg.documents.folder import reports
from kg.documents.source import Source
from kg.errors import InputError

PAGE = "Bộ trưởng chủ trì Hội nghị.\n".encode()
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@contextmanager
def server(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Give the address of a server that answers as it is told."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, dict(self.headers)))
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self)

        def log_message(self, *_):
            pass

    seen: list = []
    here = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.daemon_threads = True
    thread = threading.Thread(target=here.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{here.server_port}"
    finally:
        here.shutdown()
        thread.join()
        here.server_close()
        server.seen = seen


def said(status: int, headers: dict[str, str], body: bytes = b"") -> Callable:
    def answer(handler):
        handler.send_response(status)
        for key, value in headers.items():
            handler.send_header(key, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def fetched(address: str) -> Source:
    """What an address gives where connections may go to this machine."""
    return page.fetched(address, lambda ip: ip == "127.0.0.1")


def refused(call: Callable, *arguments) -> str:
    with pytest.raises(InputError) as caught:
        call(*arguments)
    return str(caught.value)


def test_a_page():
    with server(said(200, PLAIN, PAGE)) as here:
        source = fetched(f"{here}/tin/1?a=b#top")
    assert (source.name, source.source_id, source.about.url) == (f"{here}/tin/1?a=b",) * 3
    assert (source.suffix, source.data) == (".txt", PAGE)
    [(path, headers)] = server.seen
    assert path == "/tin/1?a=b"
    assert headers["User-Agent"].startswith("kg/")
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("kind", "path", "suffix"),
    [
        ("text/html; charset=UTF-8", "/tin.aspx", ".html"),
        ("application/pdf", "/download", ".pdf"),
        ("application/octet-stream", "/a/report.docx", ".docx"),
        ("", "/report.txt", ".txt"),
        ("image/png", "/", ""),
    ],
)
def test_the_kind_of_a_page_gives_its_format(kind, path, suffix):
    with server(said(200, {"Content-Type": kind} if kind else {}, PAGE)) as here:
        assert fetched(here + path).suffix == suffix


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_packed_pages(packing):
    with server(said(200, {**PLAIN, "Content-Encoding": packing}, gzip.compress(PAGE))) as here:
        assert fetched(here).data == PAGE


@pytest.mark.parametrize(
    ("headers", "body", "line"),
    [
        ({"Content-Encoding": "gzip, gzip"}, b"x", "comes packed in a way that is not known ('gzip, gzip')"),
        ({"Content-Encoding": "br"}, b"x", "comes packed in a way that is not known ('br')"),
        ({"Content-Encoding": "gzip"}, b"no gzip", "comes damaged ("),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9], "comes cut off"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(40 << 20)), "is larger than 16 MiB"),
        ({}, bytes(17 << 20), "is larger than 16 MiB"),
    ],
)
def test_bodies_that_are_refused(headers, body, line):
    with server(said(200, {**PLAIN, **headers}, body)) as here:
        assert refused(fetched, here).startswith(f"{here}/: {line}")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "there is no such page (HTTP 404)"),
        (403, "the server does not let us have the page (HTTP 403)"),
        (500, "the server has failed (HTTP 500)"),
        (204, "the server does not give the page (HTTP 204)"),
        (302, "the server does not give the page (HTTP 302)"),
    ],
)
def test_what_a_server_says_in_place_of_a_page(status, words):
    with server(said(status, {})) as here:
        line = refused(fetched, here)
    assert line == f"{here}/: {words}; open it in a browser, save it, and give the file"


def test_redirects_are_followed_and_the_address_stays_the_one_that_was_given():
    def answer(handler):
        step = int(handler.path.strip("/") or 0)
        said(302, {"Location": f"/{step + 1}"})(handler) if step < 5 else said(200, PLAIN, PAGE)(handler)

    with server(answer) as here:
        source = fetched(f"{here}/0")
        assert (source.source_id, source.data) == (f"{here}/0", PAGE)
        assert refused(fetched, f"{here}/-1").startswith(f"{here}/-1: leads on over 5 times; ")


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("file:///etc/passwd", "leads on to 'file:///etc/passwd', which is no address to follow; save the page"),
        ("http://u:geheim@h.example/", "leads on to 'http://h.example/', which is no address to follow; save the page"),
        ("http://127.0.0.2/", "is in a private network (or this machine), which is not fetched; "),
        ("http://[::1]/", "is in a private network (or this machine), which is not fetched; "),
        ("//169.254.169.254/latest/meta-data", "is in a private network (or this machine), which is not fetched; "),
    ],
)
def test_redirects_that_are_not_followed(target, line):
    with server(said(301, {"Location": target})) as here:
        assert refused(fetched, here).startswith(f"{here}/: {line}")


@pytest.mark.parametrize(
    "address",
    [
        "168.63.129.16", "::ffff:168.63.129.16",
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:c0a8:101::1", "2001:0:7f00:1::", "fec0::1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not connecting.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.0.11", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert connecting.is_public(address)


def test_this_machine_is_refused_whatever_it_is_called():
    with server(said(200, PLAIN, PAGE)) as here:
        port = here.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "2130706433", "0"):
            assert "private network" in refused(page.fetched, f"http://{host}:{port}/")
    assert server.seen == []


def test_a_host_is_looked_up_once_and_connected_to_as_it_was_checked(monkeypatch):
    """A name that leads elsewhere at the second look-up gains nothing."""
    looks: list[str] = []
    really = socket.getaddrinfo

    def getaddrinfo(host, port, *rest, **more):
        if host != "bao.example":
            return really(host, port, *rest, **more)
        looks.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(looks) == 1 else "127.0.0.9", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with server(said(200, PLAIN, PAGE)) as here:
        port = here.rpartition(":")[2]
        assert fetched(f"http://bao.example:{port}/").data == PAGE
    [(_, headers)] = server.seen
    assert looks == ["bao.example"]
    assert headers["Host"] == f"bao.example:{port}"


def test_a_host_with_one_private_address_among_others(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    line = refused(page.fetched, "http://bao.example/")
    assert line == (
        "http://bao.example/: leads to 10.0.0.1, which is in a private network (or this machine), which is not "
        "fetched; save it and give the file"
    )


def test_slow_servers(monkeypatch):
    monkeypatch.setattr(page, "SECONDS", 0.5)
    stop = threading.Event()

    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while not stop.wait(0.05):
            handler.wfile.write(b"x")

    def headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.05):
            handler.wfile.write(b"X-A: b\r\n")

    for answer in (drip, headers, lambda handler: stop.wait(30)):
        stop.clear()
        with server(answer) as here:
            began = time.monotonic()
            line = refused(fetched, here)
            assert line.startswith(f"{here}/: does not come within 0 seconds") or "cannot be fetched" in line
            assert time.monotonic() - began < 20
            stop.set()


def test_a_slow_look_up(monkeypatch):
    monkeypatch.setattr(page, "SECONDS", 0.2)
    stop = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [stop.wait(30)][:0])
    assert "does not come within" in refused(page.fetched, "http://bao.example/")
    stop.set()


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        line = refused(fetched, f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert "cannot be fetched (connection refused)" in line


@pytest.mark.parametrize("said", [b"", b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"])
def test_servers_that_speak_no_http(said):
    with server(lambda handler: handler.wfile.write(said)) as here:
        assert "cannot be fetched (" in refused(fetched, here)


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("HTTP://Bao.Example:80/Tin?x=1#y", "http://bao.example/Tin?x=1"),
        ("https://bao.example:443", "https://bao.example/"),
        ("https://bao.example:8443/a", "https://bao.example:8443/a"),
        (" https://bao.example/a ", "https://bao.example/a"),
        ("https://báo.example/", "https://xn--bo-mia.example/"),
        ("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]/"),
    ],
)
def test_addresses_in_one_form(address, same):
    assert page.normalised(address) == same
    assert page.normalised(same) == same


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://", "http://: is no http(s) address of a host; copy it from the browser"),
        ("http:///a", "http:///a: is no http(s) address of a host; copy it from the browser"),
        ("http://a:99999/", "http://a:99999/: is no address that can be understood; copy it from the browser"),
        ("http://[::1/", "http://[::1/: is no address that can be understood; copy it from the browser"),
        ("http://u:geheim@bao.example/", "http://bao.example/: has a user name in it, which would be kept; save the"),
        ("http://a b/", "http://a b/: has characters in it that no address has; copy it from the browser"),
        ("http://bao.example/\x1b[2J", "has characters in it that no address has; copy it from the browser"),
    ],
)
def test_what_is_no_address(address, line):
    assert line in refused(page.normalised, address)
    assert "geheim" not in refused(page.normalised, address)


def test_without_the_permission_nothing_is_fetched(tmp_path):
    with server(said(200, PLAIN, PAGE)) as here:
        [(name, item)] = reports([f"{here}/tin"])
    assert server.seen == []
    assert str(item) == f"{here}/tin: is a web address, and nothing is fetched unasked; allow it with --allow-network"
    assert name == f"{here}/tin"


def test_with_the_permission_it_is_a_report(monkeypatch):
    monkeypatch.setattr(connecting, "is_public", lambda ip: ip == "127.0.0.1")
    with server(said(200, PLAIN, PAGE)) as here:
        [(name, report)] = reports([f"{here}/tin"], network=True)
        [(_, error)] = reports(["http://u:geheim@bao.example/"], network=True)
    assert (report.source_id, report.url, report.text) == (f"{here}/tin", f"{here}/tin", PAGE.decode())
    assert "geheim" not in str(error)

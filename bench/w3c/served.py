"""The suite given to ``kg serve`` over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import answers
import httpx
import pyoxigraph as ox
from answers import GRAPHS, TYPES
from serving import Served, served
from suite import Case, Data, Exchange, Request, quads

import kg

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
BY_DESIGN = 403  # what an update gets: the endpoint is read-only


def outcomes(cases: Iterable[Case], folder: Path) -> Iterator[tuple[Case, str]]:
    """Yield each case with '' where the service passes it, else why not. One server for each set of data."""
    for data, same in groupby(sorted(cases, key=lambda case: (case.data, case.name)), lambda case: case.data):
        with serving(data, folder) as server, httpx.Client(timeout=60) as client:
            for case in same:
                yield case, _outcome(case, server, client)


def protocol(exchange: Exchange, server: Served) -> str:
    """Return '' where the service does what a protocol test asks, 'read-only' where it refuses an update."""
    refused = False
    with httpx.Client(timeout=60) as client:
        for request in exchange.requests:
            response = _send(client, server, request)
            if response.status_code == BY_DESIGN and _is_update(request):
                refused = True
            elif refused:
                continue  # what follows asks what the update did
            elif said := _wrong(request, response):
                return f"{request.method} {request.target[:40]}: {said}"
    return "read-only" if refused else ""


@contextmanager
def serving(data: Data, folder: Path) -> Iterator[Served]:
    """Serve the data of a test: its default graph is that of the test, not the union that kg keeps there."""
    store = folder / "store"
    shutil.rmtree(store, ignore_errors=True)
    with kg.open_store(store, create=True) as made:
        made._open.bulk_extend(quads(data))
    with served(store) as server:
        yield server


def _outcome(case: Case, server: Served, client: httpx.Client) -> str:
    text = f"BASE <{case.base}>\n{case.text}"  # no header of the protocol carries it
    if case.kind == "update syntax":
        status = client.post(server.sparql, data={"update": text}).status_code
        return "" if status == BY_DESIGN or (status == 400 and not case.good) else f"{status}"
    if case.kind == "syntax":
        response = _ask(client, server, text, "form", "*/*")
        parsed = response.status_code == 200 or "cannot be run" in response.text  # a function that nobody has
        return "" if parsed is case.good and response.status_code in (200, 400) else _said(response)
    wanted = answers.expected(case.result)
    for way, accept in _ways(wanted):
        response = _ask(client, server, text, way, accept)
        if response.status_code != 200:
            return f"{way}, {accept}: {_said(response)}"
        if not answers.same(answers.of_response(response.headers["content-type"], response.content), wanted):
            return f"another answer ({way}, {accept})"
    return ""


def _ways(wanted: answers.Answer) -> list[tuple[str, str]]:
    """Return (way, format) of each request that an answer of this kind is asked for with."""
    if wanted.kind == "csv":
        return [("get", "text/csv"), ("form", "text/csv")]
    formats = list(GRAPHS if wanted.kind == "graph" else TYPES)
    if wanted.kind == "boolean":
        formats = formats[:2]  # TSV has no booleans
    return list(zip(("get", "form", "direct"), formats, strict=False))


def _ask(client: httpx.Client, server: Served, text: str, way: str, accept: str) -> httpx.Response:
    headers = {"accept": accept}
    if way == "get":
        return client.get(server.sparql, params={"query": text}, headers=headers)
    if way == "form":
        return client.post(server.sparql, data={"query": text}, headers=headers)
    return client.post(server.sparql, content=text.encode(), headers={**headers, "content-type": DIRECT})


def _said(response: httpx.Response) -> str:
    return f"{response.status_code} {' '.join(response.text.split())[:100]}"


def _send(client: httpx.Client, server: Served, request: Request) -> httpx.Response:
    target = request.target.removeprefix("/sparql/")
    built = client.build_request(request.method, server.sparql + target, content=request.body)
    built.headers.update(dict(request.headers))
    return client.send(built)


def _is_update(request: Request) -> bool:
    if any(value.startswith("application/sparql-update") for _, value in request.headers):
        return True
    return b"update=" in (request.body or b"") or "update=" in request.target


def _wrong(request: Request, response: httpx.Response) -> str:
    """Return what a response lacks that the test expects, '' for nothing."""
    if f"{response.status_code // 100}xx" not in request.statuses:
        return f"{_said(response)}, not {' or '.join(request.statuses)}"
    media = response.headers.get("content-type", "").partition(";")[0]
    kinds = {"RDF": GRAPHS, "tabular": {*TYPES, "text/csv"}, "boolean": TYPES}
    if request.format and media not in kinds[request.format]:
        return f"{media} is not {request.format}"
    if request.boolean is None:
        return ""
    told = bool(ox.parse_query_results(response.content, TYPES[media]))
    return "" if told is request.boolean else f"says {told}"

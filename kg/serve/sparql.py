"""The SPARQL 1.1 Protocol's query operation; updates are always refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.serve.body import decoded, form, pairs, read
from kg.serve.failure import Failure
from kg.serve.negotiate import ranges
from kg.serve.respond import respond

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READ_ONLY = (
    "this graph is only read here: its facts come from reports; kg ingest adds one, kg forget takes one out, on the "
    "machine where the store is"
)
# What may give another answer to the same query on the same graph.
_FICKLE = re.compile(r"\b(?:now|rand|(?:str)?uuid|bnode)\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks, as its parameters say; ``query`` is '' where it asks for the service's description."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    seconds: float | None = None


class Endpoint(HTTPEndpoint):
    """``/sparql``."""

    async def get(self, request: Request) -> Response:
        """Answer the query of the URL; without one describe the service."""
        return await _answered(request, _asked(pairs(request.scope["query_string"])))

    head = get

    async def post(self, request: Request) -> Response:
        """Answer the query of the body, a form or the query itself."""
        kind, charset = _content_type(request)
        if kind == UPDATE:
            raise Failure(403, READ_ONLY)
        if kind not in (FORM, DIRECT):
            raise Failure(415, f"the body is {kind or 'of no media type'}; send {FORM} or {DIRECT}")
        if charset != "utf-8":
            raise Failure(400, f"the body is in {charset}; SPARQL is sent in UTF-8")
        body = await read(request)
        given = pairs(request.scope["query_string"])
        given += [("query", decoded(body))] if kind == DIRECT else await form(body)
        return await _answered(request, _asked(given, posted=True))

    async def options(self, request: Request) -> Response:
        """Say which methods there are, to a browser that asks for a page of another site."""
        allowed = {
            "allow": "GET, HEAD, POST, OPTIONS",
            "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
            "access-control-allow-headers": "*",
            "access-control-max-age": "86400",
        }
        return Response(None, 204, allowed)


async def _answered(request: Request, asked: Asked) -> Response:
    accept = ", ".join(request.headers.getlist("accept")) or "*/*"
    if request.app.state.manner.log_queries:
        request.scope["kg.query"] = asked.query
    if not asked.query and ("text/html", 1.0) in ranges(accept):
        return RedirectResponse("/query", 303, {"vary": "Accept"})  # a person: the page on which to ask
    if not asked.query:
        endpoint = str(request.url.replace(query="", fragment=""))
        return await respond(request, "service", endpoint, accept, asked.format)
    pool = request.app.state.pool
    tag = _tag(pool.snapshot, asked, accept)
    if tag and tag in request.headers.get("if-none-match", "").split(", "):
        return Response(None, 304, {"etag": tag, "vary": "Accept, Accept-Encoding"})
    arguments = (asked.query, accept, asked.format, asked.default_graphs, asked.named_graphs)
    response = await respond(request, "sparql", *arguments, seconds=asked.seconds)
    if tag and tag == _tag(pool.snapshot, asked, accept):  # else the store has changed while it was asked
        response.headers["etag"] = tag
    return response


def _tag(snapshot: str, asked: Asked, accept: str) -> str:
    """Return the tag of an answer, the same as long as the store is; '' where the same query may have other answers.

    It is a weak one, as an answer may come compressed or not.
    """
    if _FICKLE.search(asked.query):
        return ""
    what = repr((asked, accept)).encode("utf-8", "replace")
    return f'W/"{snapshot}-{blake2b(what, digest_size=12).hexdigest()}"'


def _asked(given: Sequence[tuple[str, str]], *, posted: bool = False) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in given if key == name)

    queries = values("query")
    if values("update"):
        raise Failure(403, READ_ONLY)
    if len(queries) > 1:
        raise Failure(400, f"there are {len(queries)} queries; send one at a time")
    if (posted or given) and not queries:
        raise Failure(400, "there is no query: send one as the parameter query")
    if queries and not queries[0].strip():
        raise Failure(400, "the query is empty")
    return Asked(
        queries[0] if queries else "",
        values("default-graph-uri"),
        values("named-graph-uri"),
        (values("format") + values("output") + ("",))[0],
        _seconds((values("timeout") + ("",))[0]),
    )


def _seconds(text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise Failure(400, f"timeout={text[:40]!r} is no number of seconds")
    return seconds


def _content_type(request: Request) -> tuple[str, str]:
    """Return the media type of a request's body and its charset, both in lower case."""
    kind, *parameters = request.headers.get("content-type", "").lower().split(";")
    named = dict(each.strip().partition("=")[::2] for each in parameters)
    return kind.strip(), named.get("charset", "utf-8").strip(" \"'").replace("utf8", "utf-8")


ROUTES = [Route("/sparql", Endpoint)]

"""The addresses of the pages. The server itself only reads requests: all that needs the store is done by a worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.serve.body import read
from kg.serve.failure import Failure
from kg.serve.negotiate import takes_gzip
from kg.serve.pages import downloads, forms
from kg.serve.pages.look import EDITOR_POLICY, MAP_POLICY, POLICY, static_file
from kg.serve.pages.shelf import Shelf
from kg.serve.pages.visit import Visit, visited
from kg.serve.respond import NOTE, present, respond

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.serve.workers import Pool

    Handler = Callable[[Request], Awaitable[Response]]

_SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
_FOR_LONG = "public, max-age=31536000, immutable"
_PAGES: Mapping[str, tuple[str, str]] = {
    "/": ("home", POLICY),
    "/search": ("search", POLICY),
    "/suggest": ("suggest", POLICY),
    "/questions": ("questions", POLICY),
    "/questions/{name}": ("question", POLICY),
    "/query": ("query", EDITOR_POLICY),
    "/ontology": ("ontology", POLICY),
    "/map": ("map", MAP_POLICY),
}
_ASKING = ("query", "question")
_KEPT = ("home", "questions", "ontology", "map")
_shelves: WeakKeyDictionary[Pool, Shelf] = WeakKeyDictionary()


def _page(name: str, policy: str) -> Handler:
    async def answered(request: Request) -> Response:
        return await _asked(request, name, *request.path_params.values(), policy=policy)

    return answered


def _download(name: str) -> Handler:
    async def downloaded(request: Request) -> Response:
        return await _asked(request, "download", name)

    return downloaded


async def _resource(request: Request) -> Response:
    return await _negotiated(request, "resource", request.path_params["short"])


async def _elsewhere(request: Request) -> Response:
    """Answer what no other route does: an IRI whose base is this server under another path than /id/, or nothing."""
    return await _negotiated(request, "elsewhere")


async def _show(request: Request) -> Response:
    return await _asked(request, "show", (await read(request)).decode("utf-8", "replace"))


async def _static(request: Request) -> Response:
    path = static_file(request.path_params["name"])
    if path is None:
        return _guarded(PlainTextResponse("no such file\n", 404))
    # The address names the content, so a browser need not ask again; without that mark it asks each time.
    kept = _FOR_LONG if request.query_params.get("v") else "no-cache"
    return _guarded(FileResponse(path, headers={"cache-control": kept}))


async def _icon(request: Request) -> Response:
    return Response(status_code=301, headers={"location": "/static/icon.svg"})


ROUTES = [
    *(Route(path, _page(name, policy)) for path, (name, policy) in _PAGES.items()),
    *(Route(f"/download/{name}", _download(name)) for name in downloads.FILES),
    Route("/query/show", _show, methods=["POST"]),
    Route("/id/{short:path}", _resource),
    Route("/static/{name:path}", _static),
    Route("/favicon.ico", _icon),
    Route("/{path:path}", _elsewhere),  # so these routes come after those of all other modules
]


async def _negotiated(request: Request, name: str, *arguments: str) -> Response:
    accept = ", ".join(request.headers.getlist("accept"))
    if format := forms.chosen(request.query_params.get("format", ""), accept):
        return await _asked(request, name, *arguments, format)
    there = ", ".join(forms.MEDIA.values())
    return _guarded(PlainTextResponse(f"this can be {there}\n", 406, {"vary": "Accept"}))


async def _asked(request: Request, name: str, *arguments: str, policy: str = POLICY) -> Response:
    """Return what a task of :mod:`kg.serve.pages.tasks` makes for a request; the browser may have it already."""
    visit = visited(request.url.path, request.query_params.multi_items(), request.headers.get("accept-language", ""))
    tag = _tag(request, name, visit, arguments)
    if request.method != "POST" and tag in request.headers.get("if-none-match", "").split(", "):
        return _guarded(Response(None, 304, {"etag": tag}), policy)
    headers = {"cache-control": "no-cache", "vary": "Accept-Language"}
    try:
        if name in _KEPT and request.method == "GET":
            answer = await _kept(request, name, visit)
        else:
            answer = await respond(request, f"page.{name}", visit.packed(), *arguments, headers=headers)
    except Failure as failure:
        answer = await _failed(request, name, visit, arguments, failure)
    same = tag == _tag(request, name, visit, arguments)  # the store may have changed meanwhile
    if same and answer.status_code == 200 and request.method != "POST":
        answer.headers["etag"] = tag
    return _guarded(answer, policy)


async def _kept(request: Request, name: str, visit: Visit) -> Response:
    """Return a page from the shelf of the pool."""
    pool = request.app.state.pool
    shelf = _shelves.setdefault(pool, Shelf())
    packs = takes_gzip(request.headers.get("accept-encoding", ""))
    make = lambda: pool.run(f"page.{name}", visit.packed(), gzip=packs)  # noqa: E731
    answer = await present(request, shelf.get((pool.snapshot, name, visit, packs), make))
    more = {"cache-control": "no-cache", "vary": "Accept-Language, Accept-Encoding"}
    return Response(answer.body, answer.status, answer.headers | more)


def _tag(request: Request, name: str, visit: Visit, arguments: tuple[str, ...]) -> str:
    """Return the tag of a page: the same as long as the store is. A weak one: it may come compressed or not."""
    what = repr((name, visit, arguments)).encode("utf-8", "replace")
    return f'W/"{request.app.state.pool.snapshot}-{blake2b(what, digest_size=12).hexdigest()}"'


async def _failed(request: Request, name: str, visit: Visit, arguments: tuple[str, ...], failure: Failure) -> Response:
    """Return the page that tells of a failure; a line of plain text to who does not ask for pages.

    Who asks a question keeps it: the page with its form tells why it has no answer.
    """
    request.scope[NOTE] = failure.fault or str(failure)
    headers = {"retry-after": str(failure.retry_after)} if failure.retry_after else {}
    if "html" not in request.headers.get("accept", "") or visit.value("format"):
        return PlainTextResponse(f"{failure}\n", failure.status, headers)
    if name in _ASKING:
        with suppress(Failure):
            why = (failure.status, str(failure))
            return await respond(request, f"page.{name}", visit.packed(), *arguments, why, headers=headers)
    from kg.serve.pages.trouble import trouble

    made = trouble(visit, failure.status, str(failure))
    return Response(made.body, made.status, headers, made.media)


def _guarded(answer: Response, policy: str = POLICY) -> Response:
    for name, value in {**_SAFE, "content-security-policy": policy, "vary": "Accept-Language"}.items():
        answer.headers.setdefault(name, value)
    return answer

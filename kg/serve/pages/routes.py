"""The addresses of the pages. The server itself only reads requests: all that needs the store is done by a worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kg.serve.failure import Failure
from kg.serve.negotiate import ranges
from kg.serve.pages import downloads
from kg.serve.pages.look import MAP_POLICY, POLICY, static_file
from kg.serve.pages.resource import MEDIA, NICKNAMES
from kg.serve.pages.trouble import trouble
from kg.serve.pages.visit import Visit, visited
from kg.serve.respond import respond

if TYPE_CHECKING:
    from starlette.requests import Request

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
    "/ontology": ("ontology", POLICY),
    "/map": ("map", MAP_POLICY),
}


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


async def _static(request: Request) -> Response:
    path = static_file(request.path_params["name"])
    if path is None:
        return _guarded(Response("no such file\n", 404, media_type="text/plain"))
    # The address names the content, so a browser need not ask again; without that mark it asks each time.
    kept = _FOR_LONG if request.query_params.get("v") else "no-cache"
    return _guarded(FileResponse(path, headers={"cache-control": kept}))


async def _icon(request: Request) -> Response:
    return Response(status_code=301, headers={"location": "/static/icon.svg"})


ROUTES = [
    *(Route(path, _page(name, policy)) for path, (name, policy) in _PAGES.items()),
    *(Route(f"/download/{name}", _download(name)) for name in downloads.FILES),
    Route("/id/{short:path}", _resource),
    Route("/static/{name:path}", _static),
    Route("/favicon.ico", _icon),
    Route("/{path:path}", _elsewhere),  # so these routes come after those of all other modules
]


async def _negotiated(request: Request, name: str, *arguments: str) -> Response:
    format = _format(request)
    if format:
        return await _asked(request, name, *arguments, format)
    there = ", ".join(MEDIA.values())
    return _guarded(Response(f"this can be {there}\n", 406, {"vary": "Accept"}, "text/plain"))


async def _asked(request: Request, name: str, *arguments: str, policy: str = POLICY) -> Response:
    visit = visited(request.url.path, request.query_params.multi_items(), request.headers.get("accept-language", ""))
    try:
        return _guarded(await respond(request, f"page.{name}", visit.packed(), *arguments), policy)
    except Failure as failure:
        return _guarded(_failed(request, visit, failure))


def _failed(request: Request, visit: Visit, failure: Failure) -> Response:
    headers = {"retry-after": str(failure.retry_after)} if failure.retry_after else {}
    if "html" not in request.headers.get("accept", ""):
        return Response(f"{failure}\n", failure.status, headers, "text/plain")
    made = trouble(visit, failure.status, str(failure))
    return Response(made.body, made.status, headers, made.media)


def _guarded(answer: Response, policy: str = POLICY) -> Response:
    for name, value in {**_SAFE, "content-security-policy": policy}.items():
        answer.headers.setdefault(name, value)
    answer.headers.add_vary_header("Accept-Language")
    return answer


def _format(request: Request) -> str:
    """Return the format of ``?format=``, else the one that the client likes best; '' where it accepts none of ours."""
    if named := request.query_params.get("format", "").lower():
        name = NICKNAMES.get(named, named)
        return name if name in MEDIA else ""
    wanted = ranges(request.headers.get("accept", "")) or [("*/*", 1.0)]
    liked = {name: _liking(media, wanted) for name, media in MEDIA.items()}
    best = max(liked, key=lambda name: liked[name])  # of equals the first
    return best if liked[best] else ""


def _liking(media: str, wanted: list[tuple[str, float]]) -> float:
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if found := [weight for each, weight in wanted if each == name]:
            return max(found)
    return 0.0

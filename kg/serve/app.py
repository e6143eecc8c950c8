"""The application: the routes of the modules, over one pool of workers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.serve import sparql
from kg.serve.failure import Failure
from kg.serve.guard import Guard
from kg.serve.manner import Manner
from kg.serve.pages import routes as pages
from kg.serve.respond import ClientGone, failed, gone, respond
from kg.serve.workers import Pool


async def healthz(request: Request) -> Response:
    """Answer ``/healthz``: 200 as long as queries are answered."""
    return await respond(request, "ready", seconds=5)


def application(pool: Pool, manner: Manner | None = None, log: Callable[[str], object] = print) -> ASGIApp:
    """Return the ASGI application over a pool (``request.app.state.pool``), which others start and stop."""
    manner = manner or Manner()
    app = Starlette(
        routes=[Route("/healthz", healthz), *sparql.ROUTES, *pages.ROUTES],
        exception_handlers={Failure: failed, ClientGone: gone, HTTPException: _refused, Exception: _fault},
    )
    app.state.pool, app.state.manner = pool, manner
    return Guard(app, log, manner.hosts, manner.cors)


async def _refused(request: Request, error: HTTPException) -> Response:
    sayings = {404: f"there is nothing at {request.url.path}; SPARQL is at /sparql"}
    allowed = (error.headers or {}).get("Allow")
    if allowed:
        sayings[405] = f"{request.method} cannot be used here; there is {allowed}"
    response = failed(request, Failure(error.status_code, sayings.get(error.status_code, error.detail)))
    response.headers.update(error.headers or {})
    return response


async def _fault(request: Request, _: Exception) -> Response:
    return failed(request, Failure(500, "a fault of this server's; its log tells more"))

"""The application: the routes of the modules, over one pool of workers (``request.app.state.pool``)."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import sparql
from kg.serve.failure import Failure
from kg.serve.pages import routes as pages
from kg.serve.workers import Pool


async def healthz(request: Request) -> Response:
    """Answer ``/healthz``: 200 as long as queries are answered."""
    try:
        answer = await request.app.state.pool.run("ready")
    except Failure as failure:
        return Response(f"{failure}\n", 503)
    return Response(await answer.body(), answer.status, answer.headers)


def application(pool: Pool) -> Starlette:
    """Return the ASGI application over a pool that is started and stopped by others."""
    app = Starlette(routes=[Route("/healthz", healthz), *sparql.ROUTES, *pages.ROUTES])
    app.state.pool = pool
    return app

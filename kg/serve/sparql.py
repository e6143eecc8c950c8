"""The SPARQL 1.1 Protocol's query operation over the pool of workers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from kg.serve.failure import Failure


async def endpoint(request: Request) -> Response:
    """Answer ``/sparql``."""
    queries = request.query_params.getlist("query")
    if len(queries) != 1:
        return PlainTextResponse("give one query parameter\n", 400)
    accept = request.query_params.get("format") or request.headers.get("accept", "*/*")
    try:
        answer = await request.app.state.pool.run("sparql", queries[0], accept)
    except Failure as failure:
        return PlainTextResponse(f"{failure}\n", failure.status)
    if answer.whole is not None:
        return Response(answer.whole, answer.status, answer.headers)
    return StreamingResponse(answer, answer.status, answer.headers)


ROUTES = [Route("/sparql", endpoint)]

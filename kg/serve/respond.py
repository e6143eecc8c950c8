"""From a request to a task of a worker, and from its answer to the client; what happens when the client goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from kg.serve.answer import Answer
from kg.serve.failure import Failure
from kg.serve.negotiate import takes_gzip

NOTE = "kg.note"  # in a request's scope: what the log says of it besides
SLOWEST = 50_000  # bytes a second that a client must read on average, besides the time of a query that it may take
_OLD = 32 << 20  # bytes of an answer to an HTTP/1.0 client, which could not tell that one is broken off

T = TypeVar("T")


class ClientGone(Exception):
    """The client has closed the connection: nobody is there to be answered."""


async def respond(
    request: Request, task: str, *arguments: Any, headers: Mapping[str, str] | None = None, seconds: float | None = None
) -> Response:
    """Return the response to a request that a worker's task answers (see :meth:`kg.serve.workers.Pool.run`).

    The request's body must have been read. ``headers`` are added to the task's own. The worker is freed when the client
    goes away. Raises Failure, which the application turns into a response, and ClientGone.
    """
    answer = await ask(request, task, *arguments, seconds=seconds)
    answer.headers.update(headers or {})
    answer.headers["vary"] = ", ".join(filter(None, (answer.headers.get("vary"), "Accept, Accept-Encoding")))
    if request.method == "HEAD":
        answer.close()
        return _Headers(answer)
    if answer.rest is None:
        return Response(answer.body, answer.status, answer.headers)
    if request.scope["http_version"] == "1.0":
        return Response(await present(request, _whole(answer)), answer.status, answer.headers)
    return _Pieces(answer, request.app.state.pool.limits.seconds)


async def ask(request: Request, task: str, *arguments: Any, seconds: float | None = None) -> Answer:
    """Have a worker do a task for the client of a request; it is broken off when the client goes away.

    Raises Failure and ClientGone. An answer with a ``rest`` is to be closed.
    """
    work = request.app.state.pool.run(
        task,
        *arguments,
        client=request.client.host if request.client else "",
        gzip=takes_gzip(request.headers.get("accept-encoding", "")),
        seconds=seconds,
    )
    return await present(request, work)


async def present(request: Request, work: Awaitable[T]) -> T:
    """Return what ``work`` gives, as long as the client is there. Raises ClientGone, and what ``work`` raises."""
    return await _while_there(request.receive, work)


async def _while_there(receive: Receive, work: Awaitable[T]) -> T:
    doing, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise ClientGone
    finally:
        for each in (doing, gone):
            each.cancel()
        await asyncio.gather(doing, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _whole(answer: Answer) -> bytes:
    found = bytearray()
    try:
        async for piece in answer:
            found += piece
            if len(found) > _OLD:
                what = f"larger than {_OLD >> 20} MB, as much as is given over HTTP/1.0"
                raise Failure(507, f"the answer is {what}; use HTTP/1.1, or ask for less at a time")
    finally:
        answer.close()
    return bytes(found)


class _Headers(Response):
    """The response to HEAD: what GET would have said before the body."""

    def __init__(self, answer: Answer):
        super().__init__(None, answer.status, answer.headers)
        if answer.rest is None:
            self.headers["content-length"] = str(len(answer.body))
        else:
            del self.headers["content-length"]


class _Pieces(Response):
    """A response in pieces, sent as fast as the client reads; broken off (noticeably) where the rest cannot be had."""

    def __init__(self, answer: Answer, patience: float):
        super().__init__(None, answer.status, answer.headers)
        del self.headers["content-length"]
        self._answer, self._patience = answer, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or as much of it as there is: the server then closes the connection before its proper end."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        try:
            await _while_there(receive, self._sent(send))
        except Failure as failure:
            scope[NOTE] = failure.fault or str(failure)
        except ClientGone:
            scope[NOTE] = "the client went away"
        finally:
            self._answer.close()

    async def _sent(self, send: Send) -> None:
        loop, spent, size = asyncio.get_running_loop(), 0.0, 0
        async for piece in self._answer:
            size += len(piece)
            begun = loop.time()
            try:
                async with asyncio.timeout(min(self._patience, self._patience + size / SLOWEST - spent)):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            except TimeoutError:
                raise Failure(408, "the client reads too slowly: its answer is broken off") from None
            spent += loop.time() - begun
        await send({"type": "http.response.body", "body": b""})


def failed(request: Request, failure: Failure) -> Response:
    """Return the response that tells of a failure: its lines, as plain text."""
    request.scope[NOTE] = failure.fault or str(failure)
    headers = {"retry-after": str(failure.retry_after)} if failure.retry_after else {}
    return PlainTextResponse("\n".join([str(failure), *failure.details]) + "\n", failure.status, headers)


def gone(request: Request, _: ClientGone) -> Response:
    """Return a response for nobody; its status is what logs say since nginx began it."""
    request.scope[NOTE] = "the client went away"
    return Response(None, 499)

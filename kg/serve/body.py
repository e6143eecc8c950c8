"""What a client sends: the body of a request, read up to a limit, and parameters decoded from it."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.serve.failure import Failure

_PATIENCE = 60.0  # seconds in which a body must have come
_DISCARDED = 64 << 20  # bytes of a body too large that are still taken, so that the client gets to read the answer
_BIG = 1 << 16  # bytes of a form that is decoded beside other work
_FIELDS = 1000

Pairs = list[tuple[str, str]]


async def read(request: Request) -> bytes:
    """Return a request's body. Raises Failure where it is too large (413) or too slow (408)."""
    limit = request.app.state.manner.largest_body
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await _read(request, limit)
    except TimeoutError:
        raise Failure(408, f"the body did not come within {_PATIENCE:g} seconds") from None
    if len(body) > limit:
        raise Failure(413, f"the body is larger than {limit >> 20} MB, as much as this server takes")
    return body


async def _read(request: Request, limit: int) -> bytes:
    body, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        if size > _DISCARDED:
            break
        if len(body) <= limit:
            body += piece
    return bytes(body)


def decoded(body: bytes) -> str:
    """Return a query that is a body by itself. Raises Failure where it is not UTF-8."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(400, f"the query is not UTF-8 (byte {error.start})") from None


def pairs(text: bytes) -> Pairs:
    """Return the parameters of a URL's query string or of a form. Raises Failure where they are not UTF-8."""
    try:
        found = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise Failure(400, "the parameters are not UTF-8, percent-encoded") from None
    except ValueError:
        raise Failure(400, f"there are more than {_FIELDS} parameters") from None
    return found


async def form(body: bytes) -> Pairs:
    """Return the parameters of a form; a big one is decoded in a thread, so that others need not wait."""
    return await asyncio.to_thread(pairs, body) if len(body) > _BIG else pairs(body)

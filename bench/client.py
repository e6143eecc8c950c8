"""A client of a few lines for load: what a big one costs on the same machine would be taken for the server's time."""

from __future__ import annotations

import asyncio
from urllib.parse import quote_plus, urlsplit

FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"


class Client:
    """One connection that is kept; every request is a query by POST, answered in JSON."""

    def __init__(self, address: str):
        self._parts = urlsplit(address)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, query: str, patience: float = 30.0) -> tuple[int, bytes]:
        """Return status and body. Raises OSError, EOFError, ValueError or TimeoutError."""
        async with asyncio.timeout(patience):
            kept = self._writer is not None
            try:
                return await self._asked(query)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if not kept or getattr(error, "partial", b""):
                    raise
                return await self._asked(query)  # the server had closed an idle connection, as servers do

    async def _asked(self, query: str) -> tuple[int, bytes]:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._parts.hostname, self._parts.port)
        self._writer.write(self._request(query))
        try:
            return await self._answer()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection."""
        if self._writer:
            self._writer.transport.abort()
            self._writer = None

    def _request(self, query: str) -> bytes:
        body = f"query={quote_plus(query)}".encode()
        head = f"POST {self._parts.path} HTTP/1.1\r\nHost: {self._parts.netloc}\r\nAccept: {JSON}\r\n"
        return f"{head}Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    async def _answer(self) -> tuple[int, bytes]:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status, *lines = head.split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        if headers.get("transfer-encoding") == "chunked":
            body = b"".join([piece async for piece in self._chunks()])
        else:
            body = await self._reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        return int(status.split()[1]), body

    async def _chunks(self):
        while size := int(await self._reader.readline(), 16):
            yield await self._reader.readexactly(size)
            await self._reader.readline()
        await self._reader.readline()

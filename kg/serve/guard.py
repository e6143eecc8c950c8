"""Around the application: who may ask (by the Host header), headers of every answer, and a log line a request."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 10_000  # characters of a query in the log
_ALWAYS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))


class Guard:
    """The outermost application. ``hosts`` are the names that the server answers to, none for any."""

    def __init__(self, app: ASGIApp, log: Callable[[str], object], hosts: frozenset[str], cors: str = "*"):
        self._app, self._log, self._hosts, self._cors = app, log, hosts, cors.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        seen = _Seen(send, self._cors if scope["path"] == "/sparql" else b"")
        try:
            await (self._app if self._known(scope) else self._misdirected())(scope, receive, seen)
        except Exception as error:  # a fault of ours: the client has been told that there is one
            scope["kg.note"] = f"{type(error).__name__}: {error}{_where(error)}"
        self._log(_line(scope, seen))

    def _known(self, scope: Scope) -> bool:
        """Whether the Host header names this server: else a page of another site may have led a browser here."""
        host = next((value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"), None)
        if host is None or not self._hosts:
            return True  # a browser always names one
        bare = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        return bare in self._hosts

    def _misdirected(self) -> PlainTextResponse:
        names = ", ".join(sorted(self._hosts))
        return PlainTextResponse(f"this server answers to {names} only; kg serve --name adds a name\n", 421)


class _Seen:
    """Sends an answer on, with our headers, and remembers its status and size."""

    def __init__(self, send: Send, cors: bytes):
        self._send, self._cors = send, cors
        self.status, self.size, self.begun = 0, 0, time.monotonic()

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            cors = [(b"access-control-allow-origin", self._cors)] if self._cors else []
            cors += [(b"access-control-expose-headers", b"etag, retry-after")] if self._cors else []
            said = {name for name, _ in message["headers"]}
            ours = [each for each in (*_ALWAYS, *cors) if each[0] not in said]
            message = {**message, "headers": [*message["headers"], *ours]}
        self.size += len(message.get("body", b""))
        await self._send(message)


def _line(scope: Scope, seen: _Seen) -> str:
    taken = (time.monotonic() - seen.begun) * 1000
    line = f"{scope['method'][:20]} {_clean(scope['path'], 200)} {seen.status} {taken:.0f} ms {seen.size} B"
    note = scope.get("kg.note")
    line += f" ({_clean(note, 500)})" if note else ""
    asked = scope.get("kg.query")
    return f"{line} {_clean(asked, _LONGEST)!r}" if asked else line


def _clean(text: str, limit: int) -> str:
    """Return a text that can do nothing to a log or a terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:limit])


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return "".join(f" < {os.path.basename(each.filename)}:{each.lineno}" for each in reversed(frames))

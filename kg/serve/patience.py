"""Connections that take up room without asking anything: half a request, or an answer that nobody reads."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 30.0  # seconds in which a client must have said what it wants, or read the last of its answer


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP, which by itself closes only connections on which nothing at all has come since an answer."""

    _timer: asyncio.TimerHandle | None = None
    _waiting = True  # for the first request, or for the rest of one that has begun
    _since = 0.0  # since when we wait for that, or for the client to read

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look()

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        if not self._waiting and not self._answering:
            self._since, self._waiting = self.loop.time(), True
        super().data_received(data)
        self._waiting = self._waiting and not self._answering

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _look(self) -> None:
        if self._answering:
            self._since = self.loop.time()
        elif self.loop.time() - self._since > PATIENCE and (self._waiting or self.transport.get_write_buffer_size()):
            self.transport.abort()
            return
        self._timer = self.loop.call_later(PATIENCE / 10, self._look)

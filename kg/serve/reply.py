"""A worker's side of an answer: what a task writes goes out in frames, compressed where that was asked for."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping

from kg.errors import KgError
from kg.serve.frames import DATA, END, HEAD, PIECE, frame, packed

_WORTH_IT = 1 << 10  # bytes; a smaller answer is not compressed


class TooLargeError(KgError):
    """The answer is larger than an answer may be."""


class Reply(io.RawIOBase):
    """Where a task writes its answer: call :meth:`begin` once, then :meth:`write`; nothing to close.

    ``send`` takes frames. ``limit`` is the size in bytes (before compression) above which TooLargeError is raised.
    """

    def __init__(self, send: Callable[[bytes], object], *, limit: int, gzip: bool = False):
        super().__init__()
        self._send, self._limit, self._gzip = send, limit, gzip
        self._head: dict | None = None
        self._head_sent = False
        self._waiting = bytearray()
        self._size = 0
        self._packer: zlib._Compress | None = None

    def begin(self, media_type: str, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Say what the answer is: its media type, HTTP status and further headers."""
        self._head = {"status": status, "headers": {"content-type": media_type, **(headers or {})}}

    def writable(self) -> bool:
        """Return that one can write here."""
        return True

    def write(self, data) -> int:
        """Take a piece of the answer, of any size. Blocks while the client is slower. Raises TooLargeError."""
        self._size += len(data)
        if self._size > self._limit:
            raise TooLargeError(f"the answer is larger than {self._limit >> 20} MB, as much as this server gives")
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self._pass_on()
        return len(data)

    def finish(self) -> None:
        """Send what is left and the end. Called by the worker when the task is done."""
        if not self._head_sent and len(self._waiting) < _WORTH_IT:
            self._gzip = False
        self._pass_on()
        if self._packer:
            self._pieces(self._packer.flush())
        self._send(frame(END))

    def _pass_on(self) -> None:
        if not self._head_sent:
            self._send_head()
        data, self._waiting = bytes(self._waiting), bytearray()
        self._pieces(self._packer.compress(data) if self._packer else data)

    def _send_head(self) -> None:
        assert self._head is not None, "a task begins its answer before it writes"
        if self._gzip:
            self._packer = zlib.compressobj(level=2, wbits=31)
            self._head["headers"]["content-encoding"] = "gzip"
        self._send(frame(HEAD, packed(self._head)))
        self._head_sent = True

    def _pieces(self, data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            self._send(frame(DATA, data[at : at + PIECE]))

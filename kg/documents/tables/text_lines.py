"""The lines of a text of any length, a few at a time in memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from kg.documents.encoding import decoded
from kg.documents.source import Source
from kg.errors import InputError

LONGEST = 16 << 20  # bytes of a line: one article
ENDLESS = 256 << 20  # bytes of a line, behind which no other is looked for: a file with a hole, most likely
_HEAD = 1 << 16
_WIDE = ("utf-16", "utf-32")

Line = tuple[str, str]  # the line with its end, and its encoding as reports have it


def text_lines(source: Source, forced: str = "") -> Iterator[Line | None]:
    """Yield the lines of a text with their encoding ('' for UTF-8); None for one that is too long to be kept.

    ``forced`` is the encoding that the user names. Without it, what the beginning is in holds for the whole, and lines
    of what is UTF-8 elsewhere are looked at one by one. Raises InputError where it is no text, and OSError.
    """
    with source.open() as stream:
        head = stream.read(_HEAD)
        whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
        encoding = forced or _encoding(whole, source.name)
        if encoding.startswith(_WIDE):
            yield from _wide(_Joined(head, stream), source.name, encoding.partition(" ")[0], _codec(head, encoding))
        else:
            yield from _narrow(_Joined(head.removeprefix(codecs.BOM_UTF8), stream), source.name, encoding)


def _encoding(head: bytes, name: str) -> str:
    """Return what a text is in by its beginning; '' for UTF-8, and where each line is to be looked at by itself."""
    try:
        head.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        found = decoded(head[: len(head) // 4 * 4], name).encoding
    else:
        found = "" if b"\x00" not in head else decoded(head[: len(head) // 4 * 4], name).encoding
    one_by_one = found.startswith("utf-8") or (" " in found and not found.startswith(_WIDE))  # mixed, or damaged
    return "" if one_by_one else found


def _narrow(stream: BinaryIO, name: str, encoding: str) -> Iterator[Line | None]:
    while data := stream.readline(LONGEST):
        if len(data) == LONGEST and not data.endswith(b"\n"):
            _pass_over(stream, name, b"\n")
            yield None
        else:
            yield _line(data, name, encoding)


def _pass_over(stream: BinaryIO | TextIO, name: str, end: bytes | str) -> None:
    """Go behind the line in which we stand. Raises InputError where it does not end in reach."""
    left = ENDLESS
    while (rest := stream.readline(LONGEST)) and not rest.endswith(end):
        left -= len(rest)
        if left < 0:
            raise InputError(name, f"has a line of over {ENDLESS >> 20} MiB", "get it again; nothing behind it is read")


def _line(data: bytes, name: str, encoding: str) -> Line:
    if not encoding:
        try:
            return data.decode("utf-8"), ""
        except UnicodeDecodeError:
            pass
    try:
        found = decoded(data, name, encoding)
    except InputError:
        return data.decode("utf-8", "replace"), "utf-8 (damaged)"
    return found.text, found.encoding


def _wide(stream: BinaryIO, name: str, encoding: str, codec: str) -> Iterator[Line | None]:
    with io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="\n") as text:
        while line := text.readline(LONGEST):
            if len(line) == LONGEST and not line.endswith("\n"):
                _pass_over(text, name, "\n")
                yield None
            else:
                yield line.removeprefix("\ufeff"), encoding


def _codec(head: bytes, encoding: str) -> str:
    """Return Python's name of a wide encoding, in the order of bytes in which the head has most Latin letters."""
    width = encoding[:6]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return width  # which goes by the mark
    orders = (f"{width}-le", f"{width}-be")
    return max(orders, key=lambda order: sum(map(str.isascii, head.decode(order, "replace"))))


class _Joined(io.BufferedIOBase):
    """What was read of a stream already, and the rest of it."""

    def __init__(self, head: bytes, stream: BinaryIO):
        super().__init__()
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        return True

    def readline(self, size: int = -1) -> bytes:
        data = self._head.readline(size)
        if data.endswith(b"\n") or len(data) == size:
            return data
        return data + self._stream.readline(size - len(data) if size >= 0 else -1)

    def read(self, size: int | None = -1) -> bytes:
        size = -1 if size is None else size
        data = self._head.read(size)
        return data or self._stream.read(size) if size >= 0 else data + self._stream.read()

    read1 = read

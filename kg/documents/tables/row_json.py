"""JSON Lines and JSON arrays of articles → rows."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

from kg.documents.encoding import decoded
from kg.documents.field_names import chosen
from kg.documents.source import Source
from kg.documents.tables.row import Row
from kg.documents.tables.text_lines import LONGEST, text_lines
from kg.errors import InputError

_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\r\n]*")
_WHOLE = 64 << 20  # bytes of a file that is read whole: one in another encoding than UTF-8, one object
_DEEPEST = 3  # objects around the list of articles
_BAD = (ValueError, RecursionError)


def lines(source: Source, forced: str) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file, each an object in its own line. Raises InputError, OSError."""
    for number, line in enumerate(text_lines(source, forced), 1):
        if line is None:
            yield Row(f"#{number}", problem="is longer than an article can be")
        elif line[0].strip():
            yield _parsed(f"#{number}", *line)


def _parsed(where: str, text: str, encoding: str) -> Row:
    try:
        value = json.loads(text.strip())
    except _BAD as error:
        return Row(where, problem=f"is no JSON ({_words(error)})")
    return _object(where, value, encoding)


def values(source: Source, forced: str) -> Iterator[Row]:
    """Yield the rows of a JSON file: the objects of an array, or of the array that an object has in it; objects in
    sequence; or one object, which is one row. Raises InputError, OSError."""
    text = _Text(source, forced)
    if text.next() == "[":
        text.at += 1
        yield from _items(source, text)
    else:
        yield from _sequence(source, text)


def _items(source: Source, text: _Text) -> Iterator[Row]:
    number = 0
    while (sign := text.next()) not in ("]", ""):
        if sign == ",":
            text.at += 1
            continue
        number += 1
        yield _object(f"#{number}", text.value(f"{source.name}#{number}"), text.encoding)
    if not sign:
        raise InputError(source.name, f"is cut off after item {number}", "get the whole file again")


def _sequence(source: Source, text: _Text) -> Iterator[Row]:
    first = text.value(source.name, _WHOLE)
    if not text.next():
        yield from _object_rows(source, first, text.encoding)
        return
    yield _object("#1", first, text.encoding)
    number = 1
    while text.next():
        number += 1
        yield _object(f"#{number}", text.value(f"{source.name}#{number}"), text.encoding)


def _object_rows(source: Source, value: object, encoding: str) -> Iterator[Row]:
    """Yield the rows of a file that is one object: those of the list in it, else the object itself."""
    if not isinstance(value, dict):
        raise InputError(
            source.name, "is no JSON object or array of them", "a table of articles is an array of objects"
        )
    found = None if "text" in chosen(map(str, value)) else _list(value, _DEEPEST)
    if found is None:
        yield Row("", value, encoding)
    for number, item in enumerate(found or (), 1):
        yield _object(f"#{number}", item, encoding)


def _list(value: dict, depth: int) -> list | None:
    """Return the longest list of objects in an object, or in those in it."""
    lists = [held for held in value.values() if isinstance(held, list) and any(isinstance(item, dict) for item in held)]
    if lists or not depth:
        return max(lists, key=len, default=None)
    inner = [_list(held, depth - 1) for held in value.values() if isinstance(held, dict)]
    return max((each for each in inner if each), key=len, default=None)


def _object(where: str, value: object, encoding: str) -> Row:
    if not isinstance(value, dict):
        return Row(where, problem="is no JSON object")
    inner = value.get("_source")  # so Elasticsearch wraps its documents
    return Row(where, inner if isinstance(inner, dict) else value, encoding)


def _words(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error)[:100]


class _Text:
    """A JSON text of which only a window is in memory; ``at`` is where we are in the window."""

    def __init__(self, source: Source, forced: str):
        self._source, self._decoder = source, json.JSONDecoder()
        self._window, self.at, self.encoding = "", 0, ""
        self._parts = self._read(forced)

    def next(self) -> str:
        """Return the next character that is no white space, '' at the end, and stand there."""
        while True:
            self.at = _SPACE.match(self._window, self.at).end()
            if self.at < len(self._window):
                return self._window[self.at]
            if not self._more(_CHUNK):
                return ""

    def value(self, name: str, most: int = LONGEST) -> object:
        """Return the value that stands here, of so many characters at most, and go behind it.

        Raises InputError about ``name`` where there is none.
        """
        want = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._window, self.at)
                if end < len(self._window) or not self._more(_CHUNK):
                    self.at = end
                    return value
            except _BAD as error:
                long = len(self._window) - self.at > most
                if isinstance(error, RecursionError) or long or not self._more(want):
                    what = f"is no JSON, or longer than {most >> 20} MiB" if long else "is no JSON"
                    advice = "mend it: what comes after it is not read"
                    raise InputError(name, f"{what} ({_words(error)})", advice) from None
                want *= 2

    def _more(self, want: int) -> bool:
        """Read on, about so many characters; return whether there were any."""
        parts = [self._window[self.at :]]
        got = 0
        while got < want and (part := next(self._parts, "")):
            parts.append(part)
            got += len(part)
        self._window, self.at = "".join(parts), 0
        return got > 0

    def _read(self, forced: str) -> Iterator[str]:
        with self._source.open() as stream:
            data = stream.read(_CHUNK)
            begun = codecs.getincrementaldecoder("utf-8")()
            try:
                if forced or b"\x00" in data:
                    raise UnicodeDecodeError("utf-8", data, 0, 1, "not UTF-8")
                part = begun.decode(data.removeprefix(codecs.BOM_UTF8))
            except UnicodeDecodeError:
                yield self._whole(data + stream.read(_WHOLE - len(data) + 1), forced)
                return
            mended = codecs.getincrementaldecoder("utf-8")("replace")
            mended.setstate(begun.getstate())
            while data:
                yield part
                data = stream.read(_CHUNK)
                part = mended.decode(data, final=not data)
            yield part

    def _whole(self, data: bytes, forced: str) -> str:
        if len(data) > _WHOLE:
            reason = f"is larger than {_WHOLE >> 20} MiB and not in UTF-8"
            raise InputError(self._source.name, reason, "save it in UTF-8, or as JSON Lines")
        found = decoded(data, self._source.name, forced)
        self.encoding = found.encoding
        return found.text

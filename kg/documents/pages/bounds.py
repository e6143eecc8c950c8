"""What a PDF would cost to open, told from its bytes alone, before anything takes it apart.

A few kilobytes can unpack to gigabytes, or draw a figure that draws a figure ten times that draws a figure ten times …
So what is packed is unpacked here piece by piece and thrown away, up to a bound, and the figures (form objects) that
draw others are counted. Only what is said with the usual filter is looked at; what hides behind another one is left to
the limits of the process.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from kg.errors import InputError

MAX_OBJECTS = 500_000
MAX_STREAM = 48 << 20  # unpacked; the content of a page is seldom larger than one
MAX_PICTURE = 512 << 20
MAX_TOTAL = 1 << 30
MAX_DRAWN = 50_000  # figures that one figure draws, with those that they draw
_HEAD = 1 << 16
_PIECE = 1 << 18
_ADVICE = "print it to a new PDF and give that"
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[\s\x00]+\d{1,5}[\s\x00]+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%{}]+)[\s\x00]+(\d{1,10})[\s\x00]+\d{1,5}[\s\x00]+R\b")
_DRAWS = re.compile(rb"/([^\s/<>\[\]()%{}]+)[\s\x00]+Do\b")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,10})")


def check(data: bytes, name: str) -> None:
    """Raise InputError where a PDF would unpack, or draw, out of all bounds."""
    _Objects(data, name).check()


class _Objects:
    def __init__(self, data: bytes, name: str):
        self._data, self._name = data, name
        self._heads: dict[int, bytes] = {}
        self._draws: dict[int, Counter[bytes]] = {}
        self._unpacked = 0

    def check(self) -> None:
        for number, (head, content) in enumerate(self._each()):
            if number > MAX_OBJECTS:
                raise InputError(self._name, f"has more than {MAX_OBJECTS:,} objects", _ADVICE)
            if _OBJECTS.search(head):
                self._heads |= _within(head, content)
        drawn: dict[int, int] = {}
        for number in self._draws:
            if self._drawn(number, drawn, ()) > MAX_DRAWN:
                raise InputError(self._name, "draws one figure within another without an end", _ADVICE)

    def _each(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield (what is said of it, its content) for each object; content is that of streams of objects only."""
        found = list(_OBJECT.finditer(self._data))
        ends = [match.start() for match in found[1:]] + [len(self._data)] * bool(found)
        for match, end in zip(found, ends, strict=True):
            head = self._data[match.end() : min(end, match.end() + _HEAD)]
            stream = _STREAM.search(head)
            if not stream:
                self._heads[int(match.group(1))] = head
                yield head, b""
                continue
            said = head[: stream.start()]
            number = int(match.group(1))
            self._heads[number] = said
            keep = bool(_FORM.search(said) or _OBJECTS.search(said))
            content = self._content(said, match.end() + stream.end(), end, keep)
            if _FORM.search(said):
                self._draws[number] = Counter(_DRAWS.findall(content))
            yield said, content

    def _content(self, said: bytes, start: int, end: int, keep: bool) -> bytes:
        """Return a stream unpacked where it is to be kept. Raises InputError where it is larger than any is."""
        if not _PACKED.search(said):
            return self._data[start:end] if keep else b""
        most = MAX_PICTURE if _PICTURE.search(said) else MAX_STREAM
        kept, size = [], 0
        for piece in _unpacked(_raw(self._data, start), len(_PACKED.findall(said))):
            size += len(piece)
            self._unpacked += len(piece)
            if size > most or self._unpacked > MAX_TOTAL:
                raise InputError(self._name, f"unpacks to more than {min(most, MAX_TOTAL) >> 20} MiB", _ADVICE)
            if keep:
                kept.append(piece)
        return b"".join(kept)

    def _drawn(self, number: int, known: dict[int, int], above: tuple[int, ...]) -> int:
        """Return how many figures a figure draws, itself among them."""
        if number in known:
            return known[number]
        if number in above or len(above) > 100:
            return MAX_DRAWN + 1
        named = self._named(number)
        total = 1
        for name, times in self._draws[number].items():
            for other in named.get(name, ()):
                total += times * self._drawn(other, known, (*above, number))
                if total > MAX_DRAWN:
                    return total
        known[number] = total
        return total

    def _named(self, number: int) -> dict[bytes, set[int]]:
        """Return the figures that a figure's resources name: name → objects."""
        found: dict[bytes, set[int]] = {}
        heads, seen = [self._heads[number]], {number}
        for _ in range(3):
            deeper = []
            for head in heads:
                for name, reference in _NAMED.findall(head):
                    other = int(reference)
                    if other in self._draws:
                        found.setdefault(name, set()).add(other)
                    elif name in (b"Resources", b"XObject") and other not in seen and other in self._heads:
                        seen.add(other)
                        deeper.append(self._heads[other])
            heads = deeper
        return found


def _raw(data: bytes, start: int) -> Iterator[bytes]:
    for at in range(start, len(data), _PIECE):  # what is packed tells its own end
        yield data[at : at + _PIECE]


def _unpacked(pieces: Iterator[bytes], times: int) -> Iterator[bytes]:
    """Yield what pieces unpack to, packed so many times over."""
    for _ in range(min(times, 8)):
        pieces = _once(pieces)
    return pieces


def _once(pieces: Iterator[bytes]) -> Iterator[bytes]:
    packed = zlib.decompressobj()
    try:
        for piece in pieces:
            while piece and not packed.eof:
                yield packed.decompress(piece, _PIECE)
                piece = packed.unconsumed_tail
            if packed.eof:
                return
    except zlib.error:
        return  # damaged, or encrypted: the reader takes what there is


def _is_place(figures: bytes) -> bool:
    return figures.isdigit() and len(figures) <= 20  # Python takes no number of thousands of figures


def _within(head: bytes, content: bytes) -> dict[int, bytes]:
    """Return the objects of a stream of objects, by their numbers."""
    first = _FIRST.search(head)
    if not first:
        return {}
    begin = int(first.group(1))
    figures = content[:begin].split()
    pairs = [(int(a), int(b)) for a, b in zip(figures[::2], figures[1::2], strict=False) if _is_place(a + b)]
    ends = [place for _, place in pairs[1:]] + [len(content)] * bool(pairs)
    return {number: content[begin + place : begin + end] for (number, place), end in zip(pairs, ends, strict=True)}

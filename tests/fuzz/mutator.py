"""Breaks a file in ways that real files are broken, and in worse ones; the same number gives the same bytes."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

# Where a length or an offset is read, these are the values that go wrong.
_EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\r\n", b"\x1b[31m", b"\xed\xa0\x80", b"\xe2\x80\xae"),
    *(b"<", b">", b"&", b"&#0;", b"&#x110000;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"<svg>"),
    *(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b"&x;", b'<?xml version="1.0"?>', b"{", b"}", b"["),
    *(b"]", b'"', b"'", b",", b";", b"---\n", b"\n\n", b"-1", b"99999999999999999999", b"1e999", b"NaN", b"../", b"//"),
    *(b"endobj", b"stream\n", b"/Length 4294967295", b"PK\x03\x04", b"From: ", b"Content-Type: multipart/mixed\n"),
)


def mutated(data: bytes, others: list[bytes], number: int) -> bytes:
    """Return the ``number``-th broken form of some bytes; ``others`` are files to borrow pieces from."""
    chance = random.Random(number)
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.5:
        return _inside_zip(data, others, chance)
    return _broken(data, others, chance)


def _broken(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        chance.choice(_WAYS)(found, chance, others)
    return bytes(found)


def _inside_zip(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Break one member, and pack it all again: else a checksum stops every change before anybody reads it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            inside = old.read(name)
            new.writestr(zipfile.ZipInfo(name), _broken(inside, others, chance) if name == chosen else inside)
    return out.getvalue()


def _place(found: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(found) + 1)


def _flip(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    if found:
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)


def _byte(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    if found:
        found[chance.randrange(len(found))] = chance.randrange(256)


def _edge(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at, width = _place(found, chance), chance.choice((1, 2, 4))
    value = chance.choice(_EDGES) & ((1 << 8 * width) - 1)
    found[at : at + width] = value.to_bytes(width, chance.choice(("little", "big")))


def _cut(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del found[_place(found, chance) :]


def _drop(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = _place(found, chance)
    del found[at : at + chance.choice((1, 2, 8, 64, 512))]


def _repeat(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = _place(found, chance)
    piece = found[at : at + chance.choice((1, 8, 64, 512))]
    found[at:at] = piece * chance.choice((1, 2, 20, 200))


def _token(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = _place(found, chance)
    found[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 50))


def _number(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    """Put another number in place of one written in figures."""
    starts = [at for at, byte in enumerate(found[:65536]) if 0x30 <= byte <= 0x39]
    if starts:
        at = chance.choice(starts)
        end = at
        while end < len(found) and 0x30 <= found[end] <= 0x39:
            end += 1
        found[at:end] = str(chance.choice((-1, 0, 1, 2**31, 2**63, 10**30))).encode()


def _borrow(found: bytearray, chance: random.Random, others: list[bytes]) -> None:
    other = chance.choice(others)
    start = chance.randrange(len(other) + 1)
    at = _place(found, chance)
    found[at : at + chance.choice((0, 64))] = other[start : start + chance.choice((8, 64, 1024))]


_WAYS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    _flip, _byte, _edge, _cut, _drop, _repeat, _token, _number, _borrow,
)  # fmt: skip

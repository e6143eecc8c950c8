"""A page's bytes → its text, in the encoding that they are in: what a page declares is often not so."""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from kg.documents.encoding import decoded, repaired
from kg.documents.encodings import charsets
from kg.documents.web.markup import tamed

_HEAD = 4096
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# Old letters were saved under these names as well: the words tell better which they are.
_DOUBTFUL = re.compile(
    r"utf|ascii|latin|iso-?8859-?1\b|(windows|cp)-?125[28]|x-|tcvn|vi(scii|qr|et)|unicode", re.IGNORECASE
)
_LETTER = re.compile(r"&(?:#(\d{3,6})|#[xX]([0-9a-fA-F]{2,5})|([A-Za-z]{3,8}));")
_FEW = 3
_UNSEEN = re.compile("[\x00\u200b\u200c\u2060\ufeff]")  # never meant as text


class Page(NamedTuple):
    """A page's markup without what is no text, its first characters as they are, and its encoding ('' for UTF-8)."""

    markup: str
    beginning: str
    encoding: str


def page(data: bytes, name: str, forced: str = "") -> Page:
    """Return a page's markup as text; ``forced`` is the encoding that the user names.

    Letters that are written as entities are letters in it; those of the old fonts are read as what they show. Raises
    InputError for bytes that are no text, UsageError for an encoding that nobody knows.
    """
    try:
        raw, encoding = _plainly(data, forced)
    except UnicodeDecodeError:
        raw, encoding = (found := decoded(data, name, forced)).text, found.encoding
    tame = tamed(raw)
    whole = _LETTER.sub(_letter, tame)
    if not encoding or whole.count("&") + _FEW < tame.count("&"):
        whole, mended = repaired(whole)
        encoding = encoding or mended
    return Page(_UNSEEN.sub("", whole), raw[:_HEAD], encoding)


def _plainly(data: bytes, forced: str) -> tuple[str, str]:
    """Return a page in UTF-8, or in a foreign encoding that it declares. Raises UnicodeDecodeError for others."""
    declared = "" if forced else _declared(data)
    if declared or (not forced and b"\x00" not in data):
        return data.decode(declared or "utf-8-sig"), declared
    raise UnicodeDecodeError("utf-8", b"", 0, 0, "not plainly told")


def _declared(data: bytes) -> str:
    """Return the encoding that a page declares, where that can be believed."""
    match = _DECLARED.search(data[:_HEAD])
    name = match[1].decode("ascii") if match else ""
    found = "" if _DOUBTFUL.match(name) else charsets.known(name)
    return "" if found in charsets.names() else found


def _letter(match: re.Match[str]) -> str:
    """Return the letter that an entity stands for; those that are markup stay as they are."""
    decimal, hexadecimal, name = match.groups()
    if name:
        letter = html5.get(f"{name};", "")
    else:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        letter = bytes([number]).decode("windows-1252", "ignore") if 0x80 <= number < 0xA0 else _character(number)
    return letter if len(letter) == 1 and letter > "\x9f" else match.group()


def _character(number: int) -> str:
    return chr(number) if 0x9F < number < 0xD800 or 0xDFFF < number < 0x110000 else ""

"""Text → bytes in the older encodings, made apart from what reads them but for the tables of letters."""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.documents.encodings.tables import rows

TONES = "\u0300\u0301\u0303\u0309\u0323"
TABLES = {
    "tcvn3": ("tcvn3",),
    "tcvn5712-1": ("tcvn3", "tcvn5712-1"),
    "viscii": ("viscii",),
    "vni": ("vni",),
}


def encoded(text: str, name: str) -> bytes:
    """Return NFC text in an encoding. Raises UnicodeEncodeError for a character that it does not have.

    In TCVN3 a capital with a tone is its small letter, as it was typed. Signs of print are those of Windows-1252.
    """
    if name == "nfd":
        return unicodedata.normalize("NFD", text).encode()
    if name == "windows-1258":
        return "".join(map(_two_parts, text)).encode("cp1258")
    if name not in TABLES:
        return text.encode(name)
    letters = _letters(name)
    return b"".join(letters.get(c) or _other(c, name, letters) for c in text)


def taken_for(text: str, codec: str) -> str:
    """Return UTF-8 as a program shows it that takes it for another encoding; what that lacks is a control code."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


def _two_parts(letter: str) -> str:
    """Return a letter as Vietnamese Windows has it: the vowel, then its tone."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tones


def _other(c: str, name: str, letters: dict[str, bytes]) -> bytes:
    if name == "tcvn3" and c.lower() in letters:
        return letters[c.lower()]
    data = c.encode("ascii" if name == "viscii" else "cp1252")
    if data in letters.values():  # that byte is a letter
        raise UnicodeEncodeError(name, c, 0, 1, "is no character of it")
    return data


@cache
def _letters(name: str) -> dict[str, bytes]:
    found = {}
    for row in (row for table in TABLES[name] for row in rows(table)):
        data = bytes.fromhex(row["byte"]) if "byte" in row else row["bytes"].encode("cp1252")
        found.setdefault(row["letter"], data)
    return found

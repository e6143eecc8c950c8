"""The text at the door, and the folded forms that keys and search use.

A report's text is normalised once, by :func:`normalise`, before anything is hashed; nothing changes it afterwards.
All offsets in ``kg`` are half-open and count Unicode code points of that text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import groupby

# Characters that XML 1.0 cannot carry (so RDF/XML could not), and lone surrogates: they become U+FFFD one for one.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Combining marks, so many in a row that a library which sorts them one by one would never end (signs are among them).
_MANY_MARKS = re.compile(r"[^\w\s!-~]{64,}")

# Old tone placement (hoà, thuỷ) → the placement of the 1984 spelling rules (hòa, thủy). Not after q (quý, quỷ):
# there u belongs to the initial consonant; and only at the syllable's end (hoàn, toán are the same in both).
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = re.compile(r"(?<![qQ])(" + "|".join(_TONES) + r")(?!\w)", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_SPACE = re.compile(r"\s+")


def normalise(raw: str) -> str:
    """Return the text as it is stored: no BOM, LF line ends, no character that XML forbids, NFC."""
    text = raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _MANY_MARKS.sub(_in_order, _ILLEGAL.sub("\ufffd", text)))


def _in_order(match: re.Match[str]) -> str:
    """Return marks in the order that NFC puts them in; each by itself, as some stand for two that are ordered apart."""
    marks = "".join(unicodedata.normalize("NFD", mark) for mark in match.group())
    groups = groupby(marks, lambda mark: unicodedata.combining(mark) > 0)
    return "".join("".join(sorted(group, key=unicodedata.combining) if ranked else group) for ranked, group in groups)


def text_hash(text: str) -> str:
    """Return the 64 hex digits of the SHA-256 of a stored text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def one_space(text: str) -> str:
    """Return the text with every run of white space (NBSP and line ends too) as one space, trimmed."""
    return _SPACE.sub(" ", text).strip()


def retone(text: str) -> str:
    """Return the text with tone marks where the 1984 spelling puts them, and Ð (U+00D0) as Đ."""
    text = text.replace("\u00d0", "Đ").replace("\u00f0", "đ")

    def move(match: re.Match[str]) -> str:
        old = match.group()
        new = _TONES[old.lower()]
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    return _OLD_TONE.sub(move, text)


@lru_cache(maxsize=1 << 15)
def key(text: str) -> str:
    """Fold a name for identity: NFC, one space, plain dashes, tone placement, lower case; the tones stay."""
    text = retone(unicodedata.normalize("NFC", one_space(text)))
    return _DASHES.sub("-", text).lower()


def fold(text: str) -> str:
    """Fold a name for search: lower case without any diacritic, đ as d. Never enough to merge two names."""
    plain = unicodedata.normalize("NFD", one_space(text).replace("\u00d0", "Đ").lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d").replace("ð", "d")


def slug(text: str, length: int = 60) -> str:
    """Return an ASCII slug of at most ``length`` characters, cut between words where it can be."""
    whole = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(whole) <= length:
        return whole
    cut = whole[: length + 1].rpartition("-")[0] or whole[:length]
    return cut.strip("-")


def plural(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun, for messages: '1 body', '2 bodies'."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"

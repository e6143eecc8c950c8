"""Plain text: a file's bytes → a Report."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.model import Report
from kg.text import normalise, one_space

MAX_BYTES = 16 * 1024 * 1024  # a thousand times a long report: such a file is something else
_TITLE_LENGTH = 200
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OTHER_FORMATS = (
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"PK\x03\x04"), "a ZIP or office document"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old office document"),
    (re.compile(rb"\{\\rtf"), "an RTF document"),
    (re.compile(rb"\s*<(!doctype html|html)[\s>]", re.IGNORECASE), "a web page (HTML)"),
)
# What ends a sentence or a byline ('…, 18:40 |') ends no headline.
_NO_END = tuple(".;:,|…")


def report(data: bytes, source_id: str, shown: str = "") -> Report:
    """Return the report that a plain-text file's bytes hold: UTF-8 (with or without BOM) or UTF-16 with BOM.

    ``shown`` names the file in messages (default ``source_id``). The title is the first line where that stands as a
    headline, '' otherwise; nothing else is guessed. Raises InputError for bytes that are no text, or hold none.
    """
    shown = shown or source_id
    if len(data) > MAX_BYTES:
        raise InputError(shown, f"is larger than {MAX_BYTES >> 20} MiB", "a report is one article, split the file")
    text = normalise(_decoded(data, shown))
    if not text.strip():
        raise InputError(shown, "is empty", "nothing was read from it")
    return Report(text, source_id, title=title(text))


def title(text: str) -> str:
    """Return the first line of a stored text where it reads as a headline above other text, '' otherwise.

    A headline is short, begins with a capital or a figure and is no sentence; one in capitals may have several lines.
    """
    lines = [one_space(line) for line in text.strip().split("\n")]
    head = lines.pop(0)
    while head.isupper() and lines and lines[0].isupper():
        head = f"{head} {lines.pop(0)}"
    first = head.lstrip("“\"'‘(")[:1]
    if not (first.isupper() or first.isdecimal()) or head.endswith(_NO_END) or ". " in head:
        return ""
    return head if len(head) <= _TITLE_LENGTH and any(lines) else ""


def _decoded(data: bytes, shown: str) -> str:
    for beginning, kind in _OTHER_FORMATS:
        if beginning.match(data):
            raise InputError(shown, f"is {kind}, not plain text", "save its text as UTF-8 and give that")
    encoding = next((name for bom, name in _UTF16 if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\x00" in data:
        at = data.index(b"\x00")
        raise InputError(shown, f"is binary (a zero byte at offset {at})", "give plain text in UTF-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"is not {encoding.upper()} (byte 0x{data[error.start]:02x} at offset {error.start})"
        raise InputError(shown, reason, "convert it to UTF-8, e.g. with iconv") from None

"""Text for a terminal: what a value may do there, how wide it is, how it breaks into lines."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator

WIDTH = 80
# Marks around the words of a quote while lines are being broken: private-use characters, taken out of any value.
OPEN, CLOSE = "\ue000", "\ue001"
_STYLE, _RESET = "\x1b[1;4m", "\x1b[0m"  # bold and underlined
_WIDE = frozenset("WF")  # East Asian wide; 'ambiguous' ones (₫, “ ”) are narrow everywhere but in CJK locales
_SPACE = re.compile(r"\s+")


def columns() -> int:
    """Return how wide to write: the terminal's width (or COLUMNS), 80 in a pipe; never under 20."""
    return max(20, shutil.get_terminal_size((WIDTH, 24)).columns)


def styled() -> bool:
    """Whether standard output is a terminal that shows bold and underlined text."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and "NO_COLOR" not in os.environ


def clean(text: str) -> str:
    """Return a value in one line that can do nothing to a terminal.

    Control characters (so every escape sequence) become the pictures of them (␛), bidirectional overrides U+FFFD, and
    other invisible format characters go; white space becomes single spaces. The result is in NFC.
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return text if text.isprintable() and text.isascii() else "".join(map(_harmless, text))


def width(text: str) -> int:
    """Return how many columns a cleaned text takes: none for combining marks, two for wide East Asian ones."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def cut(text: str, limit: int) -> str:
    """Return the text in at most ``limit`` columns, with '…' where some of it had to go."""
    if width(text) <= limit:
        return text
    head, _ = _split(text, limit - 1)
    return head.rstrip() + "…"


def wrap(text: str, limit: int, lines: int = 0) -> list[str]:
    """Return the text in lines of at most ``limit`` columns, broken between words where they fit.

    With ``lines``, no more than that many: the last one then ends in '…'.
    """
    found = list(_lines(text.split(" "), max(1, limit)))
    if lines and len(found) > lines:
        found = [*found[: lines - 1], cut(found[lines - 1] + " " + found[lines], limit)]
        if not found[-1].endswith("…"):
            found[-1] = cut(found[-1] + "…" * limit, limit)
    return found or [""]


def indented(text: str, limit: int, first: str, rest: str = "") -> list[str]:
    """Return the text in lines of at most ``limit`` columns, the first after ``first``, the others after ``rest``."""
    rest = rest or " " * width(first)
    lines = wrap(text, limit - max(width(first), width(rest)))
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def marked(lines: Iterable[str], style: bool) -> list[str]:
    """Return lines with the words between ``OPEN`` and ``CLOSE`` in bold (``style``), or between « and »."""
    if not style:
        return [line.replace(OPEN, "«").replace(CLOSE, "»") for line in lines]
    found, inside = [], False
    for line in lines:
        indent = re.match(r" *", line).end()
        begun = line[:indent] + OPEN + line[indent:] if inside else line
        inside = begun.rfind(OPEN) > begun.rfind(CLOSE)
        found.append((begun + CLOSE if inside else begun).replace(OPEN, _STYLE).replace(CLOSE, _RESET))
    return found


def _harmless(character: str) -> str:
    code, category = ord(character), unicodedata.category(character)
    if category == "Cc":
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"
    if category == "Cf":
        return "\ufffd" if unicodedata.bidirectional(character) in _OVERRIDES else ""
    return "\ufffd" if category in ("Co", "Cs", "Zl", "Zp") else character


_OVERRIDES = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _columns(character: str) -> int:
    if character in (OPEN, CLOSE):
        return 0 if styled() else 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _lines(words: Iterable[str], limit: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and width(line) + 1 + width(word) <= limit:
            line += " " + word
            continue
        if line:
            yield line
        while width(word) > limit:  # a word longer than the line
            head, word = _split(word, limit)
            yield head
        line = word
    if line:
        yield line


def _split(text: str, limit: int) -> tuple[str, str]:
    """Return the longest head of at most ``limit`` columns, at least one character of it, and the rest."""
    used = at = 0
    while at < len(text) and (used + _columns(text[at]) <= limit or not at):
        used += _columns(text[at])
        at += 1
    while at < len(text) and not _columns(text[at]) and text[at] not in (OPEN, CLOSE):  # marks stay with their letter
        at += 1
    return text[:at], text[at:]

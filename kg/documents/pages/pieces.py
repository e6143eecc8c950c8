"""Glyphs → pieces of lines, and pieces that stand beside each other → lines of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import median

from kg.documents.pages.glyphs import Font, Glyph

Letters = Callable[[str, str], str]

_SAME_LINE = 0.33  # of a letter's size that its base line may be off
_PART = 0.8  # of a letter's size: a wider gap parts two pieces
_WORD = 0.13  # a wider gap parts words
_LOOSE = 0.1  # a line of which the letters usually have a wider gap is spaced out
_SPACED = 0.6  # … there a gap parts words that is so much wider than that
_BOLD = 0.6  # so many of its letters make a line bold: what is taken from another font may tell no weight
_RAISED = (0.15, 0.85)  # a small figure above the base line refers to a note
_UNITS = ("m", "km", "cm", "dm", "mm")
_POWERS = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_LIGATURES = {chr(0xFB00 + index): text for index, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
# Dots, squares and arrows before the points of a list, in the fonts that have them.
_DOTS = frozenset(
    map(chr, (0xF02D, 0xF06C, 0xF06E, 0xF071, 0xF075, 0xF076, 0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0E8, 0xF0FC))
)
_SYMBOLS = re.compile("symbol|dings", re.IGNORECASE)
_LIGATURES |= {"\u00a0": " ", "\u2009": " ", "\u200b": "", "\ufeff": ""}
# Accents that stand for themselves, which old typesetters put over a letter.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "˜": "\u0303", "ˆ": "\u0302", "˘": "\u0306", "¨": "\u0308"}


@dataclass(slots=True)
class Piece:
    """Glyphs of one line without a wide gap between them; or a whole ``table``.

    A table has rows of cells, each by where it begins, and ends at ``bottom``.
    """

    glyphs: list[Glyph]
    x0: float
    x1: float
    y: float
    size: float
    table: list[dict[int, str]] | None = None
    bottom: float = 0.0


@dataclass(slots=True)
class Line:
    """A line of text: its letters, where it stands, its size, whether it is bold, how wide its first word is.

    ``note`` is the number of the note that it begins, '' for any other line.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first: float
    note: str = ""

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Return the pieces of lines that glyphs make, from the top, each line from the left."""
    found: list[Piece] = []
    for row in _rows(glyphs):
        here: list[Glyph] = []
        end = 0.0
        for glyph in row:
            seen = not glyph.text.isspace()
            if here and seen and glyph.x0 - end > _PART * glyph.size:
                found += _piece(here)
                here = []
            here.append(glyph)
            end = max(end, glyph.x1) if seen and len(here) > 1 else glyph.x1 if seen else end
        found += _piece(here)
    return found


def _piece(glyphs: list[Glyph]) -> list[Piece]:
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not seen:
        return []
    size = max(glyph.size for glyph in seen)
    low = [glyph.y for glyph in seen if glyph.size >= 0.9 * size]
    return [Piece(glyphs, min(glyph.x0 for glyph in seen), max(glyph.x1 for glyph in seen), median(low), size)]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return glyphs by base line; a raised figure belongs to the line that it is raised from."""
    rows: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if rows and glyph.y - base <= _SAME_LINE * max(min(size, glyph.size), 0.55 * max(size, glyph.size)):
            rows[-1].append(glyph)
            if glyph.size > size:
                base, size = glyph.y, glyph.size
        else:
            rows.append([glyph])
            base, size = glyph.y, glyph.size
    rows = _with_raised(rows)
    return [sorted(row, key=lambda glyph: glyph.x0) for row in rows]


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return rows of glyphs with those of small figures joined to the row that they are raised from."""
    found: list[list[Glyph]] = []
    raised: list[Glyph] = []
    for row in rows:
        size = max(glyph.size for glyph in row)
        if raised and max(glyph.size for glyph in raised) < _RAISED[1] * size and row[0].y - raised[0].y < 0.6 * size:
            row, raised = [*raised, *row], []
        if raised:
            found.append(raised)
        raised = []
        if all(glyph.text.isdecimal() or glyph.text.isspace() for glyph in row):
            raised = row
        else:
            found.append(row)
    return [*found, raised] if raised else found


def by_line(parts: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by the line that they stand in, from the top, each line from the left."""
    rows: list[list[Piece]] = []
    for part in sorted(parts, key=lambda part: part.y):
        if rows and part.y - rows[-1][0].y <= _SAME_LINE * min(part.size, rows[-1][0].size):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [sorted(row, key=lambda part: part.x0) for row in rows]


def line(parts: Sequence[Piece], letters: Letters) -> Line:
    """Return the line that pieces beside each other make. ``letters`` tells what (text, font) means."""
    glyphs = [glyph for part in sorted(parts, key=lambda part: part.x0) for glyph in part.glyphs]
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    size = max(part.size for part in parts)
    y = next(part.y for part in parts if part.size == size)
    words = _words(glyphs, size, y)
    text = _composed("".join(letters("".join(t for t, _ in run), font.name) for font, run in groupby(words, _font_of)))
    heavy = sum(glyph.font.bold for glyph in seen)
    gap = next((index for index, (word, _) in enumerate(words) if word == " "), len(words))
    first = seen[min(gap, len(seen)) - 1].x1 - seen[0].x0
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    return Line(text, left, right, y, size, heavy > len(seen) * _BOLD, first, _note(seen, size))


def _note(glyphs: Sequence[Glyph], size: float) -> str:
    """Return the small figures that glyphs begin with, if any follow."""
    small = list(takewhile(lambda glyph: glyph.text.isdecimal() and glyph.size < _RAISED[1] * size, glyphs))
    return "".join(glyph.text for glyph in small) if len(small) < len(glyphs) else ""


def _font_of(item: tuple[str, Font]) -> Font:
    return item[1]


def _words(glyphs: Sequence[Glyph], size: float, y: float) -> list[tuple[str, Font]]:
    """Return the letters with their fonts, and a space where words are apart."""
    spaced: list[tuple[Glyph, bool]] = []
    pending = False
    for glyph in glyphs:
        if glyph.text.isspace():
            pending = True
        else:
            spaced.append((glyph, pending))
            pending = False
    gaps = [after.x0 - before.x1 for (before, _), (after, space) in pairwise(spaced) if not space]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    real = sum(space for _, space in spaced)
    widest = _WORD * size  # spaces go missing where a letter is taken from another font
    if usual >= _LOOSE * size:
        widest = usual + _SPACED * size if real else 1.8 * usual
    found: list[tuple[str, Font]] = []
    end = None
    for glyph, space in spaced:
        mark = unicodedata.combining(glyph.text[0]) or (glyph.text in _ACCENTS and end and glyph.x0 < end - 0.1 * size)
        if end is not None and not mark and (space or glyph.x0 - end > widest):
            found.append((" ", found[-1][1]))
        found += _seen(glyph, found, size, y, bool(mark))
        end = glyph.x1 if end is None else max(end, glyph.x1)
    return found


def _seen(glyph: Glyph, before: list[tuple[str, Font]], size: float, y: float, mark: bool) -> list[tuple[str, Font]]:
    """Return what a glyph is as text: a raised figure refers to a note, which is no text, but behind a unit or 10."""
    text = _LIGATURES.get(glyph.text, glyph.text)
    if text in _DOTS and _SYMBOLS.search(glyph.font.name):
        return [("-", glyph.font)]
    if mark:
        return [(_ACCENTS.get(text, text), before[-1][1] if before else glyph.font)]
    raised = glyph.y < y - _RAISED[0] * size and glyph.size < _RAISED[1] * size
    if not raised or not text.isdecimal():
        return [(text, glyph.font)]
    word = "".join(letter for letter, _ in before[-3:]).rpartition(" ")[2]
    power = word in _UNITS or word == "10" or (word and word[-1] in _POWERS.values())
    return [(_POWERS[text], glyph.font)] if power and text in _POWERS else []


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()

"""Lines of a column → paragraphs: which line goes on with the one before, and with the one of the column before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.documents.article import Block
from kg.documents.broken_lines import begins_point, ends_sentence
from kg.documents.encodings.syllables import is_syllable
from kg.documents.letterhead import is_lower_body
from kg.documents.pages.columns import Region
from kg.documents.pages.pieces import Line

_PITCH = 1.35  # of the usual distance of lines: a wider one parts paragraphs
_LEADING = 1.4  # of a letter's size: so far apart the lines of a large title are
_APART = 1.6  # … in an official document's head no wrapped lines are
_INDENT = 0.8  # of a letter's size: a line that begins so much further in begins a paragraph
_SIZES = 0.08  # a heading is larger than the text by more than that
_SPACE = 0.25
_LARGE = 1.12
_NARROW = 0.8  # of the width of a column of an official document's head: its cells have margins
_LONGEST = 250
_DASH = re.compile(r"^[-–—]\s*[a-zà-ỹđ]")


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, or (``row``) a row of a table as text."""

    lines: list[Line]
    right: float = 0.0  # where the lines of its column end
    row: str = ""
    beside: bool = False

    @property
    def text(self) -> str:
        return self.row or joined([line.text for line in self.lines])

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines) if self.lines else 0.0


def paragraphs(region: Region) -> list[Paragraph]:
    """Return the paragraphs of a region."""
    if region.rows:
        return [Paragraph([], row=" | ".join(cells)) for cells in region.rows if cells]
    lines = region.lines
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    pitch = _pitch(lines)
    found: list[Paragraph] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if (
            before is not None
            and _goes_on(before, line, left, right, pitch, region.beside)
            and not (len(found[-1].lines) == 1 and _is_next_first(before, line, left))
        ):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], right, beside=bool(region.beside)))
    return found


def without_notes(column: Sequence[Paragraph], body: float) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Return a column's paragraphs, and the notes that stand below them in smaller letters."""
    for index, paragraph in enumerate(column):
        if paragraph.lines and paragraph.lines[0].note and paragraph.size < body:
            return column[:index], column[index:]
    return column, []


def are_indented(many: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs of a document begin further in than their other lines."""
    long = [paragraph.lines for paragraph in many if len(paragraph.lines) > 2 and not begins_point(paragraph.text)]
    return sum(lines[0].x0 - lines[1].x0 > _INDENT * lines[0].size for lines in long) > len(long) / 2


def goes_over(before: Paragraph, after: Paragraph, indented: bool) -> bool:
    """Whether a paragraph goes on in the next column, or on the next page.

    Where paragraphs are ``indented``, one that is not goes on even behind the end of a sentence.
    """
    if before.row or after.row or before.beside or after.beside or not _alike(before.lines[-1], after.lines[0]):
        return False
    last, first = before.lines[-1], after.lines[0]
    if last.bold != first.bold or (before.text.isupper() and not after.text.isupper()):
        return False
    if begins_point(first.text) and not _DASH.match(first.text):
        return False
    if ends_sentence(last.text):
        flush = len(after.lines) > 1 and abs(first.x0 - after.lines[1].x0) < _SPACE * first.size
        return indented and flush and len(before.lines) > 1 and last.x1 > before.right - _SPACE * last.size
    return first.text[:1].islower() or _is_full(last, first, before.right)


def block(paragraph: Paragraph, body: float) -> Block:
    """Return a paragraph as a block; ``body`` is the usual size of the document's letters."""
    text = paragraph.text
    if paragraph.lines and paragraph.lines[0].note:
        return Block(f"[{paragraph.lines[0].note}] {text}")
    if paragraph.row:
        return Block(text, "table")
    if begins_point(text) and not all(line.bold for line in paragraph.lines):
        return Block(text, "list")
    heavy = all(line.bold for line in paragraph.lines) or paragraph.size > _LARGE * body
    if heavy and len(text) <= _LONGEST and not text.endswith((".", ";", ",")) and not paragraph.beside:
        return Block(text, "heading")
    return Block(text)


def joined(lines: Sequence[str]) -> str:
    """Return lines as one text; a word that was parted at the end of a line is whole again."""
    text = ""
    for line in lines:
        text = _after(text, line) if text else line
    return text


def _after(text: str, line: str) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if text.endswith(("-", "\u2010")) and not text[:-1].endswith((" ", "-")) and line[:1].isalnum():
        head, tail = re.split(r"[\s-]", text[:-1])[-1], re.split(r"[\s\-.,;:]", line)[0]
        parted = line[0].islower() and head.isalpha() and not (is_syllable(head.lower()) and is_syllable(tail.lower()))
        return (text[:-1] if parted else text) + line
    return f"{text} {line}"


def _pitch(lines: Sequence[Line]) -> float:
    steps = [after.y - before.y for before, after in zip(lines, lines[1:], strict=False)]
    return median(steps) if steps else 0.0


def _alike(before: Line, after: Line) -> bool:
    return abs(before.size - after.size) <= _SIZES * max(before.size, after.size)


def _is_full(before: Line, after: Line, right: float) -> bool:
    """Whether the first word of a line did not fit on the line before any more."""
    return before.x1 + _SPACE * before.size + after.first > right


def _goes_on(before: Line, after: Line, left: float, right: float, pitch: float, beside: float) -> bool:
    if not _alike(before, after) or after.y - before.y > max(_PITCH * pitch, _LEADING * after.size):
        return False
    if before.bold != after.bold:
        return False
    if begins_point(after.text) and (ends_sentence(before.text) or not _DASH.match(after.text)):
        return False
    if after.note:
        return False
    if before.text.isupper() and not after.text.isupper() and _is_even(before, left, right):
        return False  # what kind of document it is stands above its subject
    if beside:
        if after.y - before.y > _APART * after.size:
            return False
        same = before.text.isupper() == after.text.isupper() and not is_lower_body(after.text)
        return same and before.width + _SPACE * before.size + after.first > _NARROW * beside
    if _is_centred(after, left, right) and _is_even(before, left, right) and not ends_sentence(before.text):
        return before.width + _SPACE * before.size + after.first > 0.9 * (right - left) or after.text[:1].islower()
    indented = after.x0 - before.x0 > _INDENT * after.size and after.x0 - left > _INDENT * after.size
    if indented and (ends_sentence(before.text) or not after.text[:1].islower()):
        return False
    return _is_full(before, after, right)


def _is_next_first(before: Line, after: Line, left: float) -> bool:
    """Whether a line begins as far in as the first line of a paragraph before it, which ends with a sentence."""
    indented = after.x0 - left > _INDENT * after.size and abs(after.x0 - before.x0) < _SPACE * after.size
    return indented and before.text.endswith((".", ":", ";")) and after.text[:1].isupper()


def _is_even(line: Line, left: float, right: float) -> bool:
    """Whether a line has as much room before it as behind it."""
    return abs((line.x0 - left) - (right - line.x1)) < line.size


def _is_centred(line: Line, left: float, right: float) -> bool:
    return _is_even(line, left, right) and line.x0 - left > line.size

"""Cuts a report's text into sentences, and sets aside the lines that tell nothing (credits, file names, counters).

What a line is comes from its document, where that says it (a web page, a Word file); in plain text it is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.reading.words.line_kinds import Place, is_picture, is_shouted, line_kind
from kg.reading.words.rows import Columns, cells, columns, member
from kg.reading.words.tokens import Atom, Token, tokenise

_BLOCKS = ("-", "•", "+", "*", "|", "Căn cứ ", "Điều ", "Chương ")  # begin a paragraph of a hard-wrapped text
_LETTER = re.compile(r"[^\W_]")
_STOP = frozenset(".!?…")
_OPENERS = frozenset("“\"'(-–•*+")
_ABBREVIATED = frozenset({"ts", "ths", "gs", "pgs", "bs", "ks", "ls", "tp", "tx", "tt", "dr", "mr", "mrs", "ms", "ub"})
# What a line is by what its document says of it; the others are guessed at.
_KINDS = {"heading": "headline", "list": "body", "caption": "caption", "byline": "credit"}
_NEAR_END = 3  # paragraphs among which the author's name may stand
# The kinds of lines that are read; the others (headlines, credits) tell nothing of their own.
READ_KINDS = frozenset({"body", "caption"})
_NUMBERING = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[a-hA-H])$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its half-open span, the paragraph (line) it stands in, that line's kind, and its tokens.

    ``kind`` is 'body', 'headline', 'caption', 'credit' or 'other'. ``part``: what the document says that the line is
    ('list', 'caption', 'table'); '' for body text, and where nothing says it.
    """

    start: int
    end: int
    paragraph: int
    kind: str
    tokens: tuple[Token, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a document says of its lines: where each that is not body text begins → its kind (see kg.model.Part)."""

    kinds: Mapping[int, str] = field(default_factory=dict)


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines are hard-wrapped at one width, so that a line's end is no sentence's end."""
    long = [line for line in lines if len(line) > 40]
    if len(long) < 6 or max(map(len, long)) > 100:
        return False
    unfinished = sum(line.rstrip()[-1] not in '.;:!?…"”)' for line in long)
    return unfinished > 0.6 * len(long)


def paragraphs(text: str, structured: bool = False) -> list[tuple[int, int]]:
    """Return the half-open spans of the paragraphs: lines, or blocks of lines in a hard-wrapped text.

    ``structured``: the text is that of a document with paragraphs of its own, each of them one line.
    """
    lines = list(re.finditer(r"[^\n]*\n?", text))
    wrapped = not structured and _wrapped([line.group() for line in lines])
    spans: list[tuple[int, int]] = []
    for line in lines:
        content = line.group().strip()
        if not content:
            spans.append((line.end(), line.end()))
            continue
        start = line.start() + line.group().index(content[0])
        end = start + len(line.group().strip())
        if wrapped and spans and spans[-1][1] > spans[-1][0] and _goes_on(text[slice(*spans[-1])], content):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [span for span in spans if span[1] > span[0]]


def _goes_on(before: str, line: str) -> bool:
    """Whether a line of a hard-wrapped text goes on the paragraph before it; ``before``: that paragraph."""
    last = before.rpartition("\n")[2].strip()
    if line.startswith(_BLOCKS) or last[-1] in ".;" or not (_LETTER.search(line) and _LETTER.search(last)):
        return False
    return last[-1] == ":" or is_shouted(last) == is_shouted(line)


def _ends(before: Token | None, mark: Token, after: Token) -> bool:
    """Whether a full stop, with its neighbours, ends a sentence."""
    if not (after.capital or after.kind not in "wp" or after.text in _OPENERS):
        return False
    glued = after.start == mark.end
    if before is None or (glued and after.kind == "n"):
        return False
    abbreviated = (len(before.text) == 1 and before.capital) or before.key.rpartition(".")[2] in _ABBREVIATED
    return not abbreviated and not (_NUMBERING.match(before.text) and before.kind != "n" and glued)


def sentences(text: str, atoms: Sequence[Atom], layout: Layout | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a text in order; atoms (dates, references) are never cut.

    ``layout``: what the document says of its lines; None for plain text. A line of which it says the kind is not
    guessed at; a heading that ends with a colon leads to what follows it ('Tham dự Hội nghị có:').
    """
    spans = paragraphs(text, layout is not None)
    layout = layout or Layout()
    rest = list(atoms)[::-1]
    people: Columns | None = None
    headed = "heading" in layout.kinds.values()
    for number, (start, end) in enumerate(spans):
        inside = []
        while rest and rest[-1].start < end:
            atom = rest.pop()
            inside += [atom] if start <= atom.start and atom.end <= end else []
        tokens, part = tokenise(text, start, end, inside), layout.kinds.get(start, "")
        if part == "table":
            people = yield from _row(text, tokens, number, people)
            continue
        people = None
        line = text[start:end]
        kind = _KINDS.get(part) or line_kind(line, _place(text, spans, number, headed))
        if not part and kind in READ_KINDS and is_picture(line):
            kind = part = "caption"
        leads = part == "heading" and line[-1] == ":"
        yield from _cut(tokens, number, "body" if leads else kind, part)


def _place(text: str, spans: Sequence[tuple[int, int]], number: int, headed: bool) -> Place:
    """Return where a paragraph stands; ``headed``: the document tells its headings itself."""
    left = len(spans) - 1 - number
    before = text[slice(*spans[number - 1])] if number else ""
    return Place(number == 0 and not headed, number == 1, left < _NEAR_END, left == 0, before)


def _row(
    text: str, tokens: list[Token], paragraph: int, people: Columns | None
) -> Generator[Sentence, None, Columns | None]:
    """Yield the sentences of a table's row; return the columns that its people stand in, as far as its head tells."""
    row = cells(tokens)
    if head := columns(text, row):
        yield _sentence(tokens, paragraph, "headline", "table")
        return head
    if people and (told := member(row, people)):
        yield _sentence(told, paragraph, "body", "table")
        return people
    for cell in row if not people else ():
        if cell:
            kind = line_kind(text[cell[0].start : cell[-1].end], Place())
            yield from _cut(cell, paragraph, kind, "table")
    return people


def _cut(tokens: list[Token], paragraph: int, kind: str, part: str = "") -> Iterator[Sentence]:
    at = 0
    marks = [None, *tokens]
    for index, (token, after) in enumerate(pairwise(tokens)):
        numbering = index == 1 and tokens[0].kind == "n"  # '1. Bộ Y tế …' is one sentence
        if token.text in _STOP and not numbering and _ends(marks[index], token, after):
            yield _sentence(tokens[at : index + 1], paragraph, kind, part)
            at = index + 1
    if at < len(tokens):
        yield _sentence(tokens[at:], paragraph, kind, part)


def _sentence(tokens: list[Token], paragraph: int, kind: str, part: str = "") -> Sentence:
    return Sentence(tokens[0].start, tokens[-1].end, paragraph, kind, tuple(tokens), part)

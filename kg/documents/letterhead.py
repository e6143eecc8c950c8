"""The head of a Vietnamese official document: what its first lines tell of it.

Decree 30/2020/NĐ-CP puts the issuing body and the number on the left, the country's name and motto, the place and the
day on the right, and below both what kind of document it is and of what it treats. Party documents have the Party's
name where the others have the country's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from kg.documents.about import About
from kg.documents.article import Block
from kg.documents.broken_lines import begins_point, ends_sentence
from kg.lexicon import tables
from kg.text import fold, one_space

DATA = Path(__file__).with_name("data") / "letterhead_words.tsv"
_NAMES = ("cong hoa xa hoi chu", "dang cong san viet nam")  # the first may go over two lines
_MOTTO = re.compile(r"doc lap\s*[-–—.]\s*tu do\s*[-–—.]\s*hanh phuc")
_RECEIVERS = re.compile(r"^noi nhan\s*:?$|^noi nhan\s*:")
_DAY = re.compile(r"^[^,:;.]{2,40}, ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})\.?$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|Về việc|Về)\b\s*:?\s*", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"(?:kinh gui|can cu|noi nhan|so)\b")
_RULE = re.compile(r"^[\W_]+$")
_WIDE = re.compile(r"\t+|[ \u00a0]{3,}")
_HEAD = 16  # so many lines the head has at most
_LONGEST = 300


def side_by_side(lines: Sequence[str]) -> bool:
    """Whether the text of a table is two columns of an official document: its head, or its receivers and signature."""
    return any(is_name(line) or is_receivers(line) for line in lines)


def is_receivers(line: str) -> bool:
    """Whether a line is the one above the receivers of an official document."""
    return bool(_RECEIVERS.match(fold(line)))


def is_lower_body(line: str) -> bool:
    """Whether a line in capitals names a body below another one, which has a line of its own in the head."""
    return line.isupper() and _begins(line, "body")


def in_columns(blocks: Sequence[Block]) -> list[Block]:
    """Return paragraphs with the head of an official document column by column where tabs or spaces part its columns.

    The text of the blocks still has its tabs and runs of spaces.
    """
    parts = [_WIDE.split(block.text.rstrip(), maxsplit=1) for block in blocks[:_HEAD]]
    names = [index for index, part in enumerate(parts) if len(part) == 2 and is_name(one_space(part[1]))]
    if not names:
        return list(blocks)
    first = last = names[0]
    while first and len(parts[first - 1]) == 2:
        first -= 1
    while last < len(parts) and len(parts[last]) == 2:
        last += 1
    columns = [Block(part[column]) for column in (0, 1) for part in parts[first:last]]
    return [*blocks[:first], *(block for block in columns if block.text.strip()), *blocks[last:]]


def about(lines: Sequence[str]) -> About:
    """Return the title and the day that the head of an official document tells; nothing where there is no head."""
    head = [one_space(line) for line in lines[:_HEAD]]
    names = [index for index, line in enumerate(head) if is_name(line)]
    if not names:
        return About()
    days = [index for index, line in enumerate(head) if _DAY.match(line)]
    last = max([*names, *days, *(index for index, line in enumerate(head) if _MOTTO.search(fold(line)))])
    return About(title=_title(head, last + 1), published=_day(head[days[0]]) if days else "")


def is_name(line: str) -> bool:
    """Whether a line is the country's name, or the Party's, above an official document."""
    return any(fold(line).startswith(name) for name in _NAMES) and line.isupper()


def _day(line: str) -> str:
    day, month, year = (int(figure) for figure in _DAY.match(line).groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _is_of_title(line: str, before: list[str]) -> bool:
    """Whether a line goes on with a title: more capitals, or the subject below what kind of document it is."""
    if _RULE.match(line) or begins_point(line):
        return False
    if line.isupper():
        return before[-1].isupper() and not _begins(line, "authority")
    if _SUBJECT.match(line):
        return True
    alone = len(before) == 1 and fold(before[0]).rstrip(" :") in _words("kind") and not before[0].endswith(":")
    return alone and not (ends_sentence(line) or line.endswith(",") or _NO_SUBJECT.match(fold(line)))


def _begins(line: str, role: str) -> bool:
    return any(re.match(rf"{words}\b", fold(line)) for words in _words(role))


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(fold(row["words"]) for row in tables.read(DATA) if row["role"] == role)


def _title(head: list[str], start: int) -> str:
    """Return the kind of the document with its subject, or the subject beside a letter's number; '' without either."""
    lines = [line for line in head[start:] if line]
    while lines and _RULE.match(lines[0]):
        lines.pop(0)
    if lines and lines[0].isupper():
        parts = [lines[0]]
        for line in lines[1:3]:
            if not _is_of_title(line, parts) or len(" ".join([*parts, line])) > _LONGEST:
                break
            parts.append(line)
        return " ".join(parts)
    subjects = (line for line in head if re.match(r"^V/v\b", line, re.IGNORECASE))
    return next((_SUBJECT.sub("", line) for line in subjects), "")

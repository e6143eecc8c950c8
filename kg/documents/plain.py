"""Plain text → a Report."""

from __future__ import annotations

from kg.documents import letterhead
from kg.documents.about import About
from kg.documents.article import Block, described
from kg.documents.encoding import decoded
from kg.documents.source import Settings, Source
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise, one_space

MAX_BYTES = 16 * 1024 * 1024  # a thousand times a long report: such a file is something else
_TITLE_LENGTH = 200
_HEAD = 8000  # characters; the head of an official document is in fewer
# What ends a sentence or a byline ('…, 18:40 |') ends no headline.
_NO_END = tuple(".;:,|…")


def read(source: Source, settings: Settings) -> Report:
    """Return the report that a plain-text file holds, in whatever encoding (see :mod:`kg.documents.encoding`).

    The title is the first line where that stands as a headline, '' otherwise; nothing else is guessed. Raises
    InputError for bytes that are no text, or hold none.
    """
    found = decoded(source.read(MAX_BYTES), source.name, settings.encoding)
    text = normalise(found.text)
    if not text.strip():
        raise InputError(source.name, "is empty", "nothing was read from it")
    return described(Report(text, source.source_id), _about(text), source, encoding=found.encoding)


def _about(text: str) -> About:
    """Return what a text tells of itself: the head of an official document, else a headline above it."""
    lines = [line for line in text[:_HEAD].split("\n") if line.strip()]
    head = [block.text for block in letterhead.in_columns([Block(line) for line in lines])]
    found = letterhead.about(head)
    return found if found.published or found.title else About(title=title(text))


def title(text: str) -> str:
    """Return the first line of a stored text where it reads as a headline above other text, '' otherwise.

    A headline is short, begins with a capital or a figure and is no sentence; one in capitals may have several lines.
    """
    lines = map(one_space, text.strip().split("\n"))
    head, more = next(lines), next(lines, "")
    while head.isupper() and more.isupper() and len(head) <= _TITLE_LENGTH:
        head, more = f"{head} {more}", next(lines, "")
    first = head.lstrip("“\"'‘(")[:1]
    if not (first.isupper() or first.isdecimal()) or head.endswith(_NO_END) or ". " in head:
        return ""
    return head if len(head) <= _TITLE_LENGTH and (more or any(lines)) else ""

"""Texts that know what each of their names means: marks go in with the words, and come out as spans.

A teller writes ``mark("Person", "person/12", "Nguyễn Văn An")`` into a text; :func:`unmark` gives the plain text and
where each name stands. Marks may stand in one another: a directive in the name of an event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEGIN, _BAR, _END = "\ue000", "\ue001", "\ue002"
_PART = f"([^{_BAR}]*){_BAR}"
_HEADS = re.compile(f"(?:{_BEGIN}{_PART * 4})*")  # of marks that begin a text
_PIECES = re.compile(f"{_BEGIN}{_PART * 4}|({_END})|([^{_BEGIN}{_END}]+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and the thing that it means. ``open``: who reads this report alone cannot tell which."""

    kind: str
    thing: str
    start: int
    end: int
    open: bool = False
    told: tuple[str, ...] = ()


def mark(kind: str, thing: str, words: str, *, open: bool = False, told: tuple[str, ...] = ()) -> str:
    """Return words that mean a thing. ``told`` is what is said of it right there: a person's posts."""
    return f"{_BEGIN}{kind}{_BAR}{thing}{_BAR}{'?' * open}{_BAR}{';'.join(told)}{_BAR}{words}{_END}"


def unmark(text: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the text without its marks, and the names that were marked, in order."""
    plain: list[str] = []
    begun: list[tuple[tuple[str, ...], int]] = []
    found: list[Mention] = []
    at = 0
    for *head, end, words in _PIECES.findall(text):
        if words:
            plain.append(words)
            at += len(words)
        elif end:
            (kind, thing, asked, told), start = begun.pop()
            found.append(Mention(kind, thing, start, at, bool(asked), tuple(filter(None, told.split(";")))))
        else:
            begun.append((tuple(head), at))
    return "".join(plain), tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def upper_first(text: str) -> str:
    """Return a marked text with its first letter as a capital."""
    heads = _HEADS.match(text)[0]
    return heads + text[len(heads) :][:1].upper() + text[len(heads) + 1 :]

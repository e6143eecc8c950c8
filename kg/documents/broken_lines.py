"""Lines of a paragraph that were broken by hand: which of them go on, and which are paragraphs of their own."""

from __future__ import annotations

import re

_ENDS = (".", ";", ":", "!", "?", "…", ".”", '."', "/.")
# What begins a point of a list: '- ', '+ ', '• ', '1. ', 'a) ', 'II. ', '1.2. '
_SUBJECT = re.compile(r"v/v\b", re.IGNORECASE)  # of a letter, below its number
_POINT = re.compile(r"(?:[-–—+*•●▪■◦○]\s|(?:\d{1,2}\.)*\d{1,2}[.)]\s|[a-zđ]\)\s|[IVX]{1,5}[.)]\s)")


def begins_point(line: str) -> bool:
    """Whether a line begins a point of a list: with a dash, a dot or a number."""
    return _POINT.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends where a sentence, or a clause before a list, may end."""
    return line.rstrip("”\"')]").endswith(_ENDS) or line.endswith(_ENDS)


def rejoined(text: str, *, capitals: bool = True) -> list[str]:
    """Return a paragraph's lines, which were broken by hand, as the paragraphs that they are, without the empty ones.

    A break behind a sentence, before a point of a list, between capitals and other letters, or with an empty line
    parts; any other is only for the eye. Without ``capitals`` lines in capitals stay apart too.
    """
    found: list[list[str]] = []
    before = ""
    for line in map(str.rstrip, text.split("\n")):
        if line and before and not _part(before, line, capitals):
            found[-1].append(line)
        elif line:
            found.append([line])
        before = line
    return [" ".join(lines) for lines in found]


def _part(before: str, line: str, capitals: bool) -> bool:
    upper = before.isupper()
    apart = upper != line.isupper() or (upper and not capitals)
    apart = apart or _SUBJECT.match(line.lstrip()) is not None
    return apart or ends_sentence(before) or begins_point(line.lstrip())

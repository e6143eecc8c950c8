"""The sentence around a span of a report, to show a fact where it stands. For the reader's eye only: no fact depends
on where a sentence is taken to end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

# A line end ends a sentence. So does a stop, or a semicolon, before a space and what can begin a new clause …
_END = re.compile(r"()\n+|(?<=[.!?…;])([\"”’')\]]*)\s+(?=[\w\"“‘'(\[–-])")
# … but for the stop of an abbreviation or an initial ('TP. Hồ Chí Minh', 'PGS. TS. Nguyễn', 'Covid – 19. 5').
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|TX|TS|GS|ThS|BS|KS|LS|Th|St|Mr|Mrs|Dr|Ph|tr|[A-ZĐ])\.)$")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open offsets of the sentence (or run of sentences) that holds ``text[start:end]``, trimmed."""
    ends, nexts = _cuts(text)
    before = bisect_right(nexts, start)  # this many sentences end before the span begins
    behind = max(before, bisect_left(ends, end))
    left = nexts[before - 1] if before else 0
    right = ends[behind] if behind < len(ends) else len(text)
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


@lru_cache(maxsize=16)
def _cuts(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where sentences end (closing quotes belong to what they close) and where the next ones begin."""
    found = [
        match
        for match in _END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, match.start() - 5) : match.start()])
    ]
    return tuple(match.end(match.lastindex) for match in found), tuple(match.end() for match in found)

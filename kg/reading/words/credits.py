"""Credits in running text, which tell nothing: '(Ảnh: Văn Mẫu - TTXVN)', '(VOV5) - …' before the first words."""

from __future__ import annotations

import re

from kg.reading.words.tokens import Atom

_MARKED = re.compile(
    r"\([ \t]*(?:Nguồn ảnh|Ảnh minh họa|Ảnh|Nguồn|Bài, ảnh)[ \t]*[:–-][^()\n]{0,80}\)"  # in brackets
    r"|^[ \t]*\([A-Z][A-Za-z0-9.]{1,14}\)(?=[ \t]*[-–—])"  # the agency before the first words
    r"|(?<=[.!?”\"|])[ \t]*(?:Nguồn ảnh|Ảnh|Nguồn)[ \t]*:[^\n.:;]{2,50}\.?[ \t]*$",  # behind the last sentence
    re.MULTILINE,
)


def find_credits(text: str) -> list[Atom]:
    """Return the credits in a text, in order."""
    return [Atom(match.start(), match.end(), "credit", None) for match in _MARKED.finditer(text)]

"""The lines that pages set beside their articles, told by their words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from kg.lexicon.tables import read

_LEADING = r"\W*?"
_REST = r"\W*+(?:\d[\d.,]*+\W*+)?$"  # 'Bình luận (12)'


def begins(text: str, what: str) -> bool:
    """Return whether a line begins with words of a kind of ``page_words.tsv``."""
    return bool(_pattern(what).match(text))


def only(text: str, what: str) -> bool:
    """Return whether a line is nothing but such words; figures and punctuation may follow."""
    match = _pattern(what).match(text)
    return bool(match and re.match(_REST, text[match.end() :]))


def after(text: str, what: str) -> str:
    """Return what follows such words in a line, and the ':' behind them; '' where it does not begin with any."""
    match = _pattern(what).match(text)
    return text[match.end() :].lstrip(" :-–").strip() if match else ""


def behind(text: str, what: str) -> str:
    """Return what follows the first such words anywhere in a line, '' where there are none."""
    match = _anywhere(what).search(text)
    return text[match.end() :] if match else ""


@cache
def _anywhere(what: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_pattern(what).pattern.removeprefix(_LEADING)}", re.IGNORECASE)


@cache
def _pattern(what: str) -> re.Pattern[str]:
    words = [row["words"] for row in read(Path(__file__).with_name("page_words.tsv")) if row["what"] == what]
    longest_first = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return re.compile(rf"{_LEADING}(?:{longest_first})(?!\w)", re.IGNORECASE)

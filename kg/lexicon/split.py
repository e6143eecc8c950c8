"""Splits text into syllables, numbers and marks, the same way for the lexicon's phrases and for reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Dotted capitals stay whole (T.Ư, GS.TS, TP.HCM); an apostrophe, or a hyphen before a small letter, joins the
# syllables of names of other languages (H'Mông, Viêng-chăn).
_LATIN = [chr(c) for c in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_SMALL = "a-z" + "".join(c for c in _LATIN if c.islower())
_CAPITAL = "A-Z" + "".join(c for c in _LATIN if c.isupper())
_TOKEN = re.compile(
    r"[A-ZĐƯ]{1,3}[a-zđ]?(?:\.[A-ZĐƯ][A-ZĐƯa-zđ]{0,3}(?![^\W\d_]))+"
    rf"|[^\W\d_]+(?:['’`]\s?(?=[{_CAPITAL}])[^\W\d_]+|-(?=[{_SMALL}])[^\W\d_]+|&[^\W\d_]+)*"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\w\s]|_"
)
_SMALL_HYPHEN = re.compile(rf"[{_SMALL}]+-")


def split_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each syllable, number and mark in ``text[start:end]``, in order."""
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        # 'kinh tế-xã hội' is two words, 'Viêng-chăn' one: only a capitalised word takes a hyphen.
        for part in re.split(r"(-)", word) if _SMALL_HYPHEN.match(word) else [word]:
            yield at, at + len(part)
            at += len(part)


def split(text: str) -> list[str]:
    """Return the syllables, numbers and marks of a text."""
    return [text[start:end] for start, end in split_spans(text, 0, len(text))]

"""The grammar of Vietnamese syllables: whether a word can be one.

A syllable is an initial consonant, a rhyme and a tone; onsets.tsv and rhymes.tsv list the first two, both closed sets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from kg.documents.encodings.tables import rows

_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_STOPPED = (_TONES[2], _TONES[5])  # the tones of syllables that end in a stop
_STOPS = ("c", "ch", "p", "t")
_FRONT = "eêiy"
_VOWELS = "aăâeêioôơuưy"
_BEARERS = "êơâăôư"  # where one of these is, it bears the tone; ê and ơ before the others (iê, ươ, uyê)
_OPEN = ("oa", "oe", "uy")  # hòa and hoà, thủy and thuỷ


def is_syllable(word: str) -> bool:
    """Return whether a word, in NFC and lower case, is built as a Vietnamese syllable is; tones in either placement."""
    return word in _syllables()


@cache
def _syllables() -> frozenset[str]:
    onsets = [("", "any"), *((row["onset"], row["before"]) for row in rows("onsets"))]
    rhymes = [(row["rhyme"], tuple(_toned(row["rhyme"]))) for row in rows("rhymes")]
    found = {
        onset + form for onset, before in onsets for rhyme, forms in rhymes if _fits(before, rhyme) for form in forms
    }
    # Before i the letter of gi- is written once: gì, giếng.
    return frozenset(found | {"g" + form for rhyme, forms in rhymes if rhyme[0] == "i" for form in forms})


def _fits(before: str, rhyme: str) -> bool:
    return before == "any" or (before == "front") == (rhyme[0] in _FRONT)


def _toned(rhyme: str) -> Iterator[str]:
    """Yield a rhyme with each tone that it can bear, wherever the mark may stand."""
    for tone in _STOPPED if rhyme.endswith(_STOPS) else _TONES:
        for at in _bearers(rhyme):
            yield unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])


def _bearers(rhyme: str) -> tuple[int, ...]:
    """Return at which letters of a rhyme the mark of its tone may stand."""
    if marked := [rhyme.index(letter) for letter in _BEARERS if letter in rhyme]:
        return (marked[0],)
    vowels = sum(letter in _VOWELS for letter in rhyme)
    if rhyme in _OPEN:
        return (0, 1)
    return (1,) if vowels == 3 or (vowels == 2 and len(rhyme) > 2) else (0,)

"""Which encoding of one byte a letter a text is in: the one in which its words are Vietnamese syllables."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log

from kg.documents.encodings.charsets import LEGACY, decode
from kg.documents.encodings.syllables import is_syllable
from kg.documents.encodings.tables import rows

_VIETNAMESE = tuple(name for name in LEGACY if name != "windows-1252")
# Some capitals of VISCII and TCVN 5712 stand among the control codes.
_CONTROL_LETTERS = rb"\x01\x02\x04-\x06\x11-\x17\x19\x1e"
_WORD = re.compile(rb"[A-Za-z\x80-\xff" + _CONTROL_LETTERS + rb"]+")
_ABOVE = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(r"[^\W\d_]+")
# Signs of print that stand at a word's edge or join two words; every other sign in a word speaks against a reading.
_BEFORE, _AFTER, _ALONE = "\u00a0“”‘’„‚‹›«»–—…•·°†‡", "™®²³‰", "§©€£½¼¾"
_JOINS = re.compile("[\u00a0–—…’‘“”•·«»]")
_WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßšžðþ")
# What no word of those languages has: runs of such letters, rare ones alone, pairs that are one letter in VNI.
_UNWESTERN = re.compile(
    "[^a-z]{3}|^[^a-zàáâäåæèéêëíîïòóôöøùúûü]$|[aouy][øûõåãä]|e[øûõå]|[ôö][øùûõï]|[aeo]â|aê", re.IGNORECASE
)
_RARE = {"viscii": 1, "tcvn5712-1": 1}  # encodings that few texts are in, and how much more must speak for them
_MOST = 20_000  # words that are looked at: a large text has as many different ones
_LONGEST = 100  # letters; what is longer is no word
_SOUND = 0.6  # of the words with letters above ASCII, how many must be syllables


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads in an encoding: the weight of words that speak for it, and of those that speak against it.

    ``usual`` is the mean logarithm of the share of the letters in the good words: it decides between equals.
    """

    name: str
    good: int
    bad: int
    usual: float = 0.0

    @property
    def score(self) -> int:
        """What speaks for it, less what speaks against it."""
        return self.good - self.bad - _RARE.get(self.name, 0)

    @property
    def rank(self) -> tuple[int, float]:
        """What tells which of two readings is the better one."""
        return self.score, self.usual

    @property
    def quality(self) -> float:
        """Which part of the words speaks for it; 0 where there are none."""
        return self.good / (self.good + self.bad) if self.good + self.bad else 0.0


def guess(data: bytes) -> Reading | None:
    """Return how bytes read in the encoding that they are in, None where they read sensibly in none.

    What reads as Vietnamese is Vietnamese; else what reads as a Western language, or has signs of print only above
    ASCII, is Windows-1252.
    """
    words = high_words(data)
    western = read(words, "windows-1252")
    best = best_reading(words)
    if best.score > 0 and best.quality >= _SOUND:
        same = decode(data, best.name, "replace") == decode(data, "windows-1252", "replace")
        return replace(best, name="windows-1252") if same else best
    return western if western.bad == 0 or western.quality >= 0.9 else None


def best_reading(words: Counter[bytes]) -> Reading:
    """Return the best reading as Vietnamese. VN1 is TCVN3 with letters for signs: only where those stand in words."""
    readings = {name: read(words, name) for name in _VIETNAMESE}
    if readings["tcvn5712-1"].score <= readings["tcvn3"].score:
        del readings["tcvn5712-1"]
    return max(readings.values(), key=lambda reading: reading.rank)


def high_words(data: bytes) -> Counter[bytes]:
    """Return the words of a text that have bytes above ASCII in them, the most frequent ones, and how often each is."""
    found = Counter(word for word in _WORD.findall(data) if _ABOVE.search(word))
    return Counter(dict(found.most_common(_MOST))) if len(found) > _MOST else found


def read(words: Counter[bytes], name: str) -> Reading:
    """Return how words read in one of the ``LEGACY`` encodings; as Vietnamese, a single byte tells nothing."""
    if name != "windows-1252":
        words = Counter({word: count for word, count in words.items() if len(word) > 1})
    texts = decode(b"\n".join(words), name, "replace").split("\n") if words else []
    return judged(name, zip(texts, words.values(), strict=True))


def judged(name: str, words: Iterable[tuple[str, int]]) -> Reading:
    """Return how words, as they are in an encoding and with their counts, read."""
    good = bad = 0
    usual = 0.0
    for word, count in words:
        weight = min(count, 4)
        speaks, share = _verdict(word, name == "windows-1252") if len(word) <= _LONGEST else (-1, 0.0)
        good += weight * (speaks > 0)
        bad += weight * (speaks < 0)
        usual += weight * share
    return Reading(name, good, bad, usual / good if good else 0.0)


def _usual(word: str) -> float:
    """Return the mean logarithm of the shares that the letters of a word which are not ASCII have in Vietnamese."""
    shares = _shares()
    logs = [log(shares.get(letter, 1)) for letter in _high(word)]
    return sum(logs) / len(logs)


@cache
def _shares() -> dict[str, int]:
    return {row["letter"]: int(row["share"]) for row in rows("letters")}


@lru_cache(maxsize=1 << 16)
def _verdict(word: str, western: bool) -> tuple[int, float]:
    """Return what :func:`_pieces` says of a word, and how usual its letters are where it reads well."""
    word = unicodedata.normalize("NFC", word)
    speaks = _pieces(word, _is_western if western else _is_vietnamese)
    return speaks, _usual(word) if speaks > 0 else 0.0


def _is_vietnamese(piece: str) -> bool:
    return is_syllable(piece.lower()) or _is_abbreviation(piece)


def _is_western(piece: str) -> bool:
    return _WESTERN.issuperset(_high(piece)) and not _UNWESTERN.search(piece)


def _high(piece: str) -> list[str]:
    return [letter for letter in piece.lower() if not letter.isascii()]


def _pieces(word: str, fits: Callable[[str], bool]) -> int:
    """Return 1 where a word reads well, -1 where it does not, 0 where it has nothing but ASCII and signs of print."""
    spoken = 0
    if not word.strip(_BEFORE + _AFTER + _ALONE):
        return 0
    for part in _JOINS.split(word.lstrip(_BEFORE).rstrip(_BEFORE + _AFTER)):
        if part.isascii() and not _is_control(part):
            continue
        if not _LETTERS.fullmatch(part) or not _is_cased(part) or not fits(part):
            return -1
        spoken = 1
    return spoken


def _is_control(part: str) -> bool:
    return any(letter < " " for letter in part)


def _is_cased(piece: str) -> bool:
    return piece.islower() or piece.isupper() or (piece[0].isupper() and piece[1:].islower())


def _is_abbreviation(piece: str) -> bool:
    """Return whether it is like QĐ and HĐND."""
    return len(piece) > 1 and piece.isupper() and set(_high(piece)) == {"đ"} and not set(piece) & set("AEIOUY")

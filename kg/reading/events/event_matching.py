"""Whether two mentions of gatherings are of one: descriptions by their words, bare heads by what they may stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.reading.events.event_mentions import TOLD, Mention
from kg.text import key

HEAD = 3  # how well a bare head fits where the heads are the same
_SAME = 0.6  # the share of words that two descriptions of one event have in common
_SHARED_HEAD = 3  # the words with which both begin: head and purpose (hội nghị sơ kết …); else all words must agree
_OTHER_HEAD = 0.8  # the same, where the heads differ ('họp …', 'Hội nghị …')
_FEWEST = 3  # … and how many words of a description there must be
_NUMERAL = re.compile(r"\d[\d./]*|[ivxl]+|thứ|nhất|nhì|hai|ba|tư|năm")
_ANNIVERSARY = ("kỷ", "niệm")
_DECISION = ("quyết", "định")
_GIVING = frozenset({"công", "bố", "trao", "và", "buổi", "lễ"})
_ITSELF = frozenset({"part"})  # 'phiên bế mạc' and 'phiên chất vấn' are two
_CLASSIFIERS = frozenset({"buổi", "cuộc"})
_STRICT = frozenset({"talks", "visit"})


def latent(mention: Mention) -> bool:
    """Whether a verb tells of a gathering that only a noun further on makes an event."""
    return not mention.calls and (mention.phrase is None or mention.phrase.later)


def _words(mention: Mention) -> list[str]:
    return _split(mention.head)


def _core(mention: Mention) -> list[str]:
    """Return the words of a head without 'buổi' and 'cuộc': a 'buổi tiếp xúc' is a 'tiếp xúc cử tri' too."""
    words = _words(mention)
    return words[1:] if len(words) > 1 and words[0] in _CLASSIFIERS else words


@lru_cache(maxsize=4096)
def _split(head: str) -> list[str]:
    return key(head).split()


def fit(known: Mention, bare: Mention) -> int:
    """How well a bare head may mean a known event: 3 same head, 2 same kind, 1 same family; 0 not at all."""
    words = _core(bare)
    if _core(known)[: len(words)] == words or key(known.form) == key(bare.form):
        return HEAD
    if known.family != bare.family or bare.family in _ITSELF:
        return 0
    return 2 if known.kind == bare.kind else 1


def overlap(a: Mention, b: Mention) -> bool:
    """Whether two descriptions are of one event: most words of the shorter one are the longer one's too."""
    x, y = _given(_words(a)), _given(_words(b))
    if _is_part(x, b) or _is_part(y, a):
        return True
    if a.family != b.family or _apart(_numerals(a), _numerals(b)):
        return False
    if a.introduced and b.told == TOLD and a.dated and b.dated and x != y:
        return False  # 'Sáng 5/3, A có buổi làm việc. Ngày 4/3, A có buổi làm việc với B': two
    if a.kind != b.kind:
        return _same_purpose(x[len(a.form.split()) :], y[len(b.form.split()) :])
    shared = next((n for n, (one, other) in enumerate(zip(x, y, strict=False)) if one != other), min(len(x), len(y)))
    purposes = x[shared : shared + 2], y[shared : shared + 2]
    numbered = a.form == b.form and any(word[0].isdigit() for word in _numerals(a) & _numerals(b))
    if numbered and all(all(word in head for word in _ANNIVERSARY) for head in (x, y)):
        return True  # 'Lễ kỷ niệm 60 năm xây dựng và phát triển', 'Lễ kỷ niệm 60 năm Trường …'
    loose = (shared >= _SHARED_HEAD or numbered or not all(purposes)) and a.family not in _STRICT
    return _share(x, y) >= (_SAME if loose else 1.0)


def _is_part(words: list[str], other: Mention) -> bool:
    """'Lễ khai mạc Đại hội X' is part of 'Đại hội X' (``words``)."""
    if other.phrase is None or not other.phrase.part:
        return False
    rest = _words(other)[len(other.form.split()) :]
    size = min(len(rest), len(words))
    return size >= _FEWEST and rest[:2] == words[:2] and _share(rest, words) >= _OTHER_HEAD


def _given(words: list[str]) -> list[str]:
    """Return the words of a head, alike whether a decision is 'công bố', 'trao' or both."""
    if not all(word in words for word in _DECISION):
        return words
    return [word for word in words if word not in _GIVING]


def _same_purpose(x: list[str], y: list[str]) -> bool:
    return min(len(x), len(y)) >= _FEWEST and _share(x, y) >= _OTHER_HEAD


def _share(x: list[str], y: list[str]) -> float:
    return len(set(x) & set(y)) / min(len(set(x)), len(set(y)))


def _numerals(mention: Mention) -> set[str]:
    return {word for word in _words(mention) if _NUMERAL.fullmatch(word)}


def _apart(a: set[str], b: set[str]) -> bool:
    """'Kỳ họp thứ 7' and 'Kỳ họp thứ 8' are two; a shorter mention may leave numbers out, not change them."""
    return not (a <= b or b <= a)

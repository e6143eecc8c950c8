"""When two names, two numbers or two texts count as the same in an evaluation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.text import key

# An evaluation must not punish an abbreviation that every reader knows.
_WRITTEN_OUT = (
    (r"\bubnd\b", "ủy ban nhân dân"),
    (r"\bhđnd\b", "hội đồng nhân dân"),
    (r"\bmttq\b", "mặt trận tổ quốc"),
    (r"\btw\b|\btư\b", "trung ương"),
    (r"\bbch\b", "ban chấp hành"),
    (r"\btp\b", "thành phố"),
    (r"\bhcm\b", "hồ chí minh"),
    (r"\bvpcp\b", "văn phòng chính phủ"),
    (r"\bgd&đt\b", "giáo dục và đào tạo"),
)
_ABBREVIATIONS = tuple((re.compile(pattern), full) for pattern, full in _WRITTEN_OUT)
_PLACE_HEAD = re.compile(r"^(?:tỉnh|thành phố|thủ đô|huyện|quận|thị xã|xã|phường|nước) ")
_MARKS = re.compile(r"[^\w&/]+")
_LEAST = {"Body": 0.8, "Event": 0.5, "Directive": 0.75}  # the share of words two names of one thing have in common
SAME_TEXT = 0.7  # likewise for two wordings of one subject, and for the part of a request that is covered


def plain(text: str) -> str:
    """Return a text as it is compared: folded, without marks, the usual abbreviations written out."""
    text = _MARKS.sub(" ", key(text))
    for pattern, full in _ABBREVIATIONS:
        text = pattern.sub(full, text)
    return " ".join(text.split())


def number(text: str) -> str:
    """Return a directive's number as it is compared: letters and figures alone."""
    return re.sub(r"\W", "", key(text))


def overlap(a: str, b: str) -> float:
    """Return the F1 of the words that two texts share (0 to 1)."""
    x, y = _words(a), _words(b)
    common = sum((x & y).values())
    return 2 * common / (sum(x.values()) + sum(y.values())) if common else 0.0


def covered(wanted: str, text: str) -> bool:
    """Whether a text has at least 70 % of the wanted one's words."""
    w, t = _words(wanted), _words(text)
    return sum((w & t).values()) >= SAME_TEXT * sum(w.values())


def likeness(kind: str, gold: Iterable[str], names: Iterable[str]) -> float:
    """Return how well two sets of names of things of one kind agree: 1 for a common name, 0 for different things."""
    wanted, given = ({_plain_name(kind, name) for name in some} for some in (gold, names))
    if wanted & given:
        return 1.0
    best = max((overlap(a, b) for a in wanted for b in given), default=0.0)
    return best if best >= _LEAST.get(kind, 2.0) else 0.0


def _plain_name(kind: str, name: str) -> str:
    return _PLACE_HEAD.sub("", plain(name)) if kind == "Place" else plain(name)


def _words(text: str) -> Counter[str]:
    return Counter(plain(text).split())

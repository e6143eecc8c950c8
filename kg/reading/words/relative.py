"""Days told from another one: 'cùng ngày', 'sáng nay', 'hôm qua', 'thứ Ba tuần trước', 'ngày 5', 'năm ngoái'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.words.tokens import Atom, joined
from kg.reading.words.when import AHEAD, PART_OF_DAY, WEEKDAY

_PART = rf"(?:{PART_OF_DAY}\s+)"
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, **{str(n + 2): n for n in range(6)}}
_SUNDAY = 6
_STARTS = r"(?:^|(?<=[,(:;–-])|(?<=[,(.:;–-][ \xa0]))"  # a clause begins here
_STOPS = r"(?=\s*(?:[,)(.;\n]|$)|\s+(?:tại|ở|sẽ|đã)\b)"
_BACK, _ON = r"(?:tuần\s+(?:trước|rồi))", r"(?:tuần\s+(?:tới|sau))"
_DAY = re.compile(
    rf"(?<!\w){_PART}?(?:(?P<same>[Cc]ùng\s+ngày)|(?P<after>(?:ngày\s+)?[Hh]ôm\s+sau)|(?:[Nn]gày\s+)?[Hh]ôm\s+(?P<day>nay|qua|kia))(?!\w)"
    rf"|(?<!\w){_PART}(?P<part>nay|qua|mai)(?!\w)"
    rf"|(?:{_STARTS}ngày|\bNgày|\bvào\s+ngày)\s+(?P<tomorrow>mai)(?!\w)"
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<lead>{_PART}|(?:[Vv]ào|[Nn]gày|[Hh]ôm)\s+)?(?P<weekday>{WEEKDAY})\s+"
    rf"(?:(?P<past>vừa\s+(?:qua|rồi))|(?P<back>{_BACK})|(?P<this>tuần\s+này)|(?P<on>{_ON})|(?P<ahead>{AHEAD}))(?!\w)"
)
_NUMBERED = re.compile(
    rf"(?:{_STARTS}|(?<!\w)(?:{_PART}|[Vv]ào\s+|(?=N)))[Nn]gày\s+(?P<number>0?[1-9]|[12]\d|3[01])"
    rf"(?:\s+(?:(?P<past>vừa\s+(?:qua|rồi))(?!\w)|(?P<ahead>{AHEAD}))|{_STOPS}(?!\s*,\s*\d))",
    re.MULTILINE,
)
# Wider than a day: only where it opens its sentence, or 'vào', 'hồi' introduces it.
_LEAD = r"(?:\b(?:[Vv]ào|[Hh]ồi|Trong)\s+(?:(?:cuối|đầu|giữa)\s+)?|\b(?:Cuối|Đầu|Giữa)\s+)"
_SPAN = re.compile(
    rf"(?:{_LEAD}(?P<unit>tuần|tháng|năm)|\b(?P<first>Tuần|Tháng|Năm))\s+"
    r"(?P<which>này|nay|trước|ngoái|qua|vừa\s+qua|tới)(?!\w)"
)
# Which words make a date of which unit: 'năm qua', 'tháng qua' may be the last one or this one.
_SPANS = {
    ("tuần", "này"): 0, ("tuần", "trước"): -1, ("tuần", "qua"): -1, ("tuần", "vừa qua"): -1, ("tuần", "tới"): 1,
    ("tháng", "này"): 0, ("tháng", "trước"): -1, ("tháng", "tới"): 1,
    ("năm", "nay"): 0, ("năm", "ngoái"): -1, ("năm", "tới"): 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day told from another: ``days`` from the day of writing, or (``same``) from the last one told."""

    same: bool
    days: int = 0


@dataclass(frozen=True, slots=True)
class RelativeWeekday:
    """'thứ Ba tuần trước': ``weekday`` counts from Monday (0), ``weeks`` from this week.

    ``weeks`` is None for the nearest such day before, or (``ahead``) after.
    """

    weekday: int
    weeks: int | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """'ngày 5': the month is open. ``ahead``: it is said to be past or to come."""

    day: int
    ahead: bool | None = None


@dataclass(frozen=True, slots=True)
class RelativeSpan:
    """'tuần này', 'tháng trước', 'năm ngoái': ``unit`` is 'tuần', 'tháng' or 'năm', so many ``steps`` on from now."""

    unit: str
    steps: int
    loose: bool = False  # 'tuần qua': the week before, or the last seven days


Relative = RelativeDay | RelativeWeekday | DayOfMonth | RelativeSpan
_FROM_TODAY = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}


def find_relative_days(text: str) -> list[Atom]:
    """Return the days told from another as atoms of kind 'day' or 'span' (wider than a day), in order.

    The value is a :class:`RelativeDay`, :class:`RelativeWeekday`, :class:`DayOfMonth` or :class:`RelativeSpan`.
    """
    found: list[Atom] = []
    for pattern, value in ((_DAY, _day), (_WEEKDAY, _weekday), (_NUMBERED, _numbered), (_SPAN, _span)):
        met = ((match, value(match)) for match in pattern.finditer(text))
        found = joined(found, (_atom(match, meant) for match, meant in met if meant is not None))
    return found


def _atom(match: re.Match[str], meant: Relative) -> Atom:
    return Atom(match.start(), match.end(), "span" if isinstance(meant, RelativeSpan) else "day", meant)


def _day(match: re.Match[str]) -> RelativeDay:
    if match["same"] or match["after"]:
        return RelativeDay(True, 1 if match["after"] else 0)
    return RelativeDay(False, _FROM_TODAY[match["day"] or match["part"] or match["tomorrow"]])


def _weekday(match: re.Match[str]) -> RelativeWeekday | None:
    """'lần thứ năm tới' names no day: a weekday opens the sentence, is led in, or has a capital."""
    words = match["weekday"].split()
    if not (match["lead"] or words[0][0].isupper() or words[1][0].isupper()):
        return None
    weekday = _WEEKDAYS.get(words[1].lower(), _SUNDAY)
    weeks = -1 if match["back"] else 0 if match["this"] else 1 if match["on"] else None
    if weeks is not None and weekday == _SUNDAY:
        return None  # the first or the last day of a week
    return RelativeWeekday(weekday, weeks, bool(match["ahead"]))


def _numbered(match: re.Match[str]) -> DayOfMonth:
    return DayOfMonth(int(match["number"]), False if match["past"] else True if match["ahead"] else None)


def _span(match: re.Match[str]) -> RelativeSpan | None:
    unit = (match["unit"] or match["first"]).lower()
    which = " ".join(match["which"].split())
    steps = _SPANS.get((unit, which))
    return None if steps is None else RelativeSpan(unit, steps, which.endswith("qua"))

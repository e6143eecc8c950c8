"""Dates as reports write them: '21/1/2022', 'ngày 15 tháng 4 năm 2010', 'sáng 5-3', 'từ ngày 18 đến 20/3/2024'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.dates import PartialDate
from kg.reading.words.tokens import Atom

PART_OF_DAY = r"(?:(?:[Rr]ạng\s+)?[Ss]áng(?:\s+sớm)?|[Tt]rưa|[Cc]hiều(?:\s+tối)?|[Tt]ối|[Đđ]êm)"
WEEKDAY = r"(?:[Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ\s+[Nn]hật)"
# 'tới' behind a date is 'next' only where nothing comes behind it: 'sáng 5/3 tới dự' tells who came.
AHEAD = r"(?:sắp\s+tới|tới\s+đây|tới(?=\s*(?:[,.;)\n]|$)|\s+(?:tại|sẽ)\b))"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_SEP = r"\s?[/.\-–]\s?"
# The day of which a part is told, or how it lies to the day of writing.
_NOW = (
    rf"(?:{PART_OF_DAY}(?:\s+(?:(?:ngày\s+)?(?:hôm\s+)?(?:nay|qua|kia)|mai))?"
    rf"|(?:[Nn]gày\s+)?[Hh]ôm\s+(?:nay|qua|kia)|[Nn]gày\s+mai)"
)
_S = r"[^\S\n]"  # a space within the line
_LEAD = rf"(?:{_NOW}{_S}*,?{_S}*\(?{_S}*)?(?:[Nn]gày\s+)?"
_TO = r"\s*(?:(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?|và(?:\s+ngày)?|-|–|,)\s*"
_DAYS = r"(?:hai|ba|bốn|năm|\d{1,2}|các|những)\s+ngày"
_MONTH_LEAD = r"(?:(?:[Vv]ào\s+|[Hh]ồi\s+|[Tt]rong\s+)?(?:[Cc]uối|[Đđ]ầu|[Gg]iữa)|[Vv]ào|[Hh]ồi|Trong)"

# Each alternative is anchored by digits and bounded in length, so that the whole runs in linear time.
_PATTERNS = [
    # from … to …: the first day may lack its month or year
    rf"(?:[Tt]ừ\s+(?:{PART_OF_DAY}\s+)?(?:[Nn]gày\s+)?|[Nn]gày\s+|{_DAYS}\s*,?\s*\(?(?:từ\s+)?(?:ngày\s+)?|(?<=\()(?!{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}))"
    rf"(?P<d1>{_DAY})(?:{_SEP}(?P<m1>{_MONTH})(?:{_SEP}(?P<y1>{_YEAR}))?)?(?:\s*,\s*{_DAY}){{0,3}}{_TO}"
    rf"(?P<d2>{_DAY})(?:{_SEP}|\s+tháng\s+)(?P<m2>{_MONTH})(?:(?:{_SEP}|\s+năm\s+)(?P<y2>{_YEAR}))?",
    rf"{_LEAD}(?P<d>{_DAY})(?P<s>[/.\-–])(?P<m>{_MONTH})(?P=s)(?P<y>{_YEAR})\)?",
    rf"{_LEAD}(?P<dw>{_DAY})\s+tháng\s+(?P<mw>{_MONTH})(?:(?:\s*,?\s+năm\s+|\s?/\s?|\s*,\s*)(?P<yw>{_YEAR}))?",
    rf"(?:[Nn]gày|[Hh]ôm|(?:{_NOW}|(?:{PART_OF_DAY}\s+)?{WEEKDAY}),?(?:{_S}+ngày)?){_S}+\(?(?P<ds>{_DAY})(?:[/.\-]|\s[\-–]\s)(?P<ms>{_MONTH})\b\)?",
    rf"(?:{_MONTH_LEAD}\s+)?(?:[Tt]háng\s+)(?P<mm>{_MONTH})(?:\s?[/\-]\s?|\s+năm\s+)(?P<ym>{_YEAR})",
    rf"(?:{_MONTH_LEAD}\s+tháng|Tháng)\s+(?P<mo>{_MONTH})(?!\s?[/\-.]\s?\d)",
    rf"(?:[Nn]ăm\s+)(?P<yy>{_YEAR})(?!\s?[-–]\s?\d)",
    rf"(?P<yi>{_YEAR})-(?P<mi>0[1-9]|1[0-2])-(?P<di>0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d[\d:.+\-]*Z?)?",
]
# The groups of day, month and year of each alternative; '' where it has none.
_PARTS = (
    ("d", "m", "y"), ("dw", "mw", "yw"), ("ds", "ms", ""), ("di", "mi", "yi"), ("", "mm", "ym"), ("", "mo", ""),
    ("", "", "yy"),
)  # fmt: skip
_BEGIN = r"(?:(?<![\w/.\-])|(?<=[^\W\d_][\-–])(?=[A-ZĐ]))"  # 'LSO-Sáng 5/3': an outlet's mark may touch it
_DATE = re.compile(_BEGIN + r"(?:" + "|".join(_PATTERNS) + r")(?![\d/_]|[a-zà-ỹ])", re.UNICODE)
# What stands behind a date without a year and tells which one is meant.
_BEHIND = re.compile(
    rf"\s+(?:năm\s+(?:(?P<this>nay)|(?P<last>ngoái)|(?P<next>sau|tới))(?!\w)|(?P<past>vừa\s+(?:qua|rồi))(?!\w)|(?P<ahead>{AHEAD}))"
)
_LUNAR = re.compile(rf"{_S}*\(?{_S}*(?:âm lịch|AL)\b")
_TODAY = re.compile(r"(?:(?P<nay>nay)|(?P<qua>qua)|(?P<kia>kia)|(?P<mai>mai))\b")
_FROM_TODAY = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span of days; ``last`` is the same as ``first`` for a single day.

    Where the date has no year: ``years``, how many years from the report's it is said to be ('năm ngoái': -1), and
    ``ahead``, whether it is said to be past or to come ('tới'). ``from_today``: as how many days from the day of
    writing it is told ('sáng nay, 5/3': 0).
    """

    first: PartialDate
    last: PartialDate
    years: int | None = None
    ahead: bool | None = None
    from_today: int | None = None


def _numbers(match: re.Match[str], *names: str) -> list[int]:
    return [int(match[name] or 0) for name in names]


def _range(d1: int, m1: int, y1: int, d2: int, m2: int, y2: int) -> When:
    """'28/12 đến 3/1/2024' begins in the year before, 'ngày 30 đến 2/3' in the month before."""
    if y1:
        return When(PartialDate(y1, m1, d1), PartialDate(y2 or y1, m2, d2))
    month, year = m1 or m2, y2
    if not m1 and d1 > d2:
        month -= 1
    elif m1 > m2 and y2:
        year -= 1
    if not month:
        month, year = 12, year - 1 if year else 0
    return When(PartialDate(year, month, d1), PartialDate(y2, m2, d2))


def _value(match: re.Match[str]) -> When:
    if match["d2"]:
        return _range(*_numbers(match, "d1", "m1", "y1", "d2", "m2", "y2"))
    for day, month, year in _PARTS:
        if match[day or month or year]:
            date = PartialDate(*(int(match[name] or 0) if name else 0 for name in (year, month, day)))
            return When(date, date, from_today=_from_today(match.group()) if day else None)
    raise AssertionError(match.group())


def _from_today(words: str) -> int | None:
    found = _TODAY.search(words)
    return _FROM_TODAY[found.lastgroup] if found and found.lastgroup else None


def _behind(text: str, end: int, when: When) -> tuple[int, When]:
    """Return the end of a date with what stands behind it: 'tháng 3 năm ngoái', 'ngày 10/1 tới'."""
    found = None if when.last.year else _BEHIND.match(text, end)
    if found is None:
        return end, when
    years = {"this": 0, "last": -1, "next": 1}.get(found.lastgroup or "")
    ahead = None if years is not None else found.lastgroup == "ahead"
    return found.end(), replace(when, years=years, ahead=ahead)


def find_dates(text: str) -> list[Atom]:
    """Return the dates of a text as atoms of kind 'date', or 'span' for a month without its year, in order.

    The value is a :class:`When`; no impossible ones.
    """
    found = []
    for match in _DATE.finditer(text):
        try:
            end, when = _behind(text, match.end(), _value(match))
        except ValueError:  # 31/2/2022: not a date of the calendar
            continue
        if _LUNAR.match(text, end):
            continue
        found.append(Atom(match.start(), end, "span" if match["mo"] else "date", when))
    return found

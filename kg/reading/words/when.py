"""Dates as reports write them: '21/1/2022', 'ngày 15 tháng 4 năm 2010', 'sáng 5-3', 'từ ngày 18 đến 20/3/2024'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import PartialDate
from kg.reading.words.tokens import Atom

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_SEP = r"\s?[/.\-–]\s?"
_PART_OF_DAY = r"(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm)"
_NOW = rf"(?:{_PART_OF_DAY}(?:\s+tối)?(?:\s+(?:hôm\s+)?(?:nay|qua))?|[Hh]ôm\s+(?:nay|qua))"
_LEAD = rf"(?:{_NOW}\s*,?\s*\(?\s*)?(?:[Nn]gày\s+)?"
_TO = r"\s*(?:đến(?:\s+hết)?(?:\s+ngày)?|và(?:\s+ngày)?|-|–|,)\s*"
_DAYS = r"(?:hai|ba|bốn|năm|\d{1,2}|các|những)\s+ngày"

# Each alternative is anchored by digits and bounded in length, so that the whole runs in linear time.
_PATTERNS = [
    # from … to …: the first day may lack its month or year
    rf"(?:[Tt]ừ\s+(?:{_PART_OF_DAY}\s+)?(?:[Nn]gày\s+)?|[Nn]gày\s+|{_DAYS}\s*,?\s*\(?(?:từ\s+)?(?:ngày\s+)?|(?<=\()(?!{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}))"
    rf"(?P<d1>{_DAY})(?:{_SEP}(?P<m1>{_MONTH})(?:{_SEP}(?P<y1>{_YEAR}))?)?(?:\s*,\s*{_DAY}){{0,3}}{_TO}"
    rf"(?P<d2>{_DAY})(?:{_SEP}|\s+tháng\s+)(?P<m2>{_MONTH})(?:(?:{_SEP}|\s+năm\s+)(?P<y2>{_YEAR}))?",
    rf"{_LEAD}(?P<d>{_DAY})(?P<s>[/.\-–])(?P<m>{_MONTH})(?P=s)(?P<y>{_YEAR})\)?",
    rf"{_LEAD}(?P<dw>{_DAY})\s+tháng\s+(?P<mw>{_MONTH})(?:(?:\s*,?\s+năm\s+|\s?/\s?|\s*,\s*)(?P<yw>{_YEAR}))?",
    rf"(?:[Nn]gày|{_NOW},?(?:\s+ngày)?)\s+\(?(?P<ds>{_DAY})(?:[/.\-]|\s[\-–]\s)(?P<ms>{_MONTH})\b\)?",
    rf"(?:[Tt]háng\s+)(?P<mm>{_MONTH})(?:\s?[/\-]\s?|\s+năm\s+)(?P<ym>{_YEAR})",
    rf"(?:[Nn]ăm\s+)(?P<yy>{_YEAR})(?!\s?[-–]\s?\d)",
    rf"(?P<yi>{_YEAR})-(?P<mi>0[1-9]|1[0-2])-(?P<di>0[1-9]|[12]\d|3[01])(?:T\d\d:\d\d[\d:.+\-]*Z?)?",
]
# The groups of day, month and year of each alternative; '' where it has none.
_PARTS = (
    ("d", "m", "y"), ("dw", "mw", "yw"), ("ds", "ms", ""), ("di", "mi", "yi"), ("", "mm", "ym"), ("", "", "yy"),
)  # fmt: skip
_BEGIN = r"(?:(?<![\w/.\-])|(?<=[^\W\d_][\-–])(?=[A-ZĐ]))"  # 'LSO-Sáng 5/3': an outlet's mark may touch it
_DATE = re.compile(_BEGIN + r"(?:" + "|".join(_PATTERNS) + r")(?![\d/_]|[a-zà-ỹ])", re.UNICODE)
_RELATIVE = re.compile(
    rf"(?<!\w)(?:{_PART_OF_DAY}\s+)?(?:(?P<same>[Cc]ùng\s+ngày)|(?P<before>[Hh]ôm\s+qua)|[Hh]ôm\s+nay)(?!\w)"
    rf"|(?<!\w){_PART_OF_DAY}\s+(?P<now>nay|qua)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span of days; ``last`` is the same as ``first`` for a single day."""

    first: PartialDate
    last: PartialDate


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day told from another: ``same`` as the last one told ('cùng ngày'), else so many from the report's own."""

    same: bool
    days: int = 0


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
            return When(date, date)
    raise AssertionError(match.group())


def find_dates(text: str) -> list[Atom]:
    """Return the dates of a text as atoms of kind 'date' (value: :class:`When`), in order; no impossible ones."""
    found = []
    for match in _DATE.finditer(text):
        try:
            found.append(Atom(match.start(), match.end(), "date", _value(match)))
        except ValueError:  # 31/2/2022: not a date of the calendar
            continue
    return found


def find_relative_days(text: str) -> list[Atom]:
    """Return 'cùng ngày', 'sáng nay', 'hôm qua' as atoms of kind 'day' (value: :class:`RelativeDay`), in order."""
    found = []
    for match in _RELATIVE.finditer(text):
        past = bool(match["before"]) or match["now"] == "qua"
        found.append(Atom(match.start(), match.end(), "day", RelativeDay(bool(match["same"]), -1 if past else 0)))
    return found

"""Partial dates: a day, a month, a year, or a day without its year, with the bounds that queries compare."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

ALWAYS, FOREVER = "0001-01-01", "9999-12-31"  # the days before and after which there are none: for what has no bound


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which some parts may be unknown (0).

    Raises ValueError where the parts name no date of the calendar.
    """

    year: int = 0
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month or not (self.year or self.month):
            raise ValueError(f"not a date: {self}")
        if self.month:
            date(self.year or 2000, self.month, self.day or 1)  # 2000 is a leap year: 29 February is possible
        if self.year:
            date(self.year, 1, 1)

    @classmethod
    def read(cls, lexical: str) -> PartialDate:
        """Return a date with its year by its lexical form: 2022-01-21, 2022-01, 2022. Raises ValueError."""
        return cls(*map(int, lexical.split("-")))

    @property
    def lexical(self) -> str:
        """The XML Schema lexical form: 2022-01-21, 2022-01, 2022, --01-21 (xsd:gMonthDay) or --01 (xsd:gMonth)."""
        parts = [f"{self.year:04}" if self.year else "-"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def datatype(self) -> str:
        """The CURIE of its XML Schema datatype."""
        if not self.year:
            return "xsd:gMonthDay" if self.day else "xsd:gMonth"
        return "xsd:date" if self.day else "xsd:gYearMonth" if self.month else "xsd:gYear"

    @property
    def full(self) -> bool:
        """Whether day, month and year are all known."""
        return bool(self.year and self.day)

    def bounds(self) -> tuple[str, str] | None:
        """Return the first and the last day it can mean, as xsd:date; None without a year."""
        if not self.year:
            return None
        last_month = self.month or 12
        last_day = self.day or calendar.monthrange(self.year, last_month)[1]
        first = date(self.year, self.month or 1, self.day or 1)
        return first.isoformat(), date(self.year, last_month, last_day).isoformat()


def days_between(first: str, last: str) -> int:
    """Return the days from one xsd:date to another; fewer than 0 where that comes first. Raises ValueError."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def agree(one: str, other: str) -> bool:
    """Whether two dates, each perhaps partial ('2022-01', '2022', '--01-21'), may be of one day."""
    ours, theirs = _parts(one), _parts(other)
    return all(a == b for a, b in zip(ours, theirs, strict=True) if a and b)


def _parts(lexical: str) -> tuple[str, str, str]:
    if lexical.startswith("--"):
        return "", lexical[2:4], lexical[5:7]
    return lexical[:4], lexical[5:7], lexical[8:10]

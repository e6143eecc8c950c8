"""Which day a date means: a missing year from the report's own date, 'hôm nay' and 'cùng ngày' from what was told.

A date that may be of two years (or months) stays without it: a wrong date is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg.dates import PartialDate
from kg.reading.words.relative import DayOfMonth, RelativeDay, RelativeSpan, RelativeWeekday
from kg.reading.words.tokens import Token
from kg.reading.words.when import When

_MONTH = 31  # days
_FRESH = 3  # days in which what is told is news even beside a tale of long ago
_SOON = 15  # days that the news is ahead of what it tells as if it were done
_SEASON = 92  # days over a year's turn within which a date needs no year
_HALF_A_YEAR = 183  # days
_AGO, _AGO_WORDS = ("cách", "đây"), 6  # 'Cách đây tròn 70 năm, …'
_NEAR = 20  # days within which 'ngày 5' needs no month
_WEEK = 7
_NEWS = 1990  # the year from which on reports are read
_FULL_DATE = len("2024-03-18")


class Days:
    """Resolves the dates of one report in the order of its text.

    ``report_date`` is an xsd:date, a month (2024-03), or ''; ``today`` the xsd:date that 'hôm nay' means, or '';
    ``known`` are the full dates that the text tells, ``documents`` those of the documents in it. ``lead``: the day
    with which the report opens.
    """

    def __init__(
        self, report_date: str, known: Iterable[When] = (), documents: Iterable[When] = (), *, today: str = ""
    ):
        self._report_date = report_date
        self._report_day = date.fromisoformat(report_date) if len(report_date) == _FULL_DATE else None
        self._today = date.fromisoformat(today) if today else None
        self._last: When | None = None
        self._known, self._documents = _full(known), _full(documents)
        self.lead: Token | None = None
        self.lead_end = 0
        self._acted = False
        self._paragraph, self._long_ago = -1, False
        self.events: set[str] = set()

    def resolve(self, token: Token, *, ahead: bool = False) -> When | None:
        """Return the day or days that a date means; None where that is open.

        ``ahead``: the words around it tell of something to come.
        """
        value = token.value
        if isinstance(value, When):
            ahead = ahead if value.ahead is None else value.ahead
            last = self._with_year(value.last, value, ahead)
            first = self._with_year(value.first, value, ahead)
            if last.year and not value.first.year and first.month > last.month:
                first = _in_year(value.first, last.year - 1) or value.first  # 'từ 28/12 đến 3/1'
            return When(first, last) if first.day or first.year else None
        if isinstance(value, RelativeDay) and value.same:
            return _on(self._last, value.days)
        found = self._relative(value, ahead) if self._today else None
        return When(found, found) if found else None

    def enter(self, paragraph: int, words: Sequence[str]) -> None:
        """Open a sentence by its words: what a paragraph tells of long ago is of no certain year further on."""
        if paragraph != self._paragraph:
            self._paragraph, self._long_ago = paragraph, False
        self._long_ago = self._long_ago or (tuple(words[:2]) == _AGO and "năm" in words[:_AGO_WORDS])

    def see(self, opening: Token | None, end: int, *, acts: bool) -> None:
        """Note the day with which a sentence opens: 'cùng ngày' means it.

        ``end`` is where the sentence ends; ``acts``: it has a verb.
        """
        when = self.resolve(opening) if opening else None
        bounds = when.last.bounds() if when and self._report_day else None
        if bounds and self._report_day:
            told = date.fromisoformat(bounds[1])
            self._long_ago = self._long_ago or (self._report_day - told).days > _HALF_A_YEAR
        if when and when.first.day:
            self._last = when
            if acts and not self._acted and when.first.full:
                self.lead, self.lead_end = opening, end
        self._acted = self._acted or acts

    def told(self, when: When, event: str) -> None:
        """Note the day of an event (its key): 'cùng ngày' means it further on."""
        self._last = when if when.first.day else self._last
        self.events.add(event)

    def _relative(self, value: object, ahead: bool) -> PartialDate | None:
        today = self._today
        assert today is not None
        if isinstance(value, RelativeDay):
            return _partial(today + timedelta(value.days))
        if isinstance(value, RelativeWeekday):
            return _weekday(value, today)
        if isinstance(value, RelativeSpan):
            return _span(value, today)
        assert isinstance(value, DayOfMonth)
        return _day_of_month(value.day, today, ahead if value.ahead is None else value.ahead)

    def _near_report(self, told: PartialDate, before: int = _MONTH) -> PartialDate | None:
        """Return a day of the month before the report, or of the days after it, with its year: news are of these."""
        day = self._report_day
        for year in (day.year, day.year - 1, day.year + 1) if day else ():
            near = _same_year(told, date(year, 1, 1))
            if near and day and -_SOON <= (day - near).days <= before:
                return _partial(near)
        return None

    def _near_told(self, told: PartialDate) -> PartialDate:
        """'Sáng 19/3' near 'từ ngày 18 đến 20/3/2024': the year of the latest day told within a month of it.

        A document's day tells it only where it follows soon (the notice of what a meeting came to), and where the
        report has no date of its own.
        """
        documents = () if self._report_date else self._documents
        for day, sooner, later in (
            *((k, -_MONTH, _MONTH) for k in self._known),
            *((d, 0, _SOON) for d in documents),
        ):
            near = _same_year(told, day)
            if near and sooner <= (day - near).days <= later:
                return _partial(near)
        return told

    def _with_year(self, told: PartialDate, value: When, ahead: bool) -> PartialDate:
        """Return a date with its year, where it can be of one year only."""
        if told.year:
            return told
        if value.years is not None:
            year = int(self._report_date[:4]) + value.years if self._report_date else 0
            return (_in_year(told, year) or told) if year else told
        if self._long_ago:
            return self._near_report(told, _FRESH) or told
        near = (None if ahead else self._near_report(told)) or self._near_told(told)
        if near.year or not self._report_date:
            return near
        return self._to_come(told) if ahead else self._past(told, told_past=value.ahead is False)

    def _past(self, told: PartialDate, *, told_past: bool) -> PartialDate:
        """A day before the report is of its year; one far ahead of it is of last year, where that is not long ago."""
        year, month = int(self._report_date[:4]), int(self._report_date[5:7] or 12)
        if told.month < month or (told.month == month and self._gone(told, year)):
            return _in_year(told, year) or told
        last = _in_year(told, year - 1)
        return last if last and (told_past or self._since(last) <= _SEASON) else told

    def _to_come(self, told: PartialDate) -> PartialDate:
        """What is to come is of this year, or early in the next; or it was to come a few days ago."""
        year = int(self._report_date[:4])
        this, following = _in_year(told, year), _in_year(told, year + 1)
        if this and self._since(this) <= (_SOON if this.day else 0):
            return this
        return following if following and -self._since(following) <= _SEASON else told

    def _gone(self, told: PartialDate, year: int) -> bool:
        this = _in_year(told, year)
        return this is not None and self._since(this) >= 0

    def _since(self, told: PartialDate) -> int:
        """Return how many days before the report a date lies: 0 within its month, where either has no day."""
        day = self._report_day or date.fromisoformat(self._report_date + "-15")
        if not (told.day and self._report_day) and (told.year, told.month) == (day.year, day.month):
            return 0
        return (day - date(told.year, told.month, told.day or 1)).days


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _in_year(told: PartialDate, year: int) -> PartialDate | None:
    """Return a date in a year; None for 29 February of one that has none."""
    try:
        return PartialDate(year, told.month, told.day)
    except ValueError:
        return None


def _on(when: When | None, days: int) -> When | None:
    """Return the day so many days behind the last one of another date; None where that has no year."""
    if when is None or not days:
        return when
    if not when.last.full:
        return None
    day = _partial(date(when.last.year, when.last.month, when.last.day) + timedelta(days))
    return When(day, day)


def _weekday(value: RelativeWeekday, today: date) -> PartialDate | None:
    """Return the day that a weekday means; None where it may be today or a week from it."""
    steps = value.weekday - today.weekday()
    if value.weeks is not None:
        return _partial(today + timedelta(steps + _WEEK * value.weeks))
    if not steps:
        return None
    steps = steps % _WEEK if value.ahead else steps % _WEEK - _WEEK
    return _partial(today + timedelta(steps))


def _span(value: RelativeSpan, today: date) -> PartialDate | None:
    """Return the month or year of a span; None for a week that lies in two years."""
    if value.unit == "năm":
        return PartialDate(today.year + value.steps)
    if value.unit == "tháng":
        months = today.year * 12 + today.month - 1 + value.steps
        return PartialDate(months // 12, months % 12 + 1)
    monday = today - timedelta(today.weekday()) + timedelta(_WEEK * value.steps)
    first, last = monday, max(monday + timedelta(_WEEK - 1), today if value.loose else monday)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else 0)


def _day_of_month(day: int, today: date, ahead: bool) -> PartialDate | None:
    """Return the last such day, or the next one, where it is near."""
    months = today.year * 12 + today.month - 1
    for number in (months, months + 1) if ahead else (months, months - 1):
        try:
            found = date(number // 12, number % 12 + 1, day)
        except ValueError:  # 30 February
            continue
        if 0 <= (found - today if ahead else today - found).days <= _NEAR:
            return _partial(found)
    return None


def _full(dates: Iterable[When]) -> list[date]:
    """Return the days of full dates, the latest first, each once; not those of history, which date no report."""
    days = {
        date(when.last.year, when.last.month, when.last.day)
        for when in dates
        if when.last.full and when.last.year >= _NEWS
    }
    return sorted(days, reverse=True)


def _same_year(told: PartialDate, known: date) -> date | None:
    """Return the day told, in the year of another one; None where there is no such day."""
    try:
        return date(known.year, told.month, told.day) if told.month and told.day else None
    except ValueError:
        return None

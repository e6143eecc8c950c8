"""Which day a date means: a missing year from the report's own date, 'hôm nay' and 'cùng ngày' from what was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kg.dates import PartialDate
from kg.reading.words.tokens import Token
from kg.reading.words.when import RelativeDay, When

_MONTH = 31  # days
_SOON = 15
_NEWS = 1990  # the year from which on reports are read
_FULL_DATE = len("2024-03-18")


class Days:
    """Resolves the dates of one report in the order of its text.

    ``report_date`` is an xsd:date, a month (2024-03), or ''; ``known`` are the full dates that the text tells,
    ``documents`` those of the documents in it. ``lead``: the day with which the report opens.
    """

    def __init__(self, report_date: str, known: Iterable[When] = (), documents: Iterable[When] = ()):
        self._report_date = report_date
        self._last: When | None = None
        self._known, self._documents = _full(known), _full(documents)
        self.lead: Token | None = None
        self.lead_end = 0
        self._acted = False
        self.events: set[str] = set()

    def resolve(self, token: Token) -> When | None:
        """Return the day or days that a date means; None where that is open."""
        value = token.value
        if isinstance(value, RelativeDay):
            return self._last if value.same else self._from_report(value.days)
        assert isinstance(value, When)
        first, last = self._with_year(value.first), self._with_year(value.last)
        return When(first, last) if first.day or first.month or first.year else None

    def see(self, opening: Token | None, end: int, *, acts: bool) -> None:
        """Note the day with which a sentence opens: 'cùng ngày' means it.

        ``end`` is where the sentence ends; ``acts``: it has a verb.
        """
        when = self.resolve(opening) if opening else None
        if when and when.first.day:
            self._last = when
            if acts and not self._acted and when.first.full:
                self.lead, self.lead_end = opening, end
        self._acted = self._acted or acts

    def told(self, when: When, event: str) -> None:
        """Note the day of an event (its key): 'cùng ngày' means it further on."""
        self._last = when
        self.events.add(event)

    def _from_report(self, days: int) -> When | None:
        if len(self._report_date) < _FULL_DATE:
            return None
        day = date.fromisoformat(self._report_date) + timedelta(days)
        known = PartialDate(day.year, day.month, day.day)
        return When(known, known)

    def _near_report(self, told: PartialDate) -> PartialDate | None:
        """Return a day of the month before the report, or of the days after it, with its year: news are of these."""
        if len(self._report_date) < _FULL_DATE:
            return None
        day = date.fromisoformat(self._report_date)
        for year in (day.year, day.year - 1, day.year + 1):
            near = _same_year(told, date(year, 1, 1))
            if near and -_SOON <= (day - near).days <= _MONTH:
                return PartialDate(near.year, near.month, near.day)
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
                return PartialDate(near.year, near.month, near.day)
        return told

    def _with_year(self, told: PartialDate) -> PartialDate:
        """A day without its year is of the report's year; of the year before, where it would lie far ahead."""
        if told.year:
            return told
        near = self._near_report(told) or self._near_told(told)
        if near.year or not self._report_date:
            return near
        try:
            year = int(self._report_date[:4])
            near = PartialDate(year, told.month, told.day)
            ahead = near.lexical[:7] > _half_a_year_on(self._report_date)
            return PartialDate(year - 1, told.month, told.day) if ahead else near
        except ValueError:  # 29 February of a year that has none: the year stays open
            return told


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


def _half_a_year_on(day: str) -> str:
    """Return the month (2024-07) that lies six months after an xsd:date."""
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + 6
    return f"{months // 12:04}-{months % 12 + 1:02}"

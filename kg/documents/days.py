"""The day of publication as documents write it → an xsd:date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo

VIETNAM = timezone(timedelta(hours=7))
_LONGEST = 200
_YEARS = range(1900, 2101)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_MONTH = r"(?:tháng|thg)\W{0,2}(?P<month>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
# The forms, the surest first; a day comes before its month, as everywhere in Vietnam.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        _DAY + r"\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?" + _YEAR,
        _DAY + r"\W{1,2}" + _MONTH + r"\W{0,3}(?:năm\s)?" + _YEAR,
        _MONTH + r"\s" + r"(?P<day>\d{1,2}),?\s" + _YEAR,
        _DAY + r"(?:st|nd|rd|th)?[\s-]" + _NAME + r"[.,]?[\s-]" + _YEAR,
        r"\b" + _NAME + r"\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s" + _YEAR,
        r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)$",
        r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/.-])",
    )
)
_HEADER = re.compile(
    r"(?:[a-z]{3}, ?)?\d{1,2} [a-z]{3} (?:\d\d){1,2} \d\d:\d\d(?::\d\d)? (?:[a-z]{1,4}|[+-]\d{4})(?: \(.*\))?",
    re.IGNORECASE,
)  # as mails and feeds have it
_EPOCH = re.compile(r"\d{9,10}(\.\d*)?|\d{13}(\.0*)?")
_CENTURY_TURNS = 70  # 69 is 2069, 70 is 1970


def day(written: str, zone: tzinfo = VIETNAM) -> str:
    """Return the day that a document's words for it name, as an xsd:date, '' where they name none.

    Usual forms in Vietnamese and English are known, day before month, with or without weekday and time; ISO 8601; as
    mails and feeds have it; and seconds or milliseconds since 1970. A time that is given in UTC, as crawlers store it,
    is taken to its day in a time zone, Vietnam's; otherwise the day is the one that is written.
    """
    written = written.strip()
    if len(written) > _LONGEST:
        return ""
    if _EPOCH.fullmatch(written):
        return _since_1970(float(written), zone)
    try:
        moment = _of_header(written) if _HEADER.fullmatch(written) else datetime.fromisoformat(written)
    except (ValueError, OverflowError):
        return _searched(written)
    if moment.tzinfo is not None and not moment.utcoffset():
        moment = _within(zone, moment)
    return _lexical(moment.year, moment.month, moment.day)


def _of_header(written: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(written.replace("-0000", "+0000"))  # UTC both: -0000 keeps silent on where


def _since_1970(count: float, zone: tzinfo) -> str:
    moment = datetime.fromtimestamp(count / 1000 if count >= 1e12 else count, zone)
    return _lexical(moment.year, moment.month, moment.day)


def _within(zone: tzinfo, moment: datetime) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def _searched(written: str) -> str:
    for form in _FORMS:
        if found := form.search(written):
            parts = found.groupdict()
            name, year = parts.get("name"), int(parts["year"])
            month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
            if len(parts["year"]) == 2:
                year += 2000 if year < _CENTURY_TURNS else 1900
            return _lexical(year, month, int(parts["day"]))
    return ""


def _lexical(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year in _YEARS else ""
    except ValueError:
        return ""

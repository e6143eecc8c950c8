"""The day of a report by its own text, where nobody told it: the page's date line, else the day with which it opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.reading.words.dateline import Dateline
from kg.reading.words.tokens import Atom
from kg.reading.words.when import When

_HEAD = 400  # characters: how far the head of a report goes
_DATELINE = 16  # letters beside the date in a line of the page that only dates it ('Thứ năm, 12/9/2019 | 14:05')
_NEWS = 1990  # the year from which on reports are read
_BEFORE, _AFTER = 2, 45  # days that the day told first may lie ahead of the page's date, or behind it
_ABOUT_TODAY = 3  # days between the day of writing and that of publication
_LETTER = re.compile(r"[^\W\d_]")
_STAMP = re.compile(r"\s*date:?\s+((?:19|20)\d\d-\d\d(?:-\d\d)?)\b", re.I)  # what a fetched page says of itself
_LABELLED = re.compile(r"(?i)\b(?:ngày\s+đăng|đăng\s+(?:ngày|lúc|tải)|(?:ngày\s+)?xuất\s+bản|posted|published)\b")
_CLOCK = re.compile(r"(?i)(?<!\d)\d{1,2}\s?(?:[:h]|giờ)\s?\d\d(?!\d)|\bGMT\b")
# When somebody looked at the page, printed or kept it: nothing about when it was written.
_KEPT = re.compile(
    r"(?i)\b(?:in\s+(?:trang|ngày|lúc|bài)|bản\s+in|lưu|sao\s+lưu|truy\s+cập|truy\s+xuất|tải\s+(?:về|xuống|ngày)"
    r"|hôm\s+nay|bây\s+giờ|saved|archived|printed|accessed|retrieved|downloaded|today)\b"
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """The day of a report: an xsd:date, a month (2024-03), or ''. ``exact``: it is the day of publication."""

    day: str = ""
    exact: bool = False


def page_date(text: str, atoms: Sequence[Atom], from_where: Dateline | None) -> PageDate:
    """Return the day that the report's head or its dateline tells, else the full day with which it opens.

    A line of the page counts where it says that it is the day of publication, has the time of day, or is all there is;
    not where the page was kept on that day, or where the report opens with a day that lies far from it.
    """
    stamp = _STAMP.match(text)
    if stamp and len(stamp[1]) > len("2024-03"):
        return PageDate(stamp[1], True)
    month = stamp[1] if stamp else ""
    head = [a for a in atoms if a.kind == "date" and a.start <= _HEAD and isinstance(a.value, When)]
    opening = next((a for a in head if _opens(text, a)), None)
    lead = opening.value if opening and isinstance(opening.value, When) else None
    day = _of_page(text, head, lead, month)
    written = from_where.date if from_where else None
    if not day and written and written.full and written.lexical.startswith(month):
        day = written.lexical
    if day:
        return PageDate(day, True)
    told = [a.value.first for a in head if _opens(text, a) and isinstance(a.value, When)]
    full = next((d.lexical for d in told if d.full and d.year >= _NEWS and d.lexical.startswith(month)), "")
    return PageDate(full or month)


def day_of_writing(atoms: Iterable[Atom], head: Dateline | None, published: str) -> str:
    """Return the xsd:date that 'hôm nay' means in a report; '' where it is not certain.

    'Sáng nay (4/3)', or a dateline of 4 March: written on that day, even if it was published on the day after.
    """
    days = ((a.value.first, a.value.from_today) for a in atoms if isinstance(a.value, When))
    told = [(day, from_today) for day, from_today in days if from_today is not None and day.day]
    told += [(head.date, 0)] if head and head.date else []
    if not told:
        return published
    first, from_today = told[0]
    for year in [first.year] if first.year else _years(published):
        day = _date(year, first.month, first.day)
        today = day - timedelta(from_today) if day else None
        if today and (first.year or abs((date.fromisoformat(published) - today).days) <= _ABOUT_TODAY):
            return today.isoformat()
    return ""


def _of_page(text: str, head: Sequence[Atom], lead: When | None, month: str) -> str:
    """Return the day of the page's date lines that is certain, in that month where it is known; or ''."""
    ranked = sorted(_lines(text, head), key=lambda found: -found[0])
    ranked = [(rank, day) for rank, day in ranked if day.startswith(month) and (lead is None or _fits(day, lead))]
    days = {day for rank, day in ranked if rank == ranked[0][0]}
    return days.pop() if len(days) == 1 else ""


def _lines(text: str, head: Sequence[Atom]) -> Iterator[tuple[int, str]]:
    """Yield (how much it says for itself, day) of each line of the page that only dates it."""
    for atom in head:
        assert isinstance(atom.value, When)
        line = text[text.rfind("\n", 0, atom.start) + 1 : (text.find("\n", atom.end) + 1 or len(text) + 1) - 1]
        rest = len(_LETTER.findall(line)) - len(_LETTER.findall(text, atom.start, atom.end))
        labelled = bool(_LABELLED.search(line))
        if atom.value.first.full and rest <= _DATELINE + 8 * labelled and not _KEPT.search(line):
            yield 2 * labelled + bool(_CLOCK.search(line)), atom.value.first.lexical


def _opens(text: str, atom: Atom) -> bool:
    """Whether a date opens a sentence ('Ngày 21/1/2022, …'), and does not stand alone in a line of the page."""
    line = text[text.rfind("\n", 0, atom.start) + 1 : (text.find("\n", atom.end) + 1 or len(text) + 1) - 1]
    rest = len(_LETTER.findall(line)) - len(_LETTER.findall(text, atom.start, atom.end))
    return text[atom.start].isupper() and rest > _DATELINE


def _fits(day: str, lead: When) -> bool:
    """Whether the day with which a report opens may be news on the day of the page."""
    first, page = lead.first, date.fromisoformat(day)
    if not first.day:
        return True
    years = [first.year] if first.year else [page.year, page.year - 1, page.year + 1]
    told = [found for year in years if (found := _date(year, first.month, first.day))]
    return any(-_BEFORE <= (page - found).days <= _AFTER for found in told)


def _years(published: str) -> list[int]:
    year = int(published[:4]) if published else 0
    return [year, year - 1, year + 1] if year else []


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

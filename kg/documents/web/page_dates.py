"""Lines of a page that say when it was published or changed, and what days can be meant."""

from __future__ import annotations

import re
from datetime import tzinfo

from kg.documents import days
from kg.documents.web import page_words

EARLIEST = "1990-01-01"  # before the web: such a day is a slip, or of something else
_LONGEST = 90
_DATE = re.compile(
    r"(?<![\d/.-])(?:[0-3]?\d\s?([/.-])\s?[01]?\d\s?\1\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|"
    r"[0-3]?\d,?\s+tháng\s+\d{1,2}(?:,?\s+năm|,)?\s+(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
# What may stand beside the date in a line that is nothing else.
_FILLER = re.compile(
    r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|\d{1,2}\s*(?::|h|g|giờ)\s*\d{0,2}(?:\s*:\s*\d\d)?"
    r"|\(?gmt\s*\+?\s*\d*\)?|\b(?:am|pm|sa|ch|lúc|ngày|vào|phút|utc)\b|[\W_]+",
    re.IGNORECASE,
)
# Month first, as systems write it that are set to English: which is which is not certain.
_AMERICAN = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d:\d\d [AP]M", re.IGNORECASE)
_SPAN = 40  # characters from the beginning of a date


def of_metadata(value: str, zone: tzinfo = days.VIETNAM) -> str:
    """Return the day that a page's metadata gives, '' where it gives none that can be meant.

    What is given in UTC is taken to its day in the zone.
    """
    day = "" if _AMERICAN.search(value) else days.day(value, zone)
    return day if day >= EARLIEST else ""


def of_line(text: str) -> str:
    """Return the day that a line tells which is nothing but such a date, '' for none."""
    if not is_line(text):
        return ""
    told = page_words.behind(text, "published")  # 'Cập nhật: 9/3/2022 - Ngày đăng: 5/3/2022'
    found = _DATE.search(told) or _DATE.search(text)
    return of_metadata(found.string[found.start() :][:_SPAN])


def is_line(text: str) -> bool:
    """Return whether a line is nothing but when a page was published, changed or looked at.

    Behind such words and a date other things may stand ('Ngày đăng: 15-03-2022 - Lượt xem: 12').
    """
    found = _DATE.search(text) if len(text) <= _LONGEST else None
    if not found:
        return False
    before, behind = text[: found.start()], text[found.end() :]
    label = next((what for what in ("published", "updated", "today") if page_words.begins(before, what)), "")
    if label:
        return not _FILLER.sub("", page_words.after(before, label))
    return not _FILLER.sub("", before) and not _FILLER.sub("", behind)

"""Days and partial dates as text: what they may mean, and whether two of them can be one day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.dates import PartialDate

_YEARLY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")


def bounds(lexical: str) -> tuple[str, str] | None:
    """Return the first and last day that a date, month or year can mean, as xsd:date; None for anything else."""
    found = _YEARLY.match(lexical)
    try:
        return PartialDate(*(int(part or 0) for part in found.groups())).bounds() if found else None
    except ValueError:  # the 31st of June
        return None


def later(day: str, days: int) -> str:
    """Return the day (xsd:date) that many days later, the calendar's last or first where it ends before."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return (date.max if days > 0 else date.min).isoformat()


def full(lexical: str) -> bool:
    """Whether a value is a whole day of the calendar."""
    try:
        return len(lexical) == 10 and bool(date.fromisoformat(lexical))
    except ValueError:
        return False

"""The dateline of a report: 'Hà Nội, ngày 5 tháng 3 (TTXVN) - …', 'Lạng Sơn: …': from where and when it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import PartialDate
from kg.lexicon.lexicon import lexicon, words
from kg.text import one_space

_HEAD = 2000  # characters of a report's head
_LINES = 6  # lines of a report's head among which its dateline stands
_UPPER = "A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ"
_WORD = rf"[{_UPPER}][^\W\d_]*"
_PLACE = rf"(?P<place>(?:(?:TP|Tp|TX|Thành phố|Tỉnh|tỉnh)\.?\s?)?{_WORD}(?:[ -]{_WORD}){{0,3}})"
_DATE = (
    r"(?:ngày\s+)?(?P<day>0?[1-9]|[12]\d|3[01])(?:\s?[/.\-]\s?|\s+tháng\s+)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?:\s?[/.\-]\s?|\s*,?\s+năm\s+)(?P<year>(?:19|20)\d\d))?(?!\d)"
)
_AGENCY = rf"(?:\(\s*[{_UPPER}][\w.+]{{1,14}}(?:\s+\w+)?\s*\))"
_END = r"\s*(?:[-–—:]|\.(?=\s))"
_DATED = re.compile(rf"\(?{_PLACE}\s*(?:,\s*|\(\s*|\s){_DATE}\s*\)?\s*{_AGENCY}?{_END}")
_SIGNED = re.compile(rf"\(\s*[{_UPPER}][\w.+]{{1,14}}\s*[,\s]\s*{_DATE}\s*\){_END}")  # '(TTXVN, 5/3) - …'
_PLAIN = re.compile(rf"\(?{_PLACE}\s*(?:\)|(?P<agency>{_AGENCY}))?\s*(?:[-–—](?=\s)|:)")

_HEADS = (("tp",), ("tp", "."), ("tx",), ("tx", "."), ("thành", "phố"), ("tỉnh",), ())


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was written, as it says it ('' where it does not), and on which day, perhaps without its year."""

    place: str
    date: PartialDate | None = None


def dateline(text: str) -> Dateline | None:
    """Return the dateline of a report: the first one that opens one of the lines of its head."""
    for line in [line.strip() for line in text[:_HEAD].split("\n") if line.strip()][:_LINES]:
        if (found := _DATED.match(line)) and (place := _known(found)) and (date := _date(found)):
            return Dateline(place, date)
        if (found := _SIGNED.match(line)) and (date := _date(found)):
            return Dateline("", date)
        if (found := _PLAIN.match(line)) and (place := _known(found)):
            return Dateline(place)
    return None


def _date(found: re.Match[str]) -> PartialDate | None:
    try:
        return PartialDate(*(int(found[part] or 0) for part in ("year", "month", "day")))
    except ValueError:  # 31/2
        return None


def _known(found: re.Match[str]) -> str:
    """Return the place of a dateline, where it is one of the gazetteer; a country only beside an agency or a day."""
    groups = found.groupdict()
    named = words(groups.get("place") or "")
    for head in _HEADS:
        rest = named[len(head) :] if tuple(named[: len(head)]) == head else []
        end, places = lexicon().places.longest(rest, 0) if rest else (0, [])
        if rest and end == len(rest):
            lone = places[0].kind == "nước" and not (groups.get("agency") or groups.get("day"))
            return "" if lone else one_space(found["place"])
    return ""

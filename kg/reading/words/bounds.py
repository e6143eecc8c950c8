"""From when until when somebody held a post, in the words behind its title: 'từ ngày 1/3/2016 đến ngày 1/3/2021'.

Also 'giai đoạn 2010 - 2015', '(2016 – 2021)', 'từ tháng 3/2016 đến nay'. A term ('nhiệm kỳ 2016 - 2021') is its
committee's: people come and go within it, so it bounds nobody's tenure, but what is past of it is past for all.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from kg.dates import PartialDate, days_between

_S = r"[^\S\n]"  # a space within the line
_DAY, _MONTH, _YEAR = r"0?[1-9]|[12]\d|3[01]", r"0?[1-9]|1[0-2]", r"(?:19|20)\d\d"
_DATE = (
    rf"(?:ngày{_S}+)?(?P<d>{_DAY})(?:{_S}?[/.\-]{_S}?|{_S}+tháng{_S}+)(?P<dm>{_MONTH})"
    rf"(?:{_S}?[/.\-]{_S}?|{_S}*,?{_S}+năm{_S}+)(?P<dy>{_YEAR})(?![\d/])"
    rf"|(?:tháng{_S}+)?(?P<m>{_MONTH})(?:{_S}?[/\-.]{_S}?|{_S}+năm{_S}+)(?P<my>{_YEAR})(?![\d/])"
    rf"|(?:năm{_S}+)?(?P<y>{_YEAR})(?![\d/])"
    rf"|ngày{_S}+(?P<nd>{_DAY})(?:[/.\-]|{_S}+tháng{_S}+)(?P<nm>{_MONTH})(?![\d/])"
)
_PARTS = (("dy", "dm", "d"), ("my", "m", ""), ("y", "", ""), ("", "nm", "nd"))
_TO = rf"{_S}*(?:(?:cho{_S}+)?(?:đến|tới)(?:{_S}+hết)?{_S}+|[-–—]{_S}*)"
_ERA = rf"(?:(?:trong{_S}+)?(?:giai{_S}+đoạn|thời{_S}+k[ỳì]|các{_S}+năm|những{_S}+năm){_S}+)"
_FROM = rf"(?:(?:kể{_S}+)?từ{_S}+)"
_WHEN = re.compile(_DATE, re.I)
_OPENS = re.compile(rf"(?P<mark>{_S}*[,:]?{_S}*\(?)(?P<era>{_ERA}?)(?P<from>{_FROM}?)", re.I)
_JOINS = re.compile(_TO, re.I)
_NOW = re.compile(rf"(?:nay|bây{_S}+giờ|hiện{_S}+(?:tại|nay))\b", re.I)
_ONLY_TO = re.compile(rf"{_S}*,?{_S}*(?:cho{_S}+)?(?:đến|tới)(?:{_S}+hết)?{_S}+", re.I)
_FROM_DAY = re.compile(rf"\b(?:kể{_S}+)?từ{_S}+(?=(?:ngày|tháng|năm)?{_S}*\d)", re.I)
_SHORT = re.compile(rf"(?P<d>{_DAY})[/\-](?P<m>{_MONTH})(?![\d/])")  # 'từ 15/3'
_UNTIL = re.compile(r"\d|ngày|tháng|năm", re.I)  # what would be a date, not 'đến khi có quyết định mới'
_CLOSES = re.compile(rf"{_S}*(?:[.;)\n]|$)")
_CLOSES_OR_GOES_ON = re.compile(rf"{_S}*(?:[.,;)\n]|$|(?:khi|rồi|thì|và|để|mới|do|vì|theo)\b)", re.I)
_TERM = re.compile(rf"nhiệm{_S}+k[ỳì]{_S}+({_YEAR}){_S}*[-–—]{_S}*({_YEAR})(?!\d)", re.I)
_BEHIND = re.compile(rf"{_S}*[,(]?{_S}*(?:kh[óo][áa]{_S}+[IVXLC]+{_S}*,?{_S}*)?", re.I)
_BEGINS = r"(?:^|(?<=[\n;.,:])|(?<=trước đó)|(?<=trước đây)|(?<=rằng))"  # 'Trước đó, từ …', 'ông A cho biết, từ …'
_FRONT = re.compile(
    rf"{_BEGINS}{_S}*(?P<told>(?:từ|giai{_S}+đoạn)[^\n;.]{{4,60}}?){_S}*,?{_S}*(?:(?:ông|bà|đồng{_S}+chí){_S}+)?$",
    re.I,
)

_SHORTEST = 180  # days: what is told of a title alone and lasts no longer is a visit or a trip
_LONGEST = 25 * 366  # days: years in brackets that lie further apart are those of a life
_LOOKS_BACK = 90  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """The bounds told of a tenure, by the words from ``start`` to ``end``. ``term``: they are its committee's."""

    since: PartialDate | None
    until: PartialDate | None
    start: int
    end: int
    term: bool = False

    def dated(self, day: str) -> Told:
        """Return the same with the year of a day told without one ('từ ngày 1/10'): that nearest to an xsd:date."""
        return replace(self, since=_near(self.since, day), until=_near(self.until, day))

    @property
    def inverted(self) -> bool:
        """Whether it would end before it begins."""
        return bool(self.since and self.until and _last(self.until) < _first(self.since))

    def over(self, day: str) -> bool:
        """Whether it had ended before a day (xsd:date), by what is told."""
        return bool(day and self.until and not self.inverted and _last(self.until) < day)

    def ahead(self, day: str) -> bool:
        """Whether it had not begun by a day (xsd:date), by what is told."""
        return bool(day and self.since and _first(self.since) > day)


def told_behind(text: str, start: int, end: int, *, given: bool) -> Told | None:
    """Return the bounds of a tenure told with the title at ``start`` to ``end``, or right behind it.

    ``given``: the title is one that somebody is told to hold or to be given ('giữ chức P từ năm 2016'): then one bound
    alone counts, and a short time too.
    """
    found = _TERM.search(text, start, end)
    if found is None and (gap := _BEHIND.match(text, end)):
        found = _TERM.match(text, gap.end())
    told = _between(text, max(end, found.end()) if found else end, given=given)
    if found and told is None:
        return _of_term(found)
    told = told or (_only_until(text, end) if given else None)
    return told if told and (given or _like_a_tenure(told)) else None


def _only_until(text: str, at: int) -> Told | None:
    """'giữ chức P đến ngày 1/3/2021.'; not where the date opens what is told next: 'đến năm 2025 sẽ …'."""
    opens = _ONLY_TO.match(text, at)
    last = _date(text, opens.end()) if opens else None
    closes = _CLOSES if opens and "," in opens.group() else _CLOSES_OR_GOES_ON
    return Told(None, last[0], *_words(opens, last[1])) if opens and last and closes.match(text, last[1]) else None


def told_before(text: str, start: int, *, given: bool) -> Told | None:
    """Return the bounds with which the sentence opens: 'Từ năm 2016 đến năm 2021, ông A giữ chức P'; A at ``start``.

    ``given`` as in :func:`told_behind`: 'ông A là P' tells a title alone.
    """
    begin = max(0, start - _LOOKS_BACK)
    found = _FRONT.search(text[begin:start])
    told = _between(text, begin + found.start("told"), given=True) if found else None
    whole = found and told and told.end == begin + found.end("told")
    return told if whole and told and told.until and (given or _like_a_tenure(told)) else None


def told_end(text: str, start: int, end: int) -> Told | None:
    """Return the first date behind 'từ', 'kể từ' between two offsets, as that from which a post is held no longer."""
    for opens in _FROM_DAY.finditer(text, start, end):
        if (found := _date(text, opens.end()) or _short(text, opens.end())) and found[1] <= end:
            return Told(None, found[0], opens.start(), found[1])
    return None


def _between(text: str, at: int, *, given: bool) -> Told | None:
    opens = _OPENS.match(text, at)
    if opens is None or not (opens["era"] or opens["from"] or "(" in opens["mark"]):
        return None
    if not given and opens["mark"].strip(" \t\u00a0(") != "":
        return None  # 'ông A, P, từ năm 2016 đến nay đã …' tells of what is done since
    first = _date(text, opens.end()) or (_short(text, opens.end()) if given and opens["from"] else None)
    joined = _JOINS.match(text, first[1]) if first else None
    if first is None or (joined is None and not (given and opens["from"])):
        return None
    if joined is None:
        return Told(first[0], None, *_words(opens, first[1]))
    if now := _NOW.match(text, joined.end()):
        return Told(first[0], None, *_words(opens, now.end()))
    if last := _date(text, joined.end()):
        return Told(first[0], last[0], *_words(opens, last[1]))
    open_ = given and opens["from"] and joined.group().strip(" -–—") and not _UNTIL.match(text, joined.end())
    return Told(first[0], None, *_words(opens, first[1])) if open_ else None  # 'từ ngày 1/3 đến khi kiện toàn'


def _words(opens: re.Match[str], end: int) -> tuple[int, int]:
    """Return where the words of bounds stand: without the blanks and the comma before them, in both brackets."""
    words, text = opens.group(), opens.string
    if "(" in words and text[end : end + 1] == ")":
        return opens.start() + words.index("("), end + 1
    return opens.start() + len(words) - len(words.lstrip(" \t\u00a0,:(")), end


def _date(text: str, at: int) -> tuple[PartialDate, int] | None:
    found = _WHEN.match(text, at)
    for year, month, day in _PARTS:
        if found and found[year or day]:
            try:
                date = PartialDate(*(int(found[part]) if part else 0 for part in (year, month, day)))
            except ValueError:  # 31/2/2022
                return None
            return date, found.end()
    return None


def _short(text: str, at: int) -> tuple[PartialDate, int] | None:
    found = _SHORT.match(text, at)
    try:
        return (PartialDate(0, int(found["m"]), int(found["d"])), found.end()) if found else None
    except ValueError:  # 'từ 30/2'
        return None


def _of_term(found: re.Match[str]) -> Told | None:
    first, last = int(found[1]), int(found[2])
    return Told(PartialDate(first), PartialDate(last), *found.span(), term=True) if first < last else None


def _like_a_tenure(told: Told) -> bool:
    """Whether bounds beside a mere title are those of a tenure, not of a visit or a life."""
    if not (told.since and told.since.year) or (told.until and not told.until.year):
        return False
    return told.until is None or _SHORTEST < days_between(_first(told.since), _last(told.until)) < _LONGEST


def _near(date: PartialDate | None, day: str) -> PartialDate | None:
    if date is None or date.year:
        return date
    years = [int(day[:4]) + n for n in (-1, 0, 1)] if day else []
    near = [replace(date, year=year) for year in years if (date.month, date.day) != (2, 29) or calendar.isleap(year)]
    return min(near, key=lambda one: abs(days_between(one.lexical, day)), default=None)


def _first(date: PartialDate) -> str:
    return (date.bounds() or ("", ""))[0]


def _last(date: PartialDate) -> str:
    return (date.bounds() or ("", ""))[1]

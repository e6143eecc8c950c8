"""Which events are one: by day, organiser, kind, name, people and place, across reports that tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.dates import agree, days_between
from kg.lexicon.tables import Row, read, table
from kg.model import Entity
from kg.resolution.homes import is_province
from kg.resolution.sheet import Gathering, NameOf, Sheet, known, named, of_all_ages
from kg.resolution.unit import Mention, Rules, Unit
from kg.resolution.verdict import Reason, Verdict, compared, differing, reason, verdict
from kg.text import key as fold_key

_SEP = "\x1f"
_SOON, _AFTER = 3, 7  # days within which papers mostly, and at last, tell of an event whose day they do not give
_NEWS = 1900  # no report is older
_LATE = 30  # days after which it is another event
_LONG = 5  # telling words of a name by which an event is found whatever its day
_ALIKE = 0.4  # share of words in common from which two names may be one
_FEW = 2  # telling words below which a name says nothing
_COUNTS = re.compile(
    r"(?:lần thứ|thứ|khóa|kỳ|tháng|quý|năm|giai đoạn|nhiệm kỳ|đợt|phiên) *"
    r"(\d(?:[\d/.-]*\d)?|[ivxlc]+\b|(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười)"
    r"(?: (?:một|mốt|hai|ba|tư|bốn|năm|lăm|sáu|bảy|tám|chín)\b)?|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín)"
)
_RECURRING = re.compile(r"\b(?:giao ban|thường kỳ|định kỳ|hằng tuần|hàng tuần|hằng tháng|hàng tháng)\b")
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = {w: i for i, w in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)} | {
    "bốn": 4,
    "một": 1,
    "mốt": 1,
    "lăm": 5,
}


@dataclass(frozen=True, slots=True)
class EventTold:
    """What a report says of an event; ``near`` is the day of the report, for an event without one.

    ``part`` is a day of which a part is not told ('--06-21', '2025-06'), '' where the whole day is, or none of it.
    """

    name: str
    kind: str
    day: str
    part: str
    near: str
    hosts: frozenset[str]
    chairs: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    homes: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventView:
    """What all reports of a unit say of an event; ``words`` are those of its name that tell, ``counts`` its numbers."""

    name: str
    words: frozenset[str]
    counts: frozenset[tuple[str, str]]
    kinds: frozenset[str]
    days: frozenset[str]
    parts: frozenset[str]
    near: frozenset[str]
    hosts: frozenset[str]
    chairs: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    homes: frozenset[str]


def mentions(sheet: Sheet, body_name: NameOf) -> Iterator[Mention]:
    """Yield the events of a report; ``body_name`` gives what names a body's cluster."""
    for event in sheet.of("Event"):
        told = _told(sheet, event, body_name)
        unit = _SEP.join(("Event", *event.identity)) if event.complete else None
        # One key is one event; but two papers give one event two names, so other keys may be the same event.
        yield Mention(sheet.member(event.key), unit, told, frozenset(_keys(told)), False, sheet.date, sheet.seen)


class EventRules(Rules):
    """How events are compared."""

    def view(self, tolds: list[Any]) -> EventView:
        """See :class:`kg.resolution.unit.Rules`."""

        def union(field: str) -> frozenset[str]:
            return frozenset(value for told in tolds for value in getattr(told, field))

        name = min((told.name for told in tolds), key=lambda name: (-len(name), name))
        return EventView(
            name=name, words=telling(name), counts=counts(name),
            kinds=frozenset(told.kind for told in tolds if told.kind),
            days=frozenset(told.day for told in tolds if told.day),
            parts=frozenset(told.part for told in tolds if told.part),
            near=frozenset(told.near for told in tolds if told.near),
            hosts=union("hosts"), chairs=union("chairs"), people=union("people"), places=union("places"),
            homes=union("homes"),
        )  # fmt: skip

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """See :class:`kg.resolution.unit.Rules`."""
        mine, other = a.view, b.view
        found = [*_day(mine, other), *_name(mine, other), *_who(mine, other), *_what(mine, other)]
        return verdict(found) if found else None


def _day(mine: EventView, other: EventView) -> Iterator[Reason]:
    if mine.days and other.days:
        if same := mine.days & other.days:
            yield reason("same-day", min(same))
            return
        apart, one, two = _nearest(mine.days, other.days)
        yield reason("next-day" if apart == 1 else "other-day", one, two)
        return
    if apart := _other_part(mine, other):
        yield reason("other-day", *apart)
        return
    mine_near, other_near = mine.days or mine.near, other.days or other.near
    if mine_near and other_near:
        apart, one, two = _nearest(mine_near, other_near)
        if apart > _LATE or apart > 1 and _recurs(mine.name, other.name):
            yield reason("other-day", one, two)
        elif apart > _AFTER:
            yield reason("late-report", one, two)
        else:
            yield reason("near-day", one, two, times=1 if apart <= _SOON else 0.4)
    elif not {year for what, year in mine.counts & other.counts if what == "năm"}:
        yield reason("no-day")


def _nearest(some: Iterable[str], others: Iterable[str]) -> tuple[int, str, str]:
    """Return how many days the nearest of two sets of days are apart, and those two, the earlier one first."""
    return min((abs(days_between(a, b)), *sorted((a, b))) for a in some for b in others)


def _recurs(*names: str) -> bool:
    """Whether an event is held each week or month, so that some days make it another one."""
    return any(_RECURRING.search(name) for name in names)


def _other_part(mine: EventView, other: EventView) -> tuple[str, str] | None:
    """Return what is told of two days that cannot be one, where one of them at least is told in part."""
    found = [
        tuple(sorted((part, min(told))))
        for one, two in ((mine, other), (other, mine))
        for part in one.parts
        if (told := two.days or two.parts) and not any(agree(part, day) for day in told)
    ]
    return min(found, default=None)


def _name(mine: EventView, other: EventView) -> Iterator[Reason]:
    """Yield how alike two names are; a name of few telling words ('Hội nghị') says nothing."""
    if _other_counts(mine.counts, other.counts):
        yield reason("other-number", *sorted((mine.name, other.name)))
    yield from differing("other-act", acts(mine.name), acts(other.name))
    few, many = sorted((mine.words, other.words), key=len)
    if len(few) < _FEW:
        return
    shared = len(few & many)
    alike = (shared / len(few) + shared / len(few | many)) / 2
    if alike >= _ALIKE:
        yield reason("same-event-name", *sorted((mine.name, other.name))[:1], times=round(alike, 2))
    else:
        yield reason("other-event-name", *sorted((mine.name, other.name)), times=round(1 - alike / _ALIKE, 2))


@lru_cache(maxsize=1 << 14)
def acts(name: str) -> frozenset[str]:
    """Return what a folded name says is done at the event ('sơ kết', 'phát động')."""
    return frozenset(_acts().findall(name))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(row["words"] for row in _rows() if row["act"])) + r")\b")


def _other_counts(mine: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether the same thing is counted otherwise: 'lần thứ 9', 'lần thứ mười'."""
    shared = {what for what, _ in mine} & {what for what, _ in other}
    return any({n for w, n in mine if w == what}.isdisjoint({n for w, n in other if w == what}) for what in shared)


def _who(mine: EventView, other: EventView) -> Iterator[Reason]:
    yield from compared("same-organiser", "other-organiser", mine.hosts, other.hosts, named)
    yield from differing("other-home", mine.homes, other.homes)
    yield from compared("same-chair", "other-chair", mine.chairs, other.chairs, str.title)
    if people := (mine.people & other.people) - (mine.chairs & other.chairs):
        yield reason("same-people", str(len(people)), times=min(3, len(people)))


def _what(mine: EventView, other: EventView) -> Iterator[Reason]:
    if mine.kinds and other.kinds:
        yield reason("same-kind" if mine.kinds & other.kinds else "other-kind")
    yield from compared("same-place", "other-place", mine.places, other.places)


@lru_cache(maxsize=1 << 14)
def telling(name: str) -> frozenset[str]:
    """Return the words of a folded name that tell what the event is about, and '#' before each number of a document."""
    bare = " ".join(re.findall(r"[^\W\d_]+", _paper().sub(" ", name)))
    words = frozenset(_empty().sub(" ", bare).split())
    return words.union(*({f"#{number}", f"##{number}"} for number in _papers(name)))  # it tells as much as two


def _papers(name: str) -> list[str]:
    """Return type and number of the documents that a folded name cites."""
    return [f"{match['kind'] or ''} {match['whole'] or match['bare']}" for match in _paper().finditer(name)]


@cache
def _paper() -> re.Pattern[str]:
    """Return what finds the number of a document, with its type where that stands before it."""
    kinds = {fold_key(row["name"]) for row in table("document_types")}
    return re.compile(
        r"(?:\b(?P<kind>" + "|".join(map(re.escape, sorted(kinds, key=lambda kind: (-len(kind), kind)))) + r") )?"
        r"(?:số ?0*(?P<bare>\d+)\b(?![-/])|(?:số ?)?\b0*(?P<whole>\d+)(?:/\d{4})?[-/][^\W\d_][\w/-]*)"
    )


@lru_cache(maxsize=1 << 14)
def counts(name: str) -> frozenset[tuple[str, str]]:
    """Return what is counted or dated in a folded name: ('lần thứ', '9')."""
    return frozenset((_what_counts(match), _number(match.group(1))) for match in _COUNTS.finditer(name))


def _what_counts(match: re.Match[str]) -> str:
    return match.group().removesuffix(match.group(1)).strip()


def _ordinal(words: list[str]) -> str:
    """Return the number of 'chín', 'mười một', 'hai mươi' or 'hai mươi mốt'."""
    if "mươi" in words:
        return str(10 * _ORDINALS[words[0]] + sum(_ORDINALS[word] for word in words[2:]))
    return str(sum(_ORDINALS[word] for word in words))


def _number(text: str) -> str:
    if text.split()[0] in _ORDINALS and not text[0].isdigit():
        return _ordinal(text.split())
    if text[0] in _NUMERALS:
        values = [_NUMERALS[letter] for letter in text]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return text


@cache
def _empty() -> re.Pattern[str]:
    words = {row["words"] for row in _rows()}
    return re.compile(r"\b(?:" + "|".join(sorted(words, key=lambda one: (-len(one), one))) + r")\b")


@cache
def _rows() -> tuple[Row, ...]:
    return read(Path(__file__).with_name("event_words.tsv"))


def _told(sheet: Sheet, event: Entity, body_name: NameOf) -> EventTold:
    met = sheet.gatherings.get(event.key, Gathering())
    return EventTold(
        name=event.identity[0] if event.identity else sheet.names[event.key],
        kind=event.concept,
        day=met.days[0] if met.days else "",
        part=met.parts[0] if met.parts and not met.days else "",
        near=sheet.seen if not met.days else "",
        hosts=frozenset(_host(sheet, host, body_name) for host in met.hosts),
        chairs=frozenset(met.chairs),
        people=frozenset(met.people),
        places=frozenset(sheet.entities[place].identity[0] for place in met.places if place in sheet.entities),
        homes=frozenset(filter(None, (_province(sheet, host) for host in met.hosts))),
    )


def _province(sheet: Sheet, host: str) -> str:
    """Return the province of an organiser, '' for one of the centre, and for a person."""
    found = sheet.homes.get(host, "")
    return found if is_province(found) else ""


def _host(sheet: Sheet, host: str, body_name: NameOf) -> str:
    """Return what names an organiser, of any age: on one day, two bodies of one name hardly hold the same event."""
    name = sheet.called(host, body_name)
    return of_all_ages(name) if known(name) else sheet.names[host]


def _keys(told: EventTold) -> Iterator[str]:
    """Yield what another event must share: a day together with an organiser or somebody there, or a telling name."""
    for day in [told.day] if told.day else _days_before(told.near):
        for who in (*told.hosts, *told.people):
            yield _SEP.join(("who", day, who))
        for word in telling(told.name):
            yield _SEP.join(("word", day, told.kind, word))
    words = sorted(telling(told.name))
    if len(words) >= _LONG:
        yield _SEP.join(("name", *words))
    if len(words) >= _FEW:
        yield from (_SEP.join(("said", host, *words)) for host in told.hosts)


def _days_before(day: str) -> list[str]:
    """Return the days of which a report of ``day`` may tell."""
    if not day:
        return []
    last = date.fromisoformat(day)
    if last.year < _NEWS:  # a date that stands for none
        return []
    return [(last - timedelta(days=back)).isoformat() for back in range(_AFTER + 1)]

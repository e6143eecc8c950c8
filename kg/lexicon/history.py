"""Which bodies and provinces came to an end or began when, by which act: the dated rows of two tables.

A *unit* is a row of ``provinces.tsv`` or ``bodies.tsv``. Units of one name that follow one another through a merger or
split are different things: each is an *age* of the name. A province that was only made a city stays what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.dates import ALWAYS, FOREVER, PartialDate
from kg.lexicon.tables import table, values
from kg.text import key

PROVINCES, BODIES = "provinces", "bodies"


@dataclass(frozen=True, slots=True)
class Unit:
    """One row: a body or province between two dates (YYYY, YYYY-MM or YYYY-MM-DD; '' where open or unknown)."""

    table: str
    name: str
    kind: str
    first: str
    last: str
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """Units that came to an end, and those that followed them or took over from them, by an act of law."""

    day: str
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Age:
    """A name between two changes: ``mark`` is its first day, '' for the first age of a name.

    ``earliest`` and ``latest`` are xsd:dates: the first and last day on which the name can have meant this.
    """

    mark: str
    earliest: str
    latest: str
    units: tuple[Unit, ...]


@cache
def ages(of: str, name: str) -> tuple[Age, ...]:
    """Return the ages of a name in the table ``of``, in order; () where that has no such name."""
    found: list[list[Unit]] = []
    for unit in sorted(_units(of).get(key(name), ()), key=lambda unit: unit.first):
        if found and _goes_on(found[-1][-1], unit):
            found[-1].append(unit)
        else:
            found.append([unit])
    return tuple(_age(units, first=n == 0) for n, units in enumerate(found))


def possible(of: tuple[Age, ...], earliest: str, latest: str) -> tuple[Age, ...]:
    """Return the ages that a name may mean on some day between two xsd:dates.

    Outside all of them it is the last one before, or the first of all: a name outlives its bearer.
    """
    found = tuple(age for age in of if age.earliest <= latest and earliest <= age.latest)
    before = [age for age in of if age.latest < earliest]
    return found or tuple(before[-1:]) or of[:1]


@cache
def changes() -> tuple[Change, ...]:
    """Return all changes that name an act, by their days; a successor that no row dates makes none."""
    groups: list[tuple[str, set[Unit], set[Unit]]] = []
    for day, ended, follower in _edges():
        same = [group for group in groups if group[0] == day and (ended in group[1] or follower in group[2])]
        groups = [group for group in groups if group not in same]
        before = {ended}.union(*(group[1] for group in same))
        groups.append((day, before, {follower}.union(*(group[2] for group in same))))
    found = [_change(day, before, after) for day, before, after in groups]
    return tuple(sorted((c for c in found if c.source), key=lambda c: (c.day, [unit.name for unit in c.before])))


def _edges() -> Iterable[tuple[str, Unit, Unit]]:
    for of in (PROVINCES, BODIES):
        for row in table(of):
            ended = _unit(of, row)
            for name in values(row["successor"]):
                if follower := _follower(ended, name):
                    yield _day(ended, follower), ended, follower


def _follower(ended: Unit, name: str) -> Unit | None:
    """Return the unit of a name that begins when another ends, or is there then; None where the table has none."""
    units = _units(ended.table).get(key(name), ())
    begun = [unit for unit in units if _follows(ended.last, unit.first)]
    there = [unit for unit in units if unit.first <= ended.last and (not unit.last or unit.last > ended.last)]
    return next(iter([*begun, *there]), None)


def _day(ended: Unit, follower: Unit) -> str:
    if _follows(ended.last, follower.first):
        return follower.first
    return _next_day(ended.last) if _full(ended.last) else ended.last


def _follows(last: str, first: str) -> bool:
    """Whether a unit that begins ``first`` may follow one of which ``last`` is the last day, month or year."""
    if not (last and first):
        return False
    if _full(last) and _full(first):
        return first == _next_day(last)
    end, begin = _bounds(last), _bounds(first)
    return begin[0] <= _next_day(end[1]) and begin[1] >= end[0]


def _goes_on(before: Unit, unit: Unit) -> bool:
    """Whether a unit is the one before under another kind: the only one that follows it, and it alone."""
    change = next((c for c in changes() if before in c.before), None)
    return change is not None and change.before == (before,) and change.after == (unit,)


def _change(day: str, before: set[Unit], after: set[Unit]) -> Change:
    """Name the act: what all the rows have among their sources, else what those have that ended."""
    told = [[act.strip() for act in unit.source.split(";") if act.strip()] for unit in sorted(before, key=_order)]
    new = [act.strip() for unit in after for act in unit.source.split(";")]
    every = [act for act in told[0] if all(act in acts for acts in told)]
    shared = [act for act in every if act in new]
    source = "; ".join(shared or every)
    return Change(day, tuple(sorted(before, key=_order)), tuple(sorted(after, key=_order)), source)


def _order(unit: Unit) -> tuple[str, str]:
    return unit.name, unit.first


def _age(units: list[Unit], *, first: bool) -> Age:
    start, end = units[0].first, units[-1].last
    earliest = _bounds(start)[0] if start else ALWAYS
    latest = _bounds(end)[1] if end else FOREVER
    return Age("" if first else start, earliest, latest, tuple(units))


@cache
def _units(of: str) -> dict[str, tuple[Unit, ...]]:
    found: defaultdict[str, dict[Unit, None]] = defaultdict(dict)
    for row in table(of):
        found[key(row["name"])][_unit(of, row)] = None
    return {name: tuple(units) for name, units in found.items()}


def _unit(of: str, row: dict[str, str]) -> Unit:
    return Unit(of, row["name"], row["kind"], row["valid_from"], row["valid_to"], row["source"])


def _full(told: str) -> bool:
    return len(told) == len("2025-07-01")


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < FOREVER else FOREVER


def _bounds(told: str) -> tuple[str, str]:
    bounds = PartialDate.read(told).bounds()
    assert bounds  # a told date has its year
    return bounds

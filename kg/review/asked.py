"""Decisions as people write them into a file: JSON, or a table with tabs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.judgements.file import in_utf8, told_lines
from kg.judgements.row import COLUMNS, members_of, unescaped
from kg.model import VERDICTS, Member

STDIN = "-"
HERE = "this judgement"  # what has no place in any file is called in messages
_NEEDED = ("verdict", "a", "b")
_ROW = dict.fromkeys(COLUMNS, "")
_OPEN = ("", "skip")  # a row that decides nothing


@dataclass(frozen=True, slots=True, init=False)
class Thing:
    """One side of a decision: what it is called ('' for nothing), and the entities of reports where those are said."""

    name: str
    members: tuple[Member, ...]

    def __init__(self, name: str, *members: Member):
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "members", members)


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision that somebody asks for. ``place`` is where, for messages; '' for who and when: whoever asks, now."""

    verdict: str
    a: Thing
    b: Thing
    why: str = ""
    who: str = ""
    when: datetime | None = None
    place: str = HERE


def asked(source: str) -> list[Asked]:
    """Return the decisions of a file, or of standard input for '-', in its order; what is left open is left out.

    JSON is what ``kg review --json`` writes, with verdicts put in: a list of objects with ``verdict`` (null leaves it
    open), ``a``, ``b`` and, if wanted, ``why``, ``who``, ``when``. A table has a first line that names its columns:
    those, ``a_in`` and ``b_in``. Raises InputError, with the row, where one is none.
    """
    name = "standard input" if source == STDIN else source
    text = _text(source, name)
    rows = _objects(text, name) if text.lstrip()[:1] in ("[", "{") else _table(text, name)
    return [_asked(row, place) for place, row in rows if row["verdict"] not in _OPEN]


def _text(source: str, name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except OSError as error:
        raise InputError(name, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    return in_utf8(raw, name).removeprefix("\ufeff")


def _objects(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError(name, f"is no JSON: {error}") from None
    except RecursionError:
        raise InputError(name, "is no list of decisions: too much in it stands inside one another") from None
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        place = f"{name}, row {number}"
        if not isinstance(row, dict):
            raise InputError(place, "is no object", 'write {"a": …, "b": …, "verdict": "same"}')
        if "verdict" not in row:
            raise InputError(place, "has no verdict", f"give one of {', '.join(VERDICTS)}; null leaves it open")
        yield place, {**_ROW, **{key: value for key, value in row.items() if value is not None}}


def _table(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    columns: list[str] = []
    for number, line in told_lines(text):
        place = f"{name}:{number}"
        cells = [unescaped(cell, place) for cell in line.split("\t")]
        if columns and len(cells) != len(columns):
            raise InputError(place, f"has {len(cells)} columns, not {len(columns)}", f"they are: {' '.join(columns)}")
        if columns:
            yield place, {**_ROW, **dict(zip(columns, cells, strict=True))}
        columns = columns or _named(cells, place)


def _named(columns: list[str], place: str) -> list[str]:
    """Return the columns that the first line of a table names. Raises InputError where they cannot be."""
    unknown = [name for name in columns if name not in COLUMNS]
    missing = [name for name in _NEEDED if name not in columns]
    if unknown or missing or len(set(columns)) < len(columns):
        what = f"has no column {missing[0]}" if missing else f"names the column {(unknown or columns)[0]!r}"
        some = " ".join(name for name in COLUMNS if name not in _NEEDED)
        raise InputError(place, what, f"the first line names the columns: {' '.join(_NEEDED)} and any of {some}")
    return columns


def _asked(row: Mapping[str, Any], place: str) -> Asked:
    if row["verdict"] not in VERDICTS:
        raise InputError(place, f"has the verdict {row['verdict']!r}", f"there are: {', '.join(VERDICTS)}")
    a, b = (_thing(row[name], row[f"{name}_in"], name, place) for name in ("a", "b"))
    if bool(b.name) == (row["verdict"] == "accepted"):
        raise InputError(place, "names one thing too many" if b.name else "does not name b", "see docs/judgements.md")
    words = [row["why"], row["who"]]
    if not all(isinstance(word, str) for word in words):
        raise InputError(place, "has a why or a who that is no text")
    return Asked(row["verdict"], a, b, *words, _moment(row["when"], place), place)


def _thing(value: object, told_in: object, column: str, place: str) -> Thing:
    """Return what a cell names: a text, or an object of ``kg review --json``."""
    if isinstance(value, dict):
        value, told_in = value.get("iri", ""), value.get("in", "")
    if not isinstance(value, str) or not isinstance(told_in, str):
        raise InputError(place, f"has no name in {column}", "give an IRI, a name or a number")
    members = members_of(told_in)
    if told_in and not members:
        raise InputError(place, f"has {told_in!r} in {column}_in", "write 16 hex digits of a report, a space and a key")
    if column == "a" and not value.strip():
        raise InputError(place, "does not name a")
    return Thing(value.strip(), *members)


def _moment(value: object, place: str) -> datetime | None:
    if not value:
        return None
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise InputError(place, f"has the time {value!r}", "write it as 2026-01-31T08:00:00Z, in UTC") from None

"""Reads the lexicon's data files: tab-separated tables with a header row and '#' comments.

A user's own folder (:func:`extend`) may hold tables of the same names with some of the same columns: their rows come
before the shipped ones, so that they win.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError

DATA = Path(__file__).with_name("data")
_SUFFIX = ".tsv"
_CHOICES = ("frame", "role", "takes", "type")  # columns with a few values, each of which the reader must know

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a data file with the place where it stands; ``number`` counts from 1."""

    path: Path
    number: int
    row: Row


_own: list[Path] = []  # the user's folders, the first one first


def extend(folder: str | Path) -> None:
    """Have the tables of a user's folder read before the shipped ones, in this process.

    To be called before anything is looked up. Raises InputError where the folder or one of its files cannot be used,
    naming file and line, and RuntimeError where tables have been read already.
    """
    path = Path(folder)
    if path in _own:
        return
    if table.cache_info().currsize:
        raise RuntimeError("the lexicon is in use already: extend it first")
    files = _files(path)
    _own.append(path)
    try:
        for file in files:
            table_lines(file.stem)
    except InputError:
        _own.remove(path)
        raise


def names() -> list[str]:
    """Return the names of the shipped tables, sorted."""
    return sorted(path.stem for path in DATA.glob("*" + _SUFFIX))


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of a table as dicts: those of the user's folders, then the shipped ones in the file's order.

    Raises ValueError naming file and line where a shipped row has more cells than the header, InputError for a user's.
    """
    return tuple(line.row for line in table_lines(name))


def read(path: Path) -> tuple[Row, ...]:
    """Return the rows of any file in this form. Raises ValueError naming file and line, OSError."""
    return tuple(line.row for line in _lines(path))


def table_lines(name: str) -> list[Line]:
    """Return the rows of a table with their places; raises as :func:`table` does."""
    shipped = list(_lines(DATA / f"{name}{_SUFFIX}"))
    own = [line for folder in _own for line in _own_lines(folder / f"{name}{_SUFFIX}", shipped)]
    return own + shipped


def forms_of(name: str, role: str) -> tuple[str, ...]:
    """Return the forms of one role in a table of forms and roles, the longest first."""
    found = {row["form"] for row in table(name) if row["role"] == role}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def values(cell: str) -> list[str]:
    """Return the values of a cell that holds several, separated by '|'."""
    return [value for part in cell.split("|") if (value := part.strip())]


@cache
def version() -> str:
    """Return 8 hex digits that change whenever any data file does, the user's included."""
    digest = hashlib.sha256()
    for folder in (DATA, *_own):
        for path in sorted(folder.glob("*" + _SUFFIX)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(str(folder), "is no folder", "name one that holds tables such as posts.tsv")
    files = sorted(folder.glob("*" + _SUFFIX))
    known = names()
    for file in files:
        if file.stem not in known:
            raise InputError(str(file), "is no table of the lexicon", f"there are {', '.join(known)}")
    if not files:
        raise InputError(str(folder), "has no tables in it", "they are named as the lexicon's own, such as posts.tsv")
    return files


def _own_lines(path: Path, shipped: Sequence[Line]) -> Iterator[Line]:
    """Yield the rows of a user's table, with every column of the shipped one."""
    if not path.exists():
        return
    columns = list(shipped[0].row)
    choices = {name: sorted({line.row[name] for line in shipped}) for name in _CHOICES if name in columns}
    try:
        for line in _lines(path):
            _sound(line, columns, choices)
            yield Line(path, line.number, {name: line.row.get(name, "") for name in columns})
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}", "give a table in UTF-8") from None
    except ValueError as error:
        raise InputError(str(path), str(error), "separate the cells by tabs") from None


def _sound(line: Line, columns: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    """Raise InputError where a user's row cannot be used."""
    strange = [name for name in line.row if name not in columns]
    if strange or columns[0] not in line.row:
        reason = f"has the column {strange[0]!r}" if strange else f"lacks the column {columns[0]!r}"
        raise InputError(str(line.path), reason, f"the first line names some of: {', '.join(columns)}")
    where = f"{line.path}, line {line.number}"
    if not line.row[columns[0]]:
        raise InputError(where, f"has no {columns[0]}", "fill it in or take it out")
    for name, known in choices.items():
        told = line.row.get(name, "")
        if told not in known:
            raise InputError(where, f"has the {name} {told!r}", f"there are {', '.join(filter(None, known))}")


def _lines(path: Path) -> Iterator[Line]:
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} cells under {len(header)} headings")
        yield Line(path, number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))

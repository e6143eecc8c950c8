"""CSV and tables with other separators → rows."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from kg.documents.field_names import chosen
from kg.documents.source import Source
from kg.documents.tables.row import Row
from kg.documents.tables.text_lines import LONGEST, text_lines
from kg.errors import InputError

_SEPARATORS = (",", ";", "\t", "|")
_MOST_CELLS = 10_000
_LONGEST_FIRST = 1 << 16  # characters


def rows(source: Source, forced: str, named: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table whose first line names its fields; ``named`` are names that the user expects there.

    What separates cells is found out. Raises InputError where it is no such table, and OSError.
    """
    csv.field_size_limit(LONGEST)  # of the whole process: with Python's own limit long articles could not be read
    feed = _Feed(source, forced)
    first = next(feed, "")
    separator = ""
    if first.startswith("sep=") and len(first.strip()) == 5:  # a line for Excel
        separator, first = first[4], next(feed, "")
    if len(first) > _LONGEST_FIRST:
        raise InputError(source.name, "has no names of fields in its first line", "it is no table of articles")
    separator = separator or _separator(first, named)
    reader = csv.reader(feed.again(first), delimiter=separator)
    yield from _rows(source, reader, feed)


def _separator(first: str, named: Sequence[str]) -> str:
    """Return what separates the names of fields best: names that are known or expected count first, then how many."""

    def worth(separator: str) -> tuple[int, int, int]:
        try:
            names = [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]
        except csv.Error:
            names = []
        return len(set(names) & set(named)), len(chosen(names)), len(names)

    return max(_SEPARATORS, key=worth)


def _rows(source: Source, reader, feed: _Feed) -> Iterator[Row]:
    header: list[str] = []
    while True:
        number = feed.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(f"#{number}", problem=f"is no row of a table ({error})")
            continue
        if feed.lost:
            raise InputError(f"{source.name}#{number}", "is longer than an article can be", "mend its quotes")
        if cells is None:
            return
        if len(cells) > _MOST_CELLS:
            raise InputError(f"{source.name}#{number}", f"has over {_MOST_CELLS} cells", "it is no table of articles")
        if not header:
            header = _names([cell.strip().removeprefix("\ufeff") for cell in cells])
        elif any(cell.strip() for cell in cells):
            yield _row(header, cells, number, feed.encoding)


def _names(cells: Sequence[str]) -> list[str]:
    """Return the names of the columns, each once, '' for those that have none."""
    first: dict[str, int] = {}
    for at, cell in enumerate(cells):
        first.setdefault(cell, at)
    return [cell if first[cell] == at else "" for at, cell in enumerate(cells)]


def _row(header: Sequence[str], cells: Sequence[str], number: int, encoding: str) -> Row:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        return Row(f"#{number}", problem=f"has {len(cells)} cells where the first line has {len(header)}")
    values = dict(zip(header, cells, strict=False))
    values.pop("", None)
    return Row(f"#{number}", {name: values.get(name, "") for name in header if name}, encoding)


class _Feed:
    """The lines of a table for the csv module, with what it does not tell of them.

    ``encoding`` is that of the last row's lines, ``lost`` tells that the row grew too long.
    """

    def __init__(self, source: Source, forced: str):
        self._lines = text_lines(source, forced)
        self._number, self._size = 0, 0
        self._ahead: deque[str] = deque()
        self.encoding, self.lost = "", False

    def begin(self) -> int:
        """Begin a new row; return the number of its first line."""
        self._size, self.encoding = 0, ""
        return self._number + 1

    def again(self, line: str) -> _Feed:
        """Give a line once more."""
        if line:
            self._ahead.appendleft(line)
            self._number -= 1
        return self

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if not self._ahead:
            self._read()
        self._number += 1
        return self._ahead.popleft()

    def _read(self) -> None:
        line = None if self.lost else next(self._lines)
        self._size += len(line[0]) if line else 0
        if line is None or self._size > LONGEST:
            self.lost = True
            raise StopIteration
        self.encoding = self.encoding or line[1]
        parts = line[0].replace("\r\n", "\n").replace("\r", "\n").split("\n")  # old Macs ended lines with CR alone
        self._ahead += [part + "\n" for part in parts[:-1]] + parts[-1:] * bool(parts[-1])

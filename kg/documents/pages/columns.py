"""The pieces of a page → regions in the order in which they are read: text in one column, and rows of tables.

A gutter is a gap that runs down between pieces of several lines. Lines that have one in common are a band, which is
read column by column where it is text, and line by line where it is a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.documents.letterhead import is_receivers, side_by_side
from kg.documents.pages.pieces import Letters, Line, Piece, by_line, line

_GUTTER = 0.8  # of the usual size of letters: so wide is a gutter at least
_WIDE = 3.0  # a gap that wide needs no more than one line on each side
_LINES = 4  # so many lines have text on both sides of a narrower one
_FULL = 0.72  # of a column's width: a line of a paragraph fills more than that
_PROSE = 0.45  # so much of a column's lines are full where it is text
_BESIDE = 0.9  # of a letter's size: lines of which the base lines are not farther apart stand beside each other
_DEEPEST = 6
_STEPS = 1_000_000  # of looking for gutters: pages on which letters lie about at random are read line by line
_STEPS_A_PAGE = 20_000
_MIDDLE = 0.06  # of the width: what is not farther from the middle stands in it
_HEAD = 10  # so many lines the head of an official document has

Gap = tuple[float, float]


@dataclass(slots=True)
class Region:
    """Lines of one column, from the top; or the rows of a table, each with its cells."""

    lines: list[Line] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    beside: float = 0.0  # the width of a column of an official document's head, or of its foot


class Order:
    """Finds the regions of a document's pages, one page after the other: a gutter of one is looked for in the next."""

    def __init__(self, letters: Letters):
        self._letters = letters
        self._known: list[float] = []
        self._left = _STEPS

    def of_page(self, parts: Sequence[Piece]) -> list[Region]:
        """Return the regions of a page's pieces, in the order in which they are read."""
        self._left = min(self._left + _STEPS_A_PAGE, _STEPS)
        return list(self._regions(parts, 0))

    def _regions(self, parts: Sequence[Piece], depth: int) -> Iterator[Region]:
        if parts:
            yield from self._of_rows(by_line(parts), median(part.size for part in parts), depth)

    def _of_rows(self, rows: list[list[Piece]], size: float, depth: int) -> Iterator[Region]:
        band = self._widest_band(rows, size, depth) if depth < _DEEPEST and self._left > 0 else None
        if band is None:
            yield from self._column(rows)
            return
        first, last, gutters = band
        if first:
            yield from self._of_rows(rows[:first], size, depth)
        yield from self._band(rows[first:last], gutters, depth)
        if last < len(rows):
            yield from self._of_rows(rows[last:], size, depth)

    def _column(self, rows: list[list[Piece]]) -> Iterator[Region]:
        lines: list[Line] = []
        for row in rows:
            tables = [part for part in row if part.table is not None]
            if text := [part for part in row if part.table is None]:
                lines.append(line(text, self._letters))
            if tables and lines:
                yield Region(lines)
                lines = []
            for table in tables:
                yield Region(rows=[list(cells.values()) for cells in table.table or ()])
        if lines:
            yield Region(lines)

    # Bands

    def _widest_band(self, rows: list[list[Piece]], size: float, depth: int) -> tuple[int, int, list[float]] | None:
        """Return (first row, row behind the last one, gutters) of the rows that have the longest gutter in common."""
        left, right = min(row[0].x0 for row in rows), max(part.x1 for row in rows for part in row)
        free = [_free(row, left, right, _GUTTER * size) for row in rows]
        best, most = None, 0
        runs: list[_Run] = []
        for index, row in enumerate(rows):
            for gap in [*_inner(row, _GUTTER * size), *_between(row, rows[index + 1 : index + 2], size)]:
                if not any(run.first <= index < run.last and _overlap(run.gap, gap) >= _GUTTER * size for run in runs):
                    runs.append(_run(index, gap, free, _GUTTER * size))
                    self._left -= len(rows) + len(runs)
            if self._left <= 0:
                return None
        for run in runs:
            weight = self._weight(rows[run.first : run.last], run.gap, size)
            if depth and run.last - run.first < 2:
                weight = 0  # a line of two words that fills a narrow column
            if weight > most:
                best, most = run, weight
        if best is None:
            return None
        first = next(index for index in range(best.first, best.last) if rows[index][-1].x1 > best.gap[1])
        return first, best.last, self._gutters(rows[first : best.last], free[first : best.last], best.gap, size)

    def _weight(self, rows: list[list[Piece]], gap: Gap, size: float) -> int:
        """Return how many rows have text on both sides of a gap, 0 where it is too short for a gutter."""
        both = sum(row[0].x1 <= gap[0] + 0.1 and row[-1].x0 >= gap[1] - 0.1 for row in rows)
        sides = min(sum(row[0].x1 <= gap[0] + 0.1 for row in rows), sum(row[-1].x0 >= gap[1] - 0.1 for row in rows))
        short = both < _LINES and sides < _LINES + 2
        narrow = short and gap[1] - gap[0] < _WIDE * size
        if narrow and not any(gap[0] < middle < gap[1] for middle in self._known):
            return (both or sides) if self._official(rows) else 0
        return both or sides

    def _gutters(self, rows: list[list[Piece]], free: list[list[Gap]], gap: Gap, size: float) -> list[float]:
        """Return the middles of all gutters that these rows have in common, with the one that they were chosen for."""
        common = free[0]
        for other in free[1:]:
            common = _common(common, other, _GUTTER * size)
        inner = [each for each in common if self._weight(rows, each, size)]
        return sorted((a + b) / 2 for a, b in inner or [gap])

    def _official(self, rows: list[list[Piece]]) -> bool:
        return side_by_side([line([part], self._letters).text for row in rows[:_HEAD] for part in row if part.glyphs])

    # What a band is

    def _band(self, rows: list[list[Piece]], gutters: list[float], depth: int) -> Iterator[Region]:
        columns = _columns(rows, gutters)
        if foot := self._foot(columns):
            yield from self._band(rows[:foot], gutters, depth)
            yield from self._band(rows[foot:], gutters, depth)
            return
        texts = [line(row, self._letters).text for column in columns for row in column if row and row[0].glyphs]
        if len(columns) == 2 and side_by_side(texts):
            yield from self._beside(rows, gutters[0], depth)
        elif _is_table(columns):
            yield Region(rows=self._cells(columns))
        else:
            self._known += gutters
            for column in columns:
                yield from self._regions([part for row in column for part in row], depth + 1)

    def _foot(self, columns: list[list[list[Piece]]]) -> int:
        """Return at which row the receivers of a document stand below a column of its text, 0 for nowhere."""
        for column in columns:
            filled = [index for index, row in enumerate(column) if row and row[0].glyphs]
            for index in filled[2:]:
                if is_receivers(line(column[index], self._letters).text):
                    return index
        return 0

    def _beside(self, rows: list[list[Piece]], gutter: float, depth: int) -> Iterator[Region]:
        """Yield the two columns of an official document's head or foot, then what stands below them in the middle."""
        left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
        middle, near = (left + right) / 2, (right - left) * _MIDDLE
        ends = (
            index
            for index, row in enumerate(rows)
            if index and len(row) == 1 and abs((row[0].x0 + row[0].x1) / 2 - middle) < near
        )
        end = next(ends, len(rows))
        for column, width in zip(_columns(rows[:end], [gutter]), (gutter - left, right - gutter), strict=True):
            lines = [line(row, self._letters) for row in column if row]
            if lines:
                yield Region(lines, beside=width)
        if end < len(rows):
            yield from self._regions([part for row in rows[end:] for part in row], depth + 1)

    def _cells(self, columns: list[list[list[Piece]]]) -> list[list[str]]:
        """Return the rows of a table without lines: a row begins where the first column has something."""
        found: list[list[list[str]]] = []
        for index in range(len(columns[0])):
            if columns[0][index] or not found:
                found.append([[] for _ in columns])
            for column, cell in zip(columns, found[-1], strict=True):
                if column[index]:
                    cell.append(line(column[index], self._letters).text)
        return [[" ".join(cell) for cell in cells if cell] for cells in found]


def _columns(rows: list[list[Piece]], gutters: list[float]) -> list[list[list[Piece]]]:
    """Return the pieces by column and row: as many rows in each column."""
    places = range(len(gutters) + 1)
    return [[[part for part in row if _column_of(part, gutters) == place] for row in rows] for place in places]


def _is_table(columns: list[list[list[Piece]]]) -> bool:
    if any(part.table is not None for column in columns for row in column for part in row):
        return False
    full = [_full(column) for column in columns]
    return min((share for share in full if share is not None), default=0.0) < _PROSE


class _Run(NamedTuple):
    """Rows, from one to the one behind the last, that leave a gap free."""

    first: int
    last: int
    gap: Gap


def _run(index: int, gap: Gap, free: list[list[Gap]], least: float) -> _Run:
    """Return the rows around one that leave a gap free, or enough of it."""
    first, last = index, index + 1
    while last < len(free) and (less := _left_of(gap, free[last], least)):
        last, gap = last + 1, less
    while first and (less := _left_of(gap, free[first - 1], least)):
        first, gap = first - 1, less
    return _Run(first, last, gap)


def _left_of(gap: Gap, free: list[Gap], least: float) -> Gap | None:
    """Return what a row leaves free of a gap, None where that is too little."""
    return max(_common([gap], free, least), key=lambda gap: gap[1] - gap[0], default=None)


def _free(row: list[Piece], left: float, right: float, least: float) -> list[Gap]:
    """Return the gaps of a row that a gutter may run through."""
    ends = [left, *(part.x1 for part in row)]
    begins = [*(part.x0 for part in row), right]
    return [(end, begin) for end, begin in zip(ends, begins, strict=True) if begin - end >= least]


def _inner(row: list[Piece], least: float) -> list[Gap]:
    return [(one.x1, other.x0) for one, other in pairwise(row) if other.x0 - one.x1 >= least]


def _between(row: list[Piece], following: list[list[Piece]], size: float) -> list[Gap]:
    """Return the gap between a row and the next one, where that begins beside it: columns need not share base lines."""
    found = []
    for other in following:
        left, right = sorted((row, other), key=lambda each: each[0].x0)
        if other[0].y - row[0].y < _BESIDE * size and right[0].x0 - left[-1].x1 >= _GUTTER * size:
            found.append((left[-1].x1, right[0].x0))
    return found


def _overlap(one: Gap, other: Gap) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _common(one: list[Gap], other: list[Gap], least: float) -> list[Gap]:
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other]
    return [gap for gap in both if gap[1] - gap[0] >= least]


def _column_of(part: Piece, gutters: list[float]) -> int:
    middle = (part.x0 + part.x1) / 2
    return sum(gutter < middle for gutter in gutters)


def _full(column: list[list[Piece]]) -> float | None:
    """Return how many of a column's lines fill it; None for one of few lines, which tell nothing."""
    rows = [row for row in column if row]
    if len(rows) < 3:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    return sum(row[-1].x1 - row[0].x0 >= _FULL * (right - left) for row in rows) / len(rows)

"""Tables that are drawn with lines: the glyphs between the lines, cell by cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.documents.letterhead import side_by_side
from kg.documents.pages.glyphs import Glyph, Page, Rule
from kg.documents.pages.pieces import Letters, Piece, by_line, line, pieces

_NEAR = 3.0  # lines that are not farther apart touch
_LOW, _HIGH = 0.75, 0.25  # of the height: where a table ends that goes on, and where it does on the next page
MAX_RULES = 3000  # of one page: more are a drawing


@dataclass(slots=True)
class Grid:
    """Lines that touch each other: where their outermost ones are, and at which heights and places they run."""

    across: set[Rule] = field(default_factory=set)
    down: list[Rule] = field(default_factory=list)

    @property
    def box(self) -> tuple[float, float, float, float]:
        rules = [*self.across, *self.down]
        return min(r.x0 for r in rules), min(r.y0 for r in rules), max(r.x1 for r in rules), max(r.y1 for r in rules)


def drawn_tables(page: Page, letters: Letters) -> tuple[list[Piece], list[Glyph]]:
    """Return a page's drawn tables, each as one piece, and the glyphs that are in none.

    A frame around text is no table, nor are lines around the two columns of an official document's head.
    """
    tables: list[Piece] = []
    left = page.glyphs
    for grid in _grids(page):
        x0, y0, x1, y1 = grid.box
        inside = [glyph for glyph in left if x0 < glyph.x0 < x1 and y0 < glyph.y < y1]
        rows = _rows(grid, inside, letters)
        columns = max(map(len, rows), default=0)
        if columns > 2 or (columns == 2 and not side_by_side([line([part], letters).text for part in pieces(inside)])):
            taken = set(map(id, inside))
            left = [glyph for glyph in left if id(glyph) not in taken]
            tables.append(Piece([], x0, x1, y0 + inside[0].size, inside[0].size, rows, y1))
    return tables, left


def join_rows(pages: Sequence[tuple[float, list[Piece]]]) -> None:
    """Put rows of drawn tables together that go over from a page to the next; (height, tables) of each page.

    Such a row stands first on its page, behind a repeated head, and has nothing in the first column of its table.
    """
    for (height, before), (_, after) in pairwise(pages):
        if not before or not after:
            continue
        above, below = max(before, key=lambda table: table.bottom), min(after, key=lambda table: table.y)
        if above.bottom < _LOW * height or below.y > _HIGH * height or not above.table or not below.table:
            continue
        at = 1 if below.table[0] == above.table[0] else 0
        if at < len(below.table) - 1 and _goes_on(above.table, below.table, at):
            for begin, text in below.table.pop(at).items():
                above.table[-1][begin] = f"{above.table[-1][begin]} {text}"


def _goes_on(above: list[dict[int, str]], below: list[dict[int, str]], at: int) -> bool:
    first = min(begin for cells in above for begin in cells)
    row = below[at]
    return first in above[-1] and first not in row and first in below[at + 1] and row.keys() <= above[-1].keys()


def _grids(page: Page) -> list[Grid]:
    if len(page.across) + len(page.down) > MAX_RULES:
        return []
    across, down = _merged(page.across, 0), _merged(page.down, 1)
    grids: list[Grid] = []
    for rule in sorted(down, key=lambda rule: (rule.y0, rule.x0)):
        crossing = [other for other in across if _touch(rule, other)]
        met = [grid for grid in grids if not grid.across.isdisjoint(crossing)]
        grid = Grid({*crossing, *(r for g in met for r in g.across)}, [rule])
        grid.down += [r for g in met for r in g.down]
        grids = [g for g in grids if g not in met] + [grid]
    return [
        grid for grid in grids if len(grid.across) >= 2 and len({round(rule.x0 / _NEAR) for rule in grid.down}) >= 3
    ]


def _merged(rules: Iterable[Rule], axis: int) -> list[Rule]:
    """Return lines with those that go on one another made one; ``axis`` is 0 for lines across, 1 for lines down."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule[1 - axis]), rule[axis])):
        last = found[-1] if found else None
        if last and abs(last[1 - axis] - rule[1 - axis]) < 1.5 and rule[axis] - last[axis + 2] <= _NEAR:
            low, high = min(last[axis], rule[axis]), max(last[axis + 2], rule[axis + 2])
            found[-1] = last._replace(**{"xy"[axis] + "0": low, "xy"[axis] + "1": high})
        else:
            found.append(rule)
    return found


def _touch(down: Rule, across: Rule) -> bool:
    return across.x0 - _NEAR <= down.x0 <= across.x1 + _NEAR and down.y0 - _NEAR <= across.y0 <= down.y1 + _NEAR


def _rows(grid: Grid, glyphs: list[Glyph], letters: Letters) -> list[dict[int, str]]:
    """Return the cells that have text, row by row: a cell is what has the same lines above it and left of it."""
    cells: dict[tuple[float, float], list[Glyph]] = defaultdict(list)
    across, down = sorted(grid.across, key=lambda r: r.y0), sorted(grid.down, key=lambda r: r.x0)
    tops, lefts = [r.y0 for r in across], [r.x0 for r in down]
    for glyph in glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        above = _last(across, bisect_right(tops, glyph.y), lambda rule, x=middle: rule.x0 - 1 <= x <= rule.x1 + 1)
        before = _last(down, bisect_right(lefts, middle), lambda rule, y=glyph.y: rule.y0 - 1 <= y <= rule.y1 + 1)
        cells[round(above.y0 if above else 0), round(before.x0 if before else 0)].append(glyph)
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (top, begin), inside in sorted(cells.items()):
        if text := " ".join(line(row, letters).text for row in by_line(pieces(inside))):
            rows[top][begin] = text
    return list(rows.values())


def _last(rules: list[Rule], end: int, holds) -> Rule | None:
    return next((rules[index] for index in range(end - 1, -1, -1) if holds(rules[index])), None)

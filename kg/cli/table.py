"""The rows of an answer as a table that fits the terminal, or as records where it has too many columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli.terminal import clean, width, wrap

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.result import Result

_GAP = 2
_NARROWEST = 10  # a column narrower than a date cannot be read
_LONGEST_WORD = 20  # what is longer may break
_CELL_LINES = 6
_RECORD_LINES = 12


def table(result: Result, base: str, limit: int, *, drop_empty: bool = False) -> list[str]:
    """Return the lines of a SELECT's answer, at most ``limit`` columns wide.

    A variable ``x`` beside an ``xLabel`` shows the label alone (the IRI is in the other formats); IRIs are in their
    short form under ``base``. ``drop_empty`` leaves out columns without any value.
    """
    titles = [name for name in result.variables if not _is_label(name, result.variables)]
    rows = [[_cell(row, name, base) for name in titles] for row in result.rows]
    if drop_empty and rows:
        kept = [at for at in range(len(titles)) if any(row[at] for row in rows)]
        titles, rows = [titles[at] for at in kept], [[row[at] for at in kept] for row in rows]
    if not titles:
        return [f"({len(result.rows)} rows without columns)"]
    return grid(titles, rows, [_numeric(result, name) for name in titles], limit)


def grid(titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], limit: int) -> list[str]:
    """Return cleaned cells as a table; ``numeric`` columns stand to the right.

    Where columns are too many, or a cell would be too high, each row is a record instead: name and value below another.
    """
    cells = list(zip(titles, *rows, strict=True))
    words = [max(width(word) for cell in column for word in cell.split(" ")) for column in cells]
    widths = fit([max(map(width, column)) for column in cells], words, limit)
    if not widths or any(len(wrap(cell, w)) > _CELL_LINES for row in rows for cell, w in zip(row, widths, strict=True)):
        return _records(titles, rows, limit)
    lines = [_line(titles, widths, numeric), "  ".join("─" * w for w in widths)]
    for row in rows:
        lines += _row(row, widths, numeric)
    return [line.rstrip() for line in lines] + ([] if rows else ["(no rows)"])


def graph(result: Result, base: str, limit: int) -> list[str]:
    """Return the lines of a CONSTRUCT's or DESCRIBE's answer: a triple to a line, its objects wrapped."""
    lines = []
    for triple in result.triples:
        lines += wrap(" ".join(short(term, base) for term in triple), limit)
    return lines or ["(no triples)"]


def short(term: ox.Term, base: str) -> str:
    """Return a term for people: a literal's text, an IRI without the base or as a CURIE; harmless in a terminal."""
    from kg.graph.vocabulary import compact

    if hasattr(term, "datatype"):
        return clean(term.value)
    value = getattr(term, "value", str(term))
    return clean(value.removeprefix(base) if value.startswith(base) else compact(value))


def fit(natural: Sequence[int], words: Sequence[int], limit: int) -> list[int]:
    """Return column widths that fit ``limit`` with their gaps; [] where the columns are too many for that.

    The widest give way first, none below its longest word (``words``) as long as that can be helped.
    """
    room = limit - _GAP * (len(natural) - 1)
    for longest in (_LONGEST_WORD, _NARROWEST):
        floors = [min(n, w, longest) for n, w in zip(natural, words, strict=True)]
        for cap in range(max(*natural, _NARROWEST), _NARROWEST - 1, -1):
            widths = [max(floor, min(n, cap)) for n, floor in zip(natural, floors, strict=True)]
            if sum(widths) <= room:
                return _filled(widths, natural, room)
    return []


def _filled(widths: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """Give what room is left over to the columns that were cut, from the left."""
    found = list(widths)
    for at, width_now in enumerate(widths):
        found[at] += max(0, min(natural[at] - width_now, room - sum(found)))
    return found


def _is_label(name: str, names: Sequence[str]) -> bool:
    return name.endswith("Label") and name.removesuffix("Label") in names


def _cell(row, name: str, base: str) -> str:
    term = row.get(f"{name}Label") or row.get(name)
    return "" if term is None else short(term, base)


def _numeric(result: Result, name: str) -> bool:
    terms = [row[name] for row in result.rows if name in row]
    kinds = {term.datatype.value if hasattr(term, "datatype") else "" for term in terms}
    return bool(kinds) and all(kind.endswith(("#integer", "#decimal", "#double")) for kind in kinds)


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    broken = [wrap(cell, w) for cell, w in zip(cells, widths, strict=True)]
    height = max(map(len, broken))
    padded = [lines + [""] * (height - len(lines)) for lines in broken]
    return [_line(parts, widths, numeric) for parts in zip(*padded, strict=True)]


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for cell, w, right in zip(cells, widths, numeric, strict=True):
        space = " " * (w - width(cell))
        parts.append(space + cell if right else cell + space)
    return (" " * _GAP).join(parts)


def _records(titles: Sequence[str], rows: Sequence[Sequence[str]], limit: int) -> list[str]:
    side = min(max(map(width, titles)), limit // 3)
    lines = [] if rows else ["(no rows)"]
    for number, row in enumerate(rows, 1):
        lines.append(f"── {number} " + "─" * max(0, min(limit, 40) - 4 - len(str(number))))
        for name, cell in zip(titles, row, strict=True):
            if cell:
                for at, line in enumerate(wrap(cell, limit - side - _GAP, _RECORD_LINES)):
                    head = "" if at else wrap(name, side)[0]
                    lines.append(f"{head}{' ' * (side - width(head) + _GAP)}{line}")
    return lines

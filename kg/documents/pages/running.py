"""What every page has at its top and its foot: running heads, numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.documents.pages.pieces import Letters, Piece, line

_EDGE = 0.12  # of a page's height: only there a running head or foot stands
_FEW = 3  # so many lines at an edge are looked at
_FIGURE = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:[-–—|.\s]*|trang|page|tr\.)\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—|.\s]*", re.IGNORECASE
)


def without_running(pages: Sequence[tuple[float, list[Piece]]], letters: Letters) -> list[list[Piece]]:
    """Return the pieces of each page, (height, pieces), without what runs along over them.

    A line at the edge of a page goes where other pages have the same one there (figures may differ), or where it is
    nothing but the number of the page.
    """
    edges = [_edges(height, parts, letters) for height, parts in pages]
    seen = Counter(key for edge in edges for key in {key for key, _, _ in edge})
    least = max(2, min(3, len(pages) // 2 + 1))
    shift = _shift(edges)
    found = []
    for index, ((_, parts), edge) in enumerate(zip(pages, edges, strict=True)):
        gone = {
            id(part)
            for key, text, row in edge
            for part in row
            if seen[key] >= least or (shift is not None and _number(text) == index + shift)
        }
        found.append([part for part in parts if id(part) not in gone])
    return found


def _edges(height: float, parts: list[Piece], letters: Letters) -> list[tuple[tuple[bool, int, str], str, list[Piece]]]:
    """Return the lines at the edges of a page: (which they are wherever they come again, text, pieces)."""
    rows: dict[int, list[Piece]] = {}
    for part in parts:
        if part.y < _EDGE * height or part.y > (1 - _EDGE) * height:
            rows.setdefault(round(part.y), []).append(part)
    tops = [y for y in sorted(rows) if y < height / 2][:_FEW]
    feet = [y for y in sorted(rows) if y >= height / 2][-_FEW:]
    found = []
    for y in [*tops, *feet]:
        text = line(rows[y], letters).text
        found.append(((y < height / 2, round(y / 4), _FIGURE.sub("#", text)), text, rows[y]))
    return found


def _shift(edges: Sequence) -> int | None:
    """Return what the number on a page is more than its place, where numbers of pages are found at all."""
    shifts = Counter(
        number - index
        for index, edge in enumerate(edges)
        for number in {_number(text) for _, text, _ in edge}
        if number is not None
    )
    if not shifts:
        return None
    shift, times = min(shifts.items(), key=lambda item: (-item[1], item[0]))
    return shift if times >= 2 or (len(edges) == 1 and shift == 1) else None


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    return int(found.group(1)) if found else None

"""Which tables of a page hold data, row by row, and which only lay the page out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ROWS = 5000
_CELL = 300  # characters: longer ones are columns of text
_LAYOUT = ("table", "img", "amp-img", "iframe", "h1", "form", "input", "script")


def rows(table: HtmlElement, text: Callable[[HtmlElement], str]) -> list[list[str]]:
    """Return the cells of a table of data, row by row; nothing for one that lays out text or pictures.

    ``text`` tells what a cell shows.
    """
    if any(each is not table for each in table.iter(*_LAYOUT)):
        return []
    found = []
    for row in table.iter("tr"):
        cells = [text(cell) for cell in row.iterchildren("td", "th")]
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS or any(len(cell) > _CELL for cell in cells):
            return []
    wide = sum(1 for cells in found if sum(map(bool, cells)) > 1)
    return found if len(found) > 1 and wide * 2 > len(found) else []

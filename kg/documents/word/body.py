"""The body of a Word file → its paragraphs in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from lxml import etree

from kg.documents.article import Block
from kg.documents.broken_lines import rejoined
from kg.documents.letterhead import side_by_side
from kg.documents.word.numbering import Numbering
from kg.documents.word.paragraphs import Inline, Paragraph
from kg.documents.word.styles import Styles, is_drawn, switched, value

Element = etree._Element
_WRAPPERS = ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "sdt")
_LAYOUT_ROWS = 4  # a table without lines, and with paragraphs in its cells, that has no more rows is layout
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
CELLS = " | "
_ROWS = "; "


class Body:
    """Reads blocks of paragraphs and tables. ``letters`` turns (text, font) into the letters that are seen."""

    def __init__(self, styles: Styles, numbering: Numbering, letters: Callable[[str, str], str]):
        self._styles, self._numbering, self._letters = styles, numbering, letters
        self._inline = Inline(styles)
        self._tables = 0  # how deep in tables we are: lines in capitals there are a body, its parent, a post

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The notes that were referred to so far, (kind, id), in the order of their numbers."""
        return self._inline.notes

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the paragraphs below an element: of the body, a cell, a text box or a note."""
        for each in parent:
            if each.tag == "p":
                yield from self._paragraph(each)
            elif each.tag == "tbl":
                yield from self._table(each)
            elif each.tag in _WRAPPERS:
                yield from self.blocks(each)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = element.find("pPr")
        found = self._inline.read(element)
        lines = rejoined(self._text(found), capitals=not self._tables)
        number = self._number(properties) if lines else None
        kind = self._kind(properties, number)
        for index, line in enumerate(lines):
            yield Block(f"{number} {line}" if number and not index else line, kind)
        for box in found.boxes:
            yield from self.blocks(box)

    def _text(self, found: Paragraph) -> str:
        return _INVISIBLE.sub("", "".join(self._letters(text, font) for text, font in found.by_font()))

    def _number(self, properties: Element | None) -> str | None:
        place = self._styles.numbering(properties)
        return self._numbering.next(*place) if place else None

    def _kind(self, properties: Element | None, number: str | None) -> str:
        if self._styles.is_heading(properties):
            return "heading"
        if self._styles.name(value(properties, "pStyle")) == "caption":
            return "caption"
        return "list" if number is not None else ""

    # Tables

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [cells for cells in (list(_cells(row)) for row in _rows(table)) if cells]
        columns = max((len(cells) for cells in rows), default=0)
        self._tables += 1
        read = [[list(self.blocks(cell)) for cell in cells] for cells in rows]
        self._tables -= 1
        if columns == 1 or (columns == 2 and self._is_layout(table, read)):
            yield from _column_by_column(read, columns)
            return
        for cells in read:
            if line := CELLS.join(filter(None, (_cell(blocks) for blocks in cells))):
                yield Block(line, "table")

    def _is_layout(self, table: Element, read: list[list[list[Block]]]) -> bool:
        """Whether a table of two columns only puts texts beside each other, as the head of a document does."""
        if side_by_side([block.text for block in chain.from_iterable(chain.from_iterable(read))]):
            return True
        drawn = self._styles.has_borders(table.find("tblPr")) or any(map(is_drawn, table.iter("tcBorders")))
        return not drawn and len(read) <= _LAYOUT_ROWS and any(len(cell) > 1 for cells in read for cell in cells)


def _column_by_column(rows: list[list[list[Block]]], columns: int) -> Iterator[Block]:
    for column in range(columns):
        for cells in rows:
            yield from cells[column] if column < len(cells) else ()


def _cell(blocks: list[Block]) -> str:
    """Return a cell as part of a line; the rows of a table in it stand behind each other."""
    text = ""
    for block, before in zip(blocks, [None, *blocks], strict=False):
        rows = block.kind == "table" and before is not None and before.kind == "table"
        text += (_ROWS if rows else " ") + block.text
    return text.strip()


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag == "tr":
            gone = each.find("trPr/del") is not None or switched(each.find("trPr"), "hidden")
            if not gone:
                yield each
        elif each.tag in _WRAPPERS:
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if each.tag == "tc":
            properties = each.find("tcPr")
            merged = properties.find("vMerge") if properties is not None else None
            below = merged is not None and merged.get("val", "continue") == "continue"
            if not below and (properties is None or properties.find("cellDel") is None):
                yield each
        elif each.tag in _WRAPPERS:
            yield from _cells(each)

"""A paragraph of a Word file → its text as Word shows it, and the text boxes that hang on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from lxml import etree

from kg.documents.encodings.repair import of_font
from kg.documents.word.styles import Styles, switched, value

Element = etree._Element
# What of a paragraph is not its text: what was deleted or moved away, properties, what fields are told to do.
_UNSEEN = {
    "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "rt", "rubyPr", "object",
    "proofErr", "bookmarkStart", "bookmarkEnd", "footnoteRef", "endnoteRef", "annotationRef", "ctrlPr", "hMerge",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLACE = re.compile("[0-9A-Fa-f]{4}")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Paragraph:
    """What was read of a paragraph: (letters, font) in order, and its text boxes."""

    letters: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def by_font(self) -> Iterator[tuple[str, str]]:
        """Yield (letters, font): those of one font together, as a letter of an old one may go over two runs."""
        for font, letters in groupby(self.letters, key=itemgetter(1)):
            yield "".join(text for text, _ in letters), font


class Inline:
    """Reads paragraphs in the order of the document: fields may go over several, notes are counted."""

    def __init__(self, styles: Styles):
        self.notes: list[tuple[str, str]] = []
        self._styles = styles
        self._fields: list[bool] = []  # of each field that we are in, whether its result has been reached

    def read(self, paragraph: Element) -> Paragraph:
        """Return what a paragraph holds."""
        found = Paragraph()
        self._read(paragraph, found, value(paragraph.find("pPr"), "pStyle"), "")
        return found

    def _read(self, element: Element, found: Paragraph, style: str | None, font: str) -> None:
        for each in element:
            name = each.tag
            if not isinstance(name, str) or name in _UNSEEN:
                continue
            if name == "r":
                self._run(each, found, style)
            elif name == "txbxContent":
                found.boxes.append(each)
            elif name == "AlternateContent":
                self._alternative(each, found, style, font)
            elif name == "sdt":
                if each.find("sdtPr/showingPlcHdr") is None and each.find("sdtContent") is not None:
                    self._read(each.find("sdtContent"), found, style, font)
            elif not self._sign(each, found, font):
                self._read(each, found, style, font)

    def _run(self, run: Element, found: Paragraph, style: str | None) -> None:
        properties = run.find("rPr")
        if self._hidden(properties):
            return
        before = len(found.letters)
        self._read(run, found, style, self._styles.font(properties, style))
        if value(properties, "vertAlign") == "superscript":
            found.letters[before:] = [(text.translate(_RAISED), font) for text, font in found.letters[before:]]

    def _hidden(self, properties: Element | None) -> bool:
        hidden = switched(properties, "vanish")
        for each in self._styles.chain(value(properties, "rStyle") or ""):
            hidden = hidden if hidden is not None else switched(each, "rPr/vanish")
        return bool(hidden)

    def _alternative(self, element: Element, found: Paragraph, style: str | None, font: str) -> None:
        """Read one of the ways in which something is given: a text box stands there for new and for old programs."""
        for way in (element.find("Choice"), element.find("Fallback")):
            boxes, letters = len(found.boxes), len(found.letters)
            if way is not None:
                self._read(way, found, style, font)
            if len(found.boxes) > boxes or len(found.letters) > letters:
                return

    def _sign(self, element: Element, found: Paragraph, font: str) -> bool:
        """Read an element that stands for letters; return whether it was one."""
        name = element.tag
        if name == "fldChar":
            self._field(element.get("fldCharType"))
        elif name in _NOTES:
            self.notes.append((_NOTES[name], element.get("id", "")))  # a figure in a name would be part of it
        elif name == "t":
            self._shown(found, element.text or "", font)
        elif name == "sym":
            self._symbol(element, found)
        elif name == "br":
            self._shown(found, " " if element.get("type") in ("page", "column") else "\n", font)
        elif name in _SIGNS:
            self._shown(found, _SIGNS[name], font)
        else:
            return False
        return True

    def _symbol(self, element: Element, found: Paragraph) -> None:
        """Read a letter that is given by its place in a font: one of an old Vietnamese font; others are pictures."""
        font, code = element.get("font", ""), element.get("char", "")
        if of_font(font) and _PLACE.fullmatch(code):
            self._shown(found, chr(int(code, 16)), font)

    def _shown(self, found: Paragraph, text: str, font: str) -> None:
        if all(self._fields):
            found.letters.append((text, font))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

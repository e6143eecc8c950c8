"""What a Word file's styles say of a paragraph: its style's name, outline level, numbering and font."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element
_DEEPEST = 32  # styles based on styles; a loop of them ends here
_HEADING_LEVELS = 9  # an outline level of 9 is body text
LARGEST = 100_000  # no list is longer: a Roman number of a billion would be
OFF = ("0", "false", "off")


def value(element: Element | None, path: str) -> str | None:
    """Return the ``val`` of what is at a path below an element, None where there is none."""
    found = element.find(path) if element is not None else None
    return found.get("val") if found is not None else None


def switched(element: Element | None, path: str) -> bool | None:
    """Return whether a property that is on or off is on, None where nothing is said."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get("val", "1").lower() not in OFF


def figure(text: str | None, default: int) -> int:
    """Return the number that a property gives, ``default`` where it gives none."""
    if not text or not text.isdecimal():
        return default
    return min(int(text), LARGEST) if len(text) < 10 else LARGEST  # Python takes no number of thousands of figures


def is_drawn(borders: Element) -> bool:
    """Whether any of the lines around a table or a cell is drawn."""
    return any(border.get("val") not in (None, "none", "nil") for border in borders)


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None):
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._fonts = ""
        for style in root.iterfind("style") if root is not None else ():
            self._styles.setdefault(style.get("styleId", ""), style)
            if style.get("type") == "paragraph" and style.get("default", "0").lower() not in OFF:
                self._default = style.get("styleId", "")
        if root is not None:
            self._fonts = _font(root.find("docDefaults/rPrDefault/rPr"))

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """Yield a style and those that it is based on; the default one for paragraphs where ``style_id`` is None."""
        here = self._default if style_id is None else style_id
        for _ in range(_DEEPEST):
            style = self._styles.get(here)
            if style is None:
                return
            yield style
            here = value(style, "basedOn") or ""

    def name(self, style_id: str | None) -> str:
        """Return the name of a style, in lower case: Word's own are English in every language."""
        return next((value(style, "name") or "" for style in self.chain(style_id)), "").lower()

    def is_heading(self, properties: Element | None) -> bool:
        """Whether a paragraph with these properties stands in the document's outline, or is its title."""
        style_id = value(properties, "pStyle")
        level = value(properties, "outlineLvl")
        for style in self.chain(style_id):
            level = level if level is not None else value(style, "pPr/outlineLvl")
            name = (value(style, "name") or "").lower()
            if name in ("title", "subtitle") or name.startswith("heading "):
                return True
        return figure(level, _HEADING_LEVELS) < _HEADING_LEVELS

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """Return (number id, level) of a paragraph's numbering, its own or its style's; None where it has none."""
        number = value(properties, "numPr/numId")
        level = value(properties, "numPr/ilvl")
        for style in self.chain(value(properties, "pStyle")):
            number = number if number is not None else value(style, "pPr/numPr/numId")
            level = level if level is not None else value(style, "pPr/numPr/ilvl")
        if number is None or number == "0":
            return None
        return number, figure(level, 0)

    def font(self, run: Element | None, paragraph_style: str | None) -> str:
        """Return the name of the font that a run's letters are drawn with, '' where that is the theme's."""
        fonts = [_font(run)]
        fonts += [_font(style.find("rPr")) for style in self.chain(value(run, "rStyle") or "")]
        fonts += [_font(style.find("rPr")) for style in self.chain(paragraph_style)]
        return next((font for font in fonts if font), self._fonts)

    def has_borders(self, table: Element | None) -> bool:
        """Whether a table with these properties has lines around its cells."""
        tables = [table, *(style.find("tblPr") for style in self.chain(value(table, "tblStyle") or ""))]
        for properties in tables:
            borders = properties.find("tblBorders") if properties is not None else None
            if borders is not None:
                return is_drawn(borders)
        return False


def _font(properties: Element | None) -> str:
    fonts = properties.find("rFonts") if properties is not None else None
    return (fonts.get("ascii") or fonts.get("hAnsi") or "") if fonts is not None else ""

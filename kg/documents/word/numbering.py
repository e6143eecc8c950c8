"""The numbers and signs of a Word file's lists, written out as Word shows them: '1.', 'a)', 'II.', '-'."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from kg.documents.word.styles import Styles, figure, value

Element = etree._Element
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PRIVATE = ("\ue000", "\uf8ff")  # where Symbol and Wingdings have their signs
_SIGN = "-"


class Numbering:
    """The lists of a document, which count as their paragraphs come."""

    def __init__(self, root: Element | None, styles: Styles):
        self._styles = styles
        self._kinds: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._kinds = {each.get("abstractNumId", ""): each for each in root.iterfind("abstractNum")}
            self._lists = {each.get("numId", ""): each for each in root.iterfind("num")}

    def next(self, number: str, level: int) -> str | None:
        """Return what stands before the next paragraph of a list; None where there is no such list.

        '' is a paragraph of a list that shows no number.
        """
        kind = self._kind(number)
        if kind is None or level >= _LEVELS:
            return None
        counts = self._counts[kind.get("abstractNumId", "")]
        shape = self._shape(number, kind, level)
        counts[level] = self._count(number, kind, level, counts)
        for deeper in [each for each in counts if each > level]:
            if value(self._shape(number, kind, deeper), "lvlRestart") != "0":
                del counts[deeper]
        return self._written(number, kind, shape, level, counts)

    def _count(self, number: str, kind: Element, level: int, counts: dict[int, int]) -> int:
        override = value(self._override(number, level), "startOverride")
        if override is not None and (number, level) not in self._begun:
            self._begun.add((number, level))
            return figure(override, 1)
        if level in counts:
            return counts[level] + 1
        return figure(value(self._shape(number, kind, level), "start"), 0)

    def _written(self, number: str, kind: Element, shape: Element | None, level: int, counts: dict[int, int]) -> str:
        text = value(shape, "lvlText") or ""
        if value(shape, "numFmt") == "bullet":
            return _sign(text)
        plain = shape is not None and shape.find("isLgl") is not None
        for each in range(level + 1):
            if f"%{each + 1}" in text:
                other = self._shape(number, kind, each)
                count = counts.setdefault(each, figure(value(other, "start"), 0))
                form = "decimal" if plain else value(other, "numFmt") or "decimal"
                text = text.replace(f"%{each + 1}", _figure(count, form))
        return text.strip()

    def _kind(self, number: str) -> Element | None:
        """Return the definition of a list, through the style that it may borrow it from."""
        for _ in range(_LEVELS):
            kind = self._kinds.get(value(self._lists.get(number), "abstractNumId") or "")
            link = value(kind, "numStyleLink")
            if kind is None or link is None:
                return kind
            number = next((value(style, "pPr/numPr/numId") or "" for style in self._styles.chain(link)), "")
        return None

    def _override(self, number: str, level: int) -> Element | None:
        entry = self._lists.get(number)
        found = entry.iterfind("lvlOverride") if entry is not None else ()
        return next((each for each in found if each.get("ilvl") == str(level)), None)

    def _shape(self, number: str, kind: Element, level: int) -> Element | None:
        own = self._override(number, level)
        if own is not None and own.find("lvl") is not None:
            return own.find("lvl")
        return next((each for each in kind.iterfind("lvl") if each.get("ilvl") == str(level)), None)


def _sign(text: str) -> str:
    """Return a bullet as text: signs of fonts for symbols, and the circle that is drawn as an 'o', are a dash."""
    text = text.strip()
    return _SIGN if not text or text == "o" or any(_PRIVATE[0] <= sign <= _PRIVATE[1] for sign in text) else text


def _figure(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        # Word goes on behind z with aa, bb, cc
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "none":
        return ""
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for amount, letters in _ROMAN:
        written += letters * min(count // amount, 100)
        count %= amount
    return written

"""A page of a PDF → its glyphs: each letter with where it stands, how large it is, and its font. Alone knows PDFium."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_GLYPHS = 200_000  # on one page; a newspaper's page has 15,000
MAX_OBJECTS = 20_000  # of one page that are looked at for lines and pictures
_THIN = 2.5  # a rectangle that is not wider is a line
_LONG = 10.0
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_SIZES = (0.5, 2000.0)
_FAR = 50_000.0
_EDGE = 3.0
_UPRIGHT = 0.1  # radians that a letter may lean from the page's own direction


class Font(NamedTuple):
    """A font by its name (without the tag of a subset), and whether it is bold."""

    name: str = ""
    bold: bool = False


class Glyph(NamedTuple):
    """A letter: from ``x0`` to ``x1``, on a base line ``y`` (counted from the top), in a size and a font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: Font


class Rule(NamedTuple):
    """A straight line that is drawn from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """The glyphs of a page in the order of the file, its drawn lines, and how much of it pictures cover (0 to 1)."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    unknown: int = 0  # letters that the file gives no meaning for
    objects: int = 0  # that are drawn on it


class TooMuch(Exception):
    """A page has more letters than any page has."""


def read(page: pdfium.PdfPage) -> Page:
    """Return what stands on a page. Raises TooMuch, and what PDFium raises for damaged pages."""
    turn = page.get_rotation()
    width, height = page.get_size()
    found = Page(width, height)
    box = page.get_bbox()
    text = page.get_textpage()
    try:
        _Letters(text.raw, found, _turned(turn, box)).read(turn)
    finally:
        text.close()
    _drawn(page, found, _turned(turn, box))
    return found


def _turned(turn: int, box: tuple[float, float, float, float]):
    """Return what turns a point of the file into one of the page as it is seen, counted from its top left corner."""
    left, bottom, right, top = box
    return {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[turn]


class _Letters:
    """Reads the letters of a page, object of text by object of text."""

    def __init__(self, text, found: Page, place):
        self._text, self._found, self._place = text, found, place
        self._objects: dict[int, tuple[Font, float, float]] = {}
        self._fonts: dict[int, Font] = {}
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self, turn: int) -> None:
        count = raw.FPDFText_CountChars(self._text)
        if count > MAX_GLYPHS:
            raise TooMuch
        found: list[tuple[float, Glyph]] = []
        for index in range(count):
            code = raw.FPDFText_GetUnicode(self._text, index)
            if raw.FPDFText_HasUnicodeMapError(self._text, index) == 1 or _is_meaningless(code):
                self._found.unknown += 1
            elif raw.FPDFText_IsGenerated(self._text, index) != 1 and (code >= 0x20 or code == 2):
                found += self._glyph(index, "-" if code == 2 else chr(code))
        # What leans is a stamp across the page; a page that lies on its side has all its letters leaning alike.
        lean = math.radians(turn)
        self._found.glyphs = [glyph for angle, glyph in found if _apart(angle + lean) < _UPRIGHT]

    def _glyph(self, index: int, text: str) -> list[tuple[float, Glyph]]:
        font, size, angle = self._object(index)
        box, (x, y) = self._box, (self._x, self._y)
        if not raw.FPDFText_GetLooseCharBox(self._text, index, box) or not raw.FPDFText_GetCharOrigin(
            self._text, index, x, y
        ):
            return []
        place = self._place
        ends = place(box.left, box.bottom)[0], place(box.right, box.top)[0]
        glyph = Glyph(text, min(ends), max(ends), place(x.value, y.value)[1], size or abs(box.top - box.bottom), font)
        return [(angle, glyph)] if _is_sound(glyph, self._found) else []

    def _object(self, index: int) -> tuple[Font, float, float]:
        """Return the font, the size and the direction of a letter, which its object of text has."""
        of = raw.FPDFText_GetTextObject(self._text, index)
        key = ctypes.addressof(of.contents) if of else 0
        if key not in self._objects:
            matrix = self._matrix
            scale = 1.0
            if raw.FPDFText_GetMatrix(self._text, index, matrix):
                scale = math.hypot(matrix.c, matrix.d)
            size = abs(raw.FPDFText_GetFontSize(self._text, index) * scale)
            font = self._font(raw.FPDFTextObj_GetFont(of)) if key else Font()
            self._objects[key] = font, size, raw.FPDFText_GetCharAngle(self._text, index)
        return self._objects[key]

    def _font(self, font) -> Font:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key and key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, name, 256)
            shown = name.value.decode("utf-8", "replace").partition("+")[2] or name.value.decode("utf-8", "replace")
            heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or bool(raw.FPDFFont_GetFlags(font) & _FORCE_BOLD)
            self._fonts[key] = Font(shown, heavy or "bold" in shown.lower())
        return self._fonts.get(key, Font())


def _is_sound(glyph: Glyph, page: Page) -> bool:
    """Whether a letter has a size, and stands on the page: printers' marks stand beside it."""
    middle = (glyph.x0 + glyph.x1) / 2
    on = -_EDGE < middle < page.width + _EDGE and -_EDGE < glyph.y < page.height + _EDGE
    return on and _SIZES[0] < glyph.size < _SIZES[1]


def _is_meaningless(code: int) -> bool:
    """Whether a character is one that fonts use as they like; those of old Vietnamese fonts can be read."""
    return code == 0xFFFD or (0xE000 <= code <= 0xF8FF and not 0xF020 <= code <= 0xF0FF)


def _apart(angle: float) -> float:
    """Return how far an angle is from none."""
    angle %= 2 * math.pi
    return min(angle, 2 * math.pi - angle)


def _drawn(page: pdfium.PdfPage, found: Page, place) -> None:
    """Note the lines and the pictures of a page."""
    kinds = Counter()
    sides = [ctypes.c_float() for _ in range(4)]
    found.objects = raw.FPDFPage_CountObjects(page.raw)
    for index in range(min(found.objects, MAX_OBJECTS)):
        each = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(each)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if not raw.FPDFPageObj_GetBounds(each, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        rule = Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if not all(abs(place) < _FAR for place in rule):
            continue
        wide, high = rule.x1 - rule.x0, rule.y1 - rule.y0
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            kinds["picture"] += min(wide, found.width) * min(high, found.height)
        else:
            _outline(found, rule, wide, high)
    found.pictured = min(kinds["picture"] / max(found.width * found.height, 1.0), 1.0)


def _outline(found: Page, rule: Rule, wide: float, high: float) -> None:
    """Note a path as a line, or as the four that a frame has."""
    if high <= _THIN < _LONG < wide:
        found.across.append(rule)
    elif wide <= _THIN and high >= _LONG:
        found.down.append(rule)
    elif wide > _LONG and high > _LONG:
        found.across += [rule._replace(y1=rule.y0), rule._replace(y0=rule.y1)]
        found.down += [rule._replace(x1=rule.x0), rule._replace(x0=rule.x1)]

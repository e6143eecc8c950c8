"""A page's tree → its segments in order: what a reader sees as one paragraph, cell or line, and how it is set."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.documents.encodings.repair import from_font, of_font
from kg.documents.web.page_marks import role
from kg.documents.web.page_tables import rows
from kg.text import one_space

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    # fmt: off
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "amp-sidebar",
        "amp-ad",
        "amp-list",
        "option",
        "select",
    )
    # fmt: on
)
_NO_TEXT = frozenset(("head", "script", "style", "title", "select", "option"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD, _ITALIC = frozenset(("b", "strong", "th", *HEADINGS)), frozenset(("i", "em", "cite"))
_IMAGES = frozenset(("img", "amp-img", "picture", "amp-video", "iframe", "video"))
_ALIGN = re.compile(r"text-align\s*:\s*(right|center|end)", re.IGNORECASE)
_APART = frozenset(
    ("drop", "others", "caption", "date", "updated", "byline", "title", "lead")
)  # inline elements that stand by themselves
_DASH, _DASHED = " - ", re.compile(r"\s*[-–—:,.]")  # what a page shows between a dateline and its text
_FACE = re.compile(r"font-family\s*:\s*([^;]{1,80})", re.IGNORECASE)
_SET = {"b": "bold", "i": "italic", "a": "linked"}


@dataclass(slots=True)
class Segment:
    """A run of text between two breaks of a page. Numbers count its characters that are set so.

    ``kind`` is what its element makes it ('heading', 'list', 'caption', 'table'), ``roles`` are those of the elements
    that it is in (see :func:`kg.documents.page_marks.role`), ``after_image`` tells that a picture stands right before.
    """

    text: str
    element: HtmlElement
    kind: str = ""
    roles: frozenset[str] = frozenset()
    align: str = ""
    bold: int = 0
    italic: int = 0
    linked: int = 0
    after_image: bool = False

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long enough, and no link."""
        return len(self.text) >= 60 and self.linked * 3 < len(self.text)

    def all(self, how: str) -> bool:
        """Return whether all of it, but for punctuation, is 'bold', 'italic' or 'linked'."""
        return getattr(self, how) >= 0.9 * len(self.text)


@dataclass(slots=True)
class _Context:
    """What holds inside an element: handed down to its children."""

    kind: str = ""
    roles: frozenset[str] = frozenset()
    align: str = ""
    set: frozenset[str] = frozenset()
    block: HtmlElement | None = None
    own: str = ""
    font: str = ""
    next: int = 0  # number of the next item of a numbered list


@dataclass(slots=True)
class _Line:
    """The segment that is being read."""

    parts: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_SET.values(), 0))


def segments(root: HtmlElement, spared: frozenset[HtmlElement] = frozenset()) -> list[Segment]:
    """Return the segments of a page in its order, those with no text left out; ``spared`` elements have no role."""
    return list(_Walk(spared).segments(root))


class _Walk:
    def __init__(self, spared: frozenset[HtmlElement]) -> None:
        self._spared = spared
        self._stack: list[_Context] = []
        self._line = _Line()
        self._image = False
        self._number = ""

    def segments(self, root: HtmlElement, font: str = "") -> Iterator[Segment]:
        from lxml import etree

        self._stack = [_Context(block=root, font=font)]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                yield from self._leave(element)
                self._add("" if element is root else element.tail)
            elif not (yield from self._enter(element)):
                walk.skip_subtree()
        yield from self._end()

    def _enter(self, element: HtmlElement) -> Generator[Segment, None, bool]:
        """Open an element, and return whether what is in it is to be walked through."""
        own = "" if element in self._spared else role(element)
        image = element.tag in _IMAGES
        if image or own in _APART or element.tag in _BLOCKS or element.tag == "br":
            yield from self._end()
        self._image |= image
        self._open(element, own)
        if element.tag in _NO_TEXT:
            return False
        if element.tag == "table" and (cells := rows(element, self._cell)):
            yield from self._table(element, cells)
            return False
        self._add(element.text)
        return True

    def _leave(self, element: HtmlElement) -> Iterator[Segment]:
        own = self._stack[-1].own
        if own in _APART or element.tag in _BLOCKS:
            yield from self._end()
        if element.tag == "li":
            self._number = ""
        self._stack.pop()
        self._add(_DASH if own == "dateline" and not _DASHED.match(element.tail or "") else "")

    def _open(self, element: HtmlElement, own: str) -> None:
        above, tag = self._stack[-1], element.tag
        if tag == "li":
            self._number = f"{above.next}. " if above.next else ""
            above.next += 1 if above.next else 0
        kind = "heading" if tag in HEADINGS else "list" if tag in ("li", "dd", "dt") else ""
        if own == "caption" or tag in ("caption", "figure"):
            kind = "caption"
        how = "b" if tag in _BOLD else "i" if tag in _ITALIC else "a" if tag == "a" and element.get("href") else ""
        self._stack.append(
            _Context(
                above.kind if above.kind == "caption" else kind or above.kind,
                above.roles | {own} if own else above.roles,
                _aligned(element) or above.align,
                above.set | {how} if how else above.set,
                element if tag in _BLOCKS or own in _APART or above.block is None else above.block,
                own,
                _font(element) or above.font,
                _first_number(element) if tag == "ol" else 0,
            )
        )

    def _add(self, text: str | None) -> None:
        if text:
            if self._stack[-1].font:
                text = _in_font(text, self._stack[-1].font)
            self._line.parts.append(text)
            for how in self._stack[-1].set:
                self._line.counts[_SET[how]] += len(text.strip())

    def _end(self) -> Iterator[Segment]:
        """End the segment that is being read: the innermost open element says what it is."""
        text = one_space("".join(self._line.parts).replace("\u00ad", ""))  # a hyphen where a line may break
        if text:
            context = self._stack[-1]
            yield Segment(
                self._number + text,
                context.block,
                context.kind,
                context.roles,
                context.align,
                **self._line.counts,
                after_image=self._image,
            )
            self._image, self._number = False, ""
        self._line = _Line()

    def _table(self, element: HtmlElement, cells: list[list[str]]) -> Iterator[Segment]:
        context = self._stack[-1]
        for row in cells:
            yield Segment(" | ".join(row), element, "table", context.roles)
        self._image = False

    def _cell(self, cell: HtmlElement) -> str:
        """Return what a cell of the table that was opened last shows, as one line."""
        parts = _Walk(self._spared).segments(cell, self._stack[-1].font)
        return " ".join(part.text for part in parts)


def _first_number(element: HtmlElement) -> int:
    """Return where a numbered list begins; 0 where it shows letters, or nothing that is known."""
    start = element.get("start", "1").strip()
    counted = element.get("type", "1") == "1" and start.isdecimal()
    return int(start[:6]) if counted else 0


def _aligned(element: HtmlElement) -> str:
    if element.tag == "center":
        return "center"
    found = element.get("align", "").lower()
    if match := _ALIGN.search(element.get("style", "")[:400]):
        found = match[1].lower()
    return {"end": "right", "justify": "left"}.get(found, found)


def _font(element: HtmlElement) -> str:
    """Return the font that an element names, where it is one of those whose letters are not Unicode's; or '-'."""
    named = element.get("face", "") or "".join(_FACE.findall(element.get("style", "")[:400])[:1])
    first = named.split(",")[0].strip(" '\"")
    return (first if of_font(first) else "-") if first else ""


def _in_font(text: str, font: str) -> str:
    """Return what a text shows in a font: the capitals of a .Vn font with an H were decoded as small letters."""
    if font == "-":
        return text
    shown = from_font(text, font)
    return shown.upper() if of_font(font) == "tcvn3" and font.endswith("H") else shown

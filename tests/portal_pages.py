"""Saved pages of the usual families of Vietnamese portals, made of invented articles, with what is right for each.

A layout is a Jinja template in ``portals/``; its first line names what of the article it tells besides the text
('title published author outlet url'). Every layout can hold every article.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.documents.encodings import charsets

LAYOUTS = Path(__file__).with_name("portals")


@dataclass(frozen=True, slots=True)
class Article:
    """An invented report: ``body`` has (kind, text) in the order of the page, kinds as in ``Report.parts``."""

    title: str
    lead: str
    body: tuple[tuple[str, str], ...]
    author: str
    day: int
    month: int
    year: int

    @property
    def published(self) -> str:
        """The day of publication as an xsd:date."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page: its bytes, what its text is, paragraph by paragraph, and what it tells of itself."""

    layout: str
    data: bytes
    markup: str
    blocks: tuple[tuple[str, str], ...]
    about: dict[str, str]
    encoding: str = ""


def articles() -> tuple[Article, ...]:
    """Return the invented articles."""
    lines = (LAYOUTS / "articles.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    starts = [at for at, row in enumerate(rows) if row[0] == "title"]
    return tuple(_article(rows[at:end]) for at, end in zip(starts, [*starts[1:], len(rows)], strict=True))


def _article(rows: list[list[str]]) -> Article:
    (_, title), (_, author), (_, day), (_, lead), *body = rows
    year, month, day = map(int, day.split("-"))
    blocks = tuple(("" if kind == "text" else kind, text) for kind, text in body)
    return Article(title, lead, blocks, author, day, month, year)


ARTICLES = articles()


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(LAYOUTS, encoding="utf-8")
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def layouts() -> list[str]:
    """Return the names of all layouts, sorted."""
    return sorted(path.stem for path in LAYOUTS.glob("*.html"))


def page(layout: str, article: Article) -> Page:
    """Return an article as a page of a layout."""
    source = (LAYOUTS / f"{layout}.html").read_text(encoding="utf-8")
    head = source.split("#}")[0].removeprefix("{#").split()
    tells = dict(word.partition("=")[::2] for word in head)
    text = _environment().get_template(f"{layout}.html").render(a=article, body=_groups(article.body))
    about = {
        "title": without_capitals(article.title) if tells.get("charset") == "tcvn3" else article.title,
        "published": article.published if "published" in tells else "",
        "author": article.author if "author" in tells else "",
        "outlet": tells.get("outlet", "").replace("_", " "),
        "url": tells.get("url", ""),
    }
    without = tells.get("without", "").split(",") if "without" in tells else []
    lead = tells.get("before", "").replace("_", " ") + article.lead
    blocks = [("heading", article.title), ("", lead), *(block for block in article.body if block[0] not in without)]
    if "bullet" in tells:
        blocks = [(kind, f"{tells['bullet']} {text}" if kind == "list" else text) for kind, text in blocks]
    if "numbered" in tells:
        items = [block for block in blocks if block[0] == "list"]
        blocks = [(b[0], f"{items.index(b) + 1}. {b[1]}" if b in items else b[1]) for b in blocks]
    if "byline" in tells:
        blocks.append(("byline", (tells["byline"] or "AUTHOR").replace("_", " ").replace("AUTHOR", article.author)))
    if tells.get("charset") == "tcvn3":
        blocks = [(kind, without_capitals(text).replace("“", '"').replace("”", '"')) for kind, text in blocks]
    encoding = tells.get("charset", "")
    return Page(layout, encoded(text, tells.get("charset", "utf-8")), text, tuple(blocks), about, encoding)


def pages() -> Iterator[Page]:
    """Yield every article in every layout."""
    for layout in layouts():
        for article in ARTICLES:
            yield page(layout, article)


def encoded(text: str, charset: str) -> bytes:
    """Return a page's bytes in its charset."""
    if charset == "windows-1258":
        return "".join(_in_1258(letter) for letter in text).encode("cp1258")
    return (
        b"".join(_tcvn3()[letter] for letter in without_capitals(text)) if charset == "tcvn3" else text.encode(charset)
    )


def without_capitals(text: str) -> str:
    """Return a text as TCVN3 can say it: its capital letters bear no tone, so small ones stand for them."""
    return "".join(letter if letter in _tcvn3() else letter.lower() for letter in text)


def _in_1258(letter: str) -> str:
    """Return a letter as Windows-1258 has it: the tone by itself, behind the letter."""
    try:
        letter.encode("cp1258")
        return letter
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts[1:] if part in "\u0300\u0301\u0303\u0309\u0323"), "")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone


@cache
def _tcvn3() -> dict[str, bytes]:
    letters = {charsets.decode(bytes([byte]), "tcvn3", "replace"): bytes([byte]) for byte in range(0x80, 0x100)}
    return letters | {chr(byte): bytes([byte]) for byte in range(0x80)} | {"“": b'"', "”": b'"'}


def _groups(body: tuple[tuple[str, str], ...]) -> list[tuple[str, list[str]]]:
    """Return the blocks with the items of one list, and the rows of one table, together."""
    groups: list[tuple[str, list[str]]] = []
    for kind, text in body:
        if groups and kind in ("list", "table") and groups[-1][0] == kind:
            groups[-1][1].append(text)
        else:
            groups.append((kind, [text]))
    return groups

"""Markdown → a Report: its headings, lists and tables as such, the text of its links, captions of its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.documents.about import About
from kg.documents.article import Block, report
from kg.documents.encoding import decoded
from kg.documents.markdown_lines import lines
from kg.documents.plain import MAX_BYTES, title
from kg.documents.source import Settings, Source
from kg.documents.web import markup, page_blocks, page_segments
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 100  # what the parser finds deeper inside is lost
_MARKS = 40  # characters of marks and spaces before a line's text
_TOO_DEEP = re.compile(rf"^(?:[ \t>*+-]|\d{{1,9}}[.)](?=\s)){{{_MARKS},}}(?=[^\s>*+-])", re.MULTILINE)


def read(source: Source, settings: Settings) -> Report:
    """Return the report that a Markdown file holds (CommonMark, with tables).

    Its title is the heading that it begins with, else its first line where that stands as a headline. Raises
    InputError for bytes that are no text, or hold none, and OSError.
    """
    found = decoded(source.read(MAX_BYTES), source.name, settings.encoding)
    text = normalise(found.text)
    blocks = [block for block in _Blocks(text, source.name).all() if block.text.strip()]
    if not blocks:
        raise InputError(source.name, "is empty", "nothing was read from it")
    first = next((block for block in blocks if block.kind != "caption"), blocks[0])
    headline = first.text if first.kind == "heading" else title("\n".join(block.text for block in blocks))
    return report(blocks, About(title=headline), source, format="md", encoding=found.encoding)


class _Blocks:
    """Goes through the parts of a Markdown text; ``name`` is the file's in messages."""

    def __init__(self, text: str, name: str):
        self._name = name
        self._inline = _parser()
        self._tokens = _parser().disable("inline").parse(_TOO_DEEP.sub(_shallow, text))  # paragraphs as they are met
        self._lists: list[int | None] = []  # for each list around: the next number, None where it has signs
        self._sign = ""
        self._cells: list[str] | None = None

    def all(self) -> Iterator[Block]:
        """Yield its blocks, in order; some may be empty."""
        around: list[str] = []
        for token in self._tokens:
            if token.nesting > 0:
                around.append(token.type)
                self._opened(token)
            elif token.nesting < 0:
                around.pop()
                yield from self._closed(token)
            else:
                yield from self._single(token, around)

    def _opened(self, token: Token) -> None:
        if token.type == "ordered_list_open":
            self._lists.append(int(token.attrGet("start") or 1))
        elif token.type == "bullet_list_open":
            self._lists.append(None)
        elif token.type == "list_item_open" and self._lists:
            number = self._lists[-1]
            self._sign = "" if number is None else f"{number}{token.markup or '.'} "
            self._lists[-1] = None if number is None else number + 1
        elif token.type == "tr_open":
            self._cells = []

    def _closed(self, token: Token) -> Iterator[Block]:
        if token.type in ("ordered_list_close", "bullet_list_close"):
            self._lists.pop()
        elif token.type == "tr_close" and self._cells is not None:
            yield Block(" | ".join(self._cells) if any(self._cells) else "", "table")
            self._cells = None

    def _single(self, token: Token, around: list[str]) -> Iterator[Block]:
        if token.type == "inline":
            yield from self._text(token, around)
        elif token.type in ("fence", "code_block"):
            yield from (Block(line) for line in token.content.split("\n"))
        elif token.type == "html_block":
            yield from _of_html(token.content, self._name)

    def _text(self, token: Token, around: list[str]) -> Iterator[Block]:
        found = lines(self._inline, token.content)
        if self._cells is not None:
            self._cells.append(" ".join(line.text for line in found))
        elif "heading_open" in around:
            yield Block(" ".join(line.text for line in found), "heading")
        else:
            kind = "list" if self._lists else ""
            for line in found:
                yield Block(self._sign + line.text, line.kind or kind)
                self._sign = ""


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])


def _shallow(match: re.Match[str]) -> str:
    """Return the beginning of a line without the marks that the parser would not go into, and lose the text behind."""
    return match.group()[:_MARKS]


def _of_html(content: str, name: str) -> Iterator[Block]:
    root = markup.tree(markup.tamed(content), name)
    for part in page_segments.segments(root) if root is not None else ():
        yield Block(part.text, page_blocks.kind(part))

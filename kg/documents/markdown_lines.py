"""A paragraph of Markdown → its lines as they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.documents.article import Block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST = 20_000  # characters: the marks in what is longer are left as they are written
_SENTENCE_END = (".", "!", "?", ":", ";", "…", "”", '"')
_BREAKS = ("<br>", "<br/>", "<br />")


def lines(parser: MarkdownIt, text: str) -> list[Block]:
    """Return the lines of a paragraph: its text without marks, and what its pictures show as captions.

    A line that is broken in the source goes on, except where a sentence ends.
    """
    if len(text) > _LONGEST:
        return [Block(line) for line in text.split("\n")]
    return _captioned(_read(parser.parseInline(text)[0].children or ()))


class _Line:
    """A line that is being read: its text, and how much of it is set in italics."""

    def __init__(self) -> None:
        self.text, self.italic = "", 0


def _read(tokens: Iterable[Token]) -> list[_Line | Block]:
    """Return the lines, and the pictures between them as captions."""
    found: list[_Line | Block] = [_Line()]
    depth = 0
    for token in tokens:
        line = found[-1]
        if token.type == "image":
            found += [Block(token.content, "caption"), _Line()]
        elif token.type == "hardbreak" or token.content.lower() in _BREAKS:
            found.append(_Line())
        elif token.type == "softbreak":
            if isinstance(line, _Line) and line.text.rstrip().endswith(_SENTENCE_END):
                found.append(_Line())
            else:
                line.text += " "
        elif token.type in ("em_open", "em_close"):
            depth += token.nesting
        elif token.type in ("text", "code_inline", "text_special"):
            line.text += token.content
            line.italic += len(token.content) if depth else 0
    return found


def _captioned(found: list[_Line | Block]) -> list[Block]:
    """Return the blocks: a line all in italics behind a picture is its caption, and its description then is none."""
    blocks: list[Block] = []
    for line in found:
        if isinstance(line, Block):
            blocks.append(line)
            continue
        text = line.text.strip()
        if text and line.italic >= 0.9 * len(text) and blocks and blocks[-1].kind == "caption":
            blocks[-1] = Block(text, "caption")
        elif text:
            blocks.append(Block(text))
    return blocks

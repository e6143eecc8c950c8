"""What a document's own properties say of it, as far as its text bears it out.

The properties of office files and PDFs are seldom meant: the title is a template's or an older document's, the author
an account of the machine, the days those of the file. So a title counts where it stands at the head of the text, an
author where it stands there, or at the end, as a line; no day counts but the one that an official document's head
tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.documents import letterhead
from kg.documents.about import About
from kg.documents.article import Block
from kg.documents.plain import title as headline
from kg.text import key, one_space

_HEAD = 12
_FOOT = 6
_LONGEST = 300


def told(blocks: Sequence[Block], title: str = "", author: str = "") -> About:
    """Return what is certain of a document: its paragraphs, and the title and the author that its properties name."""
    blocks = [block for block in blocks if block.text.strip()] or [Block("")]
    lines = [one_space(block.text) for block in blocks]
    head = letterhead.about(lines)
    found = head.title or _confirmed(title, lines[:_HEAD]) or (lines[0] if _is_heading(blocks) else "")
    if not found and not letterhead.side_by_side(lines[:_HEAD]):
        found = headline("\n".join(lines[: _HEAD * 2]))
    return About(title=found, published=head.published, author=_author(author, lines))


def _confirmed(title: str, lines: Sequence[str]) -> str:
    """Return a title that stands in the text: as a line, or as two of them."""
    wanted = key(title)
    both = [*lines, *(f"{first} {second}" for first, second in pairwise(lines))]
    return next((line for line in both if wanted and key(line) == wanted and len(line) <= _LONGEST), "")


def _is_heading(blocks: Sequence[Block]) -> bool:
    return blocks[0].kind == "heading" and len(blocks[0].text) <= _LONGEST and len(blocks) > 1


def _author(author: str, lines: Sequence[str]) -> str:
    wanted = key(author)
    alone = (line for line in [*lines[:_HEAD], *lines[-_FOOT:]] if wanted and key(line) == wanted)
    return one_space(author) if " " in wanted and next(alone, "") else ""

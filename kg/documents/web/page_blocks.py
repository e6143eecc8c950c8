"""A page's article → its blocks: what is a heading, a list, a caption, a byline or a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.documents.article import Block
from kg.documents.web import page_words
from kg.documents.web.page_main import Found
from kg.documents.web.page_segments import Segment
from kg.lexicon.tables import DATA, read

_CAPTION = 500  # characters: what is longer is text that stands in a frame
_HEADING = 160
_NAMES = 80
_BYLINE = 120
_SENTENCE_END = (".", ":", ";", ",", "!", "?", "…", "”", '"', ")")
_CREDIT = re.compile(r"[(\[]?\b(?:Ảnh|ẢNH|Nguồn ảnh|Đồ họa|Nguồn)\s*:|\((?:Ảnh|Nguồn)\b|(?:^|\. |\()Ảnh\b")
_WORD = re.compile(r"[^\W\d_][\w.'’]*")
# Whose a picture is, in a line of its own; at the end of an article, whose all of them are.
_CREDITS = re.compile(r"\(?(?:Ảnh|Nguồn ảnh|Đồ họa|Hình ảnh)\s*:\s*[^.:]{2,60}\)?\.?", re.IGNORECASE)
_BULLET = re.compile(r"[-–+•*]\s?(?=\w)")
_AGENCY = re.compile(r"^\((?:[Tt]heo )?[A-ZĐ][\w./+ -]{1,40}\)\.?$")


def blocks(found: Found) -> list[Block]:
    """Return the blocks of a page's article, its title first; what is shown twice, one behind the other, is once."""
    title = [Block(found.title.text, "heading")] if found.title else []
    told = [*title, *_joined(_tail(list(found.body)))]
    before = [{near.text for near in told[max(0, at - 2) : at]} for at in range(len(told))]
    kept = ("list", "table")  # rows and items may be alike
    return [block for block, near in zip(told, before, strict=True) if block.kind in kept or block.text not in near]


def signed(told: list[Block], author: str) -> list[Block]:
    """Return blocks with those as bylines that are nothing but the name of a known author."""
    return [block._replace(kind="byline") if author and _is_of(block, author) else block for block in told]


def _is_of(block: Block, author: str) -> bool:
    bare = page_words.after(block.text, "byline") or block.text
    return block.kind in ("", "heading") and bare.strip(" .:-").casefold() == author.casefold()


def is_name(text: str) -> bool:
    """Return whether a line reads as a person's name, or several ('Vũ Thạch Lam', 'Hà Nam - Lê Tú')."""
    names = re.split(r"\s*(?:,|;|-|–|&|/|\bvà\b)\s*", text.strip(" ./"))
    words = names[0].split()
    named = all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
    few = len(names) <= 4 and len(text) <= _NAMES and 2 <= len(words) <= 6
    return few and named and all(name[:1].isupper() for name in names if name)


def _tail(parts: list[Segment]) -> Iterator[tuple[Segment, str]]:
    """Yield each segment with its kind; the last ones may say who wrote the text."""
    prose = [at for at, part in enumerate(parts) if part.prose and kind(part) in ("", "list")]
    first, last = (prose[0], prose[-1]) if prose else (0, -1)
    for at, part in enumerate(parts):
        beside = [near for near in parts[max(0, at - 1) : at + 2] if near is not part]
        if at > last and _signs(part):
            yield part, "byline"
        elif _BULLET.match(part.text) and any(_BULLET.match(near.text) for near in beside):
            yield part, kind(part) or "list"
        elif first < at < last and kind(part) == "byline":  # who is quoted there
            yield part, ""
        else:
            yield part, kind(part)


def kind(part: Segment) -> str:
    """Return what a segment of an article is, by how it is set and what it says."""
    length = len(part.text)
    if part.kind == "table":
        return "table"
    if length <= _CAPTION and (part.kind == "caption" or _under_picture(part) or _CREDITS.fullmatch(part.text)):
        return "caption"
    if length <= _BYLINE and ("byline" in part.roles or page_words.begins(part.text, "byline") and not part.prose):
        return "byline"
    if part.kind == "list":
        return "list"
    return "heading" if _heads(part) else ""


def _heads(part: Segment) -> bool:
    if len(part.text) > _HEADING or part.text.endswith(_SENTENCE_END[:4]) or "lead" in part.roles:
        return False
    if part.kind == "heading":
        return True
    short = not part.text.endswith(_SENTENCE_END) and part.text[:1].isalnum() and part.align != "right"
    return short and part.all("bold")


def _under_picture(part: Segment) -> bool:
    """Return whether a line right behind a picture tells what it shows."""
    if not part.after_image or part.kind == "heading":
        return False
    return part.all("italic") or part.align == "center" or bool(_CREDIT.search(part.text))


def _signs(part: Segment) -> bool:
    """Return whether a line at the end of an article says who wrote it, or whose it is."""
    text = part.text
    if part.kind in ("caption", "table", "list") or len(text) > _BYLINE or part.after_image:
        return False
    if _CREDITS.fullmatch(text):
        return True
    if _AGENCY.match(text) or part.align == "right" or "byline" in part.roles:
        return True
    return is_name(text) and not text.isupper() and text.split()[0] in _surnames()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in read(DATA / "surnames.tsv"))


def _joined(parts: Iterator[tuple[Segment, str]]) -> Iterator[Block]:
    """Yield the blocks; lines of one heading, or of one caption, are one block."""
    waiting: tuple[Segment, str] | None = None
    text = ""
    for part, what in parts:
        if waiting and what in ("heading", "caption") and (waiting[0].element, waiting[1]) == (part.element, what):
            text += f" {part.text}"
            continue
        if waiting:
            yield Block(text, waiting[1])
        waiting, text = (part, what), part.text
    if waiting:
        yield Block(text, waiting[1])

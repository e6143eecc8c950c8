"""Word files (.docx, .docm, .dotx, .dotm) → reports, with lists, tables, text boxes and notes as Word shows them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.documents import article, letterhead
from kg.documents.about import About
from kg.documents.archives.unpacking import seekable
from kg.documents.article import Block
from kg.documents.letters import Letters
from kg.documents.properties import told
from kg.documents.source import Settings, Source
from kg.documents.word.body import Body
from kg.documents.word.numbering import Numbering
from kg.documents.word.package import Package
from kg.documents.word.styles import Styles
from kg.errors import InputError
from kg.model import Report

_OCR = "save it as PDF, run OCR over that (ocrmypdf -l vie IN OUT) and give the outcome"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def read(source: Source, settings: Settings) -> Report:
    """Return the report in a Word file. Raises InputError for one that is damaged, protected, or has no text."""
    with seekable(source) as stream:
        package = Package(stream, source.name)
        try:
            return _report(package, source)
        except RecursionError:
            raise InputError(source.name, "is nested too deeply", "copy its text into a new document") from None


def _report(package: Package, source: Source) -> Report:
    main = package.main()
    root = package.tree(main)
    body = root.find("body") if root is not None else None
    if body is None:
        reason = f"is {_other(main)}, not a Word document" if _other(main) else "is a Word file without a body"
        raise InputError(source.name, reason, "save it as .docx and give that")
    parts = dict(reversed(list(package.related(main))))
    styles = Styles(_tree(package, parts, "styles"))
    letters = Letters()
    reader = Body(styles, Numbering(_tree(package, parts, "numbering"), styles), letters)
    blocks = [*_first_header(package, main, body, reader), *reader.blocks(body)]
    blocks = letters.mended([*letterhead.in_columns(blocks), *_notes(package, parts, reader)])
    if not any(block.text.strip() for block in blocks) and any(True for _ in body.iter("blip", "imagedata")):
        raise InputError(source.name, "has pictures and no text", _OCR)
    return article.report(blocks, _about(package, blocks), source, format="docx", encoding=letters.encoding)


def _tree(package: Package, parts: dict[str, str], kind: str) -> etree._Element | None:
    return package.tree(parts[kind]) if kind in parts else None


def _first_header(package: Package, main: str, body: etree._Element, reader: Body) -> Iterator[Block]:
    """Yield what stands above the first page only: a letterhead. What every page has is no text of the report."""
    section = body.find(".//sectPr")
    if section is None or section.find("titlePg") is None:
        return
    for reference in section.iterfind("headerReference"):
        if reference.get("type") == "first":
            header = package.tree(package.by_id(main).get(reference.get("id", ""), ""))
            yield from reader.blocks(header) if header is not None else ()


def _notes(package: Package, parts: dict[str, str], reader: Body) -> Iterator[Block]:
    """Yield the notes that the text refers to, in the order in which it does, each with its number before it."""
    trees = {kind: _tree(package, parts, name) for name, kind in _NOTES.items()}
    notes = {
        (kind, note.get("id")): note for kind, tree in trees.items() if tree is not None for note in tree.iterfind(kind)
    }
    for number, place in enumerate(list(reader.notes), 1):
        found = list(reader.blocks(notes[place])) if place in notes else []
        for index, block in enumerate(found):
            yield block if index else Block(f"[{number}] {block.text}", block.kind)


def _about(package: Package, blocks: list[Block]) -> About:
    title, author = "", ""
    try:
        properties = next((package.tree(path) for kind, path in package.related("") if kind == "core-properties"), None)
        if properties is not None:
            title, author = properties.findtext("title") or "", properties.findtext("creator") or ""
    except InputError:
        pass  # the text is whole: what damaged properties say is not worth losing it
    return told(blocks, title, author)


def _other(main: str) -> str:
    kinds = {"xl": "an Excel workbook", "ppt": "a PowerPoint presentation"}
    return kinds.get(main.partition("/")[0], "")

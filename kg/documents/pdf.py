"""PDFs → reports: the text layer, in the order in which it is read, its lines joined to paragraphs again."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from kg.documents import article
from kg.documents.article import Block
from kg.documents.letters import Letters
from kg.documents.pages.columns import Order
from kg.documents.pages.file import Pdf
from kg.documents.pages.glyphs import Page
from kg.documents.pages.paragraphs import Paragraph, are_indented, block, goes_over, paragraphs, without_notes
from kg.documents.pages.pieces import pieces
from kg.documents.pages.running import without_running
from kg.documents.pages.tables import drawn_tables, join_rows
from kg.documents.properties import told
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError
from kg.model import Report

MAX_BYTES = 256 << 20
_SCAN_LETTERS = 150  # a page that a picture covers has no text where it has fewer: a stamp, a signature
_COVERED = 0.6
_PICTURE = 0.2  # one that covers so much is what a page shows that has less text than …
_PAGE_NUMBER = 20  # letters
_OCR = "run OCR over it (ocrmypdf -l vie IN OUT) and give that"
_OCR_OF_PAGES = "run OCR over {} (ocrmypdf -l vie --force-ocr --pages {} IN OUT) and give that"


def read(source: Source, settings: Settings) -> Report:
    """Return the report in a PDF. Raises InputError for one that is damaged, protected, a scan, or without text."""
    return next(item for item in in_parts(source, settings) if isinstance(item, Report))


def in_parts(source: Source, settings: Settings) -> Iterator[Report | Skipped]:
    """Yield the report in a PDF, and which of its pages gave nothing to it. Raises InputError as :func:`read`."""
    with Pdf(source.read(MAX_BYTES), source.name) as file:
        pages = file.pages()
        _checked(pages, source.name)
        letters = Letters()
        blocks = letters.mended(_blocks(pages, letters))
        about = told(blocks, file.title, file.author)
        yield article.report(blocks, about, source, format="pdf", encoding=letters.encoding)
    if scans := [number for number, page in enumerate(pages, 1) if _is_picture(page)]:
        where, many = ranges(scans), len(scans) > 1
        what = f"pages {where}: pictures, no text" if many else f"page {where}: a picture, no text"
        advice = _OCR_OF_PAGES.format("them" if many else "it", where)
        yield Skipped(source.name, f"{what}; {advice}", part=True)


def ranges(numbers: list[int]) -> str:
    """Return rising numbers as '2,4-6'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _is_scan(page: Page) -> bool:
    return page.pictured > _COVERED and len(page.glyphs) < _SCAN_LETTERS


def _is_picture(page: Page) -> bool:
    """Whether what a page has to say is in a picture."""
    return _is_scan(page) or (page.pictured > _PICTURE and len(page.glyphs) < _PAGE_NUMBER)


def _checked(pages: list[Page], name: str) -> None:
    """Raise InputError for pages that are pictures, or that have letters without a meaning."""
    letters = sum(len(page.glyphs) for page in pages)
    unknown = sum(page.unknown for page in pages)
    scans = sum(map(_is_scan, pages))
    if unknown > letters // 2:
        raise InputError(name, "has a text layer without a map of its letters", _OCR)
    if scans * 2 > len(pages) or (not letters and any(page.pictured for page in pages)):
        raise InputError(name, "is a scan: no text layer", _OCR)


def _blocks(pages: list[Page], letters: Letters) -> list[Block]:
    parted = [drawn_tables(page, letters) for page in pages]
    join_rows([(page.height, tables) for page, (tables, _) in zip(pages, parted, strict=True)])
    bare = without_running(
        [(page.height, pieces(left)) for page, (_, left) in zip(pages, parted, strict=True)], letters
    )
    order = Order(letters)
    columns: list[list[Paragraph]] = []
    for (tables, _), parts in zip(parted, bare, strict=True):
        columns += [paragraphs(region) for region in order.of_page([*tables, *parts])]
    sizes = [line.size for column in columns for each in column for line in each.lines for _ in line.text]
    body = median(sizes) if sizes else 0.0
    return [block(paragraph, body) for paragraph in _continued(columns, body)]


def _continued(columns: list[list[Paragraph]], body: float) -> list[Paragraph]:
    """Return the paragraphs of all columns, those that go over from one to the next whole, and then the notes."""
    indented = are_indented([paragraph for column in columns for paragraph in column])
    found: list[Paragraph] = []
    notes: list[Paragraph] = []
    for column in columns:
        paragraphs, below = without_notes(column, body)
        notes += below
        if found and paragraphs and goes_over(found[-1], paragraphs[0], indented):
            found[-1].lines += paragraphs[0].lines
            found[-1].right = paragraphs[0].right
            paragraphs = paragraphs[1:]
        found += paragraphs
    return [*found, *notes]

"""What reads Word files and PDFs best: the libraries and ours, on documents whose paragraphs are known.

Needs LibreOffice and Chromium beside the libraries that it compares (python-docx, docx2python, mammoth; pypdf,
pdfminer.six, pdfplumber, pypdfium2, reportlab): none of these but pypdfium2 comes with kg. Prints the table of
docs/documents.md.

    python bench/office.py [--count 3]
"""

from __future__ import annotations

import argparse
import io
import re
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from office_pages import Pages, by_chromium, by_libreoffice, by_reportlab, documents, word

from kg.documents import docx, pdf
from kg.documents.source import Settings, Source

Reader = Callable[[bytes], list[str]]


def kg_docx(data: bytes) -> list[str]:
    return docx.read(Source("a", "a", data=data), Settings()).text.split("\n")


def kg_pdf(data: bytes) -> list[str]:
    return pdf.read(Source("a", "a", data=data), Settings()).text.split("\n")


def python_docx(data: bytes) -> list[str]:
    import docx as library

    lines = []
    for each in library.Document(io.BytesIO(data)).iter_inner_content():
        if hasattr(each, "rows"):
            lines += [" | ".join(cell.text for cell in row.cells) for row in each.rows]
        else:
            lines.append(each.text)
    return lines


def docx2python(data: bytes) -> list[str]:
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as read:
        return read.text.split("\n")


def mammoth(data: bytes) -> list[str]:
    import mammoth

    return mammoth.extract_raw_text(io.BytesIO(data)).value.split("\n")


def pypdf(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return _lines("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def pdfminer(data: bytes) -> list[str]:
    from pdfminer.high_level import extract_text

    return _paragraphs(extract_text(io.BytesIO(data)))


def pdfplumber(data: bytes) -> list[str]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return _lines("\n".join(page.extract_text() for page in document.pages))


def pdfium(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return _lines("\n".join(page.get_textpage().get_text_range() for page in document))


def _lines(text: str) -> list[str]:
    return re.split(r"\r?\n", text)


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text)


READERS: dict[str, dict[str, Reader]] = {
    "Word": {"kg": kg_docx, "python-docx": python_docx, "docx2python": docx2python, "mammoth": mammoth},
    "PDF": {"kg": kg_pdf, "pypdfium2": pdfium, "pdfminer.six": pdfminer, "pdfplumber": pdfplumber, "pypdf": pypdf},
}


def measured(reader: Reader, found: list[tuple[Pages, bytes]]) -> tuple[float, float, float, float]:
    """Return the shares of paragraphs read whole, of words in their order, of extra words, and milliseconds each."""
    whole = words = extra = wanted_words = wanted = 0
    begin = time.perf_counter()
    read = [reader(data) for _, data in found]
    taken = (time.perf_counter() - begin) / len(found) * 1000
    for (pages, _), lines in zip(found, read, strict=True):
        lines = [line for line in (" ".join(line.split()) for line in lines) if line]
        expected = pages.expected
        whole += sum(block.size for block in SequenceMatcher(None, expected, lines, False).get_matching_blocks())
        wanted += len(expected)
        old, new = " ".join(expected).split(), " ".join(lines).split()
        same = sum(block.size for block in SequenceMatcher(None, old, new, False).get_matching_blocks())
        words, extra, wanted_words = words + same, extra + len(new) - same, wanted_words + len(old)
    return whole / wanted, words / wanted_words, extra / wanted_words, taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3, help="documents of each layout")
    many = list(documents(parser.parse_args().count))
    makers = {"Word": {"python-docx": lambda all: [word(pages) for pages in all]}}
    makers["PDF"] = {"LibreOffice": by_libreoffice, "Chromium": by_chromium, "reportlab": by_reportlab}
    for kind, readers in READERS.items():
        made = {name: list(zip(many, maker(many), strict=True)) for name, maker in makers[kind].items()}
        print(f"\n| {kind} | library | paragraphs whole, in order | words in order | other words | ms each |")
        print("|---|---|---|---|---|---|")
        for name, found in made.items():
            for library, reader in readers.items():
                whole, words, extra, taken = measured(reader, found)
                print(f"| {name} | {library} | {whole:.1%} | {words:.1%} | {extra:.1%} | {taken:.0f} |", flush=True)


if __name__ == "__main__":
    main()

"""Word files for tests, made of invented text: with python-docx, and with XML by hand where it has no words for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NAMESPACES = nsdecls("w", "wp", "a", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document: Document) -> bytes:
    """Return a document as the bytes of its file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(fill: Callable[[Document], object]) -> bytes:
    """Return the file of a new document that ``fill`` has written to."""
    document = docx.Document()
    fill(document)
    return saved(document)


def of_xml(*elements: str) -> bytes:
    """Return the file of a document whose body is these elements of WordprocessingML."""
    document = docx.Document()
    for element in elements:
        name, _, rest = element.partition(">")
        slash = "/" if name.endswith("/") else ""
        document.element.body.insert_element_before(
            parse_xml(f"{name.removesuffix('/')} {NAMESPACES}{slash}>{rest}"), "w:sectPr"
        )
    return saved(document)


def paragraph(inner: str) -> str:
    """Return the XML of a paragraph around runs and the like."""
    return f"<w:p>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return the XML of a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_parts(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """Return an office file with some of its parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*dict.fromkeys([*old.namelist(), *parts])]:
            content = parts[name] if name in parts else old.read(name)
            if content is not None:
                new.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def letterhead(document: Document) -> None:
    """Write the head of an invented official report, two columns side by side, as offices make it."""
    table = document.add_table(rows=2, cols=2)
    texts = [
        ("BỘ NGOẠI GIAO\nVỤ TỔNG HỢP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 12/BC-TH", "Hà Nội, ngày 5 tháng 3 năm 2022"),
    ]
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for line in more:
                cell.add_paragraph(line)

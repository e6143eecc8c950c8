"""Documents of invented text for measuring what reads Word files and PDFs: each with the paragraphs that it has.

Word files are made with python-docx; PDFs by LibreOffice of those, by Chromium of HTML, and by reportlab.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from invented import FIELDS, GIVENS, MIDDLES, PLACE_WORDS, SURNAMES

FONTS = Path("/usr/share/fonts/truetype/dejavu")
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --no-pdf-header-footer"
)
_CLAUSES = (
    "Bộ trưởng {name} chủ trì hội nghị về {field} tại tỉnh {place}",
    "theo báo cáo của Sở Nội vụ {place}, kết quả {field} đạt {number} % kế hoạch năm {year}",
    "Thứ trưởng {name} yêu cầu các đơn vị rà soát công tác {field} trước ngày {day}/{month}/{year}",
    "đại biểu {name} đề nghị bổ sung {number} tỷ đồng cho {field} giai đoạn {year}-2030",
    "Chủ tịch Ủy ban nhân dân tỉnh {place} {name} cho biết địa phương đã hoàn thành {number} nhiệm vụ kinh tế - xã hội",
)


@dataclass(slots=True)
class Pages:
    """A document: its layout, title, and paragraphs as (kind, text): '', 'heading', 'list', 'row'."""

    layout: str
    title: str
    body: list[tuple[str, str]] = field(default_factory=list)
    columns: int = 1
    letter: bool = False

    @property
    def expected(self) -> list[str]:
        """The paragraphs that a reader should find, in their order."""
        head = [*LEFT, *RIGHT] if self.letter else []
        foot = [*RECEIVERS, *SIGNED] if self.letter else []
        return [*head, self.title, *(text for _, text in self.body), *foot]


LEFT = ("BỘ NỘI VỤ", "Số: 214/BC-BNV")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 5 tháng 3 năm 2022")
RECEIVERS = ("Nơi nhận:", "- Như trên;", "- Lưu: VT, TH.")
SIGNED = ("BỘ TRƯỞNG", "Trần Văn Hòa")


def documents(count: int) -> Iterator[Pages]:
    """Yield documents of each layout, ``count`` of each."""
    for seed in range(count):
        random = Random(seed)
        yield Pages("article", _title(random), _prose(random, 14))
        yield Pages("letter", "BÁO CÁO", _prose(random, 7), letter=True)
        yield Pages("two columns", _title(random), _prose(random, 14), columns=2)
        yield Pages("newspaper", _title(random), _prose(random, 16), columns=3)
        yield Pages("table", _title(random), [*_prose(random, 3), *_table(random), *_prose(random, 3)])


def _sentence(random: Random) -> str:
    clauses = [
        clause.format(
            name=" ".join(map(random.choice, (SURNAMES, MIDDLES, GIVENS))),
            field=random.choice(FIELDS),
            place=" ".join(random.sample(PLACE_WORDS, 2)),
            number=random.randint(2, 98),
            year=random.randint(2015, 2025),
            day=random.randint(1, 28),
            month=random.randint(1, 12),
        )
        for clause in random.sample(_CLAUSES, random.randint(1, 2))
    ]
    text = ", ".join(clauses)
    return text[0].upper() + text[1:] + "."


def _title(random: Random) -> str:
    return f"Hội nghị triển khai công tác {random.choice(FIELDS)} và {random.choice(FIELDS)}"


def _prose(random: Random, count: int) -> list[tuple[str, str]]:
    body: list[tuple[str, str]] = []
    for index in range(count):
        if index % 6 == 3:
            body.append(("heading", f"{index // 6 + 1}. Kết quả {random.choice(FIELDS)}"))
        elif index % 6 == 5:
            body += [("list", f"- {_sentence(random)}") for _ in range(2)]
        else:
            body.append(("", " ".join(_sentence(random) for _ in range(random.randint(1, 5)))))
    return body


def _table(random: Random) -> list[tuple[str, str]]:
    rows = ["STT | Họ và tên | Đơn vị | Kết quả"]
    for number in range(1, 13):
        name = " ".join(map(random.choice, (SURNAMES, MIDDLES, GIVENS)))
        rows.append(f"{number} | {name} | Sở {random.choice(FIELDS)} | {random.randint(50, 99)} %")
    return [("row", row) for row in rows]


# Word


def word(pages: Pages) -> bytes:
    """Return the document as a Word file."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Liberation Serif", Pt(13)
    if pages.letter:
        _side_by_side(document, LEFT, RIGHT)
    else:
        document.sections[0].header.paragraphs[0].text = "Bản tin nội bộ số 7"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(pages.title).bold = True
    if pages.columns > 1:
        section = document.add_section(0)
        columns = OxmlElement("w:cols")
        columns.set(qn("w:num"), str(pages.columns))
        columns.set(qn("w:space"), "480")
        for old in section._sectPr.findall(qn("w:cols")):
            section._sectPr.remove(old)
        section._sectPr.append(columns)
    table = None
    for kind, text in pages.body:
        if kind == "row":
            cells = text.split(" | ")
            table = table or document.add_table(rows=0, cols=len(cells), style="Table Grid")
            for cell, inner in zip(table.add_row().cells, cells, strict=True):
                cell.text = inner
            continue
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = kind == "heading"
        if not kind:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(28)
    if pages.letter:
        _side_by_side(document, RECEIVERS, SIGNED)
    _page_numbers(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _side_by_side(document, *columns: tuple[str, ...]) -> None:
    table = document.add_table(rows=1, cols=len(columns))
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _page_numbers(document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer = document.sections[0].footer.paragraphs[0]
    field_ = OxmlElement("w:fldSimple")
    field_.set(qn("w:instr"), "PAGE")
    footer._p.append(field_)


# PDF


def by_libreoffice(many: list[Pages]) -> list[bytes]:
    """Return the documents as LibreOffice prints them, from their Word files."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, f"{index}.docx") for index in range(len(many))]
        for name, pages in zip(names, many, strict=True):
            name.write_bytes(word(pages))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *names]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return [name.with_suffix(".pdf").read_bytes() for name in names]


def by_chromium(many: list[Pages]) -> list[bytes]:
    """Return the documents as Chromium prints them."""
    return [printed(html(pages)) for pages in many]


def printed(page: str) -> bytes:
    """Return a page of HTML as Chromium prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            "chromium",
            *CHROMIUM.split(),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def html(pages: Pages) -> str:
    """Return a document as a page of HTML."""
    tags = {"": "p", "heading": "h4", "list": "div"}
    head = _html_beside(LEFT, RIGHT) if pages.letter else ""
    foot = _html_beside(RECEIVERS, SIGNED) if pages.letter else ""
    parts = []
    for kind, text in pages.body:
        if kind == "row":
            cells = "".join(f"<td>{cell}</td>" for cell in text.split(" | "))
            parts.append(f"<table border=1 width=100% style='table-layout:fixed'><tr>{cells}</tr></table>")
        else:
            parts.append(f"<{tags[kind]}>{text}</{tags[kind]}>")
    style = (
        f"body{{font:12pt 'Liberation Serif'}} p{{text-align:justify;text-indent:2em}} .c{{columns:{pages.columns}}}"
        " td{vertical-align:top}"
    )
    body = "".join(parts)
    return (
        f"<html lang=vi><meta charset=utf-8><title>a.html</title><style>{style}</style>{head}"
        f"<h2 style='text-align:center'>{pages.title}</h2><div class=c>{body}</div>{foot}</html>"
    )


def _html_beside(*columns: tuple[str, ...]) -> str:
    cells = "".join(f"<td align=center>{'<br>'.join(lines)}</td>" for lines in columns)
    return f"<table width=100%><tr>{cells}</tr></table>"


def by_reportlab(many: list[Pages]) -> list[bytes]:
    """Return the documents as a program prints them that places each line itself, with a running head and foot."""
    return [_reportlab(pages) for pages in many]


def _reportlab(pages: Pages) -> bytes:
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Table

    for name, file in (("body", "DejaVuSerif.ttf"), ("bold", "DejaVuSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    size = 9 if pages.columns > 2 else 11
    body = ParagraphStyle("body", fontName="body", fontSize=size, leading=size * 1.3, alignment=TA_JUSTIFY)
    first = ParagraphStyle("first", body, firstLineIndent=18, spaceAfter=4)
    bold = ParagraphStyle("bold", body, fontName="bold", spaceBefore=6, spaceAfter=4)
    big = ParagraphStyle("big", bold, fontSize=16, leading=21, alignment=TA_CENTER)
    centre = ParagraphStyle("centre", body, alignment=TA_CENTER)
    styles = {"": first, "heading": bold, "list": body}

    def beside(*columns: tuple[str, ...]) -> Table:
        rows = [[[Paragraph(line, centre) for line in lines] for lines in columns]]
        return Table(rows, colWidths=[210, 270], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])

    def frames(top: float) -> list[Frame]:
        width = (480 - 20 * (pages.columns - 1)) / pages.columns
        pad = {"leftPadding": 0, "rightPadding": 0}
        return [Frame(57 + index * (width + 20), 70, width, top - 70, **pad) for index in range(pages.columns)]

    def decorated(canvas, template) -> None:
        if pages.letter:
            return
        canvas.setFont("body", 8)
        canvas.drawString(57, 800, "BẢN TIN NỘI BỘ")
        canvas.drawRightString(537, 800, "Số 7 - Tháng 3/2022")
        canvas.drawCentredString(297, 40, f"{template.page}")

    story = [beside(LEFT, RIGHT)] if pages.letter else []
    story += [Paragraph(pages.title, big), NextPageTemplate("later"), FrameBreak()]
    rows: list[list[str]] = []
    for kind, text in pages.body:
        if kind == "row":
            rows.append([Paragraph(cell, body) for cell in text.split(" | ")])
            continue
        if rows:
            story.append(Table(rows, colWidths=[40, 160, 200, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            rows = []
        story.append(Paragraph(text, styles[kind]))
    story += [beside(RECEIVERS, SIGNED)] if pages.letter else []
    stream = io.BytesIO()
    template = BaseDocTemplate(stream, pagesize=A4, invariant=1)
    top = 780
    head = Frame(57, top - 110, 480, 110, leftPadding=0, rightPadding=0)
    template.addPageTemplates(
        [
            PageTemplate("first", [head, *frames(top - 112)], onPage=decorated),
            PageTemplate("later", frames(top), onPage=decorated),
        ]
    )
    template.build(story)
    return stream.getvalue()

"""Word files → reports."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from word_files import letterhead, made, of_xml, paragraph, run, with_parts

from kg.documents.about import About
from kg.documents.docx import read
from kg.documents.formats import documents
from kg.documents.source import Settings, Source, suffix
from kg.errors import InputError
from kg.model import Report

SENTENCE = "Bộ trưởng Nguyễn Văn Minh chủ trì Hội nghị."


def report(data: bytes, **more: object) -> Report:
    return read(Source("bc.docx", "bc.docx", ".docx", data=data, **more), Settings())


def lines(data: bytes) -> list[str]:
    return report(data).text.split("\n")


def kinds(data: bytes) -> list[tuple[str, str]]:
    found = report(data)
    starts = {part.start: part.kind for part in found.parts}
    at, told = 0, []
    for line in found.text.split("\n"):
        told.append((starts.get(at, ""), line))
        at += len(line) + 1
    return told


def test_headings_lists_and_captions_are_told():
    def fill(document):
        document.add_heading("Hội nghị tổng kết công tác năm", 0)
        document.add_heading("Kết quả", 1)
        document.add_paragraph(SENTENCE)
        document.add_paragraph("Rà soát các cam kết", "List Bullet")
        document.add_paragraph("Báo cáo Thủ tướng", "List Number")
        document.add_paragraph("Trình Quốc hội", "List Number")
        document.add_paragraph("Toàn cảnh Hội nghị. Ảnh: Lê Hoa", "Caption")

    assert kinds(made(fill)) == [
        ("heading", "Hội nghị tổng kết công tác năm"),
        ("heading", "Kết quả"),
        ("", SENTENCE),
        ("list", "- Rà soát các cam kết"),
        ("list", "1. Báo cáo Thủ tướng"),
        ("list", "2. Trình Quốc hội"),
        ("caption", "Toàn cảnh Hội nghị. Ảnh: Lê Hoa"),
    ]
    assert report(made(fill)).title == "Hội nghị tổng kết công tác năm"
    assert report(made(fill)).format == "docx"


# Numbers of lists

NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
 <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>
 <w:lvl w:ilvl="5"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>""".encode()


def listed(*places: tuple[int, int]) -> list[str]:
    """What stands before paragraphs with these (list, level)."""
    properties = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
    body = [paragraph(properties.format(level, number) + run("x")) for number, level in places]
    return [
        line.removesuffix("x").strip() for line in lines(with_parts(of_xml(*body), {"word/numbering.xml": NUMBERING}))
    ]


@pytest.mark.parametrize(
    ("places", "numbers"),
    [
        ([(1, 0), (1, 0), (1, 0), (1, 0)], ["I.", "II.", "III.", "IV."]),
        ([(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["I.", "1.1.", "1.2.", "II.", "2.1."]),
        ([(1, 2)] * 28, [f"{c})" for c in "abcdefghijklmnopqrstuvwxyz"] + ["aa)", "bb)"]),
        ([(1, 3), (1, 4), (1, 5)], ["-", "+", ""]),
        ([(2, 0), (2, 0), (1, 0), (2, 0)], ["Điều 3.", "Điều 4.", "I.", "Điều 5."]),
        ([(1, 0), (3, 0), (3, 0), (1, 0)], ["I.", "I.", "II.", "III."]),
        ([(1, 1)], ["1.1."]),
        ([(9, 0), (1, 8), (1, 12)], ["", "", ""]),
    ],
)
def test_numbers_are_written_as_word_shows_them(places, numbers):
    assert listed(*places) == numbers


def test_numbers_of_thousands_of_figures():
    big = "9" * 5000
    body = of_xml(
        f'<w:p><w:pPr><w:outlineLvl w:val="{big}"/></w:pPr>{run("Một")}</w:p>',
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{big}"/><w:numId w:val="2"/></w:numPr></w:pPr>{run("Hai")}</w:p>',
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{run("Ba")}</w:p>',
    )
    numbering = NUMBERING.replace(b'<w:start w:val="3"/>', f'<w:start w:val="{big}"/>'.encode())
    assert lines(with_parts(body, {"word/numbering.xml": numbering})) == ["Một", "Hai", "Điều 100000. Ba"]


def test_a_paragraph_of_very_many_broken_lines():
    """Which would take minutes where each is put to all those before it."""
    assert lines(of_xml(paragraph("<w:r>" + "<w:t>AN</w:t><w:br/>" * 50_000 + "</w:r>"))) == ["AN " * 49_999 + "AN"]


def test_an_empty_paragraph_takes_no_number():
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = of_xml(paragraph(numbered + run("Một")), paragraph(numbered), paragraph(numbered + run("Hai")))
    assert lines(with_parts(body, {"word/numbering.xml": NUMBERING})) == ["I. Một", "II. Hai"]


# What a paragraph has in it


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("Bộ ") + run("trưởng"), "Bộ trưởng"),
        (f"<w:ins w:id='1' w:author='a'>{run('thêm ')}</w:ins>{run('giữ')}", "thêm giữ"),
        ("<w:del w:id='1' w:author='a'><w:r><w:delText>bỏ </w:delText></w:r></w:del>" + run("giữ"), "giữ"),
        (f"<w:moveFrom w:id='1' w:author='a'>{run('cũ')}</w:moveFrom>{run('giữ')}", "giữ"),
        (f"<w:moveTo w:id='1' w:author='a'>{run('mới')}</w:moveTo>", "mới"),
        (f"<w:hyperlink w:anchor='x'>{run('Nghị quyết 13')}</w:hyperlink>{run(' nêu')}", "Nghị quyết 13 nêu"),
        (f"<w:fldSimple w:instr=' DATE '>{run('5/3/2022')}</w:fldSimple>", "5/3/2022"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"x\" </w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('liên kết')}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" sau"),
            "liên kết sau",
        ),
        ("<w:r><w:t>kinh</w:t><w:tab/><w:t>tế</w:t></w:r>", "kinh tế"),
        ("<w:r><w:t>Covid</w:t><w:noBreakHyphen/><w:t>19</w:t></w:r>", "Covid-19"),
        ("<w:r><w:t>hợp</w:t><w:softHyphen/><w:t> tác\u00ad</w:t></w:r>", "hợp tác"),
        ("<w:r><w:t>BỘ NGOẠI GIAO</w:t><w:br/><w:t>VỤ TỔNG HỢP</w:t></w:r>", "BỘ NGOẠI GIAO VỤ TỔNG HỢP"),
        ("<w:r><w:t>trang</w:t><w:br w:type='page'/><w:t>sau</w:t></w:r>", "trang sau"),
        (run("30 km") + run("2", '<w:vertAlign w:val="superscript"/>'), "30 km²"),
        (run("ẩn ", "<w:vanish/>") + run("hiện"), "hiện"),
        (run("hiện", "<w:vanish w:val='0'/>"), "hiện"),
        (f"<w:sdt><w:sdtContent>{run('Ô nhập')}</w:sdtContent></w:sdt>", "Ô nhập"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Gõ vào đây')}</w:sdtContent></w:sdt>"
            + run("giữ"),
            "giữ",
        ),
        (f"<w:smartTag w:element='place'>{run('Hà Nội')}</w:smartTag>", "Hà Nội"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Hà</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "Hà",
        ),
        (run("Ho\u0323\u0302i"), "Hội".replace("ộ", "ộ")),
    ],
)
def test_a_paragraph_reads_as_it_is_seen(inner, text):
    assert lines(of_xml(paragraph(inner))) == [text]


def test_lines_broken_by_hand_part_behind_sentences_and_before_points():
    broken = "<w:br/>".join(
        f"<w:t>{line}</w:t>" for line in ["Hội nghị thống nhất:", "- Rà soát,", "đôn đốc", "- Báo cáo."]
    )
    assert lines(of_xml(paragraph(f"<w:r>{broken}</w:r>"))) == [
        "Hội nghị thống nhất:",
        "- Rà soát, đôn đốc",
        "- Báo cáo.",
    ]


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph(run('Trong khung'))}</w:txbxContent>"
    inner = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(of_xml(paragraph(run("Trước") + inner + run(" sau")), paragraph(run("Tiếp")))) == [
        "Trước sau",
        "Trong khung",
        "Tiếp",
    ]


def test_notes_stand_at_the_end_under_their_numbers():
    notes = "".join(
        f"<w:footnote w:id='{number}'>{paragraph('<w:r><w:footnoteRef/></w:r>' + run(text))}</w:footnote>"
        for number, text in [(0, "ngăn cách"), (5, " Theo Nghị quyết 13."), (6, " Số liệu năm 2021.")]
    )
    data = of_xml(
        paragraph(run("Xuất khẩu tăng") + "<w:r><w:footnoteReference w:id='6'/></w:r>" + run(" 7 %.")),
        paragraph(run("Đầu tư tăng") + "<w:r><w:footnoteReference w:id='5'/></w:r>"),
    )
    data = related(data, "footnotes", f"<w:footnotes {W}>{notes}</w:footnotes>".encode())
    assert lines(data) == [
        "Xuất khẩu tăng 7 %.",
        "Đầu tư tăng",
        "[1] Số liệu năm 2021.",
        "[2] Theo Nghị quyết 13.",
    ]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def related(data: bytes, kind: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        relations = old.read("word/_rels/document.xml.rels").decode()
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = f'<Relationship Id="rId99" Type="{schema}/{kind}" Target="{kind}.xml"/></Relationships>'
    relations = relations.replace("</Relationships>", added).encode()
    return with_parts(data, {"word/_rels/document.xml.rels": relations, f"word/{kind}.xml": content})


# Tables


def table(document, rows, style="Table Grid"):
    made = document.add_table(rows=0, cols=max(map(len, rows)), style=style)
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=False):
            cell.text = text
    return made


def test_a_row_of_a_table_is_a_line():
    rows = [["STT", "Họ tên", "Chức vụ"], ["1", "Nguyễn Văn Minh", "Bộ trưởng"], ["2", "", "Thứ trưởng"]]
    assert kinds(made(lambda document: table(document, rows))) == [
        ("table", "STT | Họ tên | Chức vụ"),
        ("table", "1 | Nguyễn Văn Minh | Bộ trưởng"),
        ("table", "2 | Thứ trưởng"),
    ]


def test_merged_cells_are_read_once():
    def fill(document):
        grid = table(document, [["Đoàn", "Họ tên", "Chức vụ"], ["", "A", "B"], ["", "C", "D"]])
        grid.cell(1, 0).merge(grid.cell(2, 0)).text = "Hà Nội"
        grid.cell(0, 1).merge(grid.cell(0, 2))

    assert lines(made(fill)) == ["Đoàn | Họ tên Chức vụ", "Hà Nội | A | B", "C | D"]


def test_a_table_in_a_table_stays_in_its_cell():
    def fill(document):
        cell = table(document, [["Ngoài", ""], ["x", "y"]]).cell(0, 1)
        inner = cell.add_table(2, 2)
        inner.style = document.styles["Table Grid"]
        for number, each in enumerate(inner._cells):
            each.text = f"Trong {number}"

    assert lines(made(fill)) == ["Ngoài | Trong 0 | Trong 1; Trong 2 | Trong 3", "x | y"]


def test_a_frame_of_one_cell_is_text():
    assert kinds(made(lambda document: table(document, [[f"{SENTENCE}\nHội nghị bế mạc."]]))) == [
        ("", SENTENCE),
        ("", "Hội nghị bế mạc."),
    ]


def test_a_small_table_without_lines_is_one_where_its_cells_are_short():
    rows = [["Họ tên", "Chức vụ"], ["Nguyễn Văn Minh", "Bộ trưởng"]]
    assert lines(made(lambda document: table(document, rows, None))) == [
        "Họ tên | Chức vụ",
        "Nguyễn Văn Minh | Bộ trưởng",
    ]


def test_two_texts_beside_each_other_are_read_one_after_the_other():
    def fill(document, drawn=False):
        grid = table(document, [[f"{SENTENCE}\nMột.", f"{SENTENCE}\nHai."]], None)
        if drawn:
            borders = OxmlElement("w:tcBorders")
            borders.append(OxmlElement("w:top"))
            borders[0].set(qn("w:val"), "single")
            grid.cell(0, 0)._tc.get_or_add_tcPr().append(borders)

    assert lines(made(fill)) == [SENTENCE, "Một.", SENTENCE, "Hai."]
    assert lines(made(lambda document: fill(document, True))) == [f"{SENTENCE} Một. | {SENTENCE} Hai."]


# Official documents

HEAD = [
    "BỘ NGOẠI GIAO",
    "VỤ TỔNG HỢP",
    "Số: 12/BC-TH",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Nội, ngày 5 tháng 3 năm 2022",
]


@pytest.mark.parametrize("style", [None, "Table Grid"])
def test_the_head_of_an_official_document_is_read_column_by_column(style):
    def fill(document):
        letterhead(document)
        document.tables[0].style = style
        document.add_paragraph("BÁO CÁO")
        document.add_paragraph("Về kết quả công tác quý I")
        document.add_paragraph(SENTENCE)

    found = report(made(fill))
    assert found.text.split("\n") == [*HEAD, "BÁO CÁO", "Về kết quả công tác quý I", SENTENCE]
    assert (found.published, found.title) == ("2022-03-05", "BÁO CÁO Về kết quả công tác quý I")


@pytest.mark.parametrize("gap", ["\t", "\t\t", "          "])
def test_a_head_that_tabs_or_spaces_set_side_by_side(gap):
    def fill(document):
        document.add_paragraph(f"BỘ NGOẠI GIAO{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        document.add_paragraph(f"{gap}Độc lập - Tự do - Hạnh phúc")
        document.add_paragraph(f"Số: 12/BC-TH{gap}Hà Nội, ngày 5 tháng 3 năm 2022")
        document.add_paragraph("BÁO CÁO")
        document.add_paragraph(SENTENCE)

    found = report(made(fill))
    assert found.text.split("\n")[:2] == ["BỘ NGOẠI GIAO", "Số: 12/BC-TH"]
    assert found.text.split("\n")[2:5] == HEAD[3:]
    assert found.published == "2022-03-05"


def test_receivers_and_signature_are_columns_of_their_own():
    def fill(document):
        document.add_paragraph(SENTENCE)
        table(document, [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "BỘ TRƯỞNG\nNguyễn Văn Minh"]], None)

    assert lines(made(fill)) == [SENTENCE, "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "BỘ TRƯỞNG", "Nguyễn Văn Minh"]


def test_a_letterhead_in_the_header_of_the_first_page():
    def fill(document):
        document.add_paragraph(SENTENCE)
        section = document.sections[0]
        section.header.paragraphs[0].text = "Lưu hành nội bộ"
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "BỘ NGOẠI GIAO"

    assert lines(made(fill)) == ["BỘ NGOẠI GIAO", SENTENCE]


# Properties


@pytest.mark.parametrize(
    ("title", "author", "told"),
    [
        ("Họp bàn về  xuất khẩu", "Lê Thị Hoa", About(title="HỌP BÀN VỀ XUẤT KHẨU", author="Lê Thị Hoa")),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Admin", About(title="HỌP BÀN VỀ XUẤT KHẨU")),
        ("Microsoft Word - bc.doc", "VPC", About(title="HỌP BÀN VỀ XUẤT KHẨU")),
    ],
)
def test_properties_count_where_the_text_bears_them_out(title, author, told):
    def fill(document):
        document.core_properties.title, document.core_properties.author = title, author
        document.add_paragraph("HỌP BÀN VỀ XUẤT KHẨU")
        document.add_paragraph(SENTENCE)
        document.add_paragraph("LÊ THỊ HOA")

    found = report(made(fill))
    assert About(found.title, found.published, found.url, found.author, found.outlet) == told


def test_what_is_known_from_outside_wins():
    data = made(lambda document: (letterhead(document), document.add_paragraph(SENTENCE)))
    assert report(data, about=About(published="2022-03-07")).published == "2022-03-07"


def test_damaged_properties_lose_no_text():
    assert lines(with_parts(PLAIN, {"docProps/core.xml": b"<x"})) == [SENTENCE]


# Other kinds of Word files, and what is none


def test_templates_macros_and_the_strict_dialect():
    data = made(lambda document: document.add_paragraph(SENTENCE))
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        types, document = old.read("[Content_Types].xml").decode(), old.read("word/document.xml").decode()
        relations = old.read("_rels/.rels").decode()
    for kind in ("wordprocessingml.template", "ms-word.document.macroEnabled"):
        other = types.replace("wordprocessingml.document", kind).encode()
        assert lines(with_parts(data, {"[Content_Types].xml": other})) == [SENTENCE]
    strict = ("http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/")
    body = document.replace(f"{strict[1]}wordprocessingml/2006/main", f"{strict[0]}wordprocessingml/main").encode()
    package = relations.replace(f"{strict[1]}officeDocument/2006/", f"{strict[0]}officeDocument/").encode()
    assert lines(with_parts(data, {"word/document.xml": body, "_rels/.rels": package})) == [SENTENCE]


PLAIN = made(lambda document: document.add_paragraph(SENTENCE))
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (name, b"&%c;" % before * 10) for before, name in zip(b"abcdefgh", b"bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is a damaged Word file (File is not a zip file)"),
        (PLAIN[:2000], "is a damaged Word file (File is not a zip file)"),
        (with_parts(PLAIN, {"_rels/.rels": None}), "is no Word file: its package names no document"),
        (with_parts(PLAIN, {"word/document.xml": None}), "is a Word file without a body"),
        (with_parts(PLAIN, {"word/document.xml": b"<w:document"}), "has a damaged part word/document.xml ("),
        (with_parts(PLAIN, {"word/document.xml": b""}), "has a damaged part word/document.xml ("),
        (
            with_parts(PLAIN, {"word/document.xml": BOMB + b"]><d><body>&i;</body></d>"}),
            "declares entities in its part",
        ),
        (
            with_parts(PLAIN, {"word/document.xml": b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d><body/></d>"}),
            "declares entities in its part",
        ),
        (with_parts(PLAIN, {"word/document.xml": b"<d><body>" + b" " * (8 << 20)}), "is a ZIP bomb: its part"),
        (with_parts(PLAIN, {"word/document.xml": b"<d><body>" + b" " * (25 << 20)}), "unpacks to more than 24 MiB"),
        (with_parts(PLAIN, {"word/document.xml": b"<d>" + b"<body>" * 5000}), "has a damaged part word/document.xml ("),
        (made(lambda document: document.add_paragraph(" ")), "is empty; nothing was read from it"),
        (
            with_parts(PLAIN, {"_rels/.rels": b"<R><r Type='x/officeDocument' Target='xl/workbook.xml'/></R>"}),
            "is an Excel workbook, not a Word document; save it as .docx and give that",
        ),
        (
            with_parts(PLAIN, {"_rels/.rels": b"<R><r Type='x/officeDocument' Target='../../../etc/passwd'/></R>"}),
            "is a Word file without a body",
        ),
    ],
)
def test_files_that_cannot_be_read(data, message):
    with pytest.raises(InputError) as caught:
        report(data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value) and str(caught.value).startswith("bc.docx: ")


def test_a_damaged_byte_in_the_text_is_told():
    at = PLAIN.index(b"word/document.xml") + 60
    with pytest.raises(InputError, match="damaged"):
        report(PLAIN[:at] + bytes([PLAIN[at] ^ 255]) + PLAIN[at + 1 :])


def test_a_photo_is_never_unpacked():
    data = with_parts(PLAIN, {"word/media/image1.bmp": bytes(80 << 20)})
    assert lines(data) == [SENTENCE]


def test_what_hangs_on_a_style():
    def fill(document):
        style = document.styles.add_style("Mục", 1)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("Kết quả", "Mục")
        hidden = document.styles.add_style("Ẩn", 2)
        hidden.element.get_or_add_rPr().append(OxmlElement("w:vanish"))
        document.add_paragraph(SENTENCE).add_run(" ẩn", "Ẩn")
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        document.add_paragraph("Phương hướng").paragraph_format.element.get_or_add_pPr().append(level)

    assert kinds(made(fill)) == [("heading", "Kết quả"), ("", SENTENCE), ("heading", "Phương hướng")]


# How they are recognised

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
ODT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument."


def stream(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.doc",
            stream("WordDocument"),
            "is a document of Word 97-2003 (.doc); save it as .docx in Word or LibreOffice",
        ),
        ("a.docx", stream("EncryptedPackage"), "is protected by a password; save it without one and give that"),
        ("a.xls", stream("Workbook"), "is a workbook of Excel 97-2003 (.xls); save its sheets as .csv"),
        ("a.ppt", stream("PowerPoint Document"), "is a presentation of PowerPoint 97-2003 (.ppt)"),
        ("a.msg", stream("__properties_version1.0"), "is an Outlook message (.msg); save it as .eml and give that"),
        ("a.bin", stream("\x01Ole10Native"), "is a file wrapped for another one (OLE)"),
        ("a.doc", OLE, "is an old office document; save it as .docx"),
        ("a.rtf", b"{\\rtf1\\ansi x}", "is an RTF document; save it as .docx"),
        ("a.odt", ODT + b"textPK", "is an OpenDocument text (.odt); save it as .docx"),
        ("a.ods", ODT + b"spreadsheetPK", "is an OpenDocument spreadsheet (.ods); save its sheets as .csv"),
    ],
)
def test_other_office_files_are_named_with_the_remedy(name, data, message):
    [(_, found)] = documents(Source(name, name, suffix(name), data=data), Settings())
    assert isinstance(found, InputError) and f"{name}: {message}" in str(found)


@pytest.mark.parametrize("name", ["a.docx", "a.docm", "a.dotx", "a.doc", "a"])
def test_a_word_file_is_known_by_its_bytes(name):
    [(_, found)] = documents(Source(name, name, suffix(name), data=PLAIN), Settings())
    assert (found.text, found.format) == (SENTENCE, "docx")


def test_a_word_file_whose_first_part_is_another_is_known_by_its_name():
    data = with_parts(PLAIN, {})
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(moved, "w") as new:
        new.writestr("mimetype", "x")
        for part in old.namelist():
            new.writestr(part, old.read(part))
    [(_, found)] = documents(Source("a.docx", "a.docx", ".docx", data=moved.getvalue()), Settings())
    assert found.text == SENTENCE


def test_plain_text_under_the_name_of_a_word_file_is_read():
    [(_, found)] = documents(Source("a.doc", "a.doc", ".doc", data=SENTENCE.encode()), Settings())
    assert (found.text, found.format) == (SENTENCE, "")


# Old fonts


@pytest.mark.parametrize(
    ("font", "letters", "text", "encoding"),
    [
        (".VnTime", "Bé tr­ëng chñ tr× Héi nghÞ.", "Bộ trưởng chủ trì Hội nghị.", "tcvn3"),
        (".VnTimeH", "Héi nghÞ tæng kÕt", "HỘI NGHỊ TỔNG KẾT", "tcvn3"),
        ("VNI-Times", "Boä tröôûng chuû trì Hoäi nghò.", "Bộ trưởng chủ trì Hội nghị.", "vni"),
        ("Times New Roman", "Bộ trưởng chủ trì Hội nghị.", "Bộ trưởng chủ trì Hội nghị.", ""),
    ],
)
def test_letters_of_old_fonts_are_read(font, letters, text, encoding):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    found = report(of_xml(paragraph(run(letters[:9], fonts) + run(letters[9:], fonts))))
    assert (found.text, found.encoding) == (text, encoding)


def test_an_old_font_of_a_style_and_symbols_of_it():
    def fill(document):
        document.styles["Normal"].font.name = ".VnTime"
        written = document.add_paragraph("Bé ")
        written.add_run("tr")
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), ".VnTime")
        symbol.set(qn("w:char"), "F0AD")
        written.add_run()._r.append(symbol)
        written.add_run("ëng chñ tr× Héi nghÞ.")

    assert report(made(fill)).text == "Bộ trưởng chủ trì Hội nghị."

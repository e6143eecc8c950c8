"""Papers of a provincial office, in the forms in which they lie about: their heads, their titles, what is not read."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from commands import run_process
from encoders import encoded
from pdf_files import Page, made, width
from word_files import made as word
from word_files import of_xml

from kg.documents import docx, pdf, plain
from kg.documents.encodings import charsets
from kg.documents.folder import reports
from kg.documents.formats import documents
from kg.documents.letters import Letters
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError
from kg.model import Report

DAY = "Thái Bình, ngày 14 tháng 02 năm 2019"
HEAD = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", DAY]
FIRST = "Bổ nhiệm ông Lương Thế Khải giữ chức vụ Giám đốc Sở Nội vụ tỉnh Thái Bình kể từ ngày 01 tháng 3 năm 2019."


def of_pdf(*pages: Page):
    return pdf.read(Source("a.pdf", "a.pdf", ".pdf", data=made(*pages)), Settings())


def of_word(*paragraphs: str):
    data = word(lambda document: [document.add_paragraph(text) for text in paragraphs])
    return docx.read(Source("a.docx", "a.docx", ".docx", data=data), Settings())


def of_text(text: str):
    return plain.read(Source("a.txt", "a.txt", ".txt", data=text.encode()), Settings())


# Titles


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["QUYẾT ĐỊNH", "Về việc bổ nhiệm cán bộ", "BỘ TRƯỞNG BỘ NGOẠI GIAO"], "QUYẾT ĐỊNH Về việc bổ nhiệm cán bộ"),
        (["QUYẾT ĐỊNH", "ỦY BAN NHÂN DÂN TỈNH", "Căn cứ Luật Mẫu;"], "QUYẾT ĐỊNH"),
        (["KẾ HOẠCH", "Xúc tiến đầu tư năm 2020", "I. MỤC ĐÍCH"], "KẾ HOẠCH Xúc tiến đầu tư năm 2020"),
        (["THÔNG BÁO", "kết luận tại cuộc họp", "_____", "Ngày 5/3, …"], "THÔNG BÁO kết luận tại cuộc họp"),
        (["BIÊN BẢN", "I. Thời gian: 8 giờ"], "BIÊN BẢN"),
        (["TỜ TRÌNH", "Kính gửi: Ủy ban nhân dân tỉnh"], "TỜ TRÌNH"),
        (["CHỈ THỊ", "Trong những năm qua, công tác này đã đạt nhiều kết quả."], "CHỈ THỊ"),
        (["BÁO CÁO", "KẾT QUẢ CÔNG TÁC", "NĂM 2019"], "BÁO CÁO KẾT QUẢ CÔNG TÁC NĂM 2019"),
    ],
)
def test_the_title_is_the_kind_of_document_with_its_subject(lines, title):
    assert of_word(*HEAD, *lines, FIRST).title == title


def test_a_plain_text_has_the_title_and_the_day_of_its_head():
    head = f"{'UBND TỈNH THÁI BÌNH':<36}{HEAD[0]}\n{'SỞ NỘI VỤ':<36}{HEAD[1]}\n{'Số: 48/TTr-SNV':<36}{DAY}\n"
    text = f"{head}\n        TỜ TRÌNH\n    Về việc bổ nhiệm\n\n\tKính gửi: Ủy ban nhân dân tỉnh\n\t{FIRST}\n"
    found = of_text(text)
    assert (found.title, found.published) == ("TỜ TRÌNH Về việc bổ nhiệm", "2019-02-14")
    assert found.text == text


def test_a_plain_text_without_such_a_head_has_its_headline():
    assert of_text(f"Hội nghị tổng kết\n{FIRST}").title == "Hội nghị tổng kết"


# PDFs


def test_a_head_of_which_both_columns_are_narrow():
    page = Page().text(110, 85, "UBND TỈNH THÁI BÌNH").text(144, 114, "SỞ NỘI VỤ").text(142, 142, "Số: 48/TTr-SNV")
    page.text(290, 85, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA").text(380, 100, "VIỆT NAM")
    page.text(310, 128, HEAD[1]).text(300, 156, DAY)
    page.centred(200, "TỜ TRÌNH").centred(220, "Về việc bổ nhiệm")
    page.paragraph(70, 250, 440, f"{FIRST} {FIRST}")
    found = of_pdf(page)
    assert found.text.split("\n")[:3] == ["UBND TỈNH THÁI BÌNH", "SỞ NỘI VỤ", "Số: 48/TTr-SNV"]
    assert (found.title, found.published) == ("TỜ TRÌNH Về việc bổ nhiệm", "2019-02-14")


def test_kind_and_subject_of_a_document_are_two_paragraphs():
    page = Page().centred(100, "QUYẾT ĐỊNH", font="F1").centred(116, "thành lập Ban Chỉ đạo", font="F1")
    page.paragraph(70, 150, 440, f"{FIRST} {FIRST}")
    assert of_pdf(page).text.split("\n")[:2] == ["QUYẾT ĐỊNH", "thành lập Ban Chỉ đạo"]


def test_parent_and_body_in_a_narrow_column_are_two_lines():
    page = Page().text(70, 60, "UBND TỈNH THÁI BÌNH").text(90, 76, "SỞ NỘI VỤ").text(80, 92, "Số: 48/TTr-SNV")
    page.text(250, 60, HEAD[0]).text(310, 76, HEAD[1]).text(300, 92, DAY)
    page.centred(150, "TỜ TRÌNH")
    page.paragraph(70, 250, 440, f"{FIRST} {FIRST}")
    assert of_pdf(page).text.split("\n")[:3] == ["UBND TỈNH THÁI BÌNH", "SỞ NỘI VỤ", "Số: 48/TTr-SNV"]


def test_a_paragraph_of_one_full_line_ends_where_the_next_is_indented_too():
    whole = "Sở Nội vụ trân trọng kính mời lãnh đạo các sở, ban, ngành cấp tỉnh dự hội nghị."
    page = Page().text(94, 100, whole)
    across = width(whole) + 30
    end = page.paragraph(70, 115, across, f"Đến dự. {FIRST} {FIRST}")
    page.paragraph(70, end, across, FIRST)
    assert of_pdf(page).text.split("\n") == [whole, f"Đến dự. {FIRST} {FIRST}", FIRST]


def test_receivers_below_two_columns_come_behind_both():
    page = Page()
    left = page.paragraph(60, 100, 220, f"Trái. {FIRST} {FIRST} {FIRST}")
    page.paragraph(320, 100, 220, f"Phải. {FIRST} {FIRST} {FIRST}")
    page.text(60, left + 12, "Nơi nhận:").text(60, left + 28, "- Lưu: VT.").text(380, left + 12, "GIÁM ĐỐC")
    lines = of_pdf(page).text.split("\n")
    assert [line[:6] for line in lines[:2]] == ["Trái. ", "Phải. "]
    assert lines[2:] == ["Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC"]


def test_the_dots_of_a_symbol_font_begin_the_points_of_a_list():
    data = made(
        Page().text(70, 100, "\uf0b7 Rà soát các nhiệm vụ được giao;").text(70, 120, "\uf0b7 Báo cáo."), bold=""
    )
    data = data.replace(b"/BaseFont/Times-Roman", b"/BaseFont/SymbolMTxxx")
    found = pdf.read(Source("a.pdf", "a.pdf", ".pdf", data=data), Settings())
    assert found.text == "- Rà soát các nhiệm vụ được giao;\n- Báo cáo."
    assert [part.kind for part in found.parts] == ["list", "list"]


def table_of(page: Page, top: float, rows: list[tuple[str, str, str]], high: float = 24) -> Page:
    """Draw a table of three columns at a height."""
    bottom = top + high * len(rows)
    for number in range(len(rows) + 1):
        page.rule(60, top + high * number, 540, top + high * number)
    for x in (60, 110, 280, 540):
        page.rule(x, top, x, bottom)
    for number, row in enumerate(rows):
        for x, text in zip((64, 114, 284), row, strict=True):
            if text:
                page.text(x, top + high * number + 16, text)
    return page


MEMBERS = [("TT", "Họ và tên", "Chức vụ"), ("1", "Phan Đình Lộc", "Trưởng Ban Quản lý"), ("2", "Vũ Thị An", "Ủy viên")]


@pytest.mark.parametrize("head", [[], MEMBERS[:1]])
def test_a_row_that_goes_over_to_the_next_page_is_one(head):
    first = table_of(Page(), 720, [*MEMBERS[:2], ("2", "Trần Thị Mỹ", "Chủ tịch Ủy ban")])
    second = table_of(Page(), 60, [*head, ("", "Duyên", "Mặt trận Tổ quốc"), ("3", "Hà Văn Kiệm", "Ủy viên")])
    lines = of_pdf(first, second).text.split("\n")
    assert lines == [
        "TT | Họ và tên | Chức vụ",
        "1 | Phan Đình Lộc | Trưởng Ban Quản lý",
        "2 | Trần Thị Mỹ Duyên | Chủ tịch Ủy ban Mặt trận Tổ quốc",
        *(" | ".join(row) for row in head),
        "3 | Hà Văn Kiệm | Ủy viên",
    ]


@pytest.mark.parametrize("top", [300, 60])
def test_another_table_on_the_next_page_stays_another(top):
    first = table_of(Page(), 100 if top == 60 else 720, MEMBERS)
    second = table_of(Page(), top, [("", "Năm 2016", "Năm 2017"), ("Đoàn ra", "41", "57")])
    assert of_pdf(first, second).text.split("\n")[3:] == ["Năm 2016 | Năm 2017", "Đoàn ra | 41 | 57"]


def text_page(y: float = 100) -> Page:
    page = Page()
    page.paragraph(70, y, 440, f"{FIRST} {FIRST}")
    return page


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([text_page(), Page(picture=True), text_page(300)], "page 2: a picture, no text; run OCR over it"),
        (
            [text_page(), Page(picture=True), Page(picture=True), text_page(300), text_page(400), Page(picture=True)],
            "pages 2-3,6: pictures, no text; run OCR over them "
            "(ocrmypdf -l vie --force-ocr --pages 2-3,6 IN OUT) and give that",
        ),
    ],
)
def test_pages_that_are_pictures_are_told(pages, told):
    source = Source("a.pdf", "a.pdf", ".pdf", data=made(*pages))
    (_, report), (name, note) = documents(source, Settings())
    assert report.text.startswith(FIRST)
    assert isinstance(note, Skipped) and note.part and name == "a.pdf"
    assert str(note).startswith(f"a.pdf: skipped, {told}")


def test_such_pages_are_told_among_many_files_left_out(tmp_path):
    folder = tmp_path / "Hồ sơ"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(made(text_page(), Page(picture=True), text_page(300)))
    for number in range(7):
        (folder / f"{number}.rar").write_bytes(b"x")
    found = run_process("ingest", "Hồ sơ", folder=tmp_path)
    assert found.code == 0
    assert "a.pdf: skipped, page 2: a picture, no text; run OCR over" in found.err
    assert "7 files skipped: .rar (7)" in found.err


# Word files


def test_capitals_below_each_other_in_a_head_or_a_signature_stay_apart():
    def fill(document):
        document.add_paragraph(FIRST)
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Nơi nhận:\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐặng Trọng Nghiêm"

    found = docx.read(Source("a.docx", "a.docx", ".docx", data=word(fill)), Settings())
    assert found.text.split("\n")[3:] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đặng Trọng Nghiêm"]


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, data)
    return out.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as box:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        box.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".zip", zipped),
        (".tar.gz", tarred),
        (".gz", lambda name, data: gzip.compress(data)),
        (".zip", lambda name, data: zipped("b.zip", zipped(name, data))),
    ],
)
def test_office_files_in_archives_are_read(kind, suffix, pack):
    page = Page()
    page.paragraph(70, 100, 440, FIRST)
    data = made(page) if kind == "pdf" else word(lambda document: document.add_paragraph(FIRST))
    source = Source("box" + suffix, "box" + suffix, suffix, data=pack(f"a.{kind}", data))
    ((_, found),) = documents(source, Settings())
    assert isinstance(found, Report), found
    assert (found.text, found.format) == (FIRST, kind)


# What lies beside papers


def folder_of(path, files: dict[str, bytes]):
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return [(name.removeprefix(f"{path.as_posix()}/"), item) for name, item in reports([path])]


def test_bins_and_folders_of_a_system_are_left_out(tmp_path):
    text = FIRST.encode()
    names = ["$RECYCLE.BIN/$R1.txt", "System Volume Information/a.txt", "RECYCLER/S-1/a.txt", "a/lost+found/a.txt"]
    found = folder_of(tmp_path, {**dict.fromkeys(names, text), "Thật.txt": text})
    assert [name for name, _ in found] == ["Thật.txt"]
    box = zipped("$RECYCLE.BIN/$R1.txt", text)
    assert list(documents(Source("a.zip", "a.zip", ".zip", data=box), Settings())) == []


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.zip", "a.eml", "a.txt", "a.doc", "a.html", "a.csv"])
def test_an_empty_file_is_called_so(tmp_path, name):
    ((_, error),) = folder_of(tmp_path, {name: b""})
    assert str(error).endswith(f"{name}: is empty; nothing was read from it")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.rar", "not a format that is read (.rar); unpack it, or pack it as .zip"),
        ("a.XLS", "not a format that is read (.xls); save its sheets as .csv"),
        ("a.pptx", "not a format that is read (.pptx); save its text as .docx"),
        ("a.lnk", "not a format that is read (.lnk)"),
    ],
)
def test_what_is_not_read_and_may_have_text_is_told_with_the_remedy(tmp_path, name, told):
    ((_, skipped),) = folder_of(tmp_path, {name: b"x"})
    assert skipped.reason == told


def test_a_word_file_of_pictures_is_called_so():
    paragraph = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r></w:p>'
    with pytest.raises(InputError, match="has pictures and no text; save it as PDF, run OCR over that"):
        docx.read(Source("a.docx", "a.docx", ".docx", data=of_xml(paragraph)), Settings())


# Web pages


def test_head_and_foot_of_a_document_stay_with_its_text_in_an_element_of_its_own():
    head = ["UBND TỈNH THÁI BÌNH", "SỞ NỘI VỤ", "Số: 48/TTr-SNV"]
    cells = "</td><td>".join("".join(f"<p>{line}</p>" for line in lines) for lines in (head, HEAD))
    foot = "<p>Nơi nhận:</p><p>- Lưu: VT.</p></td><td><p>GIÁM ĐỐC</p><p>Phí Ngọc Thành</p>"
    page = (
        '<html><body><div class="menu"><a href="/">Trang chủ</a> <a href="/t">Tin tức</a></div>'
        f"<table><tr><td>{cells}</td></tr></table><p>TỜ TRÌNH</p><p>Về việc bổ nhiệm</p>"
        f"<div>{''.join(f'<p>{FIRST} Lần {number}.</p>' for number in range(4))}</div>"
        f'<table><tr><td>{foot}</td></tr></table><div class="footer"><p>Bản quyền thuộc Sở</p></div></body></html>'
    )
    ((_, found),) = documents(Source("a.html", "a.html", ".html", data=page.encode()), Settings())
    lines = found.text.split("\n")
    assert lines[:8] == [*head, *HEAD, "TỜ TRÌNH", "Về việc bổ nhiệm"]
    assert lines[-4:] == ["Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Phí Ngọc Thành"]
    assert (found.title, found.published) == ("TỜ TRÌNH Về việc bổ nhiệm", "2019-02-14")


# Old fonts


@pytest.mark.parametrize("text", ["Việt - Lào hữu nghị", "- Ban Bí thư (để báo cáo)", "- Như trên; - Lưu trữ"])
def test_a_dash_in_an_old_font_is_a_dash(text):
    assert Letters()(encoded(text, "tcvn3").decode("latin-1"), ".VnTime") == text


@pytest.mark.parametrize("gap", ["\t\t", "      "])
def test_capitals_beside_small_letters_in_a_head_are_capitals(gap):
    line = f"SỞ NGOẠI VỤ{gap}Độc lập - Tự do - Hạnh phúc"
    assert charsets.decode(encoded(line, "tcvn3"), "tcvn3") == line


def test_the_subject_of_a_letter_stands_below_its_number():
    head = "Số: 388/SNgV\nV/v báo cáo kết quả"
    data = word(lambda document: (document.add_paragraph(head), document.add_paragraph(FIRST)))
    found = docx.read(Source("a.docx", "a.docx", ".docx", data=data), Settings())
    assert found.text.split("\n")[:2] == ["Số: 388/SNgV", "V/v báo cáo kết quả"]


@pytest.mark.parametrize("line", ["BÍ THƯ", "KÝ THAY", "Lê NATO", "Bí thư", "Bùi UBND"])
def test_a_short_line_in_capitals_is_whole(line):
    assert charsets.decode(encoded(line, "tcvn3"), "tcvn3") == line

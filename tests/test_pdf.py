"""PDFs → reports: made by hand, so that each letter stands where the test puts it."""

from __future__ import annotations

import subprocess
import time
import unicodedata
import zlib

import pytest
from chromium import CHROMIUM, FLAGS
from pdf_files import HEIGHT, Page, made, width, written

from kg.documents import pdf
from kg.documents.formats import documents
from kg.documents.pages import file, glyphs, tables
from kg.documents.source import Settings, Source
from kg.errors import InputError
from kg.model import Report

FIRST = (
    "Bộ trưởng Nguyễn Văn Minh chủ trì Hội nghị tổng kết công tác năm, yêu cầu các đơn vị rà soát các nhiệm vụ được"
    " giao."
)
SECOND = (
    "Thứ trưởng Lê Thị Hoa báo cáo kết quả sáu tháng, đề nghị các địa phương hoàn thành kế hoạch trước ngày 30/6/2022."
)
THIRD = "Hội nghị thống nhất kinh tế - xã hội phải đi trước một bước, các bộ phối hợp cùng các tỉnh ngay từ đầu năm."


def report(*pages: Page, **more: str) -> Report:
    data = made(*pages, **more)
    return pdf.read(Source("bc.pdf", "bc.pdf", ".pdf", data=data), Settings())


def lines(*pages: Page, **more: str) -> list[str]:
    return report(*pages, **more).text.split("\n")


def kinds(*pages: Page) -> list[tuple[str, str]]:
    found = report(*pages)
    return [(part.kind, found.text[part.start : part.end]) for part in found.parts]


def column(page: Page, x: float, y: float, across: float, *texts: str, indent: float = 18) -> float:
    for text in texts:
        y = page.paragraph(x, y, across, text, indent=indent)
    return y


# Paragraphs


def test_lines_are_joined_to_paragraphs():
    page = Page()
    column(page, 70, 80, 450, FIRST, SECOND, THIRD)
    assert lines(page) == [FIRST, SECOND, THIRD]


def test_paragraphs_without_indent_part_where_there_was_room_or_a_gap():
    page = Page()
    y = column(page, 70, 80, 450, FIRST, SECOND, indent=0)
    page.paragraph(70, y + 12, 450, THIRD, indent=0)
    assert lines(page) == [FIRST, SECOND, THIRD]


def test_headings_and_lists_are_told():
    page = Page()
    page.centred(60, "Hội nghị tổng kết", 18)
    y = column(page, 70, 100, 450, FIRST)
    page.text(70, y + 10, "I. Kết quả", font="F1")
    column(page, 70, y + 30, 450, f"- {SECOND}", f"- {THIRD}", indent=0)
    assert kinds(page) == [
        ("heading", "Hội nghị tổng kết"),
        ("heading", "I. Kết quả"),
        ("list", f"- {SECOND}"),
        ("list", f"- {THIRD}"),
    ]


def test_a_title_of_two_lines_in_the_middle_is_one():
    page = Page()
    page.centred(60, "Hội nghị triển khai nhiệm vụ ngoại giao kinh tế và phát triển", 16, "F1")
    page.centred(82, "du lịch bền vững", 16, "F1")
    column(page, 70, 120, 450, FIRST)
    title = "Hội nghị triển khai nhiệm vụ ngoại giao kinh tế và phát triển du lịch bền vững"
    assert lines(page) == [title, FIRST]
    assert report(page, title=title).title == title


@pytest.mark.parametrize(
    ("upper", "lower", "text"),
    [
        ("phát triển kinh tế -", "xã hội của tỉnh", "phát triển kinh tế - xã hội của tỉnh"),
        ("phòng, chống dịch Covid-", "19 tại địa phương", "phòng, chống dịch Covid-19 tại địa phương"),
        ("chủ nghĩa Mác - Lê-", "nin và tư tưởng", "chủ nghĩa Mác - Lê-nin và tư tưởng"),
        ("hợp tác với the infor-", "mation centre ở đó", "hợp tác với the information centre ở đó"),
        ("diễn đàn Asia-", "Pacific năm nay", "diễn đàn Asia-Pacific năm nay"),
        ("the infor\u00ad", "mation centre", "the information centre"),
    ],
)
def test_words_parted_at_the_end_of_a_line(upper, lower, text):
    page = Page().text(70, 80, upper).text(70, 95, lower)
    assert lines(page) == [text]


def test_figures_of_notes_are_left_out_and_powers_stay():
    page, x = Page(), 70.0
    for text, raised in [("Xuất khẩu tăng", "12"), (" trên 30 km", "2"), (", 10", "6"), (" tấn năm 2022", "1")]:
        x += width(text, 12) if page.text(x, 80, text) else 0
        x += width(raised, 6) if page.text(x, 75, raised, 6) else 0
    page.text(x, 80, " và 2023")
    assert lines(page) == ["Xuất khẩu tăng trên 30 km², 10⁶ tấn năm 2022 và 2023"]


def test_notes_below_the_text_stand_at_the_end():
    first, second = Page(), Page()
    y = column(first, 70, 80, 450, FIRST)
    column(first, 70, y, 450, THIRD[: THIRD.index("phải")].strip())
    first.text(70, 700, "1", 5).text(73, 704, "Theo Nghị quyết số 13.", 9).text(70, 716, "2", 5)
    first.text(73, 720, "Số liệu năm 2021.", 9)
    column(second, 70, 80, 450, THIRD[THIRD.index("phải") :], indent=0)
    assert lines(first, second) == [FIRST, THIRD, "[1] Theo Nghị quyết số 13.", "[2] Số liệu năm 2021."]


# Letters


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (unicodedata.normalize("NFD", "Bộ trưởng chủ trì Hội nghị"), "Bộ trưởng chủ trì Hội nghị"),
        ("ngân hàng quốc tế ﬁnance ﬂow", "ngân hàng quốc tế finance flow"),
        ("Bộ\u00a0trưởng", "Bộ trưởng"),
    ],
)
def test_accents_and_ligatures_are_put_together(drawn, text):
    assert lines(Page().text(70, 80, drawn)) == [text]


def test_letters_that_are_pulled_apart_are_words():
    page = Page().text(70, 80, "BỘ NGOẠI GIAO", spaced=3).text(70, 120, "THÔNG BÁO", 14, spaced=8)
    assert lines(page) == ["BỘ NGOẠI GIAO", "THÔNG BÁO"]


def test_words_that_are_placed_without_spaces():
    page, x = Page(), 70.0
    for word in FIRST.split(" ")[:12]:
        page.text(x, 80, word)
        x += width(word) + 3.4
    assert lines(page) == [" ".join(FIRST.split(" ")[:12])]


def test_letters_of_another_font_that_are_drawn_later_stand_in_their_place():
    page, x = Page(), 70.0
    later = []
    for letter in "Các cô và chú trình Hà Nam":
        (later.append((x, letter)) if letter in "àáìôí" else page.text(x, 80, letter))
        x += width(letter)
    for x, letter in later:
        page.text(x, 80, letter, font="F1")
    assert lines(page) == ["Các cô và chú trình Hà Nam"]


@pytest.mark.parametrize(
    ("old", "letters", "text", "encoding"),
    [
        (".VnTime", "Bé tr­ëng chñ tr× Héi nghÞ.", "Bộ trưởng chủ trì Hội nghị.", "tcvn3"),
        ("ABCDEF+.VnTimeH", "Héi nghÞ tæng kÕt", "HỘI NGHỊ TỔNG KẾT", "tcvn3"),
        ("VNI-Times", "Boä tröôûng chuû trì Hoäi nghò.", "Bộ trưởng chủ trì Hội nghị.", "vni"),
    ],
)
def test_old_fonts(old, letters, text, encoding):
    found = report(Page().text(70, 80, letters, font="F2"), old=old)
    assert (found.text, found.encoding) == (text, encoding)


def test_what_stands_beside_the_page_is_no_text():
    page = Page().text(-200, 80, "Bộ").text(70, -30, "Cục").text(70, HEIGHT + 40, "Vụ")
    column(page, 70, 80, 450, FIRST)
    assert lines(page) == [FIRST]


def test_what_leans_over_the_page_is_no_text_and_a_page_on_its_side_is():
    stamp = Page().drawn("0.7 0.7 -0.7 0.7 150 300 Tm", "BẢN SAO", 60)
    column(stamp, 70, 80, 450, FIRST)
    assert lines(stamp) == [FIRST]
    side = Page(turn=90)
    for number, text in enumerate(("Bộ trưởng chủ trì", "Hội nghị tổng kết")):
        side.drawn(f"0 1 -1 0 {100 + 15 * number} 70 Tm", text)
    assert lines(side) == ["Bộ trưởng chủ trì Hội nghị tổng kết"]


# Columns


def two_columns(page: Page, top: float, left: list[str], right: list[str]) -> None:
    column(page, 60, top, 225, *left)
    column(page, 305, top, 225, *right)


def test_columns_are_read_one_after_the_other():
    page = Page()
    page.centred(60, "Hội nghị tổng kết công tác năm", 16, "F1")
    two_columns(page, 90, [FIRST, SECOND], [THIRD, FIRST])
    assert lines(page) == ["Hội nghị tổng kết công tác năm", FIRST, SECOND, THIRD, FIRST]


def test_three_columns_below_text_in_one_and_above_it():
    page = Page()
    y = column(page, 60, 80, 470, FIRST)
    ends = [
        column(page, 60 + 165 * number, y + 20, 145, text, indent=12)
        for number, text in enumerate([FIRST, SECOND, THIRD])
    ]
    column(page, 60, max(ends) + 20, 470, SECOND)
    assert lines(page) == [FIRST, FIRST, SECOND, THIRD, SECOND]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page():
    first, second = Page(), Page()
    words = f"{FIRST[:-1]}, {SECOND}"
    half = words.index("được giao")
    two_columns(first, 90, [SECOND, FIRST, words[:half].strip()], [])
    column(first, 305, 90, 225, words[half:], indent=0)
    column(first, 305, 90 + 15 * 4, 225, FIRST, THIRD[: THIRD.index("phải")].strip())
    column(second, 60, 90, 470, THIRD[THIRD.index("phải") :], indent=0)
    assert lines(first, second) == [SECOND, FIRST, words, FIRST, THIRD]


def test_columns_whose_lines_do_not_stand_level():
    page = Page()
    column(page, 60, 80, 225, FIRST, SECOND)
    column(page, 305, 87, 225, THIRD, FIRST)
    assert lines(page) == [FIRST, SECOND, THIRD, FIRST]


# Tables


ROWS = [("STT", "Họ và tên", "Chức vụ"), ("1", "Nguyễn Văn Minh", "Bộ trưởng"), ("2", "Lê Thị Hoa", "Thứ trưởng")]


def grid(page: Page, rows, xs=(70, 120, 300, 480), top=200.0, high=20.0) -> Page:
    for number in range(len(rows) + 1):
        page.rule(xs[0], top + number * high, xs[-1], top + number * high)
    for x in xs:
        page.rule(x, top, x, top + len(rows) * high)
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 4, top + number * high + 14, text)
    return page


def test_a_drawn_table_is_read_row_by_row():
    page = Page()
    column(page, 70, 80, 450, FIRST)
    grid(page, ROWS)
    column(page, 70, 300, 450, SECOND)
    found = report(page)
    rows = [" | ".join(row) for row in ROWS]
    assert found.text.split("\n") == [FIRST, *rows, SECOND]
    assert [found.text[part.start : part.end] for part in found.parts if part.kind == "table"] == rows


def test_a_cell_of_two_lines_stays_one_and_cells_may_touch():
    page = grid(Page(), ROWS, high=40)
    page.text(124, 200 + 40 + 28, "(chủ trì)").text(285, 214, "x")
    assert lines(page)[:2] == ["STT | Họ và tên x | Chức vụ", "1 | Nguyễn Văn Minh (chủ trì) | Bộ trưởng"]


def test_a_table_without_lines_is_read_row_by_row():
    page = Page()
    column(page, 70, 80, 450, FIRST)
    for number, row in enumerate([*ROWS, ("3", "Trần Văn Bình", "Vụ trưởng"), ("4", "Vũ Thị Lan", "Vụ phó")]):
        for x, text in zip((70, 130, 330), row, strict=True):
            page.text(x, 150 + 18 * number, text)
    assert lines(page)[:3] == [FIRST, "STT | Họ và tên | Chức vụ", "1 | Nguyễn Văn Minh | Bộ trưởng"]


def test_a_frame_around_text_is_no_table():
    page = Page()
    column(page, 70, 80, 450, FIRST, SECOND)
    page.content.append(f"60 {HEIGHT - 200} 480 150 re S".encode())
    assert lines(page) == [FIRST, SECOND]


# Official documents


@pytest.mark.parametrize("drawn", [False, True])
def test_head_and_foot_of_an_official_document(drawn):
    page = Page()
    head = [
        (90, 60, "BỘ NGOẠI GIAO"), (80, 76, "Số: 12/BC-BNG"), (260, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (310, 76, "Độc lập - Tự do - Hạnh phúc"), (305, 100, "Hà Nội, ngày 5 tháng 3 năm 2022"),
    ]  # fmt: skip
    for x, y, text in head:
        page.text(x, y, text)
    if drawn:
        grid(page, [("", "")], (60, 250, 540), 45, 62)
    page.centred(130, "BÁO CÁO", 14, "F1").centred(148, "Về kết quả công tác quý I", 12, "F1")
    y = column(page, 60, 180, 470, FIRST, SECOND)
    for x, down, text in [
        (60, 20, "Nơi nhận:"),
        (60, 35, "- Như trên;"),
        (60, 50, "- Lưu: VT."),
        (380, 20, "BỘ TRƯỞNG"),
    ]:
        page.text(x, y + down, text)
    page.text(375, y + 90, "Trần Văn Hòa")
    found = report(page)
    assert found.text.split("\n") == [
        "BỘ NGOẠI GIAO",
        "Số: 12/BC-BNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 5 tháng 3 năm 2022",
        "BÁO CÁO",
        "Về kết quả công tác quý I",
        FIRST,
        SECOND,
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "BỘ TRƯỞNG",
        "Trần Văn Hòa",
    ]
    assert (found.published, found.title) == ("2022-03-05", "BÁO CÁO Về kết quả công tác quý I")


# Heads and feet


def test_what_runs_along_over_the_pages_is_left_out():
    pages = []
    for number, text in enumerate((FIRST, SECOND, THIRD), 1):
        page = Page().text(70, 40, "BẢN TIN NỘI BỘ").text(400, 40, f"Số 7 - Trang {number}")
        column(page, 70, 90, 450, text)
        pages.append(page.centred(800, f"- {number} -"))
    assert lines(*pages) == [FIRST, SECOND, THIRD]


def test_numbers_of_pages_that_do_not_begin_with_one():
    pages = []
    for number, text in enumerate((FIRST, SECOND, THIRD), 41):
        page = Page()
        column(page, 70, 90, 450, text)
        pages.append(page.text(500, 810, str(number)))
    assert lines(*pages) == [FIRST, SECOND, THIRD]


def test_a_number_that_is_no_number_of_a_page_stays():
    page = Page()
    column(page, 70, 90, 450, FIRST)
    assert lines(page.centred(800, "2022")) == [FIRST, "2022"]


# Properties


def test_properties_count_where_the_text_bears_them_out():
    page = Page()
    page.text(70, 60, "HỌP BÀN VỀ XUẤT KHẨU", 14)
    y = column(page, 70, 90, 450, FIRST)
    page.text(400, y + 20, "Lê Thị Hoa")
    found = report(page, title="Họp bàn về xuất khẩu", author="Lê Thị Hoa")
    assert (found.title, found.author, found.published) == ("HỌP BÀN VỀ XUẤT KHẨU", "Lê Thị Hoa", "")
    found = report(page, title="Microsoft Word - bc.doc", author="Admin")
    assert (found.title, found.author, found.published) == ("HỌP BÀN VỀ XUẤT KHẨU", "", "")


# What cannot be read


def page_of(text: str) -> Page:
    page = Page()
    column(page, 70, 80, 450, text)
    return page


GOOD = made(page_of(FIRST))
LOCK = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">>>"
LOCKED = made(page_of(FIRST), extra=LOCK)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "is a damaged PDF, or one without pages; print it to a new PDF and give that"),
        (LOCKED, "is protected by a password; save it without one and give that"),
        (made(Page(picture=True)), "is a scan: no text layer; run OCR over it (ocrmypdf -l vie IN OUT) and give that"),
        (made(Page(picture=True).text(400, 700, "Người ký: Bộ Ngoại giao")), "is a scan: no text layer"),
        (made(Page()), "is empty; nothing was read from it"),
        (made(Page().text(70, 80, "\ue123\ue124\ue125 x")), "has a text layer without a map of its letters; run OCR"),
        (
            written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
            "is a damaged PDF, or one without pages",
        ),
    ],
)
def test_files_that_cannot_be_read(data, message):
    [(_, found)] = documents(Source("bc.pdf", "bc.pdf", ".pdf", data=data), Settings())
    assert isinstance(found, InputError) and str(found).startswith(f"bc.pdf: {message}")
    assert "\n" not in str(found)


def test_a_scan_with_text_behind_its_picture_is_read():
    page = Page(picture=True)
    column(page, 70, 80, 450, FIRST, SECOND, THIRD)
    assert lines(page) == [FIRST, SECOND, THIRD]


def test_too_many_pages_and_letters(monkeypatch):
    kids = b"<</Type/Pages/Count 4000/Kids[" + b"3 0 R " * 4000 + b"]>>"
    many = written([b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])
    with pytest.raises(InputError, match="has 4000 pages, more than 1500; split it"):
        pdf.read(Source("x", "x", data=many), Settings())
    monkeypatch.setattr(glyphs, "MAX_GLYPHS", 100)
    with pytest.raises(InputError, match="has more than 100 letters on page 1; no page has so many"):
        pdf.read(Source("x", "x", data=GOOD), Settings())
    monkeypatch.undo()
    monkeypatch.setattr(file, "MAX_OBJECTS", 1)
    with pytest.raises(InputError, match="draws more than 1 things; split it"):
        pdf.read(Source("x", "x", data=GOOD), Settings())
    monkeypatch.undo()
    monkeypatch.setattr(file, "MAX_LETTERS", 100)
    with pytest.raises(InputError, match="has more than 100 letters; split it"):
        pdf.read(Source("x", "x", data=GOOD), Settings())


def test_lines_of_graph_paper_take_no_cubic_time():
    page = glyphs.Page(600, 800)
    page.across = [glyphs.Rule(0, at * 5.0, 5500, at * 5.0) for at in range(1100)]
    page.down = [glyphs.Rule(at * 5.0, 0, at * 5.0, 5500) for at in range(1100)]
    start = time.process_time()
    assert tables.drawn_tables(page, lambda text, font: text) == ([], [])
    assert time.process_time() - start < 8


def test_a_stream_that_unpacks_to_gigabytes():
    bomb = zlib.compress(zlib.compress(bytes(1 << 28)))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)
    data = written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream])
    with pytest.raises(InputError, match="unpacks to more than 48 MiB"):
        pdf.read(Source("x", "x", data=data), Settings())


@pytest.mark.parametrize("places", [b"", b"9" * 5000 + b" 0", b"9 0"])
def test_a_stream_of_objects_with_odd_places(places):
    """One that has none, and one whose numbers are longer than any: what they hold is nothing, the rest is read."""
    stream = b"<</Type/ObjStm/N 1/First %d/Length %d>>stream\n%s <<>>\nendstream"
    odd = b"99 0 obj\n" + stream % (len(places) + 1, len(places) + 5, places) + b"\nendobj\n"
    found = pdf.read(Source("x", "x", data=GOOD + odd), Settings())
    assert found.text == pdf.read(Source("x", "x", data=GOOD), Settings()).text


@pytest.mark.parametrize("depth", [3, 9])
def test_figures_that_draw_figures(depth):
    forms = []
    for number in range(6, 6 + depth):
        drawn = b"BT /F0 12 Tf 70 700 Td (Hoi nghi) Tj ET" if number == 5 + depth else b"/X%d Do " % (number + 1) * 10
        inner = b"/Font<</F0 5 0 R>>/XObject<</X%d %d 0 R>>" % (number + 1, number + 1)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>/Length %d>>" % (inner, len(drawn))
        forms.append(head + b"stream\n" + drawn + b"\nendstream")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X6 6 0 R>>>>>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    first = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page]
    data = written([*first, b"<</Length 6>>stream\n/X6 Do\nendstream", font, *forms])
    if depth == 3:
        assert pdf.read(Source("x", "x", data=data), Settings()).text.count("H") == 100
    else:
        with pytest.raises(InputError, match="draws one figure within another without an end"):
            pdf.read(Source("x", "x", data=data), Settings())


def test_the_same_bytes_give_the_same_report():
    page = Page()
    two_columns(page, 90, [FIRST, SECOND], [THIRD, FIRST])
    assert made(page) == made(page)
    assert report(page) == report(page)


def spread(page: Page, x: float, y: float, across: float, text: str) -> None:
    """Draw a line whose words fill a width, as in justified text."""
    words = text.split(" ")
    gap = (across - sum(map(width, words))) / (len(words) - 1)
    for word in words:
        page.text(x, y, word)
        x += width(word) + gap


@pytest.mark.parametrize("indent", [0, 18])
def test_a_paragraph_goes_over_a_page_behind_the_end_of_a_sentence(indent):
    first, second = Page(), Page()
    long = f"{FIRST} {SECOND} {THIRD}"
    y = column(first, 70, 80, 450, long, long)
    spread(first, 88, y, 432, "Các đại biểu thảo luận về kết quả công tác năm, các giải pháp cho năm sau, đồng thời")
    spread(
        first, 70, y + 15, 450, "đề nghị Chính phủ có cơ chế hỗ trợ các địa phương khó khăn trong thời gian tới đây."
    )
    column(second, 70, 80, 450, long, indent=indent)
    goes_over = "trong thời gian tới đây. Bộ trưởng" in report(first, second).text
    assert goes_over == (indent == 0)


# By other programs


PRINTED = f"""<html lang=vi><meta charset=utf-8>
<style>p {{text-align: justify; text-indent: 2em}} .c {{columns: 2}}</style>
<table width=100%><tr><td align=center>BỘ NGOẠI GIAO<br>Số: 12/BC-BNG<td align=center>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
<br>Độc lập - Tự do - Hạnh phúc<br>Hà Nội, ngày 5 tháng 3 năm 2022</table><h2 align=center>BÁO CÁO</h2>
<div class=c><p>{FIRST} {SECOND}</p><p>{SECOND}</p><p>{THIRD} {FIRST}</p></div>
<table border=1 width=100%>{"".join(f"<tr><td>{'<td>'.join(row)}" for row in ROWS[:2])}</table></html>"""


@pytest.mark.browser
def test_what_chromium_prints(tmp_path):
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    source, target = tmp_path / "a.html", tmp_path / "a.pdf"
    source.write_text(PRINTED, encoding="utf-8")
    command = [CHROMIUM, "--headless", *FLAGS, "--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [*command, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=120
    )
    found = pdf.read(Source("a.pdf", "a.pdf", ".pdf", path=target), Settings())
    assert found.text.split("\n") == [
        "BỘ NGOẠI GIAO",
        "Số: 12/BC-BNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 5 tháng 3 năm 2022",
        "BÁO CÁO",
        f"{FIRST} {SECOND}",
        SECOND,
        f"{THIRD} {FIRST}",
        " | ".join(ROWS[0]),
        " | ".join(ROWS[1]),
    ]
    assert (found.published, found.title) == ("2022-03-05", "BÁO CÁO")

"""Plain text: captions are no second facts, who wrote a report takes no part in it, a dateline places no event."""

from __future__ import annotations

import pytest
from test_reading_structure import facts

from kg.model import Report, ReportStatements
from kg.reading.pipeline import read
from kg.reading.words.dateline import dateline

TITLE = "Sở Y tế tổng kết công tác năm 2023"
LEAD = (
    "Ngày 5/3/2024, Sở Y tế tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác y tế năm 2023.\n"
    "Ông Trần Văn Mậu, Phó Chủ tịch UBND tỉnh Lạng Sơn, phát biểu tại Hội nghị."
)
END = "Hội nghị bàn nhiều việc của ngành y tế."


def reading(*lines: str, published: str = "") -> ReportStatements:
    return read(Report("\n".join(lines), "test.txt", published=published))


def people(*lines: str) -> set[str]:
    return {entity.name for entity in reading(*lines).entities if entity.kind == "Person"}


CAPTIONS = """
Quang cảnh Hội nghị
Quang cảnh hội nghị. Ảnh: Trần Bút
Toàn cảnh hội nghị (Ảnh: Trần Bút)
Toàn cảnh Hội nghị tổng kết công tác y tế. Ảnh: TTXVN
Các đại biểu tham dự hội nghị. (Ảnh: Trần Bút/TTXVN)
Ông Trần Văn Mậu phát biểu tại hội nghị. Ảnh: Trần Bút
Ông Trần Văn Mậu, Phó Chủ tịch UBND tỉnh phát biểu chỉ đạo Hội nghị - Ảnh: Trần Bút
Phó Chủ tịch UBND tỉnh Lạng Sơn Trần Văn Mậu phát biểu. Ảnh: VGP/Trần Bút
Phó Chủ tịch UBND tỉnh Trần Văn Mậu phát biểu tại hội nghị - Ảnh: VGP
Ông Trần Văn Mậu chủ trì cuộc họp giao ban tháng 2. Ảnh tư liệu
Ông Trần Văn Mậu thăm Nhật Bản tháng 3/2020 (ảnh tư liệu)
Ông Trần Văn Mậu (giữa) tặng hoa chúc mừng các đơn vị. Ảnh: Trần Bút
Đại biểu chụp ảnh lưu niệm. Ảnh: T.B
Ảnh: Trần Bút
(Ảnh: Trần Bút)
Ảnh minh họa
(Ảnh minh họa)
Ảnh minh họa: Internet
Một góc bệnh viện tỉnh. Ảnh: Trần Bút
Đồng chí Trần Văn Mậu phát biểu kết luận hội nghị. (Ảnh: TRẦN BÚT)
Ông Trần Văn Mậu trao Bằng khen của Bộ Y tế cho các tập thể. Ảnh: Trần Bút
Sở Y tế tổ chức Hội nghị tổng kết công tác y tế năm 2023 - Ảnh: Trần Bút
Sở Y tế tổ chức lễ khánh thành bệnh viện - Ảnh: Trần Bút
Chủ tọa điều hành Hội nghị. Ảnh: Trần Bút
Hình ảnh tại Hội nghị
""".strip().splitlines()


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_are_no_second_facts(line: str) -> None:
    bare = facts(reading(TITLE, LEAD, END))
    assert facts(reading(TITLE, LEAD, line, END)) == bare
    assert facts(reading(TITLE, line, LEAD, END)) == bare
    assert facts(reading(TITLE, LEAD, END, line)) == bare


def test_a_caption_is_one_more_evidence() -> None:
    found = reading(TITLE, LEAD, "Ông Trần Văn Mậu phát biểu tại hội nghị. Ảnh: Trần Bút", END)
    assert len([s for s in found.statements if s.predicate == "kg:speaksAt"]) == 2


NEWS = [  # no captions, though they end with who took a picture, or there is nothing else
    "Sáng 5/3/2024, Sở Y tế tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác y tế. (Ảnh: Trần Bút)",
    "Sở Y tế tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác y tế. Ảnh: Trần Bút",
]


@pytest.mark.parametrize("line", NEWS)
def test_news_with_a_credit_is_news(line: str) -> None:
    assert "kg:organises" in {p for _, p, _ in facts(reading(TITLE, line))}


BYLINES = """
Trần Văn Bút
Trần Bút
Trần Bút - Lê Ký
TRẦN VĂN BÚT
Tin, ảnh: Trần Văn Bút
Tin và ảnh: Trần Văn Bút
Bài, ảnh: Trần Văn Bút
Bài và ảnh: Trần Văn Bút
Tin: Trần Văn Bút
Theo Trần Văn Bút
Theo TTXVN
Nguồn: Báo Lạng Sơn
(Theo TTXVN)
(TTXVN/Vietnam+)
Trần Văn Bút (TTXVN)
Trần Văn Bút/Báo Lạng Sơn
Trần Văn Bút (Báo Lạng Sơn)
Tác giả: Trần Văn Bút
Tác giả bài viết: Trần Văn Bút
Người viết: Trần Văn Bút
Người đăng: Trần Văn Bút
Đăng bởi: Trần Văn Bút
PV Trần Văn Bút
PV: Trần Văn Bút
Phóng viên Trần Văn Bút
Biên tập viên: Trần Văn Bút
T.B
VB (Theo Chinhphu.vn)
Trần Văn Bút - Văn phòng Sở Y tế
Trần Văn Bút - Sở Y tế tỉnh Lạng Sơn
Trần Thị Bút – Ban Tuyên giáo Tỉnh ủy
Thực hiện: Trần Văn Bút
Biên tập: Trần Văn Bút
Tổng hợp: Trần Văn Bút
TRẦN BÚT - LÊ KÝ
Trần Văn Bút - Ảnh: Lê Ký
Trần Văn Bút, Ảnh: Lê Ký
Bài: Trần Văn Bút; Ảnh: Lê Ký
""".strip().splitlines()


@pytest.mark.parametrize("line", BYLINES)
def test_who_wrote_a_report_takes_no_part_in_it(line: str) -> None:
    bare = facts(reading(TITLE, LEAD, END))
    for lines in ((TITLE, LEAD, END, line), (TITLE, LEAD, END, line, "Tin liên quan"), (TITLE, line, LEAD, END)):
        assert people(*lines) == {"Trần Văn Mậu"}
        assert facts(reading(*lines)) == bare


PEOPLE = [  # lines that only look like a byline
    (TITLE, LEAD, "Tham dự Hội nghị có:", "Ông Lê Thử, Giám đốc Sở Y tế tỉnh Lạng Sơn;", "Ông Ngô Văn Khách."),
    (TITLE, LEAD, END, "Ngô Văn Khách - Giám đốc Sở Y tế tỉnh Lạng Sơn"),
    (TITLE, LEAD, "Thành viên đoàn:", "Ngô Văn Khách", "Lê Thị Thử", "Vũ Văn Hợp."),
    (TITLE, "Ông Ngô Văn Khách thăm Lạng Sơn", LEAD, END),
    (TITLE, LEAD, END, "Phóng viên phỏng vấn ông Ngô Văn Khách, Giám đốc Sở Y tế."),
    (TITLE, LEAD, END, "Thực hiện: Ngô Văn Khách giao Sở Y tế xây dựng kế hoạch."),
]


@pytest.mark.parametrize("lines", PEOPLE, ids=[lines[-1] for lines in PEOPLE])
def test_who_is_told_of_is_no_author(lines: tuple[str, ...]) -> None:
    assert "Ngô Văn Khách" in people(*lines)


DATELINES = [  # as written, the place
    ("Hà Nội, ngày 5 tháng 3 (TTXVN) - ", "Hà Nội"),
    ("Hà Nội, ngày 5 tháng 3 năm 2024 - ", "Hà Nội"),
    ("Hà Nội (TTXVN) - ", "Hà Nội"),
    ("Hà Nội (TTXVN) – ", "Hà Nội"),
    ("Hà Nội, 5/3 (TTXVN) - ", "Hà Nội"),
    ("Hà Nội, 5-3 - ", "Hà Nội"),
    ("Hà Nội (5/3) - ", "Hà Nội"),
    ("Hà Nội ngày 5/3/2024 (TTXVN) - ", "Hà Nội"),
    ("TP Hồ Chí Minh (TTXVN) - ", "TP Hồ Chí Minh"),
    ("TP. Hồ Chí Minh, ngày 5/3/2024 - ", "TP. Hồ Chí Minh"),
    ("Moscow (TTXVN) - ", "Moscow"),
    ("Viêng Chăn (TTXVN) - ", "Viêng Chăn"),
    ("Bắc Kinh, ngày 5/3 - ", "Bắc Kinh"),
    ("Quảng Ninh: ", "Quảng Ninh"),
    ("Quảng Ninh - ", "Quảng Ninh"),
    ("(Quảng Ninh) - ", "Quảng Ninh"),
    ("Quảng Ninh, ngày 5/3: ", "Quảng Ninh"),
    ("(Chinhphu.vn) - ", ""),
    ("(TTXVN) - ", ""),
    ("(TTXVN, 5/3) - ", ""),
    ("TTXVN - ", ""),
    ("(Báo Mẫu) - ", ""),
    ("BMO - ", ""),
    ("VOV.VN - ", ""),
    ("", ""),
]
RECEPTION = "Bộ trưởng Bộ Y tế Trần Văn Mậu sáng 5/3 đã tiếp Đại sứ Nhật Bản Ito Naoki."


@pytest.mark.parametrize(("words", "place"), DATELINES, ids=[row[0] or "none" for row in DATELINES])
def test_datelines(words: str, place: str) -> None:
    found = dateline(f"{TITLE}\n{words}{RECEPTION}")
    assert (found.place if found else "") == place
    bare = facts(reading(TITLE, RECEPTION, published="2024-03-06"))
    assert facts(reading(TITLE, words + RECEPTION, published="2024-03-06")) == bare


def test_the_place_of_a_dateline_is_where_the_province_is() -> None:
    for words in ("Lạng Sơn: ", "Lạng Sơn - ", "LẠNG SƠN - ", "Lạng Sơn (TTXVN) - ", "Lạng Sơn, ngày 5/3/2024. "):
        found = facts(reading(TITLE, words + "UBND tỉnh tổ chức Hội nghị y tế cơ sở."))
        assert {s for s, p, _ in found if p == "kg:organises"} == {"Ủy ban nhân dân tỉnh Lạng Sơn"}
        assert "kg:heldAt" not in {p for _, p, _ in found}


NO_PLACES = ["Bộ Y tế: ", "Trần Văn Mậu: ", "Việt Nam - Nhật Bản: ", "Tại Lạng Sơn, ", "Sở Y tế - ", "Ngày 5/3 - "]


@pytest.mark.parametrize("words", NO_PLACES)
def test_what_is_no_dateline(words: str) -> None:
    assert dateline(f"{TITLE}\n{words}{RECEPTION}") is None


def test_what_a_report_says_of_its_own_making_is_kept() -> None:
    found = reading(TITLE, "Hà Nội (TTXVN) - " + RECEPTION, "Trần Văn Bút", "Theo Báo Mẫu")
    assert (found.dateline, found.credits) == ("Hà Nội", ("Trần Văn Bút", "Theo Báo Mẫu"))
    lone = reading(TITLE, "Quang cảnh hội nghị. Ảnh: Trần Bút", "anh-1.jpg", LEAD, END, "Tin liên quan:")
    assert (lone.dateline, lone.credits) == ("", ())


TITLES = ["Tin nhân sự", "Tin hoạt động ngày 18/5", "Nguồn nhân lực cho miền núi", "Theo dõi dịch"]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_no_credit(title: str) -> None:
    assert reading(title, LEAD, END).credits == ()
    assert reading(f"{title}: Trần Văn Bút", LEAD, END).credits  # with a name behind a colon it may be one

"""What a document says of its lines: headings, lists, captions, bylines and tables are read as such, not guessed at."""

from __future__ import annotations

import pytest
from told import DERIVED, NAMES, _show

from kg.model import Part, Report, ReportStatements, structure
from kg.reading.pipeline import read
from kg.reading.trace import trace

LEAD = "Ngày 5/3/2024, Sở Y tế tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác y tế năm 2023."
EVENT = "Hội nghị tổng kết công tác y tế năm 2023"
MAU, THU = "Ông Trần Văn Mậu, Phó Chủ tịch UBND tỉnh Lạng Sơn", "Bà Lê Thị Thử, Giám đốc Sở Y tế tỉnh Lạng Sơn"
PROVINCE = "Phó Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn"
HEALTH = "Giám đốc @ Sở Y tế tỉnh Lạng Sơn"
HEADER = "STT | Họ và tên | Chức vụ"

Line = str | tuple[str, str]
Fact = tuple[str, str, str]


def document(*lines: Line, form: str = "html") -> Report:
    """Return a report of lines, each its text or (kind, text)."""
    parts, at, texts = [], 0, []
    for kind, text in (line if isinstance(line, tuple) else ("", line) for line in lines):
        parts += [Part(kind, at, at + len(text))] if kind else []
        at += len(text) + 1
        texts.append(text)
    return Report("\n".join(texts), "test.html", format=form, structure=structure(parts))


def facts(reading: ReportStatements) -> set[Fact]:
    """Return (subject, predicate, object) of everything told, without names and bounds."""
    entities = {entity.key: entity for entity in reading.entities}
    told = [s for s in reading.statements if s.predicate not in NAMES + DERIVED]
    return {(entities[s.subject].name, s.predicate, _show(entities, s.object)) for s in told}


def told(*lines: Line, form: str = "html") -> set[Fact]:
    return facts(read(document(*lines, form=form)))


def held(*lines: Line) -> set[tuple[str, str]]:
    return {(s, o) for s, p, o in told(*lines, form="docx") if p == "org:holds"}


def of_kind(kind: str, *lines: Line) -> set[str]:
    return {entity.name for entity in read(document(*lines)).entities if entity.kind == kind}


INTRODUCTIONS = [
    (LEAD, "Tham dự Hội nghị có:"),
    (LEAD, ("heading", "Tham dự Hội nghị có:")),
    (LEAD, "Dự Hội nghị có các đồng chí:"),
    (LEAD + " Tham dự Hội nghị có:",),
]


@pytest.mark.parametrize("lead", INTRODUCTIONS, ids=[str(lead[-1])[-40:] for lead in INTRODUCTIONS])
@pytest.mark.parametrize("stop", ["", ";", "."])
def test_items_of_a_list_go_on_with_what_leads_to_it(lead: tuple[Line, ...], stop: str) -> None:
    found = told(*lead, ("list", MAU + stop), ("list", THU + stop))
    assert {(s, o) for s, p, o in found if p == "kg:attends"} == {("Trần Văn Mậu", EVENT), ("Lê Thị Thử", EVENT)}


REQUEST = f"Ngày 5/3/2024, {MAU[0].lower()}{MAU[1:]} chủ trì cuộc họp về công tác y tế. Ông Trần Văn Mậu yêu cầu:"
ASKED = [
    "Sở Y tế khẩn trương hoàn thành kế hoạch",
    "Rà soát các quy định có liên quan",
    "Các huyện tăng cường kiểm tra",
]


@pytest.mark.parametrize("stop", ["", ";", "."])
def test_items_of_a_list_of_requests_are_asked_for(stop: str) -> None:
    found = told(REQUEST, *(("list", item + stop) for item in ASKED), "Cuộc họp kết thúc.")
    assert {o for _, p, o in found if p == "kg:text"} == {
        "khẩn trương hoàn thành kế hoạch",
        "Rà soát các quy định có liên quan",
        "tăng cường kiểm tra",
    }
    assert {s for s, p, _ in found if p == "kg:instructedBy"} == {o for _, p, o in found if p == "kg:text"}


def test_a_list_reads_as_its_lines_do_in_plain_text() -> None:
    plain = "\n".join([REQUEST, *(f"- {item};" for item in ASKED)])
    marked = told(REQUEST, *(("list", f"- {item};") for item in ASKED))
    assert marked == facts(read(Report(plain, "test.txt")))
    assert marked == told(REQUEST, *(("list", f"{item};") for item in ASKED))


def test_documents_in_a_list() -> None:
    items = [f"Quyết định số {n}/QĐ-BYT ngày 5/3/2024 về y tế cơ sở" for n in (11, 12)]
    found = told("Bộ Y tế ban hành Thông tư số 7/2024/TT-BYT bãi bỏ 2 văn bản sau:", *(("list", i) for i in items))
    assert len({o for _, p, o in found if p == "kg:repeals"}) == 2


HEADINGS = [
    "Sở Y tế tổ chức Hội nghị giao ban quý I năm 2024.",
    "Ông Ngô Văn Khách, Bí thư Huyện ủy Cao Lộc, phát biểu",
]


@pytest.mark.parametrize("kind", ["heading", "byline"])
@pytest.mark.parametrize("line", HEADINGS)
def test_headings_and_bylines_tell_nothing(kind: str, line: str) -> None:
    assert told((kind, line), LEAD) == told(LEAD)
    assert told(LEAD, (kind, line), f"{MAU} phát biểu.") == told(LEAD, f"{MAU} phát biểu.")


def test_a_line_that_looks_like_a_headline_is_body_where_the_document_has_headings() -> None:
    line = "Ngày 5/3/2024, Sở Y tế tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác y tế năm 2023"
    assert ("Sở Y tế tỉnh Lạng Sơn", "kg:organises", EVENT) in told(line, ("heading", "Tin khác"))
    assert facts(read(Report(line + "\nTin khác.", "test.txt"))) == set()


def test_a_list_item_that_looks_like_a_signature_is_an_item() -> None:
    found = told(LEAD, "Tham dự Hội nghị có:", ("list", MAU), ("list", "Ông Ngô Văn Khách"))
    assert {s for s, p, _ in found if p == "kg:attends"} == {"Trần Văn Mậu", "Ngô Văn Khách"}


def test_lines_of_a_document_are_its_paragraphs() -> None:
    """Eight lines of one width without full stops: in plain text, one paragraph cut at the margin."""
    lines = [f"Đơn vị thứ {n} của ngành y tế đã hoàn thành tốt các chỉ tiêu được giao" for n in "abcdefgh"]
    assert len({p.start for p in trace(document(*lines))}) == len(lines)
    assert len(trace(Report("\n".join(lines), "test.txt"))) < len(lines)


CAPTIONS = [
    "Quang cảnh Hội nghị. Ảnh: Trần Bút",
    "Ông Trần Văn Mậu phát biểu tại Hội nghị",
    "Ông Trần Văn Mậu chủ trì cuộc họp giao ban tháng 2. Ảnh tư liệu",
    "Sở Y tế tổ chức Hội nghị giao ban quý I",
    "Đoàn công tác của Bộ Y tế làm việc với Sở Y tế tỉnh Lạng Sơn",
    "Hơn 200 đại biểu dự Hội nghị tổng kết",
    "Ông Trần Văn Mậu yêu cầu Sở Y tế khẩn trương hoàn thành kế hoạch",
    "Ông Trần Văn Mậu tiếp ông Ngô Văn Khách",
    "Ông Trần Văn Mậu trao Quyết định cho Sở Y tế",
]
BODY = (LEAD, f"{MAU} phát biểu tại Hội nghị.")


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_is_no_second_fact(caption: str) -> None:
    assert told(*BODY, ("caption", caption)) == told(*BODY)
    assert told(("caption", caption), *BODY) == told(*BODY)
    assert of_kind("Event", ("caption", caption), *BODY) == {EVENT}


def test_a_caption_is_evidence() -> None:
    caption = "Ông Trần Văn Mậu phát biểu tại Hội nghị"
    for lines in ((*BODY, ("caption", caption)), (("caption", caption), *BODY)):
        report = document(*lines)
        spoken = [s for s in read(report).statements if s.predicate == "kg:speaksAt"]
        assert len(spoken) == 2
        assert any(report.text.index(caption) <= s.start < report.text.index(caption) + len(caption) for s in spoken)


def test_a_caption_tells_who_took_part_in_an_event_of_the_text() -> None:
    caption = ("caption", f"{THU}, phát biểu tại Hội nghị.")
    for lines in ((*BODY, caption), (caption, *BODY)):
        assert told(*lines) - told(*BODY) == {("Lê Thị Thử", "kg:speaksAt", EVENT), ("Lê Thị Thử", "org:holds", HEALTH)}


def test_a_caption_tells_who_somebody_is() -> None:
    assert ("Lê Thị Thử", "org:holds", HEALTH) in told(*BODY, ("caption", f"{THU}, tặng hoa chúc mừng."))


MEMBERS = [  # head and rows, who holds what
    ((HEADER, "1 | Ông Trần Văn Mậu | Phó Chủ tịch UBND tỉnh Lạng Sơn"), {("Trần Văn Mậu", PROVINCE)}),
    ((HEADER, "1 | Lê Thị Thử | Giám đốc Sở Y tế tỉnh Lạng Sơn"), {("Lê Thị Thử", HEALTH)}),
    (("TT | Họ tên | Chức vụ, đơn vị công tác", "1 | Lê Thị Thử | Giám đốc Sở Y tế tỉnh Lạng Sơn"),
     {("Lê Thị Thử", HEALTH)}),
    (("TT | Họ và tên | Năm sinh | Chức vụ", "1 | Lê Thị Thử | 1970 | Giám đốc Sở Y tế tỉnh Lạng Sơn"),
     {("Lê Thị Thử", HEALTH)}),
    (("TT | Họ và tên | Chức vụ | Đơn vị", "1 | Lê Thị Thử | Giám đốc | Sở Y tế tỉnh Lạng Sơn"),
     {("Lê Thị Thử", HEALTH)}),
    (("Chức vụ | Họ và tên", "Giám đốc Sở Y tế tỉnh Lạng Sơn | Lê Thị Thử"), {("Lê Thị Thử", HEALTH)}),
    (("TT | Họ và tên | Chức vụ | Chức danh trong Ban",
      "1 | Lê Thị Thử | Giám đốc Sở Y tế tỉnh Lạng Sơn | Trưởng ban"), {("Lê Thị Thử", HEALTH)}),
    # two offices, of which one is not held now; a body that may be another one's; no head; a row that does not fit
    (("TT | Họ và tên | Chức vụ | Chức vụ bổ nhiệm",
      "1 | Lê Thị Thử | Trưởng phòng Sở Y tế tỉnh Lạng Sơn | Giám đốc Sở Y tế tỉnh Lạng Sơn"), set()),
    (("TT | Họ và tên | Đơn vị | Chức vụ", "1 | Lê Thị Thử | Sở Y tế tỉnh Lạng Sơn | Giám đốc"), set()),
    (("1 | Lê Thị Thử | Giám đốc Sở Y tế tỉnh Lạng Sơn",), set()),
    ((HEADER, "1 | Lê Thị Thử | 1970 | Giám đốc Sở Y tế tỉnh Lạng Sơn"), set()),
    ((HEADER, "1 |  | Giám đốc Sở Y tế tỉnh Lạng Sơn"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "posts"), MEMBERS, ids=[row[0][-1] for row in MEMBERS])
def test_lists_of_people_in_tables(rows: tuple[str, ...], posts: set[tuple[str, str]]) -> None:
    assert held(*(("table", row) for row in rows)) == posts


def test_a_table_ends_with_its_rows() -> None:
    table = [("table", HEADER), ("table", "1 | Lê Thị Thử | Giám đốc Sở Y tế tỉnh Lạng Sơn")]
    other = ("table", "2 | Trần Văn Mậu | Phó Chủ tịch UBND tỉnh Lạng Sơn")
    assert held(*table, other) == {("Lê Thị Thử", HEALTH), ("Trần Văn Mậu", PROVINCE)}
    assert held(*table, "Nơi khác.", other) == {("Lê Thị Thử", HEALTH)}


def test_cells_do_not_run_into_each_other() -> None:
    rows = [("table", "Giám đốc | Sở Y tế tỉnh Lạng Sơn"), ("table", "Sở Nội vụ | tổ chức | Hội nghị giao ban quý I")]
    assert told(*rows, form="docx") == set()


def test_the_head_of_a_document_in_a_table() -> None:
    found = told(
        ("table", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("table", "Số: 12/QĐ-UBND | Lạng Sơn, ngày 5 tháng 3 năm 2024"),
        ("heading", "QUYẾT ĐỊNH"),
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
        form="docx",
    )
    number = "Số: 12/QĐ-UBND"
    assert (number, "eli:date_document", "2024-03-05") in found
    assert (number, "kg:basedOn", "Luật Tổ chức chính quyền địa phương") in found

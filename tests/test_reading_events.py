"""Who did what at which gathering, as a table of sentence shapes; the people are invented."""

from __future__ import annotations

import pytest
from told import names, statement, told

from kg.model import Report
from kg.reading.pipeline import read

CONFERENCE = "Hội nghị tổng kết công tác năm 2021"
LEAD = f"Ngày 21/1/2022, Bộ Y tế tổ chức {CONFERENCE}. "
THU, MAU = "Trần Văn Thử", "Lê Thị Mẫu"

SHAPES = [
    # what follows the lead, fact
    (f"Đồng chí {THU}, Bộ trưởng Bộ Y tế chủ trì Hội nghị.", (THU, "kg:chairs", CONFERENCE)),
    (f"Hội nghị do Bộ trưởng {THU} chủ trì.", (THU, "kg:chairs", CONFERENCE)),
    (f"Hội nghị diễn ra dưới sự chủ trì của Bộ trưởng {THU}.", (THU, "kg:chairs", CONFERENCE)),
    (f"Bộ trưởng {THU} và Thứ trưởng {MAU} đồng chủ trì Hội nghị.", (THU, "kg:chairs", CONFERENCE)),
    (f"Bộ trưởng {THU} và Thứ trưởng {MAU} đồng chủ trì Hội nghị.", (MAU, "kg:chairs", CONFERENCE)),
    (f"Bộ trưởng {THU} tham dự và phát biểu chỉ đạo Hội nghị.", (THU, "kg:attends", CONFERENCE)),
    (
        f"Bộ trưởng {THU} tham dự và phát biểu chỉ đạo Hội nghị.",
        (THU, "kg:givesDirectingSpeechAt", CONFERENCE),
    ),
    (f"Tham dự Hội nghị có Thứ trưởng {THU}; Thứ trưởng {MAU}.", (THU, "kg:attends", CONFERENCE)),
    (f"Tham dự Hội nghị có Thứ trưởng {THU}; Thứ trưởng {MAU}.", (MAU, "kg:attends", CONFERENCE)),
    (f"Hội nghị có sự tham dự của đồng chí {THU}, Thứ trưởng Bộ Y tế.", (THU, "kg:attends", CONFERENCE)),
    (f"Cùng dự có Thứ trưởng {MAU}.", (MAU, "kg:attends", CONFERENCE)),
    (
        f"Phát biểu khai mạc Hội nghị, Bộ trưởng {THU} đánh giá kết quả đạt được.",
        (THU, "kg:givesOpeningSpeechAt", CONFERENCE),
    ),
    (
        f"Kết luận Hội nghị, Bộ trưởng {THU} yêu cầu các đơn vị hoàn thành kế hoạch.",
        (THU, "kg:givesClosingSpeechAt", CONFERENCE),
    ),
    (f"Báo cáo về kết quả, Thứ trưởng {MAU} cho biết tình hình.", (MAU, "kg:reportsAt", CONFERENCE)),
    ("Hội nghị tại điểm cầu tỉnh Lạng Sơn.", (CONFERENCE, "kg:heldAt", "Lạng Sơn")),
]


@pytest.mark.parametrize(("text", "fact"), SHAPES, ids=[f"{row[0][:44]}-{row[1][1]}" for row in SHAPES])
def test_shapes(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(LEAD + text)
    assert names(LEAD + text, "Event") == {CONFERENCE}


def test_the_lead_tells_organiser_and_date() -> None:
    assert told(LEAD) == {
        ("Bộ Y tế", "kg:organises", CONFERENCE),
        (CONFERENCE, "schema:startDate", "2022-01-21"),
    }


SILENT = [
    # who takes the lead in a task chairs no event; a noun is no verb; a preposition's phrase is no subject
    f"Bộ trưởng {THU} cho biết Bộ Y tế chủ trì, phối hợp với các bộ, ngành xây dựng kế hoạch.",
    "Ban Chỉ đạo Chuyển đổi số của Bộ Y tế đã họp.",
    "Kết quả của Bộ Y tế tổ chức hằng năm tăng.",
    "Bối cảnh đó đặt ra nhiều nhiệm vụ mới.",
    "Ngoại giao kinh tế cũng đẩy mạnh triển khai nhiệm vụ.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_relation_is_told(text: str) -> None:
    relations = {"kg:chairs", "kg:attends", "kg:organises", "kg:implements", "kg:reviews", "kg:text"}
    told_here = {fact for fact in told(LEAD + text) if fact[1] in relations} - told(LEAD)
    assert told_here == set()


MODAL = [
    (f"Bộ trưởng {THU} sẽ chủ trì Hội nghị.", "Planned", "kg:chairs"),
    (f"Bộ trưởng {THU} dự kiến tham dự Hội nghị.", "Planned", "kg:attends"),
    (f"Bộ trưởng {THU} không tham dự Hội nghị.", "Negated", "kg:attends"),
    ("Bộ Y tế chưa triển khai Chỉ thị số 41-CT/TW.", "Negated", "kg:implements"),
    ("Bộ Y tế sẽ tổ chức Hội thảo chuyển đổi số ngành y.", "Planned", "kg:organises"),
]


@pytest.mark.parametrize(("text", "modality", "predicate"), MODAL, ids=[row[0] for row in MODAL])
def test_what_is_not_told_as_done_is_not_asserted(text: str, modality: str, predicate: str) -> None:
    assert any(p == predicate for _, p, _ in told(LEAD + text, modality))
    assert not any(p == predicate for _, p, _ in told(LEAD + text) - told(LEAD))


REQUESTED = [
    (f"Bộ trưởng {THU} đề nghị Bộ Nội vụ tổ chức Hội thảo chuyển đổi số.", "kg:organises"),
    (f"Bộ trưởng {THU} yêu cầu Bộ Nội vụ triển khai Chỉ thị số 41-CT/TW.", "kg:implements"),
    (f"Bộ trưởng {THU} đề nghị Bộ Công an tham dự Hội nghị.", "kg:attends"),
    (f"Bộ trưởng {THU} kiến nghị Bộ Nội vụ tổng kết Chỉ thị số 41-CT/TW.", "kg:reviews"),
]


@pytest.mark.parametrize(("text", "predicate"), REQUESTED, ids=[row[0] for row in REQUESTED])
def test_what_is_asked_for_is_not_done(text: str, predicate: str) -> None:
    assert any(p == predicate for _, p, _ in told(LEAD + text, "Requested"))
    assert not any(p == predicate for _, p, _ in told(LEAD + text) - told(LEAD))


MORE_MODAL = [
    (f"Hội nghị sẽ do Bộ trưởng {THU} chủ trì.", "Planned", "kg:chairs"),
    (f"Hội nghị sẽ diễn ra dưới sự chủ trì của Bộ trưởng {THU}.", "Planned", "kg:chairs"),
    ("Bộ Y tế sẽ tổ chức Hội thảo chuyển đổi số ngành y tại Hà Nội.", "Planned", "kg:heldAt"),
    ("Bộ Y tế sẽ tổ chức Hội nghị sơ kết thực hiện Chỉ thị số 41-CT/TW.", "Planned", "kg:reviews"),
    ("Nếu Bộ Nội vụ tổ chức Hội thảo chuyển đổi số, các đơn vị tham gia.", "Hypothetical", "kg:organises"),
    ("Bộ Nội vụ có thể tổ chức Hội thảo chuyển đổi số.", "Hypothetical", "kg:organises"),
]


@pytest.mark.parametrize(("text", "modality", "predicate"), MORE_MODAL, ids=[row[0] for row in MORE_MODAL])
def test_modality_reaches_passives_places_and_descriptions(text: str, modality: str, predicate: str) -> None:
    assert any(p == predicate for _, p, _ in told(LEAD + text, modality))
    assert not any(p == predicate for _, p, _ in told(LEAD + text) - told(LEAD))


def test_a_request_is_not_given_at_the_event_it_asks_for() -> None:
    facts = told(f"Bộ trưởng Bộ Y tế {THU} đề nghị Bộ Nội vụ tổ chức {CONFERENCE}.")
    assert not any(p == "kg:givenAt" for _, p, _ in facts)


APART = [
    ("Kỳ họp thứ 7 Quốc hội khóa XIII", "Kỳ họp thứ 8 Quốc hội khóa XIII"),
    ("Hội nghị tổng kết công tác năm 2021", "Hội nghị triển khai công tác năm 2022"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_numbers_make_another_event(one: str, other: str) -> None:
    assert len(names(f"Bộ Y tế tổ chức {one}. Bộ Nội vụ tổ chức {other}.", "Event")) == 2


def test_a_date_belongs_to_the_event_of_its_verb() -> None:
    facts = told("Tiếp nối Hội nghị tổng kết công tác y tế, ngày 5/3/2024, Bộ Y tế tổ chức Lễ phát động thi đua.")
    assert {s for s, p, _ in facts if p == "schema:startDate"} == {"Lễ phát động thi đua"}


RANGES = [
    ("Từ ngày 28/12 đến 3/1/2024", {"2023-12-28", "2024-01-03"}),
    ("Tháng 3/2022", {"2022-03"}),
]


@pytest.mark.parametrize(("when", "days"), RANGES, ids=[row[0] for row in RANGES])
def test_ranges_and_months(when: str, days: set[str]) -> None:
    facts = told(f"{when}, Bộ Y tế tổ chức Hội thảo chuyển đổi số ngành y.")
    assert {o for _, p, o in facts if p in ("schema:startDate", "schema:endDate")} == days


def test_who_is_claimed_to_act_is_the_speakers_word() -> None:
    text = LEAD + f"Bộ trưởng Bộ Y tế {THU} cho biết, Thứ trưởng Bộ Nội vụ {MAU} chủ trì Hội nghị."
    (claim,) = statement(text, "kg:chairs")
    assert claim.attributed_to


def test_of_two_holders_spoken_of_last_neither_is_meant() -> None:
    text = LEAD + (
        f"Bộ trưởng Bộ Y tế {THU} và Bộ trưởng Bộ Nội vụ {MAU} dự Hội nghị. "
        "Bộ trưởng yêu cầu các đơn vị hoàn thành kế hoạch."
    )
    assert not any(p == "kg:instructedBy" for _, p, _ in told(text))


def test_requests_clause_by_clause_with_their_addressees() -> None:
    text = LEAD + (
        f"Bộ trưởng {THU} yêu cầu các đơn vị cần chủ động rà soát; đề nghị Sở Y tế tỉnh Lạng Sơn hoàn thành báo cáo, "
        "từ đó đề nghị các địa phương xây dựng kế hoạch."
    )
    facts = told(text)
    assert {(o, s) for s, p, o in facts if p == "kg:addresseeText"} == {
        ("các đơn vị", "chủ động rà soát"),
        ("Sở Y tế tỉnh Lạng Sơn", "hoàn thành báo cáo"),
        ("các địa phương", "xây dựng kế hoạch"),
    }
    assert {o for _, p, o in facts if p == "kg:instructedBy"} == {THU}
    assert {o for _, p, o in facts if p == "kg:givenAt"} == {CONFERENCE}


def test_a_list_of_tasks_is_one_instruction_each() -> None:
    text = LEAD + f"Bộ trưởng {THU} đề ra một số nhiệm vụ như: tiếp tục rà soát văn bản; đẩy mạnh tuyên truyền…"
    assert {s for s, p, _ in told(text) if p == "kg:instructedBy"} == {
        "tiếp tục rà soát văn bản",
        "đẩy mạnh tuyên truyền",
    }


def test_what_a_speaker_claims_is_attributed() -> None:
    text = LEAD + "Tại Hội nghị, các đại biểu nhất trí đánh giá cao. Bộ Y tế đã tổng kết Chỉ thị số 41-CT/TW."
    (claim,) = statement(text, "kg:reviews")
    assert claim.attributed_text == "các đại biểu"


def test_an_event_without_its_date_has_none() -> None:
    facts = told(f"Bộ Y tế mới đây đã tổ chức {CONFERENCE}.")
    assert not any(predicate == "schema:startDate" for _, predicate, _ in facts)


def test_a_range_of_days() -> None:
    facts = told("Từ ngày 18 đến 20/3/2024, Bộ Y tế tổ chức Hội thảo chuyển đổi số ngành y.")
    assert {(p, o) for _, p, o in facts if p.startswith("schema:")} == {
        ("schema:startDate", "2024-03-18"),
        ("schema:endDate", "2024-03-20"),
    }


DATELINES = [
    ("Thứ năm, 12/9/2019 | 14:05\nSáng 12/9, Bộ Y tế tổ chức {c}.", "2019-09-12"),
    ("(Báo Mẫu) - Sáng 5-3, Bộ Y tế tổ chức {c}.", "--03-05"),
    ("Ngày 21/1/2022, Bộ Y tế họp báo. Chiều 22/1, Bộ Y tế tổ chức {c}.", "2022-01-22"),
    ("Thực hiện Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư, sáng 5-3, Bộ Y tế tổ chức {c}.", "--03-05"),
]


@pytest.mark.parametrize(("text", "day"), DATELINES, ids=[row[1] + row[0][:12] for row in DATELINES])
def test_a_day_without_its_year_takes_the_year_of_the_report(text: str, day: str) -> None:
    assert {o for _, p, o in told(text.format(c=CONFERENCE)) if p == "schema:startDate"} == {day}


@pytest.mark.parametrize(
    ("published", "day"), [("2018-03-28", "2018-03-27"), ("2018-03-20", "2018-03-27"), ("2017-06-05", "2017-03-27")]
)
def test_a_day_near_the_reports_own_has_its_year_whatever_document_is_cited(published: str, day: str) -> None:
    text = "Ngày 27/3, Bộ Nội vụ tổ chức Hội nghị triển khai Nghị quyết số 30/NQ-CP ngày 5/4/2010 của Chính phủ."
    found = read(Report(text, "x", published=published))
    assert {s.object.value for s in found.statements if s.predicate == "schema:startDate"} == {day}


WHEN = [
    ("Sau hai ngày làm việc (22 và 23/7/2015), Hội nghị y tế toàn quốc đã bế mạc.", {"2015-07-22", "2015-07-23"}),
    ("Bộ Y tế chiều 5/3/2020 đã tổ chức Hội nghị y tế toàn quốc.", {"2020-03-05"}),
    ("Bộ Y tế sáng nay, 5/3/2020, tổ chức Hội nghị y tế toàn quốc.", {"2020-03-05"}),
    ("Tại trụ sở Bộ Y tế chiều 5/3/2020, ông Trần Văn Thử chủ trì Hội nghị y tế toàn quốc.", {"2020-03-05"}),
]


@pytest.mark.parametrize(("text", "days"), WHEN, ids=[row[0][:40] for row in WHEN])
def test_when(text: str, days: set[str]) -> None:
    assert {o for _, p, o in told(text) if p in ("schema:startDate", "schema:endDate")} == days


def test_hosts_with_brackets() -> None:
    hosts = "Sở Y tế Lạng Sơn (Bộ Y tế) cùng Sở Tài chính Lạng Sơn (Việt Nam) và Sở Nội vụ Lạng Sơn"
    text = f"Ngày 5/3/2020, {hosts} tổ chức Hội thảo y tế."
    assert len({s for s, p, _ in told(text) if p == "kg:organises"}) == 3

"""Appointments: who is given which post by whom; the people are invented."""

from __future__ import annotations

import pytest
from told import told

GIVEN = [
    # text, person, post, who appoints ('' where the text does not tell)
    (
        "Ban Thường vụ Tỉnh ủy quyết định điều động, bổ nhiệm đồng chí Trần Văn Thử, Chánh Văn phòng Tỉnh ủy, "
        "giữ chức Trưởng Ban Nội chính Tỉnh ủy.",
        "Trưởng Ban @ Ban Nội chính Tỉnh ủy",
        "Ban Thường vụ Tỉnh ủy",
    ),
    (
        "Tại kỳ họp, HĐND tỉnh đã bầu ông Trần Văn Thử, Giám đốc Sở Y tế, giữ chức Phó Chủ tịch UBND tỉnh.",
        "Phó Chủ tịch @ Ủy ban nhân dân tỉnh",
        "Hội đồng nhân dân tỉnh",
    ),
    (
        "Đồng chí Trần Văn Thử được Bộ Chính trị phân công giữ chức Bí thư Tỉnh ủy Lạng Sơn.",
        "Bí thư @ Tỉnh ủy Lạng Sơn",
        "Bộ Chính trị",
    ),
    (
        "Bộ Y tế quyết định: Ông Trần Văn Thử thôi giữ chức Vụ trưởng Vụ Pháp chế; điều động, bổ nhiệm giữ chức "
        "Chánh Văn phòng Bộ Y tế.",
        "Chánh Văn phòng @ Văn phòng Bộ Y tế",
        "Bộ Y tế",
    ),
    (
        "Thừa ủy quyền của Ban Thường vụ Huyện ủy, ông Lê Văn Mẫu trao Quyết định số 12-QĐ/HU về việc chỉ định "
        "đồng chí Trần Văn Thử giữ chức Bí thư Đảng ủy xã Tân Lập.",
        "Bí thư @ Đảng ủy xã Tân Lập",
        "Ban Thường vụ Huyện ủy",
    ),
    (
        "Bộ Chính trị phân công các đồng chí tham gia Ban Bí thư gồm: đồng chí Trần Văn Thử; đồng chí Lê Thị Mẫu.",
        "Ủy viên @ Ban Bí thư",
        "Bộ Chính trị",
    ),
]


@pytest.mark.parametrize(("text", "post", "by"), GIVEN, ids=[row[0][:40] for row in GIVEN])
def test_who_is_given_a_post(text: str, post: str, by: str) -> None:
    facts = told(text)
    assert ("Trần Văn Thử", "kg:appointedBy", by) in facts
    assert ("Trần Văn Thử", "org:holds", post) in facts
    acts = {s for s, p, o in facts if p == "kg:appointee" and o == "Trần Văn Thử"}
    assert {o for s, p, o in facts if p == "kg:toPost" and s in acts} == {post}


def test_the_document_and_the_day() -> None:
    facts = told(
        "Quyết định số 12/QĐ-UBND ngày 1/3/2022 của UBND tỉnh Lạng Sơn bổ nhiệm bà Lê Thị Mẫu giữ chức "
        "Giám đốc Sở Y tế từ ngày 5/3/2022."
    )
    assert ("2022-03-05") in {o for _, p, o in facts if p == "schema:startDate"}
    assert any(p == "kg:byDirective" for _, p, _ in facts)
    assert ("Lê Thị Mẫu", "kg:appointedBy", "Ủy ban nhân dân tỉnh Lạng Sơn") in facts


def test_who_signs_the_decisions_of_a_list() -> None:
    text = (
        "Ông Lê Văn Mẫu công bố các quyết định do Bộ trưởng Bộ Y tế Vũ Văn Nháp ký, gồm:\n"
        "- Quyết định số 12/QĐ-BYT về việc bổ nhiệm ông Trần Văn Thử giữ chức Vụ trưởng Vụ Pháp chế."
    )
    assert ("Trần Văn Thử", "kg:appointedBy", "Vũ Văn Nháp") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đề nghị bổ nhiệm ông Trần Văn Thử giữ chức Giám đốc Sở Y tế.",
        "Thủ tướng sẽ bổ nhiệm ông Trần Văn Thử giữ chức Bộ trưởng Bộ Y tế.",
        "Bộ Y tế chưa bổ nhiệm ông Trần Văn Thử giữ chức Vụ trưởng Vụ Pháp chế.",
    ],
)
def test_planned_asked_and_denied_are_none(text: str) -> None:
    assert not {p for s, p, _ in told(text) if s == "Trần Văn Thử" and p in ("kg:appointedBy", "org:holds")}


def test_a_post_that_is_given_points_to_nobody() -> None:
    text = (
        "Giám đốc Sở Y tế tỉnh Lạng Sơn Lê Thị Mẫu phát biểu. UBND tỉnh bổ nhiệm ông Trần Văn Thử giữ chức "
        "Giám đốc Sở Y tế tỉnh Lạng Sơn."
    )
    assert ("Lê Thị Mẫu", "kg:appointedBy", "Ủy ban nhân dân tỉnh Lạng Sơn") not in told(text)


def test_one_act_for_several_people() -> None:
    facts = told(
        "Thủ tướng Vũ Văn Nháp đã phê chuẩn các ông Trần Văn Thử, Giám đốc Sở Y tế, giữ chức Chủ tịch UBND tỉnh "
        "Lạng Sơn; Lê Văn Mẫu, Giám đốc Sở Nội vụ, giữ chức Phó Chủ tịch UBND tỉnh Lạng Sơn."
    )
    assert {s for s, p, o in facts if p == "kg:appointedBy" and o == "Vũ Văn Nháp"} == {"Trần Văn Thử", "Lê Văn Mẫu"}


HOLDING = [
    # text, the post that the person holds; 'F:' before one no longer held
    ("Ban Chỉ đạo Chuyển đổi số do ông Trần Văn Thử làm Trưởng ban.", "Trưởng Ban @ Ban Chỉ đạo Chuyển đổi số"),
    ("Đoàn kiểm tra số 3 do ông Trần Văn Thử làm trưởng đoàn đã báo cáo.", "Trưởng Đoàn @ Đoàn kiểm tra số 3"),
    ("Ông Trần Văn Thử từng giữ chức Giám đốc Sở Y tế Lạng Sơn.", "F:Giám đốc @ Sở Y tế Lạng Sơn"),
]


@pytest.mark.parametrize(("text", "post"), HOLDING, ids=[row[0][:40] for row in HOLDING])
def test_posts_told_without_an_appointment(text: str, post: str) -> None:
    facts = told(text)
    predicate = "kg:formerlyHeld" if post.startswith("F:") else "org:holds"
    assert {o for s, p, o in facts if s == "Trần Văn Thử" and p == predicate} == {post.removeprefix("F:")}
    assert not any(p == "kg:appointedBy" for _, p, _ in facts)

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


C, D, A = "Hoàng Văn Páo", "Nguyễn Thị Dẫn", "Trần Văn Thử"
PA, BYT = f"Bộ trưởng Bộ Y tế {A}", "Bộ Y tế"
T = "Chiều 5/3/2021, tại Hà Nội, "
X = f"ông {C}, Phó Cục trưởng Cục Quản lý Dược"
GC = "giữ chức Cục trưởng Cục Quản lý Dược"

# the text, and who is given a post by whom (None: it is not told)
DECIDED = [
    (T + f"{PA} bổ nhiệm {X}, {GC}.", {(C, A)}),
    (T + f"{PA} đã ký quyết định bổ nhiệm {X}, {GC}.", {(C, A)}),
    (T + f"{PA} ký Quyết định số 123/QĐ-BYT về việc bổ nhiệm {X}, {GC}.", {(C, A)}),
    (T + f"Bộ Y tế tổ chức lễ trao quyết định bổ nhiệm {X}, {GC}.", {(C, BYT)}),
    (T + f"Bộ Y tế công bố quyết định của {PA} về việc điều động, bổ nhiệm {X}, {GC}.", {(C, A)}),
    (T + f"Bộ Y tế công bố quyết định điều động, bổ nhiệm {X}, {GC}.", {(C, BYT)}),
    (
        T + f"Bộ Y tế tổ chức Lễ công bố Quyết định bổ nhiệm Cục trưởng Cục Quản lý Dược. Theo đó, ông "
        f"{C}, Phó Cục trưởng Cục Quản lý Dược được bổ nhiệm {GC}.",
        {(C, BYT)},
    ),
    (T + f"ông {C} được {PA} bổ nhiệm {GC}.", {(C, A)}),
    (
        T + f"ông {C}, Phó Cục trưởng, được Bộ Y tế bổ nhiệm giữ chức vụ Cục trưởng Cục Quản lý Dược từ ngày 1/4/2021.",
        {(C, BYT)},
    ),
    (T + f"ông {C} được bổ nhiệm {GC}.", {(C, None)}),
    (T + f"Thủ tướng Chính phủ đã bổ nhiệm ông {C} giữ chức Thứ trưởng Bộ Y tế.", {(C, "Chính phủ")}),
    (
        f"Tại Quyết định số 123/QĐ-TTg, Thủ tướng Chính phủ bổ nhiệm ông {C}, Cục trưởng Cục Quản lý "
        f"Dược, giữ chức Thứ trưởng Bộ Y tế.",
        {(C, "Chính phủ")},
    ),
    (f"Theo Quyết định số 123/QĐ-BYT của Bộ trưởng Bộ Y tế, ông {C} được bổ nhiệm {GC}.", {(C, BYT)}),
    (f"Theo quyết định của Bộ Y tế, ông {C} được điều động, bổ nhiệm {GC}.", {(C, BYT)}),
    (
        T + f"Bộ Y tế đã công bố Quyết định số 123/QĐ-BYT của Bộ trưởng Bộ Y tế về việc bổ nhiệm có "
        f"thời hạn ông {C} {GC}.",
        {(C, BYT)},
    ),
    (
        T + f"Bộ Y tế điều động ông {C} từ Cục Quản lý Dược đến nhận công tác tại Vụ Pháp chế và bổ "
        f"nhiệm giữ chức Vụ trưởng Vụ Pháp chế.",
        {(C, BYT)},
    ),
    (T + f"Bộ Y tế giao quyền Cục trưởng Cục Quản lý Dược cho ông {C}.", {(C, BYT)}),
    (T + f"Bộ Y tế bổ nhiệm lại ông {C} giữ chức Cục trưởng Cục Quản lý Dược.", {(C, BYT)}),
    (T + f"Bộ Y tế bổ nhiệm các ông: {C}, {GC}; {D}, giữ chức Vụ trưởng Vụ Pháp chế.", {(C, BYT), (D, BYT)}),
    (T + f"Bộ Y tế bổ nhiệm ông {C} {GC}; bổ nhiệm bà {D} giữ chức Vụ trưởng Vụ Pháp chế.", {(C, BYT), (D, BYT)}),
    (T + f"Bộ Y tế bổ nhiệm ông {C} {GC} và bà {D} giữ chức Vụ trưởng Vụ Pháp chế.", {(C, BYT), (D, BYT)}),
    (T + f"Bộ Y tế bổ nhiệm ông {C} và bà {D} giữ chức Phó Cục trưởng Cục Quản lý Dược.", {(C, BYT), (D, BYT)}),
    (T + f"các ông {C} và {D} được Bộ Y tế bổ nhiệm giữ chức Phó Cục trưởng Cục Quản lý Dược.", {(C, BYT), (D, BYT)}),
    (
        f"Ban Bí thư chỉ định đồng chí {C} tham gia Ban Chấp hành, Ban Thường vụ Tỉnh ủy Lạng Sơn, "
        f"giữ chức Phó Bí thư Tỉnh ủy Lạng Sơn nhiệm kỳ 2020-2025.",
        {(C, "Ban Bí thư")},
    ),
    (
        f"Bộ Chính trị quyết định điều động, phân công, chỉ định đồng chí {C} giữ chức Bí thư Tỉnh ủy Lạng Sơn.",
        {(C, "Bộ Chính trị")},
    ),
    (
        f"Bộ Chính trị quyết định: Đồng chí {C} thôi giữ chức Bí thư Tỉnh ủy Lạng Sơn; điều động, "
        f"phân công đồng chí {D} giữ chức Bí thư Tỉnh ủy Lạng Sơn.",
        {(D, "Bộ Chính trị")},
    ),
    (
        f"Theo Quyết định của Ban Bí thư, đồng chí {C} được chuẩn y giữ chức Phó Bí thư Tỉnh ủy Lạng Sơn.",
        {(C, "Ban Bí thư")},
    ),
    (f"Ban Bí thư chuẩn y đồng chí {C} giữ chức Phó Bí thư Tỉnh ủy Lạng Sơn.", {(C, "Ban Bí thư")}),
    (
        f"Hội đồng nhân dân tỉnh Lạng Sơn đã bầu ông {C} giữ chức Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(C, "Hội đồng nhân dân tỉnh Lạng Sơn")},
    ),
    (
        f"Tại Kỳ họp thứ 5, Hội đồng nhân dân tỉnh Lạng Sơn đã bầu ông {C}, Giám đốc Sở Y tế, giữ "
        f"chức Phó Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(C, "Hội đồng nhân dân tỉnh Lạng Sơn")},
    ),
    (
        f"Với 50/50 phiếu, ông {C} được Hội đồng nhân dân tỉnh Lạng Sơn bầu làm Phó Chủ tịch Ủy ban "
        f"nhân dân tỉnh Lạng Sơn.",
        {(C, "Hội đồng nhân dân tỉnh Lạng Sơn")},
    ),
    (f"Quốc hội bầu ông {C} làm Chủ tịch Quốc hội.", {(C, "Quốc hội")}),
    (f"Quốc hội đã bầu đồng chí {C} giữ chức Chủ tịch nước.", {(C, "Quốc hội")}),
    (f"Quốc hội phê chuẩn việc bổ nhiệm ông {C} giữ chức Bộ trưởng Bộ Y tế.", {(C, "Quốc hội")}),
    (
        f"Thủ tướng Chính phủ phê chuẩn kết quả bầu chức vụ Phó Chủ tịch Ủy ban nhân dân tỉnh Lạng "
        f"Sơn đối với ông {C}.",
        {(C, "Chính phủ")},
    ),
    (
        f"Thủ tướng Chính phủ phê chuẩn kết quả bầu ông {C}, Giám đốc Sở Y tế, giữ chức Phó Chủ tịch "
        f"Ủy ban nhân dân tỉnh Lạng Sơn.",
        {(C, "Chính phủ")},
    ),
    (
        f"Ban Chấp hành Đảng bộ tỉnh Lạng Sơn nhất trí bầu đồng chí {C} giữ chức Bí thư Tỉnh ủy Lạng Sơn.",
        {(C, "Ban Chấp hành Đảng bộ tỉnh Lạng Sơn")},
    ),
    (
        f"Đồng chí {C} được Ban Chấp hành Đảng bộ tỉnh Lạng Sơn bầu giữ chức Bí thư Tỉnh ủy Lạng Sơn khóa XVII.",
        {(C, "Ban Chấp hành Đảng bộ tỉnh Lạng Sơn")},
    ),
    (
        f"Hội nghị lần thứ nhất Ban Chấp hành Đảng bộ tỉnh Lạng Sơn đã bầu Ban Thường vụ gồm 15 đồng "
        f"chí; bầu đồng chí {C} giữ chức Bí thư Tỉnh ủy Lạng Sơn.",
        {(C, "Ban Chấp hành Đảng bộ tỉnh Lạng Sơn")},
    ),
    (
        f"Ủy ban nhân dân tỉnh Lạng Sơn tổ chức hội nghị công bố các quyết định về công tác cán bộ. "
        f"Theo đó, điều động và bổ nhiệm ông {C}, Phó Giám đốc Sở Y tế, giữ chức Giám đốc Sở Nội vụ tỉnh Lạng Sơn.",
        {(C, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        f"Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn {A} đã trao quyết định của Ủy ban nhân dân tỉnh Lạng "
        f"Sơn bổ nhiệm ông {C} giữ chức Giám đốc Sở Nội vụ tỉnh Lạng Sơn.",
        {(C, "Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        f"Thừa ủy quyền của Thủ tướng Chính phủ, {PA} đã trao Quyết định bổ nhiệm Thứ trưởng Bộ Y tế cho ông {C}.",
        {(C, "Chính phủ")},
    ),
    (
        f"{PA} đã trao Quyết định của Thủ tướng Chính phủ bổ nhiệm ông {C} giữ chức Thứ trưởng Bộ Y tế.",
        {(C, "Chính phủ")},
    ),
    (f"{PA} trao quyết định và chúc mừng ông {C}, tân Cục trưởng Cục Quản lý Dược.", set()),
    (f"{PA} sẽ bổ nhiệm ông {C} {GC}.", set()),
    (
        f"Bộ Công an quyết định điều động Đại tá {C}, Phó Cục trưởng Cục Cảnh sát hình sự, giữ chức "
        f"Giám đốc Công an tỉnh Lạng Sơn. Đại tá {D}, Phó Giám đốc Công an tỉnh Lạng Sơn, được bổ "
        f"nhiệm giữ chức Cục trưởng Cục Cảnh sát hình sự.",
        {(C, "Bộ Công an"), (D, "Bộ Công an")},
    ),
    (
        f"Bộ Công an tổ chức lễ công bố quyết định về công tác cán bộ. Theo đó, Đại tá {C} được điều "
        f"động, bổ nhiệm giữ chức Giám đốc Công an tỉnh Lạng Sơn.",
        {(C, "Bộ Công an")},
    ),
    (
        f"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn hiệp thương cử ông {C} giữ chức Chủ tịch Ủy "
        f"ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn.",
        {(C, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn")},
    ),
    (
        f"Bộ Y tế biệt phái ông {C} đến công tác tại Sở Y tế tỉnh Lạng Sơn, giữ chức Phó Giám đốc Sở "
        f"Y tế tỉnh Lạng Sơn.",
        {(C, BYT)},
    ),
    (f"Ông {C} vừa được Thủ tướng Chính phủ bổ nhiệm làm Thứ trưởng Bộ Y tế.", {(C, "Chính phủ")}),
    (f"Chủ tịch nước {A} đã ký Quyết định bổ nhiệm ông {C} giữ chức Thẩm phán Tòa án nhân dân tối cao.", {(C, A)}),
    (
        f"Ủy ban Thường vụ Quốc hội phê chuẩn ông {C} giữ chức Phó Chủ nhiệm Ủy ban Tài chính, Ngân sách của Quốc hội.",
        {(C, "Ủy ban Thường vụ Quốc hội")},
    ),
    (f"Quyết định số 123/QĐ-BYT ngày 5/3/2021 của Bộ trưởng Bộ Y tế bổ nhiệm ông {C} {GC}.", {(C, BYT)}),
]


@pytest.mark.parametrize(("text", "expected"), DECIDED)
def test_who_appoints_whom(text: str, expected: set[tuple[str, str | None]]) -> None:
    facts = told(text)
    appointees = {o for _, p, o in facts if p == "kg:appointee"}
    by = {(s, o) for s, p, o in facts if p == "kg:appointedBy"}
    assert by | {(who, None) for who in appointees - {who for who, _ in by}} == expected


@pytest.mark.parametrize(
    ("text", "asserted"),
    [
        (
            "Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, bổ nhiệm ông Trần Văn Thử giữ chức Giám đốc Sở Y tế.",
            False,
        ),
        ("Sở Nội vụ trình Ủy ban nhân dân tỉnh bổ nhiệm ông Trần Văn Thử giữ chức Giám đốc Sở Y tế.", False),
        ("Sau khi Sở Nội vụ trình, Ủy ban nhân dân tỉnh bổ nhiệm ông Trần Văn Thử giữ chức Giám đốc Sở Y tế.", True),
        ("Theo Tờ trình của Sở Nội vụ bổ nhiệm ông Trần Văn Thử giữ chức Giám đốc Sở Y tế.", True),
    ],
)
def test_what_is_submitted_to_who_decides_is_asked_for(text, asserted):
    holds = ("Trần Văn Thử", "org:holds")
    assert [each[:2] for each in told(text, "" if asserted else "Requested") if each[1] == "org:holds"] == [holds]
    assert all(each[1] != "org:holds" for each in told(text, "Requested" if asserted else ""))

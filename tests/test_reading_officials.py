"""Names, titles and bodies, as tables; the people are invented."""

from __future__ import annotations

import pytest
from told import names, read_text, told

HOLDS = [
    # sentence, {(name, post @ body)}
    (
        "Bộ trưởng Bộ Ngoại giao Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Bộ trưởng @ Bộ Ngoại giao")},
    ),
    (
        "Bộ trưởng Ngoại giao Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Bộ trưởng @ Bộ Ngoại giao")},
    ),
    (
        "Đồng chí Trần Văn Thử, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Công an phát biểu.",
        {("Trần Văn Thử", "Ủy viên @ Bộ Chính trị"), ("Trần Văn Thử", "Bộ trưởng @ Bộ Công an")},
    ),
    (
        "Đại tướng Trần Văn Thử - Bộ trưởng Bộ Quốc phòng phát biểu.",
        {("Trần Văn Thử", "Bộ trưởng @ Bộ Quốc phòng")},
    ),
    (
        "Phó Thủ tướng Chính phủ, Bộ trưởng Bộ Ngoại giao Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Phó Thủ tướng @ Chính phủ"), ("Trần Văn Thử", "Bộ trưởng @ Bộ Ngoại giao")},
    ),
    (
        "Trưởng Ban Tổ chức Trung ương Lê Thị Mẫu phát biểu.",
        {("Lê Thị Mẫu", "Trưởng Ban @ Ban Tổ chức Trung ương")},
    ),
    (
        "Ông Lê Văn Mẫu, Chủ tịch UBND tỉnh Lạng Sơn phát biểu.",
        {("Lê Văn Mẫu", "Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn")},
    ),
    (
        "Đại sứ Việt Nam tại Lào Lê Văn Mẫu phát biểu.",
        {("Lê Văn Mẫu", "Đại sứ @ Đại sứ quán Việt Nam tại Lào")},
    ),
]


@pytest.mark.parametrize(("text", "posts"), HOLDS, ids=[row[0][:40] for row in HOLDS])
def test_posts(text: str, posts: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in told(text) if p == "org:holds"} == posts


def test_former_scopes_over_one_post_only() -> None:
    text = "Đồng chí Trần Văn Thử, Ủy viên Trung ương Đảng, nguyên Bộ trưởng Bộ Y tế, phát biểu."
    facts = told(text)
    assert ("Trần Văn Thử", "kg:formerlyHeld", "Bộ trưởng @ Bộ Y tế") in facts
    assert ("Trần Văn Thử", "org:holds", "Ủy viên @ Ban Chấp hành Trung ương Đảng") in facts
    assert sum(p == "org:holds" for _, p, _ in facts) == 1


def test_acting_stays_in_the_title() -> None:
    facts = told("Quyền Bộ trưởng Bộ Y tế Trần Văn Thử phát biểu.")
    assert ("Trần Văn Thử", "org:holds", "Quyền Bộ trưởng @ Bộ Y tế") in facts


def test_a_title_alone_behind_a_comma_is_the_one_before_ones() -> None:
    text = (
        "Tham dự Hội nghị có Thứ trưởng Bộ Y tế Trần Văn Thử, Trưởng Ban Chỉ đạo Chuyển đổi số, các đồng chí Vụ trưởng."
    )
    posts = {(s, o) for s, p, o in told(text) if p == "org:holds"}
    assert posts == {
        ("Trần Văn Thử", "Thứ trưởng @ Bộ Y tế"),
        ("Trần Văn Thử", "Trưởng Ban @ Ban Chỉ đạo Chuyển đổi số"),
    }


def test_in_a_list_that_puts_titles_first_titles_run_up_to_their_name() -> None:
    text = "Bộ trưởng Bộ Y tế Trần Văn Thử, Phó Thủ tướng, Bộ trưởng Bộ Nội vụ Lê Văn Mẫu dự hội nghị tổng kết."
    posts = {(s, o) for s, p, o in told(text) if p == "org:holds"}
    assert posts == {
        ("Trần Văn Thử", "Bộ trưởng @ Bộ Y tế"),
        ("Lê Văn Mẫu", "Phó Thủ tướng @ Chính phủ"),
        ("Lê Văn Mẫu", "Bộ trưởng @ Bộ Nội vụ"),
    }


def test_a_title_before_the_next_name_is_the_next_ones() -> None:
    text = "Thứ trưởng Bộ Y tế Trần Văn Thử, Thứ trưởng Bộ Nội vụ Lê Thị Mẫu tham dự hội nghị tổng kết năm 2021."
    posts = {(s, o) for s, p, o in told(text) if p == "org:holds"}
    assert posts == {("Trần Văn Thử", "Thứ trưởng @ Bộ Y tế"), ("Lê Thị Mẫu", "Thứ trưởng @ Bộ Nội vụ")}


NOT_PERSONS = [
    "Đoàn công tác của Bộ Ngoại giao làm việc tại Hà Nội.",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
    "Lễ diễn ra tại phố Tôn Thất Đàm, Hà Nội.",
    "Description: C:\\Users\\Desktop\\DSC_0001.JPG",
    "Bài và ảnh Lê Mẫu",
    "Năm mới Giáp Thìn, tỉnh Lạng Sơn tổ chức gặp mặt.",
]


@pytest.mark.parametrize("text", NOT_PERSONS)
def test_these_are_no_persons(text: str) -> None:
    assert names("Bộ Ngoại giao thông báo như sau.\n" + text + "\nBộ Ngoại giao đã triển khai.", "Person") == set()


def test_a_minister_pointed_to_by_title() -> None:
    text = (
        "Bộ trưởng Bộ Y tế Trần Văn Thử chủ trì Hội nghị tổng kết công tác năm. "
        "Bộ trưởng yêu cầu các đơn vị hoàn thành kế hoạch."
    )
    facts = told(text)
    assert ("hoàn thành kế hoạch", "kg:instructedBy", "Trần Văn Thử") in facts
    assert ("hoàn thành kế hoạch", "kg:addresseeText", "các đơn vị") in facts


def test_collectives_are_groups_with_their_count() -> None:
    text = "Tham dự Hội nghị tổng kết công tác năm có hơn 90 Đại sứ, Trưởng Cơ quan đại diện Việt Nam ở nước ngoài."
    facts = told(text)
    assert {(p, o) for _, p, o in facts if p in ("kg:count", "kg:countIs")} == {
        ("kg:count", "90"),
        ("kg:countIs", "kg:MoreThan"),
    }
    assert names(text, "Body") == names(text, "Person") == set()


def test_a_body_of_another() -> None:
    facts = told("Ban Chỉ đạo Chuyển đổi số của Bộ Y tế đã tổ chức Hội nghị tổng kết công tác năm 2021.")
    assert ("Ban Chỉ đạo Chuyển đổi số", "org:subOrganizationOf", "Bộ Y tế") in facts


def test_any_province_is_no_province() -> None:
    assert names("Lãnh đạo UBND tỉnh, thành phố phát biểu ý kiến tại hội nghị.", "Body") == set()


def test_a_possessor_in_a_list_does_not_attend() -> None:
    text = "Tham dự Hội nghị tổng kết công tác năm có Thứ trưởng Lê Thị Mẫu, thư ký của ông Trần Văn Thử."
    attending = {s for s, p, _ in told(text) if p == "kg:attends"}
    assert attending == {"Lê Thị Mẫu"}


def test_a_commune_of_some_name_is_not_known_everywhere() -> None:
    entities = {e.name: e for e in read_text("UBND xã Tân Hòa tổ chức Hội nghị tổng kết công tác năm.").entities}
    assert not entities["Ủy ban nhân dân xã Tân Hòa"].complete


def test_a_persons_name_behind_a_communes() -> None:
    facts = told("Chủ tịch UBND xã Tân Lập Nguyễn Văn Mẫu phát biểu.")
    assert ("Nguyễn Văn Mẫu", "org:holds", "Chủ tịch @ Ủy ban nhân dân xã Tân Lập") in facts

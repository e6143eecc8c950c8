"""Titles and the bodies that they are of, one person's and several people's; the people are invented."""

from __future__ import annotations

import pytest
from told import names, told

# sentence, {(name, post @ body)}: 'F:' before a post no longer held
POSTS = [
    (
        "Đồng chí Trần Văn Thử, Ủy viên Ban Thường vụ, Trưởng ban Tổ chức Tỉnh ủy Lạng Sơn phát biểu.",
        {
            ("Trần Văn Thử", "Ủy viên @ Ban Thường vụ Tỉnh ủy Lạng Sơn"),
            ("Trần Văn Thử", "Trưởng Ban @ Ban Tổ chức Tỉnh ủy Lạng Sơn"),
        },
    ),
    (
        "Đồng chí Trần Văn Thử, Phó Bí thư, Chủ tịch UBND huyện Tân Lập phát biểu.",
        {
            ("Trần Văn Thử", "Phó Bí thư @ Huyện ủy Tân Lập"),
            ("Trần Văn Thử", "Chủ tịch @ Ủy ban nhân dân huyện Tân Lập"),
        },
    ),
    (
        "Bà Lê Thị Mẫu, Bí thư Đảng ủy, Giám đốc Sở Y tế Lạng Sơn phát biểu.",
        {
            ("Lê Thị Mẫu", "Bí thư @ Đảng ủy Sở Y tế Lạng Sơn"),
            ("Lê Thị Mẫu", "Giám đốc @ Sở Y tế Lạng Sơn"),
        },
    ),
    (
        "Ông Trần Văn Thử, Chủ tịch kiêm Tổng Giám đốc Công ty Cổ phần Hoàng Gia Mẫu phát biểu.",
        {
            ("Trần Văn Thử", "Chủ tịch @ Công ty Cổ phần Hoàng Gia Mẫu"),
            ("Trần Văn Thử", "Tổng Giám đốc @ Công ty Cổ phần Hoàng Gia Mẫu"),
        },
    ),
    (
        "Tham dự có các Phó Chủ tịch UBND tỉnh Lạng Sơn: Trần Văn Thử, Lê Thị Mẫu; Giám đốc Sở Y tế Vũ Văn Nháp.",
        {
            ("Trần Văn Thử", "Phó Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn"),
            ("Lê Thị Mẫu", "Phó Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn"),
            ("Vũ Văn Nháp", "Giám đốc @ Sở Y tế tỉnh Lạng Sơn"),
        },
    ),
    (
        "Dự có các đồng chí Ủy viên Trung ương Đảng: Trần Văn Thử, Bộ trưởng Bộ Y tế; "
        "Lê Thị Mẫu, Thứ trưởng Bộ Nội vụ.",
        {
            ("Trần Văn Thử", "Ủy viên @ Ban Chấp hành Trung ương Đảng"),
            ("Trần Văn Thử", "Bộ trưởng @ Bộ Y tế"),
            ("Lê Thị Mẫu", "Ủy viên @ Ban Chấp hành Trung ương Đảng"),
            ("Lê Thị Mẫu", "Thứ trưởng @ Bộ Nội vụ"),
        },
    ),
    (
        "Chủ tọa là ông Trần Văn Thử và bà Lê Thị Mẫu, Phó Chủ tịch HĐND tỉnh Lạng Sơn.",
        {
            ("Trần Văn Thử", "Phó Chủ tịch @ Hội đồng nhân dân tỉnh Lạng Sơn"),
            ("Lê Thị Mẫu", "Phó Chủ tịch @ Hội đồng nhân dân tỉnh Lạng Sơn"),
        },
    ),
    (
        "Bộ trưởng Bộ Quốc phòng, Đại tướng Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Bộ trưởng @ Bộ Quốc phòng")},
    ),
    (
        "Thay mặt Bộ trưởng Bộ Y tế, Thứ trưởng Bộ Y tế Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Thứ trưởng @ Bộ Y tế")},
    ),
    (
        "PGS.TS. Trần Văn Thử hiện là Viện trưởng Viện Nghiên cứu Lúa Cửu Long.",
        {("Trần Văn Thử", "Viện trưởng @ Viện Nghiên cứu Lúa Cửu Long")},
    ),
    (
        "Đồng chí Trần Văn Thử, Vụ trưởng Vụ Tổ chức cán bộ, Bộ Y tế, Phó Trưởng ban Ban Chỉ đạo Chuyển đổi số "
        "phát biểu.",
        {
            ("Trần Văn Thử", "Vụ trưởng @ Vụ Tổ chức cán bộ"),
            ("Trần Văn Thử", "Phó Trưởng Ban @ Ban Chỉ đạo Chuyển đổi số"),
        },
    ),
    (
        "Trưởng phòng Quản lý đào tạo Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Trưởng phòng @ Phòng Quản lý đào tạo")},
    ),
    (
        "Bí thư huyện ủy Tân Lập Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Bí thư @ Huyện ủy Tân Lập")},
    ),
    (
        "Phó Thủ tướng, Bộ trưởng Ngoại giao Lào Khăm-mẫu Vông-thử phát biểu.",
        {
            ("Khăm-mẫu Vông-thử", "Phó Thủ tướng @ Chính phủ Lào"),
            ("Khăm-mẫu Vông-thử", "Bộ trưởng @ Bộ Ngoại giao Lào"),
        },
    ),
    (
        "Bộ trưởng Kinh tế và Năng lượng Nhật Bản Testo Mauda phát biểu.",
        {("Testo Mauda", "Bộ trưởng @ Bộ Kinh tế và Năng lượng Nhật Bản")},
    ),
    (
        "Tổng Lãnh sự Việt Nam tại Côn Minh Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Tổng Lãnh sự @ Tổng Lãnh sự quán Việt Nam tại Côn Minh")},
    ),
    (
        "Tổng thống Philippines Testo Maudo phát biểu.",
        {("Testo Maudo", "Tổng thống @ Philippines")},
    ),
]


@pytest.mark.parametrize(("text", "posts"), POSTS, ids=[row[0][:45] for row in POSTS])
def test_posts_of_people(text: str, posts: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in told(text) if p == "org:holds"} == posts


def test_former_titles_in_a_list_behind_a_colon() -> None:
    facts = told("Dự có nguyên Chủ tịch Quốc hội: Trần Văn Thử, Lê Thị Mẫu.")
    former = {(s, o) for s, p, o in facts if p == "kg:formerlyHeld"}
    assert former == {("Trần Văn Thử", "Chủ tịch @ Quốc hội"), ("Lê Thị Mẫu", "Chủ tịch @ Quốc hội")}


def test_a_guests_title_is_not_ours() -> None:
    text = "Thủ tướng Trần Văn Thử tiếp ông Testo Maudo. Thủ tướng Testo Maudo cảm ơn Việt Nam."
    assert {(s, o) for s, p, o in told(text) if p == "org:holds"} == {
        ("Trần Văn Thử", "Thủ tướng @ Chính phủ"),
        ("Testo Maudo", "Thủ tướng @ ?"),
    }


def test_an_object_beside_a_title_is_no_title() -> None:
    text = (
        "Phó Chủ tịch nước Trần Thị Thử tiếp Đại sứ Lào tại Việt Nam Testo Maudo. "
        "Bày tỏ vui mừng được gặp Phó Chủ tịch nước, Đại sứ Testo Maudo cho biết sẽ dự hội nghị."
    )
    assert {o for s, p, o in told(text) if s == "Testo Maudo" and p == "org:holds"} == {
        "Đại sứ @ Đại sứ quán Lào tại Việt Nam"
    }


PEOPLE = [
    # text, the persons in it
    ("Đại tá Thái Trường Sinh phát biểu.", {"Thái Trường Sinh"}),
    ("Đồng chí Huỳnh Thế Thử-Ủy viên Trung ương Đảng phát biểu.", {"Huỳnh Thế Thử"}),
    ("Ông Testo J. Maudo và bà Anne-Lise Testova phát biểu.", {"Testo J. Maudo", "Anne-Lise Testova"}),
    ("Dự có K'Thửp, Phó Giám đốc Sở Y tế.", {"K'Thửp"}),
    ("Bộ trưởng Bộ Y tế Lê Văn Tiến trình bày báo cáo.", {"Lê Văn Tiến"}),
    ("Giám đốc Hợp tác xã Nông nghiệp Tân Lập phát biểu.", set()),
    ("Các đồng chí Lãnh đạo tỉnh phát biểu.", set()),
    ("BCH lâm thời Đoàn Khối Cơ quan và Doanh nghiệp tỉnh họp.", set()),
    ("Khu vực châu Á - Thái Bình Dương phát triển.", set()),
    ("Chủ tịch UBND các huyện phát biểu.", set()),
    ("Học và làm theo lời Bác Hồ dạy.", set()),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE, ids=[row[0][:40] for row in PEOPLE])
def test_people(text: str, people: set[str]) -> None:
    assert names(text, "Person") == people


def test_a_foreigner_under_several_names_is_one() -> None:
    text = "Thủ tướng Nga Mikhail Testov Maudov phát biểu. Thủ tướng M. T. Maudov cảm ơn. Ông Maudov nói."
    assert names(text, "Person") == {"Mikhail Testov Maudov"}

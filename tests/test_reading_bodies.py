"""Bodies: where their names end, which province they are of, what they are part of; as tables."""

from __future__ import annotations

import pytest
from told import names, told

BODIES = [
    # text, the bodies in it
    (
        "Ban Thường vụ Tỉnh ủy Lạng Sơn quyết định điều động cán bộ.",
        {"Ban Thường vụ Tỉnh ủy Lạng Sơn", "Tỉnh ủy Lạng Sơn"},
    ),
    (
        "Trung tâm Hỗ trợ phát triển doanh nghiệp, Tư vấn và Xúc tiến đầu tư họp.",
        {"Trung tâm Hỗ trợ phát triển doanh nghiệp, Tư vấn và Xúc tiến đầu tư"},
    ),
    (
        "Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Lạng Sơn họp.",
        {"Ban Chỉ đạo phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Lạng Sơn"},
    ),
    ("Bộ Y tế và PGS.TS Trần Văn Thử phát biểu.", {"Bộ Y tế"}),
    ("Bộ Ngoại giao hai nước phối hợp.", set()),
    ("Các Huyện ủy, Thị ủy, Thành ủy tổ chức học tập.", set()),
    ("Tỉnh ủy, thành ủy thành phố trực thuộc Trung ương báo cáo.", set()),
    ("Sở Y tế 63 tỉnh, thành phố báo cáo.", set()),
    ("HĐND - UBND tỉnh Lạng Sơn họp.", {"Hội đồng nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn"}),
    ("Hiệp hội vận tải Việt Nam họp.", {"Hiệp hội vận tải Việt Nam"}),
    ("Luật Tổ chức Chính phủ được thông qua.", {"Chính phủ"}),
    ("Quan hệ quốc phòng Việt Nam - Lào phát triển.", set()),
    ("Tòa án nhân dân (TAND) tỉnh Lạng Sơn họp.", {"Tòa án nhân dân tỉnh Lạng Sơn"}),
    ("Phòng Chính trị và lãnh đạo huyện ủy Tân Lập họp.", {"Phòng Chính trị", "Huyện ủy Tân Lập"}),
]


@pytest.mark.parametrize(("text", "bodies"), BODIES, ids=[row[0][:45] for row in BODIES])
def test_bodies(text: str, bodies: set[str]) -> None:
    assert names("Tin vắn trong ngày.\n" + text, "Body") == bodies


PARTS = [
    # text, (part, whole)
    (
        "Ban Thường vụ Tỉnh ủy Lạng Sơn họp.",
        ("Ban Thường vụ Tỉnh ủy Lạng Sơn", "Tỉnh ủy Lạng Sơn"),
    ),
    ("Thường trực HĐND tỉnh họp.", ("Thường trực Hội đồng nhân dân tỉnh", "Hội đồng nhân dân tỉnh")),
    ("Cục Quản lý mẫu vật thuộc Bộ Y tế họp.", ("Cục Quản lý mẫu vật", "Bộ Y tế")),
    ("Cục Quản lý mẫu vật (Bộ Y tế) họp.", ("Cục Quản lý mẫu vật", "Bộ Y tế")),
    ("Đại diện Vụ Mẫu vật, Bộ Y tế dự.", ("Vụ Mẫu vật", "Bộ Y tế")),
    ("Công đoàn Bộ Y tế họp.", ("Công đoàn Bộ Y tế", "Bộ Y tế")),
    ("Ủy ban Xã hội của Quốc hội họp.", ("Ủy ban Xã hội", "Quốc hội")),
]


@pytest.mark.parametrize(("text", "part"), PARTS, ids=[row[0] for row in PARTS])
def test_parts(text: str, part: tuple[str, str]) -> None:
    assert part in {(s, o) for s, p, o in told(text) if p == "org:subOrganizationOf"}


def test_each_level_has_its_own_place() -> None:
    text = (
        "Tỉnh ủy Lạng Sơn làm việc với Huyện ủy Tân Lập. Bí thư Huyện ủy Trần Văn Thử báo cáo. "
        "Chủ tịch UBND tỉnh Lê Thị Mẫu kết luận."
    )
    assert {(s, o) for s, p, o in told(text) if p == "org:holds"} == {
        ("Trần Văn Thử", "Bí thư @ Huyện ủy Tân Lập"),
        ("Lê Thị Mẫu", "Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn"),
    }


def test_an_abbreviation_that_the_report_explains() -> None:
    text = "Tổ công tác liên ngành Tân Lập (TCTLN) đã họp. TCTLN đề nghị các đơn vị báo cáo."
    assert names(text, "Body") == {"Tổ công tác liên ngành Tân Lập"}


def test_a_shorter_name_told_in_brackets() -> None:
    text = "Ban Chỉ đạo Chuyển đổi số tỉnh Lạng Sơn (Ban Chỉ đạo 57) đã họp. Ban Chỉ đạo 57 yêu cầu các sở báo cáo."
    assert names(text, "Body") == {"Ban Chỉ đạo Chuyển đổi số tỉnh Lạng Sơn"}


def test_bodies_in_the_name_of_an_event() -> None:
    text = "Sáng 5/3, tỉnh tổ chức Lễ kỷ niệm 70 năm ngày thành lập Bộ Nội vụ."
    assert "Bộ Nội vụ" in names(text, "Body")

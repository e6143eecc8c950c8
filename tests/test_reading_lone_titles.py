"""Titles with no body beside them, told of before or after, in brackets, of several people; the people are invented."""

from __future__ import annotations

import pytest
from told import names, told

# text, {(name, post @ body)}; 'F:' before a post no longer held
POSTS = [
    (
        "Bệnh viện Đa khoa tỉnh Hà Nam họp. Giám đốc Bệnh viện Trần Văn Thử chủ trì. Phó Giám đốc Lê Thị Mẫu báo cáo.",
        {
            ("Trần Văn Thử", "Giám đốc @ Bệnh viện Đa khoa tỉnh Hà Nam"),
            ("Lê Thị Mẫu", "Phó Giám đốc @ Bệnh viện Đa khoa tỉnh Hà Nam"),
        },
    ),
    (
        "Tổng công ty Thép Bắc Mẫu họp. Ông Trần Văn Thử, Chủ tịch Hội đồng quản trị và bà Lê Mẫu, Tổng Giám đốc dự.",
        {
            ("Trần Văn Thử", "Chủ tịch @ Hội đồng quản trị Tổng công ty Thép Bắc Mẫu"),
            ("Lê Mẫu", "Tổng Giám đốc @ Tổng công ty Thép Bắc Mẫu"),
        },
    ),
    (
        "Sở Y tế tỉnh Hà Nam do Phó Giám đốc Trần Văn Thử đại diện.",
        {("Trần Văn Thử", "Phó Giám đốc @ Sở Y tế tỉnh Hà Nam")},
    ),
    ("Thay mặt Tỉnh ủy Hà Nam, Phó Bí thư Trần Văn Thử trao quà.", {("Trần Văn Thử", "Phó Bí thư @ Tỉnh ủy Hà Nam")}),
    (
        "Sở Y tế và Sở Nội vụ tỉnh Hà Nam ký quy chế. Phó Giám đốc Trần Văn Thử phát biểu.",
        {("Trần Văn Thử", "Phó Giám đốc @ ?")},
    ),
    ("Hội Nông dân tỉnh Hà Nam noi gương Chủ tịch Hồ Chí Minh.", set()),
    (
        "Trường Đại học Mẫu Sơn khai giảng. GS Trần Văn Thử, Hiệu trưởng Nhà trường, và hiệu phó nhà trường Lê Thị Mẫu "
        "phát biểu.",
        {
            ("Trần Văn Thử", "Hiệu trưởng @ Trường Đại học Mẫu Sơn"),
            ("Lê Thị Mẫu", "Hiệu phó @ Trường Đại học Mẫu Sơn"),
        },
    ),
    ("Tổng giám đốc EVNGENCO 5 Trần Văn Thử dự.", {("Trần Văn Thử", "Tổng Giám đốc @ EVNGENCO 5")}),
    ("Ông Trần Văn Thử, Chủ tịch HĐTV ABCD dự.", {("Trần Văn Thử", "Chủ tịch @ Hội đồng thành viên ABCD")}),
    (
        "Các Thứ trưởng: Trần Văn Thử (Bộ Y tế), Lê Thị Mẫu (Bộ Tài chính) dự họp.",
        {("Trần Văn Thử", "Thứ trưởng @ Bộ Y tế"), ("Lê Thị Mẫu", "Thứ trưởng @ Bộ Tài chính")},
    ),
    (
        "Các ông Trần Văn Thử, Lê Văn Mẫu lần lượt là Giám đốc Sở Y tế và Giám đốc Sở Tài chính tỉnh Hà Nam.",
        {
            ("Trần Văn Thử", "Giám đốc @ Sở Y tế tỉnh Hà Nam"),
            ("Lê Văn Mẫu", "Giám đốc @ Sở Tài chính tỉnh Hà Nam"),
        },
    ),
    (
        "Ông Trần Văn Thử hiện đang giữ chức Giám đốc Sở Y tế tỉnh Hà Nam. Ông từng là Bí thư Huyện ủy Kim Mẫu.",
        {
            ("Trần Văn Thử", "Giám đốc @ Sở Y tế tỉnh Hà Nam"),
            ("Trần Văn Thử", "F:Bí thư @ Huyện ủy Kim Mẫu"),
        },
    ),
    ("Bà Lê Thị Mẫu sẽ giữ chức Giám đốc Sở Y tế tỉnh Hà Nam.", set()),
    (
        "Ông Trần Văn Thử, khi đó là Giám đốc Sở Xây dựng tỉnh Hà Nam, nay là Phó Chủ tịch UBND tỉnh, đã ký.",
        {
            ("Trần Văn Thử", "F:Giám đốc @ Sở Xây dựng tỉnh Hà Nam"),
            ("Trần Văn Thử", "Phó Chủ tịch @ Ủy ban nhân dân tỉnh Hà Nam"),
        },
    ),
    (
        "Trên cương vị Trưởng Ban Tổ chức Tỉnh ủy Hà Nam, đồng chí Lê Thị Mẫu đề nghị các đơn vị chủ động.",
        {("Lê Thị Mẫu", "Trưởng Ban @ Ban Tổ chức Tỉnh ủy Hà Nam")},
    ),
    (
        "Với tư cách là Chủ tịch Hội Nông dân tỉnh Hà Nam, bà Lê Thị Mẫu yêu cầu các cấp hội chủ động.",
        {("Lê Thị Mẫu", "Chủ tịch @ Hội Nông dân tỉnh Hà Nam")},
    ),
    (
        "Tập đoàn Hóa chất Bắc Mẫu họp. Bí thư Đảng ủy Tập đoàn Trần Văn Thử và Chủ tịch HĐTV Tập đoàn Lê Thị Mẫu dự.",
        {
            ("Trần Văn Thử", "Bí thư @ Đảng ủy Tập đoàn Hóa chất Bắc Mẫu"),
            ("Lê Thị Mẫu", "Chủ tịch @ Hội đồng thành viên Tập đoàn Hóa chất Bắc Mẫu"),
        },
    ),
    (
        "Bí thư Đảng ủy, Chủ tịch HĐTV Tổng công ty Mẫu Sơn Trần Văn Thử dự.",
        {
            ("Trần Văn Thử", "Bí thư @ Đảng ủy Tổng công ty Mẫu Sơn"),
            ("Trần Văn Thử", "Chủ tịch @ Hội đồng thành viên Tổng công ty Mẫu Sơn"),
        },
    ),
    ("Chánh Thanh tra tỉnh Đoàn Mẫu dự.", {("Đoàn Mẫu", "Chánh Thanh tra @ Thanh tra tỉnh")}),
    (
        "Theo phân công của Chủ tịch Quốc hội, Phó Chủ tịch Quốc hội Lê Thị Mẫu điều hành phiên họp.",
        {("Lê Thị Mẫu", "Phó Chủ tịch @ Quốc hội")},
    ),
    ("Các Đại sứ: Hiroshi Mauta (Nhật Bản) dự.", {("Hiroshi Mauta", "Đại sứ @ Đại sứ quán Nhật Bản")}),
    (
        "Dự có Phó Chủ tịch QH Lê Thị Mẫu; Ths Trần Văn Thử - PGĐ Sở Y tế tỉnh Hà Nam.",
        {("Lê Thị Mẫu", "Phó Chủ tịch @ Quốc hội"), ("Trần Văn Thử", "Phó Giám đốc @ Sở Y tế tỉnh Hà Nam")},
    ),
    (
        "Ban Bí thư họp. Ban Chấp hành Trung ương Đảng gửi vòng hoa. Trưởng Ban Lễ tang Trần Văn Thử đọc điếu văn.",
        set(),
    ),
    ("Đại sứ Cộng hòa Mozambique Leonardo Mauto dự.", {("Leonardo Mauto", "Đại sứ @ Đại sứ quán Mozambique")}),
    (
        "Đại sứ Việt Nam tại Argentina kiêm nhiệm Uruguay Trần Văn Thử dự.",
        {("Trần Văn Thử", "Đại sứ @ Đại sứ quán Việt Nam tại Argentina")},
    ),
    (
        "Dự có Thứ trưởng Bộ Tư pháp Trần Văn Thử và Thứ trưởng Bộ Y tế, PGS, TS. Lê Thị Mẫu.",
        {("Trần Văn Thử", "Thứ trưởng @ Bộ Tư pháp"), ("Lê Thị Mẫu", "Thứ trưởng @ Bộ Y tế")},
    ),
    ("Theo quyết định của Bộ trưởng Bộ Công an, Thượng tá Trần Văn Thử lên đường.", set()),
    ("Vụ phó Vụ Pháp chế Trần Văn Thử dự.", {("Trần Văn Thử", "Vụ phó @ Vụ Pháp chế")}),
]

BODIES = [
    ("Lữ đoàn Pháo binh 45 và Bệnh viện Nhân dân 115 dự.", {"Lữ đoàn Pháo binh 45", "Bệnh viện Nhân dân 115"}),
    ("Danh sách Ban Chấp hành 11 người được bầu.", set()),
    ("Đảng ủy Sở thiếu trách nhiệm.", {"Đảng ủy Sở"}),
    ("Đồng chí lưu ý Ban Tiếp công dân tỉnh niêm yết lịch.", {"Ban Tiếp công dân tỉnh"}),
    ("Các nước đàm phán Bộ Quy tắc ứng xử.", set()),
    ("Quốc hội thông qua Luật Tổ chức Tòa án nhân dân.", {"Quốc hội"}),
    (
        "Ban Chỉ đạo xây dựng nông thôn mới huyện Kim Mẫu công nhận.",
        {"Ban Chỉ đạo xây dựng nông thôn mới huyện Kim Mẫu"},
    ),
    ("Ban Chỉ đạo thực hiện Đề án 99 tỉnh Hà Nam họp.", {"Ban Chỉ đạo thực hiện Đề án 99 tỉnh Hà Nam"}),
    ("Hội Doanh nghiệp Việt Nam tại Campuchia dự.", {"Hội Doanh nghiệp Việt Nam tại Campuchia"}),
    ("Thành ủy TP. Cần Thơ và Thành ủy Cần Thơ là một.", {"Thành ủy Cần Thơ"}),
    ("Thường trực Hội Luật gia tỉnh Hà Nam họp.", {"Thường trực Hội Luật gia tỉnh Hà Nam", "Hội Luật gia tỉnh Hà Nam"}),
]

PARTS = [
    ("Trung đoàn 98 (Sư đoàn 399) ra quân.", {("Trung đoàn 98", "Sư đoàn 399")}),
    ("Đội quy tập K99, Quân khu 9 ra quân.", {("Đội quy tập K99", "Quân khu 9")}),
    ("Trung đoàn 98, Sư đoàn 399 và Lữ đoàn 45 ra quân.", set()),
    (
        "Ban Thường vụ Đảng ủy Công ty Mẫu Sơn họp.",
        {
            ("Ban Thường vụ Đảng ủy Công ty Mẫu Sơn", "Đảng ủy Công ty Mẫu Sơn"),
            ("Đảng ủy Công ty Mẫu Sơn", "Công ty Mẫu Sơn"),
        },
    ),
]

PEOPLE = [
    ("Ông Pieter van der Mauw dự.", {"Pieter van der Mauw"}),
    ("Ông Ahmad bin Salem Al-Hamad dự.", {"Ahmad bin Salem Al-Hamad"}),
    ("Ông Vũ Hải Quân Thử, Giám đốc Sở Y tế Hà Nam dự.", {"Vũ Hải Quân Thử"}),
    ("Chị Điểu Thị Hương Mẫu, Bí thư Tỉnh đoàn Hà Nam dự. Chị Hương Mẫu phát biểu.", {"Điểu Thị Hương Mẫu"}),
    ("Đoàn Việt Nam dự hội nghị.", set()),
]


def _posts(text: str) -> set[tuple[str, str]]:
    former = {"org:holds": "", "kg:formerlyHeld": "F:"}
    return {(s, former[p] + o) for s, p, o in told(text) if p in former}


@pytest.mark.parametrize(("text", "posts"), POSTS, ids=[row[0][:45] for row in POSTS])
def test_posts(text: str, posts: set[tuple[str, str]]) -> None:
    assert _posts(text) == posts


@pytest.mark.parametrize(("text", "bodies"), BODIES, ids=[row[0][:45] for row in BODIES])
def test_bodies(text: str, bodies: set[str]) -> None:
    assert names(text, "Body") == bodies


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[row[0][:45] for row in PARTS])
def test_parts(text: str, parts: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in told(text) if p == "org:subOrganizationOf"} == parts


@pytest.mark.parametrize(("text", "people"), PEOPLE, ids=[row[0][:45] for row in PEOPLE])
def test_people(text: str, people: set[str]) -> None:
    assert names(text, "Person") == people

"""Where the names of bodies end: fields in lists, abbreviations in brackets, committees beside bodies; as tables."""

from __future__ import annotations

import pytest
from told import names, told

NAMES = [
    # text, the bodies in it
    ("Tiểu ban An ninh, Trật tự và Y tế họp.", {"Tiểu ban An ninh, Trật tự và Y tế"}),
    ("Tiểu ban Nhân sự, Lễ tân, An ninh và Hậu cần họp.", {"Tiểu ban Nhân sự, Lễ tân, An ninh và Hậu cần"}),
    ("Phòng Hành chính, Tổ chức và Quản trị họp.", {"Phòng Hành chính, Tổ chức và Quản trị"}),
    ("Vụ Khoa học, Giáo dục, Văn hóa và Xã hội họp.", {"Vụ Khoa học, Giáo dục, Văn hóa và Xã hội"}),
    ("Đại diện Phòng Kế hoạch, Phòng Vật tư và Phòng Mẫu dự.", {"Phòng Kế hoạch", "Phòng Vật tư", "Phòng Mẫu"}),
    ("Trường THPT Tân Lập, Chi Lăng và Mẫu Sơn dự thi.", {"Trường THPT Tân Lập"}),
    ("Quan hệ giữa Trường Đại học Mẫu và ABC được đẩy mạnh.", {"Trường Đại học Mẫu"}),
    ("Khoa Tin học và CNTT họp.", {"Khoa Tin học và CNTT"}),
    ("Đại hội Hội Làm vườn Mẫu - VĂN THỬ.", {"Hội Làm vườn Mẫu"}),
    ("Nhân Ngày hội Quốc phòng toàn dân, huyện tổ chức gặp mặt.", set()),
    # an abbreviation in brackets before the level, and as a head from there on
    (
        "Ủy ban bầu cử (UBBC) tỉnh Lạng Sơn họp. Phó Chủ tịch UBBC tỉnh Trần Văn Thử dự.",
        {"Ủy ban bầu cử tỉnh Lạng Sơn"},
    ),
    (
        "Hội Khoa học Kinh tế (HKHKT) tỉnh Lạng Sơn họp. HKHKT huyện Tân Lập dự.",
        {"Hội Khoa học Kinh tế tỉnh Lạng Sơn", "Hội Khoa học Kinh tế huyện Tân Lập"},
    ),
    ("Đoàn đại biểu Quốc hội (ĐBQH) tỉnh họp ở Lạng Sơn.", {"Đoàn đại biểu Quốc hội tỉnh Lạng Sơn"}),
    ("Ban Chỉ huy Phòng thủ khu vực (PTKV) 2 - Mẫu Sơn họp.", {"Ban Chỉ huy Phòng thủ khu vực 2 - Mẫu Sơn"}),
    # other words for a body of every province
    (
        "Ban Chấp hành Công đoàn tỉnh Lạng Sơn họp.",
        {"Ban Chấp hành Liên đoàn Lao động tỉnh Lạng Sơn", "Liên đoàn Lao động tỉnh Lạng Sơn"},
    ),
    ("Phó Chủ tịch Mặt trận huyện Tân Lập dự.", {"Ủy ban Mặt trận Tổ quốc Việt Nam huyện Tân Lập"}),
    ("Phó Chủ tịch UBND tỉnh Đầu Văn Thử dự.", {"Ủy ban nhân dân tỉnh"}),
    # a committee beside the body that it is of
    ("Đảng ủy, Bộ Tư lệnh Quân khu 2 tổ chức lễ.", {"Đảng ủy Quân khu 2", "Bộ Tư lệnh Quân khu 2"}),
    ("Đảng ủy, Lữ đoàn 45 tổ chức lễ.", {"Đảng ủy Lữ đoàn 45", "Lữ đoàn 45"}),
    ("Đảng ủy, UBND xã Tân Lập tổ chức lễ.", {"Đảng ủy xã Tân Lập", "Ủy ban nhân dân xã Tân Lập"}),
    ("Đảng ủy - Ban Giám hiệu Trường Mẫu Sơn họp.", {"Đảng ủy Trường Mẫu Sơn", "Ban Giám hiệu Trường Mẫu Sơn"}),
]


@pytest.mark.parametrize(("text", "bodies"), NAMES, ids=[row[0][:45] for row in NAMES])
def test_names(text: str, bodies: set[str]) -> None:
    assert names("Tin vắn trong ngày.\n" + text, "Body") == bodies


TITLES = [
    # text, (person, title @ body)
    ("Ông Trần Văn Thử TUV - Giám đốc Sở Y tế dự.", ("Trần Văn Thử", "Tỉnh ủy viên @ Tỉnh ủy")),
    (
        "Ông Lê Văn Mẫu - Phó Bí thư TT Huyện ủy Tân Lập dự.",
        ("Lê Văn Mẫu", "Phó Bí thư Thường trực @ Huyện ủy Tân Lập"),
    ),
    ("Đ/c Lê Văn Mẫu - PBT Huyện ủy Tân Lập dự.", ("Lê Văn Mẫu", "Phó Bí thư @ Huyện ủy Tân Lập")),
]


@pytest.mark.parametrize(("text", "held"), TITLES, ids=[row[0] for row in TITLES])
def test_abbreviated_titles(text: str, held: tuple[str, str]) -> None:
    assert held in {(s, o) for s, p, o in told(text) if p == "org:holds"}


MORE = [
    # names of schools and hospitals that are people's
    ("Trường THPT Chuyên Trần Văn Thử tổ chức lễ.", {"Trường THPT Chuyên Trần Văn Thử"}),
    ("Trường Tiểu học Lê Văn Mẫu tổ chức lễ.", {"Trường Tiểu học Lê Văn Mẫu"}),
    ("Bệnh viện Nguyễn Văn Mẫu tổ chức lễ.", {"Bệnh viện Nguyễn Văn Mẫu"}),
    # in small letters, closed by a capital or a number
    ("Công ty CP cầu 11 Kẻ Sặt thi công.", {"Công ty cổ phần cầu 11 Kẻ Sặt"}),
    ("Tổng Công ty xây dựng công trình giao thông 4 dự.", {"Tổng Công ty xây dựng công trình giao thông 4"}),
    ("Công ty CP MASCO thi công cầu.", {"Công ty cổ phần MASCO"}),
    # quarters that have a number
    ("UBND quận 1 và UBND phường 5 báo cáo.", {"Ủy ban nhân dân quận 1", "Ủy ban nhân dân phường 5"}),
    # credits
    ("(VOV5) - Bộ Y tế họp.", {"Bộ Y tế"}),
    ("Bộ Y tế họp (Ảnh: Văn Mẫu - TTXVN)", {"Bộ Y tế"}),
]


@pytest.mark.parametrize(("text", "bodies"), MORE, ids=[row[0][:45] for row in MORE])
def test_more_names(text: str, bodies: set[str]) -> None:
    assert names("Tin vắn trong ngày.\n" + text, "Body") == bodies


HELD = [
    # text, person, titles @ bodies
    (
        "Ông Trần Văn Thử, nguyên Bí thư Ban cán sự đảng, nguyên Chủ tịch UBND tỉnh Lạng Sơn dự.",
        "Trần Văn Thử",
        {
            "Bí thư @ Ban Cán sự đảng Ủy ban nhân dân tỉnh Lạng Sơn",
            "Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn",
        },
    ),
    (
        "Ông Lê Văn Mẫu, tỉnh ủy viên, ủy viên Ban cán sự đảng, Phó chủ tịch UBND tỉnh Lạng Sơn dự.",
        "Lê Văn Mẫu",
        {
            "Tỉnh ủy viên @ Tỉnh ủy Lạng Sơn",
            "Ủy viên @ Ban Cán sự đảng Ủy ban nhân dân tỉnh Lạng Sơn",
            "Phó Chủ tịch @ Ủy ban nhân dân tỉnh Lạng Sơn",
        },
    ),
    ("Bộ trưởng GTVT Trần Văn Thử dự.", "Trần Văn Thử", {"Bộ trưởng @ Bộ Giao thông vận tải"}),
    (
        "Ông Trần Văn Thử, Bí thư Đảng ủy, Chủ tịch HĐND xã Tân Lập dự.",
        "Trần Văn Thử",
        {"Bí thư @ Đảng ủy xã Tân Lập", "Chủ tịch @ Hội đồng nhân dân xã Tân Lập"},
    ),
    # the only body of the title's sort, in the sentence or in the whole report
    (
        "Trường Mẫu Sơn tiếp khách.\nĐại diện Trường Kẻ Sặt có ông Trần Văn Thử, Hiệu trưởng dự.",
        "Trần Văn Thử",
        {"Hiệu trưởng @ Trường Kẻ Sặt"},
    ),
    ("Bộ trưởng Trần Văn Thử dự.\nBộ Y tế báo cáo.", "Trần Văn Thử", {"Bộ trưởng @ Bộ Y tế"}),
    ("Bộ trưởng Trần Văn Thử dự.\nBộ Chính trị họp.", "Trần Văn Thử", {"Bộ trưởng @ ?"}),
    ("Bộ Y tế, Bộ Nội vụ báo cáo.\nBộ trưởng Trần Văn Thử dự.", "Trần Văn Thử", {"Bộ trưởng @ ?"}),
]


@pytest.mark.parametrize(("text", "who", "held"), HELD, ids=[row[0][:45] for row in HELD])
def test_titles_by_what_stands_around_them(text: str, who: str, held: set[str]) -> None:
    assert {o for s, p, o in told(text) if s == who and p in ("org:holds", "kg:formerlyHeld")} == held


GUESTS = [
    # text, (person, title @ body)
    (
        "Chủ tịch nước Trần Văn Thử chủ trì lễ đón Tổng thống Hoa Kỳ John Mauer thăm Việt Nam.",
        ("John Mauer", "Tổng thống @ Hoa Kỳ"),
    ),
    (
        "Tổng Bí thư Lê Văn Mẫu tiếp khách.\nÔng chuyển lời thăm tới Tổng Bí thư, Chủ tịch nước Hồ Cẩm Mẫu.",
        ("Hồ Cẩm Mẫu", "Chủ tịch nước @ ?"),
    ),
    ("Bí thư Chi bộ thôn Mẫu Lê Văn Thử dự.", ("Lê Văn Thử", "Bí thư @ Chi bộ thôn Mẫu")),
    (
        "Chủ tịch Hội đồng trường Lê Văn Thử dự.\nTrường Đại học Kẻ Sặt báo cáo.",
        ("Lê Văn Thử", "Chủ tịch @ Hội đồng trường Trường Đại học Kẻ Sặt"),
    ),
]


@pytest.mark.parametrize(("text", "held"), GUESTS, ids=[row[0][:45] for row in GUESTS])
def test_titles_of_guests_and_boards(text: str, held: tuple[str, str]) -> None:
    assert held in {(s, o) for s, p, o in told("Tin vắn.\n" + text) if p == "org:holds"}


UNITS = [
    # text, person, titles @ bodies
    (
        "Bà Lê Thị Mẫu, Phó Vụ trưởng Vụ tổ chức cán bộ dự.",
        "Lê Thị Mẫu",
        {"Phó Vụ trưởng @ Vụ tổ chức cán bộ"},
    ),
    ("Trưởng phòng đào tạo Lê Văn Mẫu báo cáo.", "Lê Văn Mẫu", {"Trưởng phòng @ Phòng đào tạo"}),
    ("Ông Hoàng Gia Mẫu, Giám đốc Sở Y tế dự.", "Hoàng Gia Mẫu", {"Giám đốc @ Sở Y tế"}),
    ("Trưởng phòng phát biểu với ông Lê Văn Mẫu.", "Lê Văn Mẫu", set()),
]


@pytest.mark.parametrize(("text", "who", "held"), UNITS, ids=[row[0][:45] for row in UNITS])
def test_units_in_small_letters(text: str, who: str, held: set[str]) -> None:
    assert {o for s, p, o in told("Tin vắn.\n" + text) if s == who and p == "org:holds"} == held


def test_units_of_one_list_are_parts_of_none() -> None:
    facts = told("Tin vắn.\nDự có Khoa Toán, Khoa Lý, Viện Công nghệ Mẫu.")
    assert not {(s, o) for s, p, o in facts if p == "org:subOrganizationOf"}

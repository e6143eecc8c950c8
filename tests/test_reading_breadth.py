"""That words of every table are found in running text, and that a place's name inside another name is none."""

from __future__ import annotations

import pytest
from told import names, told

PLACES = [
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại TP Bảo Lộc.", "Bảo Lộc"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại thành phố Vinh.", "Vinh"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại Nha Trang.", "Nha Trang"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại Viêng Chăn.", "Vientiane"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại Mát-xcơ-va.", "Moskva"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại Quảng Tây.", "Quảng Tây"),
    ("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại bang California.", "California"),
]


@pytest.mark.parametrize(("text", "place"), PLACES, ids=[place for _, place in PLACES])
def test_places(text: str, place: str) -> None:
    assert place in names(text, "Place")


def test_cities_of_local_bodies() -> None:
    text = "UBND thành phố Vinh và Thành ủy Vinh tổ chức hội nghị thử nghiệm."
    assert names(text, "Body") == {"Ủy ban nhân dân thành phố Vinh", "Thành ủy Vinh"}


def test_names_of_people_that_end_like_a_city() -> None:
    for name in ("Trần Bảo Lộc", "Lê Kỳ Anh", "Phạm Quang Vinh", "Ngô Tân An"):
        text = f"Ông {name}, Giám đốc Sở Y tế tỉnh Lạng Sơn, dự hội nghị."
        assert names(text, "Person") == {name}
        assert names(text, "Place") <= {"Lạng Sơn"}


def test_a_district_keeps_its_head() -> None:
    assert "huyện Điện Biên" in names("Ngày 3/4/2024, Hội nghị thử nghiệm được tổ chức tại huyện Điện Biên.", "Place")


BODIES = [
    # as written in a report on Lạng Sơn, the full name
    ("TAND quận Ba Đình", "Tòa án nhân dân quận Ba Đình"),
    ("Viện KSND tỉnh", "Viện kiểm sát nhân dân tỉnh Lạng Sơn"),
    ("BCH Quân sự tỉnh", "Bộ Chỉ huy quân sự tỉnh Lạng Sơn"),
    ("Chi cục Trồng trọt và Bảo vệ thực vật", "Chi cục Trồng trọt và Bảo vệ thực vật tỉnh Lạng Sơn"),
    ("Hội Cựu TNXP tỉnh", "Hội Cựu Thanh niên xung phong tỉnh Lạng Sơn"),
    ("Ban Chỉ đạo 389 tỉnh", "Ban Chỉ đạo 389 tỉnh Lạng Sơn"),
    ("Cục Cảnh sát điều tra tội phạm về ma túy", "Cục Cảnh sát điều tra tội phạm về ma túy"),
    ("Vụ Phổ biến, giáo dục pháp luật", "Vụ Phổ biến, giáo dục pháp luật"),
    ("Trường Đại học Ngoại thương", "Trường Đại học Ngoại thương"),
    ("Huyện ủy Châu Thành", "Huyện ủy Châu Thành"),
    ("Huyện ủy Hoàng Su Phì", "Huyện ủy Hoàng Su Phì"),
    ("UBND huyện Trần Văn Thời", "Ủy ban nhân dân huyện Trần Văn Thời"),
    ("IUCN", "Liên minh Bảo tồn Thiên nhiên Quốc tế"),
    ("Trung ương Đảng NDCM Lào", "Ban Chấp hành Trung ương Đảng Nhân dân Cách mạng Lào"),
]


@pytest.mark.parametrize(("written", "name"), BODIES, ids=[name for _, name in BODIES])
def test_bodies(written: str, name: str) -> None:
    assert names(f"Ngày 3/4/2024, tại tỉnh Lạng Sơn, {written} tổ chức hội nghị thử nghiệm.", "Body") == {name}


POSTS = [
    ("Ủy viên Bộ Chính trị Đảng Nhân dân Cách mạng Lào", "Ủy viên @ Bộ Chính trị Đảng Nhân dân Cách mạng Lào"),
    ("Tổng Bí thư Đảng Nhân dân Cách mạng Lào", "Tổng Bí thư @ Đảng Nhân dân Cách mạng Lào"),
    ("Thống đốc Ngân hàng Trung ương Lào", "Thống đốc @ Ngân hàng Trung ương Lào"),
    ("Tổng thống Philippines", "Tổng thống @ Philippines"),
    ("Tỉnh trưởng Champasak", "Tỉnh trưởng @ Chính quyền tỉnh Champasak"),
    ("Thị trưởng thành phố Yokohama", "Thị trưởng @ Chính quyền thành phố Yokohama"),
    ("Thống đốc California", "Thống đốc @ Chính quyền bang California"),
    ("Vụ trưởng Vụ Pháp chế Bộ Y tế", "Vụ trưởng @ Vụ Pháp chế Bộ Y tế"),
    ("Phó Hiệu trưởng Trường Đại học Mỹ thuật Việt Nam", "Phó Hiệu trưởng @ Trường Đại học Mỹ thuật Việt Nam"),
    ("Tổng Lãnh sự nước CHXHCN Việt Nam tại Pakse", "Tổng Lãnh sự @ Tổng Lãnh sự quán Việt Nam tại Pakse"),
    ("Bí thư Huyện ủy Châu Thành", "Bí thư @ Huyện ủy Châu Thành"),
    ("Ủy viên UBND tỉnh", "Ủy viên @ Ủy ban nhân dân tỉnh Lạng Sơn"),
    ("Thành viên HĐTV Tập đoàn Điện lực Việt Nam", "Thành viên @ Hội đồng thành viên Tập đoàn Điện lực Việt Nam"),
]


@pytest.mark.parametrize(("title", "post"), POSTS, ids=[post for _, post in POSTS])
def test_posts(title: str, post: str) -> None:
    text = f"Tại tỉnh Lạng Sơn, đồng chí Trần Văn Thử, {title} phát biểu tại hội nghị thử nghiệm."
    assert [o for _, p, o in told(text) if p == "org:holds"] == [post]

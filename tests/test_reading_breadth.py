"""That words of every table are found in running text, and that a place's name inside another name is none."""

from __future__ import annotations

import pytest
from told import names

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
    ("IUCN", "Liên minh Bảo tồn Thiên nhiên Quốc tế"),
    ("Trung ương Đảng NDCM Lào", "Ban Chấp hành Trung ương Đảng Nhân dân Cách mạng Lào"),
]


@pytest.mark.parametrize(("written", "name"), BODIES, ids=[name for _, name in BODIES])
def test_bodies(written: str, name: str) -> None:
    assert names(f"Ngày 3/4/2024, tại tỉnh Lạng Sơn, {written} tổ chức hội nghị thử nghiệm.", "Body") == {name}

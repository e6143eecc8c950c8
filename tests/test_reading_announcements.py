"""How reports announce documents: who makes them, in which words, and what they are based on or do to others."""

from __future__ import annotations

import pytest
from told import names, told

A, B, C = "Thông tư số 12/2021/TT-BYT", "Thông tư số 10/2017/TT-BYT", "Luật Dược năm 2016"
BY, SIGNS, ON, DATE = "kg:issuedBy", "kg:signs", "kg:basedOn", "eli:date_document"

SPOKEN_OF = [
    (f"Bộ Y tế ban hành {A}. Văn bản này thay thế {B} ngày 5/5/2017.", "kg:replaces"),
    (f"Bộ Y tế ban hành {A}. Văn bản có hiệu lực từ 1/1/2022 và bãi bỏ {B}.", "kg:repeals"),
    (f"Bộ Y tế ban hành {A}. Văn bản mới sửa đổi, bổ sung một số điều của {B}.", "kg:amends"),
    (f"Bộ Y tế ban hành {A}. Thông tư mới thay cho {B}.", "kg:replaces"),
    (f"Bộ Y tế ban hành {A}. Thông tư nói trên thay thế {B}.", "kg:replaces"),
    (f"Bộ Y tế ban hành {A} thay {B} ngày 5/5/2017.", "kg:replaces"),
    (f"{B} hết hiệu lực, được {A} thay thế.", "kg:replaces"),
    (f"{B} đã bị {A} bãi bỏ.", "kg:repeals"),
    (f"{A} được Thứ trưởng Lê Văn Tám thay mặt Bộ Y tế ký ngày 2/3/2021, sửa đổi {B}.", "kg:amends"),
]


@pytest.mark.parametrize(("text", "predicate"), SPOKEN_OF, ids=[row[0][:70] for row in SPOKEN_OF])
def test_what_the_document_spoken_of_does(text: str, predicate: str) -> None:
    assert (A, predicate, B) in told(text)


def test_texts_in_general_are_no_document_spoken_of() -> None:
    text = f"Bộ Y tế ban hành {A}. Văn bản hướng dẫn của các địa phương phải thay thế {B}."
    assert not [fact for fact in told(text) if fact[1] == "kg:replaces"]


BASES = [
    f"Căn cứ {C}, Bộ Y tế ban hành {A}.",
    f"Theo đó, trên cơ sở {C}, Bộ Y tế ban hành {B} và {A}.",
    f"Bộ Y tế ban hành {A}. Căn cứ ban hành Thông tư này là {C}.",
    f"Bộ Y tế ban hành {A}. Căn cứ để ban hành gồm có Luật Giá; {C}; và Luật Phí và lệ phí.",
    f"Bộ Y tế ban hành {A}. Cơ sở pháp lý của văn bản là {C}.",
    f"Bộ Y tế ban hành {A}. Thông tư gồm 3 chương, 14 điều, có hiệu lực từ ngày 1/1/2022, được xây dựng căn cứ {C}.",
]


@pytest.mark.parametrize("text", BASES)
def test_what_a_document_is_based_on(text: str) -> None:
    assert (A, ON, C) in told(text)


MAKERS = [
    (f"{A} do Thứ trưởng Lê Văn Tám ký thay Bộ trưởng hôm 5/7/2021.", ("Lê Văn Tám", SIGNS, A)),
    (f"{A} do Thứ trưởng Lê Văn Tám ký thay Bộ trưởng hôm 5/7/2021.", (A, DATE, "2021-07-05")),
    (f"{A} do Bộ Y tế và Bộ Tài chính ban hành có hiệu lực.", (A, BY, "Bộ Tài chính")),
    (f"{A} (được Bộ Y tế ban hành ngày 5/7/2021) có hiệu lực.", (A, BY, "Bộ Y tế")),
    (f"{A} do ông Lê Văn Tám, Thứ trưởng Bộ Y tế, thay mặt Bộ Y tế ký nêu rõ 5 việc.", ("Lê Văn Tám", SIGNS, A)),
    (f"{A} do ông Lê Văn Tám, Thứ trưởng Bộ Y tế, thay mặt Bộ Y tế ký nêu rõ 5 việc.", (A, BY, "Bộ Y tế")),
    (f"Trong {A} gửi các địa phương, Bộ Y tế đề nghị rà soát.", (A, BY, "Bộ Y tế")),
    (f"Tại {A}, Bộ Y tế hướng dẫn việc khám bệnh.", (A, BY, "Bộ Y tế")),
    (f"Bộ Y tế đã xây dựng và ban hành {A}.", (A, BY, "Bộ Y tế")),
    (f"Bộ Y tế vừa phát đi {A}.", (A, BY, "Bộ Y tế")),
    (
        "Tại các Quyết định số 5, 6 và 7/QĐ-TTg cùng ký ngày 9/1/2020, Thủ tướng Lê Văn Tám quyết định nhân sự.",
        ("Lê Văn Tám", SIGNS, "7/QĐ-TTg"),
    ),
    (
        "Tại các Quyết định số 5, 6 và 7/QĐ-TTg cùng ký ngày 9/1/2020, Thủ tướng Lê Văn Tám quyết định nhân sự.",
        ("Quyết định số 5", DATE, "2020-01-09"),
    ),
    (
        "Đảng ủy xã đã thảo luận và ra Nghị quyết về dồn điền đổi thửa.",
        ("Nghị quyết về dồn điền đổi thửa", BY, "Đảng ủy xã"),
    ),
]


@pytest.mark.parametrize(("text", "fact"), MAKERS, ids=[f"{row[1][1]} {row[0][:60]}" for row in MAKERS])
def test_who_makes_a_document(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


def test_who_has_another_issuer_by_name_is_not_the_one_who_says_so() -> None:
    text = "Tại Quyết định số 5/QĐ-UBND của UBND tỉnh Lào Cai, Sở Y tế tỉnh Lào Cai đề nghị rà soát."
    assert [o for s, p, o in told(text) if p == BY] == ["Ủy ban nhân dân tỉnh Lào Cai"]


WHERE_SUBJECTS_END = [
    (f"{A} về khám bệnh do đồng chí Lê Văn Tám ký có hiệu lực.", "khám bệnh"),
    (f"{A} do Thứ trưởng Lê Văn Tám ký ngày 2/3/2021, về khám bệnh từ xa.", "khám bệnh từ xa"),
    (f"Bộ Y tế ra {A} về khám bệnh, mỗi xã một trạm.", "khám bệnh"),
    (f"{A} hướng dẫn về khám bệnh.", "khám bệnh"),
    (f"Bộ Y tế gửi {A} tới các Bộ: Công an, Quốc phòng. Thông tư về khám bệnh.", None),
    (f"{A} gửi Bộ trưởng các Bộ: Công an, Quốc phòng; Chủ tịch UBND tỉnh Lào Cai về việc khám bệnh.", "khám bệnh"),
    (
        "Ban Bí thư có Quyết định số 8-QĐ/TW thi hành kỷ luật bằng hình thức Cảnh cáo đối với ông Lê Văn Tám.",
        "thi hành kỷ luật bằng hình thức Cảnh cáo đối với ông Lê Văn Tám",
    ),
]


@pytest.mark.parametrize(("text", "subject"), WHERE_SUBJECTS_END, ids=[row[0][:60] for row in WHERE_SUBJECTS_END])
def test_where_a_subject_ends(text: str, subject: str | None) -> None:
    assert [o for s, p, o in told(text) if p == "kg:guides"] == ([subject] if subject else [])


def test_a_list_of_numbers_under_one_symbol() -> None:
    text = "Các Công văn số 91, 92 và 93/BGDĐT-GDTrH hết hiệu lực, được Công văn số 99/BGDĐT-QLCL thay thế."
    assert {o for s, p, o in told(text) if p == "kg:number"} == {
        "91/BGDĐT-GDTrH",
        "92/BGDĐT-GDTrH",
        "93/BGDĐT-GDTrH",
        "99/BGDĐT-QLCL",
    }
    assert len([fact for fact in told(text) if fact[1] == "kg:replaces"]) == 3


def test_a_bare_number_is_kept_as_cited() -> None:
    assert ("Chỉ thị 05", "kg:number", "05") in told("Bộ Tư pháp triển khai Chỉ thị 05 của Bộ Chính trị.")


def test_a_district_whose_name_begins_like_a_country() -> None:
    assert "Ủy ban nhân dân huyện Nga Sơn" in names("UBND huyện Nga Sơn tổ chức Hội nghị tổng kết.", "Body")

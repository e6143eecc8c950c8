"""Document references and their tails, as tables: what must be read, and what must not."""

from __future__ import annotations

import pytest
from told import names, told

from kg.lexicon.lexicon import lexicon
from kg.reading.directives import References

REFERENCES = References(lexicon())

NUMBERS = [
    # text, number, type
    ("Chỉ thị số 41-CT/TW", "41-CT/TW", "Chỉ thị"),
    ("Chỉ thị 41-CT/TW", "41-CT/TW", "Chỉ thị"),
    ("chỉ thị số 41-ct/tw", "41-CT/TW", "Chỉ thị"),
    ("Chỉ thị số 41–CT/TW", "41-CT/TW", "Chỉ thị"),
    ("Chỉ thị số 41/CT-TW", "41-CT/TW", "Chỉ thị"),
    ("Kết luận số 100 - KL/TW", "100-KL/TW", "Kết luận"),
    ("Nghị quyết số 68- NQ/TW", "68-NQ/TW", "Nghị quyết"),
    ("Nghị quyết (NQ) số 22-NQ/TW", "22-NQ/TW", "Nghị quyết"),
    ("Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP", "Nghị định"),
    ("Nghị định số 30/2020/ND-CP", "30/2020/NĐ-CP", "Nghị định"),
    ("Chỉ thị số 16/CT-TTg", "16/CT-TTg", "Chỉ thị"),
    ("Công điện số 71/CĐ-TTg", "71/CĐ-TTg", "Công điện"),
    ("Quyết định số 1982/QĐ-TTg", "1982/QĐ-TTg", "Quyết định"),
    ("Luật số 64/2025/QH15", "64/2025/QH15", "Luật"),
    ("Nghị quyết số 43/2022/QH15", "43/2022/QH15", "Nghị quyết"),
    ("Thông tư liên tịch số 90/2009/TTLT-BTC-BNV", "90/2009/TTLT-BTC-BNV", "Thông tư liên tịch"),
    ("Quyết định số 123/2021/QĐ-UBND", "123/2021/QĐ-UBND", "Quyết định"),
    ("Kết luận số 12-KL/TWĐTN", "12-KL/TWĐTN", "Kết luận"),
    ("27-NQ/TW", "27-NQ/TW", "Nghị quyết"),
]


@pytest.mark.parametrize(("text", "number", "kind"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_numbered_reference(text: str, number: str, kind: str) -> None:
    sentence = f"Theo đó, việc thực hiện {text} ngày 15/4/2010 đạt kết quả tốt."
    (atom,) = REFERENCES.find(sentence)
    assert sentence[atom.start : atom.end] == text
    assert (atom.value.number, atom.value.type.name) == (number, kind)


BARE = ["Chỉ thị số 11 ngày 08/12/2021", "Chỉ thị 05 của Bộ Chính trị", "Kết luận số 178", "Chỉ thị số: 23 về an toàn"]


@pytest.mark.parametrize("text", BARE)
def test_a_bare_reference(text: str) -> None:
    (atom,) = REFERENCES.find(f"Triển khai {text}, các đơn vị đã hoàn thành.")
    assert not atom.value.number
    assert atom.value.num


LOOKALIKES = [
    "Bộ Y tế thông báo 2 ca bệnh mới.",
    "Hội nghị nghe báo cáo 5 năm thực hiện chương trình.",
    "Kế hoạch 5 năm 2021-2025 được thông qua.",
    "Kỳ họp thông qua 4 nghị quyết 10 năm qua.",
    "Có 12 Nghị quyết được ban hành.",
    "Hội nghị Ngoại giao 31 khai mạc.",
    "Trong giai đoạn 2021-2025, kinh tế tăng trưởng 6-7%/năm.",
    "Quốc lộ 1A và đường 24/24 giờ, số điện thoại 0243.733.",
    "Văn bản số được gửi đi.",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalikes_are_no_references(text: str) -> None:
    assert REFERENCES.find(text) == []
    assert names(text, "Directive") == set()


def test_a_list_shares_type_and_symbol() -> None:
    atoms = REFERENCES.find("Quán triệt các Nghị quyết số 11, 12 và 13-NQ/TW của Bộ Chính trị.")
    assert [atom.value.number for atom in atoms] == ["11-NQ/TW", "12-NQ/TW", "13-NQ/TW"]


TAILS = [
    "Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư về công tác ngoại giao kinh tế",
    "Chỉ thị số 41-CT/TW, ngày 15-4-2010 của Ban Bí thư về công tác ngoại giao kinh tế",
    "Chỉ thị số 41-CT/TW của Ban Bí thư ngày 15.4.2010 về công tác ngoại giao kinh tế",
    "Chỉ thị số 41-CT/TW của Ban Bí thư (khóa X) ngày 15 tháng 4 năm 2010 về việc công tác ngoại giao kinh tế",
    "Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư “công tác ngoại giao kinh tế”",
]


@pytest.mark.parametrize("text", TAILS)
def test_the_tail_comes_in_any_order(text: str) -> None:
    facts = told(f"Bộ Ngoại giao đã tổng kết {text} và kiến nghị định hướng mới.")
    name = "Chỉ thị số 41-CT/TW"
    assert facts >= {
        ("Bộ Ngoại giao", "kg:reviews", name),
        (name, "kg:number", "41-CT/TW"),
        (name, "eli:date_document", "2010-04-15"),
        (name, "kg:issuedBy", "Ban Bí thư"),
        (name, "kg:guides", "công tác ngoại giao kinh tế"),
    }


def test_the_code_does_not_tell_the_issuer() -> None:
    facts = told("Bộ Ngoại giao triển khai Chỉ thị số 41-CT/TW.")
    assert not any(predicate == "kg:issuedBy" for _, predicate, _ in facts)


NAMED = [
    ("Bộ Ngoại giao triển khai Nghị quyết Đại hội XIII của Đảng.", "Nghị quyết Đại hội XIII của Đảng"),
    ("Bộ Ngoại giao triển khai Nghị quyết Trung ương 4 khóa XII.", "Nghị quyết Trung ương 4 khóa XII"),
    ("Bộ Ngoại giao thực hiện Luật Đầu tư công năm 2019.", "Luật Đầu tư công năm 2019"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_documents_named_without_a_number(text: str, name: str) -> None:
    assert ("Bộ Ngoại giao", "kg:implements", name) in told(text)


def test_a_bare_number_joins_the_full_one_of_the_same_text() -> None:
    text = "Bộ Ngoại giao triển khai Chỉ thị số 41-CT/TW ngày 15/4/2010. Chỉ thị 41 của Ban Bí thư được thực hiện tốt."
    assert names(text, "Directive") == {"Chỉ thị số 41-CT/TW"}

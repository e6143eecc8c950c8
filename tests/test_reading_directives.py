"""Document references and their tails, as tables: what must be read, and what must not."""

from __future__ import annotations

from time import perf_counter

import pytest
from told import names, read_text, statement, told

from kg.lexicon.lexicon import lexicon
from kg.reading.words.references import References

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


MORE_NUMBERS = [
    ("Quyết định số 05/2021/QĐ-UBND", "05/2021/QĐ-UBND", "Quyết định"),
    ("Nghị quyết số 57 NQ/TW", "57-NQ/TW", "Nghị quyết"),
    ("NQ số 22-NQ/TW", "22-NQ/TW", "Nghị quyết"),
    ("Chị thị số 16/CT-TTg", "16/CT-TTg", "Chỉ thị"),
    ("Công văn số 1234/KCB-QLCL", "1234/KCB-QLCL", "Công văn"),
    ("Công văn số 12/TTg-KGVX", "12/TTg-KGVX", "Công văn"),
    ("Quyết định số 17- QĐXY/TW", "17-QĐXY/TW", "Quyết định"),
    (
        "Thông tư liên tịch số 06/2018/TTLT-VKSNDTC-TANDTC-BCA-BTP-BLĐTBXH",
        "06/2018/TTLT-VKSNDTC-TANDTC-BCA-BTP-BLĐTBXH",
        "Thông tư liên tịch",
    ),
]


@pytest.mark.parametrize(("text", "number", "kind"), MORE_NUMBERS, ids=[row[0] for row in MORE_NUMBERS])
def test_a_number_as_it_is_cited(text: str, number: str, kind: str) -> None:
    (atom,) = REFERENCES.find(f"Bộ Tư pháp thực hiện {text} rất tốt.")
    assert atom.value.number == number
    assert atom.value.type.name == kind


BARE_LISTS = [
    ("các Nghị quyết số 57, 59 và 66 của Bộ Chính trị", ["57", "59", "66"]),
    ("Nghị quyết 59 cùng Nghị quyết 70, 71 của Bộ Chính trị", ["59", "70", "71"]),
    ("chỉ thị 16 của Thủ tướng", ["16"]),
    ("Chỉ thị 16 một cách linh hoạt", ["16"]),
]


@pytest.mark.parametrize(("text", "numbers"), BARE_LISTS)
def test_bare_numbers_in_lists(text: str, numbers: list[str]) -> None:
    assert [atom.value.num for atom in REFERENCES.find(f"Bộ Tư pháp triển khai {text}.")] == numbers


TITLED = [
    ("Luật Nhà ở", "Nhà ở"),
    ("Luật Đất đai năm 2013", "Đất đai"),
    ("Bộ luật Lao động năm 2019", "Lao động"),
    ("Luật Thực hành tiết kiệm, chống lãng phí", "Thực hành tiết kiệm, chống lãng phí"),
    ("dự án Luật Đường bộ (sửa đổi)", "Đường bộ"),
    ("Luật Đầu tư công số 39/2019/QH14", "Đầu tư công"),
    ("Pháp lệnh Ưu đãi người có công với cách mạng", "Ưu đãi người có công với cách mạng"),
    ("Chiến lược phát triển ngành Mắm giai đoạn 2021 - 2030", "phát triển ngành Mắm giai đoạn 2021 - 2030"),
    ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới", "xây dựng nông thôn mới"),
    ("Kế hoạch hợp tác năm 2024 giữa hai Bộ Tư pháp", "hợp tác năm 2024 giữa hai Bộ Tư pháp"),
    ("Đề án “Thư viện lưu động”", "Thư viện lưu động"),
]


@pytest.mark.parametrize(("name", "subject"), TITLED, ids=[row[0] for row in TITLED])
def test_a_name_tells_its_subject(name: str, subject: str) -> None:
    facts = told(f"Bộ Tư pháp đã triển khai {name}.")
    assert ("Bộ Tư pháp", "kg:implements", name) in facts
    assert (name, "kg:guides", subject) in facts


@pytest.mark.parametrize(
    "text", ["Kế hoạch năm 2024", "Chương trình công tác", "Luật sư Trần Thị Mơ", "Quy hoạch cán bộ"]
)
def test_what_names_no_document(text: str) -> None:
    assert names(f"Bộ Tư pháp đã triển khai {text} rất tốt.", "Directive") == set()


def test_a_law_and_its_short_name_are_one() -> None:
    text = "Quốc hội thảo luận dự án Luật Đường bộ (sửa đổi). Luật Đường bộ (sửa đổi) gồm 9 chương. Luật này rất cần."
    assert names(text, "Directive") == {"dự án Luật Đường bộ (sửa đổi)"}
    assert len(names("Luật Giá năm 2012 và Luật Giá năm 2023 khác nhau.", "Directive")) == 2


SUBJECTS = [
    ("về quản lý bến đò, hiệu quả đến nay tốt", "quản lý bến đò, hiệu quả đến nay tốt"),
    ("về quản lý bến đò và yêu cầu các xã báo cáo", "quản lý bến đò"),
    ("về quản lý bến đò, nhất là bến tạm, trong đó có bến phà", "quản lý bến đò, nhất là bến tạm"),
    ("về quản lý bến đò đã được các xã thực hiện", "quản lý bến đò"),
    ("quy định quản lý bến đò", "quản lý bến đò"),
    ("phê duyệt Quy hoạch bến đò", "phê duyệt Quy hoạch bến đò"),
    ("“Quản lý bến đò”", "Quản lý bến đò"),
    ("về quản lý bến đò và Nghị quyết số 9/NQ-CP", "quản lý bến đò"),
    ("gửi Bộ Xây dựng và các tỉnh về việc quản lý bến đò", "quản lý bến đò"),
]


@pytest.mark.parametrize(("tail", "subject"), SUBJECTS)
def test_where_a_subject_ends(tail: str, subject: str) -> None:
    facts = told(f"Bộ Tư pháp đã ban hành Thông tư số 8/2020/TT-BTP {tail}.")
    assert ("Thông tư số 8/2020/TT-BTP", "kg:guides", subject) in facts


def test_a_subject_about_persons_goes_to_the_new_post_and_names_them() -> None:
    text = (
        "Quyết định số 7/QĐ-BTP về việc bổ nhiệm ông Trần Văn Mơ, Phó Vụ trưởng, giữ chức Vụ trưởng Vụ Pháp chế, đã có."
    )
    assert any(p == "kg:guides" and o.endswith("giữ chức Vụ trưởng Vụ Pháp chế") for _, p, o in told(text))
    assert names(text, "Person") == {"Trần Văn Mơ"}


def test_the_year_in_a_number_is_no_date() -> None:
    facts = told("Bộ Tư pháp thực hiện Thông tư số 8/2020/TT-BTP và Luật Giá năm 2023.")
    assert [(s, o) for s, p, o in facts if p in ("kg:year", "eli:date_document")] == [("Luật Giá năm 2023", "2023")]


A, B, C = "Nghị định số 7/2023/NĐ-CP", "Nghị định số 3/2019/NĐ-CP", "Luật Giá"
RELATIONS = [
    (f"{A} sửa đổi, bổ sung một số điều của {B}.", (A, "kg:amends", B)),
    (f"{A} ngày 1/2/2023 sửa đổi khoản 2 Điều 3 {B}.", (A, "kg:amends", B)),
    (f"{A} về việc sửa đổi, bổ sung {B}.", (A, "kg:amends", B)),
    (f"{A} có hiệu lực từ ngày 1/3/2023, thay thế {B}.", (A, "kg:replaces", B)),
    (f"{A} được ban hành. Nghị định này thay thế {B}.", (A, "kg:replaces", B)),
    (f"{A} được ban hành. Nghị định này sẽ bãi bỏ {B}.", (A, "kg:repeals", B)),
    (f"{A} thay thế Nghị định số 2/2000/NĐ-CP, đồng thời bãi bỏ {B}.", (A, "kg:repeals", B)),
    (f"{B} được thay thế bằng {A}.", (A, "kg:replaces", B)),
    (f"{B} (được sửa đổi, bổ sung tại {A}) có hiệu lực.", (A, "kg:amends", B)),
    (f"{B} hết hiệu lực kể từ ngày {A} có hiệu lực.", (A, "kg:repeals", B)),
    (f"{A} quy định chi tiết một số điều của {C}.", (A, "kg:details", C)),
    (f"{A} hướng dẫn thi hành {C}.", (A, "kg:details", C)),
    (f"{A} được ban hành căn cứ {C} và Luật Phí và lệ phí.", (A, "kg:basedOn", C)),
    (f"Căn cứ {C}, Chính phủ ban hành {A}.", (A, "kg:basedOn", C)),
    (
        "Quốc hội thảo luận Luật sửa đổi, bổ sung một số điều của Luật Giá.",
        ("Luật sửa đổi, bổ sung một số điều của Luật Giá", "kg:amends", C),
    ),
]


@pytest.mark.parametrize(("text", "fact"), RELATIONS, ids=[row[0][:60] for row in RELATIONS])
def test_what_a_document_does_to_another(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


NO_RELATIONS = [
    f"Bộ Tư pháp đề nghị thay thế {B}.",
    f"{A} không thay thế {B}.",
    f"Theo {A}, Chính phủ bãi bỏ {B}.",
]


@pytest.mark.parametrize("text", NO_RELATIONS)
def test_no_relation_without_a_document_that_does_it(text: str) -> None:
    assert not [fact for fact in told(text) if fact[1] in ("kg:amends", "kg:replaces", "kg:repeals")]


ACTS = [
    (f"Phó Thủ tướng Trần Văn Mơ vừa thay mặt Chính phủ ký ban hành {A}.", ("Trần Văn Mơ", "kg:signs", A)),
    (f"Phó Thủ tướng Trần Văn Mơ vừa thay mặt Chính phủ ký ban hành {A}.", (A, "kg:issuedBy", "Chính phủ")),
    (f"Thay mặt Chính phủ, Phó Thủ tướng Trần Văn Mơ đã ký {A}.", (A, "kg:issuedBy", "Chính phủ")),
    (f"{A} do Phó Thủ tướng Trần Văn Mơ ký.", ("Trần Văn Mơ", "kg:signs", A)),
    ("Bộ Tư pháp vừa có Công văn số 12/BTP-VP ngày 2/3/2023.", ("Công văn số 12/BTP-VP", "kg:issuedBy", "Bộ Tư pháp")),
    (
        "Ngày 2/3/2023, Bộ Tư pháp ban hành Kế hoạch số 12/KH-BTP.",
        ("Kế hoạch số 12/KH-BTP", "eli:date_document", "2023-03-02"),
    ),
    ("Luật Giá được Quốc hội khóa XV thông qua ngày 19/6/2023.", ("Luật Giá", "kg:issuedBy", "Quốc hội")),
    ("Luật Giá được Quốc hội khóa XV thông qua ngày 19/6/2023.", ("Luật Giá", "eli:date_document", "2023-06-19")),
    (
        "Theo Quyết định số 9-QĐ/TW ngày 2/3/2023, Ban Bí thư quyết định lập tổ.",
        ("Quyết định số 9-QĐ/TW", "kg:issuedBy", "Ban Bí thư"),
    ),
    (
        "Bộ Tư pháp thực hiện các Chỉ thị số 3/CT-TTg, 5/CT-TTg của Thủ tướng Chính phủ.",
        ("Chỉ thị số 3/CT-TTg", "kg:issuedBy", "Chính phủ"),
    ),
    ("Bộ Tư pháp thực hiện Luật Giá và Luật Nhà ở.", ("Bộ Tư pháp", "kg:implements", "Luật Nhà ở")),
]


@pytest.mark.parametrize(("text", "fact"), ACTS, ids=[f"{row[1][1]} {row[0][:50]}" for row in ACTS])
def test_who_signs_issues_and_carries_out(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(text)


GATHERINGS = [
    "Hội nghị tập huấn pháp luật là hoạt động thiết thực triển khai Luật Giá.",
    "Bộ Tư pháp tổ chức Hội nghị tập huấn pháp luật. Tại Hội nghị, Bộ trưởng Trần Văn Mơ quán triệt Luật Giá.",
]


@pytest.mark.parametrize("text", GATHERINGS)
def test_a_gathering_carries_out_what_is_taught_there(text: str) -> None:
    assert ("Hội nghị tập huấn pháp luật", "kg:implements", "Luật Giá") in told(text)


def test_a_noun_of_carrying_out_tells_nothing() -> None:
    facts = told("Đoàn kiểm tra làm việc với Bộ Tư pháp về tình hình thực hiện Luật Giá.")
    assert not [fact for fact in facts if fact[1] == "kg:implements"]


LISTED = """Thông tư số 9/2025/TT-BTP do Bộ trưởng Trần Văn Mơ ký ngày 3/3/2025 đã bãi bỏ toàn bộ các văn bản, cụ thể:

1. Quyết định số 37/1999/QĐ-BTP ngày 29/1/1999 của Bộ Tư pháp về bến đò.

2. Quyết định số 38/1999/QĐ-BTP ngày 30/1/1999 của Bộ Tư pháp về bến phà.

Bộ Tư pháp thực hiện Quyết định số 40/1999/QĐ-BTP."""


def test_documents_listed_over_lines() -> None:
    repealed = {o for _, p, o in told(LISTED) if p == "kg:repeals"}
    assert repealed == {"Quyết định số 37/1999/QĐ-BTP", "Quyết định số 38/1999/QĐ-BTP"}


def test_decisions_listed_behind_who_signed_them() -> None:
    text = "Công bố các quyết định do ông Trần Văn Mơ ký, gồm:\n- Quyết định số 3/QĐ-BTP;\n- Quyết định số 4/QĐ-BTP."
    assert {o for s, p, o in told(text) if p == "kg:signs"} == {"Quyết định số 3/QĐ-BTP", "Quyết định số 4/QĐ-BTP"}


def test_both_persons_of_a_title_sign() -> None:
    text = (
        "Bộ trưởng Tư pháp Trần Văn Mơ tiếp Bộ trưởng Tư pháp Lào Khăm-phon Xay. Hai Bộ trưởng nhất trí. "
        "Sau đó, hai Bộ trưởng đã ký Kế hoạch hợp tác năm 2024 giữa hai Bộ Tư pháp."
    )
    assert {s for s, p, _ in told(text) if p == "kg:signs"} == {"Trần Văn Mơ", "Khăm-phon Xay"}


def test_the_holder_of_the_issuing_office_issues() -> None:
    facts = told("Bộ Tư pháp thực hiện Quyết định số 3/QĐ-TTg của Thủ tướng Chính phủ Trần Văn Mơ về bến đò.")
    assert ("Quyết định số 3/QĐ-TTg", "kg:issuedBy", "Trần Văn Mơ") in facts
    assert ("Quyết định số 3/QĐ-TTg", "kg:guides", "bến đò") in facts


def test_an_agreement_that_is_signed_is_named_in_small_letters_too() -> None:
    facts = told("Ông Trần Văn Mơ và ông Lê Văn Mai đã ký quy chế phối hợp giữa hai ngành.")
    assert {s for s, p, o in facts if (p, o) == ("kg:signs", "quy chế phối hợp giữa hai ngành")} == {
        "Trần Văn Mơ",
        "Lê Văn Mai",
    }


def test_the_document_announced_is_meant_by_this_one() -> None:
    text = f"Thủ tướng Chính phủ Trần Văn Mơ đã ký {A}. Trước đây có {B}. Nghị định này thay thế {B}."
    assert (A, "kg:replaces", B) in told(text)


def test_a_changed_annex_changes_its_document() -> None:
    assert (A, "kg:amends", B) in told(f"{A} sửa đổi Danh mục bến đò ban hành kèm theo {B}.")


def test_those_who_make_others_carry_out() -> None:
    facts = told("Bộ Tư pháp đã lãnh đạo, chỉ đạo các đơn vị quán triệt, thực hiện nghiêm Luật Giá.")
    assert ("Bộ Tư pháp", "kg:implements", "Luật Giá") in facts


def test_an_issuer_must_fit_the_symbol_where_it_stands_behind_the_subject() -> None:
    facts = told("Nghị quyết số 18-NQ/TW về tinh gọn bộ máy của Ban Thường vụ Thành ủy Cần Thơ.")
    assert not [fact for fact in facts if fact[1] == "kg:issuedBy"]


MORE_RELATIONS = [
    (f"{A} về sửa đổi, bổ sung một số điều của {B} quy định chi tiết {C}.", (B, "kg:details", C)),
    (f"{A} quy định chi tiết {C} và Luật sửa đổi, bổ sung một số điều của {C}.", (A, "kg:details", C)),
    (f"{B} quy định chi tiết một số điều của {C} (đã được sửa đổi, bổ sung theo {A}).", (A, "kg:amends", B)),
    (f"{A} sửa đổi {B} về bến đò và Nghị quyết số 30/NQ-CP.", (A, "kg:amends", B)),
    (f"{A} có hiệu lực từ ngày 1/8/2024, thay thế {B}.", (A, "kg:replaces", B)),
]


@pytest.mark.parametrize(("text", "fact"), MORE_RELATIONS, ids=[row[0][:60] for row in MORE_RELATIONS])
def test_relations_in_longer_tails(text: str, fact: tuple[str, str, str]) -> None:
    facts = told(text)
    assert fact in facts
    assert (A, "kg:amends", "Nghị quyết số 30/NQ-CP") not in facts
    assert (A, "kg:amends", C) not in facts


NAMED_BY_THEIR_TAIL = [
    ("Quốc hội thông qua Nghị quyết về bến đò.", "Nghị quyết về bến đò"),
    ("Bộ Tư pháp lấy ý kiến về dự thảo Nghị định thay thế " + B + ".", "dự thảo Nghị định thay thế " + B),
    ("Bộ Tư pháp thực hiện Quyết định của Bộ Chính trị về bến đò.", "Quyết định của Bộ Chính trị về bến đò"),
    ("Ông Trần Văn Mơ đã ký Biên bản ghi nhớ về bến đò.", "Biên bản ghi nhớ về bến đò"),
    ("Bộ Tư pháp triển khai “Kế hoạch tổng thể quản lý bến đò”.", "Kế hoạch tổng thể quản lý bến đò"),
    ("Bộ Tư pháp thực hiện Luật phổ biến, giáo dục pháp luật.", "Luật phổ biến, giáo dục pháp luật"),
]


@pytest.mark.parametrize(("text", "name"), NAMED_BY_THEIR_TAIL)
def test_documents_named_by_what_follows_their_type(text: str, name: str) -> None:
    assert name in names(text, "Directive")


NO_DOCUMENTS = [
    "Chương trình “Xuân bến đò” năm 2024 được truyền hình.",
    "Công ước của Liên hợp quốc về Luật Biển 1982 được tôn trọng.",
    "Quyết định 5 vấn đề lớn.",
    "Chương trình 30 phút.",
    "Nghị quyết được các cấp thực hiện.",
]


@pytest.mark.parametrize("text", NO_DOCUMENTS)
def test_what_only_looks_like_a_document(text: str) -> None:
    assert names(text, "Directive") == set()


def test_who_carries_out_behind_the_comma_of_a_fronted_verb() -> None:
    facts = told("Thực hiện Nghị quyết 18-NQ/TW ngày 25/10/2017, Bộ Tư pháp đã gọn lại bến đò.")
    assert ("Bộ Tư pháp", "kg:implements", "Nghị quyết 18-NQ/TW") in facts


def test_a_plenum_is_its_committees() -> None:
    facts = told("Nghị quyết số 06-NQ/TW của Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII về bến đò.")
    assert ("Nghị quyết số 06-NQ/TW", "kg:issuedBy", "Ban Chấp hành Trung ương Đảng") in facts
    assert ("Nghị quyết số 06-NQ/TW", "kg:guides", "bến đò") in facts


def test_a_law_that_changes_laws_keeps_its_own_number_and_day() -> None:
    facts = told(
        "Quốc hội thông qua Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Phí số 57/2024/QH15 ngày 29/11/2024."
    )
    name = "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Phí số 57/2024/QH15"
    assert facts >= {
        (name, "kg:number", "57/2024/QH15"),
        (name, "eli:date_document", "2024-11-29"),
        (name, "kg:amends", "Luật Giá"),
        (name, "kg:amends", "Luật Phí"),
    }


WITHIN_SUBJECTS = [
    f"{B} quy định quản lý bến đò đã được sửa đổi tại Điều 1 {A}.",
    f"{B} (được sửa đổi tại {A}) quy định quản lý bến đò.",
]


@pytest.mark.parametrize("text", WITHIN_SUBJECTS)
def test_a_subject_ends_where_a_document_is_said_to_be_changed(text: str) -> None:
    facts = told(text)
    assert (B, "kg:guides", "quản lý bến đò") in facts
    assert (A, "kg:amends", B) in facts


UNUSUAL_NUMBERS = [
    ("Thông tư 31/2013TT-BGDĐT", "31/2013/TT-BGDĐT"),
    ("Quyết định số 44/2007 QĐ-BGDĐT", "44/2007/QĐ-BGDĐT"),
    ("Quyết định số 77A/QĐ-BVH", "77A/QĐ-BVH"),
    ("Nghị quyết số18-NQ/TW", "18-NQ/TW"),
]


@pytest.mark.parametrize(("text", "number"), UNUSUAL_NUMBERS)
def test_an_unusual_number(text: str, number: str) -> None:
    (atom,) = REFERENCES.find(f"Bộ Tư pháp thực hiện {text} ngày 2/3/2020.")
    assert atom.value.number == number


def test_the_level_behind_a_local_symbol_is_passed_over() -> None:
    facts = told("Tỉnh thực hiện Nghị quyết 10/2016/NQ-HĐND tỉnh ngày 7/12/2016 của HĐND tỉnh Lạng Sơn về bến đò.")
    assert ("Nghị quyết 10/2016/NQ-HĐND", "eli:date_document", "2016-12-07") in facts
    assert ("Nghị quyết 10/2016/NQ-HĐND", "kg:guides", "bến đò") in facts


def test_one_number_of_two_terms_is_two_documents() -> None:
    text = (
        "Bộ Tư pháp thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017 về bến. "
        "Nghị quyết số 18-NQ/TW ngày 16/6/2022 về bến phà được thực hiện."
    )
    entities = [e for e in read_text(text).entities if e.kind == "Directive"]
    assert len({e.identity for e in entities}) == 2


def test_one_number_of_one_term_with_two_days_is_one_document_with_both() -> None:
    facts = told(
        "Nghị quyết số 59-NQ/TW ngày 24/1/2025 rất cần. Nghị quyết số 59-NQ/TW ngày 22/12/2024 được thực hiện."
    )
    assert {o for _, p, o in facts if p == "eli:date_document"} == {"2025-01-24", "2024-12-22"}
    assert len({s for s, _, _ in facts}) == 1


def test_a_decision_and_a_regulation_share_a_number() -> None:
    assert len(names("Quy định số 97-QĐ/TW và Quyết định số 97-QĐ/TW được thực hiện.", "Directive")) == 2


IDENTITIES = [
    ("Công văn số 7/TTg-CN ngày 5/1/2020 rất cần.", "Văn bản số 07/TTg-CN ngày 5/1/2020 rất cần."),
    ("Nghị quyết số 29-NQ/TW ngày 4/11/2013 rất cần.", "Nghị quyết số 29-NQ/TW (khóa XI) rất cần."),
    ("Luật Đất đai năm 2013 rất cần.", "Luật Đất đai 2013 rất cần."),
]


@pytest.mark.parametrize(("one", "other"), IDENTITIES)
def test_two_reports_cite_one_document(one: str, other: str) -> None:
    found = [e for text in (one, other) for e in read_text(text).entities if e.kind == "Directive"]
    assert found[0].identity == found[1].identity
    assert all(entity.complete for entity in found)


def test_the_year_in_a_number_bounds_the_document() -> None:
    (earliest,) = statement("Bộ Tư pháp thực hiện Thông tư số 8/2020/TT-BTP.", "kg:earliest")
    assert earliest.object.value == "2020-01-01"


TOLD_BY_SUBJECT = [
    ("Các dự thảo văn bản như: Nghị quyết về bến đò năm 2018.", "Nghị quyết về bến đò năm 2018"),
    ("Bộ Tư pháp báo cáo nghị quyết của HĐND tỉnh Lạng Sơn về bến đò.", "nghị quyết của HĐND tỉnh Lạng Sơn về bến đò"),
    ("Đại hội thông qua Điều lệ Công đoàn Việt Nam.", "Điều lệ Công đoàn Việt Nam"),
    ("Các cấp quán triệt Nghị quyết của Đại hội.", "Nghị quyết của Đại hội"),
    ("Các cấp quán triệt Nghị quyết của Đại hội XIII.", "Nghị quyết của Đại hội XIII"),
]


@pytest.mark.parametrize(("text", "name"), TOLD_BY_SUBJECT)
def test_documents_named_by_subject_or_gathering(text: str, name: str) -> None:
    assert names(text, "Directive") == {name}


def test_a_document_told_again_by_its_subject() -> None:
    text = (
        "Ban Bí thư ban hành Chỉ thị số 27-CT/TW về tăng cường lãnh đạo công tác lưu trữ. "
        "Cuộc họp bàn triển khai Chỉ thị về công tác lưu trữ."
    )
    assert names(text, "Directive") == {"Chỉ thị số 27-CT/TW"}


def test_a_draft_and_what_is_passed_are_one() -> None:
    text = (
        "Quốc hội nghe dự thảo Nghị quyết về việc lập Đoàn giám sát của Quốc hội năm 2025. "
        "Quốc hội thông qua Nghị quyết về việc lập Đoàn giám sát của Quốc hội năm 2025 bằng hình thức biểu quyết."
    )
    facts = told(text)
    assert len(names(text, "Directive")) == 1
    assert {o for _, p, o in facts if p == "kg:guides"} == {"lập Đoàn giám sát của Quốc hội năm 2025"}


LISTS = [
    (
        "Bộ Tư pháp tổ chức Hội nghị quán triệt Nghị quyết số 59-NQ/TW; Nghị quyết số 70-NQ/TW.",
        "Nghị quyết số 70-NQ/TW",
    ),
    ("Hội nghị nghe quán triệt Nghị quyết số 59-NQ/TW và Nghị quyết số 70-NQ/TW.", "Nghị quyết số 70-NQ/TW"),
]


@pytest.mark.parametrize(("text", "name"), LISTS)
def test_a_gathering_carries_out_a_list(text: str, name: str) -> None:
    assert name in {o for _, p, o in told(text) if p == "kg:implements"}


REVIEWS = [
    "Bộ Tư pháp tổ chức sơ kết 5 năm thực hiện Luật Giá.",
    "Bộ Tư pháp tổ chức Hội nghị đánh giá kết quả 5 năm thực hiện Luật Giá.",
]


@pytest.mark.parametrize("text", REVIEWS)
def test_a_review_of_how_a_document_is_carried_out(text: str) -> None:
    facts = told(text)
    assert [o for _, p, o in facts if p == "kg:reviews"] == ["Luật Giá"]
    assert not [o for _, p, o in facts if p == "kg:implements"]


def test_detailed_law_is_the_subject_of_what_details_it() -> None:
    facts = told(f"{A} của Chính phủ Quy định chi tiết một số điều của Luật Giá được ban hành.")
    assert (A, "kg:issuedBy", "Chính phủ") in facts
    assert (A, "kg:guides", "Quy định chi tiết một số điều của Luật Giá") in facts


def test_a_list_goes_on_with_what_is_replaced_and_not_with_what_that_details() -> None:
    facts = told(
        f"{A} được ban hành. Nghị định này thay thế {B} quy định chi tiết Luật Giá và Nghị định số 9/2017/NĐ-CP."
    )
    assert (A, "kg:replaces", "Nghị định số 9/2017/NĐ-CP") in facts
    assert (B, "kg:details", "Nghị định số 9/2017/NĐ-CP") not in facts


def test_an_issuer_without_its_preposition() -> None:
    facts = told("Kết luận số 76-KL/TW, ngày 4-6-2020 Bộ Chính trị về bến đò được triển khai.")
    assert ("Kết luận số 76-KL/TW", "kg:issuedBy", "Bộ Chính trị") in facts


MISPRINTED = [
    ("Bộ Tư pháp thực hiện Nghị quyết số 94/NQ-CP ngày 29/5/2020 cùa Chính phủ về bến đò.", "kg:guides", "bến đò"),
    ("Bộ Tư pháp thực hiện Nghị quyết số 94/NQ-CP này 29/5/2020 của Chính phủ.", "eli:date_document", "2020-05-29"),
    (
        'Bộ Tư pháp thực hiện Nghị quyết số 94/NQ-CP về “Tăng cường quản lý bến đò".',
        "kg:guides",
        "Tăng cường quản lý bến đò",
    ),
]


@pytest.mark.parametrize(("text", "predicate", "value"), MISPRINTED)
def test_misprints_in_a_tail(text: str, predicate: str, value: str) -> None:
    assert ("Nghị quyết số 94/NQ-CP", predicate, value) in told(text)


NO_NUMBERS = [
    "Kỳ họp thứ 11 - HĐND tỉnh bế mạc.",
    "LUẬT\nLuật QUỐC HỘI\nHôm nay trời đẹp.",
    "Đây là Đề án rất quan trọng.",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_more_that_only_looks_like_a_document(text: str) -> None:
    assert names(text, "Directive") == set()


SMALL = [
    "nghị quyết Hội nghị lần thứ 10 Ban Chấp hành Trung ương Đảng khóa XIII",
    "nghị quyết hội nghị lần thứ V – BCH trung ương đảng khóa IX",
    "quyết định của Bộ trưởng Bộ Công an về công tác cán bộ",
    "Thông tư liên tịch số 01/2017",
]


@pytest.mark.parametrize("name", SMALL)
def test_documents_in_small_letters_and_cut_numbers(name: str) -> None:
    assert names(f"Bộ Tư pháp đã triển khai {name}.", "Directive") == {name}


def test_a_nickname_in_brackets_is_no_other_document() -> None:
    text = "Thủ tướng Chính phủ ban hành Quyết định số 1979/QĐ-TTg phê duyệt Đề án “Bến đò” (Đề án 977)."
    assert names(text, "Directive") == {"Quyết định số 1979/QĐ-TTg"}


def test_an_office_whose_holder_nobody_names_issues_for_its_body() -> None:
    facts = told("Ngày 11/8/2022, Thủ tướng Chính phủ đã ban hành Quyết định số 1979/QĐ-TTg.")
    assert ("Quyết định số 1979/QĐ-TTg", "kg:issuedBy", "Chính phủ") in facts
    assert ("Quyết định số 1979/QĐ-TTg", "eli:date_document", "2022-08-11") in facts


def test_decisions_signed_together_and_cited_below() -> None:
    text = (
        "Thủ tướng Trần Văn Mơ đã ký các quyết định nghỉ hưu. Theo Quyết định số 823 ban hành ngày 6/7/2018, ông An "
        "nghỉ hưu.\nTại Quyết định 824/QĐ-TTg, Thủ tướng Chính phủ bổ nhiệm bà Lê Thị Mai làm Trợ lý."
    )
    facts = told(text)
    assert {o for s, p, o in facts if p == "kg:signs"} == {"Quyết định số 823", "Quyết định 824/QĐ-TTg"}
    assert ("Quyết định số 823", "eli:date_document", "2018-07-06") in facts


def test_other_documents_end_a_subject() -> None:
    facts = told("Bộ Tư pháp thực hiện Chỉ thị số 45-CT/TW về bến đò và các chỉ đạo của Trung ương về bến phà.")
    assert ("Chỉ thị số 45-CT/TW", "kg:guides", "bến đò") in facts


def test_persons_named_in_a_subject_are_persons() -> None:
    text = "Quyết định số 732/QĐ-TTg điều chỉnh phân công nhiệm vụ của Phó Thủ tướng Chính phủ Trần Văn Mơ đã có."
    assert names(text, "Person") == {"Trần Văn Mơ"}
    assert any(p == "kg:guides" and o.startswith("điều chỉnh phân công") for _, p, o in told(text))


def test_who_was_given_a_task_by_a_decision_did_not_issue_it() -> None:
    facts = told("Theo Quyết định số 1144/QĐ-BTP ngày 22/5/2012, ông Trần Văn Mơ được giao phụ trách Cục Bến đò.")
    assert not [fact for fact in facts if fact[1] == "kg:issuedBy"]


def test_a_gathering_convened_to_teach_documents() -> None:
    facts = told("Hội nghị tập huấn pháp luật do Bộ Tư pháp triệu tập để phổ biến, quán triệt nội dung của Luật Giá.")
    assert ("Hội nghị tập huấn pháp luật", "kg:implements", "Luật Giá") in facts


def test_many_documents_are_read_in_linear_time() -> None:
    text = "Nghị định số 1/2020/NĐ-CP sửa đổi Nghị định số 2/2019/NĐ-CP về bến đò và Luật Giá, " * 1200
    started = perf_counter()
    read_text(text)
    assert perf_counter() - started < 20


PLANS = [
    # text, its documents
    (
        "UBND tỉnh Lạng Sơn vừa ban hành Kế hoạch phổ biến, giáo dục pháp luật năm 2024.",
        "Kế hoạch phổ biến, giáo dục pháp luật năm 2024",
    ),
    (
        "UBND tỉnh Lạng Sơn ban hành kế hoạch kiểm tra công tác văn thư.",
        "kế hoạch kiểm tra công tác văn thư",
    ),
    (
        "HĐND tỉnh ban hành kế hoạch tiếp xúc cử tri (TXCT) trước kỳ họp thứ 8, HĐND tỉnh khóa X.",
        "kế hoạch tiếp xúc cử tri (TXCT) trước kỳ họp thứ 8, HĐND tỉnh khóa X",
    ),
    ("Sở Y tế ban hành kế hoạch và giao các đơn vị thực hiện.", None),
    ("Sở Y tế ban hành quy chế tổ chức, hoạt động của các đơn vị.", None),
]


@pytest.mark.parametrize(("text", "plan"), PLANS, ids=[row[0][:45] for row in PLANS])
def test_plans_that_are_issued(text: str, plan: str | None) -> None:
    assert names("Tin vắn trong ngày.\n" + text, "Directive") == ({plan} if plan else set())


PAGE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
-------
|
Số: 468/KH-UBND
|
Lạng Sơn, ngày
05 tháng 9 năm 2023
|
KẾ HOẠCH
TUYÊN TRUYỀN, VẬN ĐỘNG NHÂN DÂN TRÊN ĐỊA BÀN
Căn cứ Quyết định số 1234/QĐ-TTg ngày 12/5/2022 của Thủ tướng Chính phủ
phê duyệt Chương trình mẫu về công tác tuyên truyền và vận động giai đoạn
2021-2030, giai đoạn I: từ năm 2021 đến năm 2025 trên phạm vi cả nước;
Căn cứ Thông tư số 17/2022/TT-BNV ngày 3/3/2022 của Bộ Nội vụ về việc
thực hiện một số phần việc của Chương trình mẫu giai đoạn từ năm 2021 đến
năm 2025 trên phạm vi các tỉnh, thành phố trực thuộc Trung ương của cả nước;
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch tuyên truyền, vận động nhân
dân với các nội dung như sau:
"""


def test_page_of_a_plan() -> None:
    """A hard-wrapped page: each 'Căn cứ …;' is a base, the number's document what is issued below."""
    facts = told(PAGE)
    plan = "Số: 468/KH-UBND"
    assert {o for s, p, o in facts if s == plan and p == "kg:basedOn"} == {
        "Quyết định số 1234/QĐ-TTg",
        "Thông tư số 17/2022/TT-BNV",
    }
    assert (plan, "kg:issuedBy", "Ủy ban nhân dân tỉnh Lạng Sơn") in facts
    assert (plan, "eli:date_document", "2023-09-05") in facts
    assert (plan, "kg:guides", "tuyên truyền, vận động nhân dân") in facts


def test_whoever_cannot_issue_a_party_document_does_not() -> None:
    facts = told("Tin vắn.\nĐề án triển khai Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Viện Mẫu Sơn được bàn.")
    assert not {o for s, p, o in facts if p == "kg:issuedBy"}


ABOUT_ANOTHER = [  # what is issued is about the document that is named
    "văn bản cụ thể hóa",
    "các văn bản cụ thể hóa",
    "văn bản hướng dẫn",
    "văn bản triển khai",
    "kế hoạch cụ thể hóa",
    "hướng dẫn cụ thể",
]


@pytest.mark.parametrize("words", ABOUT_ANOTHER)
def test_a_document_about_another_one_is_not_that_one(words: str) -> None:
    facts = told(f"Tin vắn.\nUBND tỉnh Lạng Sơn ban hành {words} Nghị quyết số 19-NQ/TW ngày 25/10/2017 về y tế.")
    assert not {o for s, p, o in facts if p == "kg:issuedBy"}


@pytest.mark.parametrize("words", ["", "toàn văn ", "ngay ", "mới "])
def test_what_is_issued(words: str) -> None:
    facts = told(f"Tin vắn.\nUBND tỉnh Lạng Sơn ban hành {words}Chỉ thị số 19/CT-UBND ngày 25/10/2017 về y tế.")
    assert {o for s, p, o in facts if p == "kg:issuedBy"} == {"Ủy ban nhân dân tỉnh Lạng Sơn"}

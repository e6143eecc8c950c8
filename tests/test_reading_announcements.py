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


N = "Nghị quyết số 9-NQ/TU"
CARRIED_OUT = [
    (f"Thực hiện {N} về nông nghiệp, thời gian qua, Tỉnh ủy Lào Cai đã mở 5 lớp.", "Tỉnh ủy Lào Cai"),
    (f"Sau 5 năm thực hiện {N}, Tỉnh ủy Lào Cai đã có nhiều chuyển biến.", "Tỉnh ủy Lào Cai"),
    (f"Qua hơn 3 năm tổ chức triển khai {N}, Sở Y tế tỉnh Lào Cai đã xây 9 trạm.", "Sở Y tế tỉnh Lào Cai"),
    (f"{N} được Huyện ủy Bắc Hà triển khai nghiêm túc.", "Huyện ủy Bắc Hà"),
    (f"{N} đã được Huyện ủy Bắc Hà quán triệt, thực hiện sâu rộng.", "Huyện ủy Bắc Hà"),
    (f"Theo ông Lê Văn Tám, Huyện ủy Bắc Hà đã và đang triển khai {N}.", "Huyện ủy Bắc Hà"),
    (f"Thực hiện chỉ đạo của Tỉnh ủy Lào Cai tại {N}, Huyện ủy Bắc Hà đã mở 5 lớp.", "Huyện ủy Bắc Hà"),
    (f"Sở Y tế tỉnh Lào Cai tổ chức lớp tập huấn trực tuyến {N}.", f"lớp tập huấn trực tuyến {N}"),
    (f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. Hội nghị được tổ chức nhằm thực hiện {N}.", "Hội nghị toàn ngành"),
    (
        f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. Hội nghị đã quán triệt Luật Giá; triển khai {N}.",
        "Hội nghị toàn ngành",
    ),
]


@pytest.mark.parametrize(("text", "who"), CARRIED_OUT, ids=[row[0][:70] for row in CARRIED_OUT])
def test_who_carries_a_document_out(text: str, who: str) -> None:
    assert (who, "kg:implements", N) in told(text)


REVIEWED = [
    (f"Huyện ủy Bắc Hà đánh giá kết quả 5 năm thực hiện {N}.", "Huyện ủy Bắc Hà"),
    (f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. Hội nghị cũng sơ kết 2 năm thực hiện {N}.", "Hội nghị toàn ngành"),
]


@pytest.mark.parametrize(("text", "who"), REVIEWED, ids=[row[0][:70] for row in REVIEWED])
def test_who_reviews_a_document(text: str, who: str) -> None:
    assert (who, "kg:reviews", N) in told(text)


def test_a_gathering_reviews_one_document_and_carries_out_another() -> None:
    text = f"Huyện ủy Bắc Hà tổ chức Hội nghị sơ kết 3 năm thực hiện Chỉ thị số 5-CT/TU và triển khai {N}."
    facts = {(p, o) for s, p, o in told(text) if s.startswith("Hội nghị")}
    assert facts == {("kg:reviews", "Chỉ thị số 5-CT/TU"), ("kg:implements", N)}


def test_high_praise_is_no_name_of_a_gathering() -> None:
    text = f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. Hội nghị đánh giá cao việc Sở Y tế thực hiện {N}."
    assert names(text, "Event") == {"Hội nghị toàn ngành"}


APART = [
    ("UBND tỉnh Lào Cai cấp Quyết định chủ trương đầu tư số 27/QĐ-UBND.", "Quyết định chủ trương đầu tư số 27/QĐ-UBND"),
    ("Tỉnh thi hành Quyết định thu hồi đất số 22/QĐ-UBND.", "Quyết định thu hồi đất số 22/QĐ-UBND"),
    ("Bộ Y tế ra Công văn đôn đốc số 22/BYT-KCB.", "Công văn đôn đốc số 22/BYT-KCB"),
    (
        "Bộ Tư pháp thông qua Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW.",
        "Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW",
    ),
    (
        f"Bộ Y tế trình dự thảo Quy chế (sửa đổi) về khám bệnh, thay {B}.",
        "dự thảo Quy chế (sửa đổi) về khám bệnh, thay Thông tư số 10/2017/TT-BYT",
    ),
]


@pytest.mark.parametrize(("text", "name"), APART, ids=[row[1] for row in APART])
def test_names_with_words_of_their_own(text: str, name: str) -> None:
    assert name in names(text, "Directive")


def test_a_number_behind_another_document_s_words_is_not_of_its_type() -> None:
    text = "Quyết định phê duyệt của UBND tỉnh theo Tờ trình số 22/TTr-STC."
    assert names(text, "Directive") == {"Tờ trình số 22/TTr-STC"}


def test_a_number_cited_before_may_be_cited_short() -> None:
    text = "Bộ Y tế có Công văn số 15/BYT-KCB. Công văn 15 được gửi tới 5 nơi."
    assert names(text, "Directive") == {"Công văn số 15/BYT-KCB"}


COUNTED = [
    f"{A} thay cho hai thông tư cũ là Thông tư số 1/2010/TT-BYT và {B}.",
    f"{A} có hiệu lực từ ngày ký và thay thế các Thông tư: {B} ngày 5/5/2017; Thông tư số 1/2010/TT-BYT.",
    f"{A} thay thế 2 văn bản gồm: Thông tư số 1/2010/TT-BYT; {B}.",
]


@pytest.mark.parametrize("text", COUNTED)
def test_what_is_replaced_is_counted_first(text: str) -> None:
    assert {o for s, p, o in told(text) if p == "kg:replaces"} == {B, "Thông tư số 1/2010/TT-BYT"}


@pytest.mark.parametrize("listed", ["3 thông tư:", "ba thông tư, gồm:", "các thông tư sau:"])
def test_what_is_issued_is_counted_first(listed: str) -> None:
    text = f"Bộ Y tế vừa ban hành {listed} {A} về dược; {B} về khám bệnh."
    assert {s for s, p, o in told(text) if p == BY} == {A, B}


SIGNED = [
    "Thủ tướng Lê Văn Tám ký Quyết định số 1/QĐ-TTg bổ nhiệm ông A Sang, Vụ trưởng; Quyết định số 2/QĐ-TTg về thuế.",
    "Quyết định số 2/QĐ-TTg mang chữ ký của Thủ tướng Lê Văn Tám.",
    "Người ký Quyết định số 2/QĐ-TTg là Thủ tướng Lê Văn Tám.",
    "Quyết định số 2/QĐ-TTg do ông Lê Văn Tám, khi đó là Phó Thủ tướng Chính phủ ký giao đất sai.",
]


@pytest.mark.parametrize("text", SIGNED)
def test_more_ways_of_signing(text: str) -> None:
    assert ("Lê Văn Tám", SIGNS, "Quyết định số 2/QĐ-TTg") in told(text)


ENDED = [
    (f"Kể từ ngày {A} có hiệu lực, {B} hết hiệu lực thi hành.", True),
    (f"Khi {A} có hiệu lực thì, {B} bị bãi bỏ.", True),
    (f"Kể từ ngày {A} có hiệu lực, {B} vẫn được áp dụng.", False),
]


@pytest.mark.parametrize(("text", "repealed"), ENDED)
def test_force_ends_when_another_begins(text: str, repealed: bool) -> None:
    assert ((A, "kg:repeals", B) in told(text)) is repealed


CLAUSES = [
    (f"Sau 5 năm thực hiện {N} về nông nghiệp, công tác này có chuyển biến.", "nông nghiệp"),
    (f"{N} về nông nghiệp, đời sống nông dân được ban hành.", "nông nghiệp, đời sống nông dân"),
    ("Công văn số 27/TCHQ-GSQL ban hành từ tháng 4 gây vướng mắc.", None),
    ("Chính phủ ký Hiệp định về y tế, thay thế Hiệp định ký ngày 5/5/1985.", "y tế"),
]


@pytest.mark.parametrize(("text", "subject"), CLAUSES, ids=[row[0][:60] for row in CLAUSES])
def test_where_a_clause_ends_a_subject(text: str, subject: str | None) -> None:
    assert [o for s, p, o in told(text) if p == "kg:guides"] == ([subject] if subject else [])


def test_a_law_with_and_without_its_number_is_one() -> None:
    text = "Luật Trợ giúp pháp lý (TGPL) có hiệu lực. Luật TGPL số 91/2017/QH14 được Quốc hội thông qua ngày 20/6/2017."
    assert len(names(text, "Directive")) == 1


def test_two_laws_of_one_title_are_two() -> None:
    text = "Luật Thanh niên số 57/2020/QH14 thay thế Luật Thanh niên số 53/2005/QH11."
    assert len(names(text, "Directive")) == 2


BELOW = [
    "Ban Bí thư ban hành Chỉ thị về tăng cường công tác lưu trữ trong các cơ quan đảng",
    "Triển khai Chỉ thị của Ban Bí thư",
]


@pytest.mark.parametrize("headline", BELOW)
def test_a_headline_means_the_document_whose_number_follows(headline: str) -> None:
    lead = (
        "Ban Bí thư vừa ban hành Chỉ thị số 39-CT/TW của Ban Bí thư về tăng cường công tác văn thư, lưu trữ trong các"
    )
    assert names(f"{headline}\n\n{lead} cơ quan đảng.", "Directive") == {"Chỉ thị số 39-CT/TW"}


def test_another_subject_is_another_document() -> None:
    text = "Ban Bí thư ban hành Chỉ thị về công tác dân số.\n\nChỉ thị số 39-CT/TW về công tác lưu trữ còn hiệu lực."
    assert len(names(text, "Directive")) == 2


HEARD = [
    f"Hội nghị đã được nghe giới thiệu những nội dung cơ bản của {N}.",
    f"Các đại biểu được nghe ông Lê Văn Tám phổ biến {N}.",
    f"Trưởng đoàn đã phổ biến {N}.",
]


@pytest.mark.parametrize("text", HEARD)
def test_a_gathering_that_hears_of_a_document(text: str) -> None:
    facts = told(f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. {text}")
    assert ("Hội nghị toàn ngành", "kg:implements", N) in facts


def test_a_report_on_carrying_out_makes_the_gathering_review() -> None:
    text = f"Tại Hội nghị, Thứ trưởng Lê Văn Tám trình bày báo cáo sơ kết 5 năm thực hiện {N}."
    facts = told(f"Bộ Tư pháp tổ chức Hội nghị toàn ngành. {text}")
    assert ("Hội nghị toàn ngành", "kg:reviews", N) in facts and ("Lê Văn Tám", "kg:reviews", N) not in facts


MORE = [
    ("Ngày 14/1/2010, Thủ tướng Chính phủ đã có Công văn (số 73/TTg-CN) chỉ đạo rà soát.", (DATE, "2010-01-14")),
    ("Chính phủ vừa ban hành nghị định 178 về chức năng của bộ.", (BY, "Chính phủ")),
    ("Bộ Chính trị ra Quy định số 41-QĐ/TW về miễn nhiệm, từ chức.", ("kg:guides", "miễn nhiệm, từ chức")),
    ("Nghị định số 5/2020/NĐ-CP được Thủ tướng Chính phủ ban hành ngày 8/10/2020.", (BY, "Chính phủ")),
]


@pytest.mark.parametrize(("text", "fact"), MORE, ids=[row[0][:60] for row in MORE])
def test_more_ways_of_announcing(text: str, fact: tuple[str, str]) -> None:
    assert fact in {(p, o) for s, p, o in told(text)}


def test_what_carries_statutes_out_replaces_and_not_the_statutes() -> None:
    text = "Ủy ban Kiểm tra Trung ương thông qua Hướng dẫn thi hành Điều lệ Đảng, thay thế Hướng dẫn số 01-HD/UBKTTW."
    assert [s.split()[0] for s, p, o in told(text) if p == "kg:replaces"] == ["Hướng"]


PAGE = "BỘ Y TẾ\n\nSố: 12/2021/TT-BYT\n\nHà Nội, ngày 8 tháng 2 năm 2021\n\nTHÔNG TƯ\n\nVề khám bệnh từ xa\n\n"


def test_the_page_of_a_document_itself() -> None:
    bases = "Căn cứ Luật Giá;\n\nCăn cứ Nghị định số 5/2020/NĐ-CP ngày 3/4/2020 của Chính phủ;\n\n"
    facts = told(PAGE + bases + "Bộ trưởng Bộ Y tế quy định như sau:")
    name = "Số: 12/2021/TT-BYT"
    assert facts >= {
        (name, DATE, "2021-02-08"),
        (name, ON, "Luật Giá"),
        (name, ON, "Nghị định số 5/2020/NĐ-CP"),
        ("Nghị định số 5/2020/NĐ-CP", DATE, "2020-04-03"),
    }


def test_a_number_in_running_text_heads_no_page() -> None:
    text = "Bộ Y tế nhận Công văn số 12/BTP-VP.\n\nCăn cứ Luật Giá, việc này đúng."
    assert not [fact for fact in told(text) if fact[1] == ON]


ISSUERS = [
    (
        f"Đảng bộ triển khai {'Nghị quyết số 25-NQ/TW'} của Trung ương (khóa IX) về dân số.",
        {"Ban Chấp hành Trung ương Đảng"},
    ),
    ("Thông tư liên tịch số 5/2014/TTLT-BYT-BTC của Bộ Y tế, Bộ Tài chính về viện phí.", {"Bộ Y tế", "Bộ Tài chính"}),
    ("Theo quy định tại Nghị định số 5/2013/NĐ-CP, Bộ Y tế ban hành Thông tư số 9/2014/TT-BYT.", {"Bộ Y tế"}),
    ("Báo cáo tiếp thu dự án Bộ luật Lao động (sửa đổi) của Ủy ban Thường vụ Quốc hội được trình.", set()),
]


@pytest.mark.parametrize(("text", "issuers"), ISSUERS, ids=[row[0][:50] for row in ISSUERS])
def test_who_issues(text: str, issuers: set[str]) -> None:
    assert {o for s, p, o in told(text) if p == BY} == issuers


def test_a_document_that_takes_the_place_of_the_one_before() -> None:
    text = "Ông nhận Công văn số 27/TCT-GS viết chưa rõ, Tổng cục Thuế đã có Công văn số 44/TCT-GS thay thế."
    assert ("Công văn số 44/TCT-GS", "kg:replaces", "Công văn số 27/TCT-GS") in told(text)


def test_a_law_replaces_no_circular() -> None:
    assert not [f for f in told(f"Đây là văn bản hướng dẫn Luật Dược, thay thế {B}.") if f[1] == "kg:replaces"]


def test_bases_among_other_reasons() -> None:
    text = f"Căn cứ tình hình thực tế và {N}, UBND tỉnh Lào Cai ban hành Quyết định số 5/QĐ-UBND."
    assert ("Quyết định số 5/QĐ-UBND", ON, N) in told(text)


NAMED = [
    ("Bộ Y tế quán triệt Nghị quyết T.Ư 4 khóa XII. Nghị quyết TW4 khóa XII được triển khai.", 1),
    ("Pháp lệnh cũ: pháp lệnh ưu đãi người có công với cách mạng đã được sửa đổi.", 1),
    ("Hội thảo góp ý Kế hoạch hành động quốc gia về bình đẳng giới đã diễn ra.", 1),
    (f"Bộ Y tế triển khai {N} về nông nghiệp và 9 Chương trình công tác.", 1),
]


@pytest.mark.parametrize(("text", "count"), NAMED, ids=[row[0][:50] for row in NAMED])
def test_documents_by_other_names(text: str, count: int) -> None:
    assert len(names(text, "Directive")) == count

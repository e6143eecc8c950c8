"""Who chairs, attends and speaks, who meets and visits whom: sentence shapes as a table; the people are invented."""

from __future__ import annotations

import pytest
from told import told

CONFERENCE = "Hội nghị tổng kết công tác năm 2021"
L = f"Ngày 21/1/2022, Bộ Y tế tổ chức {CONFERENCE}. "
A, B, D = "Trần Văn Thử", "Lê Thị Mẫu", "Hoàng Văn Páo"
CH, AT, SP, ME, VI = "chairs", "attends", "speaks", "meets", "visits"
KINDS = {"kg:chairs": CH, "kg:attends": AT, "kg:meets": ME, "kg:visits": VI}
SPEECHES = ("speaksAt", "reportsAt", "givesOpeningSpeechAt", "givesClosingSpeechAt", "givesDirectingSpeechAt")
KINDS |= {f"kg:{name}": SP for name in SPEECHES}

SHAPES = [
    # the text, who is told to do what
    (L + f"Đồng chí {A} – Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy dự, phát biểu chỉ đạo Hội nghị.", {(A, AT), (A, SP)}),
    (L + f"Đồng chí {A}, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy đến dự và phát biểu chỉ đạo.", {(A, AT), (A, SP)}),
    (L + f"Đến dự và phát biểu chỉ đạo có đồng chí {A}, Bí thư Tỉnh ủy.", {(A, AT), (A, SP)}),
    (
        L + f"Tới dự có các đồng chí: {A}, Bí thư Tỉnh ủy; {B}, Phó Bí thư Thường trực Tỉnh ủy; đại "
        "diện các sở, ngành.",
        {(A, AT), (B, AT)},
    ),
    (
        L + f"Dự hội nghị, về phía tỉnh có đồng chí {A}, Chủ tịch UBND tỉnh; về phía Bộ Y tế có Thứ trưởng {B}.",
        {(A, AT), (B, AT)},
    ),
    (
        L + f"Hội nghị có sự tham gia của đồng chí {A}, Thứ trưởng Bộ Y tế; đồng chí {B}, Cục trưởng "
        "Cục Y tế dự phòng và hơn 200 đại biểu.",
        {(A, AT), (B, AT)},
    ),
    (L + f"Với sự tham dự của đồng chí {A}, Bí thư Tỉnh ủy, Hội nghị diễn ra sôi nổi.", {(A, AT)}),
    (L + f"Cùng dự có Thứ trưởng {A}; Thứ trưởng {B}; lãnh đạo các Vụ, Cục thuộc Bộ.", {(A, AT), (B, AT)}),
    (L + f"Chủ trì hội nghị có các đồng chí: {A}, Bí thư Tỉnh ủy; {B}, Chủ tịch UBND tỉnh.", {(A, CH), (B, CH)}),
    (L + f"Đồng chủ trì Hội nghị có các đồng chí {A}, Bí thư Tỉnh ủy; {B}, Chủ tịch UBND tỉnh.", {(A, CH), (B, CH)}),
    (L + f"Chủ trì Hội nghị là đồng chí {A}, Bí thư Tỉnh ủy.", {(A, CH)}),
    (L + f"Hội nghị được đồng chí {A}, Bí thư Tỉnh ủy chủ trì.", {(A, CH)}),
    (
        L + f"Hội nghị do đồng chí {A}, Bí thư Tỉnh ủy và đồng chí {B}, Chủ tịch UBND tỉnh đồng chủ trì.",
        {(A, CH), (B, CH)},
    ),
    (L + f"Hội nghị đặt dưới sự chủ tọa của đồng chí {A}.", {(A, CH)}),
    (L + f"Đồng chí {A}, Bí thư Tỉnh ủy dự và chủ trì hội nghị.", {(A, CH)}),
    (L + f"Dưới sự chủ trì của Thứ trưởng {A}, hội nghị đã thảo luận nhiều nội dung.", {(A, CH)}),
    (L + f"Chủ trì điểm cầu tỉnh Lạng Sơn có đồng chí {A}, Phó Chủ tịch UBND tỉnh.", {(A, CH)}),
    (
        L + f"Tham dự tại điểm cầu tỉnh Lạng Sơn có đồng chí {A}, Phó Chủ tịch UBND tỉnh; cùng đại diện các sở, ngành.",
        {(A, AT)},
    ),
    (
        L + f"Tại điểm cầu tỉnh Lạng Sơn, đồng chí {A}, Phó Chủ tịch UBND tỉnh chủ trì; cùng dự có "
        "lãnh đạo các sở, ngành.",
        {(A, CH)},
    ),
    (
        L + f"Tại điểm cầu tỉnh Lạng Sơn, đồng chí {A}, Phó Chủ tịch UBND tỉnh và lãnh đạo các sở, "
        "ngành tham dự hội nghị.",
        {(A, AT)},
    ),
    (
        L + f"Các đồng chí: {A}, Phó Chủ tịch UBND tỉnh; {B}, Giám đốc Sở Y tế; lãnh đạo các sở, ngành cùng dự.",
        {(A, AT), (B, AT)},
    ),
    (L + f"Phát biểu tại hội nghị, Thứ trưởng {A} nhấn mạnh vai trò của y tế cơ sở.", {(A, SP)}),
    (L + f"Thay mặt lãnh đạo Bộ, Thứ trưởng {A} phát biểu khai mạc hội nghị.", {(A, SP)}),
    (L + f"Tại Hội nghị, đồng chí {A}, Vụ trưởng Vụ Kế hoạch - Tài chính trình bày báo cáo tổng kết.", {(A, SP)}),
    (L + f"Hội nghị đã nghe đồng chí {A}, Giám đốc Sở Y tế báo cáo kết quả công tác.", {(A, SP)}),
    (L + f"Báo cáo tổng kết do đồng chí {A}, Chánh Văn phòng Bộ trình bày cho thấy nhiều kết quả.", {(A, SP)}),
    (L + f"Kết luận hội nghị, đồng chí Bộ trưởng {A} ghi nhận những kết quả đạt được.", {(A, SP)}),
    (L + f"Bế mạc Hội nghị, Bộ trưởng {A} cảm ơn các đại biểu.", {(A, SP)}),
    (L + f"Thảo luận tại hội nghị, ông {A}, Giám đốc Sở Y tế tỉnh Lạng Sơn cho rằng cần thêm nhân lực.", {(A, SP)}),
    (L + f"Ông {A}, Giám đốc Sở Y tế tỉnh Lạng Sơn tham luận về y tế cơ sở.", {(A, SP)}),
    (L + f"Trả lời chất vấn tại hội nghị, Giám đốc Sở Y tế {A} giải trình nguyên nhân.", {(A, SP)}),
    (L + f"Bộ trưởng {A} vừa chủ trì vừa phát biểu kết luận hội nghị.", {(A, CH), (A, SP)}),
    (L + f"Bộ trưởng {A} chủ trì và phát biểu chỉ đạo tại Hội nghị.", {(A, CH), (A, SP)}),
    (L + f"Bộ trưởng {A}, các Thứ trưởng {B}, {D} dự hội nghị.", {(A, AT), (B, AT), (D, AT)}),
    (L + f"Thứ trưởng Bộ Y tế {A}, Phó Chủ tịch UBND tỉnh Lạng Sơn {B} đồng chủ trì hội nghị.", {(A, CH), (B, CH)}),
    (
        L + f"Tham dự có ông {A}, Thứ trưởng Bộ Y tế; bà {B}, Trưởng Đại diện WHO tại Việt Nam; ông "
        f"{D}, chuyên gia cao cấp.",
        {(A, AT), (B, AT), (D, AT)},
    ),
    (
        L + f"Dự hội nghị có:\n- Đồng chí {A}, Bí thư Tỉnh ủy;\n- Đồng chí {B}, Chủ tịch UBND "
        "tỉnh;\n- Lãnh đạo các sở, ngành.",
        {(A, AT), (B, AT)},
    ),
    (L + f"Tham dự hội nghị có các đồng chí:\n{A}, Bí thư Tỉnh ủy;\n{B}, Chủ tịch UBND tỉnh.", {(A, AT), (B, AT)}),
    (
        L + f"Thành phần tham dự gồm: đồng chí {A}, Bí thư Tỉnh ủy; đồng chí {B}, Chủ tịch UBND tỉnh.",
        {(A, AT), (B, AT)},
    ),
    (L + f"Hội nghị vinh dự được đón đồng chí {A}, Bí thư Tỉnh ủy tới dự và phát biểu chỉ đạo.", {(A, AT), (A, SP)}),
    (
        L + f"Đến dự hội nghị có Đại tướng {A}, Bộ trưởng Bộ Quốc phòng; Thượng tướng {B}, Thứ trưởng Bộ Quốc phòng.",
        {(A, AT), (B, AT)},
    ),
    (L + f"Bộ trưởng {A} sẽ dự và chủ trì hội nghị vào ngày mai.", set()),
    (L + f"Bộ trưởng {A} yêu cầu Thứ trưởng {B} chủ trì hội nghị.", {(A, SP)}),
    (L + "Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án.", set()),
    (f"Chiều 5/3/2024, Bộ trưởng Bộ Y tế {A} đã tiếp Đại sứ Nhật Bản tại Việt Nam {B}.", {(A, ME)}),
    (
        f"Chiều 5/3/2024, Bộ trưởng Bộ Y tế {A} có buổi tiếp và làm việc với ngài {B}, Đại sứ Nhật Bản tại Việt Nam.",
        {(A, ME)},
    ),
    (f"Chiều 5/3/2024, Bộ trưởng Bộ Y tế {A} đã tiếp xã giao bà {B}, Trưởng Đại diện WHO tại Việt Nam.", {(A, ME)}),
    (f"Chiều 5/3/2024, tại Hà Nội, Bộ trưởng {A} hội đàm với Bộ trưởng Bộ Y tế Lào {B}.", {(A, ME)}),
    (f"Chiều 5/3/2024, Bộ trưởng {A} đã có cuộc gặp với Bộ trưởng Bộ Y tế Lào {B}.", {(A, ME)}),
    (f"Chiều 5/3/2024, Bộ trưởng {A} đã tiếp đoàn công tác Bộ Y tế Lào do Bộ trưởng {B} dẫn đầu.", {(A, ME)}),
    (f"Chiều 5/3/2024, đồng chí {A}, Bí thư Tỉnh ủy đã đến thăm, tặng quà Bệnh viện Bạch Mai.", {(A, VI)}),
    (
        f"Chiều 5/3/2024, đồng chí {A}, Bí thư Tỉnh ủy thăm và làm việc với Bộ Chỉ huy quân sự tỉnh Lạng Sơn.",
        {(A, VI), (A, ME)},
    ),
    (f"Từ ngày 5 đến 7/3/2024, Bộ trưởng Bộ Y tế {A} thăm chính thức Nhật Bản.", {(A, VI)}),
    (
        f"Bộ trưởng Bộ Y tế {A} dẫn đầu Đoàn đại biểu cấp cao thăm chính thức Nhật Bản từ ngày 5 đến 7/3/2024.",
        {(A, VI)},
    ),
    (f"Nhận lời mời của Bộ trưởng {B}, Bộ trưởng Bộ Y tế {A} đã có chuyến thăm chính thức Nhật Bản.", {(A, VI)}),
    (
        f"Đoàn công tác của Bộ Y tế do Thứ trưởng {A} làm trưởng đoàn đã đến thăm và làm việc tại tỉnh Lạng Sơn.",
        {(A, VI)},
    ),
    (f"Chiều 5/3/2024, Đoàn công tác do Thứ trưởng {A} làm trưởng đoàn đã làm việc với UBND tỉnh Lạng Sơn.", {(A, ME)}),
    (f"Thứ trưởng {A} vừa có buổi làm việc với UBND tỉnh Lạng Sơn.", {(A, ME)}),
    (f"Sáng 5/3/2024, Thứ trưởng Bộ Y tế {A} làm việc với lãnh đạo tỉnh Lạng Sơn.", set()),
    (f"Sáng 5/3/2024, Chủ tịch nước {A} đã gặp mặt Đoàn đại biểu Hội Người cao tuổi Việt Nam.", set()),
    (f"Bà {B}, Đại sứ Nhật Bản tại Việt Nam, đã đến chào xã giao Bộ trưởng Bộ Y tế {A}.", {(B, ME)}),
    # those present without a verb, guests, sides, brackets inside a list
    (L + f"Tại điểm cầu Trung ương có các đồng chí: {A}, Thứ trưởng Bộ Y tế; {B}, Cục trưởng.", {(A, AT), (B, AT)}),
    (L + f"Khách mời hội nghị: Ông {A}, Vụ trưởng; bà {B}, Giám đốc Sở Y tế.", {(A, AT), (B, AT)}),
    (L + f"Về phía ngành Y tế tham dự Hội nghị có đồng chí {A}, nguyên Thứ trưởng.", {(A, AT)}),
    (L + f"Dự Hội nghị có Thứ trưởng {A} (dự tại điểm cầu Lạng Sơn); Thứ trưởng {B}.", {(A, AT), (B, AT)}),
    (L + f"Đại biểu khách mời tham dự Hội nghị có đồng chí {A}, Thứ trưởng Bộ Y tế.", {(A, AT)}),
    (L + f"Bà đã cùng Thứ trưởng {A} chủ trì hội nghị.", {(A, CH)}),
    # who is spoken of behind a closing comma; who is heard; what a noun tells
    (L + f"Ông {A}, con trai của ông {B}, phát biểu tại hội nghị.", {(A, SP)}),
    (L + f"Sau khi nghe ông {A}, Giám đốc Sở Y tế phổ biến kế hoạch, các đại biểu thảo luận.", {(A, SP)}),
    (L + f"Phát biểu kết luận hội nghị đồng chí {A} yêu cầu các đơn vị rà soát.", {(A, SP)}),
    (L + f"Trong phát biểu kết luận của đồng chí {A} tại Hội nghị, nhiều giải pháp được nêu.", {(A, SP)}),
    # not at the gathering: another day, the press, a meeting since
    (L + f"Ngày 5/3, Bộ trưởng {A} đã chỉ đạo các đơn vị rà soát.", set()),
    (L + f"Trả lời phóng viên, Bộ trưởng {A} cho biết tình hình.", set()),
    (f"Trong khuôn khổ chuyến thăm chính thức Nhật Bản, Bộ trưởng {A} đã gặp Bộ trưởng {B}.", {(A, VI), (A, ME)}),
    (f"Chiều 5/3/2024, Thứ trưởng {A} thăm cán bộ, nhân viên Bệnh viện Bạch Mai.", {(A, VI)}),
    (f"Thứ trưởng {A} sẽ hội đàm với Bộ trưởng {B}, thăm Bệnh viện Bạch Mai.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES, ids=[row[0].replace(L, "")[:60] for row in SHAPES])
def test_who_does_what(text: str, expected: set[tuple[str, str]]) -> None:
    facts = {(who, KINDS[predicate]) for who, predicate, _ in told(text) if predicate in KINDS}
    allowed = {(who, kind) for who, _ in expected for kind in (AT, SP)}  # who chairs or asks attends and speaks too
    assert expected <= facts
    assert facts - allowed <= expected

"""Who asks whom for what: sentence shapes as a table; the people are invented."""

from __future__ import annotations

import pytest
from told import told

CONFERENCE = "Hội nghị tổng kết công tác năm 2021"
LEAD = f"Ngày 21/1/2022, Bộ Y tế tổ chức {CONFERENCE}. Bộ trưởng Bộ Y tế Trần Văn Thử chủ trì hội nghị. "
L = LEAD
A, B = "Trần Văn Thử", "Lê Thị Mẫu"

REQUESTS = [
    # the text, (who asks, who is asked, for what)
    (L + "Bộ trưởng yêu cầu Sở Y tế các tỉnh rà soát kế hoạch.", {(A, "Sở Y tế các tỉnh", "rà soát kế hoạch")}),
    (
        L + f"Kết luận hội nghị, Bộ trưởng {A} yêu cầu các đơn vị tiếp tục rà soát; đề nghị Bộ Tài "
        "chính bố trí kinh phí; giao Cục Y tế dự phòng xây dựng kế hoạch.",
        {
            (A, "các đơn vị", "tiếp tục rà soát"),
            (A, "Bộ Tài chính", "bố trí kinh phí"),
            (A, "Cục Y tế dự phòng", "xây dựng kế hoạch"),
        },
    ),
    (
        L + "Bộ trưởng nhấn mạnh vai trò của ngành. Đồng thời, yêu cầu các đơn vị khẩn trương hoàn thành báo cáo.",
        {(A, "các đơn vị", "khẩn trương hoàn thành báo cáo")},
    ),
    (
        L + f"Bộ trưởng {A} yêu cầu:\n1. Các Vụ, Cục rà soát kế hoạch.\n2. Thanh tra Bộ tăng cường "
        "kiểm tra.\n3. Giao Văn phòng Bộ theo dõi, đôn đốc.",
        {
            (A, "Các Vụ, Cục", "rà soát kế hoạch"),
            (A, "Thanh tra Bộ", "tăng cường kiểm tra"),
            (A, "Văn phòng Bộ", "theo dõi, đôn đốc"),
        },
    ),
    (
        L + f"Bộ trưởng {A} yêu cầu các đơn vị thực hiện một số nhiệm vụ trọng tâm sau:\n- Rà soát kế "
        "hoạch năm.\n- Tăng cường kiểm tra.",
        {
            (A, "các đơn vị", "thực hiện một số nhiệm vụ trọng tâm sau"),
            (A, "", "Rà soát kế hoạch năm"),
            (A, "", "Tăng cường kiểm tra"),
        },
    ),
    (
        L + "Bộ trưởng đề nghị các địa phương cần tập trung tiêm chủng, bảo đảm an toàn.",
        {(A, "các địa phương", "tập trung tiêm chủng, bảo đảm an toàn")},
    ),
    (
        L + "Bộ trưởng lưu ý, thời gian tới, Sở Y tế các tỉnh cần chủ động phòng dịch.",
        {(A, "Sở Y tế các tỉnh", "chủ động phòng dịch")},
    ),
    (L + "Bộ trưởng chỉ đạo Cục Quản lý Dược kiểm tra giá thuốc.", {(A, "Cục Quản lý Dược", "kiểm tra giá thuốc")}),
    (L + "Bộ trưởng chỉ đạo công tác phòng dịch quyết liệt.", set()),
    (L + "Các đại biểu đề nghị Bộ Y tế bổ sung biên chế.", set()),
    (L + "Cử tri đề nghị Quốc hội xem xét sửa đổi Luật Dược.", set()),
    (L + "Ông đề nghị các bệnh viện công khai giá.", {(A, "các bệnh viện", "công khai giá")}),
    (
        L + f"Đồng chí {A} biểu dương ngành y tế tỉnh; đồng thời, đề nghị ngành tiếp tục phát huy kết quả.",
        {(A, "ngành", "tiếp tục phát huy kết quả")},
    ),
    (
        L + "Bộ trưởng kêu gọi toàn ngành đoàn kết, nỗ lực hoàn thành nhiệm vụ.",
        {(A, "toàn ngành", "đoàn kết, nỗ lực hoàn thành nhiệm vụ")},
    ),
    (L + "Yêu cầu của Bộ trưởng là phải hoàn thành sớm.", set()),
    (L + "Bộ trưởng đáp ứng yêu cầu của cử tri.", set()),
    (
        "Thủ tướng Chính phủ Trần Văn Thử vừa ký Công điện số 12/CĐ-TTg ngày 5/3/2024 về phòng "
        "chống dịch. Công điện yêu cầu Bộ Y tế chỉ đạo các bệnh viện sẵn sàng thu dung.",
        {(A, "Bộ Y tế", "chỉ đạo các bệnh viện sẵn sàng thu dung")},
    ),
    (
        "Thủ tướng Chính phủ Trần Văn Thử vừa ban hành Chỉ thị số 12/CT-TTg về phòng chống dịch. "
        "Tại Chỉ thị, Thủ tướng yêu cầu Bộ trưởng Bộ Y tế tập trung chỉ đạo phòng dịch; Chủ tịch "
        "UBND các tỉnh chịu trách nhiệm trước Thủ tướng.",
        {
            (A, "Bộ trưởng Bộ Y tế", "tập trung chỉ đạo phòng dịch"),
            (A, "Chủ tịch UBND các tỉnh", "chịu trách nhiệm trước Thủ tướng"),
        },
    ),
    (
        "Ban Bí thư yêu cầu các cấp ủy, tổ chức đảng lãnh đạo thực hiện tốt chỉ thị này.",
        {("Ban Bí thư", "các cấp ủy, tổ chức đảng", "lãnh đạo thực hiện tốt chỉ thị này")},
    ),
    (
        L + f"Phó Chủ tịch UBND tỉnh {B} đề nghị Bộ Y tế quan tâm hỗ trợ tỉnh đầu tư bệnh viện.",
        {(B, "Bộ Y tế", "quan tâm hỗ trợ tỉnh đầu tư bệnh viện")},
    ),
    (L + f"Bộ trưởng {A} nhấn mạnh, để hoàn thành nhiệm vụ, các đơn vị cần chủ động hơn nữa.", set()),
    (
        L + f"Bộ trưởng {A} đề nghị đồng chí {B} sớm kiện toàn bộ máy.",
        {(A, "đồng chí Lê Thị Mẫu", "sớm kiện toàn bộ máy")},
    ),
    (
        L + f"Bộ trưởng {A} giao nhiệm vụ cho Cục Y tế dự phòng chủ trì, phối hợp với các đơn vị xây dựng đề án.",
        {(A, "Cục Y tế dự phòng", "chủ trì, phối hợp với các đơn vị xây dựng đề án")},
    ),
    (L + f"Bộ trưởng {A} mong muốn các đơn vị tiếp tục cố gắng.", set()),
    (L + "Sở Y tế được giao xây dựng kế hoạch.", set()),
    # by a paper, by whoever asked last, not by whoever is asked
    (
        "UBND tỉnh Lạng Sơn ban hành văn bản yêu cầu các sở, ngành chủ động ứng phó bão.",
        {("Ủy ban nhân dân tỉnh Lạng Sơn", "các sở, ngành", "chủ động ứng phó bão")},
    ),
    (
        "Bộ Y tế vừa có công văn đề nghị Sở Y tế các tỉnh tăng cường phòng dịch.",
        {("Bộ Y tế", "Sở Y tế các tỉnh", "tăng cường phòng dịch")},
    ),
    ("Bệnh viện Bạch Mai được giao lập danh sách và yêu cầu tự cách ly.", set()),
    (
        LEAD + "Bộ trưởng chưa đồng ý và đề nghị Cục Quản lý Dược đánh giá kỹ tác động.",
        {(A, "Cục Quản lý Dược", "đánh giá kỹ tác động")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), REQUESTS, ids=[row[0].replace(L, "")[:60] for row in REQUESTS])
def test_requests(text: str, expected: set[tuple[str, str, str]]) -> None:
    facts = told(text)
    askers = {request: who for request, predicate, who in facts if predicate == "kg:instructedBy"}
    asked = {request: who for request, predicate, who in facts if predicate == "kg:addresseeText"}
    assert {(who, asked.get(request, ""), request) for request, who in askers.items()} == expected


CONCLUSIONS = [
    # what a conclusion asks for, line by line; what it only finds is no request
    (
        f"Sau khi nghe ý kiến của các đại biểu, Bộ trưởng {A} kết luận:\n"
        "1. Đánh giá chung: các đơn vị đã nghiêm túc phòng dịch.\n"
        "2. Nhiệm vụ thời gian tới:\n"
        "a) Giao Cục Y tế dự phòng rà soát kế hoạch.\n"
        "b) Về kinh phí: Bộ Tài chính phối hợp Bộ Y tế lập dự toán.\n"
        "c) Bộ Công an: chỉ đạo công an các tỉnh bảo đảm trật tự.",
        {"rà soát kế hoạch", "phối hợp Bộ Y tế lập dự toán", "chỉ đạo công an các tỉnh bảo đảm trật tự"},
    ),
    (
        f"Bộ trưởng {A} yêu cầu các đơn vị tập trung thực hiện các nhiệm vụ sau:\n"
        "Một là, các bệnh viện rà soát giường bệnh.\n"
        "Hai là, Cục Quản lý Dược kiểm tra giá thuốc; Thanh tra Bộ xử lý vi phạm.\n"
        "Giao Văn phòng Bộ theo dõi, đôn đốc.",
        {
            "tập trung thực hiện các nhiệm vụ sau",
            "rà soát giường bệnh",
            "kiểm tra giá thuốc",
            "xử lý vi phạm",
            "theo dõi, đôn đốc",
        },
    ),
    # the same sentence asks more than one
    (
        f"Bộ trưởng {A} giao Cục Quản lý Dược kiểm tra giá thuốc; Bộ Công an cử thêm cán bộ; Bộ Tài chính thống nhất "
        "phương án chi.",
        {"kiểm tra giá thuốc", "cử thêm cán bộ", "thống nhất phương án chi"},
    ),
    (
        f"Bộ trưởng {A} mong các sở cố gắng; về kinh phí, giao Cục Quản lý Dược lập dự toán.",
        {"lập dự toán"},
    ),
    (
        f"Bộ trưởng {A} nhắc các trường, trong đó có Trường Đại học Y Hà Nội, chuẩn bị nhân lực.",
        {"chuẩn bị nhân lực"},
    ),
    (
        f"Bộ trưởng {A} cảm ơn các sở. Đồng thời đề nghị, sau hội nghị này, các sở tiếp tục rà soát.",
        {"tiếp tục rà soát"},
    ),
    (f"Bộ trưởng {A} cảm ơn Bộ Công an, đồng thời giao Cục Quản lý Dược làm đầu mối.", {"làm đầu mối"}),
    (f"Bộ trưởng {A} yêu cầu trong năm 2022, các sở phải hoàn thành đề án.", {"hoàn thành đề án"}),
]


@pytest.mark.parametrize(("text", "requests"), CONCLUSIONS, ids=[row[0][:50] for row in CONCLUSIONS])
def test_what_is_asked_line_by_line(text: str, requests: set[str]) -> None:
    facts = told(LEAD + text)
    asked = {s for s, p, o in facts if p == "kg:instructedBy" and o == A}
    assert {o for s, p, o in facts if p == "kg:text" and s in asked} == requests

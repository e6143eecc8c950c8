"""The same told in other ways: when, where, by whom a gathering is held, who is there; the people are invented."""

from __future__ import annotations

import pytest
from told import told

A, B = "Lê Văn Tám", "Trần Văn Bảy"
DAY, END, AT, HOST, THERE, CHAIR = (
    "schema:startDate", "schema:endDate", "kg:heldAt", "kg:organises", "kg:attends", "kg:chairs",
)  # fmt: skip
TALKS, MEETING = "hội đàm", "cuộc họp"
UNION = "Đại hội Công đoàn tỉnh Bình Định lần thứ XIV"
PLENUM = "Hội nghị lần thứ 15 Ban Chấp hành Đảng bộ tỉnh Lào Cai khóa XV"
SHOW = "Chương trình nghệ thuật chào mừng Ngày Nhà giáo Việt Nam"
PRESS = "buổi họp báo Chính phủ thường kỳ tháng 5/2018"
VOTERS = "tiếp xúc cử tri huyện Yên Minh"

VARIANTS = [
    (
        "Hai bên đã tiến hành hội đàm chính thức tại Văn phòng Chính phủ ngày 18/5/2005.",
        {(TALKS, DAY, "2005-05-18"), (TALKS, AT, "Văn phòng Chính phủ")},
    ),
    (
        "Lễ kỷ niệm 65 năm Trường Đại học Y Hà Nội và Đón nhận Huân chương Lao động đã được tổ chức trọng thể tại "
        "Trung tâm Hội nghị Quốc tế, sáng nay, 17/11/2010.",
        {("Lễ kỷ niệm 65 năm Trường Đại học Y Hà Nội và Đón nhận Huân chương Lao động", DAY, "2010-11-17")},
    ),
    (
        f"Bộ Y tế tổ chức Hội nghị tổng kết năm. Phó Chủ tịch nước {A}, Bộ trưởng Bộ Y tế {B}, đại diện lãnh đạo Đại "
        "học Quốc gia Hà Nội... cùng đại diện các bộ, trường trong nước đã tới dự.",
        {(A, THERE, "Hội nghị tổng kết năm"), (B, THERE, "Hội nghị tổng kết năm")},
    ),
    (
        "Trong hai ngày 21-22/4/2016, Ủy ban Kiểm tra Trung ương khóa XII, họp kỳ thứ 2.",
        {("Ủy ban Kiểm tra Trung ương", HOST, "họp kỳ thứ 2"), ("họp kỳ thứ 2", END, "2016-04-22")},
    ),
    (
        f"Sáng 28/9/2023, tại Quy Nhơn, Liên đoàn Lao động tỉnh Bình Định long trọng tổ chức khai mạc {UNION}.",
        {("Liên đoàn Lao động tỉnh Bình Định", HOST, UNION), (UNION, DAY, "2023-09-28"), (UNION, AT, "Quy Nhơn")},
    ),
    (
        f"{PLENUM} đã họp từ ngày 5 đến 6/7/2018 tại thành phố Lào Cai dưới sự chủ trì của đồng chí {A}.",
        {(PLENUM, DAY, "2018-07-05"), (PLENUM, END, "2018-07-06"), (A, CHAIR, PLENUM)},
    ),
    (
        f"Tối 18/11/2019, tại Nhà hát Lớn Hà Nội, {SHOW} do Bộ Giáo dục và Đào tạo phối hợp với Đài Truyền hình "
        "Việt Nam tổ chức đã diễn ra.",
        {(SHOW, DAY, "2019-11-18"), (SHOW, AT, "Nhà hát Lớn Hà Nội"), ("Đài Truyền hình Việt Nam", HOST, SHOW)},
    ),
    (
        f"Hôm nay (12/3/2020), Ban Chỉ đạo quốc gia họp dưới sự chủ trì của Phó Thủ tướng {A}.",
        {(MEETING, DAY, "2020-03-12"), (A, CHAIR, MEETING)},
    ),
    (
        f"Diễn ra trong 2 ngày (25 và 26/8/2022), {UNION} đã thành công tốt đẹp.",
        {(UNION, DAY, "2022-08-25"), (UNION, END, "2022-08-26")},
    ),
    (
        f"Với sự tham dự của đồng chí {A}, Phó Chủ tịch Quốc hội, sáng 3/3/2022 tại Quy Nhơn, Liên đoàn Lao động tỉnh "
        f"Bình Định khai mạc {UNION}.",
        {(UNION, DAY, "2022-03-03"), (UNION, AT, "Quy Nhơn"), (A, THERE, UNION)},
    ),
    (
        f"Theo Chương trình công tác, ngày 9/8/2016, Thứ trưởng Bộ Y tế {A} đã làm việc với UBND tỉnh Sơn La.",
        {(A, "kg:meets", "Ủy ban nhân dân tỉnh Sơn La")},
    ),
    (
        f"Ngày 5/6/2015, Đoàn đại biểu Quốc hội tỉnh Hà Giang đã {VOTERS}. Tham dự buổi tiếp xúc có đại biểu {A}.",
        {(A, THERE, VOTERS)},
    ),
    (
        f"Trả lời câu hỏi của phóng viên tại {PRESS} diễn ra chiều 2/6, Bộ trưởng Bộ Tài chính {A} khẳng định không "
        "tăng thuế.",
        {(A, "kg:speaksAt", PRESS)},
    ),
    (
        "Thủ tướng chỉ đạo Bộ Công an chủ trì, phối hợp với các địa phương mở đợt cao điểm trấn áp tội phạm.",
        {("chủ trì, phối hợp với các địa phương mở đợt cao điểm trấn áp tội phạm", "kg:instructedBy", "Chính phủ")},
    ),
    (
        f"Về phía Bộ Y tế có Thứ trưởng {A}; về phía tỉnh Lạng Sơn có {B}, Giám đốc Sở Y tế cùng tham dự Hội nghị sơ "
        "kết công tác y tế.",
        {(A, THERE, "Hội nghị sơ kết công tác y tế"), (B, THERE, "Hội nghị sơ kết công tác y tế")},
    ),
    (
        f"Chủ trì tại điểm cầu Đắk Lắk là ông {A}, Phó Chủ tịch UBND tỉnh. Hội nghị trực tuyến tổng kết năm học do Bộ "
        "Giáo dục và Đào tạo tổ chức ngày 12/8/2022.",
        {(A, CHAIR, "Hội nghị trực tuyến tổng kết năm học")},
    ),
    (
        f"Trả lời chất vấn của đại biểu {B} tại phiên chất vấn sáng 6/6/2018, Bộ trưởng Bộ Giao thông vận tải {A} thừa "
        "nhận trách nhiệm.",
        {(A, "kg:speaksAt", "phiên chất vấn"), ("phiên chất vấn", DAY, "2018-06-06")},
    ),
    (
        f"Phó Thủ tướng {A} nhấn mạnh như vậy khi chủ trì cuộc họp của Ủy ban Quốc gia về chuyển đổi số.",
        {(A, CHAIR, "cuộc họp của Ủy ban Quốc gia về chuyển đổi số")},
    ),
    (
        f"Đó là ý kiến chỉ đạo của Bộ trưởng Bộ Công Thương {A} tại Hội nghị giao ban tháng 3 của Bộ Công Thương.",
        {(A, "kg:speaksAt", "Hội nghị giao ban tháng 3 của Bộ Công Thương")},
    ),
    (
        f"Tham dự {UNION} có ông {A} - Bí thư Tỉnh ủy. Ông {B} - Chủ tịch UBND tỉnh.",
        {(A, THERE, UNION), (B, THERE, UNION)},
    ),
    (
        f"Sáng 1/10/2022, Bệnh viện Bạch Mai tổ chức hội nghị công bố quyết định bổ nhiệm Giám đốc Bệnh viện. Tham dự "
        f"buổi lễ có đồng chí {A}, Thứ trưởng Bộ Y tế.",
        {(A, THERE, "hội nghị công bố quyết định bổ nhiệm Giám đốc Bệnh viện")},
    ),
    (
        f"Ngày 10/11/2013, Sở Y tế tỉnh Lào Cai tổ chức kỷ niệm 25 năm Ngày thành lập ngành. Tới dự có đồng chí {A}.",
        {(A, THERE, "kỷ niệm 25 năm Ngày thành lập ngành")},
    ),
    (
        f"Phó Chủ tịch Quốc hội {A} cho biết Quốc hội Việt Nam sẵn sàng hợp tác, đồng thời đề nghị hai bên tăng cường "
        "trao đổi đoàn.",
        {("tăng cường trao đổi đoàn", "kg:instructedBy", A)},
    ),
    (
        "Chủ tịch UBND tỉnh Gia Lai yêu cầu các địa phương trực ban 24/24 giờ.\nChủ tịch UBND tỉnh "
        f"{A} kiểm tra công tác ứng phó với bão.",
        {("trực ban 24/24 giờ", "kg:instructedBy", A)},
    ),
    (
        f"Chuyến thăm chính thức Ấn Độ của Chủ tịch nước {A} diễn ra từ ngày 2 đến ngày 4/3/2018.",
        {("Chuyến thăm chính thức Ấn Độ", DAY, "2018-03-02"), (A, "kg:visits", "Ấn Độ")},
    ),
    (
        f"Đoàn đại biểu tỉnh Kampot do ông Sok Vanna dẫn đầu đã đến Cần Thơ. Chủ tịch HĐND thành phố {A} đã có buổi "
        "tiếp thân mật phái đoàn.",
        {(A, "kg:meets", "Sok Vanna")},
    ),
    (
        "date 2018-08 Chiều 21/8, Bộ Công an tổ chức lễ công bố quyết định điều động cán bộ.",
        {("lễ công bố quyết định điều động cán bộ", DAY, "2018-08-21")},
    ),
    (
        "Sáng 13/1/2021, Bộ Y tế tổ chức Lễ trao tặng Huân chương Độc lập, Huân chương Lao động cho các thầy thuốc.",
        {("Lễ trao tặng Huân chương Độc lập, Huân chương Lao động cho các thầy thuốc", DAY, "2021-01-13")},
    ),
    (
        f'Hội nghị "Trao đổi kinh nghiệm làm báo” do Bộ Y tế tổ chức tại Huế. Hội nghị "Trao đổi kinh nghiệm làm báo” '
        f"là hội nghị đầu tiên của ngành. Ông {A}, Thứ trưởng Bộ Y tế chủ trì Hội nghị.",
        {(A, CHAIR, 'Hội nghị "Trao đổi kinh nghiệm làm báo”')},
    ),
    (
        f"Ông {A} đã có buổi tiếp Đại sứ CHDCND Lào tại Việt Nam Sengphet Phommavong.",
        {(A, "kg:meets", "Sengphet Phommavong")},
    ),
    (
        f"Ngày 12/9/2019, Bộ Tư lệnh Quân khu 9 tổ chức tổng kết diễn tập khu vực phòng thủ. Đến dự có ông {A}.",
        {("Bộ Tư lệnh Quân khu 9", HOST, "tổng kết diễn tập khu vực phòng thủ")},
    ),
    (
        f"Tại cuộc hội đàm với Thứ trưởng Bộ Ngoại giao {A}, ngày 20/6/2008 tại Hà Nội, Thứ trưởng Jan Kowalski bày "
        "tỏ vui mừng.",
        {("cuộc hội đàm", DAY, "2008-06-20"), ("cuộc hội đàm", AT, "Hà Nội")},
    ),
    (
        "Ngày 17/2/2022, Bộ Tư pháp phối hợp với Cơ quan Hợp tác quốc tế Nhật Bản tại Việt Nam (JICA) tổ chức Hội thảo "
        "về giáo dục pháp luật.",
        {("Bộ Tư pháp", HOST, "Hội thảo về giáo dục pháp luật")},
    ),
    (
        "Ngày 5/3/2020, Đại hội đại biểu Hội Nông dân Việt Nam lần thứ VIII khai mạc tại Nhà hát Lớn Hà Nội.",
        {("Đại hội đại biểu Hội Nông dân Việt Nam lần thứ VIII", AT, "Nhà hát Lớn Hà Nội")},
    ),
    (
        f"Bộ trưởng Bộ Y tế {A} vừa ký công điện gửi Giám đốc Sở Y tế các tỉnh, thành phố, yêu cầu rà soát các phòng "
        "khám.",
        {("rà soát các phòng khám", "kg:instructedBy", A)},
    ),
    (
        f"Ông {A} cắt băng khai mạc Hội chợ Du lịch Đà Nẵng 2019.",
        {(A, THERE, "Hội chợ Du lịch Đà Nẵng 2019")},
    ),
    (
        "date 2021-07 Chính trị\nNgày đăng: 16/7/2021\nSáng nay, Bộ Y tế tổ chức lễ công bố quyết định điều động.",
        {("lễ công bố quyết định điều động", DAY, "2021-07-16")},
    ),
    (
        f"Sáng 2/6/2021, {A}, Chủ tịch HĐND tỉnh Lào Cai có một số kết luận tại buổi làm việc với Sở Y tế.",
        {(A, "kg:givesClosingSpeechAt", "buổi làm việc với Sở Y tế")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), VARIANTS, ids=[row[0][:50] for row in VARIANTS])
def test_what_is_told_in_other_words(text: str, facts: set[tuple[str, str, str]]) -> None:
    missing = facts - told(text)
    assert not missing


def test_a_delegate_with_a_name_is_no_group() -> None:
    assert not any(p == "kg:takesPartIn" for _, p, _ in told(f"Tham dự buổi tiếp xúc cử tri có đại biểu {A}."))

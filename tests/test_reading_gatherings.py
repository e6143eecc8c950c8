"""Which gatherings a report tells of, when, where and by whom: kinds of sentence; the people are invented."""

from __future__ import annotations

import pytest
from told import names, told

THU, MAU = "Trần Văn Thử", "Lê Thị Mẫu"
TALKS = f"Sáng 11/11/2015, tại Khách sạn Hoa Mẫu, Bộ trưởng Bộ Y tế {THU} đã hội đàm với Bộ trưởng Bộ Y tế Lào {MAU}. "
RECEPTION = f"Chiều cùng ngày, Thủ tướng Chính phủ Đỗ Văn Thí đã tiếp {MAU}. "

EVENTS = [
    # told by a verb alone: talks always, a reception only where the report calls it one
    (TALKS, {"hội đàm"}),
    (RECEPTION, set()),
    (RECEPTION + "Tại buổi tiếp, hai bên trao đổi tình hình.", {"buổi tiếp"}),
    (RECEPTION + f"Cùng dự có Thứ trưởng Bộ Y tế {THU}.", {"buổi tiếp"}),
    (
        TALKS + "Tại hội đàm, hai bên trao đổi. " + RECEPTION + "Tại buổi tiếp, hai bên vui mừng.",
        {"hội đàm", "buổi tiếp"},
    ),
    ("UBND tỉnh họp phiên thường kỳ tháng 10. Dự họp có lãnh đạo các sở.", {"họp phiên thường kỳ tháng 10"}),
    (f"Chính phủ họp để xem xét báo cáo. Bộ trưởng Bộ Y tế {THU} chủ trì phiên họp.", {"phiên họp"}),
    (
        f"Tỉnh ủy Mẫu Sơn tổ chức sơ kết công tác năm 2020. Bí thư Tỉnh ủy {THU} dự hội nghị.",
        {"sơ kết công tác năm 2020"},
    ),
    ("Các chi bộ đã tổ chức sơ kết công tác năm 2020.", set()),
    # one gathering under several heads; parts of a session are their own
    ("UBND tỉnh tổ chức phiên họp thường kỳ. Dự hội nghị có lãnh đạo các sở.", {"phiên họp thường kỳ"}),
    (
        f"HĐND tỉnh khai mạc Kỳ họp thứ 5. Tại phiên chất vấn, ông {THU} phát biểu.",
        {"Kỳ họp thứ 5", "phiên chất vấn"},
    ),
    # in general, in passing, or what is not a gathering
    ("Bộ Y tế tổ chức các hội nghị tập huấn.", set()),
    (f"Bộ trưởng Bộ Y tế {THU} chúc mừng thành công của Đại hội thi đua yêu nước toàn quốc.", set()),
    (f"Bộ trưởng Bộ Y tế {THU} giao Ban Tổ chức rà soát.", set()),
    (f"Bộ trưởng Bộ Y tế {THU} nghe báo cáo về kết quả tổ chức đại hội điểm.", set()),
    (f"Bộ trưởng Bộ Y tế {THU} tiếp đoàn đại biểu Lào sang dự Lễ phát động thi đua.", set()),
    # introduced, begun, the scene of what was said
    (f"Sáng 5/3, tại buổi gặp gỡ báo chí, Bộ trưởng Bộ Y tế {THU} phát biểu.", {"buổi gặp gỡ"}),
    (f"Ngày 5/3, Bộ trưởng Bộ Y tế {THU} bắt đầu chuyến thăm chính thức Lào.", {"chuyến thăm chính thức Lào"}),
]


@pytest.mark.parametrize(("text", "events"), EVENTS, ids=[row[0][-40:] for row in EVENTS])
def test_what_is_an_event(text: str, events: set[str]) -> None:
    assert names(text, "Event") == events


MORE_EVENTS = [
    # two gatherings joined; a hall's heads that run on; a contest; whoever meets voters; a session that did something
    ("Bộ trưởng Bộ Y tế Trần Văn Thử dự Lễ kỷ niệm ngày thành lập và Lễ khánh thành trụ sở.", 2),
    ("Bộ Y tế tổ chức Hội thi tuyên truyền viên giỏi.", 1),
    ("Sáng 5/3, Đoàn đại biểu Quốc hội tỉnh Lạng Sơn tiếp xúc cử tri huyện Bình Gia.", 1),
    ("Sáng 5/3, Đại hội đại biểu Đảng bộ tỉnh Lạng Sơn lần thứ XX đã bầu Ban Chấp hành.", 1),
    ("Ngày 5/3, Bộ trưởng Bộ Y tế Trần Văn Thử đã trao quyết định bổ nhiệm. Tại buổi lễ, ông Thử phát biểu.", 1),
    ("Tại phiên bế mạc đồng chí Trần Văn Thử phát biểu.", 1),
]


@pytest.mark.parametrize(("text", "count"), MORE_EVENTS, ids=[row[0][:40] for row in MORE_EVENTS])
def test_how_many_events(text: str, count: int) -> None:
    assert len(names(text, "Event")) == count


SITES = [
    (
        f"Hội nghị y tế toàn quốc được tổ chức trực tiếp từ Hội trường Hoa Mẫu. Bộ trưởng {THU} dự hội nghị.",
        "Hội trường Hoa Mẫu",
    ),
    ("Bộ Y tế tổ chức Hội nghị y tế toàn quốc. Đầu cầu Hà Nội được tổ chức tại Nhà hát Mẫu.", "Nhà hát Mẫu"),
    (f"Bộ Y tế tổ chức Hội nghị y tế toàn quốc. Bộ trưởng {THU} chủ trì điểm cầu chính tại Hà Nội.", "Hà Nội"),
    (
        "Bộ Y tế tổ chức Hội nghị y tế toàn quốc. Tại điểm cầu Trung ương (Phòng họp Hoa Mẫu) có các đại biểu.",
        "Phòng họp Hoa Mẫu",
    ),
]


@pytest.mark.parametrize(("text", "place"), SITES, ids=[row[1] for row in SITES])
def test_the_sites_of_a_gathering(text: str, place: str) -> None:
    assert ("Hội nghị y tế toàn quốc", "kg:heldAt", place) in told(text)


NAMES = [
    "Hội nghị tổng kết công tác văn hóa, thể thao và du lịch năm 2023, triển khai nhiệm vụ năm 2024",
    "Hội thảo khoa học “Chuyển đổi số ngành y”",
    "Lễ kỷ niệm 80 năm Ngày thành lập ngành và đón nhận Huân chương",
    "Kỳ họp thứ 20, HĐND tỉnh Lạng Sơn khóa X, nhiệm kỳ 2021 - 2026",
    "lễ công bố và trao quyết định về công tác cán bộ",
    "cuộc họp với các bộ, ngành, địa phương về xây dựng nông thôn mới",
    "Đại hội Đảng bộ tỉnh lần thứ XVIII, nhiệm kỳ 2025 - 2030",
    "cuộc họp đánh giá tình hình, khắc phục thiệt hại và rút kinh nghiệm ứng phó với bão số 4",
    "Hội nghị sơ kết công tác quốc phòng, quân sự địa phương 6 tháng đầu năm",
    "Chương trình nghệ thuật đặc biệt “Vì dân phục vụ”",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "tail", [", tại Hà Nội.", " nhằm rà soát.", " dưới sự chủ trì của Bộ trưởng.", " ngày 5/3/2024."]
)
def test_where_a_name_ends(name: str, tail: str) -> None:
    assert names(f"Bộ Y tế tổ chức {name}{tail}", "Event") == {name}


WHEN = [
    ("Trong hai ngày 7 và 8-12-2022, Bộ Y tế tổ chức {e}.", {"2022-12-07", "2022-12-08"}),
    ("Trong 2 ngày (5-6/12/2022), Bộ Y tế tổ chức {e}.", {"2022-12-05", "2022-12-06"}),
    ("Ngày 19 – 4, Bộ Y tế tổ chức {e}.", {"--04-19"}),
    ("Bộ Y tế tổ chức {e} vào sáng 6.3.2024.", {"2024-03-06"}),
    ("{e} diễn ra từ ngày 28/12 đến 3/1/2024 tại Hà Nội.", {"2023-12-28", "2024-01-03"}),
    ("{e} do Bộ Y tế tổ chức sáng 4/8/2022.", {"2022-08-04"}),
    ("Thứ năm, 12/9/2019 | 14:05\nSáng nay, Bộ Y tế tổ chức {e}.", {"2019-09-12"}),
    ("Thứ năm, 12/9/2019 | 14:05\nChiều qua, Bộ Y tế tổ chức {e}.", {"2019-09-11"}),
    ("Ngày 5/3/2024, Bộ Y tế họp báo. Chiều cùng ngày, Bộ Y tế tổ chức {e}.", {"2024-03-05"}),
    ("Từ ngày 18 đến 20/3/2024, đoàn ở Lào. Sáng 19/3, Bộ Y tế tổ chức {e}.", {"2024-03-19"}),
    ("LSO-Sáng 25/8/2010, Bộ Y tế tổ chức {e}.", {"2010-08-25"}),
    ("Tại {e} ngày 2/8/2023, các đại biểu thảo luận.", {"2023-08-02"}),
]


@pytest.mark.parametrize(("text", "days"), WHEN, ids=[row[0] for row in WHEN])
def test_when(text: str, days: set[str]) -> None:
    event = "Hội thảo chuyển đổi số ngành y"
    facts = told(text.format(e=event))
    assert {o for s, p, o in facts if s == event and p in ("schema:startDate", "schema:endDate")} == days


WHERE = [
    ("Ngày 5/3, tại {}, Bộ Y tế tổ chức {{e}}.", ["Hội trường lớn Tỉnh ủy", "Khách sạn Hoa Mẫu", "trụ sở Bộ Y tế"]),
    ("{{e}} được tổ chức trọng thể tại {}.", ["Nhà hát Lớn Hà Nội", "Phủ Chủ tịch", "Trung tâm Hội nghị Quốc gia"]),
    ("{{e}} do Bộ trưởng Bộ Y tế Trần Văn Thử chủ trì tại điểm cầu {}.", ["Trụ sở Chính phủ"]),
    ("Bộ Y tế tổ chức {{e}} tại {}.", ["Nhà văn hóa trung tâm huyện", "Hà Nội", "phòng họp số 2 UBND tỉnh"]),
]


@pytest.mark.parametrize(("text", "place"), [(text, place) for text, places in WHERE for place in places])
def test_where(text: str, place: str) -> None:
    event = "Hội thảo chuyển đổi số ngành y"
    assert (event, "kg:heldAt", place) in told(text.format(place).format(e=event))


def test_a_hall_and_its_town_and_whose_it_is() -> None:
    facts = told("Sáng 5/3/2024, tại trụ sở Bộ Y tế (Hà Nội), Bộ Y tế tổ chức Lễ phát động thi đua.")
    assert {o for _, p, o in facts if p == "kg:heldAt"} == {"trụ sở Bộ Y tế", "Hà Nội"}
    assert "Bộ Y tế" in names("Sáng 5/3/2024, tại trụ sở Bộ Y tế, diễn ra Lễ phát động thi đua.", "Body")


EVENT = "Hội thảo chuyển đổi số ngành y"
HOSTS = [
    (f"Bộ Y tế phối hợp với Bộ Nội vụ và UBND tỉnh Lạng Sơn tổ chức {EVENT}.", {"Y tế", "Nội vụ", "Lạng Sơn"}),
    (f"Bộ Y tế chủ trì, phối hợp Bộ Nội vụ tổ chức {EVENT}.", {"Y tế", "Nội vụ"}),
    (f"{EVENT} do Bộ Y tế phối hợp với Bộ Nội vụ tổ chức.", {"Y tế", "Nội vụ"}),
    (f"Ngày 5/3, tại Học viện Ngoại giao, Bộ Y tế tổ chức {EVENT}.", {"Y tế"}),
    (f"HĐND tỉnh Lạng Sơn khóa X, nhiệm kỳ 2021 - 2026 tổ chức {EVENT}.", {"Lạng Sơn"}),
    (f"Dưới sự chủ trì của Bộ trưởng Bộ Nội vụ {THU}, Bộ Y tế đã tổ chức {EVENT}.", {"Y tế"}),
    (f"Bộ Y tế dưới sự chủ trì của Thứ trưởng {THU} tổ chức {EVENT}.", {"Y tế"}),
    ("Ngày 5/3, Bộ Y tế họp phiên thường kỳ tháng 2.", {"Y tế"}),
    (f"{EVENT} được tổ chức tại Bộ Y tế.", set()),
]


@pytest.mark.parametrize(("text", "hosts"), HOSTS, ids=[row[0] for row in HOSTS])
def test_who_organises(text: str, hosts: set[str]) -> None:
    found = {s for s, p, _ in told(text) if p == "kg:organises"}
    assert len(found) == len(hosts)
    assert all(any(name.endswith(host) for name in found) for host in hosts)


def test_what_is_put_off_is_not_told_as_done() -> None:
    text = f"Bộ Y tế hoãn tổ chức {EVENT}."
    assert ("Bộ Y tế", "kg:organises", EVENT) in told(text, "Negated")
    assert not any(p == "kg:organises" for _, p, _ in told(text))


def test_dates_belong_to_who_acts_first() -> None:
    facts = told(
        f"Ngày 12/10/2020, Thủ tướng Chính phủ {THU} ký Quyết định số 15/QĐ-TTg và sẽ dự Lễ phát động thi đua."
    )
    assert not any(p == "schema:startDate" for _, p, _ in facts)


def test_the_day_with_which_a_report_opens() -> None:
    text = (
        f"Chiều 14/5/2024, Bộ trưởng Bộ Y tế {THU} đi kiểm tra thực tế. Sau đó, đoàn đã làm việc với Sở Y tế. "
        "Kết luận buổi làm việc, Bộ trưởng yêu cầu rà soát."
    )
    assert ("buổi làm việc", "schema:startDate", "2024-05-14") in told(text)

"""Who speaks, chairs and is there, in the many words that reporters have for it; the people are invented."""

from __future__ import annotations

import pytest
from told import told

LEAD = "Sáng 5/3/2020, tại Hà Nội, Bộ Y tế tổ chức Hội nghị tổng kết công tác năm 2019.\n"
EVENT = "Hội nghị tổng kết công tác năm 2019"
A, B = "Trần Văn Thử", "Lê Thị Mẫu"
SPEECH = {
    "kg:speaksAt",
    "kg:reportsAt",
    "kg:givesOpeningSpeechAt",
    "kg:givesClosingSpeechAt",
    "kg:givesDirectingSpeechAt",
}


def _told(text: str, predicates: set[str], event: str = "hội nghị tổng kết") -> set[str]:
    return {s for s, p, o in told(LEAD + text) if p in predicates and o.casefold().startswith(event)}


SPEAKERS = [
    # verbs, many of them
    f"Thứ trưởng Bộ Y tế {A} đọc lời khai mạc hội nghị.",
    f"Thứ trưởng Bộ Y tế {A} có lời chào mừng các đại biểu.",
    f"Ông {A}, Giám đốc Sở Y tế Lạng Sơn thuyết trình về chuyển đổi số.",
    f"Ông {A}, Chánh Văn phòng Bộ Y tế đọc tờ trình.",
    f"Chánh Văn phòng Bộ Y tế {A} điểm lại những kết quả năm 2019.",
    f"Phát biểu ý kiến chỉ đạo, Phó Thủ tướng {A} ghi nhận kết quả của ngành.",
    f"Nói tại hội nghị, ông {A} cho biết ngành gặp nhiều khó khăn.",
    f"Góp ý tại hội nghị, ông {A} cho rằng cần thêm vốn.",
    f"Phát lệnh khai mạc, đồng chí {A} nêu rõ ý nghĩa của hội nghị.",
    f"Báo cáo do Chánh Văn phòng {A} đọc trước hội nghị thừa nhận nhiều hạn chế.",
    # nouns
    f"Trong diễn văn khai mạc, Bộ trưởng {A} ôn lại truyền thống.",
    f"Trong phát biểu của mình, Bộ trưởng {A} cảm ơn các đại biểu.",
    f'Với tham luận "Y tế cơ sở", ông {A}, Giám đốc Sở Y tế Lạng Sơn nêu ba giải pháp.',
    f"Bài phát biểu của Bộ trưởng {A} nêu rõ ba việc.",
    f"Tham luận của ông {A}, Giám đốc Sở Y tế Lạng Sơn, nêu ba giải pháp.",
    f"Gây chú ý là tham luận của ông {A}, Giám đốc Sở Y tế Lạng Sơn về y tế cơ sở.",
    f"Hội nghị nghe bài tham luận của ông {A}, Giám đốc Sở Y tế Lạng Sơn.",
    f"Theo báo cáo của Chánh Văn phòng {A}, ngành đạt nhiều kết quả.",
    # whose view or words they are
    f"Theo Bộ trưởng {A}, năm 2020 ngành sẽ đổi mới.",
    f"Theo ông {A}, Giám đốc Sở Y tế Lạng Sơn, địa phương thiếu bác sĩ.",
    f"Còn theo ông {A}, vốn là khâu yếu nhất.",
    f"Còn ông {A}, Giám đốc Sở Y tế Lạng Sơn thì cho rằng vốn là khâu yếu nhất.",
    f'"Năm 2020 phải khác", Bộ trưởng {A} nói.',
    f"“Năm 2020 phải khác” - Bộ trưởng {A} khẳng định.",
    f'Bộ trưởng {A}: "Năm 2020 phải khác".',
    f"Đồng chí {A}, Giám đốc Sở Y tế Lạng Sơn (bên phải) phát biểu tham luận.",
]


@pytest.mark.parametrize("text", SPEAKERS)
def test_who_speaks(text: str) -> None:
    assert _told(text, SPEECH) == {A}


SILENT = [
    f"Trả lời phóng viên bên lề hội nghị, Bộ trưởng {A} cho biết giá thuốc sẽ giảm.",
    f"Bên lề hội nghị, Bộ trưởng {A} cho biết giá thuốc sẽ giảm.",
    f"Bộ trưởng {A} đã phát biểu trên truyền hình.",
    f"Bộ trưởng {A} được giao rà soát kinh phí.",
    f"Bộ trưởng {A} vừa có công văn yêu cầu các sở rà soát kinh phí.",
    "Bài phát biểu của Chủ tịch Hồ Chí Minh vẫn còn nguyên giá trị.",
    f"Bộ trưởng {A} sẽ phát biểu tại hội nghị.",
]


@pytest.mark.parametrize("text", SILENT)
def test_who_does_not_speak(text: str) -> None:
    assert _told(text, SPEECH) == set()


CHAIRS = [
    f"Bộ trưởng Bộ Y tế {A} làm chủ tọa.",
    f"Ông {A}, Bộ trưởng Bộ Y tế, ngồi ghế chủ tọa.",
    f"Bộ trưởng Bộ Y tế {A} điều khiển hội nghị.",
    f"Hội nghị đặt dưới sự chủ tọa của Bộ trưởng Bộ Y tế {A}.",
    f"Dưới sự điều hành của Chủ tọa: đồng chí {A}, Bộ trưởng Bộ Y tế, hội nghị đã thảo luận sôi nổi.",
    f"Người chủ trì hội nghị là Bộ trưởng Bộ Y tế {A}.",
    f"Đoàn Chủ tịch hội nghị gồm các đồng chí {A}, Bộ trưởng Bộ Y tế và một số lãnh đạo vụ.",
    f"Đoàn chủ tọa gồm có: ông {A}, Bộ trưởng Bộ Y tế.",
]


@pytest.mark.parametrize("text", CHAIRS)
def test_who_chairs(text: str) -> None:
    assert _told(text, {"kg:chairs"}) == {A}


GUESTS = [
    f"Về với hội nghị có đồng chí {A}, Phó Bí thư Tỉnh ủy Lạng Sơn; bà {B}, Giám đốc Sở Y tế.",
    f"Góp mặt tại hội nghị còn có ông {A}, Phó Bí thư Tỉnh ủy Lạng Sơn; bà {B}, Giám đốc Sở Y tế.",
    f"Chứng kiến hội nghị có ông {A}, Phó Bí thư Tỉnh ủy Lạng Sơn; bà {B}, Giám đốc Sở Y tế.",
    f"Hội nghị có sự hiện diện của Phó Thủ tướng {A} và Bộ trưởng Bộ Tài chính {B}.",
    f"Hội nghị vinh dự đón Phó Thủ tướng {A} và Bộ trưởng Bộ Tài chính {B}.",
    f"Hội nghị hân hạnh được đón tiếp ông {A}, Phó Thủ tướng; bà {B}, Bộ trưởng Bộ Tài chính.",
    f"Tham gia chỉ đạo, theo dõi có ông {A}, Phó Bí thư Tỉnh ủy Lạng Sơn; bà {B}, Giám đốc Sở Y tế.",
    f"Trong số các đại biểu có ông {A}, Giám đốc Sở Y tế Lạng Sơn; bà {B}, Giám đốc Sở Tài chính.",
    f"Về phía Bộ Y tế, có Thứ trưởng {A}; về phía tỉnh Lạng Sơn có bà {B}, Phó Chủ tịch UBND tỉnh.",
]


@pytest.mark.parametrize("text", GUESTS)
def test_who_is_there(text: str) -> None:
    assert _told(text, {"kg:attends"}) == {A, B}


MORE = [
    (f"Hội nghị còn có ông {A}, Giám đốc Sở Y tế Lạng Sơn; bà {B}, Giám đốc Sở Tài chính.", "kg:attends", {A, B}),
    (f"Hội nghị quy tụ ông {A}, Giám đốc Sở Y tế Lạng Sơn và bà {B}, Giám đốc Sở Tài chính.", "kg:attends", {A, B}),
    (f"Lãnh đạo Bộ Y tế tham dự có Thứ trưởng {A}.", "kg:attends", {A}),
    (f"Đại diện lãnh đạo Bộ Y tế có Thứ trưởng {A}.", "kg:attends", {A}),
    (f"Về phía Bộ Y tế tham dự hội nghị có Thứ trưởng {A}.", "kg:attends", {A}),
    (f"Phó Thủ tướng {A} chủ trì, Bộ trưởng Bộ Y tế {B} đồng chủ trì hội nghị.", "kg:chairs", {A, B}),
    (f"Thứ trưởng {A} chủ trì và trực tiếp thông tin với hội nghị.", "kg:chairs", {A}),
    (f"Tham gia điều hành hội nghị có đồng chí {A}, Thứ trưởng Bộ Y tế.", "kg:chairs", {A}),
    (
        f"Chủ trì hội nghị là hai đồng chí trong Ban cán sự: {A}, Bộ trưởng Bộ Y tế; {B}, Thứ trưởng.",
        "kg:chairs",
        {A, B},
    ),
    (f"Ông {A}, Giám đốc Sở Y tế Lạng Sơn và 48/51 đại biểu có mặt.", "kg:attends", {A}),
    (f"Thành phần họp: đồng chí {A}, Giám đốc Sở Y tế; đồng chí {B}, Chánh Văn phòng.", "kg:attends", {A, B}),
    (f"Trả lời tại hội nghị là ông {A}, Cục trưởng Cục Quản lý Dược; bà {B}, Thanh tra viên.", "kg:speaksAt", {A, B}),
    (f'Cụ {A}, thầy thuốc ở Lạng Sơn thẳng thắn: "Ngành chưa làm được".', "kg:speaksAt", {A}),
    (f'Trong sổ tang, Bộ trưởng {A} viết: "Vĩnh biệt".', "kg:speaksAt", set()),
]


@pytest.mark.parametrize(("text", "predicate", "people"), MORE)
def test_lists_and_quotes(text: str, predicate: str, people: set[str]) -> None:
    assert _told(text, {predicate}) == people


def test_a_gathering_told_by_its_noun_is_what_the_passage_is_about() -> None:
    text = (
        "Hàng trăm người đã tới buổi đối thoại với doanh nghiệp dược do Bộ Y tế tổ chức sáng 5/3/2020 tại Hà Nội.\n"
        f"Ông {A}, Cục trưởng Cục Quản lý Dược thừa nhận công văn viết chưa rõ."
    )
    assert (A, "kg:speaksAt") in {(s, p) for s, p, _ in told(text)}


def test_a_session_does_not_take_what_it_did_for_its_name() -> None:
    events = {
        o for _, p, o in told("Ngày 5/3/2020, Bộ Y tế họp phiên thường kỳ, thảo luận và ra Nghị quyết.") if "org" in p
    }
    assert events == {"họp phiên thường kỳ"}

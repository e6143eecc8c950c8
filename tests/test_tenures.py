"""From when until when somebody held a post: as a text tells it, in the graph, in answers and in kg check."""

from __future__ import annotations

import pytest
from sample_store import make_store

import kg
from kg.findings import check
from kg.graph.shapes import validate
from kg.model import Report, ReportStatements
from kg.queries import saved
from kg.queries.ask import ask
from kg.reading.pipeline import read

DAY = "2022-09-20"
A = "Nguyễn Văn Mẫu"
POST = "Giám đốc Sở Y tế tỉnh Lạng Sơn"
HELD = {"org:holds": "holds", "kg:formerlyHeld": "held"}


def reading(text: str, day: str = DAY, name: str = "") -> ReportStatements:
    return read(Report(text, name or f"{day}.txt", published=day))


def told(text: str, day: str = DAY) -> list[tuple[str, str, str, str, str]]:
    """Return (holds or held, title, since, until, modality) of what a text tells of posts."""
    found = reading(text, day)
    titles = {entity.key: entity.title for entity in found.entities}
    return [
        (HELD[s.predicate], titles[s.object.key], *(end.value if end else "" for end in (s.since, s.until)), s.modality)
        for s in found.statements
        if s.predicate in HELD
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ông {a} giữ chức {p} từ ngày 1/3/2016 đến ngày 1/3/2021.", ("held", "2016-03-01", "2021-03-01")),
        ("Từ năm 2016 đến năm 2021, ông {a} giữ chức {p}.", ("held", "2016", "2021")),
        ("Ông {a} là {p} từ 3/2016 đến 12/2020.", ("held", "2016-03", "2020-12")),
        ("Từ tháng 3/2016 đến tháng 12/2020, ông {a} là {p}.", ("held", "2016-03", "2020-12")),
        ("Ông {a} sinh năm 1960. Từ năm 2016 đến năm 2021, ông là {p}.", ("held", "2016", "2021")),
        ("Ông {a} giữ chức {p} đến ngày 1/3/2021.", ("held", "", "2021-03-01")),
        ("Ông {a} giữ chức {p} từ năm 2016.", ("holds", "2016", "")),
        ("Trước đó, từ tháng 3/2016 đến tháng 12/2020, ông {a} là {p}.", ("held", "2016-03", "2020-12")),
        ("Trước đó từ năm 2016 đến năm 2021, ông {a} giữ chức {p}.", ("held", "2016", "2021")),
        ("Ông {a} cho biết, từ năm 2016 đến năm 2021, ông là {p}.", ("held", "2016", "2021")),
        ("Quá trình công tác: từ năm 2016 đến năm 2021, ông {a} giữ chức {p}.", ("held", "2016", "2021")),
        ("Ông {a} giữ chức {p} từ ngày 1/10/2022 đến khi kiện toàn.", ("holds", "2022-10-01", "")),
        ("Ông {a} giữ chức {p} từ ngày 1/10/2022 cho đến khi có quyết định mới.", ("holds", "2022-10-01", "")),
        ("Ông {a} giữ chức {p} từ 1/10.", ("holds", "2022-10-01", "")),
        ("Ông {a} giữ chức {p} từ ngày 1/3/2016 đến ngày 31/2/2021.", ("holds", "", "")),
        ("Ông {a} giữ chức {p} đến năm 2021 rồi nghỉ.", ("held", "", "2021")),
        ("Ông {a} giữ chức {p}, đến năm 2025 sẽ phấn đấu hoàn thành kế hoạch.", ("holds", "", "")),
        ("Ông {a} giữ chức {p} đến năm 2025 sẽ phấn đấu hoàn thành kế hoạch.", ("holds", "", "")),
        ("Ông {a}, {p} giai đoạn 2010 - 2015, dự Hội nghị tổng kết.", ("held", "2010", "2015")),
        ("Ông {a}, {p} từ năm 2016 đến năm 2021, dự Hội nghị tổng kết.", ("held", "2016", "2021")),
        ("Ông {a}, {p} (2016 – 2021), dự Hội nghị tổng kết.", ("held", "2016", "2021")),
        ("Ông {a}, {p} (tháng 3/2016 - nay), dự Hội nghị tổng kết.", ("holds", "2016-03", "")),
        ("Ông {a}, {p} từ tháng 3/2016 đến nay, dự Hội nghị tổng kết.", ("holds", "2016-03", "")),
        ("Ông {a}, {p} giai đoạn 2020 - 2025, dự Hội nghị tổng kết.", ("holds", "2020", "2025")),
        # A term is the committee's: past for all where it is past, a bound of nobody's tenure.
        ("Ông {a}, {p} nhiệm kỳ 2016 - 2021, dự Hội nghị tổng kết.", ("held", "", "")),
        ("Ông {a}, {p} nhiệm kỳ 2021 - 2026, dự Hội nghị tổng kết.", ("holds", "", "")),
        ("Ông {a} giữ chức {p} nhiệm kỳ 2021 - 2026 từ ngày 1/3/2022.", ("holds", "2022-03-01", "")),
        # Visits, lives and impossible days bound nothing.
        ("{p} {a} từ ngày 1/10/2022 đến ngày 5/10/2022 thăm Lào.", ("holds", "", "")),
        ("Ông {a}, {p} từ ngày 18/3/2021 đến ngày 20/3/2021, dự Hội nghị tổng kết.", ("holds", "", "")),
        ("Từ ngày 18/3/2021 đến ngày 20/3/2021, ông {a} là {p} đầu tiên thăm Lào.", ("holds", "", "")),
        ("Từ năm 2016 đến năm 2021, ông {a}, {p}, đã dự nhiều hội nghị.", ("holds", "", "")),
        ("Ông {a}, {p} từ ngày 18/3 đến ngày 20/3, dự Hội nghị tổng kết.", ("holds", "", "")),
        ("Ông {a}, {p}, từ năm 2016 đến nay đã dự nhiều hội nghị.", ("holds", "", "")),
        ("Ông {a}, {p} (1930 - 1995), dự Hội nghị tổng kết.", ("holds", "", "")),
        ("Ông {a}, {p} từ ngày 31/2/2016 đến nay, dự Hội nghị tổng kết.", ("holds", "", "")),
    ],
)
def test_bounds_beside_a_title(words, expected):
    predicate, since, until = expected
    assert told(words.format(a=A, p=POST)) == [(predicate, "Giám đốc", since, until, "")]


def test_the_years_behind_a_body_for_a_task_are_the_tasks():
    text = f"Ông {A}, Trưởng Ban Chỉ đạo Chương trình Mẫu giai đoạn 2010 - 2015, dự Hội nghị tổng kết."
    assert [(held, since, until) for held, _, since, until, _ in told(text)] == [("holds", "", "")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("miễn nhiệm chức vụ {p} đối với ông {a} kể từ ngày 1/10/2022", [("held", "2022-10-01", "")]),
        ("cho ông {a} thôi giữ chức {p} từ ngày 1/10/2022", [("held", "2022-10-01", "")]),
        ("cho ông {a} thôi giữ chức {p} từ ngày 1/10", [("held", "2022-10-01", "")]),
        ("cho ông {a} thôi giữ chức {p} kể từ 15/10", [("held", "2022-10-15", "")]),
        ("cho ông {a} thôi giữ chức {p} để nhận nhiệm vụ mới, từ 15/10", [("held", "2022-10-15", "")]),
        ("cho ông {a} thôi giữ chức {p}, nghỉ hưu từ ngày 1/10/2022", [("held", "2022-10-01", "")]),
        ("cách chức {p} đối với ông {a}", [("held", "", "")]),
        ("điều động, phân công ông {a} thôi tham gia Ban Chấp hành và thôi giữ chức {p}", [("held", "", "")]),
        (
            "điều động ông {a} thôi giữ chức {p}; giữ chức Chánh Văn phòng UBND tỉnh từ ngày 1/10/2022",
            [("held", "2022-10-01", ""), ("holds", "", "")],
        ),
        ("cho ông {a}, {p}, nghỉ hưu từ ngày 1/10/2022", [("holds", "2022-10-01", "")]),
        ("cho ông {a}, {p}, nghỉ chế độ từ ngày 1/9/2022", [("held", "2022-09-01", "")]),
    ],
)
def test_who_leaves_a_post(words, expected):
    text = "Ngày 20/9/2022, UBND tỉnh Lạng Sơn quyết định " + words.format(a=A, p=POST) + "."
    assert [(held, until, modality) for held, _, _, until, modality in told(text)] == expected


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("ông {a} sẽ thôi giữ chức {p} từ ngày 1/10/2022", "Planned"),
        ("Sở Nội vụ đề nghị miễn nhiệm chức vụ {p} đối với ông {a}", "Requested"),
        ("ông {a} xin thôi giữ chức {p}", "Requested"),
        ("ông {a} không thôi giữ chức {p}", "Negated"),
        ("nếu ông {a} thôi giữ chức {p} thì sẽ bầu người khác", "Hypothetical"),
        ("nếu ông {a} được bổ nhiệm giữ chức {p} thì sẽ không họp", "Hypothetical"),
    ],
)
def test_what_is_planned_asked_for_or_denied_ends_nothing(words, modality):
    assert {told_[-1] for told_ in told("Ngày 20/9/2022, " + words.format(a=A, p=POST) + ".")} == {modality}


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("Chưa có quyết định miễn nhiệm chức vụ {p} đối với ông {a}", "Negated"),
        ("Ông {a} phủ nhận thông tin thôi giữ chức {p}", "Negated"),
        ("Tỉnh ủy Lạng Sơn phủ nhận việc ông {a} thôi giữ chức {p} từ ngày 1/9/2022", "Negated"),
        ("UBND tỉnh Lạng Sơn bãi bỏ quyết định miễn nhiệm chức vụ {p} đối với ông {a}", "Negated"),
        ("Có thông tin ông {a} thôi giữ chức {p} là không đúng", "Negated"),
        ("HĐND tỉnh Lạng Sơn chưa xem xét miễn nhiệm chức vụ {p} đối với ông {a}", "Negated"),
        ("HĐND tỉnh Lạng Sơn xem xét việc miễn nhiệm chức danh {p} đối với ông {a}", "Hypothetical"),
        ("Ban Tổ chức Tỉnh ủy lấy ý kiến về việc ông {a} thôi giữ chức {p}", "Hypothetical"),
        ("Có thông tin cho rằng ông {a} thôi giữ chức {p}", "Hypothetical"),
        ("Việc ông {a} thôi giữ chức {p} chưa được quyết định", "Hypothetical"),
        ("Chưa có quyết định bổ nhiệm ông {a} giữ chức {p}", "Negated"),
    ],
)
def test_what_is_called_off_weighed_or_only_heard_is_not_asserted(words, modality):
    assert {told_[-1] for told_ in told("Ngày 20/9/2022. " + words.format(a=A, p=POST) + ".")} == {modality}


@pytest.mark.parametrize(
    "words",
    [
        "Sau khi xem xét hồ sơ, Thủ tướng Chính phủ quyết định miễn nhiệm chức vụ {p} đối với ông {a}",
        "UBND tỉnh Lạng Sơn đã xem xét, quyết định miễn nhiệm chức vụ {p} đối với ông {a}",
        "Tại kỳ họp không thường lệ HĐND tỉnh Lạng Sơn miễn nhiệm chức vụ {p} đối với ông {a}",
        "Do sức khỏe không bảo đảm, ông {a} thôi giữ chức {p}",
        "Tỉnh ủy Lạng Sơn lấy ý kiến các sở, thống nhất miễn nhiệm chức vụ {p} đối với ông {a}",
        "UBND tỉnh Lạng Sơn công bố việc ông {a} thôi giữ chức {p}, chức danh này chưa có người thay",
    ],
)
def test_what_is_decided_after_all_is_asserted(words):
    assert ("held", "") in {(one[0], one[-1]) for one in told("Ngày 20/9/2022. " + words.format(a=A, p=POST) + ".")}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{p} {a} thôi giữ chức vụ từ ngày 1/2/2022", ("held", "2022-02-01")),
        ("Ông {a}, {p}, được miễn nhiệm từ ngày 1/2/2022", ("held", "2022-02-01")),
        ("Thủ tướng Chính phủ miễn nhiệm ông {a}, {p}", ("held", "")),
        ("Thủ tướng Chính phủ miễn nhiệm {p} {a}", ("held", "")),
        ("Thủ tướng Chính phủ miễn nhiệm ông {a}, {p}, kể từ ngày 1/10/2022", ("holds", "2022-10-01")),
        ("{p} {a} bị cách chức", ("held", "")),
        ("Ông {a}, {p}, bị Chủ tịch UBND tỉnh Lạng Sơn cách chức", ("held", "")),
        ("Theo quyết định, ông {a}, {p}, thôi giữ chức vụ này kể từ ngày 1/10/2022", ("holds", "2022-10-01")),
        # Who hands it out, what is only planned or asked for, and another post that is given up end nothing.
        ("Ông {a}, {p}, trao quyết định thôi giữ chức vụ cho ông Lê Văn Thử", ("holds", "")),
        ("Ông {a}, {p}, sẽ thôi giữ chức vụ từ ngày 1/10/2022", ("holds", "")),
        ("Thủ tướng Chính phủ yêu cầu cách chức ông {a}, {p}", ("holds", "")),
        ("Ông {a}, {p}, thôi làm nhiệm vụ đại biểu", ("holds", "")),
        ("Ông {a}, {p}, không thôi giữ chức vụ", ("holds", "")),
    ],
)
def test_who_leaves_the_post_told_beside_the_name(words, expected):
    text = "Ngày 20/9/2022. " + words.format(a=A, p=POST) + "."
    assert [(held, until) for held, _, _, until, _ in told(text)] == [expected]


def test_of_several_posts_beside_the_name_it_is_open_which_is_left():
    text = f"Ngày 20/9/2022, Thủ tướng Chính phủ miễn nhiệm ông {A}, Phó Bí thư Tỉnh ủy Lạng Sơn, {POST}."
    assert {held for held, *_ in told(text)} == {"holds"}


def test_who_acts_does_not_leave():
    text = f"Chủ tịch UBND tỉnh Lạng Sơn Trần Văn Thử quyết định cách chức {POST} đối với ông {A}."
    assert {(held, title) for held, title, *_ in told(text)} == {("holds", "Chủ tịch"), ("held", "Giám đốc")}


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("trao Quyết định nghỉ hưu từ ngày 1/10/2022 cho ông {a}, {p}", ["", "2022-10-01"]),
        ("đã ký các Quyết định nghỉ hưu từ ngày 1/10/2022 đối với 3 Phó Giám đốc", [""]),
        ("chúc mừng các đồng chí nghỉ hưu từ ngày 1/10/2022", [""]),
    ],
)
def test_who_has_others_retire_stays(words, until):
    text = "Chủ tịch UBND tỉnh Lạng Sơn Trần Văn Thử " + words.format(a=A, p=POST) + "."
    assert [(held, end) for held, _, _, end, _ in told(text)] == [("holds", end) for end in until]


def test_a_predecessor_who_retires_has_left_on_the_successors_day():
    text = f"UBND tỉnh Lạng Sơn bổ nhiệm ông Lê Văn Thử giữ chức {POST} từ ngày 1/10/2022, thay ông {A} nghỉ hưu."
    assert [found[:1] + found[2:4] for found in told(text)] == [("holds", "2022-10-01", ""), ("held", "", "2022-10-01")]


def test_the_words_of_the_bounds_are_evidence():
    (statement,) = [s for s in reading(f"Ông {A} giữ chức {POST} từ ngày 1/3/2016 đến ngày 1/3/2021.").statements
                    if s.until]  # fmt: skip
    text = f"Ông {A} giữ chức {POST} từ ngày 1/3/2016 đến ngày 1/3/2021."
    assert text[statement.start : statement.end].endswith("từ ngày 1/3/2016 đến ngày 1/3/2021")


def test_bounds_in_brackets_are_evidence_with_both():
    text = f"Ông {A}, {POST} (2016 – 2021), dự Hội nghị tổng kết."
    assert {text[s.start : s.end] for s in reading(text).statements if s.until} == {f"{A}, {POST} (2016 – 2021)"}


@pytest.fixture
def world(tmp_path):
    """Make a store of texts with their days, and open it."""
    made = []

    def make(*texts: tuple[str, str]):
        readings = tuple(reading(text, day, f"{n}.txt") for n, (text, day) in enumerate(texts))
        store = kg.open_store(make_store(tmp_path / f"kg{len(made)}", readings))
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


def answers(store, at: str) -> list[tuple[str, str, str, str]]:
    result = ask(store, saved.load("holders-of-post"), {"title": "giam doc", "at": at})
    columns = ("personLabel", "answer", "from", "to")
    return [tuple(row[name].value if name in row else "" for name in columns) for row in result.rows]


def test_a_told_interval_is_answered_by_its_bounds(world):
    text = f"Ông {A} giữ chức {POST} từ ngày 1/3/2016 đến ngày 1/3/2021. Ngày 20/9/2022, ông {A} dự Hội nghị Mẫu."
    store = world((text, DAY))
    for at, answer in (("2022-09-20", "ended"), ("2018-05-05", "within"), ("2021-03-01", "within"),
                       ("2016-03-01", "begins"), ("2015-01-01", "not-yet")):  # fmt: skip
        assert answers(store, at)[-1] == (A, answer, "2016-03-01", "2021-03-01")
    assert [finding.line() for finding in validate(store.quads())] == []


def test_who_is_to_leave_is_in_the_post_until_then(world):
    store = world((f"UBND tỉnh Lạng Sơn cho ông {A}, {POST}, nghỉ hưu từ ngày 1/10/2022.", DAY))
    days = ("2022-09-20", "2022-09-25", "2022-10-01", "2022-10-02")
    assert [answers(store, at)[-1][1] for at in days] == ["observed", "until", "ends", "ended"]
    assert [answers(store, at)[0][1] for at in days] == ["observed", "until", "ends", "not-known"]


def test_nobody_is_seen_before_the_tenure_that_is_told(world):
    appointed = f"UBND tỉnh Lạng Sơn bổ nhiệm ông {A} giữ chức {POST} từ ngày 1/10/2022 đến ngày 30/9/2027."
    store = world((appointed, DAY))
    days = {"2022-09-20": "not-yet", "2022-10-01": "begins", "2025-05-05": "within", "2028-01-01": "ended"}
    assert {at: answers(store, at)[-1][1] for at in days} == days


SEEN = (f"{POST} {A} chủ trì Hội nghị tổng kết ngành Y tế.", "2022-12-20")
LEFT = (f"UBND tỉnh Lạng Sơn quyết định cho ông {A} thôi giữ chức {POST} từ ngày 1/10/2022.", DAY)


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        ((("UBND tỉnh Lạng Sơn bổ nhiệm ông {a} giữ chức {p} từ ngày 1/10/2022 đến ngày 30/9/2021.", DAY),),
         ["inverted-tenure"]),
        ((LEFT, SEEN), ["outside-tenure"]),
        ((("Ông {a} giữ chức {p} từ năm 2016 đến năm 2021.", DAY), SEEN), ["outside-tenure"]),
        # What comes before the end, a second term, and a tenure that is only to end are no contradictions.
        ((LEFT, (SEEN[0], "2022-09-25")), []),
        ((LEFT, ("UBND tỉnh Lạng Sơn bổ nhiệm ông {a} giữ chức {p} từ ngày 1/12/2023.", "2023-11-20"),
          (SEEN[0], "2024-02-02")), []),
        ((("Ngày 20/9/2022, ông {a} sẽ thôi giữ chức {p} từ ngày 1/10/2022.", DAY), SEEN), []),
        ((("Ông {a} giữ chức {p} từ năm 2016 đến năm 2021.", DAY),
          ("Ông Lê Văn Thử giữ chức {p} từ năm 2018 đến năm 2020.", "2022-09-21")), ["two-holders"]),
        ((("Ông {a} giữ chức {p} từ năm 2016 đến năm 2021.", DAY),
          ("Ông Lê Văn Thử giữ chức {p} từ năm 2011 đến năm 2016.", "2022-09-21")), []),
    ],
)  # fmt: skip
def test_contradictions_are_found_from_texts(texts, kinds, world):
    store = world(*((text.format(a=A, p=POST), day) for text, day in texts))
    found = check(store, today="2026-01-01")
    assert [each.kind.id for each in found] == kinds
    assert all(side.words for each in found for side in each.sides)


OLD = ("Chủ tịch UBND tỉnh Bắc Ninh Nguyễn Văn Mẫu chủ trì Hội nghị Mẫu.", "2023-05-20")
NEW = ("Chủ tịch UBND tỉnh Bắc Ninh Trần Văn Thử chủ trì Hội nghị Mẫu.", "2025-07-15")


def test_a_body_that_was_not_there_does_not_answer(world):
    store = world(OLD, NEW)

    def rows(at: str = "") -> list[tuple[str, ...]]:
        values = {"title": "chu tich", **({"at": at} if at else {})}
        result = ask(store, saved.load("holders-of-post"), values)
        return [
            tuple(row[name].value if name in row else "" for name in ("personLabel", "answer", "bodyFrom", "bodyTo"))
            for row in result.rows
        ]

    assert rows("2023-05-20") == [(A, "observed", "", "2025-07-01")]
    assert rows("2022-05-20") == [("", "not-known", "", "2025-07-01"), (A, "unknown-before", "", "2025-07-01")]
    assert rows("2025-07-15") == [("Trần Văn Thử", "observed", "2025-07-01", "")]
    assert rows() == [(A, "seen", "", "2025-07-01"), ("Trần Văn Thử", "seen", "2025-07-01", "")]


def test_where_no_body_of_the_name_was_there_a_row_says_so(world):
    store = world((OLD[0].replace("Bắc Ninh", "Bắc Giang"), OLD[1]))
    result = ask(store, saved.load("holders-of-post"), {"title": "chu tich", "at": "2026-01-01"})
    assert [row["answer"].value for row in result.rows] == ["no-body"]


def test_two_ages_of_one_name_are_told_apart_by_their_days(world):
    result = ask(world(OLD, NEW), saved.load("succession-of"), {"of": "UBND tỉnh Bắc Ninh"})
    merger = [row for row in result.rows if row["date"].value == "2025-07-01"]
    days = [[row[name].value if name in row else "" for name in ("side", "unitFrom", "unitTo")] for row in merger]
    assert days == [["after", "2025-07-01", ""], ["before", "", "2025-07-01"]]
    older = [row for row in result.rows if row["date"].value == "1997-01-01"]
    assert older and all("unit" not in row and row["act"].value.startswith("Nghị quyết") for row in older)


def test_a_report_and_its_copy_tell_once_what_was_said(world):
    body = (
        "Ngày 10/3/2021, UBND tỉnh Lạng Sơn tổ chức Hội nghị tổng kết công tác cải cách hành chính năm 2020. "
        f"Đồng chí {A}, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lạng Sơn chủ trì Hội nghị.\n\n"
        f"Phát biểu kết luận Hội nghị, đồng chí {A} yêu cầu Sở Nội vụ tiếp tục tham mưu thực hiện Chỉ thị số 26/CT-TTg "
        "ngày 05/9/2017 của Thủ tướng Chính phủ về tăng cường kỷ luật, kỷ cương hành chính."
    )
    store = world((body, "2021-03-10"), (body + "\nNguồn: Báo Mẫu", "2021-03-10"))
    result = ask(store, saved.load("posts-when-speaking"), {"person": A})
    assert len(result.rows) == 4  # two acts, two posts
    assert len({row["report"].value for row in result.rows}) == 1


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Quyết định của Thủ tướng Chính phủ: ông {a} giữ chức Thứ trưởng Bộ Y tế từ ngày 1/10/2022", {"Thứ trưởng"}),
        ("Kết luận của Bí thư Tỉnh ủy Lạng Sơn: đồng chí {a}, {p}, phải kiểm điểm", {"Giám đốc"}),
        ("Ý kiến của Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lạng Sơn: ông {a}, {p}, chủ trì", {"Giám đốc"}),
        ("Thừa ủy quyền của Chủ tịch UBND tỉnh Lạng Sơn: {p} {a}", {"Giám đốc"}),
        # A colon that points to who is in the post, as in lists.
        ("Chủ tịch UBND tỉnh Lạng Sơn: ông {a}; Phó Chủ tịch: ông Trần Văn Thử", {"Chủ tịch", "Phó Chủ tịch"}),
        ("Hội nghị có sự tham dự của Chủ tịch UBND tỉnh Lạng Sơn: ông {a}", {"Chủ tịch"}),
    ],
)
def test_whose_document_it_is_says_nothing_of_who_stands_behind_the_colon(words, titles):
    text = "Ngày 20/9/2022, tỉnh Lạng Sơn họp. " + words.format(a=A, p=POST) + "."
    assert {title for _, title, *_ in told(text)} == titles

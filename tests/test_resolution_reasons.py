"""What speaks for and against: kinds of pairs of reports, whether they tell of one, and which reason decides."""

from __future__ import annotations

import pytest
from sample import Draft

from kg.dates import agree
from kg.model import Literal, Member, Report, ReportStatements
from kg.resolution.homes import home, written
from kg.resolution.resolve import Resolver
from kg.resolution.verdict import DIFFERENT, SAME, Reason, _rows
from kg.text import key as fold_key

RARE, COMMON = "Tạ Thí Mẫu", "Nguyễn Văn Hùng"


def draft(name: str, day: str = "") -> Draft:
    return Draft(Report(f"Văn bản {name}", name, published=day), day)


def official(name: str, source: str, *posts: str, day: str = "") -> ReportStatements:
    """Return a reading of one person with posts such as 'Giám đốc@Sở Y tế tỉnh Lạng Sơn', '~' before a former one."""
    d = draft(source, day)
    d.entity("it", "Person", name, complete=False)
    for number, post in enumerate(posts):
        title, _, body = post.lstrip("~").partition("@")
        known = not body.endswith("?")
        body = body.rstrip("?")
        if body:
            d.entity(f"b{number}", "Body", body, fold_key(body).replace(" tỉnh ", " "), complete=known)
        d.post(f"q{number}", title, f"b{number}" if body else "")
        d.say("it", "kg:formerlyHeld" if post.startswith("~") else "org:holds", f"q{number}", "Văn bản")
    return d.done()


def decided(*readings: ReportStatements) -> tuple[str, set[str]]:
    """Return whether the entities 'it' of two readings are taken for one, and the codes of the reasons."""
    resolver = Resolver()
    for reading in readings:
        resolver.add(reading)
    a, b = (Member(reading.report.key, "it") for reading in readings[:2])
    verdict = resolver.explain(a, b)
    codes = {reason.code for reason in verdict.reasons} if verdict else set()
    if resolver.canonical(a) == resolver.canonical(b):
        return "same", codes
    assert verdict is None or verdict.score < SAME, "what speaks for it that much is joined unless something forbids"
    return ("different" if verdict and verdict.score <= DIFFERENT else "unsure"), codes


HEALTH, TRADE = "Sở Y tế tỉnh Lạng Sơn", "Sở Công Thương tỉnh Lạng Sơn"


@pytest.mark.parametrize(
    ("name", "one", "other", "expected", "code"),
    [
        # one post, one body
        (COMMON, [f"Giám đốc@{HEALTH}"], [f"Giám đốc@{HEALTH}"], "same", ""),  # one unit: nothing to weigh
        (COMMON, [f"Giám đốc@{HEALTH}"], [f"Giám đốc@{HEALTH}", "Tỉnh ủy viên@Tỉnh ủy Lạng Sơn"], "same", "same-post"),
        (COMMON, [f"Phó Giám đốc@{HEALTH}"], [f"Giám đốc@{HEALTH}"], "same", "same-body"),
        (COMMON, [f"Giám đốc@{HEALTH}"], [f"~Giám đốc@{HEALTH}"], "same", "same-post"),
        # one province or ministry: the name decides
        (RARE, [f"Giám đốc@{HEALTH}"], ["Phó Chủ tịch@Ủy ban nhân dân tỉnh Lạng Sơn"], "same", "same-home"),
        (COMMON, [f"Giám đốc@{HEALTH}"], ["Phó Chủ tịch@Ủy ban nhân dân tỉnh Lạng Sơn"], "unsure", "same-home"),
        (RARE, ["Vụ trưởng@Vụ Pháp chế Bộ Y tế?"], ["Thứ trưởng@Bộ Y tế"], "unsure", ""),
        # never by the name alone
        (RARE, [], [], "unsure", ""),
        (RARE, [f"Giám đốc@{HEALTH}"], [], "unsure", ""),
        (RARE, [f"Giám đốc@{HEALTH}"], ["Giám đốc@Sở Y tế tỉnh Cao Bằng"], "unsure", "elsewhere"),
        # the same words for a body that is not known for certain
        (RARE, ["Hiệu trưởng@Trường Mẫu?"], ["Hiệu trưởng@Trường Mẫu?"], "same", ""),  # the school is one by its head
        (RARE, ["Hiệu trưởng@Trường Mẫu?", "Ủy viên@"], ["Hiệu phó@Trường Mẫu?"], "unsure", ""),
        # titles of few
        (COMMON, ["Bộ trưởng@"], ["Bộ trưởng@Bộ Y tế"], "unsure", "same-title"),
        (RARE, ["Bộ trưởng@"], ["Bộ trưởng@Bộ Y tế"], "same", "same-title"),
        (COMMON, ["Giám đốc@"], [f"Giám đốc@{HEALTH}"], "unsure", "same-title"),
        (COMMON, ["Bộ trưởng@Bộ Y tế"], ["Phó Thủ tướng@Chính phủ"], "same", "same-top"),
        (RARE, ["Chủ tịch@Quốc hội"], ["Tổng Bí thư@Ban Bí thư"], "same", "same-top"),
        (RARE, ["Thủ tướng@Chính phủ Lào?"], ["Phó Thủ tướng@Chính phủ"], "unsure", ""),
        # a body of hundreds tells less
        (RARE, ["Ủy viên@Ban Chấp hành Trung ương Đảng", f"Giám đốc@{HEALTH}"],
         ["Ủy viên@Ban Chấp hành Trung ương Đảng"], "same", "same-post"),
        (COMMON, ["Ủy viên@Ban Chấp hành Trung ương Đảng", f"Giám đốc@{HEALTH}"],
         ["Ủy viên@Ban Chấp hành Trung ương Đảng"], "unsure", "same-post"),
        (RARE, ["Đại biểu@Quốc hội"], ["Đại biểu@Quốc hội", f"Giám đốc@{HEALTH}"], "same", "same-post"),
        (COMMON, ["Đại biểu@Quốc hội"], ["Đại biểu@Quốc hội", f"Giám đốc@{HEALTH}"], "unsure", "same-post"),
    ],
)  # fmt: skip
def test_officials(name: str, one: list[str], other: list[str], expected: str, code: str):
    found, codes = decided(official(name, "x", *one), official(name, "y", *other))
    assert found == expected and (code in codes or not code)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # two full-time offices in two places at one time
        (("Giám đốc@Sở Y tế tỉnh Cao Bằng", "2015-01-01", "2016-01-01"), (f"Giám đốc@{HEALTH}", "2015-06-01"),
         "different"),
        # one after the other; or within the weeks of handing over
        (("Giám đốc@Sở Y tế tỉnh Cao Bằng", "2013-01-01", "2014-01-01"), (f"Giám đốc@{HEALTH}", "2015-06-01"),
         "unsure"),
        (("Giám đốc@Sở Y tế tỉnh Cao Bằng", "2015-01-01", "2015-06-10"), (f"Giám đốc@{HEALTH}", "2015-06-01"),
         "unsure"),
        # former ones, memberships and seats beside the office clash with nothing
        (("~Giám đốc@Sở Y tế tỉnh Cao Bằng", "2015-01-01", "2016-01-01"), (f"Giám đốc@{HEALTH}", "2015-06-01"),
         "unsure"),
        (("Thứ trưởng@Bộ Y tế", "2015-01-01", "2016-01-01"), ("Trưởng Ban@Ban Tổ chức Trung ương", "2015-06-01"),
         "different"),
        (("Thứ trưởng@Bộ Y tế", "2015-01-01", "2016-01-01"), ("Ủy viên@Bộ Chính trị", "2015-06-01"), "unsure"),
    ],
)  # fmt: skip
def test_offices_at_one_time(one: tuple[str, ...], other: tuple[str, str], expected: str):
    post, *days = one
    readings = [official(RARE, f"x{day}", post, day=day) for day in days]
    found, codes = decided(readings[0], official(RARE, "y", other[0], day=other[1]), *readings[1:])
    assert found == expected and ("two-homes" in codes) == (expected == "different")


def test_a_career_is_followed_by_the_report_that_tells_of_the_move():
    before = official(RARE, "x", "Giám đốc@Sở Y tế tỉnh Cao Bằng", day="2010-01-01")
    after = official(RARE, "y", f"Giám đốc@{HEALTH}", day="2015-01-01")
    move = official(RARE, "z", f"Giám đốc@{HEALTH}", "~Giám đốc@Sở Y tế tỉnh Cao Bằng", day="2014-01-01")
    assert decided(before, after)[0] == "unsure" and decided(before, after, move)[0] == "same"


def test_a_province_that_went_into_another_is_no_other_place_afterwards():
    before = official(RARE, "x", "Bí thư@Tỉnh ủy Bắc Giang", day="2024-05-05")
    after = official(RARE, "y", "Bí thư@Tỉnh ủy Bắc Ninh", day="2025-09-09")
    beside = official(RARE, "z", "Bí thư@Tỉnh ủy Bắc Ninh", day="2024-09-09")
    assert decided(before, after)[0] == "same" and decided(before, beside)[0] != "same"


def test_one_report_that_mixes_two_namesakes_does_not_join_all_others():
    health = official(COMMON, "x", f"Giám đốc@{HEALTH}", day="2015-01-01")
    trade = official(COMMON, "y", f"Giám đốc@{TRADE}", day="2015-01-02")
    mixed = official(COMMON, "z", f"Giám đốc@{HEALTH}", f"Giám đốc@{TRADE}", day="2015-01-01")
    assert decided(health, mixed)[1] >= {"same-post", "two-in-one"} and decided(health, mixed)[0] == "unsure"
    assert decided(health, trade, mixed)[0] == decided(health, trade)[0]


def paper(source: str, name: str, *, day: str = "", issuer: str = "", about: str = "", told: str = "", **more):
    """Return a reading of one document; ``told`` is the report's day, ``period`` makes its identity whole."""
    d = draft(source, told)
    period = more.get("period", "")
    d.entity("it", "Directive", name, fold_key(name.rpartition(" ")[0]) + " " + name.rpartition(" ")[2],
             *filter(None, (period,)), complete=bool(period))  # fmt: skip
    if day:
        d.say("it", "eli:date_document", Literal(day, "xsd:date"), "Văn bản")
    if year := more.get("year", ""):
        d.say("it", "kg:year", Literal(year, "xsd:gYear"), "Văn bản")
    if issuer:
        d.entity("b", "Body", issuer)
        d.say("it", "kg:issuedBy", "b", "Văn bản")
    if about:
        d.entity("t", "Topic", about)
        d.say("it", "kg:guides", "t", "Văn bản")
    if home := more.get("home", ""):
        d.entity("h", "Body", f"Ủy ban nhân dân tỉnh {home}")
    return d.done()


FULL = {"name": "Chỉ thị 97-CT/TW", "period": "khóa X", "day": "2009-02-03"}
FIELD = "công tác văn thư lưu trữ"


@pytest.mark.parametrize(
    ("one", "other", "expected", "code"),
    [
        (FULL, FULL, "same", ""),
        (FULL, {**FULL, "period": "khóa XII", "day": "2017-02-03"}, "unsure", ""),  # two identities: never one
        # the number alone is not enough; with the date, or the subject, it is
        (FULL, {"name": "Chỉ thị 97-CT/TW"}, "unsure", "same-number"),
        (FULL, {"name": "Chỉ thị 97-CT/TW", "day": "2009-02-03"}, "same", "same-date"),
        ({**FULL, "about": FIELD}, {"name": "Chỉ thị 97-CT/TW", "about": "văn thư lưu trữ"}, "same", "same-subject"),
        ({**FULL, "about": FIELD}, {"name": "Chỉ thị 97", "about": FIELD}, "same", "same-digits"),
        ({**FULL, "about": FIELD}, {"name": "Chỉ thị 97-CT/TW", "about": "bảo vệ và phát triển rừng"}, "unsure",
         "other-subject"),
        # what contradicts
        (FULL, {"name": "Chỉ thị 97-CT/TW", "day": "2009-05-06"}, "different", "other-date"),
        ({**FULL, "about": FIELD}, {"name": "Chỉ thị 97-CT/TW", "about": FIELD, "told": "2005-01-01"}, "different",
         "before-issue"),
        ({**FULL, "issuer": "Ban Bí thư", "about": FIELD}, {"name": "Chỉ thị 97-CT/TW", "issuer": "Bộ Y tế",
         "about": FIELD},
         "different", "other-issuer"),
        # the Secretariat and the Politburo issue for the Central Committee
        ({**FULL, "issuer": "Ban Bí thư", "about": FIELD}, {"name": "Chỉ thị 97-CT/TW", "issuer": "Bộ Chính trị",
         "about": FIELD},
         "same", "kin-issuers"),
        ({**FULL, "about": FIELD}, {"name": "Chỉ thị 97/CT-TTg", "about": FIELD}, "different", "other-symbol"),
        # each province counts for itself
        ({"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn", "about": FIELD}, {"name": "Kế hoạch 97-KH/TU",
         "home": "Cao Bằng", "about": FIELD},
         "different", "other-home"),
        # so does each department of one
        ({"name": "Kế hoạch 97/KH-SYT", "home": "Lạng Sơn", "about": FIELD}, {"name": "Kế hoạch 97/KH-SYT",
         "home": "Cao Bằng", "about": FIELD},
         "different", "other-home"),
        # and the standing board of each council
        ({"name": "Nghị quyết 97/NQ-TTHĐND", "home": "Lạng Sơn", "about": FIELD}, {"name": "Nghị quyết 97/NQ-TTHĐND",
         "home": "Cao Bằng", "about": FIELD},
         "different", "other-home"),
        ({"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn"}, {"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn"},
         "unsure", "same-home-number"),
        ({"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn", "told": "2020-01-02"},
         {"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn", "told": "2020-01-20"}, "same", "near-reports"),
        ({"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn", "about": FIELD, "told": "2020-01-02"},
         {"name": "Kế hoạch 97-KH/TU", "home": "Lạng Sơn", "about": FIELD, "told": "2023-01-20"}, "unsure",
         "years-apart"),
    ],
)  # fmt: skip
def test_documents(one: dict, other: dict, expected: str, code: str):
    found, codes = decided(paper("x", **one), paper("y", **other))
    assert found == expected and (code in codes or not code)


def test_a_reference_that_two_documents_fit_joins_neither_and_is_left_to_a_person():
    first = paper("x", **FULL, about=FIELD)
    second = paper("y", "Chỉ thị 97-CT/TW", period="khóa XII", day="2017-02-03", about=FIELD)
    bare = paper("z", "Chỉ thị 97-CT/TW", about=FIELD, told="2020-01-01")
    assert decided(bare, first)[0] == "same"
    resolver = Resolver()
    for reading in (first, second, bare):
        resolver.add(reading)
    assert len({resolver.canonical(Member(reading.report.key, "it")) for reading in (first, second, bare)}) == 3
    open_pairs = {frozenset((pair.a.report, pair.b.report)) for pair in resolver.pairs()}
    assert open_pairs == {frozenset((bare.report.key, other.report.key)) for other in (first, second)}


def event(source: str, name: str, day: str = "", host: str = "", told: str = "", **more: str) -> ReportStatements:
    """Return a reading of one event; ``told`` is the report's day, ``chair`` and ``guests`` are names."""
    d = draft(source, told or day)
    whole = bool(day and host)
    d.entity("it", "Event", name, fold_key(name), *filter(None, (day, fold_key(host) if whole else "")), complete=whole,
             concept=f"kgv:event-kind/{more.get('kind', 'conference')}")  # fmt: skip
    if day:
        d.say("it", "schema:startDate", Literal(day, "xsd:date"), "Văn bản")
    if host:
        d.entity("b", "Body", host)
        d.say("b", "kg:organises", "it", "Văn bản")
    for number, who in enumerate(filter(None, (more.get("chair", ""), *more.get("guests", "").split(", ")))):
        d.entity(f"p{number}", "Person", who, complete=False)
        d.say(f"p{number}", "kg:chairs" if who == more.get("chair") else "kg:attends", "it", "Văn bản")
    if place := more.get("place", ""):
        d.entity("l", "Place", place)
        d.say("it", "kg:heldAt", "l", "Văn bản")
    return d.done()


HOST = "Ủy ban nhân dân tỉnh Lạng Sơn"
DIGITAL = "Hội nghị tổng kết chuyển đổi số ngành thủy lợi"


@pytest.mark.parametrize(
    ("one", "other", "expected", "code"),
    [
        ((DIGITAL, "2021-05-06", HOST), (DIGITAL, "2021-05-06", HOST), "same", ""),
        # other words, the same day and organiser
        ((DIGITAL, "2021-05-06", HOST), ("Hội nghị trực tuyến về chuyển đổi số ngành thủy lợi năm 2021",
         "2021-05-06", HOST),
         "same", "same-event-name"),
        ((DIGITAL, "2021-05-06", HOST), (DIGITAL, "", HOST, "2021-05-07"), "same", "near-day"),
        ((DIGITAL, "2021-05-06", HOST), (DIGITAL, "", HOST, "2023-05-07"), "unsure", "other-day"),
        # two conferences of one body on one day
        ((DIGITAL, "2021-05-06", HOST), ("Hội nghị về bảo hiểm y tế toàn dân", "2021-05-06", HOST), "different",
         "other-event-name"),
        ((DIGITAL, "2021-05-06", HOST), (DIGITAL, "2021-09-08", HOST), "unsure", "other-day"),
        (("Phiên họp thứ 9", "2021-05-06", HOST), ("Phiên họp thứ mười", "2021-05-06", HOST), "unsure", "other-number"),
        (("Hội nghị quán triệt Chỉ thị số 97-CT/TW", "2021-05-06", HOST), ("Hội nghị quán triệt Chỉ thị số 98-CT/TW",
         "2021-05-06", HOST),
         "different", "other-event-name"),
        (("Hội nghị lần thứ mười", "2021-05-06", HOST), ("Hội nghị lần thứ mười một", "2021-05-06", HOST), "unsure",
         "other-number"),
        # the same name on one day in two provinces; a weekly meeting; a report of weeks later
        (("Lễ giao nhận quân năm 2024", "2024-02-25", HOST), ("Lễ giao nhận quân năm 2024", "2024-02-25",
         "Ủy ban nhân dân tỉnh Cao Bằng"),
         "different", "other-home"),
        (("Hội nghị giao ban công tác khám chữa bệnh", "", HOST, "2024-03-01"),
         ("Hội nghị giao ban công tác khám chữa bệnh", "", HOST, "2024-03-08"),
         "unsure", "other-day"),
        ((DIGITAL, "2021-05-06", HOST), (DIGITAL, "", HOST, "2021-05-28"), "unsure", "late-report"),
        # a bare name and the organiser's day are not enough alone
        (("Hội nghị", "2021-05-06"), ("Hội nghị", "2021-05-06"), "unsure", ""),
    ],
)  # fmt: skip
def test_events(one: tuple[str, ...], other: tuple[str, ...], expected: str, code: str):
    found, codes = decided(event("x", *one), event("y", *other))
    assert found == expected and (code in codes or not code)


@pytest.mark.parametrize(
    ("part", "day", "expected"),
    [
        ("--06-21", "2025-06-21", True), ("--06-21", "2025-02-18", False), ("--06-21", "2025-06", True),
        ("--06-21", "2025-07", False), ("--06-21", "2025", True), ("--06-21", "--06-21", True),
        ("--06-21", "--06", True),
        ("--06-21", "--06-22", False), ("2025-06", "2025-06-21", True), ("2025-06", "2025-07-01", False),
        ("2025", "2025-07-01", True), ("2024", "2025", False), ("--06", "2025-06-21", True),
        ("--07", "2025-06-21", False),
    ],
)  # fmt: skip
def test_days_told_in_part(part: str, day: str, expected: bool):
    assert agree(part, day) == agree(day, part) == expected


def test_people_and_place_tell_events_apart_or_together():
    bare = ("buổi làm việc", "2021-05-06", "")
    met = {"chair": RARE, "guests": "Lê Thí Dụ, Trần Văn Mẫu", "kind": "working-session"}
    assert decided(event("x", *bare, **met), event("y", *bare, **met))[0] == "same"
    other = met | {"chair": "Lê Thị Thí Dụ", "guests": "Trần Thị Mẫu", "place": "Cao Bằng"}
    assert decided(event("x", *bare, **met), event("y", *bare, **other))[0] == "unsure"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sở y tế lạng sơn", "lạng sơn"), ("ủy ban nhân dân thành phố hồ chí minh", "hồ chí minh"), ("sở tư pháp", ""),
        ("ủy ban nhân dân huyện mộ đức", ""), ("huyện ủy hòa bình", ""), ("ủy ban nhân dân xã thái bình", ""),
        ("tỉnh ủy hòa bình", "hòa bình"), ("đại sứ quán pháp", "pháp"), ("đoàn thanh niên cộng sản hồ chí minh", ""),
        ("vụ pháp chế", ""), ("cục lãnh sự", "bộ ngoại giao"), ("bộ y tế", "bộ y tế"), ("bộ chính trị", ""),
    ],
)  # fmt: skip
def test_where_a_body_is(name: str, expected: str):
    assert home([name]) == expected


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31"])
def test_a_day_that_stands_for_none_hurts_nobody(day: str):
    assert decided(event("x", DIGITAL, "", HOST, day), event("y", DIGITAL, "", HOST, day))[0] in ("same", "unsure")


def test_reasons_are_the_same_from_both_sides():
    rooms = [f"Trưởng phòng@Phòng Mẫu {n}?" for n in (1, 2)]
    for one, other in (
        (official(COMMON, "x", rooms[0]), official(COMMON, "y", *rooms)),
        (paper("x", "Công văn 15/UBND-KT", about="phòng cháy, chữa cháy và cứu nạn, cứu hộ trong tình hình mới"),
         paper("y", "Công văn 15/UBND-KT", about="phòng cháy rừng và cứu nạn tại địa bàn trong tình hình mới")),
        (paper("x", "Quyết định 19/QĐ-UBND", home="Lạng Sơn", told="2020-01-02", about=FIELD),
         paper("y", "Quyết định 19", home="Lạng Sơn", told="2023-01-02", about=FIELD)),
        (event("x", DIGITAL, "2021-05-06", HOST, chair=RARE), event("y", DIGITAL, "2021-05-06", "Bộ Y tế",
         chair="Lê Thí Dụ")),
    ):  # fmt: skip
        told = []
        for first, second in ((one, other), (other, one)):
            resolver = Resolver()
            resolver.add(first)
            resolver.add(second)
            a, b = Member(first.report.key, "it"), Member(second.report.key, "it")
            told.append((resolver.explain(a, b), resolver.decisions()))
        assert told[0] == told[1]


def test_an_organiser_is_shown_by_its_name_not_by_the_time_in_which_it_is_what_it_is():
    readings = [draft(source, "2025-08-09") for source in ("x", "y")]
    for d, name in zip(readings, ("Hội nghị giao ban", "Hội nghị về thủy lợi"), strict=True):
        d.entity("b", "Body", "Sở Xây dựng Cà Mau", "sở xây dựng cà mau", "2025-07-01")
        d.entity("it", "Event", name, fold_key(name), complete=False)
        d.say("b", "kg:organises", "it", "Văn bản")
    resolver = Resolver()
    for d in readings:
        resolver.add(d.done())
    found = resolver.explain(*(Member(d.report.key, "it") for d in readings))
    assert "cùng cơ quan tổ chức: Sở Xây dựng Cà Mau" in [reason.told() for reason in found.reasons]


def test_every_reason_has_a_sentence_in_both_languages():
    for code, row in _rows().items():
        told = {lang: Reason(code, 1.0, ("một", "hai")).told(lang) for lang in ("vi", "en")}
        assert all(told.values()) and told["vi"] != told["en"] and float(row["weight"])


@pytest.mark.parametrize(
    ("folded", "name"),
    [
        ("bộ ngoại giao", "Bộ Ngoại giao"), ("sở ngoại vụ tỉnh quảng ninh", "Sở Ngoại vụ tỉnh Quảng Ninh"),
        ("hà giang", "Hà Giang"), ("bộ trưởng", "Bộ trưởng"), ("hội nghị về thủy lợi", "Hội nghị về thủy lợi"),
    ],
)  # fmt: skip
def test_names_are_written_with_their_capitals(folded: str, name: str):
    assert written(folded) == name

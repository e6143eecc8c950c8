"""Bare references beside documents of one number: what joins them, what is asked about them, and what is told of it."""

from __future__ import annotations

from itertools import permutations

import pytest
from test_resolution_reasons import FIELD, decided, paper

from kg.model import Decisions, Judgement, Member, Report, ReportStatements, Side
from kg.reading.pipeline import read
from kg.resolution.resolve import Resolver

OLD, NEW = "khóa XII", "khóa XIII"
BOTH = (
    "Ngày 10/8/2022, Tỉnh ủy Lạng Sơn quán triệt Nghị quyết số 97-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương "
    "và Nghị quyết số 97-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương về công tác văn thư lưu trữ."
)
ABOUT = (
    "Ngày 1/6/2023, Tỉnh ủy Cao Bằng quán triệt Nghị quyết số 97-NQ/TW của Ban Chấp hành Trung ương "
    "về công tác văn thư lưu trữ."
)
BARE = "Ngày 1/7/2023, Tỉnh ủy Sơn La quán triệt Nghị quyết số 97-NQ/TW của Ban Chấp hành Trung ương."
BARE_AGAIN = "Ngày 5/7/2023, Tỉnh ủy Lào Cai quán triệt Nghị quyết số 97-NQ/TW của Ban Chấp hành Trung ương."
DATED = "Ngày 1/7/2023, Tỉnh ủy Yên Bái quán triệt Nghị quyết số 97-NQ/TW ngày 25/10/2017 về tinh gọn bộ máy."


def readings(*texts: str) -> list[ReportStatements]:
    return [read(Report(text, f"{number}.txt")) for number, text in enumerate(texts)]


def resolver(given: list[ReportStatements], *judged: Judgement) -> Resolver:
    made = Resolver()
    for reading in given:
        made.add(reading)
    made.judge(judged)
    return made


def papers(reading: ReportStatements) -> dict[str, Member]:
    """Return the documents of a report by their terms, '' for one that is bare."""
    found = (entity for entity in reading.entities if entity.kind == "Directive")
    return {(*entity.identity, "")[1]: Member(reading.report.key, entity.key) for entity in found}


def asked(made: Resolver) -> set[frozenset[Member]]:
    return {frozenset((pair.a, pair.b)) for pair in made.pairs() if "directive" in pair.a.entity}


def test_a_bare_reference_is_not_joined_by_way_of_another_one_and_is_asked_about_beside_each_candidate():
    given = readings(BOTH, ABOUT, BARE, DATED)
    (both, about, bare, dated), made = map(papers, given), resolver(given)
    assert made.canonical(about[""]) == both[NEW], "its subject tells which one it is"
    assert made.canonical(dated[OLD]) == both[OLD]
    assert made.canonical(bare[""]) == bare[""]
    assert asked(made) == {frozenset((bare[""], both[OLD])), frozenset((bare[""], both[NEW]))}


def test_two_terms_are_never_asked_about_whatever_a_person_joined_to_them():
    given = readings(BOTH, ABOUT, BARE)
    both, _, bare = map(papers, given)
    answered = Judgement("x", "2026-01-01T00:00:00Z", "An", "same", Side("", bare[""]), Side("", both[OLD]))
    made = resolver(given, answered)
    assert made.canonical(bare[""]) == both[OLD] and made.canonical(both[NEW]) == both[NEW]
    assert asked(made) == set()


def test_nearness_still_joins_bare_references_with_one_another():
    given = readings(BARE, BARE_AGAIN)
    one, other = map(papers, given)
    assert resolver(given).canonical(other[""]) == one[""]
    given = readings(BOTH, BARE, BARE_AGAIN)
    both, one, other = map(papers, given)
    made = resolver(given)
    assert made.canonical(other[""]) == made.canonical(one[""])
    assert len(asked(made)) == 2, "both together are asked about once beside each"


def test_the_order_of_reports_does_not_matter():
    given = readings(BOTH, ABOUT, BARE, DATED)
    found: list[tuple[Decisions, list]] = []
    for order in permutations(given):
        made = resolver(list(order))
        found.append((made.decisions(), made.pairs()))
    assert all(one == found[0] for one in found)


def test_what_fits_two_documents_is_brought_to_neither_by_a_third_that_fits_one():
    first = paper("x", "Chỉ thị 97-CT/TW", period="khóa X", day="2009-02-03", about=FIELD)
    second = paper("y", "Chỉ thị 97-CT/TW", period="khóa XII", day="2017-02-03", about=FIELD)
    dated = paper("z", "Chỉ thị 97", day="2009-02-03", about=FIELD)
    bare = paper("w", "Chỉ thị 97-CT/TW", about=FIELD, told="2020-01-01")
    made = resolver([first, second, dated, bare])
    it = [Member(reading.report.key, "it") for reading in (first, second, dated, bare)]
    assert made.canonical(it[2]) == made.canonical(it[0]) != made.canonical(it[1])
    assert made.canonical(it[3]) not in map(made.canonical, it[:3])


TOLD = {"issuer": "Ban Bí thư", "about": FIELD, "home": "Lạng Sơn"}


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        # the number alone, with its day: of another term, whatever else is alike
        ({"name": "Chỉ thị 97-CT/TW", "period": "khóa XII", "day": "2017-02-03"},
         {"name": "Chỉ thị 97", "day": "2022-02-03"}, "other-term"),
        ({"name": "Quyết định 97/QĐ-TTg", "period": "2017", "day": "2017-02-03"},
         {"name": "Quyết định 97", "day": "2018-02-03"}, "other-year"),
        ({"name": "Kế hoạch 97-KH/TU", "day": "2019-02-03"}, {"name": "Kế hoạch 97-KH/TU", "day": "2022-02-03"},
         "other-term"),
    ],
)  # fmt: skip
def test_numbers_of_two_terms_or_years_are_surely_two(one: dict, other: dict, code: str):
    found, codes = decided(paper("x", **one, **TOLD), paper("y", **other, **TOLD))
    assert found == "different" and codes >= {code, "same-subject", "same-issuer"}


def test_two_days_within_a_term_are_no_two_terms():
    days = ({"day": "2017-02-03"}, {"day": "2018-02-03"})
    _, codes = decided(*(paper(name, "Chỉ thị 97-CT/TW", **day, **TOLD) for name, day in zip("xy", days, strict=True)))
    assert "other-date" in codes and not codes & {"other-term", "other-year"}


NUMBER = {"name": "Nghị quyết 97-NQ/TW", "issuer": "Ban Chấp hành Trung ương"}


@pytest.mark.parametrize(
    ("one", "other", "expected", "code"),
    [
        # a year lies in one term, or for that of a congress in two
        ({"year": "2017"}, {"period": "khóa XIII", "day": "2022-06-16"}, "different", "other-term"),
        ({"year": "2017"}, {"period": "khóa XIII"}, "different", "other-term"),
        ({"year": "2017"}, {"day": "2017-10-25"}, "same", "same-year"),
        ({"year": "2017"}, {"year": "2017"}, "same", ""),
        ({"year": "2021"}, {"period": "khóa XIII"}, "unsure", "same-number"),
        ({"year": "2021"}, {"period": "khóa XII"}, "unsure", "same-number"),
        ({"year": "2021"}, {"period": "khóa XIII", "day": "2022-06-16"}, "different", "other-date"),
        ({"name": "Quyết định 97/QĐ-TTg", "year": "2017"},
         {"name": "Quyết định 97/QĐ-TTg", "period": "2018", "day": "2018-02-03"}, "different", "other-year"),
        # no report names what is issued years later, unless it tells the day itself: then its own may be wrong
        ({"told": "2017-03-15"}, {"day": "2022-06-16"}, "different", "before-issue"),
        ({"told": "2017-03-15", "about": FIELD}, {"day": "2022-06-16", "about": FIELD}, "different",
         "before-issue"),
        ({"told": "2017-03-15"}, {"period": "khóa XIII"}, "different", "before-period"),
        ({"told": "2017-03-15"}, {"period": "khóa XII"}, "unsure", "same-number"),
        ({"told": "2017-03-15"}, {"year": "2019"}, "different", "before-period"),
        ({"told": "2021-06-15"}, {"day": "2022-06-16"}, "different", "before-issue"),
        ({"told": "2012-06-15", "day": "2022-06-16", "about": FIELD}, {"day": "2022-06-16", "period": "khóa XIII",
         "about": FIELD}, "same", "before-issue"),
    ],
)  # fmt: skip
def test_what_can_be_compared_of_two_times_is(one: dict, other: dict, expected: str, code: str):
    both = [paper(source, **{**NUMBER, **each}) for source, each in (("x", one), ("y", other))]
    found, codes = decided(*both)
    assert (found, {code} - {""} <= codes) == (expected, True), codes
    assert decided(*reversed(both)) == (found, codes)


YEAR = "Ngày 20/9/2023, Tỉnh ủy Sơn La quán triệt Nghị quyết số 97-NQ/TW năm 2017 của Ban Chấp hành Trung ương."
EARLY = "Ngày 15/3/2017, Tỉnh ủy Lai Châu quán triệt Nghị quyết số 97-NQ/TW của Ban Chấp hành Trung ương."
LATE = (
    "Ngày 10/8/2022, Tỉnh ủy Cao Bằng tổ chức Hội nghị quán triệt Nghị quyết số 97-NQ/TW ngày 16/6/2022 của Ban Chấp "
    "hành Trung ương."
)
LATE_BARE = (
    "Ngày 10/8/2022, Tỉnh ủy Cao Bằng tổ chức Hội nghị quán triệt Nghị quyết số 97-NQ/TW. Huyện ủy Hòa An tham dự."
)


@pytest.mark.parametrize("text", [YEAR, EARLY])
def test_nobody_is_asked_about_what_cannot_be_though_a_part_without_a_date_hangs_on_it(text: str):
    for given in permutations((text, LATE, LATE_BARE)):
        made = resolver(readings(*given))
        assert len({member for pair in made.pairs() for member in (pair.a, pair.b)}) == 0


def test_all_parts_but_one_tell_on_what_they_hang_and_all_hang_together():
    bare = paper("x", "Chỉ thị 97-CT/TW", issuer="Ban Bí thư", about=FIELD, told="2009-05-05")
    whole = paper("y", "Chỉ thị 97-CT/TW", period="khóa X", day="2009-02-03", issuer="Ban Bí thư", about=FIELD,
                  told="2009-05-18")  # fmt: skip
    others = [
        paper("z", "Chỉ thị 97", about=f"{FIELD} năm 2009", told="2009-05-06"),
        paper("w", "Chỉ thị 97-CT/TW", day="2009-02-03", told="2009-05-20"),
    ]
    made = resolver([bare, whole, *others])
    found = made.parts(Member(bare.report.key, "it"))
    assert len(found) == 4 and found[0].members[0].report == bare.report.key, "the earliest first"
    root = [part for part in found if part.to is None]
    assert [part.members[0].report for part in root] == [whole.report.key], "on the one with its term hang all"
    of = {member: part for part in found for member in part.members}
    for part in found:
        assert (part.verdict is None) == (part.to is None)
        seen = [part]
        while seen[-1].to:
            seen.append(of[seen[-1].to])
            assert len(seen) <= len(found), "round in a circle"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Bộ Chính trị", "Bộ Chính trị", "cùng cơ quan ban hành: Bộ Chính trị"),
        ("Ban Bí thư", "Bộ Chính trị", "cơ quan ban hành đánh số chung: Ban Bí thư; Bộ Chính trị"),
        ("Bộ Y tế", "Bộ Chính trị", "khác cơ quan ban hành: Bộ Chính trị; Bộ Y tế"),
    ],
)
def test_issuers_are_told_by_the_names_that_reports_have(one: str, other: str, told: str):
    given = [paper(name, "Chỉ thị 97-CT/TW", issuer=issuer, about=f"{FIELD} {name}")
             for name, issuer in (("x", one), ("y", other))]  # fmt: skip
    for order in (given, given[::-1]):
        found = resolver(order).explain(*(Member(reading.report.key, "it") for reading in order))
        assert told in [reason.told() for reason in found.reasons]

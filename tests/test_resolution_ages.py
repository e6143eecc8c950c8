"""A body or province whose name went on over a merger, in a report that does not tell which of them it means."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.model import Judgement, Member, Report, ReportStatements, Side
from kg.reading.pipeline import read
from kg.resolution.resolve import Resolver
from kg.resolution.verdict import SAME

HEAD = "Giám đốc Sở Xây dựng tỉnh Bắc Ninh Tạ Thí Mẫu"
WORDS = {
    "body/ủy ban nhân dân tỉnh bắc ninh": "UBND tỉnh Bắc Ninh tổ chức hội nghị giao ban.",
    "body/bộ nội vụ": "Bộ Nội vụ tổ chức hội nghị tập huấn.",
    "body/sở xây dựng tỉnh bắc ninh": f"{HEAD} chủ trì hội nghị.",
    "place/bắc ninh": "Chủ tịch nước Trần Văn Mẫu thăm tỉnh Bắc Ninh.",
}
BEFORE, AFTER = "Ngày 3/3/2023, ", "Ngày 3/9/2025, "


def told(text: str, name: str) -> ReportStatements:
    return read(Report(text, f"{name}.txt"))


def resolver(*given: ReportStatements) -> Resolver:
    made = Resolver()
    for reading in given:
        made.add(reading)
    return made


def three(key: str) -> tuple[list[ReportStatements], list[Member]]:
    """Return reports from before and after a merger and one of no day, and the entity with a key in each."""
    given = [told(lead + WORDS[key], name) for lead, name in ((BEFORE, "a"), (AFTER, "b"), ("", "c"))]
    return given, [Member(reading.report.key, key) for reading in given]


def asked(made: Resolver, kind: str) -> list[frozenset[Member]]:
    return sorted((frozenset((p.a, p.b)) for p in made.pairs() if p.a.entity.startswith(kind)), key=sorted)


@pytest.mark.parametrize("key", WORDS)
def test_it_joins_no_age_and_is_asked_about_beside_each(key: str):
    given, (old, new, of_no_day) = three(key)
    expected = sorted((frozenset((of_no_day, one)) for one in (old, new)), key=sorted)
    for order in permutations(given):
        made = resolver(*order)
        assert [made.canonical(one) for one in (old, new, of_no_day)] == [old, new, of_no_day]
        assert [pair for pair in asked(made, key.split("/")[0]) if of_no_day in pair] == expected
        assert all(pair.verdict.score < SAME for pair in made.pairs() if {pair.a, pair.b} & {old, new})
        assert made.explain(old, of_no_day) == made.explain(of_no_day, old)


@pytest.mark.parametrize("key", WORDS)
@pytest.mark.parametrize("lead", [BEFORE, AFTER])
def test_it_joins_no_age_where_only_one_is_told_of(key: str, lead: str):
    given = [told(lead + WORDS[key], "a"), told(WORDS[key], "c")]
    members = [Member(reading.report.key, key) for reading in given]
    made = resolver(*given)
    assert [made.canonical(one) for one in members] == members
    assert frozenset(members) in asked(made, key.split("/")[0])


@pytest.mark.parametrize("key", WORDS)
def test_once_it_is_judged_nothing_is_asked_of_it(key: str):
    given, (old, new, of_no_day) = three(key)
    made = resolver(*given)
    made.judge([Judgement("x", "2026-01-01T00:00:00Z", "An", "same", Side("", of_no_day), Side("", new))])
    assert made.canonical(of_no_day) == new and made.canonical(old) == old
    assert asked(made, key.split("/")[0]) == []


def test_two_reports_of_no_day_may_mean_two_ages():
    key = "body/bộ nội vụ"
    given = [told(WORDS[key], "a"), told("Hội nghị. " + WORDS[key], "b")]
    made = resolver(*given)
    members = [Member(reading.report.key, key) for reading in given]
    assert [made.canonical(one) for one in members] == members and not asked(made, "body")


def test_a_name_of_one_unit_needs_no_day():
    key, words = "body/ủy ban nhân dân tỉnh lạng sơn", "UBND tỉnh Lạng Sơn tổ chức hội nghị giao ban."
    given = [told(words, "a"), told(BEFORE + words, "b")]
    one, other = (Member(reading.report.key, key) for reading in given)
    made = resolver(*given)
    assert made.canonical(one) == made.canonical(other)


@pytest.mark.parametrize("lead", [BEFORE, AFTER, ""])
def test_an_official_there_is_known_by_the_post_at_a_body_of_the_name(lead: str):
    given = [told(lead + HEAD + " chủ trì hội nghị.", "a"), told(HEAD + " dự lễ khai giảng.", "b")]
    made = resolver(*given)
    one, other = (Member(reading.report.key, "person/tạ thí mẫu") for reading in given)
    assert made.canonical(one) == made.canonical(other)


def test_a_former_post_of_an_open_age_is_asked_about_too():
    key = "body/tỉnh ủy bắc ninh"
    given = [
        told("Ngày 2/10/2025, ông Lê Văn Thử, nguyên Bí thư Tỉnh ủy Bắc Ninh, dự hội nghị.", "a"),
        told(BEFORE + "Tỉnh ủy Bắc Ninh tổ chức hội nghị giao ban.", "b"),
    ]
    members = [Member(reading.report.key, key) for reading in given]
    made = resolver(*given)
    assert [made.canonical(one) for one in members] == members and asked(made, "body") == [frozenset(members)]

"""Names that go on over a merger: which changes the tables tell, and which age of a name a report means."""

from __future__ import annotations

import pytest

from kg.graph.identity import entity_iri
from kg.lexicon.bearers import ages_of_body, local_of, name_of_office
from kg.lexicon.history import BODIES, PROVINCES, ages, changes, possible
from kg.model import Entity, Ref, Report, ReportStatements
from kg.reading.pipeline import read

OPEN = ""  # of no known day


def told(text: str, day: str = "") -> ReportStatements:
    return read(Report(text, "a.txt", published=day))


def entity(text: str, day: str, key: str) -> Entity:
    reading = told(text, day)
    return next(e for e in reading.entities if e.key == key)


def iri(text: str, day: str, key: str) -> str:
    return entity_iri("https://x.example/", entity(text, day, key), told(text, day).report.hash)


# What the tables tell


@pytest.mark.parametrize(
    ("day", "before", "after", "act"),
    [
        ("2025-07-01", "Bắc Giang, Bắc Ninh", "Bắc Ninh", "Nghị quyết 202/2025/QH15"),
        ("2025-07-01", "Bà Rịa - Vũng Tàu, Bình Dương, Hồ Chí Minh", "Hồ Chí Minh", "Nghị quyết 202/2025/QH15"),
        ("2025-01-01", "Thừa Thiên Huế", "Huế", "Nghị quyết 175/2024/QH15"),
        ("2008-08-01", "Hà Nội, Hà Tây", "Hà Nội", "Nghị quyết 15/2008/QH12"),
        ("2004-01-01", "Đắk Lắk", "Đắk Lắk, Đắk Nông", "Nghị quyết 22/2003/QH11"),
        ("1997-01-01", "Hà Bắc", "Bắc Giang, Bắc Ninh", "Nghị quyết của Quốc hội khóa IX ngày 06/11/1996"),
        ("2025-03-01", "Bộ Kế hoạch và Đầu tư, Bộ Tài chính, Ủy ban Quản lý vốn nhà nước tại doanh nghiệp",
         "Bộ Tài chính", "Nghị quyết 176/2025/QH15"),
        ("2007-08", "Bộ Công nghiệp, Bộ Thương mại", "Bộ Công Thương", "Nghị quyết 01/2007/QH12"),
        ("2025-02", "Ban Dân vận Trung ương, Ban Tuyên giáo Trung ương", "Ban Tuyên giáo và Dân vận Trung ương",
         "Kết luận 121-KL/TW; các quyết định của Bộ Chính trị tháng 1/2025"),
        ("2025-02", "Ban Đối ngoại Trung ương", "Bộ Ngoại giao",
         "Kết luận 121-KL/TW; các quyết định của Bộ Chính trị tháng 1/2025"),
    ],
)  # fmt: skip
def test_changes(day, before, after, act):
    found = [
        (c.day, ", ".join(u.name for u in c.before), ", ".join(u.name for u in c.after), c.source) for c in changes()
    ]
    assert (day, before, after, act) in found


@pytest.mark.parametrize(
    ("of", "name", "marks"),
    [
        (PROVINCES, "Lạng Sơn", [""]),
        (PROVINCES, "Bắc Giang", [""]),
        (PROVINCES, "Bắc Ninh", ["", "2025-07-01"]),
        (PROVINCES, "Cần Thơ", ["", "2004-01-01", "2025-07-01"]),
        (PROVINCES, "Hậu Giang", ["", "2004-01-01"]),
        (PROVINCES, "Đồng Nai", ["", "2025-07-01"]),  # made a city in 2026: the same province
        (BODIES, "Bộ Tài chính", ["", "2025-03-01"]),
        (BODIES, "Bộ Ngoại giao", [""]),  # took over tasks, was merged with nobody
        (BODIES, "Bộ Nông nghiệp và Phát triển nông thôn", ["", "2007-08"]),
        (BODIES, "Bộ Mẫu", []),
    ],
)
def test_ages_of_a_name(of, name, marks):
    assert [age.mark for age in ages(of, name)] == marks


@pytest.mark.parametrize(
    ("name", "earliest", "latest", "marks"),
    [
        ("Bắc Ninh", "2025-06-30", "2025-06-30", [""]),
        ("Bắc Ninh", "2025-07-01", "2025-07-01", ["2025-07-01"]),
        ("Bắc Ninh", "2025-06-01", "2025-07-31", ["", "2025-07-01"]),
        ("Bắc Ninh", "1990-01-01", "1990-01-01", [""]),  # before any
        ("Hậu Giang", "1999-05-05", "1999-05-05", [""]),  # between two: the one that was
        ("Hậu Giang", "2025-10-01", "2025-10-01", ["2004-01-01"]),
    ],
)
def test_ages_of_a_day(name, earliest, latest, marks):
    assert [age.mark for age in possible(ages(PROVINCES, name), earliest, latest)] == marks


@pytest.mark.parametrize(
    ("name", "kind", "dated"),
    [
        ("Ủy ban nhân dân tỉnh Bắc Ninh", "people-committee", True),
        ("Sở Y tế Bắc Ninh", "department", True),
        ("Sở Xây dựng Bắc Ninh", "department", True),
        ("Sở Giao thông vận tải Bắc Ninh", "department", False),  # went with its ministry, before the merger
        ("Sở Thương mại Hà Nội", "department", False),
        ("Sở Công Thương Hà Nội", "department", True),
        ("Sở Công Thương Hậu Giang", "department", False),  # there was none before the province began again
        ("Ban Chấp hành Đảng bộ tỉnh Bắc Ninh", "party-committee", True),
        ("Ban Chỉ đạo 35 tỉnh Bắc Ninh", "steering-committee", True),
        ("Thành ủy Hồ Chí Minh", "party-committee", True),
        ("Đảng ủy Bộ Tài chính", "party-committee", True),
        ("Ủy ban nhân dân thành phố Bắc Ninh", "people-committee", False),  # a city in that province
        ("Thành ủy Bắc Ninh", "party-committee", False),
        ("Trường Đại học Mẫu Thành phố Hồ Chí Minh", "institute", False),  # there, but not of the city
        ("Công ty Mẫu tỉnh Bắc Ninh", "company", False),
        ("Sở Y tế Lạng Sơn", "department", False),
        ("Đảng ủy Bộ Ngoại giao", "party-committee", False),
    ],
)
def test_bodies_named_after_who_was_merged(name, kind, dated):
    assert (len(ages_of_body(name, f"kgv:body-kind/{kind}")) > 1) == dated


@pytest.mark.parametrize(
    ("name", "office", "names"),
    [
        ("Tỉnh ủy Bình Dương", "tỉnh ủy", ("Tỉnh ủy Bắc Ninh", "Thành ủy Đà Nẵng")),
        ("Ban Tổ chức Thành ủy Đà Nẵng", "ban tổ chức tỉnh ủy",
         ("Ban Tổ chức Tỉnh ủy Bắc Ninh", "Ban Tổ chức Thành ủy Đà Nẵng")),
        ("UBND tỉnh Bắc Ninh", "ủy ban nhân dân",
         ("Ủy ban nhân dân tỉnh Bắc Ninh", "Ủy ban nhân dân thành phố Đà Nẵng")),
        ("Đảng bộ tỉnh Bắc Ninh", "đảng bộ", ("Đảng bộ tỉnh Bắc Ninh", "Đảng bộ thành phố Đà Nẵng")),
        ("Sở Y tế Bắc Ninh", "sở y tế", ("Sở Y tế tỉnh Bắc Ninh", "Sở Y tế thành phố Đà Nẵng")),
        ("Ban Chỉ đạo Mẫu tỉnh Bắc Ninh", "", None),
        ("Báo Bắc Ninh", None, None),
    ],
)  # fmt: skip
def test_offices_of_provinces(name, office, names):
    found = local_of(name)
    assert (found.office if found else None) == office
    if names:
        assert tuple(name_of_office(office, *of) for of in (("tỉnh", "Bắc Ninh"), ("thành phố", "Đà Nẵng"))) == names


# What a report means

PROVINCE = "UBND tỉnh Bắc Ninh tổ chức hội nghị tổng kết."
COMMITTEE = "body/ủy ban nhân dân tỉnh bắc ninh"


@pytest.mark.parametrize(
    ("text", "day", "key", "mark"),
    [
        (PROVINCE, "2024-05-06", COMMITTEE, ""),
        (PROVINCE, "2025-06-30", COMMITTEE, ""),
        (PROVINCE, "2025-07-01", COMMITTEE, "2025-07-01"),
        (PROVINCE, "2026-05-06", COMMITTEE, "2025-07-01"),
        (PROVINCE, OPEN, COMMITTEE, None),
        ("Ngày 6/5/2026, " + PROVINCE, OPEN, COMMITTEE, "2025-07-01"),
        ("Thực hiện Chỉ thị số 99-CT/TW ngày 5/8/2025 của Ban Bí thư, " + PROVINCE, OPEN, COMMITTEE, "2025-07-01"),
        ("Bí thư Tỉnh ủy Bắc Giang Trần Văn Mẫu và " + PROVINCE, OPEN, COMMITTEE, ""),
        ("Nguyên Bí thư Tỉnh ủy Bắc Giang Trần Văn Mẫu và " + PROVINCE, OPEN, COMMITTEE, None),
        ("Sở Y tế tỉnh Bắc Ninh tổ chức hội nghị.", "2026-05-06", "body/sở y tế tỉnh bắc ninh", "2025-07-01"),
        ("Bí thư Tỉnh ủy Bắc Ninh Trần Văn Mẫu dự hội nghị.", "2026-05-06", "body/tỉnh ủy bắc ninh", "2025-07-01"),
        ("Sở Giao thông vận tải Bắc Ninh họp.", OPEN, "body/sở giao thông vận tải bắc ninh", ""),
        ("Sở Công Thương Hậu Giang họp.", OPEN, "body/sở công thương hậu giang", "2004-01-01"),
        ("Bộ Tài chính tổ chức hội nghị tổng kết.", "2025-02-28", "body/bộ tài chính", ""),
        ("Bộ Tài chính tổ chức hội nghị tổng kết.", "2025-03-01", "body/bộ tài chính", "2025-03-01"),
        ("Bộ Ngoại giao tổ chức hội nghị tổng kết.", "2025-03-01", "body/bộ ngoại giao", ""),
        ("UBND tỉnh Lạng Sơn tổ chức hội nghị.", OPEN, "body/ủy ban nhân dân tỉnh lạng sơn", ""),
        ("Chủ tịch nước Trần Văn Mẫu thăm tỉnh Bắc Ninh.", "2026-05-06", "place/bắc ninh", "2025-07-01"),
        ("Chủ tịch nước Trần Văn Mẫu thăm tỉnh Bắc Ninh.", "2024-05-06", "place/bắc ninh", ""),
        ("Chủ tịch nước Trần Văn Mẫu thăm tỉnh Lạng Sơn.", "2026-05-06", "place/lạng sơn", ""),
        # A body that is gone is meant as it was; a post held before a merger may be of either age.
        ("Ông Lê Văn Thử, nguyên Bí thư Tỉnh ủy Bắc Giang dự hội nghị.", "2025-10-02", "body/tỉnh ủy bắc giang", ""),
        ("Ông Lê Văn Thử, nguyên Bí thư Tỉnh ủy Bắc Ninh dự hội nghị.", "2024-10-02", "body/tỉnh ủy bắc ninh", ""),
        ("Ông Lê Văn Thử, nguyên Bí thư Tỉnh ủy Bắc Ninh dự hội nghị.", "2025-10-02", "body/tỉnh ủy bắc ninh", None),
        # A document is of its own day.
        ("Quyết định số 12/2019/QĐ-UBND của UBND tỉnh Bắc Ninh có hiệu lực.", "2026-05-06", COMMITTEE, ""),
        ("Quyết định số 12/2025/QĐ-UBND của UBND tỉnh Bắc Ninh có hiệu lực.", "2026-05-06", COMMITTEE, None),
    ],
)  # fmt: skip
def test_the_age_that_a_report_means(text, day, key, mark):
    found = entity(text, day, key)
    assert (found.identity[1:], found.complete) == ((mark,) if mark else (), mark is not None)


def test_the_first_age_keeps_the_iri_that_it_had():
    assert iri(PROVINCE, "2024-05-06", COMMITTEE) == "https://x.example/body/uy-ban-nhan-dan-bac-ninh-b4cb8e59"


def test_two_ages_in_one_report_are_two_bodies():
    text = "Đồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy Bắc Ninh tiếp đồng chí Lê Văn Thử, nguyên Bí thư Tỉnh ủy Bắc Ninh."
    reading = told(text, "2025-10-02")
    bodies = {e.key: (e.identity, e.complete) for e in reading.entities if e.kind == "Body"}
    assert bodies == {
        "body/tỉnh ủy bắc ninh": (("tỉnh ủy bắc ninh", "2025-07-01"), True),
        "body/tỉnh ủy bắc ninh@?": (("tỉnh ủy bắc ninh",), False),
    }
    posts = {e.key: e.body for e in reading.entities if e.kind == "Post"}
    told_of = [s for s in reading.statements if s.predicate in ("org:holds", "kg:formerlyHeld")]
    held = {s.predicate: posts[s.object.key] for s in told_of if isinstance(s.object, Ref)}
    assert held == {"org:holds": "body/tỉnh ủy bắc ninh", "kg:formerlyHeld": "body/tỉnh ủy bắc ninh@?"}
    named = [(s.subject, text[s.start : s.end]) for s in reading.statements if s.predicate == "skos:altLabel"]
    assert [subject for subject, words in named if words == "Tỉnh ủy Bắc Ninh"] == list(bodies)


def test_a_document_of_the_old_province_is_not_one_of_the_new():
    text = "Thực hiện Quyết định số 12/QĐ-UBND ngày {} của UBND tỉnh Bắc Ninh, Sở Y tế tỉnh Bắc Ninh tổ chức hội nghị."
    key = "directive/12/qđ-ubnd"
    old, new = (entity(text.format(day), "2025-12-01", key) for day in ("5/3/2025", "5/8/2025"))
    assert old.complete and new.complete and new.identity == (*old.identity, "2025-07-01")


def test_where_the_day_is_open_one_body_stays_one():
    text = PROVINCE + " Quyết định số 12/2019/QĐ-UBND ngày 5/3/2019 của UBND tỉnh Bắc Ninh có hiệu lực."
    bodies = [(e.key, e.complete) for e in told(text).entities if e.kind == "Body"]
    assert bodies == [(COMMITTEE, False)]

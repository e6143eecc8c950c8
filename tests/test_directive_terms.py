"""The term that a report tells of a document: kept beside its date, and shown where both cannot be right."""

from __future__ import annotations

import pytest
from sample_store import make_store
from told import told

import kg
from kg.findings import check
from kg.model import Report
from kg.reading.pipeline import read

OUTSIDE = {
    "behind the issuer": "Chỉ thị số 97-CT/TW ngày 3/2/2015 của Ban Bí thư khóa XII về công tác lưu trữ",
    "of the whole committee": "Nghị quyết số 97-NQ/TW ngày 3/2/2015 của Ban Chấp hành Trung ương Đảng khóa XII",
    "of the Politburo": "Kết luận số 97-KL/TW ngày 3/2/2015 của Bộ Chính trị khóa XII",
    "before the date": "Chỉ thị số 97-CT/TW của Ban Bí thư khóa XII ngày 3/2/2015 về công tác lưu trữ",
    "before the date, over a comma": "Chỉ thị số 97-CT/TW của Ban Bí thư khóa XII, ngày 3/2/2015 về công tác lưu trữ",
    "behind the number": "Chỉ thị số 97-CT/TW khóa XII, ngày 3/2/2015 của Ban Bí thư về công tác lưu trữ",
    "in brackets": "Chỉ thị số 97-CT/TW, ngày 3/2/2015 của Ban Bí thư (khóa XII) về công tác lưu trữ",
    "of a plenum": "Nghị quyết số 97-NQ/TW ngày 3/2/2015 của Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa XII",
    "of an office of the centre": "Hướng dẫn số 97-HD/VPTW ngày 3/2/2015 của Văn phòng Trung ương Đảng khóa XII",
}
WITHIN = {
    "the term of the day": "Chỉ thị số 97-CT/TW ngày 3/2/2017 của Ban Bí thư khóa XII về công tác lưu trữ",
    "days after the change": "Chỉ thị số 97-CT/TW ngày 3/2/2021 của Ban Bí thư khóa XII về công tác lưu trữ",
    "no day": "Chỉ thị số 97-CT/TW của Ban Bí thư khóa XII về công tác lưu trữ",
    "a year of the term": "Chỉ thị số 97-CT/TW năm 2016 của Ban Bí thư khóa XII về công tác lưu trữ",
    "a local committee counts its own terms": "Nghị quyết số 97-NQ/TU ngày 3/2/2015 của Tỉnh ủy Lạng Sơn khóa XII",
    "of another document": "Chỉ thị số 97-CT/TW ngày 3/2/2015 của Ban Bí thư và Chỉ thị số 98-CT/TW khóa XII",
}


@pytest.mark.parametrize(
    "words",
    [
        "khóa 12", "(khóa 12) về công tác văn thư", "của Ban Chấp hành Trung ương khóa 12 về công tác văn thư",
        ", ngày 3/2/2017, Hội nghị Trung ương 5 khóa XII", ", ngày 3/2/2017, Hội nghị lần thứ năm Ban Chấp hành "
        "Trung ương Đảng khóa 12", "(Hội nghị Trung ương 5 khóa XII)",
    ],
)  # fmt: skip
def test_the_term_is_kept_in_digits_and_behind_a_plenum(words):
    text = f"Ngày 10/8/2022, Tỉnh ủy Lạng Sơn quán triệt Nghị quyết số 97-NQ/TW {words}.".replace(" ,", ",")
    reading = read(Report(text, "a.txt"))
    assert [s.object.value for s in reading.statements if s.predicate == "kg:term"] == ["XII"]
    assert [entity.identity[1] for entity in reading.entities if entity.kind == "Directive"] == ["khóa XII"]


def found(place, reference: str):
    reading = read(Report(f"Ngày 10/8/2022, Tỉnh ủy Lạng Sơn quán triệt {reference}.", "a.txt"))
    make_store(place / "kg", (reading,))
    with kg.open_store(place / "kg") as store:
        return [finding for finding in check(store, today="2026-01-01") if finding.kind.id == "date-outside-term"]


@pytest.mark.parametrize("reference", OUTSIDE.values(), ids=OUTSIDE)
def test_a_day_outside_of_the_term_that_is_told_is_found_with_both(reference, tmp_path):
    (finding,) = found(tmp_path, reference)
    dated, termed = finding.sides
    assert [words.exact for words in dated.words] == ["ngày 3/2/2015"] and dated.says.en == "2015-02-03"
    assert [words.exact for words in termed.words] == ["khóa XII"] and "term XII: 2016-01-28" in termed.says.en


@pytest.mark.parametrize("reference", WITHIN.values(), ids=WITHIN)
def test_what_contradicts_no_term_is_left_alone(reference, tmp_path):
    assert found(tmp_path, reference) == []


def test_a_year_outside_of_the_term_is_found_too(tmp_path):
    (finding,) = found(tmp_path, "Kết luận số 97-KL/TW năm 2015 của Bộ Chính trị khóa XII")
    assert [[words.exact for words in side.words] for side in finding.sides] == [["năm 2015"], ["khóa XII"]]


def test_the_assembly_has_terms_of_its_own(tmp_path):
    (finding,) = found(tmp_path, "Nghị quyết số 97/2022/QH15 ngày 11/1/2022 của Quốc hội khóa XIV")
    assert finding.sides[1].says.en.startswith("National Assembly, term XIV")


@pytest.mark.parametrize("reference", OUTSIDE.values(), ids=OUTSIDE)
def test_the_day_counts_for_the_identity_and_the_term_stays(reference):
    reading = read(Report(f"Tỉnh ủy Lạng Sơn quán triệt {reference}.", "a.txt"))
    (paper,) = (entity for entity in reading.entities if entity.kind == "Directive")
    assert paper.complete and paper.identity[1:] == ("khóa XI",)
    facts = told(f"Tỉnh ủy Lạng Sơn quán triệt {reference}.")
    assert [value for _, predicate, value in facts if predicate == "kg:term"] == ["XII"]


def test_where_no_day_is_told_the_term_is_the_identity():
    reading = read(Report(f"Tỉnh ủy Lạng Sơn quán triệt {WITHIN['no day']}.", "a.txt"))
    (paper,) = (entity for entity in reading.entities if entity.kind == "Directive")
    assert paper.complete and paper.identity[1:] == ("khóa XII",)

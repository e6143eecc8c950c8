"""What became of bodies and provinces, in the graph: only of those that reports name, whatever order they came in."""

from __future__ import annotations

import pytest
from sample_store import make_store

from kg.errors import AmbiguousError
from kg.graph.project import project
from kg.graph.shapes import validate
from kg.graph.vocabulary import compact
from kg.model import Report, ReportStatements
from kg.queries import saved
from kg.queries.ask import ask
from kg.queries.find import find
from kg.reading.pipeline import read
from kg.resolution.resolve import resolve
from kg.store.open import open_store

BEFORE = "Đồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy Bắc Giang dự hội nghị."
AFTER = "Đồng chí Trần Văn Mẫu, Bí thư Tỉnh ủy Bắc Ninh dự hội nghị."
VISIT = "Thủ tướng Chính phủ Lê Văn Thử thăm tỉnh {}."
MERGER = "Tỉnh ủy Bắc Giang, Tỉnh ủy Bắc Ninh → Tỉnh ủy Bắc Ninh (từ 2025-07-01)"


def readings_of(*texts: tuple[str, str]) -> list[ReportStatements]:
    return [read(Report(text, f"{n}.txt", published=day)) for n, (text, day) in enumerate(texts)]


def graph(*texts: tuple[str, str]):
    readings = readings_of(*texts)
    return project(readings, resolve(readings))


def changes(quads) -> dict[str, dict[str, set[str]]]:
    """Return label → property → values, of each change in a graph."""
    found = {q.subject for q in quads if q.object.value.endswith("ChangeEvent")}
    told: dict[str, dict[str, set[str]]] = {}
    for node in found:
        about: dict[str, set[str]] = {}
        for q in quads:
            if q.subject == node:
                about.setdefault(compact(q.predicate.value), set()).add(q.object.value)
        told[next(label for label in about["rdfs:label"] if "(từ " in label)] = about
    return told


def names(quads, iris: set[str]) -> set[str]:
    return {q.object.value for q in quads if q.subject.value in iris and compact(q.predicate.value) == "skos:altLabel"}


def test_a_merger_leads_from_the_old_to_the_new():
    quads = graph((BEFORE, "2024-05-06"), (AFTER, "2026-05-06"))
    merger = changes(quads)[MERGER]
    assert merger["kg:changedOn"] == {"2025-07-01"}
    assert merger["dcterms:source"] == {"Nghị quyết 202/2025/QH15"}
    assert names(quads, merger["org:originalOrganization"]) == {"Tỉnh ủy Bắc Giang"}
    assert names(quads, merger["org:resultingOrganization"]) == {"Tỉnh ủy Bắc Ninh"}
    assert merger["kg:nameBefore"] == {"Tỉnh ủy Bắc Giang", "Tỉnh ủy Bắc Ninh"}
    assert [finding.line() for finding in validate(quads)] == []


def test_two_ages_of_a_name_stand_on_two_sides():
    merger = changes(graph((AFTER + " ", "2024-05-06"), (AFTER, "2026-05-06")))[MERGER]
    (old,), (new,) = merger["org:originalOrganization"], merger["org:resultingOrganization"]
    assert old != new and new.startswith("https://vnkg.example/id/body/tinh-uy-bac-ninh-2025-07-01-")


def test_what_no_report_names_is_told_by_name_alone():
    merger = changes(graph((BEFORE, "2024-05-06")))[MERGER]
    assert merger["kg:nameAfter"] == {"Tỉnh ủy Bắc Ninh"} and "org:resultingOrganization" not in merger


@pytest.mark.parametrize(
    ("text", "day", "labels"),
    [
        (VISIT.format("Bắc Giang"), "2024-05-06", ["tỉnh Bắc Giang, tỉnh Bắc Ninh → tỉnh Bắc Ninh (từ 2025-07-01)",
                                                   "tỉnh Hà Bắc → tỉnh Bắc Giang, tỉnh Bắc Ninh (từ 1997-01-01)"]),
        (VISIT.format("Lạng Sơn"), "2024-05-06", []),
        ("Tỉnh ủy Bình Dương tổ chức hội nghị.", "2024-05-06",
         ["Tỉnh ủy Bà Rịa - Vũng Tàu, Tỉnh ủy Bình Dương, Thành ủy Hồ Chí Minh → Thành ủy Hồ Chí Minh (từ 2025-07-01)",
          "Tỉnh ủy Sông Bé → Tỉnh ủy Bình Dương, Tỉnh ủy Bình Phước (từ 1997-01-01)"]),
        ("Bộ Giao thông vận tải tổ chức hội nghị.", "2024-05-06",
         ["Bộ Giao thông vận tải, Bộ Xây dựng → Bộ Xây dựng (từ 2025-03-01)"]),
        ("Bộ Ngoại giao tổ chức hội nghị.", "2024-05-06", []),  # only took over, from a body that no report names
        ("Ban Đối ngoại Trung ương tổ chức hội nghị.", "2024-05-06",
         ["Ban Đối ngoại Trung ương → Bộ Ngoại giao (từ 2025-02)"]),
        ("UBND tỉnh Bắc Ninh tổ chức hội nghị.", "", []),  # which of the two is open
        ("Công ty Mẫu tỉnh Bắc Ninh tổ chức hội nghị.", "2024-05-06", []),
    ],
)  # fmt: skip
def test_changes_of_what_a_report_names(text, day, labels):
    found = {label for label in changes(graph((text, day))) if "Hội đồng Bộ trưởng" not in label}
    assert found == set(labels)


# The question


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    readings = readings_of((BEFORE, "2024-05-06"), (AFTER + " ", "2024-05-06"), (AFTER, "2026-05-06"))
    with open_store(make_store(tmp_path_factory.mktemp("merger") / "kg", readings)) as store:
        yield store


NEW = "Tỉnh ủy Bắc Ninh"
SPLIT = "Tỉnh ủy Hà Bắc → Tỉnh ủy Bắc Giang, Tỉnh ủy Bắc Ninh (từ 1997-01-01)"


@pytest.mark.parametrize(
    ("of", "rows"),
    [
        ("Tỉnh ủy Bắc Giang", [("1997-01-01", "before", SPLIT, ""), ("2025-07-01", "after", MERGER, NEW)]),
        ("body/tinh-uy-bac-ninh-2025-07-01-d650b522",
         [("1997-01-01", "before", SPLIT, ""), ("2025-07-01", "before", MERGER, "Tỉnh ủy Bắc Giang"),
          ("2025-07-01", "before", MERGER, "Tỉnh ủy Bắc Ninh")]),
        # One name, two ages: what was asked of the name is asked of both.
        ("tinh uy bac ninh",
         [("1997-01-01", "before", SPLIT, ""), ("2025-07-01", "after", MERGER, "Tỉnh ủy Bắc Ninh"),
          ("2025-07-01", "before", MERGER, "Tỉnh ủy Bắc Giang"), ("2025-07-01", "before", MERGER, "Tỉnh ủy Bắc Ninh")]),
    ],
)  # fmt: skip
def test_what_became_of_it_and_what_was_before(store, of, rows):
    result = ask(store, saved.load("succession-of"), {"of": of})
    names = ("date", "side", "changeLabel", "unitLabel")
    assert [tuple(row[n].value if n in row else "" for n in names) for row in result.rows] == rows


def test_two_ages_of_a_name_are_told_apart_by_their_days(store):
    with pytest.raises(AmbiguousError) as raised:
        find(store, "Tỉnh ủy Bắc Ninh")
    told = sorted(line.partition(" · ")[2] for line in raised.value.candidates)
    assert told == ["Body · 2025-07-01 →", "Body · → 2025-07-01"]


def test_a_name_through_time_finds_the_holders_of_both_ages(store):
    result = ask(store, saved.load("holders-of-post"), {"body": "Tỉnh ủy Bắc Ninh", "title": "Bí thư"})
    assert sorted(row["firstSeen"].value for row in result.rows) == ["2024-05-06", "2026-05-06"]


def test_the_order_of_reports_does_not_matter():
    readings = readings_of((BEFORE, "2024-05-06"), (AFTER, "2026-05-06"), (VISIT.format("Bắc Ninh"), "2026-05-06"))
    one, other = (project(order, resolve(order)) for order in (readings, readings[::-1]))
    assert one == other

"""What kind of place a name means, and where the graph says it."""

from __future__ import annotations

import pytest

from kg.graph.project import project
from kg.lexicon.lexicon import lexicon
from kg.lexicon.tables import table
from kg.model import Report
from kg.reading import pipeline
from kg.reading.places.kinds import kind_of_place

KINDS = [
    ("Lào", "country"),
    ("Cộng hòa Dân chủ Nhân dân Lào", "country"),
    ("Nhật Bản", "country"),
    ("Lạng Sơn", "province"),
    ("tỉnh Lạng Sơn", "province"),
    ("Hà Nội", "city"),
    ("thành phố Mẫu", "city"),
    ("Viêng Chăn", "city"),
    ("huyện Thí Dụ", "district"),
    ("xã Mẫu", "commune"),
    ("Trường Sa", "other"),
    ("trụ sở Bộ Thí dụ", ""),
    ("Nhà hát Lớn Hà Nội", ""),
    ("huyện", ""),
    ("", ""),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind_of_place(name, kind):
    assert kind_of_place(lexicon(), name) == (kind and f"kgv:place-kind/{kind}")


def test_every_kind_of_the_gazetteers_has_a_concept():
    known = {row["kind"] for row in table("place_kinds")}
    used = {row["kind"] for name in ("provinces", "cities", "place_heads") for row in table(name)} - {""}
    assert used | {"nước"} == known


def test_the_graph_says_it_and_the_day_of_the_report():
    text = "Ngày 5/3/2024, Bộ trưởng Bộ Ngoại giao Trần Văn Mẫu thăm chính thức Lào.\n"
    quads = project([pipeline.read(Report(text, "tham.txt"))])
    told = {(q.subject.value.split("/")[4], q.predicate.value.rpartition("#")[2], q.object.value) for q in quads}
    assert ("place", "placeKind", "https://vnkg.example/vocabulary/place-kind/country") in told
    assert {day for kind, relation, day in told if (kind, relation) == ("report", "observedOn")} == {"2024-03-05"}

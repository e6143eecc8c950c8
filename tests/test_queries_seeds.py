"""Each saved question on the two seed reports, as the reader reads them: what they say, and what they must not."""

from __future__ import annotations

import pytest
from sample import SEEDS

from kg.build import Builder
from kg.documents.folder import reports
from kg.queries import saved
from kg.queries.ask import ask
from kg.reading import pipeline
from kg.store.open import open_store

SUMMING_UP = (
    "Hội nghị sơ kết công tác ngoại giao kinh tế 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2022"
)
ONLINE = (
    "Hội nghị trức tuyến triển khai công tác ngoại giao kinh tế phục vụ phục hồi và phát triển kinh tế- xã hội năm 2022"
)
SON, VU, MINISTRY = "Bùi Thanh Sơn", "Nguyễn Minh Vũ", "Bộ Ngoại giao"
COMMITTEE = "Ban Chỉ đạo ngoại giao kinh tế của Bộ Ngoại giao"  # its longest form is its label
CENTRAL = "Ban Chấp hành Trung ương Đảng"
DAY = "2022-01-21"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("seeds") / "kg", write=True, create=True) as store:
        builder = Builder(store, pipeline.read, pipeline.reader_version())
        for _, report in reports([SEEDS]):
            builder.ingest(report)
        yield store


# Question, parameters, columns, rows that must be there, and whether there may be others.
TOLD = [
    ("who-chairs", {}, "whoLabel eventLabel date", [(SON, ONLINE, DAY)], False),
    ("participants", {"event": SUMMING_UP, "lang": "en"}, "whoLabel roleLabel",
     [(SON, "attends"), (SON, "gives the directing speech at"), (SON, "gives the opening speech at"),
      (VU, "attends")], True),
    ("participants", {"event": ONLINE, "lang": "en"}, "whoLabel roleLabel", [(SON, "chairs"), (VU, "attends")], True),
    ("posts-of", {"person": "bui thanh son", "lang": "en"},
     "postLabel bodyLabel tenureLabel firstSeen lastSeen reports",
     [("Bộ trưởng", MINISTRY, "seen holding", DAY, DAY, "2"),
      ("Ủy viên", CENTRAL, "seen holding", DAY, DAY, "1")], False),
    ("posts-of", {"person": VU}, "postLabel bodyLabel firstSeen",
     [("Trưởng Ban", COMMITTEE, DAY), ("Thứ trưởng", MINISTRY, DAY), ("Ủy viên dự khuyết", CENTRAL, DAY),
      ("Thứ trưởng Thường trực", MINISTRY, "")], False),
    ("holders-of-post", {"body": MINISTRY, "title": "bộ trưởng", "at": DAY}, "personLabel answer",
     [(SON, "observed")], False),
    ("holders-of-post", {"body": MINISTRY, "title": "bộ trưởng", "at": "2023-01-01"}, "personLabel answer",
     [("", "not-known"), (SON, "unknown-after")], False),
    ("directives-on", {"field": "ngoai giao kinh te"}, "directiveLabel date issuerLabel",
     [("Chỉ thị số 41-CT/TW", "2010-04-15", "Ban Bí thư")], False),
    ("implements", {"directive": "41-CT/TW", "lang": "en"}, "whoLabel relationLabel", [(MINISTRY, "reviews")], False),
    ("instructions-by", {"by": SON, "event": SUMMING_UP}, "addresseeLabel",
     [("Hội nghị",), ("các đơn vị",)], True),
    ("instructions-by", {"by": VU}, "addresseeLabel eventLabel", [("các Cơ quan đại diện", SUMMING_UP)], True),
    ("events-by-date", {"from": "2022-01-21", "to": "2022-01-21"}, "date eventLabel", [(DAY, ONLINE)], False),
    ("bodies-parts", {"body": MINISTRY}, "partLabel", [(COMMITTEE,)], True),
    ("evidence-of", {"subject": SON, "relation": "kg:chairs"}, "objectLabel", [(ONLINE,)], False),
    ("career-of", {"person": SON}, "date step postLabel reports",
     [(DAY, "seen", "Bộ trưởng", "2"), (DAY, "seen", "Ủy viên", "1")], False),
    ("companions-of", {"person": SON}, "otherLabel events", [(VU, "2")], False),
    ("companions-network", {}, "oneLabel otherLabel events", [(SON, VU, "2")], False),
    ("implementation-of", {"directive": "41-CT/TW", "lang": "en"}, "actLabel whoLabel",
     [("issued by", "Ban Bí thư"), ("reviews", MINISTRY)], False),
    ("directives-unreviewed", {}, "directiveLabel", [("Nghị quyết Đại hội XIII của Đảng",)], False),
    ("groups-at-events", {"min": "90", "lang": "en"}, "precisionLabel count eventLabel",
     [("more than", "90", SUMMING_UP)], True),
    ("reports-about", {"thing": SON}, "date", [(DAY,), ("",)], False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "columns", "rows", "more"), TOLD)
def test_the_seeds_answer(store, name, values, columns, rows, more):
    result = ask(store, saved.load(name), values)
    found = [tuple(row[column].value if column in row else "" for column in columns.split()) for row in result.rows]
    assert set(rows) <= set(found)
    assert more or len(found) == len(rows)


# What the texts do not say (the two conferences are two, and only the first has a chair and a day).
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("who-chairs", {"event": SUMMING_UP}),
        ("instructions-by", {"by": MINISTRY}),
        ("evidence-of", {"subject": "41-CT/TW", "relation": "kg:issuedBy", "object": MINISTRY}),
    ],
)
def test_the_seeds_do_not_say(store, name, values):
    assert len(ask(store, saved.load(name), values)) == 0

"""Bounds of tenures that reports tell, beside answers: one tenure's at a time, each with its report, on all engines."""

from __future__ import annotations

import pytest
from engines import NAMES, stores_of

from kg.model import Report
from kg.queries import saved
from kg.queries.ask import ask
from kg.reading.pipeline import read

A, B, C, D, E = "Nguyễn Văn Mẫu", "Lê Văn Thử", "Trần Văn Kiểm", "Phạm Văn Dò", "Vũ Văn Mò"
LAW, HEALTH, HOME, TRADE, TAX = (
    f"Giám đốc Sở {name} tỉnh Lạng Sơn" for name in ("Tư pháp", "Y tế", "Nội vụ", "Công Thương", "Tài chính")
)
TEXTS = {
    "terms": ("2021-04-05", f"Ông {A} giữ chức {LAW} từ ngày 1/3/2016 đến ngày 1/3/2021."),
    "again": ("2022-06-05", f"UBND tỉnh Lạng Sơn bổ nhiệm ông {A} giữ chức {LAW} từ ngày 1/6/2022."),
    "seen": ("2023-06-05", f"{LAW} {A} chủ trì Hội nghị tổng kết ngành Tư pháp."),
    "leaves": ("2022-09-20", f"UBND tỉnh Lạng Sơn quyết định miễn nhiệm chức vụ {HEALTH} đối với ông {B} "
               "kể từ ngày 1/10/2022."),
    "former": ("2022-12-20", f"Ông {C}, nguyên {HOME}, dự Hội nghị tổng kết ngành Nội vụ."),
    "first": ("2017-02-01", f"UBND tỉnh Lạng Sơn bổ nhiệm ông {D} giữ chức {TRADE} từ ngày 1/3/2017."),
    "second": ("2024-01-20", f"UBND tỉnh Lạng Sơn bổ nhiệm ông {D} giữ chức {TRADE} từ ngày 1/2/2024 "
               "đến ngày 31/1/2029."),
    "until": ("2020-07-01", f"Ông {E} giữ chức {TAX} đến ngày 1/6/2020."),
    "back": ("2023-01-20", f"UBND tỉnh Lạng Sơn bổ nhiệm ông {E} giữ chức {TAX} từ ngày 1/2/2023."),
}  # fmt: skip
READINGS = tuple(read(Report(text, f"{name}.txt", published=day)) for name, (day, text) in TEXTS.items())
SOURCES = {reading.report.key: name for name, reading in zip(TEXTS, READINGS, strict=True)}
CASES = [  # post, day asked about, then answer, report, later, from, to of the person's row
    (LAW, "2015-01-01", "not-yet", "", "terms", "2016-03-01", "2021-03-01"),
    (LAW, "2018-01-01", "within", "terms", "again", "2016-03-01", "2021-03-01"),
    (LAW, "2021-03-01", "within", "terms", "again", "2016-03-01", "2021-03-01"),
    (LAW, "2021-10-01", "ended", "terms", "again", "2016-03-01", "2021-03-01"),
    (LAW, "2022-06-01", "begins", "again", "", "2022-06-01", ""),
    (LAW, "2023-01-01", "between", "again", "seen", "2022-06-01", ""),
    (LAW, "", "seen", "seen", "", "2022-06-01", ""),
    (HEALTH, "2022-09-25", "unknown-over-later", "", "leaves", "", "2022-10-01"),
    (HEALTH, "2022-10-01", "ends", "leaves", "", "", "2022-10-01"),
    (HEALTH, "2022-10-02", "ended", "leaves", "", "", "2022-10-01"),
    (HEALTH, "", "former", "leaves", "", "", "2022-10-01"),
    (HOME, "2022-12-20", "over", "former", "", "", ""),
    (HOME, "2023-01-01", "over", "former", "", "", ""),
    (HOME, "2022-01-01", "unknown-over-later", "", "former", "", ""),
    (TRADE, "2020-01-01", "between", "first", "second", "2017-03-01", ""),
    (TRADE, "2025-01-01", "within", "second", "", "2024-02-01", "2029-01-31"),
    (TAX, "2020-06-01", "ends", "until", "back", "", "2020-06-01"),
    (TAX, "2019-01-01", "not-yet", "", "back", "", "2020-06-01"),
    (TAX, "2023-02-01", "begins", "back", "", "2023-02-01", ""),
]
IDS = [f"{post.split()[3]}-{at}" for post, at, *_ in CASES]


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    with stores_of(READINGS, "https://bounds.example/id/", engines, tmp_path_factory) as store:
        yield store


def asked(store, post: str, at: str):
    return ask(store, saved.load("holders-of-post"), {"post": post, **({"at": at} if at else {})})


@pytest.mark.parametrize(("post", "at", *"arlft"), CASES, ids=IDS)
def test_each_answer_has_its_report_and_the_bounds_of_one_tenure(stores, post, at, a, r, l, f, t):  # noqa: E741
    (row,) = (row for row in asked(stores("folder"), post, at).rows if "person" in row)
    told = [row[name].value if name in row else "" for name in ("answer", "report", "later", "from", "to")]
    told[1:3] = [SOURCES.get(iri.rpartition("/")[2], iri) for iri in told[1:3]]
    assert told == [a, r, l, f, t]


@pytest.mark.parametrize("engine", NAMES)
@pytest.mark.parametrize(("post", "at"), [case[:2] for case in CASES], ids=IDS)
def test_the_same_rows_on_an_engine(stores, engine, post, at):
    here, there = (asked(stores(where), post, at) for where in ("folder", engine))
    assert [{n: str(t) for n, t in row.items()} for row in there.rows] == [
        {n: str(t) for n, t in row.items()} for row in here.rows
    ]

"""The two seed reports, read: nothing that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import names, told

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
SON, VU = "Bùi Thanh Sơn", "Nguyễn Minh Vũ"


@pytest.mark.parametrize("text", TEXTS, ids=["000", "001"])
def test_one_conference_and_two_officials_each(text: str) -> None:
    assert len(names(text, "Event")) == 1
    assert names(text, "Person") == {SON, VU}


def test_the_first_seed() -> None:
    facts = told(TEXTS[0])
    relations = {(s, p) for s, p, _ in facts}
    assert (SON, "kg:attends") in relations and (SON, "kg:givesOpeningSpeechAt") in relations
    assert (SON, "kg:chairs") not in relations, "the text says 'tham dự và phát biểu chỉ đạo'"
    assert ("Chỉ thị số 41-CT/TW", "kg:issuedBy", "Ban Bí thư") in facts
    assert ("Chỉ thị số 41-CT/TW", "kg:issuedBy", "Bộ Ngoại giao") not in facts
    assert ("Ban Bí thư", "kg:attends") not in relations
    assert not any(p == "schema:startDate" for _, p, _ in facts), "'mới đây' is no date"
    assert ("kg:count", "90") in {(p, o) for _, p, o in facts}


def test_the_second_seed() -> None:
    facts = told(TEXTS[1])
    assert (SON, "kg:chairs") in {(s, p) for s, p, _ in facts}
    assert ("schema:startDate", "2022-01-21") in {(p, o) for _, p, o in facts}
    assert not {"Vũ Giang", "Description"} & names(TEXTS[1], "Person")


def test_the_two_conferences_are_two() -> None:
    assert not names(TEXTS[0], "Event") & names(TEXTS[1], "Event")

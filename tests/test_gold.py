"""The gold set itself: it can be loaded, is large and varied enough, and its annotations speak of their texts."""

from __future__ import annotations

from collections import Counter

import pytest
from commands import ROOT

from kg.evaluate.gold import RELATIONS, TYPES, GoldReport, sets
from kg.text import key, retone

GOLD = dict(sets(ROOT / "tests" / "gold"))
EACH = [pytest.param(report, id=report.id) for reports in GOLD.values() for report in reports]


def words(text: str) -> str:
    return retone(key(text))


def test_half_of_it_is_frozen() -> None:
    assert sorted(GOLD) == ["dev", "frozen"]
    assert len(GOLD["dev"]) + len(GOLD["frozen"]) >= 40 and len(GOLD["frozen"]) >= 20


@pytest.mark.parametrize("name", ["dev", "frozen"])
def test_every_kind_and_all_but_the_rarest_relations_occur(name: str) -> None:
    kinds = Counter(entity.kind for report in GOLD[name] for entity in report.entities.values())
    relations = Counter(fact.relation for report in GOLD[name] for fact in report.facts)
    assert set(kinds) == set(TYPES)
    assert set(RELATIONS) - set(relations) <= {"details", "repeals", "reviews"}


@pytest.mark.parametrize("report", EACH)
def test_requests_are_quoted_from_the_text(report: GoldReport) -> None:
    text = words(report.report.text)
    asked = [fact.value for fact in report.facts if fact.relation == "instructs"]
    assert [value for value in asked if words(value) not in text] == []


@pytest.mark.parametrize("report", EACH)
def test_persons_stand_in_the_text(report: GoldReport) -> None:
    text = words(report.report.text)
    people = [entity for entity in report.entities.values() if entity.kind == "Person"]
    assert [one.names[0] for one in people if not any(words(name) in text for name in one.names)] == []

"""Judgements together: what a merge joined and a split parts, when places of either go and come."""

from __future__ import annotations

import pytest
from sitting import Sitting, person

from kg.errors import InputError
from kg.parting import split_off


def test_what_was_split_off_stands_for_no_side_of_another_judgement(tmp_path):
    """The place of a merge goes, and what has its IRI by itself was split off: the merge then joins nothing."""
    here, iri = Sitting(tmp_path / "s", 0, 5), lambda: [here.iri(source) for source in sorted(here.now)]
    with here.store:
        for source in (3, 4):
            here.ingest(source, 4)
        (same,), (row,) = [here.merge(0, 3)], here.split(0, 4)
        whole, away = row.b.iri, split_off(row)
        assert iri() == [whole] * 4 + [away] and here.effective() == {same.id, row.id}
        before = here.dump()
        here.forget(3)
        assert iri() == [whole] * 3 + [away] and here.effective() == {row.id}
        assert not here.desk.one(person(here.key(4)), same.b)
        here.check()
        assert here.anew(tmp_path / "anew") == here.dump()
        here.ingest(3, 4)
        assert here.dump() == before


def test_what_a_report_tells_of_as_two_is_split_off_as_one(tmp_path):
    """Who was merged is one and stays one, in what is split off as in the rest, when the place of the merge goes."""
    with (here := Sitting(tmp_path / "s", 0, 0)).store:
        for source in (0, 1, 2):
            here.ingest(source, 5)
        before = here.dump()
        here.merge(0, 0, "p1", "p2")
        merged, whole = here.dump(), here.iri(0)
        assert {here.iri(source, key) for source in range(3) for key in ("p1", "p2")} == {whole}
        (row,) = here.split(0, 1)
        assert [member.entity for member in row.b.members] == ["p1", "p2"] * 2
        told = {source: {here.iri(source, key) for key in ("p1", "p2")} for source in range(3)}
        assert told == {0: {whole}, 1: {split_off(row)}, 2: {whole}} and len(here.effective()) == 2
        here.check()
        here.undo()
        assert here.dump() == merged
        here.undo()
        assert here.dump() == before


def test_what_was_split_off_as_one_stays_so_when_the_place_of_the_merge_goes(tmp_path):
    with (here := Sitting(tmp_path / "s", 0, 0)).store:
        for source in (0, 1, 2):
            here.ingest(source, 5)
        here.merge(0, 0, "p1", "p2")
        (row,) = here.split(0, 1)
        here.forget(0)
        assert {here.iri(1, key) for key in ("p1", "p2")} == {split_off(row)}
        assert not {here.iri(2, key) for key in ("p1", "p2")} & {split_off(row)} and row.id in here.effective()
        here.check()
        assert here.anew(tmp_path / "anew") == here.dump()
        here.forget(2)
        assert {here.iri(1, key) for key in ("p1", "p2")} == {split_off(row)} and not here.effective()


def test_twelve_reports_of_the_rest_are_named_with_all_that_they_tell(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.review.desk._ANCHORS", 2)
    with (here := Sitting(tmp_path / "s", 0, 0)).store:
        for source in range(4):
            here.ingest(source, 5)
        here.merge(0, 0, "p1", "p2")
        (row,) = here.split(0, 3)
        assert row.b.members == tuple(person(here.key(n), key) for n in (0, 1) for key in ("p1", "p2"))


def test_what_a_split_takes_away_as_one_cannot_be_judged_two(tmp_path):
    with (here := Sitting(tmp_path / "s", 0, 0)).store:
        for source in (0, 1):
            here.ingest(source, 5)
        here.merge(0, 0, "p1", "p2")
        (row,) = here.split(0, 1)
        with pytest.raises(InputError, match=f"contradicts .*kg undo {row.id}"):
            here.desk.judge("different", *(person(here.key(1), key) for key in ("p1", "p2")))

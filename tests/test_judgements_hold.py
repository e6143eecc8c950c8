"""Judgements keep their hold: whatever is split, joined, taken back, corrected, forgotten and ingested again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from namesakes import told
from sample import READER
from sample_store import dump_of, reader
from sitting import CHAIRED, OTHER, TEXTS, Sitting, both, person

import kg
from kg.build import Builder
from kg.errors import InputError, KgError
from kg.judgements.row import COLUMNS, Placed, decoded, made
from kg.judgements.rules import check
from kg.model import Member, Side
from kg.parting import split_off
from kg.review.asked import asked
from kg.review.desk import Desk
from kg.review.listing import judgement_row

# What lost its hold


@pytest.fixture
def sitting(tmp_path):
    sitting = Sitting(tmp_path / "s", 0, 4)
    with sitting.store:
        yield sitting


def test_a_split_holds_when_the_report_is_corrected(sitting):
    (row,) = sitting.split(0, 3)
    before, whole, away = sitting.dump(), sitting.iri(0), sitting.iri(3)
    assert whole == row.b.iri and away == split_off(row) != whole
    for version in (1, 2, 3, 1):
        sitting.ingest(3, version)
        assert (sitting.iri(0), sitting.iri(3)) == (whole, away)
        assert sitting.effective() == {row.id}
        sitting.check()
    sitting.ingest(3, 0)
    assert sitting.dump() == before
    sitting.ingest(3, 1)
    sitting.undo()
    assert sitting.iri(3) == sitting.iri(0) == whole
    sitting.ingest(3, 0)
    assert not sitting.judgements


def test_a_split_holds_when_the_rest_is_corrected_or_forgotten(sitting):
    (row,) = sitting.split(0, 3)
    whole, away = sitting.iri(0), sitting.iri(3)
    for source in (0, 1):
        sitting.forget(source)
        assert (sitting.iri(2), sitting.iri(3)) == (whole, away)
    sitting.ingest(2, 1)
    assert (sitting.iri(2), sitting.iri(3)) == (whole, away) and sitting.effective() == {row.id}
    sitting.forget(2)
    assert sitting.effective() == set() and sitting.iri(3) == away
    sitting.ingest(2, 1)
    assert (sitting.iri(2), sitting.iri(3)) == (whole, away) and sitting.effective() == {row.id}


@pytest.mark.parametrize("order", [(3, 0), (0, 3), (3, 1), (1, 0), (0, 1)])
def test_a_second_split_leaves_the_first_as_it_was(sitting, order):
    whole = sitting.iri(0)
    rest = [source for source in range(4) if source not in order]
    apart = []
    for source in order:
        (row,) = sitting.split(rest[0], source)
        apart.append(split_off(row))
        assert row.b.iri == whole
    assert [sitting.iri(source) for source in order] == apart and len({whole, *apart}) == 3
    assert {sitting.iri(source) for source in rest} == {whole}
    assert len(sitting.effective()) == 2
    sitting.check()


def test_rows_that_name_one_of_the_rest_each_count_together(sitting):
    """As files of before have them: the first names only what the second takes away."""
    whole, (one, two, three) = sitting.iri(0), (person(sitting.key(source)) for source in (1, 2, 3))
    rows = [made("different", Side(whole, a), Side(whole, b), "An") for a, b in ((three, two), (two, one))]
    for order in (rows, rows[::-1]):
        sitting.builder.judge(order)
        assert [sitting.iri(source) for source in range(4)] == [whole, whole, *map(split_off, rows[::-1])]
        assert sitting.effective() == {row.id for row in rows}
    with pytest.raises(InputError, match="contradicts"):
        check([Placed(row, "") for row in (*rows, made("same", Side("x:y", one), Side("x:z", three), "An"))])


def test_a_report_of_the_rest_that_goes_leaves_no_split_off_under_its_iri(sitting):
    """What names the whole may go with its report, and what had the whole's name may be what was split off."""
    (row,) = sitting.split(1, 0)
    whole = row.b.iri
    assert sitting.iri(0) == split_off(row) and {sitting.iri(source) for source in (1, 2, 3)} == {whole}
    for source in (1, 2, 3):
        sitting.forget(source)
        assert sitting.iri(0) == split_off(row)
    assert not any(whole in str(quad) for quad in sitting.store.quads())
    sitting.undo()
    assert sitting.iri(0) == whole


def test_what_is_listed_as_json_can_be_decided_again(sitting, tmp_path):
    sitting.split(0, 3)
    sitting.ingest(3, 1)
    before, rows = sitting.dump(), [judgement_row(one, True) for one in sitting.judgements]
    (tmp_path / "j.json").write_text(json.dumps(rows), encoding="utf-8")
    sitting.undo()
    sitting.desk.decide(asked(str(tmp_path / "j.json")))
    assert [replace(one, id="") for one in sitting.judgements] == [
        replace(decoded("\t".join(str(row[name]) for name in COLUMNS), "here"), id="") for row in rows
    ]
    assert {line for line in sitting.dump().splitlines() if line[:1] != b"#"} == {
        line for line in before.splitlines() if line[:1] != b"#"}  # fmt: skip


def test_two_that_were_split_off_may_be_one(sitting):
    first, second = *sitting.split(0, 3), *sitting.split(0, 2)
    sitting.merge(2, 3)
    assert sitting.iri(2) == sitting.iri(3) and sitting.iri(0) == sitting.iri(1) == first.b.iri
    sitting.check()
    with pytest.raises(InputError, match="contradicts"):  # then 2 would be of the rest again, from which 3 is apart
        sitting.undo(second.id)
    sitting.undo()
    assert sitting.iri(2) == split_off(second)


def test_what_was_split_off_can_be_split_again(sitting):
    (first,) = sitting.split(0, 3)
    sitting.split(0, 2)
    sitting.merge(3, 2)
    whole = sitting.iri(3)
    assert whole == sitting.iri(2)
    with pytest.raises(InputError, match="contradicts"):
        sitting.split(3, 2)
    sitting.undo()
    assert sitting.iri(3) == split_off(first)


def test_a_judgement_of_one_goes_on_over_corrections(sitting):
    sitting.ingest(3, 3)
    sitting.merge(0, 3)
    before, one = sitting.dump(), sitting.iri(0)
    sitting.forget(1)
    sitting.ingest(0, 1)
    assert sitting.iri(0) == sitting.iri(3)
    sitting.ingest(0, 0)
    sitting.ingest(1, 0)
    assert sitting.iri(0) == one and sitting.dump() == before


def test_a_correction_to_what_is_judged_otherwise_is_not_followed(sitting):
    """The text of one source becomes that of another: the row about both stays, without effect."""
    sitting.split(0, 3)
    text = TEXTS[0][0].report
    before = sitting.judgements
    sitting.builder.ingest(replace(text, source_id="03.txt"))
    assert sitting.judgements == before


def test_killed_between_the_file_and_the_store_it_loses_nothing(sitting, monkeypatch):
    (row,) = sitting.split(0, 3)
    before = {source: sitting.iri(source) for source in range(4)}
    sitting.builder.world()
    monkeypatch.setattr(type(sitting.store), "update", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        sitting.ingest(3, 1)
    monkeypatch.undo()
    assert len(sitting.judgements[0].a.members) == 2
    sitting.begin_anew()
    assert {source: sitting.iri(source) for source in range(4)} == before
    sitting.ingest(3, 1)
    assert {source: sitting.iri(source) for source in range(4)} == before and sitting.effective() == {row.id}


# What is joined is joined as a whole


@pytest.mark.parametrize("apart", [both("2024-02-02"), both("2026-02-02")])
def test_a_merge_takes_the_whole_where_a_report_tells_both_apart(tmp_path, apart):
    chairs = [told(day, *CHAIRED) for day in ("2024-03-05", "2024-04-05")]
    directors = [told(day, *OTHER) for day in ("2024-05-05", "2024-06-05")]
    readings = [*chairs, *directors, apart]
    with kg.open_store(tmp_path / "s", create=True, write=True) as store:
        builder = Builder(store, reader(readings), READER)
        for one in readings:
            builder.ingest(one.report)
        before = dump_of(store)
        here = Desk(store, builder, "An")
        everybody = [*(person(one.report.key) for one in readings), Member(apart.report.key, "p2")]
        sides = {here.side(member).iri for member in everybody}
        assert len(sides) == 2
        said = here.merge(*sides)
        assert len({here.side(member).iri for member in everybody}) == 1
        assert all(here.one(member, said.a) for member in everybody)
        here.undo()
        assert dump_of(store) == before


# Whatever comes in whatever order


def step(here: Sitting):
    chance, sources = here.chance, sorted(here.now)
    what = chance.random()
    if what < 0.3 and len(sources) > 1:
        before = here.dump()
        two = chance.sample(sources, 2)
        keys = [chance.choice(here.keys(source)) for source in two]
        said = here.split(*two) if chance.random() < 0.6 else here.merge(*two, *keys)
        if chance.random() < 0.4:
            here.undo(*(one.id for one in (said if isinstance(said, tuple) else (said,))))
            assert here.dump() == before
    elif what < 0.4 and here.judgements:
        here.undo(chance.choice(here.judgements).id)
    elif what < 0.75:
        source = chance.choice(sources) if sources and chance.random() < 0.6 else chance.randrange(len(TEXTS))
        here.ingest(source, chance.randrange(len(TEXTS[source])))
    elif len(sources) > 2:
        here.forget(chance.choice(sources))


def all_merged(here: Sitting):
    """Begin with people of several kinds, and one who is told of as two, all merged into one."""
    for number in (2, 3, 4, 5):
        here.ingest(number, here.chance.choice((3, 4, 5)))
    for source in sorted(here.now):
        for key in here.keys(source):
            if here.iri(0) != here.iri(source, key):
                here.merge(0, source, "p1", key)


@pytest.mark.parametrize("merged", (False, True))
@pytest.mark.parametrize("seed", (1, 4, 7, 101, 123, 138, 408))
def test_what_is_in_force_holds_whatever_happens(tmp_path, merged, seed):
    here = Sitting(tmp_path / "s", seed)
    with here.store:
        if merged:
            all_merged(here)
        for number in range(25):
            before = here.dump()
            try:
                step(here)
            except KgError:  # refused: what does not fit what was judged, or there is nothing to split
                assert here.dump() == before
            here.check()
            if number % 8 == 7:
                here.begin_anew()
                assert here.anew(tmp_path / f"{number}") == here.dump()

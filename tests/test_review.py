"""What becomes of decisions: in force at once, above the scorer, through re-readings, and reversible to the byte."""

from __future__ import annotations

import itertools
import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from namesakes import CHAIR, CHAIR_AGAIN, DIRECTOR, NAME, NAMESAKES, SECRETARY, namesakes, read, told
from sample import READER
from sample_store import dump_at, dump_of, make_store, reader

import kg
from kg.build import Builder
from kg.errors import AmbiguousError, InputError, NotFoundError, StoreError
from kg.judgements.file import JUDGEMENTS_FILE
from kg.judgements.file import read as judged
from kg.model import Member
from kg.queries.find import find, successors
from kg.review.asked import Asked, Thing
from kg.review.desk import Desk
from kg.review.listing import without_effect


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return namesakes(tmp_path_factory.mktemp("namesakes") / "s")


@pytest.fixture
def place(made, tmp_path):
    return shutil.copytree(made, tmp_path / "s")


@contextmanager
def desk(place, who="An"):
    with kg.open_store(place, write=True) as store:
        yield Desk(store, Builder(store, read, READER), who)


def in_force(store):
    """Return the ids of the judgements that count, as somebody finds them who opens the store anew."""
    return Builder(store, read, READER).world().resolver.in_force()


def member(reading):
    return Member(reading.report.key, "p1")


def iri(here, reading):
    return here.side(member(reading)).iri


CHAIRS, SECRETARYS, DIRECTORS = map(member, (CHAIR, SECRETARY, DIRECTOR))


def short(here, reading):
    return iri(here, reading).removeprefix(here.store.base)


def people(place):
    """Return the clusters, as sets of report keys."""
    with kg.open_store(place) as store:
        rows = store.query("SELECT ?p ?g { GRAPH ?g { ?p a kg:Person } }")
        found = {}
        for row in rows:
            found.setdefault(row["p"].value, set()).add(row["g"].value[-16:])
        return sorted(map(sorted, found.values()))


def keys(*groups):
    return sorted(sorted(reading.report.key for reading in group) for group in groups)


BEFORE = ((CHAIR, CHAIR_AGAIN), (SECRETARY,), (DIRECTOR,))

ACTIONS = {
    "merge": (lambda here: here.merge(short(here, CHAIR), short(here, DIRECTOR), "cùng\tquê"),
              ((CHAIR, CHAIR_AGAIN, DIRECTOR), (SECRETARY,))),
    "split": (lambda here: here.split(short(here, CHAIR), CHAIR_AGAIN.report.source_id),
              ((CHAIR,), (CHAIR_AGAIN,), (SECRETARY,), (DIRECTOR,))),
    "split off the first": (lambda here: here.split(short(here, CHAIR), CHAIR.report.key[:8]),
                            ((CHAIR,), (CHAIR_AGAIN,), (SECRETARY,), (DIRECTOR,))),
    "two of one kind of post, under two names": (
        lambda here: here.decide([Asked("different", Thing(f"{here.store.base}person/x-00000000", member(CHAIR_AGAIN)),
                                        Thing("", CHAIRS))]),
        ((CHAIR,), (CHAIR_AGAIN,), (SECRETARY,), (DIRECTOR,))),
    "unsure": (lambda here: here.judge("unsure", CHAIRS, DIRECTORS), BEFORE),
    "different": (lambda here: here.judge("different", CHAIRS, DIRECTORS), BEFORE),
    "a chain": (lambda here: [here.judge("same", SECRETARYS, DIRECTORS), here.judge("same", DIRECTORS, CHAIRS)],
                ((CHAIR, CHAIR_AGAIN, DIRECTOR, SECRETARY),)),
}  # fmt: skip


@pytest.mark.parametrize("action", ACTIONS)
def test_a_decision_is_in_force_at_once_survives_and_is_reversible_to_the_byte(place, action):
    do, after = ACTIONS[action]
    before = dump_at(place)
    assert people(place) == keys(*BEFORE)
    with desk(place) as here:
        do(here)
        assert in_force(here.store) >= {each.id for each in here.judgements if each.verdict != "unsure"}
    assert people(place) == keys(*after)
    decided = dump_at(place)

    with kg.open_store(place, write=True) as store:
        Builder(store, read, READER).reread()
    assert dump_at(place) == decided
    made = judged(place / JUDGEMENTS_FILE)
    assert {each.who for each in made} == {"An"}

    again = make_store(place.with_name("again"), NAMESAKES[::-1])  # another order, the judgements last
    with kg.open_store(again, write=True) as store:
        Builder(store, read, READER).judge(made)
    assert dump_at(again) == decided
    first = place.with_name("first")  # and the judgements first
    first.mkdir()
    (first / JUDGEMENTS_FILE).write_bytes((place / JUDGEMENTS_FILE).read_bytes())
    assert dump_at(make_store(first, NAMESAKES)) == decided

    with desk(place) as here:
        for _ in made:
            here.undo()
    assert dump_at(place) == before
    assert not (place / JUDGEMENTS_FILE).exists()


def test_the_order_of_decisions_makes_no_difference(place):
    with desk(place) as here:
        here.judge("same", CHAIRS, DIRECTORS)
        here.judge("different", SECRETARYS, DIRECTORS)
        here.split(short(here, CHAIR), CHAIR_AGAIN.report.key)
        made = here.judgements
    graphs = set()
    for order in itertools.permutations(made):
        with kg.open_store(place, write=True) as store:
            Builder(store, read, READER).judge(order)
            graphs.add(frozenset(store.quads()))
    assert len(graphs) == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_iris_once_given_stay_resolvable(place, action):
    with kg.open_store(place) as store:
        once = {row["p"].value for row in store.query("SELECT DISTINCT ?p { ?p a kg:Person }")}
    with desk(place) as here:
        ACTIONS[action][0](here)
    with kg.open_store(place) as store:
        now = {row["p"].value for row in store.query("SELECT DISTINCT ?p { ?p a kg:Person }")}
        for old in once:
            assert set(successors(store, old)) <= now, old
        for new in now:
            assert find(store, f"<{new}>") == new


def test_undo_takes_back_the_last_or_those_that_are_named(place):
    with desk(place) as here:
        first = here.judge("different", CHAIRS, DIRECTORS)
        second = here.judge("different", CHAIRS, SECRETARYS)
        third = here.judge("different", SECRETARYS, DIRECTORS)
        assert here.undo([second.id[:5]]) == (second,)
        assert here.undo() == (third,)
        assert here.judgements == (first,)
        for name, message in (("nope", "no judgement has the id 'nope'"), ("", "no judgement has the id ''")):
            with pytest.raises(NotFoundError, match=message):
                here.undo([name])
        assert here.undo([first.id]) == (first,)
        with pytest.raises(NotFoundError, match="there is no judgement to take back"):
            here.undo()


def test_what_is_open_and_what_nobody_could_decide(place):
    with desk(place) as here:
        assert [each.unsure for each in here.open()] == ["", "", ""]
        assert here.open(("body",)) == [] and len(here.open(("person",))) == 3
        first = here.open()[0].pair
        said = here.judge("unsure", first.b, first.a)
        assert [each.unsure for each in here.open()] == ["", "", said.id]
        assert {here.open()[-1].pair.a, here.open()[-1].pair.b} == {first.a, first.b}
        here.judge("same", first.a, first.b)  # who was unsure may be surer later
        assert all(not each.unsure for each in here.open())
        here.undo()
        assert here.open()[-1].unsure == said.id


def test_two_that_are_two_lose_none_of_their_own(tmp_path):
    """Of two clusters, the members that name them stay in them: only kg split takes one away."""
    more = [told(f"2024-0{month}-11", "Phó Giám đốc", "Sở Nội vụ tỉnh Cà Mau", f"Lê Thí Dụ {name}")
            for month, name in zip(range(1, 5), ("An", "Bình", "Chi", "Dung"), strict=True)]  # fmt: skip
    readings = (*NAMESAKES, *more)
    with kg.open_store(make_store(tmp_path / "s", readings), write=True) as store:
        here = Desk(store, Builder(store, reader(readings), READER), "An")
        bodies = {here.side(Member(each.report.key, "b1")).iri for each in (*more, DIRECTOR)}
        assert len(bodies) == 1
        before = set(store.quads())
        here.merge("Sở Nội vụ tỉnh Cà Mau", "Đảng ủy xã Tân Mẫu")
        assert {here.side(Member(each.report.key, "b1")).iri for each in (*more, DIRECTOR, SECRETARY)} == bodies
        here.undo()
        for a, b in itertools.permutations(("Sở Nội vụ tỉnh Cà Mau", "Ủy ban nhân dân tỉnh Lạng Sơn")):
            here.decide([Asked("different", Thing(a), Thing(b))])
            noted = {quad for quad in set(store.quads()) ^ before if "judgedWith" not in str(quad)}
            assert noted == set()
            here.undo()
        here.split("Sở Nội vụ tỉnh Cà Mau", more[2].report.key)
        assert len({here.side(Member(each.report.key, "b1")).iri for each in (*more, DIRECTOR)}) == 2
        here.undo()
        assert set(store.quads()) == before


def test_a_judgement_wins_over_the_scorer(place):
    with desk(place) as here:
        here.judge("different", member(CHAIR_AGAIN), CHAIRS)  # one post of one body: surely one, but for the judge
        here.judge("same", SECRETARYS, DIRECTORS)
    assert people(place) == keys((CHAIR,), (CHAIR_AGAIN,), (SECRETARY, DIRECTOR))


def test_what_no_report_tells_any_more_has_no_effect_and_comes_back(place):
    with desk(place) as here:
        made = here.judge("same", CHAIRS, DIRECTORS)
        decided = dump_of(here.store)
    with kg.open_store(place, write=True) as store:
        builder = Builder(store, read, READER)
        builder.forget(DIRECTOR.report.key)
        assert builder.judgements == (made,)
        assert without_effect(store, builder.judgements) == {made.id}
        assert builder.world().resolver.in_force() == set()
        builder.ingest(DIRECTOR.report)
        assert without_effect(store, builder.judgements) == set()
        assert dump_of(store) == decided


REFUSED = {
    "unknown": (lambda here: here.merge("Nobody At All", short(here, CHAIR)), NotFoundError, "nothing in the graph"),
    "several": (lambda here: here.merge(NAME, short(here, CHAIR)), AmbiguousError, "is the name of 3 things"),
    "one thing": (lambda here: here.merge(short(here, CHAIR), short(here, CHAIR)), InputError, "are one already"),
    "one already": (lambda here: here.merge(short(here, CHAIR), iri(here, CHAIR_AGAIN)), InputError, "are one already"),
    "a post": (lambda here: here.merge("Giám đốc Sở Nội vụ tỉnh Cà Mau", short(here, CHAIR)), NotFoundError,
               "is a post, which cannot be judged: posts follow their bodies"),
    "a report": (lambda here: here.merge(CHAIR.report.source_id, short(here, CHAIR)), NotFoundError, "is a report"),
    "other kinds": (lambda here: here.merge("Sở Nội vụ tỉnh Cà Mau", short(here, CHAIR)), InputError,
                    "things of different kinds"),
    "repeated": (lambda here: here.decide([asked("same", CHAIR, DIRECTOR), asked("same", DIRECTOR, CHAIR)]),
                 InputError, "row 2: says again what row 1 says"),
    "contradiction": (lambda here: here.decide([asked("same", CHAIR, DIRECTOR), asked("same", DIRECTOR, SECRETARY),
                                                asked("different", SECRETARY, CHAIR)]),
                      InputError, r"row 3: .* contradicts row [12] and row [12] \("),
    "another report": (lambda here: here.split(short(here, CHAIR), DIRECTOR.report.key), NotFoundError,
                       "tells nothing of 'person/"),
    "no other report": (lambda here: here.split(short(here, DIRECTOR), DIRECTOR.report.key), InputError,
                        "is told of by report .* alone; there is nothing to take it away from"),
    "no report": (lambda here: here.split(short(here, CHAIR), "nonsense"), NotFoundError, "no report is called"),
    "no entity": (lambda here: here.decide([Asked("same", Thing("", replace(CHAIRS, entity="p9")),
                                                  Thing(short(here, DIRECTOR)))]),
                  NotFoundError, "no report in the store has the entity .* p9"),
}  # fmt: skip


def asked(verdict, a, b):
    asked.count = getattr(asked, "count", 0) % 3 + 1
    return Asked(verdict, Thing("", member(a)), Thing("", member(b)), place=f"row {asked.count}")


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("judged_before", [False, True])
def test_what_is_refused_changes_nothing(place, case, judged_before):
    asked.count = 0
    do, kind, message = REFUSED[case]
    with desk(place) as here:
        if judged_before:
            here.judge("different", SECRETARYS, DIRECTORS)
        before, kept = dump_of(here.store), here.judgements
        if judged_before and case == "contradiction":
            message = "contradicts"  # what was judged before as well
        with pytest.raises(kind, match=message) as caught:
            do(here)
        assert "\n" not in str(caught.value)
        assert here.judgements == kept and dump_of(here.store) == before
    with desk(place) as here:
        assert here.judgements == kept


def test_what_contradicts_a_row_of_the_file_names_it(place):
    with desk(place) as here:
        here.judge("same", CHAIRS, DIRECTORS)
        with pytest.raises(InputError, match=r"contradicts .*s/judgements.tsv:\d+ \(.*; take one back first, e.g. kg"):
            here.split(short(here, CHAIR), DIRECTOR.report.key)


def test_a_graph_whose_judgements_are_elsewhere_is_not_changed(place):
    before = dump_at(place)
    with desk(place) as here:
        here.judge("same", CHAIRS, DIRECTORS)
    file = place / JUDGEMENTS_FILE
    kept = file.read_bytes()
    file.unlink()
    with kg.open_store(place, write=True) as store:
        held = set(store.quads())
        with pytest.raises(StoreError, match=r"judgements that are not here: put their file at .*/s/judgements.tsv \("):
            Builder(store, read, READER).forget(SECRETARY.report.key)
        assert set(store.quads()) == held
    file.write_bytes(kept)
    with desk(place) as here:
        assert in_force(here.store) == {here.judgements[0].id}
    file.write_bytes(b"")
    with kg.open_store(place, write=True) as store:
        Builder(store, read, READER).world()
    file.unlink()
    assert dump_at(place) == before


DAMAGES = [
    lambda text: text.replace("\tsame\t", "\tequal\t"),
    lambda text: text + "x\n",
    lambda text: text + text.splitlines()[-1].replace("same", "different"),
]


@pytest.mark.parametrize("change", DAMAGES)
def test_a_damaged_file_stops_whoever_would_write(place, change):
    with desk(place) as here:
        here.judge("same", CHAIRS, DIRECTORS)
    before = dump_at(place)
    file = place / JUDGEMENTS_FILE
    good = file.read_text(encoding="utf-8")
    file.write_text(change(good), encoding="utf-8")
    for work in (
        lambda builder: builder.ingest(DIRECTOR.report),
        lambda builder: builder.forget(CHAIR.report.key),
        lambda builder: builder.ingest(replace(CHAIR.report, source_id="other.txt", title="x")),
    ):
        with kg.open_store(place, write=True) as store, pytest.raises(InputError, match=r"judgements.tsv:\d+"):
            work(Builder(store, read, READER))
    file.write_text(good, encoding="utf-8")
    assert dump_at(place) == before

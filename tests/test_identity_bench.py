"""bench/identity: the scores on clusters made by hand, and a small world."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from beside import python

ROOT = Path(__file__).resolve().parent.parent
REPORTS = 60
FLOORS = {
    "Person": 0.85,
    "Body": 0.85,
    "Directive": 0.5,
    "Event": 0.5,
}  # far below: a world of 60 reports is no measure


@pytest.fixture(scope="module")
def identity():
    """The package ``bench/identity``."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import identity
        import identity.marks
        import identity.measure
        import identity.names
        import identity.score
        import identity.truth
        import identity.world

        yield identity
    finally:
        sys.path.remove(str(ROOT / "bench"))


def clusters(told: str) -> dict[str, str]:
    """Return member → cluster for 'a1 a2 | b1'."""
    return {member: part.split()[0] for part in told.split("|") for member in part.split()}


# members are named after what they truly are: a1 and a2 are one thing. Precision and recall, B³ then pairwise.
SCORES = {
    "all right": ("a1 a2 | b1 b2", (1, 1), (1, 1)),
    "singletons, rightly": ("a1 | b1 | c1", (1, 1), (1, 1)),
    "all torn apart": ("a1 | a2 | b1", (1, (0.5 + 0.5 + 1) / 3), (1, 0)),
    "all in one": ("a1 a2 b1 b2", (0.5, 1), (2 / 6, 1)),
    "one too many": ("a1 a2 b1 | b2", ((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 0.5 + 0.5) / 4), (1 / 3, 1 / 2)),
    "one alone, wrongly joined": ("a1 b1", (0.5, 1), (0, 1)),
}


@pytest.mark.parametrize(("told", "b_cubed", "pairs"), SCORES.values(), ids=SCORES)
def test_scores_of_clusters_made_by_hand(identity, told: str, b_cubed, pairs) -> None:
    found = clusters(told)
    labels = {member: member[0] for member in found}
    score = identity.score
    for given, (precision, recall) in ((score.b_cubed, b_cubed), (score.pairwise, pairs)):
        said = given(labels, found)
        assert said.precision == pytest.approx(precision)
        assert said.recall == pytest.approx(recall)
    assert identity.score.Score(0.5, 1).f1 == pytest.approx(2 / 3)
    assert identity.score.Score(0, 0).f1 == 0


def test_an_open_pair_counts_on_neither_side(identity) -> None:
    found = clusters("a1 b1 c1 | b2")
    labels = {member: member[0] for member in found}

    def open_pair(one: str, other: str) -> bool:
        return {one, other} == {"a", "b"}

    b_cubed = identity.score.b_cubed(labels, found, open_pair)
    assert b_cubed.precision == pytest.approx((1 / 2 + 1 / 2 + 1 / 3 + 1) / 4)  # of a and b only c is wrong
    assert identity.score.pairwise(labels, found, open_pair).precision == 0


def test_nothing_scores_as_right(identity) -> None:
    assert identity.score.b_cubed({}, {}).f1 == identity.score.pairwise({}, {}).f1 == 1


def test_marks_come_out_as_the_places_of_the_words(identity) -> None:
    mark = identity.marks.mark
    inner = mark("Directive", "d", "Chỉ thị số 99", open=True)
    text, found = identity.marks.unmark(f"Ngày 1/2, {mark('Event', 'e', f'Hội nghị quán triệt {inner}')} khai mạc.")
    assert text == "Ngày 1/2, Hội nghị quán triệt Chỉ thị số 99 khai mạc."
    assert [(m.kind, m.thing, m.open, text[m.start : m.end]) for m in found] == [
        ("Event", "e", False, "Hội nghị quán triệt Chỉ thị số 99"),
        ("Directive", "d", True, "Chỉ thị số 99"),
    ]
    assert identity.marks.upper_first(mark("Event", "e", "đại hội")) == mark("Event", "e", "Đại hội")


def test_as_many_people_share_a_name_as_in_life(identity) -> None:
    from random import Random

    names = identity.names
    drawn = [names.full_name(Random(seed)) for seed in range(names.MEASURED)]
    assert 0.16 < names.sharing(drawn) < 0.24
    assert 0.12 < names.sharing(names.population(Random(1), 1_000)) < 0.28


def test_the_same_seed_gives_the_same_world(identity) -> None:
    code = "import sys; sys.path[:0] = ['bench', 'tests']; import test_identity_bench as here, identity.world;"
    code += f"print(here.digest(identity.world.build({REPORTS}, 1)))"
    with python(code, env={**os.environ, "PYTHONHASHSEED": "7"}) as other:
        out, err = other.communicate()
    assert out.strip() == digest(identity.world.build(REPORTS, 1)), err
    assert digest(identity.world.build(REPORTS, 2)) != digest(identity.world.build(REPORTS, 1))


def digest(world) -> str:
    from hashlib import sha256

    return sha256(repr([(one.report, one.mentions) for one in world.tellings]).encode()).hexdigest()


def test_a_small_world_is_told_apart(identity) -> None:
    measured = identity.measure.measure(identity.world.build(REPORTS, 1), workers=1)
    for kind, result in measured.results.items():
        assert len(result.labels) > 20, kind
        assert result.b3.f1 > FLOORS[kind], kind
        counts = measured.matched.counts
        assert counts[kind, "missed"] < 0.1 * counts[kind, "scored"], kind

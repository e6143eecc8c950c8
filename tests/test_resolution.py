"""Who is one with whom across reports: by identity or by a link, never by a name alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import FIRST, SAMPLES, SECOND
from worlds import tell, worlds

from kg.model import Judgement, Member, ReportStatements, Side
from kg.resolution import persons
from kg.resolution.resolve import Resolver, resolve


def clusters(*readings: ReportStatements) -> set[frozenset[str]]:
    """Return the clusters of more than one, as sets of 'source.key'."""
    sources = {reading.report.key: reading.report.source_id for reading in readings}
    decisions = resolve(readings)
    found: dict[Member, set[str]] = {}
    for reading in readings:
        for entity in reading.entities:
            member = Member(reading.report.key, entity.key)
            found.setdefault(decisions.of(member), set()).add(f"{sources[member.report]}.{entity.key}")
    return {frozenset(members) for members in found.values() if len(members) > 1}


def sets(text: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in text.split("|") if group.strip()}


MAU = ("Person", "p", "Trần Văn Mẫu")
BOARD = ("Body", "b", "Ban Mẫu", "ban mẫu", "?")  # not complete
DEPARTMENT = ("Body", "b", "Sở Mẫu")
HEADS = ("holds", "p", "Trưởng Ban", "b")
DEPUTY = ("holds", "p", "Phó Trưởng Ban", "b")


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        # identity
        ([tell("x", DEPARTMENT), tell("y", DEPARTMENT)], "x.b y.b"),
        ([tell("x", DEPARTMENT), tell("y", ("Body", "b", "Sở Mẫu", "sở mẫu", "tỉnh a"))], ""),
        ([tell("x", BOARD), tell("y", BOARD)], ""),
        ([tell("x", ("Directive", "d", "A", "CT", "1")), tell("y", ("Directive", "e", "B", "CT", "1"))], "x.d y.e"),
        ([tell("x", ("Event", "e", "H", "h", "2024-01-02")), tell("y", ("Event", "e", "H", "h", "2024-01-03"))], ""),
        ([tell("x", ("Place", "t", "Mẫu")), tell("y", ("Topic", "t", "Mẫu"))], ""),
        # persons: the name and a body
        ([tell("x", MAU), tell("y", MAU)], ""),
        ([tell("x", MAU, DEPARTMENT, HEADS), tell("y", MAU, DEPARTMENT, DEPUTY)], "x.b y.b|x.p y.p"),
        ([tell("x", MAU, DEPARTMENT, HEADS), tell("y", MAU, DEPARTMENT, ("held", *DEPUTY[1:]))], "x.b y.b|x.p y.p"),
        ([tell("x", MAU, DEPARTMENT, HEADS), tell("y", MAU, DEPARTMENT)], "x.b y.b"),
        ([tell("x", ("Person", "p", "Mẫu"), DEPARTMENT, HEADS), tell("y", ("Person", "p", "Mẫu"), DEPARTMENT, HEADS)],
         "x.b y.b"),  # a given name is no full name
        # bodies: the name and its head
        ([tell("x", MAU, BOARD, HEADS), tell("y", MAU, BOARD, HEADS)], "x.b y.b|x.p y.p"),
        ([tell("x", MAU, BOARD, HEADS), tell("y", MAU, BOARD, ("holds", "p", "Ủy viên", "b"))], ""),
        ([tell("x", MAU, BOARD, HEADS), tell("y", ("Person", "p", "Lê Thí Dụ"), BOARD, HEADS)], ""),
        ([tell("x", MAU, BOARD, HEADS), tell("y", MAU, ("Body", "b", "Ban Mẫu", "ban mẫu", "bộ a"), HEADS)],
         "x.b y.b|x.p y.p"),
        ([tell("x", MAU, ("Body", "b", "Ban Mẫu", "ban mẫu", "bộ b"), HEADS),
          tell("y", MAU, ("Body", "b", "Ban Mẫu", "ban mẫu", "bộ a"), HEADS)], ""),
        ([tell("x", MAU, BOARD, HEADS, ("Body", "c", "Bộ A"), ("part", "b", "c")),
          tell("y", MAU, BOARD, HEADS, ("Body", "c", "Bộ B"), ("part", "b", "c"))], ""),
        ([tell("x", MAU, BOARD, HEADS, ("Body", "c", "Bộ A"), ("part", "b", "c")),
          tell("y", MAU, BOARD, HEADS, ("Body", "c", "Bộ A"), ("part", "b", "c"))], "x.b y.b|x.c y.c|x.p y.p"),
    ],
)  # fmt: skip
def test_who_is_one(readings, expected: str):
    assert clusters(*readings) == sets(expected)


def test_the_seeds_have_one_minister_and_two_conferences():
    decisions = resolve([FIRST, SECOND])
    here, there = FIRST.report.key, SECOND.report.key
    for local in ("p1", "p2", "b1", "b2"):
        assert decisions.of(Member(here, local)) == decisions.of(Member(there, local))
    assert decisions.of(Member(here, "e1")) != decisions.of(Member(there, "e1"))


def test_what_is_only_planned_joins_nobody():
    sure = tell("x", MAU, DEPARTMENT, HEADS)
    planned = tell("y", MAU, DEPARTMENT, HEADS)
    planned = replace(planned, statements=tuple(replace(s, modality="Planned") for s in planned.statements))
    assert clusters(sure, planned) == sets("x.b y.b")


def test_the_same_identity_twice_in_one_report_is_one():
    twice = tell("x", ("Topic", "s", "Mẫu"), ("Topic", "t", "mẫu"))
    assert clusters(twice, tell("y", ("Topic", "t", "Mẫu"))) == sets("x.s x.t y.t")


def test_one_report_with_two_of_a_name_does_not_split_the_others():
    other = ("Person", "o", "Trần Văn Mẫu")
    bodies = (DEPARTMENT, ("Body", "c", "Ban Mẫu"))
    both = tell("x", MAU, *bodies, HEADS, ("holds", "p", "Ủy viên", "c"), published="2024-01-01")
    two = tell("y", MAU, other, *bodies, HEADS, ("holds", "o", "Ủy viên", "c"), published="2024-01-02")
    third = tell("z", MAU, bodies[1], ("holds", "p", "Ủy viên", "c"), published="2024-01-03")
    expected = sets("x.p y.o z.p|x.b y.b|x.c y.c z.c")  # y.p would bring a second person of that report: it stays apart
    assert clusters(both, two, third) == clusters(third, two, both) == expected


@pytest.mark.parametrize(
    ("dates", "canonical"),
    [(("2024-01-02", "2024-01-01", ""), 1), (("", "2024-01-01", ""), 1), (("", "", "2020-05-05"), 2)],
)
def test_the_earliest_report_is_canonical(dates, canonical: int):
    readings = [tell(f"r{i}", DEPARTMENT, published=date) for i, date in enumerate(dates)]
    chosen = {resolve(readings).of(Member(reading.report.key, "b")) for reading in readings}
    assert chosen == {Member(readings[canonical].report.key, "b")}


def test_undated_reports_are_ordered_by_key():
    readings = [tell(f"r{i}", DEPARTMENT) for i in range(4)]
    first = min(reading.report.key for reading in readings)
    assert {resolve(readings).of(Member(reading.report.key, "b")) for reading in readings} == {Member(first, "b")}


def test_the_date_a_report_tells_of_counts_where_it_has_no_other():
    dated = replace(tell("x", DEPARTMENT), observed_on="2021-01-01")
    other = tell("y", DEPARTMENT, published="2022-01-01")
    assert resolve([dated, other]).of(Member(other.report.key, "b")) == Member(dated.report.key, "b")


def test_a_report_is_taken_in_once():
    resolver = Resolver()
    resolver.add(FIRST)
    with pytest.raises(ValueError, match="already"):
        resolver.add(FIRST)


def test_moved_tells_who_changed():
    resolver = Resolver()
    later, earlier = tell("x", DEPARTMENT, published="2024-01-02"), tell("y", DEPARTMENT, published="2024-01-01")
    x, y = Member(later.report.key, "b"), Member(earlier.report.key, "b")
    resolver.add(later)
    assert resolver.moved() == {x}
    resolver.add(earlier)
    assert resolver.moved() == {x, y} and resolver.canonical(x) == y
    assert resolver.moved() == set()
    resolver.remove(earlier.report.key)
    assert resolver.moved() == {x} and resolver.canonical(x) == x


def test_an_earlier_report_of_a_known_body_has_no_other_looked_at_again(monkeypatch):
    looked_at, real = [], persons.mentions
    monkeypatch.setattr(persons, "mentions", lambda sheet, name: looked_at.append(sheet.report) or real(sheet, name))
    resolver = Resolver()
    for day in range(9, 0, -1):
        resolver.add(tell(f"x{day}", MAU, DEPARTMENT, HEADS, published=f"2024-01-0{day}"))
        assert len(resolver.decisions().canonical) == 2 * (9 - day)
    assert len(looked_at) == len(set(looked_at)) == 9


@given(worlds, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_any_way_there_is_the_same(world, random):
    resolver = Resolver()
    for reading in random.sample(world, len(world)):
        resolver.add(reading)
        if random.random() < 0.5:
            resolver.decisions()
    gone = random.sample(world, random.randrange(len(world)))
    for reading in gone:
        resolver.remove(reading.report.key)
    for reading in gone[::2]:
        resolver.add(reading)
    there = [reading for reading in world if reading not in gone[1::2]]
    assert resolver.decisions() == resolve(there)


@given(worlds)
@settings(deadline=None, max_examples=150)
def test_clusters_are_sound(world):
    decisions = resolve(world)
    entity = {Member(r.report.key, e.key): e for r in world for e in r.entities}
    found: dict[Member, list[Member]] = {}
    for member in entity:
        assert decisions.of(decisions.of(member)) == decisions.of(member)
        found.setdefault(decisions.of(member), []).append(member)
    for members in found.values():
        identities = {(entity[m].kind, entity[m].identity) for m in members if entity[m].complete}
        assert len({entity[m].kind for m in members}) == 1 and len(identities) <= 1
        assert len({m.report for m in members if not entity[m].complete}) == len(
            [m for m in members if not entity[m].complete]
        )


def test_the_samples_join_nobody_else():
    assert len(resolve(SAMPLES).canonical) == 4


@st.composite
def judged(draw, world):
    """Return judgements about a world that do not contradict each other: at most one about each entity."""
    of_kind: dict[str, list[Member]] = {}
    for reading in world:
        for entity in reading.entities:
            if entity.kind != "Post":
                of_kind.setdefault(entity.kind, []).append(Member(reading.report.key, entity.key))
    made = []
    for members in of_kind.values():
        members = draw(st.permutations(members))
        for a, b in zip(members[::2], members[1::2], strict=False):
            if verdict := draw(st.sampled_from(("", "same", "different"))):
                made.append(Judgement(str(len(made)), "2026-01-01T00:00:00Z", "who", verdict, Side("", a), Side("", b)))
    return made


@given(st.data(), worlds, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=100)
def test_judgements_always_win_whenever_they_came(data, world, random):
    judgements = data.draw(judged(world))
    resolver = Resolver()
    moments = random.sample(range(len(world)), 2)
    for at, reading in enumerate(random.sample(world, len(world))):
        resolver.add(reading)
        if at in moments:
            resolver.judge(random.sample(judgements, random.randrange(len(judgements) + 1)))
            resolver.decisions()
    resolver.judge(judgements)
    decisions = resolver.decisions()
    assert decisions == resolve(world, judgements) == resolve(world[::-1], judgements[::-1])
    for judgement in judgements:
        one = decisions.of(judgement.a.member) == decisions.of(judgement.b.member)
        assert one == (judgement.verdict == "same")
    resolver.judge(())
    assert resolver.decisions() == resolve(world)


def test_a_judgement_whose_report_is_gone_counts_for_another_of_the_same_iri():
    def own(entity, report):
        return entity.key

    x, y, z = (tell(n, MAU, published=f"2024-01-0{d}") for d, n in enumerate("xyz", 1))
    resolver = Resolver(own)
    for reading in (x, y, z):
        resolver.add(reading)
    a, b, c = (Member(reading.report.key, "p") for reading in (x, y, z))
    resolver.judge([Judgement("1", "", "who", "same", Side("p", a), Side("q", c))])
    assert resolver.canonical(c) == a and resolver.canonical(b) == b and resolver.in_force() == {"1"}
    resolver.remove(x.report.key)
    assert resolver.canonical(c) == b
    resolver.remove(z.report.key)
    assert resolver.in_force() == set()
    resolver.add(z)
    assert resolver.canonical(c) == b and resolver.in_force() == {"1"}

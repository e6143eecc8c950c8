"""Whatever comes, goes, is judged and taken back, in whatever order: who is who, under which IRI, ends the same."""

from __future__ import annotations

import random

import pytest
from namesakes import NAMESAKES, told

from kg.errors import InputError
from kg.graph.vocabulary import DEFAULT_BASE
from kg.judgements.row import Placed, made
from kg.judgements.rules import check
from kg.model import Judgement, Member, Side
from kg.world import World

LONG = ("Đoàn đã đến thăm hỏi, động viên các gia đình chính sách, người có công và các hộ gặp khó khăn trên địa bàn; "
        "mong các gia đình tiếp tục phát huy truyền thống, vươn lên trong cuộc sống, tích cực tham gia các phong trào "
        "của địa phương. Nhân dịp này, đoàn đã trao tặng nhiều phần quà cho các gia đình.")  # fmt: skip
COPIED = tuple(told("2024-11-11", "Chánh Thanh tra", "Sở Thí dụ tỉnh Cà Mau", more=more) for more in (LONG, f"{LONG}!"))
READINGS = (
    *NAMESAKES,
    *COPIED,
    *(told(f"2025-0{month}-11", title, body, name)
      for month, (title, body, name) in enumerate((
          ("Giám đốc", "Sở Nội vụ tỉnh Cà Mau", "Trần Văn Mẫu"), ("Phó Giám đốc", "Sở Nội vụ tỉnh Cà Mau", "Lê Thí Dụ"),
          ("Chủ tịch", "Ủy ban nhân dân tỉnh Lạng Sơn", "Lê Thí Dụ"), ("Bí thư", "Đảng ủy xã Tân Mẫu", "Lê Thí Dụ"),
      ), 1)),
)  # fmt: skip
MEMBERS = {key: [Member(reading.report.key, key) for reading in READINGS] for key in ("p1", "b1")}


def seen(world: World, keys: set[str]):
    """Return member → cluster and IRI, and the IRIs that lead on."""
    members = [member for group in MEMBERS.values() for member in group if member.report in keys]
    names = [world.names(reading) for reading in READINGS if reading.report.key in keys]
    clusters = {member: (world.resolver.canonical(member), world.iri(member)) for member in members}
    for member, (_, iri) in clusters.items():
        assert member in world.members(iri)
    return clusters, [(each.report, each.iris, each.replaced) for each in names], world.resolver.in_force()


def fresh(keys: set[str], judgements: list[Judgement], chance: random.Random) -> World:
    """Return the world of some reports and judgements made at once, in another order."""
    world, come = World(DEFAULT_BASE), [reading for reading in READINGS if reading.report.key in keys]
    chance.shuffle(come)
    judgements = chance.sample(judgements, len(judgements))
    if chance.random() < 0.5:
        world.judge(judgements)
        world.change((), come)
    else:
        world.change((), come)
        world.judge(judgements)
    return world


def another(world: World, keys: set[str], chance: random.Random) -> Judgement | None:
    """Return a judgement that somebody might make now."""
    a, b = chance.sample([member for member in MEMBERS[chance.choice(("p1", "b1"))] if member.report in keys], 2)
    sides = Side(world.iri(a), a), Side(world.iri(b), b)
    return made(chance.choice(("same", "different", "different", "unsure")), *sides, "An")


def test_a_copy_is_among_them():
    world = fresh({reading.report.key for reading in COPIED}, [], random.Random(0))
    assert len({world.resolver.original(reading.report.key) for reading in COPIED}) == 1


@pytest.mark.parametrize("seed", range(30))
def test_it_ends_the_same(seed):
    chance = random.Random(seed)
    world, keys, judgements = World(DEFAULT_BASE), set(), []
    for _ in range(30):
        step = chance.random()
        if step < 0.35 or len(keys) < 3:
            reading = chance.choice(READINGS)
            world.change((), [reading])
            keys.add(reading.report.key)
        elif step < 0.5:
            gone = chance.choice(sorted(keys))
            world.change([gone], ())
            keys.discard(gone)
        elif step < 0.85 or not judgements:
            new = [*judgements, another(world, keys, chance)]
            try:
                check([Placed(judgement, "") for judgement in new])
            except InputError:
                continue
            judgements = new
            world.judge(judgements)
        else:
            judgements.pop(chance.randrange(len(judgements)))
            world.judge(judgements)
        assert seen(world, keys) == seen(fresh(keys, judgements, chance), keys)

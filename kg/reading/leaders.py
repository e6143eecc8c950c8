"""Who leads or once led a body, told without an appointment: 'do ông A làm Trưởng ban', 'từng giữ chức P'."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.appointing import FAR, held_before, modality_of, run_of
from kg.reading.context import Context
from kg.reading.phrases import BodyPhrase, PostPhrase
from kg.reading.pieces import Pieces
from kg.reading.resolve_people import PeopleMemory
from kg.reading.subjects import Subjects


def lead(c: Context, people: PeopleMemory) -> None:
    """'BODY do ông A làm Trưởng ban', 'ông A từng giữ chức P': who holds or held a post, without an appointment."""
    p = c.pieces
    for k in range(len(p)):
        if p.word(k) == "làm trưởng đoàn" and p.kind(k - 1) == "person" and p.word(k - 2) == "do":
            _head_delegation(c, people, k)
        if p.kind(k) != "office" or not isinstance(p[k].chunk.value, PostPhrase):
            continue
        post = p[k].chunk.value
        leader = p[k - 2].record if p.word(k - 1) == "làm" and p.kind(k - 2) == "person" else None
        if leader and p.word(k - 3) == "do":
            post = post if post.body else replace(post, body=_led(p, k - 4))
            people.given(leader, post, p.span(k - 2, k), modality_of(c, k - 3))
        elif former := held_before(p, k):
            who = next((at for at in Subjects(p).before(former).where if p.kind(at) == "person"), -1)
            who = who if who >= 0 else _only_person(p, former)
            record = p[who].record if who >= 0 else None
            for at in run_of(p, k) if record else ():
                people.given(record, p[at].chunk.value, p.span(who, at), "", former=True)  # type: ignore[arg-type]


def _head_delegation(c: Context, people: PeopleMemory, k: int) -> None:
    """'Đoàn kiểm tra số 3 do ông A làm trưởng đoàn': the delegation has a name, so its head holds a post."""
    body, leader = _led(c.pieces, k - 3), c.pieces[k - 1].record
    if body and leader and body.name.startswith("Đoàn"):
        post = PostPhrase(body.span, "Trưởng Đoàn", body)
        people.given(leader, post, c.pieces.span(k - 1, k), modality_of(c, k - 2))


def _only_person(p: Pieces, k: int) -> int:
    """Return the one person before piece ``k`` in a sentence without verbs ('Ông A, sinh năm 1972, từng …'), or -1."""
    people = [at for at in range(k) if p.kind(at) == "person"]
    alone = len(people) == 1 and all(p.kind(at) != "verb" for at in range(k))
    return people[0] if alone else -1


def _led(p: Pieces, k: int) -> BodyPhrase | None:
    """Return the body that stands before 'do ông A làm …' at or left of piece ``k``."""
    for at in range(k, max(-1, k - FAR), -1):
        value = p[at].chunk.value
        if isinstance(value, BodyPhrase) and p[at].record:
            return value
        if p.kind(at) in ("person", "event") or p.word(at) in (";", ":"):
            return None
    return None

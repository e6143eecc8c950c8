"""Who leads or once led a body, told without an appointment: 'do ông A làm Trưởng ban', 'từng giữ chức P'."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.clauses.context import Context
from kg.reading.clauses.subjects import Subjects
from kg.reading.officials.officials import IS, WAS
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.relations.appointing import ACTS, FAR, Marks, held_before, modality_of, run_of
from kg.reading.words.bounds import told_before
from kg.reading.words.phrases import BodyPhrase, PostPhrase
from kg.reading.words.pieces import Pieces

_ONCE, _HOLDS = "holds/once", "holds/appointed"
_LONG = 80  # pieces of a sentence of one person's life
_TELLS = WAS | IS
_NOW = frozenset({"hiện", "đang", "giữ", "đảm", "nắm"})
_DENIED = frozenset({"không", "chưa", "sẽ", "thôi", "được"})


def lead(c: Context, people: PeopleMemory, marks: Marks) -> None:
    """'BODY do ông A làm Trưởng ban', 'ông A từng giữ chức P': who holds or held a post, without an appointment."""
    p = c.pieces
    first = next((mark.at for mark in marks.items if mark.role in ACTS), len(p))  # behind it, posts are given
    for k in range(len(p)):
        if p.word(k) == "làm trưởng đoàn" and p.kind(k - 1) == "person" and p.word(k - 2) == "do":
            _head_delegation(c, people, k)
        if p.kind(k + 1) == "post" and p.word(k) in _TELLS:
            _told_of(c, people, k)
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
                people.given(record, p[at].chunk.value, p.span(who, at), "", rule=_ONCE)  # type: ignore[arg-type]
        elif k < first and (begun := _holding(p, k)) and (who := _holder(c, begun)) >= 0:
            opens = told_before(c.notebook.text, p[who].chunk.span.start, given=True)
            for at in run_of(p, k):
                given = p[at].chunk.value
                if isinstance(given, PostPhrase) and not (given.body and given.body.bare):
                    people.given(p[who].record, given, p.span(who, at), modality_of(c, begun), tenure=opens)  # type: ignore[arg-type]


def _told_of(c: Context, people: PeopleMemory, k: int) -> None:
    """'Ông từng là P1, P2', 'Bà hiện là P': posts at named bodies, of a pronoun or of the sentence's one person."""
    p = c.pieces
    who = next((at for at in Subjects(p).before(k).where if p.kind(at) in ("person", "pronoun")), -1)
    who = who if who >= 0 or p.word(k) not in WAS else _only_person(p, k)
    if who < 0 or not p[who].record:
        return
    opens = told_before(c.notebook.text, p[who].chunk.span.start, given=False)
    at = k + 1
    while p.kind(at) == "post":
        post = p[at].chunk.value
        if isinstance(post, PostPhrase) and post.body and not post.plural:
            rule = _ONCE if post.former or p.word(k) in WAS else _HOLDS
            people.given(p[who].record, post, p.span(who, at), "", rule=rule, tenure=opens)  # type: ignore[arg-type]
        if p.word(at + 1) not in (",", ";", "và", "kiêm", "rồi"):
            break
        at += 2


def _holding(p: Pieces, k: int) -> int:
    """Return the piece where 'hiện đang giữ chức' before the office at ``k`` begins, or 0."""
    at = k
    while at > 0 and p.kind(at - 1) in ("word", "function", "verb") and not p.is_preposition(at - 1) and k - at < FAR:
        at -= 1
    at += p.word(at) == "người"  # 'ông A, người đảm nhận chức P'
    words = " ".join(p.word(n) for n in range(at, k)).split()
    return at if words and words[0] in _NOW and not _DENIED & set(words) else 0


def _holder(c: Context, k: int) -> int:
    """Return the piece of the person before the words at piece ``k``, or -1."""
    p = c.pieces
    at = k - 1 - (p.word(k - 1) == "người")
    at -= p.word(at) == ","
    return at if p.kind(at) in ("person", "pronoun") and p[at].record else -1


def _head_delegation(c: Context, people: PeopleMemory, k: int) -> None:
    """'Đoàn kiểm tra số 3 do ông A làm trưởng đoàn': the delegation has a name, so its head holds a post."""
    body, leader = _led(c.pieces, k - 3), c.pieces[k - 1].record
    if body and leader and body.name.startswith("Đoàn"):
        post = PostPhrase(body.span, "Trưởng Đoàn", body)
        people.given(leader, post, c.pieces.span(k - 1, k), modality_of(c, k - 2))


def _only_person(p: Pieces, k: int) -> int:
    """Return the one person before piece ``k`` in a sentence without verbs ('Ông A, sinh năm 1972, từng …'), or -1."""
    people = [at for at in range(min(k, _LONG)) if p.kind(at) == "person"]
    alone = k < _LONG and len(people) == 1 and all(p.kind(at) != "verb" for at in range(k))
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

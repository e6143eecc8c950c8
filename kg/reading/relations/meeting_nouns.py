"""Who meets whom, by nouns: 'cuộc gặp giữa A và B', 'A chủ trì buổi làm việc với B', 'Tại buổi tiếp B, A …'."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.sides import MET, Head, both, nouns, over, past
from kg.reading.clauses.support import MEET
from kg.reading.relations.encounters import DELEGATION, TOGETHER, Side, led, named_in, side_at, sides_of, tell_met
from kg.reading.words.predication import ASKS

_OPENING = 6  # pieces before the meeting that opens a sentence
_NEAR = 3  # pieces between a meeting's sides and the verb that says when it takes place
_CLAUSE = 20  # pieces between a verb and the noun of a meeting that it governs
_CHAIRS = "kg:chairs"
_OPEN = frozenset({"active", "fronted", "inherited"})


def nominal_meetings(c: Context) -> None:
    """Meetings told by a noun: 'cuộc gặp giữa A và B', 'A chủ trì buổi làm việc với B', 'Tại buổi tiếp B, A …'."""
    for head in nouns(c.pieces, c.predications, "meet"):
        _nominal(c, head)


def _nominal(c: Context, head: Head) -> None:
    p = c.pieces
    one, other = both(p, head.end)
    if one:
        told = Predication(head.first, MEET, "between", modality=_mood(c, head, other[-1]))
        tell_met(c, told, [side_at(c, k) for k in one], [side_at(c, k) for k in other])
        return
    if (within := _inside(c, head)) and "giữa" in p.word(head.first).split():
        if len(within) == TOGETHER:  # 'buổi làm việc giữa Bộ Y tế với Ngân hàng Thế giới'
            told = Predication(head.first, MEET, "between", modality=_mood(c, head, head.first))
            tell_met(c, told, within[:1], within[1:])
        return
    owned = p.word(head.end) == "của" and p.kind(head.end + 1) in MET and p[head.end + 1].record is not None
    theirs = named_in(c, head.first, head.end + 2 if owned else head.end)
    theirs = [*theirs, *led(c, head.end - 1, head.end, theirs)]
    if not theirs:
        return
    if owned:
        told = Predication(head.first, MEET, "noun", modality=_mood(c, head, theirs[-1].at))
        tell_met(c, told, [side_at(c, head.end + 1)], theirs)
    elif chair := _chairing(c, head):
        tell_met(c, replace(chair, form="chaired"), sides_of(c, chair), theirs)
    elif speaker := _speaking(c, head, theirs):
        tell_met(c, Predication(head.first, MEET, "opening"), [speaker], theirs)


def _inside(c: Context, head: Head) -> list[Side]:
    """Return those whom the name of a gathering holds."""
    return [Side(record, head.first) for record in c.pieces[head.first].partners]


def _mood(c: Context, head: Head, last: int) -> str:
    """What is planned, asked for or denied is no meeting yet: by the verb before the noun, or the one behind it all."""
    p, before = c.pieces, c.verb_before(head.first, _CLAUSE)
    if before and any(p.breaks(k) for k in range(before.at, head.first)):
        before = None
    asked = "Requested" if before and before.verb.frame in ASKS else ""
    after = next(c.verbs_behind(last), None)
    planned = after.modality if after and after.at <= last + _NEAR else ""
    return c.moods.before(head.first) or (before.modality if before else "") or asked or planned


def _chairing(c: Context, head: Head) -> Predication | None:
    """'A chủ trì (các) buổi làm việc với B': the verb whose subjects chair the meeting."""
    told = c.verb_before(head.first, DELEGATION)
    chairs = told is not None and told.verb.predicate == _CHAIRS and told.form in _OPEN
    return told if chairs and told and past(c.pieces, told.at + 1, "plural") == head.first else None


def _speaking(c: Context, head: Head, theirs: list[Side]) -> Side | None:
    """'Tại buổi tiếp B, A khẳng định …': A, where nobody is told yet to have met B."""
    p, last = c.pieces, theirs[-1].at
    opening = next((k for k in range(min(_OPENING, head.first)) if over(p, k, "opening") == head.first), -1)
    if opening < 0 or any(side.record.key in c.discourse.met for side in theirs):
        return None
    told = c.main_clause(last)
    if told is None:
        return None
    side = Side(told.subjects[0], told.where[0])
    return side if side.record.kind == "Person" and all(side.record is not other.record for other in theirs) else None

"""Who meets whom: the other side stands behind the verb or noun, leads a delegation received, or acts with the subject.

'A tiếp B; C', 'A có cuộc gặp với B', 'A và B hội đàm', 'B được A tiếp', 'cuộc gặp giữa A và B', 'Tại buổi tiếp B, A …'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.reading.clauses import Predication
from kg.reading.context import Context, rule_name
from kg.reading.moods import Moods
from kg.reading.notebook import Record
from kg.reading.predication import ASKS
from kg.reading.sides import MET, Head, behind, both, head_at, left_open, over, past, people
from kg.reading.subjects import Subjects
from kg.reading.support import MEET

_MEETINGS = ("/talks", "/working-session", "/reception", "/meeting")
_OPENING = 6  # pieces before the meeting that opens a sentence
_TOGETHER = 2
_NEAR = 3  # pieces between a meeting's sides and the verb that says when it takes place
_CLAUSE = 20  # pieces between a verb and the noun of a meeting that it governs
_DELEGATION = 4  # pieces among which the word for a delegation stands
_PATIENCE = 2  # sentences behind that of a delegation, in which those who came are named
_OF_DELEGATION = (
    "dẫn đầu đoàn",
    "trưởng đoàn",
    "tham gia đoàn",
    "thành phần đoàn",
    "cùng đi với đoàn",
    "đoàn do",
    "đoàn gồm",
)
_CHAIRS = "kg:chairs"
_OPEN = frozenset({"active", "fronted", "inherited"})
_PASSIVE = frozenset({"được", "đã được", "vừa được", "sẽ được"})


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who meets or is met, and the piece that names them."""

    record: Record
    at: int


def meet(c: Context, told: Predication) -> None:
    """PERSON tiếp/hội đàm với OBJECT; PERSON có buổi làm việc với OBJECT; two persons hội đàm; B được A tiếp."""
    if told.form == "list":
        host(c, told)
        return
    ours = _sides(c, told)
    theirs = _others(c, told)
    if not theirs and told.form == "agent":
        theirs = _received(c, told)
    if told.verb.officials_only:
        theirs = [side for side in theirs if c.people.is_official(side.record)] if _free(c) else []
    if not told.modality:
        c.discourse.hosts, c.discourse.hosted = _waiting(c, told, theirs), 0
    if theirs:
        _tell(c, told, ours, theirs)
    elif told.verb.mutual and len(ours) >= _TOGETHER and left_open(c.pieces, behind(c.pieces, told)):
        _tell(c, told, ours[:-1], ours[-1:])


def host(c: Context, told: Predication) -> None:
    """'Tiếp và làm việc với đoàn có A; B': they take part in the meeting told of, or else receive it."""
    ours = _sides(c, told)
    record = c.gathering(told.at)
    if record is None or not record.concept.endswith(_MEETINGS):
        _tell(c, told, ours, [side for side in _others(c, told) if side.at < told.listed])
        return
    for side in ours:
        c.tell(side.record, "kg:attends", record, c.pieces.cover(side.at, told.at), "attends/host", told)


def _free(c: Context) -> bool:
    """Whether the passage tells of no gathering but a meeting: at a conference, 'trao đổi với A' is no meeting."""
    return c.discourse.focus is None or c.discourse.focus.concept.endswith(_MEETINGS)


def _waiting(c: Context, told: Predication, theirs: list[Side]) -> list[Record]:
    """Return who receives a delegation of which nobody is named in the sentence."""
    named = any(side.record.kind == "Person" for side in theirs)
    delegation = not named and _delegation(c, behind(c.pieces, told))
    return [record for record in told.subjects if record.kind == "Person"] if delegation else []


def _delegation(c: Context, k: int) -> bool:
    p, first = c.pieces, k - (c.pieces.kind(k - 1) == "event")  # 'buổi làm việc với đoàn công tác của …'
    words = " ".join(p.word(at) for at in range(first, k + _DELEGATION)).split()
    return "đoàn" in words or any(p.group(at) for at in range(k, min(len(p), k + _DELEGATION)))


def guests(c: Context) -> None:
    """Behind 'A tiếp đoàn đại biểu …': 'Dẫn đầu đoàn là B', 'Tham gia đoàn có B', 'B làm trưởng đoàn phía bạn'."""
    thread, p = c.discourse, c.pieces
    if not thread.hosts:
        return
    thread.hosted += 1
    opened = " ".join(p.view.words[:_DELEGATION]).startswith(_OF_DELEGATION)
    leads = any(told.verb.frame == "lead" for told in c.predications)
    k = next((k for k in range(len(p)) if p.kind(k) == "person"), -1)
    guest = p[k].record if k >= 0 and (opened or leads) else None
    if guest and guest not in thread.hosts:
        for host in thread.hosts:
            c.notebook.add(host.key, "kg:meets", guest.key, p.span(k), "meets/delegation")
        thread.met |= {guest.key, *(host.key for host in thread.hosts)}
    if guest or thread.hosted >= _PATIENCE:
        thread.hosts = []


def welcome(c: Context, told: Predication) -> None:
    """At a meeting, 'A chào mừng B': they meet, where nobody is told yet to have met B."""
    p, focus = c.pieces, c.discourse.focus
    k = p.find(told.at + 1, lambda piece: piece.kind not in ("word", "function"))
    welcomed = over(p, told.at, "welcomes") > told.at and p.kind(k) == "person" and p[k].record
    if not welcomed or told.modality or focus is None or not focus.concept.endswith(_MEETINGS):
        return
    guest = _side(c, k)
    if guest.record.key not in c.discourse.met and all(record.kind == "Person" for record in told.subjects):
        _tell(c, told, _sides(c, told), [guest])


def nominal_meetings(c: Context) -> None:
    """Meetings told by a noun: 'cuộc gặp giữa A và B', 'A chủ trì buổi làm việc với B', 'Tại buổi tiếp B, A …'."""
    k, told = 0, {behind(c.pieces, other) for other in c.predications if other.verb.form == "có"}
    while k < len(c.pieces):
        head = head_at(c.pieces, k)
        if head and head.frame == "meet" and head.end not in told:
            _nominal(c, head)
        k = head.end if head else k + 1


def _nominal(c: Context, head: Head) -> None:
    p = c.pieces
    one, other = both(p, head.end)
    if one:
        told = Predication(head.first, MEET, "between", modality=_mood(c, head, other[-1]))
        _tell(c, told, [_side(c, k) for k in one], [_side(c, k) for k in other])
        return
    if (within := _inside(c, head)) and "giữa" in p.word(head.first).split():
        if len(within) == _TOGETHER:  # 'buổi làm việc giữa Bộ Y tế với Ngân hàng Thế giới'
            told = Predication(head.first, MEET, "between", modality=_mood(c, head, head.first))
            _tell(c, told, within[:1], within[1:])
        return
    owned = p.word(head.end) == "của" and p.kind(head.end + 1) in MET and p[head.end + 1].record is not None
    theirs = _named(c, head.first, head.end + 2 if owned else head.end)
    if not theirs:
        return
    if owned:
        told = Predication(head.first, MEET, "noun", modality=_mood(c, head, theirs[-1].at))
        _tell(c, told, [_side(c, head.end + 1)], theirs)
    elif chair := _chairing(c, head):
        _tell(c, replace(chair, form="chaired"), _sides(c, chair), theirs)
    elif speaker := _speaking(c, head, theirs):
        _tell(c, Predication(head.first, MEET, "opening"), [speaker], theirs)


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
    return Moods(p).before(head.first) or (before.modality if before else "") or asked or planned


def _chairing(c: Context, head: Head) -> Predication | None:
    """'A chủ trì (các) buổi làm việc với B': the verb whose subjects chair the meeting."""
    told = c.verb_before(head.first, _DELEGATION)
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


def _side(c: Context, k: int) -> Side:
    record = c.pieces[k].record
    assert record is not None, "a side that is nobody"
    return Side(record, k)


def _sides(c: Context, told: Predication) -> list[Side]:
    return [Side(*side) for side in zip(told.subjects, told.where, strict=True)]


def _others(c: Context, told: Predication) -> list[Side]:
    """Return whom a verb of meeting is about: in its gathering's name, behind it, or as who leads those received."""
    k = behind(c.pieces, told)
    found = _named(c, told.at, k)
    bodies = all(side.record.kind == "Body" for side in found)
    return [*found, *_led(c, told, k)] if bodies else found


def _named(c: Context, first: int, k: int) -> list[Side]:
    """Return those whom the name of a gathering before piece ``k`` holds, else those named from there on."""
    p = c.pieces
    inside = [Side(record, at) for at in range(first, k) if p.kind(at) == "event" for record in p[at].partners]
    if inside:
        return inside
    sides = (_leader(c, _side(c, at)) for at in people(p, k, c.predications))
    return list(sides)


def _leader(c: Context, side: Side) -> Side:
    """A delegation told of before stands for who leads it."""
    leader = next((record for record in c.discourse.led if record.kind == "Person"), None)
    return Side(leader, side.at) if leader and c.pieces.kind(side.at) == "delegation" else side


def _led(c: Context, told: Predication, k: int) -> list[Side]:
    """'tiếp đoàn … do A dẫn đầu': who leads the delegation that stands behind the verb."""
    if not _delegation(c, k):
        return []
    for lead in c.verbs_behind(told.at):
        if lead.verb.frame == "meet" or c.pieces.breaks(lead.at):
            break
        if lead.verb.frame == "lead":
            return _sides(c, lead)
    return []


def _received(c: Context, told: Predication) -> list[Side]:
    """'B đã được A tiếp': who stands before 'được'."""
    p, k = c.pieces, min(told.where, default=0) - 1
    if p.word(k) not in _PASSIVE:
        return []
    return [_side(c, at) for at in Subjects(p).before(k).where if p[at].record]


def _tell(c: Context, told: Predication, ours: list[Side], theirs: list[Side]) -> None:
    """Whoever is met belongs to the other side: who holds a post at a body does not meet it."""
    for one in ours:
        for other in theirs:
            if one.record is other.record or c.people.belongs(one.record, other.record):
                continue
            span = c.pieces.cover(one.at, told.at, other.at)
            c.tell(one.record, "kg:meets", other.record, span, rule_name("kg:meets", told), told)
            c.discourse.met |= {one.record.key, other.record.key}

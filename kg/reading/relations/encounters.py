"""Who meets whom, by verbs: the other side stands behind, leads a delegation received, or acts with the subject.

'A tiếp B; C', 'A có cuộc gặp với B', 'A và B hội đàm', 'B được A tiếp'.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context, rule_name
from kg.reading.clauses.sides import behind, left_open, people
from kg.reading.clauses.subjects import Subjects
from kg.reading.words.notebook import Record

MEETINGS = ("/talks", "/working-session", "/reception", "/meeting")
TOGETHER = 2
DELEGATION = 4  # pieces among which the word for a delegation stands
_FAR = 12  # pieces of a delegation's name before 'do A'
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
    ours = sides_of(c, told)
    theirs = others_of(c, told)
    if not theirs and told.form == "agent":
        theirs = _received(c, told)
    if told.verb.officials_only:
        theirs = [side for side in theirs if c.people.is_official(side.record)] if _free(c) else []
    if not told.modality:
        c.discourse.hosts, c.discourse.hosted = _waiting(c, told, theirs), 0
    if theirs:
        tell_met(c, told, ours, theirs)
    elif told.verb.mutual and len(ours) >= TOGETHER and left_open(c.pieces, behind(c.pieces, told)):
        tell_met(c, told, ours[:-1], ours[-1:])


def host(c: Context, told: Predication) -> None:
    """'Tiếp và làm việc với đoàn có A; B': they take part in the meeting told of, or else receive it."""
    ours = sides_of(c, told)
    record = c.gathering(told.at)
    if record is None or not record.concept.endswith(MEETINGS):
        tell_met(c, told, ours, [side for side in others_of(c, told) if side.at < told.listed])
        return
    for side in ours:
        c.tell(side.record, "kg:attends", record, c.pieces.cover(side.at, told.at), "attends/host", told)


def _free(c: Context) -> bool:
    """Whether the passage tells of no gathering but a meeting: at a conference, 'trao đổi với A' is no meeting."""
    return c.discourse.focus is None or c.discourse.focus.concept.endswith(MEETINGS)


def _waiting(c: Context, told: Predication, theirs: list[Side]) -> list[Record]:
    """Return who receives a delegation of which nobody is named in the sentence."""
    named = any(side.record.kind == "Person" for side in theirs)
    delegation = not named and _delegation(c, behind(c.pieces, told))
    return [record for record in told.subjects if record.kind == "Person"] if delegation else []


def _delegation(c: Context, k: int) -> bool:
    p, first = c.pieces, k - (c.pieces.kind(k - 1) == "event")  # 'buổi làm việc với đoàn công tác của …'
    words = " ".join(p.word(at) for at in range(first, k + DELEGATION)).split()
    return "đoàn" in words or any(p.group(at) for at in range(k, min(len(p), k + DELEGATION)))


def side_at(c: Context, k: int) -> Side:
    """Return whoever is named at piece ``k`` as a side of a meeting."""
    record = c.pieces[k].record
    assert record is not None, "a side that is nobody"
    return Side(record, k)


def sides_of(c: Context, told: Predication) -> list[Side]:
    """Return a verb's subjects as a side of a meeting."""
    return [Side(*side) for side in zip(told.subjects, told.where, strict=True)]


def others_of(c: Context, told: Predication) -> list[Side]:
    """Return whom a verb of meeting is about: in its gathering's name, behind it, or as who leads those received."""
    k = behind(c.pieces, told)
    found = named_in(c, told.at, k)
    return [*found, *led(c, told.at, k, found)]


def named_in(c: Context, first: int, k: int) -> list[Side]:
    """Return those whom the name of a gathering before piece ``k`` holds, else those named from there on."""
    p = c.pieces
    inside = [Side(record, at) for at in range(first, k) if p.kind(at) == "event" for record in p[at].partners]
    if inside:
        return inside
    sides = (_leader(c, side_at(c, at)) for at in people(p, k, c.predications))
    return list(sides)


def _leader(c: Context, side: Side) -> Side:
    """A delegation told of before stands for who leads it."""
    leader = next((record for record in c.discourse.led if record.kind == "Person"), None)
    return Side(leader, side.at) if leader and c.pieces.kind(side.at) == "delegation" else side


def led(c: Context, at: int, k: int, found: list[Side]) -> list[Side]:
    """'tiếp đoàn … do A dẫn đầu': who leads the delegation behind the verb at ``at``, where nobody is named there."""
    if any(side.record.kind != "Body" for side in found) or not _delegation(c, k):
        return []
    for lead in c.verbs_behind(at):
        if lead.verb.frame == "meet" or c.pieces.breaks(lead.at):
            break
        if lead.verb.frame == "lead":
            return sides_of(c, lead)
    return _come_with(c, k)


def _come_with(c: Context, k: int) -> list[Side]:
    """'tiếp đoàn … do A và phu nhân nhân chuyến thăm …': A, with no verb of leading."""
    p = c.pieces
    for at in range(k, min(len(p), k + _FAR)):
        if p.word(at) == "do" and p.kind(at + 1) == "person" and p[at + 1].record:
            return [side_at(c, at + 1)]
        if p.kind(at) in ("verb", "mark", "person"):
            break
    return []


def _received(c: Context, told: Predication) -> list[Side]:
    """'B đã được A tiếp': who stands before 'được'."""
    p, k = c.pieces, min(told.where, default=0) - 1
    if p.word(k) not in _PASSIVE:
        return []
    return [side_at(c, at) for at in Subjects(p).before(k).where if p[at].record]


def tell_met(c: Context, told: Predication, ours: list[Side], theirs: list[Side]) -> None:
    """Whoever is met belongs to the other side: who holds a post at a body does not meet it."""
    for one in ours:
        for other in theirs:
            if one.record is other.record or c.people.belongs(one.record, other.record):
                continue
            span = c.pieces.cover(one.at, told.at, other.at)
            c.tell(one.record, "kg:meets", other.record, span, rule_name("kg:meets", told), told)
            c.discourse.met |= {one.record.key, other.record.key}

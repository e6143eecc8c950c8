"""Who meets and who visits whom: the other side stands right behind the verb, or leads the delegation that does."""

from __future__ import annotations

from bisect import bisect_right

from kg.reading.clauses import Predication
from kg.reading.context import Context, rule_name

_FILLERS = frozenset({"tại", "ở", "với", "và", "cho", "đến", "tới"})
_MET = frozenset({"person", "post", "body", "delegation"})
_STAFF = 10  # pieces that the words for those who work at what is visited may have
_OPENING = 4  # pieces before the visit that opens a sentence
_HOME = "Việt Nam"
_MEETINGS = ("/talks", "/working-session", "/reception", "/meeting")
_VISITED = frozenset({"place", "body"})


def meet(c: Context, told: Predication) -> None:
    """PERSON tiếp/hội đàm với OBJECT; PERSON có buổi làm việc với OBJECT."""
    if told.form == "list":
        host(c, told)
    else:
        for k in _objects(c, told, _MET):
            _tell(c, told, k)


def visit(c: Context, told: Predication) -> None:
    """PERSON thăm PLACE or BODY; who is visited is met, where the verb says so too ('thăm và làm việc với')."""
    for k in _visited(c, told):
        _tell(c, told, k)
        if told.verb.also_meets and c.pieces.kind(k) == "body":
            _tell(c, told, k, "kg:meets")


def _visited(c: Context, told: Predication) -> list[int]:
    """Return the pieces of what is visited, over those who work there: 'cán bộ, nhân viên Công ty A và Công ty B'."""
    p, k = c.pieces, _behind(c, told)
    if p.kind(k - 1) == "event" and p[k - 1].partner:
        return [k - 1]
    first = k
    while k < first + _STAFF and (p.word(k) in _FILLERS or p.kind(k) == "group" or p.word(k) == "," or _staff(c, k)):
        if p.kind(k) == "group" and p[k].partner:
            return [k]
        k += 1
    found = []
    while p.kind(k) in _VISITED and p[k].record:
        found.append(k)
        k += 2 if p.word(k + 1) in (",", "và", ";") and p.kind(k + 2) == p.kind(k) else len(p)
    return found


def _staff(c: Context, k: int) -> bool:
    """Whether the word at piece ``k`` is one for people who work or live somewhere."""
    lexicon, i = c.pieces.view.lexicon, c.pieces[k].chunk.i if k < len(c.pieces) else 0
    nouns = lexicon.group_nouns, lexicon.addressees
    return c.pieces.kind(k) == "word" and any(trie.longest(c.pieces.view.words, i)[1] for trie in nouns)


def opening_visit(c: Context) -> None:
    """'Trong khuôn khổ chuyến thăm chính thức Nhật Bản, A hội đàm với …': A is the visitor."""
    p = c.pieces
    k = p.find(0, lambda piece: piece.kind in ("event", "verb", "person", "post"))
    told = next((told for told in c.predications if told.subjects), None)
    if not 0 <= k <= _OPENING or p.event_kind(k) != "visit" or told is None or p.word(0) != "trong":
        return
    place, first = p[k].partner, min(told.where, default=-1)
    own = place is None or place.name == _HOME or p.word(k + 1) == "của"  # 'chuyến thăm Việt Nam …': of a guest
    if not own and place and first > k and p.word(k + 1) != "của" and told.subjects[0].kind == "Person":
        c.notebook.add(told.subjects[0].key, "kg:visits", place.key, p.span(k, first), "visits/opening", told.modality)


def host(c: Context, told: Predication) -> None:
    """'Tiếp và làm việc với đoàn có A; B': they take part in the meeting that the passage tells of."""
    for k in _objects(c, told, _MET):
        if k < told.listed:
            _tell(c, told, k)
    record = c.gathering(told.at)
    if record is None or not record.concept.endswith(_MEETINGS):
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        c.tell(subject, "kg:attends", record, c.pieces.cover(where, told.at), "attends/host", told)


def _behind(c: Context, told: Predication) -> int:
    """Return the piece behind a verb, and behind the gathering of 'có buổi làm việc'."""
    k = told.at + 1
    if told.verb.form != "có":
        return k
    while c.pieces.kind(k) not in ("event", ""):
        k += 1
    return k + 1


def _objects(c: Context, told: Predication, kinds: frozenset[str]) -> list[int]:
    """Return the pieces of whom a verb is about: 'A', 'A và B', 'đoàn … do A dẫn đầu'."""
    p, k = c.pieces, _behind(c, told)
    if p.kind(k - 1) == "event" and p[k - 1].partner:
        return [k - 1]
    while p.word(k) in ("với", "cùng"):
        k += 1
    if p.kind(k) not in kinds or p[k].record is None:
        return _led(c, told)
    found = [k]
    while p.word(k + 1) in ("và", "cùng") and p.kind(k + 2) == p.kind(k) and p[k + 2].record:
        k += 2
        found.append(k)
    return found


def _led(c: Context, told: Predication) -> list[int]:
    """'tiếp đoàn … do A dẫn đầu': who leads the delegation that stands behind the verb."""
    p = c.pieces
    k = _behind(c, told)
    while p.word(k) == "với":
        k += 1
    if not p.word(k).startswith("đoàn"):
        return []
    at = bisect_right(c.predications, told.at, key=lambda other: other.at)
    lead = c.predications[at] if at < len(c.predications) else None
    return lead.where if lead and lead.verb.frame == "lead" else []


def _tell(c: Context, told: Predication, k: int, predicate: str = "") -> None:
    record, predicate = c.pieces[k].partner or c.pieces[k].record, predicate or told.verb.predicate
    for subject, where in zip(told.subjects, told.where, strict=True):
        if predicate == "kg:visits" and subject.kind != "Person":
            subject = next((leader for leader in c.discourse.led if leader.kind == "Person"), subject)
            if subject.kind != "Person":
                continue
        if record and record is not subject:
            span = c.pieces.cover(where, told.at, k)
            c.tell(subject, predicate, record, span, rule_name(predicate, told), told)

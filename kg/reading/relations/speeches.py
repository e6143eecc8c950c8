"""Who speaks at which gathering: verbs of speech and of saying, and who is heard there."""

from __future__ import annotations

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context, rule_name
from kg.reading.clauses.objects import direct_event, event_at, spoken_at
from kg.reading.clauses.support import paper_before
from kg.reading.words.notebook import Record

HEARING = frozenset({"nghe", "đã nghe", "lắng nghe"})
_LINKED = frozenset({"và", "chỉ đạo", ","})
_QUOTES = frozenset({'"', "“", "”"})
_ALOUD = frozenset({"nói"})  # what a quoted sentence makes a speech of
_FAR = 120  # tokens or pieces before a verb of saying that may say where it was
_BESIDE = 3  # pieces between the quote's end and who said it


def speech(c: Context, told: Predication) -> None:
    """SUBJECT phát biểu/báo cáo [tại EVENT]; without an event behind it, at the event that the passage is about."""
    k = direct_event(c.pieces, told)
    if told.form == "nominal":
        k = spoken_at(c.pieces, told)
        if k < 0:
            return
    if k < 0 and told.verb.only_before_event:
        return
    if k < 0:
        k = event_at(c.pieces, told) if c.pieces.word(told.at + 1) in _LINKED else _fronted_place(c, told)
    record = c.pieces[k].record if k >= 0 else c.gathering(told.at)
    noun = c.pieces.role(told.at + 1) == "pron"  # 'thông tin này'
    journey = k < 0 and record is not None and record.concept.endswith("/visit")
    apart = k < 0 and _to_others(c, told.at)
    if record is None or noun or journey or apart or _informed(c, told):
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        if subject.kind == "Person":
            c.spoke.add(subject.key)
            rule = rule_name(told.verb.predicate, told)
            c.tell(subject, told.verb.predicate, record, c.pieces.cover(where, told.at, k), rule, told)


def _fronted_place(c: Context, told: Predication) -> int:
    """'Trả lời chất vấn của B tại phiên họp sáng 5/3, A …': the piece that says where, or -1."""
    first = min(told.where, default=0) if told.form == "fronted" else 0
    return next((k for k in range(told.at + 2, first) if _scene_at(c, k)), -1)


def _scene_at(c: Context, k: int) -> bool:
    return c.pieces.kind(k) == "event" and c.pieces.word(k - 1) in ("tại", "trong") and c.pieces[k].record is not None


def _to_others(c: Context, k: int) -> bool:
    """'phát biểu trước báo giới', 'phát biểu trên truyền hình': right behind the verb at piece ``k``."""
    view, i = c.pieces.view, c.pieces[k].chunk.j
    return any("anywhere" in view.lexicon.apart.longest(view.words, at)[1] for at in range(i, i + _BESIDE))


def _informed(c: Context, told: Predication) -> bool:
    """'Đoàn được A thông báo …': A tells the delegation, not the gathering."""
    first = min(told.where, default=0)
    return (
        told.form == "agent"
        and c.pieces.word(first - 1) == "được"
        and (c.pieces.actor(first - 2) is not None or c.pieces.word(first - 2) == ",")
    )


def says(c: Context, told: Predication) -> None:
    """Who says something where the passage tells of a gathering speaks there: 'Tại Hội nghị, A nhấn mạnh …'."""
    here = _opening_place(c, told)
    record = here or place_of_speech(c)
    if record is None or not _aloud(c, told) or (here is None and elsewhere(c, told.at)):
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        if subject.key in c.spoke:
            continue
        if subject.kind == "Person" and where >= 0 and c.pieces.kind(where) != "pronoun":
            c.tell(subject, "kg:speaksAt", record, c.pieces.span(where, told.at), "speaksAt/says", told)


def _opening_place(c: Context, told: Predication) -> Record | None:
    """'Trả lời phóng viên tại buổi họp báo diễn ra chiều 5/3, A khẳng định …': where the sentence says it was."""
    p, first = c.pieces, min(told.where, default=0)
    if told.form != "active" or p.word(first - 1) != ",":
        return None
    for k in range(min(first, _FAR)):
        if p.kind(k) in ("person", "post", "pronoun") or p.breaks(k):
            return None
        if p.kind(k) == "event" and p.word(k - 1) in ("tại", "trong"):
            return p[k].record
    return None


def _aloud(c: Context, told: Predication) -> bool:
    """Whether a verb of saying is told as done, by its subject's voice, to those who are there: not in a paper."""
    if told.modality or told.passive or told.form == "agent" or (told.verb.silent and not _quoted(c, told)):
        return False
    written = paper_before(c.pieces, told.at - 1) >= 0 or c.pieces.kind(told.at - 1) == "directive"
    return not written and not (told.form == "fronted" and _to_others(c, told.at))


def _quoted(c: Context, told: Predication) -> bool:
    """'"…", A nói': a verb that tells of no speech by itself does so behind a sentence quoted."""
    first = min(told.where, default=told.at)
    return told.verb.form in _ALOUD and any(c.pieces.word(k) in _QUOTES for k in range(first - _BESIDE, first))


def place_of_speech(c: Context) -> Record | None:
    """Return the gathering that the passage is about, where something may be said to it; nothing is at a journey."""
    record = c.discourse.focus
    return None if record is None or record.concept.endswith("/visit") else record


def elsewhere(c: Context, k: int) -> bool:
    """'Ngay sau Hội nghị, …', 'Trả lời phóng viên, …': what stands before piece ``k`` says that it was not there."""
    if _other_day(c, k):
        return True
    view = c.pieces.view
    end = c.pieces[k].chunk.i if 0 <= k < len(c.pieces) else len(view)
    return any(
        where == "anywhere" or at == 0
        for at in (0, *range(max(1, end - _FAR), end))
        for _, found in view.lexicon.apart.all(view.words, at)
        for where in found
    )


def _other_day(c: Context, k: int) -> bool:
    """'Ngày 18/3, A đã chỉ đạo …': another day's, where no gathering is named; not a date that is quoted."""
    day = quoted = False
    for at in range(max(0, k - _FAR), k):
        quoted ^= c.pieces.word(at) in _QUOTES
        if c.pieces.kind(at) == "event":
            return False
        day = day or (c.pieces.kind(at) == "date" and not quoted)
    return day


def heard(c: Context, told: Predication) -> None:
    """'Hội nghị đã nghe đồng chí A …': A speaks there, whatever the verb behind."""
    k, record = told.at + 1, c.gathering(told.at)
    subject = c.pieces[k].record if c.pieces.kind(k) in ("person", "pronoun") else None
    if subject and record and not told.modality:
        c.tell(subject, "kg:speaksAt", record, c.pieces.span(told.at, k), "speaksAt/heard", told)

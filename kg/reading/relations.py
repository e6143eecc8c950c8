"""From predications to statements: one rule for each frame of verb (see ``verbs.tsv``), named in the evidence."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Concept, Literal
from kg.reading.clauses import Predication
from kg.reading.context import Context
from kg.reading.instructions import asks, tasks
from kg.reading.notebook import Record
from kg.reading.phrases import DirectivePhrase, EventPhrase, Span
from kg.reading.pieces import ACTORS

_REACH = 9  # how many other words may stand between a verb and the document it is about
_SPEECH_ACTS = frozenset({"say", "ask", "task"})


def _rule(predicate: str, told: Predication) -> str:
    return f"{predicate.partition(':')[2]}/{told.form}"


def _event_at(c: Context, told: Predication) -> int:
    """Return the piece of the event a verb is about: behind it; before it, in a passive; -1 where none is named."""
    p = c.pieces
    if told.form in ("nominal", "agent"):
        before = [k for k in range(told.at) if p.kind(k) == "event" and p[k].record]
        return before[-1] if before else -1
    for k in range(told.at + 1, len(p)):
        if p.kind(k) == "event" and p[k].record:
            return k
        if p.breaks(k):
            return -1
        if p.kind(k) == "verb":
            linked = p.word(k - 1) in ("và", ",") and k == told.at + 2
            if not linked:
                return -1
    return -1


def _direct_event(c: Context, told: Predication) -> int:
    """Return the piece of an event right behind a verb, with at most 'tại' or 'với' between; -1 where none is."""
    p = c.pieces
    k = told.at + 1
    if p.word(k) in ("tại", "với", "cho", "trước"):
        k += 1
    return k if p.kind(k) == "event" and p[k].record else -1


def _ends_here(c: Context, told: Predication) -> bool:
    """Whether the clause ends right behind the verb, so that its object is left out ('… cùng dự.').

    'Chủ trì, phối hợp với …' is to take the lead in a task, and only persons chair: neither needs an event.
    """
    k = told.at + 1
    if told.verb.predicate == "kg:chairs":
        return c.pieces.breaks(k) and all(c.pieces.kind(where) != "body" for where in told.where)
    return c.pieces.breaks(k) or c.pieces.word(k) in (",", "và", "tại")


def event(c: Context, told: Predication) -> None:
    """SUBJECT chủ trì/tham dự EVENT, and its passive, nominal and list forms; groups take part."""
    k = _event_at(c, told)
    record = c.pieces[k].record if k >= 0 else None
    if record is None and (_ends_here(c, told) or told.form in ("nominal", "list")):
        record = c.events.last_before(c.pieces.span(told.at))
    if record is None:
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        span = c.pieces.span(*(x for x in (where, told.at, k) if x >= 0))
        c.tell(subject, told.verb.predicate, record, span, _rule(told.verb.predicate, told), told)
    for where in told.groups or ([told.unnamed] if told.unnamed >= 0 else []):
        _group(c, where, record, told)


def _group(c: Context, where: int, record: Record, told: Predication) -> None:
    """Unnamed participants take part, with their number where one is told."""
    phrase = c.pieces.group(where)
    if phrase is None:
        return
    span, note = phrase.span, c.notebook
    group = note.record("Group", note.text[span.start : span.end], f"{span.start}-{span.end}")
    note.add(group.key, "kg:memberKind", Literal(phrase.member_kind, lang="vi"), span, "group/members")
    if phrase.count:
        note.add(group.key, "kg:count", Literal(str(phrase.count), "xsd:integer"), span, "group/count")
        note.add(group.key, "kg:countIs", Concept(f"kg:{phrase.count_is}"), span, "group/count")
    whole = c.pieces.span(where, told.at)
    c.tell(group, "kg:takesPartIn", record, whole, f"takesPartIn/{told.form}", told)


def speech(c: Context, told: Predication) -> None:
    """SUBJECT phát biểu/báo cáo [tại EVENT]; without an event behind it, at the event the report is about."""
    k = _direct_event(c, told)
    if k < 0 and told.verb.only_before_event:
        return
    if k < 0:
        k = _event_at(c, told) if c.pieces.word(told.at + 1) in ("và", "chỉ đạo") else k
    record = c.pieces[k].record if k >= 0 else c.events.last_before(c.pieces.span(told.at))
    if record is None:
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        if c.pieces.kind(where) == "body":
            continue
        span = c.pieces.span(*(x for x in (where, told.at, k) if x >= 0))
        c.tell(subject, told.verb.predicate, record, span, _rule(told.verb.predicate, told), told)


def organise(c: Context, told: Predication) -> None:
    """BODY tổ chức EVENT: the event stands right behind the verb."""
    k = told.at + 1
    record = c.pieces[k].record if c.pieces.kind(k) == "event" else None
    if record is None:
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        span = c.pieces.span(where, told.at, k)
        c.claim(subject, "kg:organises", record, span, _rule("kg:organises", told), told)


def _directive_at(c: Context, told: Predication) -> int:
    """Return the piece of the document a verb is about: behind it, with nobody else acting in between; or -1."""
    p = c.pieces
    for k in range(told.at + 1, min(len(p), told.at + 1 + _REACH)):
        if p.kind(k) == "directive" and p[k].record:
            return k
        other = p.kind(k) == "verb" and p[k].chunk.value.frame != "document"  # type: ignore[attr-defined]
        if p.breaks(k) or other or p.kind(k) in ACTORS or p.word(k) == ",":
            break
    return -1


def document(c: Context, told: Predication) -> None:
    """SUBJECT triển khai/tổng kết … DIRECTIVE; the first such verb governs those behind it."""
    k = _directive_at(c, told)
    governed = any(
        other.verb.frame == "document" and other.at < told.at and _directive_at(c, other) == k >= 0
        for other in c.predications
    )
    if k < 0 or governed:
        return
    record = c.pieces[k].record
    for subject, where in zip(told.subjects, told.where, strict=True):
        span = c.pieces.span(where, told.at, k)
        c.claim(subject, told.verb.predicate, record, span, _rule(told.verb.predicate, told), told)  # type: ignore[arg-type]


def sign(c: Context, told: Predication) -> None:
    """PERSON ký (ban hành) DIRECTIVE."""
    k = told.at + 1
    record = c.pieces[k].record if c.pieces.kind(k) == "directive" else None
    for subject, where in zip(told.subjects, told.where, strict=True) if record else ():
        if c.pieces.kind(where) != "body":
            c.claim(subject, "kg:signs", record, c.pieces.span(where, told.at, k), _rule("kg:signs", told), told)  # type: ignore[arg-type]


def issue(c: Context, told: Predication) -> None:
    """BODY ban hành DIRECTIVE."""
    k = told.at + 1
    record = c.pieces[k].record if c.pieces.kind(k) == "directive" else None
    for subject, where in zip(told.subjects, told.where, strict=True) if record else ():
        c.claim(record, "kg:issuedBy", subject, c.pieces.span(where, told.at, k), _rule("kg:issuedBy", told), told)  # type: ignore[arg-type]


def encounter(c: Context, told: Predication) -> None:
    """PERSON tiếp/thăm OBJECT: the object stands right behind the verb."""
    k = told.at + 1
    kinds = ("place", "body") if told.verb.frame == "visit" else ("person", "post", "body")
    record = c.pieces[k].record if c.pieces.kind(k) in kinds else None
    for subject, where in zip(told.subjects, told.where, strict=True) if record else ():
        if record is not subject:
            span = c.pieces.span(where, told.at, k)
            c.tell(subject, told.verb.predicate, record, span, _rule(told.verb.predicate, told), told)  # type: ignore[arg-type]


def _nothing(c: Context, told: Predication) -> None:
    """Reported speech tells no relation of its own."""


RULES: dict[str, Callable[[Context, Predication], None]] = {
    "event": event,
    "speech": speech,
    "organise": organise,
    "document": document,
    "sign": sign,
    "issue": issue,
    "meet": encounter,
    "visit": encounter,
    "ask": asks,
    "task": tasks,
    "say": _nothing,
}


def relate(c: Context) -> None:
    """State what the sentence's predications tell."""
    for told in c.predications:
        RULES[told.verb.frame](c, told)
        if told.verb.frame in _SPEECH_ACTS | {"speech"} and (told.subjects or told.unnamed >= 0):
            _hand_over(c, told)


def _hand_over(c: Context, told: Predication) -> None:
    """What follows a verb of speech is its subject's word."""
    if told.subjects:
        c.speaker, c.speaker_text = told.subjects[-1], ""
    else:
        span = c.pieces[told.unnamed].chunk.span
        c.speaker, c.speaker_text = None, c.notebook.text[span.start : span.end]


def describe_events(c: Context, resolve: Callable[[DirectivePhrase], Record | None]) -> None:
    """An event described by a document it carries out or reviews does so ('hội nghị sơ kết … Chỉ thị …')."""
    for piece in c.pieces.items:
        phrase = piece.chunk.value
        if isinstance(phrase, EventPhrase) and piece.record:
            for predicate, inner in phrase.documents:
                directive = resolve(inner)
                if directive and predicate:
                    span = Span(phrase.span.start, inner.span.end)
                    c.notebook.add(piece.record.key, predicate, directive.key, span, _described(predicate))


def _described(predicate: str) -> str:
    return f"{predicate.partition(':')[2]}/event-description"

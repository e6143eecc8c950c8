"""From predications to statements: one rule for each frame of verb (see ``verbs.tsv``), named in the evidence."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Concept, Literal
from kg.reading.clauses import Predication
from kg.reading.context import Context
from kg.reading.instructions import asks, content_end, is_request, piece_behind, tasks, tasks_lead
from kg.reading.notebook import Record
from kg.reading.objects import direct_event, directive_at, event_at, modality_at
from kg.reading.phrases import DirectivePhrase, EventPhrase, Span

_SPEECH = frozenset({"say", "ask", "task", "propose", "speech"})


def _rule(predicate: str, told: Predication) -> str:
    return f"{predicate.partition(':')[2]}/{told.form}"


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
    k = event_at(c.pieces, told)
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
    k = direct_event(c.pieces, told)
    if k < 0 and told.verb.only_before_event:
        return
    if k < 0:
        k = event_at(c.pieces, told) if c.pieces.word(told.at + 1) in ("và", "chỉ đạo") else k
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


def document(c: Context, told: Predication) -> None:
    """SUBJECT triển khai/tổng kết … DIRECTIVE; the first such verb governs those behind it."""
    k = directive_at(c.pieces, told)
    if k < 0 or k in c.governed:
        return
    c.governed.add(k)
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
    """Reported speech, and what is proposed, tell no relation of their own."""


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
    "propose": _nothing,
}


def relate(c: Context) -> None:
    """State what the sentence's predications tell."""
    for told in c.predications:
        RULES[told.verb.frame](c, told)
        if told.verb.frame in _SPEECH and (told.subjects or told.unnamed >= 0):
            _hand_over(c, told)


def mark_requested(c: Context) -> None:
    """What somebody asks for, assigns or proposes is not told as done: it is kept with its modality."""
    begin = end = -1
    for told in c.predications:
        if begin <= told.at < end:
            told.modality = told.modality or "Requested"
        elif told.verb.frame == "task" and (lead := tasks_lead(c, told)) >= 0:
            begin, end = piece_behind(c, lead), len(c.pieces)
        elif told.verb.frame in ("ask", "propose") and is_request(c, told):
            begin, end = told.at + 1, piece_behind(c, content_end(c, told))


def _hand_over(c: Context, told: Predication) -> None:
    """What follows a verb of speech is its subject's word."""
    c.heard_at = told.at
    if told.subjects:
        c.speaker, c.speaker_text = told.subjects[-1], ""
    else:
        span = c.pieces[told.unnamed].chunk.span
        c.speaker, c.speaker_text = None, c.notebook.text[span.start : span.end]


def describe_events(c: Context, resolve: Callable[[DirectivePhrase], Record | None]) -> None:
    """An event described by a document it carries out or reviews does so ('hội nghị sơ kết … Chỉ thị …')."""
    for k, piece in enumerate(c.pieces.items):
        phrase = piece.chunk.value
        if isinstance(phrase, EventPhrase) and piece.record:
            modality = modality_at(c.predications, k)
            for predicate, inner in phrase.documents:
                directive = resolve(inner)
                if directive and predicate:
                    span = Span(phrase.span.start, inner.span.end)
                    rule = f"{predicate.partition(':')[2]}/event-description"
                    c.notebook.add(piece.record.key, predicate, directive.key, span, rule, modality)

"""From predications to statements: one rule for each frame of verb (see ``verbs.tsv``), named in the evidence."""

from __future__ import annotations

from collections.abc import Callable

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.objects import directive_list, modality_at
from kg.reading.relations.document_acts import announce, issue, sign
from kg.reading.relations.document_relations import open_acts, relate_documents
from kg.reading.relations.document_uses import assessed, document, lecture
from kg.reading.relations.encounters import meet
from kg.reading.relations.gatherings import event, lines, welcomed
from kg.reading.relations.instructions import asks, is_request, request_end, tasks, tasks_lead
from kg.reading.relations.meeting_nouns import nominal_meetings
from kg.reading.relations.receptions import guests, welcome
from kg.reading.relations.request_lines import conclusion, in_request_line, request_line
from kg.reading.relations.requests import piece_at
from kg.reading.relations.speeches import HEARING, heard, says, speech
from kg.reading.relations.visits import nominal_visits, visit
from kg.reading.relations.voices import voices
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import DirectivePhrase, EventPhrase, Span

_SPEECH = frozenset({"say", "ask", "task", "propose", "speech"})


def _nothing(c: Context, told: Predication) -> None:
    """Reported speech, and what is proposed, tell no relation of their own; who organises is told by ``hosts``."""


RULES: dict[str, Callable[[Context, Predication], None]] = {
    "event": event,
    "speech": speech,
    "organise": _nothing,
    "happen": _nothing,
    "cancel": _nothing,
    "document": document,
    "sign": sign,
    "issue": issue,
    "meet": meet,
    "visit": visit,
    "lead": _nothing,
    "act": _nothing,
    "ask": asks,
    "task": tasks,
    "say": says,
    "propose": says,
}


def relate(c: Context) -> None:
    """State what the sentence's predications tell."""
    lines(c)
    voices(c)
    request_line(c)
    guests(c)
    nominal_visits(c)
    announce(c)
    relate_documents(c)
    open_acts(c)
    for told in c.predications:
        RULES[told.verb.frame](c, told)
        if told.verb.frame == "speech":
            lecture(c, told)
            conclusion(c, told)
        if told.verb.frame == "say":
            assessed(c, told)
        if told.verb.frame == "ask" or told.verb.also_speaks:
            says(c, told)
        if told.verb.welcomes:
            welcomed(c, told)
        if told.verb.form in HEARING:
            heard(c, told)
        if told.verb.frame == "say":
            welcome(c, told)
        if told.verb.frame in _SPEECH and told.known:
            _hand_over(c, told)
    nominal_meetings(c)


def mark_requested(c: Context) -> None:
    """What somebody asks for, assigns or proposes is not told as done: it is kept with its modality."""
    begin = end = -1
    if in_request_line(c):
        begin, end = 0, len(c.pieces)
    for told in c.predications:
        if begin <= told.at < end:
            told.modality = told.modality or "Requested"
        elif told.verb.frame == "task" and (lead := tasks_lead(c, told)) >= 0:
            begin, end = piece_at(c, lead), len(c.pieces)
        elif told.verb.frame in ("ask", "propose") and is_request(c, told):
            begin, end = told.at + 1, piece_at(c, request_end(c, told))


def _hand_over(c: Context, told: Predication) -> None:
    """What follows a verb of speech is its subject's word."""
    c.heard_at = told.at
    if told.subjects:
        c.speaker, c.speaker_text = told.subjects[-1], ""
    else:
        span = c.pieces[told.unnamed].chunk.span
        c.speaker, c.speaker_text = None, c.notebook.text[span.start : span.end]
    c.discourse.speaker, c.discourse.speaker_text = c.speaker, c.speaker_text


def describe_events(c: Context, resolve: Callable[[DirectivePhrase], Record | None]) -> None:
    """An event described by a document it carries out or reviews does so ('hội nghị sơ kết … Chỉ thị …').

    What is organised and is no event ('tổ chức quán triệt Nghị quyết …') is done by who organises it.
    """
    for k, piece in enumerate(c.pieces.items):
        phrase = piece.chunk.value
        for predicate, inner in phrase.documents if isinstance(phrase, EventPhrase) else ():
            directive = resolve(inner)
            doers = [piece.record] if piece.record else _behind_verb(c, k - 1)
            for doer in doers if directive and predicate else ():
                span = Span(piece.chunk.span.start, inner.span.end)
                rule = f"{predicate.partition(':')[2]}/event-description"
                modality = modality_at(c.predications, k)
                c.notebook.add(doer.key, predicate, directive.key, span, rule, modality)  # type: ignore[union-attr]

        if isinstance(phrase, EventPhrase) and phrase.documents and piece.record:
            _listed_behind(c, k, phrase.documents[-1][0])


def _listed_behind(c: Context, k: int, predicate: str) -> None:
    """'Hội nghị quán triệt Nghị quyết số …; Nghị quyết số …': the list goes on behind the event's name."""
    listed = c.pieces.word(k + 1) in (";", ",", "và") and c.pieces.kind(k + 2) == "directive" and c.pieces[k + 2].record
    event = c.pieces[k].record
    for at in directive_list(c.pieces, k + 2) if listed and predicate else ():
        record, rule = c.pieces[at].record, f"{predicate.partition(':')[2]}/event-list"
        if record and event:
            modality = modality_at(c.predications, k)
            c.notebook.add(event.key, predicate, record.key, c.pieces.span(k, at), rule, modality)


def _behind_verb(c: Context, at: int) -> list[Record]:
    return [subject for told in c.predications if told.at == at for subject in told.subjects]

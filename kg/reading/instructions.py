"""Requests and assignments: who asks whom for what, clause by clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from kg.model import Literal
from kg.reading.clauses import Predication
from kg.reading.context import Context
from kg.reading.phrases import Span
from kg.text import one_space

_NOUN_USE = frozenset({"conj", "prep", "pron"})
_HANDING = frozenset({"từ đó", "đồng thời", "qua đó"})
_LONGEST_ADDRESSEE = 25
_TASK_WORDS = ("nhiệm", "vụ")
_TASK_LEAD = 12


def is_request(c: Context, told: Predication) -> bool:
    """Whether the verb asks for something here: as a noun ('yêu cầu của …', 'yêu cầu và …') it does not."""
    p = c.pieces
    follower = p[told.at + 1].chunk if told.at + 1 < len(p) else None
    return follower is not None and not (follower.kind == "function" and follower.value in _NOUN_USE)


def asks(c: Context, told: Predication) -> None:
    """SUBJECT yêu cầu/đề nghị/giao ADDRESSEE to do something: up to the semicolon, or the next request."""
    if not told.subjects or not is_request(c, told):
        return
    p = c.pieces
    start, end = p[told.at].chunk.j, content_end(c, told)
    action = _action(c, start, end)
    addressee = Span(*_bounds(c, start, action)) if action > start else None
    if (addressee is None and told.verb.only_with_addressee) or end <= start:
        return
    begin = action + 1 if p.view.role(action)[1] == "modal" else action
    if begin < end:
        _instruct(c, told, Span(*_bounds(c, begin, end)), addressee)


def tasks_lead(c: Context, told: Predication) -> int:
    """Return the token of the colon before a list of tasks ('… đề ra một số nhiệm vụ như: a; b'), or -1."""
    view, start = c.pieces.view, c.pieces[told.at].chunk.j
    lead = next((k for k in range(start, min(len(view), start + _TASK_LEAD)) if view.word(k) == ":"), -1)
    named = any(tuple(view.words[k : k + 2]) == _TASK_WORDS for k in range(start, max(lead, start)))
    return lead if named else -1


def tasks(c: Context, told: Predication) -> None:
    """SUBJECT đề ra … nhiệm vụ: a; b; c — each item is one instruction, with nobody named to do it."""
    view, lead = c.pieces.view, tasks_lead(c, told)
    if lead < 0 or not told.subjects:
        return
    begin = lead + 1
    for k in range(lead + 1, len(view) + 1):
        if k == len(view) or view.word(k) == ";":
            end = _trim(c, begin, k)
            if end > begin:
                _instruct(c, told, Span(*_bounds(c, begin, end)), None)
            begin = k + 1


def _bounds(c: Context, i: int, j: int) -> tuple[int, int]:
    span = c.pieces.view.span(i, j)
    return span.start, span.end


def content_end(c: Context, told: Predication) -> int:
    """Return the token where what is asked ends: at ';', the sentence's end, or the next request's conjunction."""
    p = c.pieces
    start = p[told.at].chunk.j
    end = next((k for k in range(start, len(p.view)) if p.view.word(k) == ";"), len(p.view))
    first = bisect_right(c.predications, told.at, key=lambda other: other.at)
    for at in range(first, len(c.predications)):
        other = c.predications[at]
        if p[other.at].chunk.i >= end:
            break
        follows = other.verb.frame in ("ask", "say", "task", "propose") and other.form == "inherited" and other.subjects
        if follows and p.word(other.at - 1) in _HANDING:
            end = p[other.at - 1].chunk.i
            break
    return _trim(c, start, end)


def piece_behind(c: Context, token: int) -> int:
    """Return the index of the first piece at or behind a token."""
    return bisect_left(c.pieces.items, token, key=lambda piece: piece.chunk.i)


def _trim(c: Context, start: int, end: int) -> int:
    while end > start and c.pieces.view.tokens[end - 1].kind == "p" and c.pieces.view.word(end - 1) not in ')”"':
        end -= 1
    return end


def _action(c: Context, start: int, end: int) -> int:
    """Return the token where the addressee ends and what is asked begins."""
    view = c.pieces.view
    for k in range(start, min(end, start + _LONGEST_ADDRESSEE)):
        if view.role(k)[1] == "modal" or view.action(k) > k:
            return k
    return start


def _instruct(c: Context, told: Predication, content: Span, addressee: Span | None) -> None:
    """Note one instruction with its parts, each with the words that tell it."""
    note = c.notebook
    words = one_space(note.text[content.start : content.end])
    record = note.record("Instruction", words, f"{content.start}-{content.end}")
    verb = c.pieces[told.at].chunk
    start = min(c.pieces.view.tokens[verb.i].start, content.start)
    whole, rule = Span(start, content.end), f"instructs/{told.form}"
    for subject, where in zip(told.subjects, told.where, strict=True):
        said = c.pieces.cover(where, told.at)
        note.add(record.key, "kg:instructedBy", subject.key, Span(said.start, said.end), rule, told.modality)
    note.add(record.key, "kg:text", Literal(words, lang="vi"), content, rule, told.modality)
    if addressee:
        _address(c, record.key, addressee, rule, told)
    event = c.discourse.focus or c.events.told_before(whole)
    if event:
        note.add(record.key, "kg:givenAt", event.key, whole, rule, told.modality)


def _address(c: Context, record: str, addressee: Span, rule: str, told: Predication) -> None:
    words = one_space(c.notebook.text[addressee.start : addressee.end])
    c.notebook.add(record, "kg:addresseeText", Literal(words, lang="vi"), addressee, rule, told.modality)
    actor = c.pieces.actor(told.at + 1)
    if actor and c.pieces[told.at + 1].kind != "pronoun" and c.pieces[told.at + 1].chunk.span == addressee:
        c.notebook.add(record, "kg:addressee", actor.key, addressee, rule, told.modality)

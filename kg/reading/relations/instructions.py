"""Requests and assignments: who asks whom for what, clause by clause and over the lines of a list."""

from __future__ import annotations

from kg.model import Literal
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.relations.requests import Request, piece_at, requests, span, trim
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import Span
from kg.text import one_space

_NOUN_USE = frozenset({"conj", "prep", "pron"})
_WHEN = frozenset({"trong", "từ", "trước", "sau", "đến", "ngoài", "trên"})  # 'A yêu cầu trong năm 2020, các sở …'
_TASK_WORDS = ("nhiệm", "vụ")
_TASK_LEAD = 12
_VAGUE = 4  # 'yêu cầu các đơn vị thực hiện:' says nothing before the lines do
_HEADER = 60  # tokens behind the verb of a request that lines follow ('yêu cầu các đơn vị thực hiện các nhiệm vụ sau:')


def is_request(c: Context, told: Predication) -> bool:
    """Whether the verb asks for something here: as a noun ('yêu cầu của …', 'yêu cầu và …') it does not."""
    p = c.pieces
    follower = p[told.at + 1].chunk if told.at + 1 < len(p) else None
    if follower is None or told.passive:
        return False
    giving = follower.text.lower() in ("cho", "với")
    when = told.form == "active" and told.known and follower.value == "prep" and follower.text.lower() in _WHEN
    return giving or when or not (follower.kind == "function" and follower.value in _NOUN_USE)


def asks(c: Context, told: Predication) -> None:
    """SUBJECT yêu cầu/đề nghị/giao ADDRESSEE to do something: up to the next request."""
    if not is_request(c, told):
        return
    subjects = _askers(c, told)
    if not subjects:
        return
    start = c.pieces[told.at].chunk.j
    if opens_lines(c, told, start):
        c.discourse.asking = told
        c.discourse.askers = [record for record, _ in subjects]
    for request in requests(c, start, told):
        vague = c.discourse.asking is told and (not request.addressed or request.end - request.begin < _VAGUE)
        if vague or (told.verb.only_with_addressee and not addressed(c, request)):
            continue
        instruct(c, told, request, subjects)


def _askers(c: Context, told: Predication) -> list[tuple[Record, int]]:
    """Return who asks, with their pieces; a directive asks for whoever issued it, an office for its body."""
    if told.subjects:
        return list(zip(told.subjects, told.where, strict=True))
    k = told.at - 1
    while c.pieces.is_skipped(k):
        k -= 1
    directive = c.pieces[k].record if c.pieces.kind(k) == "directive" else None
    issuer = c.notebook.issuer(directive.key) if directive else None
    office = c.office(k)[0]
    asker = issuer or (c.directives.office(office) if office else None)  # 'Thủ tướng yêu cầu …': for the Government
    return [(asker, k)] if asker else []


def addressed(c: Context, request: Request) -> bool:
    """Whether somebody is named who is asked: 'chỉ đạo công tác …' asks nobody."""
    view = c.pieces.view
    if not request.addressed:
        return False
    k = piece_at(c, request.start)
    known = c.pieces.kind(k) in ("person", "post", "body", "group", "place") or view.capital(request.start)
    return known or bool(view.lexicon.addressees.longest(view.words, request.start)[1])


def opens_lines(c: Context, told: Predication, start: int) -> bool:
    """'Thủ tướng yêu cầu:' at the end of a sentence: what is asked stands on the lines that follow."""
    view = c.pieces.view
    return view.word(len(view) - 1) == ":" and len(view) - start <= _HEADER


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
    subjects = list(zip(told.subjects, told.where, strict=True))
    begin = lead + 1
    for k in range(lead + 1, len(view) + 1):
        if k == len(view) or view.word(k) == ";":
            end = trim(c, begin, k)
            if end > begin:
                instruct(c, told, Request(begin, begin, begin, end), subjects)
            begin = k + 1


def request_end(c: Context, told: Predication) -> int:
    """Return the token where what is asked by a verb ends."""
    start = c.pieces[told.at].chunk.j
    found = requests(c, start, told)
    return found[-1].end if found else start


def instruct(
    c: Context, told: Predication, request: Request, subjects: list[tuple[Record, int]], form: str = ""
) -> None:
    """Note one instruction with its parts, each with the words that tell it."""
    if request.end <= request.begin:
        return
    note, content = c.notebook, span(c, request.begin, request.end)
    words = one_space(note.text[content.start : content.end])
    record = note.record("Instruction", words, f"{content.start}-{content.end}")
    verb = -1 if form else told.at
    start = content.start if form else min(c.pieces.span(verb).start, content.start)
    whole, rule = Span(start, content.end), f"instructs/{form or told.form}"
    for subject, where in subjects:
        said = content if form else c.pieces.cover(where, verb)
        note.add(record.key, "kg:instructedBy", subject.key, said, rule, told.modality)
    note.add(record.key, "kg:text", Literal(words, lang="vi"), content, rule, told.modality)
    if request.addressed:
        _address(c, record.key, request, rule, told)
    event = c.discourse.focus or c.events.told_before(whole)
    if event:
        note.add(record.key, "kg:givenAt", event.key, whole, rule, told.modality)


def _address(c: Context, record: str, request: Request, rule: str, told: Predication) -> None:
    addressee = span(c, request.start, request.action)
    words = one_space(c.notebook.text[addressee.start : addressee.end])
    c.notebook.add(record, "kg:addresseeText", Literal(words, lang="vi"), addressee, rule, told.modality)
    k = piece_at(c, request.start)
    actor = c.pieces.actor(k)
    if actor and c.pieces.kind(k) != "pronoun" and c.pieces[k].chunk.span == addressee:
        c.notebook.add(record, "kg:addressee", actor.key, addressee, rule, told.modality)

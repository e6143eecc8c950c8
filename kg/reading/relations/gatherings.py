"""Who chairs and attends which gathering; unnamed groups take part."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from kg.lexicon.lexicon import Verb
from kg.model import Concept, Literal
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context, rule_name
from kg.reading.clauses.objects import direct_event, event_at
from kg.reading.clauses.participants import Members, members, opener
from kg.reading.relations.requests import piece_at
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import PersonPhrase

_SITES = ("điểm cầu", "đầu cầu", "điểm")
_SIDES = frozenset({"về", "phía", "bên", "đại diện", "đoàn"})
_ROW = frozenset({",", ";", ".", "và", "cùng", "-", "–", "(", ")"})
_ON_BEHALF = ["đại", "diện"]
PRESENT = Verb("có", "event", "kg:attends", False, False)


def event(c: Context, told: Predication) -> None:
    """SUBJECT chủ trì/tham dự EVENT, and its passive, nominal and list forms; groups take part."""
    record, k = _gathering(c, told)
    if record is None:
        return
    for subject, where in zip(told.subjects, told.where, strict=True):
        if told.verb.predicate == "kg:chairs" and subject.kind != "Person":
            continue
        rule = rule_name(told.verb.predicate, told)
        for at in [k, *_coordinated(c, k)]:
            target = c.pieces[at].record if at >= 0 else record
            span = c.pieces.cover(where, told.at, at)
            c.tell(subject, told.verb.predicate, target, span, rule, told)  # type: ignore[arg-type]
    for where in told.groups or ([told.unnamed] if told.unnamed >= 0 else []):
        _group(c, where, record, told)
    _note_list(c, told, record)


def _coordinated(c: Context, k: int) -> list[int]:
    """'dự Lễ kỷ niệm … và Lễ khánh thành …': the gatherings named together with the one at piece ``k``."""
    found = []
    while (
        k >= 0 and c.pieces.word(k + 1) in ("và", "cùng") and c.pieces.kind(k + 2) == "event" and c.pieces[k + 2].record
    ):
        k += 2
        found.append(k)
    return found


def _gathering(c: Context, told: Predication) -> tuple[Record | None, int]:
    """Return the gathering that a verb is about, and the piece that names it (-1: none, the passage's is meant)."""
    close = told.verb.only_before_event and told.form != "nominal"
    k = direct_event(c.pieces, told) if close else event_at(c.pieces, told)
    if k >= 0:
        return c.pieces[k].record, k
    if told.verb.only_before_event and told.form != "nominal":
        return None, -1
    if (k := _chaired_together(c, told)) >= 0:
        return c.pieces[k].record, k
    open_form = told.form in ("nominal", "list") or (told.form == "inherited" and told.listed >= 0)
    if open_form or _ends_here(c, told) or _at_site(c, told):
        return c.gathering(told.at) or c.events.held, -1  # 'Chủ trì tại điểm cầu X là ông A. Hội nghị …'
    return None, -1


def _chaired_together(c: Context, told: Predication) -> int:
    """'A chủ trì, B đồng chủ trì hội nghị': return the piece of the gathering that the second verb names, or -1."""
    if told.verb.predicate != "kg:chairs" or c.pieces.word(told.at + 1) != ",":
        return -1
    behind = bisect_right(c.predications, told.at, key=lambda other: other.at)
    after = c.predications[behind] if behind < len(c.predications) else None
    return direct_event(c.pieces, after) if after and after.verb.predicate == "kg:chairs" else -1


def _ends_here(c: Context, told: Predication) -> bool:
    """Whether the clause ends right behind the verb, so that its object is left out ('… cùng dự.').

    'Chủ trì, phối hợp với …' is to take the lead in a task, and only persons chair: neither needs an event.
    """
    k = told.at + 1
    if told.verb.predicate == "kg:chairs":
        return c.pieces.breaks(k) and all(subject.kind == "Person" for subject in told.subjects)
    return c.pieces.breaks(k) or c.pieces.word(k) in (",", "và", "tại")


def _at_site(c: Context, told: Predication) -> bool:
    """'Chủ trì (tại) điểm cầu …': one of the places that a gathering over a distance is held at."""
    k = told.at + 2 if c.pieces.word(told.at + 1) in ("tại", "ở") else told.at + 1
    return c.pieces.word(k).startswith(_SITES)


def _note_list(c: Context, told: Predication, record: Record) -> None:
    """A list that ends in a colon, or has no member yet, goes on in the lines that follow."""
    if told.form != "list" or told.verb.frame != "event":
        return
    c.discourse.listing = (told, record)
    c.discourse.open_list = c.pieces.word(len(c.pieces) - 1) in (":", ";", ",") or told.listed >= len(c.pieces)


def lines(c: Context) -> None:
    """A line of a list that a sentence before has opened: '- Ông A, P1;', 'Về phía Bộ Y tế có A, B'."""
    listing = c.discourse.listing
    present, verb = _present(c)
    if present < 0 and listing is None and c.discourse.focus and _side(c):
        present = opener(c.pieces, 0, frozenset())  # 'Về phía Bộ Y tế có A': the first that is told of those present
    if present >= 0:
        _attend(c, present, verb)
        return
    if listing is None or any(told.verb.frame not in ("lead", "act") for told in c.predications):
        return
    told, record = listing
    start = _line_start(c)
    found = members(c.pieces, start) if start >= 0 else Members()
    for k in found.named:
        subject = c.pieces[k].record
        assert subject is not None
        span = c.pieces.span(k)
        c.notebook.add(subject.key, told.verb.predicate, record.key, span, f"{_name(told)}/line", told.modality)
    for k in found.groups:
        _group(c, k, record, told, line=True)
    item = c.pieces.view.sentence.part == "list"  # the list ends where the document says so
    ended = c.pieces.word(len(c.pieces) - 1) in (".", "./.") and not item
    if not (found.named or found.groups) or (ended and c.discourse.open_list):
        c.discourse.listing, c.discourse.open_list = None, False


def _present(c: Context) -> tuple[int, Verb]:
    """'Tại điểm cầu … có các đồng chí A, B', 'Khách mời tọa đàm: A', 'Đoàn Chủ tịch gồm A': where the list begins.

    Return the piece, or -1, and the verb that its members are told by.
    """
    p = c.pieces
    end, roll = p.view.lexicon.rolls.longest(p.view.words, 0)
    verb = replace(PRESENT, predicate=roll[0]) if roll else PRESENT
    gathers = p.kind(0) == "event" and (p.word(1) == "có" or p.word(1) == "còn" and p.word(2) == "có")
    if not (roll or gathers) and p.word(0) not in ("tại", "ở"):
        return -1, verb
    k, site = piece_at(c, end), bool(roll)
    while k < len(p) and (p.kind(k) != "verb" or (roll and p.frame(k) == "event")):
        site = site or p.word(k).startswith(_SITES) or p.kind(k) == "event"
        opens = p.word(k) in ("có", "gồm", "gồm có", "còn có") or (roll and p.word(k) in (":", "là"))
        if opens and site and (p.kind(k + 1) in ("person", "group") or (roll and p.word(k + 1) in ("có", ":"))):
            return k + 1 + (p.kind(k + 1) not in ("person", "group")), verb
        k += 1
    return -1, verb


def _attend(c: Context, start: int, verb: Verb = PRESENT) -> None:
    record = c.gathering(start)
    found = members(c.pieces, start)
    behind = start + len(found.named)  # 'A, B tham dự': the verb behind tells it itself
    if record is None or any(told.verb.frame == "event" and told.known for told in c.predications if told.at > behind):
        return
    told = Predication(start, verb, "present")
    for k in found.named:
        c.tell(c.pieces[k].record, verb.predicate, record, c.pieces.span(k), rule_name(verb.predicate, told), told)  # type: ignore[arg-type]
    for k in found.groups:
        _group(c, k, record, told, line=True)


def welcomed(c: Context, told: Predication) -> None:
    """'Hội nghị vinh dự được đón A, B': whom a gathering welcomes attends it."""
    p, k = c.pieces, told.at - 1
    while p.is_skipped(k):
        k -= 1
    event = p[k].record if p.kind(k) == "event" else None
    if event is None or told.modality:
        return
    for at in members(p, told.at + 1).named:
        if p.kind(at) == "person":
            c.tell(p[at].record, "kg:attends", event, p.span(k, at), "attends/welcomed", told)  # type: ignore[arg-type]


def _name(told: Predication) -> str:
    return told.verb.predicate.partition(":")[2]


def _side(c: Context) -> bool:
    return c.pieces.view.word(0) in _SIDES or c.pieces.word(1) == "phía" or c.pieces.view.words[:2] == _ON_BEHALF


def _only_people(c: Context) -> bool:
    """'Dự hội nghị có ông A, P1. Ông B, P2.': the sentence behind is nothing but another of them."""
    p = c.pieces
    value = p[0].chunk.value if len(p) else None
    titled = isinstance(value, PersonPhrase) and (bool(value.posts) or p.word(1) in _ROW)
    acts = any(p.kind(k) in ("verb", "event", "date", "directive") or p.role(k) == "aux" for k in range(len(p)))
    return titled and not acts and not c.discourse.fresh


def _line_start(c: Context) -> int:
    """Return the piece where a line's members begin; -1 where the sentence is no line of the list."""
    p = c.pieces
    if _side(c):
        return opener(p, 0, frozenset())
    if not (c.discourse.open_list or _only_people(c)):
        return -1
    k = 0
    while k < len(p) and (p.kind(k) == "mark" or p.word(k) in ("cùng", "và", "với") or p.is_number(k)):
        k += 1
    return k if p.kind(k) in ("person", "post", "group") else -1


def _group(c: Context, where: int, record: Record, told: Predication, line: bool = False) -> None:
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
    whole = c.pieces.span(where) if line else c.pieces.cover(where, told.at)
    form = "line" if line else told.form
    c.tell(group, "kg:takesPartIn", record, whole, f"takesPartIn/{form}", told)

"""Requests over the lines of a list: '1. Giao Sở Y tế …', 'Một là, các sở …', and what a conclusion asks for."""

from __future__ import annotations

import re

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.relations.instructions import addressed, instruct, opens_lines
from kg.reading.relations.requests import Request, piece_at, requests

_ITEM = re.compile(
    r"\s*(?:[-–—•●▪+*]|\(?\d{1,2}\s*[.)/\-–]|[a-zđ]\s*[.)]|[IVX]{1,4}\s*[.)\-–]"
    r"|(?i:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là\b|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b))\s*"
)
_MARK = 16  # characters that the mark of an item may have: '1.', 'Một là', 'Thứ nhất'
_TOPIC = 16  # tokens of 'Về kinh phí:' before what is asked
_ABOUT = frozenset({"về", "đối", "với", "riêng"})
_TOLD = frozenset({"đã", "đang", "chưa", "vẫn", "được", "bị", "còn"})  # before a verb: what is so, not what is asked
_ASKED = frozenset({"body", "group", "post", "person"})
_CLOSING = "kg:givesClosingSpeechAt"


def conclusion(c: Context, told: Predication) -> None:
    """'Phó Thủ tướng kết luận:': what the lines behind ask of somebody is asked by who concludes."""
    last = c.pieces.view.word(len(c.pieces.view) - 1) == ":"
    person = bool(told.subjects) and told.subjects[0].kind == "Person"  # a committee of inspection finds what is so
    if last and told.verb.predicate == _CLOSING and person and opens_lines(c, told, c.pieces[told.at].chunk.i):
        c.discourse.asking, c.discourse.askers = told, list(told.subjects)


def request_line(c: Context) -> None:
    """A numbered or dashed line of a list of requests, each with its own addressee."""
    told = c.discourse.asking
    if told is None:
        return
    view, start = c.pieces.view, _item(c)
    if start < 0 and c.discourse.fresh:
        if view.word(len(view) - 1) != ":":
            c.discourse.asking = None
        return
    whole = start >= 0 and told.verb.frame == "ask"
    start = _behind_topic(c, max(start, 0))
    asked = c.predications[0] if c.predications and c.pieces[c.predications[0].at].chunk.i == start else None
    asks = asked is not None and asked.verb.frame == "ask"
    if asked and asks:
        start = c.pieces[asked.at].chunk.j
    subjects = [(record, -1) for record in c.discourse.askers]
    for number, request in enumerate(requests(c, start, asked)):
        wanted = (whole and number == 0) or request.addressed
        if request.begin < request.end and wanted and (whole or asks or _to_somebody(c, request)):
            instruct(c, told, request, subjects, "line")


def _to_somebody(c: Context, request: Request) -> bool:
    """Whether a sentence among conclusions says what somebody is to do, not what is so."""
    k = piece_at(c, request.start)
    told = any(c.pieces.view.word(at) in _TOLD for at in range(request.action - 1, request.begin + 1))
    return addressed(c, request) and c.pieces.kind(k) in _ASKED and not told


def _behind_topic(c: Context, start: int) -> int:
    """Return the token behind the marks at ``start``, and behind 'Về kinh phí:'."""
    view = c.pieces.view
    while start < len(view) and view.tokens[start].kind in "pn":
        start += 1
    if view.word(start) in _ABOUT:
        stop = min(len(view) - 1, start + _TOPIC)
        return next((k + 1 for k in range(start, stop) if view.word(k) == ":"), start)
    return start


def in_request_line(c: Context) -> bool:
    """Whether the sentence is a line of a list of requests: what it tells is asked for, not done."""
    told = c.discourse.asking
    if told is None:
        return False
    start = _item(c)
    if told.verb.frame == "ask" or start < 0:
        return start >= 0
    first = c.predications[0] if c.predications else None
    return first is not None and first.verb.frame == "ask" and c.pieces[first.at].chunk.i == _behind_topic(c, start)


def _item(c: Context) -> int:
    """Return the token behind the mark of a line of a list, where the sentence opens one; -1 elsewhere.

    'Giao Văn phòng Bộ …' without a mark is a line too, where nobody else acts in it.
    """
    text, view = c.notebook.text, c.pieces.view
    start = view.sentence.start
    line = text.rfind("\n", 0, start) + 1
    marked = _ITEM.match(text, line, start + _MARK)
    if marked and start <= marked.end() < view.sentence.end:
        return next((k for k in range(len(view)) if view.tokens[k].start >= marked.end()), -1)
    if view.sentence.part == "list" and start == line:
        return 0  # the document itself says that it is an item
    first = c.predications[0] if c.predications else None
    asks = first is not None and first.at == 0 and first.verb.frame == "ask" and not first.known
    return 0 if asks and c.discourse.fresh else -1

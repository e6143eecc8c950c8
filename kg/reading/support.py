"""Verbs that nouns make: 'có buổi làm việc với …' is to meet, 'ban hành văn bản yêu cầu …' is to ask."""

from __future__ import annotations

from kg.lexicon.lexicon import Verb
from kg.reading.pieces import Pieces

_HAVING = frozenset({"có", "tiến hành", "thực hiện", "bắt đầu", "kết thúc"})
_ENCOUNTERS = frozenset({"talks", "working-session", "reception", "meeting"})
_MEET = Verb("có", "meet", "kg:meets", False, False)
_VISIT = Verb("có", "visit", "kg:visits", False, False)
_PAPERS = frozenset({("văn", "bản"), ("công", "văn"), ("thông", "báo"), ("công", "điện"), ("kế", "hoạch")})


def encounter(p: Pieces, k: int) -> Verb | None:
    """'có buổi làm việc với A', 'thực hiện chuyến thăm …': a verb of having, with the gathering that says what."""
    if p.word(k) not in _HAVING:
        return None
    kind = p.event_kind(k + 2 if p.word(k + 1) in ("các", "một", "những") else k + 1)
    if kind == "visit":
        return _VISIT
    return _MEET if kind in _ENCOUNTERS and p.word(k) != "kết thúc" else None


def paper_before(p: Pieces, at: int) -> int:
    """Return the piece before the paper that ends at piece ``at`` ('văn bản', 'Công văn số 5/BYT'), or -1."""
    if not 0 <= at < len(p):
        return -1
    if p.kind(at) == "directive":
        return at - 1
    last = p[at].chunk.j
    if tuple(p.view.words[max(0, last - 2) : last]) not in _PAPERS:
        return -1
    return at - 2 if p[at].chunk.j - p[at].chunk.i == 1 else at - 1

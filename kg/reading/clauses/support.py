"""Verbs that nouns make: 'có buổi làm việc với …' is to meet, 'ban hành văn bản yêu cầu …' is to ask."""

from __future__ import annotations

from kg.lexicon.lexicon import Verb
from kg.reading.clauses.sides import head_at, over, past
from kg.reading.words.pieces import Pieces

MEET = Verb("có", "meet", "kg:meets", False, False)
_MUTUAL = Verb("có", "meet", "kg:meets", False, False, mutual=True)
VISIT = Verb("có", "visit", "kg:visits", False, False)
_GOING = frozenset({"đến", "tới"})
_FAR = 8  # pieces between where somebody goes and what is done there
_PAPERS = frozenset({("văn", "bản"), ("công", "văn"), ("thông", "báo"), ("công", "điện"), ("kế", "hoạch")})


def encounter(p: Pieces, k: int) -> Verb | None:
    """'có các cuộc gặp với A', 'thực hiện chuyến thăm …': a verb of having, with the gathering that says what."""
    if p.word(k) in _GOING and _goes_to(p, k):
        return VISIT
    at = over(p, k, "having")
    head = head_at(p, past(p, at, "plural"), bare=True) if at > k else None
    if head is None:
        return None
    return VISIT if head.frame == "visit" else _MUTUAL if head.mutual else MEET


def _goes_to(p: Pieces, k: int) -> bool:
    """'A đã đến Bệnh viện B chúc mừng …': to go somewhere and do there what visitors do."""
    if p.kind(k + 1) != "body" or not (p.is_skipped(k - 1) or p.kind(k - 1) == "person"):
        return False
    for at in range(k + 2, min(len(p), k + _FAR)):
        if over(p, at, "companion") > at:
            return True
        if p.breaks(at) or p.word(at) in (",", "để"):
            break
    return False


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

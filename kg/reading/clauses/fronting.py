"""Verbs that open their clause: 'Phát biểu khai mạc Hội nghị, S …'."""

from __future__ import annotations

from kg.reading.clauses.sides import over
from kg.reading.clauses.subjects import Found, Subjects
from kg.reading.words.pieces import Pieces
from kg.reading.words.predication import SAYS

_NEAR = 80  # pieces around a verb among which its clause begins, or its subject stands
_MOREOVER = frozenset({"đồng thời", "qua đó", "từ đó", "cùng với đó", "bên cạnh đó", "ngoài ra", "tiếp đó"})
_OPENING = frozenset({"", ";", ":", ".", "-", "–", "•", "+", "*", '"', "“"})


def opens_clause(p: Pieces, at: int) -> bool:
    """Whether nothing but an adverbial stands between the clause's begin and the verb right of piece ``at``."""
    if at < 0 or p.word(at) in _OPENING or _while(p, at) or (at == 0 and p.word(0) in _MOREOVER):
        return True
    if p.word(at) != ",":
        return False
    k = at - 1
    while k >= max(0, at - _NEAR) and not p.breaks(k):
        if p.kind(k) == "verb" or (p.actor(k) and p.word(k - 1) in ("", ",", ";")):
            return False
        k -= 1
    return True


def _while(p: Pieces, at: int) -> bool:
    """'Nhân dịp thăm …, S …', 'Sau khi hội đàm với …, S …': words at the sentence's begin, before a verb of meeting."""
    meets = p.frame(at + 1) in ("meet", "visit")
    return meets and any(over(p, k, "opening") == at + 1 for k in range(max(0, at - 3), min(2, at + 1)))


def clause_begin(p: Pieces, at: int) -> int:
    """Return the piece before the adverbial that ends at ``at`` and opens its clause: '…; về đất đai, | giao …'."""
    if p.word(at) != "," or not opens_clause(p, at):
        return at
    k = at - 1
    while k >= max(0, at - _NEAR) and not p.breaks(k):
        k -= 1
    return k if p.word(k) == ";" else at


def of_side(p: Pieces, at: int) -> bool:
    """Whether a side is told of before the verb: 'Về phía ngành Y tế tham dự Hội nghị có A'."""
    k = at
    while k > max(0, at - _NEAR) and p.kind(k - 1) not in ("verb", "mark"):
        k -= 1
    return p.word(k) == "phía" or (p.word(k) == "về" and p.word(k + 1) == "phía")


def subject_behind(p: Pieces, subjects: Subjects, k: int) -> Found | None:
    """Return the subject of the fronted verb at ``k``: that of the first verb behind a comma, standing behind it."""
    comma = -1
    for at in range(k + 1, min(len(p), k + _NEAR)):
        if p.breaks(at) and p.word(at) != ":":
            break
        linked = p.word(at - 1) in ("và", ",")
        if p.word(at) == ",":
            comma = at if comma < 0 else comma
        elif p.frame(at) in SAYS and comma < 0 and not linked:
            found = subjects.before(at, k + 1)  # 'Phát biểu tại Hội nghị đồng chí A yêu cầu …': no comma
            touching = found.where and p.kind(min(found.where) - 1) == "event"
            return found if touching else None  # a main clause of its own, whose subject is not known
        elif p.kind(at) == "verb" and comma >= 0:
            found = subjects.before(at, comma + 1)
            if found.known:
                return None if found.agent else found
    return _named_at(p, comma + 1) if comma >= 0 else None


def _named_at(p: Pieces, k: int) -> Found | None:
    """Whoever is named right behind the comma acts, whatever the verb there may be."""
    return Found(k, where=[k]) if p.kind(k) in ("person", "pronoun") and p.actor(k) else None

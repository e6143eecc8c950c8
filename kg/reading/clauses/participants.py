"""Lists of participants: 'Dự Hội nghị có A, P1; B, P2; các đồng chí C, D; đại diện …'.

They are read forwards from the word that opens them: 'có', 'gồm', 'là', a colon.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.words.pieces import Pieces

_OPENERS = frozenset({"có", "gồm", "bao gồm", "là", ":"})
_COUNT = 10  # pieces that may say how many and who they are, before the names
_OWNING = frozenset({"của", "thuộc", "về", "cho", "theo"})
_SEPARATORS = frozenset({",", ";", "và", "cùng", "cùng với", ":", "-", "–", "còn", "có", "gồm", "là"})
_SIDE = frozenset({"phía", "bên", "đoàn"})


@dataclass(slots=True)
class Members:
    """The pieces of a list's named members and of its groups; ``grouped``: bodies behind may be those of a group."""

    named: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    grouped: bool = False


def opener(p: Pieces, k: int, frames: frozenset[str]) -> int:
    """Return the piece behind the word that opens a list after the verb at ``k``, or -1.

    Between them the event, its place, 'về phía …'; another verb only where it is coordinated ('dự và phát biểu có').
    """
    at = k + 1
    while at < len(p):
        word = p.word(at)
        if word in _OPENERS and p.kind(at) != "verb":
            at += p.word(at + 1) == "có"  # 'gồm có'
            return at + 1 if p.word(at) == "có" or _listed(p, at + 1) else _behind_colon(p, at + 1)
        if word == "do":  # 'Dự cuộc họp do A chủ trì có B'
            at = p.find(at, lambda piece: piece.kind == "verb")
        if at < 0 or _closed(p, at, frames if word != "do" else None):
            return -1
        at += 1
    return -1


def _closed(p: Pieces, at: int, frames: frozenset[str] | None) -> bool:
    """Whether piece ``at`` tells that no list follows; ``frames``: of verbs that may be coordinated (None: any)."""
    if p.breaks(at) or p.kind(at) in ("person", "pronoun") or (p.kind(at) == "post" and p.word(at - 1) == ","):
        return True
    linked = p.word(at - 1) in ("và", ",")
    told = linked and frames is not None and p.frame(at) in frames
    return p.kind(at) == "verb" and frames is not None and not told and p.frame(at) != "happen"


def _behind_colon(p: Pieces, k: int) -> int:
    """'là ba đồng chí trong Ban Thường vụ: A; B': return the piece behind a colon that names open, or -1."""
    at = next((at for at in range(k, k + _COUNT) if p.breaks(at)), -1)
    return at + 1 if p.word(at) == ":" and p.kind(at + 1) == "person" else -1


def _listed(p: Pieces, at: int) -> bool:
    """Whether a person or a group opens a list at ``at``; or the sentence ends there, so that lines follow."""
    return at >= len(p) or p.kind(at) in ("person", "post", "group") or p.word(at) in ("-", "các", "1")


def members(p: Pieces, start: int) -> Members:
    """Collect the members of a list from piece ``start`` to the next verb or the sentence's end."""
    found, depth = Members(), 0
    for k in range(start, len(p)):
        depth += (p.word(k) == "(") - (p.word(k) == ")")
        if p.kind(k) == "verb" and p.frame(k) != "lead" and depth <= 0:  # '(dự tại điểm cầu …)' ends no list
            break
        if p.group(k) and p.kind(k + 1) == "person":
            continue  # 'đại biểu Nguyễn Văn A': what he is
        if p.group(k):
            found.grouped = True
            if not _governed(p, k):
                found.groups.append(k)
        elif p.actor(k) and _is_member(p, k, start, found):
            found.named.append(k)
    return found


def _governed(p: Pieces, k: int) -> bool:
    return p.is_preposition(k - 1) or p.role(k - 1) == "behalf" or p.group(k - 1) is not None


def _introduced(p: Pieces, k: int, start: int) -> bool:
    """Whether a person stands at the item's begin, or behind the words of a title; not as a part of other words."""
    at = k
    while at > start and p.kind(at - 1) in ("word", "body", "place"):
        at -= 1
    return at == k or p.titled(at)


def _is_member(p: Pieces, k: int, start: int, found: Members) -> bool:
    before = p.word(k - 1) if k > start else ""
    if before in _OWNING or before in _SIDE:
        return False
    if p.kind(k) == "person":
        return p.role(k - 1) != "behalf" and _introduced(p, k, start)
    if k > start and before not in _SEPARATORS:
        return False
    if p.kind(k) == "body":
        after_body = before in (";", "và", "cùng", "cùng với") or not found.named or p.kind(found.named[-1]) == "body"
        return not found.grouped and after_body
    return before in ("", ";", "có", ":", "và", "cùng") and p.kind(k) == "post"

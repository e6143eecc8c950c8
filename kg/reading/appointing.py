"""The parts of an appointment in a sentence: the appointing words, the person, the posts given, the bodies joined."""

from __future__ import annotations

from dataclasses import dataclass

from kg.reading.context import Context
from kg.reading.phrases import BodyPhrase, PostPhrase
from kg.reading.pieces import Pieces
from kg.reading.subjects import Subjects

FAR = 10  # pieces between the appointing words and the person, or between the issuer and those words
PASSIVE = frozenset({"được", "đã được", "vừa được", "mới được"})
_REQUESTS = frozenset({"ask", "propose"})
_LISTS = frozenset({"gồm", "bao gồm", "gồm có", ":", "là"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Appointing words at piece ``at`` (to piece ``end``) with their role."""

    at: int
    end: int
    role: str


def marks_of(p: Pieces) -> list[Mark]:
    """Return the appointing words of a sentence, in order; not those inside a name or a description."""
    view, trie = p.view, p.view.lexicon.appointing
    owner = {i: k for k, piece in enumerate(p.items) for i in range(piece.chunk.i, piece.chunk.j)}
    marks: list[Mark] = []
    i = 0
    while i < len(view):
        end, roles = (
            trie.longest(view.words, i) if p.kind(owner[i]) in ("word", "verb", "function", "mark") else (i, [])
        )
        if roles:
            marks.append(Mark(owner[i], owner[end - 1], roles[0]))
        i = max(end, i + 1)
    return marks


def goes_on(p: Pieces, marks: list[Mark], n: int) -> bool:
    """Whether another appointing word follows that is the same act: 'điều động, bổ nhiệm'."""
    at = marks[n].end + 1
    for mark in marks[n + 1 :]:
        if mark.at != at or mark.role not in ("appoints", "until"):
            return False
        if mark.role == "appoints":
            return True
        at = mark.end + 1
    return False


def chain_start(p: Pieces, marks: list[Mark], n: int) -> int:
    """Return the first of the appointing words that are one act with the ones at ``n``."""
    first = n
    while True:
        before = [m for m in range(first) if marks[m].role == "appoints"]
        if not before or not goes_on(p, marks, before[-1]) or before[-1] == first:
            return first
        first = before[-1]


def appointee(p: Pieces, start: int, end: int) -> tuple[int, int]:
    """Return (the appointee's piece, piece behind which the post stands), or (-1, -1)."""
    for k in range(end + 1, min(len(p), end + 1 + FAR)):
        if p.kind(k) in ("person", "pronoun") and p.actor(k):
            return k, k
        if p.kind(k) in ("verb", "office", "group") or p.word(k) in (";", ".") or (p.kind(k) == "body" and p.actor(k)):
            break
    passive = next((k for k in range(start - 1, max(-1, start - 1 - FAR), -1) if p.word(k) in PASSIVE), -1)
    if passive > 0:
        for k in range(passive - 1, max(-1, passive - 1 - FAR), -1):
            if p.kind(k) in ("person", "pronoun") and p.actor(k):
                return k, end
            if p.breaks(k) or p.kind(k) == "verb":
                break
        return -1, -1
    colon = next((k for k in range(start) if p.word(k) == ":"), -1)
    if colon >= 0:
        k = next((k for k in range(colon + 1, start) if p.kind(k) == "person" and p.actor(k)), -1)
        return (k, end) if k >= 0 else (-1, -1)
    return -1, -1


def offices(p: Pieces, marks: list[Mark], n: int, begin: int) -> list[int]:
    """Return the pieces of the posts given behind ``begin``: before the next appointment, person or full stop."""
    last = next((m.at for m in marks[n + 1 :] if m.role == "appoints" and _names_another(p, m)), len(p))
    found: list[int] = []
    for k in range(begin + 1, last):
        if p.kind(k) == "office":
            found.append(k)
        elif p.kind(k) == "person" or (found and not _continues(p, k)):
            break
    return found


def followers(p: Pieces, marks: list[Mark], n: int, behind: int) -> list[tuple[int, int]]:
    """'phê chuẩn các ông A, giữ chức P1; B, giữ chức P2': return the others of the act, each with the post given."""
    last = next((m.at for m in marks[n + 1 :] if m.role == "appoints"), len(p))
    found: list[tuple[int, int]] = []
    person = -1
    for k in range(behind + 1, last):
        if p.kind(k) == "person" and p[k].record and p.word(k - 1) == ";":
            person = k
        elif p.kind(k) == "office" and person >= 0:
            found.append((person, k))
        elif p.kind(k) == "verb" or p.word(k) == ".":
            break
    return found


def held_before(p: Pieces, k: int) -> int:
    """Return the piece of 'từng' before 'giữ chức' and the post at ``k`` ('đã từng giữ chức P'), or 0."""
    for at in range(k - 1, max(0, k - 5), -1):
        if p.word(at) in ("từng", "đã từng", "nguyên"):
            return at
        if p.kind(at) not in ("word", "function"):
            break
    return 0


def run_of(p: Pieces, k: int) -> list[int]:
    """Return the pieces of the posts given together from ``k`` on."""
    run = [k]
    while _continues(p, run[-1] + 1):
        run.append(run[-1] + 2)
    return run


def _continues(p: Pieces, k: int) -> bool:
    return p.word(k) in (",", "và", "kiêm") and p.kind(k + 1) == "office"


def memberships(p: Pieces, marks: list[Mark], n: int, begin: int) -> list[tuple[int, PostPhrase]]:
    """Return the bodies that the person joins, as posts: 'chỉ định tham gia Ban Thường vụ X'."""
    joins = [m for m in marks[n + 1 :] if m.role == "joins" and m.at > begin]
    posts: list[tuple[int, PostPhrase]] = []
    for k in range(joins[0].end + 1, len(p)) if joins else ():
        if p.kind(k) == "body" and p[k].record:
            posts.append((k, _member(p, k)))
        elif p.kind(k) != "body" and p.word(k) not in (",", "và"):
            break
    return posts


def _member(p: Pieces, k: int) -> PostPhrase:
    body = p[k].chunk.value
    assert isinstance(body, BodyPhrase)
    return PostPhrase(body.span, "Ủy viên", body)


def listed(p: Pieces, marks: list[Mark], n: int) -> list[tuple[int, PostPhrase]]:
    """'phân công các đồng chí tham gia BODY, gồm: A; B': return the body joined, as a post, with its piece."""
    k = marks[n].end + 1
    if p.kind(k) != "group" and p.word(k) not in ("các", "các đồng chí"):
        return []
    joins = next((m for m in marks[n + 1 :] if m.role == "joins" and m.at <= k + 3), None)
    body = joins.end + 1 if joins else -1
    if body < 0 or p.kind(body) != "body" or not p[body].record or not people_behind(p, body):
        return []
    return [(body, _member(p, body))]


def people_behind(p: Pieces, k: int) -> list[int]:
    """Return the persons of the list that 'gồm' or a colon opens behind piece ``k``."""
    opened = next((at for at in range(k + 1, min(len(p), k + 5)) if p.word(at) in _LISTS), -1)
    return [at for at in range(opened + 1, len(p)) if p.kind(at) == "person" and p[at].record] if opened >= 0 else []


def _names_another(p: Pieces, mark: Mark) -> bool:
    """Whether the next appointing word has a person of its own right behind it."""
    return any(p.kind(k) in ("person", "pronoun") for k in range(mark.end + 1, min(len(p), mark.end + 4)))


def modality_of(c: Context, at: int) -> str:
    """What is planned, denied or asked for is no appointment yet."""
    told = Subjects(c.pieces).before(at).modality
    if told:
        return told
    for other in reversed(c.predications):
        if other.at < at:
            inside = not any(c.pieces.word(k) == ";" for k in range(other.at, at))
            asked = other.verb.frame in _REQUESTS and other.verb.form not in ("giao",) and inside
            return "Requested" if asked else other.modality if inside else ""
    return ""

"""The parts of an appointment in a sentence: the appointing words, the people, the posts given, the bodies joined.

'bổ nhiệm A và B giữ chức P', 'bổ nhiệm A giữ chức P1; B giữ chức P2', 'bầu P đối với A; B', 'A và B được bầu giữ chức P'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.context import Context
from kg.reading.phrases import BodyPhrase, PostPhrase
from kg.reading.pieces import Pieces
from kg.reading.subjects import Subjects

FAR = 10  # pieces between the appointing words and the person, or between the issuer and those words
PASSIVE = frozenset({"được", "đã được", "vừa được", "mới được"})
ACTS = frozenset({"appoints", "names", "elected"})
_PEOPLE = frozenset({"person", "pronoun"})
_REQUESTS = frozenset({"ask", "propose"})
_GOVERNS = frozenset({"của", "do", "bởi", "theo", "với", "bởi", "tại"})
_LEAD = 60  # pieces at the begin of a sentence among which a colon, or whoever decides, stands
_ADVERBS = 4  # words between 'được' and the appointing words


@dataclass(frozen=True, slots=True)
class Mark:
    """Appointing words at piece ``at`` (to piece ``end``) with their role."""

    at: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Act:
    """Appointing words that are one act: pieces ``at`` to ``end``; what they govern ends before piece ``stop``."""

    at: int
    end: int
    stop: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A post that the person of a piece is given, and the piece that tells it."""

    person: int
    told: int
    post: PostPhrase


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


def acts_of(p: Pieces, marks: list[Mark]) -> list[Act]:
    """Return the acts of a sentence: 'điều động, bổ nhiệm' is one; what an act governs ends where the next begins."""
    runs: list[tuple[int, int, str]] = []
    linked = False
    for n, mark in enumerate(marks):
        touches = n > 0 and mark.at == marks[n - 1].end + 1
        if mark.role in ACTS:
            if linked and touches and runs:
                runs[-1] = (runs[-1][0], mark.end, mark.role)
            else:
                runs.append((mark.at, mark.end, mark.role))
            linked = True
        else:
            linked = linked and touches and mark.role == "until"
    ends = [*(run[0] for run in runs[1:]), len(p)][: len(runs)]
    return [Act(at, end, stop, role) for (at, end, role), stop in zip(runs, ends, strict=True)]


def given(p: Pieces, act: Act, marks: list[Mark]) -> list[Given]:
    """Return who is given which post by an act."""
    leading = _leading(p, act)
    found = list(_behind(p, act, marks, leading))
    return found or _joining(p, act, marks, leading) or _listed(p, act, marks)


def _leading(p: Pieces, act: Act) -> list[int]:
    """Return those who stand before the act, in a passive ('A và B được X bầu') or where they are elected."""
    at = act.at if act.role == "elected" else _passive(p, act.at)
    if at < 0:
        return _behind_colon(p, act)
    people = [k for k in Subjects(p).before(at).where if p.kind(k) in _PEOPLE]
    return people or _nearest(p, at)


def _passive(p: Pieces, k: int) -> int:
    """Return the piece of 'được' before an act, over who acts and adverbs; -1 where it is no passive."""
    at, agent = k - 1, False
    for _ in range(_ADVERBS + FAR):
        if p.word(at) in PASSIVE:
            return at
        if p.actor(at) and not agent:
            agent = True
        elif not (p.is_skipped(at) or p.kind(at) in ("word", "group") or (p.role(at) == "other")):
            return -1
        at -= 1
    return -1


def _nearest(p: Pieces, at: int) -> list[int]:
    for k in range(at - 1, max(-1, at - 1 - FAR), -1):
        if p.kind(k) in _PEOPLE and p.actor(k):
            return [k]
        if p.breaks(k) or p.kind(k) == "verb":
            break
    return []


def _behind_colon(p: Pieces, act: Act) -> list[int]:
    """'BODY quyết định: ông A thôi giữ chức P1; … giữ chức P2': A, where nobody stands right behind the act."""
    colon = next((k for k in range(min(act.at, _LEAD)) if p.word(k) == ":"), -1)
    if colon < 0 or any(p.kind(k) in _PEOPLE for k in range(act.end + 1, min(len(p), act.end + 4))):
        return []
    first = next((k for k in range(colon + 1, act.at) if p.kind(k) == "person" and p.actor(k)), -1)
    return [first] if first >= 0 else []


def _behind(p: Pieces, act: Act, marks: list[Mark], people: list[int]) -> Iterator[Given]:
    """Read on from an act: people, then their posts, then others with theirs; or posts, then who is given them."""
    roles = _roles(marks, act)
    waiting: list[int] = []  # posts told before anybody who is given them
    served = handed = False
    for k in range(act.end + 1, act.stop):
        if roles.get(k) == "to" or (roles.get(k) == "lists" and waiting):
            handed = bool(waiting)
        if p.kind(k) in _PEOPLE and p[k].record and not _apart(p, k, roles):
            people = [k] if served else [*people, k]
            served = False
            yield from (Given(k, at, p[at].chunk.value) for at in waiting if handed)  # type: ignore[arg-type]
        elif p.kind(k) == "office":
            yield from (Given(who, k, p[k].chunk.value) for who in people)  # type: ignore[arg-type]
            served = served or bool(people)
            waiting = [] if people else [*waiting, k]
        elif p.kind(k) == "left":
            served = True
        elif _ends(p, k, roles):
            break


def _roles(marks: list[Mark], act: Act) -> dict[int, str]:
    return {k: mark.role for mark in marks if act.end < mark.at < act.stop for k in range(mark.at, mark.end + 1)}


def _apart(p: Pieces, k: int, roles: dict[int, str]) -> bool:
    """Whether the person at piece ``k`` is not one who is given a post: 'thay ông A', 'của ông A'."""
    return roles.get(k - 1) == "apart" or p.word(k - 1) in _GOVERNS


def _ends(p: Pieces, k: int, roles: dict[int, str]) -> bool:
    """Whether what an act governs ends at piece ``k``: at the full stop, or another verb."""
    return (p.kind(k) == "verb" and k not in roles and p.frame(k) not in ("lead", "act")) or p.word(k) == "."


def _joining(p: Pieces, act: Act, marks: list[Mark], people: list[int]) -> list[Given]:
    """'chỉ định A tham gia Ban Thường vụ X': the bodies that somebody joins, as posts."""
    behind = [k for k in range(act.end + 1, min(act.stop, act.end + 1 + FAR)) if p.kind(k) in _PEOPLE and p[k].record]
    joins = next((m for m in marks if m.role == "joins" and act.end < m.at < act.stop), None)
    if joins is None:
        return []
    who = people or [k for k in behind if k < joins.at]
    return [Given(one, k, post) for k, post in _bodies(p, joins.end + 1) for one in who]


def _bodies(p: Pieces, k: int) -> Iterator[tuple[int, PostPhrase]]:
    """Yield the bodies listed from piece ``k`` on, each as the post of its members."""
    for at in range(k, len(p)):
        if p.kind(at) == "body" and p[at].record:
            yield at, _member(p, at)
        elif p.kind(at) != "body" and p.word(at) not in (",", "và"):
            return


def _member(p: Pieces, k: int) -> PostPhrase:
    body = p[k].chunk.value
    assert isinstance(body, BodyPhrase)
    return PostPhrase(body.span, "Ủy viên", body)


def _listed(p: Pieces, act: Act, marks: list[Mark]) -> list[Given]:
    """'bầu 4 đồng chí vào BODY, gồm: A; B', 'phân công các đồng chí tham gia BODY gồm: A; B'."""
    joins = next((m for m in marks if m.role == "joins" and act.end < m.at <= act.end + FAR), None)
    body = joins.end + 1 if joins else -1
    opened = next((m.end for m in marks if m.role == "lists" and body < m.at <= body + FAR), -1)
    if body < 0 or opened < 0 or p.kind(body) != "body" or not p[body].record:
        return []
    post = _member(p, body)
    return [Given(k, body, post) for k in range(opened + 1, act.stop) if p.kind(k) == "person" and p[k].record]


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
    while p.word(run[-1] + 1) in (",", "và", "kiêm") and p.kind(run[-1] + 2) == "office":
        run.append(run[-1] + 2)
    return run


def modality_of(c: Context, at: int) -> str:
    """What is planned, denied or asked for is no appointment yet."""
    told = Subjects(c.pieces).before(at).modality
    other = c.verb_before(at, _LEAD)
    if told or other is None:
        return told
    inside = not any(c.pieces.word(k) == ";" for k in range(other.at, at))
    asked = other.verb.frame in _REQUESTS and other.verb.form not in ("giao",) and inside
    return "Requested" if asked else other.modality if inside else ""

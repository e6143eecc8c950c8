"""The parts of an appointment in a sentence: the appointing words, the people, the posts given, the bodies joined.

'bổ nhiệm A và B giữ chức P', 'bổ nhiệm A giữ chức P1; B giữ chức P2', 'bầu P đối với A; B', 'A, B được bầu giữ chức P'.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.clauses.context import Context
from kg.reading.clauses.doubts import doubt
from kg.reading.clauses.subjects import Subjects
from kg.reading.words.phrases import BodyPhrase, PostPhrase
from kg.reading.words.pieces import Pieces

_SUBMITS = ("trình", "kính trình")
_WEIGHED = ("xem xét", "xét", "quyết định")  # 'xem xét, bổ nhiệm'
FAR = 10  # pieces between the appointing words and the person, or between the issuer and those words
PASSIVE = frozenset({"được", "đã được", "vừa được", "mới được"})
ACTS = frozenset({"appoints", "names", "elected"})
_PEOPLE = frozenset({"person", "pronoun"})
_APPOINTING = frozenset({"giao", "phân công", "cử"})  # verbs of asking that appoint, too
_REQUESTS = frozenset({"ask", "propose"})
_GOVERNS = frozenset({"của", "do", "bởi", "theo", "với", "tại"})
_LEAD = 60  # pieces at the begin of a sentence among which a colon, or whoever decides, stands
_ADVERBS = 4  # words between 'được' and the appointing words


@dataclass(frozen=True, slots=True)
class Mark:
    """Appointing words at piece ``at`` (to piece ``end``) with their role."""

    at: int
    end: int
    role: str


class Marks:
    """The appointing words of a sentence, in order, with look-ups by piece."""

    __slots__ = ("_ats", "_roles", "items")

    def __init__(self, items: list[Mark]):
        self.items = items
        self._ats = [mark.at for mark in items]
        self._roles = {k: mark.role for mark in items for k in range(mark.at, mark.end + 1)}

    @property
    def acting(self) -> Mark | None:
        """The first words that give or take a post."""
        return next((mark for mark in self.items if mark.role in ACTS or mark.role == "leaves"), None)

    def role(self, k: int) -> str:
        """Return the role of the appointing words at piece ``k``, or ''."""
        return self._roles.get(k, "")

    def first(self, role: str, start: int, end: int) -> Mark | None:
        """Return the first words of a role that begin between the pieces ``start`` and ``end`` (half-open)."""
        for n in range(bisect_left(self._ats, start), len(self.items)):
            if self._ats[n] >= end:
                break
            if self.items[n].role == role:
                return self.items[n]
        return None


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


def marks_of(p: Pieces) -> Marks:
    """Return the appointing words of a sentence, in order; not those inside a name or a description."""
    view, trie = p.view, p.view.lexicon.appointing
    owner = {i: k for k, piece in enumerate(p.items) for i in range(piece.chunk.i, piece.chunk.j)}
    marks: list[Mark] = []
    i = 0
    while i < len(view):
        begins = p[owner[i]].chunk.i == i  # not inside 'bàn giao'
        plain = begins and p.kind(owner[i]) in ("word", "verb", "function", "mark")
        end, roles = trie.longest(view.words, i) if plain or p.kind(owner[i]) == "event" else (i, [])
        if roles and (plain or end == p[owner[i]].chunk.j):  # 'Lễ trao quyết định bổ nhiệm | ông A …'
            marks.append(Mark(owner[i], owner[end - 1], roles[0]))
        i = max(end, i + 1)
    return Marks(marks)


def acts_of(p: Pieces, marks: Marks) -> list[Act]:
    """Return the acts of a sentence: 'điều động, bổ nhiệm' is one; what an act governs ends where the next begins."""
    runs: list[tuple[int, int, str]] = []
    linked = False
    for n, mark in enumerate(marks.items):
        touches = n > 0 and mark.at == marks.items[n - 1].end + 1
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


def given(p: Pieces, act: Act, marks: Marks, before: list[int]) -> list[Given]:
    """Return who is given which post by an act; ``before``: the people of the one before, if nobody stands here."""
    leading = _leading(p, act) or ([] if people_of(p, act, marks) else before)
    found = list(_behind(p, act, marks, leading))
    return found or _joining(p, act, marks, leading) or _listed(p, act, marks)


def people_of(p: Pieces, act: Act, marks: Marks) -> list[int]:
    """Return those who stand behind an act."""
    behind = (k for k in range(act.end + 1, act.stop) if p.kind(k) in _PEOPLE and p[k].record)
    return [k for k in behind if not _apart(p, k, marks)]


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
        if (p.actor(at) or p.kind(at) == "post") and not agent:
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


def _behind(p: Pieces, act: Act, marks: Marks, people: list[int]) -> Iterator[Given]:
    """Read on from an act: people, then their posts, then others with theirs; or posts, then who is given them."""
    waiting: list[int] = []  # posts told before anybody who is given them
    served = handed = False
    for k in range(act.end + 1, act.stop):
        if marks.role(k) == "to" or (marks.role(k) == "lists" and waiting):
            handed = bool(waiting)
        if p.kind(k) in _PEOPLE and p[k].record and not _apart(p, k, marks):
            people = [k] if served else [*people, k]
            served = False
            yield from (Given(k, at, p[at].chunk.value) for at in waiting if handed)  # type: ignore[arg-type]
        elif p.kind(k) == "office":
            yield from (Given(who, k, p[k].chunk.value) for who in people)  # type: ignore[arg-type]
            served = served or bool(people)
            waiting = [] if people else [*waiting, k]
        elif p.kind(k) == "left":
            served = True
        elif _ends(p, k, marks):
            break


def _apart(p: Pieces, k: int, marks: Marks) -> bool:
    """Whether the person at piece ``k`` is not one who is given a post: 'thay ông A', 'của ông A'."""
    return marks.role(k - 1) == "apart" or p.word(k - 1) in _GOVERNS


def _ends(p: Pieces, k: int, marks: Marks) -> bool:
    """Whether what an act governs ends at piece ``k``: at the full stop, or another verb."""
    other = p.kind(k) == "verb" and not marks.role(k) and p.frame(k) not in ("lead", "act")
    return other or p.word(k) == "." or p.kind(k) == "directive"


def _joining(p: Pieces, act: Act, marks: Marks, people: list[int]) -> list[Given]:
    """'chỉ định A tham gia Ban Thường vụ X': the bodies that somebody joins, as posts."""
    behind = [k for k in range(act.end + 1, min(act.stop, act.end + 1 + FAR)) if p.kind(k) in _PEOPLE and p[k].record]
    joins = marks.first("joins", act.end + 1, act.stop)
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


def _listed(p: Pieces, act: Act, marks: Marks) -> list[Given]:
    """'bầu 4 đồng chí vào BODY, gồm: A; B', 'phân công các đồng chí tham gia BODY gồm: A; B'."""
    joins = marks.first("joins", act.end + 1, min(act.stop, act.end + 1 + FAR))
    body = joins.end + 1 if joins else -1
    lists = marks.first("lists", body + 1, body + 1 + FAR) if joins else None
    if lists is None or p.kind(body) != "body" or not p[body].record:
        return []
    post = _member(p, body)
    return [Given(k, body, post) for k in range(lists.end + 1, act.stop) if p.kind(k) == "person" and p[k].record]


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


def _is_submitted(c: Context, at: int) -> bool:
    """Whether an act is what somebody submits to who decides: 'trình UBND tỉnh (xem xét,) bổ nhiệm ông A'."""
    for k in range(at - 1, max(-1, at - 1 - FAR), -1):
        word = c.pieces.word(k)
        if word in _SUBMITS and c.pieces.word(k - 1) != "tờ":
            return True
        if word == ";" or (word == "," and c.pieces.word(k - 1) not in _WEIGHED):
            return False
    return False


def modality_of(c: Context, at: int) -> str:
    """What is planned, supposed, denied or asked for is no appointment yet."""
    told = Subjects(c.pieces).before(at).modality or c.moods.of(at) or doubt(c.pieces, at)
    if any(c.pieces.word(k).startswith("giới thiệu") for k in range(max(0, at - FAR), at)):
        return "Requested"  # '… và giới thiệu để HĐND tỉnh bầu giữ chức P'
    if _is_submitted(c, at):
        return "Requested"
    other = c.verb_before(at, _LEAD)
    if told or other is None:
        return told
    inside = not any(c.pieces.word(k) == ";" for k in range(other.at, at))
    asked = other.verb.frame in _REQUESTS and other.verb.form not in _APPOINTING and inside
    return "Requested" if asked else other.modality if inside else ""

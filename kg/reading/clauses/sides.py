"""Whom a verb or noun of meeting is about: 'tiếp A; B', 'hội đàm song phương với A', 'cuộc gặp giữa A và B'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon.lexicon import Verb
from kg.reading.words.phrases import EventPhrase
from kg.reading.words.pieces import Pieces
from kg.reading.words.predication import Predication

MET = frozenset({"person", "post", "pronoun", "body", "delegation"})
_PERSONS = frozenset({"person", "post", "pronoun", "delegation"})
_MEETINGS = frozenset({"talks", "working-session", "reception", "meeting"})
_FAMILIES = frozenset({"talks", "voters"})
_MUTUAL = frozenset({"talks", "meeting"})
_FRAMES = frozenset({"meet", "visit"})
_WITH = frozenset({"với", "cùng", "cho"})
_LINKS = frozenset({",", ";", "và", "cùng", "cùng với", "với"})
_ADDRESSED = frozenset({"các", "ngài", "ông", "bà", "các ông", "các bà", "lãnh đạo", "các đồng chí", "đồng chí"})
_OF = 4  # words of what a meeting is for, before 'với': 'buổi trao đổi kinh nghiệm với A'
_TITLES = 14  # pieces of a row of titles before a name
_LIST = 8  # pieces between a group and the colon behind which its members are named


@dataclass(frozen=True, slots=True)
class Head:
    """Words for a meeting or visit: pieces ``first`` to ``end`` (half-open); ``mutual``: of two who meet each other."""

    frame: str
    first: int
    end: int
    mutual: bool = False


def over(p: Pieces, k: int, *roles: str) -> int:
    """Return the piece behind the longest words of such a role (see encounter_words.tsv) at piece ``k``; else ``k``."""
    if not 0 <= k < len(p):
        return k
    i = p[k].chunk.i
    for end, found in p.view.lexicon.encounters.all(p.view.words, i):
        at = p.begin(end)
        if at > k and any(role in found for role in roles):
            return at
    return k


def past(p: Pieces, k: int, *roles: str) -> int:
    """Return the piece behind all words of such roles from piece ``k`` on."""
    while (after := over(p, k, *roles)) > k:
        k = after
    return k


def head_at(p: Pieces, k: int, *, bare: bool = False) -> Head | None:
    """Return the meeting or visit that a noun at piece ``k`` tells of: 'buổi tiếp', '(các) cuộc | gặp | với'.

    ``bare``: behind a verb of having, where 'hội đàm' alone is a noun; so it is before 'giữa'.
    """
    at = over(p, k, "noun")
    verb = p[at].chunk.value if k < at < len(p) else None
    if isinstance(verb, Verb) and verb.frame in _FRAMES:
        return Head(verb.frame, k, _joined(p, at + 1), verb.mutual)
    verb = p[k].chunk.value if k < len(p) else None
    between = isinstance(verb, Verb) and verb.mutual and p.word(past(p, k + 1, "manner")) == "giữa"
    if isinstance(verb, Verb) and (between or (bare and verb.frame == "meet")):
        return Head(verb.frame, k, _joined(p, k + 1), verb.mutual)
    kind = p.event_kind(k)
    phrase = p[k].chunk.value if kind else None
    if isinstance(phrase, EventPhrase) and (kind == "visit" or (kind in _MEETINGS and phrase.family in _FAMILIES)):
        return Head("visit" if kind == "visit" else "meet", k, _joined(p, k + 1), kind in _MUTUAL)
    return None


def _joined(p: Pieces, end: int) -> int:
    """'buổi tiếp | và làm việc với': the words coordinated with a head are part of it."""
    while True:
        at = past(p, end, "manner")
        behind = over(p, at + 1, "companion") if p.word(at) in (",", "và") else at + 1
        if p.word(at) in (",", "và") and p.frame(at + 1) in _FRAMES:
            end = at + 2
        elif behind > at + 1:
            end = behind
        else:
            return _for_what(p, at)


def _for_what(p: Pieces, k: int) -> int:
    """Pass over 'kinh nghiệm' in 'buổi trao đổi kinh nghiệm với A'."""
    at = k
    while at < k + _OF and p.kind(at) == "word":
        at += 1
    return at if at > k and p.word(at) in ("với", "giữa") else k


def behind(p: Pieces, told: Predication) -> int:
    """Return the piece behind the words of a verb: behind the noun of 'có (các) buổi làm việc' too."""
    if told.verb.form != "có":
        return _joined(p, told.at + 1)
    head = head_at(p, past(p, over(p, told.at, "having"), "plural"), bare=True)
    return head.end if head else told.at + 1


def nouns(p: Pieces, others: Sequence[Predication], frame: str) -> Iterator[Head]:
    """Yield the meetings or visits (``frame``) that nouns of a sentence tell of, but those that a verb of having has.

    ``others``: the sentence's verbs.
    """
    k, told = 0, {behind(p, other) for other in others if other.verb.form == "có"}
    while k < len(p):
        head = head_at(p, k)
        if head and head.frame == frame and head.end not in told:
            yield head
        k = head.end if head else k + 1


def people(p: Pieces, k: int, others: Sequence[Predication]) -> list[int]:
    """Return the pieces of those named from piece ``k`` on: 'với A', 'A, B và C', 'các ông: A; B'.

    ``others``: the sentence's verbs; who acts in one of them behind a comma is no member ('Tiếp A, B nói …').
    """
    named = _behind_titles(p, _behind_colon(p, _start(p, k)))
    found: list[int] = []
    while p.kind(named) in MET and p[named].record and (not found or _alike(p, found[-1], named)):
        if found and _acts(named, others, p):
            break
        found.append(named)
        link = _over_bracket(p, named + 1)
        if p.word(link) not in _LINKS:
            break
        named = _start(p, link + 1)
    return found


def _start(p: Pieces, k: int) -> int:
    """Pass over 'với', the manner of a meeting and forms of address."""
    while True:
        at = past(p, k, "manner")
        at += p.word(at) in _WITH or p.word(at) in _ADDRESSED or (p.word(at) == ":" and at > 0)
        if at == k:
            return k
        k = at


def _over_bracket(p: Pieces, k: int) -> int:
    """'A (Mexico), B (Iran)': return the piece behind the bracket that opens at ``k``; else ``k``."""
    if p.word(k) != "(":
        return k
    return next((at + 1 for at in range(k + 1, min(len(p), k + _LIST)) if p.word(at) == ")"), k)


def _behind_colon(p: Pieces, k: int) -> int:
    """'tiếp các Đại sứ đến trình Quốc thư: A, B': the piece where the names begin; else ``k``."""
    if not (p.group(k) or p.kind(k) == "post" and not p[k].record):
        return k
    at = next((at for at in range(k + 1, min(len(p), k + _LIST)) if p.word(at) == ":" or p.kind(at) == "verb"), k)
    return at + 1 if p.word(at) == ":" else k


def _behind_titles(p: Pieces, k: int) -> int:
    """'tiếp P1, P2, Trưởng đoàn đại biểu Đảng X A': the piece of A, behind titles not understood; else ``k``."""
    if p.kind(k) != "post" or p[k].record:
        return k
    at = k
    while at < min(len(p), k + _TITLES) and (p.kind(at) in ("post", "word", "body", "place") or p.word(at) == ","):
        at += 1
    return at if p.kind(at) == "person" and p.kind(at - 1) == "body" else k


def _alike(p: Pieces, one: int, other: int) -> bool:
    return (p.kind(one) in _PERSONS) == (p.kind(other) in _PERSONS)


def _acts(k: int, others: Sequence[Predication], p: Pieces) -> bool:
    """Whether whoever stands at piece ``k`` acts in a verb behind it."""
    return any(k in told.where and told.at > k for told in others) or p.is_skipped(k + 1)


def both(p: Pieces, k: int) -> tuple[list[int], list[int]]:
    """'(giữa) A, A2 và/với B': return the pieces of either side of what stands behind 'giữa' at piece ``k``."""
    k = past(p, k, "manner")
    if p.word(k) != "giữa":
        return [], []
    one, sides = k + 1, [[], []]  # type: ignore[var-annotated]
    for side in sides:
        at = _start(p, one)
        if p.kind(at) not in MET or not p[at].record:
            return [], []
        side.append(at)
        one = at + 2
        if side is sides[0] and p.word(at + 1) not in ("và", "với", "cùng"):
            return [], []
    return sides[0], sides[1]


def left_open(p: Pieces, k: int) -> bool:
    """Whether the words of a meeting end at piece ``k`` without saying with whom: 'A và B hội đàm tại …'."""
    k = past(p, k, "manner")
    return p.breaks(k) or p.kind(k) in ("mark", "date") or (p.role(k) in ("prep", "conj") and p.word(k) not in _WITH)

"""What a verb is about: the event or the document that it governs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.lexicon.tables import forms_of
from kg.reading.clauses.clauses import Predication
from kg.reading.words.pieces import ACTORS, Pieces

_REACH = 12  # how many other words may stand between a verb and the document it is about
_FAR = 80  # how many pieces may stand between an event and the verb of a passive ('E … do A chủ trì')
_NEAR = 5  # the same for a verb of signing or issuing
_COUNTED = 12  # pieces of 'hai quyết định đã cũ'
_PLURAL = frozenset({*forms_of("document_words", "plural"), "hai", "ba", "bốn", "năm", "cả", "02", "03"})
_DOCUMENTS = forms_of("document_words", "documents")
_NAMING = frozenset({":", "là", "gồm", "gồm có", "bao gồm", "sau", "sau đây", "đó là", "gồm các"})
_LISTS = frozenset({",", "và", ";", "cùng", "cùng với"})
_ARTICLES = frozenset({"các", "những", "cùng", "với", "cả", "2", "3", "hai", "ba"})
_OWN_CLAUSE = frozenset({"mà", "nhưng", "song", "tại", "theo", "là"})


def event_at(p: Pieces, told: Predication) -> int:
    """Return the piece of the event a verb is about: behind it; before it, in a passive; -1 where none is named."""
    if told.form in ("nominal", "agent"):
        before = _event(p, range(told.at - 1, max(-1, told.at - 1 - _FAR), -1))
        if before >= 0 or told.form == "agent":
            return before
        first = max(told.listed, told.at + 1)
        ends = next((k for k in range(first, first + _FAR) if p.breaks(k)), first + _FAR)
        return _event(p, range(first, min(ends, len(p))))
    for k in range(told.at + 1, told.listed if told.listed > told.at else len(p)):
        if p.kind(k) == "event" and p[k].record:
            return k
        if p.breaks(k):
            return -1
        if p.kind(k) == "verb":
            link = k - 1
            while p.is_skipped(link) and p.word(link) != "vừa":
                link -= 1  # 'chủ trì và trực tiếp thông tin với Hội nghị'
            linked = p.word(link) in ("và", ",", "vừa") and link <= told.at + 2
            if not linked:
                return -1
    return -1


def _event(p: Pieces, where: Iterable[int]) -> int:
    """Return the first of some pieces that is an event, or -1."""
    return next((k for k in where if p.kind(k) == "event" and p[k].record), -1)


def direct_event(p: Pieces, told: Predication) -> int:
    """Return the piece of an event right behind a verb, with at most 'tại' or 'với' between; -1 where none is."""
    k = told.at + 1
    if p.word(k) in ("tại", "với", "cho", "trước", "trong", "ở"):
        k += 1
    return k if p.kind(k) == "event" and p[k].record else -1


def directives_at(p: Pieces, told: Predication) -> list[int]:
    """Return the pieces of the documents a verb is about: behind it, with nobody else acting in between."""
    for k in range(told.at + 1, min(len(p), told.at + 1 + _REACH)):
        named = _behind_colon(p, k)
        if named >= 0 or (p.kind(k) == "directive" and p[k].record):
            return directive_list(p, max(named, k))
        noun = p.word(k + 1) == "của"  # 'chỉ đạo của Thủ tướng'
        other = p.kind(k) == "verb" and p.frame(k) not in ("document", "issue") and not noun
        next_one = p[k + 1].chunk.value if k + 1 < len(p) else None
        goes_on = p.kind(k + 1) in ("word", "directive") or getattr(next_one, "frame", "") == "document"
        stops = p.word(k) == "," and not goes_on
        ordered = p.word(k - 1) == "của" and p.word(k + 1) == "tại" and p.kind(k + 2) == "directive"
        if ordered and p[k + 2].record:
            return directive_list(p, k + 2)  # 'Thực hiện chỉ đạo của Thủ tướng tại Công điện số …'
        if p.breaks(k) or other or p.kind(k) in ACTORS or stops or p.word(k) in _OWN_CLAUSE:
            break
    return []


def _behind_colon(p: Pieces, k: int) -> int:
    """'4 Nghị quyết gồm: Nghị quyết số …': the piece where the names of documents begin, or -1."""
    if p.kind(k) != "directive":
        return -1
    at = next((at for at in range(k + 1, k + 4) if p.word(at) == ":"), -1)
    return at + 1 if at >= 0 and p.kind(at + 1) == "directive" and p[at + 1].record else -1


def directives_behind(p: Pieces, at: int) -> list[int]:
    """Return the pieces of the documents right behind a verb of signing or issuing: 'ký Quyết định …'."""
    listed = counted(p, at + 1)
    if listed >= 0:
        return directive_list(p, listed)
    for k in range(at + 1, min(len(p), at + 1 + _NEAR)):
        if p.kind(k) == "directive" and p[k].record:
            return [] if _of_another(p, at, k) else directive_list(p, k)
        if p.kind(k) not in ("word", "function") or p.role(k) in ("conj", "prep", "pron"):
            break
    return []


def _of_another(p: Pieces, at: int, k: int) -> bool:
    """'ban hành văn bản cụ thể hóa Nghị quyết số …': another document is issued, about the one at piece ``k``."""
    between = " ".join(p.word(behind) for behind in range(at + 1, k))
    return any(f" {noun} " in f" {between} " and not between.endswith(noun) for noun in _DOCUMENTS)


def counted(p: Pieces, k: int) -> int:
    """'thay cho hai quyết định cũ là Quyết định …', 'các Quyết định: số 7/QĐ-UBND …': where the names begin.

    ``k``: the piece behind the verb; -1 where no such list stands there.
    """
    while p.word(k) in ("cho", "đối với"):
        k += 1
    if not (p.word(k) in _PLURAL or p.is_number(k)):
        return -1
    for at in range(k + 1, min(len(p), k + _COUNTED)):
        if p.word(at) == "," and p.word(at + 1) in _NAMING:
            continue
        if p.word(at) in _NAMING:
            first = at + 1 + (p.word(at + 1) == ":")
            return first if p.kind(first) == "directive" and p[first].record else -1
        pointing = p.kind(at) == "directive" and p[at].chunk.value.pointing  # type: ignore[attr-defined]
        if p.kind(at) not in ("word", "function") and not pointing:
            return -1
    return -1


def directive_list(p: Pieces, k: int) -> list[int]:
    """Return the documents of the list that begins at piece ``k``: 'A, B và C', 'A; B'."""
    found = [k]
    while p.word(k + 1) in _LISTS:
        k += 2 + (p.word(k + 2) in _LISTS)
        while p.kind(k) in ("word", "function") and p.word(k) in _ARTICLES:
            k += 1
        if p.kind(k) != "directive" or not p[k].record or p[k].chunk.value.pointing:  # type: ignore[attr-defined]
            break
        found.append(k)
    return found


def documents_before(p: Pieces, k: int) -> list[int]:
    """Return the documents, one or a list, that end before piece ``k``, over auxiliaries, a comma and a bracket."""
    at = k - 1
    while at >= 0 and (p.is_skipped(at) or p.word(at) in (",", "(")):
        at -= 1
    found: list[int] = []
    while p.kind(at) == "directive" and p[at].record:
        found.insert(0, at)
        if p.word(at - 1) not in (",", "và"):
            break
        at -= 2
    return found


def modality_at(predications: Sequence[Predication], k: int) -> str:
    """Return the modality of the last verb before piece ``k``: what it governs is meant as the verb is."""
    return next((told.modality for told in reversed(predications) if told.at < k), "")


def spoken_at(p: Pieces, told: Predication) -> int:
    """Return the piece of the gathering at which somebody's speech was held ('phát biểu của A tại Hội nghị'), or -1."""
    k = max(told.where, default=told.at) + 1
    return k + 1 if p.word(k) in ("tại", "ở", "trong") and p.kind(k + 1) == "event" and p[k + 1].record else -1

"""Which body a unit or committee is of, where the words beside its name tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.lexicon.levels import COMMUNES, committee
from kg.lexicon.lexicon import Lexicon, words
from kg.reading.words.phrases import BodyPhrase, View
from kg.text import key

Hit = tuple[int, BodyPhrase]

OWNED = frozenset({"của", "thuộc", "trực thuộc"})
UNITS = frozenset({"department", "institute"})
_OWNERS = frozenset({"ministry", "party-organ"})

_FAR = 12  # tokens of the unit before it in a list
_COMMITTEES = frozenset({"đảng ủy", "ban thường vụ đảng ủy", "thường vụ đảng ủy"})
_BESIDE = frozenset({",", "-", "–", "và"})
_PARTY = frozenset({"party-committee", "party-organ", "ministry", "government", "legislature"})
_GOVERNING = frozenset({"people-committee", "people-council"})
_LEADING = ("bộ tư lệnh ", "ban giám hiệu ", "ban giám đốc ", "ban lãnh đạo ")  # who leads what the committee is of


def owner_at(view: View, end: int, body: BodyPhrase) -> tuple[int, str]:
    """Return (token where the owner of a body that ends at ``end`` may stand, closing mark); (end, ''): nowhere."""
    if view.word(end) == "(" and view.capital(end + 1):
        return end + 1, ")"
    if view.word(end) == "(" and view.word(end + 1) in OWNED:
        return end + 2, ")"
    if view.word(end) in OWNED and (view.capital(end + 1) or view.word(end + 1) == "bộ"):
        return end + 1, ""
    if view.word(end) == "," or (body.kind == "department" and view.word(end) in ("-", "–")):
        return end + 1, ""
    return end, ""


def owns(lexicon: Lexicon, view: View, owner: Hit, body: BodyPhrase, *, bracket: bool) -> bool:
    """Whether a comma, dash or bracket stands before the whole of a unit, not before the next in a list."""
    stop, phrase = owner
    behind = stop + 1 if view.word(stop) in (",", "và") else -1
    listed = behind > 0 and bool(lexicon.body_heads.longest(view.words, behind)[1])
    if phrase.bare or listed:
        return False
    if phrase.kind in _OWNERS and (body.kind == "department" or (body.kind in UNITS and bracket)):
        return True
    return any(
        branch == of and rank < over for branch, rank in _ranks(lexicon, body) for of, over in _ranks(lexicon, phrase)
    )


def listed_with(lexicon: Lexicon, view: View, i: int) -> bool:
    """Whether a unit with the same head stands before the one at token ``i`` and its comma."""
    if view.word(i - 1) not in (",", "và"):
        return False
    k = i - 2
    while k > max(-1, i - _FAR) and (view.is_word(k) or view.word(k) in ("-", "–")):
        if view.word(k) == view.word(i) and view.capital(k) and lexicon.body_heads.longest(view.words, k)[1]:
            return True
        k -= 1
    return False


def _ranks(lexicon: Lexicon, body: BodyPhrase) -> list[tuple[str, int]]:
    """Return the ranks of a body by the head of its name, one for each branch."""
    return lexicon.unit_ranks.longest(words(body.name), 0)[1]


def beside(view: View, end: int, body: BodyPhrase, at: Callable[[View, int], Hit | None]) -> BodyPhrase:
    """'Đảng ủy, Bộ Tư lệnh Quân khu 2': a committee alone is that of the body that stands beside it."""
    if key(body.name) not in _COMMITTEES or view.word(end) not in _BESIDE or not view.capital(end + 1):
        return body
    hit = at(view, end + 1)
    owner = hit[1] if hit and not hit[1].bare else None
    if owner is None or owner.kind in _PARTY:
        return body
    if owner.kind in _GOVERNING:
        name = committee(owner.level) if owner.level in COMMUNES else ""
        whole = " ".join(part for part in (name, owner.place) if part)
        own = replace(body, name=whole, bare=False, relative=not owner.place, level=owner.level, place=owner.place)
        return own if name else body
    start = next((len(form) for form in _LEADING if key(owner.name).startswith(form)), 0)
    whole = f"{body.name} {owner.name[start:]}"
    return replace(body, name=whole, bare=False, relative=owner.relative, level=owner.level, place=owner.place)

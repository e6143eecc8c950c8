"""What a verb is about: the event or the document that it governs."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.clauses import Predication
from kg.reading.pieces import ACTORS, Pieces

_REACH = 9  # how many other words may stand between a verb and the document it is about


def event_at(p: Pieces, told: Predication) -> int:
    """Return the piece of the event a verb is about: behind it; before it, in a passive; -1 where none is named."""
    if told.form in ("nominal", "agent"):
        before = [k for k in range(told.at) if p.kind(k) == "event" and p[k].record]
        return before[-1] if before else -1
    for k in range(told.at + 1, told.listed if told.listed > told.at else len(p)):
        if p.kind(k) == "event" and p[k].record:
            return k
        if p.breaks(k):
            return -1
        if p.kind(k) == "verb":
            linked = p.word(k - 1) in ("và", ",") and k == told.at + 2
            if not linked:
                return -1
    return -1


def direct_event(p: Pieces, told: Predication) -> int:
    """Return the piece of an event right behind a verb, with at most 'tại' or 'với' between; -1 where none is."""
    k = told.at + 1
    if p.word(k) in ("tại", "với", "cho", "trước"):
        k += 1
    return k if p.kind(k) == "event" and p[k].record else -1


def directive_at(p: Pieces, told: Predication) -> int:
    """Return the piece of the document a verb is about: behind it, with nobody else acting in between; or -1."""
    for k in range(told.at + 1, min(len(p), told.at + 1 + _REACH)):
        if p.kind(k) == "directive" and p[k].record:
            return k
        other = p.kind(k) == "verb" and p[k].chunk.value.frame != "document"  # type: ignore[attr-defined]
        if p.breaks(k) or other or p.kind(k) in ACTORS or p.word(k) == ",":
            break
    return -1


def modality_at(predications: Sequence[Predication], k: int) -> str:
    """Return the modality of the last verb before piece ``k``: what it governs is meant as the verb is."""
    return next((told.modality for told in reversed(predications) if told.at < k), "")

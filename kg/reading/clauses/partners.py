"""The other side in the name of a meeting or visit: 'buổi làm việc với Bộ Y tế', 'chuyến thăm chính thức Nhật Bản'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.bodies.bodies import Bodies
from kg.reading.places.places import place_at
from kg.reading.words.phrases import BodyPhrase, Chunk, EventPhrase, PlacePhrase, View

_MEETINGS = frozenset({"talks", "working-session", "reception", "meeting"})
_BEFORE_VISITED = frozenset({"thăm", "thức", "việc", "tới", "đến", "tại", "nước", "nghị", "tác"})
_LINKS = frozenset({",", "và", "với"})
_STAFF = 3  # tokens of 'lãnh đạo', 'cán bộ chủ chốt' before the body whose they are


def partners(view: View, chunk: Chunk, bodies: Bodies) -> Sequence[BodyPhrase | PlacePhrase]:
    """Return the bodies met, or the bodies or places visited, that an event's name holds; the place of a group."""
    event = chunk.value
    if not isinstance(event, EventPhrase):
        places = (place_at(view.lexicon, view, k) for k in range(chunk.i + 1, chunk.j))
        return [place[1] for place in places if place][:1]
    if event.kind == "visit":
        return _visited(view, chunk, bodies)
    starts = (k + 1 for k in range(chunk.i + 1, chunk.j - 1) if view.word(k) in ("với", "giữa"))
    first = next(starts, -1) if event.kind in _MEETINGS else -1
    return _listed(view, _behind_staff(view, first, chunk.j), chunk.j, bodies) if first >= 0 else []


def _visited(view: View, chunk: Chunk, bodies: Bodies) -> Sequence[BodyPhrase | PlacePhrase]:
    for k in range(chunk.i + 1, chunk.j):
        found = place_at(view.lexicon, view, k) or bodies.at(view, k) if view.word(k - 1) in _BEFORE_VISITED else None
        if found:
            return [found[1]]
    return []


def _behind_staff(view: View, k: int, end: int) -> int:
    """Pass over the words for those who lead or work at the body named behind them."""
    nouns = view.lexicon.group_nouns
    for _ in range(_STAFF):
        k = nouns.longest(view.words, k)[0] if k < end else k
    return k


def _listed(view: View, k: int, end: int, bodies: Bodies) -> Sequence[BodyPhrase]:
    """Return the bodies of the list that begins at token ``k``, all of them before token ``end``."""
    found: list[BodyPhrase] = []
    while k < end and (hit := bodies.at(view, k)) and hit[0] <= end:
        found.append(hit[1])
        k = hit[0] + 1 if view.word(hit[0]) in _LINKS else end
    return found

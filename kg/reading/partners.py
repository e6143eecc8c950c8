"""The other side in the name of a meeting or visit: 'buổi làm việc với Bộ Y tế', 'chuyến thăm chính thức Nhật Bản'."""

from __future__ import annotations

from kg.reading.bodies import Bodies
from kg.reading.phrases import BodyPhrase, Chunk, EventPhrase, PlacePhrase, View
from kg.reading.places import place_at

_MEETINGS = frozenset({"talks", "working-session", "reception", "meeting"})
_BEFORE_VISITED = frozenset({"thăm", "thức", "việc", "tới", "đến", "tại", "nước", "nghị"})


def partner(view: View, chunk: Chunk, bodies: Bodies) -> BodyPhrase | PlacePhrase | None:
    """Return the body met, or the body or place visited, that an event's name holds; the place of a group; or None."""
    event = chunk.value
    if not isinstance(event, EventPhrase):
        places = (place_at(view.lexicon, view, k) for k in range(chunk.i + 1, chunk.j))
        return next((place[1] for place in places if place), None)
    for k in range(chunk.i + 1, chunk.j):
        if event.kind in _MEETINGS and view.word(k - 1) == "với":
            hit = bodies.at(view, k)
            return hit[1] if hit else None
        if event.kind == "visit" and view.word(k - 1) in _BEFORE_VISITED:
            found = place_at(view.lexicon, view, k) or bodies.at(view, k)
            if found:
                return found[1]
    return None

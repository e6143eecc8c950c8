"""Places: provinces, cities and countries by gazetteer, with the head before them (tỉnh, thành phố, điểm cầu, nước)."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon, Place
from kg.reading.phrases import PlacePhrase, View

_LONGEST_NAME = 3  # syllables of the name of a district or commune


def gazetteer_place(lexicon: Lexicon, view: View, i: int) -> tuple[int, Place] | None:
    """Return (end, place) of the longest known place name at token ``i``, which must be capitalised."""
    if not view.capital(i):
        return None
    end, found = lexicon.places.longest(view.words, i)
    return (end, found[0]) if found else None


def place_at(lexicon: Lexicon, view: View, i: int) -> tuple[int, PlacePhrase] | None:
    """Return (end, place) of a place phrase at token ``i``, or None."""
    at, role, kind = _head(lexicon, view, i)
    first = at if role == "site" else i
    if role == "site":
        at, role, kind = _head(lexicon, view, at)
    found = gazetteer_place(lexicon, view, at)
    if found:
        end, place = found
        return end, PlacePhrase(
            view.span(first, end), place.name, place.kind or kind, view.span(i, end), place.label_en
        )
    if role != "small" or not view.capital(at):
        return None
    end = at
    while end < at + _LONGEST_NAME and view.capital(end):
        end += 1
    return end, PlacePhrase(view.span(first, end), view.surface(at, end), kind, view.span(i, end))


def _head(lexicon: Lexicon, view: View, i: int) -> tuple[int, str, str]:
    """Return (token after it, role, kind) of the head of a place name at token ``i``; (i, '', '') without one."""
    end, found = lexicon.place_heads.longest(view.words, i)
    return (end, found[0]["role"], found[0]["kind"]) if found else (i, "", "")

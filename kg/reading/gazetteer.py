"""Known places by their plain names: provinces, cities, countries."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon, Place
from kg.reading.phrases import View


def gazetteer_place(lexicon: Lexicon, view: View, i: int) -> tuple[int, Place] | None:
    """Return (end, place) of the longest known place name at token ``i``, which must be capitalised."""
    if not view.capital(i):
        return None
    end, found = lexicon.places.longest(view.words, i)
    return (end, found[0]) if found else None

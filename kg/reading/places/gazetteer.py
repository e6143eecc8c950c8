"""Known places by their plain names: provinces, cities, countries."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon, Place
from kg.reading.words.phrases import View


def gazetteer_place(lexicon: Lexicon, view: View, i: int, *, headed: bool = False) -> tuple[int, Place] | None:
    """Return (end, place) of the longest known place name at token ``i``, which must be capitalised.

    ``headed``: a word such as 'thành phố' stands before it, so that it may be one that alone is a name of people too.
    """
    if not view.capital(i):
        return None
    tries = (lexicon.places, lexicon.headed_places) if headed else (lexicon.places,)
    end, found = max((trie.longest(view.words, i) for trie in tries), key=lambda hit: hit[0])
    small = headed and found and found[0].kind == "nước" and end == i + 1 and view.capital(end)  # 'huyện Nga Sơn'
    return (end, found[0]) if found and not small and view.compound(i) <= end else None

"""Places: provinces, cities and countries by gazetteer, with the head before them (tỉnh, thành phố, điểm cầu, nước)."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon, Place
from kg.reading.phrases import PlacePhrase, View
from kg.text import one_space

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
        # 'thành phố Lạng Sơn' is a city, not the province of that name.
        other = kind == "thành phố" and place.kind == "tỉnh"
        name = f"{kind} {place.name}" if other else place.name
        return end, PlacePhrase(
            view.span(first, end), name, kind if other else place.kind, "" if other else place.label_en
        )
    if role != "small" or not view.capital(at):
        return None
    end = at
    while end < at + _LONGEST_NAME and view.capital(end):
        if end > at + 1 and view.word(end) in lexicon.surnames and view.capital(end + 1):
            break  # 'xã Tân Lập Nguyễn Văn An': a person's name begins
        end += 1
    return end, PlacePhrase(view.span(first, end), one_space(view.surface(first, end)), kind)


def _head(lexicon: Lexicon, view: View, i: int) -> tuple[int, str, str]:
    """Return (token after it, role, kind) of the head of a place name at token ``i``; (i, '', '') without one."""
    end, found = lexicon.place_heads.longest(view.words, i)
    return (end, found[0]["role"], found[0]["kind"]) if found else (i, "", "")

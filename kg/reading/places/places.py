"""Places: provinces, cities and countries by gazetteer, with the head before them (tỉnh, thành phố, điểm cầu, nước)."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.places.capitals import place_end, surname
from kg.reading.places.gazetteer import gazetteer_place
from kg.reading.words.phrases import PlacePhrase, View
from kg.text import one_space

_NUMBERED = frozenset({"quận", "phường"})  # that may have a number as their name
_IN_NAMES = frozenset({"châu"})  # heads that also begin names
_YEAR = 3  # digits: no quarter of a city has as many


def place_at(lexicon: Lexicon, view: View, i: int) -> tuple[int, PlacePhrase] | None:
    """Return (end, place) of a place phrase at token ``i``, or None."""
    return view.once(("place",), i, lambda view, i: _place_at(lexicon, view, i))


def _place_at(lexicon: Lexicon, view: View, i: int) -> tuple[int, PlacePhrase] | None:
    at, role, kind = _head(lexicon, view, i)
    first = at if role == "site" else i
    if role == "site":
        at, role, kind = _head(lexicon, view, at)
    found = gazetteer_place(lexicon, view, at, headed=role in ("known", "small"))
    if kind in _NUMBERED and at < len(view) and view.tokens[at].text.isdigit() and len(view.tokens[at].text) < _YEAR:
        return at + 1, PlacePhrase(view.span(first, at + 1), one_space(view.surface(i, at + 1)), kind)
    if found:
        end, place = found
        # 'thành phố Lạng Sơn' is a city, 'huyện Điện Biên' a district, not the province of that name.
        other = role == "small" or (kind == "thành phố" and place.kind == "tỉnh")
        name = f"{kind} {place.name}" if other else place.name
        return end, PlacePhrase(
            view.span(first, end), name, kind if other else place.kind, "" if other else place.label_en
        )
    return _unknown(lexicon, view, first, at, role, kind)


def _unknown(lexicon: Lexicon, view: View, i: int, at: int, role: str, kind: str) -> tuple[int, PlacePhrase] | None:
    """A place of no gazetteer by the head before it: districts keep it in their name, provinces abroad do not."""
    if role not in ("small", "known") or kind == "nước" or lexicon.local_bodies.longest(view.words, i)[1]:
        return None
    end = place_end(lexicon, view, at, small=role == "small")
    if end == at or (role == "known" and (end == at + 1 or surname(lexicon, view, at))):
        return None  # 'Chánh Thanh tra tỉnh Đoàn Mẫu': all provinces of our own are in the gazetteer
    return end, PlacePhrase(view.span(i, end), one_space(view.surface(i if role == "small" else at, end)), kind)


def is_part_of_name(view: View, i: int, end: int) -> bool:
    """'Châu Thành', 'Châu Phú' are names of districts: a 'châu' of another country is written small."""
    return view.word(i) in _IN_NAMES and end == i + 1 and view.capital(i) and view.capital(end)


def _head(lexicon: Lexicon, view: View, i: int) -> tuple[int, str, str]:
    """Return (token after it, role, kind) of the head of a place name at token ``i``; (i, '', '') without one."""
    end, found = lexicon.place_heads.longest(view.words, i)
    found = [] if found and is_part_of_name(view, i, end) else found
    return (end, found[0]["role"], found[0]["kind"]) if found else (i, "", "")

"""The places that a report speaks from: which province 'tỉnh' means, which city 'Thành ủy', which district 'huyện'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.lexicon.lexicon import Lexicon
from kg.reading.gazetteer import gazetteer_place
from kg.reading.phrases import View
from kg.reading.places import place_at
from kg.text import key

EITHER = "tỉnh hoặc thành phố"  # of a department that a province and a city have alike
_WEIGHT = {True: 3, False: 1}  # of a place named with its level, and without
_GOVERNED = frozenset({"tỉnh", "thành phố"})


class Home:
    """The places named in a report, by level."""

    def __init__(self, lexicon: Lexicon, views: Iterable[View]):
        self._named: dict[str, Counter[str]] = {}
        self._places: list[tuple[int, str, str]] = []
        for view in views:
            self._collect(lexicon, view)

    def _collect(self, lexicon: Lexicon, view: View) -> None:
        i = 0
        while i < len(view):
            hit, bare = place_at(lexicon, view, i), gazetteer_place(lexicon, view, i)
            if not hit:
                i += 1
                continue
            end, place = hit
            levelled = bare is None or view.word(i - 1).endswith("ủy")
            if place.kind != "nước":
                level = "thành phố" if view.word(i - 2) == "thành" and view.word(i - 1) == "ủy" else place.kind
                self._add(level, plain(place.name, place.kind), place.span.start, levelled)
            i = end

    def _add(self, level: str, name: str, start: int, levelled: bool) -> None:
        self._named.setdefault(level, Counter())[name] += _WEIGHT[levelled]
        self._places.append((start, level, name))

    def place(self, level: str, at: int) -> tuple[str, str]:
        """Return (level, plain name) of the place that a word of ``level`` means at ``at``; ('', ''): it is open."""
        if level == EITHER:
            return self.place("tỉnh", at) if self._named.get("tỉnh") else self.place("thành phố", at)
        named = self._named.get(level)
        if not named:
            return "", ""
        most = max(named.values())
        best = [name for name in named if named[name] == most]
        if len(best) == 1 and level in _GOVERNED:
            return level, best[0]
        before = [name for start, kind, name in self._places if kind == level and start <= at]
        return level, before[-1] if before else best[0]


def plain(name: str, level: str) -> str:
    """Return a place's name without its level: 'huyện Tân Lập' → 'Tân Lập'."""
    return name[len(level) + 1 :] if level and key(name).startswith(key(level) + " ") else name

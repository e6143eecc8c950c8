"""The places that a report speaks from: which province 'tỉnh' means, which city 'Thành ủy', which district 'huyện'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.lexicon.levels import EITHER, level_of_place, plain
from kg.lexicon.lexicon import Lexicon, words
from kg.reading.bodies.local_bodies import LocalBodies
from kg.reading.places.gazetteer import gazetteer_place
from kg.reading.places.places import place_at
from kg.reading.words.phrases import View

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
        local = LocalBodies(lexicon)
        i = 0
        while i < len(view):
            body, hit = local.at(view, i), place_at(lexicon, view, i)
            if body and body[1].place and not body[1].relative:
                level = body[1].level
                level = self._kind(lexicon, body[1].place) if level == EITHER else level
                self._add(level, plain(body[1].place, level), body[1].span.start, levelled=True)
            elif hit and hit[1].kind != "nước":
                place = hit[1]
                kind = level_of_place(place.kind) if "nước ngoài" not in place.kind else place.kind
                levelled = gazetteer_place(lexicon, view, i) is None
                self._add(kind, plain(place.name, kind), place.span.start, levelled=levelled)
            i = body[0] if body else hit[0] if hit else i + 1

    @staticmethod
    def _kind(lexicon: Lexicon, name: str) -> str:
        found = lexicon.places.longest(words(name), 0)[1]
        return found[0].kind if found else ""

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

"""Venues: 'tại Hội trường lớn Tỉnh ủy', 'tại Khách sạn X', 'tại trụ sở Bộ Y tế'; only behind a word that says where."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.bodies import Bodies
from kg.reading.phrases import PlacePhrase, View
from kg.reading.places import gazetteer_place
from kg.text import one_space

_LONGEST = 14
_AT = frozenset({"tại", "ở", "trong"})
_INNER = frozenset({"của", "và", "-", "–", "số", "tầng"})


class Venues:
    """The grammar of the names of venues."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies):
        self._lexicon = lexicon
        self._bodies = bodies

    def at(self, view: View, i: int) -> tuple[int, PlacePhrase] | None:
        """Return (end, venue) of the name of a venue at token ``i``, behind 'tại', 'điểm cầu' or '('; or None."""
        if not self._told_where(view, i):
            return None
        head = self._site(view, i)
        end, found = self._lexicon.venue_heads.longest(view.words, head)
        if not found:
            return None
        stop = self._name(view, end)
        if stop == end and not (found[0]["alone"] == "yes" and view.capital(head)):
            return None
        return stop, PlacePhrase(view.span(i, stop), one_space(view.surface(head, stop)), "venue")

    def _told_where(self, view: View, i: int) -> bool:
        before = view.word(i - 1)
        if before in _AT or self._site(view, i) > i:
            return True
        return before in ("(", ",") and self._lexicon.venue_heads.longest(view.words, i)[0] > i and view.capital(i)

    def _site(self, view: View, i: int) -> int:
        """Return the token behind 'điểm cầu' or 'đầu cầu' at token ``i``, or ``i``."""
        end, found = self._lexicon.place_heads.longest(view.words, i)
        return end if found and found[0]["role"] == "site" else i

    def _name(self, view: View, start: int) -> int:
        """Return the end of the words that go on a venue's name: capitals, numbers, bodies and a few small words."""
        k = last = start
        while k < min(len(view), start + _LONGEST):
            step = self._step(view, k)
            if step == k:
                break
            inner = view.word(k) in _INNER
            k = step
            last = last if inner else k
        return last

    def _step(self, view: View, k: int) -> int:
        body = self._bodies.at(view, k)
        if body and (not body[1].bare or body[0] > k):
            return body[0]
        place = gazetteer_place(self._lexicon, view, k)
        if place:
            return place[0]
        end, _ = self._lexicon.venue_words.longest(view.words, k)
        if end > k:
            return end
        named = view.capital(k) or (view.tokens[k].kind == "n" and view.word(k - 1) in ("số", "tầng"))
        joined = (
            view.word(k) in _INNER and k + 1 < len(view) and (view.capital(k + 1) or view.tokens[k + 1].kind == "n")
        )
        if view.word(k) == "và":
            joined = joined and not self._lexicon.local_bodies.longest(view.words, k + 1)[1]
        return k + 1 if named or joined else k

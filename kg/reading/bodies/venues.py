"""Venues: 'tại Hội trường lớn Tỉnh ủy', 'tại Khách sạn X', 'tại trụ sở Bộ Y tế'; only behind a word that says where."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.bodies.bodies import Bodies
from kg.reading.places.places import gazetteer_place
from kg.reading.words.phrases import BodyPhrase, PlacePhrase, View
from kg.text import one_space

_LONGEST = 14
_WHOLE = 5  # tokens of a head that is a name by itself ('Nhà văn hóa trung tâm huyện')
_AT = frozenset({"tại", "ở", "trong", "từ"})
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
        stop, body = self._name(view, end)
        whole = found[0]["alone"] == "yes" or end - head >= _WHOLE
        if stop == end and not (whole and view.capital(head)):
            return None
        return stop, PlacePhrase(view.span(i, stop), one_space(view.surface(head, stop)), "venue", body=body)

    def _told_where(self, view: View, i: int) -> bool:
        before = view.word(i - 1)
        if before in _AT or self._site(view, i) > i:
            return True
        end = self._lexicon.venue_heads.longest(view.words, i)[0]
        return before in ("(", ",") and end > i and view.capital(i) and not self._acts(view, i)

    def _acts(self, view: View, i: int) -> bool:
        """'…, Văn phòng Chính phủ đã truyền đạt …': a body before what it does is no venue."""
        body = self._bodies.at(view, i)
        end = body[0] if body else len(view)
        return view.role(end)[1] in ("aux", "plan", "negation") or view.verb(end)[1] is not None

    def _site(self, view: View, i: int) -> int:
        """Return the token behind 'điểm cầu' or 'đầu cầu' at token ``i``, or ``i``."""
        end, found = self._lexicon.place_heads.longest(view.words, i)
        return end if found and found[0]["role"] == "site" else i

    def _name(self, view: View, start: int) -> tuple[int, BodyPhrase | None]:
        """Return (end, body in it) of the words that go on a venue's name: capitals, bodies, a few small words."""
        k = last = start
        inner: BodyPhrase | None = None
        while k < min(len(view), start + _LONGEST):
            body = self._bodies.at(view, k)
            if body and not body[1].bare:
                inner, k = inner or body[1], body[0]
                last = k
                continue
            step = body[0] if body else self._step(view, k)
            if step == k:
                break
            last = last if view.word(k) in _INNER else step
            k = step
        return last, inner

    def _step(self, view: View, k: int) -> int:
        """Return the token behind the word at ``k`` where a name goes on with it; ``k`` where it does not."""
        place = gazetteer_place(self._lexicon, view, k)
        end = place[0] if place else self._lexicon.venue_words.longest(view.words, k)[0]
        if end > k:
            return end
        named = view.capital(k) and not view.role(k)[1]
        return k + 1 if named or self._numbered(view, k) or self._joins(view, k) else k

    @staticmethod
    def _numbered(view: View, k: int) -> bool:
        """'tầng 2', 'Quân khu 1,': a number that no noun follows."""
        if k >= len(view) or view.tokens[k].kind != "n":
            return False
        return view.word(k - 1) in ("số", "tầng") or k + 1 >= len(view) or not view.is_word(k + 1)

    def _joins(self, view: View, k: int) -> bool:
        """'của', 'và', a dash before another part of the name."""
        if view.word(k) not in _INNER or k + 1 >= len(view):
            return False
        if view.word(k) == "và" and self._lexicon.local_bodies.longest(view.words, k + 1)[1]:
            return False
        return view.capital(k + 1) or view.tokens[k + 1].kind == "n"

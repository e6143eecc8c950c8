"""Names of persons: by the words before them (đồng chí, a rank, a title), or by surname and structure."""

from __future__ import annotations

import re

from kg.lexicon.lexicon import Lexicon
from kg.reading.bodies.bodies import Bodies
from kg.reading.places.capitals import foreign, shouted, surname
from kg.reading.places.gazetteer import gazetteer_place
from kg.reading.words.phrases import NamePhrase, View
from kg.text import one_space

_LONGEST = 6
_MOST_LEADS = 6  # forms of address, ranks and degrees before one name
_PARTICLE = re.compile("[KHYNĐ]['’`‘][^\\W\\d_]{2,}$")  # K'Brếp, H'Hen
_DIRECTIONS = frozenset({"đông", "tây", "bắc", "thượng", "hạ", "nội", "ngoại"})  # end communes' names, not people's
_LINKS = frozenset(
    {"bin", "ibn", "binti", "van", "von", "der", "den", "de", "da", "di", "del", "dos", "al", "el", "la"}
)
_BESIDE = frozenset({",", "-", "–", "("})


class Names:
    """The grammar of person names."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies):
        self._lexicon = lexicon
        self._bodies = bodies

    def at(self, view: View, i: int, introduced: bool = False) -> tuple[int, NamePhrase] | None:
        """Return (end, name) of the person's name at token ``i`` with the honorifics and ranks before it, or None.

        ``introduced``: a title stands before it, so that neither a surname nor three syllables are needed.
        """
        return view.once(("name", introduced), i, lambda view, i: self._at(view, i, introduced))

    def _at(self, view: View, i: int, introduced: bool) -> tuple[int, NamePhrase] | None:
        start, honorific, _ = self.leads(view, i)
        if not view.capital(start) or view.inside(start) or (start == i and not introduced and self._eponym(view, i)):
            return None
        end = self._run(view, start)
        if end == start or not self._is_name(view, start, end, bool(honorific), introduced):
            return None
        name = one_space(view.surface(start, end))
        return end, NamePhrase(view.span(start, end), name)

    def _eponym(self, view: View, i: int) -> bool:
        """Whether the words before token ``i`` make a name that of a thing (phố Tôn Đức Thắng)."""
        before = tuple(view.words[max(0, i - 4) : i])
        if view.word(i - 2) == "số" and view.word(i - 1).isdigit():
            return True  # 'số 11 Lê Hồng Phong': an address
        return any(before[-size:] in self._lexicon.eponym_words for size in range(1, len(before) + 1))

    def leads(self, view: View, i: int) -> tuple[int, str, bool]:
        """Return (token after them, last one folded, plural) of the honorifics, ranks and degrees at token ``i``."""
        honorific, plural = "", False
        for _ in range(_MOST_LEADS):
            end, rows = self._lexicon.ranks.longest(view.words, i)
            if not rows or (rows[0]["type"] in ("rank", "award") and not (view.capital(i) or view.capital(end))):
                break
            honorific, plural = " ".join(view.words[i:end]), plural or rows[0]["plural"] == "yes"
            linked = view.word(end) in (".", ":") or (view.word(end) in (",", "-") and self._lead_again(view, end + 1))
            i = end + 1 if linked and view.capital(end + 1) else self._over_country(view, end, rows[0]["note"])
        return i, honorific, plural

    def _over_country(self, view: View, i: int, note: str) -> int:
        """'người đồng cấp Nhật Bản A': return the token behind the country, where a name follows it."""
        place = gazetteer_place(self._lexicon, view, i) if note == "of a country" else None
        return place[0] if place and place[1].kind == "nước" and view.capital(place[0]) else i

    def _lead_again(self, view: View, i: int) -> bool:
        """Whether another degree stands behind a comma: 'Giáo sư, Tiến sĩ'."""
        rows = self._lexicon.ranks.longest(view.words, i)[1]
        return bool(rows) and rows[0]["type"] in ("degree", "award")

    def _run(self, view: View, start: int) -> int:
        """Return the end of the run of capitalised words at ``start``, cut where a title, body or place begins."""
        j = start
        while j < start + _LONGEST and view.capital(j):
            if j > start and self._other_begins(view, j):
                break
            if shouted(view, j) or (len(view.tokens[j].text) > 1 and view.tokens[j].text.isupper()):
                break
            j += 1
            if self._latin_link(view, j):
                j += 1
            while view.word(j) in _LINKS and self._linked(view, j):
                j += 1  # 'Abdullah bin Jassim Al-Hamar', 'Pieter van der Woude'
        return j

    @staticmethod
    def _linked(view: View, j: int) -> bool:
        """Whether the small link of a foreign name at ``j`` goes on to another part of it."""
        if not (foreign(view.tokens[j - 1].text) or view.word(j - 1) in _LINKS):
            return False
        return view.capital(j + 1) or (view.word(j + 1) in _LINKS and view.capital(j + 2))

    @staticmethod
    def _latin_link(view: View, j: int) -> bool:
        """The dot of 'Antony J. Blinken' and the hyphen of 'Pierre-Yves Marchand' at token ``j``."""
        if not view.capital(j + 1) or view.tokens[j].start != view.tokens[j - 1].end:
            return False
        before = view.tokens[j - 1].text
        glued = view.tokens[j].end == view.tokens[j + 1].start
        return (view.word(j) == "." and len(before) == 1 and before.isascii()) or (
            view.word(j) == "-" and glued and (foreign(before) or foreign(view.tokens[j + 1].text))
        )

    def _other_begins(self, view: View, j: int) -> bool:
        if self._lexicon.posts.longest(view.words, j)[0] > j + 1:
            return True
        hit = self._bodies.at(view, j)
        if hit is None or hit[1].bare:
            return False
        heads, rows = self._lexicon.body_heads.longest(view.words, j)
        if heads == j + 2 and view.capital(j + 1) and view.surface(j, heads) != rows[0]["form"]:
            return False  # the 'Hải Quân' of a name is not the 'Hải quân'
        return (
            hit[1].known
            or hit[1].relative
            or heads > j + 1
            or hit[1].span.end > view.tokens[min(j + 2, len(view) - 1)].end
        )  # not the 'Trường' of 'Lê Trường Mẫu'

    def _is_name(self, view: View, start: int, end: int, addressed: bool, introduced: bool) -> bool:
        titled = addressed or introduced
        if self._trapped(view, start, end if addressed else start) or self._cuts_a_word(view, start, end):
            return False
        led = gazetteer_place(self._lexicon, view, start + 1) if view.word(start) == "đoàn" and not addressed else None
        if led and led[0] == end:
            return False  # 'Đoàn Việt Nam'
        hit = self._bodies.at(view, start)
        if hit and (not hit[1].bare or not titled) and hit[0] > start + 1 and not (addressed and not hit[1].known):
            return False
        place = gazetteer_place(self._lexicon, view, start)
        if (
            place
            and place[0] >= end
            and place[1].kind == "nước"
            and (end > start + 1 or foreign(view.tokens[start].text))
        ):
            return False  # 'thủ tướng Malaysia': 'Nga' and 'Đức' alone are names of people too
        if place and (place[0] >= end or place[0] > start + 1) and not addressed:
            return False
        if titled:
            return end - start > 1 or foreign(view.tokens[start].text) or self._given(view, start, end, addressed)
        return self._alone(view, start, end)

    def _cuts_a_word(self, view: View, start: int, end: int) -> bool:
        """Whether a word of several syllables goes on behind the run: 'Đoàn Khối Cơ|quan' names nobody."""
        nouns, heads = self._lexicon.group_nouns, self._lexicon.body_heads
        for k in range(start, end):
            if max(view.compound(k), nouns.longest(view.words, k)[0], heads.longest(view.words, k)[0]) > end:
                return True
        return False

    def _trapped(self, view: View, start: int, end: int) -> bool:
        """Whether another word begins at ``start``; not within a longer name to ``end``: 'ông Hoàng Gia Mẫu'."""
        lex = self._lexicon
        trap, found = lex.name_traps.longest(view.words, start)
        if found and start + 1 < trap < end:
            return False
        tries = (lex.posts, lex.event_heads, lex.name_traps)
        return any(trie.longest(view.words, start)[1] for trie in tries)

    def _given(self, view: View, start: int, end: int, addressed: bool) -> bool:
        """A given name behind a title or form of address ('Bộ trưởng Sơn'): no word goes on behind it.

        Behind a title, only a verb, an auxiliary or a mark may follow: 'Giám đốc Hợp tác xã' names nobody.
        """
        if view.compound(start) > end or self._lexicon.group_nouns.longest(view.words, start)[0] > end:
            return False
        goes_on = view.role(end)[1] in ("aux", "plan", "negation", "prep", "conj", "modal")
        follows = view.is_word(end) and not (view.verb(end)[1] or view.action(end) > end or goes_on)
        return not view.capital(end) and (addressed or not follows)

    def _alone(self, view: View, start: int, end: int) -> bool:
        """Whether a run that nothing introduces is a name: a surname, and three syllables or a title behind it."""
        kind, size = surname(self._lexicon, view, start), end - start
        if _PARTICLE.match(view.tokens[start].text):
            return True
        if size >= 2 and not kind and all(foreign(view.tokens[k].text) for k in range(start, end) if view.is_word(k)):
            return view.word(end) in _BESIDE and self._told_of(view, end)
        if not kind or size < 2:
            return False
        if size >= 3:
            return view.word(end - 1) not in _DIRECTIONS or kind == "sure"  # 'Long Thành Đông' is a commune
        return self._told_of(view, end) if kind == "sure" else self._titled(view, end)

    def _told_of(self, view: View, end: int) -> bool:
        """Whether a title or a verb follows: two capitalised syllables alone may be a place of another country."""
        if view.word(end) in _BESIDE:
            return self._titled(view, end)
        return view.verb(end)[1] is not None or view.role(end)[1] in ("aux", "plan")

    def _titled(self, view: View, end: int) -> bool:
        """Whether a title stands behind the mark at ``end``."""
        return view.word(end) in _BESIDE and bool(self._lexicon.posts.longest(view.words, end + 1)[1])

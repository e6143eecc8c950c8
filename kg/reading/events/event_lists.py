"""Lists in the description of an event: whether it goes on behind a comma ('công tác văn hóa, thể thao và du lịch')."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.places.places import gazetteer_place
from kg.reading.words.phrases import View

NOUNS = frozenset({"lists", "general"})  # roles of words that are nouns of a description like others
_SHORT = 4  # tokens of an item of a list that needs no 'và' behind it
_LIST = 7  # how far behind a comma the next item of a list may reach
_ITEM = 10  # tokens of an item that begins like the next one
_BRACKET = 6  # tokens of a bracket that only explains a name


def roles_at(lexicon: Lexicon, view: View, k: int) -> list[str]:
    """Return the roles of all words of event_words.tsv that begin at token ``k``."""
    return [role for _, roles in lexicon.event_words.all(view.words, k) for role in roles]


class EventLists:
    """The grammar of what may follow a comma or a bracket in the description of an event."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon

    def goes_on(self, view: View, i: int, k: int) -> bool:
        """Whether the description of the event at ``i`` goes on at token ``k``, behind a comma.

        With a joining word, the body of a session, another place or title, or a list of nouns.
        """
        roles = self._roles(view, k)
        lists = "lists" in roles and "lists" in self._roles(view, k - 2)  # 'các bộ, ngành'
        people = self._people(view, k) and any(self._ends(view, at, k - 1) for at in range(max(0, k - _SHORT), k - 1))
        if self._again(view, k):
            return True
        if people or lists or "joins" in roles or self._second_title(view, k) or self._second_place(view, k):
            return True
        if not view.is_word(k):
            return False
        if view.capital(k):
            return view.word(k - 2).isdigit() and self._body(view, k)  # 'Kỳ họp thứ 5, HĐND tỉnh …'
        return i > 0 and self._listed(view, k)

    def _again(self, view: View, k: int) -> bool:
        """'Lễ trao Huân chương Hồ Chí Minh, Huân chương Quân công': the item begins like the one before."""
        pair = view.words[k : k + 2]
        if (
            not view.capital(k)
            or not all(word.isalpha() for word in pair)
            or self._lexicon.posts.longest(view.words, k)[1]
        ):
            return False
        return any(view.words[at : at + 2] == pair and view.capital(at) for at in range(max(0, k - _ITEM), k - 1))

    def _people(self, view: View, k: int) -> bool:
        """Whether a noun for people stands at token ``k``: 'cán bộ, | công chức'."""
        return bool(self._lexicon.group_nouns.longest(view.words, k)[1]) and not view.capital(k)

    def _ends(self, view: View, at: int, end: int) -> bool:
        return any(last == end for last, _ in self._lexicon.group_nouns.all(view.words, at))

    def over_bracket(self, view: View, k: int) -> int:
        """Return the token behind a bracket that opens at ``k``, where 'và' goes on with the name; ``k`` elsewhere."""
        close = next((at for at in range(k + 1, min(len(view), k + _BRACKET)) if view.word(at) == ")"), k)
        return close + 1 if close > k and view.word(close + 1) == "và" else k

    def _roles(self, view: View, k: int) -> list[str]:
        return roles_at(self._lexicon, view, k)

    def _body(self, view: View, k: int) -> bool:
        local = self._lexicon.local_bodies.longest(view.words, k)[1]
        return bool(local or self._lexicon.bodies.longest(view.words, k)[1])

    def _second_title(self, view: View, k: int) -> bool:
        """'lễ đón Tổng Bí thư, Chủ tịch nước …': one title stands before the comma, another behind it."""
        posts = self._lexicon.posts
        before = any(posts.longest(view.words, at)[0] == k - 1 > at for at in range(max(0, k - _LIST), k - 1))
        return before and bool(posts.longest(view.words, k)[1])

    def _second_place(self, view: View, k: int) -> bool:
        """'giữa các tỉnh Lào Cai, Lai Châu': a place stands before the comma and behind it."""
        if not gazetteer_place(self._lexicon, view, k):
            return False
        before = (gazetteer_place(self._lexicon, view, at) for at in range(max(0, k - _SHORT), k - 1))
        return any(place and place[0] == k - 1 for place in before)

    def _listed(self, view: View, k: int) -> bool:
        """Whether the item of a list stands at token ``k``: nouns only, up to 'và' or the next comma."""
        for at in range(k, min(len(view), k + _LIST)):
            if at > k and view.word(at) in ("và", ","):
                return view.word(at) == "và" or at - k <= _SHORT or self._listed_on(view, at + 1)
            if at > k + 1 and view.word(at) == "cho":
                return True  # 'quyết định nghỉ hưu, phục viên cho 56 quân nhân'
            if at > k and view.tokens[at].kind in ("n", "date"):
                return True  # '…, quốc phòng 6 tháng đầu năm'
            if not view.is_word(at) or view.role(at)[1] or view.verb(at)[1] or set(self._roles(view, at)) - NOUNS:
                return False
            if view.capital(at) or (at == k and self._lexicon.group_nouns.longest(view.words, at)[1]):
                return False
        return False

    @staticmethod
    def _listed_on(view: View, k: int) -> bool:
        """Whether 'và' ends the list that goes on behind another comma."""
        near = range(k, min(len(view), k + _LIST))
        return any(view.word(at) == "và" for at in near) and not any(view.role(at)[1] == "prep" for at in near)

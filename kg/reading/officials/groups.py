"""Unnamed participants: 'hơn 90 Đại sứ, Trưởng Cơ quan đại diện …', '94 điểm cầu', 'các đại biểu'."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.bodies.bodies import Bodies
from kg.reading.officials.names import Names
from kg.reading.officials.posts import Posts
from kg.reading.places.places import place_at
from kg.reading.words.phrases import GroupPhrase, View
from kg.text import one_space

_LONGEST = 14
_SPEAKS = frozenset({"say", "ask", "speech"})


class Groups:
    """The grammar of groups of unnamed people."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies, posts: Posts, names: Names):
        self._lexicon = lexicon
        self._bodies = bodies
        self._posts = posts
        self._names = names

    def at(self, view: View, i: int) -> tuple[int, GroupPhrase] | None:
        """Return (end, group) of the group at token ``i``, or None."""
        if view.word(i - 1) == "đoàn":  # 'Đoàn đại biểu …' is one delegation
            return None
        start, count, count_is = self._quantity(view, i)
        if start == i:
            start = i if self._lexicon.group_nouns.longest(view.words, i)[1] and not view.capital(i) else -1
        if start < 0:
            return None
        end = self._members(view, start)
        if end == start:
            return None
        last = self._tail(view, end)
        title = self._posts.at(view, self._people(view, start))
        post = title[1] if title and title[0] == last else None
        return last, GroupPhrase(view.span(i, last), one_space(view.surface(start, last)), count, count_is, post)

    def _people(self, view: View, i: int) -> int:
        end, role = self._role(view, i)
        return end if role == "people" else i

    def _quantity(self, view: View, i: int) -> tuple[int, int, str]:
        """Return (token after it, count, kg:countIs) of a number or plural word at ``i``."""
        end, role = self._role(view, i)
        if role == "plural":
            return end, 0, ""
        at = end if role in ("MoreThan", "About") else i
        if at < len(view) and view.tokens[at].kind == "n":
            digits = view.tokens[at].text.replace(".", "")
            if view.word(at + 1) == "/" and at + 2 < len(view) and view.tokens[at + 2].kind == "n":
                at += 2  # '48/51 ủy viên'
            if digits.isdigit() and len(digits) <= 7:
                return at + 1, int(digits), role or "Exact"
        return i, 0, ""

    def _role(self, view: View, i: int) -> tuple[int, str]:
        end, roles = self._lexicon.quantities.longest(view.words, i)
        return end, roles[0] if roles else ""

    def _members(self, view: View, start: int) -> int:
        """Return the end of the noun or title that says what the members are; ``start`` where none is there."""
        end, role = self._role(view, start)
        at = end if role == "people" else start
        if view.word(at) == ":" or self._names.at(view, at, introduced=at > start):
            return start  # 'các đồng chí: A; B' and 'các đồng chí A, B' are names
        post = self._posts.at(view, at)
        if post:
            named = self._names.at(view, post[0], introduced=True)
            listed = view.word(post[0]) == ":"
            return start if named or listed else post[0]
        noun = self._lexicon.group_nouns.longest(view.words, at)
        return noun[0] if noun[1] else (at if at > start else start)

    def _tail(self, view: View, end: int) -> int:
        """Go on over titles without names after commas, and over the words that say which members are meant."""
        k = end
        while k < min(len(view), end + _LONGEST):
            word = view.word(k)
            if word == "," or word == "và":
                post = self._posts.at(view, k + 1)
                speaks = post and (verb := view.verb(post[0])[1]) and verb.frame in _SPEAKS
                if not post or speaks or self._names.at(view, post[0], introduced=True):
                    break  # 'ý kiến của các đại biểu, Bộ trưởng kết luận'
                k = post[0]
            elif self._role(view, k)[1] == "plural" and (inner := self._members(view, self._role(view, k)[0])):
                if inner == self._role(view, k)[0]:
                    break
                k = inner
            elif view.role(k)[1] == "abroad":
                return view.role(k)[0]
            elif place := place_at(self._lexicon, view, k):
                k = place[0]
            elif not view.is_word(k) or self._starts_other(view, k):
                break
            else:
                k += 1
        return k

    def _starts_other(self, view: View, k: int) -> bool:
        if view.verb(k)[1] or view.action(k) > k or view.capital(k):
            return True
        body = self._bodies.at(view, k)
        if body and not body[1].bare:
            return True
        return view.word(k) != "của" and bool(view.role(k)[1])

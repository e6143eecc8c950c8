"""Titles with their bodies: 'Bộ trưởng Bộ Ngoại giao', 'Bộ trưởng Ngoại giao', 'nguyên Phó Chủ tịch UBND tỉnh'."""

from __future__ import annotations

import re

from kg.lexicon.lexicon import Lexicon, Post
from kg.lexicon.tables import values
from kg.reading.bodies.bodies import Bodies
from kg.reading.officials.offices import taken
from kg.reading.officials.post_bodies import PostBodies
from kg.reading.words.phrases import BodyPhrase, PostPhrase, View
from kg.text import key

_ROMAN = re.compile(r"^[IVXLC]+$")
_TERMS = frozenset({"khóa", "nhiệm kỳ"})
_BESIDE = frozenset({",", "-", "–"})
_MEMBERS_OF = frozenset({"ban cán sự đảng", "ban cán sự", "ban thường vụ", "ban chấp hành"})
_BEFORE = frozenset({"former", "acting", "new"})


class Posts:
    """The grammar of posts."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies):
        self._lexicon = lexicon
        self._bodies = PostBodies(lexicon, bodies)

    def at(self, view: View, i: int) -> tuple[int, PostPhrase] | None:
        """Return (end, post) of the title at token ``i`` with its prefixes, grades, body and term, or None."""
        return view.once(("post",), i, self._at)

    def _at(self, view: View, i: int) -> tuple[int, PostPhrase] | None:
        at, former, prefix = self._prefixes(view, i)
        end, found = view.match(self._lexicon.posts, at)
        if not found or view.inside(at):
            return None
        post = found[0]
        after, grade = self._grades(view, end)
        if self._any_of_them(view, after):
            return None
        stop, body = self._bodies.of(view, post, at, end, after)
        given = taken(self._lexicon, view, i) == "takes" and post.takes == "unit"
        beside = (
            view.word(i - 1) in _BESIDE and (view.capital(i - 2) or view.word(i - 2) == "viên") and self._lone(post)
        )
        if not (view.capital(at) or at > i or given or beside) and not self._in_small(view, at, end, body):
            return None
        if not body and post.takes == "of" and not grade and end - at == 1 and not view.capital(at):
            return None
        title = " ".join(part for part in (prefix, post.title, grade) if part)
        head = values(post.head)[0] if post.head and not self._acronym(view, stop) else ""
        english = f"Acting {post.label_en}" if prefix and post.label_en else post.label_en
        last = self._term(view, stop + 3 if view.abbreviation(stop) else stop)
        lone = body is None and not self._acronym(view, stop)
        homes = self._lexicon.lone_titles.get(key(head) if head else key(title), ()) if lone else ()
        return last, PostPhrase(view.span(i, last), title, body, head, former, "" if grade else english, homes=homes)

    @staticmethod
    def _acronym(view: View, i: int) -> bool:
        """Whether an abbreviation of no list or an event stands behind a title: its body is not one named before."""
        event = view.lexicon.event_heads.longest(view.words, i)[1] if view.capital(i) else []  # 'Trưởng Ban | Lễ tang'
        return bool(event) or (view.capital(i) and view.tokens[i].text.isupper() and len(view.tokens[i].text) > 2)

    def _any_of_them(self, view: View, i: int) -> bool:
        """'Chủ tịch UBND các huyện': what stands behind the title names no one body."""
        named = self._lexicon.local_bodies.longest(view.words, i)[1] and view.capital(i)
        return bool(named) and self._bodies.nameless(view, i)

    @staticmethod
    def _lone(post: Post) -> bool:
        """Whether a title needs no capital behind a name: it is told of members only ('…, tỉnh ủy viên, …')."""
        return post.takes == "relative" or key(post.head) in _MEMBERS_OF

    def _in_small(self, view: View, at: int, end: int, body: BodyPhrase | None) -> bool:
        """A title in small letters is one with the name of its body behind it, unless it names any member."""
        group = self._lexicon.group_nouns.longest(view.words, at)[0] >= end
        return body is not None and not body.implied and not group

    def _prefixes(self, view: View, i: int) -> tuple[int, bool, str]:
        """Return (token after the prefixes, former, the acting prefix as it stays in the title)."""
        end, roles = self._lexicon.modifiers.longest(view.words, i)
        if not roles or roles[0] not in _BEFORE or not self._lexicon.posts.longest(view.words, end)[1]:
            return i, False, ""
        prefix = view.surface(i, end) if roles[0] == "acting" else ""
        return end, roles[0] == "former", prefix[:1].upper() + prefix[1:]

    def _grades(self, view: View, i: int) -> tuple[int, str]:
        """Return (end, words) of the grade behind a title: Thường trực, thứ nhất, phụ trách."""
        end, roles = self._lexicon.modifiers.longest(view.words, i)
        if not roles or roles[0] not in ("grade", "acting", "style"):
            return i, ""
        return end, "" if roles[0] == "style" else view.surface(i, end)

    @staticmethod
    def _term(view: View, k: int) -> int:
        """Pass over the term behind a title: 'khóa XIII', 'nhiệm kỳ 2021 - 2026', 'khóa XIII của tỉnh'."""
        if view.word(k) == "," and view.word(k + 1) == "nhiệm" and view.word(k + 2) == "kỳ":
            k += 1
        while view.word(k) in ("khóa", "khoá") or (view.word(k), view.word(k + 1)) == ("nhiệm", "kỳ"):
            at = k + 1 + (view.word(k) == "nhiệm")
            while at < len(view) and (view.tokens[at].kind in ("n", "date") or _ROMAN.match(view.tokens[at].text)):
                at += 1
                if view.word(at) in ("-", "–") and at + 1 < len(view) and view.tokens[at + 1].kind == "n":
                    at += 1
            k = at + 2 if (view.word(at), view.word(at + 1)) == ("của", "tỉnh") else at
        return k

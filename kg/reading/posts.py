"""Titles with their bodies: 'Bộ trưởng Bộ Ngoại giao', 'Bộ trưởng Ngoại giao', 'nguyên Phó Chủ tịch UBND tỉnh'."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon, Post
from kg.lexicon.tables import values
from kg.reading.bodies import Bodies
from kg.reading.phrases import BodyPhrase, PostPhrase, View
from kg.reading.places import place_at
from kg.text import key, one_space


class Posts:
    """The grammar of posts."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies):
        self._lexicon = lexicon
        self._bodies = bodies

    def at(self, view: View, i: int) -> tuple[int, PostPhrase] | None:
        """Return (end, post) of the title at token ``i`` with its prefixes, grades and body, or None."""
        at, former, prefix = self._prefixes(view, i)
        end, found = self._lexicon.posts.longest(view.words, at)
        if not found or not (view.capital(at) or at > i):
            return None
        post = found[0]
        stop, grade = self._grades(view, end)
        title = " ".join(part for part in (prefix, post.title, grade) if part)
        stop, body = self._body(view, post, at, end, stop)
        if not body and post.takes == "of" and not grade and end - at == 1 and not view.capital(at):
            return None
        head = values(post.head)[0] if post.head else ""
        english = f"Acting {post.label_en}" if prefix and post.label_en else post.label_en
        return stop, PostPhrase(view.span(i, stop), title, body, head, former, "" if grade else english)

    def _prefixes(self, view: View, i: int) -> tuple[int, bool, str]:
        """Return (token after the prefixes, former, the acting prefix as it stays in the title)."""
        former, prefix = False, ""
        end, roles = self._lexicon.modifiers.longest(view.words, i)
        if roles and roles[0] in ("former", "acting", "new") and self._lexicon.posts.longest(view.words, end)[1]:
            former = roles[0] == "former"
            prefix = view.surface(i, end) if roles[0] == "acting" else ""
            return end, former, prefix[:1].upper() + prefix[1:]
        return i, False, ""

    def _grades(self, view: View, i: int) -> tuple[int, str]:
        """Return (end, words) of the grade behind a title: Thường trực, thứ nhất, phụ trách."""
        end, roles = self._lexicon.modifiers.longest(view.words, i)
        if not roles or roles[0] not in ("grade", "acting", "style"):
            return i, ""
        return end, "" if roles[0] == "style" else view.surface(i, end)

    def _body(self, view: View, post: Post, at: int, end: int, stop: int) -> tuple[int, BodyPhrase | None]:
        """Find the body of a title at ``at`` to ``end`` (with its grade: to ``stop``)."""
        if post.takes == "fixed":
            return self._fixed(view, post, at, stop)
        heads = [key(head) for head in values(post.head)]
        if post.takes == "unit":
            shared = self._sharing_head(view, post, end, heads) if stop == end else None
            if shared:
                return shared
        hit = self._bodies.at(view, stop)
        if hit and not hit[1].bare and (post.takes != "unit" or not heads or _begins(hit[1], heads)):
            return hit
        if post.takes == "unit" and heads:
            return self._headless(view, values(post.head)[0], at, stop)
        return stop, None

    def _fixed(self, view: View, post: Post, start: int, stop: int) -> tuple[int, BodyPhrase | None]:
        place = place_at(self._lexicon, view, stop)
        if place and place[1].kind == "nước" and key(place[1].name) != "việt nam":
            name = f"{values(post.head)[0]} {place[1].name}" if post.head else place[1].name
            return place[0], BodyPhrase(view.span(start, place[0]), name, "foreign", known=True, implied=True)
        known = self._lexicon.body_by_name.get(key(post.body))
        span = view.span(start, stop)
        if known:
            return stop, BodyPhrase(span, known.name, known.kind, label_en=known.label_en, known=True, implied=True)
        return stop, BodyPhrase(span, post.body, "other", known=True, implied=True)

    def _sharing_head(self, view: View, post: Post, end: int, heads: list[str]) -> tuple[int, BodyPhrase] | None:
        """'Trưởng Ban Chỉ đạo X': the title's last word is the first of the body's name."""
        size = next((len(head.split()) for head in heads if key(post.form).endswith(" " + head)), 0)
        if not size:
            return None
        hit = self._bodies.at(view, end - size)
        return hit if hit and not hit[1].bare and hit[0] > end else None

    def _headless(self, view: View, head: str, start: int, stop: int) -> tuple[int, BodyPhrase | None]:
        """'Bộ trưởng Ngoại giao': the body's name without its head; only bodies of the gazetteer.

        ``start`` is the title's first token, ``stop`` the one behind it.
        """
        if not view.capital(stop):
            return stop, None
        mission = self._mission(view, head, stop)
        if mission:
            return mission
        head_words = key(head).split()
        words = [*head_words, *view.words[stop : stop + 12]]
        end, found = self._lexicon.bodies.longest(words, 0)
        if not found or end <= len(head_words):
            return stop, None
        last = stop + end - len(head_words)
        name, kind, label = found[0].name, found[0].kind, found[0].label_en
        place = place_at(self._lexicon, view, last)
        if place and place[1].kind == "nước":
            last = place[0]
            if key(place[1].name) != "việt nam":
                name, kind, label = f"{name} {place[1].name}", "foreign", ""
        return last, BodyPhrase(view.span(start, last), name, kind, label_en=label, known=True, implied=True)

    def _mission(self, view: View, head: str, stop: int) -> tuple[int, BodyPhrase] | None:
        """'Đại sứ Việt Nam tại Lào': the mission of one country in another (or at an organisation)."""
        sender = place_at(self._lexicon, view, stop)
        if not sender or sender[1].kind != "nước" or view.word(sender[0]) not in ("tại", "ở"):
            return None
        host = place_at(self._lexicon, view, sender[0] + 1) or self._bodies.at(view, sender[0] + 1)
        if not host:
            return None
        name = f"{head} {view.surface(stop, host[0])}"
        return host[0], BodyPhrase(view.span(stop, host[0]), one_space(name), "mission", known=True)


def _begins(body: BodyPhrase, heads: list[str]) -> bool:
    return any(key(body.name).startswith(head + " ") or key(body.name) == head for head in heads)

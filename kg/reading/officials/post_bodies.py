"""The body of a title: named behind it, sharing its last word, meant by the title alone, or a country's organ."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.levels import level_of
from kg.lexicon.lexicon import Lexicon, Post, words
from kg.lexicon.tables import values
from kg.reading.bodies.bodies import Bodies
from kg.reading.places.capitals import person_begins, place_end
from kg.reading.places.places import place_at
from kg.reading.words.phrases import BodyPhrase, PlacePhrase, View
from kg.text import key, one_space

Found = tuple[int, BodyPhrase | None]

_REACH = 12  # syllables of the longest name of a ministry without its head
_ABROAD = " nước ngoài"  # ends the kinds of places abroad in cities.tsv
_POINTED = frozenset({"institute", "company", "association", "department"})
_ACRONYM = 3  # letters of an abbreviation that can be told from a name
_HOSTED = frozenset({"tại", "ở"})
_OWNING = frozenset({"của", "tại"})


class PostBodies:
    """Finds the body that a title is of."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies):
        self._lexicon = lexicon
        self._bodies = bodies

    def nameless(self, view: View, i: int) -> bool:
        """Whether no body is named at token ``i``."""
        return self._bodies.at(view, i) is None

    def of(self, view: View, post: Post, at: int, end: int, stop: int) -> Found:
        """Return (end, body) for a title that stands at ``at`` to ``end`` (with its grade: to ``stop``)."""
        if post.takes == "fixed":
            return self._fixed(view, post, at, stop)
        if post.takes == "relative":
            return self._relative(view, post, at, stop)
        if post.takes == "state":
            return self._state(view, post, at, stop) or self._named(view, stop, []) or (stop, None)
        heads = [key(head) for head in values(post.head)]
        if post.takes == "unit":
            shared = self._sharing_head(view, post, end, heads) if stop == end else None
            if shared:
                return shared
        found = self._named(view, stop, heads if post.takes == "unit" else [])
        if not found and heads and view.capital(stop):
            found = self._known_without_head(view, values(post.head)[0], at, stop)
        found = found or self._acronym(view, post, at, stop)
        if found:
            return found
        if heads and heads[0] in self._lexicon.lone_titles and (hit := self._bodies.at(view, stop)) and hit[1].bare:
            name = f"{values(post.head)[0]} {view.surface(stop, hit[0])}"  # 'Chủ tịch HĐTV Tập đoàn'
            return hit[0], BodyPhrase(view.span(at, hit[0]), name, "commission", implied=True, parent=hit[1])
        if post.takes == "of" and not heads:
            return self._of_place(view, stop)
        return self._headless(view, values(post.head)[0], at, stop) if heads else (stop, None)

    def _named(self, view: View, stop: int, heads: list[str]) -> Found | None:
        """A body right behind the title, or behind 'của'; a head alone points back ('Vụ trưởng Vụ', 'Giám đốc Sở')."""
        at = stop + 1 if view.word(stop) in _OWNING and view.capital(stop + 1) else stop
        hit = self._bodies.at(view, at) or self._bodies.committee(view, at) or self._bodies.at(view, at, headed=True)
        if not hit or (heads and not _begins(hit[1], heads)):
            return None
        if hit[1].bare and not (at == stop and (view.capital(at) or self._pointed(view, *hit))):
            return None
        return self._in_country(view, *hit)

    @staticmethod
    def _pointed(view: View, end: int, body: BodyPhrase) -> bool:
        """Whether a head in small letters closes its phrase: 'Giám đốc bệnh viện A', 'Hiệu phó nhà trường,'."""
        goes_on = view.is_word(end) and not view.capital(end) and not view.role(end)[1] and view.verb(end)[1] is None
        return body.kind in _POINTED and not goes_on

    def _acronym(self, view: View, post: Post, start: int, stop: int) -> Found | None:
        """'Tổng giám đốc EVNGENCO 5', 'Chủ tịch HĐTV ABC': one word in capitals that no list explains."""
        text = view.tokens[stop].text if view.is_word(stop) else ""
        if len(text) < _ACRONYM or not text.isupper() or post.takes not in ("of", "unit"):
            return None
        if (view.is_word(stop + 1) and view.tokens[stop + 1].text.isupper()) or self._lexicon.ranks.longest(
            view.words, stop
        )[1]:
            return None  # 'GIÁM ĐỐC NGUYỄN VĂN A'
        if place_at(self._lexicon, view, stop):
            return None  # 'Đại sứ CHDCND Lào tại …'
        end = stop + 1 + (stop + 1 < len(view) and view.tokens[stop + 1].kind == "n")
        own = view.surface(stop, end)
        if post.takes == "of":
            return end, BodyPhrase(view.span(stop, end), own, "other")
        return end, BodyPhrase(view.span(start, end), f"{values(post.head)[0]} {own}", "other", implied=True)

    def _of_place(self, view: View, stop: int) -> Found:
        """The body of a title with a place behind it is open."""
        place = place_at(self._lexicon, view, stop)
        return place[0] if place else stop, None

    def _in_country(self, view: View, end: int, body: BodyPhrase) -> Found:
        """'Đại diện UNDP tại Việt Nam': the country of an office goes with the title."""
        place = place_at(self._lexicon, view, end + 1) if view.word(end) in _HOSTED else None
        return (place[0], body) if place and place[1].kind == "nước" and not body.bare else (end, body)

    def _relative(self, view: View, post: Post, at: int, stop: int) -> Found:
        """'Tỉnh ủy viên [Lạng Sơn]': a membership of the body in ``head``, of the place behind it or the report's."""
        place = place_at(self._lexicon, view, stop)
        head = values(post.head)[0]
        span = view.span(at, place[0] if place else stop)
        kind = "party-committee"
        if not place:
            return stop, BodyPhrase(span, head, kind, relative=True, implied=True, level=level_of(head))
        name = f"{head} {place[1].name}"
        return place[0], BodyPhrase(span, name, kind, known=True, implied=True, place=place[1].name)

    def _state(self, view: View, post: Post, start: int, stop: int) -> Found | None:
        """'Tổng thống Pháp' is of the state, 'Thị trưởng Tokyo' (with a head) of the government of a part of one."""
        place = place_at(self._lexicon, view, stop)
        if not place or (place[1].kind == "nước") == bool(post.head):
            return None
        if not post.head:
            return place[0], self._foreign(view, "", start, *place)
        return place[0], self._part(view, post.head, start, *place)

    def _part(self, view: View, head: str, start: int, end: int, place: PlacePhrase) -> BodyPhrase:
        """The government of a part of another country; the level in ``head`` may stand before the place's name too."""
        level = head.rpartition(" ")[2]
        written = one_space(view.text[place.span.start : place.span.end])
        written = written[len(level) + 1 :] if key(written).startswith(level + " ") else written
        name, form = f"{head} {place.name}", f"{head} {written}"
        span = view.span(start, end)
        return BodyPhrase(span, name, "foreign", known=True, implied=True, form="" if form == name else form)

    def _elsewhere(self, view: View, post: Post, start: int, stop: int) -> Found | None:
        """Another country's party or bank behind a title that at home means one body, or begun by its last words."""
        for k in range(start + 1, stop + 1):
            hit = self._bodies.at(view, k)
            if not hit or hit[0] <= stop or hit[1].bare:
                continue
            if hit[1].kind == "foreign" or (k == stop and self._rival(post, hit[1])):
                return hit
        return None

    @staticmethod
    def _rival(post: Post, body: BodyPhrase) -> bool:
        """Whether a body is of the sort of the one a title means, but another: 'Thống đốc Ngân hàng Trung ương X'."""
        sort = key(post.head).split()[:1]
        return key(body.name) != key(post.body) and key(body.name).split()[:1] == sort

    def _fixed(self, view: View, post: Post, start: int, stop: int) -> Found:
        elsewhere = self._elsewhere(view, post, start, stop) or self._party(view, post, start, stop)
        if elsewhere:
            return elsewhere
        place = place_at(self._lexicon, view, stop)
        if place and place[1].kind == "nước" and key(place[1].name) != "việt nam":
            head = values(post.head)[0] if post.head else ""
            return place[0], self._foreign(view, head, start, *place)
        if place and (abroad := _level_abroad(place[1].kind)):
            return place[0], self._part(view, f"Chính quyền {abroad}", start, *place)
        army = self._bodies.at(view, stop) if not place else None
        if army and army[1].kind == "armed-forces" and not army[1].known and not army[1].bare:
            return army[0], army[1]  # 'Tổng Tham mưu trưởng Quân giải phóng …': not ours
        if place and (key(place[1].name) == "việt nam" or post.body == "Quốc hội"):
            stop = place[0]  # 'Thủ tướng Việt Nam'; 'đại biểu Quốc hội tỉnh Lạng Sơn'
        known = self._lexicon.body_by_name.get(key(post.body))
        span = view.span(start, stop)
        if known:
            body = BodyPhrase(span, known.name, known.kind, label_en=known.label_en, known=True, implied=True)
            return stop, replace(body, parent=self._bodies.parent_in_name(known, span))
        return stop, BodyPhrase(span, post.body, "other", known=True, implied=True)

    def _party(self, view: View, post: Post, start: int, stop: int) -> Found | None:
        """'Ủy viên Bộ Chính trị Đảng Cộng sản X', 'Tổng Bí thư Đảng X': the organ of the party behind the title."""
        at = stop + 1 if view.word(stop) == "," else stop
        hit = self._bodies.at(view, at) if view.word(at) in ("đảng", "trung", "ban") and at == stop else None
        if not hit or hit[1].known or "đảng" not in key(hit[1].name):
            return None
        name = f"{post.body} {hit[1].name}" if post.body == "Bộ Chính trị" else hit[1].name
        return hit[0], BodyPhrase(view.span(start, hit[0]), name, "foreign", known=True, implied=True)

    def _foreign(self, view: View, head: str, start: int, end: int, place: PlacePhrase) -> BodyPhrase:
        """The organ of another country; ``form`` is its name with the country's as the text writes it."""
        name = f"{head} {place.name}".strip()
        written = one_space(view.text[place.span.start : place.span.end])
        form = f"{head} {written}".strip()
        span = view.span(start, end)
        return BodyPhrase(
            span, name, "foreign", known=True, implied=True, place=place.name, form="" if form == name else form
        )

    def _sharing_head(self, view: View, post: Post, end: int, heads: list[str]) -> Found | None:
        """'Trưởng Ban Chỉ đạo X': the title's last word is the first of the body's name."""
        size = next((len(head.split()) for head in heads if key(post.form).endswith(" " + head)), 0)
        own = self._bodies.at(view, end)
        if view.words[end - size : end] == view.words[end : end + size]:
            return None  # 'Trưởng ban Ban …'
        if not size or (own and not own[1].bare and _begins(own[1], heads)):
            return None
        hit = self._bodies.at(view, end - size, headed=True)
        if not hit or hit[1].bare or hit[0] < end or (hit[0] == end and not hit[1].relative):
            return None
        name = hit[1].name
        return hit[0], replace(hit[1], name=name[:1].upper() + name[1:])

    def _headless(self, view: View, head: str, start: int, stop: int) -> Found:
        """'Bộ trưởng Ngoại giao', 'Vụ trưởng Pháp chế': the body's name without its head.

        ``start`` is the title's first token, ``stop`` the one behind it.
        """
        mission = self._mission(view, head, start, stop)
        if mission or not view.capital(stop):
            return mission or (stop, None)
        known = self._known_without_head(view, head, start, stop)
        if known or person_begins(self._lexicon, view, stop):
            return known or (stop, None)
        return self._open(view, head, start, stop)

    def _known_without_head(self, view: View, head: str, start: int, stop: int) -> Found | None:
        head_words = words(head)
        names = [*head_words, *view.words[stop : stop + _REACH]]
        found = [(end, body) for end, body in (self._lexicon.bodies.longest(names, 0),) if body]
        found += [(end, body) for end, body in (self._lexicon.local_bodies.longest(names, 0),) if body]
        if not found or max(found)[0] <= len(head_words):
            return None
        end, bodies = max(found, key=lambda hit: hit[0])
        last = stop + end - len(head_words)
        body, place = bodies[0], place_at(self._lexicon, view, last)
        if place and place[1].kind == "nước":
            if key(place[1].name) != "việt nam":
                return place[0], self._foreign(view, body.name, start, *place)
            last = place[0]
        relative = bool(body.level)
        phrase = BodyPhrase(view.span(start, last), body.name, body.kind, label_en=body.label_en, implied=True)
        level = level_of(body.name, body.level) if relative else ""
        return last, replace(phrase, relative=relative, known=not relative, level=level)

    def _open(self, view: View, head: str, start: int, stop: int) -> Found:
        """A name in no list: with small syllables, as no person's name has ('Trưởng phòng Tổ chức'), or a country's."""
        end, country = self._bodies.name_end(view, stop)
        small = view.is_word(stop + 1) and not view.capital(stop + 1)
        if end == stop or not small or (key(head) == "bộ" and not country):
            return stop, None
        name = one_space(f"{head} {view.surface(stop, end)}")
        return end, BodyPhrase(view.span(start, end), name, "foreign" if country else "department", implied=True)

    def _mission(self, view: View, head: str, start: int, stop: int) -> Found | None:
        """'Đại sứ Việt Nam tại Lào': the mission of one country in another (or at an organisation)."""
        sender = place_at(self._lexicon, view, stop)
        if not sender or sender[1].kind != "nước" or not key(head).endswith(("quán", "phái đoàn", "thương vụ")):
            return None
        end = sender[0]
        if view.word(end) in _HOSTED or (view.word(end) == "bên" and view.word(end + 1) == "cạnh"):
            at = end + 1 + (view.word(end) == "bên")
            end = self._host(view, at)
            if end == at:
                return None  # 'Đại sứ Việt Nam tại một số nước'
        last = self._also_at(view, end)
        where = view.surface(sender[0], end) if end > sender[0] else ""
        name = one_space(f"{head} {sender[1].name} {where}")
        form = one_space(f"{head} {view.surface(stop, end)}")
        span = view.span(start, end)
        return last, BodyPhrase(span, name, "mission", known=True, implied=True, form="" if form == name else form)

    def _also_at(self, view: View, k: int) -> int:
        """Pass over the other countries of an ambassador: 'Đại sứ Việt Nam tại X kiêm nhiệm Y'."""
        if (view.word(k), view.word(k + 1)) != ("kiêm", "nhiệm"):
            return k
        at = k + 2 + (view.word(k + 2) in _HOSTED)
        place = place_at(self._lexicon, view, at)
        return place[0] if place else k

    def _host(self, view: View, k: int) -> int:
        """Return the end of the host of a mission at ``k``: a country, an organisation or a city in no gazetteer."""
        host = place_at(self._lexicon, view, k) or self._bodies.at(view, k)
        return host[0] if host else max(place_end(self._lexicon, view, k, small=False), k)


def _level_abroad(kind: str) -> str:
    """Return 'tỉnh', 'thành phố' or 'bang' for the kind of a place in another country, else ''."""
    return kind.removesuffix(_ABROAD) if kind.endswith(_ABROAD) or kind == "bang" else ""


def _begins(body: BodyPhrase, heads: list[str]) -> bool:
    return any(key(body.name).startswith(head + " ") or key(body.name) == head for head in heads)

"""Bodies: by gazetteer, by head noun and place (UBND tỉnh X), and by head noun and what follows it."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.levels import level_of_place, plain
from kg.lexicon.lexicon import Body, Lexicon, words
from kg.reading.bodies.body_names import BodyNames
from kg.reading.bodies.local_bodies import LocalBodies
from kg.reading.bodies.owners import OWNED, UNITS, beside, listed_with, owner_at, owns
from kg.reading.places.places import place_at
from kg.reading.words.phrases import BodyPhrase, Span, View
from kg.text import key, one_space

_OF_STATES = frozenset({"ministry", "government", "legislature"})
_PLURAL = frozenset({"các", "những"})
_WITH_PARENTS = frozenset({"legislature", "party-committee"})
_NEVER_WITHIN = frozenset({"media", "steering-committee"})  # not named after the body they are in
_SMALL_NAMED = frozenset({"association", "company", "institute"})  # whose names may begin with a small letter
_REACH_BACK = 4  # syllables of the words that may stand before a head in small letters
_CENTRE_SIZE = 2  # syllables of 'Trung tâm', which before a place is its middle
_CENTRE = frozenset({"ương", "tw", "tư", "t.ư", "bchtw"})
_GENERAL = frozenset({"ủy ban", "hội đồng", "cơ quan", "tổ chức", "chính phủ", "chính quyền", "liên hiệp", "hiệp hội"})
_SPECIFIC = 4  # syllables of a head that needs no more than a level behind it
_ONLY_WITHIN = frozenset({"thường trực", "đơn vị"})  # no bodies without another's name
_ORGANS = frozenset(
    ("ban thường vụ", "ban chấp hành", "thường trực", "đảng ủy", "đảng bộ", "ban cán sự đảng", "đảng đoàn", "công đoàn")
) | {"đoàn thanh niên", "hội đồng thành viên", "hđtv", "hội đồng quản trị", "hđqt"}
_HAVE_ORGANS = frozenset(
    {"company", "institute", "armed-forces", "department", "party-committee", "court", "procuracy"}
)
_ABROAD = frozenset({"association", "mass-organisation"})
Hit = tuple[int, BodyPhrase]


class Bodies:
    """The grammar of body names."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self._local = LocalBodies(lexicon)
        self._names = BodyNames(lexicon, self._nested)

    def at(self, view: View, i: int, *, headed: bool = False) -> Hit | None:
        """Return (end, body) of the longest body name or bare head at token ``i``, or None.

        ``headed``: a title shares its last word with the name, so that a small letter may begin it ('Trưởng ban X').
        """
        if not view.is_word(i):
            return None
        return view.once(("body", headed), i, lambda view, i: self._at(view, i, headed=headed))

    def _at(self, view: View, i: int, *, headed: bool) -> Hit | None:
        known = self._longer(self._known(view, i), self._local.at(view, i)) or self._learnt(view, i)
        if known and self._names.unnamed(view, known[0]):
            return None
        if known and not known[1].bare and self._titled(view, known[0]):
            return self._finished(view, i, *known)
        central = self._central(view, i, known) if known else None
        if central:
            return central
        longer_head = known and self._lexicon.body_heads.longest(view.words, i)[0] > known[0]
        if known and not known[1].bare and not longer_head and not self._extends(view, *known):
            return self._finished(view, i, *known)
        other = self._headed(view, i, any_case=headed)
        best = self._longer(known, other)
        if best is None or (best[1].known is False and view.word(i - 1) in _PLURAL and not headed):
            return None
        if best[1].bare and view.capital(i):
            return best[0], beside(view, best[0], best[1], self.at)
        return self._finished(view, i, *best)

    @staticmethod
    def _titled(view: View, k: int) -> bool:
        """Whether a document's subject begins at token ``k``: 'của Chính phủ | Quy định chi tiết …'."""
        link = view.link(k)[1]
        return view.capital(k) and link is not None and link.role in ("link", "opener", "subject")

    def _central(self, view: View, i: int, known: Hit) -> Hit | None:
        """'Ban Chấp hành Trung ương Hội X': the committee of the association behind it, not the Party's."""
        inner = self._nested(view, known[0]) if view.word(known[0] - 1) in _CENTRE else None
        if not inner or inner[1].kind not in ("mass-organisation", "association", "front"):
            return None
        name = one_space(view.surface(i, inner[0]))
        phrase = BodyPhrase(view.span(i, inner[0]), name, inner[1].kind, parent=replace(inner[1], implied=True))
        return inner[0], phrase

    def _extends(self, view: View, end: int, body: BodyPhrase) -> bool:
        """Whether a known name goes on; 'Hội Nông dân tỉnh' does not, for its level closes it."""
        closed = body.relative and body.level and key(body.name).endswith(" " + body.level)
        if closed or body.kind in _OF_STATES:
            return False
        return self._names.extends(view, end, small=self._unit(body))

    @staticmethod
    def _unit(body: BodyPhrase) -> bool:
        """Whether other units have names that go on behind its own ('Cục Công nghiệp | địa phương')."""
        return body.kind in UNITS and not body.level

    def committee(self, view: View, i: int) -> Hit | None:
        """Return the Party committee behind a title, also in small letters ('Bí thư huyện ủy')."""
        return self._local.at(view, i, titled=True)

    def name_end(self, view: View, start: int) -> tuple[int, bool]:
        """Return (end, whether a country ends it) of the words from ``start`` that go on a name without its head."""
        end, _ = self._names.end(view, start, opened=False)
        country = end > start and any(
            (place := place_at(self._lexicon, view, k)) and place[0] == end and place[1].kind == "nước"
            for k in range(start, end)
        )
        return end, bool(country)

    @staticmethod
    def _longer(a: Hit | None, b: Hit | None) -> Hit | None:
        """Return the longer of two hits; one with a name before a bare one."""
        hits = [hit for hit in (a, b) if hit]
        named = [hit for hit in hits if not hit[1].bare]
        return max(named or hits, key=lambda hit: hit[0]) if hits else None

    def _branch(self, view: View, i: int, end: int, body: Body) -> Hit | None:
        """'Kiểm toán Nhà nước khu vực XI', 'Ngân hàng Nhà nước chi nhánh X': a part of a known body."""
        stop = self._names.branch_end(view, end)
        if stop == end or not view.capital(i):
            return None
        name = f"{body.name} {one_space(view.surface(end, stop))}"
        return stop, BodyPhrase(view.span(i, stop), name, body.kind)

    @staticmethod
    def _learnt(view: View, i: int) -> Hit | None:
        """An abbreviation that the report explains elsewhere."""
        body = view.learnt.get(view.word(i)) if view.tokens[i].text.isupper() else None
        body = None if body and body.bare else body
        return (i + 1, replace(body, span=view.span(i, i + 1), parent=None, short=None)) if body else None

    @staticmethod
    def _learnt_head(view: View, i: int) -> tuple[int, list[dict[str, str]]]:
        """An abbreviation that the report explains as the head of a name, as a row of body_heads.tsv."""
        body = view.learnt.get(view.word(i)) if view.is_word(i) and view.tokens[i].text.isupper() else None
        return (i + 1, [{"kind": body.kind, "full": body.name, "open": "", "small": ""}]) if body else (i, [])

    def _known(self, view: View, i: int) -> Hit | None:
        end, found = view.match(self._lexicon.bodies, i)
        branch = self._branch(view, i, end, found[0]) if found else None
        if branch:
            return branch
        if not found or not any(view.capital(k) for k in range(i, end)):
            return None
        return self._of_country(view, i, end, found[0])

    def parent_in_name(self, body: Body, span: Span) -> BodyPhrase | None:
        """Return the body that is named in the name of a known one, told by a title at ``span``."""
        parent = (
            self._lexicon.body_by_name.get(key(body.parent)) if body.kind in _WITH_PARENTS and body.parent else None
        )
        if not parent or not key(body.name).endswith(" " + key(parent.name)):
            return None
        return BodyPhrase(span, parent.name, parent.kind, label_en=parent.label_en, known=True, implied=True)

    def _named_in(self, view: View, i: int, end: int, body: Body) -> BodyPhrase | None:
        """The body that is named in another's name: 'Ủy ban Xã hội của Quốc hội'."""
        told = body.kind in _WITH_PARENTS
        parent = self._lexicon.body_by_name.get(key(body.parent)) if body.parent and told else None
        size = len(words(parent.name)) if parent else 0
        if not parent or end - size <= i or view.words[end - size : end] != words(parent.name):
            return None
        return BodyPhrase(view.span(end - size, end), parent.name, parent.kind, label_en=parent.label_en, known=True)

    def _of_country(self, view: View, i: int, end: int, body: Body) -> Hit:
        """A ministry or government with a country behind it is that country's ('Bộ Ngoại giao Lào')."""
        place = place_at(self._lexicon, view, end)
        phrase = BodyPhrase(view.span(i, end), body.name, body.kind, label_en=body.label_en, known=True)
        phrase = replace(phrase, parent=self._named_in(view, i, end, body))
        if not place or place[1].kind != "nước" or body.kind not in _OF_STATES:
            return end, self._of_place(view, i, end, phrase) if body.kind == "foreign" else phrase
        whole = view.span(i, place[0])
        if key(place[1].name) == "việt nam":
            return place[0], replace(phrase, span=whole)
        return place[0], BodyPhrase(whole, f"{body.name} {place[1].name}", "foreign", known=True, place=place[1].name)

    def _headed(self, view: View, i: int, *, any_case: bool) -> Hit | None:
        """A head noun with the words that go on the name; a head alone is bare."""
        end, found = self._lexicon.body_heads.longest(view.words, i)
        end, found = (end, found) if found else self._learnt_head(view, i)
        if not found:
            return None
        row = found[0]
        event = self._lexicon.event_heads.longest(view.words, i)[0]
        if max(event, view.compound(i)) > end or self._names.thing(view, end):
            return None  # 'Hội nghị Xúc tiến đầu tư', 'Bộ Quy tắc ứng xử'
        small = row["small"] == "yes" and view.capital(end) and not view.inside(i) and self._freed(view, i)
        if not (any_case or view.capital(i) or small) or self._shouted(view, i):
            return None
        if end - i <= _CENTRE_SIZE and view.word(i) == "trung" and place_at(self._lexicon, view, end):
            return None  # 'Trung tâm TP Vĩnh Yên'
        if " ".join(view.words[i:end]) in ("tổ chức", "cơ quan") and self._local.kind(view, end):
            return None  # 'Luật Tổ chức Chính phủ'
        inner = self._within(view, i, end, row["kind"])
        named = self._names.eponym(view, i, end, row["kind"])
        stop, parent = inner or self._names.end(view, end, opened=row["open"] == "yes", named=named)
        if stop == end and row["kind"] in UNITS and (any_case or self._names.titled(view, i)):
            stop, parent = self._names.end(view, end, opened=True)  # 'Vụ trưởng Vụ tổ chức cán bộ'
        if view.role(stop)[1] == "abroad" or self._names.unnamed(view, stop):
            return None  # missions abroad, taken together
        if stop == end and row["kind"] in _SMALL_NAMED:
            stop = self._names.small_end(view, end)
        if stop == end and row["kind"] == "company" and view.is_word(end):
            stop = self._names.company_end(view, end)
        at = self._names.behind_gloss(view, end)
        if stop == end and self._specific(view, i, row["full"]) and self._local.level(view, at):
            return self._of_level(view, i, at, row)
        if stop == end and " ".join(view.words[i:end]) in _ONLY_WITHIN:
            return None
        if stop == end:
            return end, BodyPhrase(view.span(i, end), row["full"] or view.surface(i, end), row["kind"], bare=True)
        if row["kind"] == "mission" or (row["kind"] in _ABROAD and self._of_a_nation(view, end, stop)):
            stop = self._hosted(view, stop)
        name = one_space(f"{row['full']} {view.unglossed(end, stop)}" if row["full"] else view.unglossed(i, stop))
        phrase = BodyPhrase(view.span(i, stop), name[:1].upper() + name[1:], row["kind"], parent=parent)
        if parent and parent.level and parent.span.end == phrase.span.end:
            return stop, self._of_local(view, i, phrase, parent)
        return stop, self._of_place(view, end, stop, phrase)

    @staticmethod
    def _of_local(view: View, i: int, phrase: BodyPhrase, owner: BodyPhrase) -> BodyPhrase:
        """'Ban Thường trực UBMTTQ tỉnh': a part of a local body has its full name in it, and its place."""
        at = next(k for k in range(i, len(view)) if view.tokens[k].start >= owner.span.start)
        name = f"{one_space(view.surface(i, at))} {owner.name}" if at > i else phrase.name
        name = name[:1].upper() + name[1:]
        return replace(phrase, name=name, relative=owner.relative, level=owner.level, place=owner.place)

    def _within(self, view: View, i: int, end: int, kind: str) -> Hit | None:
        """'Công đoàn Bộ Y tế', 'Văn phòng UNESCO Hà Nội': the head of a unit before the name of the body it is in."""
        if end - i == 1 or kind in _NEVER_WITHIN or " ".join(view.words[i:end]) in _GENERAL:
            return None
        at = end + 3 if view.abbreviation(end) else end
        inner = self._nested(view, at) or self._organ_of(view, i, at)
        place = place_at(self._lexicon, view, inner[0]) if inner else None
        return (place[0], inner[1]) if inner and place else inner

    def _organ_of(self, view: View, i: int, at: int) -> Hit | None:
        """The body of a committee or board at ``i`` where no list has it: 'Đảng ủy | Tổng công ty X'."""
        if " ".join(view.words[i:at]) not in _ORGANS or not view.capital(at):
            return None
        hit = self._headed(view, at, any_case=False)
        return hit if hit and hit[1].kind in _HAVE_ORGANS else None

    def _of_place(self, view: View, start: int, stop: int, phrase: BodyPhrase) -> BodyPhrase:
        """Note the province, city or district that closes a name: 'Ban Quản lý Khu kinh tế tỉnh Lạng Sơn'."""
        for k in range(start, stop):
            place = place_at(self._lexicon, view, k)
            if place and place[0] == stop and place[1].kind != "nước":
                level = level_of_place(place[1].kind)
                return replace(phrase, level=level, place=plain(place[1].name, level))
        return phrase

    def _specific(self, view: View, i: int, full: str) -> bool:
        """Whether the head at ``i``, or what it stands for (``full``), says enough with only a level behind it."""
        end = self._lexicon.body_heads.longest(view.words, i)[0]
        return max(len(full.split()), end - i) >= _SPECIFIC

    def _of_level(self, view: View, i: int, end: int, row: dict[str, str]) -> Hit:
        """'Hội đồng bầu cử tỉnh': a head that says enough, of the report's province; its level stands at ``end``."""
        level = self._local.level(view, end)
        stop = end + len(level.split())
        name = one_space(f"{row['full']} {level}" if row["full"] else view.unglossed(i, stop))
        return stop, BodyPhrase(view.span(i, stop), name, row["kind"], relative=True, level=level)

    def _freed(self, view: View, i: int) -> bool:
        """Whether a head in small letters begins a phrase: behind a mark, a function word, a verb, 'lãnh đạo' …"""
        if not view.is_word(i - 1) or view.capital(i - 1):
            return True
        lex = self._lexicon
        for k in range(max(0, i - _REACH_BACK), i):
            tries = (
                lex.functions,
                lex.verbs,
                lex.actions,
                lex.group_nouns,
                lex.posts,
                lex.quantities,
                lex.body_name_words,
            )
            if any(trie.longest(view.words, k)[0] == i for trie in tries):
                return True
        return False

    @staticmethod
    def _shouted(view: View, i: int) -> bool:
        """Whether a heading in capitals stands in the line ('HỘI NHẬP - PHÁT TRIỂN')."""
        both = view.tokens[i : i + 2]
        return len(both) == 2 and all(token.text.isupper() and len(token.text) > 2 for token in both)

    def _hosted(self, view: View, stop: int) -> int:
        """'Đại sứ quán Lào tại Việt Nam': the host is in the name."""
        host = place_at(self._lexicon, view, stop + 1) if view.word(stop) in ("tại", "ở") else None
        return host[0] if host else stop

    def _of_a_nation(self, view: View, start: int, stop: int) -> bool:
        """Whether a country closes the name, so that the one behind 'tại' is where its people are."""
        for k in range(max(start, stop - _CENTRE_SIZE), stop):
            place = place_at(self._lexicon, view, k)
            if place and place[0] == stop and place[1].kind == "nước":
                host = place_at(self._lexicon, view, stop + 1)
                return "người" in view.words[start:stop] or bool(host and host[1].kind == "nước")
        return False

    def _nested(self, view: View, k: int) -> Hit | None:
        """Return the known or local body named at token ``k``, which begins with a capital."""
        hit = self._longer(self._known(view, k), self._local.at(view, k)) if view.capital(k) else None
        return hit if hit and not hit[1].bare else None

    def _finished(self, view: View, i: int, end: int, body: BodyPhrase) -> Hit:
        """Add what stands behind a name: its abbreviation in brackets, the body it is of."""
        short = self._short(view, end, body)
        if short > end and not body.bare:
            end, body = short, replace(body, short=view.span(end + 1, short - 1))
        return self._with_parent(view, i, end, body)

    def _short(self, view: View, end: int, body: BodyPhrase) -> int:
        """Return the token behind '(ABBR)' or '(Ban Chỉ đạo 57)', a shorter name of the same head; or ``end``."""
        if view.abbreviation(end):
            return end + 3
        other = self._headed(view, end + 1, any_case=False) if view.word(end) == "(" else None
        same = other and not other[1].bare and words(other[1].name)[0] == words(body.name)[0]
        return other[0] + 1 if other and same and view.word(other[0]) == ")" else end

    def _owner(self, view: View, at: int) -> Hit | None:
        known = self._nested(view, at)
        whole = known is not None and not self._extends(view, *known)
        return known if whole else self._longer(known, self._headed(view, at, any_case=False))

    def _with_parent(self, view: View, i: int, end: int, body: BodyPhrase) -> Hit:
        """'Ban X của Bộ Y', 'Cục X thuộc Bộ Y', 'Vụ X, Bộ Y', 'Cục X (Bộ Y)': Y is X's parent."""
        if body.bare or body.relative or (body.parent and body.parent.implied):
            return end, body
        at, close = owner_at(view, end, body)
        owner = self._owner(view, at) if at > end else None
        if owner and view.word(end) == "," and listed_with(self._lexicon, view, i):
            return end, body  # 'Khoa Toán, Khoa Lý, Viện Mẫu'
        if not owner or (close and view.word(owner[0]) != close):
            return end, body
        if (
            at == end + 1
            and view.word(end) not in OWNED
            and not owns(self._lexicon, view, owner, body, bracket=bool(close))
        ):
            return end, body
        stop = owner[0] + bool(close)
        return stop, replace(body, parent=owner[1], extended=view.span(i, stop))

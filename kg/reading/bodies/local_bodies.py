"""Bodies that every province, district or commune has: 'UBND tỉnh Lạng Sơn', 'Huyện ủy Tân Lập', 'HĐND, UBND xã'."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.levels import COMMUNES, level_of, plain
from kg.lexicon.lexicon import Body, Lexicon, words
from kg.reading.places.capitals import place_end, surname
from kg.reading.places.gazetteer import gazetteer_place
from kg.reading.places.places import is_part_of_name, place_at
from kg.reading.words.phrases import BodyPhrase, View
from kg.text import key

_LINKS = frozenset({",", "và", "-", "–", "/"})
_SMALL = frozenset({"huyện", "xã"})
_FAR = 16
_LONG = 4  # syllables of a committee's name that needs no capital ('ban thường vụ tỉnh ủy')
_GLOSS = 3  # tokens of '(ABBR)'
_SHORT = 3  # letters of a province's abbreviation
_LISTED = frozenset(
    [",", "/", "và", "huyện", "thị", "thành", "quận", "tỉnh", "ủy", "đảng", "xã", "phường", "trấn", "bộ"]
)
_NO_LEVELS = frozenset({"nước", "thôn", "ấp", "xóm", "khóm"})  # of no committees and councils
_LOWER = COMMUNES | {"huyện", "quận"}
_HALVES = 3  # bodies that may share one level: 'Tỉnh ủy - HĐND - UBND tỉnh'


class LocalBodies:
    """The grammar of kinds of local body with the level and place behind them."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon

    def at(self, view: View, i: int, *, titled: bool = False) -> tuple[int, BodyPhrase] | None:
        """Return (end, body) of the local body at token ``i``, or None; one of no level and no place is bare.

        ``titled``: a title stands before it, so that a Party committee needs no capital ('Bí thư huyện ủy').
        """
        return view.once(("local", titled), i, lambda view, i: self._at(view, i, titled=titled))

    def _at(self, view: View, i: int, *, titled: bool) -> tuple[int, BodyPhrase] | None:
        end, found = view.match(self._lexicon.local_bodies, i)
        small = found and found[0].kind == "party-committee" and (titled or end - i >= _LONG or view.capital(end))
        if not found or not (small or any(view.capital(k) for k in range(i, end))):
            return None
        body = found[0]
        level, at = self._level(view, end)
        if not level and view.abbreviation(end) and self._level(view, end + _GLOSS)[0]:
            end += _GLOSS  # 'Đoàn đại biểu Quốc hội (ĐBQH) | tỉnh'
            level, at = self._level(view, end)
        if self._any_of_them(view, end, at) if level else self._or_another(view, body, end):
            return None
        stop, name = self._place(view, body, end, level, at)
        if not level and not name and body.level == "any":
            level, name = self._shared(view, end)
        if name and not level and body.level == "any":
            level = self._kind(name)
        # 'xã Tân Lập' has its head already, and so has 'Thành ủy'.
        headed = level and (key(name).startswith(level + " ") or level == level_of(body.name, ""))
        full = " ".join(part for part in (body.name, "" if headed else level, name) if part)
        bare = body.level == "any" and not level and not name
        # A commune's or district's name is one of many, though a province bears it too: only a province or city of the
        # gazetteer makes a body known.
        known = bool(name) and level not in _LOWER and gazetteer_name(self._lexicon, name)
        phrase = BodyPhrase(view.span(i, stop), full, body.kind, relative=not name, bare=bare, known=known)
        told = level or level_of(body.name, body.level)
        phrase = replace(phrase, place=plain(name, told), level=told)
        return stop, replace(phrase, parent=self._parent(body, phrase))

    def _parent(self, body: Body, phrase: BodyPhrase) -> BodyPhrase | None:
        """The body that is named in the name: 'Ban Thường vụ Tỉnh ủy' is of 'Tỉnh ủy', 'Thường trực HĐND' of 'HĐND'."""
        if phrase.bare or key(body.name).startswith("ban chấp hành"):
            return None
        parts = words(body.name)
        for at in range(1, len(parts)):
            end, found = self._lexicon.local_bodies.longest(parts, at)
            levelled = end == len(parts) - 1 and level_of(f"x {parts[-1]}", "")
            if found and (end == len(parts) or levelled) and found[0].name != body.name:
                name = " ".join([found[0].name, *body.name.split()[end:]]) + phrase.name[len(body.name) :]
                return replace(phrase, name=name, kind=found[0].kind, parent=None, implied=True)
        return None

    def _kind(self, name: str) -> str:
        """Return what a province or city is: 'UBND Lạng Sơn' is 'UBND tỉnh Lạng Sơn'."""
        found = self._lexicon.places.longest(words(name), 0)[1]
        return found[0].kind if found and found[0].kind in ("tỉnh", "thành phố") else ""

    def _place(self, view: View, body: Body, end: int, level: str, at: int) -> tuple[int, str]:
        """Return (end, name) of the place behind a body that ends at ``end`` (with its level at ``at``)."""
        place = gazetteer_place(self._lexicon, view, at, headed=bool(level) or body.level != "any")
        if place:
            return place[0], place[1].name
        if level:
            # All provinces are in the gazetteer: 'UBND tỉnh Đầu Văn Thử' names a person.
            small = place_at(self._lexicon, view, end) if level != "tỉnh" else None
            return (small[0], small[1].name) if small else (at, "")
        if body.level == "any" or not view.capital(at):
            return at, ""
        if view.tokens[at].text.isupper() and len(view.tokens[at].text) <= _SHORT:
            return at + 1, ""  # 'Tỉnh ủy TG': the report's own province, abbreviated
        if "tỉnh" in words(body.name) and surname(self._lexicon, view, at):
            return at, ""  # 'Bí thư Tỉnh ủy Đoàn Mẫu': all provinces of our own are in the gazetteer
        stop = place_end(self._lexicon, view, at, small=body.level in _SMALL)
        nested = (
            self._lexicon.local_bodies.longest(view.words, at)[1] or self._lexicon.bodies.longest(view.words, at)[1]
        )
        long_enough = stop > at + (body.level not in _SMALL)  # 'Đảng ủy thị trấn Cồn'
        return (stop, view.surface(at, stop)) if long_enough and not nested else (at, "")

    def _any_of_them(self, view: View, end: int, at: int) -> bool:
        """'UBND tỉnh, thành phố' without a name: any of them."""
        if gazetteer_place(self._lexicon, view, at) or place_at(self._lexicon, view, end):
            return False
        return view.word(at) in (",", "và", "/") and bool(self._level(view, at + 1)[0])

    def _or_another(self, view: View, body: Body, end: int) -> bool:
        """'Tỉnh ủy, thành ủy': committees of two levels, without a place, are any of them."""
        if self._in_plural(view, end):
            return True
        level = level_of(body.name, "")
        other = self._lexicon.local_bodies.longest(view.words, end + 1)[1] if view.word(end) in _LINKS else []
        told = level_of(other[0].name, "") if other else ""
        return bool(level and told and level != told and not view.capital(end + 1))

    @staticmethod
    def _in_plural(view: View, end: int) -> bool:
        """'các Huyện ủy, Thị ủy, Thành ủy': a list that 'các' opens names none of them."""
        for k in range(end - 1, max(-1, end - _FAR), -1):
            if view.word(k) in ("các", "những"):
                return True
            if view.word(k) not in _LISTED:
                return False
        return False

    def kind(self, view: View, i: int) -> bool:
        """Whether a body of a list, or a kind of local body, is named at token ``i``."""
        lex = self._lexicon
        return view.capital(i) and any(trie.longest(view.words, i)[1] for trie in (lex.local_bodies, lex.bodies))

    def level(self, view: View, i: int) -> str:
        """Return the level that the word at token ``i`` means, where no place follows it; '' for none."""
        level, at = self._level(view, i)
        return level if level and not view.capital(at) and not self._any_of_them(view, i, at) else ""

    def _level(self, view: View, i: int) -> tuple[str, int]:
        """Return (level, token behind it) of a word such as tỉnh, huyện or TP. at token ``i``; ('', i) without one."""
        end, found = self._lexicon.place_heads.longest(view.words, i)
        if not found or found[0]["role"] == "site" or found[0]["kind"] in _NO_LEVELS or is_part_of_name(view, i, end):
            return "", i
        return found[0]["kind"], end

    def _shared(self, view: View, end: int) -> tuple[str, str]:
        """Return (level, place) that a body shares with the ones coordinated behind it ('HĐND - UBND tỉnh')."""
        for _ in range(_HALVES):
            if view.word(end) not in _LINKS:
                break
            at, found = self._lexicon.local_bodies.longest(view.words, end + 1)
            if not found:
                break
            level, behind = self._level(view, at)
            name = self._place(view, found[0], at, level, behind)[1]
            if level or name:
                return level, name
            end = at
        return "", ""


def gazetteer_name(lexicon: Lexicon, name: str) -> bool:
    """Whether a name is one of the gazetteer's provinces, cities or countries."""
    return bool(lexicon.places.longest(key(name).split(), 0)[1])

"""Bodies: by gazetteer, by head noun and place (UBND tỉnh X), and by head noun and what follows it.

Capitals follow Phụ lục II of Nghị định 30/2020/NĐ-CP: the first syllable of each word of a name is a capital, the rest
are small ('Ban Chỉ đạo Ngoại giao kinh tế'), so that a name ends where a function word, a verb or a mark stands.
"""

from __future__ import annotations

from kg.lexicon.lexicon import Body, Lexicon
from kg.reading.phrases import BodyPhrase, View
from kg.reading.places import gazetteer_place, place_at
from kg.text import key, one_space

_DASHES = frozenset("-–")
_MAX_SMALL = 9


class Bodies:
    """The grammar of body names."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon

    def at(self, view: View, i: int) -> tuple[int, BodyPhrase] | None:
        """Return (end, body) of the longest body name or bare head at token ``i``, or None."""
        if not view.is_word(i):
            return None
        found = [hit for hit in (self._known(view, i), self._local(view, i), self._headed(view, i)) if hit]
        named = [hit for hit in found if not hit[1].bare]
        if not (named or found):
            return None
        end, body = max(named or found, key=lambda hit: hit[0])
        return self._with_parent(view, i, end, body)

    def _known(self, view: View, i: int) -> tuple[int, BodyPhrase] | None:
        if not view.capital(i):
            return None
        end, found = self._lexicon.bodies.longest(view.words, i)
        if not found:
            return None
        return self._of_country(view, i, end, found[0])

    def _of_country(self, view: View, i: int, end: int, body: Body) -> tuple[int, BodyPhrase]:
        """A ministry or government with a country behind it is that country's ('Bộ Ngoại giao Lào')."""
        place = place_at(self._lexicon, view, end)
        phrase = BodyPhrase(view.span(i, end), body.name, body.kind, label_en=body.label_en, known=True)
        if not place or place[1].kind != "nước" or body.kind not in ("ministry", "government", "legislature"):
            return end, phrase
        whole = view.span(i, place[0])
        if key(place[1].name) == "việt nam":
            return place[0], BodyPhrase(whole, body.name, body.kind, label_en=body.label_en, known=True)
        return place[0], BodyPhrase(whole, f"{body.name} {place[1].name}", "foreign", known=True)

    def _local(self, view: View, i: int) -> tuple[int, BodyPhrase] | None:
        """A kind of local body, with its place where one follows: 'UBND tỉnh Lạng Sơn', 'Tỉnh ủy', 'HĐND huyện'."""
        if not view.capital(i):
            return None
        end, found = self._lexicon.local_bodies.longest(view.words, i)
        if not found:
            return None
        body = found[0]
        level, at = self._level(view, end)
        place = gazetteer_place(self._lexicon, view, at)
        stop, name = (place[0], place[1].name) if place else (at, "")
        small = place_at(self._lexicon, view, end) if level and not place else None
        if small:
            stop, name = small[0], small[1].name
        elif level and not place and self._other_level(view, at):
            return None  # 'UBND tỉnh, thành phố': any of them
        headed = level and key(name).startswith(level + " ")  # 'xã Tân Lập' has its head already
        full = " ".join(part for part in (body.name, "" if headed else level, name) if part)
        # A commune's or district's name is one of many: only a province or city of the gazetteer makes a body known.
        phrase = BodyPhrase(view.span(i, stop), full, body.kind, relative=not name, known=place is not None, place=name)
        return stop, phrase

    def _other_level(self, view: View, i: int) -> bool:
        return view.word(i) in (",", "và", "/") and bool(self._level(view, i + 1)[0])

    def _level(self, view: View, i: int) -> tuple[str, int]:
        """Return (level, token behind it) of a word such as tỉnh, huyện or TP. at token ``i``; ('', i) without one."""
        end, found = self._lexicon.place_heads.longest(view.words, i)
        if not found or found[0]["role"] == "site" or found[0]["kind"] == "nước":
            return "", i
        return found[0]["kind"], end

    def _headed(self, view: View, i: int) -> tuple[int, BodyPhrase] | None:
        """A head noun with the words that go on the name; a head alone is bare."""
        if not view.capital(i):
            return None
        end, found = self._lexicon.body_heads.longest(view.words, i)
        if not found:
            return None
        kind = found[0]["kind"]
        stop, parent = self._continue(view, end, opened=found[0]["open"] == "yes")
        if view.role(stop)[1] == "abroad":
            return None  # missions abroad, taken together
        if stop == end:
            return end, BodyPhrase(view.span(i, end), view.surface(i, end), kind, bare=True)
        name = one_space(view.surface(i, stop))
        return stop, BodyPhrase(view.span(i, stop), name, kind, parent=parent)

    def _continue(self, view: View, start: int, *, opened: bool) -> tuple[int, BodyPhrase | None]:
        """Return (end, body nested at the end) of the words from ``start`` that go on a name."""
        k, small = start, 0
        while k < len(view):
            nested = self._nested(view, k) if k > start else None
            if nested:
                return nested
            if view.capital(k):
                if k > start and self._name_or_post(view, k):
                    break
                place = gazetteer_place(self._lexicon, view, k)
                if place:
                    return (place[0], None)
                k, small = k + 1, 0
            elif self._joins(view, k, start):
                k += 1
            elif view.is_word(k) and (k > start or opened) and not self._stops(view, k):
                k, small = k + 1, small + 1
                if small > _MAX_SMALL:
                    return start, None
            else:
                break
        single = k == start + 1 and not view.capital(start)
        return (start if single else k), None

    def _nested(self, view: View, k: int) -> tuple[int, BodyPhrase] | None:
        hit = self._local(view, k) or self._known(view, k)
        return hit if hit and not hit[1].bare else None

    def _name_or_post(self, view: View, k: int) -> bool:
        """Whether a person's name (a surname and one more capital at least) or a title stands at token ``k``."""
        surname = view.word(k) in self._lexicon.surnames and view.capital(k + 1)
        post, _ = self._lexicon.posts.longest(view.words, k)
        return (surname and not gazetteer_place(self._lexicon, view, k)) or post > k + 1

    def _joins(self, view: View, k: int, start: int) -> bool:
        """'và' or a dash between two capitalised parts of one name."""
        if k == start or not view.capital(k + 1):
            return False
        if view.word(k) != "và" and view.word(k) not in _DASHES:
            return False
        return not self._starts_np(view, k + 1)

    def _starts_np(self, view: View, k: int) -> bool:
        heads = self._lexicon.body_heads.longest(view.words, k)[0] > k
        return heads or self._name_or_post(view, k) or self._known(view, k) is not None

    def _stops(self, view: View, k: int) -> bool:
        """Whether a small word ends a name: a function word, or a verb of more than one syllable."""
        if view.role(k)[1]:
            return True
        verb, action = view.verb(k)[0] - k, view.action(k) - k
        return verb >= 1 or action >= 2

    def _with_parent(self, view: View, i: int, end: int, body: BodyPhrase) -> tuple[int, BodyPhrase]:
        """'Ban Chỉ đạo X của Bộ Y': the second is the first one's parent."""
        if body.bare or body.relative or view.word(end) != "của" or not view.capital(end + 1):
            return end, body
        owner = self._known(view, end + 1) or self._local(view, end + 1) or self._headed(view, end + 1)
        if not owner:
            return end, body
        stop, parent = owner
        return stop, BodyPhrase(body.span, body.name, body.kind, parent, extended=view.span(i, stop))

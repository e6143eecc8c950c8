"""Turns a sentence into chunks: noun phrases, verbs, function words, marks, words; then joins names and titles."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.lexicon import Lexicon, words
from kg.reading.bodies.bodies import Bodies
from kg.reading.bodies.venues import Venues
from kg.reading.directives.documents import Documents
from kg.reading.events.events import Events
from kg.reading.officials.groups import Groups
from kg.reading.officials.names import Names
from kg.reading.officials.offices import set_offices_apart
from kg.reading.officials.officials import join_officials
from kg.reading.officials.posts import Posts
from kg.reading.places.places import place_at
from kg.reading.words.phrases import Chunk, DirectivePhrase, PersonPhrase, PostPhrase, PronounPhrase, View

_LONGEST_VERB = 5
_NEW = frozenset(
    {"trưởng", "phó", "các", "có", "một", "hai", "nhiều", "cử", "mời"}
)  # 'có đoàn …': not one told of before


class Scanner:
    """Every grammar together; one instance serves any number of sentences."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self.bodies = Bodies(lexicon)
        self.posts = Posts(lexicon, self.bodies)
        self.names = Names(lexicon, self.bodies)
        self.groups = Groups(lexicon, self.bodies, self.posts, self.names)
        self.documents = Documents(lexicon, self.bodies, self.posts, self.names)
        self.events = Events(lexicon, self.documents)
        self.venues = Venues(lexicon, self.bodies)
        self._openers = _openers(lexicon)

    def scan(self, view: View) -> list[Chunk]:
        """Return the chunks of a sentence: they cover its tokens in order, without gap or overlap."""
        chunks: list[Chunk] = []
        i, listed = 0, False
        while i < len(view):
            listed = _listed(chunks, listed)
            chunk = self._chunk(view, i, chunks[-1] if chunks else None, listed)
            chunks.append(chunk)
            i = chunk.j
        return join_officials(view, set_offices_apart(self._lexicon, view, chunks))

    def _chunk(self, view: View, i: int, before: Chunk | None, listed: bool) -> Chunk:
        token = view.tokens[i]
        if token.kind in ("date", "day", "span"):
            return Chunk("date", i, i + 1, token, token.text)
        if token.kind == "p":
            return Chunk("mark", i, i + 1, None, token.text)
        introduced = listed or (before is not None and before.kind == "post")
        found = (
            self._phrase(view, i, introduced)
            or self._pronoun(view, i)
            or self._delegation(view, i)
            or self._verb_or_word(view, i)
        )
        kind, end, value = found
        return Chunk(kind, i, end, value, view.surface(i, end))

    def _phrase(self, view: View, i: int, introduced: bool) -> tuple[str, int, object] | None:
        """The longest noun phrase at token ``i``; where two are equally long, the earlier kind of this list."""
        if view.is_word(i) and not view.capital(i) and view.word(i) not in self._openers:
            return None  # most words of a text: no grammar need be asked
        found = [
            (kind, hit[0], hit[1])
            for kind, hit in (
                ("directive", self.documents.at(view, i)),
                ("event", self.events.at(view, i)),
                ("place", self.venues.at(view, i)),
                ("place", place_at(self._lexicon, view, i)),
                ("group", self.groups.at(view, i)),
                ("post", self._post(view, i)),
                ("body", self.bodies.at(view, i)),
                ("name", self.names.at(view, i, introduced)),
            )
            if hit
        ]
        if not found:
            return None
        best = self._before_appointment(view, *max(found, key=lambda hit: hit[1]))
        return best if best[1] >= max(view.verb(i)[0], view.compound(i)) else None

    def titled(self, view: View, i: int, stop: int) -> tuple[int, PersonPhrase] | None:
        """Return (end, person) of a title at token ``i`` with the name that it is of, both before ``stop``; or None."""
        post = self.posts.at(view, i) if i < stop else None
        name = self.names.at(view, post[0], introduced=True) if post and post[0] < stop else None
        if not post or not name or name[0] > stop:
            return None
        span = view.span(i, name[0])
        return name[0], PersonPhrase(span, name[1], ((post[1], span),))

    def _before_appointment(self, view: View, kind: str, end: int, value: object) -> tuple[str, int, object]:
        """'Quyết định … về việc bổ nhiệm ông A …': who is given what is read for itself."""
        subject = value.subject if isinstance(value, DirectivePhrase) else None
        if subject is None:
            return kind, end, value
        at = next((k for k in range(end) if view.tokens[k].start == subject.start), end)
        roles = self._lexicon.appointing.longest(view.words, at)[1]
        return kind, at if roles and roles[0] == "appoints" else end, value

    def _post(self, view: View, i: int) -> tuple[int, PostPhrase] | None:
        """A title, also behind a form of address or a plural: 'đồng chí Bí thư', 'các Phó Chủ tịch UBND tỉnh'."""
        found = self.posts.at(view, i)
        if found:
            return found
        at, honorific, plural = self.names.leads(view, i)
        if honorific in ("phu nhân", "phu quân"):
            return None  # 'phu nhân Chủ tịch Quốc hội': a title of somebody else
        if not honorific:
            at, plural = self._several(view, i)
        behind = self.posts.at(view, at) if at > i else None
        if not behind:
            return None
        return behind[0], replace(behind[1], span=view.span(i, behind[0]), plural=plural)

    def _several(self, view: View, i: int) -> tuple[int, bool]:
        """Return (token behind it, True) of a plural word or a number of people at token ``i``; (i, False) without."""
        end, roles = self._lexicon.quantities.longest(view.words, i)
        if roles and roles[0] not in ("plural", "few"):
            return i, False
        if not roles and view.tokens[i].kind != "n":
            return i, False
        end = end if roles else i + 1
        people, role = self._lexicon.quantities.longest(view.words, end)
        return (people if role and role[0] == "people" else end), True

    def _pronoun(self, view: View, i: int) -> tuple[str, int, object] | None:
        """'Đồng chí', 'Ông' before a verb, with no name: the person spoken of last."""
        if view.role(i - 1)[1] in ("prep", "other") or (view.capital(i) and view.is_word(i - 1)):
            return None
        end, honorific, _ = self.names.leads(view, i)
        tells = view.word(view.role(end)[0] - 1) == "là"  # 'Ông từng là P'
        if not honorific or not (view.verb(end)[1] or view.role(end)[1] in ("aux", "plan") or tells):
            return None
        return "pronoun", end, PronounPhrase(view.span(i, end))

    def _delegation(self, view: View, i: int) -> tuple[str, int, object] | None:
        """'Đoàn', 'đoàn công tác' alone: the delegation told of before."""
        end, found = self._lexicon.delegations.longest(view.words, i)
        if not found or view.capital(end) or self._lexicon.group_nouns.longest(view.words, end)[1]:
            return None
        governed = i == 0 or view.capital(i) or view.tokens[i - 1].kind == "p" or bool(view.role(i - 1)[1])
        if not governed and not any(view.verb(k)[0] == i for k in range(max(0, i - _LONGEST_VERB), i)):
            return None
        owned = (
            view.word(end) in ("của", "do", "thuộc")
            or view.is_word(end)
            and not (view.role(end)[1] or view.verb(end)[1])
        )
        return None if owned or view.word(i - 1) in _NEW else ("delegation", end, PronounPhrase(view.span(i, end)))

    def _verb_or_word(self, view: View, i: int) -> tuple[str, int, object]:
        end, verb = (i, None) if self._inside_title(view, i) else view.verb(i)
        function_end, role = view.role(i)
        if verb and end >= function_end:
            return "verb", end, verb
        if role:
            return "function", function_end, role
        return "word", max(i + 1, view.compound(i)), None

    @staticmethod
    def _inside_title(view: View, i: int) -> bool:
        """'Ban Kiểm tra', 'Vụ Tổ chức': a capital inside a sentence makes a verb part of a name."""
        return view.capital(i) and view.is_word(i - 1) and view.capital(i - 1)


def _openers(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may begin a noun phrase in small letters."""
    tables = (
        *(lexicon.posts, lexicon.modifiers, lexicon.ranks, lexicon.bodies, lexicon.local_bodies, lexicon.body_heads),
        *(lexicon.place_heads, lexicon.headed_places, lexicon.event_heads, lexicon.venue_heads),
        *(lexicon.group_nouns, lexicon.quantities, lexicon.laws, lexicon.congress_words),
    )
    types = {words(kind.name)[0] for kind in lexicon.types_in_order}
    return frozenset(types.union(*(table.firsts() for table in tables)))


def _listed(before: list[Chunk], listed: bool) -> bool:
    """Whether a name may stand behind these chunks, because a plural title's colon opened a list: 'các P: A, B'.

    ``listed``: whether one might before the last of them.
    """
    if not before:
        return False
    last = before[-1]
    if last.text == ":":
        post = before[-2].value if len(before) > 1 else None
        return isinstance(post, PostPhrase) and post.plural
    return listed and (last.kind == "name" or last.text in (",", "và"))

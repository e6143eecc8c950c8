"""Documents: by number ('Chỉ thị số 41-CT/TW'), by name ('Luật Đất đai năm 2013'), or pointing back ('Nghị định này').

What stands behind a name (date, issuer, subject, other documents) is read by
:mod:`kg.reading.directives.document_tails`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.lexicon import DocumentType, Lexicon, words
from kg.lexicon.tables import forms_of, table
from kg.lexicon.trie import Trie
from kg.reading.bodies.bodies import Bodies
from kg.reading.directives.document_names import Title, Titles
from kg.reading.directives.document_tails import Tails
from kg.reading.officials.names import Names
from kg.reading.officials.posts import Posts
from kg.reading.words.phrases import DirectivePhrase, Span, View
from kg.reading.words.references import Reference
from kg.text import one_space

_DRAFTS = tuple(tuple(row["form"].split()) for row in table("document_drafts"))
_POINTERS = tuple(tuple(form.split()) for form in forms_of("document_words", "pointer"))
_ANY = "Văn bản"  # 'Văn bản này': whatever document was told of
_SAID = frozenset({"aux", "plan", "negation", "hypothetical"})
_ISSUED = frozenset({"qua", "hành", "ký", "kết"})  # the last syllables of thông qua, ban hành, ký, ký kết
_IN_SMALL_LETTERS = frozenset({"Nghị quyết", "Chỉ thị", "Quyết định"})
_BY_SUBJECT = frozenset({"Nghị quyết", "Nghị định", "Chỉ thị", "Thông tư", "Quyết định", "Luật"})
_PLURAL = forms_of("document_words", "plural")
_PREDICATES = forms_of("document_words", "said of a document")
_TOLD_BY_TAIL = frozenset({"Quyết định", "Luật"})  # besides the types that a bare number refers to


class Documents:
    """The grammar of document phrases."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies, posts: Posts, names: Names):
        laws = frozenset(kind for kind in lexicon.types_in_order if kind.titled == "law")
        self._tails = Tails(bodies, posts, names, self.at, self.typed, laws)
        self._titles = Titles(lexicon)
        self._types: Trie[DocumentType] = Trie()
        for kind in lexicon.types_in_order:
            self._types.add(words(kind.name), kind)

    def at(self, view: View, i: int) -> tuple[int, DirectivePhrase] | None:
        """Return (end, document) of the document phrase at token ``i`` with its tail, or None."""
        if i >= len(view):
            return None
        token = view.tokens[i]
        if token.kind == "directive":
            name = DirectivePhrase(Span(token.start, token.end), token.value, one_space(token.text))  # type: ignore[arg-type]
            return self._tails.read(view, i + 1, name)
        at = self._draft(view, i)
        if at < len(view) and view.tokens[at].kind == "directive":
            return self._numbered_draft(view, i, at)
        end, found = self._types.longest(view.words, at)
        return self._named(view, i, at, end, found[0]) if found else None

    def typed(self, view: View, i: int) -> bool:
        """Whether a type of document in capitals stands at token ``i``."""
        return view.capital(i) and bool(self._types.longest(view.words, i)[1])

    def _numbered_draft(self, view: View, i: int, at: int) -> tuple[int, DirectivePhrase] | None:
        """'dự thảo Thông tư số 12/2020/TT-BTC': the document itself."""
        found = self.at(view, at)
        return (found[0], replace(found[1], draft=True)) if found else None

    @staticmethod
    def _draft(view: View, i: int) -> int:
        """Return the token behind 'dự thảo', 'dự án' at token ``i``; ``i`` where none stands there."""
        for form in _DRAFTS:
            if tuple(view.words[i : i + len(form)]) == form:
                return i + len(form)
        return i

    def _named(self, view: View, i: int, at: int, end: int, kind: DocumentType) -> tuple[int, DirectivePhrase] | None:
        """A type of document at tokens ``at`` to ``end``, with the name behind it; ``i``: where 'dự thảo' stands."""
        draft = at > i
        if not (view.capital(at) or draft) and view.word(at - 1) in ("ký", "kết"):
            end = self._titles.agreement(view, kind, end)
            if end:
                name = one_space(view.surface(at, end))
                return end, DirectivePhrase(view.span(at, end), Reference(kind, "", ""), name)
            return None
        title = self._titles.title(view, kind, at, end)
        if title:
            return self._titled(view, i, title, kind, draft=draft)
        if not (view.capital(at) or draft or self._issued_behind(view, end)):
            return self._pointing(view, at, end, kind)
        revised = self._titles.revised(view, end)  # 'Quy chế (sửa đổi) về …'
        phrase = DirectivePhrase(view.span(i, revised), Reference(kind, "", ""), view.surface(i, revised), draft=draft)
        stop, told = self._tails.read(view, revised, phrase)
        numbered = self._number_behind(view, i, stop, told, kind)
        if numbered:
            return numbered
        small = not (view.capital(at) or draft)
        last = view.tokens[stop - 1].end
        unnamed = told.subject and (
            stop == end or (small and told.subject.end > last)
        )  # 'Quyết định bổ nhiệm ông A': nothing but a post names it
        plural = self._is_plural(view, i)
        if not unnamed and not plural and self._is_told(view, at, told, kind):
            last = max((linked.document.span.end for linked in told.links if linked.predicate), default=0)
            span = Span(view.tokens[i].start, last or view.tokens[stop - 1].end)
            return stop, replace(told, span=span, name=one_space(view.text[span.start : span.end]))
        opener = view.link(end)[1]
        acts = opener is not None and opener.role == "subject" and not view.is_word(at - 1)  # 'Nghị định giao Bộ …'
        other = (told.subject and not acts) or told.issuer or told.date  # not the one named before
        if other or not (view.capital(at) or draft):
            return None
        return self._pointing(view, i, end, kind, sure=draft)

    @staticmethod
    def _is_plural(view: View, i: int) -> bool:
        """Whether the words before token ``i`` make it several: 'các', '2 dự thảo'."""
        draft = next((len(form) for form in _DRAFTS if tuple(view.words[max(0, i - len(form)) : i]) == form), 0)
        before = i - draft - 1
        return view.word(before) in _PLURAL or (before >= 0 and view.tokens[before].kind == "n")

    @staticmethod
    def _issued_behind(view: View, end: int) -> bool:
        """'nghị quyết của HĐND …': in small letters only with a named issuer and a subject."""
        return view.word(end) == "của" and view.capital(end + 1)

    def _titled(
        self, view: View, i: int, title: Title, kind: DocumentType, *, draft: bool
    ) -> tuple[int, DirectivePhrase]:
        """A document with its title; a number behind it ('Luật Đầu tư công số 39/2019/QH14') is its own."""
        about = view.span(title.start, title.stop) if title.stop > title.start else None
        name = one_space(view.surface(i, title.end))
        phrase = DirectivePhrase(view.span(i, title.end), Reference(kind, "", ""), name, title=about, draft=draft)
        numbered = self._number_behind(view, i, title.end, phrase, kind)
        return numbered or self._tails.read(view, title.end, phrase)

    def _number_behind(
        self, view: View, i: int, k: int, phrase: DirectivePhrase, kind: DocumentType
    ) -> tuple[int, DirectivePhrase] | None:
        """'Quyết định của Thủ tướng Chính phủ số 1234/QĐ-TTg': a number without a type of its own."""
        apart = k >= len(view) or view.tokens[k].kind != "directive" or view.word(k - 1) == ","
        if apart or self._tails.links.names_only:
            return None
        reference = view.tokens[k].value
        assert isinstance(reference, Reference)
        if reference.typed or (reference.type and reference.type != kind):
            return None
        own = replace(reference, type=kind, typed=True)
        span = view.span(i, k + 1)
        name = one_space(view.surface(i, k + 1))
        return self._tails.read(view, k + 1, replace(phrase, reference=own, span=span, name=name))

    @staticmethod
    def _is_told(view: View, at: int, told: DirectivePhrase, kind: DocumentType) -> bool:
        """Whether a tail tells which document a type alone means: 'Quyết định của Bộ Chính trị về việc …'."""
        if view.word(at - 1) in _PLURAL or (at and view.tokens[at - 1].kind == "n"):
            return False
        changes = any(linked.predicate for linked in told.links)
        if told.draft:
            return bool(told.subject or told.links)
        if (told.subject or changes) and view.word(at - 1) in _ISSUED:
            return True  # 'thông qua Nghị quyết về …', 'ký Biên bản ghi nhớ về …'
        if changes:
            return bool(kind.titled or told.issuer or told.date) and (at > 0 or kind.titled == "law")
        if not view.capital(at):
            told_all = told.issuer and told.subject and not told.holder
            return bool(told_all) and kind.name in _IN_SMALL_LETTERS
        parts = bool(told.issuer) + bool(told.date) + bool(told.subject)
        inside = at > 0 and (view.is_word(at - 1) or view.word(at - 1) in (":", ";"))
        alone = told.issuer or (told.subject and kind.name in _BY_SUBJECT)
        needed = 1 if alone and inside else 2
        return parts >= needed and (kind.bare or kind.name in _TOLD_BY_TAIL)

    def _pointing(
        self, view: View, i: int, end: int, kind: DocumentType, *, sure: bool = False
    ) -> tuple[int, DirectivePhrase] | None:
        """'Nghị quyết', 'Nghị định này', 'dự thảo Luật': the one named before."""
        behind = self._pointed(view, i, end)
        if not behind and not sure:
            if not view.capital(i) or view.verb(i)[1]:
                return None  # 'Kết luận Hội nghị, …': a verb
            if kind.name == _ANY and not self._predicate(view, end):
                return None  # 'Văn bản chỉ đạo của …'
        phrase = DirectivePhrase(view.span(i, end), Reference(kind, "", ""), view.surface(i, end), pointing=True)
        return max(behind, end), phrase

    @staticmethod
    def _pointed(view: View, i: int, end: int) -> int:
        """Return the end of 'này', 'nói trên' at token ``end``, 0 where none stands; 'mới' only behind a capital."""
        for form in _POINTERS:
            if tuple(view.words[end : end + len(form)]) == form:
                new = form == ("mới",)
                return 0 if new and (not view.capital(i) or view.verb(end + 1)[1]) else end + len(form)
        return 0

    @staticmethod
    def _predicate(view: View, k: int) -> bool:
        """Whether something is said, from token ``k`` on, of the document before."""
        link = view.link(k)[1]
        said = view.role(k)[1] in _SAID or (link is not None and link.role in ("link", "passive", "expires"))
        return said or view.word(k) in ("do", "gồm") or " ".join(view.words[k : k + 2]) in _PREDICATES

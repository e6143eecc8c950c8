"""Documents with their tails: 'Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư về công tác ngoại giao kinh tế'.

The tail's parts (date, issuer, subject, quoted title) come in any order, each at most once. Documents without a number
are named by an event ('Nghị quyết Đại hội XIII của Đảng') or by name and year ('Luật Đất đai năm 2013').
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon.lexicon import DocumentType, Lexicon, words
from kg.lexicon.trie import Trie
from kg.reading.bodies import Bodies
from kg.reading.directives import Reference
from kg.reading.phrases import BodyPhrase, DirectivePhrase, Span, View
from kg.reading.posts import Posts
from kg.text import one_space

_ROMAN = re.compile(r"^[IVXLC]+$")
_CLOSING = frozenset(".;:…)”")
_BY_NAME = frozenset({"luật", "bộ luật", "pháp lệnh", "hiến pháp"})
_NEW_CLAUSE = frozenset({"ask", "say", "propose", "event", "speech", "sign", "meet", "visit"})
_QUOTES = {"“": "”", '"': '"', "«": "»"}
_LONGEST_SUBJECT = 60


class Documents:
    """The grammar of document phrases."""

    def __init__(self, lexicon: Lexicon, bodies: Bodies, posts: Posts):
        self._lexicon = lexicon
        self._bodies = bodies
        self._posts = posts
        self._types: Trie[DocumentType] = Trie()
        for kind in lexicon.types_in_order:
            self._types.add(words(kind.name), kind)

    def at(self, view: View, i: int) -> tuple[int, DirectivePhrase] | None:
        """Return (end, document) of the document phrase at token ``i`` with its tail, or None."""
        token = view.tokens[i]
        if token.kind == "directive":
            phrase = DirectivePhrase(Span(token.start, token.end), token.value, one_space(token.text))  # type: ignore[arg-type]
            return self._tail(view, i + 1, phrase)
        return self._named(view, i) if token.capital else None

    def _named(self, view: View, i: int) -> tuple[int, DirectivePhrase] | None:
        end, found = self._types.longest(view.words, i)
        if not found:
            return None
        kind = found[0]
        stop = self._title(view, kind, end)
        reference = Reference(kind, "", "")
        if stop == end:
            if view.verb(i)[1] and view.word(end) != "này":
                return None  # 'Kết luận Hội nghị, …': a verb
            pointing = DirectivePhrase(view.span(i, end), reference, view.surface(i, end), pointing=True)
            return end + (view.word(end) == "này"), pointing
        span = view.span(i, stop)
        return self._tail(view, stop, DirectivePhrase(span, reference, one_space(view.surface(i, stop))))

    def _title(self, view: View, kind: DocumentType, start: int) -> int:
        """Return the end of the name behind a type without a number; ``start`` where none follows."""
        if kind.name.lower() in _BY_NAME:
            return self._law(view, start)
        if self._congress(view, start)[1] != "first" or not view.capital(start):
            return start
        k = last = start
        while k < len(view):
            end, role = self._congress(view, k)
            if not role and not self._numeral(view, k) and not view.capital(k):
                break
            k = max(end, k + 1)
            last = last if role == "link" else k
        return last if any(self._numeral(view, at) for at in range(start, last)) else start

    def _congress(self, view: View, k: int) -> tuple[int, str]:
        end, roles = self._lexicon.congress_words.longest(view.words, k)
        return end, roles[0] if roles else ""

    @staticmethod
    def _numeral(view: View, k: int) -> bool:
        token = view.tokens[k]
        return token.kind == "n" or bool(_ROMAN.match(token.text))

    def _law(self, view: View, start: int) -> int:
        """'Luật Thực hành tiết kiệm, chống lãng phí năm 2013': capitalised, to a function word or the year."""
        if not view.capital(start):
            return start + 1 if start < len(view) and view.tokens[start].kind in ("n", "date") else start
        k = start
        while k < len(view):
            token = view.tokens[k]
            if token.kind in ("n", "date"):
                return k + 1
            comma = token.text == "," and view.is_word(k + 1) and not view.capital(k + 1)
            if not (token.kind == "w" or comma) or (k > start and self._ends_law(view, k)):
                break
            k += 1
        return k

    def _ends_law(self, view: View, k: int) -> bool:
        if view.word(k) == "và":
            return not view.is_word(k + 1) or self._types.longest(view.words, k + 1)[1] != []
        return bool(view.role(k)[1])

    def _tail(self, view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase]:
        """Read the parts behind a document's name."""
        while k < len(view):
            at = k + 1 if view.word(k) == "," else k
            at = self._term(view, at)
            step = self._date(view, at, phrase) or self._issuer(view, at, phrase) or self._subject(view, at, phrase)
            if not step:
                return k, phrase
            k, phrase = step
        return k, phrase

    @staticmethod
    def _term(view: View, k: int) -> int:
        """Pass over '(khóa XI)' and 'khóa XI'."""
        at = k + 1 if view.word(k) == "(" else k
        if view.word(at) != "khóa" or at + 1 >= len(view) or not _ROMAN.match(view.tokens[at + 1].text):
            return k
        return at + 2 + (view.word(at + 2) == ")")

    @staticmethod
    def _date(view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase] | None:
        if phrase.date or k >= len(view) or view.tokens[k].kind != "date":
            return None
        token = view.tokens[k]
        return k + 1, replace(phrase, date=(token.value, Span(token.start, token.end)))

    def _issuer(self, view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase] | None:
        if phrase.issuer or view.word(k) != "của":
            return None
        found = self._issuing_body(view, k + 1)
        if not found:
            return None
        end, body = found
        end = self._term(view, end)
        return end, replace(phrase, issuer=body, issued=body.span)

    def _issuing_body(self, view: View, k: int) -> tuple[int, BodyPhrase] | None:
        body = self._bodies.at(view, k)
        if body and not body[1].bare:
            return body
        post = self._posts.at(view, k)
        if not post or not post[1].body:
            return None
        return post[0], replace(post[1].body, span=view.span(k, post[0]), implied=True)

    def _subject(self, view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase] | None:
        if phrase.subject:
            return None
        if view.word(k) in _QUOTES:
            return self._quoted(view, k, phrase)
        if view.word(k) != "về":
            return None
        start = k + 2 if view.word(k + 1) == "việc" else k + 1
        end = start
        while end < min(len(view), start + _LONGEST_SUBJECT) and not self._ends_subject(view, end, phrase):
            end += 1
        if end == start:
            return None
        return end, replace(phrase, subject=view.span(start, end))

    @staticmethod
    def _quoted(view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase] | None:
        close = _QUOTES[view.word(k)]
        for end in range(k + 1, min(len(view), k + _LONGEST_SUBJECT)):
            if view.word(end) == close:
                return (end + 1, replace(phrase, subject=view.span(k + 1, end))) if end > k + 1 else None
        return None

    def _ends_subject(self, view: View, k: int, phrase: DirectivePhrase) -> bool:
        """Whether the words of a subject end before token ``k``."""
        word, token = view.word(k), view.tokens[k]
        if word in _CLOSING or token.kind == "directive":
            return True
        if token.kind == "date":
            return token.text.lower().startswith("ngày")
        if word == ",":
            return self._other_clause(view, k + 1)
        if word == "và":
            verb = view.verb(k + 1)[1]
            return verb is not None and verb.frame in _NEW_CLAUSE
        if word == "do":
            return self._posts.at(view, k + 1) is not None or self._bodies.at(view, k + 1) is not None
        return word == "của" and not phrase.issuer and self._issuing_body(view, k + 1) is not None

    def _other_clause(self, view: View, k: int) -> bool:
        """Whether a new clause begins at token ``k``, behind a comma."""
        if not view.is_word(k) or self._bodies.at(view, k) or self._posts.at(view, k) or view.capital(k):
            return True
        verb = view.verb(k)[1]
        return bool(view.role(k)[1]) or (verb is not None and verb.frame != "document")

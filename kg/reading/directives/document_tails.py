"""What stands behind a document's name: date, issuer, subject, other documents; in any order, each at most once.

'Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư về công tác ngoại giao kinh tế', 'Nghị định số … sửa đổi Nghị định
số …', 'Quyết định số … phê duyệt Quy hoạch …'. The words that open each part stand in ``document_links.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kg.lexicon.lexicon import DocumentType
from kg.lexicon.tables import forms_of
from kg.reading.bodies.bodies import Bodies
from kg.reading.directives.document_links import WEAK, Found, Links
from kg.reading.directives.document_names import QUOTES
from kg.reading.directives.document_subjects import Subjects
from kg.reading.officials.names import Names
from kg.reading.officials.posts import Posts
from kg.reading.words.phrases import BodyPhrase, DirectivePhrase, DocumentLinked, PersonPhrase, Span, View
from kg.reading.words.when import When

_TERM = re.compile(r"[IVX]+|[5-9]|1\d")
_words = partial(forms_of, "document_words")
_DATED_BY, _MADE, _DETAILING, _LEVELS = map(_words, ("dated", "made", "detailing", "level"))
_TIMES = _words("time")
_OF = frozenset({"của", "cùa", "cuả", "do"})
_CENTRE = frozenset({"TW", "TƯ"})
_JOINT = ("liên tịch", "liên ngành", "liên bộ", "phối hợp")
_OPENING = 40  # letters in which a link stands
_QUOTED = 90
_PLENUM = 12  # words that name a plenum, at most
_MEETING = frozenset(
    {"hội", "nghị", "lần", "thứ", "trung", "ương", "tw", "ban", "chấp", "hành", "đảng"}
    | {"nhất", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"}
)
_SIGNER = 24  # tokens between 'do' and the verb of signing
_DEEPEST = 6  # documents named in tails of documents named in tails …


class Tails:
    """Reads the parts behind a document's name; ``document``: the grammar of document phrases, for those in tails.

    ``typed`` tells whether a type of document stands at a token.
    """

    def __init__(
        self,
        bodies: Bodies,
        posts: Posts,
        names: Names,
        document: Callable[[View, int], Found],
        typed: Callable[[View, int], bool],
        laws: frozenset[DocumentType | None],
    ):
        self._names = names
        self._bodies = bodies
        self._posts = posts
        self._document = document
        self.links = Links(document, laws)
        self._subjects = Subjects(bodies, posts, names, self.issuing_body, document, typed)
        self._depth = 0  # how many documents' tails this one's stands in

    def read(self, view: View, k: int, phrase: DirectivePhrase) -> tuple[int, DirectivePhrase]:
        """Return (end, document) with all that the words from token ``k`` tell of it."""
        if self._depth >= _DEEPEST or self.links.names_only:
            return k, phrase
        self._depth += 1
        step: Found = (k, phrase)
        while step:
            k, phrase = step
            at = self._behind_mark(view, k)
            told = self._of_term(view, k, at, phrase)
            step = self._part(view, at, told)
            if not step and told is not phrase:
                k, phrase = at, told
        self._depth -= 1
        return k, self._of_details(view, phrase, k)

    def _of_details(self, view: View, phrase: DirectivePhrase, end: int) -> DirectivePhrase:
        """'quy định chi tiết một số điều của Luật …' is the subject, where no other one is told."""
        first = next((linked for linked in phrase.links if linked.predicate), None)
        if phrase.subject or phrase.title or not first or first.reverse:
            return phrase
        law = first.predicate == "kg:amends" and phrase.reference.type in self.links.laws
        opening = view.text[first.span.start : first.span.start + _OPENING].lower()
        if not law and not (
            first.predicate == "kg:details" and phrase.reference.num and opening.startswith(_DETAILING)
        ):
            return phrase
        return replace(phrase, subject=Span(first.span.start, view.tokens[end - 1].end))

    def _part(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        if k >= len(view):
            return None
        return (
            self._date(view, k, phrase)
            or self._issuer(view, k, phrase)
            or self.links.linked(view, k, phrase)
            or self.links.revision(view, k, phrase)
            or self._subject(view, k, phrase)
            or self._sent(view, k, phrase)
            or self._signed(view, k, phrase)
        )

    def _behind_mark(self, view: View, k: int) -> int:
        """Pass over a comma, an opening bracket and '(khóa XI)'."""
        at = k + 1 if view.word(k) == "," else k
        if view.word(at) in _LEVELS and (view.word(at + 1) == "của" or self._dated(view, at + 1)):
            at += 1  # 'NQ-HĐND tỉnh ngày …'
        return self._term(view, at)

    @staticmethod
    def _of_term(view: View, k: int, end: int, phrase: DirectivePhrase) -> DirectivePhrase:
        """Note the term that tokens ``k`` to ``end`` tell."""
        told = (at for at in range(k + 1, end) if view.word(at - 1) == "khóa" and _TERM.fullmatch(view.tokens[at].text))
        term = next((view.span(at - 1, at + 1) for at in told), None)
        return replace(phrase, term=term) if term and not phrase.term else phrase

    @staticmethod
    def _dated(view: View, k: int) -> bool:
        return k < len(view) and view.tokens[k].kind == "date"

    @staticmethod
    def _term(view: View, k: int) -> int:
        """Pass over '(khóa XI)', 'khóa XI' and 'khóa 11', with a comma before a date."""
        at = Tails._meeting(view, k + 1 if view.word(k) == "(" else k)
        if view.word(at) != "khóa" or at + 1 >= len(view) or not _TERM.fullmatch(view.tokens[at + 1].text):
            return k
        end = at + 2 + (view.word(at + 2) == ")")
        return end + (view.word(end) == "," and Tails._dated(view, end + 1))

    @staticmethod
    def _meeting(view: View, k: int) -> int:
        """'ngày 3/2/2012, Hội nghị Trung ương 5 khóa XI': pass over the plenum that stands before its term."""
        at = k
        if view.words[k : k + 2] == ["hội", "nghị"]:
            while at < len(view) and at - k < _PLENUM and (view.word(at) in _MEETING or view.tokens[at].kind == "n"):
                at += 1
        return at if view.word(at) == "khóa" else k

    @staticmethod
    def _says(view: View, k: int, form: str) -> bool:
        words = form.split()
        return view.words[k : k + len(words)] == words

    @staticmethod
    def _date(view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'ngày 15/4/2010', '(ngày 15/4/2010)', 'ký ngày 15/4/2010', 'năm 2014'."""
        bracket = view.word(k) == "("
        at = k + bracket
        at += view.word(at) == "này" and Tails._dated(view, at + 1)  # a misprint of 'ngày'
        said = next((form for form in _DATED_BY if Tails._says(view, at, form)), "")
        at += len(said.split())
        if phrase.date or at >= len(view) or view.tokens[at].kind != "date":
            return None
        token = view.tokens[at]
        when, words = token.value, token.text.lower()
        if not isinstance(when, When) or not (words.startswith(("ngày", "năm", "tháng")) or words[0].isdigit()):
            return None  # 'sáng 5/3': when something else happened
        if when.first != when.last or (at > k and not bracket and not when.first.day):
            return None
        end = at + 1 + (bracket and view.word(at + 1) == ")")
        return end, replace(phrase, date=token)

    def _issuer(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'của Ban Bí thư', 'do Bộ Tài chính ban hành'."""
        bracket = view.word(k) == "("
        k += bracket
        if phrase.issuer or (phrase.draft and phrase.reference.type in self.links.laws):
            return None  # 'Báo cáo … dự án Luật X của Ủy ban …': a draft law is laid, and not issued
        if view.word(k) not in _OF:
            return self._unmarked(view, k, phrase)
        found = self.issuing_body(view, self._plenum(view, k + 1)) or self._centre(view, k + 1, phrase)
        if not found:
            return None
        end, body = found
        post = self._posts.at(view, k + 1)
        name = self._names.at(view, end, introduced=True) if post and post[0] == end and view.word(k) != "do" else None
        if post and name:
            span = view.span(k + 1, name[0])
            holder = PersonPhrase(span, name[1], ((post[1], span),))
            return name[0], replace(phrase, issuer=body, issued=span, holder=holder)
        if view.word(k) == "do":
            made = next((form.split() for form in _MADE if self._says(view, end, form)), None)
            if not made:
                return None
            end += len(made)
        end, others = self._together(view, end, phrase)
        told = self._term(view, end)
        phrase = self._of_term(view, end, told, replace(phrase, others=others))
        told += bracket and view.word(told) == ")"
        return told, replace(phrase, issuer=body, issued=body.span)

    @staticmethod
    def _centre(view: View, k: int, phrase: DirectivePhrase) -> tuple[int, BodyPhrase] | None:
        """'Nghị quyết số 123-NQ/TW của Trung ương': the Central Committee's."""
        if view.words[k : k + 2] != ["trung", "ương"] or not _CENTRE.intersection(phrase.reference.issuers):
            return None
        found = view.lexicon.bodies.longest(["trung", "ương", "đảng"], 0)[1]
        body = BodyPhrase(view.span(k, k + 2), found[0].name, found[0].kind, label_en=found[0].label_en, known=True)
        return k + 2, body

    def _together(self, view: View, k: int, phrase: DirectivePhrase) -> tuple[int, tuple[BodyPhrase, ...]]:
        """Return (end, bodies) of the others that issue a joint document: 'của Bộ Y tế, Bộ Tài chính và Bộ Nội vụ'."""
        others: list[BodyPhrase] = []
        joint = phrase.reference.type is not None and phrase.reference.type.name.endswith(_JOINT)
        while joint and view.word(k) in (",", "và", "-", "–"):
            found = self._bodies.at(view, k + 1)
            if not found or found[1].bare:
                break
            k, other = found
            others.append(other)
        return k, tuple(others)

    def _unmarked(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'ngày 4-6-2020 Bộ Chính trị về …': the 'của' left out."""
        body = self._bodies.at(view, k) if phrase.date and self._dated(view, k - 1) else None
        if not body or body[1].bare or view.word(body[0]) != "về":
            return None
        return body[0], replace(phrase, issuer=body[1], issued=body[1].span)

    @staticmethod
    def _plenum(view: View, k: int) -> int:
        """'của Hội nghị lần thứ tư Ban Chấp hành Trung ương': pass over the plenum at which the body issued it."""
        if view.words[k : k + 2] != ["hội", "nghị"]:
            return k
        at = k + 2
        if view.words[at : at + 2] == ["lần", "thứ"]:
            at += 3
        return at + 1 if view.word(at) in (",", "-", "–") else at

    def issuing_body(self, view: View, k: int) -> tuple[int, BodyPhrase] | None:
        """Return (end, body) of the body, or of the office that stands for its body, at token ``k``; or None."""
        body = self._bodies.at(view, k)
        post = self._posts.at(view, k)
        if body and (not post or body[0] >= post[0]):
            return body
        if not post or not post[1].body:
            return None
        return post[0], replace(post[1].body, span=view.span(k, post[0]), implied=True)

    # -- the subject

    def _subject(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        if phrase.subject or phrase.title:
            return None
        if view.word(k) in QUOTES:
            return self._quoted(view, k, phrase)
        end, link = view.link(k)
        if view.words[k : k + 2] == ["ban", "hành"] and (view.word(k + 2) in _TIMES or self._dated(view, k + 2)):
            return None  # 'Công văn số … ban hành từ tháng 4'
        if not link or link.role in ("inner", "passive", "expires", "other"):
            return None
        if link.role == "link" and view.word(k - 1) != "," and "subject" in view.link_roles(k):
            return self._plain(view, k, phrase)  # 'điều chỉnh phân công …': no document is changed
        opens = link.role == "opener" or link.predicate == "kg:details"  # 'hướng dẫn' what is no document
        if not opens and view.word(k - 1) == ",":
            return None
        if link.role == "link" and (not opens or " ".join(view.words[k:end]) in WEAK):
            return None
        start = end if opens else k
        again, opener = view.link(start)
        if opens and link.role == "link" and opener and opener.role == "opener":
            start = again  # 'hướng dẫn về …'
        if view.word(start) in QUOTES:
            return self._quoted(view, start, phrase)
        about = self._about_documents(view, start, phrase) if link.role == "opener" else None
        return about or self._plain(view, start, phrase)

    def _sent(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'Công văn số … gửi các bộ … về việc …': the addressees' words are left to other grammars."""
        if phrase.subject or view.word(k) != "gửi":
            return None
        for at in range(k + 1, min(len(view), k + _QUOTED)):
            verb = view.verb(at)[1]
            if view.word(at) == "." or (verb and verb.frame in ("ask", "say", "propose")):
                return None
            if view.word(at) == "về":
                found = self._subject(view, at, phrase)
                return (k, found[1]) if found else None
        return None

    def _signed(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'Thông tư số 5 do Thứ trưởng A ký ngày 2/3, về …': the words on who signs are left to other grammars."""
        if phrase.subject or phrase.title or view.word(k) not in ("do", "được"):
            return None
        for at in range(k + 1, min(len(view), k + _SIGNER)):
            if view.word(at) in (".", ";", ":") or (at > k + 1 and view.tokens[at].kind == "directive"):
                return None
            made = next((form.split() for form in _MADE if self._says(view, at, form)), None)
            if made:
                end = at + len(made)
                end += self._dated(view, end)
                found = self._subject(view, end + (view.word(end) == ","), phrase) if self._opens(view, end) else None
                return (k, found[1]) if found else None
        return None

    @staticmethod
    def _opens(view: View, k: int) -> bool:
        """Whether 'về (việc)' stands at token ``k``, over a comma."""
        return view.word(k + (view.word(k) == ",")) in ("về", "v/v")

    def _about_documents(self, view: View, start: int, phrase: DirectivePhrase) -> Found:
        """'về việc sửa đổi Quyết định số …': the relation, and the whole as the subject."""
        found = self.links.linked(view, start, phrase)
        if not found:
            return None
        return found[0], replace(found[1], subject=view.span(start, found[0]))

    def _plain(self, view: View, start: int, phrase: DirectivePhrase) -> Found:
        """The subject up to its end; one that names persons ('bổ nhiệm ông A …') leaves its words to other grammars."""
        end, inner, personnel = self._subjects.read(view, start, phrase)
        if end == start:
            return None
        links = phrase.links + tuple(DocumentLinked("", document, document.span) for document in inner)
        personnel = personnel or any(self._is_person(view, k) for k in range(start, end))
        return start if personnel else end, replace(phrase, subject=view.span(start, end), links=links)

    def _is_person(self, view: View, k: int) -> bool:
        """Whether a title or a form of address with a name behind it stands at token ``k``."""
        if self._names.leads(view, k)[1] and self._names.at(view, k):
            return True
        post = self._posts.at(view, k) if view.capital(k) else None
        return post is not None and self._names.at(view, post[0], introduced=True) is not None

    @staticmethod
    def _quoted(view: View, k: int, phrase: DirectivePhrase) -> Found:
        closes, start = (QUOTES[view.word(k)], '"'), k + 1
        if view.word(start) == "về":
            start += 1 + (view.word(start + 1) == "việc")
        for end in range(start, min(len(view), k + _QUOTED)):
            if view.word(end) in closes:
                return (end + 1, replace(phrase, subject=view.span(start, end))) if end > start else None
        return None

"""The other documents behind a document's name: 'sửa đổi Nghị định số …', 'thay thế …', '(được sửa đổi tại …)'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kg.lexicon.lexicon import DocumentType
from kg.lexicon.tables import forms_of
from kg.reading.words.phrases import DirectivePhrase, DocumentLinked, Span, View

Found = tuple[int, DirectivePhrase] | None
WEAK = partial(forms_of, "document_words")("weak link")  # not behind a comma
_ANNEX = 24  # tokens between a link and 'kèm theo'
_INNER = 16  # tokens between a link and its document
_BRACKET = 16  # tokens of '(sửa đổi, bổ sung năm 2017)'


def _may_change(by: DirectivePhrase, changed: DirectivePhrase) -> bool:
    """Only a law changes a law: 'một số điều của Luật … (đã được sửa đổi theo Nghị định …)' is about the decree."""
    law = changed.reference.type is not None and changed.reference.type.titled == "law"
    return not law or (by.reference.type is not None and by.reference.type.system == "assembly")


class Links:
    """Reads the documents that a document's tail names; ``document``: the grammar of document phrases.

    ``laws``: the types of law; ``names_only``: while it is set, a document's name is read without its tail, for in
    'Luật sửa đổi … của Luật X số …, ngày …' number and day are the new law's.
    """

    def __init__(self, document: Callable[[View, int], Found], laws: frozenset[DocumentType | None]):
        self._document = document
        self.laws = laws
        self.names_only = False

    def linked(self, view: View, k: int, phrase: DirectivePhrase) -> Found:
        """'sửa đổi, bổ sung một số điều của Nghị định số …', 'thay thế …', '(được sửa đổi tại …)'."""
        bracket = view.word(k) == "("
        end, link = view.link(k + bracket)
        if not link or link.role not in ("link", "passive"):
            return None
        after_comma = view.word(k - 1) == ","
        if after_comma and " ".join(view.words[k:end]) in WEAK:
            return None
        found = self._objects(view, k, end, phrase, link.predicate, reverse=link.role == "passive")
        own = phrase.reference
        if found and after_comma and not (own.num or phrase.draft):
            # '… thi hành Điều lệ Đảng, thay thế Hướng dẫn số …' is said of what carries the statutes out.
            return found if found[1].links[-1].document.reference.type == own.type else None
        if found and link.role == "passive" and not _may_change(found[1].links[-1].document, phrase):
            return None
        return found

    @staticmethod
    def revision(view: View, k: int, phrase: DirectivePhrase) -> Found:
        """Pass over '(sửa đổi, bổ sung năm 2017)', '(được sửa đổi các năm 2017, 2020)': no document is named there."""
        if view.word(k) != "(":
            return None
        end = next((at for at in range(k + 1, min(len(view), k + _BRACKET)) if view.word(at) == ")"), 0)
        inner = view.words[k + 1 : end]
        changed = [word for word in inner if word not in ("đã", "được")][:2] in (["sửa", "đổi"], ["bổ", "sung"])
        named = any(token.kind == "directive" for token in view.tokens[k:end]) if end else True
        return (end + 1, phrase) if changed and not named else None

    def _objects(self, view: View, k: int, at: int, phrase: DirectivePhrase, predicate: str, *, reverse: bool) -> Found:
        """Read the documents that a link governs: one, or a list of them."""
        self.names_only = predicate == "kg:amends" and phrase.reference.type in self.laws
        weak = " ".join(view.words[k:at]) in WEAK
        found = self._object(view, at, phrase.reference.type)
        links = phrase.links
        end = at
        while found:
            end, document = found
            links += (DocumentLinked(predicate, document, Span(view.tokens[k].start, document.span.end), reverse),)
            found = None if weak else self._next(view, end, document, phrase)
        self.names_only = False
        if len(links) == len(phrase.links):
            return None
        if view.word(k) == "(" and view.word(end) == ")":
            end += 1
        return end, replace(phrase, links=links)

    def _next(self, view: View, end: int, last: DirectivePhrase, phrase: DirectivePhrase) -> Found:
        """The next document of a list; behind a document with a subject of its own, only one of the same type.

        One of the type of ``phrase`` and of no other in the list goes on the list in which that one stands.
        """
        at = end + 1 if view.word(end) in (",", "và") else len(view)
        found = self._document(view, at) if at < len(view) and not view.link(at)[1] else None
        if not found or found[1].pointing:
            return None
        kind = found[1].reference.type
        alike = kind == last.reference.type
        return found if alike or not (last.subject or kind == phrase.reference.type) else None

    def _object(self, view: View, k: int, own: DocumentType | None) -> Found:
        """The document behind a link and words such as 'một số điều của', 'khoản 1 Điều 3'.

        One that points back ('quy định chi tiết Điều 4 của Nghị định') must be of another type than its ``own``.
        """
        at = k
        while at < min(len(view), k + _INNER):
            found = self._document(view, at)
            if found and (not found[1].pointing or self._points(view, found, own)):
                return found
            end, link = view.link(at)
            if link and "inner" in view.link_roles(at):
                at = end
            elif view.tokens[at].kind == "n" or view.word(at) in (",", "điều") or len(view.word(at)) == 1:
                at += 1
            else:
                break
        return self._annexed(view, at)

    @staticmethod
    def _points(view: View, found: tuple[int, DirectivePhrase], own: DocumentType | None) -> bool:
        """Whether a type of document is all that names the one meant: 'Nghị định;', 'Nghị định này'."""
        end, phrase = found
        pointed = view.tokens[end - 1].end > phrase.span.end
        return phrase.reference.type != own and (pointed or not view.is_word(end))

    def _annexed(self, view: View, k: int) -> Found:
        """'sửa đổi … Quy chế ban hành kèm theo Quyết định số …': the document to which the changed text is annexed."""
        for at in range(k, min(len(view), k + _ANNEX)):
            if view.word(at) in (".", ";", ":"):
                return None
            if view.words[at : at + 2] == ["kèm", "theo"]:
                found = self._document(view, at + 2)
                return found if found and not found[1].pointing else None
        return None

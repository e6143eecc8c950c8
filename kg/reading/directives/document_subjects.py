"""Where the subject of a document ends: 'về công tác ngoại giao kinh tế | và kiến nghị …'."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kg.lexicon.tables import forms_of, table
from kg.reading.bodies.bodies import Bodies
from kg.reading.directives.document_names import QUOTES
from kg.reading.officials.names import Names
from kg.reading.officials.posts import Posts
from kg.reading.words.phrases import BodyPhrase, DirectivePhrase, View
from kg.text import key

_CLOSING = frozenset(".;:…)(”!?")
_NEW_CLAUSE = frozenset({"propose", "sign", "meet", "visit", "event"})
_words = partial(forms_of, "document_words")
_TELLING, _NOUN_BEFORE, _PERSONNEL, _LAWS = map(_words, ("telling", "noun before", "personnel", "law"))
_PLURAL, _DOCUMENTS = map(_words, ("plural", "documents"))
_PREDICATE, _OF_LA, _CENTRAL = map(_words, ("predicate", "of là", "central"))
_MADE = _words("made")
_MAKER = 8  # tokens between who makes a document and the verb
_FINITE = frozenset(_words("finite"))
_CLAUSE_OPENERS = _words("opens clause")
_APART = frozenset({",", "và", ";", "đến"})
_ISSUERS = {row["code"]: row["body"] for row in table("issuers") if not row["needs"]}
_CENTRE = frozenset({"TW", "TƯ"})
_CLAUSE = 14  # tokens between a comma and the auxiliary that makes a clause of what follows it
_OFTEN = 60  # tokens: the longest subject
_UNSAID = frozenset({"đã", "sẽ", "đang", "vừa", "chưa", "dự kiến", "được"})

Document = Callable[[View, int], tuple[int, DirectivePhrase] | None]

Typed = Callable[[View, int], bool]
Issuing = Callable[[View, int], tuple[int, BodyPhrase] | None]


class Subjects:
    """Finds the end of a subject, and the documents that it names itself."""

    def __init__(self, bodies: Bodies, posts: Posts, names: Names, issuing: Issuing, document: Document, typed: Typed):
        self._bodies = bodies
        self._posts = posts
        self._names = names
        self._document = document
        self._typed = typed
        self._issuing = issuing

    def read(self, view: View, start: int, phrase: DirectivePhrase) -> tuple[int, list[DirectivePhrase], bool]:
        """Return (end, documents named in it, whether it is about persons) of the subject from token ``start``."""
        k, inner = start, []
        personnel = self._personnel(view, start)
        while k < min(len(view), start + _OFTEN):
            if view.word(k) in QUOTES:
                k = self._closed(view, k)
                continue
            if view.word(k) in (",", "và") and self._names_another(view, k + 1):
                break
            named = self._document(view, k) if self._may_name(view, k) else None
            if named and not named[1].pointing and k > start:
                if view.word(k - 1) in _APART:
                    break
                joined = next((at for at in range(k - 1, start, -1) if view.words[at : at + 2] == ["gắn", "với"]), 0)
                if joined:
                    k = joined
                    break
                inner.append(named[1])
                k = named[0]
                continue
            if k >= personnel and self._ends(view, k, start, phrase):
                break
            k += 1
        while k > start and view.word(k - 1) in (",", "và"):
            k -= 1
        return k, inner, view.word(start) in _PERSONNEL or " ".join(view.words[start : start + 2]) in _PERSONNEL

    def _names_another(self, view: View, k: int) -> bool:
        """Whether another document of a list stands at token ``k``: '… và Biên bản ghi nhớ năm 2010'."""
        found = self._document(view, k) if view.capital(k) else None
        return found is not None and not found[1].pointing

    def _may_name(self, view: View, k: int) -> bool:
        return view.tokens[k].kind == "directive" or (view.capital(k) and view.word(k) in _LAWS)

    @staticmethod
    def _closed(view: View, k: int) -> int:
        """Pass over words in quotation marks that open at token ``k``."""
        close = QUOTES[view.word(k)]
        return next((at + 1 for at in range(k + 1, min(len(view), k + _OFTEN)) if view.word(at) == close), k + 1)

    def _personnel(self, view: View, start: int) -> int:
        """'bổ nhiệm ông A, Phó Vụ trưởng …, giữ chức Cục trưởng …': the token behind the new post, or ``start``."""
        if " ".join(view.words[start : start + 2]) not in _PERSONNEL and view.word(start) not in _PERSONNEL:
            return start
        for k in range(start, min(len(view), start + _OFTEN)):
            if view.word(k) in (";", ".", ":"):
                return start
            if view.word(k) in ("giữ", "làm") and view.word(k + 1) in ("chức", "quyền") or view.word(k) == "làm":
                at = k + 2 + (view.word(k + 2) == "vụ") if view.word(k + 1) == "chức" else k + 1
                post = self._posts.at(view, at)
                return post[0] if post else at
        return start

    def _ends(self, view: View, k: int, start: int, phrase: DirectivePhrase) -> bool:
        """Whether the words of a subject end before token ``k``."""
        word, token = view.word(k), view.tokens[k]
        if word in _CLOSING or token.kind == "directive":
            return True
        if token.kind == "n" and view.word(k + 1) == "tháng" and view.word(k + 2) in ("đầu", "cuối"):
            return k > start  # '… phát triển thành phố 6 tháng đầu năm': when something else was done
        link = view.link(k)[1]
        if link and link.role in ("passive", "expires"):
            return k > start
        if token.kind == "date":
            return token.text.lower().startswith("ngày")
        if word == ",":
            return self._other_clause(view, k + 1)
        if word == "và":
            others = view.word(k + 1) in _PLURAL and " ".join(view.words[k + 2 : k + 4]).startswith(_DOCUMENTS)
            counted = k + 2 < len(view) and view.tokens[k + 1].kind == "n" and self._typed(view, k + 2)
            return others or counted or self._new_verb(view, k + 1)
        if word == "do":
            acts = self._posts.at(view, k + 1) or self._bodies.at(view, k + 1) or self._names.leads(view, k + 1)[1]
            return bool(acts)
        if word == "được" and self._made_by(view, k + 1):
            return True
        if word == "của":
            return not phrase.issuer and self._is_issuer(view, k + 1, phrase)
        return k > start and self._predicate(view, k)

    def _made_by(self, view: View, k: int) -> bool:
        """'… được Thủ tướng Chính phủ ban hành': what is said of the document itself."""
        acts = self._posts.at(view, k) or self._bodies.at(view, k)
        behind = view.words[acts[0] : acts[0] + _MAKER] if acts else []
        return any(" ".join(behind[i : i + 2]).startswith(form) for i in range(len(behind)) for form in _MADE)

    @staticmethod
    def _new_verb(view: View, k: int) -> bool:
        if k < len(view) and view.tokens[k].kind == "directive":
            return True
        return Subjects._new_clause(view, k)

    @staticmethod
    def _new_clause(view: View, k: int) -> bool:
        """Whether the verb at token ``k`` tells what somebody does, and not what the document is about."""
        end, verb = view.verb(k)
        return verb is not None and (verb.frame in _NEW_CLAUSE or " ".join(view.words[k:end]) in _TELLING)

    def _is_issuer(self, view: View, k: int, phrase: DirectivePhrase) -> bool:
        """'của BODY' ends the subject where the symbol does not name another issuer and the clause ends behind it."""
        found = self._issuing(view, k)
        if not found:
            return False
        end, body = found
        expected = [_ISSUERS[code] for code in phrase.reference.issuers if code in _ISSUERS]
        if expected and key(body.name) not in map(key, expected):
            return False
        central = any(code in _CENTRE for code in phrase.reference.issuers)
        if central and not any(word in key(body.name) for word in _CENTRAL):
            return False
        if not phrase.reference.num or (end < len(view) and view.tokens[end].text.lower().startswith("năm")):
            return False  # 'Nghị quyết về việc lập đoàn của Quốc hội năm 2025'
        return end >= len(view) or not view.is_word(end) or bool(view.verb(end)[1]) or self._predicate(view, end)

    @staticmethod
    def _predicate(view: View, k: int) -> bool:
        """Whether the clause's predicate begins at token ``k``: the document is its subject, and its name ends."""
        punished = view.words[k - 2 : k] == ["kỷ", "luật"]  # 'bằng hình thức khiển trách'
        if " ".join(view.words[k : k + 3]) in _PREDICATE and not punished:
            return True
        if view.word(k) == "là" and view.word(k - 1) not in _OF_LA:
            return True
        end, role = view.role(k)
        if role in ("aux", "plan", "negation") and view.word(k) in _UNSAID:
            return view.verb(end)[1] is not None or bool(view.role(end)[1]) and view.word(k) != "được"
        at, verb = view.verb(k)
        telling = verb is not None and " ".join(view.words[k:at]) in _TELLING
        return telling and view.word(k - 1) not in (*_NOUN_BEFORE, ",")

    def _other_clause(self, view: View, k: int) -> bool:
        """Whether a new clause begins at token ``k``, behind a comma."""
        if not view.is_word(k) or self._bodies.at(view, k) or self._posts.at(view, k) or view.capital(k):
            return True
        link = view.link(k)[1]
        if link and link.role == "link" and self._followed(view, k):
            return True
        if any(" ".join(view.words[k : k + size]) in _CLAUSE_OPENERS for size in (1, 2, 3)) or self._told(view, k):
            return True
        goes_on = view.word(k) in ("nhất", "tầm", "đặc")  # 'nhất là', 'tầm nhìn', 'đặc biệt là'
        return (bool(view.role(k)[1]) and not goes_on) or self._new_clause(view, k)

    @staticmethod
    def _told(view: View, k: int) -> bool:
        """Whether what follows a comma is a clause: an auxiliary stands in it before the next mark."""
        for at in range(k, min(len(view), k + _CLAUSE)):
            if not view.is_word(at) and view.tokens[at].kind != "n":
                return False
            if view.word(at) in _FINITE or " ".join(view.words[at : at + 2]) in _FINITE:
                return True
        return False

    def _followed(self, view: View, k: int) -> bool:
        end = view.link(k)[0]
        numbered = any(token.kind == "directive" for token in view.tokens[end : end + 6])
        return numbered or self._typed(view, end)

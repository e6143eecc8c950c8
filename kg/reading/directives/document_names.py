"""Names of documents without a number: laws by title and year, plans by title and period, resolutions by congress."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from kg.lexicon.lexicon import DocumentType, Lexicon
from kg.lexicon.tables import forms_of
from kg.reading.places.places import gazetteer_place
from kg.reading.words.phrases import View

_ROMAN = re.compile(r"^[IVXLC]+$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
QUOTES = {"“": "”", '"': '"', "«": "»"}
_REVISED = (("(", "sửa", "đổi", ")"), ("(", "sửa", "đổi", ",", "bổ", "sung", ")"), ("(", "thay", "thế", ")"))
_REVISES = frozenset({",", "bổ", "luật", "bộ", "một", "các", "điều", "khoản", "<directive>", "và", "quy"})
_words = partial(forms_of, "document_words")
_ENDING_WORDS, _PERIODS, _PARTY_TYPES, _ORDINALS = map(_words, ("ends plan", "period", "party type", "ordinal"))
_ISSUED = frozenset({"qua", "hành", "ký", "kết"})  # the last syllables of thông qua, ban hành, ký, ký kết
_MARKS = frozenset({"-", "–", ",", "("})
_TERMS = frozenset({"khóa", "nhiệm kỳ", "nhiệm", "lần"})
_CLOSING = frozenset(".;:…”()!?")
_ENDING_ROLES = frozenset({"plan", "hypothetical", "condition", "modal"})
_NEW_CLAUSE = frozenset({"say", "ask", "event", "sign", "issue", "meet", "visit"})
_SURE = 5  # syllables of a law's title that need no capital
_LONGEST = 34
_PLENUM = 14
_INITIALS = 2  # letters: 'Điều lệ CĐ VN' is no menu
_LISTED = 9
_PLAIN_TYPE = 2  # syllables: 'Biên bản ghi nhớ năm 2010' is a name, 'Kế hoạch năm 2024' is not
_PLANS = ("Kế hoạch", "Chương trình", "Đề án", "Chiến lược", "Phương án")  # also in small letters behind 'ban hành'
_VERB = 2  # syllables
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A name's tokens: its subject is ``start`` to ``stop``, the whole with year and '(sửa đổi)' goes on to ``end``."""

    start: int
    stop: int
    end: int


class Titles:
    """The grammar of document names without a number."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon

    def title(self, view: View, kind: DocumentType, at: int, end: int) -> Title | None:
        """Return the title behind a type of document at tokens ``at`` to ``end``, or None where none follows."""
        if kind.titled == "law":
            return self._law(view, kind, at, end)
        if kind.name.lower() in _PARTY_TYPES:
            start = end + (view.word(end) == "của")
            stop = self._congress(view, start)
            if stop > start or (view.capital(at) and self._this_congress(view, end)):
                return Title(end, end, max(stop, end + 3 * (stop == start)))
        issued = view.words[max(0, at - 2) : at] == ["ban", "hành"] and kind.name.startswith(_PLANS)
        if not view.capital(at) and not issued:
            return None
        if kind.name == "Điều lệ":
            stop = self._capitals(view, end) if view.capital(end) else end
            return Title(end, end, stop) if stop > end else None
        if not kind.titled:
            return None
        quoted = self._quoted(view, end) if kind.name != "Chương trình" else None  # of an evening, of television
        return quoted or self._inside_quotes(view, at, end) or self._plan(view, kind, at, end)

    def agreement(self, view: View, kind: DocumentType, end: int) -> int:
        """'ký quy chế phối hợp giữa hai ngành': return the end of the name, 0 where none is signed."""
        if kind.titled != "dated" or kind.name in ("Chương trình", "Kế hoạch", "Quy hoạch"):
            return 0
        k = self.revised(view, end)
        while k < min(len(view), end + _LONGEST) and not self._ends_plan(view, k, end - 1):
            k += 1
        return k if k > end or " " in kind.name[len("Biên bản") :] else 0

    # -- laws

    def _law(self, view: View, kind: DocumentType, at: int, start: int) -> Title | None:
        """'Luật Nhà ở', 'Luật Đất đai (sửa đổi)', 'Bộ luật Lao động năm 2019', 'Hiến pháp 2013'."""
        known = self._lexicon.laws.longest(view.words, start)[0]
        if view.word(start) == "biển" and view.word(start + 1) != "việt":
            return None  # the Convention on the Law of the Sea
        # 'Luật phổ biến, giáo dục pháp luật'; all in small letters only what means nothing else
        old_style = known > start and (view.capital(at) or known - start >= _SURE)
        if view.capital(start) or old_style:
            stop = known if known > start else self._capitals(view, start) if view.capital(at) else start
        else:
            stop = start
        end = self.revised(view, stop)
        year = self._year(view, end)
        if stop == start and (year == end or not view.capital(at)):
            return None
        skipped = (
            start + 1 if view.word(start) == "về" else start + 2 * (view.words[start : start + 2] == ["quy", "định"])
        )
        return Title(skipped, stop, year)

    def _capitals(self, view: View, start: int) -> int:
        """'Luật Thực hành tiết kiệm, chống lãng phí': capitalised, to a function word or a mark."""
        if all(t.text.isupper() and len(t.text) > _INITIALS for t in view.tokens[start : start + 2]):
            return start  # 'Luật QUỐC HỘI': a menu
        link = view.link(start)[1]
        if (link and link.role == "link") or self._lexicon.posts.longest(view.words, start)[0] > start + 1:
            return start
        k = start
        while k < min(len(view), start + _LONGEST):
            if view.word(k) in QUOTES and QUOTES[view.word(k)] in view.words[k + 1 : k + _QUOTED]:
                k = view.words.index(QUOTES[view.word(k)], k + 1) + 1
                break
            comma = view.word(k) == "," and self._goes_on(view, k + 1)
            if not (view.is_word(k) or comma) or (k > start and self._ends_law(view, k)):
                break
            k += 1
        return k

    def _goes_on(self, view: View, k: int) -> bool:
        small = view.is_word(k) and not view.capital(k)
        return small and not view.role(k)[1] and view.verb(k)[1] is None and view.link(k)[1] is None

    def _ends_law(self, view: View, k: int) -> bool:
        if view.word(k) == "và":
            return not view.is_word(k + 1) or view.capital(k + 1)
        verb = view.verb(k)[1]
        return bool(view.role(k)[1]) or (verb is not None and verb.frame in ("say", "ask", "event", "issue"))

    @staticmethod
    def revised(view: View, k: int) -> int:
        """Pass over '(sửa đổi)'."""
        plain = view.words[k : k + 2] == ["sửa", "đổi"] and view.word(k + 2) not in _REVISES
        bracketed = next((k + len(form) for form in _REVISED if tuple(view.words[k : k + len(form)]) == form), k)
        return k + 2 if plain and k else bracketed

    @staticmethod
    def _year(view: View, k: int) -> int:
        """Pass over 'năm 2013', '2013'; a full date is the tail's."""
        if k >= len(view):
            return k
        token = view.tokens[k]
        plain = token.kind == "n" and _YEAR.fullmatch(token.text) is not None
        return k + 1 if plain or (token.kind == "date" and token.text.lower().startswith("năm")) else k

    # -- congresses and plenums

    def _congress(self, view: View, start: int) -> int:
        """'Nghị quyết Đại hội XIII của Đảng', 'Nghị quyết Trung ương 5, khóa VIII': return the end, or ``start``."""
        if self._word(view, start)[1] != "first" or not (view.capital(start) or self._numbered(view, start)):
            return start
        k = last = start
        while k < min(len(view), start + _LONGEST):
            end, role = self._word(view, k)
            solid = role in ("first", "inner") or self._numeral(view, k) or view.capital(k)
            if solid or self._closes_term(view, start, k):
                last = k = max(end, k + 1)
            elif (role == "link" and self._links(view, k)) or (view.word(k) in _MARKS and self._opens(view, k + 1)):
                k = max(end, k + 1)
            else:
                break
        return last if any(self._numeral(view, at) for at in range(start, last)) else start

    @staticmethod
    def _numbered(view: View, k: int) -> bool:
        """'hội nghị lần thứ V – BCH trung ương đảng khóa IX', all in small letters."""
        numbered = view.words[k : k + 4] == ["hội", "nghị", "lần", "thứ"]
        return numbered and "khóa" in view.words[k : k + _PLENUM]

    def _this_congress(self, view: View, k: int) -> bool:
        """'Nghị quyết của Đại hội': the one that the report is about."""
        named = view.words[k : k + 3] == ["của", "đại", "hội"] and view.capital(k + 1)
        return named and not self._goes_on(view, k + 3)

    @staticmethod
    def _links(view: View, k: int) -> bool:
        return view.word(k) != "của" or view.word(k + 1) in ("đảng", "ban")

    def _opens(self, view: View, k: int) -> bool:
        """Whether the name goes on behind a dash, a comma or a bracket: '(khóa XI)', '- Ban Chấp hành Trung ương'."""
        dashed = view.word(k - 1) in ("-", "–")
        if dashed and k < len(view) and view.tokens[k].kind == "n":
            return True
        role = self._word(view, k)[1]
        return view.word(k) in _TERMS or (dashed and role in ("inner", "first"))

    @staticmethod
    def _closes_term(view: View, start: int, k: int) -> bool:
        return view.word(k) == ")" and "(" in view.words[max(start, k - 4) : k]

    def _word(self, view: View, k: int) -> tuple[int, str]:
        end, roles = self._lexicon.congress_words.longest(view.words, k)
        return end, roles[0] if roles else ""

    @staticmethod
    def _numeral(view: View, k: int) -> bool:
        if k >= len(view):
            return False
        token = view.tokens[k]
        ordinal = view.word(k - 1) == "thứ" and token.key in _ORDINALS
        return token.kind == "n" or bool(_ROMAN.match(token.text)) or ordinal

    # -- plans, strategies, programmes

    def _quoted(self, view: View, start: int) -> Title | None:
        """'Đề án “Phát triển tài năng trẻ”'."""
        close = QUOTES.get(view.word(start))
        if not close:
            return None
        for k in range(start + 2, min(len(view), start + _QUOTED)):
            if view.word(k) == close:
                return Title(start + 1, k, k + 1)
        return None

    @staticmethod
    def _inside_quotes(view: View, at: int, start: int) -> Title | None:
        """'“Kế hoạch tổng thể thực hiện …”': the whole name stands in quotation marks."""
        close = QUOTES.get(view.word(at - 1))
        for k in range(start + 2, min(len(view), start + _QUOTED)) if close else ():
            if view.word(k) == close:
                return Title(start, k, k)
        return None

    def _plan(self, view: View, kind: DocumentType, at: int, start: int) -> Title | None:
        """'Chiến lược phát triển … giai đoạn 2021 - 2030, tầm nhìn đến năm 2045', 'Quy hoạch tỉnh X thời kỳ …'."""
        if (
            start >= len(view)
            or self._carries_out(view, start)
            or self._ends_plan(view, start, start)
            or view.verb(at)[1]
            or view.word(start) == "và"
        ):
            return None
        k, dated = start, False
        while k < min(len(view), start + _LONGEST) and not self._ends_plan(view, k, start):
            dated = dated or self._period(view, k)
            k += 1
        inside = at > 0 and view.is_word(at - 1)
        opens = view.action(start) > start or view.link(start)[1] or view.capital(start) or view.verb(start)[1]
        sure = (
            dated
            or (kind.titled == "title" and inside and bool(opens))
            or (view.word(at - 1) in _ISSUED and view.word(k) != ",")
        )
        said = at == 0 and k < len(view) and view.word(k) in ("được", "đã", "do")  # of what the title names
        sure = sure or (kind.titled == "title" and said)
        only_year = len(kind.name.split()) > _PLAIN_TYPE
        if view.tokens[start].kind == "date":
            return Title(start, start, start + 1) if only_year else None
        skipped = start + (view.word(start) == "về")  # 'Chiến lược quốc gia về bình đẳng giới'
        return Title(skipped, k, k) if sure and k - start >= 2 else None

    @staticmethod
    def _carries_out(view: View, k: int) -> bool:
        """'Chương trình hành động thực hiện Nghị quyết số …': named by what stands behind it, not by a title."""
        end, link = view.link(k)
        while link and link.role in ("link", "inner"):
            if end < len(view) and view.tokens[end].kind == "directive":
                return True
            end, link = view.link(end)
        return False

    @staticmethod
    def _period(view: View, k: int) -> bool:
        """Whether a period or the parties stand at token ``k``: 'giai đoạn …', 'đến năm 2030', 'năm 2024', 'giữa …'."""
        token = view.tokens[k]
        dated = token.kind == "date" and token.text.lower().startswith("năm")
        return dated or " ".join(view.words[k : k + 2]) in _PERIODS or token.key == "giữa"

    def _ends_plan(self, view: View, k: int, start: int) -> bool:
        """Whether the title of a plan ends before token ``k``."""
        word, token = view.word(k), view.tokens[k]
        if any(view.abbreviation(at) for at in (k, k - 1, k - 2)):
            return False  # '… tiếp xúc cử tri (TXCT) trước kỳ họp'
        if word in _CLOSING or token.kind == "directive" or word in QUOTES:
            return True
        if token.kind == "date":
            return not token.text.lower().startswith("năm")
        if word == ",":
            return not (self._lists(view, k + 1) or self._pair(view, start, k))
        if word == "và":
            parties = "giữa" in view.words[start:k]
            return view.capital(k + 1) and not parties and not gazetteer_place(self._lexicon, view, k + 1)
        if view.word(k) == "đến" or word == "giữa":
            return k == start
        verb = view.verb(k)[1]
        told = verb is not None and verb.frame in _NEW_CLAUSE and k > start
        return told or word in _ENDING_WORDS or view.role(k)[1] in _ENDING_ROLES

    @staticmethod
    def _pair(view: View, start: int, k: int) -> bool:
        """'Kế hoạch phổ biến, giáo dục pháp luật': two verbs with one object begin the title."""
        first = start < k <= start + _VERB and not view.capital(start)
        return first and view.is_word(k + 1) and not view.capital(k + 1) and not view.role(k + 1)[1]

    def _lists(self, view: View, k: int) -> bool:
        """Whether a title goes on behind its comma: with its period, or with a list that 'và' closes."""
        if " ".join(view.words[k : k + 2]) in _PERIODS or view.word(k) == "đến":
            return True
        if view.word(k - 3) == "thứ" and view.word(k) in ("quốc", "hđnd", "hội") and view.capital(k):
            return True  # 'trước kỳ họp thứ 8, Quốc hội khóa XV'
        if not view.is_word(k) or view.capital(k) or view.role(k)[1] or view.verb(k)[1]:
            return False
        return "và" in view.words[k : k + _LISTED]

"""How far the name of a body goes behind its head noun ('Trung tâm | Hỗ trợ phát triển doanh nghiệp nhỏ và vừa').

Capitals follow Phụ lục II of Nghị định 30/2020/NĐ-CP: the first syllable of each word of a name is a capital, the rest
are small, so that a name ends where a function word, a verb, a mark, a title or a person's name stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.lexicon.lexicon import Lexicon, Place, words
from kg.lexicon.trie import Trie
from kg.reading.places.capitals import capital_run, foreign, person_begins, place_end
from kg.reading.places.gazetteer import gazetteer_place
from kg.reading.places.places import place_at
from kg.reading.words.phrases import BodyPhrase, View

Nested = Callable[[View, int], "tuple[int, BodyPhrase] | None"]

_DASHES = frozenset("-–")
_MAX_SMALL = 9
_LONGEST_OPEN = 24
_COMMA_REACH = 8  # tokens behind a comma among which the 'và' of 'X, Y và Z' stands
_MOST_FIELDS = 6  # parts of one name that commas part
_FIELD_LINKS = frozenset({",", "và"})
_NUMBERED = frozenset({"số", "khu vực", "vùng", "chi nhánh", "khóa", "vực", "nhánh"})
_LONGEST_NAME = 4  # syllables of a company's own name, where no person's follows
_WITH_FORM = (
    3  # syllables of a company's head with its legal form, or of a school's ('Công ty TNHH', 'Trường Tiểu học')
)
_SHORTEST_SMALL = 3  # tokens of a company's name that begins with a small letter
_LONGEST_TITLE = 5  # syllables of a title before the body
_DIGITS = 3  # of the number of a unit; four are a year's
_FOR = frozenset({"thực hiện", "triển khai", "xây dựng", "tổng kết", "sơ kết", "soạn thảo", "thi hành"})
_TASKS = frozenset({"triển", "thực", "chỉ"})  # triển khai, thực hiện, chỉ đạo
_ROMAN = re.compile("^[IVX]+$")
_ABOUT = frozenset({"về"})


class BodyNames:
    """The rules for the words that go on a body's name."""

    def __init__(self, lexicon: Lexicon, nested: Nested):
        self._lexicon = lexicon
        self._nested = nested
        self._types: Trie[bool] = Trie()
        for kind in lexicon.types_in_order:
            self._types.add(words(kind.name), True)

    def end(self, view: View, start: int, *, opened: bool, named: bool = False) -> tuple[int, BodyPhrase | None]:
        """Return (end, body nested at the end) of the words from ``start`` that go on a name; ``start``: none do.

        ``opened``: the name may go on in small letters, with 'về' and 'phòng, chống' in it; ``named``: what follows is
        a name, even one that might be a person's ('Công ty TNHH Hoàng Gia Phát').
        """
        k, small = start, 0
        while k < min(len(view), start + _LONGEST_OPEN):
            nested = self._nested(view, k) if k > start else None
            if nested:
                return nested
            behind = self.behind_gloss(view, k, opened=opened and k == start)
            if behind > k and (k > start or place_at(self._lexicon, view, behind) or not self._levelled(view, behind)):
                k = behind
                continue
            if opened and (task := self._document(view, k)) > k:
                k, small = task, 0
                continue
            if view.capital(k):
                if foreign(view.tokens[k].text) and person_begins(self._lexicon, view, k + 1):
                    break  # 'Giáo phận Hưng Hóa | Antôn Vũ Huy Chương'
                if self._other(view, k, first=k == start):
                    if named and k == start:
                        k = self._proper(view, k)
                        continue
                    break
                place = gazetteer_place(self._lexicon, view, k)
                if place:
                    k = place[0]
                    if not self._goes_on(view, k, place[1]):
                        return k, None
                k, small = k + (not place), 0
                continue
            step = self._small(view, k, start, opened=opened)
            if step == k:
                break
            if opened and step > k + 1 and self._ends_in_place(view, k, step):
                return step, None
            small += view.is_word(k)
            if small > _MAX_SMALL + 5 * opened:
                return start, None
            k = step
        return self._closed(view, start, k), None

    def behind_gloss(self, view: View, k: int, *, opened: bool = False) -> int:
        """Return the token behind '(ABBR)' at ``k`` where the name's level or place stands there; ``k`` elsewhere.

        ``opened``: any small word of the name may stand there: 'Ban Chỉ đạo (BCĐ) | phòng, chống tham nhũng'.
        """
        if not view.abbreviation(k):
            return k
        levelled = place_at(self._lexicon, view, k + 3) or self._levelled(view, k + 3)
        if k + 3 < len(view) and view.tokens[k + 3].kind == "n":
            return k + 4  # 'Ban Chỉ huy Phòng thủ khu vực (PTKV) 2 - Mẫu Sơn'
        small = opened and view.is_word(k + 3) and not view.capital(k + 3) and not self._stops(view, k + 3)
        return k + 3 if levelled or small else k

    def _levelled(self, view: View, k: int) -> bool:
        """Whether a word such as tỉnh or huyện stands at ``k``."""
        return bool(self._lexicon.place_heads.longest(view.words, k)[1])

    def _ends_in_place(self, view: View, k: int, end: int) -> bool:
        """Whether 'huyện X' at ``k`` closes an open name: nothing but 'về …' may go on behind it."""
        place = place_at(self._lexicon, view, k)
        return bool(place) and place[0] == end and view.word(end) not in _ABOUT and not view.capital(end)  # type: ignore[index]

    def _document(self, view: View, k: int) -> int:
        """Return the end of the document that a steering committee is for: 'Ban Chỉ đạo thực hiện | Đề án 06 …'."""
        if not any(" ".join(view.words[k - n : k]) in _FOR for n in (1, 2)):
            return k
        if view.tokens[k].kind == "directive":
            return k + 1
        end = self._types.longest(view.words, k)[0] if view.capital(k) else k
        return end + (end < len(view) and view.tokens[end].kind == "n") if end > k else k

    def eponym(self, view: View, i: int, end: int, kind: str) -> bool:
        """Whether a person's name behind the head at ``i`` to ``end`` is its own: 'Công ty TNHH | Hoàng Văn Mẫu'.

        So are those of schools and hospitals, but not behind a title, where they may be called by their heads alone
        ('Giám đốc Bệnh viện | Trần Văn Thử').
        """
        if kind == "company" or (kind == "institute" and view.word(i) == "trường"):
            return end - i >= _WITH_FORM
        return kind == "institute" and end - i > 1 and not self.titled(view, i)

    def titled(self, view: View, i: int) -> bool:
        """Whether a title ends right before token ``i``."""
        posts = self._lexicon.posts
        return any(end == i for k in range(max(0, i - _LONGEST_TITLE), i) for end, _ in posts.all(view.words, k))

    def _proper(self, view: View, k: int) -> int:
        """Return the end of a company's own name: the run of capitals, or what a person's name behind it leaves."""
        size = capital_run(view, k)
        return k + size if size <= _LONGEST_NAME else max(place_end(self._lexicon, view, k, small=True), k + 1)

    def small_end(self, view: View, start: int) -> int:
        """Return the end of a name in small letters that a known place closes ('Hiệp hội | vận tải ô tô Việt Nam')."""
        end, _ = self.end(view, start, opened=True)
        place = next((k for k in range(start + 1, end) if gazetteer_place(self._lexicon, view, k)), -1)
        closed = place > 0 and gazetteer_place(self._lexicon, view, place)
        return end if closed and closed[0] == end and view.is_word(start) else start

    def company_end(self, view: View, start: int) -> int:
        """Return the end of a company's name in small letters that a capital or a number closes, or ``start``.

        'Công ty CP | cầu 11 Mẫu Sơn', 'Tổng công ty | xây dựng công trình giao thông 4'.
        """
        end, inner = self.end(view, start, opened=True)
        while end > start and not (view.capital(end - 1) or view.tokens[end - 1].kind == "n"):
            end -= 1
        return start if inner or end - start < _SHORTEST_SMALL else end

    def extends(self, view: View, end: int, *, small: bool) -> bool:
        """Whether a name known to end at ``end`` goes on: a capital, a number or a branch; ``small``: any word."""
        if view.capital(end):
            return not self._other(view, end, first=False)
        if small and view.is_word(end):
            return True
        return self._role(view, end)[1] == "branch" or (end < len(view) and view.tokens[end].kind == "n")

    def branch_end(self, view: View, end: int) -> int:
        """Return the end of the words that name a branch of the body that ends at ``end``, or ``end``."""
        at, role = self._role(view, end)
        if role != "branch" or at >= len(view):
            return end
        numeral = view.tokens[at].kind == "n" or bool(_ROMAN.match(view.tokens[at].text))
        place = place_at(self._lexicon, view, at)
        return at + 1 if numeral else place[0] if place else end

    def thing(self, view: View, end: int) -> bool:
        """Whether the word at ``end`` makes the head before it another word: 'Bộ | quy tắc', 'Ban | nhạc'."""
        return self._role(view, end)[1] == "thing"

    def unnamed(self, view: View, end: int) -> bool:
        """Whether the words at ``end`` make the body before them one of several ('hai nước', 'các huyện')."""
        if (
            end < len(view)
            and view.tokens[end].kind == "n"
            and self._lexicon.place_heads.longest(view.words, end + 1)[1]
        ):
            return True  # 'Sở Y tế 63 tỉnh, thành phố'
        return self._role(view, end)[1] == "unnamed"

    def _role(self, view: View, k: int) -> tuple[int, str]:
        end, roles = self._lexicon.body_name_words.longest(view.words, k)
        return end, roles[0] if roles else ""

    def _closed(self, view: View, start: int, k: int) -> int:
        """A dash or comma is never a name's last mark; one small syllable alone is no name."""
        while k > start and not (view.is_word(k - 1) or view.tokens[k - 1].kind == "n"):
            k -= 1
        return start if k == start + 1 and view.is_word(start) and not view.capital(start) else k

    def _goes_on(self, view: View, k: int, place: Place) -> bool:
        """Whether a name goes on behind a place in it: 'Việt Nam - Lào', 'Sài Gòn Xanh'; never behind a country."""
        if view.word(k) in _DASHES:
            return gazetteer_place(self._lexicon, view, k + 1) is not None or self._known(view, k + 1)
        return place.kind != "nước" and view.capital(k) and not self._begins_np(view, k)

    def _known(self, view: View, k: int) -> bool:
        """Whether a body that a list names stands at ``k`` ('Hoa Kỳ - ASEAN')."""
        return bool(self._lexicon.bodies.longest(view.words, k)[1]) and view.capital(k)

    def _small(self, view: View, k: int, start: int, *, opened: bool) -> int:
        """Return the token behind a small word, number or mark at ``k`` that goes on the name; ``k`` for another."""
        token = view.tokens[k]
        if token.kind == "n":
            told = k == start or view.word(k - 1) in _NUMBERED or view.tokens[k - 1].text.isupper()
            return k + 1 if (told and not self._counts(view, k)) or self._ordinal(view, k, start) else k
        if not view.is_word(k):
            return k + 1 if self._joins(view, k, start) or self._comma(view, k, start, opened=opened) else k
        if view.inside(k) and k > start:
            return k + 1  # 'Trật | tự' is one word, though 'tự' alone ends a name
        end, role = self._role(view, k)
        role = role if view.compound(k) <= end else ""  # 'thiếu niên' is not 'thiếu'
        held = self._lexicon.event_heads.longest(view.words, end)[1]
        if role == "inner" and held and held[0]["verb"] != "yes":
            return k  # 'Ban Chỉ đạo tỉnh | tổ chức hội nghị'
        if role == "inner" and self._field(view, k, start, opened=opened):
            return end
        if role == "inner" and self._own_name(view, k):
            return k  # 'Công ty Mẫu Sơn | quản lý …'
        if opened and k == start and self._types.longest(view.words, end)[1] and view.word(k) in _TASKS:
            return end  # 'Tổ công tác triển khai Đề án 06'
        if self._joins(view, k, start) or (opened and self._open_link(view, k, start)):
            return k + 1
        if view.word(k) == "và" and self._role(view, k + 1)[1] == "inner" and self._field(view, k, start, opened=False):
            return k + 1  # 'Trường Quản trị và kinh doanh'
        level = place_at(self._lexicon, view, k)
        if k == start and level and level[0] > k + 1 and not opened:
            return level[0]  # 'Chính phủ Nhân dân | châu Tân Hà'
        if role in ("stop", "unnamed") or (k == start and not opened) or self._stops(view, k):
            return k
        levelled = k > start and not view.capital(k - 1) and self._lexicon.place_heads.longest(view.words, k - 1)[1]
        if levelled and not (opened or level or view.inside(k)):
            return k  # 'Ban Tiếp công dân tỉnh | niêm yết lịch'
        return level[0] if level else k + 1

    def _own_name(self, view: View, k: int) -> bool:
        """Whether a name of its own stands before ``k``: two capitals, or an abbreviation."""
        return view.capital(k - 1) and (view.capital(k - 2) or self._acronym(view, k - 1))

    def _counts(self, view: View, k: int) -> bool:
        """Whether a number counts what the noun behind it says ('Ban Chấp hành | 11 người')."""
        behind = view.is_word(k + 1) and not view.capital(k + 1) and not view.role(k + 1)[1]
        return (
            behind and view.verb(k + 1)[1] is None and view.action(k + 1) == k + 1 and self._role(view, k + 1)[1] == ""
        )

    def _ordinal(self, view: View, k: int, start: int) -> bool:
        """Whether a number of a few digits names a unit: 'Lữ đoàn Pháo binh 45', 'Bệnh viện Nhân dân 115'."""
        text = view.tokens[k].text
        return (
            k > start and text.isdigit() and len(text) <= _DIGITS and view.is_word(k - 1) and not self._counts(view, k)
        )

    def _field(self, view: View, k: int, start: int, *, opened: bool) -> bool:
        """Whether a field of work goes on at ``k``: behind another one ('Hỗ trợ | phát triển'), or in an open name."""
        if k == start or (opened and (view.word(k - 1) in _ABOUT or k > start)):
            return opened
        at = k - 1
        while at > start and not view.capital(at):
            at -= 1
        return self._role(view, at)[1] == "inner"

    def _open_link(self, view: View, k: int, start: int) -> bool:
        """'về' behind the head or its level, and 'và' between small words of an open name."""
        if view.word(k) in _ABOUT:
            return view.is_word(k + 1)
        if view.word(k) != "và" or k == start or not view.is_word(k + 1) or view.capital(k + 1):
            return False
        groups = self._lexicon.group_nouns.longest(view.words, k + 1)[1]
        if self._role(view, k + 1)[1] == "inner":
            return True
        return not (groups or view.role(k + 1)[1] or view.verb(k + 1)[1] or view.action(k + 1) > k + 1)

    def _comma(self, view: View, k: int, start: int, *, opened: bool) -> bool:
        """The comma of 'phòng, chống', and those of 'X, Y và Z' between capitalised parts of one name."""
        if view.word(k) != "," or k == start:
            return False
        if view.word(k - 1) == "phòng" and view.word(k + 1) == "chống":
            return True
        if opened and view.is_word(k + 1) and not view.capital(k + 1):
            return self._enumerates(view, k + 1)
        return self._listed(view, k)

    def _listed(self, view: View, k: int) -> bool:
        """Whether the comma at ``k`` and those behind it part the fields of one name: 'X, Y, Z và W'."""
        parts, at = 1, k + 1
        while at < min(len(view) - 1, k + _COMMA_REACH * parts) and parts < _MOST_FIELDS:
            first = view.word(at - 1) in _FIELD_LINKS
            if first and (not view.capital(at) or view.capital(at + 1) or self._begins_np(view, at)):
                return False  # 'Trường Mẫu, Tân Lập và …': names, not fields
            if view.word(at) == "và":
                last = view.capital(at + 1) and not self._begins_np(view, at + 1)
                return last and not person_begins(self._lexicon, view, at + 1)
            if view.word(at) == ",":
                parts += 1
            elif not view.is_word(at) or (view.verb(at)[1] and not view.capital(at)):
                return False
            at += 1
        return False

    def _enumerates(self, view: View, start: int) -> bool:
        """Whether the fields of an open name go on behind a comma: '…, công nghệ, đổi mới và chuyển đổi số'."""
        for at in range(start, min(len(view) - 1, start + _LONGEST_OPEN)):
            if view.word(at) == "và":
                return view.is_word(at + 1) and not view.role(at + 1)[1] and not view.capital(at + 1)
            inner = self._role(view, at)[1] == "inner"
            if view.word(at) != "," and (not view.is_word(at) or (self._stops(view, at) and not inner)):
                break
        return False

    def _joins(self, view: View, k: int, start: int) -> bool:
        """'và', '&' or a dash between two capitalised parts of one name."""
        if k == start or not view.capital(k + 1):
            return False
        if view.word(k) not in ("và", "&") and view.word(k) not in _DASHES:
            return False
        if self._acronym(view, k + 1) and view.capital(k - 1) and not self._acronym(view, k - 1):
            return False  # 'giữa Đại học Mẫu và | ABC'
        return not self._begins_np(view, k + 1) and not self._shouted(view, k)

    @staticmethod
    def _acronym(view: View, k: int) -> bool:
        """Whether the word at ``k`` is an abbreviation in capitals."""
        text = view.tokens[k].text if view.is_word(k) else ""
        return len(text) > 1 and text.isupper()

    def _shouted(self, view: View, k: int) -> bool:
        """Whether a name in capitals stands behind the dash at ``k``: the author's ('Đại hội Mẫu - VĂN THỬ')."""
        return (
            view.word(k) in _DASHES and self._acronym(view, k + 1) and k + 2 < len(view) and self._acronym(view, k + 2)
        )

    def _begins_np(self, view: View, k: int) -> bool:
        head = self._lexicon.body_heads.longest(view.words, k)[0]
        field, role = self._role(view, k)
        inner = role == "inner" and k + 1 < field >= head  # 'Tổ chức' is no 'Tổ', 'Khoa học' no 'Khoa'
        heads = head > k and not inner and view.compound(k) <= head
        return heads or self._other(view, k, first=False) or self._nested(view, k) is not None

    def _other(self, view: View, k: int, *, first: bool) -> bool:
        """Whether a person's name, a rank, a title, an event or a document begins at the capital at ``k``."""
        lex = self._lexicon
        if person_begins(lex, view, k, loose=first):
            return True
        if not first and self._types.longest(view.words, k)[1]:
            return True
        heads = lex.event_heads.longest(view.words, k)[1] if first else []
        if heads and heads[0]["verb"] != "yes" and view.compound(k) <= lex.event_heads.longest(view.words, k)[0]:
            return True
        rank, rows = lex.ranks.longest(view.words, k)
        if rows and rows[0]["type"] in ("rank", "degree") and capital_run(view, rank) and not first:
            return True
        return lex.posts.longest(view.words, k)[0] > k + 1

    def _stops(self, view: View, k: int) -> bool:
        """Whether a small word ends a name: a function word, or a verb of more than one syllable."""
        if view.role(k)[1]:
            return True
        verb, action = view.verb(k)[0] - k, view.action(k) - k
        return verb >= 1 or action >= 2

"""How far the description of an event reaches: 'Hội nghị | sơ kết công tác năm 2021, triển khai nhiệm vụ 2022 |'."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.lexicon.tables import Row, forms_of
from kg.reading.directives.documents import Documents
from kg.reading.events.event_lists import NOUNS, EventLists, roles_at
from kg.reading.places.capitals import person_begins
from kg.reading.words.phrases import DirectivePhrase, View
from kg.reading.words.when import When

_QUOTES = {"“": "”", '"': '"', "«": "»"}
_MIXED = {'"': ("”", "“"), "“": ('"',)}  # '"…”': as it is often typed
_DASHES = frozenset("-–")
_PICTURES = frozenset({"ảnh", "hình"})  # '… - ảnh 1': a caption's number
_REVIEWING = frozenset({"đánh giá kết quả", "đánh giá tình hình", "kiểm điểm kết quả", "kiểm điểm tình hình"})
_TEACHING = frozenset(forms_of("document_words", "teaching"))
_LONGEST = 60
_CLAUSE = frozenset({",", ";"})  # what a gathering that does something may stand behind
_NOUN = ["tổ", "chức"]
_ACTS = frozenset({"opens", "acts"})
_OWN = frozenset({"with", "visit", "alone"})  # heads whose descriptions begin with words of their own
_APPOINTS = frozenset({"appoints", "names"})
_STARTS = frozenset({("khai", "mạc"), ("bế", "mạc")})
_WHERE = frozenset({"tại", "ở", "vào", "trong", "từ", "lúc", "dưới", "với", "trọng", "long", "sáng", "chiều", "tối"})
_TITLE = 16  # tokens that a title and its body may have before the name
_LONGEST_ACT = 6  # syllables of appointing words
_SPEAKS = frozenset({"event", "speech", "ask", "say", "sign", "act", "happen", "lead"})


class Describing:
    """The grammar of the words behind the head of an event."""

    def __init__(self, lexicon: Lexicon, documents: Documents):
        self._lexicon = lexicon
        self._documents = documents
        self._lists = EventLists(lexicon)

    def end(self, view: View, i: int, start: int, row: Row, told: list[tuple[str, DirectivePhrase]]) -> int:
        """Return the end of the description of the head at ``i`` to ``start`` (``start``: none).

        A document in it goes to ``told`` with the relation that its verb tells (sơ kết … thực hiện Chỉ thị …).
        """
        k = self._opening(view, i, start, row)
        if k == start:
            return start
        if view.word(start) in _QUOTES:
            return k
        # The head may be such a verb itself: '(tổ chức) sơ kết …', 'lớp tập huấn …'.
        head = next((found for at in range(i, start) if (found := self._relation(view, at, ""))), "")
        relation = self._relation(view, start, head)
        parallel = i > 0 and view.word(i - 1) not in ("tại", "trong") and bool(_ACTS & set(self._roles(view, start)))
        while k < min(len(view), start + _LONGEST):
            again = bool(told) and view.word(k - 1) in ("và", ",")  # 'sơ kết … Chỉ thị … và triển khai Nghị quyết …'
            relation = (self._relation(view, k, "") if again else "") or self._relation(view, k, relation)
            document = self._documents.at(view, k)
            if document and not document[1].pointing:
                told.append((relation, document[1]))
                k = document[0]
                continue
            step = self._step(view, i, k, row, parallel)
            if step == k:
                break
            k = step
        return self._trimmed(view, start, k)

    @staticmethod
    def _relation(view: View, k: int, relation: str) -> str:
        """The first verb about documents decides: a review of how a directive is carried out is a review."""
        verb = view.verb(k)[1]
        if not relation and " ".join(view.words[k : k + 2]) in _TEACHING:
            return "kg:implements"
        if not relation and " ".join(view.words[k : k + 4]) in _REVIEWING:
            return "kg:reviews"
        return verb.predicate if verb and verb.frame == "document" and not relation else relation

    def _trimmed(self, view: View, start: int, k: int) -> int:
        """A description does not end in a conjunction or a comma."""
        while k > start and (view.word(k - 1) in ("và", ",", "-", "–", "lần") or view.role(k - 1)[1] == "prep"):
            k -= 1
        return k

    @staticmethod
    def _quoted(view: View, start: int) -> int:
        """Return the token behind the closing quote of the one at ``start``; ``start`` where it never closes."""
        close = {_QUOTES[view.word(start)], *_MIXED.get(view.word(start), ())}
        for k in range(start + 1, min(len(view), start + _LONGEST)):
            if view.word(k) in close:
                return k + 1
        return start

    def _roles(self, view: View, k: int) -> list[str]:
        return roles_at(self._lexicon, view, k)

    def _opening(self, view: View, i: int, start: int, row: Row) -> int:
        """Return the token after the first words of a description; ``start`` where none begins there."""
        if view.word(start) in _QUOTES:
            return self._quoted(view, start)
        if start >= len(view) or (view.tokens[start].kind == "p" and row["by"] != "organised"):
            return start
        joined = ("và", ",") if row["by"] == "organised" else ("và",)
        if view.word(start) == "với" and self._official(view, start + 1):
            return start
        at = start + (view.word(start) in joined)  # 'lễ công bố và trao …', 'học tập, quán triệt …'
        end, roles = self._lexicon.event_words.longest(view.words, at)
        if at > start and not {"opens", "acts", "joins", row["by"]} & set(roles):
            return start
        if at > start and {"opens", "acts"} & set(roles):
            return end
        if self._lexicon.ranks.longest(view.words, start)[1] and not view.capital(start):
            return start  # 'Tại phiên bế mạc đồng chí A …'
        if row["by"] in _OWN:
            return end if row["by"] in roles and not self._official(view, end) else start
        subject = (i == 0 or view.word(i - 1) in _CLAUSE) and row["verb"] != "yes"
        if "acts" in roles and subject and not self._told_on(view, end):
            return start
        if {"opens", "leads", "joins", "acts", row["family"], *NOUNS} & set(roles):
            return end
        if roles == ["does"] and row["family"] == "ceremony":
            return end  # 'lễ công bố quyết định'
        if roles or self._dated(view, start) or view.tokens[start].kind not in ("w", "n", "date"):
            return start
        small = not view.capital(start)  # 'Lễ trao Bằng Tổ quốc ghi công'
        if (view.role(start)[1] and small) or view.verb(start)[1] or view.action(start) > start:
            return start
        return start + 1

    def _official(self, view: View, k: int) -> bool:
        """'buổi hội đàm với Thủ tướng A': a person met is told beside the event, not in its name."""
        title, rank = (trie.longest(view.words, k) for trie in (self._lexicon.posts, self._lexicon.ranks))
        local = self._lexicon.local_bodies.longest(view.words, k)
        return bool(rank[1]) or (bool(title[1]) and view.capital(k) and title[0] > local[0])

    def _told_on(self, view: View, k: int) -> bool:
        """Whether a clause about the event follows in the sentence, so that the words before it are its name."""
        return any("closes" in self._roles(view, at) for at in range(k, min(len(view), k + _LONGEST)))

    @staticmethod
    def _dated(view: View, k: int) -> bool:
        """Whether a day stands at token ``k``: 'năm 2022' may be part of a name, 'ngày 5/3' tells when."""
        token = view.tokens[k]
        return token.kind == "day" or (isinstance(token.value, When) and bool(token.value.first.day))

    def _step(self, view: View, i: int, k: int, row: Row, parallel: bool) -> int:
        """Return the token to which a description goes on from token ``k``; ``k`` where it ends.

        ``parallel``: it began with a verb, so that another one may follow behind a comma.
        """
        token = view.tokens[k]
        if view.word(k) in _QUOTES:
            return self._quoted(view, k)
        if view.word(k) in (",", "và") and k + 1 < len(view) and view.tokens[k + 1].kind == "directive":
            return k + 1
        if view.word(k) == "và" and view.capital(k + 1) and self._other(view, k + 1):
            return k  # '… và Lễ khánh thành …': another gathering
        if view.word(k) == "," and row["verb"] == "yes" and row["family"] == "meeting" and self._does(view, k + 1):
            return k  # 'UBND tỉnh họp phiên thường kỳ, thảo luận …': what it did
        if view.word(k) == ",":
            verbs = parallel and _ACTS & set(self._roles(view, k + 1))  # 'sơ kết …, khắc phục …'
            return k + 1 if verbs or self._lists.goes_on(view, i, k + 1) else k
        if view.word(k) == "/" and view.word(k - 1).isdigit() and view.word(k + 1).isdigit():
            return k + 2  # 'Quốc khánh 2/9'
        if view.word(k) in _DASHES:
            return k + 1 if k + 1 < len(view) and view.word(k + 1) not in _PICTURES else k
        if view.word(k) == "(":
            return self._lists.over_bracket(view, k)
        if token.kind == "p" or self._dated(view, k) or self._closes(view, k, row):
            return k
        return max(k + 1, view.compound(k))

    def _other(self, view: View, k: int) -> bool:
        """Whether the head of another gathering stands at token ``k``, not just a verb ('… và Đón nhận …')."""
        rows = self._lexicon.event_heads.longest(view.words, k)[1]
        return bool(rows) and rows[0]["by"] != "organised"

    def _does(self, view: View, k: int) -> bool:
        """Whether a verb of what a gathering does stands at token ``k``, with 'và' and another one behind it."""
        end, roles = self._lexicon.event_words.longest(view.words, k)
        behind = self._lexicon.event_words.longest(view.words, end + 1)[1] if view.word(end) == "và" else []
        return bool({"acts", "does"} & set(roles)) and bool({"acts", "does"} & set(behind))

    @staticmethod
    def _arranged(view: View, k: int) -> bool:
        """'… tổ chức sáng 5/3', '… tổ chức tại Hà Nội': the verb, with when and where."""
        return k < len(view) and (view.tokens[k].kind in ("date", "day") or view.word(k) in ("tại", "ở", "vào"))

    def _appointed(self, view: View, k: int) -> bool:
        """'Lễ trao quyết định bổ nhiệm | ông A …': who is appointed is no part of the name."""
        words = (at for at in range(max(0, k - _LONGEST_ACT), k))
        acts = any(end == k and roles[0] in _APPOINTS for at in words for end, roles in self._acts(view, at))
        rank = bool(self._lexicon.ranks.longest(view.words, k)[1])
        return acts and (rank or (self._official(view, k) and self._named(view, k)))

    def _named(self, view: View, k: int) -> bool:
        """Whether somebody's name follows the title at token ``k``: not so in 'bổ nhiệm Giám đốc Sở Y tế'."""
        for at in range(k + 1, min(len(view), k + _TITLE)):
            if view.tokens[at].kind == "p":
                break
            if person_begins(self._lexicon, view, at):
                return True
        return False

    @staticmethod
    def _begins(view: View, k: int) -> bool:
        """'Đại hội … lần thứ VIII | khai mạc tại Hà Nội': what takes place, not what the gathering is called."""
        if (view.word(k), view.word(k + 1)) not in _STARTS:
            return False
        behind = k + 2
        return behind >= len(view) or view.tokens[behind].kind in ("p", "date", "day") or view.word(behind) in _WHERE

    def _acts(self, view: View, at: int) -> list[tuple[int, list[str]]]:
        return self._lexicon.appointing.all(view.words, at)

    def _closes(self, view: View, k: int, row: Row) -> bool:
        """Whether a description ends before token ``k``: at a closing word, or a verb of saying or asking."""
        roles = self._roles(view, k)
        if row["by"] in _OWN and ("about" in roles or (view.word(k) == "của" and self._official(view, k + 1))):
            return True
        if self._appointed(view, k) or self._begins(view, k):
            return True
        if "opens" in roles or "joins" in roles or "acts" in roles:
            return False
        if "until" in roles:
            return k + 1 >= len(view) or view.tokens[k + 1].kind not in ("n", "date")
        if "ends" in roles or "closes" in roles:
            return view.tokens[k].kind != "n" and not view.capital(k)
        end, verb = view.verb(k)
        noun = view.words[k:end] == _NOUN and not self._arranged(view, end)  # 'công tác tổ chức'
        acts = verb is not None and verb.frame == "organise" and not noun
        return acts or (verb is not None and verb.frame in _SPEAKS)

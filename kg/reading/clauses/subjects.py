"""Who acts: the noun phrase on the left of a verb, over auxiliaries, adverbials and appositions.

'Đồng chí A, P1, P2, tại Hà Nội, đã trực tiếp chủ trì': from the verb leftwards, first what may stand between a subject
and its verb, then the appositions, then the head and what is coordinated with it. A head that a preposition or another
verb governs is no subject, and then nothing is told of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.clauses.moods import MODALITY
from kg.reading.words.pieces import Pieces

_TOGETHER = frozenset({"cùng", "cùng với", "và", "đồng thời", "cùng nhau"})
_AND = frozenset({"và", "cùng", "cùng với"})
_OPENS = frozenset({",", "-", "–", "—", "("})
_PERSONS = frozenset({"person", "post", "pronoun"})
_PASSIVE = frozenset({"được", "bị", "đã được", "sẽ được"})
_ADVERBS = frozenset({"cùng", "cùng nhau", "đồng thời", "đặc biệt"})
_PLURAL = frozenset({"các", "hai", "những"})
_WITH = frozenset({"cùng", "cùng với"})
_CLAUSES = frozenset({"say", "ask", "propose", "task", "speech"})  # verbs behind which a clause of its own may stand
_WITH_WHOM = frozenset({"với", "cùng", "ông", "bà", "ngài"})
_WITNESS = frozenset({"nghe", "đã nghe", "lắng nghe", "chứng kiến"})
_BRACKET = 8  # pieces that a bracket behind a name may have
_FAR = 20  # pieces that an adverbial or an apposition may have


@dataclass(slots=True)
class Found:
    """The subjects' pieces, in order; ``unnamed``: the group that acts, or -1; ``at``: the piece left of the verb.

    ``agent``: 'do A …'; ``passive``: 'được' stands before the verb; ``joined``: 'cùng A …', with whoever acts before;
    ``guest``: the piece of whom a verb of meeting before takes as its object ('tiếp A đang thăm …'), or -1.
    """

    at: int
    modality: str = ""
    where: list[int] = field(default_factory=list)
    unnamed: int = -1
    agent: bool = False
    passive: bool = False
    joined: bool = False
    guest: int = -1

    @property
    def known(self) -> bool:
        """Whether it is told who acts."""
        return bool(self.where) or self.unnamed >= 0


class Subjects:
    """Finds subjects in the pieces of one sentence."""

    def __init__(self, pieces: Pieces):
        self._p = pieces

    def before(self, k: int, floor: int = 0) -> Found:
        """Return who acts in the verb at piece ``k``; nothing left of ``floor`` counts."""
        found = self._auxiliaries(k - 1)
        last = self._noun_end(found.at, floor)
        if last >= floor:
            self._coordinate(found, last, floor)
        return found

    def _auxiliaries(self, at: int) -> Found:
        p, modality, passive = self._p, "", False
        while p.is_skipped(at) or (p.word(at) in _ADVERBS and self._adverb(at)):
            modality = MODALITY.get(p.role(at), modality)
            passive = passive or p.word(at) in _PASSIVE
            at -= 1
        return Found(at, modality, passive=passive)

    def _adverb(self, at: int) -> bool:
        """'A cùng chủ trì', 'A đã đặc biệt cảm ơn': between a subject and its verb."""
        if self._p.word(at) == "đồng thời" and self._p.word(at - 1) == ",":
            return False  # 'A tiếp thu ý kiến của B, đồng thời đánh giá cao …': A
        return self._noun(at - 1) or (self._p.word(at) == "đặc biệt" and self._p.is_skipped(at - 1))

    def _noun(self, at: int) -> bool:
        return bool(self._p.actor(at) or self._p.group(at)) or self._p.word(at) in (")", ",")

    def _noun_end(self, at: int, floor: int) -> int:
        """Return the head of the phrase that ends at ``at``, behind adverbials and closing commas; -1 where none is."""
        for _ in range(_FAR):
            if at < floor:
                return -1
            head = self._head(at, floor)
            if head >= floor:
                return self._told_of(head, floor) if self._p.kind(at) == "mark" else head
            at = self._left_of_adverbial(at, floor)
            while self._p.is_skipped(at):
                at -= 1  # 'A vừa thay mặt Chính phủ ký'
        return -1

    def _head(self, at: int, floor: int) -> int:
        """Return the actor or group whose phrase ends at ``at``: itself, or before the apposition that ends there."""
        p = self._p
        if p.kind(at) == "mark":
            if p.word(at) not in (",", ")", "-", "–"):
                return -1
            at -= 1
        if p.kind(at) in ("person", "pronoun") and p.actor(at) and not self._eponym(at):
            return at
        person = self._apposed(at, floor)
        if person >= 0:
            return person
        named = (p.actor(at) or p.group(at)) and not self._governed(at)
        return at if named else -1

    def _told_of(self, head: int, floor: int) -> int:
        """Behind a closing comma: 'A, con trai của B, thăm …' is about A; 'chào A, thăm …' about somebody else (-1)."""
        p = self._p
        for k in range(head - 1, max(floor, head - _FAR) - 1, -1):
            if p.kind(k) == "verb" or p.breaks(k):
                break
            if p.word(k) in _OPENS:
                if p.kind(k + 1) in ("person", "post", "pronoun", "body") or p.titled(k + 1):
                    break
                if p.kind(k - 1) == "person":
                    return k - 1
        unknown = p.kind(head) == "person" and p.kind(head - 1) == "word" and head > floor
        return -1 if unknown and not self._titled_words(head - 1, floor) else head

    def _titled_words(self, k: int, floor: int) -> bool:
        """Whether the words that end at piece ``k`` begin with a capital, or with the sentence."""
        while k > floor and self._p.kind(k - 1) == "word":
            k -= 1
        return k == 0 or self._p.titled(k)

    def _eponym(self, at: int) -> bool:
        """'hẻm 144 Lý Chính Thắng', 'Công ty Tôn Đông Á': a bare name behind a word may be a street's or a firm's."""
        return self._p.kind(at - 1) == "word" and self._p.bare_name(at) and self._apposed(at - 1, 0) >= 0

    def _apposed(self, at: int, floor: int) -> int:
        """'A, P1 at some body': the person before the capitalised words that end at ``at``, or -1."""
        p = self._p
        for k in range(at, max(floor, at - _FAR) - 1, -1):
            if p.kind(k) == "verb" or p.breaks(k) or p.kind(k) in ("event", "pronoun"):
                return -1
            if p.kind(k) == "person":
                touching = k < at and (
                    p.kind(k + 1) in ("body", "post") or (p.kind(k + 1) == "word" and p.titled(k + 1))
                )
                titled = p.word(k + 1) in _OPENS and k + 2 <= at and p.titled(k + 2)
                if p.word(k - 1) == "theo" and k + 2 == at and not touching:
                    return -1  # 'Theo ông A, Bộ Y tế đã …'
                return k if p.actor(k) and (touching or titled) else -1
        return -1

    def _left_of_adverbial(self, at: int, floor: int) -> int:
        """Return the piece before the adverbial that ends at ``at`` ('tại Hà Nội', 'sáng 5/3', 'cùng đoàn'), or -1."""
        p = self._p
        if p.word(at) == ",":
            at -= 1
        if p.word(at) == ")":
            return self._left_of_bracket(at, floor)
        for k in range(at, max(floor, at - _FAR) - 1, -1):
            if p.kind(k) == "verb" or p.breaks(k) or p.word(k) == "," or p.kind(k) == "person":
                return -1
            if p.kind(k) == "date" and k == at and not p.is_preposition(k - 1):
                return k - 1
            if p.role(k) in ("prep", "behalf") and p.word(k) != "của" or p.word(k) in _TOGETHER:
                return k - 1 if k < at or p.kind(k) != "function" else -1
        return -1

    def _left_of_bracket(self, at: int, floor: int) -> int:
        """'A (bên phải) …': return the piece before a bracket that only says where somebody stands, or -1."""
        for k in range(at - 1, max(floor, at - _BRACKET) - 1, -1):
            if self._p.word(k) == "(":
                return k - 1
            if self._p.kind(k) not in ("word", "function"):
                break
        return -1

    def _governed(self, k: int) -> bool:
        """Whether a preposition, another noun or a verb governs the phrase at ``k``."""
        p = self._p
        return p.role(k - 1) in ("prep", "behalf") and p.word(k - 1) != "do"

    def _coordinate(self, found: Found, head: int, floor: int) -> None:
        """Collect 'A, P; B, P và C' that ends at ``head``, and see what governs the first of them."""
        p, first = self._p, head
        self._add(found, head)
        while (other := self._linked(first, floor)) >= floor:
            self._add(found, other)
            first = other
        link = self._link(first)
        if p.word(link) == "do" or (p.word(link) in _PASSIVE and p.word(link) != "bị" and first >= 2):
            found.agent = True
        elif p.group(first - 1) and p.kind(first) == "body":  # 'lãnh đạo Bộ Y tế'
            found.where, found.unnamed = [], first - 1
        elif p.word(link) in _WITH:
            found.joined = True
        elif link >= 0 and self._object(link):
            found.guest = found.where[-1] if found.where and self._p.frame(self._governor(link)) == "meet" else -1
            found.where, found.unnamed = [], -1

    def _governor(self, link: int) -> int:
        return link - 1 if self._p.word(link) in _WITH_WHOM else link

    def _link(self, first: int) -> int:
        """Return the piece that joins a member to what stands before it, over 'các' ('các Phó Chủ tịch A, B')."""
        return first - 2 if self._p.word(first - 1) in _PLURAL else first - 1

    def _linked(self, first: int, floor: int) -> int:
        """Return the head of the member coordinated before ``first``, or -1."""
        p, link = self._p, self._link(first)
        comma = p.word(link) in (",", ";")
        if link - 1 < floor or not (comma or p.word(link) in _AND):
            return -1
        left = link - 1
        while not comma and p.is_skipped(left):
            left -= 1  # 'bà đã cùng A chủ trì'
        other = self._head(left, floor)
        if other < floor or not self._alike(other, first) or (comma and self._bound(other)):
            return -1
        return other

    def _object(self, link: int) -> bool:
        """Whether the piece before a phrase governs it: a preposition, or a verb that takes it as its object."""
        p = self._p
        governs = p.role(link) in ("prep", "behalf") or p.word(link) in ("là", "thay", "cho")
        welcomed = p.word(link) == "đón" and p.word(link - 1) == "được"  # 'Hội nghị được đón A tới dự'
        witness = welcomed or p.word(link) in _WITNESS
        closed = p.word(link + 2) == "," and p.kind(link + 1) == "body"  # 'A cảm ơn Bộ Y tế, đồng thời giao …'
        taken = p.kind(link) == "verb" and (p.frame(link) not in _CLAUSES or closed) and not witness
        return governs or taken

    def _add(self, found: Found, k: int) -> None:
        if self._p.actor(k):
            found.where.insert(0, k)
        else:
            found.unnamed = k

    def _alike(self, one: int, other: int) -> bool:
        kinds = {self._p.kind(one) == "body", self._p.kind(other) == "body"}
        return len(kinds) == 1

    def _bound(self, k: int) -> bool:
        """Whether the phrase at ``k`` is an object or belongs to an adverbial."""
        p = self._p
        if p.word(k - 1) in ("do", "được"):
            return False
        return p.kind(k - 1) in ("verb", "word", "event") or p.role(k - 1) in ("prep", "behalf", "aux")

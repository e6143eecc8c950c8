"""Who does what: the subject of each verb of a sentence, with what is done, planned or denied.

A subject stands before its verb (:mod:`kg.reading.clauses.subjects`), behind the comma of a fronted verb ('Phát biểu
khai mạc Hội nghị, S …'), behind 'do' or 'sự … của', in a list that the verb opens ('Dự Hội nghị có A; B'); or it is the
one of the verb before, over ';', 'và', ', từ đó' (:mod:`kg.reading.clauses.handing`). Where it is not certain, nothing
is told of anybody.
"""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.lexicon import Verb
from kg.reading.clauses.fronting import clause_begin, of_side, opens_clause, subject_behind
from kg.reading.clauses.handing import Handing
from kg.reading.clauses.moods import Moods
from kg.reading.clauses.participants import members, opener
from kg.reading.clauses.subjects import Found, Subjects
from kg.reading.clauses.support import encounter, paper_before
from kg.reading.words.notebook import Record
from kg.reading.words.pieces import Pieces
from kg.reading.words.predication import ASKS, SAYS, Predication

__all__ = ["Clauses", "Predication"]

_GATHERS = frozenset({"event", "meet", "speech"})
_LEADER = 16  # pieces between 'do A' and 'làm trưởng đoàn'
_GUESTS = frozenset({"visit", "lead"})  # what those who are received are told to do: 'tiếp A đang thăm …'
_SENDING = frozenset({"có", "gửi", "ra", "phát hành"})
_SEATS = frozenset({"chủ tọa", "đoàn chủ tọa", "đoàn chủ tịch"})
_ISSUING = frozenset({"issue", "sign", "act"})


class Clauses:
    """Reads the predications of one sentence; ``topic``: who acted last in the paragraph, ``asker``: who asked last."""

    def __init__(self, pieces: Pieces, topic: Record | None = None, asker: Record | None = None):
        self._p = pieces
        self._subjects = Subjects(pieces)
        self._moods = Moods(pieces)
        self._handing = Handing(pieces, self._moods)
        self._topic, self._asker = topic, asker

    def read(self) -> list[Predication]:
        """Return the predications in the order of their verbs."""
        found: list[Predication] = []
        for k, piece in enumerate(self._p.items):
            verb = encounter(self._p, k) or piece.chunk.value
            if isinstance(verb, Verb):
                told = self._predication(k, verb, found[-1] if found else None)
                told.modality = told.modality or self._moods.of(k)
                found.append(told)
                self._handing.note(told)
        return found

    def _predication(self, k: int, verb: Verb, before: Predication | None) -> Predication:
        told = Predication(k, verb)
        spoken = verb.form.startswith("phát biểu") and self._p.word(k + 1) == "của"  # a noun: what somebody said
        if self._p.word(k - 1) == "sự" or spoken:
            return self._nominal(told)
        found = self._subjects.before(k, self._floor(before))
        told.modality, told.passive = found.modality, found.passive
        people = any(self._p.kind(at) not in ("body", "delegation") for at in found.where)
        if found.known and not people and verb.frame == "event":
            start = opener(self._p, k, _GATHERS)
            if self._p.kind(start) in ("person", "post"):  # 'Đại biểu tham dự Hội nghị có đồng chí A, …'
                told.form = "list"
                return self._list(told, start)
        sides = self._p.word(0) == "về" and self._p.word(1) == "phía"  # 'Về phía X có A; về phía Y có B cùng dự E'
        if verb.predicate == "kg:attends" and (sides or not people) and (row := self._row(k, sides)):
            return self._act(told, row, found.unnamed)
        if verb.frame == "ask" and before and self._letter(k, found, before):
            return replace(before, at=k, verb=verb, form="inherited")
        if self._leads(found, before):
            return replace(before, at=k, verb=verb, modality=found.modality or before.modality)  # type: ignore[type-var]
        if found.known:
            told = self._active(told, found)
            if verb.frame in _GUESTS and self._p.kind(min(told.where, default=0) - 1) == "verb" and not found.agent:
                told.form = "guest"  # 'A chào mừng B thăm …'
            return self._join(told, before) if found.joined else told
        if verb.frame == "lead" and (leader := self._led_by(k)) >= 0:
            told.form = "agent"
            return self._act(told, [leader])
        if found.guest >= 0 and verb.frame in _GUESTS and self._goes_with(found.at, k):
            told.form = "guest"
            return self._act(told, [found.guest])
        paper = self._by_paper(told, found.at, before) if verb.frame == "ask" else None
        if paper:
            return paper
        if opens_clause(self._p, found.at) or (verb.frame == "event" and of_side(self._p, found.at)):
            return self._fronted(told, before)
        return self._handing.inherit(told, found.at, before)

    def _letter(self, k: int, found: Found, before: Predication) -> bool:
        """'A ký công điện gửi các tỉnh, yêu cầu …': who signs it asks, not those to whom it is sent."""
        sends = before.known and before.verb.frame in _ISSUING and before.verb.frame != "act"
        return sends and self._p.word(k - 1) == "," and not found.where and not self._p.breaks(k - 2)

    def _row(self, k: int, sides: bool) -> list[int]:
        """'P1 A, P2 B… cùng đại diện (words not understood) đã tới dự': a row of persons that opens the clause."""
        p, start = self._p, k
        while start > 0 and p.frame(start - 1) == "act":
            start -= 1  # 'đã tới | dự'
        start = opener(p, 0, frozenset()) if sides else start
        while start > 0 and not (p.breaks(start - 1) or p.word(start - 1) == "có"):
            start -= 1
            if p.kind(start) in ("verb", "event"):
                return []
        if p.kind(start) != "person":
            return []
        return [at for at in members(p, start).named if at < k and p.kind(at) == "person"]

    @staticmethod
    def _floor(before: Predication | None) -> int:
        """A list's members act in the verb that opens it, not in the one behind it."""
        return before.at + 1 if before else 0

    def _led_by(self, k: int) -> int:
        """'đoàn … do A, P1 tại X, làm trưởng đoàn': the piece of A, over titles not understood, or -1."""
        for at in range(k - 1, max(0, k - _LEADER), -1):
            if self._p.word(at - 1) == "do" and self._p.kind(at) == "person" and self._p.actor(at):
                return at
            if self._p.kind(at) == "verb" or self._p.breaks(at):
                break
        return -1

    def _goes_with(self, at: int, k: int) -> bool:
        """'tiếp A đang thăm …' is about A; 'chào A, thăm …' is not, but 'tiếp A, P1, đang thăm …' is."""
        return self._p.word(at) != "," or any(self._p.word(x) == "đang" for x in range(at, k))

    def _leads(self, found: Found, before: Predication | None) -> bool:
        """'A dẫn đầu đoàn công tác Bộ Y tế thăm …': the body is the delegation's, and who leads it acts."""
        if before is None or before.verb.frame != "lead" or before.form == "agent" or not before.known:
            return False
        first = found.unnamed if found.unnamed >= 0 else min(found.where, default=0)
        named = self._p.kind(first) == "body" or found.unnamed >= 0
        inside = range(before.at + 1, first)
        return named and before.at < first and all(self._p.kind(k) in ("word", "function") for k in inside)

    def _act(self, told: Predication, where: list[int], unnamed: int = -1) -> Predication:
        told.where, told.unnamed = where, unnamed
        told.subjects = [record for k in where if (record := self._p[k].record)]
        return told

    def _active(self, told: Predication, found: Found) -> Predication:
        self._act(told, found.where, found.unnamed)
        if found.agent:
            told.form = "agent"
            first = min([*found.where, *([found.unnamed] if found.unnamed >= 0 else [])])
            told.modality = told.modality or self._moods.before(first - 1)
        return told

    @staticmethod
    def _join(told: Predication, before: Predication | None) -> Predication:
        """'…, cùng A chủ trì Hội nghị': whoever acts before does so too."""
        if before and before.subjects and before.verb.frame not in ASKS:
            told.subjects, told.where = [*before.subjects, *told.subjects], [*before.where, *told.where]
        return told

    def _by_paper(self, told: Predication, at: int, before: Predication | None) -> Predication | None:
        """'A ban hành văn bản yêu cầu …', 'A có công văn đề nghị …': who issues the paper asks."""
        k = paper_before(self._p, at)
        if k < 0:
            return None
        if before and before.known and before.at == k and before.verb.frame in _ISSUING:
            return replace(before, at=told.at, verb=told.verb, form="inherited")
        if self._p.word(k) in _SENDING:
            found = self._subjects.before(k, self._floor(before))
            told.modality = found.modality
            return self._active(told, found) if found.known else None
        return None

    def _fronted(self, told: Predication, before: Predication | None) -> Predication:
        """A verb that opens its clause: a list follows, or its subject stands behind a comma, or a sentence before."""
        told.form, asks = "fronted", told.verb.frame in SAYS
        start = opener(self._p, told.at, _GATHERS) if told.verb.frame in _GATHERS else -1
        if told.verb.frame == "say":  # 'Trả lời tại họp báo là A; B'
            start = opener(self._p, told.at, _GATHERS)
            start = start if self._p.word(start - 1) == "là" and self._p.kind(start) == "person" else -1
        if start >= 0:
            return self._list(told, start)
        found = subject_behind(self._p, self._subjects, told.at)
        if found:
            return self._act(told, found.where, found.unnamed)
        going_on = self._topic or (self._asker if told.verb.frame == "ask" else None)
        if asks and self._handing.acting is None and going_on:
            told.form, told.subjects, told.where = "inherited", [going_on], [-1]
            return told
        at = self._handing.semicolon(clause_begin(self._p, told.at - 1))
        return self._handing.inherit(told, at, before) if self._p.word(at) == ";" else told

    def _nominal(self, told: Predication) -> Predication:
        """'sự tham dự của A, B', 'dưới sự chủ trì của A', 'trong phát biểu kết luận của A tại Hội nghị'."""
        told.form = "nominal"
        told.modality = told.modality or self._moods.before(told.at - 1)
        at = told.at + 1
        while self._p.kind(at) == "verb" or self._p.word(at) in ("và", ","):
            at += 1  # 'sự tham dự và chỉ đạo của'
        if told.verb.frame == "speech":
            return self._act(told, [at + 1]) if self._p.kind(at + 1) == "person" else told
        if self._p.word(at + 1) in _SEATS and self._p.word(at + 2) == ":":
            at += 2  # 'dưới sự điều hành của Chủ tọa: đồng chí A'
        return self._list(told, at + 1) if self._p.word(at) in ("của", ":") else told

    def _list(self, told: Predication, start: int) -> Predication:
        """The members of the list that begins at piece ``start`` act."""
        told.form = "list" if told.form == "fronted" else told.form
        found = members(self._p, start)
        told.listed, told.groups = start, found.groups
        return self._act(told, found.named)

"""Subjects handed on: over ';', 'và' and ', từ đó', to the verb that follows at once, from who leads a delegation."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.clauses.moods import Moods
from kg.reading.words.pieces import Pieces
from kg.reading.words.predication import ASKS, SAYS, Predication

_INHERITS = frozenset({"từ đó", "đồng thời", "qua đó", "theo đó", "và", "cũng như"})
_SPEAKS = frozenset({"say", "speech", "ask"})
_SHARES = frozenset({"event", "speech", "say", "ask", "meet", "visit", "organise", "lead", "act", "task"})


class Handing:
    """Knows who acts in the sentence so far, and who goes on acting in the next verb."""

    def __init__(self, pieces: Pieces, moods: Moods):
        self._p = pieces
        self._moods = moods
        self.acting: Predication | None = None  # the last one whose subject is known
        self._asking: Predication | None = None  # the last one that asks for something
        self._saying: Predication | None = None  # the last one in which a person says something

    def note(self, told: Predication) -> None:
        """Note who acts for the clauses behind ';'. Those who are asked do not; who asks unknown is unknown there."""
        asked, clause = self._asking, self._moods.clause
        inside = asked is not None and clause[asked.at] == clause[told.at]
        if told.form == "guest":
            return
        if self._content(told):
            return
        if told.verb.frame in ("say", "speech") and told.where and self._p.kind(told.where[0]) == "person":
            self._saying = told
        helps = told.form == "agent" and self._p.word(min(told.where, default=0) - 1) == "được"  # 'được A thông báo'
        if told.verb.frame == "ask" and not inside:
            self.acting = told if told.known else None
        elif told.known and not helps and (not inside or told.form == "inherited"):
            self.acting = told
        self._asking = told if told.verb.frame in ASKS else self._asking

    def _content(self, told: Predication) -> bool:
        """'A cho biết Bộ B mong muốn …, đồng thời đề nghị …': what a speaker says of a body; A goes on acting."""
        said, clause = self._saying, self._moods.clause
        inside = said is not None and clause[said.at] == clause[told.at] and min(told.where, default=-1) > said.at
        return inside and told.form == "active" and all(self._p.kind(k) == "body" for k in told.where)

    def inherit(self, told: Predication, at: int, before: Predication | None) -> Predication:
        """Give the verb the subject of the one before, where the piece ``at`` left of it hands that on."""
        told.form = "inherited"
        last = self._giver(told, at, before)
        if last and self._handed(told, at, last):
            told.subjects, told.where, told.unnamed = list(last.subjects), list(last.where), last.unnamed
            told.groups, told.listed = list(last.groups), last.listed
            told.passive = told.passive or last.passive
            told.modality = told.modality or self._modality(told, at, last)
        return told

    def semicolon(self, at: int) -> int:
        """Return the piece left of the words that hand a subject on: '; đồng thời, …'."""
        while self._p.word(at) == "," or self._p.word(at) in _INHERITS or self._p.kind(at) == "date":
            at -= 1
        return at

    def _giver(self, told: Predication, at: int, before: Predication | None) -> Predication | None:
        """Return the predication that hands its subject on: the one just before, or the last whose subject is known."""
        word, says = self._p.word(at), told.verb.frame in SAYS
        near = word in ("và", ",", "khi") or self._p.kind(at) == "verb" or (before and before.verb.frame == "lead")
        last = before if near else self.acting
        if last and last.verb.frame == "lead":
            return self._delegation(last)
        content = self._asking is not None and self._asking.verb.frame == "ask"  # of a request: who asks does not go on
        return self.acting if word == "và" and says and not content and not (last and last.known) else last

    def _handed(self, told: Predication, at: int, last: Predication) -> bool:
        word, serial = self._p.word(at), self._p.kind(at) == "verb"
        if word == "khi":
            return self._while(told, at, last)
        if serial:  # 'bác bỏ thông tin' is a noun; what others are to do is not the asker's
            noun = last.verb.frame in SAYS and told.verb.frame == "speech"
            return not noun and last.verb.frame not in ASKS
        if word in _INHERITS and word != "và":
            return self._p.word(at - 1) in (";", ",", "")
        if word == "và":
            return last.verb.frame in _SHARES
        return word in (";", ",") or self._leading(told, last)

    def _while(self, told: Predication, at: int, last: Predication) -> bool:
        """'A nhấn mạnh như vậy khi chủ trì cuộc họp': A too, unless somebody else is named in between or behind."""
        p = self._p
        said = last.known and last.verb.frame in _SPEAKS and not any(p.actor(k) for k in range(last.at + 1, at))
        return said and not any(p.word(k) == "," and p.actor(k + 1) for k in range(told.at, len(p)))

    def _modality(self, told: Predication, at: int, last: Predication) -> str:
        says, near = told.verb.frame in SAYS, self._p.word(at) == "và" or self._p.kind(at) == "verb"
        planned = last.modality == "Planned" and not says
        denied = last.modality == "Negated" and says  # 'chưa đồng ý và đề nghị …'
        return last.modality if (near or planned) and not denied else ""

    def _leading(self, told: Predication, last: Predication) -> bool:
        """'A dẫn đầu Đoàn … thăm …': who leads goes too."""
        if last.verb.frame != "lead" or last.form not in ("active", "guest"):
            return False
        return not any(self._p.kind(k) in ("verb", "mark") for k in range(last.at + 1, told.at))

    def _delegation(self, lead: Predication) -> Predication:
        """'Đoàn … do A làm trưởng đoàn đã …': both the delegation, where it is a named body, and who leads it act."""
        k = self._p.delegation(min(lead.where, default=-1))
        body = self._p.actor(k)
        return replace(lead, subjects=[body, *lead.subjects], where=[k, *lead.where]) if body else lead

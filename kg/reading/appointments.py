"""Who is given which post, by whom and by which document: 'bổ nhiệm ông A, P1, giữ chức P2 từ ngày 1/3/2022'.

The person stands behind the appointing words, before 'được', or before a colon's list of acts ('BODY quyết định: ông A
thôi giữ chức P1; … giữ chức P2'). Who appoints is the words' subject, the issuer of the decision, or who is told to
have signed the decisions that the lines below list.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Literal, Ref
from kg.reading.appointing import (
    FAR,
    PASSIVE,
    Mark,
    appointee,
    chain_start,
    followers,
    goes_on,
    listed,
    marks_of,
    memberships,
    modality_of,
    offices,
    people_behind,
)
from kg.reading.context import Context
from kg.reading.leaders import lead
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import EventPhrase, PostPhrase, Span
from kg.reading.pieces import Pieces
from kg.reading.resolve_bodies import BodyMemory
from kg.reading.resolve_people import PeopleMemory
from kg.reading.subjects import Subjects
from kg.reading.tokens import Token
from kg.reading.when import When

_GOVERNED = frozenset({"của", "do", "bởi"})
_NEAR = 4  # pieces between a session and 'bầu' behind it: 'Kỳ họp đã bỏ phiếu bầu'
_LEAD = 60  # pieces at the begin of a sentence among which whoever decides stands
_ELECTED = frozenset({"bầu", "bầu bổ sung"})  # by a session, never by a decision
_HOSTS = "kg:organises"


@dataclass(frozen=True, slots=True)
class _Given:
    """A post that the person of a piece is given, and the piece that tells it."""

    person: int
    told: int
    post: PostPhrase


class Appointments:
    """Reads the appointments of a report, sentence by sentence."""

    def __init__(self, notebook: Notebook, people: PeopleMemory, bodies: BodyMemory):
        self._notebook = notebook
        self._bodies = bodies
        self._people = people
        self._decider: Record | None = None  # whose decisions about people the report is about
        self._signer: Record | None = None  # of the decisions that the lines below list

    def read(self, c: Context) -> None:
        """State what the sentence tells of appointments."""
        marks = marks_of(c.pieces)
        self._sign(c.pieces)
        self._decide(c.pieces)
        lead(c, self._people, marks)
        for n, mark in enumerate(marks):
            if mark.role == "appoints" and not goes_on(c.pieces, marks, n):
                self._appoint(c, marks, n)

    def _sign(self, p: Pieces) -> None:
        """'… các quyết định do Bộ trưởng ký, gồm:' says who signs what the list's lines tell."""
        if p.word(0) not in ("-", "–", "•", "+", "*"):
            self._signer = None
        for k in range(len(p) - 2):
            if (
                p.word(k) == "do"
                and p.actor(k + 1)
                and p.word(k + 2) in ("ký", "ký ban hành")
                and p.word(len(p) - 1) == ":"
            ):
                self._signer = p.actor(k + 1)

    def _decide(self, p: Pieces) -> None:
        """'… công bố quyết định của Bộ trưởng về công tác cán bộ': whose decision it is that appoints later on."""
        for k in range(len(p) - 2):
            told = p.word(k) == "quyết định" or (p.word(k), p.word(k + 1)) == ("quyết", "định")
            at = k + 1 + (p.word(k) == "quyết")
            if told and p.word(at) == "của" and p.actor(at + 1) and p.kind(at + 1) in ("body", "post", "person"):
                self._decider = p.actor(at + 1)

    def _appoint(self, c: Context, marks: list[Mark], n: int) -> None:
        p, first = c.pieces, chain_start(c.pieces, marks, n)
        start = marks[first].at
        joined = listed(p, marks, n)
        person, begin = (-1, -1) if joined else appointee(p, start, marks[n].end)
        given = offices(p, marks, n, begin) if person >= 0 else []
        posts = [(k, p[k].chunk.value) for k in given] or memberships(p, marks, n, begin) if person >= 0 else []
        told = [(person, k, post) for k, post in posts]
        told += [(who, k, p[k].chunk.value) for who, k in followers(p, marks, n, given[-1])] if given else []
        told += [(who, k, post) for k, post in joined for who in people_behind(p, k)]
        appointer = self._appointer(c, start, person) if told else None
        if appointer and p.word(start) not in _ELECTED:
            self._decider = appointer[0]
        for who, k, post in told:
            self._tell(p, _Given(who, k, post), appointer, modality_of(c, start))

    def _appointer(self, c: Context, at: int, person: int) -> tuple[Record, int] | None:
        """Return who appoints, with the piece that tells it (-1: an earlier sentence)."""
        p = c.pieces
        found = Subjects(p).before(at)
        for k in found.where:
            actor = p.actor(k)
            if actor and p.kind(k) in ("person", "body", "post") and k != person and not found.passive:
                return actor, k
        told = self._decided(p, at, person) or ((self._signer, -1) if self._signer else None)
        passive = any(p.word(k) in PASSIVE for k in range(max(0, at - FAR), at)) and p.word(at) not in _ELECTED
        return told or ((self._decider, -1) if self._decider and passive else None)

    def _decided(self, p: Pieces, at: int, person: int) -> tuple[Record, int] | None:
        """'Quyết định … của BODY (về việc) bổ nhiệm', 'BODY quyết định:', 'được BODY bổ nhiệm': look to the left."""
        for k in range(at - 1, max(-1, at - 1 - FAR), -1):
            actor, record = p.actor(k), p[k].record
            if p.kind(k) == "directive" and record:
                issuer = self._issuer(record)
                return (issuer, k) if issuer else self._hands_out(p, k)
            if p.kind(k) == "event" and record:
                return self._within(p, k) or (self._host(record, k) if at - k <= _NEAR else None)
            if actor and k != person and p.kind(k) != "pronoun":
                governed = p.word(k - 1) in _GOVERNED or p.word(k - 1) in PASSIVE
                return (actor, k) if governed or _decides(p, k) or _signs(p, k, at) else None
            if p.breaks(k):
                break
        for k in range(min(at, _LEAD)):  # 'BODY quyết định: ông A thôi giữ chức P1; phân công …'
            actor = p.actor(k)
            if actor and _decides(p, k):
                return actor, k
        return None

    @staticmethod
    def _hands_out(p: Pieces, at: int) -> tuple[Record, int] | None:
        """A decision whose issuer is not told is that of the body for which it is handed out, or that hands it out."""
        for k in range(at - 1, max(-1, at - 1 - _LEAD), -1):
            actor = p.actor(k)
            if actor and p.kind(k) == "body" and (p.role(k - 1) == "behalf" or p.kind(k + 1) in ("function", "verb")):
                return actor, k
        behalf = next(
            (k for k in range(min(at, _LEAD)) if p.role(k) == "behalf" and p.kind(k + 1) == "body" and p.actor(k + 1)),
            -1,
        )
        return (p.actor(behalf + 1), behalf + 1) if behalf >= 0 else None  # type: ignore[return-value]

    def _within(self, p: Pieces, k: int) -> tuple[Record, int] | None:
        """'Hội nghị công bố Quyết định của BODY về việc bổ nhiệm …': the issuer of the document in the description."""
        phrase = p[k].chunk.value
        documents = phrase.documents if isinstance(phrase, EventPhrase) else ()
        issuer = documents[-1][1].issuer if documents else None
        record = self._bodies.resolve(issuer) if issuer else None
        return (record, k) if record else None

    def _host(self, event: Record, k: int) -> tuple[Record, int] | None:
        """'Kỳ họp đã bầu ông A …': the body whose session it is."""
        hosts = [s.subject for s in self._notebook.statements if s.object == Ref(event.key) and s.predicate == _HOSTS]
        return (self._notebook.records[hosts[0]], k) if len(set(hosts)) == 1 else None

    def _issuer(self, directive: Record) -> Record | None:
        """Return who is told to have signed or issued a document."""
        note = self._notebook
        for predicate in ("kg:signs", "kg:issuedBy"):
            for s in note.statements:
                if predicate == "kg:signs" and s.predicate == predicate and s.object == Ref(directive.key):
                    return note.records[s.subject]
                if (
                    predicate == s.predicate == "kg:issuedBy"
                    and s.subject == directive.key
                    and isinstance(s.object, Ref)
                ):
                    return note.records[s.object.key]
        return None

    def _tell(self, p: Pieces, given: _Given, appointer: tuple[Record, int] | None, modality: str) -> None:
        note, person, office = self._notebook, given.person, given.told
        who = p[person].record
        if who is None:
            return
        post = self._people.given(who, given.post, p[office].chunk.span, modality)
        if post is None:
            return
        span = p.span(person, office)
        act = note.record("Appointment", f"{who.name}: {post.title}", f"{who.key}-{post.key}")
        act.identity = (who.key, post.key)
        note.add(act.key, "kg:appointee", who.key, span, "appoints/person", modality)
        note.add(act.key, "kg:toPost", post.key, span, "appoints/post", modality)
        if appointer:
            by, k = appointer
            whole = p.span(person, office, *([k] if k >= 0 else []))
            note.add(act.key, "kg:appointer", by.key, whole, "appoints/by", modality)
            note.add(who.key, "kg:appointedBy", by.key, whole, "appoints/by", modality)
        self._document(p, act, person, modality)
        self._date(p, act, office, modality)

    def _document(self, p: Pieces, act: Record, person: int, modality: str) -> None:
        """The numbered decision before the appointing words."""
        k = next((k for k in range(person - 1, -1, -1) if p.kind(k) == "directive"), -1)
        if k >= 0 and p[k].record:
            self._notebook.add(act.key, "kg:byDirective", p[k].record.key, p.span(k), "appoints/document", modality)  # type: ignore[union-attr]

    def _date(self, p: Pieces, act: Record, office: int, modality: str) -> None:
        """'từ ngày 1/3/2022' behind the post."""
        for k in range(office + 1, min(len(p), office + 5)):
            token = p[k].chunk.value
            if p.kind(k) == "date" and isinstance(token, Token) and isinstance(token.value, When):
                first = token.value.first
                if first.full and p.word(k - 1) in ("từ", "kể từ", "ngày"):
                    date = Literal(first.lexical, first.datatype)
                    span = Span(token.start, token.end)
                    self._notebook.add(act.key, "schema:startDate", date, span, "appoints/from", modality)
                return


def _signs(p: Pieces, k: int, at: int) -> bool:
    """'Thủ tướng (cũng) ký quyết định bổ nhiệm …': the actor at ``k`` signs the decision that appoints."""
    words = " ".join(p.word(n) for n in range(k + 1, min(at + 2, len(p))))
    return "quyết định" in words and any(verb in words for verb in ("ký", "ban hành", "ra quyết định", "có quyết định"))


def _decides(p: Pieces, k: int) -> bool:
    """'BODY quyết định …' behind the actor at ``k``."""
    return p.word(k + 1) == "quyết định" or (p.word(k + 1), p.word(k + 2)) == ("quyết", "định")

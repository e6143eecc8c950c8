"""Who is given which post, by whom and by which document: 'bổ nhiệm ông A, P1, giữ chức P2 từ ngày 1/3/2022'.

The person stands behind the appointing words, before 'được', or before a colon's list of acts ('BODY quyết định: ông A
thôi giữ chức P1; … giữ chức P2'). Who appoints is the words' subject, the issuer of the decision, or who is told to
have signed the decisions that the lines below list.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Literal, Ref
from kg.reading.context import Context
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import Span
from kg.reading.pieces import Pieces
from kg.reading.resolve_people import PeopleMemory
from kg.reading.subjects import Subjects
from kg.reading.tokens import Token
from kg.reading.when import When

_FAR = 10  # pieces between the appointing words and the person, or between the issuer and those words
_PASSIVE = frozenset({"được", "đã được", "vừa được", "mới được"})
_REQUESTS = frozenset({"ask", "propose"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """Appointing words at piece ``at`` (to piece ``end``) with their role."""

    at: int
    end: int
    role: str


class Appointments:
    """Reads the appointments of a report, sentence by sentence."""

    def __init__(self, notebook: Notebook, people: PeopleMemory):
        self._notebook = notebook
        self._people = people
        self._signer: Record | None = None  # of the decisions that the lines below list

    def read(self, c: Context) -> None:
        """State what the sentence tells of appointments."""
        marks = _marks(c.pieces)
        self._sign(c.pieces)
        for n, mark in enumerate(marks):
            if mark.role == "appoints" and not _goes_on(c.pieces, marks, n):
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

    def _appoint(self, c: Context, marks: list[_Mark], n: int) -> None:
        first = _chain_start(c.pieces, marks, n)
        person, begin = _appointee(c.pieces, marks[first].at, marks[n].end)
        if person < 0:
            return
        offices = _offices(c.pieces, marks, n, begin)
        if not offices:
            return
        appointer = self._appointer(c, marks[first].at, person)
        modality = _modality(c, marks[first].at)
        for k in offices:
            self._tell(c, person, k, appointer, modality)

    def _appointer(self, c: Context, at: int, person: int) -> tuple[Record, int] | None:
        """Return who appoints, with the piece that tells it (-1: an earlier sentence)."""
        p = c.pieces
        found = Subjects(p).before(at)
        for k in found.where:
            if p.kind(k) in ("person", "body", "post") and k != person and not found.passive and p.actor(k):
                return p.actor(k), k  # type: ignore[return-value]
        return self._decided(p, at, person) or ((self._signer, -1) if self._signer else None)

    def _decided(self, p: Pieces, at: int, person: int) -> tuple[Record, int] | None:
        """'Quyết định … của BODY (về việc) bổ nhiệm', 'BODY quyết định:', 'được BODY bổ nhiệm': look to the left."""
        for k in range(at - 1, max(-1, at - 1 - _FAR), -1):
            if p.kind(k) == "directive" and p[k].record:
                issuer = self._issuer(p[k].record)  # type: ignore[arg-type]
                return (issuer, k) if issuer else None
            if p.actor(k) and k != person and p.kind(k) != "pronoun":
                governed = p.word(k - 1) in ("của", "do", "bởi") or p.word(k - 1) in _PASSIVE
                decides = governed or p.word(k + 1) == "quyết định" or _resolves(p, k)
                return (p.actor(k), k) if decides else None  # type: ignore[return-value]
            if p.kind(k) == "verb" and p.breaks(k):
                break
        return None

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

    def _tell(self, c: Context, person: int, office: int, appointer: tuple[Record, int] | None, modality: str) -> None:
        p, note = c.pieces, self._notebook
        who, phrase = p[person].record, p[office].chunk.value
        if who is None:
            return
        post = self._people.given(who, phrase, p[office].chunk.span, modality)
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


def _resolves(p: Pieces, k: int) -> bool:
    """'BODY quyết định …' as two words behind the actor at ``k``."""
    return p.word(k + 1) == "quyết" and p.word(k + 2) == "định"


def _marks(p: Pieces) -> list[_Mark]:
    """Return the appointing words of a sentence, in order; not those inside a name or a description."""
    view, trie = p.view, p.view.lexicon.appointing
    owner = {i: k for k, piece in enumerate(p.items) for i in range(piece.chunk.i, piece.chunk.j)}
    marks: list[_Mark] = []
    i = 0
    while i < len(view):
        end, roles = (
            trie.longest(view.words, i) if p.kind(owner[i]) in ("word", "verb", "function", "mark") else (i, [])
        )
        if roles:
            marks.append(_Mark(owner[i], owner[end - 1], roles[0]))
        i = max(end, i + 1)
    return marks


def _goes_on(p: Pieces, marks: list[_Mark], n: int) -> bool:
    """Whether another appointing word follows that is the same act: 'điều động, bổ nhiệm'."""
    at = marks[n].end + 1
    for mark in marks[n + 1 :]:
        if mark.at != at or mark.role not in ("appoints", "until"):
            return False
        if mark.role == "appoints":
            return True
        at = mark.end + 1
    return False


def _chain_start(p: Pieces, marks: list[_Mark], n: int) -> int:
    """Return the first of the appointing words that are one act with the ones at ``n``."""
    first = n
    while True:
        before = [m for m in range(first) if marks[m].role == "appoints"]
        if not before or not _goes_on(p, marks, before[-1]) or before[-1] == first:
            return first
        first = before[-1]


def _appointee(p: Pieces, start: int, end: int) -> tuple[int, int]:
    """Return (the appointee's piece, piece behind which the post stands), or (-1, -1)."""
    for k in range(end + 1, min(len(p), end + 1 + _FAR)):
        if p.kind(k) in ("person", "pronoun") and p.actor(k):
            return k, k
        if p.kind(k) in ("verb", "office", "group") or p.word(k) in (";", ".") or (p.kind(k) == "body" and p.actor(k)):
            break
    passive = next((k for k in range(start - 1, max(-1, start - 1 - _FAR), -1) if p.word(k) in _PASSIVE), -1)
    if passive > 0:
        for k in range(passive - 1, max(-1, passive - 1 - _FAR), -1):
            if p.kind(k) in ("person", "pronoun") and p.actor(k):
                return k, end
            if p.breaks(k) or p.kind(k) == "verb":
                break
        return -1, -1
    colon = next((k for k in range(start) if p.word(k) == ":"), -1)
    if colon >= 0:
        k = next((k for k in range(colon + 1, start) if p.kind(k) == "person" and p.actor(k)), -1)
        return (k, end) if k >= 0 else (-1, -1)
    return -1, -1


def _offices(p: Pieces, marks: list[_Mark], n: int, begin: int) -> list[int]:
    """Return the pieces of the posts given behind ``begin``: before the next appointment, person or full stop."""
    last = next((m.at for m in marks[n + 1 :] if m.role == "appoints" and _names_another(p, m)), len(p))
    found: list[int] = []
    for k in range(begin + 1, last):
        if p.kind(k) == "office":
            found.append(k)
        elif (
            found
            and not (p.word(k) in (",", "và", "kiêm") and p.kind(k + 1) == "office")
            or p.kind(k) == "person"
            and k > begin
        ):
            break
    return found


def _names_another(p: Pieces, mark: _Mark) -> bool:
    """Whether the next appointing word has a person of its own right behind it."""
    return any(p.kind(k) in ("person", "pronoun") for k in range(mark.end + 1, min(len(p), mark.end + 4)))


def _modality(c: Context, at: int) -> str:
    """What is planned, denied or asked for is no appointment yet."""
    told = Subjects(c.pieces).before(at).modality
    if told:
        return told
    for other in reversed(c.predications):
        if other.at < at:
            inside = not any(c.pieces.word(k) == ";" for k in range(other.at, at))
            asked = other.verb.frame in _REQUESTS and other.verb.form not in ("giao",) and inside
            return "Requested" if asked else other.modality if inside else ""
    return ""

"""Who is given which post, by whom and by which document: 'bổ nhiệm ông A, P1, giữ chức P2 từ ngày 1/3/2022'."""

from __future__ import annotations

from kg.dates import PartialDate
from kg.model import Literal
from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.clauses.context import Context
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.officials.tenures import beside
from kg.reading.relations.appointing import Given, acts_of, given, marks_of, modality_of, people_of
from kg.reading.relations.deciders import Deciders
from kg.reading.relations.leaders import lead
from kg.reading.relations.leaving import Leaving
from kg.reading.words.bounds import Told, told_behind
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import Span
from kg.reading.words.pieces import Pieces
from kg.reading.words.tokens import Token
from kg.reading.words.when import When


class Appointments:
    """Reads the appointments of a report, sentence by sentence."""

    def __init__(self, notebook: Notebook, people: PeopleMemory, bodies: BodyMemory):
        self._notebook = notebook
        self._people = people
        self._deciders = Deciders(notebook, bodies)
        self._leaving = Leaving(people)

    def read(self, c: Context) -> None:
        """State what the sentence tells of appointments."""
        marks = marks_of(c.pieces)
        self._deciders.begin(c)
        lead(c, self._people, marks)
        self._leaving.read(c, marks)
        people: list[int] = []
        for act in acts_of(c.pieces, marks):
            told = given(c.pieces, act, marks, people)
            people = people_of(c.pieces, act, marks) or people
            first = told[0].person if told else people[0] if people else -1
            appointer = self._deciders.of(c, act, marks, first)
            for one in told:
                self._tell(c.pieces, one, appointer, modality_of(c, act.at))
                self._leaving.replaced(c, marks, one, act.stop, modality_of(c, act.at))

    def _tell(self, p: Pieces, told: Given, appointer: tuple[Record, int] | None, modality: str) -> None:
        note, person, office = self._notebook, told.person, told.told
        who = p[person].record
        if who is None:
            return
        tenure = _tenure(note.text, p, told)
        post = self._people.given(who, told.post, p[office].chunk.span, modality, tenure=tenure)
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
        self._date(p, act, office, modality, tenure)

    def _document(self, p: Pieces, act: Record, person: int, modality: str) -> None:
        """The numbered decision before the appointing words."""
        k = next((k for k in range(person - 1, -1, -1) if p.kind(k) == "directive"), -1)
        if k >= 0 and p[k].record:
            self._notebook.add(act.key, "kg:byDirective", p[k].record.key, p.span(k), "appoints/document", modality)  # type: ignore[union-attr]

    def _date(self, p: Pieces, act: Record, office: int, modality: str, tenure: Told | None) -> None:
        """'từ ngày 1/3/2022' behind the post."""
        if tenure and tenure.since and tenure.since.year and not tenure.term:
            self._starts(act, tenure.since, Span(tenure.start, tenure.end), modality)
            return
        for k in range(office + 1, min(len(p), office + 5)):
            token = p[k].chunk.value
            if p.kind(k) == "date" and isinstance(token, Token) and isinstance(token.value, When):
                first = token.value.first
                if first.full and p.word(k - 1) in ("từ", "kể từ", "ngày"):
                    self._starts(act, first, Span(token.start, token.end), modality)
                return

    def _starts(self, act: Record, day: PartialDate, span: Span, modality: str) -> None:
        date = Literal(day.lexical, day.datatype)
        self._notebook.add(act.key, "schema:startDate", date, span, "appoints/from", modality)


def _tenure(text: str, p: Pieces, told: Given) -> Told | None:
    """Return the bounds behind the post that is given, or behind who is given it."""
    found = beside(text, told.post, given=True)
    person = p[told.person].chunk.span
    return found or (told_behind(text, person.start, person.end, given=True) if told.person > told.told else None)

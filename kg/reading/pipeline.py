"""Reads one report: text → atoms → sentences → chunks → entities → clauses → statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg import __version__
from kg.errors import InputError
from kg.lexicon.lexicon import lexicon, words
from kg.lexicon.tables import version
from kg.model import Report, ReportStatements
from kg.reading.bodies.abbreviations import learn
from kg.reading.bodies.home import Home
from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.captions import Told
from kg.reading.clauses.clauses import Clauses
from kg.reading.clauses.context import Context
from kg.reading.clauses.discourse import Discourse
from kg.reading.clauses.partners import partners
from kg.reading.closing import close
from kg.reading.directives.resolve_directives import DirectiveMemory
from kg.reading.events.event_mentions import mentions
from kg.reading.events.resolve_events import EventMemory
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.officials.tenures import settle_tenures
from kg.reading.periods import mark_periods
from kg.reading.relations.appointments import Appointments
from kg.reading.relations.circumstances import date_lead, place_events
from kg.reading.relations.hosts import host_events
from kg.reading.relations.relations import describe_events, mark_requested, relate
from kg.reading.scan import Scanner
from kg.reading.words.calendar import Days
from kg.reading.words.credits import find_credits
from kg.reading.words.dateline import dateline
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.page_date import PageDate, day_of_writing, page_date
from kg.reading.words.phrases import (
    BodyPhrase,
    Chunk,
    DirectivePhrase,
    EventPhrase,
    GroupPhrase,
    PersonPhrase,
    PlacePhrase,
    PostPhrase,
    View,
)
from kg.reading.words.pieces import Piece, Pieces
from kg.reading.words.references import Reference, References
from kg.reading.words.relative import find_relative_days
from kg.reading.words.segment import READ_KINDS, Layout, Sentence, sentences
from kg.reading.words.tokens import Atom, Token, joined
from kg.reading.words.when import When, find_dates
from kg.text import one_space

_CLAUSE_WORDS = frozenset({"khi", "rằng", "là", "nhưng", "song"})  # a clause of its own may begin behind them
_AS_WRITTEN = frozenset({"", "eml", "jsonl", "json", "csv", "tsv"})  # formats whose text may be hard-wrapped
_FULL_DATE = len("2024-03-18")


@cache
def reader_version() -> str:
    """Return the name under which a graph records how its reports were read: code and lexicon."""
    return f"kg {__version__} lexicon {version()}"


@cache
def _tools() -> tuple[Scanner, References]:
    return Scanner(lexicon()), References(lexicon())


def _atoms(text: str, references: References) -> list[Atom]:
    """Return dates and document references, disjoint and in order; a date inside a number's span is none."""
    found = references.find(text)
    for more in (find_dates(text), find_relative_days(text), find_credits(text)):
        found = joined(found, more)
    return found


def cut(report: Report) -> Iterator[Sentence]:
    """Yield the sentences of a stored report, in order."""
    return sentences(report.text, _atoms(report.text, _tools()[1]), _layout(report))


def _layout(report: Report) -> Layout | None:
    """Return what a report's document says of its lines; None for plain text, and for what holds plain text."""
    structured = report.structure or report.format not in _AS_WRITTEN
    return Layout({part.start: part.kind for part in report.parts}) if structured else None


class _Reading:
    """The state of one reading."""

    def __init__(self, report: Report):
        self.report = report
        scanner, references = _tools()
        self._scanner, self._bodies = scanner, scanner.bodies
        atoms = _atoms(report.text, references)
        views = [View(report.text, sentence, lexicon()) for sentence in sentences(report.text, atoms, _layout(report))]
        self.views = [view for view in views if view.sentence.kind in READ_KINDS]
        lines = (report.text[v.sentence.start : v.sentence.end] for v in views if v.sentence.kind == "credit")
        self.credits = tuple(dict.fromkeys(one_space(line) for line in lines))
        learnt = learn(self.views, scanner.bodies)
        for view in self.views:
            view.explain(learnt)
        self.chunks = [scanner.scan(view) for view in self.views]
        head = self.dateline = dateline(report.text)
        page = PageDate(report.published, exact=True) if report.published else page_date(report.text, atoms, head)
        self.date = page.day
        self.notebook = Notebook(report.text)
        self.bodies = BodyMemory(self.notebook, lexicon(), Home(lexicon(), views))
        people = (c.value for chunks in self.chunks for c in chunks if isinstance(c.value, PersonPhrase))
        self.people = PeopleMemory(self.notebook, self.bodies, people)
        references_found = (atom.value for atom in atoms if isinstance(atom.value, Reference))
        known = [c.value for chunks in self.chunks for c in chunks if c.kind == "date"]
        days = {token.value for token in known if isinstance(token, Token) and isinstance(token.value, When)}
        dated = (atom.value for atom in atoms if isinstance(atom.value, When))
        today = day_of_writing(atoms, head, page.day if page.exact else "")
        self.days = Days(self.date, days, (when for when in dated if when not in days), today=today)
        documents = (c.value for chunks in self.chunks for c in chunks if isinstance(c.value, DirectivePhrase))
        self.directives = DirectiveMemory(
            self.notebook, self.bodies, self.people, references_found, self.days, documents
        )
        self._scanned = list(zip(self.views, self.chunks, strict=True))
        self._pictures = [pair for pair in self._scanned if pair[0].sentence.part == "caption"]
        body = [pair for pair in self._scanned if pair[0].sentence.part != "caption"]
        if body:
            self._scanned = body
        else:  # news in pictures: the captions tell it all
            self._pictures = []
        self.events = EventMemory(self.notebook, mentions(self._scanned, lexicon()))
        self.events.picture(mentions(self._pictures, lexicon()))

    def run(self) -> None:
        self._read(Discourse(), self._scanned)
        date_lead(self.notebook, self.events, self.days)
        if self._pictures:
            before = Told(self.notebook)
            self._read(Discourse(focus=self.events.held), self._pictures)
            before.keep(self.notebook)

    def _read(self, discourse: Discourse, scanned: Iterable[tuple[View, list[Chunk]]]) -> None:
        days = self.days
        appointments = Appointments(self.notebook, self.people, self.bodies)
        for view, chunks in scanned:
            self.notebook.opened = len(self.notebook.statements)
            pieces = Pieces(view, self._pieces(view, chunks))
            discourse.begin(pieces, view.sentence.paragraph)
            predications = Clauses(pieces, discourse.acting, discourse.asking_on).read()
            memories = self.events, predications, discourse, self.directives, self.people, self.bodies
            context = Context(self.notebook, pieces, *memories)
            mark_requested(context)
            describe_events(context, self.directives.resolve)
            place_events(context, days)
            host_events(context)
            relate(context)
            appointments.read(context)
            discourse.end(pieces, predications, self.events)
            self.people.topic = self.bodies.topic = discourse.topic
            self.people.actor, self.people.led = discourse.actor, discourse.led

    def _pieces(self, view: View, chunks: Sequence[Chunk]) -> list[Piece]:
        """Resolve a sentence's chunks in order; whoever opens a clause is whom a pronoun behind means."""
        pieces: list[Piece] = []
        self.people.opener = None
        for chunk in chunks:
            piece = self._piece(view, chunk)
            opens = not pieces or pieces[-1].kind in ("mark", "date") or pieces[-1].word in _CLAUSE_WORDS
            if piece.kind == "person" and opens:
                self.people.opener = piece.record
            pieces.append(piece)
        return pieces

    def _piece(self, view: View, chunk: Chunk) -> Piece:
        piece = Piece(chunk, self._entity(chunk), self._partners(view, chunk))
        named = self._named_inside(view, chunk)
        if named and piece.record and isinstance(chunk.value, EventPhrase) and chunk.value.family == "meeting":
            self.bodies.sessions.setdefault(piece.record.key, named)
        return piece

    def _entity(self, chunk: Chunk) -> Record | None:
        """Return the entity that a chunk means, noting its name; None for words that mean none."""
        value = chunk.value
        if isinstance(value, PersonPhrase):
            return self.people.person(value)
        if isinstance(value, PostPhrase):
            if chunk.kind == "post" and not value.plural:
                return self.people.by_title(value)
            if value.body:
                self.bodies.resolve(value.body)
            return None
        if chunk.kind == "pronoun":
            return self.people.last(chunk.span)
        if chunk.kind == "delegation":
            return self.people.delegation(chunk.span)
        if isinstance(value, BodyPhrase):
            return self.bodies.resolve(value)
        if isinstance(value, EventPhrase):
            return self.events.resolve(value)
        if isinstance(value, DirectivePhrase):
            return self.directives.resolve(value)
        if isinstance(value, GroupPhrase) and value.post and value.post.body and not value.post.body.bare:
            self.bodies.resolve(value.post.body)  # 'các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy'
        return self._place(value) if isinstance(value, PlacePhrase) else None

    def _partners(self, view: View, chunk: Chunk) -> tuple[Record, ...]:
        """Return whom or what the name of a meeting or visit speaks of."""
        if not isinstance(chunk.value, EventPhrase | GroupPhrase):
            return ()
        found = (
            self.bodies.resolve(phrase) if isinstance(phrase, BodyPhrase) else self._place(phrase)
            for phrase in partners(view, chunk, self._bodies)
        )
        return tuple(record for record in found if record)

    def _named_inside(self, view: View, chunk: Chunk) -> Record | None:
        """Note the bodies that an event's description or a document's subject names; return the first of them."""
        first: Record | None = None
        i = chunk.i if isinstance(chunk.value, EventPhrase | DirectivePhrase) else chunk.j
        while i < chunk.j:
            person = self._scanner.titled(view, i, chunk.j) if isinstance(chunk.value, EventPhrase) else None
            if person:  # 'lễ đón Tổng thống Hoa Kỳ A'
                self.people.person(person[1])
                i = person[0]
                continue
            hit = self._bodies.at(view, i)
            named = hit is not None and not hit[1].bare and (hit[0] <= chunk.j or hit[1].kind == "association")
            if hit and named:
                first = self.bodies.resolve(hit[1]) if first is None else first
                self.bodies.resolve(hit[1])
            i = hit[0] if hit and named else i + 1
        return first

    def _place(self, phrase: PlacePhrase) -> Record:
        if phrase.body:
            self.bodies.resolve(phrase.body)
        record = self.notebook.record("Place", phrase.name)
        known = bool(lexicon().places.longest(words(phrase.name), 0)[1])
        record.label_en, record.complete = phrase.label_en, known
        self.notebook.name(record.key, phrase.span, "place/gazetteer" if known else "place/head")
        return record


def read(report: Report) -> ReportStatements:
    """Return the entities and statements of a report, each with its words; the same report gives the same result.

    Raises InputError, naming the report, for a text on which a rule fails: the fault is ours, but the user's other
    reports must not suffer from it.
    """
    try:
        reading = _Reading(report)
        reading.run()
        return _closed(reading)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        fault = f"the reader fails on this text ({type(error).__name__}: {error})"
        raise InputError(report.source_id or report.key, fault, "this is a fault of kg: please report it") from error


def _closed(reading: _Reading) -> ReportStatements:
    """Close a reading: identities last, then everything in a fixed order."""
    observed = close(reading.notebook, reading.events, reading.people, reading.directives)
    observed = observed or (reading.date if len(reading.date) == _FULL_DATE else "")
    observed = reading.report.published or observed
    settle_tenures(reading.notebook, observed)
    mark_periods(reading.notebook, observed or reading.date)
    statements = sorted(
        reading.notebook.statements,
        key=lambda s: (s.start, s.end, s.subject, s.predicate, repr(s.object), s.modality, s.rule),
    )
    return ReportStatements(
        reading.report,
        reading.notebook.entities(),
        tuple(statements),
        reader_version(),
        observed,
        reading.dateline.place if reading.dateline else "",
        reading.credits,
    )

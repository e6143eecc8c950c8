"""Reads one report: text → atoms → sentences → chunks → entities → clauses → statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import __version__
from kg.lexicon.lexicon import lexicon
from kg.lexicon.tables import version
from kg.model import Report, ReportStatements
from kg.reading.circumstances import place_events
from kg.reading.clauses import Clauses
from kg.reading.closing import close
from kg.reading.context import Context
from kg.reading.directives import References
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import (
    BodyPhrase,
    Chunk,
    DirectivePhrase,
    EventPhrase,
    PersonPhrase,
    PlacePhrase,
    PostPhrase,
    View,
)
from kg.reading.pieces import Piece, Pieces
from kg.reading.relations import describe_events, relate
from kg.reading.resolve_bodies import BodyMemory
from kg.reading.resolve_directives import DirectiveMemory
from kg.reading.resolve_events import EventMemory
from kg.reading.resolve_people import PeopleMemory
from kg.reading.scan import Scanner
from kg.reading.segment import sentences
from kg.reading.tokens import Atom
from kg.reading.when import When, find_dates

_HEAD, _SHORT_LINE = 400, 80  # characters: how far the head of a report goes, how long a line of its page may be
_NUMBERED = re.compile(r"\d\s?[-/–]\s?[^\W\d_]")  # a document's number stands in the line: the date is its own
_READ_KINDS = frozenset({"body", "caption"})


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
    dates = [d for d in find_dates(text) if not any(a.start < d.end and d.start < a.end for a in found)]
    return sorted([*found, *dates], key=lambda atom: atom.start)


class _Reading:
    """The state of one reading."""

    def __init__(self, report: Report):
        self.report = report
        scanner, references = _tools()
        atoms = _atoms(report.text, references)
        self.views = [View(report.text, s, lexicon()) for s in sentences(report.text, atoms) if s.kind in _READ_KINDS]
        self.chunks = [scanner.scan(view) for view in self.views]
        self.date = report.published or _page_date(report.text, atoms)
        self.notebook = Notebook(report.text)
        phrases = [chunk.value for chunks in self.chunks for chunk in chunks]
        self.bodies = BodyMemory(self.notebook, lexicon(), list(_inner(phrases)))
        self.people = PeopleMemory(self.notebook, self.bodies)
        self.directives = DirectiveMemory(self.notebook, self.bodies)
        self.events = EventMemory(self.notebook, [p for p in phrases if isinstance(p, EventPhrase) and p.described])

    def run(self) -> None:
        speaker: tuple[Record | None, str] = (None, "")
        paragraph = -1
        for view, chunks in zip(self.views, self.chunks, strict=True):
            if view.sentence.paragraph != paragraph:
                speaker, paragraph = (None, ""), view.sentence.paragraph
            pieces = Pieces(view, [Piece(chunk, self._entity(chunk)) for chunk in chunks])
            context = Context(self.notebook, pieces, self.events, Clauses(pieces).read(), *speaker)
            describe_events(context, self.directives.resolve)
            place_events(context, self.date)
            relate(context)
            speaker = (context.speaker, context.speaker_text)

    def _entity(self, chunk: Chunk) -> Record | None:
        """Return the entity that a chunk means, noting its name; None for words that mean none."""
        value = chunk.value
        if isinstance(value, PersonPhrase):
            return self.people.person(value)
        if isinstance(value, PostPhrase):
            return self.people.by_title(value)
        if chunk.kind == "pronoun":
            return self.people.last(chunk.span)
        if isinstance(value, BodyPhrase):
            return self.bodies.resolve(value)
        if isinstance(value, EventPhrase):
            return self.events.resolve(value)
        if isinstance(value, DirectivePhrase):
            return self.directives.resolve(value)
        return self._place(value) if isinstance(value, PlacePhrase) else None

    def _place(self, phrase: PlacePhrase) -> Record:
        record = self.notebook.record("Place", phrase.name)
        record.label_en, record.complete = phrase.label_en, phrase.kind in ("tỉnh", "thành phố", "nước")
        self.notebook.name(record.key, phrase.span, "place/gazetteer")
        if phrase.span.end - phrase.span.start != len(phrase.name):
            self.notebook.name(record.key, phrase.span, "place/gazetteer/canonical", phrase.name)
        return record


def _inner(phrases: list[object]) -> Iterator[object]:
    """Yield phrases with the bodies of their posts."""
    for phrase in phrases:
        yield phrase
        posts = [post for post, _ in phrase.posts] if isinstance(phrase, PersonPhrase) else [phrase]
        yield from (post.body for post in posts if isinstance(post, PostPhrase))


def _page_date(text: str, atoms: list[Atom]) -> str:
    """Return the first full date of the report's head or dateline as xsd:date, or ''.

    A date that opens a sentence ('Ngày 21/1/2022, …') or stands in a short line; not one in running text, which may be
    a document's.
    """
    for atom in atoms:
        if atom.kind != "date" or atom.start > _HEAD or not isinstance(atom.value, When) or not atom.value.first.full:
            continue
        line = text[text.rfind("\n", 0, atom.start) + 1 : (text.find("\n", atom.end) + 1 or len(text) + 1) - 1]
        if text[atom.start].isupper() or (len(line) < _SHORT_LINE and not _NUMBERED.search(line)):
            return atom.value.first.lexical
    return ""


def read(report: Report) -> ReportStatements:
    """Return the entities and statements of a report, each with its words; the same report gives the same result."""
    reading = _Reading(report)
    reading.run()
    return _closed(reading)


def _closed(reading: _Reading) -> ReportStatements:
    """Close a reading: identities last, then everything in a fixed order."""
    observed = close(reading.notebook, reading.events, reading.people, reading.directives, reading.report)
    statements = sorted(
        reading.notebook.statements,
        key=lambda s: (s.start, s.end, s.subject, s.predicate, repr(s.object), s.modality, s.rule),
    )
    return ReportStatements(reading.report, reading.notebook.entities(), tuple(statements), reader_version(), observed)

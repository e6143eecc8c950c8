"""What the rules share while one sentence is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.discourse import CLAUSES, Discourse
from kg.reading.clauses.moods import Moods
from kg.reading.directives.resolve_directives import DirectiveMemory
from kg.reading.events.resolve_events import EventMemory
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import EventPhrase, PostPhrase, Span
from kg.reading.words.pieces import Pieces

PERSONS = frozenset({"person", "post", "pronoun"})


_NEAR = 12  # pieces between a verb that is a gathering and what is said at it


def rule_name(predicate: str, told: Predication) -> str:
    """Return the name of a rule as evidence gives it: 'chairs/active'."""
    return f"{predicate.partition(':')[2]}/{told.form}"


@dataclass(slots=True)
class Context:
    """What the rules share while one sentence is read.

    ``discourse``: what the sentences before hand on.

    ``speaker`` or ``speaker_text``: whose words these are, if not the report's; ``heard_at``: the piece of the verb of
    speech in this very sentence (-1: an earlier one's). ``governed``: pieces of documents that a verb has claimed.
    ``spoke``: who is told to have spoken. ``carrying``: the gathering that carries out the document told last, with its
    piece.
    """

    notebook: Notebook
    pieces: Pieces
    events: EventMemory
    predications: list[Predication]
    discourse: Discourse
    directives: DirectiveMemory
    people: PeopleMemory
    bodies: BodyMemory
    speaker: Record | None = None
    speaker_text: str = ""
    heard_at: int = -1
    governed: set[int] = field(default_factory=set)
    spoke: set[str] = field(default_factory=set)
    _moods: Moods | None = None
    carrying: tuple[Record, int] | None = None

    def __post_init__(self) -> None:
        self.speaker, self.speaker_text = self.discourse.speaker, self.discourse.speaker_text

    @property
    def moods(self) -> Moods:
        """The moods of the sentence's clauses."""
        self._moods = self._moods or Moods(self.pieces)
        return self._moods

    def gathering(self, k: int) -> Record | None:
        """Return the gathering that the passage around piece ``k`` tells of: the one told last, else the report's."""
        if self.discourse.adrift:
            return self.events.begun_at(self.discourse.meeting_at)
        return self._acting(k) or self.discourse.focus or self.events.told_before(self.pieces.span(k))

    def _acting(self, k: int) -> Record | None:
        """'Quốc hội họp phiên toàn thể, nghe A báo cáo': a verb before piece ``k`` that is a gathering itself."""
        for at in range(k - 1, max(-1, k - 1 - _NEAR), -1):
            value = self.pieces[at].chunk.value if at < len(self.pieces) else None
            if isinstance(value, EventPhrase) and value.verbal and self.events.is_told(value.span):
                return self.pieces[at].record
        return None

    def office(self, k: int) -> tuple[PostPhrase | None, int]:
        """Return the office, with nobody named, whose title ends at piece ``k`` over auxiliaries, and its piece."""
        p = self.pieces
        while p.is_skipped(k):
            k -= 1
        post = p[k].chunk.value if 0 <= k < len(p) and not p[k].record else None
        return (post, k) if isinstance(post, PostPhrase) else (None, k)

    def verb_before(self, k: int, far: int) -> Predication | None:
        """Return the last predication before piece ``k``, where it stands at most ``far`` pieces before."""
        at = bisect_left(self.predications, k, key=lambda told: told.at) - 1
        return self.predications[at] if at >= 0 and self.predications[at].at >= k - far else None

    def verbs_behind(self, k: int) -> Iterator[Predication]:
        """Yield the predications behind piece ``k``, in order."""
        first = bisect_right(self.predications, k, key=lambda told: told.at)
        yield from (self.predications[at] for at in range(first, len(self.predications)))

    def main_clause(self, k: int) -> Predication | None:
        """Return the first predication behind piece ``k``, where its subject is the first one named from there on."""
        p = self.pieces
        told = next((told for told in self.verbs_behind(k) if told.subjects), None)
        named = next((at for at in range(k + 1, len(p)) if p.kind(at) in PERSONS and p[at].record), -1)
        bodies = told is not None and all(p.kind(at) == "body" for at in told.where)
        if told is None or told.form not in CLAUSES or min(told.where) <= k:
            return None
        return told if bodies or named in told.where else None

    def tell(self, subject: Record, predicate: str, target: Record, span: Span, rule: str, told: Predication) -> None:
        """State a relation; it is a speaker's word only behind a verb of speech in the same clause.

        Who chairs, attends or meets is told by the report: a speaker's paragraph does not make it the speaker's.
        """
        apart = self.heard_at < 0 or any(self.pieces.word(k) == ";" for k in range(self.heard_at, told.at))
        if apart:
            self.notebook.add(subject.key, predicate, target.key, span, rule, told.modality)
        else:
            self.claim(subject, predicate, target, span, rule, told)

    def claim(self, subject: Record, predicate: str, target: Record, span: Span, rule: str, told: Predication) -> None:
        """State a relation that a speaker's words may tell: it is theirs, unless they are told to do it themselves."""
        own = self.speaker is subject
        speaker = self.speaker.key if self.speaker and not own else ""
        text = "" if own else self.speaker_text
        self.notebook.add(subject.key, predicate, target.key, span, rule, told.modality, speaker, text)

"""What one sentence hands on to the next: who spoke, who acted, which gathering it is about, a list left open."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.clauses.clauses import Predication
from kg.reading.events.resolve_events import EventMemory
from kg.reading.words.notebook import Record
from kg.reading.words.pieces import Pieces

CLAUSES = frozenset({"active", "fronted", "inherited"})


@dataclass(frozen=True, slots=True)
class OpenDocuments:
    """'… đã bãi bỏ các văn bản sau:', '… các quyết định do Bộ trưởng ký, gồm:' before a list over lines.

    Each document listed stands in the relation ``predicate`` to ``record``, as its object (``inward``) or its subject.
    ``cited``: it is no list, but sentences that begin 'Theo Quyết định số …' name them.
    """

    predicate: str
    record: Record
    inward: bool
    cited: bool = False


@dataclass(slots=True)
class Discourse:
    """The thread of a report.

    ``speaker`` or ``speaker_text``: whose words the paragraph's sentences are. ``topic``: the person or body that
    acted last; ``acting``: the same, in this paragraph. ``actor``: who alone is the subject of the sentence before.
    ``asker``: who asked last. ``led``: the delegation told of last and its leader. ``focus``: the gathering of which
    the passage tells.
    ``listing``: the verb of the last list of participants, with its gathering; ``open_list``: its members stand on the
    lines that follow. ``asking``, ``askers``: a request whose contents stand on the lines that follow, and whose it is.
    ``fresh``: the sentence opens a paragraph. ``adrift``: the passage is about a meeting that has no name,
    told by the verb that begins at ``meeting_at``.
    ``documents``: what is told of documents that the next lines list. ``page``: the document whose own page this is.
    ``met``: who is told to have met somebody.
    ``hosts``: who received a delegation of which nobody is named yet; ``hosted``: how many sentences ago.
    """

    paragraph: int = -1
    speaker: Record | None = None
    speaker_text: str = ""
    topic: Record | None = None
    acting: Record | None = None
    actor: Record | None = None
    asker: Record | None = None
    led: list[Record] = field(default_factory=list)
    focus: Record | None = None
    listing: tuple[Predication, Record] | None = None
    adrift: bool = False
    meeting_at: int = -1
    open_list: bool = False
    asking: Predication | None = None
    askers: list[Record] = field(default_factory=list)
    fresh: bool = False
    documents: OpenDocuments | None = None
    page: Record | None = None
    page_dated: bool = False
    met: set[str] = field(default_factory=set)
    hosts: list[Record] = field(default_factory=list)
    hosted: int = 0

    @property
    def asking_on(self) -> Record | None:
        """Who asked last, where no other person has acted since."""
        other = self.topic and self.topic.kind == "Person" and self.topic is not self.asker
        return None if other else self.asker

    def begin(self, pieces: Pieces, paragraph: int) -> None:
        """Open a sentence: a new paragraph has no speaker yet; 'Tại buổi tiếp, …' moves to that gathering."""
        self.fresh = paragraph != self.paragraph
        if self.fresh:
            self.speaker, self.speaker_text, self.paragraph = None, "", paragraph
            self.acting = None
        opened = self._opening(pieces)
        self.focus, self.adrift = opened or self.focus, self.adrift and not opened

    @staticmethod
    def _opening(p: Pieces) -> Record | None:
        """Return the gathering that a sentence opens with: 'Tại Hội nghị, …', 'Kết thúc buổi làm việc, …'."""
        for k in range(min(4, len(p))):
            if p.kind(k) == "event":
                return p[k].record
            if p.breaks(k) or p.kind(k) not in ("word", "function", "verb"):
                return None
        return None

    def end(self, pieces: Pieces, predications: list[Predication], events: EventMemory) -> None:
        """Close a sentence: note the last named actor and the gathering that it told of as held."""
        main = next((told for told in predications if told.subjects and told.form in CLAUSES), None)
        self.actor = (main.subjects[0] if len(main.subjects) == 1 else None) if main else self.actor
        met = False  # who leads the delegation that is met is not of ours
        claims = False  # what a speaker tells of is not what the passage is about
        opener = _opener(pieces)
        if opener and not any(told.subjects for told in predications):
            self.topic = self.acting = opener  # 'Ông A đánh trống …': whatever the verb
        for told in predications:
            if told.subjects and told.form not in ("list", "nominal", "guest"):
                self.topic = self.acting = told.subjects[0]
                asks = told.verb.frame == "ask" and not told.passive and self.topic.kind == "Person"
                self.asker = self.topic if asks else self.asker
            if told.verb.frame == "lead" and told.subjects and not met:
                self.led = _delegation(pieces, told)
            met = met or told.verb.frame == "meet"
            if told.verb.frame in ("organise", "event", "speech", "meet") and not told.modality and not claims:
                self._move(pieces, told)
            claims = claims or told.verb.frame in ("say", "propose")
        if self.focus is None and not self.adrift and not claims:
            told_of = (piece for piece in pieces.items if piece.kind == "event" and events.is_told(piece.chunk.span))
            self.focus = next((piece.record for piece in told_of), None)

    def _move(self, pieces: Pieces, told: Predication) -> None:
        """The passage goes on at the gathering that the verb names; a meeting told by its verb has no name."""
        record = _event_behind(pieces, told.at)
        meets = told.verb.frame == "meet" and not told.verb.officials_only
        met = meets and told.form == "active" and pieces.kind(told.at + 1) in ("person", "post")
        if record:
            self.focus, self.adrift = record, False
        elif met:
            self.focus, self.adrift, self.meeting_at = None, True, pieces.span(told.at).start


def _opener(p: Pieces) -> Record | None:
    """Return the person with whom a sentence opens as its subject."""
    return p[0].record if p.kind(0) == "person" and p.kind(1) in ("word", "verb", "function") else None


def _delegation(p: Pieces, told: Predication) -> list[Record]:
    """Return the named body before 'do A làm trưởng đoàn', and A."""
    body = p.actor(p.delegation(min(told.where, default=0)))
    return [body, *told.subjects] if body else list(told.subjects)


def _event_behind(p: Pieces, k: int) -> Record | None:
    at = p.find(k + 1, lambda piece: piece.kind in ("event", "verb"))
    return p[at].record if at >= 0 and p.kind(at) == "event" else None

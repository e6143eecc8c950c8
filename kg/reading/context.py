"""What the rules share while one sentence is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.reading.clauses import Predication
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import Span
from kg.reading.pieces import Pieces
from kg.reading.resolve_events import EventMemory


@dataclass(slots=True)
class Context:
    """What the rules share while one sentence is read.

    ``speaker`` or ``speaker_text``: whose words these are, if not the report's; ``heard_at``: the piece of the verb of
    speech in this very sentence (-1: an earlier one's). ``governed``: pieces of documents that a verb has claimed.
    """

    notebook: Notebook
    pieces: Pieces
    events: EventMemory
    predications: list[Predication]
    speaker: Record | None = None
    speaker_text: str = ""
    heard_at: int = -1
    governed: set[int] = field(default_factory=set)

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

"""What the rules share while one sentence is read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.reading.clauses import Predication
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import Span
from kg.reading.pieces import Pieces
from kg.reading.resolve_events import EventMemory


@dataclass(slots=True)
class Context:
    """What the rules share while one sentence is read. ``speaker``: whose words these are, if not the report's."""

    notebook: Notebook
    pieces: Pieces
    events: EventMemory
    predications: list[Predication]
    speaker: Record | None = None
    speaker_text: str = ""

    def tell(self, subject: Record, predicate: str, target: Record, span: Span, rule: str, told: Predication) -> None:
        """State a relation with the predication's modality."""
        self.notebook.add(subject.key, predicate, target.key, span, rule, told.modality)

    def claim(self, subject: Record, predicate: str, target: Record, span: Span, rule: str, told: Predication) -> None:
        """State a relation that a speaker's words may tell: it is theirs, unless they are told to do it themselves."""
        own = self.speaker is subject
        speaker = self.speaker.key if self.speaker and not own else ""
        text = "" if own else self.speaker_text
        self.notebook.add(subject.key, predicate, target.key, span, rule, told.modality, speaker, text)

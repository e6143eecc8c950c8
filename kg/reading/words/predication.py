"""A verb with those who act: what clauses are read into, and what relations are told from."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lexicon.lexicon import Verb
from kg.reading.words.notebook import Record

ASKS = frozenset({"ask", "propose"})  # frames behind which stands what others are to do
SAYS = frozenset({"ask", "say", "task"})  # frames of speaking whose subject goes on from clause to clause


@dataclass(slots=True)
class Predication:
    """A verb at piece ``at`` with its subjects (their pieces in ``where``); ``unnamed``: a group is the subject.

    ``form``: active, fronted, inherited, agent (do …), nominal (sự … của), or list (Tham dự … có A, B). ``listed``: the
    piece where the list begins. A subject of the sentence before stands nowhere in this one: -1 in ``where``.
    ``passive``: its subject is who is asked, received or told ('được giao').
    """

    at: int
    verb: Verb
    form: str = "active"
    subjects: list[Record] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    unnamed: int = -1
    modality: str = ""
    groups: list[int] = field(default_factory=list)
    listed: int = -1
    passive: bool = False

    @property
    def known(self) -> bool:
        """Whether it is told who acts."""
        return bool(self.subjects) or self.unnamed >= 0

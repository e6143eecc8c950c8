"""Captions: what they tell again is evidence for it. Of their own they tell who holds which post, and who took part in
an event of which the text tells; no event or act is there by a caption alone."""

from __future__ import annotations

from kg.model import NAMING, Literal, Ref, Statement
from kg.reading.words.notebook import Notebook

_KEPT = frozenset({"org:holds", "kg:formerlyHeld", "org:subOrganizationOf"})
_SPEECH = ("kg:speaksAt", "kg:reportsAt", "kg:gives")  # kg:givesOpeningSpeechAt …
_TAKES_PART = ("kg:chairs", "kg:attends", *_SPEECH)
# What exists only by what is told of it: a caption alone makes none.
_TOLD_ONLY = frozenset({"Event", "Group", "Instruction", "Appointment", "Topic"})


class Told:
    """What the text had told before its captions were read."""

    def __init__(self, notebook: Notebook):
        self._size = len(notebook.statements)
        self._facts = {_fact(s) for s in notebook.statements}
        self._speeches = {(s.subject, s.object) for s in notebook.statements if s.predicate.startswith(_SPEECH)}
        self._records = set(notebook.records)

    def keep(self, notebook: Notebook) -> None:
        """Drop what the captions told beside it."""
        new = {key for key, r in notebook.records.items() if key not in self._records and r.kind in _TOLD_ONLY}
        kept = [s for s in notebook.statements[self._size :] if self._keeps(notebook, s, new)]
        notebook.statements[self._size :] = kept
        for key in new:
            del notebook.records[key]

    def _keeps(self, notebook: Notebook, s: Statement, new: set[str]) -> bool:
        ends = {s.subject, s.object.key} if isinstance(s.object, Ref) else {s.subject}
        if ends & new:
            return False
        names = s.predicate in NAMING or s.predicate in _KEPT
        number = isinstance(s.object, Literal) and notebook.records[s.subject].kind == "Directive"
        return names or number or self._takes_part(s) or _fact(s) in self._facts

    def _takes_part(self, s: Statement) -> bool:
        """Whether somebody takes part; who is told to speak there anyway makes no second speech."""
        if s.modality or not s.predicate.startswith(_TAKES_PART):
            return False
        return not (s.predicate.startswith(_SPEECH) and (s.subject, s.object) in self._speeches)


def _fact(s: Statement) -> tuple[str, str, object, str]:
    return s.subject, s.predicate, s.object, s.modality

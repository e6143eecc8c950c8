"""Which event is meant: one node for each gathering, however often and however briefly it is named."""

from __future__ import annotations

import re

from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import EventPhrase, Span
from kg.text import key

_KIND = "kgv:event-kind/"
_SAME = 0.6  # the share of words that two descriptions of one event have in common
_SHARED_HEAD = 3  # the words with which both begin: head and purpose (hội nghị sơ kết …); else all words must agree
_NUMERAL = re.compile(r"\d[\d./]*|[ivxl]+|thứ|nhất|nhì|hai|ba|tư|năm")


class EventMemory:
    """Holds the described events of a report; a bare head points to the last one of its kind before it."""

    def __init__(self, notebook: Notebook, described: list[EventPhrase]):
        self._notebook = notebook
        self._records: list[tuple[EventPhrase, Record]] = []
        for phrase in described:
            self._records.append((phrase, self._same(phrase) or self._new(phrase)))

    @property
    def main(self) -> Record | None:
        """The event described first: the one a report is about."""
        return self._records[0][1] if self._records else None

    def resolve(self, phrase: EventPhrase) -> Record | None:
        """Return the event a phrase means, noting its form; None where a bare head points nowhere."""
        if phrase.described:
            record = next(record for known, record in self._records if known is phrase)
            self._notebook.name(record.key, phrase.span, "event/described")
            return record
        found = self.pointed(phrase)
        if found:
            self._notebook.mention(found.key, phrase.span, "event/bare-head")
        return found

    def pointed(self, phrase: EventPhrase) -> Record | None:
        """Return the event that a bare head means: described before it with that head, else the first after it."""
        fits = [(known, record) for known, record in self._records if _compatible(known, phrase)]
        before = [record for known, record in fits if known.span.start < phrase.span.start]
        return before[-1] if before else fits[0][1] if fits else None

    def last_before(self, span: Span) -> Record | None:
        """Return the event described last before a place in the text, else the report's first."""
        before = [record for known, record in self._records if known.span.start < span.start]
        return before[-1] if before else self.main

    def told_before(self, span: Span) -> Record | None:
        """Return the event described last before a place in the text, or pointed to there before its description."""
        before = [record for known, record in self._records if known.span.start < span.start]
        return before[-1] if before else None

    def _same(self, phrase: EventPhrase) -> Record | None:
        return next((record for known, record in self._records if _overlap(known, phrase) >= _SAME), None)

    def _new(self, phrase: EventPhrase) -> Record:
        record = self._notebook.record("Event", phrase.head)
        record.concept = _KIND + phrase.kind
        return record


def _head(phrase: EventPhrase) -> list[str]:
    return key(phrase.head).split()


def _compatible(known: EventPhrase, bare: EventPhrase) -> bool:
    """'Hội nghị' and 'buổi lễ' point by the head's words; a general head of the same kind points too."""
    known_words, words = _head(known), _head(bare)
    return known_words[: len(words)] == words or known.kind == bare.kind


def _overlap(a: EventPhrase, b: EventPhrase) -> float:
    """Return the share of the shorter description's words that the longer one has too; 0 for different kinds."""
    if a.kind != b.kind or _apart(_numerals(a), _numerals(b)):
        return 0.0
    x, y = _head(a), _head(b)
    shared = next((n for n, (one, other) in enumerate(zip(x, y, strict=False)) if one != other), min(len(x), len(y)))
    purposes = x[shared : shared + 2], y[shared : shared + 2]
    least = _SAME if shared >= _SHARED_HEAD or not all(purposes) else 1.0
    overlap = len(set(x) & set(y)) / min(len(set(x)), len(set(y)))
    return overlap if overlap >= least else 0.0


def _numerals(phrase: EventPhrase) -> set[str]:
    return {word for word in _head(phrase) if _NUMERAL.fullmatch(word)}


def _apart(a: set[str], b: set[str]) -> bool:
    """'Kỳ họp thứ 7' and 'Kỳ họp thứ 8' are two; a shorter mention may leave numbers out, not change them."""
    return not (a <= b or b <= a)

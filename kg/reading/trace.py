"""What the reader made of each sentence: its mentions, its facts with their rules, and what it did not understand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.lexicon.lexicon import lexicon
from kg.model import NAMING, Report, ReportStatements, Statement
from kg.reading import pipeline
from kg.reading.scan import Scanner
from kg.reading.words.phrases import View
from kg.reading.words.segment import READ_KINDS, Sentence

_REPEATING = frozenset({"kg:number"})  # a fact, but one that only repeats the words of a name
_TELLING = frozenset({"person", "post", "directive"})  # kinds of chunks of which one expects a fact


@dataclass(slots=True)
class Passage:
    """A sentence of a report: ``kind`` is its line's (see :class:`~kg.reading.words.segment.Sentence`).

    ``mentions`` are the statements that say what its words name, ``facts`` the others whose words begin in it.
    ``silent``: an official or a directive stands in it, and no fact but its number was taken from it.
    """

    start: int
    end: int
    kind: str
    mentions: list[Statement] = field(default_factory=list)
    facts: list[Statement] = field(default_factory=list)
    silent: bool = False


def trace(report: Report, reading: ReportStatements | None = None) -> list[Passage]:
    """Return the sentences of a report in order, each with what was read from it.

    ``reading`` is what :func:`kg.reading.pipeline.read` gave for the report, where that is at hand. Raises InputError
    as that does.
    """
    reading = reading or pipeline.read(report)
    cut = list(pipeline.cut(report))
    passages = [Passage(sentence.start, sentence.end, sentence.kind) for sentence in cut]
    starts = [passage.start for passage in passages]
    for statement in reading.statements:
        passage = passages[max(0, bisect_right(starts, statement.start) - 1)]
        (passage.mentions if statement.predicate in NAMING else passage.facts).append(statement)
    scanner = Scanner(lexicon())
    for passage, sentence in zip(passages, cut, strict=True):
        told = any(fact.predicate not in _REPEATING for fact in passage.facts)
        passage.silent = not told and _expects(report.text, sentence, scanner)
    return passages


def _expects(text: str, sentence: Sentence, scanner: Scanner) -> bool:
    """Whether an official or a directive stands in a sentence that is read."""
    if sentence.kind not in READ_KINDS:
        return False
    return any(chunk.kind in _TELLING for chunk in scanner.scan(View(text, sentence, lexicon())))

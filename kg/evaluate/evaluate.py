"""Evaluates the reader: reads annotated reports, scores what it took from them, checks the graph they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.evaluate.gold import GoldReport
from kg.evaluate.score import Tally, score
from kg.evaluate.told import told
from kg.graph.findings import Finding
from kg.graph.project import project
from kg.graph.shapes import validate
from kg.graph.vocabulary import compact, expand
from kg.model import Report, ReportStatements
from kg.text import one_space

_EXACT = "oa:exact"
_OFFSETS = ("oa:start", "oa:end")
_WORD_FOR_WORD = frozenset({"kg:mentionOf", "kg:text"})  # what these tell is the words themselves


@dataclass(slots=True)
class Evaluation:
    """The result for one set of reports.

    ``each`` holds the tally of each report by its id; ``findings`` what is wrong with the graphs against the ontology
    (empty where that was not asked); ``evidence`` and ``inexact`` count the evidence nodes, and those whose words do
    not stand where they say.
    """

    name: str
    whole: Tally = field(default_factory=Tally)
    each: dict[str, Tally] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    evidence: int = 0
    inexact: int = 0

    @property
    def sound(self) -> bool:
        """Whether every graph conforms to the ontology and every quote stands where it says."""
        return not self.findings and not self.inexact


def evaluate(
    name: str, gold: list[GoldReport], read: Callable[[Report], ReportStatements], *, conformance: bool = True
) -> Evaluation:
    """Return the evaluation of a reader on a set of annotated reports.

    ``conformance``: also check each graph against the ontology's shapes and rules, which takes most of the time.
    Raises InputError where the reader fails on a text.
    """
    found = Evaluation(name)
    for report in gold:
        quads = project([read(report.report)])
        tally = found.each[report.id] = score(report, told(quads))
        found.whole.add(tally)
        found.evidence += sum(quad.predicate.value == expand(_EXACT) for quad in quads)
        found.inexact += sum(1 for _ in _inexact(quads, report.report.text))
        found.findings += validate(quads) if conformance else []
    return found


def _inexact(quads: list[ox.Quad], text: str) -> Iterator[str]:
    """Yield the evidence whose words are not the text's at its offsets, or not those that it is evidence of."""
    names = {expand(curie): curie for curie in (*_OFFSETS, _EXACT, "rdf:predicate", "rdf:object")}
    parts: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in names:
            parts.setdefault(quad.subject.value, {})[names[quad.predicate.value]] = quad.object.value
    for node, part in parts.items():
        start, end = (int(part[name]) for name in _OFFSETS)
        quoted = compact(part["rdf:predicate"]) not in _WORD_FOR_WORD or part["rdf:object"] == one_space(
            text[start:end]
        )
        if text[start:end] != part[_EXACT] or not quoted:
            yield node

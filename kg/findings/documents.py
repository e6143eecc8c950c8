"""What the checks know of a document beyond its triples: its number taken apart, and the run in which it is counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from kg.findings.days import full
from kg.findings.graph import Graph
from kg.findings.model import Party, claims, same
from kg.lexicon.tables import table
from kg.lexicon.terms import Term, term_on, terms

_NUMBER = re.compile(r"(\d+)(?:/(\d{4}))?[/-](.+)$")
_TERM = re.compile(r"(QH|UBTVQH)(\d+)$")
_DATE = "eli:date_document"
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


class Number(NamedTuple):
    """A document's number taken apart: '30/2020/NĐ-CP' is 30, '2020', 'NĐ-CP', 'CP'; '' for what it lacks."""

    count: int
    year: str
    symbol: str
    issuer: str


class Run(NamedTuple):
    """A run of numbers: each document of it has one of its own, in the order of their dates."""

    type: str
    symbol: str
    issuer: str
    period: str


def number(text: str) -> Number | None:
    """Return a number taken apart, None for one without a symbol ('41')."""
    found = _NUMBER.match("".join(text.split()).upper())
    if not found:
        return None
    symbol = found[3].replace("/", "-")
    return Number(int(found[1]), found[2] or "", symbol, symbol.rpartition("-")[2])


def term_called(system: str, name: str) -> Term | None:
    """Return a term by its number, in Roman numerals or digits."""
    wanted = roman(int(name)) if name.isdecimal() else name.upper()
    return next((term for term in terms() if (term.system, term.name) == (system, wanted)), None)


def term_of(text: Number) -> Term | None:
    """Return the term that a number tells by itself ('43/2022/QH15')."""
    found = _TERM.search(text.symbol)
    return term_called("assembly", found[2]) if found else None


def roman(value: int) -> str:
    """Return a small number in Roman numerals."""
    text = ""
    for sign, worth in _ROMAN:
        while value >= worth:
            text, value = text + sign, value - worth
    return text


def run_of(given: Number, day: str, type_iri: str, issuers: frozenset[str]) -> Run | None:
    """Return the run in which a dated document is counted; None where what it is told of does not tell the run.

    Party documents are counted by the term, those of the National Assembly too, all others by the year. Where a code
    stands for many bodies of one kind ('UBND', 'TU') the issuer must be told, and told as one.
    """
    system, local = code(given.issuer)
    if local and len(issuers) != 1 or not type_iri:
        return None
    issuer = min(issuers) if local else ""
    if system in ("party", "assembly"):
        term = term_of(given) or term_on(system, day)
        if system == "party" and local or term is None:
            return None  # a local committee's own terms are in no table
        return Run(type_iri, given.symbol, issuer, f"{term.system} {term.name}")
    # In one year '19/2025/QĐ-TTg' and '1982/QĐ-TTg' are counted apart.
    return Run(type_iri, given.symbol, issuer, f"{day[:4]}{'/' if given.year else ''}")


def code(issuer: str) -> tuple[str, bool]:
    """Return the system of an issuer's code, and whether only the text tells which body it is."""
    known = _codes().get(re.sub(r"\d+$", "", issuer))
    return known or ("", True)


@cache
def _codes() -> Mapping[str, tuple[str, bool]]:
    found = {}
    for row in table("issuers"):
        central = row["needs"] in ("", "term") or row["code"] in ("TW", "TƯ")
        found.setdefault(row["code"].upper(), (row["system"], not central))
    return found


class Paper(NamedTuple):
    """A document with a number that can be taken apart, or None for it, and what reports tell of it.

    ``dates`` is date → the reports that tell it.
    """

    iri: str
    number: str
    parsed: Number | None
    numbered: tuple[str, ...]
    dates: Mapping[str, tuple[str, ...]]
    type: str
    issuers: frozenset[str]

    def dated(self, day: str, says: str = "") -> Party:
        """Return the side that tells one of its dates; ``says`` is the date itself, if nothing else."""
        return Party(self.iri, same(says or day), claims(self.dates[day], self.iri, _DATE, day))


class Dated(NamedTuple):
    """A document of a run with its one date; ``weight`` is how many reports tell that, copies not counted."""

    count: int
    day: str
    paper: Paper
    weight: int


def papers(graph: Graph) -> list[Paper]:
    """Return all documents, by IRI."""
    numbers, dates = graph.values("kg:number"), graph.values(_DATE)
    kinds, issuers = graph.values("kg:documentType"), graph.values("kg:issuedBy")
    found = []
    for iri in sorted({*numbers, *dates}):
        text = min(numbers.get(iri, {}), default="")
        reports = numbers.get(iri, {}).get(text, ())
        kind = min(kinds.get(iri, {}), default="")
        given = frozenset(issuers.get(iri, ()))
        found.append(Paper(iri, text, number(text), reports, dates.get(iri, {}), kind, given))
    return found


def in_runs(graph: Graph, everything: Iterable[Paper]) -> list[list[Dated]]:
    """Return the documents that have one whole date, run by run, each in the order of its numbers.

    Of two dates of one document nobody knows which to compare: that is another finding.
    """
    found: defaultdict[Run, list[Dated]] = defaultdict(list)
    for paper in everything:
        if paper.parsed is None or len(paper.dates) != 1:
            continue
        day, reports = next(iter(paper.dates.items()))
        if full(day) and (run := run_of(paper.parsed, day, paper.type, paper.issuers)):
            found[run].append(Dated(paper.parsed.count, day, paper, graph.support(reports)))
    return [sorted(found[run], key=lambda dated: (dated.count, dated.day, dated.paper.iri)) for run in sorted(found)]

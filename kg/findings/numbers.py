"""Numbers that run against their dates, and dates outside of the term or year that is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.dates import agree, days_between
from kg.findings.days import full, later
from kg.findings.documents import Dated, Paper, code, in_runs, papers, term_called, term_of
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party, claims, same
from kg.lexicon.terms import Term

_OFF_BY = 7  # days: a number is given on the day of signing, or within a few days of it
_CHANGE = 10  # days around the change of terms
_NAMED = re.compile(r"khóa\s+([IVX]+)\b", re.IGNORECASE)
_CENTRAL = re.compile(r"TW$|Trung ương|BCHTW", re.IGNORECASE)
_LOCAL = re.compile(r"Đảng bộ|tỉnh|huyện|xã|thành phố|Tỉnh ủy|HĐND|Hội đồng nhân dân", re.IGNORECASE)


def find(graph: Graph) -> Iterator[Found]:
    """Yield the documents whose numbers run against their dates, and those dated outside of their own term or year."""
    everything = papers(graph)
    for run in in_runs(graph, everything):
        yield from _misfits(run)
    for paper in everything:
        yield from _outside(graph, paper)


def _misfits(ordered: Sequence[Dated]) -> Iterator[Found]:
    """Yield the documents that must be left out for the dates of the others to follow their numbers."""
    kept = _rising(ordered)
    at = 0
    for place, dated in enumerate(ordered):
        if at < len(kept) and kept[at] == place:
            at += 1
            continue
        before = ordered[kept[at - 1]] if at else None
        after = ordered[kept[at]] if at < len(kept) else None
        yield from _against(dated, before, after)


def _rising(ordered: Sequence[Dated]) -> list[int]:
    """Return the places of the heaviest subsequence whose dates never fall: what most reports tell is kept.

    Of equally heavy ones that with the lower numbers. A tree of prefix maxima keeps it at n log n.
    """
    days = sorted({dated.day for dated in ordered})
    best: list[tuple[int, int]] = [(0, 0)] * (len(days) + 1)  # (weight, -place-1) of the best that ends by that day
    previous = [-1] * len(ordered)
    for place, dated in enumerate(ordered):
        slot = bisect_left(days, dated.day) + 1
        weight, end = _greatest(best, slot)
        previous[place] = -end - 1
        _raise(best, slot, (weight + dated.weight, -place - 1))
    _, end = _greatest(best, len(days))
    kept = []
    place = -end - 1
    while place >= 0:
        kept.append(place)
        place = previous[place]
    return kept[::-1]


def _greatest(tree: list[tuple[int, int]], slot: int) -> tuple[int, int]:
    found = (0, 0)
    while slot:
        found = max(found, tree[slot])
        slot &= slot - 1
    return found


def _raise(tree: list[tuple[int, int]], slot: int, value: tuple[int, int]) -> None:
    while slot < len(tree):
        tree[slot] = max(tree[slot], value)
        slot += slot & -slot


def _against(dated: Dated, before: Dated | None, after: Dated | None) -> Iterator[Found]:
    """Yield a misfit beside the neighbours that it contradicts by more than a few days."""
    wrong = [before] if before and _reversed(before, dated) else []
    wrong += [after] if after and _reversed(dated, after) else []
    if wrong:
        papers_ = dated, *wrong
        things = tuple(each.paper.iri for each in papers_)
        yield Found("number-against-date", (dated.paper.iri, dated.day), things, tuple(map(_party, papers_)))


def _reversed(lower: Dated, higher: Dated) -> bool:
    return lower.count < higher.count and days_between(higher.day, lower.day) > _OFF_BY


def _party(dated: Dated) -> Party:
    return dated.paper.dated(dated.day, f"{dated.paper.number}, {dated.day}")


def _outside(graph: Graph, paper: Paper) -> Iterator[Found]:
    terms = list(_terms(graph, paper))
    for day in filter(full, paper.dates):
        dated = paper.dated(day)
        for term, told in terms:
            if not _within(day, term):
                yield _beside(paper, (day, term.name), dated, _party_of(term, told))
        if paper.parsed and paper.parsed.year and not agree(paper.parsed.year, day):
            yield _beside(paper, (day, paper.parsed.year), dated, _numbered(paper))
    for year, reports in graph.values("kg:year").get(paper.iri, {}).items():
        dated = Party(paper.iri, same(year), claims(reports, paper.iri, "kg:year", year))
        yield from (_beside(paper, (year, term.name), dated, _party_of(term, told))
                    for term, told in terms if not _in_year(term, year))  # fmt: skip
    term = term_of(paper.parsed) if paper.parsed and paper.parsed.year else None
    if term and not _in_year(term, paper.parsed.year):
        yield _beside(paper, (paper.number,), _numbered(paper), _party_of(term, ()))


def _beside(paper: Paper, key: tuple[str, ...], *parties: Party) -> Found:
    return Found("date-outside-term", (paper.iri, *key), (paper.iri,), parties)


def _numbered(paper: Paper) -> Party:
    return Party(paper.iri, same(paper.number), claims(paper.numbered, paper.iri, "kg:number", paper.number))


def _terms(graph: Graph, paper: Paper) -> Iterator[tuple[Term, tuple[Claim, ...]]]:
    """Yield the terms in which a document says it is of, by its number or a name, with the claims that say so."""
    if paper.parsed and (term := term_of(paper.parsed)):
        yield term, _numbered(paper).claims
    for name, reports in graph.values("kg:term").get(paper.iri, {}).items():
        if term := term_called(_counted_in(paper), name):
            yield term, claims(reports, paper.iri, "kg:term", name)
    for name, reports in graph.values("skos:altLabel").get(paper.iri, {}).items():
        found = None if _LOCAL.search(name) else _NAMED.search(name)
        if found and (term := term_called(_system(paper, name), found[1])):
            yield term, claims(reports, paper.iri, "skos:altLabel", name)


def _counted_in(paper: Paper) -> str:
    """Return in whose terms a document is counted by its number: '' for a local one, whose terms are in no table."""
    system, local = code(paper.parsed.issuer) if paper.parsed else ("", True)
    return "" if local else system


def _system(paper: Paper, name: str) -> str:
    if "Quốc hội" in name or paper.parsed and term_of(paper.parsed):
        return "assembly"
    return "party" if _CENTRAL.search(name) or paper.parsed and paper.parsed.issuer == "TW" else ""


def _within(day: str, term: Term) -> bool:
    return later(term.first, -_CHANGE) <= day and (not term.last or day <= later(term.last, _CHANGE))


def _in_year(term: Term, year: str) -> bool:
    return term.first[:4] <= year and (not term.last or year <= term.last[:4])


def _party_of(term: Term, told: tuple[Claim, ...]) -> Party:
    """Return what the table of terms says, with the words by which a document is of that term."""
    period = f"{term.first} … {term.last}" if term.last else f"{term.first} …"
    whose = {"party": ("Trung ương Đảng", "Party Central Committee"), "assembly": ("Quốc hội", "National Assembly")}
    vi, en = whose[term.system]
    says = Both(f"{vi} khóa {term.name}: {period}", f"{en}, term {term.name}: {period}")
    return Party("", says, told, "kg/lexicon/data/terms.tsv")

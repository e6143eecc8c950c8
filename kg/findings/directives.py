"""One document with two dates or two issuers, and documents that act on later ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, groupby

from kg.dates import agree
from kg.findings.documents import Dated, Paper, in_runs, papers
from kg.findings.graph import Graph
from kg.findings.model import Both, Found, Party, claims, same
from kg.findings.rows import rows
from kg.text import key

_ACTS = ("kg:amends", "kg:replaces", "kg:repeals", "kg:details", "kg:basedOn")
_JOINT = ("document-type/TTLT", "document-type/NQLT", "document-type/CTLT")


def find(graph: Graph) -> Iterator[Found]:
    """Yield documents with two dates (of one IRI, or one number in one run), with two issuers, and in wrong order."""
    everything = papers(graph)
    for paper in everything:
        yield from _two_dates(graph, paper)
    for run in in_runs(graph, everything):
        yield from _one_number(run)
    yield from _two_issuers(graph)
    yield from _acts_on_later(graph, {paper.iri: paper for paper in everything})


def _two_dates(graph: Graph, paper: Paper) -> Iterator[Found]:
    """Yield each date of a document beside the one that most reports tell, and a year that is not that of the date."""
    best = graph.best_told(paper.dates)
    for other in sorted(paper.dates.keys() - {best}):
        pair = sorted((best, other))
        yield Found("two-dates", (paper.iri, *pair), (paper.iri,), (paper.dated(best), paper.dated(other)))
    for year, reports in graph.values("kg:year").get(paper.iri, {}).items():
        if best and not any(agree(year, day) for day in paper.dates):
            told = Party(paper.iri, same(year), claims(reports, paper.iri, "kg:year", year))
            yield Found("two-dates", (paper.iri, year, best), (paper.iri,), (told, paper.dated(best)))


def _one_number(run: list[Dated]) -> Iterator[Found]:
    """Yield documents that resolution keeps apart though they have one number in a run, and another date."""
    for _, alike in groupby(run, key=lambda dated: dated.count):
        for one, other in combinations(alike, 2):
            if one.day != other.day:
                pair = tuple(sorted((one.paper.iri, other.paper.iri)))
                yield Found("two-dates", pair, pair, (one.paper.dated(one.day), other.paper.dated(other.day)))


def _two_issuers(graph: Graph) -> Iterator[Found]:
    names, joint = graph.names("kg:Body"), _joint(graph)
    for iri, told in graph.values("kg:issuedBy").items():
        bodies = {body: reports for body, reports in told.items() if body in names}
        for one, other in combinations(sorted(bodies), 2):
            both_told = set(bodies[one]) & set(bodies[other])  # 'của Bộ A và Bộ B'
            if iri not in joint and not both_told and not _alike(names[one], names[other]):
                parties = tuple(_issued(iri, body, bodies[body]) for body in (one, other))
                yield Found("two-issuers", (iri, one, other), (iri, one, other), parties)


def _issued(iri: str, body: str, reports: tuple[str, ...]) -> Party:
    return Party(body, Both("ban hành", "issued it"), claims(reports, iri, "kg:issuedBy", body))


def _joint(graph: Graph) -> set[str]:
    """Return the documents that by their type have several issuers."""
    return {told.subject for told in graph.told("kg:documentType") if told.object.endswith(_JOINT)}


def _alike(one: str, other: str) -> bool:
    """Whether two issuers' names may stand for one another; a longer name of one body is that body."""
    ours, theirs = key(one), key(other)
    if ours.startswith(theirs) or theirs.startswith(ours):
        return True
    pairs = [(key(row["whole"]), key(row["part"])) for row in rows("issuers_alike")]
    return any(
        first.startswith(whole) and second.startswith(part)
        for whole, part in pairs
        for first, second in ((ours, theirs), (theirs, ours))
    )


def _acts_on_later(graph: Graph, by_iri: Mapping[str, Paper]) -> Iterator[Found]:
    from kg.graph.vocabulary import expand, labels

    for predicate in _ACTS:
        verb = labels(expand(predicate))
        says = Both(verb.get("vi", predicate), verb.get("en", predicate))
        for subject, objects in graph.values(predicate).items():
            for target, reports in objects.items():
                acting, later = by_iri.get(subject), by_iri.get(target)
                if acting and later and _all_before(acting, later):
                    acts = Party(subject, says, claims(reports, subject, predicate, target))
                    parties = acts, acting.dated(max(acting.dates)), later.dated(min(later.dates))
                    yield Found("acts-on-later", (subject, predicate, target), (subject, target), parties)


def _all_before(acting: Paper, later: Paper) -> bool:
    return bool(acting.dates and later.dates) and max(acting.dates) < min(later.dates)

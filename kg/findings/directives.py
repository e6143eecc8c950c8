"""One document with two dates or two issuers, and documents that act on later ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from kg.dates import agree
from kg.findings.days import full
from kg.findings.documents import Paper, Run, papers, run_of
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party, same
from kg.findings.rows import rows
from kg.text import key

_DATE = "eli:date_document"
_ACTS = ("kg:amends", "kg:replaces", "kg:repeals", "kg:details", "kg:basedOn")
_JOINT = ("document-type/TTLT", "document-type/NQLT", "document-type/CTLT")


def find(graph: Graph) -> Iterator[Found]:
    """Yield documents with two dates (of one IRI, or one number in one run), with two issuers, and in wrong order."""
    everything = papers(graph)
    for paper in everything:
        yield from _two_dates(graph, paper)
    yield from _one_number(everything)
    yield from _two_issuers(graph)
    yield from _acts_on_later(graph, {paper.iri: paper for paper in everything})


def _two_dates(graph: Graph, paper: Paper) -> Iterator[Found]:
    """Yield each date of a document beside the one that most reports tell, and a year that is not that of the date."""
    best = min(paper.dates, key=lambda day: (-graph.support(paper.dates[day]), day), default="")
    for other in sorted(paper.dates.keys() - {best}):
        pair = sorted((best, other))
        yield Found("two-dates", (paper.iri, *pair), (paper.iri,), (_dated(paper, best), _dated(paper, other)))
    for year, reports in graph.values("kg:year").get(paper.iri, {}).items():
        if best and not any(agree(year, day) for day in paper.dates):
            told = Party(paper.iri, same(year), tuple(Claim(report, paper.iri, "kg:year", year) for report in reports))
            yield Found("two-dates", (paper.iri, year, best), (paper.iri,), (told, _dated(paper, best)))


def _one_number(everything: list[Paper]) -> Iterator[Found]:
    """Yield documents that resolution keeps apart though they have one number in a run, and another date."""
    found: defaultdict[tuple[Run, int], list[tuple[str, Paper]]] = defaultdict(list)
    for paper in everything:
        if paper.parsed and len(paper.dates) == 1:
            day = min(paper.dates)
            if full(day) and (run := run_of(paper.parsed, day, paper.type, paper.issuers)):
                found[run, paper.parsed.count].append((day, paper))
    for _, dated in sorted(found.items()):
        for (one, paper), (other, second) in combinations(sorted(dated, key=lambda each: (each[0], each[1].iri)), 2):
            if one != other:
                pair = paper, second
                key_ = tuple(sorted(each.iri for each in pair))
                yield Found("two-dates", key_, key_, (_dated(paper, one), _dated(second, other)))


def _dated(paper: Paper, day: str) -> Party:
    claims = tuple(Claim(report, paper.iri, _DATE, day) for report in paper.dates[day])
    return Party(paper.iri, same(day), claims)


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
    claims = tuple(Claim(report, iri, "kg:issuedBy", body) for report in reports)
    return Party(body, Both("ban hành", "issued it"), claims)


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
                    claims = tuple(Claim(report, subject, predicate, target) for report in reports)
                    parties = Party(subject, says, claims), _last(acting), _first(later)
                    yield Found("acts-on-later", (subject, predicate, target), (subject, target), parties)


def _all_before(acting: Paper, later: Paper) -> bool:
    return bool(acting.dates and later.dates) and max(acting.dates) < min(later.dates)


def _last(paper: Paper) -> Party:
    return _dated(paper, max(paper.dates))


def _first(paper: Paper) -> Party:
    return _dated(paper, min(paper.dates))

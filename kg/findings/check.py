"""All checks together: contradictions found, their evidence looked up, those that were accepted told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from kg.dates import FOREVER
from kg.findings import (
    denials,
    directives,
    events,
    holders,
    lifetimes,
    numbers,
    parts,
    report_dates,
    tenures,
    two_provinces,
    whereabouts,
)
from kg.findings.graph import Graph
from kg.findings.model import SEVERITIES, Both, Claim, Finding, Found, Party, Side, Words, kinds, same
from kg.queries.facts import Quote, Source, labels_in, sources_of

if TYPE_CHECKING:
    from kg.model import Judgement
    from kg.store.interface import Store

CHECKS: tuple[Callable[[Graph], Iterator[Found]], ...] = (
    holders.find,
    tenures.find,
    two_provinces.find,
    numbers.find,
    directives.find,
    events.find,
    whereabouts.find,
    denials.find,
    report_dates.find,
    lifetimes.find,
    parts.find,
)
_BATCH = 60  # things that a query names: engines are slow with long lists
_QUOTES = 3  # of one side

_EVIDENCE = """
SELECT DISTINCT ?evidence ?subject ?relation ?object ?report ?start ?end ?rule ?modality WHERE {
  VALUES ?subject { %s } VALUES ?relation { %s }
  ?evidence rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; prov:wasDerivedFrom ?report ;
    oa:start ?start ; oa:end ?end .
  OPTIONAL { ?evidence kg:rule ?rule }
  OPTIONAL { ?evidence kg:modality ?modality }
}
"""


def check(
    store: Store,
    *,
    judgements: Iterable[Judgement] = (),
    kinds_wanted: Collection[str] = (),
    about: str = "",
    today: str = "",
) -> list[Finding]:
    """Return what contradicts itself in a store, the worst first, then by kind, by name and by id.

    ``judgements`` are those in force: the ones with the verdict 'accepted' mark their findings. ``kinds_wanted`` are
    ids of kinds.tsv, none for all; ``about`` the IRI of an entity or a report that a finding must concern; ``today``
    an xsd:date, the machine's own by default. Raises StoreError.
    """
    graph = Graph(store, today or date.today().isoformat())
    found = {each.id: each for find in CHECKS for each in find(graph)}
    wanted = [each for each in found.values() if not kinds_wanted or each.kind in kinds_wanted]
    wanted = [each for each in wanted if not about or _concerns(each, about)]
    accepted = {told.a.iri: told for told in judgements if told.verdict == "accepted"}
    told = _Evidence(store, graph, wanted)
    return sorted((told.finding(each, accepted) for each in wanted), key=_order)


def _concerns(found: Found, iri: str) -> bool:
    return iri in found.things or any(claim.report == iri for party in found.parties for claim in party.claims)


def _order(finding: Finding) -> tuple:
    name = finding.things[0][1].vi if finding.things else ""
    return SEVERITIES.index(finding.severity), finding.kind.rank, name, finding.id


class _Evidence:
    """The words and labels that some contradictions need, looked up for all of them together."""

    def __init__(self, store: Store, graph: Graph, found: Sequence[Found]):
        claims = {claim for each in found for party in each.parties for claim in party.claims}
        things = {iri for each in found for iri in (*each.things, *(party.thing for party in each.parties)) if iri}
        self._graph = graph
        self._labels = _labels(store, things)
        sources = _sources(store, {claim.report for claim in claims})
        self._words = _words(graph, claims, sources)

    def finding(self, found: Found, accepted: Mapping[str, Judgement]) -> Finding:
        """Return a finding with its evidence."""
        kind = kinds()[found.kind]
        things = tuple((iri, self._label(iri)) for iri in dict.fromkeys(filter(None, found.things)))
        sides = tuple(map(self._side, found.parties))
        return Finding(found.id, kind, found.severity or kind.severity, things, sides, accepted.get(found.id))

    def _side(self, party: Party) -> Side:
        words = [
            Words(quote, self._graph.observed.get(claim.report, ""))
            for claim in party.claims
            if (quote := self._words.get(claim))
        ]
        shown = sorted(tuple(dict.fromkeys(words))[:_QUOTES], key=_time)
        label = self._label(party.thing) if party.thing else Both("", "")
        return Side(party.thing, label, party.says, tuple(shown), party.standard)

    def _label(self, iri: str) -> Both:
        return self._labels.get(iri) or same(iri)


def _time(words: Words) -> tuple:
    return words.day or FOREVER, words.quote.source.iri, words.quote.start


def _words(graph: Graph, claims: Collection[Claim], sources: Mapping[str, Source]) -> dict[Claim, Quote]:
    """Return claim → the words that make it, the first ones where the report makes it twice."""
    from kg.graph.vocabulary import compact

    found: defaultdict[Claim, list[Quote]] = defaultdict(list)
    relations = " ".join(sorted({claim.predicate for claim in claims}))
    for subjects in _batches({claim.subject for claim in claims}):
        for row in graph.rows(_EVIDENCE % (" ".join(f"<{iri}>" for iri in subjects), relations)):
            modality = row["modality"].rpartition("#")[2]
            claim = Claim(row["report"], row["subject"], compact(row["relation"]), row["object"], modality)
            if claim in claims and claim.report in sources:
                span = int(row["start"]), int(row["end"])
                found[claim].append(Quote(sources[claim.report], *span, row["rule"], row["evidence"]))
    return {
        claim: min(quotes, key=lambda quote: (quote.start, quote.end, quote.iri)) for claim, quotes in found.items()
    }


def _sources(store: Store, reports: Collection[str]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for batch in _batches(reports):
        found |= sources_of(store, batch)
    return found


def _labels(store: Store, things: Collection[str]) -> dict[str, Both]:
    import pyoxigraph as ox

    found: dict[str, Both] = {}
    for batch in _batches(things):
        vi, en = labels_in(store, [ox.NamedNode(iri) for iri in batch], "vi", "en")
        found |= {iri: Both(vi[iri], en[iri]) for iri in vi}
    return found


def _batches(iris: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(iris))
    while batch := list(islice(rest, _BATCH)):
        yield batch

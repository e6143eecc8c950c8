"""What one report tells as done or holding, and another one, no earlier, as not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party
from kg.findings.presence import presences

_ORGANISES = "kg:organises"


def find(graph: Graph) -> Iterator[Found]:
    """Yield facts that are told and denied, and events told as held that another report tells as called off."""
    for claims in _by_fact(graph.denied).values():
        fact = claims[0]
        told = graph.values(fact.predicate).get(fact.subject, {}).get(fact.object, ())
        asserted = [Claim(report, *fact[1:4]) for report in told]
        yield from _contrary(graph, (fact.subject, fact.predicate, fact.object), asserted, claims)
    yield from _cancelled(graph)


def _cancelled(graph: Graph) -> Iterator[Found]:
    """'Hoãn tổ chức hội nghị' in one report, somebody who chairs it in another."""
    called_off = _by_event(claim for claim in graph.denied if claim.predicate == _ORGANISES)
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    for present in presences(graph) if called_off else ():
        if present.event in called_off:
            held[present.event].append(present.claim)
    for event, claims in called_off.items():
        yield from _contrary(graph, (event, "held"), held[event], claims)


def _contrary(graph: Graph, key: tuple[str, ...], told: Sequence[Claim], denied: Sequence[Claim]) -> Iterator[Found]:
    """Yield a contradiction where a report denies what another one had told before: 'not yet' contradicts nothing."""
    for no in sorted(denied, key=lambda claim: (_day(graph, claim) or "0000", claim), reverse=True):
        yes = [claim for claim in told if claim.report != no.report and not _before(graph, no, claim)]
        if yes:
            yes.sort(key=lambda claim: (_day(graph, claim) or "9999", claim))
            fact = yes[0]
            things = tuple(iri for iri in (fact.subject, fact.object) if "://" in iri)
            dated = all(_day(graph, claim) for claim in (no, yes[0]))
            sides = Party("", Both("có", "so"), tuple(yes)), Party("", Both("không", "not so"), (no,))
            yield Found("told-and-denied", key, things, sides, "" if dated else "notice")
            return


def _before(graph: Graph, one: Claim, other: Claim) -> bool:
    first, second = _day(graph, one), _day(graph, other)
    return bool(first and second) and first < second


def _day(graph: Graph, claim: Claim) -> str:
    return graph.observed.get(claim.report, "")


def _by_fact(claims: Sequence[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    found: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim[1:4]].append(claim)
    return found


def _by_event(claims: Iterator[Claim]) -> dict[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.object].append(claim)
    return found

"""What one report tells as done or holding, and another one, no earlier, as not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from kg.dates import FOREVER
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party, claims
from kg.findings.presence import presences

_ORGANISES = "kg:organises"
Key = TypeVar("Key")


def find(graph: Graph) -> Iterator[Found]:
    """Yield facts that are told and denied, and events told as held that another report tells as called off."""
    for fact, denied in _grouped(graph.denied, lambda claim: claim[1:4]).items():
        subject, predicate, value = fact
        told = graph.values(predicate).get(subject, {}).get(value, ())
        yield from _contrary(graph, fact, claims(told, *fact), denied)
    yield from _cancelled(graph)


def _cancelled(graph: Graph) -> Iterator[Found]:
    """'Hoãn tổ chức hội nghị' in one report, somebody who chairs it in another."""
    called_off = _grouped((claim for claim in graph.denied if claim.predicate == _ORGANISES), _event)
    held = _grouped((claim for claim in presences(graph) if claim.object in called_off), _event)
    for event, denied in called_off.items():
        yield from _contrary(graph, (event, "held"), held.get(event, ()), denied)


def _contrary(graph: Graph, key: tuple[str, ...], told: Sequence[Claim], denied: Sequence[Claim]) -> Iterator[Found]:
    """Yield a contradiction where a report denies what another one had told before: 'not yet' contradicts nothing."""
    for no in sorted(denied, key=lambda claim: (_day(graph, claim) or "0000", claim), reverse=True):
        yes = [claim for claim in told if claim.report != no.report and not _before(graph, no, claim)]
        if yes:
            yes.sort(key=lambda claim: (_day(graph, claim) or FOREVER, claim))
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


def _event(claim: Claim) -> str:
    return claim.object


def _grouped(told: Iterable[Claim], by: Callable[[Claim], Key]) -> dict[Key, list[Claim]]:
    found: defaultdict[Key, list[Claim]] = defaultdict(list)
    for claim in told:
        found[by(claim)].append(claim)
    return found

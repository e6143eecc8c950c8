"""The one build function: statements and decisions → quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.graph.derived import Derived, copied, share
from kg.graph.evidence import evidence_triples
from kg.graph.facts import plain_triples
from kg.graph.identity import report_iri
from kg.graph.iris import Iris, Names
from kg.graph.vocabulary import DEFAULT_BASE, EVIDENCE
from kg.model import Decisions, Member, Report, ReportStatements, by_text


def project(
    statements: Iterable[ReportStatements], decisions: Decisions | None = None, base: str = DEFAULT_BASE
) -> list[ox.Quad]:
    """Return all quads of the reports, sorted: the graphs of the contract but the ontology.

    Of several readings of one text (from several sources) that of the leading source counts, and every source is
    named. Raises ValueError for a local key that names nothing, or decisions about members that are not there.
    """
    readings = by_text(statements)
    iris, derived = Iris(base), Derived(base)
    for reading, _ in readings.values():
        place(iris, reading, decisions or Decisions())
    quads: set[ox.Quad] = set()
    for key, (reading, copies) in readings.items():
        names = iris.names(key, reading.entities)
        quads |= report_quads(reading, names, base, copies)
        derived.add(share(reading, names, base))
    for copy, original in (decisions or Decisions()).originals.items():
        derived.add(copied(copy, original, base))
    quads.update(derived.quads())
    return sorted(quads, key=sort_key)


def place(iris: Iris, reading: ReportStatements, decisions: Decisions) -> None:
    """Give the entities of a report their places among all others; posts follow their bodies."""
    for entity in reading.entities:
        if entity.kind != "Post":
            member = Member(reading.report.key, entity.key)
            taken, given = member in decisions.taken, decisions.given.get(member)
            iris.place(member, entity, decisions.of(member), taken=taken, given=given)


def report_quads(reading: ReportStatements, names: Names, base: str, copies: Sequence[Report]) -> set[ox.Quad]:
    """Return the two graphs of one report; ``copies`` are the sources of its text (see :func:`plain_triples`)."""
    graph = report_iri(base, reading.report.key)
    quads = set(_in_graph(plain_triples(reading, names, base, copies), graph))
    quads.update(_in_graph(evidence_triples(reading, names, base), graph + EVIDENCE))
    return quads


def sort_key(quad: ox.Quad) -> tuple[str, str]:
    """Return what quads are sorted by: graph, then subject, predicate and object in N-Quads form."""
    return getattr(quad.graph_name, "value", ""), str(quad)


def _in_graph(triples: Iterable[tuple], graph: str) -> Iterator[ox.Quad]:
    name = ox.NamedNode(graph)
    return (ox.Quad(*triple, name) for triple in triples)

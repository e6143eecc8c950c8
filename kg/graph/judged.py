"""Judgements as RDF, for export: each an activity of PROV. A store does not hold them; they are beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.facts import Triple
from kg.graph.identity import mint, report_iri
from kg.graph.terms import term
from kg.graph.vocabulary import JUDGEMENTS
from kg.model import Judgement, Side
from kg.parting import is_split, split_off


def judged_quads(judgements: Iterable[Judgement], base: str) -> set[ox.Quad]:
    """Return the quads of judgements about a store with this base, in a graph of their own."""
    graph = ox.NamedNode(base + JUDGEMENTS)
    return {ox.Quad(*triple, graph) for judgement in judgements for triple in _triples(judgement, base)}


def _triples(judgement: Judgement, base: str) -> Iterator[Triple]:
    node, agent = ox.NamedNode(f"{base}judgement/{judgement.id}"), ox.NamedNode(_agent(judgement.who, base))
    yield node, term("rdf:type"), term("kg:Judgement")
    yield node, term("dcterms:identifier"), ox.Literal(judgement.id)
    yield node, term("kg:verdict"), term(f"kg:{judgement.verdict.capitalize()}")
    yield node, term("prov:endedAtTime"), ox.Literal(judgement.when, datatype=term("xsd:dateTime"))
    yield node, term("prov:wasAssociatedWith"), agent
    yield agent, term("rdf:type"), term("prov:Agent")
    yield agent, term("rdfs:label"), ox.Literal(judgement.who)
    if judgement.why:
        yield node, term("kg:why"), ox.Literal(judgement.why)
    if judgement.b is None:
        yield node, term("kg:accepts"), ox.Literal(judgement.a.iri)
    else:
        judged = split_off(judgement) if is_split(judgement) else judgement.a.iri  # one IRI stands for both in the file
        yield from _side(node, "kg:judges", judged, judgement.a, base)
        yield from _side(node, "kg:comparedWith", judgement.b.iri, judgement.b, base)
        for member in judgement.a.members:
            yield node, term("kg:toldIn"), ox.NamedNode(report_iri(base, member.report))


def _side(node: ox.NamedNode, relation: str, iri: str, side: Side, base: str) -> Iterator[Triple]:
    yield node, term(relation), ox.NamedNode(iri)
    for member in side.members:
        yield node, term("prov:used"), ox.NamedNode(report_iri(base, member.report))


def _agent(who: str, base: str) -> str:
    """Return the IRI of a person who decides, made of the name alone."""
    return mint(base, "Agent", f"Agent\x1f{who}", who)

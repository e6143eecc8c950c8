"""Judgements as RDF: what PROV and our own terms say of them, and that their shape holds."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from test_judgements import AT, say, says, side

from kg.graph.judged import judged_quads
from kg.graph.serialise import FORMATS, serialised
from kg.graph.vocabulary import DEFAULT_BASE, ontology_dir
from kg.judgements.row import made

SAID = [*says("A=B C≠D E?F !overlap-1f2e"), say("same", "X", "Y", "cùng 'chức' \"vụ\"\nvà nơi")]


def test_what_is_said_of_a_judgement():
    one = made("different", side("A"), side("B"), "Lê Thí Dụ", "hai người", AT)
    graph = rdflib.Graph().parse(data=serialised(judged_quads([one], DEFAULT_BASE), "turtle"))
    rows = graph.query("""
        SELECT ?id ?when ?who ?verdict ?a ?b ?why (COUNT(?report) AS ?reports) {
          ?j a kg:Judgement ; dcterms:identifier ?id ; prov:endedAtTime ?when ; kg:verdict ?verdict ;
             prov:wasAssociatedWith [ a prov:Agent ; rdfs:label ?who ] ; kg:judges ?a ; kg:comparedWith ?b ;
             kg:why ?why ; prov:used ?report
        } GROUP BY ?id ?when ?who ?verdict ?a ?b ?why""")
    (row,) = [[str(term) for term in row] for row in rows]
    assert row == [one.id, "2026-01-31T08:00:00+00:00", "Lê Thí Dụ", "https://vnkg.example/ontology#Different",
                   side("A").iri, side("B").iri, "hai người", "2"]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_them_all_whatever_their_order(format):
    data = serialised(judged_quads(SAID, DEFAULT_BASE), format)
    assert data == serialised(judged_quads(SAID[::-1], DEFAULT_BASE), format)
    reader = ox.RdfFormat.from_extension({"jsonld": "jsonld", "rdfxml": "rdf", "turtle": "ttl", "ntriples": "nt",
                                          "nquads": "nq"}.get(format, format))  # fmt: skip
    found = {quad.triple for quad in ox.parse(data, format=reader)}
    assert found == {quad.triple for quad in judged_quads(SAID, DEFAULT_BASE)}


def test_the_shape_holds_for_all_verdicts_and_only_for_whole_judgements():
    import pyshacl

    ontology = rdflib.Graph().parse(ontology_dir() / "judgements.ttl")
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl")
    graph = rdflib.Graph().parse(data=serialised(judged_quads(SAID, DEFAULT_BASE), "turtle")) + ontology
    assert pyshacl.validate(graph, shacl_graph=shapes)[0], pyshacl.validate(graph, shacl_graph=shapes)[2]
    kg = rdflib.Namespace("https://vnkg.example/ontology#")
    for relation in (kg.verdict, kg.comparedWith, rdflib.PROV.wasAssociatedWith, rdflib.PROV.endedAtTime, kg.accepts):
        less = graph - list(graph.triples((None, relation, None)))
        assert not pyshacl.validate(less, shacl_graph=shapes)[0], relation

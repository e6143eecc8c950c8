"""What the graph holds of one thing, as triples: for programs that follow an IRI to what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.vocabulary import EVIDENCE
from kg.queries.facts import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.interface import Store

# The statements that evidence is about are told by the evidence itself.
_PARTS = (
    "CONSTRUCT { %(iri)s ?p ?o } WHERE { %(iri)s ?p ?o }",
    "CONSTRUCT { ?s ?p %(iri)s } WHERE { ?s ?p %(iri)s FILTER(?p NOT IN (rdf:subject, rdf:object)) }",
    "CONSTRUCT { ?m ?p ?o } WHERE { ?m org:member|kg:post %(iri)s ; ?p ?o }",
    """CONSTRUCT { ?e ?p ?o } WHERE {
      { ?e rdf:subject %(iri)s } UNION { ?e rdf:object %(iri)s }
      ?e rdf:predicate ?relation . FILTER(?relation NOT IN (skos:altLabel, kg:mentionOf))
      ?e ?p ?o
    }""",
)
_LABELS = "CONSTRUCT { ?x rdfs:label ?label } WHERE { VALUES ?x { %s } ?x rdfs:label ?label }"


def triples_about(store: Store, iri: str) -> set[ox.Triple]:
    """Return the triples that tell a thing: those it stands in, its evidence, its posts, the labels of what they name.

    Of a report they are all that it says, with its text and its evidence. Empty for what the graph does not know.
    """
    import pyoxigraph as ox

    found = {triple for part in _PARTS for triple in store.query(PREFIXES + part % {"iri": f"<{iri}>"})}
    for graph in (iri, iri + EVIDENCE):
        found |= {quad.triple for quad in store.quads(graph)}
    ends = (end for triple in found for end in (triple.subject, triple.object) if isinstance(end, ox.NamedNode))
    named = {str(end) for end in ends if end.value.startswith(store.base)}
    if found:
        found |= set(store.query(PREFIXES + _LABELS % " ".join(sorted(named))))
    return found

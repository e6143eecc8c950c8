"""The description of the SPARQL service, in the vocabulary that SPARQL 1.1 has for it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.vocabulary import expand

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = ox.NamedNode(expand("rdf:type"))
_URI_SPACE = ox.NamedNode("http://rdfs.org/ns/void#uriSpace")
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def description(endpoint: str, base: str) -> Iterator[ox.Triple]:
    """Yield the triples about the service at a URL; ``base`` is the start of the IRIs of its store."""
    service, dataset, default = (ox.NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph"))
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    # The default graph holds every triple of the named graphs; a query may be given another dataset (FROM, or the
    # parameters of the protocol), of graphs of this store only: nothing is fetched from the web.
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(dataset, _URI_SPACE, ox.Literal(base))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)

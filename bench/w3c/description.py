"""The service description: the three tests of the suite, which its manifest gives in words only."""

from __future__ import annotations

import httpx
import rdflib
from rdflib.namespace import RDF
from serving import Served

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


def outcomes(server: Served) -> dict[str, str]:
    """Return name of each test → '' where it passes, else why not."""
    response = httpx.get(server.sparql, headers={"accept": "text/turtle"})
    graph = rdflib.Graph()
    try:
        graph.parse(data=response.content, format="turtle", publicID=server.sparql)
    except Exception as error:  # rdflib raises many kinds
        return {"returns-rdf": f"{response.status_code}: {error}"}
    endpoint = (None, SD.endpoint, rdflib.URIRef(server.sparql))
    return {
        "returns-rdf": "" if response.status_code == 200 and len(graph) else "no RDF",
        "has-endpoint-triple": "" if endpoint in graph else f"no sd:endpoint <{server.sparql}>",
        "conforms-to-schema": _schema(graph),
    }


def _schema(graph: rdflib.Graph) -> str:
    """Check what the vocabulary says of a service: its class, one endpoint, objects of the right classes."""
    services = list(graph.subjects(RDF.type, SD.Service))
    if not services:
        return "no sd:Service"
    for service in services:
        if len(list(graph.objects(service, SD.endpoint))) != 1:
            return "a service needs one sd:endpoint"
        for predicate in (SD.supportedLanguage, SD.feature, SD.resultFormat, SD.inputFormat):
            if any(not isinstance(value, rdflib.URIRef) for value in graph.objects(service, predicate)):
                return f"a value of {predicate} is no IRI"
    for dataset in graph.objects(None, SD.defaultDataset):
        if (dataset, RDF.type, SD.Dataset) not in graph:
            return "sd:defaultDataset is no sd:Dataset"
    terms = {predicate for predicate in graph.predicates() if str(predicate).startswith(str(SD))}
    unknown = terms - {SD[name] for name in _PROPERTIES}
    return f"unknown terms: {', '.join(sorted(unknown))}" if unknown else ""


_PROPERTIES = (
    "endpoint", "feature", "defaultEntailmentRegime", "entailmentRegime", "defaultSupportedEntailmentProfile",
    "supportedEntailmentProfile", "extensionFunction", "extensionAggregate", "languageExtension", "supportedLanguage",
    "propertyFeature", "defaultDataset", "availableGraphs", "resultFormat", "inputFormat", "defaultGraph", "namedGraph",
    "name", "graph",
)  # fmt: skip

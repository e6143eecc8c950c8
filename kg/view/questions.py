"""What the picture asks of the graph: a handful of plain SPARQL queries, each with a fixed order.

``CHOSEN`` in them stands for nothing, or for the things that alone are asked about (:func:`asked`).
"""

from __future__ import annotations

from collections.abc import Collection

# The things that are drawn; posts are edges (Person –[Bộ trưởng]→ Body), memberships and reports are not drawn.
DRAWN = ("Person", "Body", "Event", "Directive", "Place", "Topic", "Instruction", "Group")

_KINDS = " ".join(f"kg:{kind}" for kind in DRAWN)

NODES = f"""
SELECT DISTINCT ?x ?kind ?vi ?en ?status {{ CHOSEN
  VALUES ?kind {{ {_KINDS} }}
  ?x a ?kind .
  OPTIONAL {{ ?x rdfs:label ?vi FILTER(lang(?vi) = "vi") }}
  OPTIONAL {{ ?x rdfs:label ?en FILTER(lang(?en) = "en") }}
  OPTIONAL {{ ?x kg:status ?status }}
}} ORDER BY ?x"""

ALIASES = "SELECT DISTINCT ?x ?alias { CHOSEN ?x skos:altLabel ?alias } ORDER BY ?x ?alias"

VALUES = """
SELECT DISTINCT ?x ?p ?value { CHOSEN
  VALUES ?p { kg:number eli:date_document kg:year schema:startDate schema:endDate kg:count kg:text kg:addresseeText }
  ?x ?p ?value
} ORDER BY ?x ?p ?value"""

EDGES = f"""
SELECT DISTINCT ?s ?p ?o {{
  VALUES ?a {{ {_KINDS} }}
  VALUES ?b {{ {_KINDS} }}
  ?s a ?a .
  GRAPH ?report {{ ?s ?p ?o }}
  ?report a kg:Report .
  ?o a ?b .
}} ORDER BY ?s ?p ?o"""

# The same for those chosen, whatever they are joined to: each way is slow where the other is quick.
EDGES_FROM = """
SELECT DISTINCT ?s ?p ?o { CHOSEN
  GRAPH ?report { ?s ?p ?o FILTER(isIRI(?o)) }
  ?report a kg:Report .
} ORDER BY ?s ?p ?o"""

POSTS = """
SELECT DISTINCT ?person ?p ?post ?body ?title { CHOSEN
  VALUES ?p { org:holds kg:formerlyHeld }
  ?person ?p ?post .
  ?post kg:title ?title .
  OPTIONAL { ?post org:postIn ?body }
} ORDER BY ?person ?p ?post ?title"""

DAYS = """
SELECT DISTINCT ?person ?post ?day { CHOSEN
  ?m org:member ?person ; kg:post ?post ; kg:observedOn ?day
} ORDER BY ?person ?post ?day"""

EVIDENCE = """
SELECT ?e ?s ?p ?o ?report ?start ?end ?modality ?byLabel ?byText { CHOSEN
  ?e a kg:Evidence ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
     prov:wasDerivedFrom ?report ; oa:start ?start ; oa:end ?end .
  FILTER(?p NOT IN (skos:altLabel, kg:mentionOf, kg:earliest, kg:latest))
  OPTIONAL { ?e kg:modality ?modality }
  OPTIONAL { ?e kg:attributedTo/rdfs:label ?byLabel FILTER(lang(?byLabel) = "vi") }
  OPTIONAL { ?e kg:attributedToText ?byText }
} ORDER BY ?report ?start ?end ?e"""

REPORTS = """
SELECT ?report ?text ?title ?date (MIN(?source) AS ?from) { CHOSEN
  ?report a kg:Report ; schema:text ?text .
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report schema:datePublished ?date }
  OPTIONAL { ?report kg:sourceId ?source }
} GROUP BY ?report ?text ?title ?date ORDER BY ?report"""


def asked(query: str, variable: str, chosen: Collection[str] | None) -> str:
    """Return one of the queries, about all things or those ``chosen`` alone: IRIs in the place of a variable."""
    values = "" if chosen is None else f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in sorted(chosen))} }}"
    return query.replace("CHOSEN", values, 1)

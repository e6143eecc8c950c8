"""The names of the graph: prefixes, graph names, and what the ontology's files say of each term.

The meaning itself is data: ``ontology/kg.ttl`` and the SKOS vocabularies beside it. They are read once, when first
asked for, by pyoxigraph's parser (a few milliseconds; importing this module reads nothing).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import KgError

ONTOLOGY_GRAPH = "https://vnkg.example/ontology"
ENTITIES = "graph/entities"  # these three follow the base
INFERRED = "graph/inferred"
JUDGEMENTS = "graph/judgements"  # of an export of them; no store has it
EVIDENCE = "#evidence"  # this one follows the report's IRI
DEFAULT_BASE = "https://vnkg.example/id/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": "https://vnkg.example/ontology#",
        "kgv": "https://vnkg.example/vocabulary/",
        "org": "http://www.w3.org/ns/org#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_SKOLEM = ONTOLOGY_GRAPH + "/genid/"
ONTOLOGY_FILES = (
    "kg.ttl",
    "document-types.ttl",
    "event-kinds.ttl",
    "body-kinds.ttl",
    "place-kinds.ttl",
    "modality.ttl",
    "judgements.ttl",
)
SHAPES_FILE = "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Term:
    """What the ontology says of one class, property or concept; the keys of the labels are language tags.

    ``supers`` are the IRIs of its direct super-classes or super-properties, ``inverses`` those of which it is declared
    the inverse, ``chains`` those that make it where they follow one another; ``needs_evidence`` tells whether each
    plain triple with it must have an evidence node.
    """

    iri: str
    labels: Mapping[str, str]
    inverse_labels: Mapping[str, str]
    comments: Mapping[str, str]
    supers: tuple[str, ...]
    inverses: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    types: frozenset[str]
    needs_evidence: bool


def expand(curie: str) -> str:
    """Return the IRI that a CURIE stands for. Raises ValueError where its prefix is not one of ``PREFIXES``."""
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{curie!r} is no name with a known prefix (known: {', '.join(PREFIXES)})")
    return PREFIXES[prefix] + local


def whole(name: str) -> str:
    """Return the IRI that an IRI or a CURIE stands for. Raises ValueError as :func:`expand` does."""
    return name if "://" in name else expand(name)


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI itself where no prefix fits."""
    for prefix, namespace in PREFIXES.items():  # no namespace begins with another one
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def ontology_dir() -> Path:
    """Return the folder of the ontology: inside the installed package, or at the top of a checkout.

    Raises KgError where neither is there.
    """
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "ontology", here.parents[2] / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise KgError("the ontology's files are missing beside the package: install kg again")


@cache
def ontology_quads() -> tuple[ox.Quad, ...]:
    """Return the ontology and its vocabularies as sorted quads of ``ONTOLOGY_GRAPH``, without blank nodes."""
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    quads = {ox.Quad(*triple, graph) for name in ONTOLOGY_FILES for triple in _read(ontology_dir() / name)}
    return tuple(sorted(quads, key=str))


@cache
def terms() -> Mapping[str, Term]:
    """Return every term that the ontology labels, by its IRI."""
    about: dict[str, list[tuple[str, ox.Term]]] = {}
    for quad in ontology_quads():
        about.setdefault(quad.subject.value, []).append((compact(quad.predicate.value), quad.object))
    found = {iri: _term(iri, statements, about) for iri, statements in about.items()}
    return MappingProxyType({iri: term for iri, term in found.items() if term.labels})


def labels(iri: str) -> Mapping[str, str]:
    """Return language tag → label of a class, property or concept; empty where the ontology does not know it."""
    term = terms().get(iri)
    return term.labels if term else {}


def inverse_labels(iri: str) -> Mapping[str, str]:
    """Return language tag → label of a property read from its object's side ('được chủ trì bởi')."""
    term = terms().get(iri)
    return term.inverse_labels if term else {}


def in_words(iri: str, lang: str = "", *, inverse: bool = False) -> str:
    """Return what a term is called in 'vi' or 'en', or in both with a dot between them; its CURIE without a label.

    With ``inverse`` a property is read from its object's side, behind an arrow where it has no words for that.
    """
    if inverse and (found := _joined(inverse_labels(iri), lang)):
        return found
    name = _joined(labels(iri), lang) or compact(iri)
    return f"← {name}" if inverse else name


def _joined(told: Mapping[str, str], lang: str) -> str:
    return " · ".join(dict.fromkeys(told[tag] for tag in ("vi", "en") if tag in told and lang in ("", tag)))


@cache
def evidenced_properties() -> frozenset[str]:
    """Return the IRIs of the properties whose every plain triple has an evidence node."""
    return frozenset(iri for iri, term in terms().items() if term.needs_evidence)


_About = Mapping[str, "list[tuple[str, ox.Term]]"]  # IRI → its (predicate as CURIE, object)


def _term(iri: str, statements: Iterable[tuple[str, ox.Term]], about: _About) -> Term:
    values: dict[str, list[ox.Term]] = {}
    for predicate, value in statements:
        values.setdefault(predicate, []).append(value)

    def by_language(*predicates: str) -> Mapping[str, str]:
        texts = [v for p in predicates for v in values.get(p, ()) if isinstance(v, ox.Literal) and v.language]
        return MappingProxyType({text.language: text.value for text in texts})

    supers = {up.value for p in ("rdfs:subClassOf", "rdfs:subPropertyOf") for up in values.get(p, ())}
    return Term(
        iri=iri,
        labels=by_language("rdfs:label", "skos:prefLabel"),
        inverse_labels=by_language("kg:inverseLabel"),
        comments=by_language("rdfs:comment", "skos:definition"),
        supers=tuple(sorted(up for up in supers if not up.startswith(_SKOLEM))),
        inverses=tuple(sorted(other.value for other in values.get("owl:inverseOf", ()))),
        chains=tuple(sorted(_listed(first.value, about) for first in values.get("owl:propertyChainAxiom", ()))),
        types=frozenset(kind.value for kind in values.get("rdf:type", ())),
        needs_evidence=any(flag.value == "true" for flag in values.get("kg:needsEvidence", ())),
    )


def _listed(node: str, about: _About) -> tuple[str, ...]:
    """Return the IRIs of a list of RDF."""
    found: list[str] = []
    while node in about:
        cell = dict(about[node])
        found.append(cell["rdf:first"].value)
        node = cell["rdf:rest"].value
    return tuple(found)


def _read(path: Path) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.Term]]:
    """Yield the triples of a Turtle file, its blank nodes (OWL's unions and lists) as numbered IRIs."""
    names: dict[ox.BlankNode, ox.NamedNode] = {}

    def named(term: ox.Term) -> ox.Term:
        if isinstance(term, ox.BlankNode):
            # Skolem IRIs (RDF 1.1 Concepts §3.5), numbered as they appear: the same on every machine.
            return names.setdefault(term, ox.NamedNode(f"{_SKOLEM}{path.stem}-{len(names) + 1}"))
        return term

    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        yield named(quad.subject), quad.predicate, named(quad.object)

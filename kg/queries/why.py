"""Why the graph holds a fact: the words that tell it, and the rules of the ontology by which it follows from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.queries.concepts import find_relation
from kg.queries.facts import PREFIXES, Quote, quotes_of, sources_of
from kg.queries.find import find
from kg.store.sparql import written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.rules import Step
    from kg.store.interface import Store

    Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

_SAID = (
    PREFIXES
    + """
SELECT DISTINCT ?modality ?rule ?evidence ?report ?start ?end WHERE {
  ?evidence rdf:subject %s ; rdf:predicate %s ; rdf:object %s ;
    prov:wasDerivedFrom ?report ; oa:start ?start ; oa:end ?end .
  OPTIONAL { ?evidence kg:modality ?modality }
  OPTIONAL { ?evidence kg:rule ?rule }
}
"""
)
_HELD = PREFIXES + "ASK { GRAPH ?report { %s %s %s } ?report a kg:Report }"
_BETWEEN = (
    PREFIXES + "SELECT DISTINCT ?middle WHERE { GRAPH ?report { %s %s ?middle . ?middle %s %s } ?report a kg:Report }"
)
_VALUES = (
    PREFIXES
    + """
SELECT DISTINCT ?o WHERE {
  { %(s)s %(p)s ?o } UNION { ?evidence rdf:subject %(s)s ; rdf:predicate %(p)s ; rdf:object ?o }
}
"""
)


@dataclass(frozen=True, slots=True)
class Premise:
    """A triple that reports tell, with the words that do. Without words it is told by a name alone (a post's body)."""

    triple: Triple
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Derivation:
    """One way in which a fact follows: the rules in the order of their use, and what they begin with."""

    steps: tuple[Step, ...]
    premises: tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a fact is in the graph: ``told`` by words of reports, and ``follows`` from others.

    ``untold`` are the words that foresee, ask for, suppose or deny it, with the IRI of that modality: they put nothing
    into the graph. All three are empty where the graph knows nothing of the fact.
    """

    triple: Triple
    told: Premise | None
    follows: tuple[Derivation, ...]
    untold: tuple[tuple[str, Quote], ...]


def asked(store: Store, subject: str, relation: str, value: str | None = None) -> list[Triple]:
    """Return the triples that users' words for a subject, a relation and, where given, an object or a value mean.

    Raises UsageError for a relation that is none, NotFoundError where a name is not known or the graph holds nothing of
    the kind, and AmbiguousError.
    """
    import pyoxigraph as ox

    from kg.graph.vocabulary import compact, expand, terms

    node, predicate = ox.NamedNode(find(store, subject)), ox.NamedNode(find_relation(store, relation, inferred=True))
    there = sorted({row["o"] for row in store.query(_VALUES % {"s": node, "p": predicate})}, key=str)
    known = terms().get(predicate.value)
    if value is not None and known and expand("owl:DatatypeProperty") in known.types:
        there = [term for term in there if term.value == value]
    elif value is not None:
        there = [term for term in there if term == ox.NamedNode(find(store, value))]
    if not there:
        what = f"{subject!r} {compact(predicate.value)} {'' if value is None else repr(value)}".strip()
        raise NotFoundError(f"the graph holds nothing like {what}, and no report speaks of it")
    return [(node, predicate, term) for term in there]


def why(store: Store, triple: Triple) -> Why:
    """Return why the graph holds a triple, whether told or inferred."""
    said = _said(store, triple)
    told = _told(triple, said) if _is_held(store, triple) else None
    untold = tuple((modality, quote) for modality, quote in said if modality)
    return Why(triple, told, tuple(_derivations(store, triple)), untold)


def _derivations(store: Store, triple: Triple) -> Iterator[Derivation]:
    from kg.graph.rules import chains, premises

    subject, predicate, value = triple
    for relation, way in premises(predicate.value):
        if (first := _turned(subject, relation, value, way.turned)) and (premise := _premise(store, first)):
            yield Derivation(way.steps, (premise,))
    for chain in chains():
        ways = [(False, ())] if chain.property == predicate.value else []
        ways += [(way.turned, way.steps) for relation, way in premises(predicate.value) if relation == chain.property]
        for turned, steps in ways:
            if whole := _turned(subject, chain.property, value, turned):
                yield from _linked(store, chain.first, chain.second, whole, (chain.step, *steps))


def _linked(store: Store, first: str, second: str, whole: Triple, steps: tuple[Step, ...]) -> Iterator[Derivation]:
    import pyoxigraph as ox

    subject, _, value = whole
    one, two = ox.NamedNode(first), ox.NamedNode(second)
    rows = store.query(_BETWEEN % (subject, one, two, written(value)))
    for middle in sorted((row["middle"] for row in rows), key=str):
        found = (_premise(store, (subject, one, middle)), _premise(store, (middle, two, value)))
        yield Derivation(steps, tuple(premise for premise in found if premise))


def _turned(subject, relation: str, value, turned: bool) -> Triple | None:
    import pyoxigraph as ox

    if not turned:
        return subject, ox.NamedNode(relation), value
    return (value, ox.NamedNode(relation), subject) if isinstance(value, ox.NamedNode) else None


def _premise(store: Store, triple: Triple) -> Premise | None:
    """Return a triple with its words where a report tells it."""
    return _told(triple, _said(store, triple)) if _is_held(store, triple) else None


def _told(triple: Triple, said: Iterable[tuple[str, Quote]]) -> Premise:
    return Premise(triple, tuple(quote for modality, quote in said if not modality))


def _is_held(store: Store, triple: Triple) -> bool:
    return store.query(_HELD % tuple(map(written, triple))).answer


def _said(store: Store, triple: Triple) -> list[tuple[str, Quote]]:
    """Return the modality ('' where it is told as done) and the words of each evidence of a triple."""
    rows = list(store.query(_SAID % tuple(map(written, triple))))
    moods = {row["evidence"].value: row["modality"].value for row in rows if "modality" in row}
    quotes = quotes_of(rows, sources_of(store, {row["report"].value for row in rows}))
    return [(moods.get(quote.iri, ""), quote) for quote in quotes]

"""What a graph says of one report, as plain values beside the gold annotation's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.evaluate.gold import LINKS, TYPES
from kg.graph.vocabulary import compact, expand, terms

_PROPERTIES = {"eventPlace": "kg:heldAt", "partOf": "org:subOrganizationOf"}  # the others are kg: + relation
_NAMES = ("rdfs:label", "skos:prefLabel", "skos:altLabel")


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One fact of a graph: relation, subject, and object or value (see :class:`kg.evaluate.gold.GoldFact`)."""

    relation: str
    subject: str
    object: str = ""
    value: str = ""
    title: str = ""
    former: bool = False


@dataclass(slots=True)
class Graph:
    """The entities (IRI → kind, names, number) and facts of a graph of one report."""

    kinds: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    facts: list[Told] = field(default_factory=list)

    def label(self, iri: str) -> str:
        """Return the longest name of a thing, or its IRI."""
        return max(sorted(self.names.get(iri, ())), key=len, default=iri)


class _Triples:
    """The distinct triples of a graph, by predicate CURIE and by subject."""

    def __init__(self, quads: Iterable[ox.Quad]):
        self._pairs: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._of: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for quad in quads:
            predicate, pair = compact(quad.predicate.value), (quad.subject.value, quad.object.value)
            self._pairs[predicate][pair] = None
            self._of[pair[0], predicate][pair[1]] = None

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        return sorted(self._pairs[predicate])

    def of(self, subject: str, predicate: str) -> list[str]:
        return sorted(self._of[subject, predicate])

    def kinds(self, curie: str) -> Iterator[str]:
        for name in _below(curie):
            yield from (subject for subject, kind in self.pairs("rdf:type") if kind == expand(name))


def told(quads: Iterable[ox.Quad]) -> Graph:
    """Return what a graph of one report says; sub-classes and sub-properties count as their super-terms."""
    triples, graph = _Triples(quads), Graph()
    for kind in TYPES:
        for iri in triples.kinds(f"kg:{kind}"):
            graph.kinds[iri] = kind
    for iri in graph.kinds:
        graph.names[iri] = {name for predicate in _NAMES for name in triples.of(iri, predicate)}
        graph.numbers[iri] = next(iter(triples.of(iri, "kg:number")), "")
    facts = {*_links(triples), *_posts(triples), *_dates(triples, graph), *_subjects(triples), *_acts(triples)}
    graph.facts = sorted(facts)
    return graph


def _below(curie: str) -> list[str]:
    """Return a class or property with all that is below it, as CURIEs."""
    found, wave = [curie], [expand(curie)]
    while wave:
        wave = [iri for iri, term in terms().items() if any(up in wave for up in term.supers)]
        found += [name for name in map(compact, wave) if name not in found]
    return found


def _links(triples: _Triples) -> Iterator[Told]:
    for relation in LINKS:
        for predicate in _below(_PROPERTIES.get(relation, f"kg:{relation}")):
            yield from (Told(relation, s, o) for s, o in triples.pairs(predicate))


def _posts(triples: _Triples) -> Iterator[Told]:
    for predicate, former in (("org:holds", False), ("kg:formerlyHeld", True)):
        for person, post in triples.pairs(predicate):
            for title in triples.of(post, "kg:title"):
                for body in triples.of(post, "org:postIn") or [""]:
                    yield Told("holds", person, body, title=title, former=former)


def _dates(triples: _Triples, graph: Graph) -> Iterator[Told]:
    for event, start in triples.pairs("schema:startDate"):
        if graph.kinds.get(event) == "Event":
            ends = [end for end in triples.of(event, "schema:endDate") if end != start]
            yield Told("eventDate", event, value=f"{start}/{ends[0]}" if ends else start)
    for predicate in ("eli:date_document", "kg:year"):
        for directive, value in triples.pairs(predicate):
            if predicate == "eli:date_document" or not triples.of(directive, "eli:date_document"):
                yield Told("date", directive, value=value)


def _subjects(triples: _Triples) -> Iterator[Told]:
    for predicate in _below("kg:guides"):
        for directive, topic in triples.pairs(predicate):
            yield from (Told("about", directive, value=label) for label in triples.of(topic, "rdfs:label"))


def _acts(triples: _Triples) -> Iterator[Told]:
    for person, by in triples.pairs("kg:appointedBy"):
        yield Told("appoints", by, person)
    for instruction, by in triples.pairs("kg:instructedBy"):
        yield from (Told("instructs", by, value=text) for text in triples.of(instruction, "kg:text"))

"""What follows from what: the rules that the ontology gives, read from its own words.

A property with super-properties tells these too (``rdfs:subPropertyOf``), one with an inverse tells that the other way
round (``owl:inverseOf``), a symmetric one itself the other way round, and two that follow one another may make a third
(``owl:propertyChainAxiom``). Told so are properties of our own and of ELI, and what ORG calls the other way round; the
alignments with other vocabularies are for those who read the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.graph.vocabulary import PREFIXES, expand, terms

_OURS = tuple(PREFIXES[name] for name in ("kg", "eli"))
_INVERSE = (*_OURS, PREFIXES["org"])
_SYMMETRIC = expand("owl:SymmetricProperty")


@dataclass(frozen=True, slots=True)
class Step:
    """One rule, applied once: ``kind`` is 'wider', 'inverse', 'symmetric' or 'chain', from properties to a property.

    ``told`` has the IRIs of the properties it begins with: one, or those of a chain in their order.
    """

    kind: str
    told: tuple[str, ...]
    follows: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """That a property tells another one, ``turned`` where it is told the other way round; by which steps."""

    property: str
    turned: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """That x ``first`` y and y ``second`` z tell x ``property`` z."""

    first: str
    second: str
    property: str

    @property
    def step(self) -> Step:
        """The chain as a rule."""
        return Step("chain", (self.first, self.second), self.property)


@cache
def consequences(iri: str) -> tuple[Consequence, ...]:
    """Return all that a triple with a property tells besides itself, without chains; sorted, by the fewest steps."""
    found: dict[tuple[str, bool], tuple[Step, ...]] = {(iri, False): ()}
    open_ends = [(iri, False)]
    while open_ends:
        at, turned = open_ends.pop(0)
        for step in _steps(at):
            reached = step.follows, turned ^ (step.kind != "wider")
            if reached not in found:
                found[reached] = (*found[at, turned], step)
                open_ends.append(reached)
    del found[iri, False]
    return tuple(Consequence(*reached, steps) for reached, steps in sorted(found.items()))


@cache
def chains() -> tuple[Chain, ...]:
    """Return the chains of two properties, sorted."""
    found = [Chain(*links, iri) for iri, term in terms().items() for links in term.chains if len(links) == 2]
    return tuple(sorted(found, key=lambda chain: (chain.property, chain.first, chain.second)))


@cache
def inferred_properties() -> frozenset[str]:
    """Return the IRIs of the properties that may follow from others."""
    return frozenset(
        {chain.property for chain in chains()} | {way.property for told in _properties() for way in consequences(told)}
    )


@cache
def premises(iri: str) -> tuple[tuple[str, Consequence], ...]:
    """Return the properties from which one may follow, each with how; a chain's are those of :func:`chains`."""
    found = [(told, way) for told in _properties() for way in consequences(told) if way.property == iri]
    return tuple(found)


def _properties() -> list[str]:
    kinds = {expand("owl:ObjectProperty"), expand("owl:DatatypeProperty")}
    return sorted(iri for iri, term in terms().items() if kinds & term.types)


def _steps(iri: str) -> Iterator[Step]:
    term = terms().get(iri)
    if term is None:
        return
    for wider in term.supers:
        if wider.startswith(_OURS):
            yield Step("wider", (iri,), wider)
    for other in sorted({*term.inverses, *_named_inverse_by(iri)}):
        if other.startswith(_INVERSE):
            yield Step("inverse", (iri,), other)
    if _SYMMETRIC in term.types:
        yield Step("symmetric", (iri,), iri)


def _named_inverse_by(iri: str) -> Iterator[str]:
    return (other for other, term in terms().items() if iri in term.inverses)

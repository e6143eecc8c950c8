"""From what a user calls a term of the ontology to its IRI: a relation, or a concept of one of the vocabularies."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import KINDS
from kg.queries.values import iri as as_node
from kg.text import fold, key

if TYPE_CHECKING:
    from kg.graph.vocabulary import Term
    from kg.store.interface import Store

_RELATION = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
ASK { { ?told rdfs:subPropertyOf %(iri)s } UNION { ?evidence rdf:predicate %(iri)s } }
"""


def find_relation(store: Store, what: str, *, inferred: bool = False) -> str:
    """Return the IRI of a relation of the ontology or of the graph, by its IRI, its CURIE or its label.

    Those that are never told, only ``inferred``, are left out where they are not asked for. Raises UsageError, with the
    nearest ones, where there is none.
    """
    from kg.graph.rules import inferred_properties
    from kg.graph.vocabulary import compact, evidenced_properties, terms

    wanted = evidenced_properties() | (inferred_properties() if inferred else frozenset())
    known = {compact(each): terms()[each] for each in wanted}
    found = _called(what, known)
    if len(found) == 1:
        return found[0]
    name = what
    if re.fullmatch(r"<\S+>|[a-z]+:\S+", what.strip()):
        node = as_node(what).value
        name = compact(node)
        if name in known or store.query(_RELATION % {"iri": f"<{node}>"}):
            return node
    near = _nearest(name, known)
    advice = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(sorted(known))}"
    raise UsageError(f"{name!r} is no relation of the graph; {advice}")


def find_class(what: str) -> str:
    """Return the IRI of a kind of entity by its name, its label or its CURIE. Raises UsageError where it is none."""
    from kg.graph.vocabulary import expand, terms

    known = {expand(f"kg:{kind}"): terms()[expand(f"kg:{kind}")] for kind in KINDS}
    found = _called(what.removeprefix("kg:"), known)
    if len(found) != 1:
        raise UsageError(f"{what!r} is no kind of entity; there are: {', '.join(KINDS)}")
    return found[0]


def find_concept(what: str, kinds: Collection[str]) -> str:
    """Return the IRI of a concept of one of the ``kinds``, by its label, a part of it before a comma, or its IRI.

    Raises UsageError, with the concepts there are, where it is none or several.
    """
    from kg.graph.vocabulary import expand, terms

    classes = {expand(f"kg:{kind}") for kind in kinds}
    known = {iri: term for iri, term in terms().items() if classes & term.types}
    found = _called(what, known)
    if len(found) == 1:
        return found[0]
    if re.fullmatch(r"<\S+>|[a-z]+:\S+", what.strip()) and (iri := as_node(what).value) in known:
        return iri
    labels = sorted(f"{term.labels.get('en', '')} ({term.labels.get('vi', '')})" for term in known.values())
    near = difflib.get_close_matches(what.lower(), labels, n=3, cutoff=0.4) or labels
    raise UsageError(f"{what!r} is none of the kinds known: {'; '.join(near)}")


def _called(what: str, known: Mapping[str, Term]) -> list[str]:
    """Return the IRIs, sorted, of those that a text names: with its tones where that finds any, else without."""
    for form in (key, fold):
        if found := sorted(term.iri for term in known.values() if form(what) in map(form, _names(term))):
            return found
    return []


def _names(term: Term) -> Iterator[str]:
    yield re.split("[#/]", term.iri)[-1]
    for label in term.labels.values():
        yield label
        yield from label.split(",")


def _nearest(what: str, known: Mapping[str, Term]) -> list[str]:
    names = {fold(name): curie for curie, term in sorted(known.items()) for name in (curie, *_names(term))}
    near = difflib.get_close_matches(fold(what), sorted(names), n=5, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in near))[:3]

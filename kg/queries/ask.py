"""Asking a saved question: from what a user typed for its parameters to RDF terms, and on to the answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import NotFoundError, UsageError
from kg.queries import saved
from kg.queries.concepts import find_class, find_concept, find_relation
from kg.queries.find import containing, find_through_time, find_titles
from kg.queries.values import date, iri, number, year
from kg.text import one_space

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.queries.saved import Parameter, SavedQuery
    from kg.store.interface import Store
    from kg.store.result import Result

    Terms = Sequence[ox.Term]


def ask(store: Store, query: SavedQuery, values: Mapping[str, str]) -> Result:
    """Return the answer to a question, its parameters given as a user types them (name → text).

    Raises what :func:`bound` raises, and QueryError as :meth:`kg.store.interface.Store.query` does.
    """
    return store.query(bound(store, query, values))


def bound(store: Store, query: SavedQuery, values: Mapping[str, str]) -> str:
    """Return a question's SPARQL with its parameters given as a user types them (name → text).

    Raises UsageError for an unknown, missing or unreadable parameter, NotFoundError and AmbiguousError where a value
    that must name an entity does not name one.
    """
    for name in values:
        query.parameter(name)
    terms = {p.name: _terms(store, query, p, values.get(p.name, p.default)) for p in query.parameters}
    _check_order(query, terms)
    return saved.bind(query, {name: found for name, found in terms.items() if found})


def _terms(store: Store, query: SavedQuery, parameter: Parameter, text: str) -> Terms:
    if not one_space(text):
        if parameter.required:
            example = f"-p {parameter.name}={parameter.example!r}"
            raise UsageError(f"{query.name} needs {parameter.name} ({parameter.about['en']}): {example}")
        return ()
    try:
        return _READ[parameter.type](store, parameter, text)
    except (UsageError, NotFoundError) as error:
        error.args = (f"{parameter.name}: {error}",)
        raise


def _language(store: Store, parameter: Parameter, text: str) -> Terms:
    if text not in ("vi", "en"):
        raise UsageError(f"{text!r} is no language of the labels; write vi or en")
    return _text(store, parameter, text)


def _text(store: Store, parameter: Parameter, text: str) -> Terms:
    import pyoxigraph as ox

    return (ox.Literal(unicodedata.normalize("NFC", text)),)  # as all texts of the graph are


def _titles(store: Store, parameter: Parameter, text: str) -> Terms:
    import pyoxigraph as ox

    return tuple(map(ox.Literal, find_titles(store, text)))


def _nodes(look_up: Callable[[Store, Parameter, str], str | Sequence[str]]) -> Callable[..., Terms]:
    def read(store: Store, parameter: Parameter, text: str) -> Terms:
        import pyoxigraph as ox

        found = look_up(store, parameter, text)
        return tuple(map(ox.NamedNode, [found] if isinstance(found, str) else found))

    return read


def _dates(kind: str) -> Callable[..., Terms]:
    return lambda store, parameter, text: (date(text, kind),)


# Type of a parameter → how its text is read, from (store, parameter, text).
_READ: Mapping[str, Callable[..., Terms]] = {
    "text": _text,
    "title": _titles,
    "lang": _language,
    "iri": lambda store, parameter, text: (iri(text),),
    "relation": _nodes(lambda store, parameter, text: find_relation(store, text)),
    **{kind: _dates(kind) for kind in ("date", "date:first", "date:last")},
    "year": lambda store, parameter, text: (year(text),),
    **{kind: lambda store, parameter, text: (number(text, parameter.bounds),) for kind in ("number", "limit")},
    "class": _nodes(lambda store, parameter, text: find_class(text)),
    "concept": _nodes(lambda store, parameter, text: find_concept(text, parameter.kinds)),
    "entity": _nodes(lambda store, parameter, text: find_through_time(store, text, parameter.kinds)),
    "entities": _nodes(lambda store, parameter, text: containing(store, text, parameter.kinds)),
}


def _check_order(query: SavedQuery, terms: Mapping[str, Terms]) -> None:
    """Raise UsageError where the last day asked about comes before the first."""
    days = {p.type: (p.name, terms[p.name][0].value) for p in query.parameters if terms[p.name]}
    (first, begin), (last, end) = (days.get(kind, ("", "")) for kind in ("date:first", "date:last"))
    if begin and end and end < begin:
        raise UsageError(f"{first} ({begin}) is after {last} ({end}): nothing lies between them")

"""Asking a saved question: from what a user typed for its parameters to RDF terms, and on to the answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.dates import PartialDate
from kg.errors import NotFoundError, UsageError
from kg.queries import saved
from kg.queries.find import containing, find, find_relation, find_titles
from kg.text import one_space

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.queries.saved import Parameter, SavedQuery
    from kg.store.interface import Store
    from kg.store.result import Result

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_VIETNAMESE = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
_CURIE = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z_]\w*")
_TERM = re.compile(r'(?P<quoted>"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')(?:@(?P<lang>[\w-]+)|\^\^(?P<type>\S+))?')


def ask(store: Store, query: SavedQuery, values: Mapping[str, str]) -> Result:
    """Return the answer to a question, its parameters given as a user types them (name → text).

    Raises UsageError for an unknown, missing or unreadable parameter, NotFoundError and AmbiguousError where a value
    that must name an entity does not name one, and QueryError as :meth:`kg.store.interface.Store.query` does.
    """
    for name in values:
        query.parameter(name)
    terms = {p.name: _terms(store, query, p, values.get(p.name, p.default)) for p in query.parameters}
    _check_order(query, terms)
    return store.query(saved.bind(query, {name: found for name, found in terms.items() if found}))


def term(text: str) -> ox.Term:
    """Return the term that a text means where nothing says its type.

    ``<IRI>``, a CURIE of a known prefix, ``"text"``, ``"text"@vi`` and ``"2022"^^xsd:gYear`` are as in Turtle; a bare
    date or integer has that type; anything else is a plain literal. Raises UsageError for an IRI that is none, and for
    what looks like a CURIE of another prefix.
    """
    import pyoxigraph as ox

    from kg.graph.vocabulary import PREFIXES, expand

    if match := _TERM.fullmatch(text):
        value = re.sub(r"\\(.)", r"\1", match["quoted"][1:-1])
        if match["lang"]:
            return _literal(value, language=match["lang"])
        return _literal(value, datatype=_iri(match["type"])) if match["type"] else ox.Literal(value)
    if (text.startswith("<") and text.endswith(">")) or text.partition(":")[0] in PREFIXES and " " not in text:
        return _iri(text)
    if _CURIE.fullmatch(text):
        raise UsageError(f'the prefix of {text!r} is not known; write <IRI>, or "{text}" in quotes for a plain text')
    if re.fullmatch(r"[+-]?\d+", text):
        return ox.Literal(text, datatype=ox.NamedNode(expand("xsd:integer")))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _day(text)
    return ox.Literal(text)


def _terms(store: Store, query: SavedQuery, parameter: Parameter, text: str) -> Sequence[ox.Term]:
    import pyoxigraph as ox

    if not one_space(text):
        if parameter.required:
            example = f"-p {parameter.name}={parameter.example!r}"
            raise UsageError(f"{query.name} needs {parameter.name} ({parameter.about['en']}): {example}")
        return ()
    try:
        if parameter.type == "lang" and text not in ("vi", "en"):
            raise UsageError(f"{text!r} is no language of the labels; write vi or en")
        if parameter.type in ("text", "lang"):
            return (ox.Literal(unicodedata.normalize("NFC", text)),)  # as all texts of the graph are
        if parameter.type == "title":
            return tuple(map(ox.Literal, find_titles(store, text)))
        if parameter.type == "iri":
            return (_iri(text),)
        if parameter.type == "relation":
            return (ox.NamedNode(find_relation(store, _iri(text).value)),)
        if parameter.type.startswith("date"):
            return (_date(text, parameter.type),)
        if parameter.type == "entities":
            return tuple(map(ox.NamedNode, containing(store, text, parameter.kinds)))
        return (ox.NamedNode(find(store, text, parameter.kinds)),)
    except (UsageError, NotFoundError) as error:
        error.args = (f"{parameter.name}: {error}",)
        raise


def _check_order(query: SavedQuery, terms: Mapping[str, Sequence[ox.Term]]) -> None:
    """Raise UsageError where the last day asked about comes before the first."""
    days = {p.type: (p.name, terms[p.name][0].value) for p in query.parameters if terms[p.name]}
    (first, begin), (last, end) = (days.get(kind, ("", "")) for kind in ("date:first", "date:last"))
    if begin and end and end < begin:
        raise UsageError(f"{first} ({begin}) is after {last} ({end}): nothing lies between them")


def _date(text: str, kind: str) -> ox.Literal:
    """Return a day: of a month or year its first or its last, as ``kind`` says."""
    if match := _ISO.fullmatch(text.strip()):
        parts = match.groups()
    elif match := _VIETNAMESE.fullmatch(text.strip()):
        parts = match.groups()[::-1]
    else:
        raise UsageError(f"{text!r} is no date; write 2022-01-21 or 21/1/2022")
    try:
        date = PartialDate(*(int(part or 0) for part in parts))
        bounds = date.bounds()
    except ValueError:
        bounds = None
    if not bounds:
        raise UsageError(f"{text!r} is no date of the calendar; write 2022-01-21 or 21/1/2022")
    if kind == "date" and not date.full:
        raise UsageError(f"{text!r} is no whole date: day, month and year are needed")
    return _day(bounds[kind == "date:last"])


def _day(text: str) -> ox.Literal:
    import pyoxigraph as ox

    from kg.graph.vocabulary import expand

    return ox.Literal(text, datatype=ox.NamedNode(expand("xsd:date")))


def _iri(text: str) -> ox.NamedNode:
    import pyoxigraph as ox

    from kg.graph.vocabulary import PREFIXES, expand

    text = text.strip()
    whole = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    try:
        return ox.NamedNode(expand(whole) if whole.partition(":")[0] in PREFIXES else whole)
    except ValueError:
        raise UsageError(f"{text!r} is no IRI: write kg:chairs, or the whole IRI") from None


def _literal(value: str, **kind) -> ox.Literal:
    import pyoxigraph as ox

    try:
        return ox.Literal(value, **kind)
    except ValueError as error:
        raise UsageError(f"{value!r} cannot be that literal: {error}") from None

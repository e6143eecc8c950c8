"""From what a user types to RDF terms, where the graph need not be asked: dates, years, numbers, terms as in Turtle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.dates import PartialDate
from kg.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_VIETNAMESE = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
_CURIE = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z_]\w*")
_TERM = re.compile(r'(?P<quoted>"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')(?:@(?P<lang>[\w-]+)|\^\^(?P<type>\S+))?')
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def term(text: str) -> ox.Term:
    """Return the term that a text means where nothing says its type.

    ``<IRI>``, a CURIE of a known prefix, ``"text"``, ``"text"@vi`` and ``"2022"^^xsd:gYear`` are as in Turtle; a bare
    date or integer has that type; anything else is a plain literal. Raises UsageError for an IRI that is none, and for
    what looks like a CURIE of another prefix.
    """
    import pyoxigraph as ox

    from kg.graph.vocabulary import PREFIXES

    if match := _TERM.fullmatch(text):
        value = re.sub(r"\\(.)", r"\1", match["quoted"][1:-1])
        if match["lang"]:
            return _literal(value, language=match["lang"])
        return _literal(value, datatype=iri(match["type"])) if match["type"] else ox.Literal(value)
    if (text.startswith("<") and text.endswith(">")) or text.partition(":")[0] in PREFIXES and " " not in text:
        return iri(text)
    if _CURIE.fullmatch(text):
        raise UsageError(f'the prefix of {text!r} is not known; write <IRI>, or "{text}" in quotes for a plain text')
    if re.fullmatch(r"[+-]?\d+", text):
        return _typed(text, "xsd:integer")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _typed(text, "xsd:date")
    return ox.Literal(text)


def date(text: str, kind: str) -> ox.Literal:
    """Return a day (``kind`` 'date'), or of a day, month or year the first or last day ('date:first', 'date:last').

    Raises UsageError for what is no date, or no whole one where a day is needed.
    """
    if match := _ISO.fullmatch(text.strip()):
        parts = match.groups()
    elif match := _VIETNAMESE.fullmatch(text.strip()):
        parts = match.groups()[::-1]
    else:
        raise UsageError(f"{text!r} is no date; write 2022-01-21 or 21/1/2022")
    try:
        found = PartialDate(*(int(part or 0) for part in parts))
        bounds = found.bounds()
    except ValueError:
        bounds = None
    if not bounds:
        raise UsageError(f"{text!r} is no date of the calendar; write 2022-01-21 or 21/1/2022")
    if kind == "date" and not found.full:
        raise UsageError(f"{text!r} is no whole date: day, month and year are needed")
    return _typed(bounds[kind == "date:last"], "xsd:date")


def year(text: str) -> ox.Literal:
    """Return a year as an integer. Raises UsageError for what is none."""
    if not re.fullmatch(r"\d{4}", text.strip()) or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise UsageError(f"{text!r} is no year; write it in four digits: 2022")
    return _typed(str(int(text)), "xsd:integer")


def number(text: str, bounds: tuple[int, int]) -> ox.Literal:
    """Return an integer. Raises UsageError for what is none, or lies outside of the bounds."""
    least, most = bounds
    if not re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) or not least <= int(text) <= most:
        raise UsageError(f"{text!r} is no whole number from {least} to {most}")
    return _typed(str(int(text)), "xsd:integer")


def iri(text: str) -> ox.NamedNode:
    """Return the node that an IRI, with or without <>, or a CURIE names. Raises UsageError for what is neither."""
    import pyoxigraph as ox

    from kg.graph.vocabulary import PREFIXES, expand

    text = text.strip()
    whole = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    try:
        return ox.NamedNode(expand(whole) if whole.partition(":")[0] in PREFIXES else whole)
    except ValueError:
        raise UsageError(f"{text!r} is no IRI: write kg:chairs, or the whole IRI") from None


def _typed(text: str, datatype: str) -> ox.Literal:
    import pyoxigraph as ox

    from kg.graph.vocabulary import expand

    return ox.Literal(text, datatype=ox.NamedNode(expand(datatype)))


def _literal(value: str, **kind) -> ox.Literal:
    import pyoxigraph as ox

    try:
        return ox.Literal(value, **kind)
    except ValueError as error:
        raise UsageError(f"{value!r} cannot be that literal: {error}") from None

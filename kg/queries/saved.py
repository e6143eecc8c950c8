"""The saved questions: each ``.rq`` file here is a whole SPARQL query, with its titles and parameters in comments.

A parameter stands in the query as ``VALUES ?name { UNDEF }``, which leaves it open: so the file runs as it is in any
SPARQL tool. Binding replaces that ``UNDEF`` by RDF terms in N-Triples form, never by a user's text, so that a value
with quotes, braces or line ends stays a value. (One of type ``limit`` stands as the ``LIMIT`` that ends the query.)

The header (one comment line each, before the query)::

    # theme: people
    # title@vi: …            # title@en: …
    # about@vi: …            # about@en: …
    # param: name | type | required, optional or default=VALUE | example | meaning (vi) | meaning (en)
    # column: name | meaning (vi) | meaning (en)

The themes are in ``themes.tsv``, in the order of the list. Columns that mean the same in all questions are in
``columns.tsv``; a ``column`` line tells of another one, or otherwise of one of those.

Types: ``text``; ``title`` (of posts, by its name); ``lang`` (vi or en); ``iri`` (a property, class or
concept: a CURIE or an IRI); ``relation`` (the same, one that the graph has, also by its label); ``date`` (a day),
``date:first`` and ``date:last`` (a day, month or year, of which the first or last day counts); ``year``;
``number:1-50`` and ``limit:1-10000`` (with their bounds); ``class`` (a kind of entity, by its name or label);
``concept:EventKind`` (a concept of that class, by its label); ``entity:Person,Body`` (one entity of these kinds, by
name, number or IRI; plain ``entity`` for any kind); ``entities:Topic`` (every one whose name holds the text).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.queries.header import LIMIT, OPEN, Parameter, SavedQuery, parse
from kg.store.sparql import written

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Parameter", "SavedQuery", "bind", "columns", "load", "names", "parse", "themes", "written"]

_FOLDER = Path(__file__).parent


@cache
def names() -> tuple[str, ...]:
    """Return the names of the saved questions, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.rq")))


@cache
def themes() -> Mapping[str, Mapping[str, str]]:
    """Return theme → its title by language, in the order in which they are listed."""
    return _told("themes.tsv")


def columns(query: SavedQuery) -> Mapping[str, Mapping[str, str]]:
    """Return what the columns of a question mean: name → meaning by language, in the order of its SELECT.

    A variable ``x`` beside an ``xLabel`` is one column, ``x``. What nothing is known of is left out.
    """
    known = {**_told("columns.tsv"), **(query.columns or {})}
    return {name: known[name] for name in _shown(query.sparql) if name in known}


def load(name: str) -> SavedQuery:
    """Return a saved question by its name. Raises UsageError, with the nearest names, where there is none."""
    if name not in names():
        near = difflib.get_close_matches(name.lower().replace("_", "-"), names(), n=3, cutoff=0.5)
        advice = (
            f"did you mean {' or '.join(near)}? (kg query --list shows all)" if near else "kg query --list shows all"
        )
        raise UsageError(f"no saved question is called {name!r}; {advice}")
    return parse(name, (_FOLDER / f"{name}.rq").read_text(encoding="utf-8"))


def bind(query: SavedQuery, values: Mapping[str, Sequence[ox.Term]]) -> str:
    """Return the query's SPARQL with each parameter of ``values`` held to these terms; the others stay open."""
    sparql = query.sparql
    for parameter in query.parameters:
        terms = values.get(parameter.name)
        if parameter.type == "limit":
            sparql = LIMIT.sub(f"LIMIT {int(terms[0].value)}", sparql) if terms else sparql
            continue
        # Without a value the clause goes: a join with UNDEF answers the same, but slower.
        clause = f"VALUES ?{parameter.name} {{ {' '.join(map(written, terms))} }}" if terms else ""
        sparql = re.sub(OPEN % re.escape(parameter.name), lambda _, clause=clause: clause, sparql)
    return sparql


def _shown(sparql: str) -> tuple[str, ...]:
    """Return the columns of the outermost SELECT, a label and what it labels as one."""
    head = re.search(r"^SELECT\b(.*?)^WHERE\b", sparql, re.DOTALL | re.MULTILINE)
    text, before = head[1] if head else "", ""
    while text != before:  # from the inside: arguments go, '(… AS ?name)' becomes its name
        before, text = text, re.sub(r"\([^()]*?(?:\bAS\s+(\?\w+)\s*)?\)", r"\1", text)
    found = re.findall(r"\?(\w+)", text)
    return tuple(name for name in found if not (name.endswith("Label") and name.removesuffix("Label") in found))


@cache
def _told(file: str) -> Mapping[str, Mapping[str, str]]:
    rows = (line.split("\t") for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines()[1:] if line)
    return {key: {"vi": vi, "en": en} for key, vi, en in rows}

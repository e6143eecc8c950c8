"""The saved questions: each ``.rq`` file here is a whole SPARQL query, with its titles and parameters in comments.

A parameter stands in the query as ``VALUES ?name { UNDEF }``, which leaves it open: so the file runs as it is in any
SPARQL tool. Binding replaces that ``UNDEF`` by RDF terms in N-Triples form, never by a user's text, so that a value
with quotes, braces or line ends stays a value.

The header (one comment line each, before the query)::

    # title@vi: …            # title@en: …
    # about@vi: …            # about@en: …
    # param: name | type | required, optional or default=VALUE | example | meaning (vi) | meaning (en)

Types: ``text``; ``title`` (of posts, by its name); ``lang`` (vi or en); ``iri`` (a property, class or
concept: a CURIE or an IRI); ``relation`` (the same, one that the graph has); ``date`` (a day), ``date:first`` and
``date:last`` (a day, month or year, of which the first or last day counts); ``entity:Person,Body`` (one entity of
these kinds, by name, number or IRI; plain ``entity`` for any kind); ``entities:Topic`` (every one whose name holds the
text).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

TYPES = ("text", "title", "lang", "iri", "relation", "date", "date:first", "date:last", "entity", "entities")
_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"#\s*(title|about)@(vi|en):\s*(.+)")
_PARAMETER = re.compile(r"#\s*param:\s*(.+)")
_ESCAPE = re.compile(r"\\(?:\\([uU])?|.)")
_OPEN = r"VALUES\s+\?%s\s*\{\s*UNDEF\s*\}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved question. ``kinds`` are the classes that an entity may have (none: any)."""

    name: str
    type: str
    kinds: tuple[str, ...]
    required: bool
    default: str
    example: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question; ``title`` and ``about`` are keyed by language, 'vi' and 'en'."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name. Raises UsageError, with the names there are, for any other."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise UsageError(f"{self.name} has no parameter {name!r}; it has: {self._names() or 'none'}")

    def _names(self) -> str:
        return ", ".join(parameter.name for parameter in self.parameters)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the saved questions, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.rq")))


def load(name: str) -> SavedQuery:
    """Return a saved question by its name. Raises UsageError, with the nearest names, where there is none."""
    if name not in names():
        near = difflib.get_close_matches(name.lower().replace("_", "-"), names(), n=3, cutoff=0.5)
        advice = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names())}"
        raise UsageError(f"no saved question is called {name!r}; {advice} (kg query --list shows all)")
    return parse(name, (_FOLDER / f"{name}.rq").read_text(encoding="utf-8"))


def parse(name: str, text: str) -> SavedQuery:
    """Return the question that a ``.rq`` file's text holds; a file without a header has no parameters.

    Raises InputError for a parameter line that does not read, or one that the query does not use.
    """
    found: dict[str, dict[str, str]] = {"title": {}, "about": {}}
    parameters = []
    for line in _header_lines(text):
        if match := _HEADER.fullmatch(line):
            found[match[1]][match[2]] = match[3].strip()
        elif match := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(name, text, match[1]))
    return SavedQuery(name, found["title"], found["about"], tuple(parameters), text)


def bind(query: SavedQuery, values: Mapping[str, Sequence[ox.Term]]) -> str:
    """Return the query's SPARQL with each parameter of ``values`` held to these terms; the others stay open."""
    sparql = query.sparql
    for parameter in query.parameters:
        terms = values.get(parameter.name)
        # Without a value the clause goes: a join with UNDEF answers the same, but slower.
        clause = f"VALUES ?{parameter.name} {{ {' '.join(map(written, terms))} }}" if terms else ""
        sparql = re.sub(_OPEN % re.escape(parameter.name), lambda _, clause=clause: clause, sparql)
    return sparql


def written(term: ox.Term) -> str:
    r"""Return a term as SPARQL reads it.

    N-Triples form, but for a ``\\`` before ``u``: SPARQL 1.1 §19.2 lets an engine expand ``\uXXXX`` before it reads
    the query, so that the text ``\u0022`` could end its own literal. The u is written as an escape instead.
    """
    return _ESCAPE.sub(lambda m: f"\\\\\\U{ord(m[1]):08X}" if m[1] else m[0], str(term))


def _header_lines(text: str) -> list[str]:
    lines = []
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line.strip())
    return lines


def _parameter(query: str, text: str, line: str) -> Parameter:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 6:
        raise InputError(query, f"a param line has {len(fields)} of its 6 fields: {line}")
    name, kind, need, example, vi, en = fields
    kind, kinds = _type(kind)
    required, default = need == "required", need.removeprefix("default=") if need.startswith("default=") else ""
    if kind not in TYPES or not (required or default or need == "optional"):
        raise InputError(query, f"cannot read the parameter {name!r}", f"its type is one of {', '.join(TYPES)}")
    if not re.fullmatch(r"\w+", name) or not re.search(_OPEN % name, text):
        raise InputError(query, f"does not use its parameter {name!r}", f"write VALUES ?{name} {{ UNDEF }} in it")
    return Parameter(name, kind, kinds, required, default, example, {"vi": vi, "en": en})


def _type(text: str) -> tuple[str, tuple[str, ...]]:
    kind, _, detail = text.partition(":")
    if kind == "date":
        return text, ()
    return kind, tuple(name.strip() for name in detail.split(",") if name.strip())

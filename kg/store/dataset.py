"""Which graphs a query names with FROM. Only for what the engine does amiss: it gives a triple once for each graph.

SPARQL 1.1 (13.2) has the graphs of several FROM clauses merged, so that a triple which two of them hold is there once.
The engine's own parser does not tell the graphs, so the query's words are told apart here. A query that this reads in
another way than the engine does is answered as the engine does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
_TOKEN = re.compile(
    rf"""(?P<skip> \s+ | \#[^\n]* | '''(?:[^\\]|\\.)*?''' | \"\"\"(?:[^\\]|\\.)*?\"\"\"
           | '(?:[^'\\\n]|\\.)*' | "(?:[^"\\\n]|\\.)*" | [?$]\w+ | @[\w-]+ )
       | (?P<iri> {_IRI} ) | (?P<name> [^\W\d_]?[\w.-]*:(?:[\w.:%-]|\\.)* ) | (?P<word> \w+ ) | .""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs (IRIs) that a query is to see: merged as its default graph, and by name."""

    merged: tuple[str, ...]
    named: tuple[str, ...]


def named_in(query: str, prefixes: Mapping[str, str], base: str) -> Dataset:
    """Return what the FROM and FROM NAMED clauses of a query name. It need not parse.

    ``prefixes`` and ``base`` are those that hold where the query gives no others.
    """
    known = dict(prefixes)
    merged, named = [], []
    words = _words(query)
    for word in words:
        if word == "BASE":
            base = _resolved(next(words, ""), base, known)
        elif word == "PREFIX":
            name = next(words, "")
            known[name.rstrip(":")] = _resolved(next(words, ""), base, known)
        elif word == "FROM":
            graphs, word = (named, next(words, "")) if (word := next(words, "")) == "NAMED" else (merged, word)
            graphs.append(_resolved(word, base, known))
    return Dataset(tuple(dict.fromkeys(merged)), tuple(dict.fromkeys(named)))


def _words(query: str) -> Iterator[str]:
    """Yield the keywords (in capitals), the IRIs and the prefixed names of a query."""
    for match in _TOKEN.finditer(query):
        if match["word"]:
            yield match["word"].upper()
        elif match["iri"] or match["name"]:
            yield match["iri"] or match["name"]


def _resolved(word: str, base: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that an IRI or a prefixed name stands for."""
    if word.startswith("<"):
        return urljoin(base, word[1:-1])
    prefix, _, local = word.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)

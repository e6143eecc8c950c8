"""What a query may do, and what to say when it does not parse. Asks the engine's own parser, never guesses.

To know whether a word is used as a keyword, the query is parsed once more with that word spelt otherwise everywhere:
a name, a text or an IRI that holds it parses as before, the keyword does not. (A tokeniser of ours could disagree with
the engine's parser, and then a SERVICE clause would slip through.)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.text import one_space

if TYPE_CHECKING:
    import pyoxigraph as ox

Complaint = Callable[[str], str]  # the parser: a query → what it has against it, '' when it parses

_DEEPEST = 200
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*|base\s*<[^>]*>|prefix\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_SERVICE = re.compile(r"service(?:\s|#[^\n]*\n|silent)*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?:\\([uU])?|.)")


def written(term: ox.Term) -> str:
    r"""Return a term as SPARQL reads it.

    N-Triples form, but for a ``\\`` before ``u``: SPARQL 1.1 §19.2 lets an engine expand ``\uXXXX`` before it reads
    the query, so that the text ``\u0022`` could end its own literal. The u is written as an escape instead.
    """
    return _ESCAPE.sub(lambda m: f"\\\\\\U{ord(m[1]):08X}" if m[1] else m[0], str(term))


def refuse_depth(query: str) -> None:
    """Raise QueryError for a query nested so deep that the engine's parser could run out of stack and crash."""
    depth = deepest = 0
    for bracket in re.findall(r"[(){}\[\]]", query):
        depth += 1 if bracket in "({[" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise QueryError(f"the query is nested more than {_DEEPEST} deep; write it flatter")


def refuse_network(query: str, complaint: Complaint) -> None:
    """Raise QueryError for a query with a SERVICE clause: the engine would fetch what it names from the network."""
    if "service" not in query.lower():
        return
    # Only the respelt query is parsed here: to parse the query itself would already be to run it.
    if not (fault := complaint(_respelt(query, "service"))):
        return
    line, column, _ = _place(fault)
    # The parser stops at the respelt keyword or, past white space, where it sees that no name can stand there.
    offset = sum(len(text) + 1 for text in query.split("\n")[: line - 1]) + column - 1
    if any(match.start() <= offset <= match.end() + 1 for match in _SERVICE.finditer(query)):
        raise QueryError(f"line {line}, column {column}: SERVICE is refused: a query reads this store only")
    raise syntax_error(query, fault)


def syntax_error(query: str, fault: str) -> QueryError:
    """Return the error for a query that the engine's parser refuses with the message ``fault``."""
    first = _WORD.match(query, _PROLOGUE.match(query).end())
    if first and first.group().upper() in _UPDATES:
        return QueryError(f"{first.group().upper()} would change the store: a query only reads it")
    if not first or first.group().upper() not in _FORMS:
        begins = f"begins with {first.group()!r}" if first else "is empty" if not query.strip() else "asks nothing"
        return QueryError(f"the query {begins}: it needs {', '.join(_FORMS[:-1])} or {_FORMS[-1]}")
    line, column, reason = _place(fault)
    if not line:
        return QueryError(f"the query does not parse: {reason}")
    rest = one_space((query.splitlines() or [""])[line - 1][column - 1 :] if line <= len(query.splitlines()) else "")
    near = f"near {rest[:30]!r}" if rest else "at its end" if line >= len(query.splitlines()) else "at the line's end"
    return QueryError(f"the query does not parse at line {line}, column {column}, {near}: {reason}")


def _respelt(query: str, word: str) -> str:
    # The same length keeps the parser's positions; in every place at once, names stay consistent.
    return re.sub(word, lambda found: f"{found.group()[:-1]}q", query, flags=re.IGNORECASE)


def _place(fault: str) -> tuple[int, int, str]:
    """Return line, column (1 and up; 0 where not given) and one readable line of the parser's message."""
    if not (match := _POSITION.search(fault)):
        return 0, 0, one_space(fault)
    return int(match[1]), int(match[2]), _readable(match[3])


def _readable(expected: str) -> str:
    if "Prefix not found" in expected:
        return "this prefix is not declared; add a PREFIX line"
    parts = [part.strip() for part in one_space(expected).split(",")]
    sayings = [part for part in parts if re.fullmatch(r"[A-Z]\w*(?: \w+){2,}", part)]
    if sayings:
        return sayings[0]
    words = [part for part in parts if not re.search(r"[\[\]\\'‘]", part)]
    return f"expected {' or '.join(words[:6])}{' …' if len(words) > 6 else ''}" if words else "not expected here"

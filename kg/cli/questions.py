"""What ``kg query`` is asked: telling apart saved questions, files and SPARQL text; parameters."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError, QueryError, UsageError
from kg.queries import saved
from kg.queries.ask import bound
from kg.queries.values import term

if TYPE_CHECKING:
    from kg.queries.saved import SavedQuery
    from kg.store.interface import Begin, Store, Term
    from kg.store.result import Result

_SUFFIXES = (".rq", ".sparql")
_NAME = re.compile(r"[\w.-]+")
_UNSELECTED = re.compile(r"the query must select what is given a value: .*?\?(\w+)")  # as kg.store.embedded says it


def asked(question: str) -> SavedQuery:
    """Return the question that the text means: '-', a file's path, the name of a saved one, or SPARQL itself.

    Raises UsageError for an unknown name, InputError for a file that cannot be read.
    """
    if question == "-":
        return saved.parse("standard input", _decoded("standard input", sys.stdin.buffer.read()))
    if _is_path(question):
        return saved.parse(question, _file(question))
    if _NAME.fullmatch(question):
        return saved.load(question)
    if not question.strip():
        raise UsageError("the question is empty (kg query --list shows the saved ones)")
    return saved.parse("the query", question)


def _is_path(question: str) -> bool:
    """Whether a question names a file: SPARQL has braces, or at least white space or an IRI's '<'."""
    if "{" in question:
        return False
    looks = "/" in question and not re.search(r"[\s<]", question)
    return looks or question.endswith(_SUFFIXES) or Path(question).is_file()


def parameters(texts: Sequence[str]) -> dict[str, str]:
    """Return name → value from NAME=VALUE texts. Raises UsageError for one without '=' or given twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip().lstrip("?$")
        if not equals or not re.fullmatch(r"\w+", name):
            raise UsageError(f"-p {text!r} is not NAME=VALUE")
        if name in found:
            raise UsageError(f"the parameter {name!r} is given twice")
        found[name] = value
    return found


def answer(store: Store, question: SavedQuery, values: Mapping[str, str]) -> Result:
    """Return the answer; the values of a question that declares no parameters stand for its variables."""
    sparql, terms = _put(store, question, values)
    with _told_of_variables():
        return store.query(sparql, terms)


def write(store: Store, question: SavedQuery, values: Mapping[str, str], begin: Begin, out: BinaryIO) -> None:
    """Write the answer while it is found, in the format that ``begin`` returns for its kind."""
    sparql, terms = _put(store, question, values)
    with _told_of_variables():
        store.answer(sparql, begin, out, substitutions=terms)


def _put(store: Store, question: SavedQuery, values: Mapping[str, str]) -> tuple[str, dict[str, Term]]:
    """Return a question as it is put to the store: SPARQL, and the terms that stand for variables of it."""
    if question.parameters or not values:
        return bound(store, question, values), {}
    if question.title:  # a saved question: it says which parameters it has, and has none
        question.parameter(next(iter(values)))
    for name in values:
        if not re.search(rf"[?$]{name}\b", question.sparql):
            raise UsageError(f"the query has no ?{name} for -p {name}=… to stand for")
    return question.sparql, {name: term(value) for name, value in values.items()}


@contextmanager
def _told_of_variables() -> Iterator[None]:
    try:
        yield
    except QueryError as error:
        if unselected := _UNSELECTED.match(str(error)):
            name = unselected[1]
            raise UsageError(
                f"-p {name}=… needs a query that selects ?{name}: add it after SELECT (or DESCRIBE)"
            ) from None
        raise


def cut_off(question: SavedQuery, values: Mapping[str, str], rows: int) -> str:
    """Return a line that tells that there may be more rows than the question's limit let through; '' otherwise."""
    limit = next((p for p in question.parameters if p.type == "limit"), None)
    if limit is None or rows < int(values.get(limit.name) or limit.default):
        return ""
    return f"these are the first {rows} rows; -p {limit.name}={min(10 * rows, limit.bounds[1])} shows more"


def _file(path: str) -> str:
    try:
        return _decoded(path, Path(path).read_bytes())
    except OSError as error:
        raise InputError(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from None


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8 (byte {error.start})", "SPARQL is written in UTF-8") from None

"""What a saved question says of itself, read from the comments before its SPARQL (see :mod:`kg.queries.saved`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import InputError, UsageError

# Type → whether a detail may follow it after ':' (kinds of entities, a class of concepts, bounds of a number).
TYPES: Mapping[str, bool] = {
    "text": False,
    "title": False,
    "lang": False,
    "iri": False,
    "relation": False,
    "date": False,
    "date:first": False,
    "date:last": False,
    "year": False,
    "number": True,
    "limit": True,
    "class": False,
    "concept": True,
    "entity": True,
    "entities": True,
}
OPEN = r"VALUES\s+\?%s\s*\{\s*UNDEF\s*\}"  # how a parameter stands in the query
LIMIT = re.compile(r"\bLIMIT\s+\d+(?=\s*\Z)")  # and how the one of type limit does
_BOUNDED = ("number", "limit")
_LINE = re.compile(r"#\s*(theme|title@vi|title@en|about@vi|about@en|param|column):\s*(.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved question.

    ``kinds`` are the classes that an entity or a concept may have (none: any); ``bounds`` the least and the greatest
    number (none for what is no number).
    """

    name: str
    type: str
    kinds: tuple[str, ...]
    required: bool
    default: str
    example: str
    about: Mapping[str, str]
    bounds: tuple[int, int] | None = None

    @property
    def needed(self) -> str:
        """In a word: 'required', 'optional', or its default."""
        return "required" if self.required else f"default {self.default}" if self.default else "optional"

    @property
    def takes(self) -> str:
        """What it takes: the type, with the kinds or bounds."""
        if self.bounds:
            return f"{self.type} from {self.bounds[0]} to {self.bounds[1]}"
        return self.type + (f" ({' or '.join(self.kinds)})" if self.kinds else "")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question; ``title`` and ``about`` are keyed by language, 'vi' and 'en', ``columns`` by column name.

    ``theme`` is the key of its group in the list; '' and no columns for a query that says nothing of itself.
    """

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str
    theme: str = ""
    columns: Mapping[str, Mapping[str, str]] | None = None

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name. Raises UsageError, with the names there are, for any other."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise UsageError(f"{self.name} has no parameter {name!r}; it has: {self._names() or 'none'}")

    def _names(self) -> str:
        return ", ".join(parameter.name for parameter in self.parameters)


def parse(name: str, text: str) -> SavedQuery:
    """Return the question that a ``.rq`` file's text holds; a file without a header has no parameters.

    Raises InputError for a line of the header that does not read, or a parameter that the query does not use.
    """
    found: dict[str, str] = {}
    parameters, columns = [], {}
    for line in _header_lines(text):
        if not (match := _LINE.fullmatch(line)):
            continue
        if match[1] == "param":
            parameters.append(_parameter(name, text, match[2]))
        elif match[1] == "column":
            column, vi, en = _fields(name, "column", match[2], 3)
            columns[column] = {"vi": vi, "en": en}
        else:
            found[match[1]] = match[2].strip()
    title, about = ({t: found[f"{k}@{t}"] for t in ("vi", "en") if f"{k}@{t}" in found} for k in ("title", "about"))
    return SavedQuery(name, title, about, tuple(parameters), text, found.get("theme", ""), columns)


def _header_lines(text: str) -> list[str]:
    lines = []
    for line in text.lstrip("\ufeff").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line.strip())
    return lines


def _fields(query: str, what: str, line: str, count: int) -> list[str]:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != count:
        raise InputError(query, f"a {what} line has {len(fields)} of its {count} fields: {line}")
    return fields


def _parameter(query: str, text: str, line: str) -> Parameter:
    name, kind, need, example, vi, en = _fields(query, "param", line, 6)
    type_, detail = (kind, "") if kind in TYPES else kind.partition(":")[::2]
    required, default = need == "required", need.removeprefix("default=") if need.startswith("default=") else ""
    known = type_ in TYPES and bool(detail) <= TYPES[type_]
    bounds = _bounds(detail) if type_ in _BOUNDED else None
    if not known or (type_ in _BOUNDED and not bounds) or not (required or default or need == "optional"):
        raise InputError(query, f"cannot read the parameter {name!r}", f"its type is one of {', '.join(TYPES)}")
    _check_use(query, text, name, type_)
    kinds = () if bounds else tuple(part.strip() for part in detail.split(",") if part.strip())
    return Parameter(name, type_, kinds, required, default, example, {"vi": vi, "en": en}, bounds)


def _check_use(query: str, text: str, name: str, type_: str) -> None:
    """Raise InputError where the query has no place for the parameter."""
    place = LIMIT if type_ == "limit" else OPEN % re.escape(name)
    if not re.fullmatch(r"\w+", name) or not re.search(place, text):
        advice = "end it with LIMIT 100" if type_ == "limit" else f"write VALUES ?{name} {{ UNDEF }} in it"
        raise InputError(query, f"does not use its parameter {name!r}", advice)


def _bounds(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d+)-(\d+)", text.strip())
    return (int(match[1]), int(match[2])) if match and int(match[1]) <= int(match[2]) else None

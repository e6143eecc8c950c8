"""Which format an answer takes: media types, their short names, and what a client's Accept header prefers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import UsageError


class NotAcceptableError(UsageError):
    """None of the formats that there are is one that the client accepts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format: its media type, the store's name for it, and the names that a client may give it as ?format=."""

    media_type: str
    format: str
    names: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """Return the Content-Type header; of a text format it names the charset, as its registration asks."""
        return self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")


_ROWS = (
    Choice("application/sparql-results+json", "json", ("json", "srj", "application/json")),
    Choice("application/sparql-results+xml", "xml", ("xml", "srx", "application/xml", "text/xml")),
    Choice("text/csv", "csv", ("csv",)),
    Choice("text/tab-separated-values", "tsv", ("tsv",)),
)
_GRAPH = (
    Choice("text/turtle", "turtle", ("turtle", "ttl", "application/x-turtle")),
    Choice("application/n-triples", "ntriples", ("ntriples", "nt", "n-triples", "text/plain")),
    Choice("application/ld+json", "jsonld", ("jsonld", "json-ld", "json", "application/json")),
    Choice("application/rdf+xml", "rdfxml", ("rdfxml", "rdf", "xml", "rdf+xml", "application/xml", "text/xml")),
)
CHOICES = {"rows": _ROWS, "boolean": _ROWS, "graph": _GRAPH}


def chosen(accept: str, kind: str, name: str = "") -> Choice:
    """Return the format for an answer of that kind ('rows', 'boolean', 'graph').

    ``name`` is a short name or a media type given as ?format=, and goes before ``accept``, an Accept header; a name
    that no format of that kind has is passed over where the client also says what it accepts. Raises
    NotAcceptableError, listing what there is.
    """
    choices = CHOICES[kind]
    wanted = name.strip().lower().replace(" ", "+")  # a plus sign that the client did not encode
    for choice in choices:
        if wanted and wanted in (choice.media_type, *choice.names):
            return choice
    vague = {media_type for media_type, _ in ranges(accept)} <= {"*/*", "*"}
    found = None if wanted and vague else _preferred(accept, choices)
    if found is None:
        there = ", ".join(f"{choice.media_type} ({choice.names[0]})" for choice in choices)
        what = {"rows": "a table", "boolean": "a yes or no", "graph": "a graph"}[kind]
        raise NotAcceptableError(
            f"this is {what}, which there is as {there}; not as {(wanted or accept).strip()[:200]}"
        )
    return found


def takes_gzip(accept_encoding: str) -> bool:
    """Return whether a client that sends this Accept-Encoding header takes a compressed answer."""
    liking = dict(ranges(accept_encoding))
    return liking.get("gzip", liking.get("*", 0.0)) > 0


def ranges(accept: str) -> list[tuple[str, float]]:
    """Return what an Accept header lists, in lower case, with the q-values; other parameters are left out."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            found.append((name.lower(), _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _preferred(accept: str, choices: Sequence[Choice]) -> Choice | None:
    wanted = ranges(accept) or [("*/*", 1.0)]
    best = max(choices, key=lambda choice: _liking(choice, wanted))  # of equals the first
    return best if _liking(best, wanted) > 0 else None


def _liking(choice: Choice, wanted: Sequence[tuple[str, float]]) -> float:
    """Return how much a client likes a format: the q-value of the most specific range that it falls in."""
    group = choice.media_type.partition("/")[0] + "/*"
    for names in ((choice.media_type,), choice.names, (group,), ("*/*", "*")):
        if liked := [quality for name, quality in wanted if name in names]:
            return max(liked)
    return 0.0

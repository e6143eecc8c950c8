"""The forms in which a thing can be had, and which of them a client likes best."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kg.serve.negotiate import ranges

# Form → media type; HTML first: what a browser is given, and whoever accepts anything.
MEDIA = MappingProxyType(
    {
        "html": "text/html",
        "turtle": "text/turtle",
        "jsonld": "application/ld+json",
        "ntriples": "application/n-triples",
    }
)
_NICKNAMES = MappingProxyType(
    {"ttl": "turtle", "nt": "ntriples", "n-triples": "ntriples", "json-ld": "jsonld", "json": "jsonld"}
)


def chosen(named: str, accept: str) -> str:
    """Return the form that ``?format=`` names, else the one that an Accept header likes best; '' where it is none."""
    if named:
        name = _NICKNAMES.get(named.lower(), named.lower())
        return name if name in MEDIA else ""
    wanted = ranges(accept) or [("*/*", 1.0)]
    best = max(MEDIA, key=lambda name: _liking(MEDIA[name], wanted))  # of equals the first
    return best if _liking(MEDIA[best], wanted) else ""


def _liking(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if found := [weight for each, weight in wanted if each == name]:
            return max(found)
    return 0.0

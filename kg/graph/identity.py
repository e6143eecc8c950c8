"""Identity keys, and the IRIs that are made of them.

An IRI is ``<base><kind>/<slug>-<8 hex>``: the digits are of the SHA-256 of the full identity key, and the slug is made
of the same key, so that equal keys give equal IRIs whatever form of the name a report uses. Nothing parses the slug.
"""

from __future__ import annotations

import hashlib

from kg.model import Entity
from kg.text import key as fold_key
from kg.text import slug

_PART = "\x1f"  # no stored text holds these two: XML forbids them
_SCOPE = "\x1e"


def sha(*parts: str, digits: int = 16) -> str:
    """Return hex digits of the SHA-256 of the parts, which no other parts give."""
    return hashlib.sha256(_PART.join(parts).encode("utf-8")).hexdigest()[:digits]


def entity_key(entity: Entity, report: str, *, apart: bool = False) -> str:
    """Return the full identity key of an entity that is no post, seen alone.

    ``report`` is the report's hash; it joins where the identity is not complete. With ``apart`` the local key joins
    too: so two that are told apart never share a key.
    """
    whole = _PART.join((entity.kind, *entity.identity))
    if entity.complete and not apart:
        return whole
    return _SCOPE.join((whole, report, entity.key) if apart else (whole, report))


def post_key(title: str, body_iri: str) -> str:
    """Return the identity key of a title at a body: posts are one as soon as their bodies are."""
    return _PART.join(("Post", fold_key(title), body_iri))


def bodiless_post_key(title: str, report: str, local: str) -> str:
    """Return the identity key of a post whose body the text leaves open: it stays in its report."""
    return _SCOPE.join((_PART.join(("Post", fold_key(title))), report, local))


def mint(base: str, kind: str, key: str, readable: str) -> str:
    """Return the IRI for an identity key; ``readable`` is what the slug is made of."""
    words = slug(readable)
    digits = sha(key, digits=8)
    return f"{base}{kind.lower()}/{words}-{digits}" if words else f"{base}{kind.lower()}/{digits}"


def entity_iri(base: str, entity: Entity, report: str, *, apart: bool = False) -> str:
    """Return the IRI of an entity that is no post, seen alone (see :func:`entity_key`)."""
    return mint(base, entity.kind, entity_key(entity, report, apart=apart), readable(entity))


def readable(entity: Entity) -> str:
    """Return the words of an entity's identity for a slug: for a person the name alone, not the posts beside it."""
    return " ".join(entity.identity[:1] if entity.kind == "Person" else entity.identity)


def report_iri(base: str, report_key: str) -> str:
    """Return the IRI of a report from its 16 digits; it is also the name of the graph of its plain triples."""
    return f"{base}report/{report_key}"

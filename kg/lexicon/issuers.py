"""The codes of who issues a document, as they stand in its number (``issuers.tsv``)."""

from __future__ import annotations

from functools import cache

from kg.lexicon.tables import table


@cache
def local_codes() -> frozenset[str]:
    """Return the codes that each province, district or commune has for a body of its own: 'UBND', 'TU', 'SYT'."""
    return frozenset(row["code"] for row in table("issuers") if row["needs"] == "place")

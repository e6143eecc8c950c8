"""What kind of place a name means: a country, a province, a city …"""

from __future__ import annotations

from functools import cache

from kg.lexicon.lexicon import Lexicon, words
from kg.lexicon.tables import table


def kind_of_place(lexicon: Lexicon, name: str) -> str:
    """Return the concept (a CURIE) of the place of that name; '' for a venue and for what the lexicon does not know."""
    found = words(name)
    for trie in (lexicon.places, lexicon.headed_places):
        end, places = trie.longest(found, 0)
        if places and end == len(found):
            return _concept(places[0].kind)
    end, heads = lexicon.place_heads.longest(found, 0)
    return _concept(heads[0]["kind"]) if heads and end < len(found) else ""


def _concept(kind: str) -> str:
    concept = _concepts().get(kind, "")
    return concept and f"kgv:place-kind/{concept}"


@cache
def _concepts() -> dict[str, str]:
    return {row["kind"]: row["concept"] for row in table("place_kinds")}

"""How well the groups of copies are found: syndicated reports, word for word or lightly edited.

Two outlets that tell of one thing in much the same sentences, neither of which copied the other: nobody could tell, so
such a pair is open.
"""

from __future__ import annotations

import re
from collections import Counter

from identity.page import Telling
from identity.score import Score, b_cubed, pairwise
from identity.world import World
from kg.dates import FOREVER
from kg.resolution.copies import Copies

_ALIKE = 0.5  # share of the shorter one's sentences that stand in the other
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


def scores(world: World) -> tuple[Score, Score, Counter[str]]:
    """Return the scores by B³ and by pairs, and how many texts are what."""
    texts = _texts(world)
    by_source = {telling.report.source_id: telling for telling in world.tellings}
    labels = {key: by_source[telling.copied].report.key if telling.copied else key for key, telling in texts.items()}

    def open_pair(one: str, other: str) -> bool:
        return one in texts and other in texts and alike(texts[one], texts[other])

    counts = Counter(texts=len(texts), same_text=len(world.tellings) - len(texts))
    counts["copies"] = sum(key != label for key, label in labels.items())
    taken = _taken(texts)
    counts["taken for copies"] = sum(key != original for key, original in taken.items())
    return b_cubed(labels, taken, open_pair), pairwise(labels, taken, open_pair), counts


def alike(one: Telling, other: Telling) -> bool:
    """Return whether two tellings of one story share so many sentences that either might be a copy."""
    if one.story != other.story:
        return False
    first, second = (set(_SENTENCES.split(telling.report.text)[1:]) for telling in (one, other))
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _taken(texts: dict[str, Telling]) -> dict[str, str]:
    """Return for each text, by its report's key, the one that it is taken for a copy of; itself for none."""
    copies = Copies()
    for key, telling in texts.items():
        copies.add(key, telling.report.text, (telling.report.published or FOREVER, key))
    return {key: copies.original(key) for key in texts}


def _texts(world: World) -> dict[str, Telling]:
    """Return key → the telling of a text, the first one's where a copy has the same."""
    found: dict[str, Telling] = {}
    for telling in world.tellings:
        if telling.report.key not in found or not telling.copied:
            found[telling.report.key] = telling
    return found

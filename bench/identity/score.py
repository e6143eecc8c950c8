"""B³ and pairwise scores of clusters against what is true, where some pairs are open: nobody could tell.

A member's *label* is what it truly is. ``open_pair(a, b)`` tells whether members of two labels may be one or two
without being right or wrong; such pairs count on neither side. Precision and recall are 1 where there is nothing to be
wrong about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations

OpenPair = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def never(a: str, b: str) -> bool:
    """Tell that no pair is open."""
    return False


def tables(labels: Mapping[Hashable, str], clusters: Mapping[Hashable, Hashable]) -> list[Counter[str]]:
    """Return for each cluster how many members of each label it holds."""
    found: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    for member, label in labels.items():
        found[clusters[member]][label] += 1
    return list(found.values())


def b_cubed(
    labels: Mapping[Hashable, str], clusters: Mapping[Hashable, Hashable], open_pair: OpenPair = never
) -> Score:
    """Return the mean over members of: who in its cluster is truly with it, who truly with it is in its cluster."""
    totals = Counter(labels.values())
    precision = recall = 0.0
    for held in tables(labels, clusters):
        for label, count in held.items():
            judged = sum(n for other, n in held.items() if other == label or not open_pair(label, other))
            precision += count * count / judged
            recall += count * count / totals[label]
    members = len(labels) or 1
    return Score(precision / members, recall / members) if labels else Score(1.0, 1.0)


def pairwise(
    labels: Mapping[Hashable, str], clusters: Mapping[Hashable, Hashable], open_pair: OpenPair = never
) -> Score:
    """Return the score over pairs of members: how many that are joined are one, how many that are one are joined."""
    true = sum(_pairs(count) for count in Counter(labels.values()).values())
    right = wrong = 0
    for held in tables(labels, clusters):
        right += sum(map(_pairs, held.values()))
        wrong += sum(held[a] * held[b] for a, b in combinations(sorted(held), 2) if not open_pair(a, b))
    return Score(right / (right + wrong) if right + wrong else 1.0, right / true if true else 1.0)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2

"""What speaks for and against two being one: reasons with weights, their sum, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon.tables import read
from kg.model import Member
from kg.resolution.homes import rarity, written

SAME = 3.0  # from here on two are taken for one
DIFFERENT = -2.0  # from here down they are kept apart, whatever else is joined
_DECIMAL = re.compile(r"[+-]\d+\.\d+")
JUDGED = 500.0  # from here on it is a judgement, and nothing but another judgement forbids it


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (``weight`` above 0) or against two being one; ``words`` fill its sentence."""

    code: str
    weight: float
    words: tuple[str, ...] = ()

    def told(self, lang: str = "vi") -> str:
        """Return the reason as a sentence in 'vi' or 'en'. Raises KeyError for another language."""
        return _rows()[self.code][lang].format(*(_shown(word, lang) for word in self.words))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum of the reasons for and against two being one; ``decision`` is 'same', 'different' or 'unsure'."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def decision(self) -> str:
        return "same" if self.score >= SAME else "different" if self.score <= DIFFERENT else "unsure"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clusters, each named by its canonical member, that may be one: neither joined nor surely different."""

    a: Member
    b: Member
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """Mentions of one cluster that are one beyond doubt, and by what they hang together with the rest.

    ``members`` has the earliest first; ``to`` is a member of the part on which they hang, with the ``verdict`` about
    both; None for the one on which, over others, all hang: the earliest with a whole identity, else the earliest.
    """

    members: tuple[Member, ...]
    to: Member | None
    verdict: Verdict | None


def reason(code: str, *words: str, times: float = 1.0) -> Reason:
    """Return a reason of ``reasons.tsv`` with its weight, ``times`` over. Raises KeyError for an unknown code."""
    return Reason(code, round(float(_rows()[code]["weight"]) * times, 2), words)


def name_share(name: str, times: float = 1.0) -> Reason:
    """Return what a folded full name that two share says: for one where it is rare, against where thousands bear it."""
    share = rarity(name)
    return reason("name-share", name.title(), f"{share:+.1f}", times=times * share)


def compared(
    same: str, other: str, one: Set[str], two: Set[str], shown: Callable[[str], str] = str
) -> Iterator[Reason]:
    """Yield the reason ``same`` where two have something in common, ``other`` where each has its own, else nothing.

    Its words are the first by code point of what is common, else as for :func:`differing`.
    """
    if common := one & two:
        yield reason(same, shown(min(common)))
    yield from differing(other, one, two, shown)


def differing(code: str, one: Set[str], two: Set[str], shown: Callable[[str], str] = str) -> Iterator[Reason]:
    """Yield a reason where each of two has its own, and nothing in common.

    Its words are the first by code point of what each has, in an order that does not hang on which of the two comes
    first.
    """
    if one and two and one.isdisjoint(two):
        yield reason(code, *sorted((shown(min(one)), shown(min(two)))))


def verdict(reasons: Iterable[Reason]) -> Verdict:
    """Return the verdict that follows from reasons; the weightiest come first."""
    found = tuple(sorted(reasons, key=lambda one: (-abs(one.weight), one.code, one.words)))
    return Verdict(round(sum(one.weight for one in found), 2), found)


def weightier(one: Verdict, other: Verdict) -> bool:
    """Return whether a verdict is the weightier of two; of equal ones the one whose reasons come first."""
    told, others = ([(reason.code, reason.words) for reason in each.reasons] for each in (one, other))
    return (-one.score, told) < (-other.score, others)


def _shown(word: str, lang: str) -> str:
    """Return words of a reason as people write them: names with their capitals, decimals as the language has them."""
    if _DECIMAL.fullmatch(word):
        return word.replace("-", "−").replace(".", "," if lang == "vi" else ".")
    return written(word)


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read(Path(__file__).with_name("reasons.tsv"))}

"""What follows from judgements alone: what they keep apart, what they join, and which IRIs what was split off bears.

Several may have been split off one thing, one after the other: these judgements are one family. All that was split off
is kept apart from the rest, and from one another unless somebody judged them one; what is the rest follows from all of
them together. So no later split undoes an earlier one, and the order of the rows makes no difference. What one split
takes away is one thing, also where a report tells of it as of several.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.model import Judgement, Member, Side

_DIGITS = re.compile(r"-?[0-9a-f]{8}$")
_SEPARATOR = "\x1f"

There = Callable[[Member], bool]
Named = Callable[[str], Sequence[Member]]  # those that have an IRI by themselves, the earliest first
One = Callable[[Member, Member], bool]


@dataclass(frozen=True, slots=True)
class Held:
    """Two that a judgement joins ('same') or keeps apart ('different'); None where no row does by itself."""

    by: Judgement | None
    verdict: str
    a: Member
    b: Member


@dataclass(frozen=True, slots=True)
class Family:
    """The judgements that split something off what bore the IRI ``whole``.

    ``taken`` is what was split off, ``rest`` what they name of the rest; both in no order that means anything.
    """

    whole: str
    rows: tuple[Judgement, ...]
    taken: frozenset[Member]
    rest: tuple[Member, ...]

    def together(self) -> Iterator[Held]:
        """Yield what is one because it was taken away as one: of no row, for that alone is no effect of a split."""
        return (Held(None, "same", a, b) for row in self.rows for a, b in kept_together(row))

    def pairs(self, rest: Iterable[Member], one: One) -> Iterator[Held]:
        """Yield what is kept apart; ``rest`` is what there is of the rest, ``one`` tells who is judged one."""
        for row in self.rows:
            yield from (Held(row, "different", a, b) for a, b in product(row.a.members, rest))
            for other in self.rows:
                for a, b in product(row.a.members, other.a.members) if other is not row else ():
                    if a != b and not one(a, b):
                        yield Held(row if b in row.b.members else None, "different", a, b)


def is_split(judgement: Judgement) -> bool:
    """Return whether a judgement takes what its side ``a`` names away: one IRI stands for both sides."""
    return judgement.verdict == "different" and judgement.b is not None and judgement.a.iri == judgement.b.iri


def split_off(judgement: Judgement) -> str:
    """Return the IRI of what a split took away.

    It is made of the IRI of the whole and of the entity that was meant first, not of what a report tells today: so it
    stays when the report's text is corrected, when others are split off, and when the whole goes.
    """
    whole, first = judgement.a.iri, judgement.a.members[0]
    told = _SEPARATOR.join((whole, first.report, first.entity))
    stem = _DIGITS.sub("", whole)
    return f"{stem}{'' if stem.endswith('/') else '-'}{hashlib.sha256(told.encode('utf-8')).hexdigest()[:8]}"


def kept_together(judgement: Judgement) -> Iterator[tuple[Member, Member]]:
    """Yield what a split takes away together: pairs of entities by which all that one report tells of it is one."""
    if is_split(judgement):
        yield from ((a, b) for a, b in combinations(judgement.a.members, 2) if a.report == b.report)


def families(judgements: Iterable[Judgement]) -> list[Family]:
    """Return the families of splits, by the IRI of the whole."""
    of: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if is_split(judgement):
            of.setdefault(judgement.a.iri, []).append(judgement)
    return [_family(whole, rows) for whole, rows in sorted(of.items())]


class Groups:
    """What is one with what, as far as pairs are joined."""

    def __init__(self, pairs: Iterable[tuple[Member, Member]] = ()) -> None:
        self._of: dict[Member, list[Member]] = {}  # each member → all that are one with it
        for pair in pairs:
            self.join(*pair)

    def join(self, a: Member, b: Member) -> None:
        """Have two be one, with all that is one with either."""
        mine, its = self._of.setdefault(a, [a]), self._of.setdefault(b, [b])
        if mine is not its:
            smaller, larger = sorted((mine, its), key=len)
            larger += smaller
            self._of |= dict.fromkeys(smaller, larger)

    def one(self, a: Member, b: Member) -> bool:
        """Return whether two that were joined with anything are one."""
        return a in self._of and self._of[a] is self._of.get(b)

    def of(self, member: Member) -> Sequence[Member]:
        """Return all that are one with a member, and the member itself."""
        return self._of.get(member, (member,))


def ones(judgements: Iterable[Judgement]) -> One:
    """Return what tells of two whether judgements make them one, by themselves or in a chain."""
    return Groups(pair for one in judgements for pair in _joined(one)).one


def _joined(judgement: Judgement) -> Iterable[tuple[Member, Member]]:
    if judgement.verdict == "same":
        return ((judgement.a.members[0], member) for member in judgement.members)
    return kept_together(judgement)


def named_apart(judgements: Sequence[Judgement]) -> Iterator[Held]:
    """Yield all that judgements keep apart, by what they name, wherever that is."""
    one = ones(judgements)
    for judgement in judgements:
        if judgement.verdict == "different" and not is_split(judgement):
            pairs = product(judgement.a.members, judgement.b.members)
            yield from (Held(judgement, "different", a, b) for a, b in pairs)
    for family in families(judgements):
        yield from family.pairs(family.rest, one)


def held(judgements: Sequence[Judgement], there: There, named: Named) -> Iterator[Held]:
    """Yield what judgements join or keep apart of what is ``there``, and of which people are unsure.

    Where nothing is there of a side that is no split-off, what has its IRI by itself stands for it, but never what was
    split off: that is no part of what anybody meant. What is one with another by a judgement is kept apart from what
    that is kept apart from.
    """
    said = list(_said(judgements, there, named))
    yield from said
    joined = Groups((pair.a, pair.b) for pair in said if pair.verdict == "same")
    for pair in said:
        if pair.verdict == "different":
            for a, b in product(joined.of(pair.a), joined.of(pair.b)):
                if (a, b) != (pair.a, pair.b) and not joined.one(a, b):
                    yield Held(None, "different", a, b)


def _said(judgements: Sequence[Judgement], there: There, named: Named) -> Iterator[Held]:
    """Yield what follows of judgements, each (or each family) by itself."""
    kin, one = families(judgements), ones(judgements)
    rest_of = {family.whole: family.rest for family in kin}
    taken = {member for family in kin for member in family.taken}

    def bearers(iri: str) -> Sequence[Member]:
        rest = [member for member in rest_of.get(iri, ()) if there(member)]
        return rest or [member for member in named(iri) if member not in taken][:1]

    def found(side: Side) -> Sequence[Member]:
        return [member for member in side.members if there(member)] or bearers(side.iri)[:1]

    for judgement in judgements:
        if judgement.b is not None and not is_split(judgement):
            a, b = found(judgement.a), found(judgement.b)
            pairs = product(a, b) if judgement.verdict == "different" else zip(a[:1], b[:1], strict=False)
            yield from (Held(judgement, judgement.verdict, *pair) for pair in pairs if pair[0] != pair[1])
    for family in kin:
        rest = bearers(family.whole)
        pairs = [*family.together(), *family.pairs(rest, one)]
        yield from (pair for pair in pairs if there(pair.a) and (pair.b in rest or there(pair.b)))


def _family(whole: str, rows: Sequence[Judgement]) -> Family:
    taken = frozenset(member for row in rows for member in row.a.members)
    rest = {member for row in rows for member in row.b.members} - taken
    return Family(whole, tuple(rows), taken, tuple(sorted(rest)))

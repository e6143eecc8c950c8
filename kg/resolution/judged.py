"""What judgements come to over the reports that are there: who is linked, parted, taken away, and named how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Given, Judgement, Member
from kg.parting import Family, Held, families, held, split_off

Link = tuple[str, str, Member, Member]  # kind of thing, verdict, and the two members
Rank = Callable[[Member], tuple[str, Member]]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far judgements reach. ``links`` has, by judgement, what it joins or keeps apart; under '' what only several
    of them do together, and what stays one because it was split off as one. ``taken`` is what was split off, with its
    kind. ``fallen`` tells that the reports which some side names are gone: what stands for it may be anywhere."""

    links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    taken: Mapping[Member, str] = field(default_factory=dict)
    given: Mapping[Member, Given] = field(default_factory=dict)
    fallen: bool = False


def reach(
    judgements: Sequence[Judgement], kind: Callable[[Member], str], rank: Rank, own: Callable[[str], Iterable[Member]]
) -> Reach:
    """Return what judgements come to.

    ``kind`` is '' for what is in no report, ``rank`` orders what is; ``own`` gives who has an IRI by itself.
    """

    def there(member: Member) -> bool:
        return bool(kind(member))

    looked = set()

    def named(iri: str) -> Sequence[Member]:
        looked.add(iri)
        return sorted(own(iri), key=rank) if iri else ()

    links: defaultdict[str, list[Link]] = defaultdict(list)
    for each in held(judgements, there, named):
        if each.verdict != "unsure" and kind(each.a) == kind(each.b):
            links[each.by.id if each.by else ""].append(_link(each, kind(each.a)))
    kin = families(judgements)
    taken = {member: kind(member) for family in kin for member in family.taken if there(member)}
    by = {name: sorted(set(found)) for name, found in links.items()}
    return Reach(by, taken, _given(kin, there, rank), bool(looked))


def _link(pair: Held, kind: str) -> Link:
    return kind, pair.verdict, pair.a, pair.b


def _given(kin: Sequence[Family], there: Callable[[Member], bool], rank: Rank) -> dict[Member, Given]:
    """Return which IRIs splits give to whom.

    The first of the rest goes under the IRI of the whole, also where what had it by itself was split off or is gone.
    What was split off has its own, but for one that another split left to others.
    """
    first: defaultdict[Member, list[tuple[tuple[str, Member], str]]] = defaultdict(list)
    away: defaultdict[Member, set[str]] = defaultdict(set)
    lost: defaultdict[Member, set[str]] = defaultdict(set)
    for family in kin:
        rest = sorted(filter(there, family.rest), key=rank)
        taken = list(filter(there, family.taken))
        if rest:
            first[rest[0]].append((min(map(rank, [*rest, *taken])), family.whole))
        for row in family.rows:
            for member in filter(there, row.a.members):
                away[member].add(split_off(row))
                lost[member].add(family.whole)
    return {
        member: Given(
            (*(iri for _, iri in sorted(first[member])), *sorted(away[member] - lost[member])),
            frozenset(lost[member]),
        )
        for member in [*first, *away]
    }

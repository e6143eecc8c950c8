"""By what the units of one cluster hang together: a tree of the pairs that joined them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.resolution.unit import Unit, UnitKey
from kg.resolution.verdict import Part, Verdict

Edge = tuple[Unit, Unit, Verdict]


def hung(units: Iterable[Unit], edges: Iterable[Edge]) -> dict[UnitKey, tuple[Unit, Verdict]]:
    """Return of each unit but one on which other it hangs, and by what: each hangs, over others, on that one.

    That is the earliest with a whole identity, else the earliest of all. ``edges`` come in the order in which they
    join; those within what is joined already count for nothing.
    """
    ordered = sorted(units, key=lambda unit: (not unit.identified, unit.first))
    near = _near(ordered, edges)
    found: dict[UnitKey, tuple[Unit, Verdict]] = {}
    open_ends = ordered[:1]
    while open_ends:
        unit = open_ends.pop()
        for other, verdict in near[unit.key]:
            if other.key not in found and other is not ordered[0]:
                found[other.key] = unit, verdict
                open_ends.append(other)
    return found


def _near(units: Iterable[Unit], edges: Iterable[Edge]) -> dict[UnitKey, list[tuple[Unit, Verdict]]]:
    """Return the neighbours of each unit in the tree of those edges that join."""
    near: defaultdict[UnitKey, list[tuple[Unit, Verdict]]] = defaultdict(list)
    of = {unit.key: {unit.key} for unit in units}
    for a, b, verdict in edges:
        one, other = of[a.key], of[b.key]
        if one is not other:
            one |= other
            of.update((key, one) for key in other)
            near[a.key].append((b, verdict))
            near[b.key].append((a, verdict))
    return near


def part(unit: Unit, on: Unit | None, verdict: Verdict | None) -> Part:
    """Return a unit as a part of its cluster, with the one on which it hangs."""
    return Part(tuple(member for _, member in unit.ranks), on.first[1] if on else None, verdict)

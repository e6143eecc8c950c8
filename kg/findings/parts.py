"""Bodies that are, by a chain of reports, parts of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.findings.graph import Graph
from kg.findings.model import Both, Found, Party, claims

_PART = "org:subOrganizationOf"

Wholes = Mapping[str, Mapping[str, tuple[str, ...]]]  # body → the bodies that it is part of → the reports that say so


def find(graph: Graph) -> Iterator[Found]:
    """Yield a ring of parts for each body that closes one; bodies of one ring are told once."""
    wholes, names = graph.values(_PART), graph.names("kg:Body")
    for ring in _rings(wholes):
        least = ring.index(min(ring))
        ring = ring[least:] + ring[:least]
        steps = zip(ring, ring[1:] + ring[:1], strict=True)
        yield Found("part-of-itself", tuple(ring), tuple(ring), tuple(_party(wholes, names, *step) for step in steps))


def _rings(wholes: Wholes) -> Iterator[list[str]]:
    """Yield one ring for each set of bodies that hang together so: walks down once, never back over what is done."""
    done: set[str] = set()
    for start in wholes:
        path: list[str] = []
        place: dict[str, int] = {}
        ways = [iter((start,))]
        while ways:
            body = next(ways[-1], None)
            if body is None:
                ways.pop()
                if path:
                    done.add(path.pop())
            elif body in place and place[body] < len(path) and path[place[body]] == body:
                yield path[place[body] :]
            elif body not in done:
                place[body] = len(path)
                path.append(body)
                ways.append(iter(wholes.get(body, ())))


def _party(wholes: Wholes, names: Mapping[str, str], part: str, whole: str) -> Party:
    name = names.get(whole, whole)
    says = Both(f"trực thuộc {name}", f"part of {name}")
    return Party(part, says, claims(wholes[part][whole], part, _PART, whole))

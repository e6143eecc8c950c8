"""Which things a picture of a large graph shows: those around one of them, or those with the most relations.

The whole of a graph is read pattern by pattern into a plain web of neighbours (a second for a million quads), so that
only what is shown has its names, values and sentences read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.graph.vocabulary import compact, evidenced_properties
from kg.view.questions import DRAWN

if TYPE_CHECKING:
    from kg.store.interface import Store

_HOLDS = ("org:holds", "kg:formerlyHeld")


class Web:
    """The things that can be drawn and which of them are joined: a person to a body too, by a post there."""

    def __init__(self, things: Iterable[str], edges: Iterable[tuple[str, str]], posts: Mapping[str, Iterable[str]]):
        """Take the IRIs of the things, the pairs that are joined, and post → its holders and its body."""
        self._near: dict[str, set[str]] = {thing: set() for thing in things}
        self._posts = {post: sorted(set(ends) & self._near.keys()) for post, ends in posts.items()}
        for one, other in edges:
            if one in self._near and other in self._near and one != other:
                self._near[one].add(other)
                self._near[other].add(one)

    def __len__(self) -> int:
        return len(self._near)

    def foremost(self, limit: int) -> list[str]:
        """Return the IRIs of the things with the most neighbours."""
        return sorted(self._near, key=lambda iri: (-len(self._near[iri]), iri))[:limit]

    def known(self, iris: Iterable[str]) -> list[str]:
        """Return those of the IRIs that can be drawn."""
        return [iri for iri in iris if iri in self._near]

    def around(self, centre: str, steps: int, limit: int | None = None) -> list[str]:
        """Return the IRIs within so many relations of a thing, the nearest first, at most ``limit`` of them.

        A post is no thing of a picture: its holders and its body are the centre. Raises NotFoundError for what is not
        drawn at all.
        """
        found = dict.fromkeys([centre] if centre in self._near else self._posts.get(centre, ()))
        if not found:
            advice = "it shows people, bodies, events, directives and the like"
            raise NotFoundError(f"{centre} is not in the picture: {advice}")
        edge = list(found)
        for _ in range(steps):
            # The best joined first, so that a limit leaves out what tells least.
            near = sorted({n for iri in edge for n in self._near[iri]} - found.keys(), key=self._rank)
            edge = near if limit is None else near[: max(0, limit - len(found))]
            found.update(dict.fromkeys(edge))
        return list(found)

    def _rank(self, iri: str) -> tuple[int, str]:
        return -len(self._near[iri]), iri


def web(store: Store) -> Web:
    """Return the web of a store as it is now."""
    things = [quad.subject.value for kind in DRAWN for quad in store.matching("rdf:type", f"kg:{kind}")]
    bodies = {quad.subject.value: quad.object.value for quad in store.matching("org:postIn")}
    posts: dict[str, set[str]] = defaultdict(set)
    edges = []
    for relation in sorted(evidenced_properties()):
        edges += [(quad.subject.value, quad.object.value) for quad in store.matching(compact(relation))]
    for quad in (quad for relation in _HOLDS for quad in store.matching(relation)):
        person, post = quad.subject.value, quad.object.value
        ends = (person, bodies.get(post, person))
        posts[post].update(ends)
        edges.append(ends)
    return Web(things, edges, posts)

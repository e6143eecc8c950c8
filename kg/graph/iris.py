"""Who bears which IRI, over a set of reports that may grow and shrink.

A cluster (what resolution took for one) bears the IRI of its canonical member. Where members of different clusters
would bear the same IRI, it names none of them, and the report's hash and the local key join the keys of all: so two
that are told apart never share an IRI, and no IRI quietly passes from one thing to another; it leads on to each.
What a person took away from the rest gets such a key at once, and the rest keep their IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph import identity
from kg.model import Entity, Member


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one report's entities, by local key; ``replaced`` pairs each own IRI with one that replaces it."""

    report: str
    iris: Mapping[str, str]
    replaced: frozenset[tuple[str, str]]

    def __getitem__(self, local: str) -> str:
        """Return the IRI for a local key. Raises ValueError where the report has no such entity."""
        try:
            return self.iris[local]
        except KeyError:
            raise ValueError(f"report {self.report}: no entity has the local key {local!r}") from None


class Iris:
    """The IRIs of all entities under one base, posts left out: those follow from their bodies' (see :meth:`names`)."""

    def __init__(self, base: str):
        self.base = base
        self._entity: dict[Member, Entity] = {}
        self._canonical: dict[Member, Member] = {}
        self._own: dict[Member, str] = {}
        self._taken: set[Member] = set()
        self._cluster: defaultdict[Member, set[Member]] = defaultdict(set)
        self._bearers: defaultdict[str, dict[Member, set[Member]]] = defaultdict(dict)  # own IRI → cluster → members
        self._last: dict[Member, tuple[str, bool]] = {}
        self._touched: set[Member] = set()

    def place(self, member: Member, entity: Entity, canonical: Member, *, taken: bool = False) -> None:
        """Put a new member, no post, into the cluster of ``canonical``; ``taken`` see :class:`kg.model.Decisions`."""
        own = identity.entity_iri(self.base, entity, member.report, apart=taken)
        (self._taken.add if taken else self._taken.discard)(member)
        self._entity[member], self._canonical[member], self._own[member] = entity, canonical, own
        self._cluster[canonical].add(member)
        bearers = self._bearers[own]
        bearers.setdefault(canonical, set()).add(member)
        self._touched.add(member)
        if len(bearers) == 2 and len(bearers[canonical]) == 1:  # it has just become ambiguous
            self._touch(own)

    def move(self, member: Member, canonical: Member, *, taken: bool = False) -> None:
        """Put a member into the cluster of ``canonical`` instead of its own; ``taken`` as for :meth:`place`."""
        if (canonical, taken) != (self._canonical[member], member in self._taken):
            entity = self._entity[member]
            self.drop(member)
            self.place(member, entity, canonical, taken=taken)

    def drop(self, member: Member) -> None:
        """Take a member away."""
        own, canonical = self._own.pop(member), self._canonical.pop(member)
        del self._entity[member]
        self._taken.discard(member)
        self._touched.add(member)
        _discard(self._cluster, canonical, member)
        bearers = self._bearers[own]
        _discard(bearers, canonical, member)
        if canonical not in bearers and len(bearers) == 1:  # it is no longer ambiguous
            self._touch(own)
        if not bearers:
            del self._bearers[own]

    def changed(self) -> set[str]:
        """Return the keys of the reports of which an entity has come, gone or changed its IRI since the last call."""
        touched, self._touched = self._touched, set()
        reports = set()
        for member in touched:
            now = (self.of(member), self._ambiguous(self._own[member])) if member in self._entity else None
            if now != self._last.get(member):
                reports.add(member.report)
            if now:
                self._last[member] = now
            else:
                self._last.pop(member, None)
        return reports

    def of(self, member: Member) -> str:
        """Return the IRI of the cluster of a member that is no post. Raises ValueError for an unknown member."""
        canonical = self._canonical.get(member)
        if canonical not in self._entity:
            raise ValueError(f"the decisions name {canonical or member}, which no report has")
        own = self._own[canonical]
        if not self._ambiguous(own):
            return own
        return identity.entity_iri(self.base, self._entity[canonical], canonical.report, apart=True)

    def bearers(self, iri: str) -> tuple[Member, ...]:
        """Return the members of the cluster that bears an IRI, sorted; none where no cluster bears it."""
        clusters = self._bearers.get(iri, {})
        if len(clusters) == 1:
            (canonical,) = clusters
            if self.of(canonical) == iri:
                return tuple(sorted(self._cluster[canonical]))
        found = (canonical for canonical in self._cluster if self.of(canonical) == iri)
        return next((tuple(sorted(self._cluster[canonical])) for canonical in found), ())

    def names(self, report: str, entities: Iterable[Entity]) -> Names:
        """Return the IRIs of one report's entities.

        Raises ValueError where two of them share a local key, or where a post's body is none of them.
        """
        entities = list(entities)
        things = [e for e in entities if e.kind != "Post"]
        iris = {e.key: self.of(Member(report, e.key)) for e in things}
        replaced = {(own, iris[e.key]) for e in things if (own := self._own[Member(report, e.key)]) != iris[e.key]}
        known = Names(report, iris, frozenset())
        for post in (e for e in entities if e.kind == "Post"):
            iris[post.key] = self._post(report, post, known)
            if post.body and (own := self._own[Member(report, post.body)]) != iris[post.body]:
                replaced.add((self._post_iri(post, own, self._entity[Member(report, post.body)]), iris[post.key]))
        if len(iris) != len(entities):
            raise ValueError(f"report {report}: two entities share a local key")
        return Names(report, iris, frozenset(replaced))

    def _post(self, report: str, post: Entity, known: Names) -> str:
        if post.body:
            return self._post_iri(post, known[post.body], self._entity[self._canonical[Member(report, post.body)]])
        key = identity.bodiless_post_key(post.title, report, post.key)
        return identity.mint(self.base, "Post", key, post.title)

    def _post_iri(self, post: Entity, body_iri: str, body: Entity) -> str:
        words = f"{post.title} {identity.readable(body)}"
        return identity.mint(self.base, "Post", identity.post_key(post.title, body_iri), words)

    def _ambiguous(self, own: str) -> bool:
        return len(self._bearers[own]) > 1

    def _touch(self, own: str) -> None:
        """Note all members whose IRIs hang on the own IRI ``own``, which became ambiguous or unique."""
        for canonical, members in self._bearers[own].items():
            self._touched |= members
            if self._own.get(canonical) == own:
                self._touched |= self._cluster[canonical]


def _discard(groups: dict[Member, set[Member]], name: Member, member: Member) -> None:
    groups[name].discard(member)
    if not groups[name]:
        del groups[name]

"""Who bears which IRI, over a set of reports that may grow and shrink.

A cluster (what resolution took for one) bears the IRI of its canonical member. Where members of different clusters
would bear the same IRI, it names none of them, and the report's hash and the local key join the keys of all: so two
that are told apart never share an IRI, and no IRI quietly passes from one thing to another; it leads on to each.
What a person took away from the rest yields its IRI to them. Where it was split off, judgements give it one, and the
rest that of the whole: such names come before the one that an entity has by itself, which leads on to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from kg.graph import identity
from kg.model import Entity, Given, Member


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
        self._own: dict[Member, tuple[str, ...]] = {}  # the IRIs that it would bear, the first names it
        self._given: dict[Member, Given] = {}
        self._taken: set[Member] = set()
        self._cluster: defaultdict[Member, set[Member]] = defaultdict(set)
        self._bearers: defaultdict[str, dict[Member, set[Member]]] = defaultdict(dict)  # own IRI → cluster → members
        self._last: dict[Member, tuple[str, ...]] = {}
        self._touched: set[Member] = set()

    def place(
        self, member: Member, entity: Entity, canonical: Member, *, taken: bool = False, given: Given | None = None
    ) -> None:
        """Put a new member, no post, into the cluster of ``canonical``.

        ``taken`` and ``given`` see :class:`kg.model.Decisions`.
        """
        own = self._names_of(entity, member.report, given)
        with self._watching(own):
            if taken:
                self._taken.add(member)
            if given:
                self._given[member] = given
            self._entity[member], self._canonical[member], self._own[member] = entity, canonical, own
            self._cluster[canonical].add(member)
            for iri in own:
                self._bearers[iri].setdefault(canonical, set()).add(member)
        self._touched.add(member)

    def move(self, member: Member, canonical: Member, *, taken: bool = False, given: Given | None = None) -> None:
        """Put a member into the cluster of ``canonical`` instead of its own; the rest as for :meth:`place`."""
        now = (self._canonical[member], member in self._taken, self._given.get(member))
        if (canonical, taken, given) != now:
            entity = self._entity[member]
            self.drop(member)
            self.place(member, entity, canonical, taken=taken, given=given)
            if given != now[2] and canonical == member:
                self._touched |= self._cluster[member]

    def drop(self, member: Member) -> None:
        """Take a member away."""
        own = self._own[member]
        with self._watching(own):
            canonical = self._canonical.pop(member)
            del self._own[member], self._entity[member]
            self._taken.discard(member)
            self._given.pop(member, None)
            _discard(self._cluster, canonical, member)
            for iri in own:
                _discard(self._bearers[iri], canonical, member)
        for iri in own:
            if not self._bearers[iri]:
                del self._bearers[iri]
        self._touched.add(member)

    def changed(self) -> set[str]:
        """Return the keys of the reports of which an entity has come, gone or changed its IRI since the last call."""
        touched, self._touched = self._touched, set()
        reports = set()
        for member in touched:
            now = (self.of(member), *self._replaced(member)) if member in self._entity else None
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
        for iri in self._own[canonical]:
            if self._holder(iri) == canonical:
                return iri
        return identity.entity_iri(self.base, self._entity[canonical], canonical.report, apart=True)

    def bearers(self, iri: str) -> tuple[Member, ...]:
        """Return the members of the cluster that bears an IRI, sorted; none where no cluster bears it."""
        holder = self._holder(iri) if iri in self._bearers else None
        if holder and self.of(holder) == iri:
            return tuple(sorted(self._cluster[holder]))
        found = (canonical for canonical in self._cluster if self.of(canonical) == iri)
        return next((tuple(sorted(self._cluster[canonical])) for canonical in found), ())

    def names(self, report: str, entities: Iterable[Entity]) -> Names:
        """Return the IRIs of one report's entities.

        Raises ValueError where two of them share a local key, or where a post's body is none of them.
        """
        entities = list(entities)
        things = [e for e in entities if e.kind != "Post"]
        iris = {e.key: self.of(Member(report, e.key)) for e in things}
        replaced = {(old, iris[e.key]) for e in things for old in self._replaced(Member(report, e.key))}
        known = Names(report, iris, frozenset())
        for post in (e for e in entities if e.kind == "Post"):
            iris[post.key] = self._post(report, post, known)
            body = Member(report, post.body)
            for old in self._replaced(body) if post.body else ():
                replaced.add((self._post_iri(post, old, self._entity[body]), iris[post.key]))
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

    def _holder(self, own: str) -> Member | None:
        """Return the canonical member of the one cluster that an own IRI may name, None where several lay claim to it.

        What was taken away yields it to the others, and keeps it where there are none.
        """
        claims = (name for name, members in self._bearers[own].items() if not members <= self._taken)
        first, more = next(claims, None), next(claims, None)
        if first is None and len(self._bearers[own]) == 1:
            (first,) = self._bearers[own]
        return first if more is None else None

    def _replaced(self, member: Member) -> tuple[str, ...]:
        """Return those of a member's IRIs that are nobody's, and lead on to that of its cluster."""
        now, canonical = self.of(member), self._canonical[member]
        return tuple(iri for iri in self._own[member] if iri != now and self._holder(iri) in (None, canonical))

    def _names_of(self, entity: Entity, report: str, given: Given | None) -> tuple[str, ...]:
        """Return the IRIs that an entity would bear, the first names it."""
        own = identity.entity_iri(self.base, entity, report)
        if given is None:
            return (own,)
        return tuple(dict.fromkeys((*given.names, *([] if own in given.lost else [own])))) or (own,)

    @contextmanager
    def _watching(self, own: Iterable[str]) -> Iterator[None]:
        """Note all members whose IRIs hang on some IRIs, where what is done changes whom these name."""
        before = {iri: self._holder(iri) for iri in own}
        yield
        for iri, holder in before.items():
            if self._holder(iri) != holder:
                self._touch(iri)

    def _touch(self, own: str) -> None:
        """Note all members whose IRIs hang on an IRI that they would bear."""
        for canonical, members in self._bearers[own].items():
            self._touched |= members
            if own in self._own.get(canonical, ()):
                self._touched |= self._cluster[canonical]


def _discard(groups: dict[Member, set[Member]], name: Member, member: Member) -> None:
    groups[name].discard(member)
    if not groups[name]:
        del groups[name]

"""What is known of all reports of a store together: who is who, under which IRI, with which label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.graph.derived import Derived, Share, copied, share
from kg.graph.identity import entity_iri
from kg.graph.iris import Iris, Names
from kg.model import Entity, Judgement, Member, ReportStatements
from kg.resolution.resolve import Resolver


class World:
    """The reports under one base; they may come and go, and it ends the same whatever their order."""

    def __init__(self, base: str):
        self._base = base
        self.resolver = Resolver(lambda entity, report: entity_iri(base, entity, report))
        self._iris, self.derived = Iris(base), Derived(base)
        self._entities: dict[str, tuple[Entity, ...]] = {}
        self._shares: dict[str, Share] = {}
        self._copied: dict[str, Share] = {}

    def change(self, gone: Iterable[str], come: Iterable[ReportStatements]) -> set[str]:
        """Take reports out and (again) in; return the keys of those whose graphs have to be written.

        The share of each of these, and of the reports that are gone, has been taken from what is derived.
        """
        for key in gone:
            self._leave(key)
        return self._settled({reading.report.key: self._enter(reading) for reading in come})

    def judge(self, judgements: Iterable[Judgement]) -> set[str]:
        """Put judgements in force, in place of all before; return as :meth:`change`."""
        self.resolver.judge(judgements)
        return self._settled({})

    def iri(self, member: Member) -> str:
        """Return the IRI of a member's cluster. Raises ValueError for an unknown member."""
        return self._iris.of(member)

    def members(self, iri: str) -> tuple[Member, ...]:
        """Return the members of the cluster that bears an IRI, sorted; none where no cluster bears it."""
        return self._iris.bearers(iri)

    def _settled(self, arrived: Mapping[str, tuple[Entity, ...]]) -> set[str]:
        """Have IRIs follow what was decided since; return the keys of the reports that this concerns."""
        moved = self.resolver.moved()
        for key, entities in arrived.items():
            for entity in _things(entities):
                member = Member(key, entity.key)
                self._iris.place(member, entity, **self._decided(member))
        for member in moved:
            self._iris.move(member, **self._decided(member))
        for key in self.resolver.recopied():
            self._copy(key)
        touched = (self._iris.changed() | arrived.keys()) & self._entities.keys()
        for key in touched & self._shares.keys():
            self.derived.remove(self._shares.pop(key))
        return touched

    def _decided(self, member: Member) -> dict[str, Any]:
        """Return what was decided about a member that its IRI hangs on."""
        resolver = self.resolver
        return {
            "canonical": resolver.canonical(member),
            "taken": resolver.taken(member),
            "given": resolver.given(member),
        }

    def _copy(self, key: str) -> None:
        """Have what is derived tell of which report one is a copy now."""
        if key in self._copied:
            self.derived.remove(self._copied.pop(key))
        if (original := self.resolver.original(key)) != key:
            given = self._copied[key] = copied(key, original, self._base)
            self.derived.add(given)

    def names(self, reading: ReportStatements) -> Names:
        """Return the IRIs of a report's entities."""
        return self._iris.names(reading.report.key, reading.entities)

    def count(self, reading: ReportStatements) -> Names:
        """Add a report's share to what is derived; return the IRIs of its entities."""
        names = self.names(reading)
        given = self._shares[reading.report.key] = share(reading, names, self._base)
        self.derived.add(given)
        return names

    def _enter(self, reading: ReportStatements) -> tuple[Entity, ...]:
        if reading.report.key in self._entities:
            self._leave(reading.report.key)
        self.resolver.add(reading)
        self._entities[reading.report.key] = reading.entities
        return reading.entities

    def _leave(self, key: str) -> None:
        self.resolver.remove(key)
        for entity in _things(self._entities.pop(key)):
            self._iris.drop(Member(key, entity.key))
        for shares in (self._shares, self._copied):
            if key in shares:
                self.derived.remove(shares.pop(key))


def _things(entities: Iterable[Entity]) -> Iterator[Entity]:
    return (entity for entity in entities if entity.kind != "Post")

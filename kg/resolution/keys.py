"""What may show that entities of different reports are one: identities, links, and what speaks against it.

An *identity* is a complete identity key: whoever has the same one is the same. A *link* is weaker: those who share
one are joined unless something contradicts. No link is made of a name alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Entity, Member, Ref, ReportStatements, Statement
from kg.text import key as fold_key

# Kinds that a complete identity key identifies. Not persons: a name and a post may be shared by two of them.
IDENTIFIED = frozenset({"Body", "Directive", "Place", "Topic", "Event"})
POST_HELD = frozenset({"org:holds", "kg:formerlyHeld"})

_SEP = "\x1f"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be one with an entity of another report.

    ``date`` is its report's (xsd:date, '' where unknown); ``parents`` are the folded names of the bodies that its
    report says it is part of.
    """

    member: Member
    date: str
    identity: str
    links: frozenset[str]
    parents: frozenset[str]


def candidates(reading: ReportStatements) -> Iterator[Candidate]:
    """Yield the entities of a report that have an identity or a link; all others stand for themselves."""
    links, parents = _links(reading), _parents(reading)
    date = reading.report.published or reading.observed_on
    for entity in reading.entities:
        found, identity = frozenset(links.get(entity.key, ())), _identity(entity)
        if found or identity:
            member = Member(reading.report.key, entity.key)
            yield Candidate(member, date, identity, found, frozenset(parents.get(entity.key, ())))


def _identity(entity: Entity) -> str:
    return _SEP.join((entity.kind, *entity.identity)) if entity.complete and entity.kind in IDENTIFIED else ""


def _links(reading: ReportStatements) -> dict[str, set[str]]:
    """Return local key → links: a person's name at a body, and a body's name under a head of that title and name."""
    entities = {entity.key: entity for entity in reading.entities}
    links: dict[str, set[str]] = {}
    for told in _told(reading, POST_HELD):
        person, post = entities[told.subject], entities[told.object.key]
        body = entities.get(post.body)
        name = fold_key(person.name)
        if body is None or " " not in name:  # a given name alone is not a full name
            continue
        if identity := _identity(body):
            links.setdefault(person.key, set()).add(_SEP.join(("person", name, identity)))
        head = ("head", fold_key(body.name), fold_key(post.title), name)
        links.setdefault(body.key, set()).add(_SEP.join(head))
    return links


def _parents(reading: ReportStatements) -> dict[str, set[str]]:
    names = {entity.key: fold_key(entity.name) for entity in reading.entities}
    parents: dict[str, set[str]] = {}
    for told in _told(reading, frozenset({"org:subOrganizationOf"})):
        parents.setdefault(told.subject, set()).add(names[told.object.key])
    return parents


def _told(reading: ReportStatements, predicates: frozenset[str]) -> Iterator[Statement]:
    """Yield the statements with these predicates that are told as done or holding, between two entities."""
    for statement in reading.statements:
        if statement.predicate in predicates and not statement.modality and isinstance(statement.object, Ref):
            yield statement

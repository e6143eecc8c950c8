"""What became of bodies and provinces: the changes that the lexicon's dated tables tell, for those that reports name.

Each change is one ``org:ChangeEvent``, made of notes that the reports' entities add up to (:mod:`kg.graph.derived`): it
is there as long as any report names one of the units in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.facts import Triple
from kg.graph.identity import mint
from kg.graph.terms import EN, partial, term, vietnamese
from kg.lexicon.bearers import central_body, local_of, name_of_office
from kg.lexicon.history import BODIES, PROVINCES, Change, Unit, ages, changes
from kg.model import Entity
from kg.text import key

_PLACE = "place"  # instead of an office: the province itself
_BEFORE = {"Body": "org:originalOrganization", "Place": "kg:originalPlace"}
_AFTER = {"Body": "org:resultingOrganization", "Place": "kg:resultingPlace"}

Note = tuple[str, str, str]  # IRI, field, value


def change_notes(entity: Entity, iri: str, base: str) -> Iterator[Note]:
    """Yield what an entity adds to the changes that it was part of; nothing where its identity is not complete."""
    if entity.kind not in _BEFORE or not entity.complete:
        return
    office, of, name = _unit(entity)
    for n, side, began_or_ended in _part_in(of, name, _mark(entity)):
        change = changes()[n]
        node = mint(base, "change", _key(change, office), _words(change, office, "vi"))
        yield node, side[entity.kind], iri
        if began_or_ended:
            yield node, "change", f"{n}|{office}"


def change_triples(node: ox.NamedNode, fields: Mapping[str, Iterable[str]]) -> Iterator[Triple]:
    """Yield the triples of a change from its notes."""
    number, _, office = min(fields["change"]).partition("|")
    change = changes()[int(number)]
    yield node, term("rdf:type"), term("org:ChangeEvent")
    yield node, term("rdfs:label"), vietnamese(_words(change, office, "vi"))
    yield node, term("rdfs:label"), ox.Literal(_words(change, office, "en"), language=EN)
    yield node, term("kg:changedOn"), partial(change.day)
    yield node, term("dcterms:source"), ox.Literal(change.source)
    for units, named in ((change.before, "kg:nameBefore"), (change.after, "kg:nameAfter")):
        for unit in units:
            yield node, term(named), vietnamese(_name(unit, office))
    for side in (_BEFORE, _AFTER):
        for predicate in side.values():
            for iri in fields.get(predicate, ()):
                yield node, term(predicate), ox.NamedNode(iri)


def _unit(entity: Entity) -> tuple[str, str, str]:
    """Return (office or what else it is, table, name in it) of an entity; ('', '', '') for one of no table."""
    if entity.kind == "Place":
        return _PLACE, PROVINCES, entity.name
    if name := central_body(entity.name):
        return "", BODIES, name
    local = local_of(entity.name, entity.concept.rpartition("/")[2])
    return (local.office, PROVINCES, local.province) if local and local.office else ("", "", "")


def _mark(entity: Entity) -> str:
    return entity.identity[-1] if len(entity.identity) > 1 else ""


@cache
def _part_in(of: str, name: str, mark: str) -> tuple[tuple[int, Mapping[str, str], bool], ...]:
    """Return (number of a change, side, whether it came or went there) for the changes of an age of a name.

    What only took over from another went on as it was: by itself it makes no change worth telling.
    """
    age = next((age for age in ages(of, name) if age.mark == mark), None) if of else None
    found: list[tuple[int, Mapping[str, str], bool]] = []
    for n, change in enumerate(changes() if age else ()):
        if any(unit in age.units for unit in change.before):
            found.append((n, _BEFORE, True))
        for unit in change.after:
            if unit in age.units:
                found.append((n, _AFTER, unit.first == change.day))
    return tuple(found)


def _words(change: Change, office: str, language: str) -> str:
    """Return the label of a change: 'Tỉnh ủy Bắc Giang, Tỉnh ủy Bắc Ninh → Tỉnh ủy Bắc Ninh (2025-07-01)'."""
    before, after = (", ".join(_name(unit, office) for unit in units) for units in (change.before, change.after))
    since = "từ" if language == "vi" else "from"
    return f"{before} → {after} ({since} {change.day})"


def _name(unit: Unit, office: str) -> str:
    if unit.table == BODIES:
        return unit.name
    return f"{unit.kind} {unit.name}" if office == _PLACE else name_of_office(office, unit.kind, unit.name)


def _key(change: Change, office: str) -> str:
    return "\x1f".join((change.day, office, *(key(unit.name) for unit in change.before)))

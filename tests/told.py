"""What the reader tells of a text, as plain triples of names: easy to write down in a table."""

from __future__ import annotations

from kg.model import Entity, Literal, Ref, Report, ReportStatements, Statement
from kg.reading.pipeline import read
from kg.text import normalise

NAMES = ("skos:altLabel", "kg:mentionOf")
DERIVED = ("kg:earliest", "kg:latest")


def read_text(text: str) -> ReportStatements:
    return read(Report(normalise(text), "test.txt"))


def _show(entities: dict[str, Entity], value: object) -> str:
    if isinstance(value, Literal):
        return value.value
    if not isinstance(value, Ref):
        return value.term  # type: ignore[attr-defined]
    entity = entities[value.key]
    if entity.kind != "Post":
        return entity.name
    return f"{entity.title} @ {entities[entity.body].name if entity.body else '?'}"


def told(text: str, modality: str = "") -> set[tuple[str, str, str]]:
    """Return (subject, predicate, object) of everything told with that modality, without names and bounds."""
    statements = read_text(text)
    entities = {entity.key: entity for entity in statements.entities}
    return {
        (entities[s.subject].name, s.predicate, _show(entities, s.object))
        for s in statements.statements
        if s.modality == modality and s.predicate not in NAMES + DERIVED
    }


def names(text: str, kind: str) -> set[str]:
    """Return the names of the entities of a kind."""
    return {entity.name for entity in read_text(text).entities if entity.kind == kind}


def statement(text: str, predicate: str) -> list[Statement]:
    """Return the statements with that predicate."""
    return [s for s in read_text(text).statements if s.predicate == predicate]

"""The end of a reading: identities, the date that the report tells of, and entities that nothing speaks of."""

from __future__ import annotations

from kg.model import Literal, Ref, Report
from kg.reading.notebook import Notebook, Record
from kg.reading.resolve_directives import DirectiveMemory
from kg.reading.resolve_events import EventMemory
from kg.reading.resolve_people import PeopleMemory
from kg.text import key


def close(
    notebook: Notebook, events: EventMemory, people: PeopleMemory, directives: DirectiveMemory, report: Report
) -> str:
    """Give every record its identity and return the xsd:date of which the report tells ('' where unknown)."""
    people.finish()
    directives.finish()
    _drop_idle_places(notebook)
    for record in notebook.records.values():
        if record.kind == "Body":
            # A body of the gazetteer is known by its name alone; another one by its name and the body it is of.
            parent = None if record.complete else notebook.records.get(record.parent)
            record.identity = (key(record.name), *([key(parent.name)] if parent else []))
            record.complete = record.complete or bool(parent and parent.complete)
        elif record.kind == "Event":
            day = _start(notebook, record)
            record.identity, record.complete = (key(record.name), day) if day else (key(record.name),), bool(day)
    main = events.main
    return (_start(notebook, main) if main else "") or report.published


def _start(notebook: Notebook, event: Record) -> str:
    """Return the full date on which an event began, as told, or ''."""
    for s in notebook.statements:
        told = s.subject == event.key and s.predicate == "schema:startDate" and not s.modality
        if told and isinstance(s.object, Literal) and s.object.datatype == "xsd:date":
            return s.object.value
    return ""


def _drop_idle_places(notebook: Notebook) -> None:
    """A place that takes part in nothing told is left out: 'kinh tế Việt Nam' is no fact about a place."""
    used = {s.object.key for s in notebook.statements if isinstance(s.object, Ref)}
    idle = {key for key, record in notebook.records.items() if record.kind == "Place" and key not in used}
    for name in idle:
        del notebook.records[name]
    notebook.statements = [s for s in notebook.statements if s.subject not in idle]

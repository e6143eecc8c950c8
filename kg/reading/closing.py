"""The end of a reading: identities, the date that the report tells of, and entities that nothing speaks of."""

from __future__ import annotations

from kg.lexicon.lexicon import lexicon
from kg.model import NAMING, Literal, Ref
from kg.reading.directives.resolve_directives import DirectiveMemory
from kg.reading.events.resolve_events import EventMemory
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.places.kinds import kind_of_place
from kg.reading.words.notebook import Notebook
from kg.text import key


def close(notebook: Notebook, events: EventMemory, people: PeopleMemory, directives: DirectiveMemory) -> str:
    """Give every record its identity; return the xsd:date of the event that the report is about, '' where unknown."""
    people.finish()
    directives.finish()
    _drop_idle_places(notebook)
    _drop_idle_events(notebook, events)
    days, organisers = _days(notebook), _organisers(notebook)
    for record in notebook.records.values():
        if record.kind == "Body":
            # A body of the gazetteer is known by its name alone; another one by its name and the body it is of.
            parent = None if record.complete else notebook.records.get(record.parent)
            record.identity = (_unlevelled(record.name), *([key(parent.name)] if parent else []))
            record.complete = record.complete or bool(parent and parent.complete)
        elif record.kind == "Place":
            record.concept = kind_of_place(lexicon(), record.name)
        elif record.kind == "Event":
            day, hosts = days.get(record.key, ""), _hosts(notebook, organisers.get(record.key, []))
            record.identity = tuple(part for part in (key(record.name), day, *hosts) if part)
            record.complete = bool(day and hosts)
    main = events.main
    return days.get(main.key, "") if main else ""


def _unlevelled(name: str) -> str:
    """Fold a body's name for its key: 'Sở Y tế tỉnh Lạng Sơn' is 'Sở Y tế Lạng Sơn'; a city's is another body."""
    return key(name).replace(" tỉnh ", " ")


def _organisers(notebook: Notebook) -> dict[str, list[str]]:
    """Return event → the bodies told to organise it."""
    hosts: dict[str, list[str]] = {}
    for s in notebook.statements:
        if s.predicate == "kg:organises" and isinstance(s.object, Ref):
            hosts.setdefault(s.object.key, []).append(s.subject)
    return hosts


def _hosts(notebook: Notebook, told: list[str]) -> list[str]:
    """Return who organises an event, folded and sorted: many hold a meeting of one name on one day."""
    known = dict.fromkeys(told)
    return sorted(_unlevelled(notebook.records[host].name) for host in known if notebook.records[host].complete)


def _days(notebook: Notebook) -> dict[str, str]:
    """Return event → the full date on which it began, as first told."""
    days: dict[str, str] = {}
    for s in notebook.statements:
        told = s.predicate == "schema:startDate" and not s.modality
        if told and isinstance(s.object, Literal) and s.object.datatype == "xsd:date":
            days.setdefault(s.subject, s.object.value)
    return days


def _drop_idle_places(notebook: Notebook) -> None:
    """A place that takes part in nothing told is left out: 'kinh tế Việt Nam' is no fact about a place."""
    used = {s.object.key for s in notebook.statements if isinstance(s.object, Ref)}
    idle = {key for key, record in notebook.records.items() if record.kind == "Place" and key not in used}
    for name in idle:
        del notebook.records[name]
    notebook.statements = [s for s in notebook.statements if s.subject not in idle]


def _drop_idle_events(notebook: Notebook, events: EventMemory) -> None:
    """An event of which nothing is told is only spoken of ('sau thành công của Đại hội …'): it is left out."""
    told = {s.subject for s in notebook.statements if s.predicate not in NAMING}
    told |= {s.object.key for s in notebook.statements if isinstance(s.object, Ref)}
    told |= events.told()
    idle = {key for key, record in notebook.records.items() if record.kind == "Event" and key not in told}
    for name in idle:
        del notebook.records[name]
    notebook.statements = [s for s in notebook.statements if s.subject not in idle]

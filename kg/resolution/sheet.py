"""What one report says that bears on identity: its entities, and between them posts, parents, days, hosts, people.

Made once of a reading, so that a report's mentions can be made again when the bodies that it names are joined anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field

from kg.dates import FOREVER
from kg.model import AGE_OPEN, Entity, Literal, Member, Ref, ReportStatements
from kg.resolution.homes import home, unlevelled
from kg.text import key as fold_key

NameOf = Callable[[Member], Hashable]  # what names the cluster of a body

_SEP = "\x1f"
_HERE_ONLY = "\x1e"
_TENURES = {"org:holds": False, "kg:formerlyHeld": True}
_CHAIRS = "kg:chairs"
_AGE = re.compile(r"\d{4}(?:-\d\d){0,2}")  # the first day, month or year of a body's age
_TAKES_PART = frozenset(
    {"kg:attends", "kg:takesPartIn", "kg:speaksAt", "kg:givesOpeningSpeechAt", "kg:givesDirectingSpeechAt",
     "kg:givesClosingSpeechAt", "kg:reportsAt", _CHAIRS}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person is told to hold, or to have held; ``body`` is a local key, '' where it is left open."""

    title: str
    body: str
    former: bool


@dataclass(slots=True)
class Gathering:
    """What a report says of an event: ``people`` and ``chairs`` by folded name, ``hosts``, ``places`` by local key.

    ``parts`` are days of which a part is not told: '--06-21', '2025-06', '2025'.
    """

    days: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    chairs: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """What a report says of a document; ``issuers`` are local keys, ``subjects`` folded."""

    days: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    issuers: list[str] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Sheet:
    """One report. ``date`` orders it among others, undated ones last; ``seen`` is the day it tells of, or ''.

    ``homes`` are its bodies' (see :mod:`kg.resolution.homes`), ``home`` is that of most of them: its own.
    """

    report: str
    date: str
    seen: str
    entities: dict[str, Entity]
    names: dict[str, str]
    posts: dict[str, list[Held]] = field(default_factory=dict)
    parents: dict[str, list[str]] = field(default_factory=dict)
    gatherings: dict[str, Gathering] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    appointed: set[str] = field(default_factory=set)
    homes: dict[str, str] = field(default_factory=dict)
    home: str = ""

    def member(self, local: str) -> Member:
        """Return an entity as a member."""
        return Member(self.report, local)

    def called(self, local: str, body_name: NameOf) -> str:
        """Return what names a body or a person across reports: the body's cluster, the person's folded name.

        A body of an open age is named as such: by the identity that all ages of its name share.
        """
        if self.entities[local].kind != "Body":
            return self.names[local]
        name = body_name(self.member(local))
        if isinstance(name, Member) and self.entities[local].age == AGE_OPEN:
            first, *rest = self.entities[local].identity
            return _SEP.join(("Body", unlevelled(first), *rest, AGE_OPEN))
        return f"{name.report}{_HERE_ONLY}{name.entity}" if isinstance(name, Member) else str(name)

    def occasions(self, body_name: NameOf) -> Iterator[tuple[str, Gathering]]:
        """Yield 'day\x1forganiser' of the events that the report tells of, with what it says of them."""
        for met in self.gatherings.values():
            for host in met.hosts if met.days else ():
                yield met.days[0] + _SEP + self.called(host, body_name), met

    def above(self, body: str) -> list[str]:
        """Return the folded names of the bodies that the report says a body is directly part of."""
        return [self.names[parent] for parent in self.parents.get(body, ())]

    def of(self, kind: str) -> Iterator[Entity]:
        """Yield the entities of a kind."""
        return (entity for entity in self.entities.values() if entity.kind == kind)

    def twins(self, kind: str) -> set[str]:
        """Return the folded names that more than one entity of a kind bears in this report."""
        return {name for name, n in Counter(self.names[entity.key] for entity in self.of(kind)).items() if n > 1}


def known(called: str) -> bool:
    """Return whether what :meth:`Sheet.called` gives has a whole identity: other bodies are told by their mention."""
    return _HERE_ONLY not in called


def of_all_ages(called: str) -> str:
    """Return what :meth:`Sheet.called` gives, without the age of the body."""
    name, _, last = called.rpartition(_SEP)
    return name if last == AGE_OPEN or _AGE.fullmatch(last) else called


def may_be_one(a: str, b: str) -> bool:
    """Return whether what :meth:`Sheet.called` gives is of one body, or of one but for an age that is open."""
    return a == b or (of_all_ages(a) == of_all_ages(b) and (a + b).count(_SEP + AGE_OPEN) > 0)


def named(called: str) -> str:
    """Return the folded name in what :meth:`Sheet.called` gives for what is :func:`known`."""
    return called.split(_SEP)[1] if _SEP in called else called  # kind, name, and in which time or of what it is


def sheet(reading: ReportStatements) -> Sheet:
    """Return what a reading says that bears on identity; what is planned or denied is left out."""
    report = reading.report
    entities = {entity.key: entity for entity in reading.entities}
    made = Sheet(
        report=report.key,
        date=report.published or reading.observed_on or FOREVER,
        seen=reading.observed_on or report.published,
        entities={key: entity for key, entity in entities.items() if entity.kind != "Post"},
        names={key: fold_key(entity.name) for key, entity in entities.items()},
    )
    for statement in reading.statements:
        if not statement.modality:
            _note(made, entities, statement.subject, statement.predicate, statement.object)
    made.homes = {body.key: home((*body.identity, *_over(made, body.key))) for body in made.of("Body")}
    made.home = _only_home(made.homes)
    return made


def _over(made: Sheet, body: str) -> Iterator[str]:
    """Yield the folded names of all bodies that a report says a body is part of, from below."""
    seen, ends = {body}, [body]
    while ends:
        for parent in made.parents.get(ends.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                ends.append(parent)
                yield made.names[parent]


def _only_home(homes: dict[str, str]) -> str:
    """Return the province or ministry of which most bodies of a report are; '' where two are named as often."""
    counts = Counter(found for found in homes.values() if found).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def _note(made: Sheet, entities: dict[str, Entity], subject: str, predicate: str, value: object) -> None:
    if isinstance(value, Ref):
        target = entities[value.key]
        if predicate in _TENURES and target.kind == "Post":
            held = Held(fold_key(target.title), target.body, _TENURES[predicate])
            made.posts.setdefault(subject, []).append(held)
        elif predicate == "org:subOrganizationOf":
            made.parents.setdefault(subject, []).append(value.key)
        elif predicate == "kg:appointee":
            made.appointed.add(value.key)
        elif predicate == "kg:organises":
            _gathering(made, value.key).hosts.append(subject)
        elif predicate in _TAKES_PART and entities[subject].kind in ("Person", "Body"):
            met = _gathering(made, value.key)
            met.people.add(made.names[subject])
            if predicate == _CHAIRS:
                met.chairs.add(made.names[subject])
        elif predicate == "kg:heldAt":
            _gathering(made, subject).places.append(value.key)
        elif predicate == "kg:issuedBy":
            _paper(made, subject).issuers.append(value.key)
        elif predicate == "kg:guides":
            _paper(made, subject).subjects.add(made.names[value.key])
    elif isinstance(value, Literal) and predicate == "schema:startDate":
        met = _gathering(made, subject)
        (met.days if value.datatype == "xsd:date" else met.parts).append(value.value)
    elif isinstance(value, Literal) and predicate == "eli:date_document" and value.datatype == "xsd:date":
        _paper(made, subject).days.add(value.value)
    elif predicate == "kg:year":
        _paper(made, subject).years.add(value.value)


def _gathering(made: Sheet, event: str) -> Gathering:
    return made.gatherings.setdefault(event, Gathering())


def _paper(made: Sheet, directive: str) -> Paper:
    return made.papers.setdefault(directive, Paper())

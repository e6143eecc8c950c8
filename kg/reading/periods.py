"""Which age of a body or province a report means, where its name went on over a merger or split.

The day of which the report tells says it; for who issued a dated document, or did something at a dated event of the
past, that day; a former post may be of any age up to the report. Where ages differ and nothing decides, the identity is
not complete. A body that a report means in two ages is two entities from here on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.dates import ALWAYS, FOREVER, PartialDate
from kg.lexicon.bearers import ages_of_body
from kg.lexicon.history import PROVINCES, Age, ages, possible
from kg.model import AGE_OPEN, NAMING, Literal, Ref, Statement
from kg.reading.officials.resolve_people import LEFT
from kg.reading.words.notebook import Notebook, Record
from kg.text import key

_FIRST = "first"
_PART_OF = "org:subOrganizationOf"
_PROVINCE_KINDS = frozenset({"kgv:place-kind/province", "kgv:place-kind/city"})

Bounds = tuple[str, str]


def mark_periods(notebook: Notebook, day: str) -> None:
    """Give the bodies, places and local documents of a reading the ages they mean, as part of their identities.

    ``day`` is the one of which the report tells: an xsd:date, a month or a year; '' where it is unknown.
    """
    of = {record.key: found for record in notebook.records.values() if (found := _ages(notebook, record))}
    of = {local: found for local, found in of.items() if len(found) > 1 or found[0].mark}
    if not of:
        return
    told = _Told(notebook, _report_day(notebook, day), of)
    told.read()
    told.read_parts()
    told.settle()
    _mark_documents(notebook, told.born)


def _ages(notebook: Notebook, record: Record) -> tuple[Age, ...]:
    """Return the ages of a body or province; of a body without any, those of the body that its identity names."""
    if record.kind == "Place":
        return ages(PROVINCES, record.name) if record.concept in _PROVINCE_KINDS else ()
    if record.kind != "Body":
        return ()
    seen: set[str] = set()
    at: Record | None = record
    while at and at.key not in seen:
        if found := ages_of_body(at.name, at.concept):
            return found
        seen.add(at.key)
        at = notebook.records.get(at.parent) if len(at.identity) > 1 else None
    return ()


def _report_day(notebook: Notebook, day: str) -> Bounds:
    """Return the first and last day of which the report may tell.

    Where its day is unknown: not before a document that it cites, and while all bodies were there whose officials it
    names as holding their posts.
    """
    if day:
        return PartialDate.read(day).bounds() or (ALWAYS, FOREVER)
    first, last = ALWAYS, FOREVER
    for s in notebook.statements:
        record = notebook.records[s.subject]
        if s.modality:
            continue
        if s.predicate == "kg:earliest" and record.kind == "Directive" and isinstance(s.object, Literal):
            first = max(first, s.object.value)
        elif s.predicate == "org:holds" and isinstance(s.object, Ref):
            body = notebook.records.get(notebook.records[s.object.key].body)
            of = _ages(notebook, body) if body else ()
            if len(of) == 1:
                first, last = max(first, of[0].earliest), min(last, of[0].latest)
    return (first, last) if first <= last else (ALWAYS, FOREVER)


@dataclass(slots=True)
class _Told:
    """Which statements mean which age of which record."""

    notebook: Notebook
    report: Bounds
    of: dict[str, tuple[Age, ...]]
    marks: dict[str, dict[str, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    born: dict[str, str] = field(default_factory=dict)  # by the local key of a body or place, the mark it has got

    def read(self) -> None:
        """Note for each record with ages, and for the posts at such bodies, which statement means which age."""
        days = dict(_days(self.notebook))
        for n, statement in enumerate(self.notebook.statements):
            if statement.predicate not in NAMING and statement.predicate != _PART_OF:
                for local in _ends(statement):
                    self._use(n, statement, local, days)

    def _use(self, n: int, statement: Statement, local: str, days: dict[str, Bounds]) -> None:
        record = self.notebook.records.get(local)
        body = record.body if record and record.kind == "Post" else local
        if record is None or body not in self.of:
            return
        mark = self._mark(self.of[body], *self._when(statement, local, days))
        for key_of in {local, body}:
            self.marks[key_of][mark].add(n)

    def read_parts(self) -> None:
        """What a body is part of is of the body's own age."""
        for n, s in enumerate(self.notebook.statements):
            if s.predicate == _PART_OF and isinstance(s.object, Ref) and s.object.key in self.of:
                own = self._own(s.object.key)
                told = self.marks.get(s.subject) or {own: set()}
                self.marks[s.object.key][own if own in told else min(told)].add(n)

    def _when(self, statement: Statement, local: str, days: dict[str, Bounds]) -> Bounds:
        """Return between which days a statement means a body."""
        if statement.predicate == "kg:formerlyHeld":
            return self._held(statement)
        other = next((end for end in _ends(statement) if end != local), "")
        kind = self.notebook.records[other].kind if other in self.notebook.records else ""
        dated = kind == "Event" or (kind == "Directive" and statement.predicate == "kg:issuedBy")
        found = days.get(other) if dated else None
        if found and kind == "Directive" and found[0] <= self.report[1]:
            return found[0], min(found[1], self.report[1])
        return found if found and found[1] < self.report[0] else self.report

    def _held(self, statement: Statement) -> Bounds:
        """Return between which days a former post was held, as far as its end tells; else up to the report's day."""
        if statement.rule in LEFT and statement.until is None:
            return self.report
        if statement.until is None:
            return ALWAYS, self.report[1]
        first, last = PartialDate.read(statement.until.value).bounds() or self.report
        if statement.rule in LEFT:  # 'thôi giữ chức từ ngày 1/7': a post at the body of the day before
            return _day_before(first), _day_before(last)
        return first, last

    @staticmethod
    def _mark(of: tuple[Age, ...], earliest: str, latest: str) -> str:
        found = possible(of, earliest, latest)
        return found[0].mark or _FIRST if len(found) == 1 else AGE_OPEN

    def _own(self, body: str) -> str:
        """Return the age that a body or place is of on the report's day."""
        return self._mark(self.of[body], *self.report)

    def settle(self) -> None:
        """Put the ages into the identities: the one of the report's day stays where it is, others stand beside it."""
        beside: dict[int, dict[str, str]] = defaultdict(dict)
        bodies = {local: self._part(local, self._own(local), beside) for local in self.of}
        posts = [local for local in self.marks if local not in self.of]
        for local in posts:
            body = self.notebook.records[local].body
            for mark, copy in self._part(local, self._own(body), beside).items():
                post = self.notebook.records[copy]
                post.body = bodies[body].get(mark, body)
                post.identity, post.complete = (key(post.title), post.body), self.notebook.records[post.body].complete
        self.notebook.statements = [
            _moved(s, beside[n]) if n in beside else s for n, s in enumerate(self.notebook.statements)
        ]

    def _part(self, local: str, own: str, beside: dict[int, dict[str, str]]) -> dict[str, str]:
        """Make an entity of each age in which a record is meant; return mark → local key."""
        told = self.marks.get(local) or {own: set()}
        if own == AGE_OPEN and len(told) > 1:  # two entities would tell more than the report does
            told = {own: set().union(*told.values())}
        main = own if own in told else min(told)
        record = self.notebook.records[local]
        keys = {mark: local if mark == main else f"{local}@{mark}" for mark in told}
        for mark in told:
            if mark != main:
                self.notebook.records[keys[mark]] = replace(record, key=keys[mark])
                for n in (*told[mark], *self._names(local, told[mark], told[main])):
                    beside[n][local] = keys[mark]
        if record.kind != "Post":
            for mark in told:
                self.born[keys[mark]] = mark
                _bear(self.notebook.records[keys[mark]], mark)
        return keys

    def _names(self, local: str, apart: set[int], main: set[int]) -> Iterator[int]:
        """Yield the names of a record that stand inside the words of other statements than those of its main age."""
        statements = self.notebook.statements
        for n, s in enumerate(statements):
            named = s.subject == local and s.predicate in NAMING
            if named and _inside(s, statements, apart) and not _inside(s, statements, main):
                yield n


def _bear(record: Record, mark: str) -> None:
    record.age = mark
    if mark == AGE_OPEN:
        record.complete = False
    elif mark != _FIRST:
        record.identity = (*(record.identity or (key(record.name),)), mark)


def _mark_documents(notebook: Notebook, born: dict[str, str]) -> None:
    """A local document is of its issuer's age: the numbers of a new province begin anew."""
    for s in notebook.statements:
        directive = notebook.records.get(s.subject)
        if s.predicate != "kg:issuedBy" or s.modality or not directive or not isinstance(s.object, Ref):
            continue
        named = len(directive.identity) > 1 and directive.identity[-1] == key(notebook.records[s.object.key].name)
        if named and s.object.key in born:
            _bear(directive, born[s.object.key])


def _days(notebook: Notebook) -> Iterator[tuple[str, Bounds]]:
    """Yield dated entity → the days between which it lies."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for s in notebook.statements:
        if s.predicate in ("kg:earliest", "kg:latest") and isinstance(s.object, Literal):
            found[s.subject][s.predicate == "kg:latest"].append(s.object.value)
    for local, (first, last) in found.items():
        if first and last:  # two dates that differ leave all the days between them open
            narrow = max(first), min(last)
            yield local, narrow if narrow[0] <= narrow[1] else (min(first), max(last))


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _ends(statement: Statement) -> tuple[str, ...]:
    return (statement.subject, statement.object.key) if isinstance(statement.object, Ref) else (statement.subject,)


def _moved(statement: Statement, keys: dict[str, str]) -> Statement:
    target = statement.object
    if isinstance(target, Ref):
        target = Ref(keys.get(target.key, target.key))
    return replace(statement, subject=keys.get(statement.subject, statement.subject), object=target)


def _inside(inner: Statement, statements: Sequence[Statement], of: Iterable[int]) -> bool:
    """Whether the words of a statement stand inside those of one of others."""
    return any(statements[k].start <= inner.start and inner.end <= statements[k].end for k in of)

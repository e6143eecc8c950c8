"""The notebook of one reading: the entities found so far, under report-local keys, and the statements about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.model import Concept, Entity, Literal, Ref, Statement
from kg.reading.words.bounds import Told
from kg.reading.words.phrases import Span
from kg.text import key, one_space


@dataclass(slots=True)
class Record:
    """An entity while it is being read; it becomes an :class:`Entity` at the end."""

    key: str
    kind: str
    name: str
    concept: str = ""
    label_en: str = ""
    title: str = ""
    body: str = ""
    parent: str = ""
    identity: tuple[str, ...] = ()
    complete: bool = False
    age: str = ""
    named_at: int = -1  # where an event without a description was introduced


@dataclass(slots=True)
class Notebook:
    """Collects records and statements; the text gives the statements their words."""

    text: str
    records: dict[str, Record] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    tenures: dict[Statement, Told] = field(default_factory=dict)  # the bounds told with who holds a post
    opened: int = 0  # where the statements of the sentence that is being read begin
    _seen: set[tuple] = field(default_factory=set)
    _hosts: dict[str, list[str]] = field(default_factory=dict)  # by an event's key, who is told to organise it

    def record(self, kind: str, name: str, local: str = "") -> Record:
        """Return the record of the entity of that kind under ``local`` (default: the folded name), made when new."""
        local_key = f"{kind.lower()}/{local or key(name)}"
        if local_key not in self.records:
            self.records[local_key] = Record(local_key, kind, one_space(name))
        return self.records[local_key]

    def name(self, entity: str, span: Span, rule: str, form: str = "") -> None:
        """State that the words at ``span`` name an entity; ``form`` is the name they stand for, default the words."""
        value = form or one_space(self.text[span.start : span.end])
        self.add(entity, "skos:altLabel", Literal(value, lang="vi"), span, rule)

    def mention(self, entity: str, span: Span, rule: str) -> None:
        """State that a pronoun or title at ``span`` stands for an entity."""
        words = one_space(self.text[span.start : span.end])
        self.add(entity, "kg:mentionOf", Literal(words, lang="vi"), span, rule)

    def add(
        self,
        subject: str,
        predicate: str,
        value: str | Literal | Concept,
        span: Span,
        rule: str,
        modality: str = "",
        speaker: str = "",
        speaker_text: str = "",
        tenure: Told | None = None,
    ) -> None:
        """State something once for each place that says it; ``value`` as a plain string is a local key."""
        target = Ref(value) if isinstance(value, str) else value
        seen = (subject, predicate, target, span, modality)
        if seen in self._seen:
            return
        self._seen.add(seen)
        if predicate == "kg:organises" and isinstance(value, str):
            self._hosts.setdefault(value, []).append(subject)
        words = (span.start, span.end, rule, modality, speaker, speaker_text)
        self.statements.append(Statement(subject, predicate, target, *words))
        if tenure:
            self.tenures[self.statements[-1]] = tenure

    def bound(self, subject: str, predicate: str, within: Span, tenure: Told) -> None:
        """Give the statements of this sentence whose words begin within a span the bounds told behind them."""
        for n, s in enumerate(self.statements[self.opened :], self.opened):
            if (s.subject, s.predicate) == (subject, predicate) and within.start <= s.start < within.end:
                self.statements[n] = replace(s, start=min(s.start, tenure.start), end=max(s.end, tenure.end))
                self.tenures[self.statements[n]] = tenure

    def leave(self, subject: str, within: Span, words: Span) -> None:
        """Have the posts told in this sentence within a span held no longer, by the words that say so."""
        for n, s in enumerate(self.statements[self.opened :], self.opened):
            if (s.subject, s.predicate) == (subject, "org:holds") and within.start <= s.start < within.end:
                first, last = min(s.start, words.start), max(s.end, words.end)
                left = replace(s, predicate="kg:formerlyHeld", rule="holds/left", start=first, end=last)
                self.statements[n] = left
                if told := self.tenures.pop(s, None):
                    self.tenures[left] = told

    def host(self, event: str) -> Record | None:
        """Return who is told to organise an event; None where nobody is, or several are."""
        hosts = set(self._hosts.get(event, ()))
        return self.records[min(hosts)] if len(hosts) == 1 else None

    def issuer(self, directive: str) -> Record | None:
        """Return who is told to have issued a directive, else who signed it; None where neither is told."""
        issued = [s.object for s in self.statements if s.subject == directive and s.predicate == "kg:issuedBy"]
        target = Ref(directive)
        signed = [s.subject for s in self.statements if s.object == target and s.predicate == "kg:signs"]
        keys = [body.key for body in issued if isinstance(body, Ref)] + signed
        return self.records.get(keys[0]) if keys else None

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, sorted by key; every record has its identity by then."""
        return tuple(_entity(record) for _, record in sorted(self.records.items()))


def _entity(record: Record) -> Entity:
    identity = record.identity or (key(record.name),)
    return Entity(
        key=record.key,
        kind=record.kind,
        name=record.name,
        identity=identity,
        complete=record.complete,
        concept=record.concept,
        label_en=record.label_en,
        title=record.title,
        body=record.body,
        age=record.age,
    )

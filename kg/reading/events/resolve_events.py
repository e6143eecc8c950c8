"""Which event is meant: one node for each gathering, however often and however briefly it is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from kg.reading.events.event_matching import HEAD, fit, latent, overlap
from kg.reading.events.event_mentions import PASSING, TOLD, Mention
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import EventPhrase, Span
from kg.text import key

_KIND = "kgv:event-kind/"
_SOLEMN = {"meeting", "ceremony"}
_CALLED = frozenset({"talks", "meeting"})
_WINDOW = 60  # how many other gatherings a mention looks back over, or ahead: a report tells of a few


class EventMemory:
    """Knows which event each mention of a report means: it is decided for the whole report at once."""

    def __init__(self, notebook: Notebook, found: Iterable[Mention]):
        self._notebook = notebook
        self._mentions = list(found)
        self._records: dict[int, Record] = {}  # by where the mention starts
        self._named: list[tuple[Mention, Record]] = []
        self._by_head: dict[str, Record] = {}
        self._copies: Counter[str] = Counter()
        for mention in self._mentions:
            if mention.named or mention.always:
                self._settle(mention, self._same(mention) or self._new(mention))
        self._ahead = [m.span.start for m, _ in self._named]
        self._point()
        known = [m for m in self._mentions if m.span.start in self._records]
        self._told = [m.span.start for m in known if m.told == TOLD]
        self._known = [m.span.start for m in known]
        self._levels = {m.span.start: m.told for m in self._mentions}

    @property
    def main(self) -> Record | None:
        """The event that a report is about: the first one told of, else the first one named."""
        return self.held or (self._named[0][1] if self._named else None)

    @property
    def held(self) -> Record | None:
        """The first event that is told of as one that took place."""
        return self._records[self._told[0]] if self._told else None

    def resolve(self, phrase: EventPhrase) -> Record | None:
        """Return the event a phrase means, noting its form; None where a bare head points nowhere."""
        record = self._records.get(phrase.span.start)
        if record and (phrase.described or record.named_at == phrase.span.start):
            self._notebook.name(record.key, phrase.span, "event/described" if phrase.described else "event/introduced")
        elif record:
            self._notebook.mention(record.key, phrase.span, "event/bare-head")
        return record

    def latent(self, span: Span) -> Record | None:
        """Return the event of which the verb at ``span`` tells, where the report takes it for one, noting its name."""
        record = self._records.get(span.start)
        if record and record.named_at < 0:
            self._notebook.name(record.key, span, "event/verb", record.name)
        return record

    def told_before(self, span: Span) -> Record | None:
        """Return the event told of last before a place in the text."""
        for starts in (self._told, self._known):
            if before := bisect_left(starts, span.start):
                return self._records[starts[before - 1]]
        return None

    def begun_at(self, start: int) -> Record | None:
        """Return the event of which the verb that begins there tells, where the report takes it for one."""
        return self._records.get(start)

    def is_told(self, span: Span) -> bool:
        """Whether the mention at ``span`` tells of its event, not only speaks of it in passing."""
        return self._levels.get(span.start, PASSING) > PASSING

    def begins(self, event: Record) -> int:
        """Return where an event is first spoken of."""
        return min(start for start, record in self._records.items() if record is event)

    def told(self) -> set[str]:
        """Return the keys of the events that the report tells of as held or planned, not only in passing."""
        return {self._records[start].key for start in self._known if self._levels[start] > PASSING}

    def picture(self, found: Iterable[Mention]) -> None:
        """Take in the mentions of captions: each is an event that the text tells of, or none."""
        for mention in found:
            if mention.calls or mention.span.start in self._records:
                continue
            record = self._same(mention) if mention.named else self._lone(mention)
            if record:
                self._records[mention.span.start] = record

    def _lone(self, bare: Mention) -> Record | None:
        """Return the only event told of that a bare head fits."""
        fitting = {record.key: record for known, record in self._named if fit(known, bare)}
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _settle(self, mention: Mention, record: Record) -> None:
        self._records[mention.span.start] = record
        self._named.append((mention, record))
        self._by_head.setdefault(_local(mention), record)

    def _point(self) -> None:
        """Decide what bare heads, and verbs of attending without an event, mean."""
        before: list[Mention] = []  # what can be pointed to: events named so far, verbs that tell of one
        for mention in self._mentions:
            if mention.calls:
                self._call(mention, before)
            elif latent(mention) or mention.named:
                before.append(mention)
            elif record := self._pointed(mention, before):
                if mention.span.start not in self._records:
                    self._records[mention.span.start] = record
                else:
                    before.append(mention)

    def _pointed(self, bare: Mention, before: list[Mention]) -> Record | None:
        """Return the event that a bare head means: the nearest fitting one before it, else the first after it."""
        best: tuple[int, int, int, Mention] | None = None
        known = False
        for mention in before[-_WINDOW:]:
            rank = self._rank(mention, bare, known)
            if rank is None:
                continue
            known = known or (rank[0] > 1 and rank[1] > 0 and mention.span.start in self._records)
            best = rank if best is None or rank[:3] > best[:3] else best
        after = self._after(bare)
        loose = best is not None and (best[0] < HEAD - 1 or bare.family == "visit")
        unnamed = loose and best is not None and best[2] not in self._records
        if best and not (unnamed and after):
            return self._of(best[3], bare)
        if after or bare.told != TOLD:
            return after
        if same := self._ceremony(bare, before):
            return same
        record = self._new(bare)
        self._settle(bare, record)
        return record

    def _rank(self, mention: Mention, bare: Mention, known: bool) -> tuple[int, int, int, Mention] | None:
        """How well a mention before it is what a bare head means; None: not at all. ``known``: another one is."""
        fits = fit(mention, bare)
        if not fits or (fits < HEAD and mention.told == PASSING and bare.told == TOLD):
            return None  # 'nội dung trình tại kỳ họp …. A chủ trì hội nghị': another one
        if known and latent(mention) and mention.span.start not in self._records and not mention.dated:
            return None  # 'A gặp mặt B' behind a described 'buổi gặp mặt': the same
        near = mention.told == TOLD or (mention.told > PASSING and mention.paragraph == bare.paragraph)
        return (fits, int(near), mention.span.start, mention)

    def _after(self, bare: Mention) -> Record | None:
        """Return the first event named after a bare head that it fits well."""
        first = bisect_right(self._ahead, bare.span.start)
        ahead = self._named[first : first + _WINDOW] if first < len(self._ahead) else []
        return next((record for known, record in ahead if fit(known, bare) > 1), None)

    def _ceremony(self, bare: Mention, before: list[Mention]) -> Record | None:
        """'tổ chức hội nghị trao quyết định …. Dự buổi lễ có A': the gathering told just before, of another family."""
        last = before[-1] if before else None
        near = last is not None and last.told == TOLD and last.paragraph == bare.paragraph
        solemn = last is not None and {last.family, bare.family} == _SOLEMN and not latent(last)
        return self._records.get(last.span.start) if last and near and solemn else None

    def _call(self, call: Mention, before: list[Mention]) -> None:
        """'A tiếp B. Cùng dự có …': what the sentence before told of is a gathering."""
        told = (m for m in reversed(before[-_WINDOW:]) if m.told == TOLD and m.family in _CALLED)
        last = next(told, None)
        near = last is not None and call.paragraph - last.paragraph <= 1 and last.span.start not in self._records
        if last and near and last.phrase is None:
            self._settle(last, self._same(last) or self._new(last))

    def _of(self, mention: Mention, bare: Mention) -> Record:
        record = self._records.get(mention.span.start)
        if record is None:  # a verb told of it: now it has a name
            told = mention if mention.phrase else bare
            record = (self._same(told) if mention.phrase else None) or self._new(told)
            self._settle(mention, record)
        return record

    def _same(self, mention: Mention) -> Record | None:
        """Return the event of another mention that is of the same one, the first of them."""
        same = self._by_head.get(_local(mention))
        near = self._named if len(self._named) <= _WINDOW else [self._named[0], *self._named[-_WINDOW:]]
        return same or next((record for known, record in near if overlap(known, mention)), None)

    def _new(self, mention: Mention) -> Record:
        local = _local(mention)
        copies = self._copies[local]
        self._copies[local] += 1
        record = self._notebook.record("Event", mention.head, f"{local}/{copies}" if copies else local)
        record.concept = _KIND + mention.kind
        record.named_at = mention.span.start if mention.phrase else -1
        return record


def _local(mention: Mention) -> str:
    return key(mention.head)

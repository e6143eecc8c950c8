"""Which event is meant: one node for each gathering, however often and however briefly it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.reading.event_mentions import PASSING, TOLD, Mention
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import EventPhrase, Span
from kg.text import key

_KIND = "kgv:event-kind/"
_SAME = 0.6  # the share of words that two descriptions of one event have in common
_SHARED_HEAD = 3  # the words with which both begin: head and purpose (hội nghị sơ kết …); else all words must agree
_OTHER_HEAD = 0.8  # the same, where the heads differ ('họp …', 'Hội nghị …')
_FEWEST = 3  # … and how many words of a description there must be
_NUMERAL = re.compile(r"\d[\d./]*|[ivxl]+|thứ|nhất|nhì|hai|ba|tư|năm")
_HEAD = 3  # how well a bare head fits where the heads are the same
_CALLED = frozenset({"talks", "meeting"})
_ITSELF = frozenset({"part"})  # 'phiên bế mạc' and 'phiên chất vấn' are two
_STRICT = frozenset({"talks", "visit"})


class EventMemory:
    """Knows which event each mention of a report means: it is decided for the whole report at once."""

    def __init__(self, notebook: Notebook, found: Iterable[Mention]):
        self._notebook = notebook
        self._mentions = list(found)
        self._records: dict[int, Record] = {}  # by where the mention starts
        self._named: list[tuple[Mention, Record]] = []
        for mention in self._mentions:
            if mention.named or mention.always:
                self._settle(mention, self._same(mention) or self._new(mention))
        for mention in self._mentions:
            if mention.calls:
                self._call(mention)
            elif mention.phrase and not mention.named and not _latent(mention):
                record = self._pointed(mention)
                if record:
                    self._records[mention.span.start] = record

    @property
    def main(self) -> Record | None:
        """The event that a report is about: the first one told of, else the first one named."""
        return self.held or (self._named[0][1] if self._named else None)

    @property
    def held(self) -> Record | None:
        """The first event that is told of as one that took place."""
        held = (m.span.start for m in self._mentions if m.told == TOLD and m.span.start in self._records)
        return next((self._records[start] for start in held), None)

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

    def last_before(self, span: Span) -> Record | None:
        """Return the event told of last before a place in the text, else the report's first."""
        return self.told_before(span) or self.main

    def told_before(self, span: Span) -> Record | None:
        """Return the event told of last before a place in the text."""
        before = [m for m in self._mentions if m.span.start < span.start and m.span.start in self._records]
        told = [m for m in before if m.told == TOLD] or before
        return self._records[told[-1].span.start] if told else None

    def is_told(self, span: Span) -> bool:
        """Whether the mention at ``span`` tells of its event, not only speaks of it in passing."""
        return any(m.span.start == span.start and m.told > PASSING for m in self._mentions)

    def told(self) -> set[str]:
        """Return the keys of the events that the report tells of as held or planned, not only in passing."""
        held = [m for m in self._mentions if m.told > PASSING and m.span.start in self._records]
        return {self._records[m.span.start].key for m in held}

    def _settle(self, mention: Mention, record: Record) -> None:
        self._records[mention.span.start] = record
        self._named.append((mention, record))

    def _pointed(self, bare: Mention) -> Record | None:
        """Return the event that a bare head means: the nearest fitting one before it, else the first after it."""
        best: tuple[int, int, int, Mention] | None = None
        known = False
        for mention in self._mentions:
            fit = _fit(mention, bare)
            if not fit or mention.span.start >= bare.span.start or not self._usable(mention):
                continue
            if fit < _HEAD and mention.told == PASSING and bare.told == TOLD:
                continue  # 'nội dung trình tại kỳ họp …. A chủ trì hội nghị': another one
            if known and _latent(mention) and mention.span.start not in self._records and not mention.dated:
                continue  # 'A gặp mặt B' behind a described 'buổi gặp mặt': the same
            near = mention.told == TOLD or (mention.told > PASSING and mention.paragraph == bare.paragraph)
            known = known or (fit > 1 and near and mention.span.start in self._records)
            rank = (fit, int(near), mention.span.start, mention)
            best = rank if best is None or rank[:3] > best[:3] else best
        if best:
            return self._of(best[3], bare)
        after = next((r for m, r in self._named if m.span.start > bare.span.start and _fit(m, bare) > 1), None)
        if after or bare.told != TOLD:
            return after
        record = self._new(bare)
        self._settle(bare, record)
        return record

    def _call(self, call: Mention) -> None:
        """'A tiếp B. Cùng dự có …': what the sentence before told of is a gathering."""
        told = [m for m in self._mentions if m.span.start < call.span.start and m.told == TOLD and m.family in _CALLED]
        last = told[-1] if told else None
        near = last is not None and call.paragraph - last.paragraph <= 1 and last.span.start not in self._records
        if last and near and last.phrase is None:
            self._settle(last, self._same(last) or self._new(last))

    def _usable(self, mention: Mention) -> bool:
        """Whether a mention can be pointed to: an event with a record, or a verb that tells of one."""
        return _latent(mention) or any(known is mention for known, _ in self._named)

    def _of(self, mention: Mention, bare: Mention) -> Record:
        record = self._records.get(mention.span.start)
        if record is None:  # a verb told of it: now it has a name
            told = mention if mention.phrase else bare
            record = (self._same(told) if mention.phrase else None) or self._new(told)
            self._settle(mention, record)
        return record

    def _same(self, mention: Mention) -> Record | None:
        return next((record for known, record in self._named if _overlap(known, mention)), None)

    def _new(self, mention: Mention) -> Record:
        local = key(mention.head)
        while f"event/{local}" in self._notebook.records:
            local += "'"
        record = self._notebook.record("Event", mention.head, local)
        record.concept = _KIND + mention.kind
        record.named_at = mention.span.start if mention.phrase else -1
        return record


def _latent(mention: Mention) -> bool:
    """Whether a verb tells of a gathering that only a noun further on makes an event."""
    return not mention.calls and (mention.phrase is None or mention.phrase.later)


def _words(mention: Mention) -> list[str]:
    return key(mention.head).split()


def _fit(known: Mention, bare: Mention) -> int:
    """How well a bare head may mean a known event: 3 same head, 2 same kind, 1 same family; 0 not at all."""
    words = _words(bare)
    if _words(known)[: len(words)] == words or key(known.form) == key(bare.form):
        return 3
    if known.family != bare.family or bare.family in _ITSELF:
        return 0
    return 2 if known.kind == bare.kind else 1


def _overlap(a: Mention, b: Mention) -> bool:
    """Whether two descriptions are of one event: most words of the shorter one are the longer one's too."""
    x, y = _words(a), _words(b)
    if _is_part(x, b) or _is_part(y, a):
        return True
    if a.family != b.family or _apart(_numerals(a), _numerals(b)):
        return False
    if a.kind != b.kind:
        return _same_purpose(x[len(a.form.split()) :], y[len(b.form.split()) :])
    shared = next((n for n, (one, other) in enumerate(zip(x, y, strict=False)) if one != other), min(len(x), len(y)))
    purposes = x[shared : shared + 2], y[shared : shared + 2]
    numbered = a.form == b.form and any(word[0].isdigit() for word in _numerals(a) & _numerals(b))
    loose = (shared >= _SHARED_HEAD or numbered or not all(purposes)) and a.family not in _STRICT
    return _share(x, y) >= (_SAME if loose else 1.0)


def _is_part(words: list[str], other: Mention) -> bool:
    """'Lễ khai mạc Đại hội X' is part of 'Đại hội X' (``words``)."""
    if other.phrase is None or not other.phrase.part:
        return False
    rest = _words(other)[len(other.form.split()) :]
    size = min(len(rest), len(words))
    return size >= _FEWEST and rest[:2] == words[:2] and _share(rest, words) >= _OTHER_HEAD


def _same_purpose(x: list[str], y: list[str]) -> bool:
    return min(len(x), len(y)) >= _FEWEST and _share(x, y) >= _OTHER_HEAD


def _share(x: list[str], y: list[str]) -> float:
    return len(set(x) & set(y)) / min(len(set(x)), len(set(y)))


def _numerals(mention: Mention) -> set[str]:
    return {word for word in _words(mention) if _NUMERAL.fullmatch(word)}


def _apart(a: set[str], b: set[str]) -> bool:
    """'Kỳ họp thứ 7' and 'Kỳ họp thứ 8' are two; a shorter mention may leave numbers out, not change them."""
    return not (a <= b or b <= a)

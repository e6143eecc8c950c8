"""Which body is meant: 'Bộ', 'Ban Chỉ đạo', 'UBND tỉnh' point to a body or a province that the report names."""

from __future__ import annotations

from collections import Counter

from kg.lexicon.lexicon import Lexicon
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import BodyPhrase, PlacePhrase
from kg.text import key

_KIND = "kgv:body-kind/"


class BodyMemory:
    """Resolves body phrases in the order of the text and notes what they say."""

    def __init__(self, notebook: Notebook, lexicon: Lexicon):
        self._notebook = notebook
        self._lexicon = lexicon
        self._provinces: Counter[str] = Counter()
        self._recent: list[Record] = []

    def place(self, phrase: PlacePhrase) -> None:
        """Take note of a province or city: the report may leave it out in later names."""
        if phrase.kind in ("tỉnh", "thành phố"):
            self._provinces[phrase.name] += 1

    def resolve(self, phrase: BodyPhrase) -> Record | None:
        """Return the body a phrase means, noting its forms and its parent; None where a bare head points nowhere."""
        if phrase.bare:
            return self._bare(phrase)
        record = self._named(phrase)
        self._recent.append(record)
        if phrase.implied:
            self._notebook.name(record.key, phrase.span, "body/implied", record.name)
            return record
        rule = "body/gazetteer" if phrase.known else "body/head"
        self._notebook.name(record.key, phrase.span, rule)
        if key(self._notebook.text[phrase.span.start : phrase.span.end]) != key(record.name):
            self._notebook.name(record.key, phrase.span, rule + "/canonical", record.name)
        if phrase.parent:
            self._parent(record, phrase)
        return record

    def of_head(self, head: str) -> Record | None:
        """Return the body with that head noun, if the report has named just one so far (or one most recently)."""
        fits = [r for r in self._recent if key(r.name).startswith(key(head) + " ")]
        return fits[-1] if fits else None

    def _named(self, phrase: BodyPhrase) -> Record:
        province = self._provinces.most_common(1)[0][0] if phrase.relative and self._provinces else ""
        name = f"{phrase.name} {province}" if province else phrase.name
        known = self._lexicon.body_by_name.get(key(name))
        record = self._notebook.record("Body", known.name if known else name)
        record.concept = record.concept or (_KIND + phrase.kind if phrase.kind else "")
        record.label_en = record.label_en or phrase.label_en
        record.complete = record.complete or phrase.known or bool(province)
        return record

    def _bare(self, phrase: BodyPhrase) -> Record | None:
        head = key(phrase.name)
        fits = [r for r in self._recent if key(r.name).startswith(head + " ")]
        if not fits:
            return None
        self._notebook.mention(fits[-1].key, phrase.span, "body/bare-head")
        return fits[-1]

    def _parent(self, record: Record, phrase: BodyPhrase) -> None:
        parent = self.resolve(phrase.parent) if phrase.parent else None
        span = phrase.extended or phrase.span
        if not parent or parent is record:
            return
        record.parent = parent.key
        self._notebook.add(record.key, "org:subOrganizationOf", parent.key, span, "part-of/of")
        self._notebook.name(record.key, span, "body/with-parent")

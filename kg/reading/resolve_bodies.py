"""Which body is meant: 'Bộ', 'Ban Chỉ đạo', 'UBND tỉnh' point to a body or a province that the report names."""

from __future__ import annotations

from kg.lexicon.lexicon import Lexicon
from kg.reading.home import Home
from kg.reading.levels import placed
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import BodyPhrase
from kg.text import key

_KIND = "kgv:body-kind/"
_POINTING = frozenset({"đảng"})  # heads that alone mean another body than the last so called
_FOREIGN = "kgv:body-kind/foreign"


class BodyMemory:
    """Resolves body phrases in the order of the text and notes what they say."""

    def __init__(self, notebook: Notebook, lexicon: Lexicon, home: Home):
        self._notebook = notebook
        self._lexicon = lexicon
        self._home = home
        self._recent: list[Record] = []

    def resolve(self, phrase: BodyPhrase) -> Record | None:
        """Return the body a phrase means, noting its forms and its parent; None where a bare head points nowhere."""
        if phrase.bare:
            return self._bare(phrase)
        record = self._pointed(phrase) or self._named(phrase)
        self._recent.append(record)
        if phrase.implied:
            self._notebook.mention(record.key, phrase.span, "body/implied")
            if phrase.form:
                self._notebook.name(record.key, phrase.span, "body/implied", phrase.form)
            return record
        rule = "body/gazetteer" if phrase.known else "body/head"
        self._notebook.name(record.key, phrase.span, rule)
        if phrase.short:
            self._notebook.name(record.key, phrase.short, "body/abbreviation")
        if phrase.parent:
            self._parent(record, phrase)
        return record

    def of_head(self, head: str) -> Record | None:
        """Return the body with that head noun, if the report has named just one so far; None where it is open which."""
        fits = {r.key: r for r in self._recent if key(r.name).startswith(key(head) + " ")}
        own = [record for record in fits.values() if record.concept != _FOREIGN]
        return own[0] if len(own) == 1 else None

    def _named(self, phrase: BodyPhrase) -> Record:
        name, placed = self._full(phrase)
        known = self._lexicon.body_by_name.get(key(name))
        record = self._notebook.record("Body", known.name if known else name)
        record.concept = record.concept or (_KIND + phrase.kind if phrase.kind else "")
        record.label_en = record.label_en or phrase.label_en
        record.complete = record.complete or phrase.known or placed
        return record

    def _full(self, phrase: BodyPhrase) -> tuple[str, bool]:
        """Return (full name, whether the report's province completes it): 'Tỉnh ủy' → 'Tỉnh ủy Lạng Sơn'."""
        if not phrase.relative:
            return phrase.name, False
        level, place = self._home.place(phrase.level, phrase.span.start)
        if not place:
            return phrase.name, False
        return placed(phrase.name, level, place), level == "tỉnh"

    def _pointed(self, phrase: BodyPhrase) -> Record | None:
        """A name of no list that begins a longer one told before: 'Ban Chỉ đạo tỉnh', 'Công ty An Bình'."""
        if phrase.known or phrase.relative or phrase.parent or phrase.implied:
            return None
        start = key(phrase.name) + " "
        fits = {r.key: r for r in self._recent if key(r.name).startswith(start)}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _bare(self, phrase: BodyPhrase) -> Record | None:
        head = key(phrase.name)
        fits = [r for r in self._recent if key(r.name).startswith(head + " ")] if head not in _POINTING else []
        own = [record for record in fits if record.concept != _FOREIGN]
        if not fits:
            return None
        found = (own or fits)[-1]
        self._notebook.mention(found.key, phrase.span, "body/bare-head")
        return found

    def _parent(self, record: Record, phrase: BodyPhrase) -> None:
        parent = self.resolve(phrase.parent) if phrase.parent else None
        span = phrase.extended or phrase.span
        if not parent or parent is record:
            return
        record.parent = parent.key
        self._notebook.add(record.key, "org:subOrganizationOf", parent.key, span, "part-of/of")
        self._notebook.name(record.key, span, "body/with-parent")

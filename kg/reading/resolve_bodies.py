"""Which body is meant: 'Bộ', 'Ban Chỉ đạo', 'UBND tỉnh' point to a body or a province that the report names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.lexicon.lexicon import Lexicon, words
from kg.lexicon.tables import table
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import BodyPhrase, PlacePhrase
from kg.text import key

_KIND = "kgv:body-kind/"
_SMALL = tuple(f" {row['form']}" for row in table("place_heads") if row["role"] == "small")  # below a province


class BodyMemory:
    """Resolves body phrases in the order of the text and notes what they say."""

    def __init__(self, notebook: Notebook, lexicon: Lexicon, phrases: Iterable[object]):
        self._notebook = notebook
        self._lexicon = lexicon
        self._province = self._main_province(phrases)
        found = lexicon.places.longest(words(self._province), 0)[1]
        self._level = found[0].kind if found else ""
        self._recent: list[Record] = []

    def _main_province(self, phrases: Iterable[object]) -> str:
        """Return the province that the report's phrases name most (the first of equals): the one 'tỉnh' means."""
        named: Counter[str] = Counter()
        for phrase in phrases:
            if isinstance(phrase, PlacePhrase | BodyPhrase):
                name = phrase.name if isinstance(phrase, PlacePhrase) else phrase.place
                found = self._lexicon.places.longest(words(name), 0)[1] if name else []
                named[name] += bool(found) and found[0].kind in ("tỉnh", "thành phố")
        return max(named, key=lambda name: named[name]) if any(named.values()) else ""

    def resolve(self, phrase: BodyPhrase) -> Record | None:
        """Return the body a phrase means, noting its forms and its parent; None where a bare head points nowhere."""
        if phrase.bare:
            return self._bare(phrase)
        record = self._named(phrase)
        self._recent.append(record)
        if phrase.implied:
            self._notebook.mention(record.key, phrase.span, "body/implied")
            if phrase.form:
                self._notebook.name(record.key, phrase.span, "body/implied", phrase.form)
            return record
        rule = "body/gazetteer" if phrase.known else "body/head"
        self._notebook.name(record.key, phrase.span, rule)
        if phrase.parent:
            self._parent(record, phrase)
        return record

    def of_head(self, head: str) -> Record | None:
        """Return the body with that head noun, if the report has named just one so far; None where it is open which."""
        fits = {r.key: r for r in self._recent if key(r.name).startswith(key(head) + " ")}
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _named(self, phrase: BodyPhrase) -> Record:
        district = key(phrase.name).endswith(_SMALL)
        province = self._province if phrase.relative and not district else ""
        level = "" if key(phrase.name).endswith((" tỉnh", " thành phố", "ủy")) or not province else self._level
        name = " ".join(part for part in (phrase.name, level, province) if part)
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

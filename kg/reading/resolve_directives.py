"""Which document is meant, and what its references tell of it: number, date, issuer, subject."""

from __future__ import annotations

import re

from kg.lexicon.tables import table
from kg.model import Literal
from kg.reading.notebook import Notebook, Record
from kg.reading.phrases import DirectivePhrase, Span
from kg.reading.resolve_bodies import BodyMemory
from kg.reading.when import When
from kg.text import key, one_space

_CONGRESS = re.compile(r"đại hội (?:đại biểu toàn quốc )?(?:lần thứ )?(?:[ivxl]+|\d+)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LOCAL = frozenset(row["code"] for row in table("issuers") if row["needs"] == "place")


class DirectiveMemory:
    """Resolves document phrases in the order of the text and notes their numbers, dates, issuers and subjects."""

    def __init__(self, notebook: Notebook, bodies: BodyMemory):
        self._notebook = notebook
        self._bodies = bodies
        self._known: list[tuple[DirectivePhrase, Record]] = []
        self._facts: dict[str, dict[str, str]] = {}

    def resolve(self, phrase: DirectivePhrase) -> Record | None:
        """Return the document a phrase means; None where 'Nghị quyết' alone points nowhere."""
        record = self._point(phrase) if phrase.pointing else self._named(phrase)
        if record is None:
            return None
        if phrase.pointing:
            self._notebook.mention(record.key, phrase.span, "directive/type-alone")
            return record
        self._notebook.name(record.key, phrase.span, "directive/reference")
        self._known.append((phrase, record))
        self._tell(record, phrase)
        self._share_issuer(phrase)
        return record

    def _share_issuer(self, phrase: DirectivePhrase) -> None:
        """'các Nghị quyết số 11, 12 và 13-NQ/TW của Bộ Chính trị': the earlier ones of the list are issued likewise."""
        if phrase.reference.listed or not phrase.issued:
            return
        body = self._bodies.resolve(phrase.issuer) if phrase.issuer else None
        for known, record in reversed(self._known[:-1]):
            if not known.reference.listed or known.reference.symbol != phrase.reference.symbol or not body:
                break
            span = Span(known.span.start, phrase.issued.end)
            self._notebook.add(record.key, "kg:issuedBy", body.key, span, "directive/of-issuer-list")

    def _point(self, phrase: DirectivePhrase) -> Record | None:
        kind = phrase.reference.type
        return next((record for known, record in reversed(self._known) if known.reference.type == kind), None)

    def _named(self, phrase: DirectivePhrase) -> Record:
        """Return the record for a reference: by its full number; a bare number joins the one full number it fits."""
        reference = phrase.reference
        if not reference.number and reference.num:
            fits = {
                record.key: record
                for known, record in self._known
                if known.reference.num == reference.num and known.reference.type == reference.type
            }
            if len(fits) == 1:
                return next(iter(fits.values()))
        record = self._notebook.record("Directive", phrase.name, key(reference.number or phrase.name))
        if reference.type:
            record.concept = reference.type.concept
        return record

    def _tell(self, record: Record, phrase: DirectivePhrase) -> None:
        facts = self._facts.setdefault(record.key, {})
        reference, note = phrase.reference, self._notebook
        number = reference.number or reference.num
        if number and (reference.number or "number" not in facts):
            note.add(record.key, "kg:number", Literal(number), phrase.span, "directive/number")
            facts["number"] = number
        if phrase.issuer and phrase.issued:
            body = self._bodies.resolve(phrase.issuer)
            if body:
                span = Span(phrase.span.start, phrase.issued.end)
                note.add(record.key, "kg:issuedBy", body.key, span, "directive/of-issuer")
                facts["issuer"] = key(body.name)
        if phrase.subject:
            self._subject(record, phrase.subject)
        self._date(record, phrase, facts)

    def _subject(self, record: Record, span: Span) -> None:
        words = one_space(self._notebook.text[span.start : span.end])
        topic = self._notebook.record("Topic", words)
        topic.complete = True
        self._notebook.name(topic.key, span, "directive/about")
        self._notebook.add(record.key, "kg:guides", topic.key, span, "directive/about")

    def _date(self, record: Record, phrase: DirectivePhrase, facts: dict[str, str]) -> None:
        year = str(phrase.reference.year or "") or self._name_year(phrase)
        if phrase.date:
            when, span = phrase.date
            assert isinstance(when, When)
            date = when.first
            if date.full:
                self._dated(record, "eli:date_document", Literal(date.lexical, "xsd:date"), date.bounds(), span)
                facts["date"] = date.lexical
            year = year or (f"{date.year}" if date.year else "")
        if year:
            facts["year"] = year
            if "date" not in facts:
                bounds = (f"{year}-01-01", f"{year}-12-31")
                self._dated(record, "kg:year", Literal(year, "xsd:gYear"), bounds, phrase.span)

    @staticmethod
    def _name_year(phrase: DirectivePhrase) -> str:
        found = _YEAR.search(phrase.name) if not phrase.reference.number else None
        return found.group() if found else ""

    def _dated(
        self, record: Record, predicate: str, value: Literal, bounds: tuple[str, str] | None, span: Span
    ) -> None:
        self._notebook.add(record.key, predicate, value, span, "directive/date")
        if bounds:
            for name, day in zip(("kg:earliest", "kg:latest"), bounds, strict=True):
                self._notebook.add(record.key, name, Literal(day, "xsd:date"), span, "directive/date")

    def finish(self) -> None:
        """Give every document its identity key: type, number, year or term; a local one needs its issuer too.

        Party numbers start anew in each term (Hướng dẫn 36-HD/VPTW), State ones in each year (30/2020/NĐ-CP), those of
        the National Assembly carry their term.
        """
        for phrase, record in self._known:
            facts = self._facts[record.key]
            number = facts.get("number", "")  # its case counts: CT is a directive, CTr a programme
            period = self._period(phrase, facts)
            local = any(code in _LOCAL for code in phrase.reference.issuers)
            issuer = facts.get("issuer", "") if local else ""
            if phrase.reference.number:
                kind = phrase.reference.type
                named = f"{key(kind.name)} {number}" if kind else number
                record.identity = tuple(part for part in (named, period, issuer) if part)
                record.complete = bool(period) and (not local or self._placed(issuer))
            elif not phrase.reference.num:
                record.identity, record.complete = (_plain_name(phrase.name),), self._self_evident(phrase)

    def _placed(self, issuer: str) -> bool:
        return any(r.complete and key(r.name) == issuer for r in self._notebook.records.values() if r.kind == "Body")

    @staticmethod
    def _period(phrase: DirectivePhrase, facts: dict[str, str]) -> str:
        codes = phrase.reference.issuers
        if any(code.startswith(("QH", "UBTVQH")) and code[-1].isdigit() for code in codes):
            return codes[-1]
        if "/" in phrase.reference.symbol:
            return party_term(facts.get("date", ""))
        return facts.get("year", "")

    @staticmethod
    def _self_evident(phrase: DirectivePhrase) -> bool:
        """A congress of the Party with its number, or a law with its year, needs no more to be known."""
        name = key(phrase.name)
        congress = _CONGRESS.search(name) is not None and "đảng bộ" not in name
        return bool(_YEAR.search(name)) or congress or ("trung ương" in name and "khóa" in name)


def _plain_name(name: str) -> str:
    """Fold a document's name: 'Luật Đất đai năm 2013' is 'Luật Đất đai 2013', 'Đại hội lần thứ XIII' 'Đại hội XIII'."""
    return re.sub(r" (?:năm|lần thứ|đại biểu toàn quốc|của đảng)(?= |$)", "", key(name))


def party_term(day: str) -> str:
    """Return 'khóa X' for an xsd:date in the term of the tenth Central Committee; '' where unknown."""
    for row in table("terms"):
        if row["system"] == "party" and day and row["from"] <= day and (not row["to"] or day < row["to"]):
            return f"khóa {row['term']}"
    return ""

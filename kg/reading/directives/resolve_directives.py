"""Which document is meant, and what its references tell of it: number, date, issuer, subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.dates import PartialDate
from kg.lexicon.issuers import local_codes
from kg.lexicon.terms import term_named
from kg.model import Literal
from kg.reading.bodies.resolve_bodies import BodyMemory
from kg.reading.directives.document_identity import canonical_name, period, plain_name, same_subject, self_evident
from kg.reading.directives.document_shelf import Numbers, Shelf
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.words.calendar import Days
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import DirectivePhrase, DocumentLinked, PostPhrase, Span
from kg.reading.words.references import Reference
from kg.reading.words.tokens import Token
from kg.reading.words.when import When
from kg.text import key, one_space

_YEAR = re.compile(r"(?:19|20)\d\d$")
_REGULATION = "kgv:document-type/QyD"  # shares its code with Quyết định in Party numbers
_ANY = "Văn bản"
_HEADLINE = 600  # characters at a report's begin
_WORD = 14  # characters before a document's name in which 'ban hành' stands
_WORDS_OF_DAY = 24  # characters before a day in which 'cùng ký' stands
_PARTY = frozenset({"party-organ", "party-committee", "steering-committee"})  # who issues documents '/TW'


class DirectiveMemory:
    """Resolves document phrases in the order of the text and notes their numbers, dates, issuers and subjects.

    ``references`` are all of the report's, so that a bare number finds its full one ahead too, and ``phrases`` its
    documents, so that a headline's 'Chỉ thị về …' is the one whose number follows; ``days`` gives a
    date without its year ('ngày 20/5') that of the report.
    """

    def __init__(
        self,
        notebook: Notebook,
        bodies: BodyMemory,
        people: PeopleMemory,
        references: Iterable[Reference],
        days: Days,
        phrases: Iterable[DirectivePhrase],
    ):
        self._notebook = notebook
        self._bodies = bodies
        self._numbers = Numbers(references)
        self._ahead: dict[str, list[DirectivePhrase]] = {}
        for phrase in phrases:
            if phrase.reference.number and phrase.reference.type and not phrase.title:
                self._ahead.setdefault(phrase.reference.type.name, []).append(phrase)
        self._shelves: dict[str, Shelf] = {}
        self._days = days
        self._people = people
        self._known: list[tuple[DirectivePhrase, Record]] = []
        self._facts: dict[str, dict[str, str]] = {}
        self._variants: dict[str, list[str]] = {}
        self._proposed: dict[str, tuple[PartialDate, Span, bool]] = {}
        self.page: Record | None = None  # the document whose own page the report is
        self._pointed: Record | None = None
        self._announced: Record | None = None

    def resolve(self, phrase: DirectivePhrase) -> Record | None:
        """Return the document a phrase means; None where 'Nghị quyết' alone points nowhere."""
        told_again = None if phrase.pointing else self._own_page(phrase) or self._told_again(phrase)
        if self._nicknamed(phrase):
            return None
        record = self._point(phrase) if phrase.pointing else told_again or self._named(phrase)
        if record is None:
            return None
        if phrase.pointing or told_again:
            self._pointed = record
            self._notebook.mention(record.key, phrase.span, "directive/type-alone")
            return record
        self._notebook.name(record.key, phrase.span, "directive/reference")
        self._known.append((phrase, record))
        self._shelve(record, phrase)
        self._tell(record, phrase)
        self._share_issuer(phrase)
        self._share_day(phrase)
        for linked in phrase.links:
            self._link(record, linked)
        if phrase.links:
            self._shelve(record, phrase)  # 'Nghị định này' is not the one that it amends
        return record

    def _shelve(self, record: Record, phrase: DirectivePhrase) -> None:
        subject = self._words(phrase.subject) if phrase.subject else ""
        numbered = bool(phrase.reference.num) and not phrase.title
        self._shelf(phrase.reference).put(record, self._title(phrase), numbered=numbered, subject=subject)

    def _link(self, record: Record, linked: DocumentLinked) -> None:
        """State the relation to a document that the tail names."""
        other = self.resolve(linked.document)
        if not other or not linked.predicate or other is record:
            return
        subject, target = (other, record) if linked.reverse else (record, other)
        rule = f"{linked.predicate.partition(':')[2]}/tail"
        self._notebook.add(subject.key, linked.predicate, target.key, linked.span, rule)

    def _share_issuer(self, phrase: DirectivePhrase) -> None:
        """'các Nghị quyết số 11, 12 và 13-NQ/TW của Bộ Chính trị': the earlier ones of the list are issued likewise."""
        if phrase.reference.listed or not phrase.issued or not phrase.issuer or phrase.holder:
            return
        body = self._bodies.resolve(phrase.issuer)
        last = phrase
        for known, record in reversed(self._known[:-1]):
            if not body or not self._same_list(known, last):
                break
            span = Span(known.span.start, phrase.issued.end)
            self._notebook.add(record.key, "kg:issuedBy", body.key, span, "directive/of-issuer-list")
            self._facts[record.key].setdefault("issuer", key(body.name))
            if phrase.subject and not known.title:
                self._subject(record, phrase.subject)
            last = known

    def _share_day(self, phrase: DirectivePhrase) -> None:
        """'các Quyết định số 31, 32 và 33/QĐ-TTg cùng ký ngày 9/1/2019': all of the list are of that day."""
        date, last = phrase.date, phrase
        before = self._notebook.text[max(0, date.start - _WORDS_OF_DAY) : date.start].split() if date else []
        when = self._days.resolve(date) if date and "cùng" in before[-3:] else None
        for known, record in reversed(self._known[:-1]) if date and when else ():
            if known.date or not self._same_list(known, last):
                break
            self.dated(record, when.first, Span(date.start, date.end))  # type: ignore[union-attr]
            last = known

    def _same_list(self, known: DirectivePhrase, last: DirectivePhrase) -> bool:
        """Whether ``last`` goes on the list in which ``known`` stands: 'số 11, 12', '123-NQ/TW và 125-NQ/TW'."""
        if known.issuer or known.subject or known.reference.type != last.reference.type or not known.reference.num:
            return False
        if known.reference.listed:
            return True
        between = self._notebook.text[known.date.end if known.date else known.span.end : last.span.start]
        return between.strip() in (",", "và", ", và", ";")

    def _point(self, phrase: DirectivePhrase) -> Record | None:
        """'Nghị định này' is the one that the report announces as signed or issued, else the one named last.

        'Văn bản này' may be of any type.
        """
        named = self._shelf(phrase.reference).pointed()
        anything = phrase.reference.type is not None and phrase.reference.type.name == _ANY
        return self.told_of if anything and not named else named

    @property
    def told_of(self) -> Record | None:
        """The document that the report speaks of: the one announced last, or pointed to last, else its first one."""
        return self._announced or self._pointed or (self._known[0][1] if self._known else None)

    def _shelf(self, reference: Reference) -> Shelf:
        kind = reference.type.name if reference.type else ""
        return self._shelves.setdefault(kind, Shelf())

    def _told_again(self, phrase: DirectivePhrase) -> Record | None:
        """Return the document meant by 'Nghị quyết của Tỉnh ủy', 'Chỉ thị về công tác lưu trữ', if it was named before.

        That is the only one of its type; or, with a subject, the one of that subject.
        """
        own = phrase.reference.num or phrase.title or phrase.date or phrase.draft or phrase.links
        if own or not (phrase.issuer or phrase.subject):
            return None
        shelf = self._shelf(phrase.reference)
        found = shelf.about(self._words(phrase.subject)) if phrase.subject else shelf.only()
        return found or self._told_below(phrase)

    def _own_page(self, phrase: DirectivePhrase) -> Record | None:
        """Return the document whose page the report is, for 'BODY ban hành Kế hoạch …' on it; note its subject."""
        kind = phrase.reference.type.name if phrase.reference.type else ""
        subject = phrase.title or phrase.subject
        before = self._notebook.text[max(0, phrase.span.start - _WORD) : phrase.span.start]
        same = self.page is not None and self.page.concept == phrase.reference.type.concept  # type: ignore[union-attr]
        if phrase.reference.num or not (kind and subject and same and before.split()[-2:] == ["ban", "hành"]):
            return None
        assert self.page is not None
        self._subject(self.page, subject)
        return self.page

    def _told_below(self, phrase: DirectivePhrase) -> Record | None:
        """Return the document whose number the report gives below: the only one of that subject, or of that issuer."""
        head = phrase.span.start < _HEADLINE and phrase.reference.type is not None
        ahead = self._ahead.get(phrase.reference.type.name, []) if head else []  # type: ignore[union-attr]
        fits = [known for known in ahead if self._fits(phrase, known)]
        numbers = {known.reference.plain for known in fits}
        return self._named(fits[0]) if len(numbers) == 1 else None

    def _fits(self, phrase: DirectivePhrase, known: DirectivePhrase) -> bool:
        if phrase.subject:
            told = self._words(known.subject) if known.subject else ""
            return bool(told) and same_subject(self._words(phrase.subject), told)
        return bool(phrase.issuer and known.issuer) and key(phrase.issuer.name) == key(known.issuer.name)  # type: ignore[union-attr]

    def _words(self, span: Span) -> str:
        return self._notebook.text[span.start : span.end]

    def _nicknamed(self, phrase: DirectivePhrase) -> bool:
        """'… phê duyệt Đề án “…” (Đề án 977)': a short name for what the words before it name."""
        text, span = self._notebook.text, phrase.span
        bracketed = text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
        return bracketed and bool(phrase.reference.num) and not phrase.reference.number

    def announce(self, record: Record) -> None:
        """Note that the report tells of a document's being signed or issued."""
        self._announced = record
        for shelf in self._shelves.values():
            if record.key in shelf.records:
                shelf.announce(record)

    def _named(self, phrase: DirectivePhrase) -> Record:
        """Return the record for a reference: by its full number; a bare number joins the one full number it fits."""
        reference = phrase.reference
        if not reference.number and reference.num:
            reference = self._numbers.whole(reference)
        record = self._by_title(phrase, reference)
        if record is None:
            local = self._local(reference, phrase)
            record = self._notebook.record("Directive", phrase.name, local)
        if reference.type:
            record.concept = record.concept or reference.type.concept
        return record

    def _by_title(self, phrase: DirectivePhrase, reference: Reference) -> Record | None:
        """Return the document that was named by that title; a law also with its number, if not with another one."""
        law = bool(phrase.title) and reference.type is not None and reference.type.titled == "law"
        if reference.num and not law:
            return None
        record = self._shelf(reference).named(self._title(phrase))
        told = self._facts.get(record.key, {}).get("number", "") if record else ""
        return None if told and reference.num and told != reference.number else record

    def _title(self, phrase: DirectivePhrase) -> str:
        """Return a document's name without its number: 'Luật Giá năm 2023' for 'Luật Giá số 16/2023/QH15'."""
        reference, title = phrase.reference, phrase.title
        if not reference.num or not title or not reference.type:
            return phrase.name
        year = f" năm {reference.year}" if reference.year else ""
        return f"{reference.type.name} {self._words(title)}{year}"

    def _local(self, reference: Reference, phrase: DirectivePhrase) -> str:
        """Return the report-local key: the number, or type and bare number, or the name.

        Of two days in different years or terms the number means two documents; elsewhere the last one named with it.
        """
        if not reference.num:
            return key(phrase.name)
        kind = f"{key(reference.type.name)} " if reference.type and not reference.number else ""
        kind += "quy định " if reference.type and reference.type.concept == _REGULATION and reference.typed else ""
        base = key(kind + (reference.plain or reference.num))
        variants = self._variants.setdefault(base, [base])
        when = self._days.resolve(phrase.date) if phrase.date else None
        if not when or not when.first.full or not reference.number:
            return variants[-1]
        told = period(reference, when.first.lexical, str(when.first.year), "")
        for local in variants:
            facts = self._facts.get(f"directive/{local}", {})
            known = facts.get("date") and period(reference, facts["date"], facts["date"][:4], "")
            if not known or known == told:
                return local
        variants.append(f"{base} {key(told)}")
        return variants[-1]

    def _tell(self, record: Record, phrase: DirectivePhrase) -> None:
        facts = self._facts.setdefault(record.key, {})
        if phrase.term:
            self._term(record, phrase.term, facts)
        reference, note = phrase.reference, self._notebook
        number = reference.number or reference.cited or reference.num
        if number and "number" not in facts:
            whole = self._numbers.whole(reference).number or number
            note.add(record.key, "kg:number", Literal(whole), phrase.span, "directive/number")
            facts["number"] = whole
        if phrase.issuer and phrase.issued:
            body = self._people.person(phrase.holder) if phrase.holder else self._bodies.resolve(phrase.issuer)
            if body and self._may_issue(body, reference):
                span = Span(phrase.span.start, phrase.issued.end)
                note.add(record.key, "kg:issuedBy", body.key, span, "directive/of-issuer")
                facts["issuer"] = key(body.name)
            for other in map(self._bodies.resolve, phrase.others):
                if other:
                    span = Span(phrase.span.start, phrase.issued.end)
                    note.add(record.key, "kg:issuedBy", other.key, span, "directive/of-issuers")
        for subject in (phrase.subject, phrase.title):
            if subject:
                self._subject(record, subject)
        self._date(record, phrase, facts)

    def _term(self, record: Record, words: Span, facts: dict[str, str]) -> None:
        """Note the term that is told; where the date lies in another one, kg check shows both."""
        term = term_named(self._words(words).split()[-1])
        facts.setdefault("term", term)
        self._notebook.add(record.key, "kg:term", Literal(term), words, "directive/term")

    @staticmethod
    def _may_issue(body: Record, reference: Reference) -> bool:
        """Whether a body can be the issuer that a number's code tells: 'Đề án … Nghị quyết 123-NQ/TW … của Viện X'."""
        party = body.kind != "Body" or body.concept.rpartition("/")[2] in _PARTY or not body.concept
        return party or "TW" not in reference.issuers

    def _subject(self, record: Record, span: Span) -> None:
        words = one_space(self._notebook.text[span.start : span.end])
        topic = self._notebook.record("Topic", words)
        topic.complete = True
        self._notebook.name(topic.key, span, "directive/about")
        self._notebook.add(record.key, "kg:guides", topic.key, span, "directive/about")

    def _date(self, record: Record, phrase: DirectivePhrase, facts: dict[str, str]) -> None:
        if phrase.date:
            when = self._days.resolve(phrase.date)
            if when:
                self.dated(record, when.first, Span(phrase.date.start, phrase.date.end))
        year = self._name_year(phrase)
        if year and "date" not in facts:
            facts["year"] = year
            bounds = (f"{year}-01-01", f"{year}-12-31")
            self._bounded(record, "kg:year", Literal(year, "xsd:gYear"), bounds, phrase.span)
        if phrase.reference.year:
            facts.setdefault("year", str(phrase.reference.year))

    def dated(self, record: Record, date: PartialDate, span: Span) -> None:
        """Note the day, or at least the year, of a document; what was told of it before stays."""
        facts = self._facts.setdefault(record.key, {})
        if date.full:
            self._bounded(record, "eli:date_document", Literal(date.lexical, "xsd:date"), date.bounds(), span)
            facts["date"] = date.lexical
            facts.setdefault("year", str(date.year))
        elif date.year and "year" not in facts:
            facts["year"] = str(date.year)
            self._bounded(record, "kg:year", Literal(str(date.year), "xsd:gYear"), date.bounds(), span)

    def office(self, post: PostPhrase) -> Record | None:
        """Return the body for which an office acts whose holder the report does not name: 'Thủ tướng Chính phủ'."""
        return self._bodies.resolve(replace(post.body, implied=True)) if post.body and not post.body.bare else None

    def is_issued(self, record: Record) -> bool:
        """Whether the report has named who issued a document, behind its name."""
        return "issuer" in self._facts.get(record.key, {})

    def propose_day(self, record: Record, token: Token) -> None:
        """Note the day on which a document was signed or issued: it counts where the report tells no day of its own."""
        when = self._days.resolve(token)
        if when and when.first.full and when.first == when.last:
            told = isinstance(token.value, When) and bool(token.value.first.year)
            self._proposed.setdefault(record.key, (when.first, Span(token.start, token.end), told))

    @staticmethod
    def _name_year(phrase: DirectivePhrase) -> str:
        named = not phrase.reference.number and phrase.reference.type and phrase.reference.type.titled == "law"
        found = _YEAR.search(phrase.name) if named else None
        return found.group() if found else ""

    def _bounded(
        self, record: Record, predicate: str, value: Literal, bounds: tuple[str, str] | None, span: Span
    ) -> None:
        self._notebook.add(record.key, predicate, value, span, "directive/date")
        if bounds:
            self._bounds(record, bounds, span)

    def _bounds(self, record: Record, bounds: tuple[str, str], span: Span) -> None:
        for name, day in zip(("kg:earliest", "kg:latest"), bounds, strict=True):
            self._notebook.add(record.key, name, Literal(day, "xsd:date"), span, "directive/date")

    def finish(self) -> None:
        """Give every document its identity key: type, number, year or term; a local one needs its issuer too."""
        placed = {key(r.name) for r in self._notebook.records.values() if r.kind == "Body" and r.complete}
        latest = max((facts["date"] for facts in self._facts.values() if "date" in facts), default="")
        for local, (day, span, told) in self._proposed.items():
            # What a report announces first is its latest document: a reckoned year must agree with that.
            first = local == self._known[0][1].key
            if "date" not in self._facts.get(local, {}) and (told or not first or day.lexical >= latest):
                self.dated(self._notebook.records[local], day, span)
        numbered = {record.key for phrase, record in self._known if phrase.reference.number}
        for phrase, record in reversed(self._known):  # the first to name its number decides
            facts = self._facts[record.key]
            local = not local_codes().isdisjoint(phrase.reference.issuers)
            issuer = facts.get("issuer", "") if local else ""
            if phrase.reference.number:
                when = period(phrase.reference, *(facts.get(part, "") for part in ("date", "year", "term")))
                named = canonical_name(phrase.reference, facts["number"])
                record.identity = tuple(part for part in (named, when, issuer) if part)
                record.complete = bool(when) and (not local or issuer in placed)
                self._bound_by_number(record, phrase, facts)
            elif not phrase.reference.num and record.key not in numbered:
                record.identity, record.complete = (plain_name(phrase.name),), self_evident(phrase.name)

    def _bound_by_number(self, record: Record, phrase: DirectivePhrase, facts: dict[str, str]) -> None:
        """The year in a number is no date, but the document is of that year."""
        year = phrase.reference.year
        if year and "date" not in facts and not facts.get("bounded"):
            facts["bounded"] = "yes"
            self._bounds(record, (f"{year}-01-01", f"{year}-12-31"), phrase.span)

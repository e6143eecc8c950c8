"""Which documents are one: by a whole identity, else by number and date, issuer, subject; never by the number alone.

A reference without its year, term or place joins one that has them only where no other fits as well.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from kg.dates import days_between
from kg.lexicon.issuers import local_codes
from kg.lexicon.terms import term_on, terms, terms_in
from kg.model import Entity
from kg.resolution.sheet import NameOf, Paper, Sheet, known, may_be_one, named
from kg.resolution.unit import Mention, Rules, Unit
from kg.resolution.verdict import SAME, Reason, Verdict, compared, differing, reason, verdict

_SEP = "\x1f"
_NUMBERED = re.compile(r"(?:(?P<type>.+?) )?(?:số )?0*(?P<number>\d+)(?P<symbol>[-/]\S*)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TERM = re.compile(r"khóa ([IVX]+)$")
_NEAR = 60  # days
_LEEWAY = 400  # days after which a number that starts anew each year is another one
_YEARS_BEFORE = 2.5  # times as much speaks against a report that is years older than a document
_LONG = 8  # syllables of a name that hardly two documents share
_ALIKE = 0.8  # the share of the shorter subject's words that the longer has too
_FEWEST = 2  # syllables of a subject that tells anything
_CENTRAL = ("ban chấp hành trung ương đảng", "bộ chính trị", "ban bí thư")
_EMPTY = re.compile(r"^(?:(?:về|việc|công tác|một số|vấn đề|nhiệm vụ|giải pháp|tăng cường|đẩy mạnh) )+")


@dataclass(frozen=True, slots=True)
class PaperTold:
    """What a report says of a document.

    ``name`` is its canonical name (type, number, symbol); ``period`` the year or term and whatever else is in its
    identity, ``years`` those told beside it; ``issuers`` what names the bodies' clusters; ``home`` the report's own.
    """

    name: str
    period: tuple[str, ...]
    days: frozenset[str]
    years: frozenset[str]
    issuers: frozenset[str]
    subjects: frozenset[str]
    home: str
    occasions: frozenset[str]


@dataclass(frozen=True, slots=True)
class PaperView:
    """What all reports of a unit say of a document.

    ``years`` are told or of its days, ``terms`` told or those in which its days, else its years, lie.
    """

    kind: str
    number: str
    symbol: str
    name: str
    days: frozenset[str]
    years: frozenset[str]
    terms: frozenset[str]
    issuers: frozenset[str]
    subjects: tuple[tuple[str, tuple[str, ...]], ...]
    homes: frozenset[str]
    occasions: frozenset[str]


def mentions(sheet: Sheet, body_name: NameOf) -> Iterator[Mention]:
    """Yield the documents of a report; ``body_name`` gives what names a body's cluster."""
    occasions = frozenset(occasion for occasion, _ in sheet.occasions(body_name))
    twins = sheet.twins("Directive")
    for document in sheet.of("Directive"):
        told = _told(sheet, document, body_name, occasions)
        unit = _unit(document, told, twin=sheet.names[document.key] in twins)
        yield Mention(
            sheet.member(document.key), unit, told, frozenset(_keys(told)), document.complete, sheet.date, sheet.seen
        )


class DirectiveRules(Rules):
    """How documents are compared."""

    def view(self, tolds: list[Any]) -> PaperView:
        """See :class:`kg.resolution.unit.Rules`."""
        name = min(told.name for told in tolds)
        kind, number, symbol = parts(name)
        days = frozenset(day for told in tolds for day in told.days)
        parts_ = {part for told in tolds for part in told.period}
        told_years = {year for part in parts_ for year in _YEAR.findall(part)}.union(*(told.years for told in tolds))
        years = frozenset(told_years) or frozenset(day[:4] for day in days)
        return PaperView(
            kind, number, symbol, name, days,
            years=years,
            terms=frozenset(found[1] for part in parts_ if (found := _TERM.match(part))) or _terms_of(days, years),
            issuers=frozenset(issuer for told in tolds for issuer in told.issuers),
            subjects=_subjects(subject for told in tolds for subject in told.subjects),
            homes=frozenset(told.home for told in tolds if told.home),
            occasions=frozenset(occasion for told in tolds for occasion in told.occasions),
        )  # fmt: skip

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """See :class:`kg.resolution.unit.Rules`."""
        if a.identified and b.identified:
            return None
        mine, other = a.view, b.view
        if mine.kind and other.kind and mine.kind != other.kind or mine.number != other.number:
            return None
        found = [*_name(mine, other), *_when(a, b), *_issuer(mine, other), *_subject(mine, other), *_place(mine, other)]
        return verdict(found) if found else None

    def apart(self, a: Unit, b: Unit) -> bool:
        """See :class:`kg.resolution.unit.Rules`: so are two identities, numbers of two terms or years, and what
        was told of years before the other was issued.
        """
        if a.identified and b.identified:
            return True
        mine, other = a.view, b.view
        if any(_long_before(one, two) for one, two in ((a, b), (b, a))):
            return True
        told = {"term": (mine.terms, other.terms), "year": (mine.years, other.years)}
        one, two = told.get(_series(mine, other), (frozenset(), frozenset()))
        return bool(one and two and one.isdisjoint(two))

    def passing(self, verdict: Verdict) -> bool:
        """See :class:`kg.resolution.unit.Rules`: that a number is in the news does not tell of which year or term."""
        near = sum(one.weight for one in verdict.reasons if one.code == "near-reports")
        return near > 0 and verdict.score - near < SAME


def parts(name: str) -> tuple[str, str, str]:
    """Return type, number and symbol of a document's canonical name; a name without number is its type alone."""
    match = _NUMBERED.match(name)
    if not match:
        return name, "", ""
    return match["type"] or "", match["number"], match["symbol"] or ""


def _name(mine: PaperView, other: PaperView) -> Iterator[Reason]:
    if not mine.number:
        if len(mine.name.split()) >= _LONG or _YEAR.search(mine.name):
            yield reason("same-document-name", mine.name)
    elif mine.symbol and other.symbol:
        same = mine.symbol == other.symbol
        words = (min(mine.name, other.name),) if same else sorted((mine.symbol, other.symbol))
        yield reason("same-number" if same else "other-symbol", *words)
    else:
        yield reason("same-digits", f"{mine.kind or other.kind} {mine.number}")


def _when(a: Unit, b: Unit) -> Iterator[Reason]:
    """Yield what the dates say: of the documents, else of the reports."""
    mine, other = a.view, b.view
    yield from _dates(mine, other)
    dated = mine.years and other.years
    if not (dated or a.identified or b.identified) and a.span and b.span and mine.number:
        apart = max(days_between(a.span[0], b.span[1]), days_between(b.span[0], a.span[1]))
        if apart <= _NEAR:
            yield reason("near-reports", str(_NEAR))
    if (_local(mine.symbol) or _local(other.symbol)) and not dated and (years := _years_apart(a, b)):
        yield reason("years-apart", str(years))
    if same := mine.occasions & other.occasions:
        yield reason("same-occasion", min(same).split(_SEP)[0])
    for one, two in ((a, b), (b, a)):
        issued = _long_before(one, two)
        if issued and not two.view.days:
            yield reason("before-period", one.span[1], issued)
        elif one.span and two.view.days and one.span[0] < min(two.view.days):
            yield reason("before-issue", one.span[0], min(two.view.days), times=_YEARS_BEFORE if issued else 1.0)


def _dates(mine: PaperView, other: PaperView) -> Iterator[Reason]:
    """Yield what the documents' own dates, years and terms say."""
    series = _series(mine, other)
    if series == "term":
        yield from differing("other-term", mine.terms, other.terms)
    elif series == "year":
        yield from differing("other-year", mine.years, other.years)
    if mine.days and other.days:
        yield from compared("same-date", "other-date", mine.days, other.days)
    elif common := mine.years & other.years:
        yield reason("same-year", min(common))
    elif mine.number and series != "year":
        yield from differing("other-date", mine.days or mine.years, other.days or other.years)


def _terms_of(days: frozenset[str], years: frozenset[str]) -> frozenset[str]:
    """Return the Party's terms in which days, else years, lie: two for the year of a congress."""
    dated = {term.name for day in days if (term := term_on("party", day))}
    found = (terms_in("party", f"{year}-01-01", f"{year}-12-31") for year in years)
    return frozenset(dated) or frozenset(term.name for lying in found for term in lying)


def _long_before(a: Unit, b: Unit) -> str:
    """Return from when at the earliest a document is, where all that is told of another is years older, else ''.

    No report names a document years before it is issued. That a report's own date may be wrong is minded by a leeway,
    and by this: what tells any time of its own is compared by that.
    """
    mine = a.view
    if not a.span or mine.days or mine.years or mine.terms:
        return ""
    issued = _earliest(b.view, _series(mine, b.view))
    return issued if issued and days_between(a.span[1], issued) > _LEEWAY else ""


def _earliest(view: PaperView, series: str) -> str:
    """Return the first day that a document may be of, by its days, years or term; '' where none is known."""
    if view.days or view.years:
        return min(view.days) if view.days else f"{min(view.years)}-01-01"
    begun = (term.first for term in terms() if term.system == "party" and term.name in view.terms)
    return min(begun, default="") if series == "term" else ""


def _series(mine: PaperView, other: PaperView) -> str:
    """Return what a number of these is unique in: 'term' for the Party's ('41-CT/TW'), else 'year'; '' where unknown.

    Numbers of the National Assembly carry their term.
    """
    symbols = [symbol for symbol in (mine.symbol, other.symbol) if symbol]
    if not symbols or any("QH" in symbol for symbol in symbols):
        return ""
    return "term" if any(symbol.startswith("-") and "/" in symbol for symbol in symbols) else "year"


def _years_apart(a: Unit, b: Unit) -> int:
    """Return how many years lie between what is known of two documents' time, 0 for less than one or none known."""
    spans = [_time(unit) for unit in (a, b)]
    if not all(spans):
        return 0
    (one, two), (three, four) = spans
    beyond = max(days_between(two, three), days_between(four, one)) - _LEEWAY
    return beyond // 365 + 1 if beyond > 0 else 0


def _time(unit: Unit) -> tuple[str, str] | None:
    """Return the first and last day of a document, else of its years, else of the reports that name it."""
    view = unit.view
    if view.days:
        return min(view.days), max(view.days)
    if view.years:
        return f"{min(view.years)}-01-01", f"{max(view.years)}-12-31"
    return unit.span


def _issuer(mine: PaperView, other: PaperView) -> Iterator[Reason]:
    """Yield what the issuers say, by the names that the reports have."""
    pairs = [(a, b) for a in mine.issuers for b in other.issuers if may_be_one(_family(a), _family(b))]
    if same := [named(a) for a, b in pairs if may_be_one(a, b)]:
        yield reason("same-issuer", min(same))
    elif pairs:
        yield reason("kin-issuers", *min(sorted((named(a), named(b))) for a, b in pairs))
    else:
        yield from differing("other-issuer", mine.issuers, other.issuers, named)


def _subject(mine: PaperView, other: PaperView) -> Iterator[Reason]:
    if mine.subjects and other.subjects:
        alike = [min(a, b) for a, words in mine.subjects for b, others in other.subjects if _alike(words, others)]
        shown = sorted((mine.subjects[0][0], other.subjects[0][0]))
        yield reason("same-subject", min(alike)) if alike else reason("other-subject", *shown)


def _place(mine: PaperView, other: PaperView) -> Iterator[Reason]:
    """Local symbols ('-KH/TU', 'QĐ-UBND') are every province's."""
    if _local(mine.symbol) or _local(other.symbol):
        yield from compared("same-home-number", "other-home", mine.homes, other.homes)


@lru_cache(maxsize=1 << 12)
def _local(symbol: str) -> bool:
    """Whether a symbol has the code of a body that each place has: '-KH/TU', '/QĐ-UBND', '/KH-SYT', '-TTHĐND'."""
    told = symbol.upper()
    of_a_place = "UBND" in told or told.endswith("HĐND")
    return of_a_place or not _local_codes().isdisjoint((*re.split("[-/]", told), *re.split("[-/&]", told)))


@cache
def _local_codes() -> frozenset[str]:
    """A lone 'BTV' is the standing board of any committee."""
    return frozenset({"BTV", *(code.upper() for code in local_codes())})


def _family(issuer: str) -> str:
    """The Politburo, the Secretariat and the Central Committee issue in one series of numbers."""
    return _SEP + _CENTRAL[0] if named(issuer) in _CENTRAL else issuer  # before all others by code point


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two subjects are one: one begins as the other is, or both begin alike and share most of their words.

    The end of a subject is less sure than its beginning: a report's own words may follow it.
    """
    few, many = sorted((a, b), key=len)
    if many[: len(few)] == few:
        return True
    return not {*few[:2]}.isdisjoint(many[:2]) and len({*few} & {*many}) >= _ALIKE * min(len({*few}), len({*many}))


def _subjects(told: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each subject that tells anything with its words, the first by code point first."""
    return tuple((subject, words) for subject in sorted(set(told)) if (words := _words(subject)))


@lru_cache(maxsize=1 << 13)
def _words(subject: str) -> tuple[str, ...]:
    """Return the words of a folded subject, without those that any may begin with; none where they tell too little."""
    words = tuple(re.findall(r"\w+", _EMPTY.sub("", subject)))
    return words if len(words) >= _FEWEST else ()


def _told(sheet: Sheet, document: Entity, body_name: NameOf, occasions: frozenset[str]) -> PaperTold:
    paper = sheet.papers.get(document.key, Paper())
    issuers = (sheet.called(issuer, body_name) for issuer in paper.issuers)
    return PaperTold(
        name=document.identity[0],
        period=document.identity[1:],
        days=frozenset(paper.days),
        years=frozenset(paper.years),
        issuers=frozenset(filter(known, issuers)),
        subjects=frozenset(paper.subjects),
        home=sheet.home,
        occasions=occasions,
    )


def _unit(document: Entity, told: PaperTold, *, twin: bool) -> Hashable | None:
    """Return what those have in common that are one beyond doubt: the identity, else number with date or subject."""
    if document.complete:
        return _SEP.join(("Directive", *document.identity))
    _, number, symbol = parts(told.name)
    enough = told.days or (told.subjects and not _local(symbol))
    return replace(told, occasions=frozenset()) if number and enough and not twin else None


def _keys(told: PaperTold) -> Iterator[str]:
    kind, number, _ = parts(told.name)
    yield _SEP.join(("number", number)) if number and not kind else _SEP.join(("name", kind, number))

"""When and where an event took place: dates and places before its verb, and places right behind its name."""

from __future__ import annotations

from kg.dates import PartialDate
from kg.model import Literal
from kg.reading.clauses import Predication
from kg.reading.context import Context
from kg.reading.notebook import Record
from kg.reading.objects import event_at, modality_at
from kg.reading.phrases import Span
from kg.reading.pieces import Pieces
from kg.reading.tokens import Token
from kg.reading.when import When

_AT = frozenset({"tại", "ở"})


def place_events(c: Context, report_date: str) -> None:
    """State the dates and places that the sentence tells of the event it is about."""
    told = next((x for x in c.predications if x.verb.frame in ("organise", "event")), None)
    about = _told_event(c.pieces, told) if told else None
    if about and told:
        modality = told.modality
        for k in range(told.at):
            piece = c.pieces[k]
            if piece.kind == "date" and isinstance(piece.chunk.value, Token) and _adverbial(c.pieces, k):
                _date(c, about, piece.chunk.value, report_date, modality)
            elif piece.kind == "place" and c.pieces.word(k - 1) in _AT and _adverbial(c.pieces, k - 1):
                _place(c, about, c.pieces.span(k - 1, k), piece.record, modality)
    for k, piece in enumerate(c.pieces.items):
        behind = piece.kind == "event" and piece.record and c.pieces.word(k + 1) in _AT
        if behind and c.pieces.kind(k + 2) == "place":
            modality = modality_at(c.predications, k)
            _place(c, piece.record, c.pieces.span(k, k + 2), c.pieces[k + 2].record, modality)  # type: ignore[arg-type]


def _told_event(p: Pieces, told: Predication) -> Record | None:
    """Return the event that the verb is about, where the sentence describes it."""
    k = event_at(p, told)
    return p[k].record if k >= 0 and p[k].chunk.value.described else None  # type: ignore[attr-defined]


def _adverbial(p: Pieces, k: int) -> bool:
    """Whether piece ``k`` opens the sentence or stands behind a comma or dash, not inside another phrase."""
    return k == 0 or p.word(k - 1) in (",", "-", "–", ")", "vào", "trong")


def _date(c: Context, event: Record, token: Token, report_date: str, modality: str) -> None:
    when, span = token.value, Span(token.start, token.end)
    assert isinstance(when, When)
    first, last = (_with_year(date, report_date) for date in (when.first, when.last))
    if not (first.day or first.month or first.year) or not _whole(token, first):
        return
    tell = [("schema:startDate", first)] + ([("schema:endDate", last)] if last != first else [])
    for predicate, date in tell:
        c.notebook.add(event.key, predicate, Literal(date.lexical, date.datatype), span, "date/adverbial", modality)
    bounds, end = first.bounds(), last.bounds()
    if bounds and end:
        for predicate, day in (("kg:earliest", bounds[0]), ("kg:latest", end[1])):
            c.notebook.add(event.key, predicate, Literal(day, "xsd:date"), span, "date/adverbial", modality)


def _with_year(date: PartialDate, report_date: str) -> PartialDate:
    """A day without its year is of the year of the report's own date; of the year before, where it would lie ahead."""
    if date.year or not report_date:
        return date
    try:
        year = int(report_date[:4])
        near = PartialDate(year, date.month, date.day)
        ahead = near.lexical[:7] > _half_a_year_on(report_date)
        return PartialDate(year - 1, date.month, date.day) if ahead else near
    except ValueError:  # 29 February of a year that has none: the year stays open
        return date


def _half_a_year_on(day: str) -> str:
    """Return the month (2024-07) that lies six months after an xsd:date."""
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + 6
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _whole(token: Token, date: PartialDate) -> bool:
    """A month or a year dates an event only where it opens the sentence ('Tháng 3/2022, …'), not as part of a name."""
    return bool(date.day) or token.text[0].isupper()


def _place(c: Context, event: Record, span: Span, place: Record | None, modality: str) -> None:
    if place:
        c.notebook.add(event.key, "kg:heldAt", place.key, span, "place/at", modality)

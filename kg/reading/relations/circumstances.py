"""When and where an event took place: dates and places before the words that tell of it, and right behind them."""

from __future__ import annotations

from kg.model import Literal
from kg.reading.clauses.context import Context
from kg.reading.clauses.objects import modality_at
from kg.reading.clauses.sides import over
from kg.reading.events.resolve_events import EventMemory
from kg.reading.relations.tellings import Telling, opens, tellings
from kg.reading.words.calendar import Days
from kg.reading.words.notebook import Notebook, Record
from kg.reading.words.phrases import PlacePhrase, Span
from kg.reading.words.pieces import Pieces
from kg.reading.words.tokens import Token
from kg.reading.words.when import When

_AT = frozenset({"tại", "ở"})
_OPENS = frozenset({",", "-", "–", ")", "vào", "trong", "từ", "ngày", "giờ", "hồi", "lúc", "dự kiến"})
_BETWEEN = frozenset({"vào", "trong", "từ", "lúc", "hồi", "(", ")", "trực tiếp", "trọng thể", "long trọng"})
_LEADS = ("vào", "hồi", "cuối", "đầu", "giữa")
_SITE = 8  # pieces at a sentence's start among which its site stands
_CLOCK = 6  # the most pieces of a time of day before its date: '7 giờ 30 phút ngày 5/3'


def place_events(c: Context, days: Days) -> None:
    """State the dates and places that the sentence tells of the events it is about."""
    view = c.pieces.view
    days.enter(view.sentence.paragraph, view.words)
    start, last = 0, (-1, 0)  # last: where the telling before began, and what was free before it
    for told in tellings(c):
        free = last[1] if told.begin == last[0] else start
        _before(c, told, free, days)
        start, last = max(start, _behind(c, told, days)), (told.begin, free)
    _sites(c)
    days.see(_opening(c.pieces), view.sentence.end, acts=bool(c.predications))
    for k, piece in enumerate(c.pieces.items):
        if (
            piece.kind == "event"
            and piece.record
            and c.pieces.word(k + 1) in _AT
            and c.events.is_told(piece.chunk.span)
        ):
            modality = modality_at(c.predications, k)
            _places(c, piece.record, k + 1, modality)


def _sites(c: Context) -> None:
    """'Tại điểm cầu Trung ương (Phòng họp X) có …': a hall of the gathering that the passage tells of."""
    p = c.pieces
    for k in range(2, min(_SITE, len(p))):
        site = p.word(k - 1) == "(" and any(p.word(at).startswith(("điểm cầu", "đầu cầu")) for at in range(k - 1))
        record = c.gathering(k) if site and _venue(p, k) else None
        if record:
            _places(c, record, k - 1, "")


def _opening(p: Pieces) -> Token | None:
    """Return the date that opens a sentence, behind an outlet's mark at most."""
    found = [p[k].chunk.value for k in range(min(_CLOCK, len(p))) if p.kind(k) == "date" and _adverbial(p, k)]
    return found[0] if found and isinstance(found[0], Token) else None


def date_lead(notebook: Notebook, events: EventMemory, days: Days) -> None:
    """The event that a report is about is of the day with which the report opens, where it tells no other.

    Not one that the opening sentence speaks of already: then the day is of something else.
    """
    event = events.held
    if event is None or days.lead is None or _dated(event, days) or events.begins(event) < days.lead_end:
        return
    when = days.resolve(days.lead)
    if when:
        _state(notebook, event, when, Span(days.lead.start, days.lead.end), "date/lead", "")


def _before(c: Context, told: Telling, start: int, days: Days) -> None:
    """The last date and the place that open the clause, before the subject."""
    if not told.fresh and _dated(told.record, days):
        return
    where = [k for k in range(start, told.begin) if c.pieces.word(k) in _AT and _adverbial(c.pieces, k)]
    span = [*range(start, told.begin), *range(told.begin + 1, told.verb)]
    when = [k for k in span if c.pieces.kind(k) == "date" and (_adverbial(c.pieces, k) or _between(c.pieces, k, told))]
    if (when or where) and not opens(c, told):
        return
    if when and c.pieces.kind(told.end) != "date":  # 'cuộc họp ngày 5/3': the nearer one
        _date(c, told, when[-1], days)
    if where:
        _places(c, told.record, where[0], told.modality, bodies=True)


def _between(p: Pieces, k: int, told: Telling) -> bool:
    """'Bộ Y tế chiều 5/3 đã tổ chức E', 'Tại Bộ Y tế chiều 5/3, …': a date right behind who acts, or behind where."""
    acts = (
        told.begin < k < told.verb
        and p.actor(k - 1) is not None
        and all(p.is_skipped(at) or p.word(at) == "," for at in range(k + 1, told.verb))
    )
    where = (
        p.word(k + 1) == "," and p.kind(k - 1) in ("place", "body") and p.word(k - 2) in _AT and _adverbial(p, k - 2)
    )
    return acts or where


def _behind(c: Context, told: Telling, days: Days) -> int:
    """The dates and places behind the event or its verb; return the piece behind them."""
    k = told.end
    while k < len(c.pieces):
        if c.pieces.kind(k) == "date":
            if not _dated(told.record, days):
                _date(c, told, k, days)
            k += 1
        elif _at(c.pieces, k, told) and (end := _places(c, told.record, k, told.modality, bodies=told.happens)) > k:
            k = end
        elif told.happens and c.pieces.word(k) == "," and _venue(c.pieces, k + 1):
            k = _places(c, told.record, k, told.modality)  # 'tại điểm cầu X, Nhà Quốc hội'
        elif c.pieces.word(k) in _BETWEEN or (told.happens and _passes(c.pieces, k)):
            k += 1
        elif (behind := over(c.pieces, k, "manner")) > k:
            k = behind  # 'hội đàm chính thức tại …'
        else:
            break
    return k


def _at(p: Pieces, k: int, told: Telling) -> bool:
    """'tại', and of what takes place 'từ Hội trường …' too."""
    return p.word(k) in _AT or (told.happens and p.word(k) == "từ" and p.kind(k + 1) == "place")


def _passes(p: Pieces, k: int) -> bool:
    """Whether what stands at piece ``k`` may part a verb of taking place from its date and place."""
    chaired = (p.kind(k) == "verb" and p.word(k - 1) == "sự") or (p.kind(k) == "person" and p.word(k - 1) == "của")
    return chaired or (not p.breaks(k) and p.kind(k) not in ("verb", "event", "person", "post"))


def _adverbial(p: Pieces, k: int) -> bool:
    """Whether piece ``k`` opens the sentence or stands behind a comma or dash, not inside another phrase."""
    if k == 0 or p.word(k - 1) in _OPENS or p.kind(k - 1) == "date":
        return True
    capital = p.kind(k) == "date" and p[k].chunk.text[0].isupper()  # behind a heading that has no full stop
    return capital or _clocked(p, k) or _days(p, k)


def _days(p: Pieces, k: int) -> bool:
    """'Sau 3 ngày làm việc (từ 5 đến 7/12), …': a span of days in brackets."""
    value = p[k].chunk.value
    if not isinstance(value, Token) or not isinstance(value.value, When):
        return False
    first, last = value.value.first, value.value.last
    return first != last and last.year - first.year <= 1 and p.word(k - 1) == "("  # '(18/11/1930-18/11/2015)' is none


def _clocked(p: Pieces, k: int) -> bool:
    """'7 giờ 30 phút ngày 5/3': a time of day stands before the date."""
    return p.kind(k) == "date" and any(p.word(at) in ("giờ", "h") for at in range(max(0, k - _CLOCK), k))


def _dated(event: Record, days: Days) -> bool:
    return event.key in days.events


def _date(c: Context, told: Telling, k: int, days: Days) -> None:
    token = c.pieces[k].chunk.value
    assert isinstance(token, Token)
    when = days.resolve(token, ahead=told.modality == "Planned")
    if when is None or not (when.first.day or _opens_sentence(token) or _led(token)):
        return
    days.told(when, told.record.key)
    _state(c.notebook, told.record, when, Span(token.start, token.end), "date/adverbial", told.modality)


def _state(note: Notebook, event: Record, when: When, span: Span, rule: str, modality: str) -> None:
    tell = [("schema:startDate", when.first)] + ([("schema:endDate", when.last)] if when.last != when.first else [])
    for predicate, date in tell:
        note.add(event.key, predicate, Literal(date.lexical, date.datatype), span, rule, modality)
    bounds, end = when.first.bounds(), when.last.bounds()
    if bounds and end:
        for predicate, day in (("kg:earliest", bounds[0]), ("kg:latest", end[1])):
            note.add(event.key, predicate, Literal(day, "xsd:date"), span, rule, modality)


def _opens_sentence(token: Token) -> bool:
    """A month or a year dates an event only where it opens the sentence ('Tháng 3/2022, …'), not as part of a name."""
    return token.text[0].isupper()


def _led(token: Token) -> bool:
    """'diễn ra vào cuối tháng 3': a month dates an event where such a word leads it in."""
    return token.text.lower().startswith(_LEADS)


def _places(c: Context, event: Record, k: int, modality: str, *, bodies: bool = False) -> int:
    """State the place behind 'tại' at piece ``k``, and the town in brackets or behind a comma; return the end."""
    p = c.pieces
    place = p[k + 1].record if p.kind(k + 1) == "place" else _seat(c, k + 1) if bodies else None
    if place is None:
        return k
    _place(c, event, p.span(k, k + 1), place, modality)
    end = k + 2
    hall = _hall(p, k + 1)
    town = end + 1 if hall and p.word(end) in ("(", ",") and p.kind(end + 1) == "place" else -1
    if town > 0 and p[town].record and _inside(p, town):
        _place(c, event, p.span(k, town), p[town].record, modality)  # type: ignore[arg-type]
        end = town + 1 + (p.word(town + 1) == ")")
    return end


def _venue(p: Pieces, k: int) -> bool:
    return p.kind(k) == "place" and _hall(p, k)


def _hall(p: Pieces, k: int) -> bool:
    """Whether a hall or a body's seat stands at piece ``k``, not a town."""
    value = p[k].chunk.value
    return not isinstance(value, PlacePhrase) or value.kind == "venue"


def _inside(p: Pieces, k: int) -> bool:
    """Whether the place at piece ``k`` only says where the one before it is: no subject of what follows."""
    return p.word(k - 1) == "(" or p.kind(k + 1) not in ("verb", "function")


def _seat(c: Context, k: int) -> Record | None:
    """'tại Bộ Y tế': where a body has its seat."""
    piece = c.pieces[k] if c.pieces.kind(k) == "body" else None
    if piece is None or piece.record is None:
        return None
    span = piece.chunk.span
    place = c.notebook.record("Place", c.notebook.text[span.start : span.end])
    c.notebook.name(place.key, span, "place/seat")
    return place


def _place(c: Context, event: Record, span: Span, place: Record, modality: str) -> None:
    c.notebook.add(event.key, "kg:heldAt", place.key, span, "place/at", modality)

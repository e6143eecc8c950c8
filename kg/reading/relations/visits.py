"""Who visits what: 'A thăm B', 'tiếp A đang thăm B', 'chuyến thăm B của A', 'Trong chuyến thăm B, A …'."""

from __future__ import annotations

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import PERSONS, Context, rule_name
from kg.reading.clauses.sides import Head, behind, nouns, over, past
from kg.reading.clauses.support import VISIT
from kg.reading.officials.resolve_people import HOME
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import PlacePhrase

_LEVELS = frozenset({"tỉnh", "huyện", "thành phố", "nước"})
_VISITED = frozenset({"place", "body"})
_AT = frozenset({"tại", "ở", "với", "cho", "đến", "tới", "của", "thuộc", "cùng"})
_STAFF = 12  # pieces that the words for those who work or live at what is visited may have
_OPENING = 6  # pieces before the visit that opens a sentence
_FAR = 20  # pieces between a verb of meeting and the guest's visit
_BETWEEN = 5  # pieces between a guest and the noun of the visit


def visit(c: Context, told: Predication) -> None:
    """PERSON thăm PLACE or BODY; who is visited is met, where the verb says so too ('thăm và làm việc với')."""
    for k, record in _visited(c, told.at, behind(c.pieces, told)):
        for subject, where in zip(told.subjects, told.where, strict=True):
            visitor = _visitor(c, subject)
            if visitor is None or (record.name != HOME and c.people.belongs(visitor, record)):
                continue
            span = c.pieces.cover(where, told.at, k)
            c.tell(visitor, "kg:visits", record, span, rule_name("kg:visits", told), told)
            if told.verb.also_meets and record.kind == "Body":
                c.tell(visitor, "kg:meets", record, span, rule_name("kg:meets", told), told)


def _visitor(c: Context, subject: Record) -> Record | None:
    """Return a person: the delegation's leader for the delegation; None for another body."""
    if subject.kind == "Person":
        return subject
    return next((leader for leader in c.discourse.led if leader.kind == "Person"), None)


def _visited(c: Context, first: int, k: int) -> list[tuple[int, Record]]:
    """Return (piece, entity) of what is visited, over those who work there: 'nhân viên Công ty A và Công ty B'."""
    p = c.pieces
    inside = [(at, record) for at in range(first, k) if p.kind(at) == "event" for record in p[at].partners]
    if inside:
        return inside
    k, last = past(p, k, "manner", "companion"), k + _STAFF
    while k < last and p.kind(k) not in _VISITED and _passes(c, k):
        if p.kind(k) == "group" and p[k].partner:
            return [(k, p[k].partner)]  # type: ignore[list-item]
        k += 1
    home = _home(c, k - 1 - (p.word(k - 1) == "ta")) if p.kind(k) not in _VISITED else None
    found = [home] if home else []
    if k < len(p) and _passing(c, k):
        return found
    while p.kind(k) in _VISITED and (record := p[k].record):
        found.append((k, record))
        k = k + 2 if _listed(c, k) else len(p)
    return found


def _listed(c: Context, k: int) -> bool:
    """'thăm A và B', 'thăm bệnh viện A, bệnh viện B'; not 'xã A, huyện B', where the second says where the first is."""
    p = c.pieces
    if p.word(k + 1) not in (",", "và", ";") or p.kind(k + 2) != p.kind(k):
        return False
    one, other = p[k].chunk.value, p[k + 2].chunk.value
    places = isinstance(one, PlacePhrase) and isinstance(other, PlacePhrase)
    return not places or p.word(k + 1) != "," or one.kind == other.kind  # type: ignore[union-attr]


def _home(c: Context, k: int) -> tuple[int, Record] | None:
    """'sang thăm tỉnh ta', 'thăm nước ta': the place that the report speaks from."""
    p, word = c.pieces, c.pieces.word(k)
    ours = p.word(k + 1) == "ta"
    if not ours and not (word in _LEVELS and (p.breaks(k + 1) or p.word(k + 1) in (",", "từ", "trong", "và"))):
        return None
    name = HOME if word == "nước" else c.bodies.home(word, p.span(k).start) if word in _LEVELS else ""
    if not name:
        return None
    name = name if word in ("nước", "tỉnh") else f"{word} {name}"
    record = c.notebook.record("Place", name)
    c.notebook.mention(record.key, p.span(k, k + ours), "place/home")
    return k, record


def _passing(c: Context, k: int) -> bool:
    """'sứ quán Việt Nam', 'cơ sở đào tạo của Áo': a country in the name of something else."""
    p, place = c.pieces, c.pieces[k].chunk.value
    return (
        isinstance(place, PlacePhrase) and place.kind == "nước" and (p.kind(k - 1) == "word" or p.word(k - 1) == "của")
    )


def _passes(c: Context, k: int) -> bool:
    """Whether piece ``k`` may stand between a verb of visiting and the name of what is visited."""
    p = c.pieces
    return (
        p.kind(k) in ("word", "group") or p.word(k) in _AT or p.word(k) in (",", "và") or p.role(k) in ("other", "aux")
    )


def nominal_visits(c: Context) -> None:
    """Visits told by a noun alone: 'chuyến thăm B của A', 'A, nhân chuyến thăm B', 'Trong chuyến thăm B, A …'."""
    for head in nouns(c.pieces, c.predications, "visit"):
        _nominal(c, head)


def _nominal(c: Context, head: Head) -> None:
    p = c.pieces
    k = _owner(c, head)
    if k >= 0:
        ours, visited = [k], _visited(c, head.first, head.end) or _visited(c, k, k + 1)
        told = Predication(head.first, VISIT, "of", modality=_mood(c, head, k))
    else:
        visited = _visited(c, head.first, head.end)
        ours, told = _guest(c, head) or _opening(c, head)
    for at, record in visited:
        for where in _visitors(c, ours, record):
            span = p.cover(where, head.first, at)
            c.tell(p[where].record, "kg:visits", record, span, rule_name("kg:visits", told), told)  # type: ignore[arg-type]


def _visitors(c: Context, ours: list[int], place: Record) -> list[int]:
    """Return the first of those who may have come to a place."""
    if place.name != HOME:
        ours = [*ours[1:], *ours[:1]]  # 'A gặp B trong chuyến thăm Pháp': of the report's own officials
    found = [k for k in ours if (who := c.pieces[k].record) and may_visit(c, who, place)]
    return found[:1]


def may_visit(c: Context, who: Record, place: Record) -> bool:
    """Whether somebody comes from elsewhere: nobody visits the country or province of the own post."""
    if place.name == HOME:
        return who.kind == "Person" and c.people.is_foreign(who)
    return who.kind == "Person" and not c.people.belongs(who, place)


def _owner(c: Context, head: Head) -> int:
    """Return the piece of the visitor in 'chuyến thăm … của A', or -1."""
    p = c.pieces
    for k in range(head.end, min(len(p), head.end + _BETWEEN)):
        if p.word(k) == "của":
            at = k + 1 + (p.word(k + 1) in ("ngài", "ông", "bà"))
            return at if p.kind(at) in PERSONS and p[at].record else -1
        if p.kind(k) in ("mark", "verb", "person", "body", "event"):
            break
    return -1


def _mood(c: Context, head: Head, last: int) -> str:
    p = c.pieces
    planned = any(p.role(k) == "plan" for k in range(head.end, last))
    return c.moods.before(head.first) or ("Planned" if planned else "")


def _guest(c: Context, head: Head) -> tuple[list[int], Predication] | None:
    """'A tiếp B nhân chuyến thăm …': B, or A where B is at home there; 'A, trong chuyến thăm …, đã …': A."""
    p, k = c.pieces, head.first
    while k > 0 and (p.word(k - 1) == "," or any(over(p, at, "relative", "during") == k for at in range(k - 3, k))):
        k -= 1
    if k == head.first or p.kind(k - 1) not in PERSONS or not p[k - 1].record:
        return None
    met = c.verb_before(k - 1, _FAR)
    told = Predication(head.first, VISIT, "guest", modality=met.modality if met else "")
    if met is None or k - 1 in met.where:
        return [k - 1], told
    return ([k - 1, *_here(met)], told) if met.verb.frame == "meet" else None


def _opening(c: Context, head: Head) -> tuple[list[int], Predication]:
    """'Trong khuôn khổ chuyến thăm chính thức Nhật Bản, A hội đàm với …': A is the visitor."""
    p = c.pieces
    opened = [k for k in range(min(_OPENING, head.first)) if over(p, k, "opening") == head.first]
    told = c.main_clause(head.end - 1) if opened and _first(c, min(opened)) else None
    return _here(told) if told else [], Predication(
        head.first, VISIT, "opening", modality=told.modality if told else ""
    )


def _first(c: Context, k: int) -> bool:
    """Whether nothing but when and where stands before piece ``k``."""
    return all(c.pieces.kind(at) in ("date", "mark", "function", "place", "word") for at in range(k))


def _here(told: Predication) -> list[int]:
    return [k for k in told.where if k >= 0]

"""Which events a sentence tells of as such: held, chaired, opened, or told by a verb; not those only spoken of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.objects import event_at, modality_at
from kg.reading.clauses.sides import over
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import EventPhrase
from kg.reading.words.pieces import ACTORS, Pieces

_TELLS = frozenset({"organise", "event", "happen"})
_BESIDE = frozenset({"lead", "document", "happen"})
_OPENS = frozenset({"khai mạc", "bế mạc"})
_SITES = ("điểm cầu", "đầu cầu")
_SITE = 4  # pieces of 'điểm cầu chính' before its 'tại'
_FRONT = 16  # pieces before an event that is the scene of its sentence
_NEAR = 12  # how many pieces may stand between an event and the verb that says that it takes place
_SITS = frozenset({"họp", "đã họp"})  # what a body does, or a gathering itself


@dataclass(frozen=True, slots=True)
class Telling:
    """An event told of: what stands before piece ``begin`` may say when and where, and what stands from ``end`` on.

    ``fresh``: the sentence names it; ``happens``: it is told by a verb of taking place; ``verb``: that verb's piece.
    ``nominal``: by a noun ('với sự tham dự của A, …, B khai mạc E').
    ``aside``: it goes on in the background of what the sentence tells ('tiếp tục chương trình Kỳ họp …, HĐND …').
    """

    begin: int
    end: int
    record: Record
    modality: str
    fresh: bool
    happens: bool = False
    verb: int = -1
    aside: bool = False
    nominal: bool = False


def tellings(c: Context) -> list[Telling]:
    """Return the tellings of a sentence in order; one event may be told twice ('dự lễ X do Y tổ chức')."""
    found = [told for x in c.predications for told in _by_verb(c, x)]
    by_piece = {x.at: x for x in c.predications}
    found += [told for k in range(len(c.pieces)) for told in _by_noun(c, k, by_piece)]
    by_act = {told.record.key for told in found if not told.nominal}
    found = [told for told in found if not (told.nominal and told.record.key in by_act)]
    main = [told for told in found if not told.aside] or found
    return sorted(main, key=lambda told: (told.begin, told.end))


def opens(c: Context, told: Telling) -> bool:
    """Whether what opens the sentence may say when and where: nobody else does anything before it."""
    if any(c.pieces.word(k) == "đang" for k in range(max(0, told.verb - _NEAR), told.verb)):
        return False  # 'tiếp B đang thăm và dự E'
    doers = next((x.where for x in c.predications if x.at == told.verb), None)
    for x in c.predications:
        if x.at >= max(told.verb, told.begin):
            break
        other = x.known and x.verb.frame not in _BESIDE and x.form not in ("nominal", "agent")
        if other and x.at > 0 and x.where != doers and not _arranges(c.pieces, x, told.verb):
            return False
    return True


def _arranges(p: Pieces, told: Predication, until: int) -> bool:
    """'A chủ trì, phối hợp với B tổ chức E': the first verb has no event of its own."""
    return told.verb.frame == "event" and all(p.kind(k) != "event" for k in range(told.at, until))


def _by_verb(c: Context, told: Predication) -> list[Telling]:
    """Chaired, organised, taking place; or a verb that itself tells of a gathering."""
    span = c.pieces[told.at].chunk
    latent = c.events.latent(c.pieces.view.span(span.i, span.j))
    if latent:
        begin = min([told.at, *(k for k in told.where if k >= 0)])
        return [] if told.modality else [Telling(begin, told.at + 2, latent, "", True)]
    sits = told.verb.form in _SITS and _before(c.pieces, told.at) >= 0
    if told.verb.frame not in _TELLS and told.verb.form not in _OPENS and not sits:
        return []
    lone = told.verb.frame == "organise" and c.pieces.kind(told.at + 1) != "event" and not told.known
    happen = told.verb.frame == "happen" or sits
    passive = happen or told.verb.form in _OPENS or lone  # 'Đại hội tiến hành bầu …'
    before = _before(c.pieces, told.at) if passive else -1
    before = _fronted(c.pieces, told) if happen and before < 0 else before
    k = before if before >= 0 else event_at(c.pieces, told)
    if k < 0:
        return _at_site(c, told)
    record, fresh = c.pieces[k].record, _named(c.pieces, k)
    assert record is not None
    happens = happen or (k < told.at and (told.form == "agent" or lone))
    begin = k if happen and k > told.at else min([k, told.at, *(at for at in told.where if at >= 0)])
    end, nominal = max(k, told.at) + 1, told.form == "nominal" and k > told.at
    first = Telling(begin, end, record, told.modality, fresh, happens, told.at, nominal=nominal)
    return [first, *_joined(c, k, first)]


def _joined(c: Context, k: int, first: Telling) -> list[Telling]:
    """'dự Lễ kỷ niệm … và Lễ khánh thành …': what is told of the first event is told of those joined to it."""
    found = []
    while (
        c.pieces.word(k + 1) in ("và", ",") and c.pieces.kind(k + 2) == "event" and (joined := c.pieces[k + 2].record)
    ):
        k += 2
        found.append(replace(first, end=k + 1, record=joined, fresh=_named(c.pieces, k)))
    return found


def _at_site(c: Context, told: Predication) -> list[Telling]:
    """'chủ trì (tại) điểm cầu chính tại Hà Nội': one of the places of the gathering that the passage tells of."""
    p, k = c.pieces, told.at + 1
    while p.kind(k) in ("group", "word") and k <= told.at + _SITE:
        k += 1
    site = p.word(k) in ("tại", "ở") and (k > told.at + 1 or p.word(k + 1).startswith("điểm cầu"))
    here = told.verb.frame == "happen" and any(
        p.word(at).startswith(_SITES) for at in range(told.at - 1, -1, -1)[:_SITE]
    )
    if here:  # 'Đầu cầu Hà Nội được tổ chức tại …'
        record = c.gathering(told.at)
        return [Telling(told.at, told.at + 1, record, told.modality, False, True, told.at)] if record else []
    record = c.gathering(told.at) if site and told.verb.predicate == "kg:chairs" else None
    return [Telling(told.at, k, record, told.modality, False, False, told.at)] if record else []


def _by_noun(c: Context, k: int, by_piece: dict[int, Predication]) -> list[Telling]:
    """'đã có buổi làm việc với …', 'UBND tỉnh họp phiên thường kỳ': the noun tells of it by itself."""
    piece = c.pieces[k]
    phrase = piece.chunk.value
    if not isinstance(phrase, EventPhrase) or piece.record is None:
        return []
    verb = by_piece.get(k - 1)
    has = over(c.pieces, k - 1, "having") == k or (verb is not None and verb.verb.form == "có")
    parted = c.pieces.word(k - 1) == "," and c.events.is_told(phrase.span)  # 'Ủy ban X khóa XII, họp kỳ thứ 2'
    acts = phrase.verbal and (parted or _acting(c.pieces, k - 1))
    acts = acts or (c.pieces.word(k + 1).startswith("đã") and c.pieces.word(k - 1) in ("", ","))  # 'Đại hội đã bầu'
    aside = not (has or acts) and _goes_on(c.pieces, k)
    if not (has or acts or aside or c.pieces.kind(k + 1) == "date" or _scene(c.pieces, k)):  # 'tại cuộc họp ngày 5/3'
        return []
    begin = min([k, *(at for at in verb.where if at >= 0)]) if verb else k
    fresh = has or acts or _named(c.pieces, k)
    at, modality = verb.at if verb else -1, modality_at(c.predications, k)
    return [Telling(begin, _with_whom(c.pieces, k + 1), piece.record, modality, fresh, False, at, aside)]


def _with_whom(p: Pieces, end: int) -> int:
    """'Tại cuộc hội đàm với A, ngày 20/6 tại Hà Nội, …': return the piece behind whom a gathering is with."""
    if p.word(end) not in ("với", "cùng") or p.kind(end + 1) not in ACTORS:
        return end
    return end + 2 + (p.word(end + 2) == "," and p.kind(end + 3) == "date")


def _acting(p: Pieces, k: int) -> bool:
    return p.kind(k) in ACTORS or p.role(k) == "aux" or p.word(k) == ")"


def _goes_on(p: Pieces, k: int) -> bool:
    """'Ngày 5/3, tiếp tục chương trình Kỳ họp …'."""
    goes_on = k < _FRONT and any(p.word(at) == "tiếp tục" for at in range(k))
    return goes_on and not any(p.kind(at) == "verb" or p.kind(at) in ACTORS for at in range(k))


def _scene(p: Pieces, k: int) -> bool:
    """'Sáng 5/3, tại Hội nghị …, A phát biểu': the event is where what follows was done."""
    where = p.word(k - 1) in ("tại", "trong") and (k == 1 or p.word(k - 2) in (",", "-", "–"))
    return where and k < _FRONT and all(p.kind(at) in ("date", "mark", "word", "function", "place") for at in range(k))


def _before(p: Pieces, at: int) -> int:
    """Return the piece of the event that stands before the verb at piece ``at`` as its subject; -1 without one."""
    for k in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if p.kind(k) == "event" and p[k].record:
            return k
        hosted = p.frame(k) == "organise" and k == at - 1  # 'E do A tổ chức đã diễn ra'
        owned = p.kind(k) == "person" and p.word(k - 1) == "của"  # 'chuyến thăm X của A diễn ra …'
        acts = p.kind(k) in ("verb", "person", "post") and not (hosted or owned)
        if acts or (p.kind(k) == "mark" and p.word(k) not in (",", "(", ")")):
            break
    lone = p.frame(at) == "happen" and p.kind(0) == "event" and p.word(at - 1) == ","
    return 0 if lone and p[0].record else -1  # 'Hội nghị X do Y triệu tập để …, diễn ra tại …'


def _fronted(p: Pieces, told: Predication) -> int:
    """'Diễn ra trong hai ngày 5 và 6/3, Đại hội …': the event behind the first words of its sentence, or -1."""
    if told.at > 1:
        return -1
    for k in range(told.at + 1, min(len(p), told.at + _FRONT)):
        if p.kind(k) == "event" and p.word(k - 1) == "," and p[k].record:
            return k
        if p.kind(k) not in ("date", "mark", "word", "function", "place") or p.breaks(k):
            break
    return -1


def _named(p: Pieces, k: int) -> bool:
    phrase = p[k].chunk.value
    return isinstance(phrase, EventPhrase) and phrase.described

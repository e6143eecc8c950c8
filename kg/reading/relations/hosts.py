"""Who organises an event: 'A phối hợp với B và C tổ chức E', 'E do A tổ chức', 'A họp phiên thường kỳ'."""

from __future__ import annotations

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.objects import modality_at
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import EventPhrase, PersonPhrase
from kg.reading.words.pieces import Pieces

_AND = frozenset({"và", ",", "cùng", "-", "–"})
_WITH = frozenset({"với", "cùng với", "cùng"})
_JOINS = (("phối", "hợp"), ("kết", "hợp"), ("liên", "kết"), ("hợp", "tác"), ("đồng", "chủ", "trì"))
_OPENS = frozenset({"khai mạc", "bế mạc"})
_BY = frozenset({"do", "được", "bởi"})
_BRACKET = 8  # pieces of a bracket, a term or 'dưới sự … của A'
_LONG = 16  # pieces of a partner's name that is not understood
_AWAY = 60  # pieces between an event and who organised it
_SIDE = 4  # pieces between the first host and 'phối hợp với': 'đã', 'chủ trì', ','


def host_events(c: Context) -> None:
    """State who organises the events of a sentence."""
    for told in c.predications:
        if told.verb.frame == "organise":
            _organised(c, told)
        elif told.verb.frame == "cancel":
            told.modality = told.modality or "Negated"
            _organised(c, told)
        elif told.verb.form in _OPENS and told.subjects and told.subjects[-1].kind == "Body":
            _organised(c, told)  # 'Ủy ban Thường vụ Quốc hội khai mạc phiên họp thứ 7'
    for k, piece in enumerate(c.pieces.items):
        phrase = piece.chunk.value
        if isinstance(phrase, EventPhrase) and phrase.verbal and piece.record:
            _meets(c, k, piece.record)


def _organised(c: Context, told: Predication) -> None:
    """SUBJECT tổ chức EVENT, or EVENT do SUBJECT tổ chức."""
    hosts = _hosts(c.pieces, told.where[-1] if told.where and told.where[-1] >= 0 else _subject(c.pieces, told.at))
    if not hosts:
        return
    by = c.pieces.word(hosts[0] - 1) in _BY
    k = _event_before(c.pieces, hosts[0] - 1) if by else told.at + 1
    k += not by and c.pieces.word(k) in _OPENS  # 'tổ chức khai mạc Đại hội …'
    record = c.pieces[k].record if c.pieces.kind(k) == "event" else None
    if record is None:
        return
    if not by and c.pieces.is_preposition(hosts[0] - 1):
        return
    for where in hosts:
        host = c.pieces.actor(where)
        if host is None or not (host.kind == "Body" or (len(hosts) == 1 and _official(c.pieces, where))):
            continue
        form = "agent" if by else "joint" if len(hosts) > 1 else told.form
        c.claim(host, "kg:organises", record, c.pieces.span(where, told.at, k), f"organises/{form}", told)


def _official(p: Pieces, k: int) -> bool:
    """Whether a person with a post stands at piece ``k``."""
    value = p[k].chunk.value
    return isinstance(value, PersonPhrase) and bool(value.posts)


def _meets(c: Context, k: int, record: Record) -> None:
    """BODY họp …: whose meeting it is."""
    hosts = _hosts(c.pieces, _subject(c.pieces, k))
    if not hosts or c.pieces.is_preposition(hosts[0] - 1):
        return
    modality = modality_at(c.predications, k)
    for where in hosts:
        host = c.pieces.actor(where)
        if host is not None and c.pieces.kind(where) == "body":
            c.notebook.add(host.key, "kg:organises", record.key, c.pieces.span(where, k), "organises/meets", modality)


def _subject(p: Pieces, at: int, *, nested: bool = False) -> int:
    """Return the piece of the actor before a verb, over auxiliaries, terms and brackets; -1 without one."""
    k = at - 1
    while p.is_skipped(k) or p.word(k) == ",":
        k -= 1
    k = _over_term(p, k)
    if p.kind(k) == "place" and p.word(k - 1) == ",":
        k -= 2  # 'Huyện ủy X, tỉnh Y, …'
    k = _before_bracket(p, k)
    if p.actor(k) and p.word(k - 1) == "của":
        under = next((b for b in range(k, max(-1, k - _BRACKET), -1) if p.word(b) == "dưới"), -1)
        if under > 0 and p.word(under + 1) == "sự" and not nested:
            return _subject(p, under, nested=True)  # 'A, dưới sự chủ trì của B, tổ chức …'
    return k if p.actor(k) else _first_host(p, at)


def _first_host(p: Pieces, at: int) -> int:
    """'A phối hợp với (words that are no known body) tổ chức': A; -1 where no such words stand before the verb."""
    for k in range(at - 1, max(0, at - _LONG), -1):
        if p.breaks(k) or p.kind(k) in ("verb", "event"):
            return -1
        if p.word(k) in _WITH and (first := _partner(p, k - 1, bare=True)) >= 0:
            return first
    return -1


def _over_term(p: Pieces, k: int) -> int:
    """Pass leftwards over 'khóa X' and 'nhiệm kỳ 2021 - 2026'."""
    for _ in range(2):
        before = _term_begin(p, k)
        if before < 0:
            break
        k = before - 1 - (p.word(before - 1) == ",")
    return k


def _term_begin(p: Pieces, k: int) -> int:
    """Return the piece where the words of a term begin that end at piece ``k``, or -1."""
    for b in range(k, max(-1, k - _BRACKET), -1):
        if p.word(b) in ("khóa", "khoá", "nhiệm"):
            return b
        if p.kind(b) in ("verb", "person", "event") or p.actor(b):
            break
    return -1


def _hosts(p: Pieces, last: int) -> list[int]:
    """Return the pieces of the hosts of which the last one stands at piece ``last``: bodies joined by 'và', 'với'."""
    hosts: list[int] = []
    k = _outside(p, last)
    while k >= 0 and p.actor(k) is not None:
        hosts.insert(0, k)
        left = _before_bracket(p, k - 2)
        if p.word(k - 1) in _AND and p.actor(left) and p.kind(left) == p.kind(k) and not _elsewhere(p, left):
            k = left
        else:
            k = _partner(p, left) if p.word(k - 1) in _WITH else _partner(p, k - 1, bare=True)
    return hosts


def _outside(p: Pieces, k: int) -> int:
    """'Cơ quan A tại Việt Nam (AVN) tổ chức': A, for its short name in brackets; else ``k``."""
    if k < 2 or p.word(k - 1) != "(" or p.word(k + 1) != ")":
        return k
    left = k - 4 if p.kind(k - 2) == "place" and p.is_preposition(k - 3) else k - 2
    return left if p.actor(left) else k


def _before_bracket(p: Pieces, k: int) -> int:
    """'Viện A (Hà Nội) cùng Bộ B': return the piece before a bracket that ends at ``k``; else ``k``."""
    if p.word(k) != ")":
        return k
    return next((b - 1 for b in range(k - 1, max(-1, k - _BRACKET), -1) if p.word(b) == "("), k)


def _elsewhere(p: Pieces, k: int) -> bool:
    """'tại Trường X, Bộ Y tổ chức': the first of two says where."""
    return p.word(k + 1) == "," and p.is_preposition(k - 1) and p.word(k - 1) not in _WITH


def _partner(p: Pieces, k: int, *, bare: bool = False) -> int:
    """Return the host before 'phối hợp (với)', of which the last word stands at piece ``k``; -1 where it is none.

    ``bare``: without 'với', so that the words must be there.
    """
    words = next((w for w in _JOINS if tuple(p.word(at) for at in range(k - len(w) + 1, k + 1)) == w), None)
    if words is None and (bare or not (p.actor(k) or p.role(k) == "aux")):
        return -1
    k -= len(words or ())
    for at in range(k, max(-1, k - _SIDE), -1):
        if p.actor(at):
            return at
        if p.breaks(at):
            break
    return -1


def _event_before(p: Pieces, k: int) -> int:
    """Return the nearest event before piece ``k``, or -1."""
    return next((at for at in range(k, max(-1, k - _AWAY), -1) if p.kind(at) == "event" and p[at].record), -1)

"""Who meets and who visits whom: the other side stands right behind the verb, or leads the delegation that does."""

from __future__ import annotations

from kg.reading.clauses import Predication
from kg.reading.context import Context, rule_name

_FILLERS = frozenset({"tại", "ở", "với", "và", "cho", "đến", "tới"})
_MET = frozenset({"person", "post", "body"})
_VISITED = frozenset({"place", "body"})


def meet(c: Context, told: Predication) -> None:
    """PERSON tiếp/hội đàm với OBJECT."""
    for k in _objects(c, told, _MET):
        _tell(c, told, k)


def visit(c: Context, told: Predication) -> None:
    """PERSON thăm PLACE or BODY; who is visited is met, where the verb says so too ('thăm và làm việc với')."""
    k = told.at + 1
    while c.pieces.word(k) in _FILLERS:
        k += 1
    if c.pieces.kind(k) in _VISITED:
        _tell(c, told, k)
        if told.verb.also_meets and c.pieces.kind(k) == "body":
            _tell(c, told, k, "kg:meets")


def _objects(c: Context, told: Predication, kinds: frozenset[str]) -> list[int]:
    """Return the pieces of whom a verb is about: 'A', 'A và B', 'đoàn … do A dẫn đầu'."""
    p, k = c.pieces, told.at + 1
    if p.word(k) == "với":
        k += 1
    if p.kind(k) not in kinds or p[k].record is None:
        return _led(c, told)
    found = [k]
    while p.word(k + 1) in ("và", "cùng") and p.kind(k + 2) in kinds and p[k + 2].record:
        k += 2
        found.append(k)
    return found


def _led(c: Context, told: Predication) -> list[int]:
    """'tiếp đoàn … do A dẫn đầu': who leads the delegation that stands behind the verb."""
    p = c.pieces
    if not p.word(told.at + 1).startswith("đoàn"):
        return []
    lead = next((other for other in c.predications if other.at > told.at), None)
    return lead.where if lead and lead.verb.frame == "lead" else []


def _tell(c: Context, told: Predication, k: int, predicate: str = "") -> None:
    record, predicate = c.pieces[k].record, predicate or told.verb.predicate
    for subject, where in zip(told.subjects, told.where, strict=True):
        if record and record is not subject:
            span = c.pieces.cover(where, told.at, k)
            c.tell(subject, predicate, record, span, rule_name(predicate, told), told)

"""Whom somebody receives, told later or by their welcome: 'Dẫn đầu đoàn là B', 'Tại buổi tiếp, A chào mừng B'."""

from __future__ import annotations

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.sides import over
from kg.reading.relations.encounters import DELEGATION, MEETINGS, side_at, sides_of, tell_met

_PATIENCE = 2  # sentences behind that of a delegation, in which those who came are named
_OF_DELEGATION = (
    "dẫn đầu đoàn",
    "trưởng đoàn",
    "tham gia đoàn",
    "thành phần đoàn",
    "cùng đi với đoàn",
    "đoàn do",
    "đoàn gồm",
)


def guests(c: Context) -> None:
    """Behind 'A tiếp đoàn đại biểu …': 'Dẫn đầu đoàn là B', 'Tham gia đoàn có B', 'B làm trưởng đoàn phía bạn'."""
    thread, p = c.discourse, c.pieces
    if not thread.hosts:
        return
    thread.hosted += 1
    opened = " ".join(p.view.words[:DELEGATION]).startswith(_OF_DELEGATION)
    leads = any(told.verb.frame == "lead" for told in c.predications)
    k = next((k for k in range(len(p)) if p.kind(k) == "person"), -1)
    guest = p[k].record if k >= 0 and (opened or leads) else None
    if guest and guest not in thread.hosts:
        for host in thread.hosts:
            c.notebook.add(host.key, "kg:meets", guest.key, p.span(k), "meets/delegation")
        thread.met |= {guest.key, *(host.key for host in thread.hosts)}
    if guest or thread.hosted >= _PATIENCE:
        thread.hosts = []


def welcome(c: Context, told: Predication) -> None:
    """At a meeting, 'A chào mừng B': they meet, where nobody is told yet to have met B."""
    p, focus = c.pieces, c.discourse.focus
    k = p.find(told.at + 1, lambda piece: piece.kind not in ("word", "function"))
    welcomed = over(p, told.at, "welcomes") > told.at and p.kind(k) == "person" and p[k].record
    if not welcomed or told.modality or focus is None or not focus.concept.endswith(MEETINGS):
        return
    guest = side_at(c, k)
    if guest.record.key not in c.discourse.met and all(record.kind == "Person" for record in told.subjects):
        tell_met(c, told, sides_of(c, told), [guest])

"""Abbreviations that a report explains: 'Tổ công tác liên ngành (TCTLN)', used alone from there on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.reading.bodies.bodies import Bodies
from kg.reading.words.phrases import BodyPhrase, View


def learn(views: Iterable[View], bodies: Bodies) -> dict[str, BodyPhrase]:
    """Return folded abbreviation → the body it is explained to stand for (the first explanation counts)."""
    learnt: dict[str, BodyPhrase] = {}
    for view in views:
        for i in range(1, len(view) - 2):
            if view.abbreviation(i):
                body = _before(view, i, bodies)
                if body:
                    learnt.setdefault(view.word(i + 1), body)
    return learnt


def _before(view: View, end: int, bodies: Bodies) -> BodyPhrase | None:
    """Return the longest body whose name ends right before token ``end``."""
    for start in range(max(0, end - 24), end):
        hit = bodies.at(view, start)
        if hit and not hit[1].bare and hit[1].span.end == view.tokens[end - 1].end:
            return hit[1]
    return None

"""Abbreviations that a report explains: 'Tổ công tác liên ngành (TCTLN)', used alone from there on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.reading.bodies.bodies import Bodies
from kg.reading.words.phrases import BodyPhrase, View
from kg.text import fold, one_space

_REACH = 24  # tokens of the longest name before its abbreviation
_GLOSS = 3  # tokens of '(ABBR)'


def learn(views: Iterable[View], bodies: Bodies) -> dict[str, BodyPhrase]:
    """Return folded abbreviation → the body it is explained to stand for (the first explanation counts).

    A bare one is the head of a name that goes on behind the abbreviation: 'Ủy ban bầu cử (UBBC) | tỉnh Lạng Sơn'.
    """
    learnt: dict[str, BodyPhrase] = {}
    for view in views:
        for i in range(1, len(view) - 2):
            if view.abbreviation(i):
                body = _before(view, i, bodies)
                if body:
                    learnt.setdefault(view.word(i + 1), body)
    return learnt


def _before(view: View, end: int, bodies: Bodies) -> BodyPhrase | None:
    """Return the longest body whose name ends right before token ``end``, else the head that is abbreviated there."""
    for start in range(max(0, end - _REACH), end):
        hit = bodies.at(view, start)
        if not hit or hit[1].bare:
            continue
        if hit[1].span.end == view.tokens[end - 1].end:
            return hit[1]
        if hit[0] > end + _GLOSS and start == _abbreviated(view, end):
            return BodyPhrase(view.span(start, end), one_space(view.surface(start, end)), hit[1].kind, bare=True)
    return None


def _abbreviated(view: View, end: int) -> int:
    """Return where the words before '(ABBR)' at ``end`` begin whose first letters it is made of; ``end`` for none."""
    letters = [c for c in fold(view.word(end + 1)) if c.isalpha()]
    start = end - len(letters)
    same = start >= 0 and [fold(word)[:1] for word in view.words[start:end]] == letters
    return start if same else end

"""The scoreboard: figures by kind and relation as a table, and as the page ``docs/scoreboard.md``.

The page keeps the best F1 of facts that the frozen set ever had. A change may lower it by no more than ``TOLERANCE``:
:func:`fallen` says so, and CI fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.evaluate.evaluate import Evaluation
from kg.evaluate.score import Count

FROZEN = "frozen"
TOLERANCE = 0.005
_BEST = re.compile(r"^Best facts F1 of the frozen set so far: (\d\.\d{3})$", re.MULTILINE)
_HEAD = """\
# Scoreboard

Made by `kg evaluate tests/gold --scoreboard docs/scoreboard.md`; CI keeps it up to date. The measures are described in
`tests/gold/README.md`: a name counts as right where it is one of the names that the annotation gives (bodies, events
and documents may differ by a few words), a fact where its ends and its value are right.
"""


def rows(evaluation: Evaluation) -> Iterator[tuple[str, Count]]:
    """Yield (row, count): the kinds of entities, the relations, then the sums of both."""
    counts = evaluation.whole.counts
    yield from sorted(counts.items(), key=lambda item: (not item[0].startswith("entity "), item[0]))
    yield "all entities", evaluation.whole.total(entities=True)
    yield "all facts", evaluation.whole.total(entities=False)


def cells(count: Count) -> tuple[str, ...]:
    """Return a count as the cells precision, recall, F1, right, wrong, missed."""
    figures = (f"{figure:.3f}" for figure in (count.precision, count.recall, count.f1))
    return (*figures, str(count.right), str(count.wrong), str(count.missed))


TITLES = ("P", "R", "F1", "right", "wrong", "missed")


def page(evaluations: Iterable[Evaluation], before: str = "") -> str:
    """Return the page; ``before`` is the page as it stood, whose best figure is kept where it is the better one."""
    parts = [_HEAD]
    for evaluation in evaluations:
        parts += _set(evaluation)
        if evaluation.name == FROZEN:
            parts.append(f"Best facts F1 of the frozen set so far: {max(best(before), _frozen(evaluation)):.3f}\n")
    return "\n".join(parts)


def best(page: str) -> float:
    """Return the best facts F1 of the frozen set that a page tells; 0 where it tells none."""
    told = _BEST.search(page)
    return float(told[1]) if told else 0.0


def fallen(evaluations: Iterable[Evaluation], before: str) -> str:
    """Return a line that says that the frozen set's facts F1 has fallen too far below the page's best; '' if not."""
    now = next((_frozen(evaluation) for evaluation in evaluations if evaluation.name == FROZEN), None)
    if now is None or now >= best(before) - TOLERANCE:
        return ""
    return f"facts F1 of the frozen set is {now:.3f}, more than {TOLERANCE} below the best so far, {best(before):.3f}"


def _frozen(evaluation: Evaluation) -> float:
    return round(evaluation.whole.total(entities=False).f1, 3)


def _set(evaluation: Evaluation) -> Iterator[str]:
    yield f"## {evaluation.name}\n"
    exact = evaluation.evidence - evaluation.inexact
    yield (
        f"{len(evaluation.each)} reports. Evidence nodes whose words stand where they say: {exact} of "
        f"{evaluation.evidence}. Findings against the ontology: {len(evaluation.findings)}.\n"
    )
    table = [f"| | {' | '.join(TITLES)} |", "|---|" + "---:|" * len(TITLES)]
    table += [f"| {row} | {' | '.join(cells(count))} |" for row, count in rows(evaluation)]
    yield "\n".join(table) + "\n"

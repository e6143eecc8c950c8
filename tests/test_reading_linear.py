"""Reading takes time in proportion to the text, whatever it holds: counted in lines of Python run, not in seconds."""

from __future__ import annotations

import sys

import pytest
from commands import ROOT

from kg.model import Report
from kg.reading.pipeline import read
from kg.text import key, normalise

sys.path.insert(0, str(ROOT / "bench"))
from linear import PIECES  # noqa: E402

SHORT, LONG = 3_000, 12_000
MOST = 1.6  # times what four times the text may cost more than four times; a quadratic step costs up to four


def lines_run(text: str) -> int:
    """Return how many lines of Python reading a text runs."""
    report, count = Report(normalise(text), "linear.txt"), 0

    def step(frame, event, argument):
        nonlocal count
        count += event == "line"
        return step

    key.cache_clear()
    sys.settrace(step)
    try:
        read(report)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    short, long = (lines_run(piece * (size // len(piece))) for size in (SHORT, LONG))
    assert long / short < MOST * LONG / SHORT

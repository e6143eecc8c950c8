"""Text for a terminal: widths, cuts, lines, columns."""

from __future__ import annotations

import pytest

from kg.cli import terminal
from kg.cli.table import fit

WIDTHS = [("", 0), ("abc", 3), ("Bộ Ngoại giao", 13), ("Bo\u0323\u0302", 2), ("漢字", 4), ("“Quyết liệt” – ₫…", 17)]


@pytest.mark.parametrize(("text", "columns"), WIDTHS)
def test_width(text, columns):
    assert terminal.width(text) == columns


CUTS = [
    ("Bộ Ngoại giao", 13, "Bộ Ngoại giao"),
    ("Bộ Ngoại giao", 12, "Bộ Ngoại gi…"),
    ("Bộ Ngoại giao", 4, "Bộ…"),
    ("漢字漢字", 4, "漢…"),
]


@pytest.mark.parametrize(("text", "limit", "expected"), CUTS)
def test_cut(text, limit, expected):
    assert terminal.cut(text, limit) == expected


WRAPS = [
    ("một hai ba", 7, 0, ["một hai", "ba"]),
    ("một hai ba bốn", 7, 2, ["một hai", "ba bốn"]),
    ("một hai ba bốn năm", 7, 2, ["một hai", "ba bốn…"]),
    ("một hai ba bốn năm", 6, 2, ["một", "hai b…"]),
    ("abcdefgh ij", 3, 0, ["abc", "def", "gh", "ij"]),
    ("", 5, 0, [""]),
]


@pytest.mark.parametrize(("text", "limit", "lines", "expected"), WRAPS)
def test_wrap(text, limit, lines, expected):
    assert terminal.wrap(text, limit, lines) == expected


FITS = [
    ([5, 5], [5, 5], 20, [5, 5]),
    ([5, 50], [5, 5], 20, [5, 13]),
    ([50, 50], [5, 5], 42, [20, 20]),
    ([16, 60], [16, 5], 40, [16, 22]),  # a word keeps its width where it can
    ([60, 60], [60, 60], 30, [14, 14]),
    ([20, 20, 20, 20], [20, 20, 20, 20], 30, []),
]


@pytest.mark.parametrize(("natural", "words", "limit", "expected"), FITS)
def test_fit(natural, words, limit, expected):
    assert fit(natural, words, limit) == expected

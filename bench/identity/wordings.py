"""The sentences of wordings.tsv, and how their gaps are filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from kg.lexicon.tables import read

TABLE = Path(__file__).with_name("wordings.tsv")

Gaps = Mapping[str, Callable[[], object]]
Wordings = Mapping[str, tuple[str, ...]]


@cache
def wordings(family: int) -> Wordings:
    """Return use → words of a family."""
    found: dict[str, list[str]] = {}
    for row in read(TABLE):
        if row["family"] == str(family):
            found.setdefault(row["use"], []).append(row["words"])
    return {use: tuple(words) for use, words in found.items()}


class _Filling(dict):
    """Makes what fills a gap when it comes to it."""

    def __init__(self, made: Gaps):
        super().__init__()
        self._made = made

    def __missing__(self, name: str) -> object:
        return self._made[name]()


def fill(template: str, gaps: Gaps) -> str:
    """Return a template with its gaps filled, one after the other as they stand."""
    return template.format_map(_Filling(gaps))

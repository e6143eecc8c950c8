"""This room's own tables, in the form of the lexicon's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.lexicon.tables import Row, read

_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of a table, in its order. Raises ValueError where a row has more cells than the header."""
    return read(_FOLDER / f"{name}.tsv")

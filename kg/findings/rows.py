"""Reads this room's own tables: tab-separated, with '#' comments above a header row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table as mappings, in its order. Raises ValueError where a row has other cells."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(dict(zip(table[0], cells, strict=True)) for cells in table[1:])


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by '|'."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())

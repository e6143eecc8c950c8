"""Reads the lexicon's data files: tab-separated tables with a header row and '#' comments."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Return the rows of ``data/<name>.tsv`` as dicts, in the file's order.

    Raises ValueError naming file and line where a row has more cells than the header.
    """
    rows: list[Row] = []
    header: list[str] = []
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} cells under {len(header)} headings")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return tuple(rows)


def values(cell: str) -> list[str]:
    """Return the values of a cell that holds several, separated by '|'."""
    return [value for part in cell.split("|") if (value := part.strip())]


@cache
def version() -> str:
    """Return 8 hex digits that change whenever any data file does."""
    digest = hashlib.sha256()
    for path in sorted(DATA.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]

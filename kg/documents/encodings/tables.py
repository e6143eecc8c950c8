"""Reads the tables in data/: tab-separated, '#' comments, a header row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, column → value."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    head, *body = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(dict(zip(head, line, strict=True)) for line in body)

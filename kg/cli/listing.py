"""Lists for programs: what a command lists, as JSON or CSV instead of a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

import click

from kg.cli.options import out_bytes

format_option = click.option(
    "--format", type=click.Choice(("text", "json", "csv")), default="text", show_default=True, help="How to write it."
)


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    out_bytes(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")


def as_csv(rows: Iterable[Mapping[str, Any]], columns: list[str]) -> None:
    """Print rows as CSV, with the columns of these names."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    out_bytes(text.getvalue().encode("utf-8", "backslashreplace"))

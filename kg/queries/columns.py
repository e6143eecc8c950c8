"""Which columns of an answer people see: a variable ``x`` beside an ``xLabel`` is one column that shows the label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.result import Result, Row


def shown(result: Result, *, drop_empty: bool = False) -> tuple[str, ...]:
    """Return the names of the columns to show; ``drop_empty`` leaves out those without any value in the rows."""
    names = tuple(name for name in result.variables if not _is_label(name, result.variables))
    if not drop_empty or not result.rows:
        return names
    return tuple(name for name in names if any(labelled(row, name) is not None for row in result.rows))


def labelled(row: Row, name: str) -> ox.Term | None:
    """Return what a row shows in a column: the label where there is one, else the term itself, else None."""
    label = row.get(f"{name}Label")
    return row.get(name) if label is None else label


def _is_label(name: str, names: Sequence[str]) -> bool:
    return name.endswith("Label") and name.removesuffix("Label") in names

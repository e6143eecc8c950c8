"""The plain Python values of an answer, and what tables and notebooks make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pandas

Plain = str | int | float | bool | date | datetime | None

_XSD = PREFIXES["xsd"]
_WHOLE = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte"
)
_FLOATS = "decimal double float"
_READERS: Mapping[str, Callable[[str], Plain]] = MappingProxyType(
    {
        **{_XSD + name: int for name in _WHOLE.split()},
        **{_XSD + name: float for name in _FLOATS.split()},
        _XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
        _XSD + "date": date.fromisoformat,
        _XSD + "dateTime": datetime.fromisoformat,
    }
)
_SHOWN = 100  # rows of a table in a notebook


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Plain:
    """Return the Python value that a term stands for, None for no term.

    Whole numbers are int, other numbers float, xsd:boolean bool, xsd:date and xsd:dateTime those of ``datetime``; all
    other literals are their text, without the language. An IRI is its text, a blank node ``_:`` and its name. What
    Python cannot hold (a year over 9999, a date with a time zone) stays text.
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    try:
        return _READERS.get(term.datatype.value, str)(term.value)
    except (ValueError, KeyError):
        return term.value


def frame(columns: Sequence[str], rows: Sequence[Mapping[str, Plain]]) -> pandas.DataFrame:
    """Return rows as a table of pandas, with pandas' own types of column. Raises UsageError where there is no pandas.

    A column of dates alone has the type datetime64.
    """
    try:
        import pandas as pd
    except ImportError:
        raise UsageError("a table of pandas needs pandas: pip install 'kg[pandas]'") from None
    table = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in columns})
    table = table.infer_objects().convert_dtypes()
    for name in columns:
        values = [row[name] for row in rows if row[name] is not None]
        if values and all(type(value) is date for value in values):
            table[name] = pd.Series([row[name] for row in rows], dtype="datetime64[s]")
    return table


def html(columns: Sequence[str], rows: Sequence[Mapping[str, Plain]]) -> str:
    """Return the first rows as a table in HTML, in which a value is text whatever it holds."""
    lines = ["<table>", _row("th", columns)]
    lines += [_row("td", ["" if row[name] is None else str(row[name]) for name in columns]) for row in rows[:_SHOWN]]
    more = f"<p>{len(rows)} rows, {_SHOWN} shown</p>" if len(rows) > _SHOWN else ""
    return "\n".join([*lines, "</table>", more]).strip()


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"

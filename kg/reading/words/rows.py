"""Rows of tables: cell by cell; in a list of people, the name with the post beside it ('Họ và tên | Chức vụ')."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon.tables import table
from kg.reading.words.tokens import Token
from kg.text import key

_BAR = "|"


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of people: its number of columns, and which of them are the names, posts and bodies (-1: none)."""

    size: int
    name: int
    post: int
    unit: int


def cells(tokens: list[Token]) -> list[list[Token]]:
    """Return the tokens of each cell of a row, the empty cells too."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == _BAR:
            found.append([])
        else:
            found[-1].append(token)
    return found


def columns(text: str, row: list[list[Token]]) -> Columns | None:
    """Return which columns a table of people has by its head; None where the row is none, or says several posts."""
    roles = [_role(key(text[cell[0].start : cell[-1].end])) if cell else "" for cell in row]
    if roles.count("name") != 1 or roles.count("post") != 1 or "other" in roles:
        return None
    at = {role: roles.index(role) if role in roles else -1 for role in ("name", "post", "unit")}
    return Columns(len(roles), at["name"], at["post"], at["unit"])


def member(row: list[list[Token]], of: Columns) -> list[Token]:
    """Return the tokens of 'NAME, POST' or 'POST NAME' for a row of a list of people.

    [] where it has no name or post, or the post's body does not stand right behind it: it might be that of another one.
    """
    if len(row) != of.size or not row[of.name] or not row[of.post]:
        return []
    if of.unit >= 0 and (of.unit != of.post + 1 or of.post < of.name):
        return []
    name, post = row[of.name], row[of.post]
    if of.post < of.name:
        return [*post, *name]
    comma = replace(name[-1], text=",", start=name[-1].end, end=post[0].start, key=",", kind="p")
    return [*name, comma, *post, *(row[of.unit] if of.unit >= 0 else [])]


def _role(head: str) -> str:
    known = [form for form in _roles() if head == form or head.startswith((form + " ", form + ","))]
    return _roles()[max(known, key=len)] if known else ""


@cache
def _roles() -> dict[str, str]:
    return {key(row["form"]): row["role"] for row in table("table_columns")}

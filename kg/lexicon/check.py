"""Checks the lexicon's tables: rows that say something twice, rows that can never count, words with two meanings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.lexicon import words
from kg.lexicon.tables import Line, names, table_lines, values

DUPLICATE, DEAD, AMBIGUOUS = "duplicate", "dead", "ambiguous"
_ALIASES = ("aliases", "alt_codes")
_PERIOD = ("valid_from", "valid_to", "from", "to")  # a name may stand once for each period of its bearer
# Cells that name rows of tables; 'self': of their own.
_NAMED = {"parent": ("self",), "successor": ("self",), "body": ("bodies", "countries")}
_WORD_LISTS = ("document_words", "event_words")  # whose roles are lists that different rules read
# One word in two of these tables is read as one of them only: whoever adds it should know.
_RIVALS = (
    ("bodies", "local_bodies"),
    ("provinces", "countries"),
    ("provinces", "cities"),
    ("countries", "cities"),
    ("posts", "ranks"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth a look: ``kind`` is duplicate, dead or ambiguous; ``place`` is 'posts.tsv:12'."""

    kind: str
    place: str
    form: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.form!r} {self.message}"


def check() -> list[Finding]:
    """Return the findings of all tables, the user's rows included: by table, then by line."""
    tables = {name: table_lines(name) for name in names()}
    found: list[Finding] = []
    for name, lines in tables.items():
        known = {other: _names(tables[other]) for other in ("bodies", "countries")} | {"self": _names(lines)}
        found += [*_repeated(lines, name in _WORD_LISTS), *_unreachable(lines), *_dangling(name, lines, known)]
    for one, other in _RIVALS:
        found += _rivals(tables[one], tables[other])
    return found


def _forms(line: Line) -> list[str]:
    """Return the words by which a row is looked up: its first column and its aliases."""
    first = next(iter(line.row.values()))
    return [first, *(alias for column in _ALIASES for alias in values(line.row.get(column, "")))]


def _names(lines: list[Line]) -> set[str]:
    return {form for line in lines for form in _forms(line)}


def _place(line: Line) -> str:
    return f"{line.path.name}:{line.number}"


def _cells(line: Line) -> tuple[str, ...]:
    """Return what a row says of its form, remarks aside."""
    first = next(iter(line.row))
    return tuple(cell for column, cell in line.row.items() if column not in (first, "note", "source", *_ALIASES))


def _folded(form: str) -> str:
    """Return a form as it is looked up; codes and abbreviations keep their case, which tells them apart."""
    return form if form.isupper() or not form.islower() and " " not in form else " ".join(words(form))


def _repeated(lines: list[Line], apart: bool) -> Iterator[Finding]:
    """Forms that stand twice; ``apart``: each role is a list of its own, and a form may stand in two of them."""
    first: dict[tuple[str, str], Line] = {}
    for line in lines:
        for form in _forms(line):
            before = first.setdefault((_folded(form), line.row["role"] if apart else ""), line)
            if before is line and _forms(line).count(form) < 2:
                continue
            if before is line or _cells(before) == _cells(line):
                yield Finding(DUPLICATE, _place(line), form, f"stands in line {before.number} already")
            elif not any(line.row.get(column) or before.row.get(column) for column in _PERIOD):
                yield Finding(AMBIGUOUS, _place(line), form, f"also stands in {_place(before)}, with other cells")


def _unreachable(lines: list[Line]) -> Iterator[Finding]:
    """Rows of no word; in a table of roles a mark may have one (',' ends a list of titles)."""
    for line in lines:
        for form in _forms(line):
            if not any(word[0].isalnum() for word in words(form)) and "role" not in line.row:
                yield Finding(DEAD, _place(line), form, "has no word in it, so that no text can hold it")


def _dangling(name: str, lines: list[Line], known: dict[str, set[str]]) -> Iterator[Finding]:
    for line in lines:
        for column, tables in _NAMED.items():
            if column == "body" and name != "posts":
                continue  # elsewhere a full name, not the name of a row
            for value in values(line.row.get(column, "")):
                if not any(value in known[table] for table in tables):
                    form = next(iter(line.row.values()))
                    yield Finding(DEAD, _place(line), form, f"has the {column} {value!r}, which is no row's name")


def _rivals(ones: list[Line], others: list[Line]) -> Iterator[Finding]:
    at: defaultdict[str, list[Line]] = defaultdict(list)
    for line in ones:
        for form in _forms(line):
            at[_folded(form)].append(line)
    for line in others:
        for form in _forms(line):
            if at[_folded(form)]:
                yield Finding(AMBIGUOUS, _place(line), form, f"also stands in {_place(at[_folded(form)][0])}")

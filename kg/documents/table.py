"""Tables of articles: JSON Lines, JSON, CSV → a report for each row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import chain

from kg.documents.about import About
from kg.documents.article import described
from kg.documents.encoding import repaired
from kg.documents.field_names import LEAD, about
from kg.documents.plain import title
from kg.documents.source import Fields, Settings, Skipped, Source
from kg.documents.tables import row_csv, row_json
from kg.documents.tables.row import Row, article, has_text, is_markup, is_page, missing, names, opened, plain
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise, one_space

_LOOKED_AT = 100  # rows, to learn the names of fields
_LOOKED_AT_TEXT = 1 << 20  # characters of them
_SHOWN = 20
_OPTIONS = {"text": "--text-field", "title": "--title-field", "published": "--date-field", "source": "--source-field"}
_CELLS = (".csv", ".tsv", ".tab")
_LINES = (".jsonl", ".ndjson")
_JSON = (*_LINES, ".json")

Found = tuple[str, Report] | InputError | Skipped


def members(source: Source, settings: Settings) -> Iterator[Found]:
    """Yield the article of each row of a table, and what is wrong with others.

    The fields are those that ``settings`` names, or have usual names. A row's source id is its address where it has
    one that no row before has, else the line where it stands ('export.jsonl#12'). A table is never held whole in
    memory. A ``.json`` without texts that nobody named is Skipped: much else is written so. Raises InputError where it
    is no table, or has no such fields, and OSError.
    """
    rows, format = _rows(source, settings)
    first, wrong = _first(rows)
    if wrong and not first:
        raise wrong
    known = dict.fromkeys(name for row in first if not row.problem for name in names(row))
    if source.suffix == ".json" and not source.named and not has_text(known, settings.fields):
        there = f" (it has {_listed(known)})" if known else ""
        yield Skipped(source.name, f"JSON without a field that is known to be the text{there}")
        return
    if not first:
        raise InputError(source.name, "is empty", "nothing was read from it")
    if known:  # else each bad row is told
        _check(source, known, settings.fields)
    given: set[bytes] = set()
    for row in chain(first, rows):
        yield from _article(source, row, format, settings.fields, given)
    if wrong:
        raise wrong


def _rows(source: Source, settings: Settings) -> tuple[Iterator[Row], str]:
    head = source.head(64).removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n")
    if source.suffix in _CELLS or not (source.suffix in _JSON or head.startswith((b"{", b"["))):
        fields = settings.fields
        return row_csv.rows(source, settings.encoding, [fields.text, fields.title, fields.published]), "csv"
    if source.suffix in _LINES and not head.startswith(b"["):
        return row_json.lines(source, settings.encoding), "jsonl"
    return row_json.values(source, settings.encoding), "json"


def _first(rows: Iterator[Row]) -> tuple[list[Row], InputError | None]:
    """Return the first rows, and what stops the others from being read."""
    found, size = [], 0
    try:
        for row in rows:
            found.append(row)
            size += sum(len(value) for value in row.values.values() if isinstance(value, str))
            if len(found) == _LOOKED_AT or size > _LOOKED_AT_TEXT:
                break
    except InputError as error:
        return found, error
    return found, None


def _check(source: Source, known: Collection[str], fields: Fields) -> None:
    """Raise InputError where a table has no text, or not the fields that the user names."""
    there = f"it has {_listed(known)}"
    if lacking := missing(known, fields):
        role, name = lacking[0]
        raise InputError(source.name, f"has no field {name!r}", f"{there}; name one of them with {_OPTIONS[role]}")
    if not has_text(known, fields):
        raise InputError(
            source.name, "has no field that is known to be the text", f"{there}; name it with --text-field"
        )


def _listed(known: Collection[str]) -> str:
    listed = ", ".join(repr(one_space(normalise(name))[:40]) for name in list(known)[:_SHOWN])
    return f"{listed} …" if len(known) > _SHOWN else listed


def _article(source: Source, row: Row, format: str, fields: Fields, given: set[bytes]) -> Iterator[Found]:
    name = source.name + row.where
    if row.problem:
        yield InputError(name, row.problem, "the other rows are read")
        return
    held, encoding = _repaired(article(row, fields), row.encoding)
    text = opened(held.pop("text", ""), held.pop(LEAD, ""))
    known, wrong = about(held)
    known = known.over(About(published=source.about.published, outlet=source.about.outlet, author=source.about.author))
    yield from (Skipped(name, clause) for clause in wrong)
    inner = Source(name, _source_id(source, row, known, given), about=known)
    try:
        yield name, _report(inner, text, format, encoding)
    except InputError as error:
        yield error


def _repaired(held: dict[str, str], encoding: str) -> tuple[dict[str, str], str]:
    """Return what a row says as it was meant, and what its text was in: a table in UTF-8 may hold older mistakes."""
    if encoding:
        return held, encoding
    text, encoding = repaired(held.get("text", ""))
    if not encoding:
        return held, ""
    return {role: text if role == "text" else repaired(value)[0] for role, value in held.items()}, encoding


def _source_id(source: Source, row: Row, known: About, given: set[bytes]) -> str:
    if known.url:
        digest = blake2b(known.url.encode(), digest_size=8).digest()  # an address takes more room
        if digest not in given:
            given.add(digest)
            return known.url
    return source.source_id + row.where


def _report(source: Source, text: str, format: str, encoding: str) -> Report:
    if is_markup(text):
        from kg.documents import html
        from kg.documents.web import page_main

        page = replace(source, data=normalise(text).encode("utf-8"), suffix=".html")
        of = page_main.article if is_page(text) else page_main.piece
        return replace(html.read(page, Settings(encoding="utf-8"), of), format=format, encoding=encoding)
    stored = normalise(plain(text))
    if not stored.strip():
        raise InputError(source.name, "is empty", "nothing was read from it")
    return described(Report(stored, source.source_id), About(title=title(stored)), source, format, encoding)

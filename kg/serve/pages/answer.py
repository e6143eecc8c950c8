"""The answer to a query as a page shows it: a table whose things are links, a chart of counts, the way to the map."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.queries.columns import shown
from kg.queries.facts import labels_of
from kg.serve.pages.made import Made
from kg.serve.pages.terms import Shown, Terms
from kg.store.result import Result, read

if TYPE_CHECKING:
    from kg.serve.pages.visit import Visit
    from kg.store.embedded import EmbeddedStore as Store

# What an answer can be taken as: its media type and the ending of its file.
FILES = MappingProxyType(
    {
        "csv": ("text/csv", "csv"),
        "json": ("application/sparql-results+json", "json"),
        "tsv": ("text/tab-separated-values", "tsv"),
        "xml": ("application/sparql-results+xml", "xml"),
        "turtle": ("text/turtle", "ttl"),
        "ntriples": ("application/n-triples", "nt"),
    }
)
_LINES = {"rows": "tsv", "graph": "ntriples", "boolean": "json"}  # forms with a line for a row
ROWS = 500  # shown of a table; the files have them all
BARS = 40
MAPPED = 150  # things that go to the map: more is a hairball, and an address has its length


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; ``share`` is its length in per cent of the longest."""

    label: Shown
    number: str
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of counts: what is counted by what, and its bars in the answer's order."""

    of: str
    by: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its variable, its heading, and whether it holds numbers."""

    name: str
    title: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to show. ``kind`` is 'rows', 'graph' or 'boolean' as of a result; ``things`` are short IRIs to map."""

    kind: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Shown | None, ...], ...] = ()
    total: int = 0
    yes: bool = False
    chart: Chart | None = None
    things: tuple[str, ...] = ()

    def on_the_map(self) -> list[tuple[str, str]]:
        """Return the things as the map's parameters."""
        return [("show", thing) for thing in self.things]


def answered(store: Store, visit: Visit, query: str, titles: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a query as a page shows it; ``titles`` are headings by variable. Raises QueryError."""
    result, total = taken(store, query)
    return answer(store, visit, result, total, titles, drop_empty=titles is not None)


def answer(
    store: Store,
    visit: Visit,
    result: Result,
    total: int,
    titles: Mapping[str, str] | None = None,
    *,
    drop_empty: bool = False,
) -> Answer:
    """Return a result, the first of ``total`` rows, as a page shows it; ``drop_empty`` hides empty columns."""
    if result.kind == "boolean":
        return Answer("boolean", yes=result.answer)
    if result.kind == "graph":
        names, rows = ("subject", "relation", "object"), [tuple(triple) for triple in result.triples]
    else:
        names = shown(result, drop_empty=drop_empty)
        rows = [tuple(row.get(name) for name in names) for row in result.rows]
    texts = _texts(result, names) if result.kind == "rows" else [()] * len(rows)
    terms = Terms(store.base, visit, labels_of(store, _unlabelled(rows, texts), visit.lang))
    table = tuple(_row(terms, row, text) for row, text in zip(rows, texts, strict=True))
    numeric = [_numeric(table, at) for at in range(len(names))]
    columns = tuple(Column(n, (titles or {}).get(n, n), number) for n, number in zip(names, numeric, strict=True))
    return Answer(result.kind, columns, table, total, chart=_chart(columns, table), things=_things(store.base, rows))


def taken(store: Store, query: str, most: int = ROWS) -> tuple[Result, int]:
    """Return the first rows or triples of a query's answer, and how many there are of them.

    The answer goes by line by line, so that a large one takes no room here. Raises QueryError.
    """
    kinds: list[str] = []

    def begin(kind: str) -> str:
        kinds.append(kind)
        return _LINES[kind]

    lines = _Lines(most + 1)  # a table's first line names its columns
    store.answer(query, begin, lines)
    text = b"".join(lines.kept)
    if kinds[0] == "graph":
        triples = tuple(quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES))[:most]
        return Result("graph", triples=triples), lines.count
    form = ox.QueryResultsFormat.TSV if kinds[0] == "rows" else ox.QueryResultsFormat.JSON
    return read(ox.parse_query_results(text, form)), lines.count - 1


class _Lines(io.RawIOBase):
    """A stream that keeps the first lines written to it, and counts them all."""

    def __init__(self, most: int):
        super().__init__()
        self._most, self._open = most, True
        self.kept: list[bytes] = []
        self.count = 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        piece = bytes(data)
        self.count += piece.count(b"\n")
        if self._open:
            self.kept.append(piece)
            if self.count > self._most:  # all that is wanted is here: cut after the last line wanted
                whole = b"".join(self.kept).split(b"\n", self._most)
                self.kept = [b"\n".join(whole[: self._most]) + b"\n"]
                self._open = False
        return len(piece)


def file(store: Store, query: str, format: str, name: str) -> Made:
    """Return the answer to a query as a file called ``name``, or a line that says why there is none."""
    if format not in FILES:
        return Made(400, f"no format {format!r}; there are: {', '.join(FILES)}\n".encode(), "text/plain")
    media, ending = FILES[format]
    try:
        body = store.query(query).serialise(format)
    except (QueryError, UsageError) as error:
        return Made(400, f"{error}\n".encode(), "text/plain")
    return Made(200, body, media, {"content-disposition": f'attachment; filename="{name}.{ending}"'})


def _texts(result: Result, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each row the labels that the answer itself gives its terms, '' where it gives none."""
    return [tuple(row[f"{name}Label"].value if f"{name}Label" in row else "" for name in names) for row in result.rows]


def _unlabelled(rows: Sequence[Sequence[ox.Term | None]], texts: Sequence[Sequence[str]]) -> list[ox.Term]:
    pairs = ((term, text) for row, said in zip(rows, texts, strict=True) for term, text in _pairs(row, said))
    return [term for term, text in pairs if term is not None and not text]


def _pairs(row: Sequence[ox.Term | None], texts: Sequence[str]):
    return zip(row, texts or [""] * len(row), strict=True)


def _row(terms: Terms, row: Sequence[ox.Term | None], texts: Sequence[str]) -> tuple[Shown | None, ...]:
    return tuple(
        terms.show(term, text) if term is not None else Shown(text) if text else None
        for term, text in _pairs(row, texts)
    )


def _numeric(rows: Sequence[Sequence[Shown | None]], at: int) -> bool:
    cells = [row[at] for row in rows if row[at] is not None]
    return bool(cells) and all(cell.number is not None for cell in cells)


def _chart(columns: Sequence[Column], rows: Sequence[Sequence[Shown | None]]) -> Chart | None:
    """Return a chart where the answer is labels with one number each: every label once, no number below zero."""
    numbers = [at for at, column in enumerate(columns) if column.numeric]
    labels = [at for at, column in enumerate(columns) if not column.numeric]
    if len(numbers) != 1 or not labels or len(rows) < 2:
        return None
    told, number = labels[0], numbers[0]
    cells = [(row[told], row[number]) for row in rows if row[told] is not None and row[number] is not None]
    if len({(label.text, label.iri) for label, _ in cells}) < len(cells) or min(n.number for _, n in cells) < 0:
        return None
    longest = max(n.number for _, n in cells) or 1
    bars = tuple(Bar(label, n.text, round(100 * n.number / longest, 2)) for label, n in cells[:BARS])
    return Chart(columns[number].title, columns[told].title, bars)


def _things(base: str, rows: Sequence[Sequence[ox.Term | None]]) -> tuple[str, ...]:
    """Return the things of an answer that a map can show, as short IRIs, each once, in their order."""
    from kg.view.questions import DRAWN

    drawn = tuple(f"{base}{kind.lower()}/" for kind in DRAWN)
    found: dict[str, None] = {}
    for row in rows:
        for term in row:
            if type(term).__name__ == "NamedNode" and term.value.startswith(drawn):
                found.setdefault(term.value.removeprefix(base), None)
    return tuple(found)[:MAPPED]

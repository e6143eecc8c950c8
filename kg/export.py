"""The store as files for other tools: RDF in its formats, network graphs, tables for a spreadsheet.

The same store gives the same bytes, whatever the machine's locale, time zone or hash seed.
"""

from __future__ import annotations

import csv
import gzip
import io
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import OutputError, UsageError
from kg.files import is_packed, reason, sweep, write_all_atomically
from kg.graph import serialise
from kg.graph.vocabulary import EVIDENCE, INFERRED, ONTOLOGY_GRAPH

if TYPE_CHECKING:
    import networkx
    import pyoxigraph as ox

    from kg.store.interface import Store

FORMATS = (*serialise.FORMATS, "graphml", "gexf", "csv")
_ENDINGS = MappingProxyType(
    {
        ".ttl": "turtle",
        ".nt": "ntriples",
        ".nq": "nquads",
        ".rdf": "rdfxml",
        ".xml": "rdfxml",
        ".json": "jsonld",
        **{f".{name}": name for name in ("trig", "jsonld", "graphml", "gexf", "csv")},
    }
)
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection), full-width forms too.
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_FIRST_COLUMNS = ("id", "kind", "label", "label_en")
_EDGE_COLUMNS = ("source", "source_label", "predicate", "label", "label_en", "target", "target_label", "reports")

Write = Callable[[BinaryIO], None]


def format_of(path: str | Path) -> str:
    """Return the format that the ending of a file's name tells (before ``.gz``), else turtle."""
    path = Path(path)
    ending = (path.with_suffix("") if is_packed(path) else path).suffix.lower()
    return _ENDINGS.get(ending, "turtle")


def export(
    store: Store, format: str, out: str | Path | BinaryIO, *, evidence: bool = True, inferred: bool = True
) -> list[Path]:
    """Write the store's graph as one of ``FORMATS`` and return the files written (none for a stream).

    turtle, ntriples and rdfxml hold the reports' plain triples with what is derived from them; trig, nquads and jsonld
    hold all graphs but the ontology, without the evidence graphs unless ``evidence``; what is only inferred is left
    out of all these unless ``inferred``. graphml, gexf and csv hold :meth:`Store.to_networkx`, which has nothing
    inferred. csv is two tables: in a folder ``nodes.csv`` and ``edges.csv``, under a name
    ``x.csv`` ``x-nodes.csv`` and ``x-edges.csv``, on a stream one below the other with an empty line between; any
    other name is a folder, made where it is missing. A file whose name ends in ``.gz`` is packed. All is written whole
    or not at all. Raises UsageError for another format, OutputError where a file cannot be written.
    """
    files = _Files(store, format, evidence, inferred)
    if not isinstance(out, str | Path):
        files.stream(out)
        return []
    named = files.named(Path(out), make=True)
    for folder in {file.parent for file, _ in named}:
        sweep(folder)
    write_all_atomically(named)
    return [path for path, _ in named]


def table(store: Store, name: str, out: BinaryIO) -> None:
    """Write one of the two tables of csv, 'nodes' or 'edges', to a stream."""
    rows = {"nodes": _nodes, "edges": _edges}[name]
    _write_table(out, list(rows(store.to_networkx())))


def check(store: Store, format: str, path: str | Path, *, evidence: bool = True, inferred: bool = True) -> list[Path]:
    """Return those of the files that :func:`export` would write at ``path`` that are missing or differ."""
    named = _Files(store, format, evidence, inferred).named(Path(path), make=False)
    return [file for file, write in named if not _same(file, write)]


class _Files:
    """What is to be written in one format, and under which names."""

    def __init__(self, store: Store, format: str, evidence: bool, inferred: bool):
        if format not in FORMATS:
            raise UsageError(f"no export format {format!r}; there are: {', '.join(FORMATS)}")
        self._store, self._format, self._evidence = store, format, evidence
        self._left_out = {ONTOLOGY_GRAPH} | (set() if inferred else {store.base + INFERRED})

    @cached_property
    def _network(self) -> networkx.MultiDiGraph:
        return self._store.to_networkx()

    def named(self, path: Path, *, make: bool) -> list[tuple[Path, Write]]:
        if self._format != "csv":
            return [(path, self.stream)]
        plain = path.with_suffix("") if is_packed(path) else path
        if plain.suffix.lower() == ".csv" and not path.is_dir():
            end = path.name.removeprefix(plain.stem)
            names = (path.with_name(f"{plain.stem}-{table}{end}") for table in ("nodes", "edges"))
        else:
            names = (path / f"{table}.csv" for table in ("nodes", "edges"))
            if make:
                _make(path)
        return list(zip(names, (self._nodes, self._edges), strict=True))

    def stream(self, out: BinaryIO) -> None:
        if self._format == "csv":
            _write_table(out, [*_nodes(self._network), [], *_edges(self._network)])
        elif self._format == "graphml":
            _write_graphml(self._network, out)
        elif self._format == "gexf":
            _write_gexf(self._network, out)
        else:
            serialise.serialise(self._quads(), self._format, out, self._store.base)

    def _nodes(self, out: BinaryIO) -> None:
        _write_table(out, _nodes(self._network))

    def _edges(self, out: BinaryIO) -> None:
        _write_table(out, _edges(self._network))

    def _quads(self) -> Iterator[ox.Quad]:
        told = self._evidence and self._format in serialise.DATASETS
        for graph in self._store.graphs():
            if graph not in self._left_out and (told or not graph.endswith(EVIDENCE)):
                yield from self._store.quads(graph)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        advice = "name a folder, or two files by a name that ends in .csv"
        raise OutputError(f"cannot make the folder {folder}: it is a file; {advice}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise OutputError(f"cannot make the folder {folder}: make the folder {folder.parent} first") from None
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {reason(error)}") from error


def _write_graphml(network: networkx.MultiDiGraph, out: BinaryIO) -> None:
    import networkx as nx

    # Not write_graphml: where lxml happens to be installed, that writes other bytes.
    nx.write_graphml_xml(_plain(network), out)


def _write_gexf(network: networkx.MultiDiGraph, out: BinaryIO) -> None:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter()
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()  # it holds today's date
        meta.find("creator").text = "kg"  # and the version of networkx
    writer.add_graph(_plain(network))
    writer.write(out)


def _plain(network: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Return a copy whose edges have ids of their own (their keys, the predicates, repeat) and only text values."""
    import networkx as nx

    plain = nx.MultiDiGraph()
    plain.add_nodes_from(network.nodes(data=True))
    for number, (source, target, data) in enumerate(network.edges(data=True)):
        plain.add_edge(source, target, key=f"e{number}", **data | {"reports": " ".join(data["reports"])})
    return plain


def _nodes(network: networkx.MultiDiGraph) -> Iterator[list[str]]:
    others = {name for _, data in network.nodes(data=True) for name in data}.difference(_FIRST_COLUMNS)
    columns = [*_FIRST_COLUMNS, *sorted(others)]
    yield columns
    for iri, data in network.nodes(data=True):
        yield [(data | {"id": iri}).get(column, "") for column in columns]


def _edges(network: networkx.MultiDiGraph) -> Iterator[list[str]]:
    label = network.nodes(data="label")
    yield list(_EDGE_COLUMNS)
    for source, target, data in network.edges(data=True):
        ends = {"source": source, "source_label": label[source], "target": target, "target_label": label[target]}
        row = data | ends | {"reports": " ".join(data["reports"])}
        yield [row[column] for column in _EDGE_COLUMNS]


def _write_table(out: BinaryIO, rows: Iterable[list[str]]) -> None:
    """Write rows as RFC 4180 has them, with a BOM (without one a spreadsheet takes UTF-8 for something else)."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write("\ufeff")
    csv.writer(text, lineterminator="\r\n").writerows([*map(_harmless, row)] for row in rows)
    text.detach()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: one that could be has an apostrophe put before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _same(path: Path, write: Write) -> bool:
    try:
        # Asked before it is opened: to open a pipe that nobody writes to would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise OutputError(f"cannot check {path}: it is no regular file")
        # What is packed is compared unpacked: another packer may have made other bytes of it.
        with (gzip.open if is_packed(path) else open)(path, "rb") as stream:
            comparison = _Comparison(stream)
            write(comparison)
            return comparison.same and not stream.read(1)
    except (FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile):
        return False
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror.lower()}") from error


class _Comparison(io.RawIOBase):
    """A stream that compares what is written to it with what stands in another, and keeps nothing."""

    def __init__(self, stream: BinaryIO):
        self._stream, self.same = stream, True

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.same = self.same and self._stream.read(len(data)) == bytes(data)
        return len(data)

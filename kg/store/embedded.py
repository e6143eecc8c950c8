"""The embedded store: Oxigraph on RocksDB in a folder. The only module that knows ``pyoxigraph.Store``.

The default graph holds each triple of the named graphs once: what a plain query sees. (Oxigraph's own union of the
named graphs repeats a triple that several of them hold, and then counts are wrong.) :meth:`Store.update` keeps it so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import OutputError, QueryError, StoreCorruptError, StoreError, StoreLockedError
from kg.files import FREE_ROOM, make_folder, sweep
from kg.graph.serialise import entity_prefixes
from kg.graph.vocabulary import PREFIXES, whole
from kg.judgements.file import JUDGEMENTS_FILE
from kg.store.answer import Outlet, write_answer
from kg.store.dataset import Dataset, named_in
from kg.store.interface import Begin, Store
from kg.store.lock import Lock
from kg.store.marker import META_FILE, RUNS, again
from kg.store.published import publish, withdraw
from kg.store.readings import READINGS
from kg.store.result import Result, read
from kg.store.snapshot import copy_unchanging
from kg.store.sparql import refuse_depth, refuse_network, syntax_error
from kg.store.sums import keep, verified
from kg.text import one_space

if TYPE_CHECKING:
    from kg.store.interface import Term


class UnfinishedError(StoreError):
    """The database was being made when its process ended: parts of it are missing, and it has never held anything."""


class EmbeddedStore(Store):
    """A knowledge graph in the folder ``path``. Its methods raise StoreCorruptError where its files are damaged."""

    def __init__(self, path: Path, base: str, lock: Lock, *, writable: bool):
        self.path, self.base, self.writable, self._lock = path, base, writable, lock
        self.name, self.judgements = str(path), path / JUDGEMENTS_FILE
        self.readings, self.runs = path / READINGS, path / RUNS
        self._database: ox.Store | None = None
        self._unflushed = False
        with _damage(path):
            self._sums = verified(path)
            if writable:
                _tidy(path)
            self._database = ox.Store(str(path)) if writable else ox.Store.read_only(str(path))
        if writable:
            self._publish()

    def close(self) -> None:
        """Put what was changed on disk and let go of the files, so that others can write. May be called again."""
        try:
            self._flush()
        finally:
            was_open, self._database = self._database is not None, None
            try:
                if was_open and self.writable:
                    with _damage(self.path):
                        keep(self.path, self._sums)
                        withdraw(self.path)
            finally:
                self._lock.release()

    def query(self, sparql: str, substitutions: Mapping[str, Term | str] | None = None) -> Result:
        """See :meth:`Store.query`."""
        with self._asking(sparql, substitutions=_terms(substitutions or {})) as found:
            return read(found)

    def answer(
        self,
        sparql: str,
        begin: Begin,
        out: BinaryIO,
        *,
        substitutions: Mapping[str, Term | str] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> None:
        """See :meth:`Store.answer`: its size does not matter. A graph can also be jsonld and rdfxml.

        The graphs (IRIs), if any are given, are the dataset that is asked, whatever the query's own FROM says.
        """
        outlet = Outlet(out)
        try:
            terms = _terms(substitutions or {})
            with self._asking(sparql, _dataset(default_graphs, named_graphs), substitutions=terms) as found:
                write_answer(found, begin, outlet, self.base)
        except Exception:
            if outlet.error:
                raise outlet.error from None
            raise

    @contextmanager
    def _asking(
        self, sparql: str, dataset: Dataset | None = None, **how: object
    ) -> Iterator[ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean]:
        """Give the engine's answer to a query that only reads; what goes wrong with it is told in our errors."""
        refuse_depth(sparql)
        refuse_network(sparql, partial(_complaint, self._parsing))
        with _damage(self.path):
            try:
                database, graphs = self._seen(sparql, dataset)
                found = database.query(sparql, **self._parsing, **graphs, **how)
            except SyntaxError as error:
                raise syntax_error(sparql, str(error)) from None
            yield found

    def _seen(self, sparql: str, dataset: Dataset | None) -> tuple[ox.Store, dict[str, object]]:
        """Return the database that a query is to ask, and which of its graphs."""
        if dataset is None and sparql.lower().count("from") > 1 and not _complaint(self._parsing, sparql):
            dataset = named_in(sparql, self._prefixes, self.base)
            dataset = dataset if dataset.merged else None
        if dataset is None:
            return self._open, {}
        merged, named = _nodes(dataset.merged), _nodes(dataset.named)
        if len(merged) < 2:
            return self._open, {"default_graph": merged, "named_graphs": named}
        whole = {"default_graph": [ox.DefaultGraph()], "named_graphs": named}
        return self._open if {*self._open.named_graphs()} <= {*merged} else self._merged(merged, named), whole

    def _merged(self, merged: list[ox.NamedNode], named: list[ox.NamedNode]) -> ox.Store:
        """Return a copy in memory in which some graphs are merged as the default graph, and some keep their names."""
        copy = ox.Store()
        for graph in merged:
            copy.extend(ox.Quad(*quad.triple) for quad in self._open.quads_for_pattern(None, None, None, graph))
        for graph in named:
            copy.extend(self._open.quads_for_pattern(None, None, None, graph))
        return copy

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """See :meth:`Store.quads`."""
        with _damage(self.path):
            for name in self._open.named_graphs() if graph is None else [ox.NamedNode(graph)]:
                yield from self._open.quads_for_pattern(None, None, None, name)

    def matching(self, predicate: str, value: str | None = None, graph: str | None = None) -> Iterator[ox.Quad]:
        """See :meth:`Store.matching`. To count, count these: a COUNT of the engine's never ends on a damaged store."""
        named = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
        wanted = None if value is None else ox.NamedNode(whole(value))
        with _damage(self.path):
            yield from self._open.quads_for_pattern(None, ox.NamedNode(whole(predicate)), wanted, named)

    def graphs(self) -> list[str]:
        """See :meth:`Store.graphs`."""
        with _damage(self.path):
            return sorted(graph.value for graph in self._open.named_graphs())

    def update(
        self, remove_graphs: Iterable[str] = (), add: Iterable[ox.Quad] = (), remove: Iterable[ox.Quad] = ()
    ) -> bool:
        """See :meth:`Store.update`.

        The change outlives the end of this process at once, and a failure of the machine once :meth:`flush` was called.
        """
        self._check_writable()
        new, graphs = set(add), set(remove_graphs)
        present = {quad for graph in graphs for quad in self.quads(graph)}
        with _damage(self.path):
            # Asked quad by quad: reading the other graphs whole would cost as much as the store is big. Within the
            # graphs read, only equal terms count as there: "01"^^xsd:integer is in the store as "1", which goes.
            gone = (present - new) | {quad for quad in set(remove) - new if quad in self._open}
            come = {quad for quad in new - present if quad.graph_name.value in graphs or quad not in self._open}
            if gone or come:
                lost = _written(gone) + _plain(self._only_in(gone) - {quad.triple for quad in come})
                found = _written(come) + _plain({quad.triple for quad in come})
                self._open.update(f"DELETE DATA {{{lost}}};INSERT DATA {{{found}}}")
                self._drop_empty({quad.graph_name for quad in gone})
                self._unflushed = True
        return bool(gone or come)

    def fill(self, quads: Iterable[ox.Quad]) -> None:
        """See :meth:`Store.fill`. By the engine's bulk loader, which takes less than half of :meth:`update`'s time.

        It takes the quads as they come and holds no more than half a million of them in memory (some 1.5 GB).
        """
        self._check_writable()
        with _damage(self.path):
            self._open.bulk_extend(_with_plain(quads))
            self._unflushed = True

    def flush(self) -> None:
        """Put all changes on disk, and let readers see them. Slow (some 50 ms): for the end of a batch.

        :meth:`close` does it too. Between, readers see the store as it was.
        """
        if self._flush():
            self._publish()
            with _damage(self.path):
                self._sums = keep(self.path, self._sums)  # now: who is killed keeps none when it ends

    def _flush(self) -> bool:
        if self._database is None or not self._unflushed:
            return False
        with _damage(self.path):
            self._database.flush()
        self._unflushed = False
        return True

    def _publish(self) -> None:
        if next(self.quads(), None) and (self.path / META_FILE).exists():
            with suppress(OutputError):  # no room for it, say: then readers wait until we have ended
                publish(self.path, self._copy)

    def snapshot(self, folder: str | Path) -> None:
        """See :meth:`Store.snapshot`. Takes milliseconds whatever the store holds, on one file system.

        The two then share the engine's table files, which never change.
        """
        make_folder(folder, self._copy)

    def _copy(self, target: Path) -> None:
        if self.writable:
            with _damage(self.path):
                self._open.flush()
                self._open.backup(str(target))
        elif self._open is not None:  # raises where it is closed; the engine's store itself is false while it is empty
            copy_unchanging(self.path, target)
        shutil.copy2(self.path / META_FILE, target)
        if self.judgements.exists():
            shutil.copy2(self.judgements, target)
        self._sums |= keep(target, self._sums)  # tables are hard links, mostly: what was read once need not be again

    def _only_in(self, gone: set[ox.Quad]) -> set[ox.Triple]:
        """Return the triples that no graph says once these quads are gone."""
        return {
            quad.triple
            for quad in gone
            if all(
                same in gone or same.graph_name == ox.DefaultGraph()
                for same in self._open.quads_for_pattern(*quad.triple)
            )
        }

    def _check_writable(self) -> None:
        if not self.writable:
            raise StoreError(f"the store {self.path} is open for reading only")

    @property
    def _prefixes(self) -> dict[str, str]:
        return {**PREFIXES, **entity_prefixes(self.base)}

    @property
    def _parsing(self) -> dict[str, object]:
        return _parsing(self.base)

    @property
    def _open(self) -> ox.Store:
        if self._database is None:
            raise StoreError(f"the store {self.path} is closed")
        return self._database

    def _drop_empty(self, graphs: Iterable[ox.NamedNode]) -> None:
        for graph in graphs:  # Oxigraph remembers a graph's name when its last quad goes
            if next(self._open.quads_for_pattern(None, None, None, graph), None) is None:
                self._open.remove_graph(graph)


def understood(sparql: str, base: str, substitutions: Mapping[str, Term | str]) -> None:
    """Raise QueryError for a query that no store would run, as :meth:`Store.query` does; no store is asked."""
    with _in_memory(sparql, base, substitutions, ox.Store(), {}):
        pass


def answer_from(
    sparql: str, base: str, substitutions: Mapping[str, Term | str], merged: Iterable[ox.Quad], named: Iterable[ox.Quad]
) -> Result:
    """Return the answer to a query over some quads: the triples of ``merged``, and ``named`` in their graphs."""
    memory = ox.Store()
    memory.extend(ox.Quad(*quad.triple) for quad in merged)
    memory.extend(named)
    seen = {"default_graph": [ox.DefaultGraph()], "named_graphs": list(memory.named_graphs())}
    with _in_memory(sparql, base, substitutions, memory, seen) as found:
        return read(found)


@contextmanager
def _in_memory(
    sparql: str, base: str, substitutions: Mapping[str, Term | str], memory: ox.Store, seen: dict[str, object]
) -> Iterator[ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean]:
    parsing = _parsing(base)
    refuse_depth(sparql)
    refuse_network(sparql, partial(_complaint, parsing))
    with _damage(Path()):
        try:
            found = memory.query(sparql, **parsing, **seen, substitutions=_terms(substitutions))
        except SyntaxError as error:
            raise syntax_error(sparql, str(error)) from None
        yield found


def _parsing(base: str) -> dict[str, object]:
    """Return the engine's arguments for reading a query on a store of this base."""
    return {"prefixes": {**PREFIXES, **entity_prefixes(base)}, "base_iri": base}


def _tidy(folder: Path) -> None:
    """Remove files of no use any more: RocksDB's logs of earlier openings, and what a killed writer prepared."""
    for left in (*folder.glob("LOG.old.*"), *folder.glob("bulk-*.sst")):
        left.unlink()
    for place in (folder, folder / READINGS):
        sweep(place)


def _with_plain(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield each quad, and its triple for the default graph, which keeps one however often it comes."""
    for quad in quads:
        yield quad
        yield ox.Quad(*quad.triple)


def _written(quads: Iterable[ox.Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{{quad.triple}}}" for quad in quads) + "\n"


def _plain(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _terms(values: Mapping[str, Term | str]) -> dict[ox.Variable, Term]:
    try:
        return {
            ox.Variable(name.lstrip("?$")): ox.Literal(value) if isinstance(value, str) else value
            for name, value in values.items()
        }
    except ValueError as error:
        raise QueryError(f"not a variable's name: {error}") from None


def _dataset(default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None) -> Dataset | None:
    """Return the dataset that is given beside a query, None where none is."""
    if not (default_graphs or named_graphs):
        return None
    return Dataset(tuple(dict.fromkeys(default_graphs or ())), tuple(dict.fromkeys(named_graphs or ())))


def _nodes(graphs: Iterable[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in graphs]
    except ValueError as error:
        raise QueryError(f"a graph's name is no IRI: {error}") from None


def _complaint(parsing: dict[str, object], query: str) -> str:
    """Return what the parser has against a query, '' for nothing (it is run on no data at all)."""
    try:
        ox.Store().query(query, **parsing)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError):
        return ""  # it parsed, and then failed to run
    return ""


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turn what the engine raises into the error tree."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: Exception) -> StoreError | QueryError:
    what = one_space(str(error))
    if "lock file" in what or "lock hold" in what:
        return StoreLockedError(f"the store {path} is open for writing in another program; close it first")
    if "Permission denied" in what:
        return StoreError(f"cannot open the store {path}: permission denied")
    if "SELECT projection" in what:
        return QueryError(f"the query must select what is given a value: {what}")
    if "read-write instances" in what or "Column family not found" in what:
        return UnfinishedError(f"the store {path} was not finished when it was made; run kg ingest again")
    if "No space left" in what:
        return StoreError(f"the store {path} cannot grow: no space left on the disk; {FREE_ROOM}")
    if isinstance(error, OSError) or "Corruption" in what:
        return StoreCorruptError(f"the store {path} is damaged ({what[:160]}); {again(path)}")
    return QueryError(f"the query cannot be run: {what}")

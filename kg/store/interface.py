"""What a store can do, wherever it is: in a folder (:mod:`kg.store.embedded`) or on another engine."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import StoreError

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.store.listing import StoredReport
    from kg.store.result import Result

Begin = Callable[[str], str]  # told the kind of an answer ('rows', 'boolean', 'graph'), returns the format to write
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Store(ABC):
    """A knowledge graph, got by :func:`kg.open_store`; a context manager that closes it.

    ``name`` is what messages call it (its folder, or its URL), ``base`` the IRI under which all its entities are named,
    ``writable`` whether it was opened for writing, ``readings`` the folder of a cache (:mod:`kg.store.readings`),
    ``judgements`` the file of what people decided about it (:mod:`kg.judgements.file`), ``runs`` the folder of what
    this machine's runs of kg ingest did (:mod:`kg.runs.record`); each there or not.
    ``behind`` tells who is writing to the store where what is read is what it held before, else ''.

    Every store asks (:meth:`query`), tells its content (:meth:`quads`, :meth:`matching`, :meth:`graphs`,
    :meth:`reports`, :meth:`report_quads`), copies it (:meth:`to_networkx`, :meth:`to_rdflib`, in a folder
    :meth:`snapshot`) and, open for writing, changes it (:meth:`update`, :meth:`fill`, :meth:`flush`). Any method raises
    StoreError once it is closed, where it cannot be reached, and where it is damaged.
    """

    name: str
    base: str
    writable: bool
    readings: Path
    judgements: Path
    runs: Path
    behind: str = ""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Keep what was changed and let go, so that others can write. May be called again."""

    @abstractmethod
    def query(self, sparql: str, substitutions: Mapping[str, Term | str] | None = None) -> Result:
        """Run a SPARQL 1.1 query that only reads, over all graphs merged unless it names its own (FROM).

        The prefixes of the vocabulary and of the entities (``person:`` …) need not be declared, and a relative IRI
        (``<person/bui-thanh-son-1f0a93c2>``) is one under the store's base. ``substitutions`` holds variables (names
        without '?', which a SELECT must select) to RDF terms, a ``str`` meaning a plain literal. Raises QueryError,
        with line and column, for a query that does not parse, would change the store, or asks for the network
        (SERVICE).
        """

    def answer(
        self, sparql: str, begin: Begin, out: BinaryIO, *, substitutions: Mapping[str, Term | str] | None = None
    ) -> None:
        """Write a query's answer to a binary stream, where it can be had so while the engine still finds it.

        ``begin`` is called once, before anything is written, with the kind of the answer ('rows', 'boolean' or
        'graph'), and returns the format: one of those of :meth:`kg.store.result.Result.serialise`. Raises what
        :meth:`query` raises, and what ``begin`` and ``out`` do.
        """
        found = self.query(sparql, substitutions)
        out.write(found.serialise(begin(found.kind)))

    @abstractmethod
    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one named graph (its IRI), or of all, in the store's own order."""

    @abstractmethod
    def matching(self, predicate: str, value: str | None = None, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads with a predicate and, if given, a value (IRIs or CURIEs), in the store's own order.

        They are those of one named graph (its IRI), without one of all graphs merged.
        """

    @abstractmethod
    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""

    @abstractmethod
    def update(
        self, remove_graphs: Iterable[str] = (), add: Iterable[ox.Quad] = (), remove: Iterable[ox.Quad] = ()
    ) -> bool:
        """Take out whole graphs (IRIs) and single quads, and put in quads, as one transaction.

        Naming a graph in ``remove_graphs`` and giving its new quads replaces it; only what differs is written. A quad
        both removed and added stays. Returns whether anything changed. Raises StoreError where the store is open for
        reading only.
        """

    def fill(self, quads: Iterable[ox.Quad]) -> None:
        """Put in many quads as one step, as for a first fill: none is seen before all are in.

        A KgError that ``quads`` raises passes through; the store is then as before. Raises StoreError as :meth:`update`
        does.
        """
        self.update(add=quads)

    @abstractmethod
    def flush(self) -> None:
        """See that all changes outlive a failure of the machine; for the end of a batch. :meth:`close` does it too."""

    def snapshot(self, folder: str | Path) -> None:
        """Make a copy of the store as it is now in a new (or empty) folder, which :func:`kg.open_store` opens.

        It stays as it is when this store changes, and may be removed at any time. The folder appears whole or not at
        all. Raises OutputError where it cannot be made, and StoreError for a store that is not in a folder.
        """
        raise StoreError(f"{self.name} is on another engine: make a store in a folder of it first, with kg pull")

    def reports(self) -> list[StoredReport]:
        """Return the reports in the store, by date (undated last), then IRI."""
        from kg.store.listing import stored_reports

        return stored_reports(self)

    def report_quads(self) -> Iterator[ox.Quad]:
        """Yield the plain triples of all reports with their graphs: neither evidence nor anything derived."""
        for iri in sorted({quad.subject.value for quad in self.matching("rdf:type", "kg:Report")}):
            yield from self.quads(iri)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an ``rdflib.Dataset`` whose default graph is the union of all.

        A copy: what is done to it does not reach the store, and rdflib's queries are slower than :meth:`query`.
        """
        from kg.graph.rdf import to_rdflib

        return to_rdflib(self.quads())

    def to_networkx(
        self,
        *,
        kinds: Iterable[str] | None = None,
        relations: Iterable[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        evidence: bool = False,
    ) -> networkx.MultiDiGraph:
        """Return the entities and the triples between them as a directed multigraph, or a part of it.

        See :func:`kg.store.network.network` for what nodes and edges hold, and what may be asked for.
        """
        from kg.store.network import network

        return network(self, kinds=kinds, relations=relations, since=since, until=until, evidence=evidence)

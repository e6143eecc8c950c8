"""A store on another engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import StoreError
from kg.graph.serialise import entity_prefixes
from kg.graph.vocabulary import PREFIXES, expand, whole
from kg.judgements.file import JUDGEMENTS_FILE
from kg.store.dataset import named_in
from kg.store.embedded import answer_from, understood
from kg.store.interface import Store, Term
from kg.store.marker import RUNS
from kg.store.remote import answers, scan
from kg.store.remote.about import State
from kg.store.remote.filling import FIRST, Filling
from kg.store.remote.fingerprint import Fingerprint, fingerprint
from kg.store.remote.journal import refuse_unfinished
from kg.store.remote.scope import Graphs, Scoped
from kg.store.remote.wire import Wire
from kg.store.remote.writing import Writing
from kg.store.result import Result
from kg.store.sparql import written

if TYPE_CHECKING:
    from kg.store.listing import StoredReport

_MANY = 500  # things described in one query
_SORTED = 20_000  # rows


class RemoteStore(Store):
    """A knowledge graph on another engine. Several stores, of different bases, and other data may share the engine."""

    def __init__(self, wire: Wire, found: State, *, writable: bool, filling: bool = False):
        self.base, self.writable, self.name = found.base, writable, wire.endpoint.url
        cache = wire.endpoint.cache(self.base)
        self.readings, self.runs = cache / "readings", cache / RUNS
        self.judgements = wire.endpoint.kept(self.base) / JUDGEMENTS_FILE
        self.graph_names = Graphs(self.base)
        self._wire, self._open = wire, True
        mark = found.one("filling")
        begun = writable and mark.startswith(FIRST)  # nothing in it yet that would not come again
        if not filling and not begun:
            refuse_unfinished(self.name, not writable and bool(found.one("journal")), mark)
        self._writing = Writing(wire, found) if writable else None
        if self._writing and begun:
            self._writing.empty()

    def close(self) -> None:
        """Let others write. May be called again."""
        was_open, self._open = self._open, False
        if was_open:
            try:
                if self._writing:
                    self._writing.close()
            finally:
                self._wire.close()

    def query(self, sparql: str, substitutions: Mapping[str, Term | str] | None = None) -> Result:
        """See :meth:`Store.query`."""
        self._check_open()
        values = substitutions or {}
        understood(sparql, self.base, values)
        terms = {name.lstrip("?$"): written(ox.Literal(value) if isinstance(value, str) else value)
                 for name, value in values.items()}  # fmt: skip
        prefixes = {**PREFIXES, **entity_prefixes(self.base)}
        if "from" in sparql.lower():
            dataset = named_in(sparql, prefixes, self.base)
            if dataset.merged or dataset.named:  # engines read these clauses each in a way of its own
                graphs = (scan.quads(self._wire, self._ours(names)) for names in (dataset.merged, dataset.named))
                return answer_from(sparql, self.base, values, *graphs)
        asked = Scoped(sparql, self.graph_names, prefixes, terms)
        if asked.form == "DESCRIBE":
            return self._described(asked)
        if asked.form == "CONSTRUCT":
            return answers.graph(self._wire.triples(asked.text), self.name)
        return self._ordered(answers.result(self._wire.rows(asked.text), self.name), asked)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """See :meth:`Store.quads`."""
        self._check_open()
        if graph is not None:
            yield from scan.quads(self._wire, [graph])
            return
        held = self.fingerprints()
        for portion in scan.portions({name: held[name].count for name in sorted(held)}):
            yield from scan.quads(self._wire, portion)

    def matching(self, predicate: str, value: str | None = None, graph: str | None = None) -> Iterator[ox.Quad]:
        """See :meth:`Store.matching`."""
        self._check_open()
        node = ox.NamedNode(whole(predicate))
        wanted = None if value is None else ox.NamedNode(whole(value))
        name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
        pattern = f"GRAPH <{graph or self.graph_names.merged}> {{ ?s {node} {wanted or '?o'} }}"
        for row in scan.all_rows(self._wire, "?s" if wanted else "?s ?o", pattern):
            yield ox.Quad(row["s"], node, wanted or row["o"], name)

    def graphs(self) -> list[str]:
        """See :meth:`Store.graphs`."""
        return sorted(self.fingerprints())

    def update(
        self, remove_graphs: Iterable[str] = (), add: Iterable[ox.Quad] = (), remove: Iterable[ox.Quad] = ()
    ) -> bool:
        """See :meth:`Store.update`. How far one transaction holds on an engine, :mod:`kg.store.remote.journal` says."""
        return self._right().update(remove_graphs, add, remove)

    def fill(self, quads: Iterable[ox.Quad]) -> None:
        """See :meth:`Store.fill`. Meanwhile the store is marked, and opened by nobody else."""
        if any(graph.startswith(self.base) for graph in self.graphs()):
            self.update(add=quads)
        else:
            self.filling().first(quads)

    def flush(self) -> None:
        """Do nothing: an engine keeps what it has said yes to."""

    def reports(self) -> list[StoredReport]:
        """See :meth:`Store.reports`."""
        from kg.store.listing import Counts, stored_reports

        triples = {graph: held.count for graph, held in self.fingerprints().items()}
        mentions = scan.counts(self._wire, f"?g <{expand('schema:mentions')}> ?x", self.graph_names)
        evidence = scan.counts(self._wire, f"?x a <{expand('kg:Evidence')}>", self.graph_names)
        return stored_reports(self, Counts(mentions, triples, evidence))

    def fingerprints(self) -> dict[str, Fingerprint]:
        """Return what each graph of the store holds."""
        self._check_open()
        return dict(self._writing.holds) if self._writing else scan.held(self._wire, self.graph_names)

    def verified(self, graphs: Iterable[str]) -> list[ox.Quad]:
        """Return the quads of some graphs. Raises StoreError where one is not what the store says it is."""
        names, held = list(graphs), self.fingerprints()
        found: dict[str, list[ox.Quad]] = {name: [] for name in names}
        for quad in scan.quads(self._wire, names):
            found[quad.graph_name.value].append(quad)
        for name, quads in found.items():
            if fingerprint(quads) != held.get(name, Fingerprint()):
                raise StoreError(f"the graph {name} on {self.name} is not what the store says it is; it was changed "
                                 "meanwhile (try again), or by another program (kg push puts it right)")  # fmt: skip
        return [quad for quads in found.values() for quad in quads]

    def filling(self) -> Filling:
        """Return what puts whole graphs into the store. Raises StoreError where it is open for reading only."""
        return Filling(self._wire, self._right(), self.base)

    def _right(self) -> Writing:
        self._check_open()
        if self._writing is None:
            raise StoreError(f"the store {self.name} is open for reading only")
        return self._writing

    def _ours(self, graphs: Iterable[str]) -> list[str]:
        return [graph for graph in graphs if self.graph_names.hold(graph)]

    def _ordered(self, found: Result, asked: Scoped) -> Result:
        """Return rows in the order that the query asks for, which Virtuoso does not keep to where something is unbound.

        Which rows a LIMIT takes is left to the engine; and so is the order of very many, or of what is not selected.
        """
        order, names = asked.order, {f"?{name}" for name in found.variables}
        if not order or not 1 < len(found) <= _SORTED or not set(re.findall(r"[?$]\w+", order)) <= names:
            return found
        if any(isinstance(term, ox.BlankNode) for row in found.rows for term in row.values()):
            return found
        terms = ([written(row[name]) if name in row else "UNDEF" for name in found.variables] for row in found.rows)
        listed = " ".join(f"({' '.join(row)})" for row in terms)
        head = " ".join(f"?{name}" for name in found.variables)
        query = f"{asked.prologue}\nSELECT {head} {{ VALUES ({head}) {{ {listed} }} }} ORDER BY {order}"
        return answer_from(query, self.base, {}, (), ())

    def _described(self, asked: Scoped) -> Result:
        """Return all triples of what a DESCRIBE names and finds."""
        select, iris = asked.described()
        found = answers.result(self._wire.rows(select), self.name).rows if select else ()
        nodes = {str(term) for row in found for term in row.values() if isinstance(term, ox.NamedNode)}
        triples: set[ox.Triple] = set()
        listed = [*sorted(nodes), *iris.split()]
        for start in range(0, len(listed), _MANY):
            some = " ".join(listed[start : start + _MANY])
            query = (f"{asked.prologue} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{self.graph_names.merged}> "
                     f"{{ VALUES ?s {{ {some} }} ?s ?p ?o }} }}")  # fmt: skip
            triples |= set(answers.graph(self._wire.triples(query), self.name).triples)
        return Result("graph", triples=tuple(sorted(triples, key=str)))

    def _check_open(self) -> None:
        if not self._open:
            raise StoreError(f"the store {self.name} is closed")

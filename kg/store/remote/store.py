"""A store on another engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import InputError, StoreError
from kg.graph.serialise import entity_prefixes
from kg.graph.vocabulary import PREFIXES, expand
from kg.store.embedded import understood
from kg.store.interface import Store, Term
from kg.store.remote import answers, scan
from kg.store.remote.about import State, portions, rows, said, state
from kg.store.remote.fingerprint import Fingerprint, fingerprint
from kg.store.remote.journal import Journal, limits, refuse_unfinished
from kg.store.remote.lease import Lease
from kg.store.remote.probe import VALUES, refuse_one_for_two
from kg.store.remote.scope import Graphs, Scoped
from kg.store.remote.wire import Wire
from kg.store.result import Result
from kg.store.sparql import written

_MANY = 500  # things described in one query
_LENGTH = 200_000  # characters of the quads that are asked about in one query


class RemoteStore(Store):
    """A knowledge graph on another engine. Several stores, of different bases, and other data may share the engine."""

    def __init__(self, wire: Wire, found: State, *, writable: bool, filling: bool = False):
        self.base, self.writable, self.name = found.base, writable, wire.endpoint.url
        self.readings = wire.endpoint.cache(self.base) / "readings"
        self.graph_names = Graphs(self.base)
        self._wire, self._quirks = wire, found.said.get("quirk", ())
        self._known: dict[str, Fingerprint] | None = None  # as long as nobody else can change it
        self._lease = Lease(wire, self.graph_names) if writable else None
        self._open = True
        try:
            self._begin(filling)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let others write. May be called again."""
        was_open, self._open = self._open, False
        if was_open:
            try:
                if self._lease:
                    self._lease.release()
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
        asked = Scoped(sparql, self.graph_names, prefixes, terms)
        if asked.form == "DESCRIBE":
            return self._described(asked)
        if asked.form == "CONSTRUCT":
            return answers.graph(self._wire.triples(asked.text), self.name)
        return answers.result(self._wire.rows(asked.text), self.name)

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
        node = ox.NamedNode(expand(predicate))
        wanted = None if value is None else ox.NamedNode(expand(value))
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
        self._check_writable()
        new, removed, graphs = set(add), set(remove), set(remove_graphs)
        self._refuse(new)
        held = self.fingerprints()
        present = {quad for graph in graphs & held.keys() for quad in self.quads(graph)}
        elsewhere = self._held({quad for quad in new | removed if quad.graph_name.value not in graphs})
        gone = (present - new) | ((removed - new) & (elsewhere | present))
        come = new - present - elsewhere
        if gone or come:
            whole = {name: fingerprint(quad for quad in new if _graph(quad) == name) for name in graphs}
            self._make(gone, come, held, whole)
        return bool(gone or come)

    def flush(self) -> None:
        """Do nothing: an engine keeps what it has said yes to."""

    def reports(self) -> list:
        """See :meth:`Store.reports`."""
        from kg.store.listing import Counts, stored_reports

        held = self.fingerprints()
        triples = {graph: print_.count for graph, print_ in held.items()}
        mentions = scan.counts(self._wire, f"?g <{expand('schema:mentions')}> ?x", self.graph_names)
        evidence = scan.counts(self._wire, f"?x a <{expand('kg:Evidence')}>", self.graph_names)
        return stored_reports(self, Counts(mentions, triples, evidence))

    def fingerprints(self) -> dict[str, Fingerprint]:
        """Return what each graph of the store holds."""
        self._check_open()
        if self._known is not None:
            return self._known
        found = {name: Fingerprint.read(text) for name, text in scan.held(self._wire, self.graph_names).items()}
        self._known = found if self._lease else None
        return found

    def _begin(self, filling: bool) -> None:
        now = state(self._wire, self.graph_names)
        if self.writable and now.one("journal"):
            Journal(self._wire, self.graph_names).finish()
        if not filling:
            refuse_unfinished(self.name, not self.writable and bool(now.one("journal")), now.one("filling"))

    def _make(
        self, gone: set[ox.Quad], come: set[ox.Quad], held: Mapping[str, Fingerprint], whole: Mapping[str, Fingerprint]
    ) -> None:
        """Make a change whose quads are all there (``gone``), or all not there (``come``).

        ``whole`` has the fingerprints of those graphs that are known whole as they will be.
        """
        if VALUES in self._quirks:
            refuse_one_for_two(gone, come, self._wire, self.graph_names.merged)
        merged = ox.NamedNode(self.graph_names.merged)
        found = {quad.triple for quad in come}
        lost = {ox.Quad(*triple, merged) for triple in self._only_in(gone) - found}
        plain = {ox.Quad(*triple, merged) for triple in found}
        plain -= self._held(plain)
        taken, added = self._lease.marks()
        after = {name: whole.get(name) or held.get(name, Fingerprint()).changed(*_of(name, gone, come))
                 for name in _graphs(gone | come)}  # fmt: skip
        taken |= {said(self.graph_names, "holds", str(held[name]), name) for name in after if name in held}
        added |= {said(self.graph_names, "holds", str(now), name) for name, now in after.items() if now.count}
        self._known = None
        Journal(self._wire, self.graph_names).make(taken | gone | lost, added | come | plain)
        self._known = {name: now for name, now in {**held, **after}.items() if now.count}

    def _only_in(self, gone: set[ox.Quad]) -> set[ox.Triple]:
        """Return the triples that no graph says once these quads are gone."""
        going = Counter(quad.triple for quad in gone)
        counts: Counter[ox.Triple] = Counter()
        for portion in portions((ox.Quad(*triple) for triple in going), _LENGTH):
            triples = " ".join(f"({_row(quad)})" for quad in portion)
            asked = (f"SELECT ?s ?p ?o (COUNT(?g) AS ?n) {{ VALUES (?s ?p ?o) {{ {triples} }} GRAPH ?g {{ ?s ?p ?o }}"
                     f"{self.graph_names.held('?g')} }} GROUP BY ?s ?p ?o")  # fmt: skip
            for row in rows(self._wire, asked):
                counts[answers.canonical(ox.Triple(row["s"], row["p"], row["o"]))] = int(row["n"].value)
        return {triple for triple, number in going.items() if counts[triple] <= number}

    def _held(self, quads: set[ox.Quad]) -> set[ox.Quad]:
        """Return those of the quads that are in their graphs."""
        found: set[ox.Quad] = set()
        for portion in portions(quads, _LENGTH):
            # With the graph among the values: with one graph fixed, Virtuoso takes fifty times as long.
            listed = " ".join(f"({quad.graph_name} {_row(quad)})" for quad in portion)
            asked = f"SELECT ?g ?s ?p ?o {{ VALUES (?g ?s ?p ?o) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            found |= {ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows(self._wire, asked)}
        return quads & found

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

    def _refuse(self, quads: set[ox.Quad]) -> None:
        longest = limits(self._wire.server).longest
        for quad in quads:
            if not self.graph_names.hold(quad.graph_name.value):
                raise StoreError(f"the graph {quad.graph_name.value} cannot be in the store {self.name}: its name does "
                                 f"not begin with the store's base, {self.base}")  # fmt: skip
            if longest and isinstance(quad.object, ox.Literal) and len(quad.object.value.encode()) > longest:
                raise InputError(quad.subject.value, f"has a text of more than {longest:,} bytes, which {self.name} "
                                 "cannot keep", "split it, or use another engine or a folder")  # fmt: skip

    def _check_open(self) -> None:
        if not self._open:
            raise StoreError(f"the store {self.name} is closed")

    def _check_writable(self) -> None:
        self._check_open()
        if not self.writable:
            raise StoreError(f"the store {self.name} is open for reading only")


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value


def _graphs(quads: Iterable[ox.Quad]) -> set[str]:
    return set(map(_graph, quads))


def _of(graph: str, *sets: set[ox.Quad]) -> Iterator[set[ox.Quad]]:
    """Yield those of each set that are in a graph."""
    return ({quad for quad in quads if _graph(quad) == graph} for quads in sets)


def _row(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {written(quad.object)}"

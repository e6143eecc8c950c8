"""Filling a store on another engine with whole graphs: in bulk, over the Graph Store Protocol where there is one.

Nothing of this is one transaction: while it lasts the store is marked, and opened by nobody else. Every graph is read
back, and only then entered as being in the store; so what was interrupted begins again with the graph it was at.
"""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.interface import Store
from kg.store.remote import scan
from kg.store.remote.about import change, portions, rows, said, state
from kg.store.remote.fingerprint import Fingerprint, fingerprint
from kg.store.remote.probe import VALUES, refuse_alike
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire
from kg.store.remote.writing import Writing

FIRST = "kg ingest"  # what fills a store that holds no report; interrupted, it leaves nothing worth keeping
_LENGTH = 500_000  # characters in one request
_WAITING = 5000  # quads of whole graphs that wait to be sent

ByGraph = Mapping[str, set[ox.Quad]]


class Filling:
    """Puts graphs into a store that is open for writing."""

    def __init__(self, wire: Wire, writing: Writing, base: str):
        self._wire, self._writing, self._graphs = wire, writing, Graphs(base)

    def holds(self) -> Mapping[str, Fingerprint]:
        """Return what each graph of the store really holds: where the count differs from what is entered, it is read.

        (Another program may have written to the engine.)
        """
        entered = self._writing.holds
        found = scan.counts(self._wire, "?s ?p ?o", self._graphs)
        wrong = [name for name, held in entered.items() if found.get(name, 0) != held.count]
        self._writing.enter({name: fingerprint(scan.quads(self._wire, [name])) for name in wrong})
        return self._writing.holds

    def refuse_one_for_two(self, source: Store) -> None:
        """Raise InputError where the engine would take two values of a store for one."""
        if VALUES in state(self._wire, self._graphs).said.get("quirk", ()):
            refuse_alike(quad for name in source.graphs() for quad in source.quads(name))

    def begin(self, what: str) -> None:
        """Mark the store as being filled by a command."""
        self._wire.update(change(self._marks(), {said(self._graphs, "filling", f"{what} on {socket.gethostname()}")}))

    def first(self, quads: Iterable[ox.Quad]) -> None:
        """Fill a store that holds no reports. Whatever happens meanwhile, it is then as before: empty.

        The two graphs of a report must come one after the other.
        """
        self.begin(FIRST)
        try:
            for graphs in self._whole(quads):
                self.put(graphs)
            self._wire.update(change(self._marks()))
        except BaseException:
            self._writing.empty()
            raise

    def _whole(self, quads: Iterable[ox.Quad]) -> Iterator[ByGraph]:
        """Yield graphs of reports, some at a time, and at the end all others: only then are those known to be whole."""
        report = f"{self._graphs.base}report/"
        waiting: dict[str, set[ox.Quad]] = defaultdict(set)
        count = 0
        for quad in quads:
            name = quad.graph_name.value
            if count > _WAITING and name not in waiting:
                whole = [each for each in waiting if each.startswith(report) and not _same_report(each, name)]
                yield {each: waiting.pop(each) for each in whole}
                count = 0
            waiting[name].add(quad)
            count += 1
        yield waiting

    def put(self, graphs: ByGraph) -> None:
        """Have some graphs hold these quads and no others. Raises StoreError where they do not come back so."""
        known = [name for name in graphs if name in self._writing.holds]
        self._writing.update(known, [quad for name in known for quad in graphs[name]], ())
        new = {name: quads for name, quads in graphs.items() if name not in self._writing.holds}
        self._add(new)
        found = self._read_back(graphs)
        if any(found[name] - quads for name, quads in new.items()):
            # Left there by a transfer that was interrupted, of a store that was another one then.
            self._writing.enter({name: fingerprint(found[name]) for name in new})
            self._writing.update(list(new), [quad for quads in new.values() for quad in quads], ())
            found = self._read_back(graphs)
        for name, quads in graphs.items():
            self._refuse_other(name, quads, found[name])
        self._writing.enter({name: fingerprint(quads) for name, quads in new.items()})

    def end(self, gone: list[str], source: Store) -> None:
        """Take out the graphs that are too many, see that the merged graph is right, and take the mark away."""
        self._writing.update(gone, (), ())
        if self._merged_count() != _count(source):
            self._mend(source)
        self._wire.update(change(self._marks()))

    def has_others(self) -> bool:
        """Whether the engine holds graphs that are not the store's."""
        ours = self._graphs.held("?g").removeprefix(" FILTER")
        own = f'STRSTARTS(STR(?g), "{self._graphs.base}store/")'
        return bool(rows(self._wire, f"SELECT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(!({ours} || {own})) }} LIMIT 1"))

    def _marks(self) -> set[ox.Quad]:
        marks = state(self._wire, self._graphs).said.get("filling", ())
        return {said(self._graphs, "filling", mark) for mark in marks}

    def _add(self, graphs: ByGraph) -> None:
        """Send graphs, first into the merged graph: what is in a graph is then always in that too."""
        merged = ox.NamedNode(self._graphs.merged)
        self._send({ox.Quad(*quad.triple, merged) for quads in graphs.values() for quad in quads})
        for name in sorted(graphs):
            self._send(graphs[name])

    def _send(self, quads: set[ox.Quad]) -> None:
        for portion in portions(quads, _LENGTH):
            graph = portion[0].graph_name.value
            lines = ox.serialize([quad.triple for quad in portion], format=ox.RdfFormat.N_TRIPLES)
            if not self._wire.put_in(graph, lines):
                self._wire.update(change(add=portion))

    def _read_back(self, graphs: ByGraph) -> Mapping[str, set[ox.Quad]]:
        found: dict[str, set[ox.Quad]] = defaultdict(set)
        for quad in scan.quads(self._wire, sorted(graphs)):
            found[quad.graph_name.value].add(quad)
        return found

    def _refuse_other(self, name: str, quads: set[ox.Quad], found: set[ox.Quad]) -> None:
        if found == quads:
            return
        less, more = quads - found, found - quads
        example = min(map(str, less or more))
        raise StoreError(f"{self._wire.endpoint.url} does not keep the graph {name} as it is sent: {len(less)} quads "
                         f"are missing there, {len(more)} are too many, such as {example[:200]}")  # fmt: skip

    def _merged_count(self) -> int:
        return scan.count(self._wire, f"GRAPH <{self._graphs.merged}> {{ ?s ?p ?o }}")

    def _mend(self, source: Store) -> None:
        """Make the merged graph right, property by property. Raises StoreError where it does not stay so."""
        merged = ox.NamedNode(self._graphs.merged)
        for predicate in self._predicates(source):
            pattern = f"?s {predicate} ?o"
            right = {ox.Quad(row["s"], predicate, row["o"], merged)
                     for row in source.query(f"SELECT ?s ?o {{ {pattern} }}").rows}  # fmt: skip
            there = {ox.Quad(row["s"], predicate, row["o"], merged)
                     for row in scan.all_rows(self._wire, "?s ?o", f"GRAPH {merged} {{ {pattern} }}")}  # fmt: skip
            for portion in portions(there - right, _LENGTH):
                self._wire.update(change(portion))
            self._send(right - there)
        if (count := self._merged_count()) != (wanted := _count(source)):
            raise StoreError(f"{self._wire.endpoint.url} has {count} triples in {merged.value} where {wanted} were "
                             "sent")  # fmt: skip

    def _predicates(self, source: Store) -> Iterator[ox.NamedNode]:
        ours = {row["p"] for row in source.query("SELECT DISTINCT ?p { ?s ?p ?o }").rows}
        pattern = f"{{ SELECT DISTINCT ?p {{ GRAPH <{self._graphs.merged}> {{ ?s ?p ?o }} }} }}"
        theirs = {row["p"] for row in scan.all_rows(self._wire, "?p", pattern)}
        yield from sorted(ours | theirs, key=str)


def _same_report(one: str, other: str) -> bool:
    """Whether two graphs are those of one report: its facts and its evidence."""
    return one.partition("#")[0] == other.partition("#")[0]


def _count(store: Store) -> int:
    [row] = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    return int(row["n"].value)

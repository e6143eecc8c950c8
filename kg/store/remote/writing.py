"""Changes to a store on another engine: what they take out and put in, in the store's graphs and in what it keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import InputError, StoreCorruptError, StoreError
from kg.graph.vocabulary import ONTOLOGY_GRAPH
from kg.store.remote import scan
from kg.store.remote.about import State, change, portions, rows, said, state, states
from kg.store.remote.fingerprint import Fingerprint, fingerprint
from kg.store.remote.journal import Journal, limits
from kg.store.remote.lease import Lease
from kg.store.remote.probe import VALUES, refuse_one_for_two
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire

_LENGTH = 200_000  # characters of the quads that are asked about in one query


class Writing:
    """The right to change a store, and how it is changed. Made, it has finished a change that was interrupted."""

    def __init__(self, wire: Wire, found: State):
        self._wire, self._graphs = wire, Graphs(found.base)
        self._quirks = found.said.get("quirk", ())
        self._limits = limits(wire.server)
        self._lease = Lease(wire, self._graphs)
        try:
            self._journal = Journal(wire, self._graphs)
            self._journal.finish()
            self._holds = scan.held(wire, self._graphs)
            self._plain: int | None = None  # how many triples the merged graph has, once we have counted them
        except BaseException:
            self._lease.release()
            raise

    def close(self) -> None:
        """Let others write."""
        self._lease.release()

    @property
    def holds(self) -> Mapping[str, Fingerprint]:
        """What each graph of the store holds."""
        return self._holds

    def enter(self, found: Mapping[str, Fingerprint]) -> None:
        """Enter what some graphs hold, which were written in another way."""
        taken, added = self._lease.marks()
        for name, now in found.items():
            taken |= {said(self._graphs, "holds", str(self._holds[name]), name)} if name in self._holds else set()
            added |= {said(self._graphs, "holds", str(now), name)} if now.count else set()
        self._wire.update(change(taken - added, added - taken))
        self._plain = None
        self._holds = {name: now for name, now in {**self._holds, **found}.items() if now.count}

    def empty(self) -> None:
        """Take everything out, also what was begun and never entered, and the mark of a filling."""
        there = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self._graphs.base}"))'
        found = {row["g"].value for row in scan.all_rows(self._wire, "?g", f"{{ SELECT DISTINCT ?g {{ {there} }} }}")}
        for name in sorted(found - {self._graphs.about}):
            self._wire.update(f"CLEAR SILENT GRAPH <{name}>")
        now = state(self._wire, self._graphs)
        marks = {said(self._graphs, "filling", mark) for mark in now.said.get("filling", ())}
        self._wire.update(
            change(marks | {said(self._graphs, "holds", str(was), name) for name, was in self._holds.items()})
        )
        self._holds, self._plain = {}, None

    def update(self, remove_graphs: Iterable[str], add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> bool:
        """See :meth:`kg.store.interface.Store.update`."""
        new, removed, graphs = set(add), set(remove), set(remove_graphs)
        self._refuse(new)
        present = {quad for graph in graphs & self._holds.keys() for quad in scan.quads(self._wire, [graph])}
        elsewhere = self._there({quad for quad in new | removed if _graph(quad) in self._holds.keys() - graphs})
        gone = (present - new) | ((removed - new) & (elsewhere | present))
        come = new - present - elsewhere
        if gone or come:
            whole = {name: fingerprint(quad for quad in new if _graph(quad) == name) for name in graphs}
            self._make(gone, come, whole)
        return bool(gone or come)

    def _make(self, gone: set[ox.Quad], come: set[ox.Quad], whole: Mapping[str, Fingerprint]) -> None:
        """Make a change whose quads are all there (``gone``), or all not there (``come``).

        ``whole`` has the fingerprints of those graphs that are known whole as they will be.
        """
        if VALUES in self._quirks:
            refuse_one_for_two(gone, come, self._wire, self._graphs.merged)
        found = {quad.triple for quad in come}
        lost = self._merged(self._only_in(gone) - found)
        plain = self._merged(found)
        if self._holds and not self._limits.whole:
            # What such an engine refuses is taken back, and then it is counted: so these have to be exact, too.
            there = self._there(plain | lost)
            plain, lost = plain - there, lost & there
        after = {name: whole.get(name) or self._held(name).changed(*_of(name, gone, come))
                 for name in {_graph(quad) for quad in gone | come}}  # fmt: skip
        count = self._merged_count()
        taken, added = self._lease.marks()
        taken |= {said(self._graphs, "holds", str(self._holds[name]), name) for name in after if name in self._holds}
        added |= {said(self._graphs, "holds", str(now), name) for name, now in after.items() if now.count}
        kept = self._shared(after, gone)
        self._journal.make(taken | (gone - kept) | lost, added | come | plain)
        self._holds = {name: now for name, now in {**self._holds, **after}.items() if now.count}
        if not self._limits.whole:
            self._plain = count + len(plain) - len(lost)
            counts = {name: now.count for name, now in after.items() if not kept or name != ONTOLOGY_GRAPH}
            self._check({**counts, self._graphs.merged: self._plain})

    def _check(self, expected: Mapping[str, int]) -> None:
        """Raise StoreCorruptError where a graph does not have as many quads as the change has left it."""
        for names in scan.portions(dict.fromkeys(expected, 1)):
            listed = " ".join(f"<{name}>" for name in names)
            counted = f"SELECT ?g (COUNT(*) AS ?n) {{ VALUES ?g {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
            found = {row["g"].value: int(row["n"].value) for row in rows(self._wire, counted)}
            for name in names:
                if found.get(name, 0) != expected[name]:
                    raise StoreCorruptError(f"{self._wire.endpoint.url} did not do as it was told: it has "
                                            f"{found.get(name, 0)} quads in {name}, not {expected[name]}; kg push "
                                            "from a folder puts it right")  # fmt: skip

    def _merged_count(self) -> int:
        if self._plain is None and not self._limits.whole:
            self._plain = scan.count(self._wire, f"GRAPH <{self._graphs.merged}> {{ ?s ?p ?o }}")
        return self._plain or 0

    def _held(self, name: str) -> Fingerprint:
        return self._holds.get(name, Fingerprint())

    def _merged(self, triples: Iterable[ox.Triple]) -> set[ox.Quad]:
        merged = ox.NamedNode(self._graphs.merged)
        return {ox.Quad(*triple, merged) for triple in triples}

    def _shared(self, after: Mapping[str, Fingerprint], gone: set[ox.Quad]) -> set[ox.Quad]:
        """Return the quads of the ontology's graph where it leaves this store, and other stores here have it too."""
        leaves = ONTOLOGY_GRAPH in after and not after[ONTOLOGY_GRAPH].count
        if not leaves or len(states(self._wire)) < 2:
            return set()
        return {quad for quad in gone if _graph(quad) == ONTOLOGY_GRAPH}

    def _only_in(self, gone: set[ox.Quad]) -> set[ox.Triple]:
        """Return the triples that no graph says once these quads are gone."""
        going = Counter(quad.triple for quad in gone)
        counts: Counter[ox.Triple] = Counter()
        for names, listed in _listed((ox.Quad(*triple) for triple in going), ""):
            asked = (f"SELECT ?s ?p ?o (COUNT(?g) AS ?n) {{ VALUES ({names}) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }}"
                     f"{self._graphs.held('?g')} }} GROUP BY ?s ?p ?o")  # fmt: skip
            for row in rows(self._wire, asked):
                counts[ox.Triple(row["s"], row["p"], row["o"])] = int(row["n"].value)
        return {triple for triple, number in going.items() if counts[triple] <= number}

    def _there(self, quads: set[ox.Quad]) -> set[ox.Quad]:
        """Return those of the quads that are in their graphs."""
        found: set[ox.Quad] = set()
        # With the graph among the values: with one graph fixed, Virtuoso takes fifty times as long.
        for names, listed in _listed(quads, "?g"):
            asked = f"SELECT ?g ?s ?p ?o {{ VALUES ({names}) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            found |= {ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows(self._wire, asked)}
        return quads & found

    def _refuse(self, quads: set[ox.Quad]) -> None:
        """Raise StoreError for a graph that cannot be in this store, InputError for a text that is too long for it."""
        for quad in quads:
            if not self._graphs.hold(_graph(quad)):
                raise StoreError(f"the graph {_graph(quad)} cannot be in the store {self._wire.endpoint.url}: its name "
                                 f"does not begin with the store's base, {self._graphs.base}")  # fmt: skip
            if longest := self._limits.longest:
                _refuse_long(quad, longest, self._wire.endpoint.url)


def _refuse_long(quad: ox.Quad, longest: int, where: str) -> None:
    if isinstance(quad.object, ox.Literal) and len(quad.object.value.encode()) > longest:
        raise InputError(quad.subject.value, f"has a text of more than {longest:,} bytes, which {where} cannot keep",
                         "split it, or use another engine or a folder")  # fmt: skip


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value


def _of(graph: str, *sets: set[ox.Quad]) -> Iterator[set[ox.Quad]]:
    """Yield those of each set that are in a graph."""
    return ({quad for quad in quads if _graph(quad) == graph} for quads in sets)


def _listed(quads: Iterable[ox.Quad], graph: str) -> Iterator[tuple[str, str]]:
    """Yield the variables of a VALUES clause and its rows, some hundred at a time; ``graph`` is the first, or none.

    Literals are not among the values, but all those of a subject and property are then found: Virtuoso does not find a
    literal that has a language and is in ASCII.
    """
    nodes, literals = set(), set()
    for quad in quads:
        if isinstance(quad.object, ox.Literal):
            literals.add(ox.Quad(quad.subject, quad.predicate, quad.predicate, quad.graph_name))
        else:
            nodes.add(quad)
    for names, those in ((f"{graph} ?s ?p ?o".strip(), nodes), (f"{graph} ?s ?p".strip(), literals)):
        for portion in portions(those, _LENGTH):
            yield names, " ".join(f"({_row(quad, names)})" for quad in portion)


def _row(quad: ox.Quad, names: str) -> str:
    terms = {"?g": quad.graph_name, "?s": quad.subject, "?p": quad.predicate, "?o": quad.object}
    return " ".join(str(terms[name]) for name in names.split())

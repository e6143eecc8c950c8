"""Changes that are made whole or not at all, also on an engine whose requests are small or stop half-way.

Where an engine takes a change of this size in one request, and makes a request whole or not at all (as SPARQL Update
asks of it), one request it is. Elsewhere (Virtuoso) the change is first written down in the store itself, then marked
as under way, then made in small requests, each of which may be made again, and then struck out. Whatever is interrupted
in between, the next one who opens the store for writing finishes it; readers are refused meanwhile.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreCorruptError, StoreError
from kg.store.remote.about import TERMS, change, portions, rows, said, state
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Refused, Wire

_PART = 60_000  # characters of a written-down change in one literal
_ADDED, _TAKEN = "added", "taken"


@dataclass(frozen=True, slots=True)
class Limits:
    """What an engine takes: ``characters`` in a request, and ``whole`` where it makes a request whole or not at all.

    ``longest`` is the longest text that it keeps, in bytes; 0 where we know of no limit.
    """

    characters: int = 16_000_000
    whole: bool = True
    longest: int = 0


# Virtuoso 7.2: its parser's memory ends at some 5,000 triples, a text of 5 MB makes the server fall, and each operation
# of a request is a transaction of its own.
_VIRTUOSO = Limits(characters=500_000, whole=False, longest=1_000_000)


def limits(server: str) -> Limits:
    """Return what the engine with this Server header takes."""
    return _VIRTUOSO if server.lower().startswith("virtuoso") else Limits()


class Journal:
    """Makes changes in one store."""

    def __init__(self, wire: Wire, graphs: Graphs):
        self._wire, self._graphs = wire, graphs
        self._limits = limits(wire.server)
        self._mark = said(graphs, "journal", "under way")

    def make(self, taken: set[ox.Quad], added: set[ox.Quad]) -> None:
        """Take out and put in quads, of any graphs, as one change. Raises StoreError; all is then as before."""
        whole = change(taken, added)
        if self._limits.whole and len(whole) <= self._limits.characters:
            self._wire.update(whole)
            return
        self._clear()
        for portion in portions(self._parts(_TAKEN, taken) | self._parts(_ADDED, added), self._limits.characters):
            self._wire.update(change(add=portion))
        self._wire.update(change(add={self._mark}))
        try:
            self._apply(taken, added)
        except Refused:
            self._apply(added, taken)  # what the engine does not take it has to be rid of, or nobody could write again
            self._strike_out()
            raise
        self._strike_out()

    def finish(self) -> None:
        """Finish the change that was under way when its maker was interrupted, if there is one."""
        if not state(self._wire, self._graphs).one("journal"):
            return
        self._apply(*(self._read(kind) for kind in (_TAKEN, _ADDED)))
        self._strike_out()

    def _apply(self, taken: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        for portion in portions(taken, self._limits.characters):
            self._wire.update(change(portion))
        for portion in portions(added, self._limits.characters):
            self._wire.update(change(add=portion))

    def _strike_out(self) -> None:
        self._wire.update(change({self._mark}))
        self._clear()

    def _clear(self) -> None:
        self._wire.update(f"CLEAR SILENT GRAPH <{self._graphs.journal}>")

    def _parts(self, kind: str, quads: set[ox.Quad]) -> set[ox.Quad]:
        """Return quads that hold these as texts, for the journal's graph."""
        lines = ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_QUADS)
        text = base64.b64encode(zlib.compress(lines)).decode("ascii")
        node = ox.NamedNode(self._graphs.journal)
        count = -(-len(text) // _PART)
        return {
            ox.Quad(ox.NamedNode(f"{node.value}/{number}-{count}"), ox.NamedNode(TERMS + kind),
                    ox.Literal(text[(number - 1) * _PART : number * _PART]), node)
            for number in range(1, count + 1)
        }  # fmt: skip

    def _read(self, kind: str) -> list[ox.Quad]:
        query = f"SELECT ?part ?text {{ GRAPH <{self._graphs.journal}> {{ ?part <{TERMS}{kind}> ?text }} }}"
        found = {row["part"].value: row["text"].value for row in rows(self._wire, query)}
        numbers = {name: tuple(map(int, re.findall(r"\d+", name.rpartition("/")[2]))) for name in found}
        ordered = sorted(found, key=numbers.__getitem__)
        if [numbers[name] for name in ordered] != [(number, len(found)) for number in range(1, len(found) + 1)]:
            raise StoreCorruptError(f"the store {self._wire.endpoint.url} is damaged: a change that was under way is "
                                    "not written down whole; put it right with kg push or from a dump")  # fmt: skip
        text = "".join(found[name] for name in ordered)
        return list(ox.parse(zlib.decompress(base64.b64decode(text)), format=ox.RdfFormat.N_QUADS))


def refuse_unfinished(url: str, under_way: bool, filling: str) -> None:
    """Raise StoreError where a reader would see a change half made."""
    if under_way:
        raise StoreError(f"the store {url} is being changed, or was when that was interrupted; try again, and if it "
                         "stays so run kg ingest on it, which finishes the change")  # fmt: skip
    if filling:
        raise StoreError(f"the store {url} is not filled yet: {filling} has not finished; run it again")

"""What an engine does to the values of our graphs: tried out once, when a store is made on it.

Some engines keep a number or a date as a value and forget how it was written, or take two for one: Virtuoso 7 has a
single 1 January 2022 for the year 2022, its January and that day. Words must come back as they went in, or the store
is refused there; what only cannot stand side by side is remembered (the quirk 'values') and refused when it comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.errors import InputError, StoreError
from kg.graph.vocabulary import PREFIXES, compact
from kg.store.remote.about import change, rows
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire

VALUES = "values"  # the quirk: different literals of one subject and predicate may be one to the engine

_XSD = PREFIXES["xsd"]
_NODE = "https://vnkg.example/store#probe"
_DATES = ("2022|gYear", "2022-01|gYearMonth", "2022-01-01|date")
_ALONE = ("12|integer", "true|boolean", "--02-29|gMonthDay", "0.5|decimal", *_DATES)
_WORDS = (
    "Hội nghị trực tuyến Bộ Ngoại giao, ngày 21/1",
    "nháy \"kép\", 'đơn', gạch \\ chéo, \\u0041 \\\\U00000041, {ngoặc} #không",
    "dòng một\ndòng hai\ttab",
    "ngoài BMP 😀 𠀀 \U0010fffd, ghép e\u0301 \u200b\u00a0",
    "dài " * 2000,
)
_DATED = frozenset(_XSD + kind for kind in ("gYear", "gYearMonth", "date", "dateTime"))
Place = tuple[str, str]  # a subject and a predicate, as SPARQL writes them


def probed(wire: Wire, graphs: Graphs) -> tuple[str, ...]:
    """Return the quirks of an engine. Raises StoreError where it does not give back words as they were written."""
    name = ox.NamedNode(f"{graphs.base}store/probe")
    words = {_quad(name, number, ox.Literal(text)) for number, text in enumerate(_WORDS)}
    words |= {_quad(name, f"vi-{number}", ox.Literal(text, language="vi")) for number, text in enumerate(_WORDS)}
    alone = {_quad(name, f"alone-{number}", _literal(text)) for number, text in enumerate(_ALONE)}
    beside = {_quad(name, "beside", _literal(text)) for text in _DATES}
    clear = f"CLEAR SILENT GRAPH {name}"
    try:
        wire.update(clear)
        wire.update(change(add=words | alone | beside))
        found = _read(wire, name)
    finally:
        wire.update(clear)
    if lost := sorted((words | alone) - found, key=str):
        raise StoreError(f"the engine at {wire.endpoint.url} does not keep values as they are written (it has lost "
                         f"{str(lost[0].object)[:60]}): a graph with exact words cannot be kept there")  # fmt: skip
    return () if beside <= found else (VALUES,)


def refuse_one_for_two(taken: Iterable[ox.Quad], added: Iterable[ox.Quad], wire: Wire, merged: str) -> None:
    """Raise InputError where an engine with the quirk 'values' would take some new value for one that is there.

    The two are the quads of a change; ``merged`` is the graph with all triples.
    """
    beside: dict[Place, set[ox.Literal]] = defaultdict(set)
    for quad in added:
        if _alike(quad.object):
            beside[str(quad.subject), str(quad.predicate)].add(quad.object)
    gone = {(str(quad.subject), str(quad.predicate), quad.object) for quad in taken}
    for place, value in _present(wire, merged, sorted(beside)):
        if _alike(value) and (*place, value) not in gone:
            beside[place].add(value)
    for place in sorted(beside):
        _refuse(place, beside[place])


def refuse_alike(quads: Iterable[ox.Quad]) -> None:
    """Raise InputError where such an engine would take two values among these quads for one."""
    beside: dict[Place, set[ox.Literal]] = defaultdict(set)
    for quad in quads:
        if _alike(quad.object):
            beside[str(quad.subject), str(quad.predicate)].add(quad.object)
    for place in sorted(beside):
        _refuse(place, beside[place])


def _present(wire: Wire, merged: str, places: Sequence[Place]) -> Iterator[tuple[Place, ox.Literal]]:
    """Yield the values that subjects and predicates have."""
    for start in range(0, len(places), 200):
        listed = " ".join(f"(<{merged}> {subject} {predicate})" for subject, predicate in places[start : start + 200])
        asked = f"SELECT ?s ?p ?o {{ VALUES (?g ?s ?p) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for row in rows(wire, asked):
            yield (str(row["s"]), str(row["p"])), row["o"]


def _refuse(place: Place, values: Iterable[ox.Literal]) -> None:
    seen: dict[str, ox.Literal] = {}
    for value in sorted(values, key=str):
        other = seen.setdefault(_alike(value), value)
        if other != value:
            subject, predicate = (each.strip("<>") for each in place)
            raise InputError(subject, f"{compact(predicate)} is both {other} and {value}, which are one value to this "
                             "engine", "keep this graph in a folder or on another engine")  # fmt: skip


def _alike(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    """Return the day with which a date or a part of one begins, '' for any other term: such an engine keeps just that.

    (It takes numbers and booleans for one, too; no property of ours has both.)
    """
    if not isinstance(term, ox.Literal) or term.datatype.value not in _DATED:
        return ""
    day = term.value.partition("T")[0]
    return f"{day}-01-01"[:10] if len(day) < 10 else day


def _quad(graph: ox.NamedNode, name: object, value: ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(f"{_NODE}-{name}"), ox.NamedNode(_NODE), value, graph)


def _literal(text: str) -> ox.Literal:
    value, _, kind = text.partition("|")
    return ox.Literal(value, datatype=ox.NamedNode(_XSD + kind))


def _read(wire: Wire, graph: ox.NamedNode) -> set[ox.Quad]:
    found = rows(wire, f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return {ox.Quad(row["s"], row["p"], row["o"], graph) for row in found}

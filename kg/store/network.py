"""The store's facts as a networkx graph: what network tools, exports and pages work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph.vocabulary import ENTITIES, PREFIXES, compact, labels
from kg.model import KINDS
from kg.store.wanted import known_kinds, known_relations, passages, within

if TYPE_CHECKING:
    import networkx

    from kg.store.interface import Store

_KINDS = {PREFIXES["kg"] + kind: kind for kind in KINDS}
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_SEPARATOR = " | "  # between several values of one attribute: names and texts hold commas and semicolons


def network(
    store: Store,
    *,
    kinds: Iterable[str] | None = None,
    relations: Iterable[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    evidence: bool = False,
) -> networkx.MultiDiGraph:
    """Return the entities of the reports and the triples that the reports assert between them.

    A node is an entity's IRI, with ``label`` (Vietnamese), ``label_en`` where known, ``kind`` ('Person' …),
    ``altLabel`` and each other value it has under its property's local name ('number', 'startDate', 'eventKind',
    'status' …; several joined by ' | '). An edge's key is its property as a CURIE, also in ``predicate``, with
    ``label`` and ``label_en`` of the property, and ``reports``: the sorted list of the IRIs of the reports that tell
    it. Nodes and edges come sorted. Memberships, reports and evidence are no nodes.

    For a part of it: only nodes of some ``kinds`` and the edges between those; only edges of some ``relations``
    (CURIEs: 'kg:chairs'; all nodes stay); only what is told by the reports of a time, ``since`` a day and ``until`` a
    day, both included (dates, or text such as '2022-01-31'). A report's day is the one it was published on, or else the
    last of which it tells; one with neither is left out then. ``evidence`` gives each edge ``evidence`` too: in how
    many places these reports say it. Raises UsageError for a kind, a relation or a day that is none.
    """
    import networkx as nx

    chosen, wanted = known_kinds(kinds), known_relations(relations)
    quads = sorted(store.report_quads(), key=str)
    told = within(quads, since, until)
    quads = [quad for quad in quads if told is None or quad.graph_name.value in told]
    entities = {q.subject.value: _KINDS[q.object.value] for q in quads if _is_kind(q)}
    attributes = _attributes(entities, [*quads, *store.quads(store.base + ENTITIES)])
    nodes = {iri: kind for iri, kind in entities.items() if kind in chosen}
    counts = passages(store, told) if evidence else None
    graph = nx.MultiDiGraph()
    for iri in sorted(nodes):
        graph.add_node(iri, **_named(iri, nodes[iri], attributes[iri]))
    for triple, reports in sorted(_edges(nodes, quads).items()):
        subject, object, predicate = triple
        if predicate in wanted:
            said = {} if counts is None else {"evidence": counts[triple]}
            graph.add_edge(subject, object, key=compact(predicate), **_edge(predicate, sorted(reports)), **said)
    return graph


def _is_kind(quad: ox.Quad) -> bool:
    return quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode) and quad.object.value in _KINDS


def _edges(nodes: Mapping[str, str], quads: Iterable[ox.Quad]) -> dict[tuple[str, str, str], set[str]]:
    edges = defaultdict(set)
    for quad in quads:
        if quad.subject.value in nodes and isinstance(quad.object, ox.NamedNode) and quad.object.value in nodes:
            edges[quad.subject.value, quad.object.value, quad.predicate.value].add(quad.graph_name.value)
    return edges


def _edge(predicate: str, reports: list[str]) -> dict[str, Any]:
    said = labels(predicate)
    name = _local(predicate)
    return {
        "predicate": compact(predicate),
        "label": said.get("vi", name),
        "label_en": said.get("en", name),
        "reports": reports,
    }


def _attributes(kinds: Mapping[str, str], quads: Iterable[ox.Quad]) -> Mapping[str, dict[str, set[str]]]:
    """Return entity → attribute → values: everything said of it that is neither its type nor an edge."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        value = quad.object.value
        if quad.subject.value in kinds and value not in kinds and quad.predicate.value != _TYPE:
            shown = compact(value) if isinstance(quad.object, ox.NamedNode) else value
            found[quad.subject.value][_attribute(quad)].add(shown)
    return found


def _attribute(quad: ox.Quad) -> str:
    if quad.predicate.value == _LABEL:
        return "label_en" if quad.object.language == "en" else "label"
    return _local(quad.predicate.value)


def _named(iri: str, kind: str, values: Mapping[str, set[str]]) -> dict[str, str]:
    joined = {name: _SEPARATOR.join(sorted(texts)) for name, texts in sorted(values.items())}
    label = joined.pop("label", "") or max(values.get("altLabel", [""]), key=lambda text: (len(text), text))
    return {"label": label or _local(iri), "kind": kind, **joined}


def _local(iri: str) -> str:
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]

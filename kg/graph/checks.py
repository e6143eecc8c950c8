"""What must hold of a data graph that SHACL Core cannot say, or is too slow for.

Each check takes the :class:`~kg.graph.index.Index` of a graph and yields findings; ``CHECKS`` is the list of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.graph.derived import JUDGED_WITH
from kg.graph.findings import Finding, short
from kg.graph.index import ENTITY_CLASSES, Index, graph_of
from kg.graph.vocabulary import EVIDENCE, PREFIXES, compact, evidenced_properties, expand, terms
from kg.text import text_hash

_TYPE = expand("rdf:type")
_MENTION = expand("kg:mentionOf")
_OURS = (PREFIXES["kg"], PREFIXES["kgv"])
_REFERENCES = frozenset({"schema:mentions", "rdf:subject", "dcterms:isReplacedBy"})

Node = ox.NamedNode | ox.BlankNode
Triple = tuple[Node, ox.NamedNode, Node | ox.Literal]


def no_blank_nodes(index: Index) -> Iterator[Finding]:
    """Every node must have an IRI, so that the same input gives the same bytes."""
    for quad in index.quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.BlankNode):
                yield index.finding(str(node), compact(quad.predicate.value), "", "nút trống: mọi nút phải có IRI",
                                    "a blank node: every node must have an IRI")  # fmt: skip


def declared_terms(index: Index) -> Iterator[Finding]:
    """Every predicate and class, and every value of our own namespaces, must be in the ontology.

    But for the note of which judgements a store was made with: it is about the store.
    """
    unknown: dict[str, tuple[str, str]] = {}  # each such term once, where it stands first
    for quad in index.quads:
        at = quad.subject.value, compact(quad.predicate.value)
        for iri in _terms_of(quad):
            if iri not in terms() and iri != JUDGED_WITH:
                unknown[iri] = min(at, unknown.get(iri, at))
    for iri, (focus, path) in unknown.items():
        yield index.finding(focus, path, compact(iri), "từ này không có trong bản thể luận",
                            "the ontology has no such term")  # fmt: skip


def known_entities(index: Index) -> Iterator[Finding]:
    """What a report mentions, evidence is about, or something was replaced by is there; nothing has two classes."""
    for quad in index.quads:
        at = compact(quad.predicate.value)
        if at in _REFERENCES and not index.kinds(quad.object.value):
            yield index.finding(quad.subject.value, at, quad.object.value,
                                "được nhắc đến nhưng không thuộc lớp thực thể nào",
                                "is referred to but is of no class of entities")  # fmt: skip
    for iri in set().union(*(index.typed[kind] for kind in ENTITY_CLASSES)):
        if len(kinds := index.kinds(iri)) > 1:
            yield index.finding(iri, "rdf:type", ", ".join(kinds), "chỉ được thuộc một lớp", "may be of one class only")


def whole_reports(index: Index) -> Iterator[Finding]:
    """A report's hash and IRI must be those of its text."""
    for report in index.typed["kg:Report"]:
        text, told = index.one(report, "schema:text"), index.one(report, "kg:textHash")
        digest = text_hash(text.value) if text is not None else ""
        if text is not None and told is not None and told.value != digest:
            yield index.finding(report, "kg:textHash", told.value, f"văn bản có SHA-256 là {digest}",
                                f"the text's SHA-256 is {digest}")  # fmt: skip
        if digest and not report.endswith(f"/report/{digest[:16]}"):
            yield index.finding(report, "", "", f"IRI phải kết thúc bằng report/{digest[:16]}, theo văn bản",
                                f"the IRI must end in report/{digest[:16]}, after the text")  # fmt: skip


def exact_quotes(index: Index) -> Iterator[Finding]:
    """``text[start:end] == exact`` for every evidence node; offsets count code points, the end is not included."""
    for node in index.typed["kg:Evidence"]:
        found = (index.one(node, p) for p in ("prov:wasDerivedFrom", "oa:exact", "oa:start", "oa:end"))
        report, exact, start, end = ("" if value is None else value.value for value in found)
        text = index.one(report, "schema:text") if report in index.values else None
        if text is None or not (exact and start.isdecimal() and end.isdecimal()):
            continue  # the shapes tell what is missing
        stands = text.value[int(start) : int(end)]
        if stands != exact:
            yield index.finding(node, "oa:exact", exact, f"văn bản ở vị trí {start}–{end} lại là '{short(stands)}'",
                                f"the text at {start}–{end} is '{short(stands)}'")  # fmt: skip


def own_graphs(index: Index) -> Iterator[Finding]:
    """Evidence stands in the evidence graph of the report it is derived from."""
    for node in index.typed["kg:Evidence"]:
        report = index.one(node, "prov:wasDerivedFrom")
        for graph in {graph_of(quad) for quads in index.values[node].values() for quad in quads}:
            if report is not None and graph and graph != report.value + EVIDENCE:
                yield index.finding(node, "prov:wasDerivedFrom", report.value,
                                    f"chứng cứ lại nằm trong đồ thị {graph}",
                                    f"the evidence stands in the graph {graph}")  # fmt: skip


def told_facts(index: Index) -> Iterator[Finding]:
    """Each plain fact has evidence in its report, and evidence of what is told as done has its plain fact."""
    evidence = {(graph, *told): node for node, graph, told in sorted(_told(index), key=str)}
    plain = {(graph_of(quad), quad.subject, quad.predicate, quad.object) for quad in index.plain}
    for graph, subject, predicate, value in plain:
        exempt = predicate.value not in evidenced_properties() or subject.value in index.typed["org:Membership"]
        if not exempt and (graph, subject, predicate, value) not in evidence:
            yield index.finding(subject.value, compact(predicate.value), _shown(value, index),
                                f"không có chứng cứ trong {graph or 'đồ thị'}",
                                f"has no evidence in {graph or 'the graph'}")  # fmt: skip
    for told, node in evidence.items():
        if told not in plain and told[2].value != _MENTION:
            yield index.finding(node, compact(told[2].value), _shown(told[3], index),
                                "chứng cứ không ghi tình thái nhưng tin bài không có bộ ba thường này",
                                "evidence without a modality, but the report lacks this plain triple")  # fmt: skip


CHECKS: tuple[Callable[[Index], Iterator[Finding]], ...] = (
    no_blank_nodes,
    declared_terms,
    known_entities,
    whole_reports,
    exact_quotes,
    own_graphs,
    told_facts,
)


def _told(index: Index) -> Iterator[tuple[str, str, Triple]]:
    """Yield (evidence IRI, graph of its plain triple, that triple) of each evidence node without a modality."""
    for node in index.typed["kg:Evidence"]:
        report = index.one(node, "prov:wasDerivedFrom")
        told = tuple(index.one(node, part) for part in ("rdf:subject", "rdf:predicate", "rdf:object"))
        if report is not None and None not in told and not index.values[node]["kg:modality"]:
            named = any(graph_of(quad) for quad in index.values[node]["rdf:subject"])
            yield node, report.value if named else "", told


def _terms_of(quad: ox.Quad) -> Iterator[str]:
    yield quad.predicate.value
    if isinstance(quad.object, ox.NamedNode):
        iri = quad.object.value
        if quad.predicate.value in (_TYPE, expand("rdf:predicate")) or iri.startswith(_OURS):
            yield iri


def _shown(term: Node | ox.Literal, index: Index) -> str:
    return compact(index.labels.get(term.value, term.value))

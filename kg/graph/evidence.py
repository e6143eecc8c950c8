"""The graph ``<report IRI>#evidence``: the report's text, and where in it each statement stands."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.facts import Triple, triple
from kg.graph.identity import report_iri, sha
from kg.graph.iris import Names
from kg.graph.terms import integer, term
from kg.model import ReportStatements, Statement


def evidence_triples(statements: ReportStatements, names: Names, base: str) -> Iterator[Triple]:
    """Yield the text and the evidence nodes of one report.

    Two statements that say the same with the same words share a node; the rule that comes first by name is kept.
    Raises ValueError for a span outside of the text.
    """
    report = ox.NamedNode(report_iri(base, statements.report.key))
    yield report, term("schema:text"), ox.Literal(statements.report.text)
    seen: set[str] = set()
    for statement in sorted(statements.statements, key=_order):
        told = triple(statement, names)
        iri = _iri(base, statements, statement, told)
        if iri not in seen:
            seen.add(iri)
            yield from _node(ox.NamedNode(iri), statement, told, report, _quote(statements, statement))
            yield from _attribution(ox.NamedNode(iri), statement, names)


def _order(statement: Statement) -> tuple[int, int, str, str, str]:
    return statement.start, statement.end, statement.rule, statement.attributed_to, statement.attributed_text


def _iri(base: str, statements: ReportStatements, statement: Statement, told: Triple) -> str:
    span = (statement.modality, str(statement.start), str(statement.end))
    return f"{base}evidence/{sha(statements.report.hash, *map(str, told), *span)}"


def _quote(statements: ReportStatements, statement: Statement) -> str:
    text, start, end = statements.report.text, statement.start, statement.end
    if not 0 <= start < end <= len(text):
        raise ValueError(f"report {statements.report.key}: no span {start}:{end} in its text ({statement.rule})")
    return text[start:end]


def _node(node: ox.NamedNode, statement: Statement, told: Triple, report: ox.NamedNode, quote: str) -> Iterator[Triple]:
    yield node, term("rdf:type"), term("kg:Evidence")
    yield node, term("rdf:type"), term("rdf:Statement")
    yield node, term("rdf:subject"), told[0]
    yield node, term("rdf:predicate"), told[1]
    yield node, term("rdf:object"), told[2]
    yield node, term("prov:wasDerivedFrom"), report
    yield node, term("kg:rule"), ox.Literal(statement.rule)
    yield node, term("oa:exact"), ox.Literal(quote)
    yield node, term("oa:start"), integer(statement.start)
    yield node, term("oa:end"), integer(statement.end)


def _attribution(node: ox.NamedNode, statement: Statement, names: Names) -> Iterator[Triple]:
    if statement.modality:
        yield node, term("kg:modality"), term(f"kg:{statement.modality}")
    if statement.attributed_to:
        yield node, term("kg:attributedTo"), ox.NamedNode(names[statement.attributed_to])
    if statement.attributed_text:
        yield node, term("kg:attributedToText"), ox.Literal(statement.attributed_text, language="vi")

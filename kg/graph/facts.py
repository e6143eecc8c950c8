"""The graph ``<report IRI>``: what one report tells, as plain triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import pyoxigraph as ox

from kg.graph.identity import report_iri, sha
from kg.graph.iris import Names
from kg.graph.terms import date, term, value, vietnamese
from kg.model import Concept, Entity, Literal, Ref, Report, ReportStatements, Statement

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

# Which property carries the SKOS concept of an entity of each kind.
CONCEPT_OF = {
    "Event": "kg:eventKind",
    "Directive": "kg:documentType",
    "Body": "kg:bodyKind",
    "Place": "kg:placeKind",
}
TENURE_OF = {"org:holds": "kg:Holding", "kg:formerlyHeld": "kg:Former"}
_ENDS = ("schema:startDate", "schema:endDate")
NEVER_PLAIN = frozenset({"kg:mentionOf"})  # a pronoun or title is no name: it is kept as evidence only


def is_plain(statement: Statement) -> bool:
    """Return whether the statement becomes a plain triple: told as done or holding, and not a mere mention."""
    return not statement.modality and statement.predicate not in NEVER_PLAIN


def triple(statement: Statement, names: Names) -> Triple:
    """Return the triple of a statement. Raises ValueError for a local key that no entity of the report has."""
    given = statement.object
    told = ox.NamedNode(names[given.key]) if isinstance(given, Ref) else value(given)
    return ox.NamedNode(names[statement.subject]), term(statement.predicate), told


def plain_triples(statements: ReportStatements, names: Names, base: str, copies: Sequence[Report]) -> set[Triple]:
    """Return the plain triples of one report; ``copies`` are all the sources of its text (one or more)."""
    report = ox.NamedNode(report_iri(base, statements.report.key))
    found = {triple(s, names) for s in statements.statements if is_plain(s)}
    for entity in statements.entities:
        found.update(_described(entity, names))
        found.add((report, term("schema:mentions"), ox.NamedNode(names[entity.key])))
    found.update(_memberships(statements, names, base))
    found.update(_reported(statements, report, copies))
    if len(copies) > 1:
        for copy in copies:
            found.update(_copied(copy, report, base))
    return found


def _described(entity: Entity, names: Names) -> Iterator[Triple]:
    node = ox.NamedNode(names[entity.key])
    yield node, term("rdf:type"), term(f"kg:{entity.kind}")
    if entity.concept:
        yield node, term(_concept_property(entity)), term(entity.concept)
    if entity.kind == "Post":
        yield node, term("kg:title"), vietnamese(entity.title)
        if entity.body:
            yield node, term("org:postIn"), ox.NamedNode(names[entity.body])


def _concept_property(entity: Entity) -> str:
    try:
        return CONCEPT_OF[entity.kind]
    except KeyError:
        raise ValueError(f"no property carries the concept {entity.concept} of a {entity.kind}") from None


def _memberships(statements: ReportStatements, names: Names, base: str) -> Iterator[Triple]:
    """Yield a membership for each person × post × tenure that the report tells as holding (org:holds is timeless)."""
    posts = {e.key: e for e in statements.entities if e.kind == "Post"}
    observed, bounds = _observed(statements), _bounds(statements)
    for told in filter(is_plain, statements.statements):
        if told.predicate not in TENURE_OF:
            continue
        if not isinstance(told.object, Ref) or told.object.key not in posts:
            raise ValueError(f"report {statements.report.key}: {told.predicate} needs a post, not {told.object}")
        person, post, tenure = names[told.subject], names[told.object.key], TENURE_OF[told.predicate]
        node = ox.NamedNode(f"{base}membership/{sha(statements.report.hash, person, post, tenure)}")
        yield node, term("rdf:type"), term("org:Membership")
        yield node, term("org:member"), ox.NamedNode(person)
        yield node, term("kg:post"), ox.NamedNode(post)
        yield node, term("kg:tenure"), term(tenure)
        if body := posts[told.object.key].body:
            yield node, term("org:organization"), ox.NamedNode(names[body])
        since, until = (_only(bounds[told.subject, told.object.key, end, tenure]) for end in _ENDS)
        if since:
            yield node, term(_ENDS[0]), value(since)
        if until:
            yield node, term(_ENDS[1]), value(until)
        left = _only(bounds[told.subject, told.object.key, _ENDS[1], TENURE_OF["kg:formerlyHeld"]])
        if observed and _shows(tenure, since, until or left, observed):
            yield node, term("kg:endedBy" if tenure == "kg:Former" else "kg:observedOn"), date(observed)


def _shows(tenure: str, since: Literal | None, until: Literal | None, day: str) -> bool:
    """Whether a report shows on its day what it tells of a tenure with these bounds.

    Not who is to begin ('từ ngày 1/3', told in February) or to leave later, nor who has left by then, nor what would
    end before it begins.
    """
    if since and until and until.value < since.value[: len(until.value)]:
        return False
    if tenure == "kg:Former":
        return not (until and until.value > day)
    return not (since and since.value > day) and not (until and not since and until.value < day[: len(until.value)])


def _only(told: set[Literal]) -> Literal | None:
    """Return the one value that is told; None where there is none, or the report tells two."""
    return next(iter(told)) if len(told) == 1 else None


def _bounds(statements: ReportStatements) -> defaultdict[tuple[str, str, str, str], set[Literal]]:
    """Return (person, post, which end, tenure) → the dates that are told for it."""
    found: defaultdict[tuple[str, str, str, str], set[Literal]] = defaultdict(set)
    for (person, post), days in _starts(statements).items():
        found[person, post, _ENDS[0], TENURE_OF["org:holds"]].update(days)
    for told in filter(is_plain, statements.statements):
        if told.predicate in TENURE_OF and isinstance(told.object, Ref):
            place = told.subject, told.object.key
            for end, day in zip(_ENDS, (told.since, told.until), strict=True):
                found[*place, end, TENURE_OF[told.predicate]].update(filter(None, (day,)))
    return found


def _starts(statements: ReportStatements) -> dict[tuple[str, str], set[Literal]]:
    """Return (person, post) → the dates from which the report appoints the one to the other."""
    acts: dict[str, dict[str, list[Ref | Literal | Concept]]] = {}
    for told in filter(is_plain, statements.statements):
        if told.predicate in ("kg:appointee", "kg:toPost", "schema:startDate"):
            acts.setdefault(told.subject, {}).setdefault(told.predicate, []).append(told.object)
    found: dict[tuple[str, str], set[Literal]] = {}
    for act in acts.values():
        dates = {day for day in act.get("schema:startDate", ()) if isinstance(day, Literal)}
        for person, post in product(act.get("kg:appointee", ()), act.get("kg:toPost", ())):
            if isinstance(person, Ref) and isinstance(post, Ref):
                found.setdefault((person.key, post.key), set()).update(dates)
    return found


def _observed(statements: ReportStatements) -> str:
    """Return the xsd:date of which the report tells, or ''."""
    return statements.observed_on or statements.report.published


def _reported(statements: ReportStatements, report: ox.NamedNode, copies: Iterable[Report]) -> Iterator[Triple]:
    yield report, term("rdf:type"), term("kg:Report")
    yield report, term("kg:textHash"), ox.Literal(statements.report.hash)
    yield report, term("kg:reader"), ox.Literal(statements.reader)
    if observed := _observed(statements):
        yield report, term("kg:observedOn"), date(observed)
    if statements.dateline:
        yield report, term("schema:locationCreated"), ox.Literal(statements.dateline, language="vi")
    for line in statements.credits:
        yield report, term("schema:creditText"), ox.Literal(line, language="vi")
    for copy in copies:
        if copy.source_id:
            yield report, term("kg:sourceId"), ox.Literal(copy.source_id)
    yield from _bibliography(statements.report, report)


def _copied(copy: Report, report: ox.NamedNode, base: str) -> Iterator[Triple]:
    """Yield what one of several sources of the same text says of it: without this, taking one away would lose it."""
    node = ox.NamedNode(f"{base}source/{sha(copy.source_id)}")
    yield report, term("prov:hadPrimarySource"), node
    yield node, term("rdf:type"), term("prov:Entity")
    yield node, term("dcterms:identifier"), ox.Literal(copy.source_id)
    yield from _bibliography(copy, node)


def _bibliography(report: Report, node: ox.NamedNode) -> Iterator[Triple]:
    if report.title:
        yield node, term("dcterms:title"), ox.Literal(report.title)
    if report.published:
        yield node, term("schema:datePublished"), date(report.published)
    if report.url:
        yield node, term("schema:url"), ox.Literal(report.url, datatype=term("xsd:anyURI"))
    if report.author:
        yield node, term("schema:author"), ox.Literal(report.author)
    if report.outlet:
        yield node, term("schema:publisher"), ox.Literal(report.outlet)
    if report.format:
        yield node, term("schema:encodingFormat"), ox.Literal(report.format)
    if report.encoding:
        yield node, term("kg:encoding"), ox.Literal(report.encoding)
    if report.structure:
        yield node, term("kg:structure"), ox.Literal(report.structure)

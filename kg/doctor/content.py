"""What a store holds: whether it is what its reports tell as this kg reads them, and exact to the letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

import pyoxigraph as ox

from kg.doctor.finding import Finding, note, ok, problem
from kg.graph.checks import exact_quotes, whole_reports
from kg.graph.findings import VIOLATION
from kg.graph.findings import Finding as Wrong
from kg.graph.index import Index
from kg.graph.vocabulary import ENTITIES, EVIDENCE, INFERRED, ONTOLOGY_GRAPH, ontology_quads
from kg.judgements.file import placed
from kg.queries.totals import totals
from kg.review.listing import judged_otherwise, without_effect
from kg.store.interface import Store
from kg.store.readings import Readings
from kg.text import plural

ANEW = "kg reread --all writes the graph anew"
_AGAIN = "kg dump -o all.nq.gz, and kg restore all.nq.gz --store NEW"
_SHOWN = 3

Step = Callable[[int], object]


def counts(store: Store) -> Iterator[Finding]:
    """Yield how much a store holds."""
    held = totals(store)
    things = (plural(held.officials, "official"), plural(held.bodies, "body", "bodies"), plural(held.events, "event"),
              plural(held.directives, "directive"), plural(held.statements, "statement"))  # fmt: skip
    yield ok("content", f"{plural(held.reports, 'report')}: {', '.join(things)}")


def ontology(store: Store) -> Iterator[Finding]:
    """Yield whether the ontology in a store is this kg's."""
    if set(store.quads(ONTOLOGY_GRAPH)) == set(ontology_quads()):
        yield ok("ontology", "that of this kg")
    elif store.graphs():
        yield note("ontology", "the ontology in the store is not that of this kg", ANEW)


def readers(store: Store, version: str) -> Iterator[Finding]:
    """Yield how many reports another reader than ``version`` has read."""
    found = Counter(quad.object.value for quad in store.matching("kg:reader"))
    stale = sum(number for reader, number in found.items() if reader != version)
    if Readings(store.readings).ahead:
        yield problem("reader", "a kg reread --all was stopped: the graph is of older readings", "kg reread --all")
    if stale:
        others = ", ".join(sorted(set(found) - {version}))
        yield note("reader", f"{plural(stale, 'report')} of {sum(found.values())} were read by {others}, not {version}",
                   "kg reread reads them again; kg ingest and forget do so first")  # fmt: skip
    else:
        yield ok("reader", f"all of them read by {version}")


def judgements(store: Store) -> Iterator[Finding]:
    """Yield whether the file of judgements can be used, and is in force. Raises InputError where it is damaged."""
    rows = placed(store.judgements)
    said = judged_otherwise(store, rows)
    if said:
        told, _, remedy = said.partition("; ")
        lost = told.partition(": put")[0]
        yield problem("judgements", lost, remedy or f"put their file at {store.judgements}, or an empty one there to "
                                                     "take them all back, then kg reread")  # fmt: skip
        return
    idle = without_effect(store, [row.judgement for row in rows])
    if idle:
        yield note("judgements", f"{len(idle)} of {plural(len(rows), 'judgement')} have no effect",
                   "kg judgements lists them; kg undo ID takes one back")  # fmt: skip
    else:
        yield ok("judgements", f"{plural(len(rows), 'judgement')}, in force" if rows else "none")


def exact(store: Store, step: Step) -> Iterator[Finding]:
    """Yield whether each report's text is what its hash says, and each quote stands where it is said to.

    ``step`` is called with 1 for each report.
    """
    texts: list[Wrong] = []
    quotes: list[Wrong] = []
    seen = 0
    for iri in sorted(quad.subject.value for quad in store.matching("rdf:type", "kg:Report")):
        index = Index.of(chain(store.quads(iri), store.quads(iri + EVIDENCE)))
        texts += whole_reports(index)
        quotes += exact_quotes(index)
        seen += len(index.typed["kg:Evidence"])
        step(1)
    keys = sorted({wrong.focus.rpartition("/")[2] for wrong in texts})
    if keys:
        again = f"kg forget {' '.join(keys)}, then kg ingest their files again"
        yield problem("texts", f"{plural(len(keys), 'report')} whose text is not the one that was read: "
                               f"{', '.join(keys[:_SHOWN])}", again)  # fmt: skip
    else:
        yield ok("texts", "each is the one that was read")
    if quotes and not keys:
        yield problem(
            "evidence", f"{plural(len(quotes), 'quote')} not where they are said to be: {quotes[0].focus}", ANEW
        )
    elif quotes:
        yield problem("evidence", f"{plural(len(quotes), 'quote')} not where they are said to be", "as for the texts")
    else:
        yield ok("evidence", f"{plural(seen, 'quote')}, each exactly where it is said to be")


def form(store: Store) -> Iterator[Finding]:
    """Yield whether the graph is in good form; quotes and texts are told by :func:`exact`."""
    from kg.graph.shapes import validate

    wrong = [finding for finding in validate(store.quads()) if finding.severity == VIOLATION]
    if wrong:
        told = f"{plural(len(wrong), 'violation')}, the first: {wrong[0].line()}"
        yield problem("form", told, f"kg validate lists them; {ANEW}")
    else:
        yield ok("form", "the graph is in good form (kg validate)")


def merged(store: Store) -> Iterator[Finding]:
    """Yield whether queries, which see each triple once whatever tells it, see just what the graphs hold."""
    told = {hash(quad.triple) for quad in store.quads()}
    seen = {hash(_triple(row)) for row in store.query("SELECT ?s ?p ?o { ?s ?p ?o }")}
    if told == seen:
        yield ok("queries", "they see just what the reports' graphs hold")
    else:
        yield problem("queries", f"{plural(len(seen ^ told), 'triple')} differ between what queries see and what the "
                                 "graphs hold", f"make the store anew from its graphs: {_AGAIN}")  # fmt: skip


def graphs(store: Store) -> Iterator[Finding]:
    """Yield whether there is a graph that belongs to no report."""
    reports = {quad.subject.value for quad in store.matching("rdf:type", "kg:Report")}
    base = store.base
    known = {ONTOLOGY_GRAPH, base + INFERRED, base + ENTITIES} | reports | {iri + EVIDENCE for iri in reports}
    strange = sorted(set(store.graphs()) - known)
    if strange:
        yield problem("graphs", f"{plural(len(strange), 'graph')} of no report: {strange[0]}", ANEW)


def _triple(row) -> ox.Triple:
    return ox.Triple(row["s"], row["p"], row["o"])

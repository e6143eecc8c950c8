"""The SPARQL page: a plain editor that works everywhere, in whose place YASGUI stands where its files are there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.serialise import entity_prefixes
from kg.graph.vocabulary import PREFIXES, compact, terms
from kg.serve.pages.answer import MAPPED, ROWS, Answer, answer, answered, file
from kg.serve.pages.look import Words, has_yasgui, render
from kg.serve.pages.made import Made
from kg.serve.pages.question import menu
from kg.store.result import read
from kg.text import one_space

if TYPE_CHECKING:
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

_PLACE = re.compile(r"line (\d+), column (\d+)")
_FIRST = """PREFIX kg: <https://vnkg.example/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?body (COUNT(DISTINCT ?official) AS ?officials)
WHERE {
  ?official a kg:Person ; org:holds ?post .
  ?post org:postIn ?body .
}
GROUP BY ?body
ORDER BY DESC(?officials) ?body
LIMIT 20"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query, and where: ``line`` and ``column`` (0 where nobody knows), the line's text."""

    message: str
    line: int = 0
    column: int = 0
    text: str = ""


def query_page(store: Store, visit: Visit, failed: tuple[int, str] | None = None) -> Made:
    """Return the editor with ``?query=`` in it, and with ``?run=1`` the query's answer below.

    ``failed`` says, with an HTTP status, why there can be none: then the query is not run.
    """
    query, run = visit.value("query"), visit.value("run")
    if query and (format := visit.value("format")):
        return file(store, query, format, "answer")
    found, fault = _run(store, visit, query) if query and run and not failed else (None, None)
    if failed:
        fault = Fault(failed[1])
    page = render(
        "query.html",
        visit,
        menu=menu(visit),
        title="SPARQL",
        query=query or _FIRST,
        answer=found,
        fault=fault,
        mapped=MAPPED,
        files=[(name.upper(), visit.again(format=name, run=None)) for name in _formats(found)],
        yasgui=has_yasgui(),
        settings=_settings(store, visit),
    )
    return Made(failed[0] if failed else 400 if fault else 200, page)


def answer_part(store: Store, visit: Visit, results: bytes) -> Made:
    """Return the part of a page that shows results had elsewhere (SPARQL 1.1 Query Results JSON)."""
    try:
        found = read(ox.parse_query_results(results, ox.QueryResultsFormat.JSON))
    except (SyntaxError, ValueError) as error:
        return Made(400, f"not SPARQL results in JSON: {one_space(str(error))}\n".encode(), "text/plain")
    total = max(len(found.rows), visit.number("total", 0, most=10**9))
    made = answer(store, visit, found, total)
    return Made(200, render("answer.html", visit, answer=made, mapped=MAPPED))


def _formats(found: Answer | None) -> tuple[str, ...]:
    return () if found is None else ("turtle", "ntriples") if found.kind == "graph" else ("csv", "json")


def _run(store: Store, visit: Visit, query: str) -> tuple[Answer | None, Fault | None]:
    try:
        return answered(store, visit, query), None
    except QueryError as error:
        return None, _fault(query, str(error))


def _fault(query: str, message: str) -> Fault:
    if not (match := _PLACE.search(message)):
        return Fault(message)
    line, column = int(match[1]), int(match[2])
    lines = query.splitlines() or [""]
    return Fault(message, line, column, lines[line - 1] if line <= len(lines) else "")


def _settings(store: Store, visit: Visit) -> dict:
    """Return what the editor's script needs: where to ask, the prefixes, the names that complete what one types."""
    say = Words(visit.lang)
    known = {iri: term for iri, term in terms().items() if ":" in compact(iri)}
    classes = sorted(iri for iri, term in known.items() if any(kind.endswith("#Class") for kind in term.types))
    properties = sorted(iri for iri, term in known.items() if any("Property" in kind for kind in term.types))
    return {
        "endpoint": "/sparql",
        "show": visit.href("/query/show"),
        "rows": ROWS,
        "words": {
            "answer": say.answer,
            "query": say.your_query,
            "csv": f"{say.take_away} CSV",
            "table": say.table,
            "response": say.response,
        },
        "prefixes": {**PREFIXES, **entity_prefixes(store.base)},
        "classes": classes,
        "properties": properties,
    }

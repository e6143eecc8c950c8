"""The first page: a search box, what the graph holds, and the ways into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.queries.reports import newest
from kg.serve.pages import downloads
from kg.serve.pages.look import Words, kinds, render
from kg.serve.pages.question import menu
from kg.serve.pages.terms import Terms

if TYPE_CHECKING:
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

_REPORTS = 8
_OF_A_THEME = 2  # questions
# A statement's evidence, but for what only names things.
_STATEMENTS = """
SELECT (COUNT(*) AS ?count) { ?evidence rdf:predicate ?relation FILTER(?relation NOT IN (skos:altLabel, kg:mentionOf)) }
"""


def home_page(store: Store, visit: Visit) -> bytes:
    """Return the first page of a store."""
    say = Words(visit.lang)
    statements = int(next(iter(store.query(_STATEMENTS)))["count"].value)
    files = downloads.FILES if statements < downloads.LARGE else ("kg.nq",)
    counts = [
        (kind, sum(1 for _ in store.matching("rdf:type", f"kg:{kind}"))) for kind in kinds() if kind != "Evidence"
    ]
    return render(
        "home.html",
        visit,
        terms=Terms(store.base, visit, {}),
        counts=[(kind, count) for kind, count in counts if count],
        statements=statements,
        reports=newest(store, _REPORTS),
        questions=[question for _, questions in menu(visit) for question in questions[:_OF_A_THEME]],
        files=[(name, getattr(say, f"file_{name.replace('.', '_')}")) for name in files],
        large=statements >= downloads.LARGE,
    )

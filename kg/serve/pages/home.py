"""The first page: a search box, what the graph holds, and the ways into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.queries import saved
from kg.queries.reports import newest
from kg.queries.totals import totals
from kg.serve.pages.look import Words, kinds, render
from kg.serve.pages.terms import Terms

if TYPE_CHECKING:
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

_REPORTS = 8
_QUESTIONS = 8
FILES = {"kg.ttl": "turtle", "kg.trig": "trig", "kg.jsonld": "jsonld", "kg.graphml": "graphml", "nodes.csv": "nodes",
         "edges.csv": "edges"}  # fmt: skip


def home_page(store: Store, visit: Visit) -> bytes:
    """Return the first page of a store."""
    say = Words(visit.lang)
    counts = [
        (kind, sum(1 for _ in store.matching("rdf:type", f"kg:{kind}"))) for kind in kinds() if kind != "Evidence"
    ]
    return render(
        "home.html",
        visit,
        terms=Terms(store.base, visit, {}),
        counts=[(kind, count) for kind, count in counts if count],
        statements=totals(store).statements,
        reports=newest(store, _REPORTS),
        questions=[saved.load(name) for name in saved.names()[:_QUESTIONS]],
        files=[(name, getattr(say, f"file_{format}")) for name, format in FILES.items()],
    )

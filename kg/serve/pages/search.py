"""Search: a page of what a text finds, and suggestions while one types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.queries.describe import distinguish
from kg.queries.find import named_iri
from kg.queries.suggest import Hit
from kg.serve.pages.kept import index_of
from kg.serve.pages.look import Words, kinds, render
from kg.serve.pages.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

PAGE = 25
SUGGESTED = 10
_MENTIONING = """
SELECT ?title { ?report schema:mentions <%s> ; rdfs:label ?title FILTER(LANG(?title) = "vi") } ORDER BY ?title LIMIT 1
"""
_LONGEST = 400  # characters of a question that are looked at


def search_page(store: Store, visit: Visit) -> bytes:
    """Return the page of what ``?q=`` finds, of one ``?kind=`` where it is given, from ``?page=`` on."""
    wanted, kind = visit.value("q").strip()[:_LONGEST], visit.value("kind")
    kind = kind if kind in kinds() else ""
    page, only = visit.number("page", 1, most=100_000), (kind,) if kind else ()
    hits = index_of(store).search(wanted, only, limit=PAGE, skip=(page - 1) * PAGE)
    if hits.total and not hits.found:  # past the last page
        page = -(-hits.total // PAGE)
        hits = index_of(store).search(wanted, only, limit=PAGE, skip=(page - 1) * PAGE)
    return render(
        "search.html",
        visit,
        wanted=wanted,
        kind=kind,
        hits=hits,
        rows=[(hit, about(store, hit, visit.lang)) for hit in hits.found],
        terms=Terms(store.base, visit, {}),
        first=(page - 1) * PAGE + 1,
        page=page,
        pages=-(-hits.total // PAGE),
        near=index_of(store).near(wanted) if not hits.total else (),
    )


def suggestions(store: Store, visit: Visit) -> bytes:
    """Return, as JSON, the likeliest things for the ``?q=`` that is being typed (see docs/pages.md)."""
    text = visit.value("q").strip()[:_LONGEST]
    wanted = tuple(kind for part in visit.values("kind") for kind in part.split(",") if kind in kinds())
    limit = visit.number("limit", SUGGESTED, most=PAGE)
    hits = index_of(store).search(text, wanted, limit=limit).found if text else ()
    found = [_suggestion(store, visit, hit, wanted) for hit in hits]
    return json.dumps({"q": text, "hits": found}, ensure_ascii=False).encode("utf-8")


def known_iri(store: Store, text: str) -> str:
    """Return the IRI without the base where a text is an IRI of the graph, whole or in short; else ''."""
    try:
        iri = named_iri(store, text.strip()) if ":" in text or "/" in text else ""
    except NotFoundError:
        return ""
    return iri.removeprefix(store.base) if iri.startswith(store.base) else ""


def _suggestion(store: Store, visit: Visit, hit: Hit, wanted: Collection[str]) -> dict[str, str]:
    known, index = hit.known, index_of(store)
    short, label = known.iri.removeprefix(store.base), known.label(visit.lang)
    return {
        "iri": known.iri,
        "href": visit.href(f"/id/{short}"),
        "label": label,
        "name": hit.name,
        "kind": known.kind,
        "kindLabel": Words(visit.lang).kind(known.kind),
        "about": " · ".join(about(store, hit, visit.lang)),
        # What a field takes: the label where it names this thing alone, else its short IRI.
        "value": label if index.alone(label, wanted) else short,
        "shape": kinds()[known.kind]["path"],
        "color": kinds()[known.kind]["color"],
    }


def about(store: Store, hit: Hit, lang: str) -> list[str]:
    """Return what tells a thing from others: a post, a date …; from namesakes without such a report that names it."""
    parts = distinguish(store, hit.known.iri).partition("  ")[2].split(" · ")
    known = {hit.known.kind, hit.name, *hit.known.labels.values()}
    telling = [part for part in parts if part and part not in known]
    if telling or index_of(store).alone(hit.known.label("vi"), ()):
        return telling
    titles = [row["title"].value for row in store.query(_MENTIONING % hit.known.iri)]
    return [f"{Words(lang).told_in} {title}" for title in titles]

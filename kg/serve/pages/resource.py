"""What an IRI of the store leads to: a page for people, or triples for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg.queries.about import triples_about
from kg.queries.find import led_to
from kg.serve.pages.entity import graphs, thing_page
from kg.serve.pages.forms import MEDIA
from kg.serve.pages.kept import index_of
from kg.serve.pages.look import kinds
from kg.serve.pages.made import Made, see_other
from kg.serve.pages.trouble import choose, missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store


def resource(store: Store, visit: Visit, short: str, format: str) -> Made:
    """Return what the IRI ``short`` under the store's base names, in one of the formats of ``MEDIA``."""
    iri = store.base + short
    if iri in graphs(store):
        return see_other(_whole_graph(iri))
    if not short.strip("/"):
        return see_other(visit.href("/"))
    if short.endswith("/"):
        return see_other(visit.href(f"/id/{short.rstrip('/')}", *visit.query))
    known = led_to(store, f"<{iri}>")
    if not known:
        return _unknown(store, visit, short, format)
    if len(known) > 1:  # it stood for things that are told apart now
        return _choices(store, visit, iri, known, format)
    if known[0] != iri:  # reports told as one what another report told apart
        return see_other(visit.href(f"/id/{known[0].removeprefix(store.base)}", *visit.query))
    if format == "html":
        return Made(200, thing_page(store, visit, iri), headers=_links(visit, iri))
    return _triples(200, store, visit, iri, format)


def _choices(store: Store, visit: Visit, iri: str, found: Sequence[str], format: str) -> Made:
    """Return the things that an IRI stood for: a page to choose from, or the triples that lead to them."""
    if format == "html":
        return choose(visit, store, iri, found, lambda short: visit.href(f"/id/{short}"))
    return _triples(300, store, visit, iri, format)


def _triples(status: int, store: Store, visit: Visit, iri: str, format: str) -> Made:
    import pyoxigraph as ox

    from kg.graph.serialise import serialised

    quads = (ox.Quad(*triple) for triple in triples_about(store, iri))
    return Made(status, serialised(quads, format, store.base), MEDIA[format], _links(visit, iri))


def _links(visit: Visit, iri: str) -> dict[str, str]:
    """Return the header that names the other forms of a page, and what the page is about (RFC 8288)."""
    path = quote(visit.path, safe="/:@")
    forms = [f'<{path}?format={name}>; rel="alternate"; type="{media}"' for name, media in MEDIA.items()]
    about = quote(iri, safe="/:@#?&=%+,;~!$'()*[]")
    return {"link": ", ".join([*forms, f'<{about}>; rel="describes"']), "vary": "Accept, Accept-Language"}


def _whole_graph(iri: str) -> str:
    return "/sparql?" + urlencode({"query": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"})


def _unknown(store: Store, visit: Visit, short: str, format: str) -> Made:
    kind = short.partition("/")[0].capitalize()
    if "/" not in short and kind in kinds() and kind != "Evidence":  # /id/person: everything of that kind
        return see_other(visit.href("/search", kind=kind))
    if format != "html":
        return Made(404, f"Nothing in the graph has the IRI {store.base}{short}\n".encode(), "text/plain")
    words = short.rpartition("/")[2].rpartition("-")[0].replace("-", " ") or short.rpartition("/")[2]
    found = index_of(store).search(words, limit=5).found or index_of(store).near(words)
    return missing(visit, store.base, store.base + short, [hit.known for hit in found])

"""What the pages ask a worker for: functions of a store, a visit and plain data, each giving a ``Made``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.queries import saved
from kg.serve.pages.made import Made, see_other
from kg.serve.pages.visit import Visit

if TYPE_CHECKING:
    from kg.serve.reply import Reply
    from kg.store.interface import Store


def _written(make: Callable[..., Made], store: Store, reply: Reply, visit: list, *arguments: str) -> None:
    """Write what a page's function makes for a visit (as :meth:`Visit.packed` sends it) to a reply."""
    made = make(store, Visit.unpacked(visit), *arguments)
    media = made.media + ("; charset=utf-8" if made.media.startswith("text/") else "")
    reply.begin(media, made.status, made.headers)
    for piece in [made.body] if isinstance(made.body, bytes) else made.body:
        reply.write(piece)


def home(store: Store, visit: Visit) -> Made:
    """Return the first page."""
    from kg.serve.pages.home import home_page

    return Made(200, home_page(store, visit))


def search(store: Store, visit: Visit) -> Made:
    """Return a page of what ``?q=`` finds; what is an IRI of the graph leads to its page."""
    from kg.serve.pages.search import known_iri, search_page

    if short := known_iri(store, visit.value("q")):
        return see_other(visit.href(f"/id/{short}"))
    return Made(200, search_page(store, visit))


def suggest(store: Store, visit: Visit) -> Made:
    """Return suggestions for ``?q=``, of the kinds in ``?kind=``, as JSON."""
    from kg.serve.pages.search import suggestions

    return Made(200, suggestions(store, visit), "application/json")


def resource(store: Store, visit: Visit, short: str, format: str) -> Made:
    """Return what an IRI names, as a page or as triples."""
    from kg.serve.pages.resource import resource

    return resource(store, visit, short, format)


def questions(store: Store, visit: Visit) -> Made:
    """Return the list of the saved questions."""
    from kg.serve.pages.question import questions_page

    return questions_page(store, visit)


def question(store: Store, visit: Visit, name: str, failed: tuple[int, str] | None = None) -> Made:
    """Return a saved question with its form and its answer, or why it ``failed`` (an HTTP status and a line)."""
    from kg.serve.pages.question import question_page
    from kg.serve.pages.trouble import missing

    if name not in saved.names():
        return missing(visit, store.base)
    try:
        return question_page(store, visit, name, failed)
    except UsageError as error:
        return Made(400, f"{error}\n".encode(), "text/plain")


def query(store: Store, visit: Visit, failed: tuple[int, str] | None = None) -> Made:
    """Return the SPARQL page with the answer, or why the query ``failed`` (an HTTP status and a line)."""
    from kg.serve.pages.editor import query_page

    return query_page(store, visit, failed)


def show(store: Store, visit: Visit, results: str) -> Made:
    """Return results had elsewhere as the part of a page that shows them."""
    from kg.serve.pages.editor import answer_part

    return answer_part(store, visit, results.encode("utf-8", "replace"))


def ontology(store: Store, visit: Visit) -> Made:
    """Return the page of the vocabulary."""
    from kg.serve.pages.ontology import ontology_page

    return ontology_page(store, visit)


def graph_map(store: Store, visit: Visit) -> Made:
    """Return the map: all of it, what lies ``?around=`` a thing, or the things of ``?show=``."""
    from kg.serve.pages.map import map_page

    return map_page(store, visit)


def download(store: Store, visit: Visit, name: str) -> Made:
    """Return the graph as a file."""
    from kg.serve.pages.downloads import downloaded

    return downloaded(store, name)


def elsewhere(store: Store, visit: Visit, format: str) -> Made:
    """Return what any other address names: an IRI, where the store's base is this server but not its ``/id/``."""
    from kg.serve.pages.resource import resource
    from kg.serve.pages.trouble import missing

    root = urlsplit(store.base).path
    if visit.path.startswith(root) and visit.path != root:
        return resource(store, visit, visit.path.removeprefix(root), format)
    return missing(visit, store.base)


_PAGES: Mapping[str, Callable[..., Made]] = MappingProxyType(
    {
        "home": home,
        "search": search,
        "suggest": suggest,
        "resource": resource,
        "questions": questions,
        "question": question,
        "query": query,
        "show": show,
        "ontology": ontology,
        "map": graph_map,
        "download": download,
        "elsewhere": elsewhere,
    }
)
TASKS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {f"page.{name}": partial(_written, make) for name, make in _PAGES.items()}
)

"""Pages for what went wrong: what it was, and where to go from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from kg.queries.describe import telling
from kg.serve.pages.look import Words, render
from kg.serve.pages.made import Made
from kg.serve.pages.terms import Terms

if TYPE_CHECKING:
    from kg.queries.suggest import Known
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store


def missing(visit: Visit, base: str, what: str = "", near: Sequence[Known] = ()) -> Made:
    """Return the page for an address that leads nowhere, with what may have been meant."""
    say = Words(visit.lang)
    title = say.not_known if what else say.not_found
    return _page(404, visit, title, what or visit.path, near, base)


def choose(visit: Visit, store: Store, iri: str, found: Iterable[str], href: Callable[[str], str]) -> Made:
    """Return the page for an IRI that stood for several things: each with the words that tell it apart.

    ``href`` gives where each of them leads, by its IRI without the base.
    """
    say = Words(visit.lang)
    things = [(each.removeprefix(store.base), telling(store, each)) for each in found]
    title, what = say.stood_for % say.number(len(things)), iri.removeprefix(store.base)
    return Made(300, render("choose.html", visit, title=title, what=what, found=things, href=href))


def trouble(visit: Visit, status: int, what: str) -> Made:
    """Return the page for an answer that cannot be given (too slow, too large, a bad request …)."""
    say = Words(visit.lang)
    return _page(status, visit, say.busy if status == 503 else say.failed, what)


def _page(status: int, visit: Visit, title: str, what: str, near: Sequence[Known] = (), base: str = "") -> Made:
    terms = Terms(base, visit, {})
    return Made(status, render("trouble.html", visit, status=status, title=title, what=what, near=near, terms=terms))

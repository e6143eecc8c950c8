"""The map: the explorer's page of the store, or of a part that a browser can show and a worker lay out in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.queries.find import find, led_to, named_iri
from kg.serve.pages.kept import web_of
from kg.serve.pages.look import Words
from kg.serve.pages.made import Made
from kg.serve.pages.trouble import choose
from kg.serve.pages.visit import LANGUAGES
from kg.view.page import Server, page_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

WHOLE = 800  # things: what one can still read, laid out in two seconds
AROUND = 250
STEPS = 3


def map_page(store: Store, visit: Visit) -> Made:
    """Return the map: of what lies ``?around=`` a thing (within ``?steps=``), of the things of ``?show=``, or of all.

    A large graph is shown by its most connected things. Around an IRI that stood for several things, which are told
    apart now, it is a page to choose one of them. Raises NotFoundError for what is not in the graph.
    """
    around = visit.value("around")
    if len(things := led_to(store, around)) > 1:
        return choose(visit, store, named_iri(store, around), things, lambda short: visit.again(around=short))
    chosen, word = _chosen(store, visit)
    note = _note(word, len(chosen), len(web_of(store))) if len(chosen) < len(web_of(store)) else {}
    server = Server(home="/", thing="/id/", note=note)
    return Made(200, page_of(store, chosen, lang=visit.lang, server=server).encode("utf-8"))


def _chosen(store: Store, visit: Visit) -> tuple[Collection[str], str]:
    """Return the things to draw, and the word of ``words.tsv`` that tells which they are."""
    web = web_of(store)
    if around := visit.value("around"):
        steps = visit.number("steps", 1, most=STEPS)
        return web.around(find(store, around), steps, AROUND), "around_part"
    if shown := visit.values("show"):
        found = [iri for each in shown for iri in led_to(store, each)]
        return web.known(dict.fromkeys(found)), "chosen_part"
    return web.foremost(WHOLE), "shown_part"


def _note(word: str, shown: int, all: int) -> dict[str, str]:
    found = {}
    for lang in LANGUAGES:
        say = Words(lang)
        text: str = getattr(say, word)
        found[lang] = text % (say.number(shown), say.number(all))[: text.count("%s")]
    return found

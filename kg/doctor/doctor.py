"""All that ``kg doctor`` looks at, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from kg.doctor import content
from kg.doctor.finding import OK, Finding, failed, gathered, note, ok
from kg.doctor.machine import machine
from kg.doctor.parts import parts
from kg.doctor.place import last_run, place
from kg.doctor.words import words
from kg.errors import KgError
from kg.judgements.file import JUDGEMENTS_FILE, placed
from kg.judgements.rules import check
from kg.store.interface import Store
from kg.store.marker import FORMAT
from kg.store.open import open_store, store_folder
from kg.store.remote.endpoint import is_url, shown

BIG = 300  # reports; of a store with more what reads everything is left out unless it is asked for

Bar = Callable[[int], AbstractContextManager[Callable[[int], object]]]  # given how many reports are to be read


def _unseen(_: int) -> AbstractContextManager[Callable[[int], object]]:
    return nullcontext(lambda _: None)


def examine(
    store: str, own_words: str = "", *, full: bool | None = None, named: bool = True, bar: Bar = _unseen
) -> Iterator[Finding]:
    """Yield what is found, in the order in which it is looked at; nothing is written.

    ``store`` is a folder or a URL, ``named`` whether somebody named it (one that was not need not be there).
    ``own_words`` is the folder of the user's words, '' for none. ``full`` has everything read (texts, quotes, form),
    False has it left out, None leaves it out where the store is big. ``bar`` shows how far that is.
    """
    yield from parts()
    yield from machine()
    yield from words(own_words)
    if is_url(store):
        yield from _opened(store, full, bar)
    elif not named and not store_folder(store).exists():
        yield note("store", f"none at {store} yet", "kg ingest FOLDER makes one")
    else:
        yield from _in_folder(store, full, bar)


def _in_folder(store: str, full: bool | None, bar: Bar) -> Iterator[Finding]:
    try:
        folder = store_folder(store)
    except KgError as error:
        yield failed("store", error)
        return
    yield from _opened(store, full, bar)
    if folder.is_dir():
        yield from place(folder)
    if (folder / "kg-store.json").exists():
        found: list[Finding] = []
        with gathered("last run", found):
            found += last_run(folder)
        yield from found


def _opened(store: str, full: bool | None, bar: Bar) -> Iterator[Finding]:
    """Yield what a store that opens holds, or why it does not open."""
    try:
        opened = open_store(store)
    except KgError as error:
        yield failed("store", error)
        yield from _judgements_alone(store)
        return
    with opened:
        yield ok("store", f"{shown(store) if is_url(store) else store} opens (format {FORMAT}, base {opened.base})")
        if opened.behind:
            yield note("store", f"{opened.behind}; looked at is what it held before", "look again when it has ended")
        yield from _held(opened, full, bar)


def _held(store: Store, full: bool | None, bar: Bar) -> Iterator[Finding]:
    from kg.reading.pipeline import reader_version

    found: list[Finding] = []
    looks = (content.counts, content.ontology, lambda it: content.readers(it, reader_version()), content.judgements,
             content.graphs)  # fmt: skip
    for name, look in zip(("content", "ontology", "reader", "judgements", "graphs"), looks, strict=True):
        with gathered(name, found):
            found += look(store)
    yield from found
    number = _number(store) if any(each.check == "content" and each.state == OK for each in found) else 0
    if full or (full is None and number <= BIG):
        yield from _all(store, number, bar)
    else:
        yield note("texts", f"texts, quotes and form of {number} reports were not looked at", "kg doctor --full does")


def _number(store: Store) -> int:
    return sum(1 for _ in store.matching("rdf:type", "kg:Report"))


def _all(store: Store, number: int, bar: Bar) -> Iterator[Finding]:
    """Yield what only reading everything tells."""
    found: list[Finding] = []
    with gathered("texts", found), bar(number) as step:
        found += content.exact(store, step)
    for name, look in (("form", content.form), ("queries", content.merged)):
        with gathered(name, found):
            found += look(store)
    yield from found


def _judgements_alone(store: str) -> Iterator[Finding]:
    """Yield whether the judgements beside a store that does not open can be used: nothing else is lost."""
    path = Path() if is_url(store) else store_folder(store) / JUDGEMENTS_FILE
    if not path.is_file():
        return
    try:
        rows = placed(path)
        check(rows)
    except KgError as error:
        yield failed("judgements", error)
    else:
        yield note("judgements", f"{len(rows)} in {path} are sound", "keep that file: it is nowhere else")

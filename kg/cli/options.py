"""What several commands share: options, above all the one that names the store, and ways to write."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from kg.store.interface import Store


def named(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is empty or white space: it can only be a mistake, such as a variable that is not set."""
    if value is not None and not value.strip():
        what = {"store_path": "the folder of the store", "url": "the engine"}.get(option.name, "the file")
        raise click.UsageError(f"{what} has {'a blank' if value else 'an empty'} name, {value!r}", context)
    return value


def language_option(of: str) -> Callable:
    """Return the option that chooses the language of something."""
    return click.option(
        "--lang", type=click.Choice(("vi", "en")), default="vi", show_default=True, help=f"Language of the {of}."
    )


store_option = click.option(
    "--store",
    "store_path",
    metavar="STORE",
    envvar="KG_STORE",
    default=".kg",
    show_default=True,
    show_envvar=True,
    callback=named,
    help="The store: a folder, or a SPARQL engine's URL (http://host/sparql).",
)


# As kg.graph.serialise has them; named here so that help does not load it (a test compares).
RDF_FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")

limit_option = click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="How many things of each change, and facts of each, are listed; 0: all.",
)

no_inferred_option = click.option(
    "--no-inferred",
    is_flag=True,
    help="Leave out what reports do not tell, but follows from what they tell.",
)


def _extended(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Have the user's own words read before anything is looked up."""
    if value:
        from kg.lexicon.tables import extend

        extend(value)
    return value


lexicon_option = click.option(
    "--lexicon",
    metavar="FOLDER",
    envvar="KG_LEXICON",
    show_envvar=True,
    expose_value=False,
    callback=_extended,
    help="A folder of tables with words of your own.",
)


def _known_encoding(context: click.Context, option: click.Parameter, value: str | None) -> str:
    """Return the name that an encoding has among those of reports."""
    from kg.documents.encoding import encoding_named

    return encoding_named(value) if value is not None else ""


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_known_encoding,
    help="What all texts are in: utf-8, tcvn3 (or abc), vni, windows-1258 …; without it, found out for each.",
)


def _jobs(context: click.Context, option: click.Parameter, value: int | None) -> int:
    """Return how many processes are to work at a time."""
    from kg.intake.limits import usual_jobs

    return value or usual_jobs()


jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    callback=_jobs,
    help="How many files are read at a time, each by a process of its own; the result is the same.  "
    "[default: as many as there are processors, at most 8]",
)


def in_folder(path: str) -> str:
    """Return the name of a store that must be in a folder. Raises UsageError for the URL of an engine."""
    from kg.store.remote.endpoint import is_url, shown

    if is_url(path):
        now = shown(path)
        raise click.UsageError(f"this works on a store in a folder: name one with --store FOLDER (it is {now!r} now)")
    return path


def opened(
    path: str, *, write: bool = False, create: bool = False, base: str | None = None, note: bool = True
) -> Store:
    """Open the store of a command; it is closed when the command ends (use ``with``).

    Where somebody is writing to it, what is read is older: ``note`` has that said.
    """
    from kg.store.open import open_store

    store = open_store(path, write=write, create=create, base=base)
    if note and store.behind:
        err(f"note: {store.behind}; this is what it held before")
    return store


@contextmanager
def asked(path: str, *, no_inferred: bool) -> Iterator[Store]:
    """Open the store of a command that asks, where wanted without what is only inferred."""
    with opened(path) as store:
        if not no_inferred:
            yield store
            return
        from kg.store.told import told_only

        with told_only(store) as told:
            yield told


def out(lines: Iterable[str]) -> None:
    """Write lines to stdout."""
    for line in lines:
        click.echo(line)


def out_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


class Lines(io.RawIOBase):
    """Passes bytes on to a stream, and ends the last line where nobody else has."""

    def __init__(self, stream: BinaryIO):
        super().__init__()
        self._stream, self._last = stream, b"\n"

    def writable(self) -> bool:
        """Return that one can write here."""
        return True

    def write(self, data) -> int:
        """Write all of the data."""
        self._stream.write(data)
        self._last = bytes(data[-1:]) or self._last
        return len(data)

    def close(self) -> None:
        """End the line, and pass everything on; the stream stays open."""
        if not self.closed:
            super().close()
            self._stream.write(b"" if self._last == b"\n" else b"\n")
            self._stream.flush()


def err(line: str) -> None:
    """Write one line about the work to stderr; it can do nothing to the terminal."""
    from kg.cli.terminal import clean

    click.echo(f"kg: {clean(line)}", err=True)

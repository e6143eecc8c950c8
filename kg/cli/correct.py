"""Commands that correct what a store holds: forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.ending import ending_whole
from kg.cli.options import lexicon_option, opened, out, store_option

if TYPE_CHECKING:
    from kg.store.interface import Store


@click.command()
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@lexicon_option
@store_option
def forget(reports: tuple[str, ...], store_path: str) -> None:
    """Take reports, and all that only they say, out of the store.

    REPORT is its key (the first digits will do), its source, file name, title or IRI; kg reports lists them. Where one
    of several is not there, none goes.
    """
    from kg.build import Builder
    from kg.cli.renewal import renewing
    from kg.reading import pipeline

    with opened(store_path, note=False) as store:  # one that is not there is no reason to keep others from reading
        gone = _named(store, reports)
    with ending_whole(), opened(store_path, write=True) as store, renewing() as begin:
        Builder(store, pipeline.read, pipeline.reader_version(), begin).forget(gone)
    out(f"forgot report {key}{also}" for key, also in gone.items())


def _named(store: Store, reports: tuple[str, ...]) -> dict[str, str]:
    """Return the key of each report, and what to say of its sources: all of them go with the text."""
    from kg.cli.terminal import clean
    from kg.queries.find import find_report, sources_of

    found = {}
    for iri in [find_report(store, report) for report in reports]:
        sources = sources_of(store, iri)
        found[iri.rpartition("/")[2]] = f", the text of {clean(', '.join(sources))}" if len(sources) > 1 else ""
    return found

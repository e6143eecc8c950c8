"""Commands that correct what a store holds: forget, reread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.ending import ending_whole
from kg.cli.options import err, lexicon_option, limit_option, opened, out, store_option
from kg.text import plural

if TYPE_CHECKING:
    from kg.difference.change import Difference
    from kg.difference.side import Side
    from kg.store.interface import Store


@click.command()
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would vanish: all that no other report tells.")
@limit_option
@lexicon_option
@store_option
def forget(reports: tuple[str, ...], dry_run: bool, limit: int, store_path: str) -> None:
    """Take reports, and all that only they say, out of the store.

    REPORT is its key (the first digits will do), its source, file name, title or IRI; kg reports lists them. Where one
    of several is not there, none goes. A text that stands in several files is one report: it goes with all of them.
    """
    from kg.build import Builder
    from kg.cli.renewal import renewing
    from kg.reading import pipeline
    from kg.review.listing import effective, lost_effect

    with opened(store_path, note=False) as store:  # one that is not there is no reason to keep others from reading
        gone = _named(store, reports)
        if dry_run:
            _would_go(store, gone, limit)
            return
    with ending_whole(), opened(store_path, write=True) as store, renewing() as begin:
        before = effective(store)
        Builder(store, pipeline.read, pipeline.reader_version(), begin).forget(gone)
        note = lost_effect(store, before)
    out(f"forgot report {key}{also}" for key, also in gone.items())
    if note:
        err(note)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also reports that this very reader has read before.")
@click.option("--changes", is_flag=True, help="List what changed, thing by thing, as kg diff does.")
@limit_option
@lexicon_option
@store_option
def reread(everything: bool, changes: bool, limit: int, store_path: str) -> None:
    """Read all reports of the store again, with the reader and the words as they are now.

    Their facts are replaced; judgements stay. Nothing is changed before all are read: a run that was stopped goes on
    where it was (but for --all). kg ingest and kg forget do the same first where the reader is newer.
    """
    from kg.build import Builder
    from kg.cli.renewal import rereading
    from kg.difference.compare import compare
    from kg.difference.sources import side
    from kg.reading import pipeline
    from kg.review.listing import effective, lost_effect

    version, before = pipeline.reader_version(), []
    with ending_whole(), opened(store_path, write=True) as store, rereading() as show:

        def begin(number: int):
            before.append(side(store))
            return show(number)

        judged = effective(store)
        count = Builder(store, pipeline.read, version, begin).reread(everything=everything)
        if not count:
            held = plural(len(store.reports()), "report")
            click.echo(f"nothing to read again: {held}, all by this reader ({version}); --all reads them all the same")
            return
        found, note = compare(before[0], side(store)), lost_effect(store, judged)
    out(_reread(found, count, before[0], version))
    if note:
        err(note)
    if changes:
        out(_telling(limit).things(found))


def _named(store: Store, reports: tuple[str, ...]) -> dict[str, str]:
    """Return the key of each report, and what to say of its sources: all of them go with the text."""
    from kg.cli.terminal import clean
    from kg.queries.find import find_report, sources_of

    found = {}
    for iri in [find_report(store, report) for report in reports]:
        sources = sources_of(store, iri)
        found[iri.rpartition("/")[2]] = f", the text of {clean(', '.join(sources))}" if len(sources) > 1 else ""
    return found


def _would_go(store: Store, gone: dict[str, str], limit: int) -> None:
    """Say what would vanish with some reports."""
    from kg.difference.diff import only_told_by
    from kg.graph.identity import report_iri

    found = only_told_by(store, {report_iri(store.base, key) for key in gone})
    out(f"would forget report {key}{also}" for key, also in gone.items())
    telling = _telling(limit)
    out(telling.counts(found))
    out(telling.things(found))
    err("nothing was forgotten: this was a dry run")


def _reread(found: Difference, count: int, before: Side, version: str):
    """Yield what a second reading came to."""
    older = sorted(set(before.reports.values()) - {version})
    yield f"{plural(count, 'report')} read again by {version}" + (f"; before: {', '.join(older)}" if older else "")
    if found.same:
        yield "all of them tell what they told before"
        return
    yield f"{found.retold} of them tell other facts than before"
    telling = _telling(0)
    yield from telling.counts(found)
    if table := telling.relations(found):
        yield ""
        yield from table


def _telling(limit: int):
    from kg.cli.changes import Telling
    from kg.cli.terminal import columns

    return Telling("", columns(), limit, False)

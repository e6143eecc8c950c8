"""Commands that bring reports in and out: extract, ingest, forget, reports."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import err, opened, out, out_bytes, plural, store_option
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.model import Report, ReportStatements
    from kg.queries.totals import Totals

EXTRACT_FORMATS = ("nquads", "trig", "turtle", "jsonld")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", type=click.Choice(EXTRACT_FORMATS), default="nquads", show_default=True, help="How to write it."
)
@click.pass_context
def extract(ctx: click.Context, files: tuple[str, ...], format: str) -> None:
    """Read reports and print their graph; no store is touched.

    FILE is a text file, a folder, or - for standard input. Several are resolved together: one person in two reports is
    one person.
    """
    from kg.graph.project import project
    from kg.graph.serialise import serialised
    from kg.reading import pipeline
    from kg.resolution.resolve import resolve

    readings: list[ReportStatements] = []
    failed = 0
    for source, item in _reports(files, err):
        try:
            reading = pipeline.read(_sound(item))
        except KgError as error:
            err(str(error))
            failed += 1
            continue
        _warn_if_empty(source, reading)
        readings.append(reading)
    if readings:
        out_bytes(serialised(project(readings, resolve(readings)), format))
    ctx.exit(1 if failed else 0)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store_option
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[str, ...], store_path: str) -> None:
    """Read reports into the store.

    PATH is a text file, a folder, or - for standard input. What is in already is left as it is; a changed text
    replaces the one its source had before.
    """
    from kg.queries.totals import totals

    with ExitStack() as stack:
        work = _Ingest(stack, store_path)
        with _progress(paths) as (step, say):
            for source, item in _reports(paths, say):
                work.take(source, item, say)
                step()
        out(work.told())
        if work.store:
            out([_held(store_path, totals(work.store))])
    ctx.exit(1 if work.counts["failed"] else 0)


@click.command()
@click.argument("report", metavar="REPORT")
@store_option
def forget(report: str, store_path: str) -> None:
    """Take a report, and all that only it says, out of the store.

    REPORT is its key (the first digits will do), its source or its IRI; kg reports lists them.
    """
    from kg.build import Builder
    from kg.queries.find import find_report
    from kg.reading import pipeline

    with opened(store_path, write=True) as store:
        key = find_report(store, report).rpartition("/")[2]
        Builder(store, pipeline.read, pipeline.reader_version()).forget(key)
    click.echo(f"forgot report {key}")


@click.command()
@store_option
def reports(store_path: str) -> None:
    """List the reports in the store, by date."""
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns

    with opened(store_path) as store:
        found = store.reports()
    titles = ("report", "date", "title", "source", "entities", "evidence")
    rows = [
        (r.key, r.published, clean(r.title), clean(", ".join(r.source_ids)), str(r.entities), str(r.evidence))
        for r in found
    ]
    out(grid(titles, rows, (False, False, False, False, True, True), columns()))


class _Ingest:
    """One run of ``kg ingest``: opens the store with the first report that can be read, and counts what happens."""

    def __init__(self, stack: ExitStack, store_path: str):
        self._stack, self._path = stack, store_path
        self._builder = self.store = None
        self.counts: Counter[str] = Counter()

    def take(self, source: str, item: Report | InputError, say: Callable[[str], None]) -> None:
        """Put one report in, or say why not."""
        from kg.errors import StoreError

        try:
            report = _sound(item)
            outcome = self._ready().ingest(report)
        except StoreError:
            raise  # not this report's fault: the next ones would fare the same
        except KgError as error:
            say(str(error))
            self.counts["failed"] += 1
        else:
            self.counts[outcome.change] += 1
            if outcome.reading:
                _warn_if_empty(source, outcome.reading, say)

    def told(self) -> Iterator[str]:
        """Yield the summary of the run."""
        read = sum(self.counts.values()) - self.counts["failed"]
        parts = ", ".join(f"{self.counts[change]} {change}" for change in ("new", "unchanged", "replaced"))
        failed = f"; {self.counts['failed']} failed" if self.counts["failed"] else ""
        yield f"{plural(read, 'report')} read: {parts}{failed}"

    def _ready(self):
        if self._builder is None:
            from kg.build import Builder
            from kg.reading import pipeline

            self.store = self._stack.enter_context(opened(self._path, write=True, create=True))
            self._builder = Builder(self.store, pipeline.read, pipeline.reader_version())
        return self._builder


def _reports(paths: Sequence[str], say: Callable[[str], None]) -> Iterator[tuple[str, Report | InputError]]:
    """Yield what the paths name; files of a folder that are no reports get a line and are left out."""
    from kg.documents.folder import Skipped
    from kg.documents.folder import reports as found

    for source, item in found(paths, click.get_binary_stream("stdin")):
        if isinstance(item, Skipped):
            say(str(item))
        else:
            yield source, item


def _sound(item: Report | InputError) -> Report:
    if isinstance(item, InputError):
        raise item
    return item


def _warn_if_empty(source: str, reading: ReportStatements, say: Callable[[str], None] = err) -> None:
    if not reading.entities:
        say(f"warning: {source}: nothing of the domain found in it; it is a report with its text alone")


@contextmanager
def _progress(paths: Sequence[str]) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """Show on a terminal how far we are. Gives a step to call for each file, and a way to say a line meanwhile.

    In a pipe there is no bar and lines are said at once; on a terminal they wait until the bar has ended.
    """
    if not sys.stderr.isatty():
        yield (lambda: None), err
        return
    waiting: list[str] = []
    try:
        with click.progressbar(length=_expected(paths), label="reading", file=sys.stderr) as bar:
            yield (lambda: bar.update(1)), waiting.append
    finally:
        for line in waiting:
            err(line)


def _expected(paths: Sequence[str]) -> int:
    """Return about how many files the paths name, for the bar only."""
    folders = [path for path in map(Path, paths) if path.is_dir()]
    inside = (name for path in folders for _, _, names in os.walk(path) for name in names if not name.startswith("."))
    return len(paths) - len(folders) + sum(1 for _ in inside)


def _held(path: str, held: Totals) -> str:
    return (
        f"{path} holds {plural(held.reports, 'report')}: {plural(held.officials, 'official')}, "
        f"{plural(held.bodies, 'body', 'bodies')}, {plural(held.events, 'event')}, "
        f"{plural(held.directives, 'directive')}, {plural(held.statements, 'statement')}"
    )

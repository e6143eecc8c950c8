"""What stands behind ``kg ingest`` and ``kg extract``: one file after the other, and a bar on a terminal meanwhile."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.bar import bar
from kg.cli.options import err, opened, plural
from kg.cli.renewal import renewing
from kg.errors import InputError, KgError, StoreError

if TYPE_CHECKING:
    from kg.build import Builder
    from kg.documents.source import Settings
    from kg.model import Report, ReportStatements
    from kg.queries.totals import Totals
    from kg.store.interface import Store


class Intake:
    """One run of ``kg ingest``: opens the store with the first report that can be read, and counts what happens."""

    def __init__(self, stack: ExitStack, store_path: str, base: str | None = None):
        self._stack, self._path, self._base = stack, store_path, base
        self._builder: Builder | None = None
        self._effective: set[str] = set()  # of judgements, before the first report came
        self.store: Store | None = None
        self.counts: Counter[str] = Counter()

    def take(self, source: str, item: Report | InputError, say: Callable[[str], None]) -> None:
        """Put one report in, or say why not."""
        builder = None if isinstance(item, InputError) else self._ready()
        try:
            report = sound(item)
            outcome = builder.stage(report)
        except StoreError:
            raise  # not this report's fault: the next ones would fare the same
        except KgError as error:
            say(str(error))
            self.counts["failed"] += 1
        else:
            self.counts[outcome.change] += 1
            if outcome.forgotten:
                say(f"{source}: replaces report {outcome.forgotten}, which the same source had before")
            if outcome.reading:
                warn_if_empty(source, outcome.reading, say)

    @property
    def waiting(self) -> int:
        """How many reports wait to be written."""
        return self._builder.staged if self._builder else 0

    def finish(self) -> None:
        """Write what waits to be written."""
        if self._builder and self.waiting:
            with bar("writing", self.waiting) as step:
                self._builder.settle(step)

    def told(self) -> Iterator[str]:
        """Yield the summary of the run."""
        read = sum(self.counts.values()) - self.counts["failed"]
        parts = ", ".join(f"{self.counts[change]} {change}" for change in ("new", "unchanged", "replaced"))
        renewed = self._builder.renewed if self._builder else 0
        again = f"; {renewed} read again" if renewed else ""
        failed = f"; {self.counts['failed']} failed" if self.counts["failed"] else ""
        yield f"{plural(read, 'report')} read: {parts}{again}{failed}"

    def lost(self) -> str:
        """Return a line where judgements have no effect any more, else ''."""
        from kg.review.listing import lost_effect

        return lost_effect(self.store, self._effective) if self.store else ""

    def _ready(self) -> Builder:
        if self._builder is None:
            from kg.build import Builder
            from kg.reading import pipeline
            from kg.review.listing import effective

            self.store = self._stack.enter_context(opened(self._path, write=True, create=True, base=self._base))
            begin = self._stack.enter_context(renewing())
            builder = Builder(self.store, pipeline.read, pipeline.reader_version(), begin)
            builder.judgements  # noqa: B018 — where their file is damaged no report can be taken in: told once
            self._effective = effective(self.store)
            self._builder = builder
        return self._builder


def items(
    paths: Sequence[str], say: Callable[[str], None], settings: Settings, network: bool = False
) -> Iterator[tuple[str, Report | InputError]]:
    """Yield what the paths name; files of a folder that are no reports get a line and are left out."""
    from kg.documents.folder import reports as found
    from kg.documents.source import Skipped

    for source, item in found(paths, sys.stdin.buffer, settings, network):
        if isinstance(item, Skipped):
            say(str(item))
        else:
            yield source, item


def sound(item: Report | InputError) -> Report:
    """Return the report; raise what stands in its place."""
    if isinstance(item, InputError):
        raise item
    return item


def warn_if_empty(source: str, reading: ReportStatements, say: Callable[[str], None] = err) -> None:
    """Say so where a text has nothing that the graph is about: no failure, but worth knowing."""
    if not reading.entities:
        say(f"warning: {source}: nothing of the domain found in it; it is a report with its text alone")


@contextmanager
def progress(paths: Sequence[str]) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
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


def held(path: str, held: Totals) -> str:
    """Return one line on what a store holds."""
    copies = f" ({held.copies} of them {'a copy' if held.copies == 1 else 'copies'} of another)" if held.copies else ""
    return (
        f"{path} holds {plural(held.reports, 'report')}{copies}: {plural(held.officials, 'official')}, "
        f"{plural(held.bodies, 'body', 'bodies')}, {plural(held.events, 'event')}, "
        f"{plural(held.directives, 'directive')}, {plural(held.statements, 'statement')}"
    )

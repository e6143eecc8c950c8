"""One run: what paths name is converted, read and taken, in order; and what became of each is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kg.documents.source import Settings, Skipped
from kg.errors import InputError, KgError, StoreError, WorkError
from kg.intake.order import Found, Line
from kg.intake.pool import Pool
from kg.intake.target import Target
from kg.intake.wire import Item
from kg.model import Report
from kg.runs.entry import Entry

ADVICE = "ingest it in a run of its own, and it replaces that one"


class Run:
    """A run over ``found`` documents, whose reports ``target`` takes. ``counts`` has how many became what.

    Iterating does the work; whoever breaks off calls :meth:`Target.settle` and :meth:`Target.end` all the same.
    """

    def __init__(
        self,
        pool: Pool,
        jobs: int,
        found: Found,
        settings: Settings,
        target: Target,
        tick: Callable[[], object] = lambda: None,
    ):
        self._target, self._line = target, Line(pool, jobs, found, settings, target.needed, tick)
        target.read, target.ahead, target.version = self._line.read, self._line.ahead, pool.reader_version
        self.counts: Counter[str] = Counter()
        self._sources: dict[str, tuple[str, str]] = {}  # source id → name and report of what came under it

    @property
    def finished(self) -> int:
        """How many of the sources are done with."""
        return self._line.finished

    def __iter__(self) -> Iterator[Entry]:
        """Yield what became of each document. Raises StoreError and WorkError: no other document would fare better."""
        for name, item in self._line:
            became = self._became(name, item)
            self.counts[became.became] += 1
            self._target.note([became])
            yield became

    def _became(self, name: str, item: Item) -> Entry:
        if isinstance(item, Skipped):
            return Entry("skipped", name, why=item.reason)
        if isinstance(item, InputError):
            return Entry("failed", item.source, why=item.reason, advice=item.advice)
        try:
            self._claim(name, item)
            outcome = self._target.take(item)
        except (StoreError, WorkError):
            raise
        except InputError as error:
            return _failed(name, item, error.reason, error.advice)
        except KgError as error:
            return _failed(name, item, str(error))
        empty = outcome.reading is not None and not outcome.reading.entities
        return Entry(
            outcome.change, name, item.source_id, item.key, item.format, item.encoding, outcome.forgotten,
            empty="yes" if empty else "",
        )  # fmt: skip

    def _claim(self, name: str, report: Report) -> None:
        """Note the source of a report. Raises InputError where this run had another one from it: that would go."""
        other, key = self._sources.setdefault(report.source_id, (name, report.key)) if report.source_id else ("", "")
        if other and key != report.key:
            raise InputError(name, f"has the source id {report.source_id!r}, as has {other}", ADVICE)


def _failed(name: str, report: Report, reason: str, advice: str = "") -> Entry:
    return Entry(
        "failed", name, report.source_id, format=report.format, encoding=report.encoding, why=reason, advice=advice
    )

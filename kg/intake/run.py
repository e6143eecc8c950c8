"""One run: what paths name is converted, read and taken, in order; and what became of each is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kg.documents.fetch.page import is_address
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
        self._came: dict[str, tuple[str, int]] = {}  # source id → name and hash of the report that came under it

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
            return Entry("skipped", name, why=item.reason, part="yes" if item.part else "")
        if isinstance(item, InputError):
            return Entry("failed", item.source, why=item.reason, advice=item.advice)
        try:
            if first := self._first(name, item):
                reason = f"has the address of an article that came before it and is kept ({first})"
                return Entry("skipped", name, item.source_id, why=reason)
            outcome = self._target.take(item)
        except (StoreError, WorkError):
            raise
        except InputError as error:
            return _failed(name, item, error.reason, error.advice)
        except KgError as error:
            return _failed(name, item, str(error))
        self._came.setdefault(item.source_id, (name, hash(item)))
        empty = outcome.reading is not None and not outcome.reading.entities
        return Entry(
            outcome.change, name, item.source_id, item.key, item.format, item.encoding, outcome.forgotten,
            empty="yes" if empty else "",
        )  # fmt: skip

    def _first(self, name: str, report: Report) -> str:
        """Return the name of the other report that this run took from the same address, '' where there is none.

        That one is kept, now and in the next run. Raises InputError where the source is a place in files.
        """
        first, told = self._came.get(report.source_id, ("", 0))
        if not first or told == hash(report):
            return ""
        if not is_address(report.source_id):
            raise InputError(name, f"has the source id {report.source_id!r}, as has {first}", ADVICE)
        return first


def _failed(name: str, report: Report, reason: str, advice: str = "") -> Entry:
    return Entry(
        "failed", name, report.source_id, format=report.format, encoding=report.encoding, why=reason, advice=advice
    )

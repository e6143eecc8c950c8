"""Where the reports of a run go: into a store, which is opened with the first of them, or nowhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kg.build import Begin, Builder, Writing
from kg.errors import KgError
from kg.intake.supposing import Supposing
from kg.model import Outcome, Report
from kg.review.listing import effective, lost_effect
from kg.runs.entry import Entry
from kg.runs.record import Record
from kg.store.interface import Store
from kg.store.reader import Ahead, Read

Step = Callable[[int], object]


class Target(ABC):
    """What takes reports.

    To be set before the first: ``read``, which reads one, ``version``, which tells the version of what reads, and
    ``ahead``, which reads several at a time (:class:`kg.store.reader.Reader`).
    ``writing`` is told when many reports are written at once (:meth:`kg.build.Builder.stage`).
    ``store`` is where they go, None before the first came and where there is none. ``problem`` tells what could not be
    kept beside it.
    """

    read: Read
    version: Callable[[], str]
    ahead: Ahead
    writing: Writing | None = None
    store: Store | None = None
    problem = ""

    @abstractmethod
    def needed(self, report: Report) -> Report | None:
        """Return what has to be read when a report is taken, None where nothing has. Raises StoreError."""

    @abstractmethod
    def take(self, report: Report) -> Outcome:
        """Take a report. Raises what the reader raises, and StoreError."""

    def note(self, entries: Iterable[Entry]) -> None:  # noqa: B027 — nothing, unless there is a place for it
        """Write down what became of some documents."""

    @property
    def waiting(self) -> int:
        """How many reports wait to be written."""
        return 0

    @property
    def renewed(self) -> int:
        """How many reports of the store were read again, as the reader is newer."""
        return 0

    def settle(self, step: Step) -> None:  # noqa: B027
        """Write what waits, and put it on disk; ``step`` is called with 1 for each report. Raises StoreError."""

    def end(self, how: str, told: str = "") -> None:  # noqa: B027
        """Write down how the run ended ('done', 'interrupted', 'failed'), and what was told of it."""

    def lost(self) -> str:
        """Return a line where judgements have no effect any more, else ''."""
        return ""


class Nowhere(Target):
    """Says what would become of reports. ``open`` opens the store for reading, or returns None where there is none."""

    def __init__(self, open: Callable[[], Store | None]):
        self._open = open
        self._supposing: Supposing | None = None

    def needed(self, report: Report) -> Report | None:
        """See :meth:`Target.needed`."""
        return self._ready().needed(report)

    def take(self, report: Report) -> Outcome:
        """See :meth:`Target.take`."""
        return self._ready().stage(report)

    def _ready(self) -> Supposing:
        if self._supposing is None:
            self.store = self._open()
            self._supposing = Supposing(self.store, self.read, self.version())
        return self._supposing


class Filling(Target):
    """Puts reports into a store, and writes the report of the run beside it.

    ``open`` opens the store for writing; ``begin`` is what a builder calls before it reads the store's reports again;
    ``about`` is told of the run. Where no report came, ``kept`` returns the folder of the reports of runs, if any.
    """

    def __init__(
        self,
        open: Callable[[], Store],
        begin: Begin,
        about: Mapping[str, object],
        kept: Callable[[], Path],
    ):
        self._open, self._begin, self._about, self._kept = open, begin, about, kept
        self._builder: Builder | None = None
        self._record: Record | None = None
        self._pending: list[Entry] = []  # of what is not safe yet, and what came after it
        self._unsafe, self._flushes = False, 0
        self._effective: set[str] = set()  # of judgements, before the first report came

    def needed(self, report: Report) -> Report | None:
        """See :meth:`Target.needed`."""
        return self._ready().needed(report)

    def take(self, report: Report) -> Outcome:
        """See :meth:`Target.take`."""
        outcome = self._ready().stage(report, self.writing)
        self._unsafe |= outcome.reading is not None or self._builder.staged > 0
        return outcome

    def note(self, entries: Iterable[Entry]) -> None:
        """Write down what became of some documents, no earlier than it would outlive a failure of the machine."""
        self._pending += entries
        if not self._builder:
            return
        flushed, self._flushes = self._builder.flushes > self._flushes, self._builder.flushes
        if not self._builder.staged and (flushed or not self._unsafe):
            self._write()

    @property
    def waiting(self) -> int:
        """See :attr:`Target.waiting`."""
        return self._builder.staged if self._builder else 0

    @property
    def renewed(self) -> int:
        """See :attr:`Target.renewed`."""
        return self._builder.renewed if self._builder else 0

    def settle(self, step: Step) -> None:
        """See :meth:`Target.settle`."""
        if self._builder:
            self._builder.settle(step)
            self._builder.flush()
            self._write()

    def end(self, how: str, told: str = "") -> None:
        """See :meth:`Target.end`."""
        if not self._builder and how != "failed":
            with suppress(KgError):  # there is no store, and nothing was made
                self._record = Record(self._kept(), self._about)
                self._write()
        if self._record:
            self._record.end(how, told)
            self.problem = self._record.problem

    def lost(self) -> str:
        """See :meth:`Target.lost`."""
        return lost_effect(self.store, self._effective) if self.store else ""

    def _ready(self) -> Builder:
        if self._builder is None:
            self.store = self._open()
            builder = Builder(self.store, self.read, self.version(), self._begin, self.ahead)
            builder.judgements  # noqa: B018 — where their file is damaged no report can be taken in: told once
            self._effective = effective(self.store)
            self._record = Record(self.store.runs, self._about)
            self._builder = builder
        return self._builder

    def _write(self) -> None:
        self._record.add(self._pending)
        self._pending, self._unsafe = [], False

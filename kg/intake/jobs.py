"""What there is to do: documents to convert, reports to read; and what comes of each.

A job is done in a thread, which has a worker; all it says goes into one queue of the pool, and whoever owns the pool
takes it from there (:meth:`heard`) and is alone in touching what a job holds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

from kg.documents.source import Settings, Source
from kg.errors import InputError, KgError
from kg.intake.limits import CONVERSION, reading_seconds
from kg.intake.process import LostError, Worker
from kg.intake.wire import END, FAILED, FAULT, ITEM, READ, Item, decoded
from kg.model import Report, ReportStatements
from kg.store.readings import decode

OURS = "this is a fault of kg: please report it"
MOST = 4 << 20  # characters that a conversion may be ahead of who takes what it gives

Tell = Callable[["Job", object], None]


class Job(ABC):
    """Something for a worker of one kind."""

    kind: bytes

    def __init__(self) -> None:
        self.done = False

    @abstractmethod
    def task(self) -> tuple:
        """Return what the worker is given."""

    @abstractmethod
    def work(self, worker: Worker, tell: Tell, turn: Turn) -> None:
        """Hear the worker to the end. Raises LostError."""

    @abstractmethod
    def lost(self, error: LostError, tell: Tell) -> None:
        """Tell that no worker could do it."""

    @abstractmethod
    def heard(self, told: object) -> None:
        """Take what was told."""


class Turn:
    """The right to have a worker work: there are as many as jobs may be done at a time."""

    def __init__(self, turns: SimpleQueue):
        self._turns = turns

    def __enter__(self) -> Turn:
        self._turns.get()
        return self

    def __exit__(self, *_: object) -> None:
        self._turns.put(None)


class Conversion(Job):
    """A document to convert. ``items`` are what came of it, and was not taken yet."""

    kind = b"C"

    def __init__(self, source: Source, settings: Settings):
        super().__init__()
        self._source, self._settings = source, settings
        self.items: deque[tuple[str, Item]] = deque()
        self._taken: SimpleQueue[int] = SimpleQueue()
        self._told = 0

    def task(self) -> tuple:
        """Return what the worker is given."""
        return self._source, self._settings

    def work(self, worker: Worker, tell: Tell, turn: Turn) -> None:
        """Tell each document; wait where too many of them wait to be taken."""
        ahead = 0
        while True:
            with turn:
                said, *words = worker.hear(CONVERSION)
            if said == END:
                tell(self, None)
                return
            name, item = _document(said, words, self._source.name)
            self._told += 1
            ahead += _weight(item)
            tell(self, (name, item))
            while ahead > MOST or not self._taken.empty():
                ahead -= self._taken.get()
            if said != ITEM:
                tell(self, None)
                return

    def lost(self, error: LostError, tell: Tell) -> None:
        """Tell that no worker could do it."""
        after = f" after {self._told} documents of it" if self._told else ""
        reason = f"its conversion {error}{after}"
        advice = "open it and save its text as a file of its own" + (", or split it" if error.late else "")
        tell(self, (self._source.name, InputError(self._source.name, f"cannot be read: {reason}", advice)))
        tell(self, None)

    def heard(self, told: object) -> None:
        """Take what was told."""
        if told is None:
            self.done = True
        else:
            self.items.append(told)

    @property
    def begun(self) -> bool:
        """Whether something of it was told already: it cannot be done again."""
        return self._told > 0

    def let_go(self) -> None:
        """Have whoever waits for what it gave to be taken wait no more: nobody takes it."""
        self._taken.put(1 << 60)

    def take(self) -> tuple[str, Item]:
        """Return the next document and let others come."""
        name, item = self.items.popleft()
        self._taken.put(_weight(item))
        return name, item


class Reading(Job):
    """A report to read."""

    kind = b"R"
    begun = False

    def __init__(self, report: Report):
        super().__init__()
        self._report = report
        self._result: ReportStatements | KgError | None = None

    def task(self) -> tuple:
        """Return what the worker is given."""
        return (self._report,)

    def work(self, worker: Worker, tell: Tell, turn: Turn) -> None:
        """Tell what was read."""
        with turn:
            said, *words = worker.hear(reading_seconds(self._report.text))
            if said == READ:
                worker.hear(CONVERSION)  # that this was all
        if said == READ:
            lost = InputError(self._name, "what was read from it came back damaged", OURS)
            tell(self, decode(words[0], self._report.text) or lost)
        elif said == FAILED:
            tell(self, InputError(*words) if len(words) == 3 else KgError(*words))
        else:
            tell(self, InputError(self._name, f"the reader fails on this text ({words[0]})", OURS))

    def lost(self, error: LostError, tell: Tell) -> None:
        """Tell that no worker could do it."""
        advice = "split it into its articles" if error.late else OURS
        tell(self, InputError(self._name, f"cannot be read: the reading of its text {error}", advice))

    def heard(self, told: object) -> None:
        """Take what was told."""
        self._result, self.done = told, True

    def result(self) -> ReportStatements:
        """Return what was read, or raise why nothing was."""
        if isinstance(self._result, ReportStatements):
            return self._result
        raise self._result

    @property
    def _name(self) -> str:
        return self._report.source_id or self._report.key


def _document(said: str, words: list, name: str) -> tuple[str, Item]:
    if said == ITEM:
        return words[0], decoded(words[1])
    if said == FAULT:
        return name, InputError(name, f"cannot be read: {words[0]}", OURS)
    return name, InputError(*words) if len(words) == 3 else InputError(name, words[0])


def _weight(item: Item) -> int:
    return 1000 + (len(item.text) if isinstance(item, Report) else 0)

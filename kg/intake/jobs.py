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
from kg.intake.wire import BEGIN, END, FAILED, FAULT, ITEM, PASSED, READ, Avoided, Item, decoded
from kg.model import Report, ReportStatements
from kg.store.readings import decode

OURS = "this is a fault of kg: please report it"
ADVICE = "open it and save its text as a file of its own"
SPLIT = ", or split it"
MOST_AVOIDED = 10  # documents of one container that may break workers
MOST = 4 << 20  # characters that a conversion may be ahead of who takes what it gives

Tell = Callable[["Job", object], None]


class Job(ABC):
    """Something for a worker of one kind."""

    kind: bytes

    def __init__(self) -> None:
        self.done = self._tried = False

    @abstractmethod
    def task(self) -> tuple:
        """Return what the worker is given."""

    @abstractmethod
    def work(self, worker: Worker, tell: Tell, turn: Turn) -> None:
        """Hear the worker to the end. Raises LostError."""

    def again(self, error: LostError, used: bool) -> bool:
        """Return whether it is to be done once more, by a fresh worker: where ``used``, the one it had had done others.

        So what becomes of a document does not hang on those before it.
        """
        first, self._tried = used and not error.late and not self._tried, self._tried or used
        return first

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
        self._at = ""  # the name of what was begun in a container, until it is told
        self._avoided: Avoided = {}

    def task(self) -> tuple:
        """Return what the worker is given."""
        return self._source, self._settings, self._told, self._avoided

    def work(self, worker: Worker, tell: Tell, turn: Turn) -> None:
        """Tell each document; wait where too many of them wait to be taken."""
        ahead = 0
        while True:
            with turn:
                said, *words = worker.hear(CONVERSION)
            if said == BEGIN:
                self._at = words[0]
            elif said == FAULT and self._avoid(f"cannot be read: {words[0]}", OURS):
                worker.give(*self.task())
            elif said == ITEM:
                self._at = ""
                self._told += 1
                name, item = words[0], decoded(words[1])
                ahead += _weight(item)
                tell(self, (name, item))
                while ahead > MOST or not self._taken.empty():
                    ahead -= self._taken.get()
            elif said != PASSED:
                if said != END:
                    tell(self, (self._source.name, self._failure(said, words)))
                tell(self, None)
                return

    def again(self, error: LostError, used: bool) -> bool:
        """Return whether it can be done once more: without that document of a container that was begun last."""
        advice = ADVICE + (SPLIT if error.late else "")
        return super().again(error, used) or self._avoid(f"cannot be read: its conversion {error}", advice)

    def lost(self, error: LostError, tell: Tell) -> None:
        """Tell that no worker could do it."""
        after = f" after {self._told} documents of it" if self._told else ""
        reason = f"cannot be read: its conversion {error}{after}"
        tell(self, (self._source.name, InputError(self._source.name, reason, ADVICE + (SPLIT if error.late else ""))))
        tell(self, None)

    def _avoid(self, reason: str, advice: str) -> bool:
        """Leave out the document of a container that was begun last, if one was; return whether it is left out now."""
        if not self._at or self._at in self._avoided or len(self._avoided) >= MOST_AVOIDED:
            return False
        self._avoided[self._at] = (reason, advice)
        self._at = ""
        return True

    def _failure(self, said: str, words: list) -> InputError:
        if said == FAULT:
            return InputError(self._source.name, f"cannot be read: {words[0]}", OURS)
        return InputError(*words) if len(words) == 3 else InputError(self._source.name, words[0])

    def heard(self, told: object) -> None:
        """Take what was told."""
        if told is None:
            self.done = True
        else:
            self.items.append(told)

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


def _weight(item: Item) -> int:
    return 1000 + (len(item.text) if isinstance(item, Report) else 0)

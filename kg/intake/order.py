"""Documents converted and read by many at a time, given in the order in which they were found."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.documents.formats import unreadable
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError, KgError, WorkError
from kg.intake.jobs import Conversion, Reading
from kg.intake.pool import Pool
from kg.intake.wire import Item
from kg.model import Report, ReportStatements

Found = Iterator[tuple[str, Item | Source]]
MOST_TEXT = 32 << 20  # characters of reports that wait to be read
_MOST_HELD = 64 << 20  # bytes
_TICK = 0.2  # seconds between two calls of ``tick`` while nothing happens


class Line:
    """The documents of one run, in order, each with what was read from it at hand when its turn comes.

    ``found`` are the sources, ``needed`` says of a report what has to be read when it is taken (None: nothing), and
    ``tick`` is called now and then while we wait. No more is converted and read ahead than keeps all workers busy.
    """

    def __init__(
        self,
        pool: Pool,
        jobs: int,
        found: Found,
        settings: Settings,
        needed: Callable[[Report], Report | None],
        tick: Callable[[], object] = lambda: None,
    ):
        self._pool, self._found, self._settings, self._needed, self._tick = pool, found, settings, needed, tick
        self._most = 4 * jobs + 4
        self._converting: deque[Conversion | tuple[str, Item]] = deque()
        self._reading: deque[tuple[str, Item, Report | None, int]] = (
            deque()
        )  # last, of how many sources this is the end
        self._jobs: dict[Report, Reading] = {}
        self._text = 0  # characters
        self._converted = 0
        self.finished = 0  # sources of which all was given

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        """Yield the name of each document as shown, and its report or why there is none."""
        while True:
            self._fill()
            if self._reading and self._ready(self._reading[0][2]):
                name, item, _, self.finished = self._reading.popleft()
                yield name, item
                self._forget(item)
            elif self._reading or self._converting:
                self._wait()
            else:
                self.finished = self._ended()
                return

    def read(self, report: Report) -> ReportStatements:
        """Return what is read from a report, by a worker. Raises what the reader raises, and InputError."""
        job = self._jobs.get(report) or self._ask(report)
        while not job.done:
            self._wait()
        return job.result()

    def ahead(self, reports: Iterator[Report]) -> Iterator[Report]:
        """Yield reports that will be read (:meth:`read`) one after the other; those to come are begun with."""
        begun: deque[Report] = deque()
        for report in reports:
            begun.append(report)
            if report not in self._jobs:
                self._ask(report)
            if len(begun) == self._most:
                yield from self._passed(begun)
        while begun:
            yield from self._passed(begun)

    def _passed(self, begun: deque[Report]) -> Iterator[Report]:
        report = begun.popleft()
        yield report
        if all(needed != report for _, _, needed, _ in self._reading):
            self._jobs.pop(report, None)

    def _wait(self) -> None:
        self._pool.wait(_TICK)
        self._tick()

    def _fill(self) -> None:
        """Have as much converted and read as there is room for."""
        while len(self._converting) < self._most and (found := next(self._found, None)):
            name, item = found[0], _sendable(found[1])
            if isinstance(item, Source):
                job = Conversion(item, self._settings)
                self._pool.add(job)
                self._converting.append(job)
            else:
                self._converting.append((name, item))
        while len(self._reading) < self._most and self._text < MOST_TEXT and (next_one := self._next()):
            name, item = next_one
            needed = self._needed(item) if isinstance(item, Report) else None
            if needed and needed not in self._jobs:
                self._ask(needed)
            self._text += len(item.text) if isinstance(item, Report) else 0
            self._reading.append((name, item, needed, self._ended()))

    def _next(self) -> tuple[str, Item] | None:
        """Return the next document in order, None where it is not there yet."""
        self._ended()
        if not self._converting:
            return None
        first = self._converting[0]
        if isinstance(first, Conversion):
            return first.take() if first.items else None
        self._converted += 1
        return self._converting.popleft()

    def _ended(self) -> int:
        """Let go of the conversions that have ended; return of how many sources all was given so far."""
        while self._converting and isinstance(first := self._converting[0], Conversion):
            if not first.done or first.items:
                break
            self._converting.popleft()
            self._converted += 1
        return self._converted

    def _ready(self, needed: Report | None) -> bool:
        return needed is None or self._jobs[needed].done

    def _ask(self, report: Report) -> Reading:
        job = self._jobs[report] = Reading(report)
        self._pool.add(job)
        return job

    def _forget(self, item: Item) -> None:
        """Let go of an item that was taken, and of what was read for it."""
        self._text -= len(item.text) if isinstance(item, Report) else 0
        wanted = {needed for _, _, needed, _ in self._reading}
        self._jobs = {report: job for report, job in self._jobs.items() if report in wanted}


def _sendable(item: Item | Source) -> Item | Source:
    """Return a source with its bytes, where no other process could open it."""
    if not isinstance(item, Source) or item.opener is None:
        return item
    try:
        return replace(item, data=item.read(_MOST_HELD), opener=None)
    except OSError as error:
        return unreadable(item.name, error)
    except InputError as error:
        return error


def read_all(
    pool: Pool, jobs: int, found: Found, settings: Settings
) -> Iterator[tuple[str, ReportStatements | KgError | Skipped]]:
    """Yield the name of each document as shown, and what was read from it or why nothing was, in order."""
    line = Line(pool, jobs, found, settings, lambda report: report)
    for name, item in line:
        try:
            yield name, line.read(item) if isinstance(item, Report) else item
        except WorkError:
            raise
        except KgError as error:
            yield name, error

"""A reader, and what it has read: each report is read once, and kept beside the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.model import Report, ReportStatements
from kg.store.readings import Readings

Read = Callable[[Report], ReportStatements]
Ahead = Callable[[Iterator[Report]], Iterator[Report]]


class Reader(Readings):
    """The cache in a folder, with ``read``, which fills it. ``version`` is what its readings carry, '' for any.

    ``ahead`` is given reports that will be read one after the other, and yields them: meanwhile it may begin with those
    to come.
    """

    def __init__(self, read: Read, version: str, folder: Path, ahead: Ahead = iter):
        super().__init__(folder)
        self._read, self._version, self._ahead = read, version, ahead

    def reading(self, report: Report, version: str) -> ReportStatements:
        """Return what was read from a report, from the cache or, failing that, by the reader.

        Raises what the reader raises, and StoreError where the reading cannot be kept.
        """
        return self.get(report, version) or self.fresh(report)

    def before(self, report: Report, version: str) -> ReportStatements:
        """Return what a version read from a report, or where that is lost what is read now; nothing is kept."""
        return self.get(report, version) or self._read(report)

    def fresh(self, report: Report) -> ReportStatements:
        """Read a report, keep what was read and return it. Raises as :meth:`reading` does."""
        reading = self._read(report)
        if reading.report != report or self._version not in ("", reading.reader):
            raise ValueError(f"asked {self._version} for {report.key}: {reading.reader} gave {reading.report.key}")
        self.put(reading)
        return reading

    def renew(self, reports: Iterable[Report], step: Callable[[int], object], everything: bool) -> None:
        """Read reports of which there is no reading of this version, or ``everything``; each is kept at once.

        ``step`` is called with 1 for each. Raises as :meth:`reading` does.
        """

        def stale() -> Iterator[Report]:
            for report in reports:
                if everything or not self.get(report, self._version):
                    yield report
                else:
                    step(1)

        for report in self._ahead(stale()):
            self.fresh(report)
            step(1)

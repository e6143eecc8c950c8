"""A reader, and what it has read: each report is read once, and kept beside the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.model import Report, ReportStatements
from kg.store.readings import Readings

Read = Callable[[Report], ReportStatements]


class Reader(Readings):
    """The cache in a folder, with ``read``, which fills it. ``version`` is what its readings carry, '' for any."""

    def __init__(self, read: Read, version: str, folder: Path):
        super().__init__(folder)
        self._read, self._version = read, version

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

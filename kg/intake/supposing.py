"""What would become of reports, were they put into a store: nothing is written."""

from __future__ import annotations

from kg.model import Outcome, Report
from kg.store.interface import Store
from kg.store.reader import Read
from kg.store.readings import Readings
from kg.store.sources import Known, Sources, bare


class Supposing:
    """Tells of reports, one after the other, what :class:`kg.build.Builder` would do with them; ``read`` reads one.

    ``store`` is open for reading, or None where it would be made. ``reader`` is the version of what reads.
    """

    def __init__(self, store: Store | None, read: Read, reader: str):
        self._read, self._reader = read, reader
        self._sources = Sources(store) if store else None
        self._readings = Readings(store.readings) if store else None
        self._known: dict[str, Known] = {}
        self._owners: dict[str, str] = {}

    def needed(self, report: Report) -> Report | None:
        """Return what would have to be read for a report, None where nothing would."""
        known = self._of(report.key)
        if bare(report) in known.copies:
            return None
        kept = self._readings and self._readings.get(report, self._reader)
        return None if kept else report

    def stage(self, report: Report) -> Outcome:
        """Return what would become of a report, and suppose that it has. Raises what the reader raises."""
        known, owner = self._of(report.key), self._owner(report.source_id)
        if bare(report) in known.copies:
            return Outcome("unchanged", report.key)
        reading, gone = self._read(needed) if (needed := self.needed(report)) else None, ""
        if owner not in ("", report.key):
            rest = self._known[owner] = self._of(owner).without(report.source_id)
            gone = "" if rest.copies else owner
        self._known[report.key] = known.added(bare(report))
        if report.source_id:
            self._owners[report.source_id] = report.key
        change = "replaced" if owner else "unchanged" if known.copies else "new"
        return Outcome(change, report.key, gone, reading)

    def _of(self, key: str) -> Known:
        if key in self._known:
            return self._known[key]
        return self._sources.known(key) if self._sources else Known()

    def _owner(self, source_id: str) -> str:
        if source_id in self._owners:
            return self._owners[source_id]
        return self._sources.owner(source_id) if self._sources else ""

"""Writes the report of a run of ``kg ingest`` while it goes on: JSON Lines in a folder beside the store.

The first line tells of the run, each other one of a document whose fate is settled, the last one how the run ended. A
run that was killed has no last line; a line that was cut off is none.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kg.runs.entry import Entry, counts

SUFFIX = ".jsonl"
KEPT = 100  # runs
MOST_BYTES = 200 << 20  # of all of them together


class Record:
    """The report of the run that begins now. Where it cannot be kept, ``problem`` says why, and nothing is written."""

    def __init__(self, folder: Path, about: Mapping[str, object], began: datetime | None = None):
        self.problem = ""
        self._counts = counts(())
        self._file = -1
        began = began or datetime.now(UTC)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file, name = _new(folder, f"{began:%Y%m%d-%H%M%S}")
            _clear(folder, but=name)
        except OSError as error:
            self._fail(error)
        self._write([{"run": {"began": f"{began:%Y-%m-%dT%H:%M:%SZ}", **about}}])

    def add(self, entries: Iterable[Entry]) -> None:
        """Write what became of some documents."""
        entries = list(entries)
        self._write([each.row() for each in entries])
        for became, number in counts(entries).items():
            self._counts[became] += number

    def end(self, how: str, told: str = "") -> None:
        """Write how the run ended ('done', 'interrupted', 'failed'), with what was told of it, and close the file."""
        ended = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        self._write([{"end": {"how": how, "told": told, "ended": ended, "counts": self._counts}}])
        if self._file >= 0:
            with suppress(OSError):
                os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    def _write(self, rows: list[dict]) -> None:
        if self._file < 0 or not rows:
            return
        lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
        data = lines.encode("utf-8", "backslashreplace")
        try:
            while data:  # nearly always once
                data = data[os.write(self._file, data) :]
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> None:
        self.problem = f"the report of this run cannot be kept: {(error.strerror or str(error)).lower()}"
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def reports(folder: Path) -> list[Path]:
    """Return the reports in a folder, the oldest first; none where there is no such folder."""
    return sorted(folder.glob("*" + SUFFIX), key=lambda path: path.name.removesuffix(SUFFIX))


def _new(folder: Path, name: str) -> tuple[int, str]:
    """Make a file of a name that no other has, and hold it: who reads it sees that we live."""
    number = 1
    while True:
        path = folder / (name + (f"-{number:02d}" if number > 1 else "") + SUFFIX)
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o666)
        except FileExistsError:
            number += 1
            continue
        with suppress(OSError):  # a file system without locks
            fcntl.flock(file, fcntl.LOCK_EX)  # who looks whether we live holds it for a moment
        return file, path.name


def _clear(folder: Path, but: str) -> None:
    """Remove the reports of the oldest runs where there are too many, or they are too large."""
    size = 0
    for number, path in enumerate(reversed(reports(folder)), 1):
        size += path.stat().st_size
        if path.name != but and (number > KEPT or size > MOST_BYTES):
            path.unlink()

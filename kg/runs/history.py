"""Reads the reports of earlier runs of ``kg ingest`` (:mod:`kg.runs.record`)."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import NotFoundError
from kg.runs.entry import Entry, counts, entry
from kg.runs.record import SUFFIX, reports

GOING_ON, STOPPED = "going on", "stopped"
_TAIL = 1 << 16  # bytes: the last line is in them, whatever it tells


@dataclass(frozen=True, slots=True)
class Run:
    """One run. ``began`` and ``ended`` are xsd:dateTimes in UTC ('' where nobody wrote it down).

    ``how`` it ended is 'done', 'interrupted' or 'failed', with what was ``told`` of that; 'stopped' where it was
    killed; it may still be 'going on'. ``counts`` has how many documents became what.
    """

    name: str
    path: Path
    began: str = ""
    paths: tuple[str, ...] = ()
    jobs: int = 0
    how: str = STOPPED
    told: str = ""
    ended: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Yield what became of each document, in the order of the run. Raises OSError."""
        for row in _rows(self.path):
            if found := entry(row):
                yield found


def runs(folder: Path) -> list[Run]:
    """Return the runs whose reports are in a folder, the newest first; none where there is no such folder."""
    found = []
    for path in reversed(reports(folder)):
        with suppress(FileNotFoundError):  # one more began meanwhile, and this one was the oldest
            found.append(_run(path))
    return found


def run(folder: Path, name: str = "") -> Run:
    """Return the run whose name begins so, without one the last. Raises NotFoundError."""
    names = [path.name.removesuffix(SUFFIX) for path in reports(folder)]
    fitting = [each for each in names if each == name] or [each for each in names if each.startswith(name)]
    if not names:
        raise NotFoundError("no run is known; kg ingest writes down what it does from now on")
    if not fitting or (name and len(fitting) > 1):
        what = f"no run is called {name!r}" if not fitting else f"several runs begin with {name!r}"
        raise NotFoundError(f"{what}; kg runs lists them")
    return _run(folder / (fitting[-1] + SUFFIX))


def _run(path: Path) -> Run:
    head, end = _ends(path)
    about, ending = head.get("run", {}), end.get("end", {})
    if ending:
        how, number = str(ending.get("how", STOPPED)), ending.get("counts", {})
    else:
        how, number = GOING_ON if _held(path) else STOPPED, counts(filter(None, map(entry, _rows(path))))
    return Run(
        path.name.removesuffix(SUFFIX),
        path,
        str(about.get("began", "")),
        tuple(map(str, about.get("paths", ()))),
        int(about.get("jobs", 0)),
        how,
        str(ending.get("told", "")),
        str(ending.get("ended", "")),
        {**counts(()), **number},
    )


def _ends(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the first and the last line of a report."""
    with path.open("rb") as stream:
        head = stream.readline()
        stream.seek(max(0, os.fstat(stream.fileno()).st_size - _TAIL))
        tail = stream.read().split(b"\n")
    return _parsed(head), _parsed(tail[-2] if len(tail) > 1 else b"")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as stream:
        yield from map(_parsed, stream)


def _parsed(line: bytes) -> dict[str, Any]:
    """Return the object in a line, an empty one where it is damaged or cut off."""
    with suppress(ValueError):
        found = json.loads(line)
        return found if isinstance(found, dict) else {}
    return {}


def _held(path: Path) -> bool:
    """Whether the run that writes a report still lives."""
    with path.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False

"""The folder of a store: what lies in it that nobody needs, what is missing, and whether there is room."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.doctor.finding import Finding, note, ok, problem
from kg.files import left_over
from kg.runs.history import STOPPED, runs
from kg.store.lock import LOCK_FILE, being_written
from kg.store.open import runs_folder
from kg.store.published import FOLDER
from kg.store.readings import READINGS
from kg.store.sums import SUMS_FILE
from kg.text import plural

_SPARE = 64 << 20  # bytes; less than that stops the smallest run
_MB = 1 << 20
_GOES = "it goes with the next kg ingest, forget or reread"


def place(folder: Path) -> Iterator[Finding]:
    """Yield what a look at the files of a store's folder tells; nothing in it is opened for writing."""
    busy = being_written(folder)
    if busy:
        who = (folder / LOCK_FILE).read_text(encoding="utf-8", errors="replace").strip()
        yield note("writer", f"is being written by {who or 'another process'}", "look again when it has ended")
    yield from _rights(folder)
    if not busy:
        yield from _left(folder)
    if not (folder / SUMS_FILE).exists() and any(folder.glob("*.sst")):
        told = f"{SUMS_FILE} is missing: damage to the other files would be noticed late"
        yield note("files", told, "it is made anew by the next kg ingest, forget or reread")
    yield from _room(folder)


def last_run(folder: Path) -> Iterator[Finding]:
    """Yield how the last run of kg ingest ended."""
    found = runs(runs_folder(folder))
    if not found:
        yield ok("last run", "none is known")
        return
    last = found[0]
    what = f"the run of {last.began or last.name}"
    failures = last.counts.get("failed", 0)
    again = " ".join(["kg ingest", *last.paths]) + ", once more: what is done is not done again"
    if last.how in (STOPPED, "failed", "interrupted"):
        how = {STOPPED: "was killed", "failed": f"failed ({last.told})"}.get(last.how, "was interrupted")
        yield problem("last run", f"{what} {how}", again)
    elif failures:
        yield note("last run", f"{what}: {plural(failures, 'document')} failed", "kg runs show says why")
    else:
        yield ok("last run", f"{what} {last.how.replace('done', 'was done')}")


def _rights(folder: Path) -> Iterator[Finding]:
    for path in (folder, folder / READINGS):
        if path.exists() and not os.access(path, os.W_OK | os.X_OK):
            yield problem("rights", f"{path} cannot be written to", "make it writable, or work on a copy: kg snapshot")


def _left(folder: Path) -> Iterator[Finding]:
    """Yield what killed processes have left."""
    files = [*left_over(folder), *left_over(folder / READINGS), *folder.glob("bulk-*.sst")]
    if files:
        told = f"{plural(len(files), 'temporary file')} of a run that was killed ({_shown(files)}), {_told(files)}"
        yield note("left over", told, _GOES)
    published = [path for path in (folder / FOLDER).glob("*") if path.is_dir()]
    if published:
        told = f"{plural(len(published), 'snapshot')} for readers in {FOLDER}/, {_told(published)}"
        yield note("left over", told, "they are being read, or of a writer that was killed: " + _GOES)


def _room(folder: Path) -> Iterator[Finding]:
    size, free = _size([folder]), shutil.disk_usage(folder).free
    told = f"the store takes {size / _MB:.1f} MB, {free / _MB:.0f} MB are free"
    if free < size + _SPARE:
        yield problem("disk", f"{told}: a run may need as much again", "free some room on that disk")
    else:
        yield ok("disk", told)


def _told(paths: list[Path]) -> str:
    return f"{_size(paths) / _MB:.1f} MB"


def _shown(paths: list[Path]) -> str:
    names = sorted(path.name for path in paths)
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def _size(paths: list[Path]) -> int:
    return sum(_blocks(file) for path in paths for file in ([path] if path.is_file() else _inside(path)))


def _inside(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):  # says nothing of folders that go meanwhile
        yield from (Path(place, name) for name in names)


def _blocks(file: Path) -> int:
    with suppress(OSError):  # gone meanwhile
        return file.lstat().st_blocks * 512
    return 0

"""What readers are given while a writer is at work: the store as it was when its content was last put on disk.

A writer publishes snapshots in the folder ``reading`` inside the store's: ``current`` names the newest. Whoever reads
one holds a shared lock in it, and the writer removes only those that nobody holds.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.files import make_folder, sweep, write_atomically
from kg.store.lock import LOCK_FILE

FOLDER = "reading"
_CURRENT = "current"


def publish(store: Path, snapshot: Callable[[Path], None]) -> None:
    """Have ``snapshot`` make a copy of the store, for readers from now on. Raises OutputError, and StoreError."""

    def whole(folder: Path) -> None:
        snapshot(folder)
        (folder / LOCK_FILE).touch()

    name = secrets.token_hex(4)
    make_folder(store / FOLDER / name, whole)
    write_atomically(store / FOLDER / _CURRENT, lambda out: out.write(name.encode()))
    _sweep(store / FOLDER, name)


def withdraw(store: Path) -> None:
    """Give readers the store itself again: of the snapshots only those stay that somebody reads."""
    with suppress(FileNotFoundError):
        (store / FOLDER / _CURRENT).unlink()
        _sweep(store / FOLDER, "")
    with suppress(OSError):  # not there, or with somebody in it
        (store / FOLDER).rmdir()


def current(store: Path) -> Path | None:
    """Return the folder of the newest snapshot for readers, None where none is published."""
    try:
        return store / FOLDER / (store / FOLDER / _CURRENT).read_text(encoding="ascii")
    except OSError:
        return None


def _sweep(folder: Path, kept: str) -> None:
    sweep(folder)
    for path in folder.iterdir():
        if path.is_dir() and path.name != kept:
            _remove(path)


def _remove(snapshot: Path) -> None:
    """Remove a snapshot that nobody reads; under the lock, so that nobody begins to."""
    try:
        lock = os.open(snapshot / LOCK_FILE, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:  # one that a writer did not finish; there is no other writer
        shutil.rmtree(snapshot, ignore_errors=True)
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(snapshot, ignore_errors=True)
    except BlockingIOError:
        pass  # its reader goes on; the next writer looks again
    finally:
        os.close(lock)

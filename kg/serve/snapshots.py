"""The snapshots that workers read: made from the store, each in a folder of its own, removed when nobody reads it."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from kg.errors import OutputError
from kg.store.open import open_store

_FOLDER = "serving"  # in the store's folder, so that table files can be hard links
_LOCK = "server.lock"


class Snapshots:
    """Makes snapshots of the store at ``store`` in a temporary place; ``close`` removes all of them."""

    def __init__(self, store: Path):
        self._store = store
        self._count = 0
        self.folder, self._lock = _place(store)

    def make(self) -> Path:
        """Make a snapshot of the store as it is; return its folder. Raises what opening a store raises."""
        self._count += 1
        target = self.folder / str(self._count)
        with open_store(self._store) as store:
            store.snapshot(target)
        return target

    def remove(self, snapshot: Path) -> None:
        """Remove a snapshot."""
        shutil.rmtree(snapshot, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)


def _place(store: Path) -> tuple[Path, int]:
    """Return a new folder for snapshots, and the lock that tells others that it is in use."""
    for parent in (store / _FOLDER, Path(tempfile.gettempdir()) / f"kg-{_FOLDER}-{os.getuid()}"):
        try:
            parent.mkdir(mode=0o700, exist_ok=True)
            _sweep(parent)
            folder = parent / f"{os.getpid()}-{secrets.token_hex(4)}"
            folder.mkdir(mode=0o700)
            return folder, _locked(folder)
        except OSError:
            continue  # a store of somebody else's: its folder cannot be written to
    raise OutputError(f"there is no place for snapshots: neither {store} nor {tempfile.gettempdir()} can be written to")


def _locked(folder: Path) -> int:
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _sweep(parent: Path) -> None:
    """Remove what servers left that were killed: nobody holds the lock."""
    for folder in parent.iterdir():
        try:
            lock = _locked(folder)
        except OSError:
            continue  # its server is at work
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)

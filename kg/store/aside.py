"""Places for copies of a store that go with the process that made them.

In the store's own folder table files can be hard links; where nobody may write there, it is the system's folder for
temporary files. Whoever has a place holds a lock in it, so that what a killed process left is known, and removed by the
next that wants one.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError

_LOCK = "server.lock"  # servers had such places first: one of an older kg is not to be taken for dead


class Aside:
    """A new folder, ``folder``, below one called ``name``; it is there until :meth:`close`.

    ``store`` is the store's folder, None for a store that is in none. Raises OutputError where there is no place.
    """

    def __init__(self, store: Path | None, name: str):
        self.folder, self._lock = _place(store, name)

    def close(self) -> None:
        """Remove it, with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        with suppress(OSError):  # there are those of another process
            self.folder.parent.rmdir()
        os.close(self._lock)


def _place(store: Path | None, name: str) -> tuple[Path, int]:
    """Return a new folder, and the lock that tells others that it is in use."""
    shared = Path(tempfile.gettempdir()) / f"kg-{name}-{os.getuid()}"
    beside = (store / name,) * 2 if store else ()  # twice: somebody may just have removed the last folder in it
    for parent in (*beside, shared):
        try:
            parent.mkdir(mode=0o700, exist_ok=True)
            if parent.is_symlink() or parent.stat().st_uid != os.getuid():
                continue  # somebody has put it there for us
            _sweep(parent)
            folder = parent / f"{os.getpid()}-{secrets.token_hex(4)}"
            folder.mkdir(mode=0o700)
            return folder, _locked(folder)
        except OSError:
            continue  # a store of somebody else's: its folder cannot be written to
    nowhere = f"neither {store} nor {shared.parent} can" if store else f"{shared.parent} cannot"
    raise OutputError(f"there is no place for a copy of the store: {nowhere} be written to")


def _locked(folder: Path) -> int:
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _sweep(parent: Path) -> None:
    """Remove what those left that were killed: nobody holds the lock."""
    for folder in (path for path in parent.iterdir() if not path.is_symlink()):
        try:
            lock = _locked(folder)
        except OSError:
            continue  # its process is at work
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)

"""Who may open a store: one writer, or any number of readers.

The lock is the kernel's (``flock``) and ends with the process that holds it, however that ends; the text in the lock
file only says who holds it. A program that opens the folder as a plain Oxigraph database does not know our lock, so a
reader also holds a shared lock on RocksDB's own ``LOCK`` file: neither can then change what the other reads.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError, StoreLockedError
from kg.files import reason
from kg.store.holder import readers, this_process

LOCK_FILE = "kg-store.lock"
PATIENCE = 2.0  # seconds; a query beside an ingest of a report or two need not fail
_PAUSE = 0.02
_WRITABLE = "make the folder writable, or name another store with --store"
_READABLE = "give yourself the right to read the folder"


class Lock:
    """A lock on a store's folder, held until ``release``. Raises StoreLockedError when it cannot be had in time.

    That is after ``patience`` seconds, ``PATIENCE`` unless told otherwise.
    """

    def __init__(self, folder: Path, *, exclusive: bool, patience: float | None = None):
        self._folder, self._patience = folder, PATIENCE if patience is None else patience
        self._files: list[int] = []
        try:
            self._take(exclusive)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let others in. May be called again."""
        while self._files:
            os.close(self._files.pop())

    def _take(self, exclusive: bool) -> None:
        ours = self._open(LOCK_FILE, os.O_RDWR | os.O_CREAT if exclusive else os.O_RDONLY)
        if ours is not None and not self._wait(fcntl.flock, ours, exclusive):
            raise StoreLockedError(f"the store {self._folder} is {self._holder(ours)}; try again when it has ended")
        if exclusive:
            with suppress(OSError):  # a full disk: the lock is ours all the same, though nobody is told whose
                os.ftruncate(ours, 0)
                os.write(ours, f"{this_process()}\n".encode())
            return
        theirs = self._open("LOCK", os.O_RDONLY)
        if theirs is not None and not self._wait(fcntl.lockf, theirs, False):
            raise StoreLockedError(f"the store {self._folder} is open for writing in another program; close it first")

    def _open(self, name: str, flags: int) -> int | None:
        try:
            self._files.append(os.open(self._folder / name, flags | os.O_CLOEXEC, 0o666))
        except FileNotFoundError:
            return None  # copied without it: nobody can be writing under a lock that is not there
        except OSError as error:
            why = reason(error, _WRITABLE if flags & os.O_RDWR else _READABLE)
            raise StoreError(f"cannot open the store {self._folder}: {name}: {why}") from error
        return self._files[-1]

    def _wait(self, lock: Callable[[int, int], object], file: int, exclusive: bool) -> bool:
        deadline = time.monotonic() + self._patience
        while not _try(lock, file, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH):
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE)
        return True

    def _holder(self, ours: int) -> str:
        if _try(fcntl.flock, ours, fcntl.LOCK_SH):
            return f"being read by {readers(ours)}"
        who = os.pread(ours, 200, 0).decode("utf-8", "replace").strip()
        return f"being written by {who or 'another process'}"


def being_written(folder: Path) -> bool:
    """Return whether a process has the store open for writing at this moment. Raises StoreError."""
    try:
        file = os.open(folder / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False  # no store, or one of which nobody knows: who opens it will be told
    try:
        return not _try(fcntl.flock, file, fcntl.LOCK_SH)
    finally:
        os.close(file)


def _try(lock: Callable[[int, int], object], file: int, kind: int) -> bool:
    try:
        lock(file, kind | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # POSIX allows EAGAIN and EACCES
        return False
    except OSError as error:
        raise StoreError(f"the store's file system cannot lock files: {error.strerror}; use a local folder") from error
    return True

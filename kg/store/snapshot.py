"""A copy of a store that a reader keeps while others write on: made in a moment, since table files never change.

It is made under a name of its own and takes its name when it is whole; what is there is never half a snapshot.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError

META_FILE = "kg-store.json"
_COPIED = ("CURRENT", "MANIFEST-*", "OPTIONS-*", "*.log")


def make(folder: Path, fill: Callable[[Path], None]) -> None:
    """Have ``fill`` make a folder, and give it the name ``folder``, which must be new or empty.

    Raises OutputError where that cannot be; what ``fill`` raises passes through. Nothing is left behind then.
    """
    with _told(folder):
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            what = "has something in it" if folder.is_dir() else "is a file"
            raise OutputError(f"cannot write {folder}: it {what}; name a new or an empty folder")
        target = Path(os.path.realpath(folder))
        aside = target.parent / f".kg-{secrets.token_hex(6)}.tmp"
        aside.mkdir(parents=True)
        aside.rmdir()  # it can be made: what fails from here on is not for want of a place
    try:
        fill(aside)
        with _told(folder):
            os.rename(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def copy_unchanging(source: Path, target: Path) -> None:
    """Make ``target`` a copy of a store's folder in which nobody writes, table files as hard links where they can be.

    Not by the engine's ``backup()``: that leaves out what a writer that was killed left in the journals only.
    """
    with _told(target):
        target.mkdir()
        for table in source.glob("*.sst"):
            _link(table, target / table.name)
        for name in {path.name for pattern in _COPIED for path in source.glob(pattern)}:
            shutil.copy2(source / name, target / name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or somebody else's files, which Linux does not let be linked
        shutil.copy2(source, target)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {(error.strerror or str(error)).lower()}") from error

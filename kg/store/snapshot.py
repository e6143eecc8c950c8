"""The files of a store's copy. Table files never change once they are whole, so two stores can share them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_COPIED = ("CURRENT", "MANIFEST-*", "OPTIONS-*", "*.log")


def copy_unchanging(source: Path, target: Path) -> None:
    """Make ``target`` a copy of a store's folder in which nobody writes, table files as hard links where they can be.

    Not by the engine's ``backup()``: that leaves out what a writer that was killed left in the journals only.
    """
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

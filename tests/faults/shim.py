"""The library that is preloaded into a process so that it fails at a chosen step (``shim.c``): made by a C compiler."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
PLACE = "KG_FAULT_SHIM"  # where the library is, for the process that has it preloaded
OFF, COUNT, KILL, TEAR, FULL, STOP = range(6)


def built(folder: Path) -> Path | None:
    """Return the library, made in a folder; None where there is no C compiler."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        return None
    library = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
    return library


def preloaded(library: Path) -> dict[str, str]:
    """Return the environment of a process that is to have it."""
    return {"LD_PRELOAD": str(library), PLACE: str(library), "PYTHONDONTWRITEBYTECODE": "1"}


def arm(mode: int, at: int = 0, then: int = -1) -> None:
    """Have this process do as ``mode`` says at step ``at``, counted from now (and at ``then``, where it is stopped)."""
    _library().fault_arm(mode, ctypes.c_long(at), ctypes.c_long(then))


def seen() -> int:
    """Return how many steps there were since :func:`arm`."""
    return _library().fault_seen()


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[PLACE])
    library.fault_seen.restype = ctypes.c_long
    return library

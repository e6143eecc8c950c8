"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError


def write_atomically(path: str | Path, write: Callable[[BinaryIO], object]) -> None:
    """Call ``write`` with a binary stream and put what it wrote at ``path``, in one step.

    The bytes go to a temporary file in the same folder, which takes the name when all is on disk: a reader sees the
    old file or the new one, and a failure leaves the old one as it was. Something that is no regular file
    (``/dev/stdout``, a pipe) is written to directly. Raises OutputError where the file cannot be written; what
    ``write`` itself raises passes through.
    """
    target = Path(os.path.realpath(path))  # a symbolic link stays one: the file it names is replaced
    try:
        mode = os.stat(target).st_mode
    except OSError:
        mode = 0
    if stat.S_ISDIR(mode):
        raise OutputError(f"cannot write {path}: it is a folder; name a file")
    try:
        if mode and not stat.S_ISREG(mode):
            with open(target, "wb") as stream:
                write(stream)
        else:
            _replace(target, stat.S_IMODE(mode), write)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {_reason(target, error)}") from error


def _replace(target: Path, mode: int, write: Callable[[BinaryIO], object]) -> None:
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".kg-{secrets.token_hex(6)}.tmp"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if mode:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _reason(target: Path, error: OSError) -> str:
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}; make it first"
    return f"{(error.strerror or str(error)).lower()}; choose another place with -o"

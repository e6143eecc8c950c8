"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import gzip
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError

Write = Callable[[BinaryIO], object]

FREE_ROOM = "free some room on that disk, then run it again"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_PATTERN = ".kg-*.tmp"


def write_atomically(path: str | Path, write: Write) -> None:
    """Call ``write`` with a binary stream and put what it wrote at ``path``, in one step.

    The bytes go to a temporary file in the same folder, which takes the name when all is on disk: a reader sees the
    old file or the new one, and a failure leaves the old one as it was. Something that is no regular file
    (``/dev/stdout``, a pipe) is written to directly. Where the name ends in ``.gz`` the bytes are packed. Raises
    OutputError where the file cannot be written; what ``write`` itself raises passes through.
    """
    write_all_atomically([(path, write)])


def write_all_atomically(files: Iterable[tuple[str | Path, Write]]) -> None:
    """Write several files as :func:`write_atomically` does one: none takes its name before all are on disk."""
    places = [(_Place(path), _packing(path, write)) for path, write in files]
    try:
        for place, write in places:
            place.fill(write)
        for place, _ in places:
            place.settle()
    finally:
        for place, _ in places:
            place.clear()


def make_folder(path: str | Path, fill: Callable[[Path], object]) -> None:
    """Have ``fill`` make a folder at the path that it is given, which then becomes the new or empty folder ``path``.

    It appears whole or not at all; folders above it are made. Raises OutputError where there can be no such folder, or
    ``fill`` cannot write to it (OSError); what else ``fill`` raises passes through.
    """
    target = Path(os.path.realpath(path))
    aside, lock = _temporary(target), None
    try:
        if target.is_file() or (target.is_dir() and any(target.iterdir())):
            what = "has something in it" if target.is_dir() else "is a file"
            raise OutputError(f"cannot write {path}: it {what}; name a new or an empty folder")
        lock = _ours(aside, _folder)
        sweep(target.parent)
        fill(aside / "new")
        os.rename(aside / "new", target)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def left_over(folder: Path) -> list[Path]:
    """Return the temporary files and folders that processes which were killed have left in a folder."""
    return [path for path in sorted(folder.glob(_PATTERN)) if _abandoned(path)]


def sweep(folder: Path) -> None:
    """Remove what :func:`left_over` finds, as far as we may: it is nobody's any more."""
    for path in folder.glob(_PATTERN):
        with suppress(OSError), _taken(path):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _abandoned(path: Path) -> bool:
    with suppress(OSError), _taken(path):
        return True
    return False


@contextmanager
def _taken(path: Path) -> Iterator[None]:
    """Hold a temporary file or folder. Raises OSError where its maker is at work, or we may not."""
    # Not a link or a pipe that somebody has put there for us: to open one could wait for ever.
    lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)


def _ours(path: Path, make: Callable[[Path], int]) -> int:
    """Make a temporary file or folder, open, and hold it, so that nobody takes it for left over while it is open."""
    while True:
        made = make(path)
        with suppress(OSError):  # a file system without locks: there nobody can take it either
            fcntl.flock(made, fcntl.LOCK_EX)
        if os.path.lexists(path):
            return made
        os.close(made)  # somebody took it before we held it


def _file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)


def _folder(path: Path) -> int:
    path.mkdir(parents=True)
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def reason(error: OSError, advice: str = "") -> str:
    """Return why something could not be written, and what to do: where the disk is full that, else ``advice``."""
    advice = FREE_ROOM if error.errno in _FULL else advice
    return (error.strerror or str(error)).lower() + (f"; {advice}" if advice else "")


def is_packed(path: str | Path) -> bool:
    """Whether a file's name says that it is packed."""
    return Path(path).suffix.lower() == ".gz"


def _packing(path: str | Path, write: Write) -> Write:
    """Return what writes a file's bytes, packed where its name says so; the head of what is packed tells no time."""
    if not is_packed(path):
        return write

    def pack(stream: BinaryIO) -> None:
        with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as out:
            write(out)

    return pack


def _temporary(target: Path) -> Path:
    # A short name of its own: the target's may already be as long as the file system allows.
    return target.parent / f".kg-{secrets.token_hex(6)}.tmp"


class _Place:
    """Where a file is to stand. Raises OutputError where none can."""

    def __init__(self, path: str | Path):
        self._path = path
        self._target = Path(os.path.realpath(path))  # a symbolic link stays one: the file it names is replaced
        self._temporary = _temporary(self._target)
        self._stream: BinaryIO | None = None  # of the temporary file: its lock tells that it is ours
        try:
            self._mode = os.stat(self._target).st_mode
        except OSError:
            self._mode = 0
        if stat.S_ISDIR(self._mode):
            raise OutputError(f"cannot write {path}: it is a folder; name a file")

    def fill(self, write: Write) -> None:
        """Have the new bytes written to the temporary file; to the target itself where that is no regular file."""
        with self._told():
            if self._mode and not stat.S_ISREG(self._mode):
                with open(self._target, "wb") as stream:
                    write(stream)
            else:
                self._fill(write)

    def settle(self) -> None:
        """Give the temporary file its name, if there is one."""
        with self._told():
            if not self._mode or stat.S_ISREG(self._mode):
                os.replace(self._temporary, self._target)

    def clear(self) -> None:
        """Remove the temporary file, if there is one."""
        if os.path.lexists(self._temporary):
            self._temporary.unlink()
        if self._stream:
            with suppress(OSError):  # what it could not write, it could not write before either
                self._stream.close()

    def _fill(self, write: Write) -> None:
        self._stream = stream = open(_ours(self._temporary, _file), "wb")  # noqa: SIM115 — closed by clear
        write(stream)
        stream.flush()
        os.fsync(stream.fileno())
        if self._mode:
            os.chmod(self._temporary, stat.S_IMODE(self._mode))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(f"cannot write {self._path}: {_reason(self._target, error)}") from error


def _reason(target: Path, error: OSError) -> str:
    if not target.parent.is_dir():
        return f"there is no folder {target.parent}; make it first"
    return reason(error, "choose another place with -o")

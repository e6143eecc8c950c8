"""Paths as a user gives them → reports: files, folders (walked), ``-`` for standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kg.documents import plain
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise, one_space

SUFFIXES = (".txt", ".md")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder that is no report, and why: worth a line, but no failure."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: skipped, {self.reason}"


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read: its path, and its path inside what the user named."""

    path: Path
    inside: str


def reports(
    paths: Iterable[str | Path], stdin: BinaryIO | None = None
) -> Iterator[tuple[str, Report | InputError | Skipped]]:
    """Yield (source as shown, its Report, or why there is none) for each file that the paths name.

    Folders are walked whole, in the code-point order of the files' paths; hidden files are left out, and what is no
    ``.txt`` or ``.md`` file is yielded as Skipped. A file that is named itself is read whatever its suffix. A report's
    source id is its path relative to the folder that was named (to its own folder where the file itself was), with
    '/' between the parts, in NFC; a text from standard input has one made from the text. A file that is reached again
    under the same source id is left out; another file with that id is an InputError, as it would replace the first.
    """
    owners: dict[str, str] = {}
    for path in paths:
        for found in _from_stdin(stdin) if str(path) == STDIN else _walk(Path(path)):
            if not isinstance(found, _Found):
                yield found
                continue
            source_id, real = normalise(found.inside), os.path.realpath(found.path)
            owner = owners.setdefault(source_id, "")
            if not owner:
                owners[source_id] = real
                yield _read(found.path, source_id)
            elif owner != real:
                advice = "ingest the folder above both, so that their paths tell them apart"
                yield _failed(found.path, f"has the source id {source_id!r}, as has {shown(Path(owner))}", advice)


def source_ids(folder: Path) -> set[str]:
    """Return the source ids that the files of a folder have, whether or not they can be read as reports."""
    return {normalise(inside) for inside in _tree(folder)[0]}


def shown(path: Path) -> str:
    """Return a path as one line of printable text, whatever bytes the file system has for it."""
    return one_space(normalise(path.as_posix()))


def _from_stdin(stdin: BinaryIO | None) -> Iterator[tuple[str, Report | InputError]]:
    name = "standard input"
    try:
        report = plain.report((stdin or sys.stdin.buffer).read(), name)
    except InputError as error:
        yield name, error
    else:
        # Named after its text: a second text through the same pipe is another source and replaces nothing.
        yield name, replace(report, source_id=f"stdin-{report.key}")


def _read(path: Path, source_id: str) -> tuple[str, Report | InputError]:
    name = shown(path)
    try:
        with path.open("rb") as stream:
            return name, plain.report(stream.read(plain.MAX_BYTES + 1), source_id, name)
    except InputError as error:
        return name, error
    except OSError as error:
        return _failed(path, _why(error))


def _failed(path: Path, reason: str, advice: str = "") -> tuple[str, InputError]:
    return shown(path), InputError(shown(path), reason, advice)


def _why(error: OSError) -> str:
    return f"cannot be read: {(error.strerror or str(error)).lower()}"


def _walk(path: Path) -> Iterator[_Found | tuple[str, InputError | Skipped]]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _failed(path, "does not exist" if isinstance(error, FileNotFoundError) else _why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(path)
    elif stat.S_ISREG(mode):
        yield _Found(path, path.name)
    else:
        yield _failed(path, "is no regular file", "pipe its text to - instead")


def _walk_folder(folder: Path) -> Iterator[_Found | tuple[str, InputError | Skipped]]:
    files, failures = _tree(folder)
    if not files and not failures:
        yield _failed(folder, "has no files in it", f"put {' or '.join(SUFFIXES)} files there")
    for error in failures:
        yield _failed(Path(error.filename), _why(error))
    for inside in sorted(files):
        path = folder / inside
        if reason := _unread(path):
            yield shown(path), Skipped(shown(path), reason)
        else:
            yield _Found(path, inside)


def _tree(folder: Path) -> tuple[list[str], list[OSError]]:
    """Return the relative paths of all files under a folder that are not hidden, and what could not be listed."""
    files, failures, been = [], [], set()
    _new(str(folder), been, failures)
    for top, folders, names in os.walk(folder, followlinks=True, onerror=failures.append):
        shown_folders = sorted(name for name in folders if not name.startswith("."))
        folders[:] = [name for name in shown_folders if _new(os.path.join(top, name), been, failures)]
        inside = Path(top).relative_to(folder)
        files += [(inside / name).as_posix() for name in names if not name.startswith(".")]
    return files, failures


def _new(folder: str, been: set[tuple[int, int]], failures: list[OSError]) -> bool:
    """Return whether a folder is met for the first time: a symbolic link may lead back up."""
    try:
        state = os.stat(folder)
    except OSError as error:  # the folder above lets itself be listed, not entered
        failures.append(error)
        return False
    place = state.st_dev, state.st_ino
    return place not in been and not been.add(place)


def _unread(path: Path) -> str:
    """Return why a file met in a folder is not read, '' where it is."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "a link that leads nowhere"
    except OSError:
        return ""  # reading it says what is wrong
    if not stat.S_ISREG(mode):
        return "no regular file"
    if path.suffix.lower() not in SUFFIXES:
        return f"not one of {', '.join(SUFFIXES)}"
    return ""

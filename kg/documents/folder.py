"""Paths as a user gives them → documents: files, folders (walked), ``-`` for standard input."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.documents import front_matter
from kg.documents.about import About
from kg.documents.fetch import page
from kg.documents.formats import SUFFIXES, Begin, documents, unreadable, unwanted
from kg.documents.source import Settings, Skipped, Source, suffix
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise, one_space

STDIN = "-"
_STDIN_NAME, _STDIN_ID = "standard input", "stdin"
_STDIN = re.compile(rf"{_STDIN_ID}((?:[/#].*)?)", re.DOTALL)  # it, and the place of what it has inside
_MOST_STDIN = 64 << 20  # bytes: they are held in memory
_JUNK = ("thumbs.db", "desktop.ini")  # what systems leave in folders
_LEADS_OUT = "a link that leads out of the folder; name what it leads to, to have that read"
_JUNK_FOLDERS = ("$recycle.bin", "recycler", "recycled", "system volume information", "lost+found", "__macosx")
_LOCK = "~$"  # begins the name of a file that an office program has open
_OF_PAGE = ("_files", ".files", "_tệp", "_fichiers")  # as browsers and Word name such folders


def reports(
    paths: Iterable[str | Path],
    stdin: BinaryIO | None = None,
    settings: Settings | None = None,
    network: bool = False,
) -> Iterator[tuple[str, Report | InputError | Skipped]]:
    """Yield (source as shown, its Report, or why there is none) for each document that the paths name.

    They come in the order of :func:`sources`, what a container has inside in its own.
    """
    settings = settings or Settings()
    for name, found in sources(paths, stdin, network):
        if isinstance(found, Source):
            yield from read(found, settings)
        else:
            yield name, found


def read(
    source: Source, settings: Settings, begin: Begin = lambda source: None
) -> Iterator[tuple[str, Report | InputError | Skipped]]:
    """Yield (name as shown, its Report, or why there is none) for a document, or for each one that a container has.

    ``begin`` is told of each before it is read; it may raise InputError.
    """
    for name, item in documents(source, settings, begin):
        if isinstance(item, Report) and source.path is None and (found := _STDIN.fullmatch(item.source_id)):
            # Named after its text, or its bytes: a second one through the same pipe is another, and replaces nothing.
            came_as = hashlib.sha256(source.data).hexdigest()[:16] if found[1] else item.key
            item = replace(item, source_id=f"{_STDIN_ID}-{came_as}{found[1]}")
        yield name, item


def sources(
    paths: Iterable[str | Path], stdin: BinaryIO | None = None, network: bool = False
) -> Iterator[tuple[str, Source | InputError | Skipped]]:
    """Yield (name as shown, the document, or why there is none) for each file that the paths name.

    Folders are walked whole, in the code-point order of the files' paths; hidden files and what systems leave behind
    are left out, and what has no suffix of a format that is read is yielded as Skipped. A link is followed within the
    folder that was named; one that leads out of it is Skipped: whoever sent the folder is not to choose what else is
    read here. A file that is named itself is read whatever its suffix. A source id is the file's path relative to the
    folder that was named (to its own folder where the file itself was), with '/' between the parts, in NFC. A file that
    is reached again under the same source id is left out; another file with that id is an InputError, as it would
    replace the first.

    An address on the web is fetched where ``network`` allows that, an InputError otherwise.
    """
    owners: dict[str, str] = {}
    for path in paths:
        for name, found in _found(path, stdin, network):
            if isinstance(found, Source) and found.path is not None:
                real = os.path.realpath(found.path)
                if found.source_id not in owners:
                    owners[found.source_id] = real
                elif owners[found.source_id] == real:
                    continue
                else:
                    yield _failed(found.path, *_taken(found, owners[found.source_id]))
                    continue
            yield name, found


def _found(path: str | Path, stdin: BinaryIO | None, network: bool) -> Iterator[Found]:
    if str(path) == STDIN:
        yield from _from_stdin(stdin)
    elif isinstance(path, str) and page.is_address(path):
        yield _fetched(path, network)
    else:
        yield from _walk(Path(path))


def _fetched(address: str, network: bool) -> Found:
    shown_as = one_space(normalise(page.without_password(address)))
    if not network:
        reason, advice = "is a web address, and nothing is fetched unasked", "allow it with --allow-network"
        return shown_as, InputError(shown_as, reason, advice)
    try:
        source = page.fetched(address)
    except InputError as error:
        return shown_as, error
    return source.name, source


def _taken(source: Source, owner: str) -> tuple[str, str]:
    return (
        f"has the source id {source.source_id!r}, as has {shown(owner)}",
        "ingest the folder above both, so that their paths tell them apart",
    )


def source_ids(folder: Path) -> set[str]:
    """Return the source ids that the files of a folder have, whether or not they can be read as reports."""
    return {normalise(inside) for inside in _tree(folder)[0]}


def shown(path: str | Path) -> str:
    """Return a path as one line of printable text, whatever bytes the file system has for it."""
    return one_space(normalise(Path(path).as_posix()))


Found = tuple[str, Source | InputError | Skipped]


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Found]:
    data = (stdin or sys.stdin.buffer).read(_MOST_STDIN + 1)
    if len(data) > _MOST_STDIN:
        yield _failed(_STDIN_NAME, f"is larger than {_MOST_STDIN >> 20} MiB", "give it as a file")
    else:
        yield _STDIN_NAME, Source(_STDIN_NAME, _STDIN_ID, data=data, named=True)


def _failed(path: str | Path, reason: str, advice: str = "") -> tuple[str, InputError]:
    return shown(path), InputError(shown(path), reason, advice)


def _walk(path: Path) -> Iterator[Found]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield _failed(path, "does not exist")
    except OSError as error:
        yield shown(path), unreadable(shown(path), error)
    else:
        if stat.S_ISDIR(mode):
            yield from _walk_folder(path)
        elif stat.S_ISREG(mode):
            yield from _document(path, path.name, named=True)
        else:
            yield _failed(path, "is no regular file", "pipe its text to - instead")


def _document(path: Path, inside: str, named: bool = False, within: str = "") -> Iterator[Found]:
    """Yield a file as a document, with what a sidecar tells of it; before it what of that cannot be used.

    ``within`` is the real path of the folder in which it was met, '' where it was named itself.
    """
    told = About()
    beside = front_matter.beside(path)
    if beside and within and _leads_out(beside, within):
        yield shown(beside), Skipped(shown(beside), _LEADS_OUT)
    elif beside:
        name = shown(beside)
        try:
            told, notes = front_matter.sidecar(beside, name)
            yield from ((name, note) for note in notes)
        except InputError as error:
            yield name, error
        except OSError as error:
            yield name, unreadable(name, error)
    yield shown(path), Source(shown(path), normalise(inside), suffix(inside), path=path, about=told, named=named)


def _walk_folder(folder: Path) -> Iterator[Found]:
    files, failures = _tree(folder)
    if not files and not failures:
        yield _failed(folder, "has no files in it", "put reports there: kg ingest --help says which files are read")
    for error in failures:
        yield shown(error.filename), unreadable(shown(error.filename), error)
    within = os.path.realpath(folder)
    said: set[str] = set()  # a sidecar may stand beside several documents
    for inside in sorted(set(files) - front_matter.sidecars(files)):
        path = folder / inside
        if reason := _unread(path, within):
            yield shown(path), Skipped(shown(path), reason)
            continue
        for name, found in _document(path, inside, within=within):
            if isinstance(found, Source) or str(found) not in said:
                yield name, found
            said |= set() if isinstance(found, Source) else {str(found)}


def _tree(folder: Path) -> tuple[list[str], list[OSError]]:
    """Return the relative paths of all files under a folder that are not hidden, and what could not be listed.

    A link to a folder outside of this one is taken as a file: nothing behind it is looked at.
    """
    files, failures, been = [], [], set()
    within = os.path.realpath(folder)
    _new(str(folder), been, failures)
    for top, folders, names in os.walk(folder, followlinks=True, onerror=failures.append):
        shown_folders = sorted(name for name in folders if not (is_junk_folder(name) or _is_of_page(name, names)))
        out = {name for name in shown_folders if _leads_out(Path(top, name), within)}
        folders[:] = [
            name for name in shown_folders if name not in out and _new(os.path.join(top, name), been, failures)
        ]
        inside = Path(top).relative_to(folder)
        files += [(inside / name).as_posix() for name in (*names, *out) if not is_junk(name)]
    return files, failures


def is_junk(name: str) -> bool:
    """Whether a file of this name is hidden, or left behind by a system: nobody would miss it."""
    return name.startswith((".", _LOCK)) or name.lower() in _JUNK


def is_junk_folder(name: str) -> bool:
    """Whether a folder of this name is hidden, a system's own, or its bin: what is in there was thrown away."""
    return name.startswith(".") or name.lower() in _JUNK_FOLDERS


def _is_of_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page beside it ('a_files' of 'a.html')."""
    page = next((folder.removesuffix(end) for end in _OF_PAGE if folder.endswith(end)), None)
    return bool(page) and any(f"{page}{end}" in names for end in (".html", ".htm"))


def _new(folder: str, been: set[tuple[int, int]], failures: list[OSError]) -> bool:
    """Return whether a folder is met for the first time: a symbolic link may lead back up."""
    try:
        state = os.stat(folder)
    except OSError as error:  # the folder above lets itself be listed, not entered
        failures.append(error)
        return False
    place = state.st_dev, state.st_ino
    return place not in been and not been.add(place)


def _leads_out(path: Path, within: str) -> bool:
    """Whether something met in a folder is a link to what is not in there; ``within`` is the folder's real path."""
    if not os.path.islink(path):
        return False
    real = os.path.realpath(path)
    return os.path.exists(real) and os.path.commonpath((real, within)) != within


def _unread(path: Path, within: str) -> str:
    """Return why a file met in the folder with the real path ``within`` is not read, '' where it is."""
    if _leads_out(path, within):
        return _LEADS_OUT
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "a link that leads nowhere"
    except OSError:
        return ""  # reading it says what is wrong
    if not stat.S_ISREG(mode):
        return "no regular file"
    end = suffix(path.name)
    return "" if end in SUFFIXES else unwanted(end)

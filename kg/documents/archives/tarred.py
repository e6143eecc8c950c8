"""The members of a tar file."""

from __future__ import annotations

import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.documents.archives.names import Member, Names, inside, is_left_out, shown, with_sidecars
from kg.documents.archives.unpacking import ERRORS, Budget, Counted, damaged, too_many
from kg.documents.source import Skipped, Source
from kg.errors import InputError

_BLOCK = 512
_LONG_NUMBER = re.compile(rb"(?<!\d)\d{200}")


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """A member: its path, why it is refused, what it is where it is no file, and where its bytes are."""

    inner: str
    refused: str
    kind: str
    start: int
    size: int


class _Heads(Counted):
    """A tar file as its library sees it. That reads heads only, and looks for numbers in the square of their length."""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises ValueError where no head is so."""
        data = super().read(size)
        if len(data) > _BLOCK and _LONG_NUMBER.search(data):
            raise ValueError("a number of over 200 digits is told of, which cannot be")
        return data


def members(
    source: Source, stream: BinaryIO, budget: Budget, wrong: InputError | None = None
) -> Iterator[Member | InputError | Skipped]:
    """Yield the files in a tar file, in the code-point order of their names, then what is wrong with the whole.

    ``wrong`` is what is known to be wrong with it. Raises InputError where nothing at all can be read.
    """
    entries, found = _entries(source, _Heads(stream, Budget()), budget)
    wrong = wrong or found
    if wrong and not entries:
        raise wrong
    yield from with_sidecars(_listed(source, stream, entries))
    if wrong:
        yield wrong


def _listed(source: Source, stream: BinaryIO, entries: list[_Entry]) -> Iterator[Member | InputError | Skipped]:
    names = Names()
    for entry in sorted(entries):
        inner = names.give(entry.inner)
        name = f"{source.name}/{shown(inner)}"
        if entry.refused:
            yield InputError(name, entry.refused, "it is left where it is")
        elif entry.kind:
            yield Skipped(name, entry.kind)
        else:
            yield Member(inner, shown(inner), _Beginning(stream, entry.start, entry.size))


def _entries(source: Source, stream: BinaryIO, budget: Budget) -> tuple[list[_Entry], InputError | None]:
    """Return the members that there are, and what is wrong with the rest."""
    found: list[_Entry] = []
    try:
        tar = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115 — closes nothing that is not closed by the caller
        info = tar.next()
        while info is not None:
            inner, refused = inside(info.name)
            if inner and not info.isdir() and not is_left_out(inner, refused):
                if not budget.enter():
                    return found, too_many(source)
                found.append(_Entry(inner, refused, _kind(info), info.offset_data, info.size))
            tar.members.clear()  # they are kept for nothing
            info = tar.next()
    except ERRORS as error:
        size = stream.seek(0, io.SEEK_END)
        whole = [entry for entry in found if entry.start + entry.size <= size]
        return whole, damaged(source.name, EOFError() if len(whole) < len(found) else error)
    stream.seek(tar.offset)
    end = stream.read(_BLOCK)
    if len(end) < _BLOCK:
        return found, damaged(source.name, EOFError())
    return found, InputError(source.name, f"is damaged at byte {tar.offset}", "get it again") if any(end) else None


def _kind(info: tarfile.TarInfo) -> str:
    if info.issparse():
        return "a file with holes"
    if info.isfile():
        return ""
    return "a link" if info.issym() or info.islnk() else "no regular file"


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Opens a member: the part of the tar file that it is."""

    stream: BinaryIO
    start: int
    size: int

    def __call__(self) -> BinaryIO:
        return _Part(self.stream, self.start, self.size)


class _Part(io.RawIOBase):
    """A part of a file, as a file. Raises EOFError where the file ends before it."""

    def __init__(self, stream: BinaryIO, start: int, size: int):
        super().__init__()
        self._stream, self._at, self._end = stream, start, start + size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        left = self._end - self._at
        self._stream.seek(self._at)
        data = self._stream.read(left if size < 0 else min(left, size))
        self._at += len(data)
        if not data and left and size:
            raise EOFError
        return data

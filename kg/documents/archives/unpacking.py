"""What all packed things share: how much may be unpacked, and streams that keep to it."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kg.documents.source import Source
from kg.errors import InputError
from kg.text import normalise, one_space

MOST_MEMBERS = 100_000
MOST_BYTES = 4 << 30
FREE_BYTES = 64 << 20  # of little input much may come, such as a table of zeros
MOST_TIMES = 200  # text packs to a tenth, at best to a fiftieth; what packs better is no text
LONGEST_READ = 16 << 20  # what the packing libraries ask for at once: a longer one was asked for by a damaged size
_IN_MEMORY = 8 << 20
_CHUNK = 1 << 16
_PADDING = 64 << 20  # bytes: what comes behind so many zeros is not looked for

# What the packing libraries raise on damaged files.
ERRORS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
    RuntimeError, ValueError, ArithmeticError, LookupError, TypeError, OSError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """How much has been unpacked of one file that the user gave, with whatever is packed inside it.

    ``spent`` says why no more may be, '' while more may.
    """

    packed: int = 0
    unpacked: int = 0
    members: int = 0
    spent: str = ""

    def take(self, count: int) -> None:
        """Note that so many bytes were unpacked."""
        self.unpacked += count
        if self.unpacked > FREE_BYTES + MOST_TIMES * self.packed:
            self.spent = f"unpacks to over {MOST_TIMES} times its packed size, as a bomb does"
        elif self.unpacked > MOST_BYTES:
            self.spent = f"brings what is unpacked to over {MOST_BYTES >> 30} GiB"

    def enter(self) -> bool:
        """Note one more member; return whether it may be read."""
        self.members += 1
        return self.members <= MOST_MEMBERS


def too_many(box: Source) -> InputError:
    """Return what to tell of a container with too many members."""
    return InputError(box.name, f"has over {MOST_MEMBERS} files in it", "only the first ones are read, split it")


@dataclass(slots=True, eq=False)
class Opening:
    """Opens a member of a container: what :attr:`Source.opener` is to have. ``begin`` gives the library's stream.

    ``seen`` is how many of its bytes were read so far: those that are read again do not count again.
    """

    name: str
    begin: Callable[[], BinaryIO]
    budget: Budget
    seen: int = 0

    def __call__(self) -> BinaryIO:
        """Return a stream of the member's bytes that raises InputError where it is damaged, or too large."""
        try:
            stream = self.begin()
        except ERRORS as error:
            raise damaged(self.name, error) from None
        return io.BufferedReader(_Unpacked(self, stream), _CHUNK)


@dataclass(frozen=True, slots=True)
class Held:
    """Opens bytes that a container has in itself as they are: only what is packed in them counts as unpacked."""

    data: bytes
    budget: Budget

    def __call__(self) -> BinaryIO:
        """Return a stream of the bytes."""
        return io.BytesIO(self.data)


class _Unpacked(io.RawIOBase):
    def __init__(self, opening: Opening, stream: BinaryIO):
        super().__init__()
        self._opening, self._stream, self._at = opening, stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        opening, budget = self._opening, self._opening.budget
        self._may_go_on()
        packed = budget.packed
        try:
            data = self._stream.read(min(len(buffer), _CHUNK))  # what an error takes along is not counted
        except ERRORS as error:
            raise damaged(opening.name, error) from None
        self._at += len(data)
        if self._at > opening.seen:
            budget.take(self._at - opening.seen)
            opening.seen = self._at
        else:
            budget.packed = packed
        self._may_go_on()
        buffer[: len(data)] = data
        return len(data)

    def _may_go_on(self) -> None:
        if self._opening.budget.spent:
            raise InputError(self._opening.name, self._opening.budget.spent, "nothing more of it is read")

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class Counted(io.RawIOBase):
    """A packed file as the packing libraries see it: what is read of it counts, and no single read may be endless.

    ``owned``: the file is closed with this.
    """

    def __init__(self, stream: BinaryIO, budget: Budget, owned: bool = False):
        super().__init__()
        self._stream, self._budget, self._owned = stream, budget, owned

    def readable(self) -> bool:
        """Return that one can read here."""
        return True

    def seekable(self) -> bool:
        """Return that one can go back and forth."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises ValueError where too many are wanted at once."""
        if size > LONGEST_READ:
            raise ValueError(f"a part of {size} bytes is told of, which cannot be")
        data = self._stream.read(LONGEST_READ + 1 if size < 0 else size)
        if len(data) > LONGEST_READ:
            raise ValueError("a part of it is too long")
        self._budget.packed += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go somewhere else."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return where we are."""
        return self._stream.tell()

    def close(self) -> None:
        """Close the file too, where it is ours."""
        if not self.closed and self._owned:
            self._stream.close()
        super().close()


def budget_of(source: Source) -> Budget:
    """Return what a container counts with: that of the file which the user gave, wherever it is in it."""
    return source.opener.budget if isinstance(source.opener, Opening | Held) else Budget()


def counted(source: Source, stream: BinaryIO, budget: Budget) -> Counted:
    """Return a stream of a container's bytes, which closes that one; only those of the outermost count as packed."""
    return Counted(stream, budget if source.opener is None else Budget(), owned=True)


def seekable(source: Source) -> BinaryIO:
    """Return a stream of a source in which one can go back and forth; the caller closes it.

    What is inside another container goes through a temporary file. Raises InputError where it cannot be unpacked.
    """
    return source.open() if source.opener is None else kept(source.open())[0]


def kept(stream: BinaryIO, cut: bool = False) -> tuple[BinaryIO, InputError | None]:
    """Return a temporary file with all that a stream gives, and None; the stream is closed.

    With ``cut``, where that breaks off: what came before, and what is wrong.
    """
    file, wrong = tempfile.SpooledTemporaryFile(_IN_MEMORY), None  # noqa: SIM115 — the caller closes it
    try:
        with stream:
            while data := stream.read(_CHUNK):
                file.write(data)
    except InputError as error:
        wrong = error
    except BaseException:
        file.close()
        raise
    if wrong and not cut:
        file.close()
        raise wrong
    file.seek(0)
    return file, wrong


class _Gunzip:
    """What a gzip file holds. Python's own reader takes the head byte by byte, however long somebody has made it."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self._unpacker: zlib._Decompress | None = None

    def read(self, size: int) -> bytes:
        """Return some of the next bytes, at most ``size``, b'' at the end. Raises EOFError, zlib.error."""
        while True:
            if self._unpacker is None or self._unpacker.eof:
                packed = self._next_stream()
                if not packed:
                    return b""
            else:
                packed = self._unpacker.unconsumed_tail or self._stream.read(_CHUNK)
            data = self._unpacker.decompress(packed, size)
            if data:
                return data
            if not packed and not self._unpacker.eof:
                raise EOFError

    def _next_stream(self) -> bytes:
        """Begin with the next of the streams in the file; return its first bytes, b'' where there is none."""
        if self._unpacker is None:
            packed = self._stream.read(_CHUNK)
        else:
            packed = self._unpacker.unused_data.lstrip(b"\0")  # some programs put zeros at the end
            passed = 0
            while not packed and passed < _PADDING and (more := self._stream.read(_CHUNK)):
                packed = more.lstrip(b"\0")
                passed += len(more)
        if packed:
            self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return packed

    def close(self) -> None:
        """Leave the file open: it is not ours."""


PACKERS = ((b"\x1f\x8b", _Gunzip), (b"BZh", bz2.BZ2File), (b"\xfd7zXZ\x00", lzma.LZMAFile))


def unpacked(stream: BinaryIO, head: bytes) -> BinaryIO:
    """Return a stream of what a gzip, bzip2 or xz file holds. Raises KeyError where ``head`` begins no such file."""
    packer = next((packer for magic, packer in PACKERS if head.startswith(magic)), None)
    if packer is None:
        raise KeyError("neither gzip nor bzip2 nor xz")
    return _Both(packer(stream), stream)


class _Both(io.RawIOBase):
    """A stream that closes the file below it too."""

    def __init__(self, stream: BinaryIO, below: BinaryIO):
        super().__init__()
        self._stream, self._below = stream, below

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._below.close()
        super().close()


def damaged(name: str, error: Exception) -> InputError:
    """Return what to tell of something packed on which a library has failed."""
    if isinstance(error, EOFError):
        return InputError(name, "is cut off", "get the whole file again")
    if isinstance(error, OSError) and error.strerror:
        return InputError(name, f"cannot be unpacked: {error.strerror.lower()}")
    what = one_space(normalise(str(error))).rstrip(".") or type(error).__name__
    return InputError(name, f"is damaged ({what[:100]})", "get it again")

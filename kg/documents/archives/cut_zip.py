"""A zip file that has lost its end, where its list of members is: what can still be read, from the front."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.documents.archives.names import Member, Names, decoded, inside, is_left_out, shown
from kg.documents.archives.unpacking import LONGEST_READ, Budget, damaged, too_many
from kg.documents.source import Source
from kg.errors import InputError

_HEAD = struct.Struct("<4s5H3I2H")  # of a member, in front of its bytes
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_BEHIND = 0x1, 0x8
_CHUNK = 1 << 16
_LARGEST = LONGEST_READ  # members beyond are not looked for in a broken file


@dataclass(frozen=True, slots=True)
class _Found:
    """A member: its name, and its bytes."""

    name: str
    data: bytes


def members(source: Source, stream: BinaryIO, budget: Budget, error: Exception) -> Iterator[Member | InputError]:
    """Yield the whole members in front of the cut, in the order of the file, then what is wrong with the file.

    ``error`` is what the library said. Raises InputError where there is none.
    """
    names, any_found = Names(), False
    wrong = InputError(source.name, "is cut off or damaged", "what is whole in it is read, get the whole file again")
    for found in _whole(stream, budget):
        inner, refused = inside(found.name)
        if not inner or refused or found.name.endswith(("/", "\\")) or is_left_out(inner):
            continue
        if not budget.enter():
            wrong = too_many(source)
            break
        any_found, inner = True, names.give(inner)
        yield Member(inner, shown(inner), lambda data=found.data: io.BytesIO(data))
    if not any_found:
        raise damaged(source.name, error)
    yield wrong


def _whole(stream: BinaryIO, budget: Budget) -> Iterator[_Found]:
    """Yield the members whose bytes are all there and as their checksum says."""
    while (head := stream.read(_HEAD.size)).startswith(_MARK) and len(head) == _HEAD.size:
        _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _HEAD.unpack(head)
        raw = stream.read(name_length)
        stream.seek(extra_length, io.SEEK_CUR)
        behind = bool(flags & _SIZES_BEHIND)
        if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED) or (behind and method == _STORED):
            return
        data = _inflated(stream, budget) if method == _DEFLATED else stream.read(min(packed, _LARGEST))
        if data is None or budget.spent:
            return
        if behind:
            crc = _crc_behind(stream)
        elif len(data) != size:
            return
        if zlib.crc32(data) != crc:
            return
        yield _Found(raw.decode("utf-8", "replace") if flags & 0x800 else decoded(raw), data)


def _crc_behind(stream: BinaryIO) -> int:
    """Return the checksum that stands behind a member; -1 where the file ends before."""
    crc = stream.read(4)
    if crc == b"PK\x07\x08":
        crc = stream.read(4)
    stream.seek(8, io.SEEK_CUR)
    return int.from_bytes(crc, "little") if len(crc) == 4 else -1


def _inflated(stream: BinaryIO, budget: Budget) -> bytes | None:
    """Return what a deflated member holds, with the stream behind it; None where it is not whole."""
    unpacker, parts, length = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail or stream.read(_CHUNK)
        try:
            part = unpacker.decompress(packed, _CHUNK)
        except zlib.error:
            return None
        budget.take(len(part))
        length += len(part)
        if not packed or budget.spent or length > _LARGEST:
            return None
        parts.append(part)
    stream.seek(-len(unpacker.unused_data), io.SEEK_CUR)
    return b"".join(parts)

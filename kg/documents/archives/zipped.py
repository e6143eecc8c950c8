"""The members of a zip file."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator

from kg.documents.archives import cut_zip
from kg.documents.archives.names import Member, Names, decoded, inside, is_left_out, shown, with_sidecars
from kg.documents.archives.unpacking import ERRORS, Budget, counted, seekable, too_many
from kg.documents.source import Skipped, Source
from kg.errors import InputError

_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_OFFICE = ("[Content_Types].xml", "mimetype")  # in what is a zip file by its bytes only

Found = Member | InputError | Skipped


def members(source: Source, budget: Budget) -> Iterator[Found]:
    """Yield the files in a zip file, in the code-point order of their names. Raises InputError, OSError."""
    with counted(source, seekable(source), budget) as stream:
        try:
            box = zipfile.ZipFile(stream)
        except ERRORS as error:
            stream.seek(0)
            yield from cut_zip.members(source, stream, budget, error)
            return
        with box:
            budget.packed = 0 if source.opener is None else budget.packed  # its list of names is not what is unpacked
            yield from with_sidecars(_listed(source, box, budget))


def _listed(source: Source, box: zipfile.ZipFile, budget: Budget) -> Iterator[Found]:
    infos = box.infolist()
    if any(info.filename in _OFFICE for info in infos):
        raise InputError(source.name, "is an office document or e-book of a kind that is not read", "save it as .docx")
    names, lying = Names(), _lying_over(infos)
    inners = [inside(_name(info)) for info in infos]
    for number in sorted(range(len(infos)), key=lambda number: (inners[number], number)):
        info, (inner, refused) = infos[number], inners[number]
        if info.filename.endswith(("/", "\\")) or not inner or is_left_out(inner, refused):
            continue
        if not budget.enter():
            yield too_many(source)
            return
        inner = names.give(inner)
        if number in lying:
            refused = refused or "lies over another file in the archive, as in a bomb"
        yield _member(source, box, info, inner, refused)


def _lying_over(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Return which members have bytes that another one has too: no archive is made so, but few of them give very much.

    One of those that lie over one another is not among them: so a file that is listed twice is read once.
    """
    lying, begin = set(), None
    for number in sorted(range(len(infos)), key=lambda number: infos[number].header_offset, reverse=True):
        info = infos[number]
        if begin is not None and info.header_offset + info.compress_size > begin:
            lying.add(number)
        else:
            begin = info.header_offset
    return lying


def _member(source: Source, box: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str, refused: str) -> Found:
    name = f"{source.name}/{shown(inner)}"
    if refused:
        return InputError(name, refused, "it is left where it is")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Skipped(name, "a link")
    if info.flag_bits & _ENCRYPTED:
        return InputError(name, "is encrypted", "unpack it with its password and give what comes out")
    if info.compress_type not in _METHODS:
        return InputError(name, f"is packed in a way that is not known ({info.compress_type})", "pack it as deflate")
    return Member(inner, shown(inner), lambda: box.open(info))


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name, from the bytes that the file has for it."""
    if info.flag_bits & _UTF8:
        return info.filename
    return decoded(info.filename.encode("cp437"))

"""The bytes of a text → its characters: what encoding they are in, as the file says, as the user says, or as it reads.

What is damaged in few places is read with U+FFFD there, and its encoding says so; what cannot be read so is an error.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.documents.encodings import charsets, mixed
from kg.documents.encodings.repair import repaired
from kg.errors import InputError, UsageError

__all__ = ["Decoded", "decoded", "encoding_named", "repaired"]

_BOMS = (  # UTF-32 first: its mark begins as that of UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What texts in Latin letters are made of: a text in UTF-16 without a mark is nearly all of this, and
# nearly half of it ASCII.
_LATIN = re.compile("[\t\n\r -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026\u2030-\u203a\u20ab\u20ac]")
_PLAIN = re.compile("[\t\n\r -~]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONVERT = "save it as UTF-8 and give that"
_NAME_IT = "name it with --encoding, or convert it to UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as characters, and the encoding that its bytes were in: '' for sound UTF-8.

    ``encoding`` is a name of :func:`kg.documents.encodings.charsets.names`, or says what was mended: 'utf-8 (damaged)',
    'utf-8 + tcvn3' where lines differ, 'utf-8 as windows-1252' where UTF-8 had been taken for that and saved again.
    """

    text: str
    encoding: str = ""


def decoded(data: bytes, name: str, forced: str = "") -> Decoded:
    """Return the text that bytes hold. ``name`` is the file's in messages; ``forced`` an encoding that the user names.

    A byte order mark says what a text is in. Without one, UTF-8 is taken where it fits, UTF-16 and UTF-32 where they
    make a text in Latin letters, and else the encoding in which the words are Vietnamese syllables. Raises InputError
    for bytes that are no text, or in no encoding that fits, and UsageError for an encoding that nobody knows.
    """
    if forced:
        return _as_named(data, name, encoding_named(forced))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], len(bom), name, encoding)
    found = _wide(data, name) if b"\x00" in data else _narrow(data, name)
    if len(_CONTROLS.findall(found.text)) * 10 > len(found.text):
        raise InputError(name, "is binary (mostly control characters)", "give plain text in UTF-8")
    return found


def encoding_named(name: str) -> str:
    """Return kg's name of an encoding, '' for ''. Raises UsageError, with the list, for a name that nobody knows."""
    if not name:
        return ""
    if found := charsets.known(name):
        return found
    known = ", ".join(charsets.names())
    raise UsageError(f"{name!r} is no encoding: name one of {known}, or another that Python knows")


def _as_named(data: bytes, name: str, encoding: str) -> Decoded:
    marked = next(((bom, own) for bom, own in _BOMS if data.startswith(bom)), None)
    if marked:
        bom, own = marked
        if encoding not in (own, own[:6]):
            reason = f"begins with the mark of {_family(own).upper()}, --encoding says {encoding}"
            raise InputError(name, reason, "leave --encoding away for it")
        return Decoded(_strict(data[len(bom) :], len(bom), name, own), _told(own))
    # Without a mark UTF-16 and UTF-32 are little-endian, as nearly all such files are.
    codec = f"{encoding}-le" if encoding in ("utf-16", "utf-32") else encoding
    return Decoded(_strict(data, 0, name, codec), _told(encoding))


def _strict(data: bytes, offset: int, name: str, encoding: str) -> str:
    try:
        return charsets.decode(data, encoding)
    except UnicodeDecodeError as error:
        advice = "name another with --encoding, or leave it to be found out"
        raise _not(name, encoding, data, error.start, offset, advice) from None


def _not(name: str, encoding: str, data: bytes, at: int, offset: int, advice: str) -> InputError:
    return InputError(name, f"is not {_shown(encoding)} (byte 0x{data[at]:02x} at offset {at + offset})", advice)


def _family(encoding: str) -> str:
    return encoding[:6] if encoding.startswith(("utf-16", "utf-32")) else encoding


def _shown(encoding: str) -> str:
    family = _family(encoding)
    return family.upper() if family.startswith("utf") else family


def _told(encoding: str) -> str:
    """Return an encoding as a report keeps it."""
    return "" if encoding == "utf-8" else _family(encoding)


def _marked(data: bytes, offset: int, name: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text, lost = mixed.mended(data, encoding)
        # Where a byte is missing, all that follows is of other letters.
        if mixed.is_too_much(lost, len(text)) or (encoding != "utf-8" and not _is_latin(text)):
            raise _not(name, encoding, data, error.start, offset, _CONVERT) from None
        return Decoded(text, f"{_family(encoding)} (damaged)")
    return Decoded(*repaired(text)) if encoding == "utf-8" else Decoded(text, _told(encoding))


def _wide(data: bytes, name: str) -> Decoded:
    """Return text in UTF-16 or UTF-32 without a mark; other bytes with a zero among them are no text."""
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_latin(text):
            return Decoded(text, _told(encoding))
    raise InputError(name, f"is binary (a zero byte at offset {data.index(0)})", "give plain text in UTF-8")


def _is_latin(text: str) -> bool:
    return len(_LATIN.findall(text)) >= 0.95 * len(text) and len(_PLAIN.findall(text)) >= 0.4 * len(text)


def _narrow(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(*repaired(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        at = error.start
    for found in (mixed.read_by_line(data), mixed.read_damaged(data)):
        if found and not mixed.is_too_much(found[2], len(found[0])):
            return Decoded(*found[:2])
    reason = f"is not UTF-8 (byte 0x{data[at]:02x} at offset {at}), nor in another encoding that is recognised"
    raise InputError(name, reason, _NAME_IT)

"""Texts of which not all is in one encoding: UTF-8 damaged in a few places, lines in an older encoding among others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.encodings import charsets
from kg.documents.encodings.guess import Reading, best_reading, guess, high_words, judged, read

_ABOVE = re.compile(rb"[\x80-\xff]")
# The well-formed sequences of UTF-8 for what is not ASCII (RFC 3629, section 4).
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_UNIFORM = 0.95  # where fewer of the words read well, lines may differ
_HOPELESS = 0.25  # where fewer do in any encoding, no line is looked at by itself
_MOST = 50_000  # pieces that are looked at by themselves: of more lines, several together
_BLOCK = 0.9  # which part of the words of such a piece must read well: its lines may differ
_MARGIN = 3  # by how much a line must read better in an encoding of its own


def mended(data: bytes, encoding: str) -> tuple[str, int]:
    """Return the text with U+FFFD where bytes are nothing in the encoding, and how many of those there are."""
    text = data.decode(encoding, "replace")
    return text, text.count("\ufffd") - data.count("\ufffd".encode(encoding))


def is_too_much(lost: int, length: int) -> bool:
    """Return whether a text of a length is not worth reading where so many of its characters are lost."""
    return lost * 50 > length and (lost > 3 or lost * 5 > length)


def read_by_line(data: bytes) -> tuple[str, str, int] | None:
    """Return text that is not all UTF-8, what its encoding is, and how many characters are lost.

    None where it, or a line of it, reads sensibly in no encoding.
    """
    lines = data.split(b"\n")
    utf8 = [at for at, line in enumerate(lines) if _ABOVE.search(line) and _is_mostly_utf8(line)]
    if utf8 and not _reads_as_utf8([lines[at] for at in utf8]):
        utf8 = []
    kept = set(utf8)
    older = [at for at, line in enumerate(lines) if at not in kept and _ABOVE.search(line)]
    found = _older([lines[at] for at in older]) if older else {}
    if found is None:
        return None
    named = dict(zip(older, found, strict=True)) if older else {}
    texts = [charsets.decode(line, named.get(at, "utf-8"), "replace") for at, line in enumerate(lines)]
    text = "\n".join(texts)
    lost = _lost(text, data, bool(utf8))
    return text, _told(bool(utf8), list(named.values()), lost), lost


def read_damaged(data: bytes) -> tuple[str, str, int] | None:
    """Return the same for text that is UTF-8 but for single bytes, None where it is something else."""
    if _SEQUENCE.search(data) and not _is_mostly_utf8(data):
        return None
    text, lost = mended(data, "utf-8")
    return text, "utf-8 (damaged)", lost


def _lost(text: str, data: bytes, utf8: bool) -> int:
    return text.count("\ufffd") - (data.count("\ufffd".encode()) if utf8 else 0)


def _told(utf8: bool, names: Sequence[str], lost: int) -> str:
    """Return what a text is in, as people read it."""
    counts = {name: names.count(name) for name in charsets.LEGACY if name in names}
    whole = " + ".join([*(["utf-8"] if utf8 else []), *sorted(counts, key=lambda name: -counts[name])])
    return f"{whole} (damaged)" if lost else whole


def _is_mostly_utf8(line: bytes) -> bool:
    """Return whether a line's bytes above ASCII are characters of UTF-8, but for a few."""
    sequences = len(_SEQUENCE.findall(line))
    return sequences > 0 and sequences >= 2 * len(_ABOVE.findall(_SEQUENCE.sub(b"", line)))


def _reads_as_utf8(lines: Sequence[bytes]) -> bool:
    """Return whether lines that can be UTF-8 are: pairs of letters in VISCII look alike ('ươ')."""
    words = high_words(b"\n".join(lines))
    as_utf8 = judged("utf-8", ((word.decode("utf-8", "replace"), count) for word, count in words.items()))
    older = best_reading(words)
    return older.quality < 0.6 or as_utf8.score >= older.score


def _older(lines: Sequence[bytes]) -> list[str] | None:
    """Return the encoding of each of some lines that are not UTF-8, None where there is none for one of them."""
    words = high_words(b"\n".join(lines))
    whole = guess(b"\n".join(lines))
    if whole and whole.quality >= _UNIFORM:
        return [whole.name] * len(lines)
    if not whole and best_reading(words).quality < _HOPELESS > read(words, "windows-1252").quality:
        return None
    size = -(-len(lines) // _MOST)
    names: list[str] = []
    for at in range(0, len(lines), size):
        block = b"\n".join(lines[at : at + size])
        name = _of_line(block, whole)
        if not name or (size > 1 and read(high_words(block), name).quality < _BLOCK):
            return None
        names += [name] * len(lines[at : at + size])
    return names


def _of_line(line: bytes, whole: Reading | None) -> str:
    """Return the encoding of one line among others: theirs, unless it reads much better in another."""
    own = guess(line)
    if not whole or not own:
        return (own or whole).name if own or whole else ""
    if own.name == whole.name or own.score - read(high_words(line), whole.name).score < _MARGIN:
        return whole.name
    return own.name

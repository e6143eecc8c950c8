"""UTF-8 that a program took for an encoding of one byte a letter and saved as UTF-8 again: 'Bá»™ trÆ°á»Ÿng'."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.documents.encodings.syllables import is_syllable

_TAKEN_FOR = ("windows-1252", "mac-roman", "windows-1258")
# What is looked for: letters with accents, tones, signs of print.
_SOUGHT = (
    *range(0xA0, 0x100),
    *map(ord, "ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323₫€™‰‹›\ufeff"),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    *map(ord, "\u0081\u008d\u008f\u0090\u009d‚ƒ„†‡ˆŠŒŽ•˜šœžŸ"),  # what stands in a text that was taken so twice
)
# Sequences that end in a no-break space, where that has become a space: à, Ạ, Ơ. It may have been two spaces.
_SPACED, _BROKEN = re.compile("(Ã|áº|Æ) "), "\ue000"
_RESOLVED = re.compile(f"((?<![^\\W\\d_])[^\\W\\d_]*){_BROKEN}([^\\W\\d_]*)")
_SURE, _MANY = 3, 4  # sequences in a line where other characters are lost; how many for each that is
_TIMES = 3  # how often a text may have been through it


def repaired(text: str) -> tuple[str, str]:
    """Return a text with its lines decoded once more where they were taken for another encoding, and the encoding.

    A line is where all of its characters above ASCII are such sequences, or nearly all of many: what is left over of
    the others becomes U+FFFD. The encoding is 'utf-8 as windows-1252' or the like, '' where there was none.
    """
    found = Counter({name: len(_sequence(name).findall(text)) for name in _TAKEN_FOR})
    name, count = found.most_common(1)[0]
    if not count:
        return text, ""
    mended = text
    for _ in range(_TIMES):
        mended = _once(mended, name)
    if mended == text:
        return text, ""
    lost = mended.count("\ufffd") > text.count("\ufffd")
    return mended, f"utf-8 as {name}{' (damaged)' if lost else ''}"


def _once(text: str, name: str) -> str:
    pattern = _sequence(name)
    if not pattern.search(text):
        return text
    return "\n".join(line if line.isascii() else _line(line, name) for line in text.split("\n"))


def _line(line: str, name: str) -> str:
    """Return a line decoded once more, as it is where that is not what it needs."""
    pattern, sought = _sequence(name), _sought(name)
    whole = _SPACED.sub(f"\\1\u00a0{_BROKEN}", line) if name == "windows-1252" else line
    rest = [c for c in pattern.sub("", whole) if not c.isascii() and c != _BROKEN]
    found = len(pattern.findall(whole))
    if not found or (rest and (found < _SURE or found < _MANY * len(rest))):
        return line
    mended = _RESOLVED.sub(_no_break, pattern.sub(lambda match: sought[match.group()], whole))
    return mended.translate(_lost(name)) if rest else mended


def _no_break(match: re.Match[str]) -> str:
    """Return both sides of a space as one word where that is one ('là m', 'làm'), else with the space."""
    before, after = match.groups()
    return before + ("" if not after or is_syllable((before + after).lower()) else " ") + after


@cache
def _sought(name: str) -> dict[str, str]:
    """Return what the characters that are sought look like → the character, with bytes read in an encoding."""
    seen = [bytes([byte]).decode(name, "ignore") or chr(byte) for byte in range(256)]
    control = [chr(byte) if 0x80 <= byte < 0xA0 else seen[byte] for byte in range(256)]  # as some programs have them
    found = {}
    for code in _SOUGHT:
        first, *rest = chr(code).encode("utf-8")
        for table in (control, seen):
            found[seen[first] + "".join(table[byte] for byte in rest)] = chr(code)
    return found


@cache
def _sequence(name: str) -> re.Pattern[str]:
    """Return a pattern of the sequences that are sought, the long ones first."""
    return re.compile("|".join(sorted(map(re.escape, _sought(name)), key=lambda found: (-len(found), found))))


@cache
def _lost(name: str) -> dict[int, str]:
    """Return what begins a sequence, where its end is lost → U+FFFD."""
    return {ord(sequence[0]): "\ufffd" for sequence in _sought(name)}

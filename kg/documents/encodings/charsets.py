"""The encodings that a text may be in, by name: bytes → text, one table or codec each."""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache

from kg.documents.encodings.syllables import is_syllable
from kg.documents.encodings.tables import rows

LEGACY = ("windows-1252", "windows-1258", "tcvn3", "vni", "viscii", "tcvn5712-1")  # ASCII, with letters above it
_TABLES = {"tcvn3": ("tcvn3",), "tcvn5712-1": ("tcvn3", "tcvn5712-1"), "viscii": ("viscii",)}
_UNDEFINED = "\ufffe"  # what charmap_decode takes for a byte that is no character
# Codecs of Python that are no encoding of a text file, or that run over its escapes.
_NO_ENCODING = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "utf-7"}
_SHORT = 80  # characters of a line
_CAPITALS = frozenset("ĂÂÊÔƠƯĐ")  # those that TCVN3 has
_BREAK = re.compile(r"([|:;.!?()\[\]“”\"\t]+| {3,})")  # between words in capitals and others that follow
_WORD = re.compile(r"[^\W\d_]+")


def names() -> tuple[str, ...]:
    """Return the names of the encodings that are known, the usual ones first."""
    return tuple(row["name"] for row in rows("encodings"))


def known(name: str) -> str:
    """Return the name that kg has for an encoding: its own, that of one of Python's codecs, '' where there is none."""
    folded = name.strip().lower().replace("_", "-")
    for row in rows("encodings"):
        if folded in (row["name"], *row["aliases"].split(", ")):
            return row["name"] if folded not in _ORDERED else folded
    try:
        codec = codecs.lookup(folded)
    except (LookupError, ValueError):  # no such name; one with a zero character
        return ""
    found = codec.name.replace("_", "-")
    return found if codec._is_text_encoding and found not in _NO_ENCODING else ""


_ORDERED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def decode(data: bytes, name: str, errors: str = "strict") -> str:
    """Return the bytes as text in an encoding that :func:`known` names.

    Where ``errors`` is 'strict', bytes that are nothing in that encoding raise UnicodeDecodeError; with 'replace' they
    become U+FFFD. In TCVN3 words in capitals are given capitals with tones, which that code does not have.
    """
    if name == "vni":
        return vni(decode(data, "windows-1252", errors))
    if name in _TABLES:
        text = codecs.charmap_decode(data, errors, _table(name))[0]
        return capitals(text) if name == "tcvn3" else text
    return data.decode(name, errors)


def vni(text: str) -> str:
    """Return the text of which the letters are those of a VNI font, seen as Windows-1252."""
    letters = _vni()
    return _vni_pattern().sub(lambda match: letters[match.group()], text)


def capitals(text: str) -> str:
    """Return a text out of TCVN3 with its words in capitals whole: 'HộI NGHị' is 'HỘI NGHỊ'.

    TCVN3 has no capitals with tones: they are small letters in a font of capitals. A word whose other letters are all
    capitals is in capitals; where that cannot be seen ('Bộ', 'ở'), it is so between words that are.
    """
    shown = _capitals_shown()
    return "\n".join(
        _line_in_capitals(line) if shown.search(line) else line.upper() if _is_in_capitals(line) else line
        for line in text.split("\n")
    )


def _is_in_capitals(line: str) -> bool:
    """Whether a short line has capitals without showing them in one word: 'Bí THƯ', of which each word is a syllable.

    One with an abbreviation ('Lê NATO') tells nothing.
    """
    words = _WORD.findall(line) if len(line) <= _SHORT else []
    kinds = {_kind(word) for word in words}
    return kinds == {"open", "upper"} and all(len(word) > 1 and is_syllable(word.lower()) for word in words)


def _line_in_capitals(line: str) -> str:
    parts = _BREAK.split(line) if any(_kind(word) == "small" for word in _WORD.findall(line)) else [line]
    return "".join(map(_part_in_capitals, parts))


def _part_in_capitals(line: str) -> str:
    kinds = iter(_settled([_kind(word) for word in _WORD.findall(line)]))
    return _WORD.sub(lambda match: match.group().upper() if next(kinds) == "capitals" else match.group(), line)


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> str:
    """Return 'small', 'capitals' where toned letters stand among capitals, 'upper' (none are toned), 'open'."""
    plain = [letter for letter in word if letter.isascii() or letter.upper() in _CAPITALS]
    if any(letter.islower() for letter in plain):
        return "small"
    if len(plain) == len(word):
        return "upper" if len(word) > 1 else "open"
    return "capitals" if len(plain) > 1 or (plain and not word[0].isupper()) else "open"


def _settled(kinds: list[str]) -> list[str]:
    """Return the kinds with each open one decided by what stands on both sides of it, up to the next small word."""
    before, after = _nearest(kinds), _nearest(kinds[::-1])[::-1]
    settled, run, shown = [], -1, False
    for at, kind in enumerate(kinds):
        if at > run:  # a new run of words none of which is small
            run = next((end for end in range(at, len(kinds)) if kinds[end] == "small"), len(kinds))
            shown = "capitals" in kinds[at:run]
        raised = kind == "open" and shown and "small" not in (before[at], after[at])
        settled.append("capitals" if raised else kind)
    return settled


def _nearest(kinds: list[str]) -> list[str]:
    """Return for each word the kind of the last one before it that is not open, '' where there is none."""
    last, found = "", []
    for kind in kinds:
        found.append(last)
        last = kind if kind != "open" else last
    return found


@cache
def _table(name: str) -> str:
    """Return the 256 characters of an encoding of one byte a letter; what its tables leave out is Windows-1252."""
    base = bytes(range(256)).decode("windows-1252", "replace").replace("\ufffd", _UNDEFINED)
    table = list(base)
    for row in (row for part in _TABLES[name] for row in rows(part)):
        table[int(row["byte"], 16)] = row["letter"]
    return "".join(table)


@cache
def _vni() -> dict[str, str]:
    """Return the characters of VNI → the letter; a mark may be in either case, whatever that of its vowel."""
    letters = {row["bytes"]: row["letter"] for row in rows("vni")}
    return {pair[0] + mark: letter for pair, letter in letters.items() for mark in _cases(pair[1:])}


def _cases(mark: str) -> set[str]:
    return {mark.lower(), mark.upper()} if mark else {""}


@cache
def _vni_pattern() -> re.Pattern[str]:
    marks: dict[str, str] = {}
    single = [letters for letters in _vni() if len(letters) == 1]
    for letters in _vni():
        marks[letters[0]] = marks.get(letters[0], "") + letters[1:]
    return re.compile("|".join([*(f"{a}[{b}]" for a, b in marks.items() if b), f"[{''.join(single)}]"]))


@cache
def _capitals_shown() -> re.Pattern[str]:
    """Return a pattern of what words in capitals have in TCVN3: a toned letter behind two others, or before one."""
    letters = "".join(row["letter"] for row in rows("tcvn3"))
    toned = "".join(letter for letter in letters if letter.upper() not in _CAPITALS)
    upper = "A-Z" + "".join(sorted(_CAPITALS))
    return re.compile(f"[{upper}]{{2}}[{toned}]|[{toned}][{upper}]")

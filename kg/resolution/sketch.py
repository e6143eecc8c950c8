"""What is kept of a report's text to tell whether another one is a copy of it: a few hundred numbers.

The text is cut into all runs of ``RUN`` words, and the runs with the least hashes are kept (a bottom-k sketch), so that
two texts keep the same runs where both have them. Of its names and numbers likewise: where they differ, the same words
are only a template, filled in anew for another week's meeting.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from kg.text import key as fold

RUN = 6  # words of a run
RUNS, PARTICULARS = 192, 64  # how many are kept
HEADER = 12  # words of a line that may be the date line of a page

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?![\d:])")
_JOINTS = frozenset(" \u00a0-/–")  # what may stand between the words of one name or number
_LONGEST = 8  # words of a name; more are a line in capitals
_BEYOND = 1 << 32


@dataclass(frozen=True, slots=True)
class Sketch:
    """The least hashes of a text's runs, and of its names and numbers, ascending.

    ``days`` has a bit for each day (day and month) that the text names.
    """

    runs: array[int]
    particulars: array[int]
    days: int


class Overlap(NamedTuple):
    """How many members two sets have in common, and how many each has, the shorter one first."""

    common: int
    shorter: int
    longer: int


def sketch(text: str) -> Sketch:
    """Return the sketch of a text. Tone placement, line ends, punctuation and case do not count."""
    found = list(_WORD.finditer(text))
    words = [fold(match.group()).encode() for match in found]
    runs = set(map(_hash, zip(*(words[at:] for at in range(RUN)), strict=False)))
    particulars = {_hash(words[start:end]) for start, end in _particulars(text, found)}
    return Sketch(_least(runs, RUNS), _least(particulars, PARTICULARS), _days(text))


def overlap(one: array[int], other: array[int], most: int) -> Overlap:
    """Return how far two sets overlap, by their least hashes, of which at most ``most`` are kept.

    What is counted are the sets where both are kept whole, else a fair sample of them.
    """
    edge = min(_edge(one, most), _edge(other, most))
    here, there = (set(kept[: bisect_right(kept, edge)]) for kept in (one, other))
    return Overlap(len(here & there), *sorted((len(here), len(there))))


def _edge(kept: array[int], most: int) -> int:
    """Return the hash up to which nothing is missing."""
    return kept[-1] if len(kept) == most else _BEYOND


def _least(hashes: Iterable[int], most: int) -> array[int]:
    return array("I", sorted(hashes)[:most])


def _hash(words: Iterable[bytes]) -> int:
    return crc32(b" ".join(words))


def _particulars(text: str, found: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where names and numbers stand, as (first, end) of the words found.

    That is stretches of capitalised words and numbers; a lone capital mostly begins a sentence.
    """
    start = None
    for at, match in enumerate(found):
        goes_on = start is not None and text[found[at - 1].end() : match.start()] in _JOINTS
        if start is not None and not (goes_on and _particular(match.group())):
            yield from _told(start, at, found)
            start = None
        if start is None and _particular(match.group()):
            start = at
    if start is not None:
        yield from _told(start, len(found), found)


def _particular(word: str) -> bool:
    return word[0].isupper() or not word.isalpha()


def _told(start: int, end: int, found: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if 1 < end - start <= _LONGEST or not found[start].group().isalpha():
        yield start, end


def _days(text: str) -> int:
    """Return the days that a text names, as bits; not those of short lines, where a page puts its own date."""
    days = 0
    for line in text.splitlines():
        if len(line.split()) > HEADER:
            for day, month in _DAY.findall(line):
                if 0 < int(day) < 32 and 0 < int(month) < 13:
                    days |= 1 << (int(month) * 32 + int(day))
    return days

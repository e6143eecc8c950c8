"""Which reports are copies of an earlier one: syndicated, shortened, lightly edited.

Two reports may be compared where they share one of the few runs of words by which each is found (see
:mod:`kg.resolution.sketch`), and stand close to each other by date among the reports that share it: so the cost grows
with the number of reports, however many share a phrase. A report belongs to the group of the earliest original that it
resembles. All follows from the set of reports, whatever the order in which they came and went.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from kg.resolution.sketch import PARTICULARS, RUNS, Sketch, overlap, sketch

FOUND_BY = 12  # runs by which a report is found
BESIDE = 8  # reports on either side, by date, with which one is compared for each such run
COPIED = 0.7  # share of the shorter text's runs that the other has, where both are as long …
SHORTER = 0.3  # … and how much more of them where it is short: so it was cut, and not told in short
RELATED = 0.5  # in place of COPIED, for a copy of a copy and the original
SAME = 0.75  # share of its names and numbers that the other has
LENGTH = 0.3  # the least length of a copy, as a share of the original's
FEWEST = 32  # runs that a text needs for a verdict, unless the other has the same

Rank = tuple[str, str]  # (date or FOREVER, key): the least of a group is its original


def resembles(one: Sketch, other: Sketch, share: float = COPIED) -> bool:
    """Return whether one of two texts is a copy of the other: it has ``share`` of its words, its names and its days."""
    if min(len(one.runs), len(other.runs)) < FEWEST:
        return len(one.runs) > 0 and one.runs == other.runs
    if one.days and other.days and not one.days & other.days:
        return False  # each names days, and none that the other names
    common, shorter, longer = overlap(one.runs, other.runs, RUNS)
    length = shorter / max(1, longer)
    if length < LENGTH or common < shorter * (share + SHORTER * (1 - length)):
        return False
    common, fewer, _ = overlap(one.particulars, other.particulars, PARTICULARS)
    return fewer - common <= max(1, (1 - SAME) * fewer)  # one may be a misprint


class Copies:
    """The groups of copies over a set of reports that may grow and shrink."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._ranks: dict[str, Rank] = {}
        self._sharing: dict[int, Rank | list[Rank]] = {}  # a run's hash → its reports by rank; most have one
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        self._original: dict[str, str] = {}  # of copies only
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._stale: set[str] = set()
        self._before: dict[str, str] = {}  # the original at the last call of moved, of those that were looked at since

    def add(self, key: str, text: str, rank: Rank) -> None:
        """Take a report in, by its key. Raises ValueError where it is in already."""
        if key in self._ranks:
            raise ValueError(f"report {key} is in already")
        self._sketches[key], self._ranks[key] = sketch(text), rank
        self._stale.add(key)
        near: set[str] = set()  # two may stand beside each other for many runs: they are looked at once
        moved_away: set[tuple[str, str]] = set()
        for run in self._runs(key):
            reports = self._shelve(run, rank)
            at = bisect_left(reports, rank)
            near.update(other for _, other in reports[max(0, at - BESIDE) : at] + reports[at + 1 : at + 1 + BESIDE])
            moved_away.update(_apart(reports, at - BESIDE, at, BESIDE + 1))
        for other in near:
            self._compare(key, other)
        for one, other in moved_away:
            self._part(one, other)

    def remove(self, key: str) -> None:
        """Take a report out. Raises KeyError where it is not in."""
        rank = self._ranks[key]
        near: set[tuple[str, str]] = set()
        for run in self._runs(key):
            reports = self._sharing[run]
            if isinstance(reports, tuple) or len(reports) == 1:
                del self._sharing[run]
                continue
            at = bisect_left(reports, rank)
            del reports[at]
            near.update(_apart(reports, at - BESIDE, at, BESIDE))
        for one, other in near:
            self._compare(one, other)
        for other in self._alike.pop(key, ()):
            self._alike[other].discard(key)
            self._stale.add(other)
        for copy in tuple(self._copies.get(key, ())):
            self._assign(copy, copy)
            self._before[copy] = ""  # told, even where this one comes back
        self._assign(key, key)
        self._before.pop(key, None)
        del self._sketches[key], self._ranks[key]
        self._stale.discard(key)

    def original(self, key: str) -> str:
        """Return the key of the report that a report copies; its own where it copies none."""
        self._settle()
        return self._original.get(key, key)

    def moved(self) -> set[str]:
        """Return the reports whose original changed since the last call, or went and came back.

        A report that came in was its own before.
        """
        self._settle()
        before, self._before = self._before, {}
        return {key for key, was in before.items() if key in self._ranks and self._original.get(key, key) != was}

    def _runs(self, key: str) -> set[int]:
        return set(self._sketches[key].runs[:FOUND_BY])

    def _shelve(self, run: int, rank: Rank) -> list[Rank]:
        """Put a report among those that share a run; return them all, by rank."""
        here = self._sharing.setdefault(run, rank)
        if here is rank:
            return [rank]
        if isinstance(here, tuple):
            here = self._sharing[run] = [here]
        here.insert(bisect_left(here, rank), rank)
        return here

    def _compare(self, one: str, other: str) -> None:
        if other not in self._alike.get(one, ()) and self._is_copy(one, other):
            self._alike[one].add(other)
            self._alike[other].add(one)
            self._stale |= {one, other}

    def _part(self, one: str, other: str) -> None:
        """Look at a pair that no longer stands close for one run: it may for another."""
        if other in self._alike.get(one, ()) and not self._beside(one, other):
            self._alike[one].discard(other)
            self._alike[other].discard(one)
            self._stale |= {one, other}

    def _beside(self, one: str, other: str) -> bool:
        for run in self._runs(one) & self._runs(other):
            reports = self._sharing[run]
            if abs(bisect_left(reports, self._ranks[one]) - bisect_left(reports, self._ranks[other])) <= BESIDE:
                return True
        return False

    def _is_copy(self, one: str, other: str, share: float = COPIED) -> bool:
        return resembles(self._sketches[one], self._sketches[other], share)

    def _settle(self) -> None:
        """Group again whatever hangs together with a report that changed."""
        stale, self._stale = self._stale, set()
        while stale:
            component = self._component(stale.pop())
            stale -= component
            self._group(sorted(component, key=self._ranks.__getitem__))

    def _component(self, start: str) -> set[str]:
        found, open_ends = {start}, [start]
        while open_ends:
            new = self._alike.get(open_ends.pop(), set()) - found
            found |= new
            open_ends += new
        return found

    def _group(self, reports: list[str]) -> None:
        """Give each report, the earliest first, the earliest original that it and one of its likes go back to."""
        chosen: dict[str, str] = {}
        for key in reports:
            alike = self._alike.get(key, set())
            firsts = sorted({chosen[near] for near in alike if near in chosen}, key=self._ranks.__getitem__)
            chosen[key] = next((first for first in firsts if first in alike or self._is_copy(key, first, RELATED)), key)
        for key, first in chosen.items():
            self._assign(key, first)

    def _assign(self, key: str, first: str) -> None:
        was = self._original.pop(key, key)
        if was != key:
            self._copies[was].discard(key)
            if not self._copies[was]:
                del self._copies[was]
        if first != key:
            self._original[key] = first
            self._copies[first].add(key)
        if first != was:
            self._before.setdefault(key, was)


def _apart(reports: list[Rank], start: int, stop: int, places: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs that stand so many places apart, the first of them from ``start`` on and before ``stop``."""
    for left in range(max(0, start), min(stop, len(reports) - places)):
        yield reports[left][1], reports[left + places][1]

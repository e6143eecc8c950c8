"""A full disk: ``python fulls.py FOLDER POINTS [CASE…]``, with the shim preloaded. One line of JSON for each case.

A command runs on small file systems in memory, of POINTS sizes between what is there and what it needs; and beside that
with each write failing from some of its steps on (so many as POINTS). 0: ten sizes, and every step.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import shim
from ground import Case
from kills import ground, in_order, points, refused
from struck import Ran, kg
from whole import Judge

ROOM = 256 << 20
SIZES = 10
_PAGE = 4096
_MORE = 1 << 20


@contextmanager
def small(folder: Path) -> Iterator[Path]:
    """Mount a file system in memory at a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@cache
def mounts() -> bool:
    """Whether we may mount at all: a container's root may not, and others never."""
    with tempfile.TemporaryDirectory() as folder:
        tried = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False)
        if tried.returncode == 0:
            subprocess.run(["umount", folder], check=True)
    return tried.returncode == 0


def resize(folder: Path, size: int) -> None:
    """Give a file system another size."""
    subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)


def used(folder: Path) -> int:
    """Return how many bytes of a file system are used."""
    state = os.statvfs(folder)
    return (state.f_blocks - state.f_bfree) * state.f_frsize


class Full:
    """One case on full disks."""

    def __init__(self, folder: Path, case: Case):
        self.case, self.folder = case, folder
        self.command, self.steps = ground(folder, case)
        (folder / "scratch").mkdir()
        self.judge = Judge(case, folder / "before", folder / "after", folder / "scratch")
        self.came: Counter[str] = Counter()
        self.wrong: list[str] = []

    def of_sizes(self, wanted: int) -> None:
        """Try so many sizes."""
        needed = self._needed()
        for number in range(wanted):
            extra = needed * number // wanted // _PAGE * _PAGE
            with small(self.folder / "small") as disk:
                place = self._place(disk)
                resize(disk, used(disk) + extra)
                ran = kg(place, *self.command)
                resize(disk, ROOM)
                self.came["sizes"] += 1
                self._judge(place, ran, f"{extra} bytes")

    def of_steps(self, wanted: int) -> None:
        """Try so many steps."""
        for at in points(self.steps, wanted):
            place = self._place(self.folder)
            ran = kg(place, *self.command, mode=shim.FULL, at=at)
            self.came["steps tried"] += 1
            self._judge(place, ran, f"step {at}")
            shutil.rmtree(place)

    def _place(self, folder: Path) -> Path:
        shutil.copytree(self.folder / "before", folder / "place")
        return folder / "place"

    def _judge(self, place: Path, ran: Ran, where: str) -> None:
        self.came[f"exit {ran.code}"] += 1
        found = _told_well(ran) + self.judge.wrong(place, ran)
        done = self.judge.done(place)
        if ran.code == 0 and not done:
            found.append("exit 0, but not done")
        if self.case.again or not done:
            again = kg(place, *self.command)
            found += self.judge.unlike(place) + refused(again, self.case)
        self.wrong += [f"{where}: {line}" for line in found]

    def _needed(self) -> int:
        """Return about how much room the command needs beyond what is there; the engine takes more than it keeps."""
        return max(0, _size(self.folder / "after") - _size(self.folder / "before")) + _MORE


def _size(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*"))


def _told_well(ran: Ran) -> list[str]:
    """Return what is wrong with what a command on a full disk says."""
    if ran.code == 0:
        return []
    *_, last = ran.err.splitlines() or [""]
    good = ran.code == 1 and last.startswith("kg: ") and "no space left" in last and "; " in last
    return [] if good and "Traceback" not in ran.err else [f"exit {ran.code}: {ran.err}"]


def fill(folder: Path, case: Case, wanted: int) -> dict:
    """Do one case; return how often what came of it, and what was wrong."""
    begun = time.monotonic()
    full = Full(folder, case)
    full.of_steps(wanted)
    if mounts():
        full.of_sizes(wanted or SIZES)
    else:
        full.came["sizes left out: nothing can be mounted here"] = 1
    return {"case": case.name, **full.came, "seconds": round(time.monotonic() - begun, 1), "wrong": full.wrong}


if __name__ == "__main__":
    in_order(fill, sys.argv)

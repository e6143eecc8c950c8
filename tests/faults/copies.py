"""Copies of a store that is being written to: ``python copies.py FOLDER POINTS [CASE…]``, with the shim preloaded.

A command is stopped at one of its steps, half of the folder's files are copied, it goes on for a while, and the other
half is copied: as by a program that copies file by file, or by a disk that lost power and kept some of it. Then the
file that was written last is cut to a page, filled with zeros, or taken away. 0: every step.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import shim
from ground import STORE, Case
from kills import ground, in_order, points
from struck import begun, kg
from whole import Judge

_PAGE = 4096
_ON = (0, 1, 3, 9, 27, 81)  # steps that the writer makes between the two halves
HARMS = ("", "cut", "zeros", "missing", "hole")


def copied(folder: Path, case: Case, wanted: int) -> dict:
    """Do one case; return how often what came of it, and what was wrong."""
    begun_at = time.monotonic()
    if case.output:
        return {"case": case.name, "wrong": []}
    command, steps = ground(folder, case)
    (folder / "scratch").mkdir()
    judge = Judge(case, folder / "before", folder / "after", folder / "scratch")
    came: Counter[str] = Counter()
    wrong: list[str] = []
    for turn, at in enumerate(points(steps, wanted)):
        on = _ON[turn % len(_ON)]
        torn = _torn(folder, command, at, at + on)
        for harm in HARMS if torn else ():
            shutil.copytree(torn, place := folder / "harmed")
            _harm(place / "s", harm)
            outcome, found = _opens(place, judge)
            came[f"{harm or 'as copied'}: {outcome}"] += 1
            wrong += [f"step {at}, then {on} more, {harm or 'as copied'}: {line}" for line in found]
            shutil.rmtree(place)
        shutil.rmtree(folder / "torn", ignore_errors=True)
    return {"case": case.name, **came, "seconds": round(time.monotonic() - begun_at, 1), "wrong": wrong}


def _torn(folder: Path, command: tuple[str, ...], first: int, second: int) -> Path | None:
    """Return a copy that was made while the command went from one step to another; None where there is no store yet."""
    shutil.copytree(folder / "before", place := folder / "place")
    writer = begun(place, *command, mode=shim.STOP, at=first, then=second)
    torn = folder / "torn"
    stopped = os.waitpid(writer, os.WUNTRACED)[1]
    if os.WIFSTOPPED(stopped):
        shutil.copytree(place / "in", torn / "in")
        shutil.copytree(place / "words", torn / "words") if (place / "words").exists() else None
        (torn / "s").mkdir()
        _copy(place / "s", torn / "s", 0)
        os.kill(writer, signal.SIGCONT)
        if second > first:
            stopped = os.waitpid(writer, os.WUNTRACED)[1]
        _copy(place / "s", torn / "s", 1)
        if second == first or os.WIFSTOPPED(stopped):
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)
    shutil.rmtree(place)
    return torn if torn.exists() and (torn / "s" / "kg-store.lock").exists() else None


def _copy(store: Path, target: Path, half: int) -> None:
    """Copy every other file of a store, in the order of their names; folders in it (readings) belong to them."""
    files = [Path(folder, name) for folder, _, names in os.walk(store) for name in names]  # a folder may go meanwhile
    for number, path in enumerate(sorted(files)):
        if number % 2 == half:
            there = target / path.relative_to(store)
            there.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # gone meanwhile
                shutil.copy2(path, there)


def _harm(store: Path, harm: str) -> None:
    """Do to the file that was written last what a power cut does."""
    files = [path for path in store.iterdir() if path.is_file() and not path.name.startswith(("LOG", "kg-store.lock"))]
    files = [path for path in files if harm != "hole" or path.suffix == ".sst"]
    last = max(files, key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)
    if last is None or not harm:
        return
    size = last.stat().st_size
    if harm == "cut":
        os.truncate(last, min(_PAGE, size // 2))
    elif harm == "zeros":
        last.write_bytes(bytes(size))
    elif harm == "hole":
        with last.open("r+b") as stream:
            stream.seek(size // 2)
            stream.write(bytes(min(512, size // 4)))
    else:
        last.unlink()


def _opens(place: Path, judge: Judge) -> tuple[str, list[str]]:
    """Return what became of the copy, and what is wrong: it is whole, or told to be damaged in one line."""
    ran = kg(place, "reports", *STORE)
    if ran.code == 0:
        found = judge.copied(place)
        if found and "is damaged (" in found[0]:  # a hole is seen when somebody reads what was there
            return "told to be damaged when it is read", []
        again = kg(place, "ingest", "in", *STORE)
        return "whole", found + ([f"cannot be written to: {again}"] if again.code and not _damaged(again.err) else [])
    told = _damaged(ran.err) or "run kg ingest" in ran.err
    one = ran.code == 1 and ran.out == "" and ran.err.count("\n") == 1 and "Traceback" not in ran.err
    outcome = "told to be damaged" if "damaged" in ran.err else "told not to be a store yet"
    return outcome, [] if one and told else [f"said: {ran}"]


def _damaged(told: str) -> bool:
    return told.startswith("kg: the store s is damaged (") and "run kg ingest again" in told


if __name__ == "__main__":
    in_order(copied, sys.argv)

"""Places where nobody may write: ``python places.py FOLDER POINTS [CASE…]``, with the shim preloaded.

Each command runs where all is read-only, and as somebody who may not write there; then while somebody else writes.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import shim
from fulls import mounts, small
from ground import STORE, Case
from kills import ground, in_order
from struck import Ran, apart, begun, kg
from whole import Judge

_CAPABILITIES = 0x20080522  # capset(2), its version 3
READING = (
    ("reports",),
    ("query", "who-chairs"),
    ("validate",),
    ("dump",),
    ("show", "Sở Nội vụ tỉnh Cà Mau"),
    ("check",),
)


def refused(folder: Path, case: Case, _: int) -> dict:
    """Do one case; return what was wrong."""
    begun_at = time.monotonic()
    command, steps = ground(folder, case)
    (folder / "scratch").mkdir()
    judge = Judge(case, folder / "before", folder / "after", folder / "scratch")
    wrong = []
    for how, run in (("a read-only file system", _read_only), ("nobody may write", _modes)):
        for line in run(folder, command, judge):
            wrong.append(f"{how}: {line}")
    if not case.output:
        wrong += [f"another writer: {line}" for line in _beside(folder, command, steps, judge)]
    return {"case": case.name, "seconds": round(time.monotonic() - begun_at, 1), "wrong": wrong}


def _read_only(folder: Path, command: tuple[str, ...], judge: Judge) -> list[str]:
    if not mounts():
        return []
    with small(folder / "small") as disk:
        shutil.copytree(folder / "before", place := disk / "place")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        wrong = _told(kg(place, *command), "read-only file system") + judge.same(place)
        wrong += [line for asked in READING * (place / "s").exists() for line in _answered(place, asked)]
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        again = kg(place, *command)
        return wrong + judge.unlike(place) + ([f"run again: {again}"] if again.code else [])


def _modes(folder: Path, command: tuple[str, ...], judge: Judge) -> list[str]:
    place = folder / "place"
    shutil.copytree(folder / "before", place)
    for path in (place, *place.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        wrong = _told(apart(_without_rights, place, command), "permission denied") + judge.same(place)
        for asked in READING * (place / "s").exists():
            wrong += _answered(place, asked, partial(apart, _without_rights))
        return wrong
    finally:
        for path in (place, *place.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        shutil.rmtree(place)


def _without_rights(place: Path, command: tuple[str, ...]) -> Ran:
    """Run a command as somebody whom the modes of files stop; root without its capabilities is such a one."""
    head, none = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(head, none) == 0
    return kg(place, *command)


def _beside(folder: Path, command: tuple[str, ...], steps: int, judge: Judge) -> list[str]:
    place = folder / "place"
    shutil.copytree(folder / "before", place)
    writer = begun(place, *command, mode=shim.STOP, at=steps // 2)
    os.waitpid(writer, os.WUNTRACED)
    try:
        if not (place / "s" / "kg-store.lock").exists():
            return ["the writer was stopped too early"]
        wrong = _told(kg(place, *command), f"is being written by process {writer} (", "try again when it has ended")
    finally:
        os.kill(writer, signal.SIGCONT)
        os.waitpid(writer, 0)
    wrong += judge.unlike(place)
    shutil.rmtree(place)
    return wrong


def _told(ran: Ran, *words: str) -> list[str]:
    lines = [line for line in ran.err.splitlines() if line.startswith("kg: ")]
    good = ran.code == 1 and ran.out == "" and len(lines) == 1 and all(word in lines[0] for word in words)
    return [] if good and "Traceback" not in ran.err and "damaged" not in ran.err else [f"said: {ran}"]


def _answered(place: Path, command: tuple[str, ...], run: Callable[..., Ran] | None = None) -> list[str]:
    ran = run(place, (*command, *STORE)) if run else kg(place, *command, *STORE)
    return [] if (ran.code, ran.err) == (0, "") else [f"{command[0]}: {ran.code} {ran.err}"]


if __name__ == "__main__":
    in_order(refused, sys.argv)

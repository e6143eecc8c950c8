"""kill -9 at each step of a command: ``python kills.py FOLDER POINTS [CASE…]``, with the shim preloaded.

POINTS is how many points of each case are tried, spread evenly; 0 for all. Prints one line of JSON for each case.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import shim
from ground import CASES, NAMES, Case, namesakes
from struck import Ran, apart, kg, warm
from whole import Judge


def ground(folder: Path, case: Case) -> tuple[tuple[str, ...], int]:
    """Make FOLDER/before and FOLDER/after, of an undisturbed run; return the command and how many steps it has."""
    before = folder / "before"
    before.mkdir(parents=True)

    def run(*command: str) -> Ran:
        ran = kg(before, *command)
        assert ran.code == 0, (command, ran)
        return ran

    case.made(before, run)
    people = dict(zip(NAMES, namesakes(before, run), strict=True)) if NAMES[0] in case.command else {}
    command = tuple(people.get(word, word) for word in case.command)
    shutil.copytree(before, folder / "after")
    whole = kg(folder / "after", *command)
    assert whole.code == 0, whole
    return command, whole.steps


def points(steps: int, wanted: int) -> Iterator[int]:
    """Yield which steps of a command are tried."""
    wanted = min(wanted, steps) or steps
    yield from sorted({round(number * (steps - 1) / max(1, wanted - 1)) for number in range(wanted)})


def strike(folder: Path, case: Case, wanted: int, modes: tuple[int, ...]) -> dict:
    """Kill a command at some of its steps; return how often what came of it, and what was wrong."""
    begun = time.monotonic()
    command, steps = ground(folder, case)
    (folder / "scratch").mkdir()
    judge = Judge(case, folder / "before", folder / "after", folder / "scratch")
    came: Counter[str] = Counter()
    wrong: list[str] = []
    for mode in modes:
        for number in points(steps, wanted):
            place = folder / "place"
            shutil.copytree(folder / "before", place)
            ran = kg(place, *command, mode=mode, at=number)
            came["killed" if ran.killed else "ended before"] += 1
            found = judge.wrong(place, ran) if ran.killed else []
            if case.again or not judge.done(place):
                came["not done yet"] += not judge.done(place)
                again = kg(place, *command)
                if (again.code, again.err.replace("is newer", "")) != (0, again.err):
                    found.append(f"run again: {again.code} {again.err}")
                found += judge.unlike(place)
            wrong += [f"{'torn' if mode == shim.TEAR else 'killed'} at {number}: {line}" for line in found]
            shutil.rmtree(place)
    return {"case": case.name, "steps": steps, **came, "seconds": round(time.monotonic() - begun, 1), "wrong": wrong}


def one(folder: Path, case: Case, wanted: int) -> dict:
    """Do one case, in a process of its own: which words are read is settled when the reader is first asked for."""
    warm(words="--lexicon" not in case.command)
    return strike(folder, case, wanted, (shim.KILL, shim.TEAR))


if __name__ == "__main__":
    for number, case in enumerate(CASES):
        if not sys.argv[3:] or case.name in sys.argv[3:]:
            found = apart(one, Path(sys.argv[1]) / str(number), case, int(sys.argv[2]))
            print(json.dumps(found, ensure_ascii=False), flush=True)

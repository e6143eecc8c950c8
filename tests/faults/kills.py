"""kill -9 at the steps of a command: ``python kills.py FOLDER POINTS [CASE…]``, with the shim preloaded.

POINTS is how many points of each case are tried, spread evenly; 0 for all. Before every other one half of what is being
written is written, where it is a write. Prints one line of JSON for each case.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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


def strike(folder: Path, case: Case, wanted: int) -> dict:
    """Kill a command at some of its steps; return how often what came of it, and what was wrong."""
    begun = time.monotonic()
    command, steps = ground(folder, case)
    (folder / "scratch").mkdir()
    judge = Judge(case, folder / "before", folder / "after", folder / "scratch")
    came: Counter[str] = Counter()
    wrong: list[str] = []
    for turn, at in enumerate(points(steps, wanted)):
        place = folder / "place"
        shutil.copytree(folder / "before", place)
        ran = kg(place, *command, mode=(shim.KILL, shim.TEAR)[turn % 2], at=at)
        came["killed" if ran.killed else "ended before"] += 1
        found = judge.wrong(place, ran) if ran.killed else []
        done = judge.done(place)
        came["not done yet"] += not done
        if case.again or not done:
            again = kg(place, *command)
            found += judge.unlike(place) + refused(again, case)
        wrong += [f"killed at {at}: {line}" for line in found]
        shutil.rmtree(place)
    return {"case": case.name, "steps": steps, **came, "seconds": round(time.monotonic() - begun, 1), "wrong": wrong}


def refused(ran: Ran, case: Case) -> list[str]:
    """Return what is wrong with a second run; a decision of which only the graph was missing is told to be made."""
    made = not case.again and ran.code == 1 and ran.err.endswith("nothing is to be done\n")
    return [] if ran.code == 0 or made else [f"run again: {ran.code} {ran.err}"]


def in_order(do: Callable[[Path, Case, int], dict], arguments: Sequence[str]) -> None:
    """Do what is to be done for each case that a script is asked for, and print what comes of it."""
    folder, wanted, names = Path(arguments[1]), int(arguments[2]), arguments[3:]
    asked = [case for case in CASES if not names or case.name in names]
    for own in (False, True):
        if together := [case for case in asked if ("--lexicon" in case.command) is own]:
            apart(_some, do, folder, together, wanted)


def _some(do: Callable[[Path, Case, int], dict], folder: Path, cases: list[Case], wanted: int) -> None:
    """Do some cases in a process of its own: which words are read is settled when the reader is imported."""
    warm(words="--lexicon" not in cases[0].command)
    for case in cases:
        place = folder / str(CASES.index(case))
        print(json.dumps(apart(do, place, case, wanted), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    in_order(strike, sys.argv)

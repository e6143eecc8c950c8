"""Runs a command of kg again and again, each time killed one step later, on a copy of a store of its own.

    python killed.py STORE FOLDER COMMAND…

A step is a change to a file or folder, or one that the store makes: the process ends before it, as by kill -9, and
nothing is tidied up. The copies are FOLDER/0, FOLDER/1 …; a line for each tells before which step that was, and a last
line how the whole command ended. One process imports kg, and a fork takes each step: else it would take a minute.
"""

from __future__ import annotations

import functools
import os
import shutil
import sys
from pathlib import Path

KILLED = 9


class Steps:
    """Counts steps, and ends the process at one of them."""

    def __init__(self, last: int):
        self._last, self._seen = last, 0

    def watch(self, owner: object, name: str) -> None:
        """Have each call of a function of a module or a class be a step."""
        inner = getattr(owner, name)

        @functools.wraps(inner)
        def watched(*arguments, **named):
            if not named.get("dir_fd"):  # not each file of a folder that is removed
                self._step(name)
            return inner(*arguments, **named)

        setattr(owner, name, watched)

    def _step(self, name: str) -> None:
        if self._seen == self._last:
            print(name, file=sys.stderr, flush=True)
            os._exit(KILLED)
        self._seen += 1


def watch_all(steps: Steps) -> None:
    """Watch what changes files, and the steps of a store in which the engine does."""
    from kg.store import embedded

    for name in ("replace", "unlink", "rmdir", "rename", "fsync"):
        steps.watch(os, name)
    for name in ("update", "_drop_empty", "_flush", "_copy"):
        steps.watch(embedded.EmbeddedStore, name)


def run(store: Path, folder: Path, command: list[str]) -> None:
    """Kill the command at each of its steps."""
    for number in range(1000):
        shutil.copytree(store, folder / str(number))
        if os.fork() == 0:
            watch_all(Steps(number))
            from kg.cli.main import run

            code = run([*command, "--store", str(folder / str(number))])
            os._exit(code if code != KILLED else 1)
        if (code := os.waitstatus_to_exitcode(os.wait()[1])) != KILLED:
            print(f"exit code {code}", file=sys.stderr)
            return


if __name__ == "__main__":
    import namesakes

    import kg.reading
    import kg.review.desk  # noqa: F401

    sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = namesakes.pipeline()
    run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])

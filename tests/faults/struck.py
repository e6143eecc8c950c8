"""Running kg in forks of one process, so that each can be disturbed and none has to import anything."""

from __future__ import annotations

import os
import pickle
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import shim

HANGS = 300.0  # seconds, for a command that takes one; a machine may be busy
WHO = "An"
_TOLD = Path(tempfile.mkdtemp())  # what commands say: not where they run, where the disk may be full


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code (below 0 the signal that ended it), what it wrote, its steps."""

    code: int
    out: str
    err: str
    steps: int = 0

    @property
    def killed(self) -> bool:
        """Whether it was ended as by kill -9."""
        return self.code == -signal.SIGKILL


def warm(*, words: bool = True) -> None:
    """Import what commands need. Without ``words`` no table of words is read yet: a command may bring its own."""
    from kg.cli.main import COMMANDS

    for module in (*COMMANDS.values(), "kg.build", "kg.graph.shapes", "pyshacl", "kg.view.page", "kg.store.restore",
                   "kg.difference.compare", *["kg.reading.pipeline", "kg.review.desk"][: 2 * words]):  # fmt: skip
        import_module(module)
    os.environ |= {"KG_WHO": WHO, "COLUMNS": "80"}
    for name in ("KG_STORE", "KG_LEXICON"):
        os.environ.pop(name, None)


def kg(folder: Path, *command: str, mode: int = shim.COUNT, at: int = 0, then: int = -1) -> Ran:
    """Run a command of kg in a folder, disturbed as told; see :func:`shim.arm`."""
    child = begun(folder, *command, mode=mode, at=at, then=then)
    return ended(folder, child)


def begun(folder: Path, *command: str, mode: int, at: int, then: int = -1) -> int:
    """Begin a command as :func:`kg` runs it; return its process."""
    sys.stdout.flush()
    sys.stderr.flush()
    if child := os.fork():
        return child
    code = 70
    try:
        os.chdir(folder)
        for number, name in ((1, ".out"), (2, ".err")):
            os.dup2(os.open(_beside(folder, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
        from kg.cli.main import run

        shim.arm(mode, at, then)
        code = run(list(command))
        steps = shim.seen()
        shim.arm(shim.OFF)
        _beside(folder, ".steps").write_text(str(steps), encoding="ascii")
    except BaseException:
        shim.arm(shim.OFF)
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended(folder: Path, child: int) -> Ran:
    """Wait for a command to end; one that hangs is ended, and has the code -SIGALRM."""
    code = _waited(child)
    texts = [_beside(folder, name).read_text(encoding="utf-8") for name in (".out", ".err")]
    steps = _beside(folder, ".steps")
    return Ran(code, *texts, int(steps.read_text(encoding="ascii")) if steps.exists() else 0)


def apart(work: Callable[..., object], *arguments: object) -> object:
    """Return what a function returns in a process of its own: the engine's threads do not outlive a fork."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.close(reading)
        try:
            made = (True, work(*arguments))
        except BaseException as error:
            made = (False, f"{type(error).__name__}: {error}")
        with open(writing, "wb") as out:
            pickle.dump(made, out)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    good, found = pickle.loads(data) if data else (False, f"ended with {code}")
    if not good:
        raise AssertionError(found)
    return found


def _waited(child: int) -> int:
    deadline = time.monotonic() + HANGS
    pause = 0.001
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -signal.SIGALRM
        time.sleep(pause)
        pause = min(0.02, pause * 1.5)


def _beside(folder: Path, name: str) -> Path:
    return _TOLD / (re.sub(r"\W", "-", str(folder)) + name)

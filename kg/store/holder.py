"""Who holds a store's lock, in words: the process, and the command that it runs."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

_LOCK_LINE = re.compile(r"\d+: FLOCK +ADVISORY +READ +(\d+) \w+:\w+:(\d+) ")  # proc(5), /proc/locks
_NAMED = 3  # readers


def this_process() -> str:
    """Return what this process is, for others to read."""
    return f"process {os.getpid()}{_running(sys.orig_argv)} on {socket.gethostname()}"


def readers(lock_file: int) -> str:
    """Return which other processes hold a lock shared, as far as the kernel tells."""
    found: list[int] = []
    with suppress(OSError):
        inode = str(os.fstat(lock_file).st_ino)
        lines = map(_LOCK_LINE.match, Path("/proc/locks").read_text(encoding="utf-8").splitlines())
        found = sorted({int(line[1]) for line in lines if line and line[2] == inode} - {0, os.getpid()})
    named = " and ".join(f"process {number}{_running(_command(number))}" for number in found[:_NAMED])
    return (named or "another process") + (" and others" if len(found) > _NAMED else "")


def program(command: Sequence[str]) -> str:
    """Return the name of what a command line runs: 'kg ingest', 'notes.py'; no more of it, as it may hold secrets."""
    for at, word in enumerate(command[:4]):
        if word == "kg.cli.main" or word.endswith("kg/cli/main.py") or PurePath(word).name == "kg":
            return f"kg {command[at + 1]}" if re.fullmatch("[a-z]+", "".join(command[at + 1 : at + 2])) else "kg"
    script = [word for word in command[1:2] if not word.startswith("-")]
    return PurePath((script or list(command[:1]) or [""])[0]).name


def _running(command: Sequence[str]) -> str:
    name = program(command)
    return f" ({name})" if name else ""


def _command(process: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace").split("\0")[:-1]
    return []

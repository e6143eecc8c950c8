"""How much memory the machine has left, and how much a process uses; where the system tells (Linux)."""

from __future__ import annotations

import os
import re
from pathlib import Path

_GROUP = Path("/sys/fs/cgroup")  # of a container with a limit of its own
_PAGE = os.sysconf("SC_PAGE_SIZE")


def left() -> int | None:
    """Return the bytes that can still be used without harm to others; None where the system does not tell."""
    free = [found for found in (_machine(), _container()) if found is not None]
    return min(free) if free else None


def used(process: int) -> int:
    """Return the bytes of a process that it shares with no file; 0 where it has ended, or the system does not tell."""
    try:
        resident, shared = map(int, Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1:3])
    except (OSError, ValueError):
        return 0
    return (resident - shared) * _PAGE


def _machine() -> int | None:
    try:
        told = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(told[1]) << 10 if told else None


def _container() -> int | None:
    try:
        most = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        now = (_GROUP / "memory.current").read_text(encoding="ascii")
        cached = re.search(r"^inactive_file (\d+)", (_GROUP / "memory.stat").read_text(encoding="ascii"), re.MULTILINE)
        return int(most) - int(now) + (int(cached[1]) if cached else 0)
    except (OSError, ValueError):  # "max": there is no limit
        return None

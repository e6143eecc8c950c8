"""What a worker gives up before it takes tasks: memory without end, the network, a life of its own.

Workers answer queries (:mod:`kg.serve`) and convert and read documents (:mod:`kg.intake`). Nothing of ours lets either
use the network; here the kernel is asked to refuse it too, should it ever slip through. What only Linux can do is left
out elsewhere.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from contextlib import suppress

_SET_PDEATHSIG, _SET_SECCOMP, _SET_NO_NEW_PRIVS = 1, 22, 38
_FILTER = 2  # SECCOMP_MODE_FILTER
# Machine → the kernel's number for it, and for its system call socket()
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends, however that ends."""
    if sys.platform == "linux":
        _prctl(_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # it ended before we asked


def first_to_die() -> None:
    """Have the kernel, should memory run out, end this process rather than who started it or another program."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as told:
        told.write("1000")


def limit_memory(size: int) -> None:
    """Have an allocation fail, which ends the process, where it has more than so many bytes."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    size = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def no_network() -> bool:
    """Have the kernel refuse new sockets to this process from now on; return whether it will."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _SOCKET or struct.calcsize("P") != 8:
        return False
    kind, call = _SOCKET[machine]
    code = b"".join(
        (
            _step(0x20, 4),  # load the kind of machine; another one's calls have other numbers: let them pass
            _step(0x15, kind, otherwise=3),
            _step(0x20, 0),  # load the number of the call
            _step(0x15, call, otherwise=1),
            _step(0x06, 0x00050000 | errno.EACCES),  # refuse it
            _step(0x06, 0x7FFF0000),  # let it pass
        )
    )
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    _prctl(_SET_NO_NEW_PRIVS, 1)
    return _prctl(_SET_SECCOMP, _FILTER, program) == 0


def _step(what: int, value: int, otherwise: int = 0) -> bytes:
    """Return one instruction of a filter; a comparison that fails skips so many of the next."""
    return struct.pack("HBBI", what, 0, otherwise, value)


def _prctl(option: int, value: int, pointer: bytes | None = None) -> int:
    end = ctypes.c_ulong(0)
    return ctypes.CDLL(None).prctl(option, ctypes.c_ulong(value), pointer or end, end, end)

"""A process that does nothing but start workers: forked while this one is still small, and itself forked by each.

So a worker starts in milliseconds with all that it needs, and knows nothing of a store that was opened since. The
nursery ends when we do, however that is, and its workers with it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress

from kg.errors import WorkError
from kg.sandbox import die_with

_ASK = struct.Struct("!cI")  # what is asked, and of which process
_CODE = struct.Struct("!i")
_END = b"E"
_PATIENCE = 0.01  # seconds
_SIGNALS = {signal.SIGINT, signal.SIGTERM}  # ours to handle: workers end when they are told to

Main = Callable[[socket.socket], None]


class Nursery:
    """Starts processes that run one of some functions, each with a socket to us; and ends them.

    ``kinds`` maps a letter to what makes such a process ready, once, in the nursery, and to what it then does. To be
    made before threads are, and before anything is open that no other process should have. Usable from any thread.
    """

    def __init__(self, kinds: dict[bytes, tuple[Callable[[], object], Main]]):
        self._asking = threading.Lock()
        self._line, theirs = socket.socketpair()
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # none may be raised in the child
        try:
            self._pid = os.fork()
            if not self._pid:
                _live(theirs, self._line, kinds)
        except OSError as error:
            self._line.close()
            raise WorkError(f"no worker can be started: {(error.strerror or str(error)).lower()}") from None
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)

    def start(self, kind: bytes) -> socket.socket:
        """Return the socket to a new process, at the end of which nobody may be. Raises WorkError."""
        ours, theirs = socket.socketpair()
        with theirs, self._asking:
            try:
                socket.send_fds(self._line, [_ASK.pack(kind, 0)], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise _gone() from error
        return ours

    def end(self, pid: int) -> int:
        """Kill a process if it still lives; return its exit code, or minus the signal that ended it before."""
        with self._asking:
            try:
                self._line.sendall(_ASK.pack(_END, pid))
                answer = self._line.recv(_CODE.size, socket.MSG_WAITALL)
                return _CODE.unpack(answer)[0]
            except (OSError, struct.error):
                raise _gone() from None

    def close(self) -> None:
        """End the nursery and all its workers. May be called again."""
        if self._pid:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
            self._line.close()
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            self._pid = 0


def _gone() -> WorkError:
    return WorkError("the process that starts workers has ended; run the command again, it goes on where it was")


def _live(line: socket.socket, other_end: socket.socket, kinds: dict[bytes, tuple[Callable[[], object], Main]]) -> None:
    """Be the nursery, to the end."""
    try:
        gc.freeze()  # what the other process had: it is not ours to tidy up
        other_end.close()
        for number in (*_SIGNALS, signal.SIGUSR1):
            signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        _silence()
        _Brood(line, kinds).care()
    finally:
        os._exit(0)


def _silence() -> None:
    """See that this process and its children read and print nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


class _Brood:
    """The workers, as the nursery knows them."""

    def __init__(self, line: socket.socket, kinds: dict[bytes, tuple[Callable[[], object], Main]]):
        self._line, self._kinds = line, kinds
        self._ready: set[bytes] = set()
        self._waiting: list[tuple[bytes, int]] = []
        self._living: set[int] = set()

    def care(self) -> None:
        """Do what is asked until nobody is there to ask; what takes long comes after all else."""
        while True:
            if self._waiting and not select.select([self._line], [], [], self._patience)[0]:
                self._bear()
                continue
            asked, files, _, _ = socket.recv_fds(self._line, _ASK.size, 1, socket.MSG_WAITALL)
            if len(asked) < _ASK.size:
                break
            what, pid = _ASK.unpack(asked)
            if what == _END:
                self._line.sendall(_CODE.pack(self._end(pid)))
            else:
                self._waiting.append((what, files[0]))
        for pid in list(self._living):
            self._end(pid)

    @property
    def _patience(self) -> float:
        """How long to wait for something else that is asked, before a worker is started: making ready takes long."""
        return 0.0 if any(kind in self._ready for kind, _ in self._waiting) else _PATIENCE

    def _bear(self) -> None:
        """Start a worker: one whose kind is ready, where there is one."""
        self._waiting.sort(key=lambda each: each[0] not in self._ready)
        kind, file = self._waiting.pop(0)
        make_ready, main = self._kinds[kind]
        if kind not in self._ready:
            make_ready()
            gc.freeze()
            self._ready.add(kind)
        parent = os.getpid()
        with suppress(OSError):  # no memory, or no process left: whoever asked sees that nobody is there
            pid = os.fork()
            if not pid:
                for _, other in self._waiting:  # the end of another's line: it must be seen when that one ends
                    os.close(other)
                _work(main, socket.socket(fileno=file), self._line, parent)
            self._living.add(pid)
        os.close(file)

    def _end(self, pid: int) -> int:
        if pid not in self._living:
            return 0
        self._living.discard(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _work(main: Main, line: socket.socket, other_line: socket.socket, parent: int) -> None:
    """Be a worker, to the end."""
    try:
        die_with(parent)
        other_line.close()
        main(line)
    finally:
        os._exit(0)

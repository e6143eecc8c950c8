"""Who may write: one at a time, by a mark in the store itself.

An engine has no lock that ends with the process that holds it, so the mark can be left behind: it is taken over at once
where its process is known to be gone (same machine), and else when it has given no sign for ``LEASE`` seconds. Whoever
lost the mark that way finds out before its next change, and makes none.
"""

from __future__ import annotations

import os
import random
import secrets
import socket
import time
from datetime import datetime
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreLockedError
from kg.store.remote.about import State, change, said, state
from kg.store.remote.scope import Graphs
from kg.store.remote.wire import Wire

LEASE = 600.0  # seconds; a change of many reports may take minutes to work out
PATIENCE = 2.0  # seconds to wait for another writer, as with a store in a folder
_PAUSE = 0.2


class Lease:
    """The right to write to a store. Raises StoreLockedError where another has it."""

    def __init__(self, wire: Wire, graphs: Graphs):
        self._wire, self._graphs = wire, graphs
        self._mark = f"{secrets.token_hex(6)} process {os.getpid()} on {socket.gethostname()} ({_world()})"
        deadline = time.monotonic() + PATIENCE
        while not self._taken():
            if time.monotonic() > deadline:
                raise StoreLockedError(self._told(state(wire, graphs)))
            time.sleep(_PAUSE * (1 + random.random()))

    def marks(self) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Return what a change takes out and puts in so as to give a sign. Raises StoreLockedError where it is lost."""
        now = state(self._wire, self._graphs)
        if now.said.get("writer") != (self._mark,):
            raise StoreLockedError(f"{self._wire.endpoint.url}: nothing was changed: {_who(now) or 'somebody'} took "
                                   f"over the store, because we gave no sign for {LEASE:g} seconds")  # fmt: skip
        old, new = self._signs(now), {said(self._graphs, "seen", now.now)}
        return old - new, new - old

    def release(self) -> None:
        """Let others write."""
        now = state(self._wire, self._graphs)
        if now.said.get("writer") == (self._mark,):
            self._wire.update(change({self._written(self._mark), *self._signs(now)}))

    def _taken(self) -> bool:
        now = state(self._wire, self._graphs)
        others = now.said.get("writer", ())
        if others and not _gone(now):
            return False
        ours = {self._written(self._mark), said(self._graphs, "seen", now.now)}
        old = {self._written(mark) for mark in others} | self._signs(now)
        self._wire.update(change(old - ours, ours))
        # Two may have done this at once. Whoever sees another mark beside its own gives way; maybe both, and try again.
        if state(self._wire, self._graphs).said.get("writer") == (self._mark,):
            return True
        self._wire.update(change({self._written(self._mark)}))
        return False

    def _written(self, mark: str) -> ox.Quad:
        return said(self._graphs, "writer", mark)

    def _signs(self, now: State) -> set[ox.Quad]:
        return {said(self._graphs, "seen", seen) for seen in now.said.get("seen", ())}

    def _told(self, now: State) -> str:
        return (f"the store {self._wire.endpoint.url} is being written by {_who(now) or 'another process'}, last seen "
                f"{now.one('seen') or 'just now'}; try again when it has ended (a mark left behind counts no more "
                f"after {LEASE:g} seconds)")  # fmt: skip


def _who(now: State) -> str:
    return now.one("writer").partition(" ")[2].partition(" (")[0]


def _gone(now: State) -> bool:
    """Whether nobody is behind the marks any more."""
    return all(_dead(mark) for mark in now.said["writer"]) or _age(now) > LEASE


def _dead(mark: str) -> bool:
    """Whether the process behind a mark is known to have ended: one of this very system, not there any more."""
    head, _, world = mark.rstrip(")").rpartition(" (")
    number = head.split(" ")[2] if head.count(" ") >= 2 else ""
    return bool(world) and world == _world() and number.isdecimal() and not Path(f"/proc/{number}").exists()


def _age(now: State) -> float:
    """Return the seconds since the last sign: without end where there is none, 0 for one that cannot be read."""
    if not now.said.get("seen"):
        return float("inf")
    try:
        seen = max(datetime.fromisoformat(text.replace("Z", "+00:00")) for text in now.said["seen"])
        return (datetime.fromisoformat(now.now.replace("Z", "+00:00")) - seen).total_seconds()
    except (ValueError, TypeError):
        return 0.0


def _world() -> str:
    """Return what names this machine's present run and our table of processes: a number means the same only there."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return secrets.token_hex(8)

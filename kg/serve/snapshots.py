"""The snapshots that workers read: made from the store, each in a folder of its own, removed when nobody reads it."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import sys
from pathlib import Path

from kg.errors import KgError, StoreError
from kg.serve.process import environment, python
from kg.store.aside import Aside
from kg.store.interface import Store
from kg.store.lock import being_written
from kg.store.open import open_store
from kg.store.published import current
from kg.store.told import strip

_FOLDER = "serving"  # in the store's folder, so that table files can be hard links
_TOLD_ONLY = "--no-inferred"
_WATCHED = ("CURRENT", "MANIFEST-*", "*.log", "*.sst", "kg-store.json")  # what a writer changes, whatever it does

State = frozenset[tuple[str, int, int]]


class Snapshots:
    """Makes snapshots of the store at ``store`` in a temporary place; ``close`` removes all of them.

    What is only inferred is left out of them unless ``inferred``.
    """

    def __init__(self, store: Path, *, inferred: bool = True):
        self._store, self._inferred = store, inferred
        self._taken: State = frozenset()
        self._place: Aside | None = None

    def make(self) -> Path:
        """Make the first snapshot of the store; return its folder. Raises what opening the store raises."""
        self._taken = _state(self._store)
        with open_store(self._store) as store:
            self._place = Aside(self._store, _FOLDER)
            _take(store, target := self._next(), self._inferred)
        return target

    @property
    def unsettled(self) -> bool:
        """Whether somebody is writing to the store, so that the next change will soon come."""
        return being_written(self._store)

    async def fresh(self) -> Path | None:
        """Make a snapshot where the store has changed since the last, in another process; None where it has not.

        Of a store that is being written it is what the writer last gave to readers. Raises StoreError where the store
        cannot be read.
        """
        state = _state(self._store)
        if state in (self._taken, frozenset()):
            return None
        self._taken = state
        target = self._next()
        command = (*python("kg.serve.snapshots"), self._store, target, *self._left_out)
        process = await asyncio.create_subprocess_exec(*command, env=environment(), stderr=asyncio.subprocess.PIPE)
        try:
            _, said = await process.communicate()
        except BaseException:
            process.kill()
            raise
        if process.returncode:
            raise StoreError(said.decode("utf-8", "replace").strip() or f"{self._store} cannot be copied")
        return target

    def remove(self, snapshot: Path) -> None:
        """Remove a snapshot."""
        shutil.rmtree(snapshot, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        if self._place:
            self._place.close()
            self._place = None

    @property
    def _left_out(self) -> tuple[str, ...]:
        return () if self._inferred else (_TOLD_ONLY,)

    def _next(self) -> Path:
        return self._place.folder / secrets.token_hex(4)


def _take(store: Store, target: Path, inferred: bool) -> None:
    """Make a snapshot, with what is only inferred or without it."""
    store.snapshot(target)
    if not inferred:
        strip(target)


def _state(store: Path) -> State:
    """Return what tells whether the store has changed for readers; nothing where there is nothing for them."""
    if being_written(store):
        published = current(store)
        return frozenset({(published.name, 0, 0)} if published else ())
    found = set()
    for path in (path for pattern in _WATCHED for path in store.glob(pattern)):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue  # a writer is at work: the next look sees what it left
        found.add((path.name, status.st_size, status.st_mtime_ns))
    return frozenset(found)


def main(store: str, target: str, *left_out: str) -> int:
    """Make a snapshot, without what is only inferred where that is ``left_out``; return an exit code.

    What goes wrong is told in one line on stderr.
    """
    try:
        with open_store(store) as opened:
            _take(opened, Path(target), _TOLD_ONLY not in left_out)
    except KgError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.stderr.reconfigure(encoding="utf-8")
    sys.exit(main(*sys.argv[1:]))

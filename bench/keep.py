"""What keeping a store costs: filling it, opening it for writing, snapshots, dump, restore.

    python bench/keep.py [--size QUADS]

on an invented world (bench/world.py). Prints a line for each: seconds of the clock and of the processor, bytes on disk.
'updated' fills as changes are made, 2,000 quads a transaction; 'filled' by the engine's bulk loader.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from world import SIZE, quads

import kg
from kg.store.dump import dump
from kg.store.restore import restore


def timed(what: str, work: Callable[[], object], made: Path | None = None) -> None:
    """Do some work and print what it cost."""
    wall, used = time.monotonic(), time.process_time()
    work()
    size = f"{_bytes(made) / 1e6:9.1f} MB" if made else ""
    print(f"{what:40}{time.monotonic() - wall:8.2f} s {time.process_time() - used:8.2f} s {size}", flush=True)


def updated(folder: Path, given: list) -> None:
    """Fill a store as changes are made."""
    with kg.open_store(folder, create=True) as store:
        for some in _batches(given, 2000):
            store.update(add=some)


def filled(folder: Path, given: list) -> None:
    """Fill a store at once."""
    with kg.open_store(folder, create=True) as store:
        store.fill(given)


def dumped(folder: Path, file: Path) -> None:
    """Write a store's dump."""
    with kg.open_store(folder) as store:
        dump(store, file)


def copied(folder: Path, target: Path) -> None:
    """Make a snapshot of a store."""
    with kg.open_store(folder) as store:
        store.snapshot(target)


def _batches(given: list, size: int) -> Iterator[list]:
    for start in range(0, len(given), size):
        yield given[start : start + size]


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in ([path] if path.is_file() else path.iterdir()) if file.is_file())


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE)
    given = list(quads(parser.parse_args().size))
    print(f"{len(given)} quads")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what in (updated, filled):
            timed(what.__name__, lambda what=what: what(folder / what.__name__, given), folder / what.__name__)
        store = folder / "filled"
        timed("opened for writing and closed", lambda: kg.open_store(store, write=True).close())
        timed("snapshot", lambda: copied(store, folder / "copy"))
        timed("dump", lambda: dumped(store, folder / "d.nq"), folder / "d.nq")
        timed("dump, packed", lambda: dumped(store, folder / "d.nq.gz"), folder / "d.nq.gz")
        timed("restore", lambda: restore(folder / "d.nq", folder / "restored"), folder / "restored")
        with kg.open_store(store) as opened:
            timed("network", opened.to_networkx)
            timed("network with evidence counted", lambda: opened.to_networkx(evidence=True))


if __name__ == "__main__":
    main()

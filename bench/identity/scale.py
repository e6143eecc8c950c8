"""What resolving costs as reports become more, and that neither order nor batches change what comes of it."""

from __future__ import annotations

import hashlib
import io
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import kg
from identity.reading import readings
from identity.world import build
from kg.build import Builder
from kg.model import Decisions, Report, ReportStatements
from kg.reading.pipeline import read, reader_version
from kg.resolution.resolve import Resolver, resolve
from kg.store.dump import dump


def costs(sizes: Sequence[int], seed: int, workers: int, *, unread: bool = False) -> Iterator[str]:
    """Yield a table: the processor time of resolving alone, per report, and beside n · log n, the first row being 1.

    ``unread``: of readings that are invented as they are, as in the other measurements, so that none is waited for.
    """
    yield f"{'reports':>8}  {'entities':>8}  {'seconds':>8}  {'ms/report':>9}  n·log n"
    first = 0.0
    for size in sizes:
        told = _invented(size, seed) if unread else _told(size, seed, workers)
        spent = seconds(told)
        per = spent / (size * math.log(size))
        first = first or per
        entities = sum(len(reading.entities) for reading in told)
        yield f"{size:>8}  {entities:>8}  {spent:8.2f}  {1000 * spent / size:9.2f}  × {per / first:.2f}"


def _told(size: int, seed: int, workers: int) -> list[ReportStatements]:
    return readings([telling.report for telling in build(size, seed).tellings], workers)


def _invented(size: int, seed: int) -> list[ReportStatements]:
    from world import PER_REPORT, readings  # bench/world.py

    return list(readings(size * PER_REPORT, seed))


def seconds(told: Iterable[ReportStatements]) -> float:
    """Return the processor time in which a resolver takes readings in and decides."""
    begin = time.process_time()
    resolve(told)
    return time.process_time() - begin


def orders(told: Sequence[ReportStatements], seed: int) -> Iterator[str]:
    """Yield what was tried with the same readings in other orders. Raises AssertionError where decisions differ."""
    random, once = Random(seed), resolve(told)
    shuffled = list(told)
    ways: dict[str, Callable[[], Decisions]] = {
        "backwards": lambda: resolve(reversed(told)),
        "shuffled": lambda: resolve(shuffled),
        "shuffled, decided after each report": lambda: _after_each(shuffled),
        "shuffled, a third taken out and put in again": lambda: _in_and_out(shuffled),
    }
    for name, way in ways.items():
        random.shuffle(shuffled)
        assert dict(way().canonical) == dict(once.canonical), f"{name}: other decisions than all at once"
        yield f"{name}: the same {len(once.canonical)} decisions as all at once"


def _after_each(told: Sequence[ReportStatements]) -> Decisions:
    resolver = Resolver()
    for reading in told:
        resolver.add(reading)
        resolver.decisions()
    return resolver.decisions()


def _in_and_out(told: Sequence[ReportStatements]) -> Decisions:
    resolver = Resolver()
    for reading in told:
        resolver.add(reading)
    resolver.decisions()
    for reading in told[::3]:
        resolver.remove(reading.report.key)
    resolver.decisions()
    for reading in told[::3]:
        resolver.add(reading)
    return resolver.decisions()


def stores(reports: Sequence[Report], seed: int) -> Iterator[str]:
    """Yield the sums of whole stores of the same reports. Raises AssertionError where they differ."""
    shuffled = list(reports)
    Random(seed).shuffle(shuffled)
    ways: dict[str, tuple[Sequence[Report], bool]] = {
        "all at once": (reports, True),
        "all at once, shuffled": (shuffled, True),
        "one by one": (reports, False),
        "one by one, shuffled": (shuffled, False),
    }
    sums = {name: _store(given, together) for name, (given, together) in ways.items()}
    assert len(set(sums.values())) == 1, f"stores differ: {sums}"
    yield from (f"{name}: {len(reports)} reports, {found[:16]}" for name, found in sums.items())


def _store(reports: Iterable[Report], together: bool) -> str:
    """Return the sum of the dump of a store of reports."""
    with tempfile.TemporaryDirectory() as scratch, kg.open_store(Path(scratch) / "kg", create=True) as store:
        builder = Builder(store, read, reader_version())
        for report in reports:
            (builder.stage if together else builder.ingest)(report)
        builder.settle()
        out = io.BytesIO()
        dump(store, out)
    return hashlib.sha256(out.getvalue()).hexdigest()

"""Reads the reports of a world with kg's reader, in several processes."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_context
from os import cpu_count

from kg.model import Report, ReportStatements, by_text
from kg.reading.pipeline import read


def read_all(reports: Sequence[Report], workers: int = 0) -> list[ReportStatements]:
    """Return the readings of the reports, one for each text, in the order of the reports' keys."""
    workers = workers or cpu_count() or 1
    if workers == 1 or len(reports) < 200:
        readings = [read(report) for report in reports]
    else:
        with get_context("spawn").Pool(workers) as pool:
            readings = pool.map(read, reports, chunksize=50)
    return [reading for _, (reading, _) in sorted(by_text(readings).items())]

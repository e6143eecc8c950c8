"""What one conversion and one reading may use."""

from __future__ import annotations

import os

CONVERSION = 60.0  # seconds for each document; a long PDF takes some
READING = 60.0  # seconds for each report, and as many for each million characters of it: four times what is usual
MEMORY = 2 << 30  # bytes
MOST_JOBS = 8  # unless told otherwise


def reading_seconds(text: str) -> float:
    """Return how long a text may be read."""
    return READING + READING * len(text) / 1e6


def usual_jobs() -> int:
    """Return how many processes work at a time where nobody says: as many as we may use processors."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        count = os.cpu_count() or 1
    return min(count, MOST_JOBS)

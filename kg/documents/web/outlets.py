"""Who published a page: what it calls itself, or the name that goes with its host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kg.lexicon.tables import read

_HOST = re.compile(r"[\w-]+(\.[\w-]+)+", re.IGNORECASE)


def outlet(names: Iterable[str], addresses: Iterable[str]) -> str:
    """Return the outlet of a page: a known host's, else the first name that is none of a host."""
    for address in addresses:
        if known := of_host(urlsplit(address).hostname or ""):
            return known
    names = [name for name in names if name and len(name) < 150]
    for name in names:
        if _HOST.fullmatch(name) and (known := of_host(name)):
            return known
    return next((name for name in names if not _HOST.fullmatch(name) and not name.startswith("http")), "")


def of_host(host: str) -> str:
    """Return the outlet that has a host, or one above it, '' where that is not known."""
    parts = host.lower().split(".")
    return next((_known()[".".join(parts[at:])] for at in range(len(parts)) if ".".join(parts[at:]) in _known()), "")


@cache
def _known() -> dict[str, str]:
    return {row["host"]: row["outlet"] for row in read(Path(__file__).with_name("outlets.tsv"))}

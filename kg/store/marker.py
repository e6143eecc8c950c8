"""The file that makes a folder a store: ``kg-store.json``, with the format and the base of all its IRIs.

It is written last when a store is made, so that a folder without it holds nothing yet.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import StoreCorruptError, StoreError
from kg.files import write_atomically

META_FILE = "kg-store.json"
FORMAT = 1
AGAIN = "move the folder away and run kg ingest again"


def mark(folder: Path, base: str) -> None:
    """Make a folder whose database is there a store."""
    text = json.dumps({"format": FORMAT, "base": base}, indent=1) + "\n"
    write_atomically(folder / META_FILE, lambda out: out.write(text.encode("utf-8")))


def known_base(folder: Path) -> str | None:
    """Return the base of the store in a folder, None where it is not a store yet.

    Raises StoreError where the file cannot be read or is of another format, StoreCorruptError where it is damaged.
    """
    try:
        meta = json.loads((folder / META_FILE).read_bytes())
        made_with, base = meta["format"], meta["base"]
    except FileNotFoundError:
        return None
    except PermissionError:
        raise StoreError(f"cannot open the store {folder}: {META_FILE}: permission denied") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreCorruptError(f"the store {folder} is damaged ({META_FILE} cannot be read); {AGAIN}") from None
    if made_with != FORMAT or not isinstance(base, str):
        raise StoreError(f"the store {folder} has format {made_with!r}; use the version of kg that made it")
    return base

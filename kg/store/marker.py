"""The file that makes a folder a store: ``kg-store.json``, with the format and the base of all its IRIs.

It is written last when a store is made, so that a folder without it holds nothing yet.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from kg.errors import StoreCorruptError, StoreError
from kg.files import write_atomically
from kg.judgements.file import JUDGEMENTS_FILE

META_FILE = "kg-store.json"
RUNS = "runs"  # a folder beside it
FORMAT = 1
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`#?]*/")  # an absolute IRI that ends in a slash


def again(folder: Path) -> str:
    """Return what to do about a damaged store; what people decided is in its folder and nowhere else."""
    judged = (folder / JUDGEMENTS_FILE).exists()
    kept = f", with {JUDGEMENTS_FILE} from it put into the new folder first" if judged else ""
    return f"move the folder away and run kg ingest again{kept}"


def refuse_base(base: str) -> None:
    """Raise StoreError for what cannot be the start of all IRIs of a store."""
    if not _BASE.fullmatch(base):
        raise StoreError(f"{base!r} cannot be a base; it must be an absolute IRI that ends in a slash")


def mark(folder: Path, base: str, filling: str = "") -> None:
    """Make a folder whose database is there a store; ``filling`` says from where ``kg pull`` is filling it."""
    meta = {"format": FORMAT, "base": base} | ({"filling": filling} if filling else {})
    text = json.dumps(meta, indent=1) + "\n"
    write_atomically(folder / META_FILE, lambda out: out.write(text.encode("utf-8")))


def half_filled(folder: Path) -> str:
    """Return from where ``kg pull`` was filling the store in a folder when it was interrupted, '' where it was not."""
    try:
        return str(json.loads((folder / META_FILE).read_bytes()).get("filling", ""))
    except (OSError, ValueError, AttributeError):
        return ""


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
        what = f"{META_FILE} cannot be read"
        raise StoreCorruptError(f"the store {folder} is damaged ({what}); {again(folder)}") from None
    if made_with != FORMAT or not isinstance(base, str):
        raise StoreError(f"the store {folder} has format {made_with!r}; use the version of kg that made it")
    return base

"""Whether a store's table files still hold what was written to them.

The engine finds a damaged block only when it reads it, and where it is then counting (GROUP BY, COUNT) it never ends:
so damage has to be found before any query runs. RocksDB never changes a table file (``*.sst``) once it is whole;
``kg-store.sums`` has the size, time and checksum of each that was there when a writer last put its changes on disk.
Table files that are not in it are accepted: a writer that was killed leaves some.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError, StoreCorruptError
from kg.files import write_atomically
from kg.store.marker import again
from kg.text import text_hash

SUMS_FILE = "kg-store.sums"
ALWAYS = 32 << 20  # bytes; reading as much takes some 20 ms. Of a bigger store only files that look changed are read
_FOOTER = bytes.fromhex("f7cff485b741e288")  # RocksDB, table/block_based: the magic number that ends a whole table

Sums = dict[str, list[int]]  # file name → size in bytes, time of change in ns, CRC-32


def verified(folder: Path) -> Sums:
    """Return the sums of the table files that are known and as they were. Raises StoreCorruptError, and OSError."""
    known, now = _read(folder), {}
    for path in sorted(folder.glob("*.sst")):
        if path.name in known:
            state = path.stat()
            now[path] = [state.st_size, state.st_mtime_ns, known[path.name][2]]
    every = sum(size for size, _, _ in now.values()) <= ALWAYS
    for path, (size, changed, checksum) in now.items():
        seen = known[path.name]
        if size != seen[0] or ((every or changed != seen[1]) and _checksum(path) != checksum):
            what = f"its file {path.name} is not as it was written"
            raise StoreCorruptError(f"the store {folder} is damaged ({what}); {again(folder)}")
    return {path.name: row for path, row in now.items()}


def keep(folder: Path, known: Sums) -> Sums:
    """Write and return the sums of the table files that are there; those ``known`` are taken over, not read again."""
    sums = {path.name: _known(path, known) or _taken(path) for path in sorted(folder.glob("*.sst"))}
    whole = {name: row for name, row in sums.items() if row}
    body = json.dumps(whole, indent=0, sort_keys=True)
    if not sums or sums != _read(folder):
        with suppress(OutputError):  # what the store holds is on disk; newer tables only go without this check
            write_atomically(folder / SUMS_FILE, lambda out: out.write(f"{text_hash(body)}\n{body}".encode()))
    return whole


def _known(path: Path, known: Sums) -> list[int]:
    """Return what is known of a table file; an empty row where it has another time: a copy in another folder."""
    row = known.get(path.name, [])
    with suppress(FileNotFoundError):  # the engine has merged it into another
        return row if row and row[1] == path.stat().st_mtime_ns else []
    return []


def _taken(path: Path) -> list[int]:
    """Return a table file's row; an empty one for a file that is not finished, or is gone."""
    with suppress(FileNotFoundError), path.open("rb") as stream:
        state = path.stat()
        stream.seek(max(0, state.st_size - len(_FOOTER)))
        whole = stream.read() == _FOOTER
        return [state.st_size, state.st_mtime_ns, _checksum(path)] if whole else []
    return []


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _read(folder: Path) -> Sums:
    """Return the sums as they were kept; none where their file is missing or damaged itself."""
    try:
        checksum, _, body = (folder / SUMS_FILE).read_text(encoding="utf-8").partition("\n")
        return json.loads(body) if checksum == text_hash(body) else {}
    except (OSError, ValueError):
        return {}

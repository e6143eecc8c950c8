"""From a path to a store: finds the folder, takes the lock, checks that it is whole and made for the same base.

A store's folder is an Oxigraph database with three files of ours: ``kg-store.json`` (the format and the base, written
last when a store is made, so that a folder without it holds nothing yet), ``kg-store.lock`` and ``kg-store.sums``.
The file ``judgements.tsv`` beside them is the user's, and may be there before the store is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kg.errors import StoreCorruptError, StoreError, StoreLockedError
from kg.files import reason
from kg.graph.vocabulary import DEFAULT_BASE
from kg.judgements.file import JUDGEMENTS_FILE
from kg.store.embedded import EmbeddedStore, UnfinishedError
from kg.store.interface import Store
from kg.store.lock import LOCK_FILE, Lock
from kg.store.marker import META_FILE, RUNS, again, half_filled, known_base, mark, refuse_base
from kg.store.published import current
from kg.store.remote.endpoint import is_url

_MOMENT = 0.5  # seconds; an ingest of a report or two has ended then
_ATTEMPTS = 5


def open_store(
    url: str | Path, *, write: bool = False, create: bool = False, base: str | None = None, filling: bool = False
) -> Store:
    """Open the store in a folder (a path, or a ``file:`` URL) or on another engine (http, https), for reading.

    ``write`` lets this process, and it alone, change the store; ``create`` also makes it where there is none, with
    ``base`` (default ``https://vnkg.example/id/``) as the start of all its IRIs, for good. Any number of readers may
    have it open, but not beside a writer: while one is at work, a reader gets what the store held when that began, or
    last put it on disk (``behind`` then says who writes). Raises StoreLockedError after two seconds of waiting for the
    other side, StoreCorruptError where files are missing or damaged, and StoreError where there is no store, or another
    base, or (unless ``filling``) where a transfer into it has not finished.
    """
    if base is not None:
        refuse_base(base)
    if is_url(str(url)):
        from kg.store.remote.open import open_remote  # late: it takes a while

        return open_remote(str(url), write=write, create=create, base=base, filling=filling)
    folder = store_folder(url)
    try:
        if create:
            _prepare(folder)
        elif not (folder / META_FILE).exists() and not _begun(folder):
            raise StoreError(f"{_absence(folder)}; run kg ingest first")
    except OSError as error:
        raise StoreError(f"cannot open the store {folder}: {reason(error)}") from error
    if not (write or create) and current(folder):
        store = _beside_a_writer(folder, base)
    else:
        store = _locked(folder, write=write or create, create=create, base=base)
    if not filling and (source := half_filled(folder)):
        store.close()
        raise StoreError(f"the store {folder} is not filled yet: kg pull {source} has not finished; run it again")
    return store


def _locked(
    folder: Path, *, write: bool = False, create: bool = False, base: str | None = None, patience: float | None = None
) -> EmbeddedStore:
    lock = Lock(folder, exclusive=write, patience=patience)
    try:
        return _open(folder, lock, write=write, create=create, base=base)
    except BaseException:
        lock.release()
        raise


def _beside_a_writer(folder: Path, base: str | None) -> Store:
    """Open a store in which snapshots are published: the newest of these, where the writer has not ended in a moment.

    A writer may publish another one, and take this one away, or end, before we have it: then we look again.
    """
    for attempt in range(_ATTEMPTS):
        try:
            return _locked(folder, base=base, patience=0 if attempt else _MOMENT)
        except StoreLockedError as busy:
            told = str(busy).partition(";")[0]
        if not (snapshot := current(folder)):
            continue
        with suppress(StoreError):
            store = _locked(snapshot, base=base)
            if (snapshot / LOCK_FILE).exists():  # it was ours before it could be taken away
                store.behind = told
                return store
            store.close()
    return _locked(folder, base=base)


def runs_folder(url: str | Path) -> Path:
    """Return the folder of what runs of kg ingest did to a store, which may be at work now, or damaged.

    Raises StoreError where there is no store, or none that answers.
    """
    if is_url(str(url)):
        with open_store(url) as store:
            return store.runs
    folder = store_folder(url)
    if not (folder / META_FILE).exists():
        raise StoreError(f"{_absence(folder)}; run kg ingest first")
    return folder / RUNS


def store_folder(url: str | Path) -> Path:
    """Return the folder that a path or a ``file:`` URL names. Raises StoreError for another URL."""
    if "://" not in str(url):
        return Path(url)
    parts = urlsplit(str(url))
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise StoreError(f"{url} is no store; name a folder")
    return Path(unquote(parts.path))


def _absence(folder: Path) -> str:
    if folder.is_file():
        return f"no store at {folder}: it is a file, a store is a folder"
    if not folder.exists():
        return f"no store at {folder}"
    return f"no store at {folder}: " + (f"it has no {META_FILE}" if any(folder.iterdir()) else "it is empty")


def _prepare(folder: Path) -> None:
    """Make the folder of a new store; leave an existing store, or the beginnings of one, as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = (folder / META_FILE).exists() or (folder / LOCK_FILE).exists()
        if not ours and any(path.name != JUDGEMENTS_FILE for path in folder.iterdir()):
            raise StoreError(f"{folder} has other files in it; name an empty or a new folder for the store")
    except FileExistsError:
        raise StoreError(f"{folder} is a file; name a folder for the store") from None
    except OSError as error:
        raise StoreError(f"cannot make a store at {folder}: {reason(error)}") from error


def _open(folder: Path, lock: Lock, *, write: bool, create: bool, base: str | None) -> EmbeddedStore:
    known = known_base(folder)
    if known is None:
        _refuse_lost(folder, base or DEFAULT_BASE, lock)
    if known is None and not create:
        raise StoreError(f"{_absence(folder)}; run kg ingest first")
    if known is None:
        return _made(folder, lock, base or DEFAULT_BASE)
    if base not in (None, known):
        raise StoreError(f"the store {folder} was made with the base {known}; {base} is refused, IRIs never change")
    if not (folder / "CURRENT").is_file():
        # Checked before RocksDB sees the folder: for a writer it would begin a new, empty database.
        raise StoreCorruptError(f"the store {folder} is damaged (its file CURRENT is missing); {again(folder)}")
    return EmbeddedStore(folder, known, lock, writable=write)


def _made(folder: Path, lock: Lock, base: str) -> EmbeddedStore:
    store = EmbeddedStore(folder, base, lock, writable=True)
    mark(folder, base)
    return store


def _begun(folder: Path) -> bool:
    """Return whether there is a database of ours in the folder, or what is left of one."""
    there = (folder / "CURRENT").exists() or any(folder.glob("*.sst"))
    return there and (folder / LOCK_FILE).exists()


def _refuse_lost(folder: Path, base: str, lock: Lock) -> None:
    """Raise StoreCorruptError where a store has lost our file; a creation that was interrupted has no content yet."""
    # Looked at without writing: a damaged store must stay as it is.
    if _begun(folder) and _has_content(folder, base, lock):
        raise StoreCorruptError(f"the store {folder} is damaged (its file {META_FILE} is missing); {again(folder)}")


def _has_content(folder: Path, base: str, lock: Lock) -> bool:
    try:
        return next(EmbeddedStore(folder, base, lock, writable=False).quads(), None) is not None
    except UnfinishedError:
        return False

"""The user's own words: whether their folder can be used, and by which reader reports are read with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.doctor.finding import Finding, failed, ok
from kg.errors import KgError
from kg.text import plural


def words(folder: str) -> Iterator[Finding]:
    """Yield whether the words of a folder ('' for none) can be used; they then are, in this process."""
    if not folder:
        yield ok("words", "those of kg alone")
        return
    from kg.lexicon.tables import extend

    try:
        extend(folder)
    except KgError as error:
        yield failed("words", error)
    else:
        yield ok("words", f"{plural(len(list(Path(folder).glob('*.tsv'))), 'table')} of your own in {folder}")

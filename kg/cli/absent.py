"""A hint after ``kg ingest FOLDER``: reports of the store whose files the folder does not have (any more)."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.terminal import clean
from kg.text import plural

if TYPE_CHECKING:
    from kg.store.interface import Store

_NAMED = 3
_SOURCES = "SELECT ?report ?source { ?report kg:sourceId ?source }"


def absent(store: Store, paths: Sequence[str]) -> str:
    """Return a line on reports none of whose files a folder has, '' where there is nothing to say.

    Only where one folder was named that has more of the store's reports than it lacks: a store may be fed from several
    folders, and nothing says which of them a file was in. A deleted file never takes its report out by itself.
    """
    from kg.documents.folder import source_ids

    if len(paths) != 1 or not os.path.isdir(paths[0]):
        return ""
    inside, files = source_ids(Path(paths[0])), _files(store)
    gone = {report: sources for report, sources in files.items() if not any(_there(each, inside) for each in sources)}
    if not gone or len(gone) * 2 >= len(files):
        return ""
    names = sorted(min(sources) for sources in gone.values())
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    them, takes, was = ("it", "its file", "was") if len(gone) == 1 else ("them", "their files", "were")
    return (f"note: {plural(len(gone), 'report')} of the store {'is' if len(gone) == 1 else 'are'} from no file of "
            f"{clean(paths[0])}: {clean(', '.join(names[:_NAMED]))}{more}; if {takes} {was} removed, "
            f"kg forget takes {them} out")  # fmt: skip


def _files(store: Store) -> dict[str, set[str]]:
    """Return report → the files that it is from, of reports that are from files alone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.query(_SOURCES):
        found[row["report"].value].add(row["source"].value)
    return {report: sources for report, sources in found.items() if all(map(_is_file, sources))}


def _there(source: str, inside: set[str]) -> bool:
    """Whether a folder has a source: the file, or one that has it inside ('box.zip/a.txt', 'export.jsonl#12')."""
    ends = [at for at, letter in enumerate(source) if letter in "/#"]
    return source in inside or any(source[:end] in inside for end in ends)


def _is_file(source: str) -> bool:
    return "://" not in source and not source.startswith(("stdin-", "text-"))

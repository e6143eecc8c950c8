"""What became of one document in a run of ``kg ingest``, and of all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

BECAME = ("new", "unchanged", "replaced", "failed", "skipped")
# What of a reason is one document's own: all in parentheses but the end of a name, and what is quoted from it.
_PARTICULAR = re.compile(
    r"\s+\((?!\.\S+\)|no suffix\))(?:[^()]|\([^()]*\))*\)| '[^']*'(?=, which )| after \d+ documents of it"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a document: one of ``BECAME``.

    ``name`` is its name as shown, ``source`` its source id; ``report`` the key of its report, ``format`` and
    ``encoding`` as its report has them; ``replaced`` the key of the report that it had before and that is gone;
    ``why`` the reason why there is no report, ``advice`` what to do about it. ``empty`` is 'yes' where nothing of the
    domain was found in the text, ``part`` where only a part of the document was skipped.
    """

    became: str
    name: str
    source: str = ""
    report: str = ""
    format: str = ""
    encoding: str = ""
    replaced: str = ""
    why: str = ""
    advice: str = ""
    empty: str = ""
    part: str = ""

    def row(self) -> dict[str, str]:
        """Return what is not '', by name."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def kind(self) -> str:
        """The reason why there is no report, without what is this document's own ('is binary')."""
        if self.part:
            return "a part of a document that was read"
        return _PARTICULAR.sub("", self.why)


def entry(row: object) -> Entry | None:
    """Return the entry that :meth:`Entry.row` made a row of; None for anything else."""
    known = {field.name for field in fields(Entry)}
    if not isinstance(row, dict) or "became" not in row or "name" not in row:
        return None
    return Entry(**{name: str(value) for name, value in row.items() if name in known})


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Return how many documents became what."""
    found = Counter(each.became for each in entries)
    return {became: found[became] for became in BECAME}

"""The records spoken of so far, each once, in the order in which they were last spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.reading.words.notebook import Record
from kg.text import key


class Recents:
    """Records by the order of their last mention, and by the first word of their names."""

    def __init__(self) -> None:
        self._order: dict[str, Record] = {}
        self._by_word: dict[str, dict[str, str]] = {}  # first word → local key → folded name, in the same order
        self._times: Counter[str] = Counter()
        self._told_at: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._order)

    def add(self, record: Record, at: int = 0) -> None:
        """Note that a record is spoken of (at offset ``at`` of the text)."""
        folded = key(record.name)
        same = self._by_word.setdefault(folded.split(" ")[0], {})
        for kept in (self._order, same):
            kept.pop(record.key, None)
        self._order[record.key], same[record.key] = record, folded
        self._times[record.key] += 1
        self._told_at[record.key] = at

    def latest(self) -> Iterator[Record]:
        """Yield the records, the one spoken of last first."""
        return reversed(self._order.values())

    def beginning(self, start: str) -> list[Record]:
        """Return those whose folded name begins with ``start`` and goes on, the one spoken of last at the end."""
        same = self._by_word.get(start.split(" ")[0], {})
        return [self._order[name] for name, folded in same.items() if folded.startswith(start + " ")]

    def begun_by(self, name: str, link: str) -> list[Record]:
        """Return those whose folded name and then ``link`` begin ``name``."""
        same = self._by_word.get(name.split(" ")[0], {})
        return [self._order[other] for other, folded in same.items() if name.startswith(folded + link)]

    def named(self, name: str) -> bool:
        """Whether one of them has that folded name."""
        return name in self._by_word.get(name.split(" ")[0], {}).values()

    def times(self, record: Record) -> int:
        """Return how often a record was spoken of."""
        return self._times[record.key]

    def told_at(self, record: Record) -> int:
        """Return the offset at which a record was spoken of last."""
        return self._told_at[record.key]

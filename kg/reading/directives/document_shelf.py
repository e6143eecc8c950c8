"""The documents that a report has named so far, by type: told again by name, by subject, or by the type alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.reading.directives.document_identity import same_name, same_subject
from kg.reading.words.notebook import Record
from kg.reading.words.references import Reference


@dataclass(slots=True)
class Shelf:
    """The documents of one type.

    ``records`` in the order in which they were named last; ``names`` of those without a number; ``subjects`` of the
    others.
    """

    records: dict[str, Record] = field(default_factory=dict)
    names: dict[str, Record] = field(default_factory=dict)
    subjects: dict[str, tuple[str, Record]] = field(default_factory=dict)
    announced: dict[str, Record] = field(default_factory=dict)

    def put(self, record: Record, name: str, *, numbered: bool, subject: str) -> None:
        """Note that the report names a document."""
        self.records.pop(record.key, None)
        self.records[record.key] = record
        if not numbered:
            self.names.setdefault(name, record)
        elif subject:
            self.subjects.setdefault(record.key, (subject, record))

    def announce(self, record: Record) -> None:
        """Note that the report tells of its being signed or issued."""
        self.announced.pop(record.key, None)
        self.announced[record.key] = record

    def pointed(self) -> Record | None:
        """Return the document that the type alone means: the one announced last, else the one named last."""
        return next(reversed((self.announced or self.records).values()), None)

    def only(self) -> Record | None:
        """Return the document if there is just one."""
        return _only(self.records.values())

    def named(self, name: str) -> Record | None:
        """Return the one document that longer or shorter words named before."""
        return _only(record for known, record in self.names.items() if same_name(known, name))

    def about(self, subject: str) -> Record | None:
        """Return the one document with a number that has that subject."""
        return _only(record for words, record in self.subjects.values() if same_subject(subject, words))


class Numbers:
    """Every full number of a report, so that a bare one finds its own."""

    def __init__(self, references: Iterable[Reference]):
        self._full: dict[str, dict[str, Reference]] = {}
        for reference in references:
            if reference.number:
                self._full.setdefault(reference.num, {})[reference.plain] = reference

    def whole(self, bare: Reference) -> Reference:
        """Return the one full number that a bare number stands for, else the bare one."""
        fits = [full for full in self._full.get(bare.num, {}).values() if bare.type in (full.type, None)]
        return fits[0] if len(fits) == 1 else bare


def _only(records: Iterable[Record]) -> Record | None:
    found = {record.key: record for record in records}
    return next(iter(found.values())) if len(found) == 1 else None

"""What was read from each report, kept beside the store so that an update need not read all texts again.

A disposable cache: one file per report, which counts only for the same text, the same data about it and the same
reader; one that is missing, stale or damaged is as good as none. The text itself is in the store, not here.
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import fields, replace
from pathlib import Path

from kg.errors import OutputError, StoreError
from kg.files import reason, write_atomically
from kg.model import Concept, Entity, Literal, Ref, Report, ReportStatements, Statement
from kg.text import text_hash

READINGS = "readings"  # the folder, in that of a store
_AHEAD = "ahead"  # a file
_OBJECTS = {"ref": Ref, "literal": Literal, "concept": Concept}
_TAGS = {made: tag for tag, made in _OBJECTS.items()}


class Readings:
    """The cache in a folder, which is made when first written to."""

    def __init__(self, folder: Path):
        self._folder = folder

    def prepare(self) -> None:
        """See that readings can be kept and dropped. Raises StoreError where they cannot: before the store changes."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not os.access(self._folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except FileExistsError:
            raise self._unusable(self._folder, NotADirectoryError(errno.ENOTDIR, "is no folder")) from None
        except OSError as error:
            raise self._unusable(self._folder, error) from error

    def get(self, report: Report, reader: str) -> ReportStatements | None:
        """Return what ``reader`` (a version) read from the report; None where that is not known."""
        try:
            checksum, _, body = self._path(report.key).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        if checksum != text_hash(body):
            return None
        reading = decode(body, report.text)
        return reading if reading and (reading.reader, reading.report) == (reader, report) else None

    def put(self, reading: ReportStatements) -> None:
        """Keep a reading in place of any earlier one of its report. Raises StoreError where it cannot be written."""
        self.prepare()
        body = encode(reading)
        whole = f"{text_hash(body)}\n{body}".encode()
        path = self._path(reading.report.key)
        try:
            write_atomically(path, lambda stream: stream.write(whole))
        except OutputError as error:
            raise self._unusable(path, error) from error

    @property
    def ahead(self) -> bool:
        """Whether the readings may be newer than the graph although the same reader made both."""
        return (self._folder / _AHEAD).exists()

    def set_ahead(self, ahead: bool) -> None:
        """Note whether the readings may be newer than the graph. Raises StoreError where that cannot be noted."""
        self.prepare()
        path = self._folder / _AHEAD
        try:
            path.touch() if ahead else path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(path, error) from error

    def drop(self, report_key: str) -> None:
        """Forget the reading of a report, if there is one. Raises StoreError where it cannot be removed."""
        path = self._path(report_key)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unusable(path, error) from error

    def _unusable(self, path: Path, error: OSError | OutputError) -> StoreError:
        where, why = path.relative_to(self._folder.parent), (error.__cause__ or error)
        what = reason(why, "make it writable, or remove it: it is only a cache")
        return StoreError(f"the store {self._folder.parent} cannot be changed: {where}: {what}")

    def _path(self, report_key: str) -> Path:
        return self._folder / f"{report_key}.json"


def encode(reading: ReportStatements) -> str:
    """Return a reading as JSON, without the report's text."""
    report = replace(reading.report, text="", hash=reading.report.hash)
    return json.dumps(
        {
            "report": _row(report),
            "reader": reading.reader,
            "observed_on": reading.observed_on,
            "dateline": reading.dateline,
            "credits": reading.credits,
            "entities": [_row(entity) for entity in reading.entities],
            "statements": [[_coded(value) for value in _row(statement)] for statement in reading.statements],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode(body: str, text: str) -> ReportStatements | None:
    """Return the reading of a report with this text from :func:`encode`'s JSON; None where it does not fit."""
    try:
        read = json.loads(body)
        return ReportStatements(
            report=replace(Report(*read["report"]), text=text),
            entities=tuple(_entity(row) for row in read["entities"]),
            statements=tuple(Statement(*map(_decoded, row)) for row in read["statements"]),
            reader=read["reader"],
            observed_on=read["observed_on"],
            dateline=read["dateline"],
            credits=tuple(read["credits"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _row(thing: Report | Entity | Statement) -> list:
    return [getattr(thing, field.name) for field in fields(thing)]


def _entity(row: list) -> Entity:
    entity = Entity(*row)
    return replace(entity, identity=tuple(entity.identity))


def _coded(value: object) -> object:
    return [_TAGS[type(value)], *_row(value)] if type(value) in _TAGS else value


def _decoded(value: object) -> object:
    return _OBJECTS[value[0]](*value[1:]) if isinstance(value, list) else value

"""What we and our workers say to one another.

A task goes to a worker as it is (pickled: it is ours). What a worker says comes back as JSON: it may have taken in a
document that was made to harm, so its words are data and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from kg.documents.source import Skipped
from kg.errors import InputError
from kg.model import Report

Avoided = dict[str, tuple[str, str]]  # name of what is in a container → why it is not read, and what to do about it
Item = Report | InputError | Skipped

# What a worker says, as the first value of a list.
READY = "ready"  # its process id, and the version of the reader that it has ('' for none)
ITEM = "item"  # the name of a document as shown, and what it is
READ = "read"  # what was read from a report, as the cache has it
BEGIN = "begin"  # the name of something in a container, before it is converted
PASSED = "passed"  # something in a container was told before
END = "end"  # all of this task is done
FAILED = "failed"  # an InputError stands in place of a reading, or its words where it is none
FAULT = "fault"  # what was raised that should not have been
NO_MEMORY = 77  # a worker's exit code: more would be needed than it may have


def packed(value: Any) -> bytes:
    """Return a JSON value as bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> Any:
    """Return the JSON value in these bytes."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def coded(item: Item) -> list[Any]:
    """Return what became of a document as a list of values that JSON has."""
    if isinstance(item, Report):
        return ["report", *(getattr(item, field.name) for field in fields(Report))]
    if isinstance(item, Skipped):
        return ["skipped", item.source, item.reason, item.part]
    return ["failed", item.source, item.reason, item.advice]


def decoded(row: list[Any]) -> Item:
    """Return what :func:`coded` made a list of."""
    kind, *values = row
    return {"report": Report, "skipped": Skipped, "failed": InputError}[kind](*values)

"""A store made of the sample readings, and a stand-in for the reader that knows only those."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sample import READER, SAMPLES

from kg.build import Builder, Read
from kg.model import Report, ReportStatements
from kg.store.dump import dump
from kg.store.interface import Store
from kg.store.open import open_store

if TYPE_CHECKING:
    import pytest

Place = TypeVar("Place", Path, str)


def reader(readings: Iterable[ReportStatements]) -> Read:
    """Return a stand-in that gives these readings for their texts, for any other text one without entities."""
    by_key = {reading.report.key: reading for reading in readings}

    def read(report: Report) -> ReportStatements:
        known = by_key.get(report.key)
        if known is None:
            return ReportStatements(report, (), (), READER)
        return ReportStatements(report, known.entities, known.statements, READER, known.observed_on)

    return read


read = reader(SAMPLES)


def make_store(place: Place, readings: tuple[ReportStatements, ...] = SAMPLES, base: str | None = None) -> Place:
    """Make a store of the readings in a folder, or on an engine by its address; return where it is."""
    with open_store(place, write=True, create=True, base=base) as store:
        builder = Builder(store, reader(readings), READER)
        for reading in readings:
            builder.ingest(reading.report)
    return place


def dump_at(place: Path) -> bytes:
    """Return what kg dump writes of the store in a folder."""
    with open_store(place) as store:
        return dump_of(store)


def dump_of(store: Store) -> bytes:
    """Return what kg dump writes of a store."""
    out = io.BytesIO()
    dump(store, out)
    return out.getvalue()


def reader_module(read: Read = read) -> types.ModuleType:
    """Return a module that can stand for ``kg.reading.pipeline``."""
    module = types.ModuleType("kg.reading.pipeline")
    module.read, module.reader_version = read, lambda: READER
    return module


def put_reader(patch: pytest.MonkeyPatch, module: types.ModuleType) -> None:
    """Have a module stand for ``kg.reading.pipeline`` in this process."""
    import kg.reading

    patch.setitem(sys.modules, "kg.reading.pipeline", module)
    patch.setattr(kg.reading, "pipeline", module, raising=False)

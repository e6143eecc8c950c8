"""The quads of a file that kg wrote: a dump, or an export in one of the formats of RDF, compressed or not."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import InputError
from kg.files import is_packed
from kg.store.dump import STDIN, Dump
from kg.text import one_space

Step = Callable[[int], object]

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
_DUMP, _ZIPPED = b"# kg dump ", b"\x1f\x8b"
_EVERY = 10_000  # quads between two steps
_NAMED = "name it .nq, .trig, .jsonld, .ttl, .nt or .rdf (and .gz where it is compressed)"


def file_quads(source: str | Path, step: Step) -> Iterator[ox.Quad]:
    """Yield the quads of a file, or of N-Quads on standard input (``-``); ``step`` is given how many bytes were read.

    A dump that was cut off is found out. Raises InputError where the file is not there or not what its name says.
    """
    if str(source) == STDIN:
        yield from _piped(step)
        return
    path = Path(source)
    if _is_dump(path):
        yield from _dumped(source, step)
        return
    with _told(path), path.open("rb") as raw:
        stream = gzip.GzipFile(fileobj=raw) if is_packed(path) else raw
        yield from _counted(ox.parse(stream, format=_format(path)), raw, step)


def _piped(step: Step) -> Iterator[ox.Quad]:
    if sys.stdin.buffer.peek(len(_DUMP)).startswith((_DUMP, _ZIPPED)):
        yield from _dumped(STDIN, step)
        return
    with _told("standard input"):
        yield from ox.parse(sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)


def _is_dump(path: Path) -> bool:
    with _told(path), path.open("rb") as raw:
        begin = raw.read(2)
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if begin == _ZIPPED else raw
        return stream.read(len(_DUMP)) == _DUMP


def _dumped(source: str | Path, step: Step) -> Iterator[ox.Quad]:
    try:
        with Dump.opened(source, step) as dump:
            yield from dump.quads()
    except InputError as error:
        raise InputError(error.source, error.reason) from None  # the advice there is about restoring


def _format(path: Path) -> ox.RdfFormat:
    suffix = (path.with_suffix("") if is_packed(path) else path).suffix.lower()
    if suffix not in _FORMATS:
        raise InputError(str(path), "its name does not tell which format of RDF it is in", _NAMED)
    return _FORMATS[suffix]


def _counted(quads: Iterator[ox.Quad], raw: BinaryIO, step: Step) -> Iterator[ox.Quad]:
    at = 0
    for number, quad in enumerate(quads, 1):
        yield quad
        if number % _EVERY == 0:
            now = raw.tell()
            step(now - at)
            at = now


@contextmanager
def _told(path: Path | str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        reason = re.sub(r"^Parser error at [^:]*: | \(line \d+\)$", "", one_space(str(error)))
        raise InputError(str(path), line + reason) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(str(path), "is cut off or damaged: it does not unpack") from None
    except FileNotFoundError:
        raise InputError(str(path), "does not exist", "name a store, a dump or an RDF export") from None
    except UnicodeDecodeError:
        raise InputError(str(path), "is no text in UTF-8") from None
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {(error.strerror or str(error)).lower()}") from error

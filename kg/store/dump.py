"""A whole store as one N-Quads file: what it holds, ontology and all, in one order, so that two dumps can be compared.

The first line, a comment, has the base; the last one how many quads there are, so that a file that was cut off is
found out. Comments after the first line hold the file of judgements, where there is one, line by line. Where the file's
name ends in ``.gz`` it is compressed; the bytes are the same at any time.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyoxigraph as ox

from kg.errors import InputError
from kg.files import sweep, write_atomically
from kg.graph.vocabulary import ENTITIES
from kg.judgements.file import JUDGEMENTS_FILE, kept
from kg.text import one_space

if TYPE_CHECKING:
    from kg.store.interface import Store

FORMAT = 1
STDIN = "-"
_HEAD = f"# kg dump {FORMAT} <%s>\n"
_END = "# end: %d quads\n"
_JUDGED = f"# {JUDGEMENTS_FILE}: ".encode()
_HEAD_LINE = re.compile(rb"# kg dump (\d+) <([^<>\s]+)>\r?\n")
_END_LINE = re.compile(rb"# end: (\d+) quads\r?\n\Z")
_GRAPH = re.compile(rb"<([^<>\s]+)(?:graph/entities|report/[0-9a-f]{16}(?:#evidence)?)> *\.\s*\Z")
_LONGEST = 1000  # bytes; a first line is shorter, and so is a last one
_BLOCK = 1 << 18

Step = Callable[[int], object]


def _no_step(_: int) -> None:
    """Show nothing of how far we are."""


def dump(store: Store, out: str | Path | BinaryIO, step: Step = _no_step) -> int:
    """Write all that a store holds to a file (whole or not at all) or a binary stream; return the number of quads.

    ``step`` is called with 1 for each graph. Only one graph at a time is held in memory. Raises OutputError where the
    file cannot be written.
    """
    if not isinstance(out, str | Path):
        return _write(store, out, step)
    counts: list[int] = []
    sweep(Path(out).parent)
    write_atomically(out, lambda file: counts.append(_write(store, file, step)))
    return counts[0]


def _write(store: Store, out: BinaryIO, step: Step) -> int:
    out.write((_HEAD % store.base).encode())
    if (judged := kept(store.judgements)) is not None:
        out.writelines(_JUDGED + line + b"\n" for line in judged.split(b"\n"))
    count = 0
    for graph in store.graphs():
        lines = ox.serialize(store.quads(graph), format=ox.RdfFormat.N_QUADS).splitlines(keepends=True)
        out.writelines(sorted(lines))
        count += len(lines)
        step(1)
    out.write((_END % count).encode())
    return count


class Dump:
    """A dump that is being read; got by :meth:`opened`.

    ``base`` is that of the store it was made of, ``judgements`` the bytes of its file of judgements, None for no file.
    """

    def __init__(self, name: str, text: _Text, base: str, *, headed: bool):
        self.name, self.base = name, base
        judged = text.skip_head(_JUDGED) if headed else []
        self.judgements = b"\n".join(judged) if judged else None
        self._text, self._headed = text, headed

    @classmethod
    @contextmanager
    def opened(cls, source: str | Path, step: Step = _no_step) -> Iterator[Dump]:
        """Open a file (compressed or not), or ``-`` for standard input; ``step`` is given how many bytes were read.

        N-Quads without our first line will do where they are in a file, and of a store. Raises InputError for all else.
        """
        name = "standard input" if str(source) == STDIN else str(source)
        with _told(name), sys.stdin.buffer if str(source) == STDIN else open(source, "rb") as raw:
            text = _Text(raw, step)
            head = _HEAD_LINE.match(text.beginning())
            if head and int(head[1]) != FORMAT:
                raise InputError(name, f"is a dump of format {int(head[1])}", "use the version of kg that made it")
            base = head[2].decode("utf-8", "replace") if head else _base_within(name, source)
            yield cls(name, text, base, headed=bool(head))

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the quads of the file. Raises InputError, with the line, where it is not as it was written."""
        count, graph = 0, None
        with _told(self.name):
            for quad in ox.parse(self._text, format=ox.RdfFormat.N_QUADS):
                count += 1
                if quad.graph_name != graph:
                    graph = quad.graph_name
                    self._check(quad)
                yield quad
        self._check_end(count)

    def _check(self, quad: ox.Quad) -> None:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise InputError(self.name, f"this is in no named graph: {quad.triple}", "give the N-Quads of a store")
        base, entities, _ = quad.graph_name.value.partition(ENTITIES)
        if entities and base != self.base:
            raise InputError(self.name, f"is of a store with the base {self.base}, but has {quad.graph_name.value}")

    def _check_end(self, count: int) -> None:
        end = _END_LINE.search(self._text.tail)
        if not self._headed or (end and int(end[1]) == count):
            return
        said = f"its last line says {int(end[1])} quads, it has {count}" if end else "its last line is missing"
        raise InputError(self.name, f"is not whole: {said}", "make it again with kg dump")


class _Text(io.RawIOBase):
    """The text of a file, decompressed where it has to be; it remembers how it ended."""

    def __init__(self, raw: BinaryIO, step: Step):
        self._raw, self._step, self._at, self.tail = raw, step, 0, b""
        zipped = raw.peek(2)[:2] == b"\x1f\x8b"
        self._text = io.BufferedReader(gzip.GzipFile(fileobj=raw), _BLOCK) if zipped else raw
        self._first = b""  # read already, and to be read again

    def beginning(self) -> bytes:
        """Return the beginning of the text, which stays to be read."""
        return self._text.peek(_LONGEST)

    def skip_head(self, mark: bytes) -> list[bytes]:
        """Take the first line away, and the lines after it that begin with a mark; return what follows the mark."""
        self._text.readline()
        found = []
        while (line := self._text.readline()).startswith(mark):
            found.append(line.removeprefix(mark).removesuffix(b"\n"))
        self._first = b"\n" * (1 + len(found)) + line  # so that the numbers of the lines stay
        return found

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of the text."""
        return iter(self._text)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._first:
            end = len(self._first) if size < 0 else size
            data, self._first = self._first[:end], self._first[end:]
        else:
            data = self._text.read(size)
        self.tail = (self.tail + data)[-_LONGEST:]
        self._count(every=_BLOCK if data else 0)
        return data

    def _count(self, every: int) -> None:
        if self._raw.seekable() and (now := self._raw.tell()) - self._at >= every:
            self._step(now - self._at)
            self._at = now


def _base_within(name: str, source: str | Path) -> str:
    """Return the base of the store whose graphs a file without our first line holds. Raises InputError for no such."""
    if str(source) != STDIN:
        with open(source, "rb") as raw:
            for line in _Text(raw, _no_step).lines():
                if found := _GRAPH.search(line):
                    return found[1].decode("utf-8", "replace")
    raise InputError(name, "is no dump of a store", "make one with kg dump")


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        line, reason = error.lineno, str(error).partition(": ")[2].removesuffix(f" (line {error.lineno})")
        raise InputError(name, f"line {line}: {one_space(reason)}", "nothing was restored") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError(name, "is cut off or damaged: it does not unpack", "make it again with kg dump") from None
    except OSError as error:
        raise InputError(name, f"cannot be read: {(error.strerror or str(error)).lower()}") from error

"""One document as it comes: a file, or what a container has inside. And what the user says of all of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from kg.documents.about import About
from kg.errors import InputError

_SUFFIX = re.compile(r"(?:\.tar)?\.[^./\s]{1,10}$", re.IGNORECASE)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the columns of a table of articles, '' where they are to be found by usual names."""

    text: str = ""
    title: str = ""
    published: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line says of the documents: their encoding ('': find out), and the columns of tables."""

    encoding: str = ""
    fields: Fields = field(default_factory=Fields)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file of a folder, or of a container, that is no report, and why: worth a line, but no failure.

    ``part`` tells that it is only a part of one that is read: it is told by itself, not among files left out.
    """

    source: str
    reason: str
    part: bool = False

    def __str__(self) -> str:
        return f"{self.source}: skipped, {self.reason}"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that has not been read yet.

    ``name`` is one printable line for messages, ``source_id`` as reports have it, ``suffix`` the end of the name in
    lower case ('.html', '.tar.gz', '' for none), ``about`` what is known from outside: it wins over what the document
    says. ``named`` tells that the user named it, so that it is read whatever its suffix; ``depth`` in how many
    containers it is. Its bytes are those of the file ``path``, else ``data``, else what ``opener`` opens (such a
    source cannot be sent to another process).
    """

    name: str
    source_id: str
    suffix: str = ""
    path: Path | None = None
    data: bytes = b""
    opener: Callable[[], BinaryIO] | None = None
    about: About = About()
    named: bool = False
    depth: int = 0

    def open(self) -> BinaryIO:
        """Return a stream of the bytes; the caller closes it. Raises OSError."""
        if self.path is not None:
            return self.path.open("rb")
        return self.opener() if self.opener else io.BytesIO(self.data)

    def head(self, size: int = _HEAD) -> bytes:
        """Return the first bytes. Raises OSError."""
        with self.open() as stream:
            return stream.read(size)

    def read(self, limit: int) -> bytes:
        """Return all bytes. Raises InputError where there are more than ``limit``, and OSError."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(self.name, f"is larger than {limit >> 20} MiB", "a report is one article, split the file")
        return data

    def inside(self, name: str, inner: str, **more: object) -> Source:
        """Return a source for what this one contains: ``inner`` is its path in here, ``name`` the same for messages."""
        return replace(
            self,
            name=f"{self.name}/{name}",
            source_id=f"{self.source_id}/{inner}",
            suffix=suffix(inner),
            named=False,
            depth=self.depth + 1,
            **{"path": None, "data": b"", "opener": None, "about": About(), **more},
        )


def suffix(name: str) -> str:
    """Return the end of a file's name that tells its format, in lower case: '.html', '.tar.gz', '' for none."""
    found = _SUFFIX.search(name.rpartition("/")[2])
    return found.group().lower() if found and found.start() else ""

"""The parts of a Word file that hold text, as trees of XML: nothing else of the package is unpacked.

An office file is a ZIP archive of XML parts. Only the parts that are asked for are unpacked, each up to a bound, so
that an archive that unpacks to gigabytes costs nothing. Names lose their namespace: Word's two dialects (transitional
and strict) then read the same.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from kg.errors import InputError

MAX_XML = 24 << 20  # of all parts that are read: some 1,500 pages
MAX_PARTS = 20_000  # entries of the archive
MAX_RATIO = 200  # XML packs well, yet not so well
MAX_ATTRIBUTES = 500  # of one element; setting them one by one takes the square of their number
_SMALL = 4 << 20  # below this no ratio is suspicious
_RESAVE = "open it in Word or LibreOffice and save it as .docx again"
_OFFICE = "officeDocument"

Element = etree._Element


class Package:
    """An open office file. Raises InputError (naming the file ``name``) for what is damaged or out of all bounds."""

    def __init__(self, stream: BinaryIO, name: str):
        self._name = name
        self._left = MAX_XML
        try:
            self._zip = zipfile.ZipFile(stream)
            self._names = {entry.filename.lower(): entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise InputError(name, f"is a damaged Word file ({_first_line(error)})", _RESAVE) from None
        if len(self._names) > MAX_PARTS:
            raise InputError(name, f"has {len(self._names)} parts, more than {MAX_PARTS} in one Word file", _RESAVE)

    def has(self, path: str) -> bool:
        """Whether there is a part of that path."""
        return path.lower() in self._names

    def main(self) -> str:
        """Return the path of the document's main part."""
        for kind, target in self.related(""):
            if kind == _OFFICE:
                return target
        raise InputError(self._name, "is no Word file: its package names no document", _RESAVE)

    def related(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield (kind, path) of what a part of the package is related to ('' the package itself)."""
        for kind, _, target in self._relations(path):
            yield kind, target

    def by_id(self, path: str) -> dict[str, str]:
        """Return what a part is related to: the id that it uses → path."""
        return {identifier: target for _, identifier, target in self._relations(path)}

    def tree(self, path: str) -> Element | None:
        """Return the root of a part's XML, None where there is no such part."""
        return self._parsed(path) if self.has(path) else None

    def _relations(self, path: str) -> Iterator[tuple[str, str, str]]:
        folder, _, last = path.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{last}.rels"))
        for each in root if root is not None else ():
            if isinstance(each.tag, str) and each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(each.get("Target", ""))))
                yield each.get("Type", "").rpartition("/")[2], each.get("Id", ""), target.lstrip("/")

    def _parsed(self, path: str) -> Element:
        data = self._unpacked(path)
        if b"<!DOCTYPE" in data:
            raise self._entities(path)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise InputError(self._name, f"has a damaged part {path} ({_first_line(error)})", _RESAVE) from None
        if root.getroottree().docinfo.doctype:  # in UTF-16
            raise self._entities(path)
        if any(len(each.attrib) > MAX_ATTRIBUTES for each in root.iter(etree.Element)):
            raise InputError(self._name, f"has a damaged part {path} (an element with countless attributes)", _RESAVE)
        return _without_namespaces(root)

    def _entities(self, path: str) -> InputError:
        return InputError(self._name, f"declares entities in its part {path}, which no Word file does", _RESAVE)

    def _unpacked(self, path: str) -> bytes:
        entry = self._names[path.lower()]
        if entry.flag_bits & 1:
            raise InputError(self._name, "is protected by a password", "save it without one and give that")
        try:
            with self._zip.open(entry) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
            raise InputError(self._name, f"has a damaged part {path} ({_first_line(error)})", _RESAVE) from None
        if len(data) > self._left:
            raise InputError(self._name, f"unpacks to more than {MAX_XML >> 20} MiB of XML", "split it")
        self._left -= len(data)
        if len(data) > max(_SMALL, MAX_RATIO * entry.compress_size):
            raise InputError(self._name, f"is a ZIP bomb: its part {path} unpacks to {len(data) >> 20} MiB", _RESAVE)
        return data


def _without_namespaces(root: Element) -> Element:
    for each in root.iter(etree.Element):
        each.tag = each.tag.rpartition("}")[2]
        for name, value in each.items():
            if name[0] == "{":
                each.set(name.rpartition("}")[2], value)
    return root


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).split("\n")[0]

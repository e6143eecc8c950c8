"""What stands above a text, or in a file beside a document: YAML that tells its title, date, source …"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kg.documents.about import About
from kg.documents.encoding import decoded
from kg.documents.field_names import LEAD, OTHER, about, chosen, folded, roles
from kg.documents.source import Skipped, Source
from kg.errors import InputError
from kg.text import one_space

MOST = 64 << 10  # bytes
SUFFIXES = (".yaml", ".yml")
_FENCES = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LINE = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*))?")
_MARKS = tuple("&*[{!|>%@`")  # what begins no plain text in YAML
_QUOTED = re.compile(r"(['\"])(.*)\1")
_KNOWN = "title, date, source, url, author, outlet"


def without(source: Source, *, sure: bool) -> tuple[Source, list[Skipped]]:
    """Return a text without the front matter above it, with what that tells, and what of it cannot be used.

    The source itself where there is none. ``sure``: only what is front matter without any doubt is taken as such, YAML
    with a name in it that we know. Raises OSError.
    """
    found = _FENCES.match(source.head(MOST + 16))
    if not found:
        return source, []
    values = _values(found.group(1), source.name)
    if values is None or (sure and not chosen(values).keys() - {"text", LEAD, OTHER}):
        return source, []
    known, notes = _about(values, source.name)
    rest = replace(source, path=None, data=b"", opener=_Behind(source.open, found.end()))
    return replace(rest, about=source.about.over(known)), notes


def beside(path: Path) -> Path | None:
    """Return the sidecar of a document: 'a.pdf.yaml' or 'a.yaml' for 'a.pdf'; None where it has none."""
    if path.suffix.lower() in SUFFIXES:
        return None
    return next((each for name in beside_names(path.name) if os.path.isfile(each := path.with_name(name))), None)


def beside_names(name: str) -> list[str]:
    """Return what a document's sidecar may be called, the first choice first."""
    stem = name.rpartition(".")[0] if "." in name.rpartition("/")[2][1:] else name
    return [each + suffix for each in dict.fromkeys((name, stem)) for suffix in SUFFIXES]


def sidecars(files: Iterable[str]) -> set[str]:
    """Return which of a folder's files are sidecars of others."""
    files = list(files)
    documents = {each for each in files if not each.lower().endswith(SUFFIXES)}
    names = documents | {each.rpartition(".")[0] for each in documents}
    return {each for each in files if each not in documents and each.rpartition(".")[0] in names}


def sidecar(path: Path, name: str) -> tuple[About, list[Skipped]]:
    """Return what a sidecar tells, and what of it cannot be used. Raises InputError where it is none, and OSError."""
    with path.open("rb") as stream:
        return told(stream.read(MOST + 1), name)


def told(data: bytes, name: str) -> tuple[About, list[Skipped]]:
    """Return what the bytes of a sidecar tell (see :func:`sidecar`), of which ``MOST`` and one more are enough."""
    if len(data) > MOST:
        raise InputError(name, f"is larger than {MOST >> 10} KiB", "a sidecar has a few lines, such as title: …")
    values = _values(data, name)
    if values is None:
        raise InputError(name, "is no sidecar: it has no lines of YAML such as 'title: …'", "mend or remove it")
    return _about(values, name)


class _Behind:
    """Opens what comes behind the first bytes of a document."""

    def __init__(self, opener: Callable, offset: int):
        self._opener, self._offset = opener, offset

    def __call__(self):
        stream = self._opener()
        left = self._offset
        while left and (data := stream.read(left)):
            left -= len(data)
        return stream


def _values(data: bytes, name: str) -> dict[str, str] | None:
    """Return what YAML says, key by key; None where it is no table of values at the top."""
    try:
        text = decoded(data, name).text
    except InputError:
        return None
    values = _loaded(text)
    return _line_by_line(text) if values is None else values


def _loaded(text: str) -> dict[str, str] | None:
    import yaml

    try:
        held = yaml.load(text, Loader=_loader())  # a loader that makes texts, lists and dicts, nothing else  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None
    return {str(key): _flat(value) for key, value in held.items()} if isinstance(held, dict) else None


def _loader() -> type:
    import yaml

    class Loader(yaml.BaseLoader):
        """Refuses anchors and aliases, of which small files can be made to hold billions of values."""

        def compose_node(self, parent, index):
            event = self.peek_event()
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise yaml.YAMLError("an alias")
            return super().compose_node(parent, index)

    return Loader


def _line_by_line(text: str) -> dict[str, str] | None:
    """Return 'key: value' lines as people write them, ': ' in a title without quotes too; None for anything else."""
    values = {}
    for line in filter(str.strip, text.split("\n")):
        found = _LINE.fullmatch(line.strip())
        if line.startswith("#"):
            continue
        if not found or line[0] in " \t":
            return None
        value = (found["value"] or "").strip()
        if value.startswith(_MARKS):
            return None
        quoted = _QUOTED.fullmatch(value)
        values[found["key"]] = quoted[2] if quoted else value
    return values or None


def _flat(value: object) -> str:
    """Return a value as one text: lists of names joined, of a table its name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_flat, value)))
    if isinstance(value, dict):
        return _flat(value.get("name", value.get("url", "")))
    return one_space(str(value))


def _about(values: dict[str, str], name: str) -> tuple[About, list[Skipped]]:
    known, wrong = about({role: values[key] for role, key in chosen(values).items()})
    strange = [key for key in values if roles().get(folded(key), LEAD) == LEAD]
    notes = [Skipped(name, clause) for clause in wrong]
    if strange:
        what = ", ".join(repr(one_space(key)[:40]) for key in strange[:5]) + (" …" if len(strange) > 5 else "")
        notes.append(Skipped(name, f"what it says of {what}: known are {_KNOWN}"))
    return known, notes

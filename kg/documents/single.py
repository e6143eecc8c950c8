"""Reports for a program that has a file, a folder or a text in hand: what cannot be read is raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from kg.documents import plain
from kg.documents.encoding import encoding_named
from kg.documents.folder import STDIN, reports, shown
from kg.documents.formats import recognise, unreadable
from kg.documents.source import Settings, Skipped, Source, suffix
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise


def file_report(path: str | Path, encoding: str = "") -> Report:
    """Return the one report in a file; see :func:`kg.read`."""
    name = shown(path)
    if Path(path).is_dir():
        raise InputError(name, "is a folder", "read_folder reads those")
    found = list(islice(_sound(path, encoding), 2))
    if not found:
        raise InputError(name, "has no report inside", "read_folder reads archives, and passes over other files")
    if len(found) > 1:
        raise InputError(name, "has several reports inside", "read_folder reads them all")
    return found[0]


def folder_reports(path: str | Path, encoding: str = "") -> Iterator[Report]:
    """Yield the reports in a folder and those below it, or in a container; see :func:`kg.read_folder`."""
    if Path(path).is_file() and not _holds_others(Path(path)):
        raise InputError(shown(path), "is a file", "read reads those")
    return _sound(path, encoding)


def _holds_others(path: Path) -> bool:
    try:
        return recognise(Source(shown(path), path.name, suffix(path.name), path=path)).container
    except OSError as error:
        raise unreadable(shown(path), error) from error


def text_report(text: str, *, source_id: str, title: str, published: str, url: str, author: str, outlet: str) -> Report:
    """Return a text as a report; see :func:`kg.read_text`."""
    name = source_id or url or "the text"
    stored = normalise(text)
    if not stored.strip():
        raise InputError(name, "is empty", "nothing was read from it")
    report = Report(
        stored,
        normalise(source_id or url),
        title=normalise(title) or plain.title(stored),
        published=_day(name, published),
        url=url,
        author=normalise(author),
        outlet=normalise(outlet),
    )
    return report if report.source_id else replace(report, source_id=f"text-{report.key}")


def _sound(path: str | Path, encoding: str) -> Iterator[Report]:
    # As a Path: a bare - would be standard input, an address would be fetched.
    place = Path(path) if str(path) != STDIN else f"./{STDIN}"
    settings = Settings(encoding_named(encoding) if encoding else "")
    for _, item in reports([place], settings=settings):
        if isinstance(item, InputError):
            raise item
        if not isinstance(item, Skipped):
            yield item


def _day(name: str, published: str) -> str:
    try:
        return date.fromisoformat(published).isoformat() if published else ""
    except ValueError:
        raise InputError(name, f"{published!r} is no day", "write published as 2022-01-31") from None

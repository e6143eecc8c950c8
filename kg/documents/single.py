"""Reports for a program that has a file, a folder or a text in hand: what cannot be read is raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.documents import plain
from kg.documents.folder import STDIN, reports, shown
from kg.documents.source import Skipped
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise


def file_report(path: str | Path) -> Report:
    """Return the report in a file. Raises InputError where there is none, or the path is a folder's."""
    if Path(path).is_dir():
        raise InputError(shown(Path(path)), "is a folder", "read_folder reads those")
    return next(_sound(path))


def folder_reports(path: str | Path) -> Iterator[Report]:
    """Yield the reports in a folder and those below it; see :func:`kg.read_folder`."""
    if Path(path).is_file():
        raise InputError(shown(Path(path)), "is a file", "read reads those")
    return _sound(path)


def text_report(text: str, *, source_id: str, title: str, published: str, url: str, author: str) -> Report:
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
    )
    return report if report.source_id else replace(report, source_id=f"text-{report.key}")


def _sound(path: str | Path) -> Iterator[Report]:
    # ./- is a file of that name; a bare - would be standard input
    for _, item in reports([Path(path) if str(path) != STDIN else f"./{STDIN}"]):
        if isinstance(item, InputError):
            raise item
        if not isinstance(item, Skipped):
            yield item


def _day(name: str, published: str) -> str:
    try:
        return date.fromisoformat(published).isoformat() if published else ""
    except ValueError:
        raise InputError(name, f"{published!r} is no day", "write published as 2022-01-31") from None

"""Paragraphs, and what is known about them → a Report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.documents.about import About
from kg.documents.source import Source
from kg.errors import InputError
from kg.model import Part, Report, structure
from kg.text import normalise, one_space


class Block(NamedTuple):
    """A paragraph of a document. ``kind`` is that of a :class:`kg.model.Part`, '' for body text."""

    text: str
    kind: str = ""


def report(blocks: Iterable[Block], about: About, source: Source, *, format: str, encoding: str = "") -> Report:
    """Return the report that these paragraphs are: each one line of its text, the empty ones left out.

    ``about`` is what the document tells of itself; what is known from outside wins. Raises InputError where nothing is
    left to read.
    """
    lines = [(one_space(normalise(block.text)), block.kind) for block in blocks]
    lines = [(line, kind) for line, kind in lines if line]
    if not lines:
        raise InputError(source.name, "is empty", "nothing was read from it")
    parts, at = [], 0
    for line, kind in lines:
        parts += [Part(kind, at, at + len(line))] if kind else []
        at += len(line) + 1
    text = "\n".join(line for line, _ in lines)
    return described(Report(text, source.source_id, structure=structure(parts)), about, source, format, encoding)


def described(report: Report, about: About, source: Source, format: str = "", encoding: str = "") -> Report:
    """Return a report with what its document tells, and what is known of it from outside."""
    known = source.about.over(about)
    return Report(
        report.text,
        report.source_id,
        title=one_space(normalise(known.title)) or report.title,
        published=known.published,
        url=known.url,
        author=one_space(normalise(known.author)),
        outlet=one_space(normalise(known.outlet)),
        format=format,
        encoding=encoding,
        structure=report.structure,
        hash=report.hash,
    )

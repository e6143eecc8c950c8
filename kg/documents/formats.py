"""The formats that documents come in: how each is recognised, and which module reads it.

A format that is one report has a module with ``read(source, settings) -> Report``; a container has one with
``members(source, settings)``, which yields a Source for each thing inside, what is wrong with it (InputError, Skipped),
or (name, Report) where it has read that itself. What the bytes say wins over the name. The parts of a module that is
large are in a room beside it: its package names the door.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from kg.documents import front_matter
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError
from kg.model import Report

DEEPEST = 3  # containers within containers


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what names of such files end in, what their bytes begin with, and what reads them.

    ``looks`` is what such bytes often begin with, as others may: it tells where the name says nothing.
    """

    name: str
    module: str
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None
    container: bool = False
    looks: re.Pattern[bytes] | None = None
    by_name: bool = False  # the bytes alone do not tell it: the name must say so too
    in_parts: bool = False  # ``in_parts(source, settings)`` yields the Report, and Skipped for what is not in it


# An office file is a ZIP archive that begins with one of its own parts; a rare one begins with another.
_OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|word/|docProps/|customXml/)", re.DOTALL)
_ZIP = re.compile(rb"PK\x03\x04")
_OLD = re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf|PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument", re.DOTALL)
# A page may begin with a BOM, an XML declaration, comments ('saved from url=…').
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]{0,200}>|(?><!--.{0,2000}?-->))*+<(?:!doctype html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_DOCX = (".docx", ".docm", ".dotx", ".dotm")
# JSON objects, or a first line of names of which one is usual for texts.
_TABLE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s*(?:\[\s*)?\{\s*\"|(?:[^\r\n]*[,;\t|])?[\"']?(?:text|content|body|"
    + "noi_dung|nội[ _]dung".encode()
    + rb")[\"']?(?:[,;\t|]|\r?\n))",
    re.IGNORECASE,
)
# Headers, one of which no mail is without.
_MAIL = re.compile(
    rb"(?:[a-z][a-z0-9-]{1,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){0,30}"
    rb"(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE,
)
TARS = (".tar", ".tgz", ".tbz2", ".tbz", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")

PLAIN = Format("text", "plain", (".txt", ".text"))
FORMATS = (
    PLAIN,
    Format("md", "markdown", (".md", ".markdown")),
    Format("html", "html", (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".asp", ".jsp"), _HTML),
    Format("docx", "docx", _DOCX, _OFFICE),
    Format("docx", "docx", _DOCX, _ZIP, by_name=True),
    Format("pdf", "pdf", (".pdf",), re.compile(rb"[\s\x00\xef\xbb\xbf]{0,1024}%PDF-"), in_parts=True),
    Format("old", "old", (".doc", ".dot", ".rtf", ".odt"), _OLD),
    Format("zip", "archive", (".zip",), re.compile(rb"PK(\x03\x04|\x05\x06)"), container=True),
    Format("tar", "archive", TARS, re.compile(rb".{257}ustar", re.DOTALL), container=True),
    Format("table", "table", (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".tab"), container=True, looks=_TABLE),
    Format("eml", "mail", (".eml", ".mht", ".mhtml"), container=True, looks=_MAIL),
    Format(
        "mbox", "mailbox", (".mbox", ".mbx"), container=True, looks=re.compile(rb"From \S+ .*\d\d:\d\d.*\r?\n[\w-]+:")
    ),
    Format("packed", "archive", (".gz", ".bz2", ".xz"), re.compile(rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00"), True),
)
_WITH_FRONT_MATTER = ("plain", "markdown")
SUFFIXES = tuple(dict.fromkeys(suffix for format in FORMATS for suffix in format.suffixes))
# What is recognised, so that it can be told what to do with it.
_UNREAD = ((re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c"), "a RAR or 7z archive", "unpack it, or pack it as .zip"),)
# Files that nobody names, and in which there may be text all the same.
_REMEDIES = (
    ((".rar", ".7z"), "unpack it, or pack it as .zip"),
    ((".xls", ".xlsx", ".xlsm", ".ods"), "save its sheets as .csv"),
    ((".ppt", ".pptx", ".pps", ".ppsx", ".odp"), "save its text as .docx"),
    ((".msg", ".oft"), "save it as .eml"),
    ((".wps", ".pages"), "save it as .docx"),
    ((".djvu", ".xps"), "print it to a PDF"),
)


Begin = Callable[[Source], None]  # told of a document before it is read; raises InputError where it is not to be


def documents(
    source: Source, settings: Settings, begin: Begin = lambda source: None
) -> Iterator[tuple[str, Report | InputError | Skipped]]:
    """Yield (name as shown, its Report, or why there is none) for a document, or for each one that a container has."""
    try:
        begin(source)
        format = recognise(source)
        if format.container:
            yield from _inside(source, format, settings, begin)
        else:
            if format.module in _WITH_FRONT_MATTER:
                source, notes = front_matter.without(source, sure=format is PLAIN)
                yield from ((source.name, note) for note in notes)
            module = _module(format)
            items = module.in_parts(source, settings) if format.in_parts else [module.read(source, settings)]
            yield from ((source.name, item) for item in items)
    except InputError as error:
        yield source.name, error
    except OSError as error:
        yield source.name, unreadable(source.name, error)


def recognise(source: Source) -> Format:
    """Return the format of a document. Raises InputError for one that is known but cannot be read, and OSError."""
    head = source.head()
    if not head:
        raise InputError(source.name, "is empty", "nothing was read from it")
    for format in FORMATS:
        if format.begins and format.begins.match(head) and (not format.by_name or source.suffix in format.suffixes):
            return format
    for beginning, what, advice in _UNREAD:
        if beginning.match(head):
            raise InputError(source.name, f"is {what}, not plain text", advice)
    found = next((format for format in FORMATS if source.suffix in format.suffixes), None)
    return found or next((format for format in FORMATS if format.looks and format.looks.match(head)), PLAIN)


def unreadable(name: str, error: OSError) -> InputError:
    """Return what to tell of a document that the system does not give."""
    return InputError(name, f"cannot be read: {(error.strerror or str(error)).lower()}")


def _inside(
    source: Source, format: Format, settings: Settings, begin: Begin
) -> Iterator[tuple[str, Report | InputError | Skipped]]:
    if source.depth >= DEEPEST:
        raise InputError(source.name, f"is inside {DEEPEST} others", "unpack the outer ones first")
    for member in _module(format).members(source, settings):
        if isinstance(member, tuple):
            yield member
        elif not isinstance(member, Source):
            yield member.source, member
        elif member.named or member.suffix in SUFFIXES:
            yield from documents(member, settings, begin)
        else:
            yield member.name, Skipped(member.name, unwanted(member.suffix))


def unwanted(suffix: str) -> str:
    """Return why a file that nobody named is not read."""
    if suffix in front_matter.SUFFIXES:
        return "a sidecar without its document: no other file here has its name"
    advice = next((advice for suffixes, advice in _REMEDIES if suffix in suffixes), "")
    return f"not a format that is read ({suffix or 'no suffix'})" + (f"; {advice}" if advice else "")


def _module(format: Format):
    return import_module(f"kg.documents.{format.module}")

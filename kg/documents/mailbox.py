"""Mailboxes (mbox): the mails in one file, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from kg.documents.archives.unpacking import Held, budget_of
from kg.documents.mail import MOST
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError

_BEGIN = b"From "
_MOST_LINE = 1 << 20
_ENDLESS = 256 << 20  # bytes of a line, behind which no other is looked for: a file with a hole, most likely


def members(source: Source, settings: Settings) -> Iterator[Source | InputError | Skipped]:
    """Yield the mails of a mailbox, as 'box.mbox#1.eml'. Raises OSError, and InputError where it is none."""
    number, budget = 0, budget_of(source)
    for data in _mails(source):
        number += 1
        budget.packed += len(data) if source.opener is None else 0
        name = f"#{number}"
        if len(data) > MOST:
            yield InputError(source.name + name, f"is larger than {MOST >> 20} MiB", "save what is in it as files")
        else:
            inner, opener = source.source_id + name, Held(data, budget)
            yield Source(source.name + name, inner, ".eml", opener=opener, about=source.about, depth=source.depth + 1)
    if not number:
        raise InputError(source.name, "is no mailbox (it does not begin with 'From ')", "give mails as .eml")


def _mails(source: Source) -> Iterator[bytes]:
    """Yield the bytes of each mail; of one that is too long no more than shows that."""
    parts: list[bytes] = []
    size, blank, begun, length = 0, True, False, 0
    with source.open() as stream:
        while line := stream.readline(_MOST_LINE):
            if blank and line.startswith(_BEGIN):
                if begun:
                    yield b"".join(parts)
                parts, size, begun = [], 0, True
            elif begun and size <= MOST:
                parts.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(_BEGIN) else line)
                size += len(line)
            length = 0 if line.endswith(b"\n") else length + len(line)
            blank = not length and line in (b"\n", b"\r\n")
            if length > _ENDLESS:
                raise InputError(
                    source.name,
                    f"has a line of over {_ENDLESS >> 20} MiB",
                    "get it again; no mail from there on is read",
                )
    if begun:
        yield b"".join(parts)

"""The headers of a mail → what is known about it."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, parseaddr
from functools import cache
from pathlib import Path

from kg.documents.about import About
from kg.documents.days import day
from kg.documents.encoding import decoded
from kg.documents.field_names import is_address
from kg.errors import InputError
from kg.lexicon import tables
from kg.text import normalise, one_space

WORDS = Path(__file__).with_name("words.tsv")
_LONGEST = 2000
_BAD = (ArithmeticError, ValueError, LookupError, TypeError, AttributeError, MessageError)


@cache
def words(role: str) -> tuple[str, ...]:
    """Return the words of one role in the table of what mail programs write."""
    return tuple(row["words"] for row in tables.read(WORDS) if row["role"] == role)


def about(message: Message) -> About:
    """Return what the headers of a mail tell: the subject, the sender's day, and the sender."""
    name, address_of = parseaddr(text(message, "From"))
    return About(_title(text(message, "Subject")), day(text(message, "Date")), author=name.strip() or address_of)


def address(message: Message, page: Message) -> str:
    """Return the address of a saved page, '' where it is not told."""
    told = (text(message, "Snapshot-Content-Location"), text(page, "Content-Location"))
    return next((each for each in told if is_address(each)), "")


def text(message: Message, name: str) -> str:
    """Return a header as one line of text: encoded words as their letters, broken ones as they are."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")[:_LONGEST]
    return one_space(normalise(_decoded(raw)))


def file_name(part: Message) -> str:
    """Return the name that an attached file has, '' for none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(parameter, "", header)
        except _BAD:
            continue
        if value:
            return one_space(normalise(_decoded(collapse_rfc2231_value(value)[:_LONGEST])))
    return ""


def _decoded(raw: str) -> str:
    """Return a header's text. Bytes that are not ASCII stand in it as lone surrogates."""
    data = raw.encode("utf-8", "surrogateescape")
    if not data.isascii():
        try:
            raw = decoded(data, "").text
        except InputError:
            raw = data.decode("utf-8", "replace")
    if "=?" not in raw:
        return raw
    try:
        return "".join(_word(*part) for part in decode_header(re.sub(r"[\r\n]+\s*", " ", raw)))
    except _BAD:
        return raw


def _word(data: bytes | str, charset: str | None) -> str:
    if isinstance(data, str):
        return data
    try:
        return data.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError):
        try:
            return decoded(data, "").text
        except InputError:
            return data.decode("latin-1")


def _title(subject: str) -> str:
    """Return a subject without what mail programs put before it: 'Re:', 'Fwd:'."""
    before = re.compile(rf"(?:(?:{'|'.join(map(re.escape, words('reply')))})\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
    return before.sub("", subject, count=1) if before.match(subject) else subject

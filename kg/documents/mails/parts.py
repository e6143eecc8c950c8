"""The parts of a mail: which are its text, which are attached, which are for the eye or for programs only."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from itertools import islice

from kg.documents.mails import headers
from kg.errors import InputError
from kg.text import normalise, one_space

MOST_PARTS = 1000
_MOST_BOUNDARIES = 200  # each part inside another names one
_MOST_LINES = 1_000_000
_MOST_LOOKS = 10_000_000  # each line is compared with each boundary around it
_BOUNDARY = re.compile(rb"boundary\s*\*?\d*\*?\s*=", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
# What the library parts in the square of its length; no mail program writes a tenth of what is kept.
_DECLARED = re.compile(
    rb"^(Content-(?:Type|Disposition)[ \t]*:(?:[^\r\n]|\r?\n[ \t]){0,8000}+)(?:[^\r\n]|\r?\n[ \t])++",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = b"From "
_ENCRYPTED = ("multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
# Seals, and what programs tell one another: nobody would miss them.
_FOR_PROGRAMS = (
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar",
    "message/delivery-status", "message/disposition-notification", "text/x-amp-html", "text/rfc822-headers",
)  # fmt: skip
_PACKED = "Content-Transfer-Encoding"
_SUFFIXES = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "application/json": ".json"}
# What the library raises on mails that nobody should write.
BAD = (
    RecursionError,
    ArithmeticError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    MessageError,
)


@dataclass(slots=True)
class Parts:
    """What a mail has: the parts of its text, plain and else HTML; what is attached; or the page that it is."""

    plain: list[Message] = field(default_factory=list)
    html: Message | None = None
    attached: list[Message] = field(default_factory=list)
    page: Message | None = None
    encrypted: bool = False
    cut: bool = False  # there are more than a mail has


def parsed(data: bytes, name: str) -> Message:
    """Return a mail. Raises InputError where it is none, or is nested beyond reason."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(_MBOX):
        data = data.partition(b"\n")[2]
    if not _HEADER.match(data):
        raise InputError(name, "is no mail (it does not begin with headers)", "give it as .txt if it is text")
    nested, lines = len(_BOUNDARY.findall(data)), data.count(b"\n") + data.count(b"\r")
    if nested > _MOST_BOUNDARIES or lines > 2 * _MOST_LINES or nested * lines > _MOST_LOOKS:
        raise InputError(name, "has more parts or lines in it than a mail has", "save what is in it as files")
    data = _DECLARED.sub(rb"\1", data)
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except BAD as error:
        raise damaged(name, error) from None


def damaged(name: str, error: Exception) -> InputError:
    """Return what to tell of a mail on which the library has failed."""
    return InputError(
        name,
        f"is damaged ({type(error).__name__}: {one_space(normalise(str(error)))[:100]})",
        "save its text as a file",
    )


def sorted_out(message: Message) -> Parts:
    """Return the parts of a mail by what they are for."""
    found = Parts()
    parts = list(islice(_walk(message), MOST_PARTS + 1))
    found.cut = len(parts) > MOST_PARTS
    if _is_saved_page(message):
        found.page = next((part for part, _ in parts if part.get_content_type() == "text/html"), None)
        if found.page is not None:
            return found
    _sort(message, parts[:MOST_PARTS], found)
    return found


def content(part: Message) -> bytes:
    """Return the bytes of a part, unpacked as it says; as they are where it cannot be unpacked so."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return part.get_payload(0).as_bytes(policy=policy.compat32.clone(max_line_length=None))
    way = str(part.get(_PACKED, ""))
    if way != way.strip():
        part.replace_header(_PACKED, way.strip())
    return part.get_payload(decode=True) or b""


def name_of(part: Message, number: int) -> str:
    """Return the name of an attached file, one made from its kind where it has none."""
    kind = part.get_content_type()
    name = headers.file_name(part)
    if name:
        return name if "." in name or kind not in _SUFFIXES else name + _SUFFIXES[kind]
    return f"part-{number}{_SUFFIXES.get(kind) or mimetypes.guess_extension(kind) or ''}"


def _sort(message: Message, parts: list[tuple[Message, bool]], found: Parts) -> None:
    pages = []
    for part, is_choice in parts:
        kind = part.get_content_type()
        if kind in _ENCRYPTED:
            found.encrypted = True
        elif kind in _FOR_PROGRAMS or _is_picture_of_text(part):
            continue
        elif kind == "text/plain" and not _is_attached(part):
            found.plain.append(part)
        elif kind == "text/html" and not _is_attached(part):
            pages.append((part, is_choice))
        elif not part.is_multipart() or (kind == "message/rfc822" and part is not message):
            found.attached.append(part)
    if pages:
        found.html = pages[0][0]
        # What is no other form of the plain text is a document of its own.
        found.attached[:0] = [part for part, is_choice in pages[not found.plain :] if not is_choice]


def _walk(message: Message) -> Iterator[tuple[Message, bool]]:
    """Yield the parts of a mail in order, and whether one of several to choose from; none of mails attached to it."""
    waiting = [(message, False)]
    while waiting:
        part, is_choice = waiting.pop()
        yield part, is_choice
        if part.is_multipart() and (part is message or part.get_content_maintype() != "message"):
            is_choice = is_choice or part.get_content_type() == "multipart/alternative"
            waiting += [(each, is_choice) for each in reversed(part.get_payload())]


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(headers.file_name(part))


def _is_picture_of_text(part: Message) -> bool:
    """Whether a part is a picture that the HTML text shows in itself, such as the logo of a signature."""
    inline = part.get_content_disposition() != "attachment" and part.get("Content-ID")
    return part.get_content_maintype() == "image" and bool(inline)


def _is_saved_page(message: Message) -> bool:
    """Whether it is no mail, but a web page as browsers save them in one file."""
    if message.get("Snapshot-Content-Location") or "saved by" in str(message.get("From", "")).lower():
        return True
    return message.get_content_type() == "multipart/related" and not (message.get("To") or message.get("Received"))

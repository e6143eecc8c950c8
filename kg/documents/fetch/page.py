"""A page on the web whose address the user gave → a document. Nothing but what its address leads to is fetched."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

import kg
from kg.documents.about import About
from kg.documents.source import Source, suffix
from kg.errors import InputError

MOST = 16 << 20  # bytes
SECONDS = 60.0
REDIRECTS = 5
AGENT = f"kg/{kg.__version__} (knowledge graph of official reports; fetches single pages that its user names)"
_PREFIX = re.compile(r"https?://", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_MOVED = (301, 302, 303, 307, 308)
_TYPES = {  # content type → the suffix of its format
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "application/gzip": ".gz",
    "application/x-tar": ".tar",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
}
_PACKED = ("gzip", "x-gzip", "deflate")
_ANSWERS = {
    400: "the server does not understand the request",
    401: "the page wants a password",
    403: "the server does not let us have the page",
    404: "there is no such page",
    410: "the page has been taken away",
    429: "the server wants fewer requests",
    451: "the page is withheld for legal reasons",
    500: "the server has failed",
    502: "the server behind it has failed",
    503: "the server is out of service now",
    504: "the server behind it is too slow",
}

Permitted = Callable[[str], bool]  # whether one may connect to an IP address


def is_address(path: str) -> bool:
    """Whether a path that a user gave is an address on the web."""
    return _PREFIX.match(path) is not None


def normalised(address: str) -> str:
    """Return an address with scheme and host in lower case, without fragment and usual port. Raises InputError."""
    shown = without_password(address)
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # UnicodeError is one
        raise InputError(shown, "is no address that can be understood", "copy it from the browser") from None
    if not host or parts.scheme not in _PORTS:
        raise InputError(shown, "is no http(s) address of a host", "copy it from the browser")
    if "@" in parts.netloc:
        raise InputError(shown, "has a user name in it, which would be kept", "save the page and give the file")
    if not address.strip().isprintable() or " " in address.strip():
        raise InputError(shown, "has characters in it that no address has", "copy it from the browser")
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def without_password(address: str) -> str:
    """Return an address as one line for messages, without a user name and a password."""
    shown = re.sub(r"(?<=://)[^/?#]*@", "", address.strip())
    return shown if len(shown) <= 200 else shown[:199] + "…"


def fetched(address: str, permitted: Permitted | None = None) -> Source:
    """Return the document at an address: at most ``MOST`` bytes, within ``SECONDS``, over ``REDIRECTS``.

    Connections go only to addresses that were looked up and checked: public ones, or those that ``permitted`` (for
    tests) lets pass. Raises InputError with what went wrong in words.
    """
    from kg.documents.fetch import connecting

    address = normalised(address)
    client = connecting.Client(SECONDS, permitted or connecting.is_public)
    with client:
        at = address
        for _ in range(REDIRECTS + 1):
            with client.answer(at, address, {"User-Agent": AGENT, "Accept-Encoding": "gzip"}) as answer:
                target = answer.headers.get("location", "") if answer.status in _MOVED else ""
                if not target:
                    return _source(address, at, answer.status, answer.headers, answer.parts())
                at = _moved(address, at, target)
    raise InputError(address, f"leads on over {REDIRECTS} times", "give the address where it ends")


def _moved(address: str, at: str, target: str) -> str:
    try:
        return normalised(urljoin(at, target))
    except (InputError, ValueError):
        raise InputError(
            address, f"leads on to {without_password(target)!r}, which is no address to follow", "save the page"
        ) from None


def _source(address: str, at: str, status: int, headers: dict[str, str], parts: Iterator[bytes]) -> Source:
    if status != 200:
        words = _ANSWERS.get(status, "the server does not give the page")
        raise InputError(address, f"{words} (HTTP {status})", "open it in a browser, save it, and give the file")
    data = b"".join(_within(address, _unpacked(address, headers.get("content-encoding", ""), parts)))
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    end = _TYPES.get(kind) or suffix(urlsplit(at).path)
    return Source(address, address, end, data=data, about=About(url=address), named=True)


def _within(address: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    length = 0
    for part in parts:
        length += len(part)
        if length > MOST:
            raise InputError(address, f"is larger than {MOST >> 20} MiB", "save it and give a part of it")
        yield part


def _unpacked(address: str, packing: str, parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of an answer, which may be packed once; never much at a time, however well it packs."""
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        yield from parts
        return
    if packing not in _PACKED:
        raise InputError(address, f"comes packed in a way that is not known ({packing[:40]!r})", "save it in a browser")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for part in parts:
            while part:
                yield unpacker.decompress(part, 1 << 20)
                part = unpacker.unconsumed_tail
    except zlib.error as error:
        raise InputError(address, f"comes damaged ({error})", "try again") from None
    if not unpacker.eof:
        raise InputError(address, "comes cut off", "try again")

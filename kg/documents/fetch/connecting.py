"""Connections that go where they may: each address is looked up once, checked, and connected to as it was checked."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore
from httpcore import NetworkBackend, NetworkStream, SyncBackend

from kg.errors import InputError

_STEP = 15.0  # seconds for one step: to connect, to wait for the next bytes
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AZURE = ipaddress.ip_address("168.63.129.16")  # whom its machines ask for settings and keys: public by its number only
_PRIVATE = "is in a private network (or this machine), which is not fetched"


class RefusedError(Exception):
    """A host that may not be connected to: the message is the reason."""


class LateError(Exception):
    """The time for all of it has passed."""


def is_public(address: str) -> bool:
    """Whether an IP address, with whatever IPv4 address it carries inside, is one of the public network."""
    try:
        here = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if here in _NAT64:  # how networks without IPv4 reach it
        here = ipaddress.IPv4Address(int(here) & 0xFFFFFFFF)
    if here.version == 6 and here.is_site_local:  # what private networks had before there were others
        return False
    return all(map(_is_public, (here, *_carried(here))))


def _is_public(here: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return here.is_global and not here.is_multicast and not here.is_reserved and here != _AZURE


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses to which an IPv6 address leads in the end."""
    if address.version == 4:
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: headers by their names in lower case, and the parts of the body as they come."""

    status: int
    headers: dict[str, str]
    parts: Callable[[], Iterator[bytes]]


class Client:
    """Asks servers within ``seconds`` in all, over connections to addresses that are ``permitted`` only."""

    def __init__(self, seconds: float, permitted: Callable[[str], bool]):
        self._seconds = seconds
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=1,
            network_backend=_Checked(time.monotonic() + seconds, permitted),
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    @contextmanager
    def answer(self, address: str, name: str, headers: dict[str, str]) -> Iterator[Answer]:
        """Give the answer of the server at an address. Raises InputError about ``name`` where there is none."""
        times = {"connect": _STEP, "read": _STEP, "write": _STEP, "pool": _STEP}
        sent = {"Host": urlsplit(address).netloc, "Accept": "*/*", "Connection": "close", **headers}
        try:
            with self._pool.stream("GET", address, headers=sent, extensions={"timeout": times}) as response:
                told = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
                yield Answer(response.status, told, response.iter_stream)
        except RefusedError as error:
            raise InputError(name, str(error), "save it and give the file") from None
        except (LateError, httpcore.TimeoutException):
            raise InputError(name, f"does not come within {self._seconds:.0f} seconds", "try again later") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise InputError(
                name, f"cannot be fetched ({_words(error)})", "open it in a browser, or try again"
            ) from None


def _words(error: Exception) -> str:
    """Return what the system says, else the library."""
    first = error
    while first.__cause__ or first.__context__:
        first = first.__cause__ or first.__context__
    if isinstance(first, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {first.verify_message}"
    return (getattr(first, "strerror", "") or str(error) or type(error).__name__).lower()[:200]


class _Checked(NetworkBackend):
    """Connects to what a host's name leads to after each of its addresses has been checked."""

    def __init__(self, until: float, permitted: Callable[[str], bool]):
        self._until, self._permitted, self._below = until, permitted, SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> NetworkStream:
        """Return a connection. Raises RefusedError where the host has an address that is not permitted."""
        addresses = _looked_up(host, port, _left(self._until, timeout))
        if refused := [each for each in addresses if not self._permitted(each)]:
            raise RefusedError(_PRIVATE if host == refused[0] else f"leads to {refused[0]}, which {_PRIVATE}")
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout, socket_options)
            except httpcore.ConnectError:
                continue  # such as IPv6 where there is none: the next may do
        return self._connected(addresses[-1], port, timeout, socket_options)

    def _connected(self, address, port, timeout, options) -> NetworkStream:
        left = _left(self._until, timeout)
        return _Timed(self._below.connect_tcp(address, port, left, None, options), self._until)

    def connect_unix_socket(self, path, timeout=None, socket_options=None) -> NetworkStream:
        """Refuse: nobody asks for one."""
        raise RefusedError("is no address on the web")


class _Timed(NetworkStream):
    """A connection on which no step may take longer than is left of the whole time."""

    def __init__(self, stream: NetworkStream, until: float):
        self._stream, self._until = stream, until

    def read(self, max_bytes, timeout=None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer, timeout=None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None) -> NetworkStream:
        left = _left(self._until, timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise LateError
    return left if timeout is None else min(left, timeout)


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a host, in the system's order; the system has no time limit of its own for this."""
    found: list[str] = []
    wrong: list[OSError] = []

    def look() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            wrong.append(OSError(f"there is no host {host}") if isinstance(error, UnicodeError) else error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    if wrong:
        raise wrong[0]
    if not found:
        raise LateError
    return found

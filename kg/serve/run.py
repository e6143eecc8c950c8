"""The server: our application in uvicorn, on one address, until the process is told to end."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError, UsageError
from kg.serve.manner import Manner
from kg.serve.process import Limits
from kg.serve.workers import Pool
from kg.store.open import store_folder
from kg.store.remote.endpoint import is_url, shown

if TYPE_CHECKING:
    import uvicorn

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_ADVICE = {
    errno.EADDRINUSE: "another program has it: choose another port, or --port 0 for any free one",
    errno.EACCES: "ports below 1024 are the system's: choose another with --port",
    errno.EADDRNOTAVAIL: "name an address of this machine with --host",
}
_CONNECTIONS = 1000  # at a time; more are refused


@dataclass(frozen=True, slots=True)
class Service:
    """What is served and how: the store's folder, the number of workers, what a query may use, how clients are met.

    What only follows from what reports tell is left out unless ``inferred``.
    """

    store: Path
    workers: int = 4
    limits: Limits = field(default_factory=Limits)
    manner: Manner = field(default_factory=Manner)
    inferred: bool = True


def store_to_serve(url: str) -> Path:
    """Return the folder of a store. Raises StoreError for a store on another engine."""
    if is_url(url):
        raise StoreError(f"{shown(url)} is on an engine that serves it already; kg serve serves a store in a folder")
    return store_folder(url)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; port 0 takes a free one. Raises UsageError where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=1024)
        # asyncio sets it only where the socket's protocol is named; without it each answer waits 40 ms for the client's
        # system to acknowledge its head.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (OSError, UnicodeError) as error:
        raise UsageError(_unheard(host, port, error)) from None


def address(listener: socket.socket) -> str:
    """Return the URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(
    service: Service, listener: socket.socket, told: Callable[[], object], log: Callable[[str], object] = print
) -> None:
    """Serve until the process gets SIGTERM, SIGINT or SIGHUP; then finish what runs, and return.

    ``told`` is called as soon as requests are answered; ``log`` takes a line for each of them. Raises what opening the
    store raises.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4 * _CONNECTIONS)), hard))
    asyncio.run(_serve(service, listener, told, log))


async def _serve(service: Service, listener: socket.socket, told: Callable[[], object], log) -> None:
    pool = Pool(service.store, service.workers, service.limits, log, inferred=service.inferred)
    ending = asyncio.Event()
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    try:
        # The worker starts while the libraries of the server are loaded, which take as long.
        server, _ = await asyncio.gather(asyncio.to_thread(_server, service, pool, log), pool.start())
        if not ending.is_set():
            told()
            await _until(ending, server, listener)
    finally:
        await pool.stop()


def _server(service: Service, pool: Pool, log: Callable[[str], object]) -> uvicorn.Server:
    import uvicorn

    from kg.serve.app import application
    from kg.serve.patience import PatientProtocol

    config = uvicorn.Config(
        application(pool, service.manner, log),
        http=PatientProtocol,
        lifespan="off",
        log_config=None,  # the log is ours, a line a request
        access_log=False,
        server_header=False,
        limit_concurrency=min(_CONNECTIONS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] * 3 // 4),
        timeout_graceful_shutdown=int(service.limits.seconds) + 1,
    )
    config.load()
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    server = uvicorn.Server(config)
    # The signals are ours: uvicorn would raise them again at its end, and the process would not end well.
    server.capture_signals = nullcontext
    return server


async def _until(ending: asyncio.Event, server: uvicorn.Server, listener: socket.socket) -> None:
    """Serve until we are told to end; told so again, wait no longer for what runs."""
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    while not serving.done():
        told = asyncio.ensure_future(ending.wait())
        await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if ending.is_set() and server.should_exit:
            serving.cancel()
        server.should_exit = server.should_exit or ending.is_set()
        ending.clear()
    if not serving.cancelled():
        serving.result()


def _unheard(host: str, port: int, error: Exception) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return f"there is no address {host!r} on this machine; name one of its own with --host"
    advice = _ADVICE.get(error.errno, "choose another with --host or --port")
    return f"cannot listen on {host}, port {port}: {os.strerror(error.errno).lower()}; {advice}"

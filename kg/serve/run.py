"""The server: our application in uvicorn, on one address, until the process is told to end."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.serve.app import application
from kg.serve.process import Limits
from kg.serve.workers import Pool

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class _Server(uvicorn.Server):
    def capture_signals(self):
        """Leave the signals to us: uvicorn raises them again at its end, and the process would not end well."""
        return nullcontext()


def serve(store: Path, host: str, port: int, *, workers: int, limits: Limits, told: Callable[[str], object]) -> None:
    """Serve a store until the process gets SIGTERM, SIGINT or SIGHUP; then finish what runs, and return.

    ``told`` is called with the address as soon as requests are answered. Raises UsageError where the address cannot
    be had, and what opening the store raises.
    """
    with _listen(host, port) as listener:
        asyncio.run(_serve(Pool(store, workers, limits), listener, limits, told))


async def _serve(pool: Pool, listener: socket.socket, limits: Limits, told: Callable[[str], object]) -> None:
    config = uvicorn.Config(
        application(pool),
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=int(limits.seconds) + 1,
    )
    server = _Server(config)
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, _end, server)
    try:
        await pool.start()
        told(address(listener))
        if not server.should_exit:
            await server.serve(sockets=[listener])
    finally:
        await pool.stop()


def _end(server: uvicorn.Server) -> None:
    server.force_exit, server.should_exit = server.should_exit, True  # told twice, do not wait for what runs


def address(listener: socket.socket) -> str:
    """Return the URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}") from None

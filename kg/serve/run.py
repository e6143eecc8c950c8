"""The server: our application in uvicorn, on one address."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from kg.errors import UsageError
from kg.serve.app import application
from kg.serve.process import Limits
from kg.serve.workers import Pool


def serve(store: Path, host: str, port: int, *, workers: int, limits: Limits, told) -> None:
    """Serve a store until the process is told to end. ``told`` is called with the address when it listens."""
    listener = _listen(host, port)
    app = application(Pool(store, workers, limits))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    told(f"http://{host}:{listener.getsockname()[1]}/")
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}") from None

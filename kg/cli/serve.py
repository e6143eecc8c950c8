"""The command that serves the graph: serve."""

from __future__ import annotations

import ipaddress
import time
from contextlib import suppress

import click

from kg.cli.options import err, no_inferred_option, store_option

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _megabytes(name: str, default: int, help: str):
    return click.option(
        name, metavar="MB", type=click.IntRange(1, 1 << 20), default=default, show_default=True, help=help
    )


@click.command()
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 86400),
    default=30.0,
    show_default=True,
    help="What a query may take.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="Queries at a time.",
)
@_megabytes("--max-memory", 1024, "What a query may use.")
@_megabytes("--max-result", 1024, "How large an answer may be.")
@_megabytes("--max-query", 10, "How large a query may be.")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A name a proxy calls it by; may be repeated.")
@click.option("--cors", metavar="ORIGIN", default="*", show_default=True, help="Whose pages may ask, or none.")
@click.option("--log-queries", is_flag=True, help="Have the log tell the queries.")
@no_inferred_option
@store_option
def serve(
    host: str,
    port: int,
    timeout: float,
    workers: int,
    max_memory: int,
    max_result: int,
    max_query: int,
    names: tuple[str, ...],
    cors: str,
    log_queries: bool,
    no_inferred: bool,
    store_path: str,
) -> None:
    """Serve the graph over HTTP: SPARQL at /sparql.

    The graph is only read. It may change meanwhile (kg ingest): queries see what is new a moment later. Ctrl-C or
    SIGTERM ends it when the queries that run are answered.
    """
    from kg.serve.manner import Manner
    from kg.serve.process import Limits
    from kg.serve.run import Service, address, listen, store_to_serve
    from kg.serve.run import serve as run

    service = Service(
        store_to_serve(store_path),
        workers,
        Limits(timeout, max_memory << 20, max_result << 20),
        Manner(_hosts(host, names), "" if cors == "none" else cors, max_query << 20, log_queries),
        inferred=not no_inferred,
    )
    with listen(host, port) as listener:
        run(service, listener, lambda: _told(host, address(listener)), _log)


def _hosts(host: str, names: tuple[str, ...]) -> frozenset[str]:
    """Return the names that a server on this address answers to; none, which is any, where all may reach it."""
    if not _is_loopback(host):
        return frozenset()
    return frozenset(f"[{name}]" if ":" in name else name.lower() for name in (*_LOOPBACK, host, *names))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _told(host: str, url: str) -> None:
    err(f"serving at {url} (SPARQL: {url}sparql)")
    if not _is_loopback(host):
        what = "read the whole graph and keep this machine's processors busy"
        err(f"there is no password: whoever can reach this address can {what} (see docs/serve.md)")


def _log(line: str) -> None:
    with suppress(OSError):  # nobody reads it any more: that is no reason not to serve
        click.echo(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {line}", err=True)

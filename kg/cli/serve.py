"""The command that serves the graph: serve."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import err, store_option


@click.command()
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one.")
@click.option("--timeout", metavar="SECONDS", type=float, default=30.0, show_default=True, help="For one query.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries at a time.")
@store_option
def serve(host: str, port: int, timeout: float, workers: int, store_path: str) -> None:
    """Serve the graph over HTTP: SPARQL at /sparql.

    Only reading: facts come from reports.
    """
    from kg.serve.process import Limits
    from kg.serve.run import serve as run

    limits = Limits(seconds=timeout)
    run(Path(store_path), host, port, workers=workers, limits=limits, told=lambda line: err(f"serving at {line}"))

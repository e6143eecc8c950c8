"""Commands that keep a store safe: dump, restore, snapshot."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kg.cli.bar import bar
from kg.cli.ending import ending_whole
from kg.cli.intake import held
from kg.cli.options import named, opened, store_option
from kg.text import plural


@click.command()
@click.option(
    "-o", "--output", metavar="FILE", callback=named, help="Where to write; standard output by default. x.gz is packed."
)
@store_option
def dump(output: str | None, store_path: str) -> None:
    """Write all that the store holds as one file of N-Quads.

    That is every graph, evidence and ontology too, and what people decided (as comments). kg restore makes a store of
    it again. The same content always gives the same bytes.
    """
    from kg.store.dump import dump as write

    with opened(store_path) as store:
        if output in (None, "-"):
            write(store, sys.stdout.buffer)
            return
        with ending_whole(), bar("writing", len(store.graphs())) as step:
            count = write(store, output, step)
    click.echo(f"wrote {output}: {plural(count, 'quad')}")


@click.command()
@click.argument("file", metavar="FILE", callback=named)
@store_option
def restore(file: str, store_path: str) -> None:
    """Make a store of a dump.

    FILE is what kg dump wrote (packed or not), or - for standard input. The store must be new or empty; it is made
    whole or not at all. The first report that is put in or taken out afterwards takes longer: all are read again once.
    """
    from kg.queries.totals import totals
    from kg.store.restore import restore as make

    with ending_whole(), bar("reading", _size(file)) as step:
        make(file, store_path, step)
    with opened(store_path) as store:
        click.echo(held(store_path, totals(store)))


@click.command()
@click.option("-o", "--output", metavar="FOLDER", required=True, callback=named, help="A new or an empty folder.")
@store_option
def snapshot(output: str, store_path: str) -> None:
    """Make a copy of the store as it is now, itself a store.

    It takes no time and next to no room where it is on the same disk, for the two share what does not change; and it
    stays as it is, whatever becomes of the store. For a copy on another machine use kg dump.
    """
    from kg.queries.totals import totals

    with opened(store_path) as store:
        store.snapshot(output)
        click.echo(held(output, totals(store)))


def _size(file: str) -> int:
    """Return a file's size, 0 where that is not known."""
    return os.path.getsize(file) if Path(file).is_file() else 0

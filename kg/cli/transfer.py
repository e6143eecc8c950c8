"""Commands that bring a whole store to another engine and back: push, pull."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from kg.cli.bar import bar
from kg.cli.ending import ending_whole
from kg.cli.options import in_folder, named, opened, store_option
from kg.text import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.transfer import Transfer


@click.command()
@click.argument("url", metavar="URL", callback=named)
@click.option("--replace", is_flag=True, help="Also where that removes reports from URL which are not in the folder.")
@store_option
def push(url: str, replace: bool, store_path: str) -> None:
    """Bring the store to another engine.

    URL is its address for SPARQL queries; the store there is made, or made equal to the one in the folder. Only graphs
    that differ are sent, and each is read back and compared. What was interrupted is taken up by the same command.

    Who we are comes from KG_STORE_USER and KG_STORE_PASSWORD, KG_STORE_TOKEN, or ~/.netrc.
    """
    from kg.store.transfer import push as send

    with ExitStack() as stack, opened(in_folder(store_path)) as store:
        stack.enter_context(ending_whole())
        done = send(store, url, _bar(stack, "sending"), replace=replace)
    click.echo(_told("sent", done, url))
    if done.others:
        click.echo("the other graphs on that server are as they were")


@click.command()
@click.argument("url", metavar="URL", callback=named)
@click.option("--replace", is_flag=True, help="Also where that removes reports from the folder which are not at URL.")
@store_option
def pull(url: str, replace: bool, store_path: str) -> None:
    """Bring a store on another engine into a folder.

    URL is the engine's address for SPARQL queries. The store in the folder is made, or made equal to the one there; see
    kg push.
    """
    from kg.store.transfer import pull as fetch

    with ExitStack() as stack:
        stack.enter_context(ending_whole())
        done = fetch(url, in_folder(store_path), _bar(stack, "fetching"), replace=replace)
    click.echo(_told("fetched", done, store_path))


def _bar(stack: ExitStack, label: str) -> Callable[[int], Callable[[int], object]]:
    """Return what begins a bar once it is known how much there is to do."""
    return lambda length: stack.enter_context(bar(label, length))


def _told(what: str, done: Transfer, target: str) -> str:
    removed = f", {done.removed} removed" if done.removed else ""
    sent = f"{what} {plural(done.sent, 'graph')} with {plural(done.quads, 'quad')}"
    return f"{sent}; {done.unchanged} the same already{removed}: {target} is complete and verified"

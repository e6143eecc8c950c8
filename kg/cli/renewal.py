"""What is shown while a store's reports are read again because the reader is newer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from kg.cli.bar import bar
from kg.cli.options import err, plural

Begin = Callable[[int], Callable[[int], object]]


@contextmanager
def renewing() -> Iterator[Begin]:
    """Give what a builder calls before it reads a store's reports again, where something else was asked of it."""
    with rereading() as begin:
        yield lambda number: _told(number) or begin(number)


@contextmanager
def rereading() -> Iterator[Begin]:
    """Give what shows a bar on a terminal for a number of reports; it ends with the last one."""
    with ExitStack() as stack:

        def begin(number: int) -> Callable[[int], object]:
            step, left = stack.enter_context(bar("reading again", number)), [number]

            def done(count: int) -> None:
                step(count)
                left[0] -= count
                if left[0] <= 0:
                    stack.close()

            return done

        yield begin


def _told(number: int) -> None:
    if sys.stderr.isatty():
        click.echo(err=True)  # below the bar of what is going on
    are = "is" if number == 1 else "are"
    err(f"the reader is newer: {plural(number, 'report')} of the store {are} read again first")

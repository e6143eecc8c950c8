"""What is shown while a store's reports are read again because the reader is newer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack

import click

from kg.cli.bar import bar
from kg.cli.options import err, plural


def renewing(number: int) -> Callable[[int], object]:
    """Say that so many reports are read again, and show a bar on a terminal; to be called with each that is done."""
    if sys.stderr.isatty():
        click.echo(err=True)  # below the bar of what is going on
    are = "is" if number == 1 else "are"
    err(f"the reader is newer: {plural(number, 'report')} of the store {are} read again first")
    return again(number)


def again(number: int) -> Callable[[int], object]:
    """Show a bar on a terminal for so many reports that are read again; it ends with the last one."""
    stack = ExitStack()
    step, left = stack.enter_context(bar("reading again", number)), [number]

    def done(count: int) -> None:
        step(count)
        left[0] -= count
        if left[0] <= 0:
            stack.close()

    return done

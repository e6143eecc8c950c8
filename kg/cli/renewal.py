"""What is shown while a store's reports are read again because the reader is newer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import click

from kg.cli.bar import bar
from kg.cli.options import err
from kg.text import plural

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
        yield lambda number: until_all(stack, bar("reading again", number), number)


def until_all(
    stack: ExitStack, stage: AbstractContextManager[Callable[[int], object]], number: int
) -> Callable[[int], object]:
    """Begin a stage of work that has so many parts; return what to call with how many more are done.

    The stage ends with the last one, or with ``stack``.
    """
    inner = stack.enter_context(ExitStack())
    step, left = inner.enter_context(stage), [number]

    def done(count: int) -> None:
        step(count)
        left[0] -= count
        if left[0] <= 0:
            inner.close()

    return done


def is_newer(number: int) -> str:
    """Return the line on so many reports of a store that have to be read again before anything else."""
    are = "is" if number == 1 else "are"
    return f"the reader is newer: {plural(number, 'report')} of the store {are} read again first"


def _told(number: int) -> None:
    if sys.stderr.isatty():
        click.echo(err=True)  # below the bar of what is going on
    err(is_newer(number))

"""A bar for long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def bar(label: str, length: int) -> Iterator[Callable[[int], object]]:
    """Show on a terminal how far some work is. Gives what to call with each part that is done, of ``length`` in all.

    Where stderr is no terminal, or the length is not known (0), nothing is shown.
    """
    if not length or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as shown:
        yield shown.update

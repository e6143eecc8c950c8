"""What is too much for one request, in portions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def portioned(things: Iterable[T], size: Callable[[T], int], room: int, most: int) -> Iterator[list[T]]:
    """Yield things, in their order, in lists of at most ``most``, whose sizes together are at most ``room``.

    What is larger than ``room`` by itself stands alone.
    """
    portion: list[T] = []
    left = room
    for thing in things:
        taken = size(thing)
        if portion and (taken > left or len(portion) >= most):
            yield portion
            portion, left = [], room
        portion.append(thing)
        left -= taken
    if portion:
        yield portion

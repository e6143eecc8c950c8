"""The lanes of tasks, from quick to long: how long a task may work in each, and how far others then go before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from kg.serve.lanes import Lane

_ROOM = 256  # tasks that may wait for a place in a lane
_REMEMBERED = 2000  # tasks that took long


@dataclass(frozen=True, slots=True)
class Rung:
    """One lane: ``seconds`` of a processor that a task may work until it leaves it, and its ``niceness`` there."""

    lane: Lane
    seconds: float
    niceness: int


class Ladder:
    """Three lanes for a number of workers, and which tasks are known to leave the quick one.

    By the processor's time, not a clock's: on a busy machine all would be long. The middle lane has many places, as
    to break off a task costs a process; it keeps what takes a second apart from what takes half a minute.
    """

    def __init__(self, workers: int):
        self.rungs = (
            Rung(Lane(workers, _ROOM), 0.1, 0),
            Rung(Lane(4 * workers, _ROOM), 2.0, 5),
            Rung(Lane(workers, _ROOM), float("inf"), 15),
        )
        self._known: dict[bytes, int] = {}

    @property
    def quick(self) -> Lane:
        """Return the lane in which all tasks begin of which nothing is known."""
        return self.rungs[0].lane

    def start(self, call: bytes, least: int = 0) -> int:
        """Return the number of the rung on which a task begins."""
        return max(least, self._known.get(_key(call), 0))

    def above(self, number: int) -> Iterator[tuple[int, Rung]]:
        """Yield a rung and all above it, with their numbers."""
        yield from list(enumerate(self.rungs))[number:]

    def learn(self, call: bytes, number: int) -> None:
        """Remember that a task belongs on a rung; on the first one it need not be remembered."""
        self._known.pop(_key(call), None)
        if number:
            self._known[_key(call)] = number
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]


def _key(call: bytes) -> bytes:
    return blake2b(call, digest_size=16).digest()

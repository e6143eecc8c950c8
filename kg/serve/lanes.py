"""Who may run now: a lane has so many places, and a queue in which the clients take turns."""

from __future__ import annotations

import asyncio
from collections import deque

from kg.serve.failure import Failure

_SOON = 2  # seconds after which a client that found the queue full may come again


class Lane:
    """So many ``places`` at a time, and ``room`` for so many who wait.

    Where several clients wait, each gets the next place in turn, however many tasks it has sent.
    """

    def __init__(self, places: int, room: int):
        self._free, self._room = places, room
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}  # in the order of their turns

    async def enter(self, client: str) -> None:
        """Wait for a place and take it. Raises Failure where too many wait already."""
        if self.take():
            return
        if sum(map(len, self._waiting.values())) >= self._room:
            raise Failure(503, "the server is busy: too many queries wait already; try again", retry_after=_SOON)
        turn = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # the place came at the very moment in which the client went
            raise

    def take(self) -> bool:
        """Take a place where one is free at once; return whether it was."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    @property
    def wanted(self) -> bool:
        """Whether somebody waits for a place."""
        return any(not turn.done() for turns in self._waiting.values() for turn in turns)

    def leave(self) -> None:
        """Give a place back: to the next client in turn, if one waits."""
        while self._waiting:
            client, turns = next(iter(self._waiting.items()))
            del self._waiting[client]
            turn = turns.popleft()
            if turns:
                self._waiting[client] = turns  # at the end: the others come first
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

"""What a task gives, as the server passes it on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


class Source(Protocol):
    """Where the pieces of a long answer come from."""

    async def more(self) -> bytes:
        """Return the next piece, b'' at the end. Raises Failure where there is no end."""

    def close(self) -> None:
        """Want no more of it. May be called again."""


@dataclass
class Answer:
    """What a worker answers: ``status``, ``headers`` (names in lower case), and the body.

    ``snapshot`` names the state of the store that was asked. ``rest`` is None where ``body`` is all of the answer;
    else iterate over the answer (``async for``), once, and :meth:`close` it.
    """

    status: int
    headers: dict[str, str]
    snapshot: str
    body: bytes
    rest: Source | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.body
        while self.rest is not None and (piece := await self.rest.more()):
            yield piece

    def close(self) -> None:
        """Want no more of it: the worker that is still at it ends."""
        if self.rest is not None:
            self.rest.close()

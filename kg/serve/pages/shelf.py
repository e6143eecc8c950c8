"""Pages that take a while to make and that everybody sees alike: made once for a state of the store, then kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

from kg.serve.answer import Answer

_PAGES = 24
_LARGEST = 16 << 20  # bytes of a page


class Shelf:
    """Keeps whole answers by a key that names the state of the store. Who asks for one in the making waits for it."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, asyncio.Future[Answer]] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer kept under a key, or make it. Raises what ``make`` raises; nothing is kept then."""
        if key not in self._made:
            self._made[key] = asyncio.ensure_future(_whole(make))
            while len(self._made) > _PAGES:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        making = self._made[key]
        try:
            # Whoever leaves does not break it off for the others.
            kept = await asyncio.shield(making)
        except BaseException:
            if making.done():
                self._made.pop(key, None)
            raise
        return Answer(kept.status, dict(kept.headers), kept.snapshot, kept.body)


async def _whole(make: Callable[[], Awaitable[Answer]]) -> Answer:
    answer = await make()
    body = bytearray()
    try:
        async for piece in answer:
            body += piece
            if len(body) > _LARGEST:
                raise OverflowError(f"a page of more than {_LARGEST >> 20} MB")
    finally:
        answer.close()
    return Answer(answer.status, answer.headers, answer.snapshot, bytes(body))
